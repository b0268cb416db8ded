"""What a meeting looks like in the picture, and whether it is on the agenda of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.knowledge.actor_types import ActorBook
from dragoman.lives.course import life_id
from dragoman.lives.matching import Gathering
from dragoman.lives.order import day_of
from dragoman.lives.parties import as_actor, as_place, is_official, is_person, key_of, label, state_ref, unique
from dragoman.model.living import Life
from dragoman.model.records import Meeting, Place, Ref, Status

REMEMBERED = 14  # days for which a called off meeting stays on the agenda


def on_agenda(life: Life[Meeting], as_of: date) -> bool:
    """Whether a meeting is on the agenda of a day: still to come, put off, or called off lately."""
    if life.what.host is None and life.what.when is None:
        return False
    end = life.what.when.end if life.what.when else None
    to_come = end is None or day_of(end) >= as_of
    if life.state == "cancelled":
        lately = (as_of - life.history[-1].told).days <= REMEMBERED
        return lately or (end is not None and to_come)
    if life.state == "postponed":
        return True
    return life.state in ("announced", "confirmed", "moved") and to_come


def meeting_life(g: Gathering, book: ActorBook) -> Life[Meeting]:
    """A meeting as a line of the picture."""
    machine = g.course.machine
    events = [t.event for t in g.tellings]
    meeting = Meeting(
        visitors=_who_comes(g),
        host=state_ref(g.host, book) if g.host else None,
        where=as_place(g.where),
        when=g.when,
        status=Status(machine.states[g.course.state].status),
        topics=tuple({_topic_key(t): _topic(t) for e in events for t in e.topics}.values()),
        said_by=unique(speaker.who for e in events for speaker in e.speakers),
        rests_on=tuple(dict.fromkeys(e.id for e in events)),
    )
    return Life(
        id=life_id("meeting", f"{g.first.event.id} {g.first.host}"), what=meeting, state=g.course.state, history=tuple(g.course.changes)
    )  # fmt: skip


def _who_comes(g: Gathering) -> tuple[Ref, ...]:
    """The visitors: persons where a party's persons are named, else its delegation or state; never the host's own."""
    visitors = [ref for ref in g.visitors.values() if label(ref) != g.host]
    with_persons = {label(ref) for ref in visitors if is_person(ref)}
    kept: dict[str, Ref] = {}
    for ref in visitors:
        party = label(ref)
        if is_person(ref) or party not in with_persons:
            faceless = is_official(ref) and not is_person(ref)
            kept.setdefault(party if faceless else key_of(ref), as_actor(ref))
    return tuple(kept.values())


def _topic_key(topic: Ref | Place) -> str:
    return key_of(topic) if isinstance(topic, Ref) else topic.name


def _topic(topic: Ref | Place) -> Ref | Place:
    return as_actor(topic) if isinstance(topic, Ref) else replace(topic, span=None)
