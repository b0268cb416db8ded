"""Own sentences through the shipped model, many in one batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dragoman.extract.deeds import find_deeds
from dragoman.extract.findings import Deed
from dragoman.intake.plain import read_plain
from dragoman.model.records import Event
from dragoman.pipeline import Reader
from dragoman.text.analyse import analyse

DAY = datetime(2021, 3, 4)


def events_of(sentences: Sequence[str]) -> dict[str, tuple[Event, ...]]:
    """The events of each sentence, each read as a report of its own."""
    reports = [read_plain(f"{s}\n", f"sentence {i}", published=DAY) for i, s in enumerate(sentences)]
    return {s: r.events for s, r in zip(sentences, Reader.load().read(reports), strict=True)}


def rows_of(path: Path, columns: int) -> list[tuple[str, ...]]:
    """The rows of a table of the tests: cells between bars, comments and empty lines left out."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    assert all(len(row) == columns for row in rows), [row for row in rows if len(row) != columns]
    return rows


def deeds_of(sentences: Sequence[str]) -> dict[str, list[Deed]]:
    """The deeds of each sentence, before anybody asks whether they are political."""
    reader = Reader.load()
    reports = [read_plain(f"{s}\n", f"sentence {i}", published=DAY) for i, s in enumerate(sentences)]
    documents = analyse(reports, reader.model)
    return {s: find_deeds(reader.view(d), reader.tools) for s, d in zip(sentences, documents, strict=True)}
