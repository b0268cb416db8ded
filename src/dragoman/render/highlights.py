"""Where records touch a text, as segments that do not overlap: a page can mark words that several records share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from dragoman.model.span import Span


class Part(StrEnum):
    """What a stretch of text is for a record."""

    SENTENCE = "sentence"
    TRIGGER = "trigger"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    SPEAKER = "speaker"
    WHEN = "when"
    WHERE = "where"


@dataclass(frozen=True, slots=True)
class Mark:
    """One record's claim on one stretch of the text."""

    span: Span
    part: Part
    record: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which the same marks hold from its first character to its last."""

    span: Span
    marks: tuple[Mark, ...]

    def records(self, part: Part) -> tuple[str, ...]:
        """The records for which this stretch is such a part, in the order of the marks."""
        return tuple(dict.fromkeys(m.record for m in self.marks if m.part == part))


def segments(within: Span, marks: Iterable[Mark]) -> list[Segment]:
    """Cut a stretch of text wherever a mark begins or ends; together the segments cover it, and none overlap.

    Args:
        within: the stretch to cut; what of a mark lies outside is left out.
        marks: any marks, overlapping or nested as they come.
    """
    held = [mark for mark in marks if mark.span.overlaps(within) and mark.span.start < mark.span.end]
    cuts = {within.start, within.end}
    for mark in held:
        cuts.update(at for at in (mark.span.start, mark.span.end) if within.start < at < within.end)
    edges = sorted(cuts)
    return [Segment(Span(a, b), _holding(held, Span(a, b))) for a, b in pairwise(edges)]


def _holding(marks: Sequence[Mark], span: Span) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.span.covers(span))
