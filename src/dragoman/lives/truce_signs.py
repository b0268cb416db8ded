"""What tellings show of ceasefires: which sign each one is, between whom, where, and who stands between them.

A record without parties borrows those of the records beside it in its report: "Armenia and Azerbaijan agreed in Moscow …
The truce takes effect at noon" is one ceasefire.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.lives import Signs, load_signs
from dragoman.lives.battlefields import Battlefields
from dragoman.lives.order import Days, day_of, days_of, is_fine
from dragoman.lives.parties import is_official, key_of
from dragoman.model.living import Told
from dragoman.model.records import Event, Kind, Place, Ref, Status

ADJACENT = 3  # characters between two sentences that follow each other
_PARTY_KINDS = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.PERSON, Kind.ORGANISATION})
_BETWEEN = frozenset({"mediator", "host", "guarantor", "sponsor", "chair"})
_SIDES = frozenset({"sides", "parties", "factions", "rivals", "foes", "enemies", "belligerents"})
_DEALS = frozenset({"AGREE", "SUPPORT", "CONSULT", "CONCEDE"})
_LENDING = frozenset({"AGREE", "SUPPORT", "CONSULT", "CONCEDE", "ACCUSE", "ASSAULT", "RETREAT"})


@dataclass(frozen=True, slots=True)
class TruceSign:
    """One telling as a sign of a ceasefire.

    `countries` are those in which or between which it holds, as far as told; where none is, `context` has the countries
    that its report speaks of, those at war and most often named first. `beside_war` tells that the report tells of
    fighting there too; `lent`, that the record counts only for the one beside it.
    """

    told: Told
    day: date
    sign: str
    parties: tuple[Ref, ...]
    brokers: tuple[Ref, ...]
    where: Place | None
    countries: frozenset[str]
    days: Days | None
    context: tuple[str, ...] = ()
    beside_war: bool = False
    lent: bool = False

    @property
    def event(self) -> Event:
        return self.told.event


@dataclass(frozen=True, slots=True)
class _Report:
    """The tellings of one report, and the countries that it speaks of."""

    tellings: list[Told]
    context: tuple[str, ...]
    fighting: frozenset[str]
    fields: Battlefields


def truce_signs(told: Iterable[Told], fields: Battlefields) -> Iterator[TruceSign]:
    """All signs of ceasefires and of violence that may break one, in the order of telling."""
    signs = load_signs("ceasefire")
    by_report: dict[str, list[Told]] = {}
    for t in told:
        if t.event.type in signs.types:
            by_report.setdefault(t.report, []).append(t)
    for tellings in by_report.values():
        yield from _of_report(tellings, signs, fields)


def _of_report(tellings: list[Told], signs: Signs, fields: Battlefields) -> Iterator[TruceSign]:
    own = [_sign(t.event, signs) for t in tellings]
    core = [t.event for t, sign in zip(tellings, own, strict=True) if sign is not None and sign != "violence"]
    report = _about(tellings, own, fields) if core else None
    for t, sign in zip(tellings, own, strict=True):
        if sign == "violence":
            yield _violence(t)
        elif report is not None:
            found = _with_mates(t, sign, core, signs, report)
            if found is not None:
                yield found


def _about(tellings: list[Told], own: list[str | None], fields: Battlefields) -> _Report:
    named: Counter[str] = Counter()
    day = day_of(tellings[0].published)
    for t in tellings:
        refs = [ref.country for ref in (*t.event.actors, *t.event.recipients)]
        where = t.event.where.country if t.event.where else None
        named.update(c for c in {*refs, where} if c)
    fighting = frozenset(
        c for t, s in zip(tellings, own, strict=True) if s == "violence" for c in _violence(t).countries
    )
    context = tuple(sorted(named, key=lambda c: (not fields.at_war(c, day), -named[c], c)))
    return _Report(tellings, context, fighting, fields)


def _with_mates(t: Told, sign: str | None, core: list[Event], signs: Signs, report: _Report) -> TruceSign | None:
    """A telling with what stands beside it: a deal or a charge counts beside a ceasefire, and is of that one."""
    lent = sign is None or _is_for_others(t.event, core)
    close = _same_sentence if t.event.type == "ACCUSE" else _beside
    beside = [e for e in core if e is not t.event and close(e, t.event)] if lent else []
    if lent:
        sign = _sign(t.event, signs, mates=True) if beside else None
        if t.event.type == "ACCUSE" and any(e.type == "ASSAULT" for e in beside):
            return None  # the breach itself is told
    if sign is None:
        return None
    near = [m.event for m in report.tellings if m.event is not t.event and _beside(m.event, t.event)]
    if sign == "mentioned" and any(_is_deal(e) for e in near):
        sign = "agreed"  # one that is only named counts as agreed beside a deal
    if lent:
        mate = next((e for e in beside if _same_sentence(e, t.event)), beside[0])
        return _truce_sign(t, sign, near, report, of=mate)
    return _truce_sign(t, sign, near, report)


def _sign(event: Event, signs: Signs, *, mates: bool = False) -> str | None:
    return signs.of(event.type, event.mode, event.codes.cameo, event.status.value, event.why, mates=mates)


def _is_deal(event: Event) -> bool:
    deal = event.type == "AGREE" or (event.type == "SUPPORT" and event.codes.cameo == "057")
    return deal and event.status in (Status.HAPPENED, Status.ONGOING)


def _is_for_others(event: Event, core: list[Event]) -> bool:
    """Whether a deal is of a ceasefire elsewhere that its sentence tells: "a truce in Idlib began after Moscow and Ankara agreed"."""
    lands = {ref.country for ref in (*event.actors, *event.recipients)}
    beside = [e for e in core if e.type == "RETREAT" and _same_sentence(e, event) and e.where is not None]
    return event.type == "AGREE" and any(e.where and e.where.country not in lands for e in beside)


def _beside(one: Event, other: Event) -> bool:
    """Whether two records stand in the same sentence or in two that follow each other."""
    a, b = one.evidence.sentence, other.evidence.sentence
    return a.start <= b.end + ADJACENT and b.start <= a.end + ADJACENT


def _same_sentence(one: Event, other: Event) -> bool:
    return one.evidence.sentence == other.evidence.sentence


def _violence(t: Told) -> TruceSign:
    event = t.event
    parties = tuple(ref for ref in (*event.actors, *event.recipients) if _can_fight(ref))
    countries = {ref.country for ref in parties if ref.country}
    if event.where is not None and event.where.country:
        countries.add(event.where.country)
    return TruceSign(
        told=t, day=day_of(t.published), sign="violence", parties=parties, brokers=(), where=event.where,
        countries=frozenset(countries), days=days_of(event.when),
    )  # fmt: skip


def _truce_sign(t: Told, sign: str, near: list[Event], report: _Report, *, of: Event | None = None) -> TruceSign:
    """A telling as a sign; with `of` it is a sign of the ceasefire that another record beside it tells."""
    event, day = t.event, day_of(t.published)
    parties, brokers = _who(event, sign, near)
    own = frozenset() if sign == "proposed" else _two_sides(event)
    if of is None:
        where, countries = _zone(event, parties, day, report, own)
    else:
        near_it = [m.event for m in report.tellings if m.event is not of and _beside(m.event, of)]
        where, countries = _zone(of, _who(of, sign, near_it)[0], day, report, own | _two_sides(of))
    outside = [p for p in parties if p.country and countries and p.country not in countries]
    brokers += outside
    parties = [p for p in parties if p not in outside]
    return TruceSign(
        told=t, day=day, sign=sign, parties=tuple(parties), brokers=tuple(brokers), where=where, countries=countries,
        days=days_of(event.when), context=report.context, lent=of is not None,
        beside_war=bool(report.fighting & (countries or set(report.context[:1]))),
    )  # fmt: skip


def _who(event: Event, sign: str, near: list[Event]) -> tuple[list[Ref], list[Ref]]:
    """Parties and brokers as the record has them, or as those beside it lend them."""
    parties = [ref for ref in (*event.actors, *event.recipients) if _can_fight(ref)]
    if event.type == "ACCUSE" or sign == "violated":
        parties += [s.who for s in event.speakers if _can_fight(s.who) and s.who.country]
    brokers = [role.who for role in event.others if role.role in _BETWEEN]
    if len({key_of(p) for p in parties}) < 2:
        for mate in sorted(near, key=lambda e: not _same_sentence(e, event)):
            same = _same_sentence(mate, event)
            if mate.type in (_LENDING if same else _DEALS) and len({p.country for p in parties}) < (2 if same else 1):
                lent, between = _lent(mate)
                parties += lent
                brokers += between
    brokers += [ref for ref in parties if _stands_between(ref)]
    between_keys = {key_of(b) for b in brokers}
    return [p for p in parties if key_of(p) not in between_keys], brokers


def _lent(mate: Event) -> tuple[list[Ref], list[Ref]]:
    """The parties and brokers that a record beside it lends."""
    actors = [ref for ref in mate.actors if _can_fight(ref)]
    recipients = [ref for ref in mate.recipients if _can_fight(ref)]
    between = [role.who for role in mate.others if role.role in _BETWEEN]
    if mate.type == "CONSULT" and mate.mode in (None, "third-party") and mate.codes.cameo == "045":
        return recipients, [*actors, *between]
    return [*actors, *recipients], between


def _two_sides(event: Event) -> frozenset[str]:
    """The two countries that a record itself has as parties to a ceasefire or its breach; none where they are more or fewer."""
    refs = [*event.actors, *event.recipients]
    if event.codes.cameo == "196":
        refs += [speaker.who for speaker in event.speakers]
    found = frozenset(ref.country for ref in refs if ref.country and _can_fight(ref))
    return found if len(found) == 2 else frozenset()


def _zone(
    event: Event, parties: list[Ref], day: date, report: _Report, two: frozenset[str]
) -> tuple[Place | None, frozenset[str]]:
    """Where it holds, and the countries in or between which it does.

    Those where war is told, with those that fight them; a place in any other land is the town where it was signed. Where
    no war is told of anywhere near, the place counts, and parties of which one is no state's.
    """
    fields, local = report.fields, {p.country for p in parties if p.country}
    where = event.where if event.where is not None and event.where.country else None
    country = where.country if where else None
    if country and local and country not in local and any(fields.at_war(c, day) for c in local):
        where, country = None, None  # whose own land is at war has signed elsewhere
    at_war = {c for c in (*local, *((country,) if country else ())) if fields.at_war(c, day)}
    if at_war:
        held = country in at_war
        core = {country} if held and country else at_war
        enemies = {d for d in local for c in core if d != c and fields.fight(c, d, day)} | (
            two if two & core else set()
        )
        own = core | enemies | (local & at_war if not held else set())
        return where if held else None, frozenset(c for c in own if c)
    if (
        where is not None
        and country
        and (country in local or (not local and (where.precision != "city" or not fields.any_war(day))))
    ):
        return where, frozenset(local | {country})
    elsewhere = any(fields.at_war(c, day) for c in report.context if c not in two)
    if len(two) == 2 and where is None and not elsewhere:
        return None, two  # two states that stop firing fired at each other, if nobody else is at war in the report
    alone = event.type == "CONCEDE" and set(report.context) == local
    unnamed = len(event.actors) > 1 and any(ref.country is None and not is_official(ref) for ref in event.actors)
    if len(local) == 1 and (alone or unnamed):
        return None, frozenset(local)  # who declares one, or makes one with rebels that are not known
    armed = any(not is_official(p) and p.kind in (Kind.GROUP, Kind.MILITARY) for p in parties)
    return None, frozenset(local) if armed else frozenset()


def _can_fight(ref: Ref) -> bool:
    """Whether an actor may be a party: not "the two sides" or "Sudan's warring factions", not a nameless person."""
    made = (ref.id or "").startswith("actor:")
    if made and ref.name.split()[-1].lower() in _SIDES:
        return False
    return ref.kind in _PARTY_KINDS and (ref.country is not None or not made) and not (made and ref.kind is Kind.PERSON)


def _stands_between(ref: Ref) -> bool:
    """International bodies fight in no war of their own here."""
    return ref.kind is Kind.ORGANISATION and (ref.country is None or "IGO" in ref.sectors)


def start_of(sign: TruceSign) -> date:
    """The first day on which a ceasefire holds as one telling has it; the last day of a month, where only that is told."""
    when = sign.event.when
    if sign.days is None or when is None or when.start is None:
        return sign.day
    return sign.days[0] if is_fine(sign.event.when) else min(sign.days[1], sign.day)


def end_of(sign: TruceSign) -> date | None:
    """The last day of its term, where the telling has one: "until Monday", "from Friday to Sunday"."""
    when = sign.event.when
    if when is None or when.end is None or not is_fine(when) or sign.event.type not in ("RETREAT", "CONCEDE", "AGREE"):
        return None
    end = day_of(when.end)
    if when.start is None:
        return end if end > sign.day else None  # "by Saturday", said on Saturday, is no term
    return end if end > day_of(when.start) and end >= sign.day else None
