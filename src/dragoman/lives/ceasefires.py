"""Ceasefires over many reports: proposed, agreed, in force, strained, then renewed, collapsed or expired."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dragoman.knowledge.actor_types import ActorBook
from dragoman.knowledge.lives import load_machine
from dragoman.lives.battlefields import Battlefields, battlefields
from dragoman.lives.breaches import charge, take_violence
from dragoman.lives.course import DAY, Course, life_id, who_says
from dragoman.lives.parties import Sides, as_actor, as_place, key_of, state_ref
from dragoman.lives.truce_meaning import is_another, meaning
from dragoman.lives.truce_signs import TruceSign, end_of, start_of, truce_signs
from dragoman.lives.truces import REMEMBERED, Likeness, Standing, learn, likeness, when_agreed
from dragoman.model.living import Life, Told, Truce
from dragoman.model.records import Kind, Place, Ref

_OPENING = frozenset({"proposed", "agreed", "mentioned", "holding"})
WINDOW = timedelta(days=365)  # without a word after which one that is not over is no longer shown
RECENT = 100  # ceasefires among which a telling without place and party looks for its own
_SOON = timedelta(days=14)  # within which the first day of one that is agreed may lie
_FACELESS = frozenset({Kind.PERSON, Kind.STATE})


def ceasefires(told: Iterable[Told], as_of: date, book: ActorBook) -> list[Life[Truce]]:
    """Every ceasefire that was told of by a day, ended ones too, in the order of first mention.

    Args:
        told: tellings in order, as `order.tellings` gives them.
        as_of: the day of the picture.
        book: for who leads which force, and the names of states.
    """
    sides, told = Sides(book), list(told)
    fields = battlefields(told)
    standing: list[Standing] = []
    by_country: dict[str, list[Standing]] = {}
    for s in sorted_signs(told, fields):
        if s.sign == "violence":
            for t in _in_countries(s, by_country):
                _pass_time(t, s.day - DAY)
                take_violence(s, t, sides)
            continue
        found = _find(s, standing, by_country, sides)
        for country in found.countries if found else ():
            listed = by_country.setdefault(country, [])
            if found is not None and not any(t is found for t in listed):
                listed.append(found)
    for t in standing:
        _pass_time(t, as_of)
    return [_life(t, book, fields) for t in standing]


def sorted_signs(told: Iterable[Told], fields: Battlefields) -> list[TruceSign]:
    """Signs in the order of telling; within a report the ceasefires before the violence, as the violence is in spite of them."""
    signs = list(truce_signs(told, fields))
    signs.sort(key=lambda s: (s.day, s.told.published.replace(tzinfo=None), s.told.report, _turn(s)))
    return signs


def _turn(s: TruceSign) -> int:
    """Within a report: first what tells where and between whom, then what belongs to it, then violence."""
    return 3 if s.sign == "violence" else 2 if s.lent else int(not s.countries)


def is_shown(life: Life[Truce], as_of: date) -> bool:
    """Whether a ceasefire is in the picture of a day: one that is not over and was told of within a year, or lately ended."""
    if as_of - life.what.last > WINDOW:
        return False
    if life.state in ("collapsed", "expired"):
        return (as_of - life.history[-1].told).days <= REMEMBERED
    return life.state != "dropped"


def _in_countries(s: TruceSign, by_country: dict[str, list[Standing]]) -> list[Standing]:
    found: dict[int, Standing] = {}
    for country in s.countries:
        found.update((t.number, t) for t in by_country.get(country, ()) if t.course.open)
    return [found[n] for n in sorted(found)]


def _find(
    s: TruceSign, standing: list[Standing], by_country: dict[str, list[Standing]], sides: Sides
) -> Standing | None:
    """The ceasefire that a telling is of, with the telling taken in; a new one where it makes one."""
    fits = _fits(s, standing, by_country, sides)
    live = [pair for pair in fits if pair[1].course.open]
    sure = any(like.story or like.report or like.parties > 1 for like, _ in live)
    if s.sign == "ended" and len(live) > 1 and not sure:
        return None  # nothing says which one is over
    if live:
        best = max(live, key=lambda pair: pair[0])[1]
        superseded = _add(s, best, sides)
        return _begin(s, standing, sides) if superseded else best
    if fits:
        old = max(fits, key=lambda pair: pair[0])[1]
        if not _is_new(s, old):
            learn_of_ended(s, old)
            return old
    if s.sign in _OPENING and s.countries and (s.parties or s.where is not None):
        return _begin(s, standing, sides)
    return None


def _fits(
    s: TruceSign, standing: list[Standing], by_country: dict[str, list[Standing]], sides: Sides
) -> list[tuple[Likeness, Standing]]:
    """Ceasefires that a telling could be of: not over for long, and like it."""
    found = {t.number: t for country in s.countries or s.context for t in by_country.get(country, ())}
    if not s.countries:
        near = (t for t in standing[-RECENT:] if s.told.report in t.reports or s.told.story in t.stories)
        found.update((t.number, t) for t in near)
    fits: list[tuple[Likeness, Standing]] = []
    for number in sorted(found):
        t = found[number]
        _pass_time(t, s.day - DAY)
        if t.course.open or (s.day - (t.course.since or s.day)).days <= REMEMBERED:
            like = likeness(s, t, sides)
            if like is not None:
                fits.append((like, t))
    return fits


def learn_of_ended(s: TruceSign, t: Standing) -> None:
    """Keep a later word on one that is over; it changes nothing."""
    t.tellings.append(s)
    t.reports.add(s.told.report)
    t.unnamed.clear()


def _is_new(s: TruceSign, ended: Standing) -> bool:
    """Whether a telling makes a new ceasefire after the last one ended, or only speaks of that."""
    since = ended.course.since
    if since is None or s.sign not in ("agreed", "proposed"):
        return False
    return start_of(s) > since or (s.sign == "agreed" and start_of(s) >= since and is_another(s, ended))


def _begin(s: TruceSign, standing: list[Standing], sides: Sides) -> Standing:
    t = Standing(number=len(standing), course=Course(load_machine("ceasefire")), first=s, heard=s.day)
    standing.append(t)
    learn(s, t, sides)
    _note_sources(s, t)
    t.course.take(s.sign, s.day, on=s.days[0] if s.days else None, cause=s.event, who=who_says(s.event))
    if t.course.state == "agreed":
        _agree(s, t)
    return t


def _agree(s: TruceSign, t: Standing) -> None:
    t.agreed, t.starts, t.agreed_in = when_agreed(s), start_of(s), s.told.report
    t.ends = end_of(s) or t.ends
    if t.starts < s.day:
        _pass_time(t, s.day)  # it had begun when it was told


def _add(s: TruceSign, t: Standing, sides: Sides) -> bool:
    """Take a telling into a known ceasefire; whether it makes another one in its place."""
    sign = meaning(s, t, sides)
    if sign == "agreed-anew" and t.course.state == "strained":
        t.course.take(sign, s.day, on=s.days[0] if s.days else None, cause=s.event, who=who_says(s.event))
        learn_of_ended(s, t)
        return True
    learn(s, t, sides)
    before = t.course.state
    if sign == "violated":
        t.breaches.append(charge(s, t))
        t.breach_reports.add(s.told.report)
        t.holders.clear()
    moved = t.course.take(sign, s.day, on=s.days[0] if s.days else None, cause=s.event, who=who_says(s.event))
    _note_sources(s, t)
    if moved and t.course.state == "agreed":
        _agree(s, t)
    elif moved and sign in ("extended", "agreed-anew"):
        if t.starts is None or (s.event.when is not None and s.event.when.start is not None):
            t.starts = max(start_of(s), t.starts or start_of(s))
        t.ends = end_of(s)
        t.agreed_in = s.told.report
        t.killings.clear()
        t.enders.clear()
    elif sign == "agreed" and before == "agreed" and s.days is not None and s.day <= start_of(s) <= s.day + _SOON:
        t.starts = start_of(s)  # the day on which it will begin
        t.ends = end_of(s) or t.ends
    elif t.ends is None and sign in ("agreed", "holding", "mentioned"):
        t.ends = end_of(s)
    return False


def _note_sources(s: TruceSign, t: Standing) -> None:
    where = {"mentioned": t.mentions, "ended": t.enders, "holding": t.holders}.get(s.sign)
    if where is not None:
        where.add(s.told.report)


def _pass_time(t: Standing, until: date) -> None:
    t.course.advance(until, t.due)


def _life(t: Standing, book: ActorBook, fields: Battlefields) -> Life[Truce]:
    parties, brokers = _roles(t, book)
    what = Truce(
        where=as_place(t.where) or _whole_country(t, book, fields),
        parties=parties,
        brokers=brokers,
        agreed=t.agreed,
        status=t.course.machine.states[t.course.state].status,
        violations=tuple(dict.fromkeys(b.event for b in t.breaches)),
        rests_on=tuple(dict.fromkeys(s.event.id for s in t.tellings)),
        starts=t.starts,
        ends=t.ends,
        breaches=tuple(t.breaches),
        last=max([t.heard, *(b.day for b in t.breaches)]),
    )
    return Life(
        id=life_id("ceasefire", t.first.event.id), what=what, state=t.course.state, history=tuple(t.course.changes)
    )


def _whole_country(t: Standing, book: ActorBook, fields: Battlefields) -> Place | None:
    """The land in which it holds, where no place is told: the home of a party that is no state, else where most of the war is told."""
    groups = sorted(
        r.country for refs in t.parties.values() for r in refs if r.kind is Kind.GROUP and r.country in t.countries
    )
    lands = groups or sorted(t.countries, key=lambda c: (-fields.deeds[c], c))
    if not lands or (len(lands) > 1 and not groups and not fields.deeds[lands[0]]):
        return None
    country = lands[0]
    name = book.state_name(country)
    return Place(text=name, span=None, name=name, country=country, precision="country")


def _roles(t: Standing, book: ActorBook) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Parties and brokers: who is told more often between than beside them brokered it; so did one from none of its lands."""
    parties: list[Ref] = []
    brokers: dict[str, Ref] = {}
    for name, refs in t.parties.items():
        faces = _faces(name, refs, t, book)
        stranger = not any(r.country in t.countries or r.country is None for r in refs)
        if t.as_broker[name] > t.as_party[name] or stranger:
            brokers.update((key_of(r), r) for r in faces)
        else:
            parties += faces
    known = {key_of(r) for r in parties}
    for name, ref in t.brokers.items():
        if t.as_broker[name] >= t.as_party[name] or name not in t.parties:
            face = state_ref(name, book) if name in book.states else as_actor(ref)
            if key_of(face) not in known:
                brokers.setdefault(key_of(face), face)
    return tuple({key_of(r): r for r in parties}.values()), tuple(brokers.values())


def _faces(name: str, refs: list[Ref], t: Standing, book: ActorBook) -> list[Ref]:
    """How a party is shown: between states as the state; inside one as its force or government, persons only where alone."""
    if name in book.states and (len(t.countries) > 1 or (t.where and t.where.country != name)):
        return [state_ref(name, book)]
    bodies = [r for r in refs if r.kind not in _FACELESS] or [r for r in refs if r.kind is Kind.STATE]
    if not bodies:
        return [state_ref(name, book)] if name in book.states else [as_actor(r) for r in refs]
    return [as_actor(r) for r in bodies]
