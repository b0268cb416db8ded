"""One thing with a life: a ceasefire with its breaches; a meeting, sanctions, forces sent, or an office, with its steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.answers.picture_tables import history
from dragoman.answers.table import Table
from dragoman.answers.why import lives_of, rests_on
from dragoman.contract.living import life_to_json
from dragoman.model.living import Life, Truce
from dragoman.model.records import Meeting
from dragoman.store.values import EventFilter, EventRow
from dragoman.web.asking import Ask, MissingError
from dragoman.web.view import Page

SHORTEST = 6
MOST = 300  # records behind one thing that are shown with their sentences


def ceasefire(ask: Ask, id_: str) -> Page:
    """A ceasefire: who made it, how it went, and each breach with who accuses whom."""
    life = find(ask, id_, only=Truce)
    truce: Truce = life.what
    rows = records(ask, (*(c.cause for c in life.history), *truce.violations, *truce.rests_on))
    breaches = [(v, rows.get(v.event)) for v in sorted(truce.breaches, key=lambda v: v.day, reverse=True)]
    context = {"life": life, "truce": truce, "rows": rows, "breaches": breaches, "more": len(rest(life, rows))}
    return Page(
        template="ceasefire.html.j2", title=f"Ceasefire: {place_name(truce)}", context=context,
        data=lambda: life_to_json(life), table=lambda: tables_of_breaches(life),
    )  # fmt: skip


def life(ask: Ask, id_: str) -> Page:
    """Anything else with a life."""
    found = find(ask, id_)
    rows = records(ask, (*(c.cause for c in found.history), *rests_on(found.what)))
    kind = type(found.what).__name__.lower()
    context = {"life": found, "kind": kind, "rows": rows, "is_meeting": isinstance(found.what, Meeting)}
    return Page(
        template="life.html.j2", title=kind.capitalize(), context=context,
        data=lambda: life_to_json(found), table=lambda: history(found),
    )  # fmt: skip


def find(ask: Ask, id_: str, only: type | None = None) -> Life[Any]:
    """A life by its id or the beginning of it, over ones too.

    Raises:
        MissingError: none has it as of the day, or several have.
    """
    day = ask.as_of
    lives = lives_of(ask.store.picture(day, everything=True))
    found = [life for key, life in lives.items() if key == id_] or [
        life for key, life in lives.items() if len(id_) >= SHORTEST and key.startswith(id_)
    ]
    found = [life for life in found if only is None or isinstance(life.what, only)]
    if len(found) == 1:
        return found[0]
    if found:
        raise MissingError(f"{len(found)} begin with {id_!r}; give more of the id")
    raise MissingError(f"Nothing with the id {id_!r} was known as of {day}; try a later day")


def records(ask: Ask, ids: Iterable[str | None]) -> dict[str, EventRow]:
    """Events with their sentences, by id."""
    wanted = tuple(dict.fromkeys(i for i in ids if i))[:MOST]
    return {row.event.id: row for row in ask.store.database.events(EventFilter(ids=wanted))} if wanted else {}


def rest(life: Life[Any], rows: dict[str, EventRow]) -> list[str]:
    """Records behind a life that are not shown."""
    return [i for i in rests_on(life.what) if i not in rows]


def place_name(truce: Truce) -> str:
    if truce.where is not None:
        return truce.where.name
    return " – ".join(ref.name for ref in truce.parties) or "place not said"


def tables_of_breaches(life: Life[Truce]) -> Table:
    """The breaches of a ceasefire, one row each."""
    from dragoman.answers.picture_tables import ceasefires
    from dragoman.model.living import LivingPicture

    row = ceasefires(LivingPicture(as_of=life.what.last, ceasefires=(life,))).rows[0]
    columns = ("day", "kind", "by", "against", "accusers", "killed", "event")
    return Table(columns, list(row["breaches"]), nothing="no breach is told of")  # type: ignore[arg-type]
