"""The places that are known: GeoNames in one compressed file, and the regions, seas and variants that people edit.

`load_gazetteer` reads `places/gazetteer.npz` (made by scripts/build_gazetteer.py) once, when the first place is asked
for: a quarter of a million places in some 60 MB of memory. `lookup` gives all places of a name; which one is meant is
the work of `resolve`. Places of fewer than 500 inhabitants, streets and buildings are not here.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

import numpy as np

from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.knowledge.place_names import bare_key, place_key

FOLDER = ROOT / "places"
MOST = 80  # candidates of one name; the most populous are kept
_MAIN = 1 << 31  # flag of a row in the index: the name is the place's main name
_REGIONS = ("name", "aliases", "country", "kind", "lat", "lon", "note")
_VARIANTS = ("variant", "usual", "country", "geonames", "note")
_ABBREVIATIONS = ("short", "name", "country", "alone", "note")


class Sort(StrEnum):
    """What a place is, as far as choosing between places of one name needs it."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    CITY = "city"
    REGION = "region"
    POINT = "point"


_SORTS = (Sort.COUNTRY, Sort.ADMIN1, Sort.ADMIN2, Sort.CITY)
# Kinds of regions.csv that are a point, not an area.
_POINTS = frozenset({"base", "camp", "site", "plant", "crossing", "airport", "quarter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place of the gazetteer; `main` says whether it was asked for by its main name."""

    row: int
    name: str
    sort: Sort
    feature: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    population: int = 0
    geonames_id: int | None = None
    main: bool = True
    capital: bool = False


class Gazetteer:
    """Finds places by name."""

    def __init__(self) -> None:
        """Load the files."""
        with np.load(FOLDER / "gazetteer.npz") as file:
            self._a = {name: file[name] for name in file.files}
        self._names: bytes = self._a.pop("names").tobytes()
        self._name_ends = _ends(self._names)
        self._keys: bytes = self._a.pop("keys").tobytes()
        self._key_ends = _ends(self._keys)
        self._row_ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(self._a.pop("counts"), dtype=np.int64)])
        self._countries = self._a.pop("countries").tobytes().decode().split("\n")
        self._regions = _read_regions()
        self._variants = _read_variants()
        self.short = _read_abbreviations()
        self._country_rows = {
            self._countries[self._a["country"][i]]: int(i) for i in np.flatnonzero(self._a["kind"] == 0)
        }
        self.lookup = lru_cache(maxsize=8192)(self._lookup)
        self.extent = lru_cache(maxsize=256)(self._extent)

    def country(self, iso3: str) -> Site | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        row = self._country_rows.get(iso3)
        return self._site(row, main=True) if row is not None else None

    def _extent(self, iso3: str) -> tuple[float, float] | None:
        """Half of a country's height and width in degrees, by nine tenths of its places."""
        if iso3 not in self._countries:
            return None
        inside = (self._a["country"] == self._countries.index(iso3)) & (self._a["kind"] == 3)
        if inside.sum() < 5:
            return None
        low_lat, high_lat = np.percentile(self._a["lat"][inside], (5, 95)) / 1000
        low_lon, high_lon = np.percentile(self._a["lon"][inside], (5, 95)) / 1000
        return float(high_lat - low_lat) / 2, float(high_lon - low_lon) / 2

    def _lookup(self, name: str) -> tuple[Site, ...]:
        """All places of a name, the most populous of each sort first."""
        key = place_key(name)
        found = [*self._regions.get(key, ()), *self._rows(key)]
        for variant in self._variants.get(key, ()):
            found = self._with_variant(found, variant)
        if not found and (bare := bare_key(key)) != key:
            found = [*self._regions.get(bare, ()), *self._rows(bare)]
        return tuple(found[:MOST])

    def _with_variant(self, found: list[Site], variant: Variant) -> list[Site]:
        """What was found by the name itself, and the places of which it is a variant as if by their main name."""
        named = [s for s in self._rows(variant.key) if s.country == variant.country and s.sort is not Sort.ADMIN1]
        most = max((s.population for s in named), default=0)
        meant = [replace(s, main=True) for s in named if s.population >= most / 5]
        rows = {s.row for s in meant}
        return [*meant, *(s for s in found if s.row not in rows)]

    def known(self, name: str) -> bool:
        """Whether any place has this name."""
        return bool(self.lookup(name))

    def usual(self, name: str, country: str | None) -> str | None:
        """The usual name for a variant of variants.csv, else None."""
        return next((v.usual for v in self._variants.get(place_key(name), ()) if v.country == country), None)

    def _rows(self, key: str) -> list[Site]:
        wanted = key.encode()
        n = len(self._key_ends)
        at = bisect_left(range(n), wanted, key=self._key)
        if at == n or self._key(at) != wanted:
            return []
        rows = self._a["rows"][self._row_ends[at] : self._row_ends[at + 1]]
        if len(rows) > MOST:
            people = self._a["population"][rows & (_MAIN - 1)]
            rows = rows[np.argsort(people)[::-1][:MOST]]
        sites = [self._site(int(r) & (_MAIN - 1), main=bool(int(r) & _MAIN)) for r in rows]
        return sorted(sites, key=lambda s: -s.population)

    def _key(self, i: int) -> bytes:
        return self._keys[self._key_ends[i - 1] + 1 if i else 0 : self._key_ends[i]]

    def _name(self, row: int) -> str:
        return self._names[self._name_ends[row - 1] + 1 if row else 0 : self._name_ends[row]].decode()

    def _site(self, row: int, *, main: bool) -> Site:
        a = self._a
        first, second = int(a["admin1"][row]), int(a["admin2"][row])
        sort = _SORTS[a["kind"][row]]
        return Site(
            row=row, name=self._name(row), sort=sort, feature=sort.value, country=self._countries[a["country"][row]],
            admin1=self._name(first) if first >= 0 else None, admin2=self._name(second) if second >= 0 else None,
            lat=int(a["lat"][row]) / 1000, lon=int(a["lon"][row]) / 1000, population=int(a["population"][row]),
            geonames_id=int(a["ids"][row]) or None, main=main, capital=bool(a["capital"][row]),
        )  # fmt: skip


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, loaded when first asked for."""
    return Gazetteer()


def _ends(blob: bytes) -> list[int]:
    return [*np.flatnonzero(np.frombuffer(blob, np.uint8) == 10).tolist(), len(blob)]


def _degrees(row: Row, column: str, most: int) -> float:
    try:
        value = float(row[column])
    except ValueError:
        raise row.error(f"{column} is {row[column]!r}; write degrees, as in 36.2") from None
    if abs(value) > most:
        raise row.error(f"{column} is {value}; it must lie between -{most} and {most}")
    return value


def _read_regions() -> dict[str, list[Site]]:
    """Regions by key; their rows count down from -1, so that they differ from those of GeoNames."""
    out: dict[str, list[Site]] = {}
    for number, row in enumerate(read_rows(FOLDER / "regions.csv", _REGIONS), 1):
        site = Site(
            row=-number, name=row["name"], sort=Sort.POINT if row["kind"] in _POINTS else Sort.REGION,
            feature=row["kind"], country=row["country"] or None, admin1=None, admin2=None,
            lat=_degrees(row, "lat", 90), lon=_degrees(row, "lon", 180),
        )  # fmt: skip
        for name in (row["name"], *row.list("aliases")):
            out.setdefault(place_key(name), []).append(site)
    return out


@dataclass(frozen=True, slots=True)
class Variant:
    """Another name of a place: the usual one, its country, and the key that the gazetteer has it by."""

    usual: str
    country: str
    key: str


def _read_variants() -> dict[str, list[Variant]]:
    out: dict[str, list[Variant]] = {}
    for row in read_rows(FOLDER / "variants.csv", _VARIANTS):
        variant = Variant(row["usual"], row["country"], place_key(row["geonames"] or row["usual"]))
        out.setdefault(place_key(row["variant"]), []).append(variant)
    return out


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A shortened name of a division; `alone` says whether it also stands without the place that lies in it."""

    name: str
    country: str
    alone: bool


def _read_abbreviations() -> dict[str, Abbreviation]:
    rows = read_rows(FOLDER / "abbreviations.csv", _ABBREVIATIONS)
    return {r["short"]: Abbreviation(r["name"], r["country"], r["alone"] == "yes") for r in rows}
