"""Words of sport, business and culture, by which a report that is not about politics is known."""

from __future__ import annotations

from functools import cache

from dragoman.knowledge.files import ROOT, read_rows


@cache
def load_topics() -> dict[str, str]:
    """Topic of each word or two-word phrase, in lower case."""
    return {row["word"].lower(): row["topic"] for row in read_rows(ROOT / "offtopic.csv", ("word", "topic"))}
