"""Time expressions of a sentence as TIMEX3 mentions with the days that they cover (first version, being extended)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model.document import Sentence
from dragoman.model.records import When

from dragoman.mentions.time_values import ago, shift

__all__ = ["TimeMention", "ago", "find_times"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words [start, end) of a sentence that name a time, with TIMEX3 type and value; `when` is None where no day is fixed."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None
    when: When | None


def find_times(sentence: Sentence, anchor: date | None, narrative: date | None = None) -> list[TimeMention]:
    """Find the time expressions of a sentence.

    Args:
        sentence: with tags and tree.
        anchor: the report's own day; None where it is unknown, then only absolute expressions get a When.
        narrative: the last day told in the text, for "the next day" and "two days later".
    """
    from dragoman.model.report import Precision
    out = []
    for i, w in enumerate(sentence.words):
        n = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(w.text.lower())
        if n is not None and anchor:
            day = shift(anchor, n, "D")
            out.append(TimeMention(i, i + 1, "DATE", day.isoformat(), None, When(start=day, end=day, precision=Precision.DAY, span=w.span)))
    return out


def find_all_times(document, anchor):  # type: ignore
    return [find_times(s, anchor) for s in document.sentences]
