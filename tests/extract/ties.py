"""The ties of one own sentence, through the shipped model."""

from __future__ import annotations

from dragoman.intake.plain import read_plain
from dragoman.pipeline import Reader
from tests.extract.reading import DAY


def ties_of(sentence: str) -> set[tuple[str, str, str]]:
    """Kind, holder and counterpart of each tie."""
    report = read_plain(f"{sentence}\n", "sentence", published=DAY)
    (reading,) = Reader.load().read([report])
    return {(r.kind, r.holder.name, r.toward.name) for r in reading.relations}
