"""Search: words and phrases of sentences, with facets to narrow, and actors by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dragoman.answers.stored_tables import event_table
from dragoman.knowledge.ontology import TYPES
from dragoman.model.living import Told
from dragoman.model.records import Status
from dragoman.store.values import EventFilter
from dragoman.web.asking import LIMIT, Ask, found
from dragoman.web.pages.actors import named
from dragoman.web.pages.dyads import name_of
from dragoman.web.view import Page

COUNTED = 500  # newest matches that facets are counted over
VALUES = 8
ONE = ("type", "status", "place")  # of which an event has one, so that a second value takes the place of the first
FILTERS = ("q", "type", "place", "status", "actor", "speaker", "since", "until")


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow: the parameter, what it is called, and its values with names and counts."""

    name: str
    label: str
    values: tuple[tuple[str, str, int], ...]


def search(ask: Ask) -> Page:
    """Events that fit all filters, newest first."""
    limit = ask.number("limit", LIMIT, 100)
    wanted = ask.events(limit=limit)
    rows = found(lambda: ask.store.database.events(wanted))
    counted = _counted(ask, wanted)
    given = {name: ask.many(name) for name in FILTERS}
    people = [] if wanted.text is None or wanted.after else named(ask, wanted.text.strip('"'))[:6]
    context = {
        "rows": rows, "given": {k: v for k, v in given.items() if v}, "facets": facets(ask, counted), "q": wanted.text or "",
        "count": len(counted), "most": COUNTED, "people": people, "after": wanted.after, "asked": any(given.values()),
        "next_after": rows[-1].event.id if len(rows) == limit else None, "statuses": [s.value for s in Status],
        "types": list(TYPES), "values": {name: (ask.text(name) or "") for name in FILTERS}, "name_of": lambda id_: name_of(ask, id_),
        "narrowed": lambda name, value, on: narrowed(ask, name, value, on=on),
    }  # fmt: skip
    return Page(
        template="search.html.j2", title="Search", context=context, dated=False, table=lambda: event_table(rows),
        data=lambda: {"next": context["next_after"], "events": event_table(rows).rows},
    )  # fmt: skip


def narrowed(ask: Ask, name: str, value: str, *, on: bool) -> str:
    """The address of this search with one value more, or with it left out."""
    kept = [
        (k, v) for k, v in ask.request.query_params.multi_items()
        if v and k != "after" and (k, v.strip()) != (name, value) and not (on and k == name and name in ONE)
    ]  # fmt: skip
    query = urlencode([*kept, *([(name, value)] if on else [])])
    return f"/search?{query}" if query else "/search"


def _counted(ask: Ask, wanted: EventFilter) -> list[Told]:
    """The newest of all matches, wherever on them the page is."""
    whole = replace(wanted, after=None, limit=COUNTED)
    return ask.store.snapshot.answer(("counted", whole), lambda: list(ask.store.database.told(whole)))


def facets(ask: Ask, told: Iterable[Told]) -> list[Facet]:
    """How the matches spread over types, statuses, places, actors and speakers."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("type", "status", "place", "actor", "speaker")}
    for one in told:
        event = one.event
        counts["type"][event.type] += 1
        counts["status"][event.status.value] += 1
        if event.where is not None and event.where.country is not None:
            counts["place"][event.where.country] += 1
        counts["actor"].update(
            {r.id for r in (*event.actors, *event.recipients) if r.id and not r.id.startswith("actor:xxx:")}
        )
        counts["speaker"].update(
            {s.who.id for s in event.speakers if s.who.id and not s.who.id.startswith("actor:xxx:")}
        )
    labels = {"type": "Type", "status": "Status", "place": "Place", "actor": "Actor", "speaker": "Said by"}
    return [
        Facet(name, labels[name], tuple((v, _name(ask, name, v), n) for v, n in counter.most_common(VALUES)))
        for name, counter in counts.items()
        if counter
    ]


def _name(ask: Ask, facet: str, value: str) -> str:
    if facet in ("place", "actor", "speaker"):
        return name_of(ask, value)
    return value.lower()
