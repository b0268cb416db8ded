"""Claims of one report that can't both be true: kept as they are told, and linked by their ids.

Two events of one type contradict each other where one is told as a fact and the other denied, by another voice, with
the same parties; where two voices give the same victim or place another culprit; and where two sides each say that the
other did it. Nothing is decided here: who is right is for the reader, or for other reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from dragoman.model.records import Event, Kind, Ref, Status, When

_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.PERSON})
# Deeds of one side to another, of which only one can be the culprit; a victim of talks or praise has many.
_BLAMABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT"})
# An air raid is denied as shelling; but an arrest is not denied as a ban.
_MODED = frozenset({"AGREE", "COERCE"})
_DENIAL = "016"  # CAMEO's code of "deny responsibility"
_NEAR = 400  # characters between a charge and the answer to it


def with_contradictions(events: Sequence[Event]) -> list[Event]:
    """The events of a report, each with the ids of those that contradict it, in the order of the text."""
    found: dict[str, list[str]] = {e.id: [] for e in events}
    for a, b in combinations(events, 2):
        if a.id != b.id and contradict(a, b):
            found[a.id].append(b.id)
            found[b.id].append(a.id)
    for denial in events:
        if (told := _denied_by(denial, events)) is not None and told.id not in found[denial.id]:
            found[told.id].append(denial.id)
            found[denial.id].append(told.id)
    return [replace(e, contradicts=tuple(found[e.id])) if found[e.id] else e for e in events]


def _denied_by(denial: Event, events: Sequence[Event]) -> Event | None:
    """The deed shortly before that somebody rejects as his: "Russia denied the charge", "denied shelling the town"."""
    if denial.type != "REJECT" or denial.codes.cameo != _DENIAL or denial.status is not Status.HAPPENED:
        return None
    for event in reversed(events):
        before = 0 < denial.evidence.trigger.start - event.evidence.trigger.start < _NEAR
        told = before and event.type in _BLAMABLE and event.status in _TOLD
        if told and _sides(event.actors) & _sides(denial.actors):
            own = _sides(s.who for s in event.speakers) & _sides(denial.actors)
            return None if own else event
    return None


def contradict(a: Event, b: Event) -> bool:
    """Whether two events can't both be true as they are told."""
    if a.type != b.type or _other_day(a, b) or (a.mode != b.mode and a.type in _MODED):
        return False
    if _both_blame(a, b):
        return True
    if _elsewhere(a, b):
        return False
    if (a.status is Status.DENIED) != (b.status is Status.DENIED):
        told, denied = (b, a) if a.status is Status.DENIED else (a, b)
        return told.status in _TOLD and _other_voice(a, b) and _same_parties(told, denied)
    return _claims(a, b) and _another_culprit(a, b) and (_shared_victim(a, b) or _same_place(a, b))


def _claims(a: Event, b: Event) -> bool:
    """Whether two voices tell as done what only one side can have done."""
    done = (Status.HAPPENED, Status.ONGOING)
    told = a.status in done and b.status in done and a.type in _BLAMABLE
    return told and bool(a.speakers and b.speakers) and _other_voice(a, b)


def _both_blame(a: Event, b: Event) -> bool:
    """Whether two sides blame each other in one breath: "A said B shelled X; B denied it and said A shelled Y"."""
    near = abs(a.evidence.trigger.start - b.evidence.trigger.start) < _NEAR
    return near and _claims(a, b) and _crossed(a, b)


def _other_day(a: Event, b: Event) -> bool:
    """Whether the times show two different deeds."""
    if a.when is None or b.when is None:
        return False
    return _is_before(a.when, b.when) or _is_before(b.when, a.when)


def _is_before(a: When, b: When) -> bool:
    return a.end is not None and b.start is not None and str(a.end)[:10] < str(b.start)[:10]


def _elsewhere(a: Event, b: Event) -> bool:
    """Whether the places show two different deeds."""
    if a.where and b.where and a.where.name != b.where.name:
        return a.where.country != b.where.country or a.where.precision == b.where.precision
    return False


def _other_voice(a: Event, b: Event) -> bool:
    """Whether another speaker tells each; the report's own telling is a voice, too."""
    first, second = _sides(s.who for s in a.speakers), _sides(s.who for s in b.speakers)
    return not (first & second) and bool(first or second)


def _same_parties(told: Event, denied: Event) -> bool:
    """Whether a denial speaks of the deed told: no party against another, and one party, victim or place shared.

    Talks and deals have no order of parties, so that one shared party is enough where nobody else is named.
    """
    if told.type in ("CONSULT", "AGREE", "COOPERATE"):
        first, second = _sides((*told.actors, *told.recipients)), _sides((*denied.actors, *denied.recipients))
        return bool(first & second) and (first <= second or second <= first)
    actors = _sides(told.actors), _sides(denied.actors)
    if _against(*actors) or _against(_names(told.recipients), _names(denied.recipients)):
        return False
    return bool(actors[0] & actors[1]) or _shared_victim(told, denied) or _same_place(told, denied)


def _another_culprit(a: Event, b: Event) -> bool:
    return _against(_sides(a.actors), _sides(b.actors))


def _crossed(a: Event, b: Event) -> bool:
    """Whether each side says that the other did it: "A said B shelled X; B said A shelled Y"."""
    said_a, said_b = _sides(s.who for s in a.speakers), _sides(s.who for s in b.speakers)
    by_a, by_b = _sides(a.actors), _sides(b.actors)
    return bool(said_a & by_b and said_b & by_a) and not (by_a & by_b)


def _against(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first and second and not first & second)


def _shared_victim(a: Event, b: Event) -> bool:
    return bool(_names(a.recipients) & _names(b.recipients))


def _same_place(a: Event, b: Event) -> bool:
    """Whether two events are told of one place; a country is too wide to say so."""
    if a.where is None or b.where is None or a.where.precision == "country":
        return False
    return (a.where.name, a.where.country) == (b.where.name, b.where.country)


def _names(refs: Iterable[Ref]) -> frozenset[str]:
    return frozenset(ref.id or ref.name.lower() for ref in refs)


def _sides(refs: Iterable[Ref]) -> frozenset[str]:
    """Sides of a quarrel: a state with its government, army and officials is one; everybody else stands for himself."""
    return frozenset(
        ref.country if ref.kind in _STATES and ref.country else (ref.id or ref.name.lower()) for ref in refs
    )
