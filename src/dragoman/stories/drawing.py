"""From events to sketches: what is compared of each, with what its report says of the same deed beside it.

A headline names the town and the dead, the lead the day, the third sentence who did it. So an event that lacks a day, a place,
parties or a toll takes those of the nearest event of the same report that may be the same deed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.knowledge.actors import fold
from dragoman.model.living import Told
from dragoman.model.records import Event, Kind, Place, Ref, Status, When
from dragoman.model.span import Span
from dragoman.stories.kinds import Kinds, Sort, load_kinds
from dragoman.stories.signs import gap, ruled_out
from dragoman.stories.sketch import Days, Side, Sketch, Spot
from dragoman.stories.wording import clause_at, content_words, names_in, of_states, turn_of

_STATELIKE = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.PERSON})
_NOBODY = ("actor:xxx:", "place:")  # ids of words that name nobody ("two", "officials"), or a place
_GROUPS = frozenset(
    "rebel militant fighter group force movement army militia front gunmen faction wing party islamist jihadist separatist armed the "
    "people national liberation united democratic brigade insurgent terrorist paramilitary troop soldier".split()
)
_REBELS = frozenset({"REB", "SEP", "OPP", "UAF"})
_GUESSED = 14  # days: how far a guessed day of an event may be from the day that its report gives elsewhere
_SOON = 3  # days: what is put off was due then, give or take


def sketches(told: Iterable[Told], sentences: Mapping[str, str] | None = None) -> list[Sketch]:
    """Sketch events, each beside those of its own report; events of no sort that is compared are left out.

    Args:
        told: events; all of a report together, for an event is sketched with what its report says beside it.
        sentences: the sentence of each event by the event's id; without one, its words don't count.
    """
    kinds, texts = load_kinds(), sentences or {}
    by_report: dict[str, list[Sketch]] = {}
    for one in _with_own_days(told):
        drawn = draw(one, kinds, texts.get(one.event.id, ""))
        if drawn is not None:
            by_report.setdefault(one.report, []).append(drawn)
    return [_filled(s, mates, kinds) for _, mates in sorted(by_report.items()) for s in mates]


def _with_own_days(told: Iterable[Told]) -> list[Told]:
    """Of deeds of two types that one word dates, the nearest before it, else after it, keeps the day; the other was then or before.

    "Thousands protested on Thursday against the arrest of the mayor": the arrest was not on Thursday.
    """
    told = list(told)
    nearest: dict[tuple[str, Span], tuple[bool, int, str]] = {}
    for one in told:
        if (span := _dating(one)) is not None:
            at = one.event.evidence.trigger.start  # a day mostly follows the verb that it dates
            away = at > span.start, abs(span.start - at), one.event.type
            nearest[one.report, span] = min(away, nearest.get((one.report, span), away))
    return [_at_latest(one) if _borrows(one, nearest) else one for one in told]


def _dating(told: Told) -> Span | None:
    when = told.event.when
    return when.span if when is not None and when.basis == "text" else None


def _borrows(told: Told, nearest: Mapping[tuple[str, Span], tuple[bool, int, str]]) -> bool:
    span = _dating(told)
    return (
        span is not None and told.event.status is Status.HAPPENED and nearest[told.report, span][2] != told.event.type
    )


def _at_latest(told: Told) -> Told:
    """An event whose days begin as long before as its sort allows, as if taken from the report's date."""
    event, kinds = told.event, load_kinds()
    names = kinds.sorts_of(event.type, event.mode, event.codes.cameo)
    if not names or event.when is None or event.when.start is None:
        return told
    start = event.when.start - timedelta(days=kinds.sorts[names[0]].back)
    return replace(told, event=replace(event, when=replace(event.when, start=start, basis="report")))


def draw(told: Told, kinds: Kinds, sentence: str = "") -> Sketch | None:
    """Sketch one event by itself; None where its sort is not compared."""
    event, published = told.event, told.published.toordinal()
    sorts = kinds.sorts_of(event.type, event.mode, event.codes.cameo)
    if not sorts:
        return None
    trigger, start = event.evidence.trigger.start, event.evidence.sentence.start
    clause, shift = clause_at(sentence, trigger - start)
    days, sure = _days(event, published, kinds.sorts[sorts[0]], shift)
    doers, others, spot = _side(event.actors), _side(event.recipients), _spot(event.where)
    if event.mode == "visit" and spot is not None and spot.level == "country" and {spot.country} == doers.states:
        spot = None  # nobody visits his own state
    parties = _parties(event, doers | others, spot, kinds.sorts[sorts[0]])
    return Sketch(
        id=event.id, report=told.report, told=published, at=trigger, sorts=sorts, mode=event.mode, status=event.status,
        days=days, sure=sure, spot=spot, doers=doers, others=others, parties=parties,
        killed=event.casualties.killed, words=content_words(clause),
        names=_strange_names(clause, parties), turn=turn_of(clause), sentence=start, past=shift is not None,
    )  # fmt: skip


def _parties(event: Event, known: Side, spot: Spot | None, sort: Sort) -> Side:
    """All who take part, with the countries of groups among them, and the country of a truce or deal whose place is that of its war."""
    states = {ref.country for ref in (*event.actors, *event.recipients) if ref.country and ref.kind is not Kind.OTHER}
    if not sort.placed and sort.symmetric and spot is not None and spot.country is not None:
        states.add(spot.country)
    return replace(known, states=known.states | states)


