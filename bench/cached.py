"""Analysed documents kept as pickles between runs, for benchmarks of what comes after the model.

What is kept is named by the shipped model and the whole report, so that either reads anew when it changes; a change of the code that
cuts words and sentences does not show, and wants an empty folder.
"""

from __future__ import annotations

import pickle
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from dragoman.lm.reader import shipped_model
from dragoman.model.document import Document
from dragoman.model.report import Report
from dragoman.text.analyse import analyse


def analysed(report: Report, cache: Path | None) -> Document:
    """Analyse a report, or take it from the cache, which is as old as the model.

    Args:
        report: the report.
        cache: the folder of the cache, made if need be; None for none.
    """
    if cache is None:
        return analyse([report], shipped_model(1))[0]
    made_by = files("dragoman.lm").joinpath("model", "model.json").read_text(encoding="utf-8")
    kept = cache / f"{sha256((made_by + repr(report)).encode()).hexdigest()[:24]}.pickle"
    if kept.exists():
        document: Document = pickle.loads(kept.read_bytes())
        return document
    document = analyse([report], shipped_model(1))[0]
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(document))
    return document
