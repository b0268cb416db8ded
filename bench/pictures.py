"""Compares the picture that a reading draws with the gold's: agenda, conflicts, ceasefires, frictions, each as a whole.

A line counts where all that the gold names is there; more parties than the gold has are no fault.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.annotations import Days, GoldCeasefire, GoldConflict, GoldFriction, GoldMeeting, GoldPicture
from bench.scoring import Count, Names, is_named, is_of_state, matches, named
from dragoman.model.records import Ceasefire, Conflict, Friction, Meeting, Picture, Ref, When


def add_picture(wanted: GoldPicture, found: Picture, names: Names, count: Count) -> None:
    """Score one report's picture."""
    agenda = matches(found.agenda, wanted.agenda, lambda m, g: _same_meeting(m, g, names))
    conflicts = matches(found.conflicts, wanted.conflicts, lambda c, g: _same_conflict(c, g, names))
    ceasefires = matches(found.ceasefires, wanted.ceasefires, lambda c, g: _same_ceasefire(c, g, names))
    frictions = matches(found.frictions, wanted.frictions, lambda f, g: _same_friction(f, g, names))
    count.add(agenda, len(found.agenda), len(wanted.agenda))
    count.add(conflicts, len(found.conflicts), len(wanted.conflicts))
    count.add(ceasefires, len(found.ceasefires), len(wanted.ceasefires))
    count.add(frictions, len(found.frictions), len(wanted.frictions))


def _holds_all(refs: Sequence[Ref], keys: Sequence[str], names: Names) -> bool:
    return named(refs, keys, names) == len(keys)


def _days(when: When | None) -> Days:
    if when is None:
        return None, None
    return when.start.isoformat() if when.start else None, when.end.isoformat() if when.end else None


def _same_meeting(meeting: Meeting, wanted: GoldMeeting, names: Names) -> bool:
    return (
        _holds_all(meeting.visitors, wanted.visitors, names)
        and is_of_state(meeting.host, wanted.host, names)
        and _days(meeting.when) == wanted.when
        and meeting.status.value == wanted.status
    )


def _same_conflict(conflict: Conflict, wanted: GoldConflict, names: Names) -> bool:
    return conflict.place == wanted.place and all(
        any(_holds_all(side.of, of, names) and _holds_all(side.backed_by, backers, names) for side in conflict.sides)
        for of, backers in wanted.sides
    )


def _same_ceasefire(ceasefire: Ceasefire, wanted: GoldCeasefire, names: Names) -> bool:
    return (
        is_named(ceasefire.where, wanted.where, names)
        and _holds_all(ceasefire.brokers, wanted.brokers, names)
        and _days(ceasefire.agreed) == wanted.agreed
        and ceasefire.status == wanted.status
    )


def _same_friction(friction: Friction, wanted: GoldFriction, names: Names) -> bool:
    return (
        _holds_all(friction.pair, wanted.pair, names)
        and friction.in_dialogue == wanted.in_dialogue
        and sorted(friction.opposed_in) == sorted(wanted.opposed_in)
    )
