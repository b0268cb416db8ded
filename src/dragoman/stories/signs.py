"""The signs that two events are one deed or two, each by what it compares: days, place, parties, way, toll, words."""

from __future__ import annotations

from math import cos, hypot, log2, radians

from dragoman.model.records import Status
from dragoman.stories.kinds import Sort
from dragoman.stories.sketch import Side, Sketch, Spot

Sign = tuple[str, float]  # a row of weights.csv, and how many times it counts
_FROM_AFAR = frozenset(
    {"aerial", "drone", "heavy-weapons", "explosives", "destroy"}
)  # what one outlet calls a raid, another calls shelling
_KM_A_DEGREE = 111.2
_ONE_TOWN = 8.0  # km: two points of one town, as gazetteers and outlets give them
_SLACK = 2  # days by which a day that no text gives may be wrong
_LATEST_MOVE = 120  # days to which a meeting is moved at most
_SOON = 3  # days: what is put off was due then, give or take


def gap(one: Sketch, other: Sketch) -> int:
    """Days between the spans in which two deeds lie; 0 where they meet."""
    return max(0, one.days[0] - other.days[1], other.days[0] - one.days[1])


def moved(one: Sketch, other: Sketch, sort: Sort) -> bool:
    """Whether one tells a plan or its end, so that another day need not be another deed."""
    apart = gap(one, other)
    return sort.moves and sort.drift < apart <= _LATEST_MOVE and (one.coming or one.off or other.coming or other.off)


def ruled_out(one: Sketch, other: Sketch, sort: Sort) -> str | None:
    """Why two events can't be one deed, in words; None where nothing rules it out."""
    if one.turn is not None and other.turn is not None and one.turn != other.turn:
        return "one is told as another in a row"
    if one.past != other.past and (one.report, one.sentence) == (other.report, other.sentence):
        return "one is told as before the other"
    slack = 0 if one.sure and other.sure else _SLACK
    if gap(one, other) > sort.drift + slack and not moved(one, other, sort):
        return "other days"
    if sort.placed and one.spot is not None and other.spot is not None and elsewhere(one.spot, other.spot):
        return "other places"
    return _other_parties(one, other, sort)


def elsewhere(one: Spot, other: Spot) -> bool:
    """Whether two places lie apart; a town lies in its region, a region in its country."""
    if one.country and other.country and one.country != other.country:
        return True
    if one.level == other.level == "town":
        return one.key != other.key and _kilometres(one, other) > _ONE_TOWN
    if {"country", "name"} & {one.level, other.level}:
        return False
    if one.level == other.level:
        return one.key != other.key and one.admin1 != other.admin1
    return one.admin1 is not None and other.admin1 is not None and one.admin1 != other.admin1


def _kilometres(one: Spot, other: Spot) -> float:
    if one.point is None or other.point is None:
        return float("inf")
    north = one.point[0] - other.point[0]
    east = (one.point[1] - other.point[1]) * cos(radians(one.point[0]))
    return hypot(north, east) * _KM_A_DEGREE


def _other_parties(one: Sketch, other: Sketch, sort: Sort) -> str | None:
    if sort.symmetric:
        a, b = one.parties, other.parties
        if _other_persons(a, b):
            return "other persons"
        many = len(a.states) > 1 and len(b.states) > 1
        if many and not (a.states <= b.states or b.states <= a.states):
            return "other states"
        return "other parties" if a.states and b.states and not (a.states & b.states or a.shares(b)) else None
    if not sort.claims and _apart(one.doers, other.doers):
        return "another doer"
    if _other_persons(one.others, other.others):
        return "other persons"
    if one.others.states and other.others.states and not one.others.states & other.others.states:
        return "other states"
    return None


def _other_persons(a: Side, b: Side) -> bool:
    """Two ministers of one state are two persons."""
    return bool(a.persons and b.persons) and not a.persons & b.persons


def _apart(a: Side, b: Side) -> bool:
    return bool(a) and bool(b) and not (a.shares(b) or a.states & b.states)


def time_signs(one: Sketch, other: Sketch, sort: Sort) -> list[Sign]:
    """By days; nothing where a plan may have been moved and nobody says so."""
    if moved(one, other, sort):
        return _put_off(one, other, sort)
    signs: list[Sign] = []
    apart = gap(one, other)
    if apart == 0:
        if sort.moves and one.off != other.off and not (one.sure and other.sure):
            return _put_off(one, other, sort)
        shared = min(one.days[1], other.days[1]) - max(one.days[0], other.days[0]) + 1
        widest = max(one.days[1] - one.days[0], other.days[1] - other.days[0]) + 1
        sure = one.sure and other.sure
        if sure and widest == 1:
            signs.append(("same day", 1.0))
        else:
            signs.append(("days overlap", min(1.0, 0.4 + shared / widest)))
        if one.coming != other.coming and not one.off and not other.off:
            signs.append(("plan and outcome", 1.0))
        if not one.sure and not other.sure and one.told != other.told and sort.drift == 0:
            signs.append(("told days apart", float(min(2, abs(one.told - other.told)))))
    else:
        signs.append(("days near" if apart <= sort.drift else "days far", 1.0))
    return signs


