"""A report's text as a page shows it: all paragraphs in order, cut into pieces where records begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.model.records import Event, Ref
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.render.cards import Card
from dragoman.render.highlights import Mark, Part, Segment, segments
from dragoman.render.wording import clean_piece

_HINTED = (Part.ACTOR, Part.RECIPIENT, Part.SPEAKER, Part.WHEN, Part.WHERE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain, within a record's sentence, or a trigger that leads to a card."""

    text: str
    style: str | None  # "dateline", or None
    look: str | None  # the look of the sentence that it stands in
    trigger: Card | None
    place: str | None  # the anchor of the trigger, where it begins
    triggers: str  # anchors of all the cards whose trigger this is
    within: str  # anchors of all the cards whose sentence this is
    hints: str  # "part:anchor" for the words that a card names


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A headline, sub-headline, paragraph of the body, or a line of meta data."""

    kind: str
    pieces: tuple[Piece, ...]


def paragraphs_of(report: Report, cards: Iterable[Card]) -> Iterator[Paragraph]:
    """The paragraphs of a report, nothing left out, with the marks of the records."""
    by_anchor = {card.anchor: card for card in cards}
    marks = [mark for card in by_anchor.values() for mark in _marks(card)]
    for row in _rows(report):
        span = Span(row[0].span.start, row[-1].span.end)
        near = [mark for mark in marks if mark.span.overlaps(span)]
        pieces = [_piece(s, block, report.text, by_anchor) for block in row for s in segments(block.span, near)]
        yield Paragraph(row[-1].kind.value, tuple(pieces))


def _rows(report: Report) -> Iterator[list[Block]]:
    """Blocks by paragraph: a dateline runs on into its body; what no block holds is shown as meta data."""
    at = 0
    row: list[Block] = []
    for block in sorted(report.blocks, key=lambda b: b.span):
        between = report.text[at : block.span.start]
        if row and (row[-1].kind is not BlockKind.DATELINE or "\n" in between):
            yield row
            row = []
        if between.strip():
            yield [Block(BlockKind.META, Span(at, block.span.start))]
        row.append(block)
        at = block.span.end
    if row:
        yield row
    if report.text[at:].strip():
        yield [Block(BlockKind.META, Span(at, len(report.text)))]


def _marks(card: Card) -> Iterator[Mark]:
    record, anchor = card.record, card.anchor
    yield Mark(record.evidence.sentence, Part.SENTENCE, anchor)
    yield Mark(record.evidence.trigger, Part.TRIGGER, anchor)
    if isinstance(record, Event):
        yield from _ref_marks(record.actors, Part.ACTOR, anchor)
        yield from _ref_marks(record.recipients, Part.RECIPIENT, anchor)
        if record.where and record.where.span:
            yield Mark(record.where.span, Part.WHERE, anchor)
    else:
        yield from _ref_marks((record.holder,), Part.ACTOR, anchor)
        yield from _ref_marks((record.toward,), Part.RECIPIENT, anchor)
    yield from _ref_marks((speaker.who for speaker in record.speakers), Part.SPEAKER, anchor)
    if record.when and record.when.span:
        yield Mark(record.when.span, Part.WHEN, anchor)


def _ref_marks(refs: Iterable[Ref], part: Part, anchor: str) -> Iterator[Mark]:
    for ref in refs:
        yield Mark(ref.via or ref.span, part, anchor)


def _piece(segment: Segment, block: Block, text: str, cards: dict[str, Card]) -> Piece:
    within = segment.records(Part.SENTENCE)
    triggers = [cards[anchor] for anchor in segment.records(Part.TRIGGER)]
    places = [c.at for c in triggers if c.record.evidence.trigger.start == segment.span.start]
    hints = [f"{part}:{anchor}" for part in _HINTED for anchor in segment.records(part)]
    return Piece(
        text=clean_piece(segment.span.of(text)),
        style="dateline" if block.kind is BlockKind.DATELINE else None,
        look=_look([cards[anchor] for anchor in within]) if within else None,
        trigger=next((c for c in triggers if isinstance(c.record, Event)), triggers[0] if triggers else None),
        place=places[0] if places else None,
        triggers=" ".join(card.anchor for card in triggers),
        within=" ".join(within),
        hints=" ".join(hints),
    )


def _look(cards: Sequence[Card]) -> str:
    """The colour of a sentence: that of its events if they are of one class, else none in particular."""
    looks = {card.look for card in cards if card.look != "tie"} or {"tie"}
    return looks.pop() if len(looks) == 1 else "mixed"
