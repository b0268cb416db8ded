"""Which places a name may be, and what the words beside it say for each of them.

The ways from a name to places are tried in order: a newspaper's abbreviation, the name with the word after it
("Anderson County"), the name itself, the name without a word for what it is ("Borno State"), without a side
("downtown Tripoli").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from dragoman.knowledge.actors import ActorBook, fold
from dragoman.knowledge.places import Gazetteer, Site, Sort
from dragoman.model.records import Kind
from dragoman.resolve.place_hints import WORLD
from dragoman.resolve.toponyms import COMPASS, SORT_OF, Toponym

_KNOWN = 200_000  # people of a town that is told of rather than the group of its name ("Al-Shabab")
_NO_PLACES = frozenset({Kind.GROUP, Kind.ORGANISATION, Kind.MEDIA, Kind.GOVERNMENT, Kind.MILITARY})
_KNOWN_TO_ALL = 150_000
_SMALL = 20_000
_OUTRANKED = -2.5
_BIG = 50_000  # people of a town that has a "downtown" or an "east" of its own
FITS = {
    "city": (Sort.CITY,), "capital": (Sort.CITY,), "admin1": (Sort.ADMIN1, Sort.REGION), "point": (Sort.POINT,),
    "admin2": (Sort.ADMIN2,), "nature": (Sort.REGION,),
}  # fmt: skip
_CALLED = {
    "admin1": "a province", "admin2": "a county", "nature": "a landform", "point": "a site", "city": "a town",
    "capital": "a capital",
}  # fmt: skip
# "The West", "the South": sides of the world or of a state, no place with a point.
_SIDES = frozenset({"west", "east", "north", "south", "global south", "global north"})


class Candidates:
    """Finds and weighs the candidates of names of one document."""

    def __init__(self, book: ActorBook, gazetteer: Gazetteer, state_of: Callable[[str], str | None]) -> None:
        self.book = book
        self.gazetteer = gazetteer
        self.state_of = state_of

    def of(self, t: Toponym) -> tuple[list[Site], str]:
        """All places that a toponym may be, with a note on how they were found."""
        short = self.gazetteer.short.get(t.text)
        if short is not None and (short.alone or not t.text.isupper()):
            return self.named(t.text), "a shortened name"
        if t.key in _SIDES:
            return [], ""
        whole = list(self.gazetteer.lookup(t.compound)) if t.compound else []
        if whole and t.feature != "city":
            return whole, f"“{t.compound}” as a whole"
        if found := self.named(t.text):
            return found, ""
        return self._without_a_word(t)

    def _without_a_word(self, t: Toponym) -> tuple[list[Site], str]:
        first, _, last = t.text.rpartition(" ")
        if first and (feature := SORT_OF.get(last.lower())) and feature != "city":
            found = [s for s in self.named(first) if s.sort in FITS[feature] or s.sort is Sort.ADMIN2]
            found = found or self.named(first)
            if found:
                return found, f"“{first}” called {_CALLED[feature]}"
        stripped = COMPASS.sub("", t.text)
        if stripped != t.text:
            found = [s for s in self.named(stripped) if s.sort is not Sort.CITY or s.population > _BIG]
            return found, f"part of {stripped}"
        return [], ""

    def named(self, name: str) -> list[Site]:
        """Places of a name, an abbreviation, a state's name or its adjective."""
        name = f"{name}." if re.fullmatch(r"\w\.\w", name) else name
        if (short := self.gazetteer.short.get(name)) is not None:
            found = [s for s in self.gazetteer.lookup(short.name) if s.country == short.country]
            return sorted(found, key=lambda s: s.sort is Sort.CITY)[:1]
        found = list(self.gazetteer.lookup(name))
        if any(a.kind in _NO_PLACES for a in self.book.by_name.get(fold(name), ())):
            found = [s for s in found if s.sort is not Sort.CITY or s.population > _KNOWN]
        lower = name.lower()
        iso3 = self.state_of(name) or self.book.adjectives.get(lower) or self.book.people.get(lower)
        special = any(s.row < 0 for s in found)  # a row of regions.csv knows better than a state's alias
        if iso3 and not special and not any(s.sort is Sort.COUNTRY and s.country == iso3 for s in found):
            country = self.gazetteer.country(iso3)
            if country is not None:
                found.insert(0, country)
        return found

    def containers(self, t: Toponym) -> list[Site]:
        """Places of the names beside a toponym that it may lie in."""
        return [c for name in t.within for c in self.named(name)]

    def weigh(
        self, site: Site, t: Toponym, sites: Collection[Site], hints: dict[str, float], *, holds: bool
    ) -> list[tuple[float, str]]:
        """What the words beside a name and the report's words say for a candidate: points with their reasons.

        Args:
            site: the candidate.
            t: the toponym.
            sites: all candidates.
            hints: what a place of a country gains.
            holds: whether another name of the report is said to lie in this one.
        """
        told: list[tuple[float, str]] = []
        if t.feature is None and not holds and site.sort is Sort.ADMIN1 and any(_seat(site, s) for s in sites):
            told.append((-0.8, ""))  # "Geneva" is the town where nothing says the canton
        if holds and site.sort in (Sort.ADMIN1, Sort.COUNTRY):
            told.append((1.5, "another place lies in it"))
        if t.feature is not None and site.sort in FITS[t.feature]:
            told.append((1.5, f"called {_CALLED[t.feature]}"))
        if t.feature == "capital" and site.capital:
            told.append((2.0, "a capital"))
        if site.capital and hints.get(site.country or "", 0.0) > 0:
            told.append((1.2, "the capital of a state that the report speaks of"))
        if (
            hints.get(WORLD)
            and site.sort is Sort.CITY
            and site.main
            and (site.capital or site.population > _KNOWN_TO_ALL)
        ):
            told.append((2.0, "a city that all know, in a report of several states"))
        if site.sort is not Sort.COUNTRY and (hint := hints.get(site.country or "", 0.0)):
            told.append((hint, f"{site.country} by the report's words" if hint >= 0.5 else ""))
        if t.country and site.country == t.country and site.sort is not Sort.COUNTRY:
            told.append((4.0, f"of {t.country} by the words before it"))
        if (holder := next((c for c in self.containers(t) if inside(site, c)), None)) is not None:
            told.append((6.0, f"in {holder.name}, named beside it"))
        elif site.sort is Sort.CITY and site.population < _SMALL and any(_outranks(s) for s in sites):
            told.append((_OUTRANKED, ""))
        return told