def _put_off(one: Sketch, other: Sketch, sort: Sort) -> list[Sign]:
    """A meeting put off belongs to the plan that was due, and to the day that is set next: the nearer the likelier."""
    if one.off == other.off:
        return []
    off, plan = (one, other) if one.off else (other, one)
    if plan.days[1] < off.told - _SOON:
        return []  # it was over when the other was put off
    wait = max(0, plan.days[0] - off.told)
    return [("put off", max(0.0, 1.0 - wait / sort.ahead))]


def place_signs(one: Spot | None, other: Spot | None) -> list[Sign]:
    """By place."""
    if one is None or other is None or (one.country and other.country and one.country != other.country):
        return []
    levels = {one.level, other.level}
    if "name" in levels:
        return [("same name", 1.0)] if one.key == other.key else []
    if levels == {"town"}:
        return [] if elsewhere(one, other) else [("same town", 1.0)]
    if levels == {"region"}:
        return [] if elsewhere(one, other) else [("same region", 1.0)]
    if levels == {"town", "region"}:
        known = one.admin1 is not None and one.admin1 == other.admin1
        return [("town in region" if known else "town in country", 1.0)]
    return [("same country" if levels == {"country"} else "town in country", 1.0)]


def claim_signs(one: Sketch, other: Sketch) -> list[Sign]:
    """A denial answers somebody's claim."""
    denied = one.status is Status.DENIED, other.status is Status.DENIED
    return [("denied and claimed", 1.0)] if denied[0] != denied[1] else []


def party_signs(one: Sketch, other: Sketch, sort: Sort) -> list[Sign]:
    """By who does it to whom."""
    if sort.symmetric:
        a, b = one.parties, other.parties
        known = 1.0 if len(a.states) > 1 and len(b.states) > 1 else 0.5  # with whom, one of the two does not say
        return [(name, known if name == "same person" else times) for name, times in _shared(a, b)]
    signs = _shared(one.doers, other.doers)
    if sort.claims and _apart(one.doers, other.doers):
        signs.append(("other doer claimed", 1.0))
    if one.others.shares(other.others):
        signs.append(("same person" if one.others.persons & other.others.persons else "same party", 1.0))
    elif one.others.states & other.others.states:
        signs.append(("one state shared", 1.0))
    elif _apart(one.others, other.others):
        signs.append(("other victims", 1.0))
    return signs


def _shared(a: Side, b: Side) -> list[Sign]:
    signs: list[Sign] = []
    common = a.states & b.states
    if a.persons & b.persons:
        signs.append(("same person", 1.0))
    elif a.shares(b):
        signs.append(("same party", 1.0))
    elif len(common) == 1 and (len(a.states) == 1 or len(b.states) == 1):
        both = len(a.states) == len(b.states)
        signs.append(("same doer's state" if both else "one state shared", 1.0))
    if len(common) > 1 or len((a.ids & b.ids) - a.persons) > 1:
        signs.append(("same states", 1.0))
    return signs


def way_signs(one: Sketch, other: Sketch) -> list[Sign]:
    """By the mode; what is told without one fits all."""
    if one.mode is None or other.mode is None:
        return []
    if one.mode == other.mode:
        return [("same way", 1.0)]
    return [("other way", 0.3 if {one.mode, other.mode} <= _FROM_AFAR else 1.0)]


def name_signs(one: Sketch, other: Sketch) -> list[Sign]:
    """By names in the sentences, for events whose places tell nothing: a town that was not read as the place."""
    shared = _names(one) & _names(other)
    return [("same name", min(1.5, 0.75 * len(shared)))] if shared else []


def _names(one: Sketch) -> frozenset[str]:
    return one.names | {one.spot.name} if one.spot is not None and one.spot.level != "country" else one.names


def toll_signs(one: Sketch, other: Sketch) -> list[Sign]:
    """By the killed, the later report being the one with more."""
    if one.killed is None or other.killed is None:
        return []
    first, then = (one, other) if (one.told, one.id) <= (other.told, other.id) else (other, one)
    (low, high), (low_then, high_then) = first.killed or (0, 0), then.killed or (0, 0)
    if max(low, low_then) <= min(high, high_then):
        return [("same toll", 0.6 + 0.2 * log2(max(1, low)))]
    fewer, more = sorted((high, high_then))
    if more > 3 * fewer and more - fewer > 3:
        return [("toll jumps", 1.0)]
    if high_then < low and first.told < then.told:
        return [("toll shrinks", 1.0 if 2 * high_then <= low else 0.5)] if high_then < 0.9 * low else []
    return [("toll grows", 1.0)]


def word_signs(one: Sketch, other: Sketch) -> list[Sign]:
    """By the words of the sentences, where they are given."""
    if one.report == other.report:
        return []  # a report repeats itself
    fewest = min(len(one.words), len(other.words))
    if fewest < 3:
        return []
    common = len(one.words & other.words)
    if fewest >= 6 and common >= 0.8 * max(len(one.words), len(other.words)):
        return [("wire copy", 1.0)]
    return [("words shared", common / fewest - 0.2)]
