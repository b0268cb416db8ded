"""Sides of a war: who stands together, found by joining what belongs together and never joining two who fight each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from dragoman.lives.conflict_signs import Backed, Bond, Fight
from dragoman.lives.parties import Sides, is_official, key_of
from dragoman.model.records import Kind, Ref

Pair = frozenset[str]
FEW = 60  # actors without a known id that are compared with each other in one war


@dataclass(slots=True)
class Alliances:
    """The actors of one war, joined step by step; a step that would put enemies on one side is not taken."""

    country: str
    refs: dict[str, Ref] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    _root: dict[str, str] = field(default_factory=dict)
    _members: dict[str, set[str]] = field(default_factory=dict)
    _enemies: dict[str, set[str]] = field(default_factory=dict)

    def add(self, ref: Ref) -> str:
        """Take in an actor as often as he is told."""
        key = key_of(ref)
        if key not in self.refs:
            self.refs[key] = ref
            self._root[key] = key
            self._members[key] = {key}
        self.told[key] += 1
        return key

    def oppose(self, one: str, other: str) -> None:
        """Two that may never be on one side."""
        self._enemies.setdefault(one, set()).add(other)
        self._enemies.setdefault(other, set()).add(one)

    def side(self, key: str) -> str:
        """The name of the side that an actor is on."""
        return self._root[key]

    def join(self, one: str, other: str) -> None:
        """Put two on one side, unless enemies would meet there."""
        if one not in self.refs or other not in self.refs:
            return
        a, b = self._root[one], self._root[other]
        if a == b or any(self._enemies.get(key, set()) & self._members[b] for key in self._members[a]):
            return
        a, b = min(a, b), max(a, b)
        for key in self._members[b]:
            self._root[key] = a
        self._members[a] |= self._members.pop(b)

    def sides(self) -> dict[str, list[Ref]]:
        """The actors of each side, those told most often first."""
        return {
            side: [self.refs[k] for k in sorted(members, key=lambda k: (-self.told[k], k))]
            for side, members in sorted(self._members.items())
        }


def ally(country: str, fights: list[Fight], bonds: Iterable[Bond], backed: list[Backed], sides: Sides) -> Alliances:
    """Who is on which side in a country.

    Args:
        country: where the war is.
        fights: who fights whom there.
        bonds: who stands together there, as told.
        backed: who is backed from outside; only those named, not the country as a whole.
        sides: the actor book's word on who supports, opposes and belongs to whom.
    """
    war = Alliances(country)
    for fight in fights:
        war.add(fight.one)
        war.add(fight.other)
    for b in backed:
        war.add(b.backed)
    told = Counter(frozenset((key_of(b.one), key_of(b.other))) for b in bonds)
    for pair, times in Counter(frozenset((key_of(f.one), key_of(f.other))) for f in fights).items():
        if times >= told[pair]:
            war.oppose(*sorted(pair))
    _by_the_book(war, sides)
    for pair, _ in sorted(told.items(), key=lambda item: (-item[1], sorted(item[0]))):
        if len(pair) == 2:
            war.join(*sorted(pair))
    _by_name(war)
    _by_backer(war, backed)
    return war


def _by_the_book(war: Alliances, sides: Sides) -> None:
    """What the actor book knows: first its enemies, then parents, supporters, and the state's own servants."""
    by_name = {ref.name: key for key, ref in war.refs.items()}
    known = {key: actor for key, ref in war.refs.items() if (actor := sides.known(ref)) is not None}
    for key, actor in known.items():
        for name in actor.opposes:
            if name in by_name and by_name[name] != key:
                war.oppose(key, by_name[name])
    for key, actor in sorted(known.items()):
        for name in (*((actor.parent,) if actor.parent else ()), *actor.supports):
            if name in by_name:
                war.join(key, by_name[name])
    own = sorted(
        (k for k, r in war.refs.items() if is_official(r) and r.country),
        key=lambda k: (war.refs[k].country, -war.told[k], k),
    )
    for one, other in combinations(own, 2):
        if war.refs[one].country == war.refs[other].country:
            war.join(one, other)


def _by_name(war: Alliances) -> None:
    """ "Assad" and "Assad's forces": one is named by the other."""
    keys = sorted(war.refs, key=lambda k: (-war.told[k], k))[: 4 * FEW]
    nameless = [k for k in keys if k.startswith("actor:")][:FEW]
    for made in nameless:
        words = war.refs[made].name.lower()
        for key in keys:
            ref = war.refs[key]
            last = ref.name.split()[-1].lower()
            if key != made and (
                ref.name.lower() in words or (ref.kind is Kind.PERSON and last in words.split("'")[0].split())
            ):
                war.join(made, key)
                break


def _by_backer(war: Alliances, backed: list[Backed]) -> None:
    """Groups without a name of their own ("rebels", "opposition fighters") that one backer backs are one side."""
    of: dict[str, list[str]] = {}
    for b in backed:
        key = key_of(b.backed)
        if key.startswith("actor:") and b.backed.kind is Kind.GROUP:
            of.setdefault(key_of(b.backer), []).append(key)
    for _, keys in sorted(of.items()):
        for one, other in pairwise(keys):
            war.join(one, other)
