"""Actors: who they are, what they did, what passes between two, and what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.answers.actor import actor_card
from dragoman.answers.actor_tables import actor_sections
from dragoman.answers.changes import changes as news
from dragoman.answers.dyads import dyad_series
from dragoman.answers.event_tables import changes_sections, dyad_table, timeline_table
from dragoman.answers.picture_tables import picture_changes
from dragoman.answers.timeline import timeline as stories_of
from dragoman.errors import InputError
from dragoman.model.living import Told
from dragoman.web.api.answering import answer, served
from dragoman.web.api.asked import ActorOrState, ActorsAsked, AsOf, ChangesAsked, DyadAsked, TimelineAsked
from dragoman.web.api.problems import ProblemError
from dragoman.web.api.rows import actors_named, full, known_as, known_row
from dragoman.web.cache import Remembering

ActorPath = Annotated[ActorOrState, Path(description="An actor's id, or a state's ISO code for all that act for it.")]


def actors(request: Request, asked: Annotated[ActorsAsked, Query()]) -> Response:
    """Actors of the store, those in most events first, then those that only the list of actors knows by this name."""
    store = served(request).store

    def make() -> Any:
        rows = actors_named(store.snapshot, asked.name, asked.country)
        told = {row["id"] for row in rows}
        listed = known_as(store.book, asked.name) if asked.name else ()
        rows += [
            known_row(a) for a in listed if a.id not in told and (asked.country is None or a.country == asked.country)
        ]
        return {"items": rows[: asked.limit]}

    return answer(request, make, live=False)


def actor(request: Request, id: ActorPath, asked: Annotated[AsOf, Query()]) -> Response:
    """Who somebody is on a day, with offices, ties, last events, meetings and statements."""
    store = served(request).store

    def make() -> Any:
        try:
            card = actor_card(store.book, store.snapshot.of_party(id), store.ties(), id, store.day(asked.as_of))
        except InputError as error:
            raise ProblemError(404, f"no list and no report knows {id!r}; `GET /actors?name=…` gives ids") from error
        sections = {name: full(table) for name, table in actor_sections(card).items()}
        return sections | {"who": sections["who"][0]}

    return answer(request, make, live=False)


def timeline(request: Request, asked: Annotated[TimelineAsked, Query()]) -> Response:
    """The stories of one actor, or between two, day by day."""
    store = served(request).store
    who = [asked.one, asked.other] if asked.other else [asked.one]

    def make() -> Any:
        found = stories_of(store.snapshot.of_party(asked.one), who, since=asked.since, until=asked.until)
        shown = found[-asked.limit :]
        return {"items": full(timeline_table(shown)), "left_out": len(found) - len(shown)}

    return answer(request, make, live=False)


def dyad(request: Request, asked: Annotated[DyadAsked, Query()]) -> Response:
    """What passes between two actors over time: counts by type, Goldstein and PLOVER sums."""
    store = served(request).store

    def make() -> Any:
        told = store.snapshot.of_party(asked.one)
        found = dyad_series(told, asked.one, asked.other, asked.by, since=asked.since, until=asked.until)
        return {"items": full(dyad_table(found)), "left_out": found.left_out}

    return answer(request, make, live=False)


def changes(request: Request, asked: Annotated[ChangesAsked, Query()]) -> Response:
    """What is new, what changed and what was contradicted since a day."""
    store = served(request).store

    def make() -> Any:
        day = store.day(asked.as_of)
        found = news(_lately(store, asked.since, day), asked.since, day)
        parts = (found.new, found.changed, found.contradicted, found.told_again)
        shown = replace(
            found, new=found.new[-asked.limit :], changed=found.changed[-asked.limit :],
            contradicted=found.contradicted[-asked.limit :], told_again=found.told_again[-asked.limit :],
        )  # fmt: skip
        days = {"since": found.since.isoformat(), "until": found.until.isoformat()}
        sections = {name: full(table) for name, table in changes_sections(shown).items()}
        left_out = sum(max(0, len(part) - asked.limit) for part in parts)
        lines = full(picture_changes(store.picture(asked.since), store.picture(day)))[: asked.limit]
        return days | {"picture": lines} | sections | {"told_again": list(shown.told_again), "left_out": left_out}

    return answer(request, make, live=False)


def _lately(store: Remembering, since: date, until: date) -> list[Told]:
    """All tellings of the stories of which something was told between two days, which alone can have changed."""
    known = store.snapshot
    stories = dict.fromkeys(t.story for t in known.told if since < t.published.date() <= until)
    return known.of_stories(stories)
