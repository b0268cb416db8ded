"""What a page lists beside a report, as plain values: a card for each record, a line for each part of the picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model.records import Ceasefire, Conflict, Event, Friction, Meeting, Reading, Ref, Relation
from dragoman.render.wording import (
    QUADS,
    clean,
    pieces,
    say_casualties,
    say_conflict,
    say_names,
    say_place,
    say_place_of,
    say_speakers,
    say_topics,
    say_when,
)

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """An actor on a card: the name, the country's code, and the words that stand for it in the report, if others."""

    name: str
    country: str | None
    written: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One record as the page lists it; `anchor` is its place on the page, `at` that of its words in the text."""

    anchor: str
    at: str
    label: str
    look: str  # q1 to q4 by quad class for events, "tie" for relations
    kind: str
    mode: str | None
    status: str
    left: tuple[Name, ...]
    verb: str | None
    right: tuple[Name, ...]
    facts: Facts
    sentence: tuple[str, str, str]
    details: Facts
    record: Event | Relation


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: a head, a status, facts, the sides of a conflict, and the cards that it rests on."""

    head: str
    status: str | None
    facts: Facts
    rests_on: tuple[Card, ...]
    sides: Facts = ()


Cards = Mapping[str, Card]


def cards_of(reading: Reading, anchor: str) -> dict[str, Card]:
    """A card for each record of a reading, by the record's id."""
    text = reading.report.text
    made = {e.id: _event_card(e, text, anchor, i) for i, e in enumerate(reading.events, 1)}
    return made | {r.id: _tie_card(r, text, anchor, i) for i, r in enumerate(reading.relations, 1)}


def _event_card(event: Event, text: str, anchor: str, number: int) -> Card:
    codes = event.codes
    details = (
        ("Why", clean(event.why)),
        ("Class", QUADS.get(codes.quad, str(codes.quad))),
        ("CAMEO", f"{codes.cameo}, Goldstein {codes.goldstein:+.1f}"),
        ("PLOVER score", f"{codes.plover:+.1f}" if codes.plover is not None else ""),
        ("Contexts", clean(", ".join(event.contexts))),
        ("Confidence", f"{event.confidence:.0%}"),
        ("Id", clean(event.id)),
    )
    return Card(
        anchor=f"{anchor}-e{number}",
        at=_at(anchor, event),
        label=f"E{number}",
        look=f"q{codes.quad}",
        kind=clean(event.type),
        mode=clean(event.mode) if event.mode else None,
        status=event.status.value,
        left=_names(event.actors, text),
        verb=None,
        right=_names(event.recipients, text),
        facts=_filled(_event_facts(event)),
        sentence=pieces(event, text),
        details=_filled(details),
        record=event,
    )


def _event_facts(event: Event) -> Iterable[tuple[str, str | None]]:
    when = say_when(event.when)
    yield "When", f"{when} (the report’s day)" if when and event.when and event.when.basis == "report" else when
    yield "Where", say_place(event.where)
    yield "Said by", say_speakers(event.speakers)
    for role in event.others:
        yield role.role.capitalize(), clean(role.who.name)
    yield "About", say_topics(event.topics)
    yield "Casualties", say_casualties(event.casualties)
    yield "Past", "told as history" if event.historical else None


def _tie_card(relation: Relation, text: str, anchor: str, number: int) -> Card:
    details = (("Why", clean(relation.why)), ("Confidence", f"{relation.confidence:.0%}"), ("Id", clean(relation.id)))
    facts = (
        ("Conflict", clean(relation.conflict) if relation.conflict else None),
        ("When", say_when(relation.when)),
        ("Said by", say_speakers(relation.speakers)),
    )
    return Card(
        anchor=f"{anchor}-t{number}",
        at=_at(anchor, relation),
        label=f"R{number}",
        look="tie",
        kind=relation.kind.replace("_", " "),
        mode=None,
        status=relation.status.value,
        left=_names((relation.holder,), text),
        verb=relation.kind.replace("_", " "),
        right=_names((relation.toward,), text),
        facts=_filled(facts),
        sentence=pieces(relation, text),
        details=_filled(details),
        record=relation,
    )


def _at(anchor: str, record: Event | Relation) -> str:
    """Triggers that begin at one character share one place in the text."""
    return f"{anchor}-w{record.evidence.trigger.start}"


def _names(refs: Iterable[Ref], text: str) -> tuple[Name, ...]:
    made = []
    for ref in refs:
        written = clean(ref.via.of(text)) if ref.via else clean(ref.text)
        name = clean(ref.name)
        made.append(Name(name, clean(ref.country) if ref.country else None, written if written != name else None))
    return tuple(made)


def _filled(facts: Iterable[tuple[str, str | None]]) -> Facts:
    return tuple((name, value) for name, value in facts if value)


def _resting(ids: Iterable[str], cards: Cards) -> tuple[Card, ...]:
    return tuple(cards[i] for i in ids if i in cards)


def meeting_line(meeting: Meeting, cards: Cards) -> Line:
    """Who comes to whom, when, where and about what, and who said so."""
    visitors = say_names(meeting.visitors) or "(not said who)"
    host = clean(meeting.host.name) if meeting.host else None
    facts = (
        ("When", say_when(meeting.when) or "no date"),
        ("Where", say_place_of(meeting.where, meeting.host)),
        ("About", say_topics(meeting.topics)),
        ("Said by", say_names(meeting.said_by) or "the report"),
    )
    head = f"{visitors} → {host}" if host else visitors
    return Line(head, meeting.status.value, _filled(facts), _resting(meeting.rests_on, cards))


def conflict_line(conflict: Conflict, cards: Cards) -> Line:
    """A conflict with its sides, each with those who back it."""
    sides = tuple((say_names(side.of) or "(not named)", say_names(side.backed_by)) for side in conflict.sides)
    return Line(clean(conflict.name), None, (), _resting(conflict.rests_on, cards), sides)


def ceasefire_line(ceasefire: Ceasefire, cards: Cards) -> Line:
    """A ceasefire, who made it, and whether it holds."""
    strains = _resting(ceasefire.violations, cards)
    facts = (
        ("Agreed", say_when(ceasefire.agreed)),
        ("Between", say_names(ceasefire.parties)),
        ("Brokered by", say_names(ceasefire.brokers)),
        ("Strained by", ", ".join(f"“{card.sentence[1]}” ({card.label})" for card in strains)),
    )
    rests = dict.fromkeys((*ceasefire.rests_on, *ceasefire.violations))
    return Line(
        say_place(ceasefire.where) or "Place not said", ceasefire.status, _filled(facts), _resting(rests, cards)
    )


def friction_line(friction: Friction, cards: Cards, reading: Reading) -> Line:
    """Two who stand on opposite sides, where, and whether they talk."""
    places = ", ".join(say_conflict(code, reading) for code in friction.opposed_in)
    talk = "in dialogue" if friction.in_dialogue else "no dialogue told of"
    first, second = friction.pair
    head = f"{clean(first.name)} – {clean(second.name)}"
    return Line(head, talk, _filled((("Opposed in", places),)), _resting(friction.rests_on, cards))
