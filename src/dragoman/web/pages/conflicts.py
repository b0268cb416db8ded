"""Conflicts with their sides and backers, ceasefires, and who is at odds with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.answers import picture_tables as tables
from dragoman.answers.accounts import accounts, until
from dragoman.answers.timeline import TimelineEntry, entry
from dragoman.contract.living import life_to_json, living_to_json
from dragoman.model.living import Backing, Life, LivingPicture
from dragoman.model.records import Conflict, Ref, Side
from dragoman.web.asking import Ask, MissingError, country
from dragoman.web.bars import quoted, series
from dragoman.web.pages.lives import records
from dragoman.web.pages.today import by_strain
from dragoman.web.view import Page

LIMIT = 60


def conflicts(ask: Ask) -> Page:
    """All conflicts of a day."""
    picture = ask.store.picture(ask.as_of)
    context = {"conflicts": picture.conflicts, "backings": picture.backings}
    return Page(
        template="conflicts.html.j2", title="Conflicts", context=context,
        data=lambda: {"as_of": picture.as_of.isoformat(), "conflicts": [life_to_json(c) for c in picture.conflicts]},
        table=lambda: tables.who_backs(picture),
    )  # fmt: skip


def conflict(ask: Ask, code: str) -> Page:
    """One conflict: sides and backers, events over time, ceasefires."""
    place, day = country(code), ask.as_of
    picture = ask.store.picture(day)
    name = ask.store.book.state_name(place)
    found = next((c for c in picture.conflicts if c.what.place == place), None)
    by = ask.by
    since = ask.day("since") or day - timedelta(days={"day": 60, "week": 365, "month": 1460}[by])
    entries = in_place(ask, place, day)
    if found is None and not entries:
        raise MissingError(f"Nothing is told of {name or place} up to {day}; try another day, or add reports")
    truces = [c for c in by_strain(picture) if c.what.where is not None and c.what.where.country == place]
    bars = series(entries, by, since, day)
    opposed = [f for f in picture.frictions if place in f.opposed_in]
    context = {
        "code": place, "name": (found.what.name if found else name) or place, "conflict": found, "sides": sides_of(found, picture.backings),
        "ceasefires": truces, "bars": bars, "said": records(ask, quoted(bars)), "by": by, "since": since,
        "frictions": opposed,
    }  # fmt: skip
    only = LivingPicture(
        as_of=day, conflicts=(found,) if found else (), ceasefires=tuple(truces), frictions=tuple(opposed),
        backings=tuple(b for b in picture.backings if b.conflict == place),
    )  # fmt: skip
    return Page(
        template="conflict.html.j2", title=f"Conflict: {context['name']}", context=context,
        data=lambda: living_to_json(only), table=lambda: tables.who_backs(picture, place),
    )  # fmt: skip


def in_place(ask: Ask, place: str, day: date) -> list[TimelineEntry]:
    """The stories that happen in a state, by day."""
    known = ask.store.snapshot

    def make() -> list[TimelineEntry]:
        told = until(known.of_stories(known.places.get(place, set())), day)
        found = [entry(a) for a in accounts(told) if not a.event.historical]
        return sorted((e for e in found if e.day is not None), key=lambda e: (e.day or day, e.first_told, e.story))

    return known.answer(("place", place, day), make)


def sides_of(
    conflict: Life[Conflict] | None, backings: Sequence[Backing]
) -> list[tuple[Side, list[tuple[Ref, list[Backing]]]]]:
    """Each side with its backers, and what each of these gives."""
    if conflict is None:
        return []
    found = []
    own = [b for b in backings if b.conflict == conflict.what.place]
    for side in conflict.what.sides:
        of = {ref.id or ref.name for ref in side.of}
        by_backer: dict[str, list[Backing]] = defaultdict(list)
        for backing in own:
            if (backing.backed.id or backing.backed.name) in of:
                by_backer[backing.backer.id or backing.backer.name].append(backing)
        found.append((side, [(ref, by_backer[ref.id or ref.name]) for ref in side.backed_by]))
    return found


def ceasefires(ask: Ask) -> Page:
    """All ceasefires of a day, the strained ones first; `all` also those long over."""
    picture = ask.store.picture(ask.as_of, everything=ask.flag("all"))
    context = {"ceasefires": by_strain(picture), "everything": ask.flag("all")}
    return Page(
        template="ceasefires.html.j2", title="Ceasefires", context=context,
        data=lambda: {"as_of": picture.as_of.isoformat(), "ceasefires": [life_to_json(c) for c in picture.ceasefires]},
        table=lambda: tables.ceasefires(picture),
    )  # fmt: skip


def frictions(ask: Ask) -> Page:
    """All pairs of states that back opposite sides."""
    picture = ask.store.picture(ask.as_of)
    start = min(ask.number("from", 1, 10**6) - 1, len(picture.frictions))
    context = {
        "frictions": picture.frictions[start : start + LIMIT], "count": len(picture.frictions),
        "next_from": start + LIMIT + 1 if len(picture.frictions) > start + LIMIT else None,
    }  # fmt: skip
    only = LivingPicture(as_of=picture.as_of, frictions=picture.frictions)
    return Page(
        template="frictions.html.j2", title="Frictions", context=context,
        data=lambda: {"as_of": picture.as_of.isoformat(), "frictions": living_to_json(only)["frictions"]},
        table=lambda: tables.frictions(picture),
    )  # fmt: skip
