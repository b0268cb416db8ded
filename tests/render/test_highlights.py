"""Segments cover a stretch of text once, however marks overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.span import Span
from dragoman.render.highlights import Mark, Part, segments


def mark(start: int, end: int, record: str, part: Part = Part.TRIGGER) -> Mark:
    return Mark(Span(start, end), part, record)


def test_nothing_marked_is_one_segment() -> None:
    (only,) = segments(Span(3, 9), [])
    assert (only.span, only.marks) == (Span(3, 9), ())


def test_overlapping_marks_share_a_segment() -> None:
    cut = segments(Span(0, 20), [mark(2, 8, "a"), mark(5, 12, "b"), mark(0, 20, "c", Part.SENTENCE)])
    assert [(s.span.start, s.span.end, s.records(Part.TRIGGER)) for s in cut] == [
        (0, 2, ()),
        (2, 5, ("a",)),
        (5, 8, ("a", "b")),
        (8, 12, ("b",)),
        (12, 20, ()),
    ]
    assert all(s.records(Part.SENTENCE) == ("c",) for s in cut)


def test_two_records_of_one_word() -> None:
    cut = segments(Span(0, 9), [mark(2, 5, "a"), mark(2, 5, "b")])
    assert cut[1].records(Part.TRIGGER) == ("a", "b")


def test_what_lies_outside_is_left_out() -> None:
    cut = segments(Span(5, 9), [mark(0, 7, "a"), mark(20, 30, "b"), mark(6, 6, "empty")])
    assert [(s.span, s.records(Part.TRIGGER)) for s in cut] == [(Span(5, 7), ("a",)), (Span(7, 9), ())]


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ab: Span(min(ab), max(ab)))


@given(SPANS.filter(lambda span: span.start < span.end), st.lists(SPANS, max_size=12))
def test_segments_cover_the_stretch_once(within: Span, spans: list[Span]) -> None:
    marks = [Mark(span, Part.TRIGGER, str(i)) for i, span in enumerate(spans)]
    cut = segments(within, marks)
    assert [i for s in cut for i in range(s.span.start, s.span.end)] == list(range(within.start, within.end))
    for s in cut:
        for at in range(s.span.start, s.span.end):
            assert {m.record for m in s.marks} == {m.record for m in marks if m.span.start <= at < m.span.end}
