"""Today: what changed, what is scheduled, which ceasefires are strained, and who is at odds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.responses import RedirectResponse, Response

from dragoman.answers.changes import Changes, changes
from dragoman.answers.event_tables import changes_sections
from dragoman.answers.why import lives_of
from dragoman.contract.living import change_to_json, living_to_json
from dragoman.model.living import Change, Life, LivingPicture
from dragoman.model.records import Meeting
from dragoman.web.asking import Ask
from dragoman.web.pages.lives import records
from dragoman.web.view import Page
from dragoman.web.words import Links

SHOWN, STORIES = 12, 20  # lines of a part, and stories of what is new


@dataclass(frozen=True, slots=True)
class Step:
    """Something with a life that took a step."""

    life: Life[Any]
    change: Change


def home(ask: Ask) -> Response:
    """The first page is today."""
    return RedirectResponse(Links(None)("today", **dict(ask.request.query_params)))


def today(ask: Ask) -> Page:
    """The picture of a day, with what came since an earlier one."""
    day = ask.as_of
    given = ask.day("since")
    since = min(given or day - timedelta(days=1), day)
    picture = ask.store.picture(day)
    steps, news = since_then(ask, since, day)
    if given is None and not steps and not news.new:  # a quiet day: the week that it ends
        since = day - timedelta(days=7)
        steps, news = since_then(ask, since, day)
    new = weightiest(news)[:STORIES]
    scheduled = [m for m in picture.agenda if m.state not in ("postponed", "cancelled")]
    off = [m for m in picture.agenda if m.state in ("postponed", "cancelled")]
    context = {
        "since": since, "steps": steps[:SHOWN], "steps_more": len(steps) - SHOWN, "news": news,
        "new": new, "said": records(ask, (e.event.id for e in new)), "new_count": len(news.new),
        "scheduled": scheduled[:SHOWN], "scheduled_count": len(scheduled), "off": off[:SHOWN], "off_count": len(off),
        "ceasefires": by_strain(picture), "frictions": picture.frictions[:SHOWN], "friction_count": len(picture.frictions),
        "conflicts": picture.conflicts[:SHOWN], "shown": SHOWN,
        "spans": [("a day", day - timedelta(days=1)), ("a week", day - timedelta(days=7)), ("a month", day - timedelta(days=30))],
    }  # fmt: skip
    return Page(
        template="today.html.j2", title="Today", context=context, data=lambda: _as_json(picture, since, steps, news)
    )


def _as_json(picture: LivingPicture, since: date, steps: list[Step], news: Changes) -> dict[str, Any]:
    return {
        "as_of": picture.as_of.isoformat(), "since": since.isoformat(), "picture": living_to_json(picture),
        "steps": [{"life": s.life.id, **change_to_json(s.change)} for s in steps],
        "changes": {name: table.rows for name, table in changes_sections(news).items()},
    }  # fmt: skip


def since_then(ask: Ask, since: date, day: date) -> tuple[list[Step], Changes]:
    """The steps that the picture took and what was told between two days, made once."""
    known, whole = ask.store.snapshot, ask.store.picture(day, everything=True)
    steps = known.answer(("steps", since, day), lambda: list(steps_between(whole, since, day)))
    return steps, known.answer(("changes", since, day), lambda: changes(known.told, since, day))


def steps_between(whole: LivingPicture, since: date, day: date) -> Iterator[Step]:
    """Each step that something took after the earlier day, the latest first."""
    found = [
        Step(life, change)
        for life in lives_of(whole).values()
        for change in life.history
        if since < change.told <= day and not _is_silence(life, change)
    ]
    yield from sorted(found, key=lambda s: (-s.change.told.toordinal(), type(s.life.what).__name__, s.life.id))


def _is_silence(life: Life[Any], change: Change) -> bool:
    """Whether a meeting just went by unheard of: no news."""
    return isinstance(life.what, Meeting) and change.state == "lapsed"


def weightiest(news: Changes) -> list[Any]:
    """New stories, those that most reports tell and that weigh most first."""
    return sorted(
        (e for e in news.new if not e.event.historical),
        key=lambda e: (-e.reports, -abs(e.event.codes.goldstein), -(e.event.casualties.killed or (0, 0))[1], e.story),
    )


def by_strain(picture: LivingPicture) -> list[Life[Any]]:
    """Ceasefires, the strained ones first."""
    order = ("strained", "collapsed", "in force", "renewed", "agreed", "proposed")
    return sorted(
        picture.ceasefires, key=lambda c: (order.index(c.state) if c.state in order else 9, -c.what.last.toordinal())
    )
