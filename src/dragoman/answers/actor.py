"""All on one actor as of a day: who it is, who it stands with, what it did, whom it met, what it said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.answers.accounts import accounts, in_order, until
from dragoman.answers.parties import Party, takes_part
from dragoman.answers.timeline import TimelineEntry, entry
from dragoman.errors import InputError
from dragoman.knowledge.actors import Actor, ActorBook, Tenure
from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Kind, Ref, Speaker

LAST = 10  # events, meetings and statements that a card shows unless told otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that the book knows, and from when to when; None is open or not known."""

    title: str
    of: str
    since: date | None
    until: date | None
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine:
    """A standing tie as last told: `outward` where the actor holds it, else it is held toward the actor."""

    kind: str
    outward: bool
    other: Ref
    conflict: str | None
    status: str
    first_told: date
    last_told: date
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an actor is given as having said: the event that it tells, how it stands to it, and when it was reported."""

    story: str
    event: str
    type: str
    status: str
    stance: str
    quoted: bool
    told: date
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who an actor is. `in_book` tells whether a list knows it; else name, kind and country are as last told."""

    in_book: bool
    name: str
    kind: Kind
    country: str | None
    country_name: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    leaders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCard:
    """One actor as of a day; events, meetings and statements are the latest, latest first; `stories` counts all."""

    id: str
    as_of: date
    who: Identity
    ties: tuple[TieLine, ...]
    events: tuple[TimelineEntry, ...]
    meetings: tuple[TimelineEntry, ...]
    statements: tuple[Statement, ...]
    stories: int


def actor_card(
    book: ActorBook, told: Iterable[Told], ties: Iterable[ToldTie], actor_id: str, as_of: date, *, last: int = LAST
) -> ActorCard:
    """The card of an actor.

    Args:
        book: who is known, with dates of office.
        told: tellings; those published after the day are not taken.
        ties: standing ties, likewise.
        actor_id: an id, or an ISO code of a state for it and all that act for it.
        as_of: the day.
        last: how many events, meetings and statements are given, the latest.

    Raises:
        InputError: no list and no report knows the actor.
    """
    party = Party(actor_id)
    id_ = f"state:{actor_id}" if party.is_state else actor_id
    known = book.by_id(id_)
    if known is not None and not party.is_state:
        party = Party(known.id)
    tellings = in_order(until(told, as_of))
    held = [t for t in ties if t.published.date() <= as_of]
    ref = _last_ref(tellings, held, party)
    if known is not None:
        who = _known(book, known, as_of)
    elif ref is not None:
        who = _as_told(book, ref)
    else:
        raise InputError(f"no list and no report knows {actor_id!r}; `dragoman actors find NAME` gives ids")
    stories = [entry(a) for a in accounts(tellings) if takes_part(a.event, party)]
    stories.sort(key=lambda e: (e.day or date.min, e.last_told, e.story), reverse=True)
    return ActorCard(
        id=known.id if known else actor_id,
        as_of=as_of,
        who=who,
        ties=tuple(_ties(held, party)),
        events=tuple(e for e in stories if e.event.type != "CONSULT")[:last],
        meetings=tuple(e for e in stories if e.event.type == "CONSULT")[:last],
        statements=tuple(_statements(tellings, party)[:last]),
        stories=len(stories),
    )


def _known(book: ActorBook, known: Actor, day: date) -> Identity:
    """Who an actor is by the book: the offices begun by the day, the latest first, and who leads it on the day."""
    offices = sorted(known.tenures, key=lambda t: t.period.start or date.min, reverse=True)
    return Identity(
        in_book=True,
        name=known.name,
        kind=known.kind,
        country=known.country,
        country_name=book.state_name(known.country) if known.country else None,
        sectors=known.sectors,
        aliases=known.aliases,
        offices=tuple(_office(tenure, day) for tenure in offices if _begun(tenure, day)),
        leaders=tuple(leader.name for leader in known.leaders if leader.period.holds(day)),
    )


def _as_told(book: ActorBook, ref: Ref) -> Identity:
    country = book.state_name(ref.country) if ref.country else None
    return Identity(
        in_book=False, name=ref.name, kind=ref.kind, country=ref.country, country_name=country, sectors=ref.sectors
    )


def _begun(tenure: Tenure, day: date) -> bool:
    return tenure.period.start is None or tenure.period.start <= day


def _office(tenure: Tenure, day: date) -> Office:
    period = tenure.period
    return Office(title=tenure.office, of=tenure.of, since=period.start, until=period.end, now=period.holds(day))


def _last_ref(tellings: list[Told], ties: list[ToldTie], party: Party) -> Ref | None:
    """The actor as last told of."""
    for told in reversed(tellings):
        event = told.event
        roles = (o.who for o in event.others)
        for ref in (*event.actors, *event.recipients, *roles, *(s.who for s in event.speakers)):
            if party.matches(ref):
                return ref
    return next((r for t in ties for r in (t.relation.holder, t.relation.toward) if party.matches(r)), None)


def _ties(ties: list[ToldTie], party: Party) -> list[TieLine]:
    groups: dict[tuple[str, bool, str], list[ToldTie]] = {}
    for tie in sorted(ties, key=lambda t: (t.published.replace(tzinfo=None), t.report, t.relation.id)):
        holder, toward = tie.relation.holder, tie.relation.toward
        if party.matches(holder) and not party.matches(toward):
            groups.setdefault((tie.relation.kind, True, toward.id or toward.name), []).append(tie)
        elif party.matches(toward) and not party.matches(holder):
            groups.setdefault((tie.relation.kind, False, holder.id or holder.name), []).append(tie)
    lines = [_tie(outward, found) for (_, outward, _), found in groups.items()]
    return sorted(lines, key=lambda t: (-t.last_told.toordinal(), t.kind, t.other.name))


def _tie(outward: bool, told: list[ToldTie]) -> TieLine:
    last = told[-1].relation
    return TieLine(
        kind=last.kind,
        outward=outward,
        other=last.toward if outward else last.holder,
        conflict=last.conflict,
        status=last.status.value,
        first_told=told[0].published.date(),
        last_told=told[-1].published.date(),
        rests_on=tuple(dict.fromkeys(t.relation.id for t in told)),
    )


def _statements(tellings: list[Told], party: Party) -> list[Statement]:
    """What the actor said, the latest first."""
    said = [(t, s) for t in tellings for s in t.event.speakers if party.matches(s.who)]
    return [_statement(told, speaker) for told, speaker in reversed(said)]


def _statement(told: Told, speaker: Speaker) -> Statement:
    event = told.event
    return Statement(
        story=told.story,
        event=event.id,
        type=event.type,
        status=event.status.value,
        stance=speaker.stance,
        quoted=speaker.quoted,
        told=told.published.date(),
        report=told.report,
    )
