"""Actors: who somebody is on a day, with ties, deeds, meetings, offices and statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.answers.actor import ActorCard, actor_card
from dragoman.answers.actor_tables import actor_sections
from dragoman.answers.event_tables import timeline_table
from dragoman.answers.parties import Party, key_of, pairs
from dragoman.answers.table import Row, Table
from dragoman.errors import InputError
from dragoman.knowledge.name_forms import fold
from dragoman.model.living import Life, LivingPicture, Office, Told
from dragoman.model.records import Meeting, Ref
from dragoman.web.asking import Ask, MissingError
from dragoman.web.cache import Known
from dragoman.web.pages.lives import records
from dragoman.web.view import Page
from dragoman.web.words import has_page

LAST, PARTNERS, LISTED = 25, 8, 60


def actors(ask: Ask) -> Page:
    """Actors by name, those with most stories first."""
    name, place = ask.text("q"), (ask.text("country") or "").upper()
    found = named(ask, name, place)
    start = min(ask.number("from", 1, 10**6) - 1, len(found))
    shown = found[start : start + LISTED]
    context = {
        "actors": shown, "count": len(found), "q": name or "", "country": place,
        "next_from": start + LISTED + 1 if len(found) > start + LISTED else None,
    }  # fmt: skip
    columns = ("id", "name", "kind", "country", "stories", "first", "last")
    return Page(
        template="actors.html.j2", title="Actors", context=context, data=lambda: [_row(k) for k in found],
        table=lambda: Table(columns, [_row(k) for k in found]), dated=False,
    )  # fmt: skip


def _row(known: Known) -> Row:
    ref = known.ref
    return {
        "id": ref.id, "name": ref.name, "kind": ref.kind.value, "country": ref.country, "stories": len(known.stories),
        "first": known.first.isoformat(), "last": known.last.isoformat(),
    }  # fmt: skip


def named(ask: Ask, name: str | None, place: str = "") -> list[Known]:
    """Actors that a name or a part of one fits, by their names in the store and in the lists of actors."""
    known = ask.store.snapshot

    def ranked() -> list[Known]:
        found = [k for k in known.actors.values() if has_page(k.ref)]
        return sorted(found, key=lambda k: (-len(k.stories), k.ref.name))

    everybody = known.answer(("ranked",), ranked)
    if place:
        everybody = [k for k in everybody if k.ref.country == place]
    if not name:
        return everybody
    wanted, listed = fold(name), {a.id for a in ask.store.book.find(name)}
    return [k for k in everybody if k.ref.id in listed or wanted in fold(k.ref.name)]


def actor(ask: Ask, id_: str) -> Page:
    """One actor, or a state with all that act for it."""
    day, known = ask.as_of, ask.store.snapshot

    def make() -> tuple[ActorCard, list[tuple[str, str, int]]]:
        told = known.of_party(id_)
        return actor_card(ask.store.book, told, known.ties, id_, day, last=LAST), partners(told, id_, ask)

    try:
        card, others = known.answer(("actor", id_, day), make)
    except InputError as error:
        raise MissingError(f"No list and no report knows {id_!r} by {day}; look for the name in the search") from error
    picture = ask.store.picture(day)
    said = records(
        ask, (*(e.event.id for e in (*card.events, *card.meetings[:12])), *(s.event for s in card.statements))
    )
    context = {
        "card": card, "who": card.who, "partners": others, "said": said, "id": id_,
        "meetings": [m for m in picture.agenda if Party(card.id).among(meeting_parties(m))],
        "backings": [b for b in picture.backings if card.id in (b.backer.id, b.backed.id) or b.backer.country == id_],
        "frictions": [f for f in picture.frictions if card.id in {ref.id for ref in f.pair} or id_ in {r.country for r in f.pair}],
        "offices": offices_of(picture, card.id),
    }  # fmt: skip
    return Page(
        template="actor.html.j2", title=card.who.name, context=context,
        data=lambda: {name: table.rows for name, table in actor_sections(card).items()},
        table=lambda: timeline_table([*card.events, *card.meetings]),
    )  # fmt: skip


def partners(told: Iterable[Told], id_: str, ask: Ask) -> list[tuple[str, str, int]]:
    """With whom an actor has most to do: id, name, stories."""
    party = Party(id_)
    state = party.is_state
    seen: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for one in told:
        for pair in pairs(one.event):
            for me, other in ((pair.source, pair.target), (pair.target, pair.source)):
                key = key_of(other, states=state)
                if key is not None and "/" not in key and party.matches(me) and not party.matches(other):
                    seen.setdefault(key, set()).add(one.story)
                    names[key] = ask.store.book.state_name(key) if ":" not in key else other.name
    most = Counter({key: len(stories) for key, stories in seen.items()}).most_common(PARTNERS)
    return [(key, names[key], number) for key, number in most]


def meeting_parties(meeting: Life[Meeting]) -> list[Ref]:
    """Who comes, and who hosts."""
    return [*meeting.what.visitors, *((meeting.what.host,) if meeting.what.host else ())]


def offices_of(picture: LivingPicture, id_: str) -> list[Life[Office]]:
    """Offices that reports tell of, held by an actor or of it."""
    return [o for o in picture.offices if id_ in (o.what.holder.id, o.what.of.id if o.what.of else None)]
