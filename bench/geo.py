"""Places: finding them, and saying where they are, on the LGL corpus (local news) or another in its format.

    python -m bench.geo --data FILE.jsonl [--json] [--show N] [--first N] [--skip N] [--cache FOLDER]

Reports recognition (exact spans), resolution of the gold spans (share within 161 km, mean error, share of countries
right), and both together. Gold toponyms without a point are left out of resolution, as is usual. A name that is not
resolved counts as wrong within 161 km, and not in the mean error. With --cache, analysed documents are kept as pickles.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.cached import analysed
from dragoman.intake.plain import read_plain
from dragoman.knowledge.actors import ActorBook, load_actors
from dragoman.mentions.names import lexis_of, with_known_names
from dragoman.model.document import Document
from dragoman.model.span import Span
from dragoman.resolve.places import PlaceResolver, Resolution

NEAR_KM = 161
_NAMES = {  # countries that the corpus calls otherwise than the book of actors
    "palestinian territory": "PSE", "aland islands": "ALA", "serbia and montenegro": "SRB",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gold:
    """One toponym of the corpus; no point where the annotators found none."""

    span: Span
    name: str
    lat: float | None
    lon: float | None
    country: str | None


@dataclass(slots=True)
class Tally:
    """What is counted over the documents."""

    found: int = 0
    gold: int = 0
    same: int = 0
    demonyms: int = 0  # gold toponyms that are adjectives or peoples of a state
    same_demonyms: int = 0
    asked: int = 0
    near: int = 0
    answered: int = 0
    km: float = 0.0
    countries: int = 0
    countries_right: int = 0
    end_to_end: int = 0
    placed: int = 0
    seconds: float = 0.0


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points on the globe."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def gold_of(row: dict[str, Any]) -> list[Gold]:
    return [
        Gold(Span(t["start"], t["end"]), t["name"], t.get("lat"), t.get("lon"), t.get("country"))
        for t in row["toponyms"]
    ]


def documents(rows: list[dict[str, Any]], cache: Path | None) -> Iterator[Document]:
    """Analysed documents, one after another."""
    for row in rows:
        yield analysed(read_plain(row["text"], row.get("url") or row["doc"]), cache)


def score(gold: Gold, found: Resolution | None) -> float | None:
    """Kilometres from the gold point, None where there is no answer."""
    if found is None or found.place.lat is None or found.place.lon is None or gold.lat is None or gold.lon is None:
        return None
    return distance(gold.lat, gold.lon, found.place.lat, found.place.lon)


def count(tally: Tally, document: Document, golds: list[Gold], book: ActorBook, show: list[str]) -> None:
    """Add one document to the tally."""
    own = PlaceResolver(document, book)
    began = perf_counter()
    spans = own.found()
    answers = {span: own.resolve(span) for span in spans}
    tally.seconds += perf_counter() - began
    with_gold = PlaceResolver(document, book, spans=[g.span for g in golds])
    tally.found += len(spans)
    tally.gold += len(golds)
    tally.placed += sum(r.site is not None for r in answers.values())
    for g in golds:
        demonym = g.name.lower() in book.adjectives or g.name.lower() in book.people
        tally.same += g.span in answers
        tally.demonyms += demonym
        tally.same_demonyms += demonym and g.span in answers
        if g.lat is None:
            continue
        found = with_gold.resolve(g.span)
        km = score(g, found)
        tally.asked += 1
        tally.near += km is not None and km <= NEAR_KM
        if km is not None:
            tally.answered, tally.km = tally.answered + 1, tally.km + km
        wanted = country_of(g, book)
        tally.countries += wanted is not None
        tally.countries_right += wanted is not None and found.place.country == wanted
        whole = score(g, answers.get(g.span))
        tally.end_to_end += whole is not None and whole <= NEAR_KM
        if km is None or km > NEAR_KM:
            where = f"{km:.0f} km" if km is not None else "unknown"
            show.append(f"{document.report.source}: {g.name} ({g.country} {g.lat},{g.lon}): {where}: {found.why}")


def country_of(gold: Gold, book: ActorBook) -> str | None:
    if gold.country is None:
        return None
    states = [a for a in book.find(gold.country) if a.id.startswith("state:")]
    return states[0].country if states else _NAMES.get(gold.country.lower())


def figures(t: Tally) -> dict[str, float]:
    """The tally as figures between 0 and 1, kilometres and counts."""

    def f1(same: int, found: int, gold: int) -> float:
        return 2 * same / max(1, found + gold)

    plain = t.gold - t.demonyms
    return {
        "toponyms": t.gold,
        "recognition_precision": t.same / max(1, t.found),
        "recognition_recall": t.same / max(1, t.gold),
        "recognition_f1": f1(t.same, t.found, t.gold),
        "recognition_f1_without_demonyms": f1(t.same - t.same_demonyms, t.found - t.same_demonyms, plain),
        "resolved_of_gold": t.asked,
        "accuracy_161km": t.near / max(1, t.asked),
        "answered": t.answered / max(1, t.asked),
        "mean_km_of_answered": t.km / max(1, t.answered),
        "country_accuracy": t.countries_right / max(1, t.countries),
        "end_to_end_precision": t.end_to_end / max(1, t.placed),
        "end_to_end_recall": t.end_to_end / max(1, t.asked),
        "end_to_end_f1": f1(t.end_to_end, t.placed, t.asked),
        "ms_a_document": 1000 * t.seconds,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong places")
    parser.add_argument("--first", type=int, help="only so many documents, after those skipped")
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.data.read_text(encoding="utf-8").split("\n") if line.strip()]
    stop = None if arguments.first is None else arguments.skip + arguments.first
    rows = rows[arguments.skip : stop]
    book = load_actors()
    lexis = lexis_of(book)
    tally, wrong = Tally(), list[str]()
    for row, document in zip(rows, documents(rows, arguments.cache), strict=True):
        count(tally, with_known_names(document, book, lexis), gold_of(row), book, wrong)
    out = {**figures(tally), "documents": len(rows)}
    out["ms_a_document"] = out["ms_a_document"] / max(1, len(rows))
    if arguments.json:
        print(json.dumps({k: round(v, 4) for k, v in out.items()}))
    else:
        for line in wrong[: arguments.show]:
            print(line)
        for name, value in out.items():
            print(f"{name:36} {value:10.3f}" if isinstance(value, float) else f"{name:36} {value:10}")


if __name__ == "__main__":
    main()
