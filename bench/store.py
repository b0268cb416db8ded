"""How fast the store takes records in and gives them back, and how much room they take.

    python -m bench.store [--records 100000] [--postgres URL] [--keep FILE] [--json]

Reports are made up: 20 records each, 3,000 letters of text, dates over a year, the same seed on every run. Times are for
the store alone: reading the reports is not part of them. With --postgres the same is done in that database, which must
hold no store yet.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from sqlalchemy import create_engine, text

from bench.store_reports import STATES, YEAR, readings
from dragoman.errors import DragomanError
from dragoman.keeping.store import Store
from dragoman.model.living import Told
from dragoman.model.records import Event, Reading, Status
from dragoman.store.database import Database
from dragoman.store.values import ALL_EVENTS, EventFilter

BATCH = 50  # reports a transaction
QUESTIONS = 200
SHOWN = 50  # events a question
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one store; times in milliseconds but for those in seconds."""

    store: str
    records: int
    reports: int
    add_records_a_second: float
    known_reports_a_second: float
    bytes_a_record: float
    filter_p50_ms: float
    filter_p95_ms: float
    filter_slowest_ms: float
    told_year_s: float
    told_30000_s: float
    picture_drawn_s: float
    picture_kept_s: float
    ties_s: float
    check_s: float


def fill(database: Database, records: int) -> float:
    """Add made-up reports with that many records; returns the seconds that the store took, in which none were made."""
    took, batch = 0.0, list[Reading]()
    for reading in [*readings(records), None]:
        if reading is not None:
            batch.append(reading)
        if len(batch) >= BATCH or reading is None:
            began = perf_counter()
            with database.write() as writer:
                for one in batch:
                    writer.add(one)
                writer.put_blocks({event.id: _blocks(event) for one in batch for event in one.events})
            took += perf_counter() - began
            batch.clear()
    return took


def _blocks(event: Event) -> list[str]:
    """Some of what events have in common, about as many as the stories need."""
    parties = [ref.id for ref in (*event.actors, *event.recipients)]
    return [f"{event.type}|{one}" for one in (*parties, event.where and event.where.name, event.id) if one]


def questions(seed: int = 7) -> Iterator[EventFilter]:
    """Filters such as people set, in all sorts."""
    chance = random.Random(seed)
    kinds: list[Callable[[], EventFilter]] = [
        lambda: EventFilter(actors=(f"state:{chance.choice(STATES)}",)),
        lambda: EventFilter(actors=tuple(f"state:{iso}" for iso in chance.sample(STATES, 2))),
        lambda: EventFilter(types=(chance.choice(("CONSULT", "ASSAULT", "AGREE", "SANCTION")),)),
        lambda: EventFilter(countries=(chance.choice(STATES),), since=_day(chance), newest_first=True),
        lambda: EventFilter(statuses=(Status.PLANNED, Status.POSTPONED), since=_day(chance), dated_only=True),
        lambda: EventFilter(text=chance.choice(("ceasefire", '"foreign minister" talks', "Nagorno-Karabakh", "the"))),
        lambda: EventFilter(speakers=(f"state:{chance.choice(STATES)}",), types=("CONSULT", "ACCUSE")),
        lambda: EventFilter(told_since=_day(chance), told_until=_day(chance), modes=("visit",)),
        lambda: EventFilter(
            actors=(f"state:{chance.choice(STATES)}",), types=("ASSAULT",), text="shelling", newest_first=True
        ),
    ]
    for number in range(QUESTIONS):
        yield replace(kinds[number % len(kinds)](), limit=SHOWN)


def _day(chance: random.Random) -> date:
    return YEAR + timedelta(days=chance.randrange(365))


def measure(database: Database, where: str | Path, records: int) -> Figures:
    """Fill a store and ask it."""
    took = fill(database, records)
    known = list(readings(min(records, 2000)))
    again, _ = timed(lambda: _add(database, known))
    waits = [timed(lambda wanted=wanted: database.events(wanted))[0] for wanted in questions()]  # type: ignore[misc]
    whole, told = timed(lambda: list[Told](database.told(ALL_EVENTS)))
    some, _ = timed(lambda: list(database.told(EventFilter(limit=30_000))))
    store = Store(database)
    _ = store.book  # loaded once, for all pictures
    drawn, first = timed(store.picture)
    kept, second = timed(store.picture)
    if first != second:
        raise DragomanError("the picture that was kept is another than the one that was drawn")
    counts = database.counts()
    checked, trouble = timed(database.check)
    if trouble or len(told) != counts.events:
        raise DragomanError(f"the store is not sound: {trouble or 'events are missing'}")
    return Figures(
        store="PostgreSQL" if database.path is None else "SQLite",
        records=counts.events,
        reports=counts.reports,
        add_records_a_second=counts.events / took,
        known_reports_a_second=len(known) / again,
        bytes_a_record=size(where) / counts.events,
        filter_p50_ms=1000 * statistics.median(waits),
        filter_p95_ms=1000 * statistics.quantiles(waits, n=20)[-1],
        filter_slowest_ms=1000 * max(waits),
        told_year_s=whole,
        told_30000_s=some,
        picture_drawn_s=drawn,
        picture_kept_s=kept,
        ties_s=timed(database.ties)[0],
        check_s=checked,
    )


def _add(database: Database, known: list[Reading]) -> None:
    with database.write() as writer:
        for reading in known:
            writer.add(reading)


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that a piece of work took, and what it gave."""
    began = perf_counter()
    result = work()
    return perf_counter() - began, result


def size(where: str | Path) -> float:
    """Bytes on disk, log and indexes too."""
    if isinstance(where, Path):
        return sum(path.stat().st_size for path in where.parent.glob(f"{where.name}*"))
    engine = create_engine(where)
    try:
        with engine.connect() as connection:
            return float(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    finally:
        engine.dispose()


def table(figures: list[Figures]) -> str:
    """The figures for people, one a line."""
    rows = [asdict(one) for one in figures]
    lines = []
    for name in rows[0]:
        values = [
            f"{row[name]:,.3f}" if name.endswith("_s") else f"{row[name]:,.0f}" if name != "store" else row[name]
            for row in rows
        ]
        lines.append(f"{name:24}" + "".join(f"{value:>14}" for value in values))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000, help="how many records to make up (default 100000)")
    parser.add_argument("--postgres", metavar="URL", help="measure this empty database as well")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the SQLite store here")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args()
    figures = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for where in [args.keep or folder / "store.db", *([args.postgres] if args.postgres else [])]:
            try:
                with Database.open(where, create=True) as database:
                    if database.counts().reports:
                        parser.exit(1, f"bench.store: {where} is in use; name an empty place\n")
                    figures.append(measure(database, where, args.records))
            except DragomanError as error:
                parser.exit(1, f"bench.store: {error}\n")
    print(json.dumps([asdict(one) for one in figures]) if args.json else table(figures))


if __name__ == "__main__":
    main()
