"""Analysed documents kept as pickles between runs, for benchmarks of what comes after the model.

What is kept is named by the shipped model, the code that cuts and mends sentences, and the whole report, so that any of them reads
anew when it changes.
"""

from __future__ import annotations

import pickle
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from dragoman.lm.reader import shipped_model
from dragoman.model.document import Document
from dragoman.model.report import Report
from dragoman.text.analyse import analyse


@cache
def _made_by() -> str:
    """The model's description and the code between a report and its document."""
    root = Path(str(files("dragoman")))
    code = [root / "model" / "document.py", *sorted((root / "text").glob("*.py")), *sorted((root / "lm").glob("*.py"))]
    return "".join(p.read_text(encoding="utf-8") for p in (root / "lm" / "model" / "model.json", *code))


def analysed(report: Report, folder: Path | None) -> Document:
    """Analyse a report, or take it from the cache, which is as old as the model.

    Args:
        report: the report.
        folder: the folder of the cache, made if need be; None for none.
    """
    if folder is None:
        return analyse([report], shipped_model(1))[0]
    kept = folder / f"{sha256((_made_by() + repr(report)).encode()).hexdigest()[:24]}.pickle"
    if kept.exists():
        document: Document = pickle.loads(kept.read_bytes())
        return document
    document = analyse([report], shipped_model(1))[0]
    folder.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(document))
    return document