def _strange_names(sentence: str, parties: Side) -> frozenset[str]:
    """The names in a sentence that are no part of a party's."""
    names = names_in(sentence)
    return frozenset(n for n in names if not any(n in id_ for id_ in parties.ids))


def _days(event: Event, told: int, sort: Sort, shift: Days | None) -> tuple[Days, bool]:
    """First and last day that an event may lie on, and whether its text says so."""
    when, coming = event.when, event.status in (Status.PLANNED, Status.HYPOTHETICAL)
    off = sort.moves and event.status in (Status.POSTPONED, Status.CANCELLED)
    if shift is not None:  # counted from the day of the report, or the day before
        return (told - shift[1], told - shift[0]), True
    if when is not None and (when.start is not None or when.end is not None):
        given = _given(when, told, sort, coming=coming or off)
        # What is put off had not been yet, what has happened is not to come: such a day was misread.
        if not (off and given[1] < told - 1) and not (event.status is Status.HAPPENED and given[0] > told + 1):
            return given, when.basis == "text"
    if off:
        return (told - _SOON, told + sort.ahead), False
    return ((told, told + sort.ahead) if coming else (told - sort.back, told)), False


def _given(when: When, told: int, sort: Sort, *, coming: bool) -> Days:
    first, last = _ordinal(when.start), _ordinal(when.end)
    if first is None and last is not None:
        return (min(told, last) if coming else last - sort.back), last
    if first is not None and last is None:
        return first, max(first, told) if not coming else first + sort.ahead
    return first or 0, last or 0


def _ordinal(value: date | None) -> int | None:
    return None if value is None else value.toordinal()


def _spot(place: Place | None) -> Spot | None:
    if place is None:
        return None
    level = {"city": "town", "point": "town", "region": "region", "country": "country"}.get(
        place.precision or "", "name"
    )
    if level in ("region", "name") and place.geonames_id is None and place.lat is None:
        level = "country" if place.country is not None else "name"  # "the east of Ukraine": somewhere in it
    key = str(place.geonames_id) if place.geonames_id else fold(place.name)
    point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    return Spot(level, key, fold(place.name), place.country, fold(place.admin1) if place.admin1 else None, point)


def _side(refs: Iterable[Ref]) -> Side:
    """Who can be told apart; "two" and "officials" can't."""
    known = [ref for ref in refs if ref.id is not None and not ref.id.startswith(_NOBODY)]
    return Side(
        frozenset(ref.id for ref in known if ref.id),
        frozenset(ref.id for ref in known if ref.id and ref.id.startswith("person:")),
        frozenset(ref.country for ref in known if ref.country and _acts_for_state(ref)),
        frozenset(word for ref in known if _is_group(ref) for word in _words(ref)),
        frozenset(word for ref in known if (ref.id or "").startswith("actor:") for word in _words(ref)),
    )


def _is_group(ref: Ref) -> bool:
    return ref.kind is Kind.GROUP or bool(_REBELS & set(ref.sectors))


def _words(ref: Ref) -> frozenset[str]:
    """The telling words of an actor's id, by which "a Houthi missile" is of the Houthis."""
    words = {w.removesuffix("s") for w in (ref.id or "").split(":")[-1].split("-") if len(w) > 2}
    return frozenset(words - _GROUPS - of_states())


def _acts_for_state(ref: Ref) -> bool:
    made = (ref.id or "").startswith(("actor:", "body:"))  # "Russian forces"
    return (ref.kind in _STATELIKE or made) and not _REBELS & set(ref.sectors)


def _filled(one: Sketch, of_report: Sequence[Sketch], kinds: Kinds) -> Sketch:
    """A sketch with what the report says of the same deed elsewhere; the nearest in the text counts first."""
    if len(of_report) == 1:
        return one
    sort = kinds.sorts[one.sorts[0]]
    near = sorted((s for s in of_report if s.id != one.id), key=lambda s: (abs(s.at - one.at), s.id))
    for mate in near:
        if sort.name not in mate.sorts or mate.past != one.past:
            continue
        if mate.sure and not one.sure and one.coming == mate.coming and gap(one, mate) <= _GUESSED:
            dated = replace(one, days=mate.days, sure=True)  # days that no text gives are a guess
            one = _with(dated, mate) if ruled_out(dated, mate, sort) is None else one
        elif ruled_out(one, mate, sort) is None:
            one = _with(one, mate)
    return (
        one
        if one.spot is not None or one.parties
        else _beside(one, [s for s in near if s.sentence == one.sentence], sort)
    )


def _beside(one: Sketch, near: Sequence[Sketch], sort: Sort) -> Sketch:
    """A deed of which nothing is told but that it was: where, and between whom, the rest of its sentence is."""
    spot = next((s.spot for s in near if s.spot is not None), None)
    parties = next((s.parties for s in near if s.parties), one.parties) if sort.symmetric else one.parties
    return replace(one, spot=spot, parties=parties)


def _with(one: Sketch, mate: Sketch) -> Sketch:
    spot, doers, others = one.spot, one.doers, one.others
    if mate.spot is not None and (spot is None or (spot.level == "country" and spot.country == mate.spot.country)):
        spot = mate.spot
    if not doers and not mate.doers.ids & others.ids:
        doers = mate.doers
    if not others and not mate.others.ids & doers.ids:
        others = mate.others
    parties = mate.parties if one.parties.states < mate.parties.states else one.parties
    return replace(
        one,
        spot=spot,
        doers=doers,
        others=others,
        parties=parties,
        killed=one.killed or mate.killed,
    )
