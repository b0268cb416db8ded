"""What the page's template shows, as plain values: each record a card, each paragraph a row of pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.model.records import Ceasefire, Conflict, Event, Friction, Meeting, Reading, Ref, Relation, Status
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.render.highlights import Mark, Part, Segment, segments
from dragoman.render.wording import (
    QUADS,
    clean,
    clean_piece,
    pieces,
    say_casualties,
    say_conflict,
    say_names,
    say_place,
    say_published,
    say_speakers,
    say_topics,
    say_when,
)

_TAGS = {BlockKind.HEADLINE: "headline", BlockKind.SUBHEAD: "subhead", BlockKind.META: "meta"}
_HINTED = (Part.ACTOR, Part.RECIPIENT, Part.SPEAKER, Part.WHEN, Part.WHERE)


@dataclass(frozen=True, slots=True)
class Name:
    """An actor on a card: the name, the country's code, and the words that stood for it here, if others."""

    name: str
    country: str | None
    written: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One record as the page lists it; `anchor` is its place on the page, `at` that of its words in the text."""

    anchor: str
    at: str
    label: str
    look: str  # q1..q4 for events, tie for relations
    kind: str
    mode: str | None
    status: str
    left: tuple[Name, ...]
    verb: str | None
    right: tuple[Name, ...]
    facts: tuple[tuple[str, str], ...]
    sentence: tuple[str, str, str]
    why: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain, within a record's sentence, or a trigger that leads to a card."""

    text: str
    sentence: str | None  # the look of the sentence that it stands in
    trigger: Card | None
    first: bool  # whether the trigger begins here
    records: str  # anchors of all the cards whose trigger this is
    within: str  # anchors of all the cards whose sentence this is
    hints: str  # "part:anchor" for the words that a card names


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: a head, facts, and the labels of the cards that it rests on."""

    head: str
    status: str | None
    facts: tuple[tuple[str, str], ...]
    rests_on: tuple[Card, ...]
    sides: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report with all that is shown beside it."""

    anchor: str
    title: str
    facts: tuple[str, ...]
    link: str | None
    source: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    agenda: tuple[Line, ...]
    conflicts: tuple[Line, ...]
    ceasefires: tuple[Line, ...]
    frictions: tuple[Line, ...]
    events: tuple[Card, ...]
    relations: tuple[Card, ...]
    warnings: tuple[str, ...]


def view_of(reading: Reading, number: int) -> ReportView:
    """A reading as the page shows it; `number` keeps the anchors of several reports apart."""
    report, picture, anchor = reading.report, reading.picture, f"r{number}"
    events = tuple(_event_card(e, report.text, f"{anchor}-e{i}", f"E{i}") for i, e in enumerate(reading.events, 1))
    ties = tuple(_tie_card(r, report.text, f"{anchor}-t{i}", f"R{i}") for i, r in enumerate(reading.relations, 1))
    by_id = {r.id: card for r, card in zip((*reading.events, *reading.relations), (*events, *ties), strict=True)}
    source = clean(report.source)
    facts = (say_published(report), say_place(reading.dateline), report.publisher)
    return ReportView(
        anchor=anchor,
        title=clean(report.title or "") or "Report without a title",
        facts=tuple(clean(fact) for fact in facts if fact),
        link=source if re.match(r"https?://[^\s]+$", source) else None,
        source=source,
        language=report.language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", report.language) else "en",
        paragraphs=tuple(_paragraphs(reading, (*events, *ties))),
        agenda=tuple(_meeting(m, by_id) for m in picture.agenda),
        conflicts=tuple(_conflict(c, by_id) for c in picture.conflicts),
        ceasefires=tuple(_ceasefire(c, by_id) for c in picture.ceasefires),
        frictions=tuple(_friction(f, by_id, reading) for f in picture.frictions),
        events=events,
        relations=ties,
        warnings=tuple(map(clean, reading.warnings)),
    )
