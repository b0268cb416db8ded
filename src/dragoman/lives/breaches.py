"""What strains a ceasefire: charges that it was broken, and violence between its parties at its place after it began."""

from __future__ import annotations

from datetime import timedelta

from dragoman.lives.course import who_says
from dragoman.lives.parties import Sides, key_of, unique
from dragoman.lives.truce_signs import TruceSign
from dragoman.lives.truces import Standing, day_told, inside, same_place, side_label
from dragoman.model.living import Violation
from dragoman.model.records import Kind, Ref

FORTNIGHT = timedelta(days=14)
KILLING_DAYS = 3  # days with killed, within a fortnight, that end a strained ceasefire
UNNAMED_DAYS = 3  # days with fighting that end a strained ceasefire that no report names any more
_OF_WAR = frozenset({"aerial", "heavy-weapons", "drone"})
_FORCES = frozenset({Kind.GROUP, Kind.MILITARY})


def charge(s: TruceSign, t: Standing) -> Violation:
    """A breach that is told as one: "Azerbaijan accused Armenia of violating the ceasefire"."""
    event = s.event
    by, against, accusers = event.actors, event.recipients, tuple(speaker.who for speaker in event.speakers)
    if event.type == "ACCUSE":
        by, against, accusers = event.recipients, (), event.actors
    return Violation(
        event=event.id, day=day_told(s), kind="accusation", by=unique(by), against=unique(against), accusers=unique(accusers),
        killed=_killed(s),
    )  # fmt: skip


def violence(s: TruceSign, t: Standing, sides: Sides) -> tuple[Violation, bool] | None:
    """A deed of violence as a breach, and whether it is sure to be one; None where it is none.

    It is sure where one of its parties does it or suffers it in its place, or where it is told at the very place. Violence of
    unknown hands somewhere in the country is not.
    """
    if t.starts is None or day_told(s) <= t.starts:
        return None
    doers = [ref for ref in s.event.actors if _is_party(ref, t, sides, s)]
    suffering = [ref for ref in s.event.recipients if _is_party(ref, t, sides, s)]
    unknown = all(ref.country is None and (ref.id or "actor:").startswith("actor:") for ref in s.event.actors)
    strangers = [] if unknown else [ref for ref in s.event.actors if ref not in doers and ref.kind in _FORCES]
    if not doers and not suffering:
        strangers += [ref for ref in s.event.recipients if ref.kind in _FORCES and ref.country is not None]
    here = inside(s.event.where, t)
    both = bool(doers and suffering and {key_of(r) for r in doers} != {key_of(r) for r in suffering})
    if strangers and not doers:
        return None
    sure = (bool(doers or suffering) and here) or (both and s.event.where is None) or (unknown and _very_place(s, t))
    if not sure and not here:
        return None
    found = Violation(
        event=s.event.id, day=day_told(s), kind="violence", by=unique(s.event.actors), against=unique(s.event.recipients),
        accusers=unique(speaker.who for speaker in s.event.speakers), killed=_killed(s),
    )  # fmt: skip
    return found, sure


def take_violence(s: TruceSign, t: Standing, sides: Sides) -> None:
    """Let violence strain a ceasefire, and end a strained one where killings go on; doubtful deeds count in pairs."""
    if t.course.state not in ("agreed", "in force", "renewed", "strained"):
        return
    found = violence(s, t, sides)
    if found is None:
        return
    breach, sure = found
    if not sure:
        t.pending = [(old, b) for old, b in t.pending if s.day - old.day <= FORTNIGHT]
        t.pending.append((s, breach))
        if len({old.told.report for old, _ in t.pending}) < 2:
            return
        for old, waiting in t.pending:
            _strain(old, waiting, t, told=s)
        t.pending = []
        return
    _strain(s, breach, t, told=s)


def _strain(s: TruceSign, breach: Violation, t: Standing, *, told: TruceSign) -> None:
    t.breaches.append(breach)
    t.reports.add(s.told.report)
    t.breach_reports.add(s.told.report)
    t.holders.clear()
    if not t.tellings or t.tellings[-1].told.report != s.told.report:
        t.unnamed.setdefault(breach.day, s.told.report)
    was_strained = t.course.state == "strained"
    t.course.take("violated", told.day, on=breach.day, cause=s.event, who=who_says(s.event))
    if min(len(t.unnamed), len(set(t.unnamed.values()))) >= UNNAMED_DAYS:
        t.course.take("fighting-goes-on", told.day, on=breach.day, cause=s.event)
    if breach.killed:
        t.killings.setdefault(breach.day, s.told.report)
        recent = {day: report for day, report in t.killings.items() if breach.day - FORTNIGHT <= day <= breach.day}
        if was_strained and len(recent) >= KILLING_DAYS and len(set(recent.values())) >= KILLING_DAYS:
            t.course.take("killing-goes-on", told.day, on=breach.day, cause=s.event)


def _is_party(ref: Ref, t: Standing, sides: Sides, s: TruceSign) -> bool:
    """Whether an actor is a party: by name, or as nameless forces of its country."""
    if side_label(ref, t.countries, sides, s.day) in t.parties:
        return True
    nameless = (ref.id or "").startswith("actor:") and ref.kind in _FORCES
    return nameless and ref.country in t.countries and (len(t.countries) > 1 or s.event.mode in _OF_WAR)


def _very_place(s: TruceSign, t: Standing) -> bool:
    where = s.event.where
    return t.where is not None and t.where.precision != "country" and where is not None and same_place(where, t.where)


def _killed(s: TruceSign) -> int | None:
    killed = s.event.casualties.killed
    return None if killed is None else killed[0]