def _outranks(site: Site) -> bool:
    """Whether a name is a state's or a world region's first, and a small town's only where the words say so."""
    return site.sort is Sort.COUNTRY or (site.sort is Sort.REGION and site.feature in ("continent", "region", "sea"))


def _seat(division: Site, site: Site) -> bool:
    """Whether a place is a town of the same name in a division."""
    return site.sort is Sort.CITY and (site.country, site.admin1) == (division.country, division.admin1) and site.main


def inside(site: Site, holder: Site) -> bool:
    """Whether a place lies in another, by their divisions."""
    county = site.sort is Sort.ADMIN2 and not site.main  # "Washington" for its counties: not by a state's name alone
    if site.row == holder.row or site.country != holder.country or county:
        return False
    match holder.sort:
        case Sort.COUNTRY:
            return site.sort is not Sort.COUNTRY
        case Sort.ADMIN1 if site.row < 0:  # regions.csv names no divisions
            return abs(site.lat - holder.lat) < 6 and abs(site.lon - holder.lon) < 8
        case Sort.ADMIN1:
            return site.admin1 == holder.admin1 and site.sort is not Sort.ADMIN1
        case Sort.ADMIN2:
            return (site.admin1, site.admin2) == (holder.admin1, holder.admin2) and site.sort is Sort.CITY
    return False
