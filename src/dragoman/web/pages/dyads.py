"""Two actors: how much they did with and against each other over time, with the events under each bar."""

from __future__ import annotations

from datetime import timedelta

from dragoman.answers.accounts import until
from dragoman.answers.dyads import DyadSeries, dyad_series
from dragoman.answers.event_tables import dyad_table
from dragoman.answers.parties import Party
from dragoman.answers.timeline import TimelineEntry, timeline
from dragoman.errors import InputError
from dragoman.model.living import Life
from dragoman.model.records import Conflict, Meeting, Ref
from dragoman.web.asking import Ask, MissingError
from dragoman.web.bars import quoted, series
from dragoman.web.pages.lives import records
from dragoman.web.view import Page

SPANS = {"day": 60, "week": 365, "month": 1826}


def dyad(ask: Ask, one: str, other: str) -> Page:
    """The series of two, in the words and numbers of the command line."""
    day = ask.as_of
    by = ask.by
    last = ask.day("until") or day
    since = ask.day("since") or last - timedelta(days=SPANS[by])
    if since > last:
        raise InputError(f"since {since} is after until {last}")
    for name in (one, other):
        _check(name)
    known = ask.store.snapshot

    def make() -> tuple[DyadSeries, list[TimelineEntry]]:
        told = until(known.of_party(one), day)
        return dyad_series(told, one, other, by, since=since, until=last), timeline(
            told, (one, other), since=since, until=last
        )

    found, entries = known.answer(("dyad", one, other, by, since, last, day), make)
    picture = ask.store.picture(day)
    friction = next((f for f in picture.frictions if _of(f.pair, one) and _of(f.pair, other)), None)
    names = (name_of(ask, one), name_of(ask, other))
    fights = [c for c in picture.conflicts if opposite(c, one, other)]
    bars = series(entries, by, since, last)
    context = {
        "one": one, "other": other, "names": names, "by": by, "since": since, "until": last,
        "bars": bars, "said": records(ask, quoted(bars)), "totals": {r: _total(found, r) for r in ("both", "forth", "back")},
        "friction": friction, "fights": fights, "left_out": found.left_out, "count": len(entries),
        "meetings": [m for m in picture.agenda if _meets(m, one, other)], "spans": SPANS,
    }  # fmt: skip
    return Page(
        template="dyad.html.j2", title=f"{names[0]} and {names[1]}", context=context,
        data=lambda: dyad_table(found).rows, table=lambda: dyad_table(found),
    )  # fmt: skip


def name_of(ask: Ask, id_: str) -> str:
    """What somebody is called: by the lists of actors, else as last told."""
    if ":" not in id_:
        return ask.store.book.state_name(id_) or id_
    listed = ask.store.book.by_id(id_)
    known = ask.store.snapshot.actors.get(id_)
    return listed.name if listed else known.ref.name if known else id_


def opposite(conflict: Life[Conflict], one: str, other: str) -> bool:
    """Whether two are of, or back, different sides of a conflict and never the same."""
    first, second = (
        {n for n, side in enumerate(conflict.what.sides) if Party(id_).among((*side.of, *side.backed_by))}
        for id_ in (one, other)
    )
    return bool(first and second) and not first & second


def _total(found: DyadSeries, way: str) -> dict[str, float]:
    rows = [row for row in found.rows if row.way == way]
    stories = sum(row.stories for row in rows)
    return {
        "stories": stories,
        "planned": sum(row.planned for row in rows),
        "disputed": sum(row.disputed for row in rows),
        "goldstein": sum(row.goldstein_sum for row in rows) / stories if stories else 0.0,
    }


def _of(pair: tuple[Ref, Ref], id_: str) -> bool:
    return any(Party(id_).matches(ref) or ref.id == id_ for ref in pair)


def _meets(life: Life[Meeting], one: str, other: str) -> bool:
    who = (*life.what.visitors, *((life.what.host,) if life.what.host else ()))
    return Party(one).among(who) and Party(other).among(who)


def _check(name: str) -> None:
    try:
        Party(name)
    except InputError as error:
        raise MissingError(str(error)) from error
