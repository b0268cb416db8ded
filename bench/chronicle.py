"""The living picture end to end: reports of many days through the reader into a store, and its pictures against pictures written by hand.

    python -m bench.chronicle [--half dev|held|all] [--show] [--json] [--from DIR] [--cache DIR]

DIR (examples/chronicle) holds reports in folders and expected/YYYY-MM-DD.toml; its README tells how those were made. For each day and
part it prints precision, recall and F1 by item, then the sums of each half. A picture of a day is made of all reports up to it.
`--show` lists what the dev half missed and found beside; the held half is there to be counted, not to be looked at. What is kept in
the cache is the model's analysis; records and pictures are made anew on each run.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from bench.cached import analysed
from bench.chronicle_scores import (
    PARTS,
    Expected,
    Outcome,
    WantedBacking,
    WantedFriction,
    WantedMeeting,
    WantedSide,
    WantedTruce,
    compare,
    days,
)  # fmt: skip
from bench.scoring import Count
from dragoman.errors import DragomanError
from dragoman.intake.files import read_file
from dragoman.keeping.store import BATCH, Store
from dragoman.model.living import Backing, Life, LivingPicture
from dragoman.model.records import Ceasefire, Friction, Meeting, Reading, Ref, Side
from dragoman.model.report import Report
from dragoman.pipeline import Reader

CHRONICLE = Path(__file__).parent.parent / "examples" / "chronicle"
CACHE = Path(gettempdir()) / "dragoman-chronicle"
HALVES = ("dev", "held")
REFUSAL = "--show lists the dev half only: what the held half gets wrong must not be known to those who mend the rules"


def reports(root: Path) -> list[Report]:
    """All reports of a chronicle, in the order of their paths.

    Raises:
        DragomanError: a report can't be read.
    """
    found: list[Report] = []
    for path in sorted(root.glob("*/*.txt")):
        for item in read_file(path):
            if isinstance(item, DragomanError):
                raise item
            found.append(item)
    return found


def expectations(root: Path) -> list[Expected]:
    """The pictures written by hand, by day."""
    return [expected(tomllib.loads(p.read_text(encoding="utf-8"))) for p in sorted((root / "expected").glob("*.toml"))]


def expected(data: Mapping[str, object]) -> Expected:
    """A picture written by hand, from its TOML.

    Raises:
        ValueError: the half or the day is none.
    """
    as_of, half = data.get("as_of"), data.get("half")
    if not isinstance(as_of, date) or half not in HALVES:
        raise ValueError(f"as_of = {as_of!r}, half = {half!r}: need a day such as 2020-06-14 and one of {HALVES}")
    return Expected(
        as_of=as_of,
        half=str(half),
        storyline=str(data["storyline"]),
        agenda=tuple(
            WantedMeeting(
                visitors=_texts(row, "visitors"), host=str(row["host"]), when=_texts(row, "when"), state=_texts(row, "state"),
                optional=_optional(row),
            )
            for row in _rows(data, "agenda")
        ),
        ceasefires=tuple(
            WantedTruce(
                place=_texts(row, "place"), parties=_texts(row, "parties"), status=_texts(row, "status"), optional=_optional(row)
            )
            for row in _rows(data, "ceasefires")
        ),
        sides=tuple(
            WantedSide(
                place=_texts(row, "place"), of=_texts(row, "of"), backed_by=_texts(row, "backed_by"),
                perhaps=_texts(row, "perhaps"), optional=_optional(row),
            )
            for row in _rows(data, "sides")
        ),
        frictions=tuple(
            WantedFriction(
                pair=(_texts(row, "pair")[0], _texts(row, "pair")[1]), places=_texts(row, "places"), optional=_optional(row)
            )
            for row in _rows(data, "frictions")
        ),
    )  # fmt: skip


def _rows(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    rows = data.get(name, [])
    return rows if isinstance(rows, list) else []


def _texts(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    values = row.get(name, [])
    return tuple(str(value) for value in values) if isinstance(values, list) else (str(values),)


def _optional(row: Mapping[str, object]) -> bool:
    return row.get("optional", False) is True


def pictures(readings: Sequence[Reading], days: Iterable[date]) -> Iterator[LivingPicture]:
    """The picture of each day, in order, of a store that has got the reports published by then, and no later ones."""
    waiting = sorted((r for r in readings if r.report.published is not None), key=_published)
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "store.db", create=True) as store:
        for day in days:
            due = [r for r in waiting if _published(r).date() <= day]
            for at in range(0, len(due), BATCH):
                store.keep(due[at : at + BATCH])
            waiting = waiting[len(due) :]
            yield store.picture(day)


def _published(reading: Reading) -> datetime:
    assert reading.report.published is not None
    return reading.report.published.replace(tzinfo=None)


def totals(results: Iterable[Mapping[str, Outcome]]) -> dict[str, Count]:
    """Sums over some days: each part, and all items."""
    sums = {part: Count() for part in (*PARTS, "all")}
    for result in results:
        for part, outcome in result.items():
            for name in (part, "all"):
                sums[name].add(outcome.count.right, outcome.count.found, outcome.count.wanted)
    return sums


def line(name: str, counts: Mapping[str, Count]) -> str:
    """A row of the table: precision, recall and F1 of each part; a dash where nothing is wanted or found."""
    cells = [f"{c.precision:.2f} {c.recall:.2f} {c.f1:.3f}" if c.found or c.wanted else "-" for c in counts.values()]
    return f"{name:16}" + "".join(f"{cell:>18}" for cell in cells)


def told_short(item: object) -> str:
    """An item that was found, on one line; those that were wanted tell themselves."""
    match item:
        case Life(what=Meeting() as m, state=state):
            host = _names([m.host]) if m.host else "nobody"
            return f"{_names(m.visitors)} -> {host}, {days(m.when)}, {state}"
        case Life(what=Ceasefire() as c):
            return f"{c.where.country if c.where else None} {c.where.name if c.where else ''}: {_names(c.parties)}, {c.status}"
        case (str() as place, Side() as side):
            return f"{place}: {_names(side.of)}"
        case Backing() as b:
            return f"{b.conflict}: {_names([b.backer])} -> {_names([b.backed])}"
        case Friction() as f:
            return f"{_names(f.pair)}: {', '.join(f.opposed_in)}"
        case WantedBacking() as w:
            return f"{'/'.join(w.side.place)}: {w.backer} -> {w.side.of[0]}"
    return str(item)


def _names(refs: Iterable[Ref]) -> str:
    return ", ".join(f"{ref.name} [{ref.id or ref.country}]" for ref in refs)


def show(day: Expected, result: Mapping[str, Outcome]) -> None:
    """Print what a day missed and found beside."""
    for part, outcome in result.items():
        for word, items in (("missed", outcome.missed), ("beside", outcome.extra)):
            for item in items:
                print(f"  {day.as_of} {part:11} {word} {told_short(item)}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=(*HALVES, "all"), default="all")
    parser.add_argument("--show", action="store_true", help="list what the dev half missed and found beside")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--from", dest="root", type=Path, default=CHRONICLE, metavar="DIR")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where analysed reports are kept between runs")
    options = parser.parse_args()
    if options.show and options.half == "held":
        parser.error(REFUSAL)
    reader = Reader.load()
    readings = [reader.read_document(analysed(report, options.cache)) for report in reports(options.root)]
    wanted = [e for e in expectations(options.root) if options.half in (e.half, "all")]
    wanted.sort(key=lambda e: e.as_of)
    drawn = pictures(readings, [e.as_of for e in wanted])
    results = [(e, compare(e, picture)) for e, picture in zip(wanted, drawn, strict=True)]
    sums = {half: totals(r for e, r in results if e.half == half) for half in HALVES if options.half in (half, "all")}
    if options.json:
        print(json.dumps({h: {p: round(c.f1, 4) for p, c in counts.items()} for h, counts in sums.items()}))
        return
    print(f"{'':16}" + "".join(f"{part:>18}" for part in (*PARTS, "all")))
    for e, result in results:
        print(line(f"{e.as_of} {e.half}", totals([result])))
    for half, counts in sums.items():
        print(line(half, counts))
    if options.show:
        for e, result in results:
            if e.half == "dev":
                show(e, result)


if __name__ == "__main__":
    main()
