"""Where there is war and between whom, as told so far: only there can a ceasefire hold; in other towns it is only signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from dragoman.lives.conflict_signs import can_wage_war, is_armed
from dragoman.lives.order import day_of
from dragoman.model.living import Told
from dragoman.model.records import Status

_OF_WAR = frozenset({"aerial", "heavy-weapons", "drone"})
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(slots=True)
class Battlefields:
    """For each country the first day on which war there was told, and for each pair of countries the first of their fighting."""

    lands: dict[str, date] = field(default_factory=dict)
    foes: dict[frozenset[str], date] = field(default_factory=dict)
    deeds: Counter[str] = field(default_factory=Counter)  # of war, by country

    def at_war(self, country: str, day: date) -> bool:
        """Whether war in a country had been told by a day."""
        return self.lands.get(country, date.max) <= day

    def any_war(self, day: date) -> bool:
        """Whether war anywhere had been told by a day."""
        return any(first <= day for first in self.lands.values())

    def fight(self, one: str, other: str, day: date) -> bool:
        """Whether two countries had been told to fight each other by a day."""
        return self.foes.get(frozenset((one, other)), date.max) <= day


def battlefields(told: Iterable[Told]) -> Battlefields:
    """Gather where war is told: by the weapons, or by armed forces or groups that take part."""
    found = Battlefields()
    for t in told:
        event = t.event
        if event.type != "ASSAULT" or event.status not in _TOLD:
            continue
        day = day_of(t.published)
        fighters = [ref for ref in (*event.actors, *event.recipients) if ref.country and can_wage_war(ref)]
        if (
            event.where is not None
            and event.where.country
            and (event.mode in _OF_WAR or any(is_armed(r) for r in fighters))
        ):
            country = event.where.country
            found.deeds[country] += 1
            found.lands[country] = min(day, found.lands.get(country, day))
        for a, b in product(event.actors, event.recipients):
            if a.country and b.country and a.country != b.country and can_wage_war(a) and can_wage_war(b):
                pair = frozenset((a.country, b.country))
                found.foes[pair] = min(day, found.foes.get(pair, day))
    return found
