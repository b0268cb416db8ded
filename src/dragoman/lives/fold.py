"""The living picture: all that reports told by a day, folded into things with a life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.knowledge.actor_types import ActorBook
from dragoman.lives import ceasefires as truces
from dragoman.lives import conflicts as wars
from dragoman.lives import measures
from dragoman.lives import offices as posts
from dragoman.lives.agenda import on_agenda
from dragoman.lives.conflict_signs import conflict_signs
from dragoman.lives.frictions import frictions
from dragoman.lives.meetings import meetings
from dragoman.lives.order import day_of, tellings, ties_told
from dragoman.lives.parties import Sides, key_of
from dragoman.model.living import Life, LivingPicture, Told, ToldTie
from dragoman.model.records import Conflict, Meeting


def fold(
    told: Sequence[Told], ties: Sequence[ToldTie], as_of: date, book: ActorBook, *, everything: bool = False
) -> LivingPicture:
    """The picture as of a day; the same whatever the order in which the records came.

    Args:
        told: events with their reports; those published after the day don't count.
        ties: relations with their reports.
        as_of: the day.
        book: known actors, for the names of states and who leads which force.
        everything: also what is over: meetings held, ceasefires long ended, conflicts of old.
    """
    heard, known = tellings(told, as_of), ties_told(ties, as_of)
    sides = Sides(book)
    met = meetings(heard, as_of, book)
    truce = truces.ceasefires(heard, as_of, book)
    fought = wars.conflicts(conflict_signs(heard, known, sides), as_of, book, sides)
    present = [(life, war) for life, war in fought if wars.is_shown(life)]
    sanctions, deployed = measures.sanctions(heard, sides), measures.deployments(heard, sides)
    held = posts.offices(heard, known, book)
    whole = LivingPicture(
        as_of=as_of,
        agenda=tuple(sorted(met, key=_by_day)),
        conflicts=tuple(life for life, _ in fought),
        backings=tuple(b for _, war in present for b in war.backings),
        ceasefires=tuple(truce),
        frictions=frictions(heard, [war for _, war in present], as_of),
        sanctions=tuple(sanctions),
        deployments=tuple(deployed),
        offices=tuple(held),
    )
    return whole if everything else still_shown(whole)


def still_shown(whole: LivingPicture) -> LivingPicture:
    """What of a whole picture is not over."""
    day = whole.as_of
    return replace(
        whole,
        agenda=tuple(m for m in whole.agenda if on_agenda(m, day)),
        conflicts=tuple(c for c in whole.conflicts if wars.is_shown(c)),
        ceasefires=tuple(c for c in whole.ceasefires if truces.is_shown(c, day)),
        sanctions=tuple(s for s in whole.sanctions if measures.is_shown(s, day)),
        deployments=tuple(d for d in whole.deployments if measures.is_shown(d, day)),
        offices=tuple(o for o in whole.offices if posts.is_shown(o, day)),
    )


def _by_day(life: Life[Meeting]) -> tuple[date, str]:
    """Meetings in the order of their days, those with no day last."""
    when = life.what.when
    start = (when.start or when.end) if when else None
    return (day_of(start) if start else date.max, life.id)


def of_conflict(picture: LivingPicture, country: str) -> LivingPicture:
    """What of a picture has to do with the conflict in a country: its sides and backers, its ceasefires, who talks of it or goes there."""
    sides = {key for life in picture.conflicts if life.what.place == country for key in _parties(life.what)}
    return replace(
        picture,
        agenda=tuple(m for m in picture.agenda if _concerns(m.what, country, sides)),
        conflicts=tuple(c for c in picture.conflicts if c.what.place == country),
        backings=tuple(b for b in picture.backings if b.conflict == country),
        ceasefires=tuple(
            c for c in picture.ceasefires
            if (c.what.where is not None and c.what.where.country == country) or sides & {key_of(r) for r in c.what.parties}
        ),
        frictions=tuple(f for f in picture.frictions if country in f.opposed_in),
        sanctions=tuple(s for s in picture.sanctions if country in {r.country for r in s.what.on}),
        deployments=tuple(d for d in picture.deployments if d.what.to is not None and d.what.to.country == country),
        offices=tuple(o for o in picture.offices if o.what.holder.country == country),
    )  # fmt: skip


def _parties(conflict: Conflict) -> set[str]:
    return {key_of(ref) for side in conflict.sides for ref in side.of}


def _concerns(meeting: Meeting, country: str, sides: set[str]) -> bool:
    """Whether somebody of the country or of a side comes, it is held there, or the country is talked of."""
    comes = any(r.country == country or key_of(r) in sides for r in meeting.visitors)
    there = (meeting.host is not None and meeting.host.country == country) or (
        meeting.where is not None and meeting.where.country == country
    )
    return comes or there or any(topic.country == country for topic in meeting.topics)
