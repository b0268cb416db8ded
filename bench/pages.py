"""How long pages take at the server when warm, and what a browser loads for the first paint of each.

python -m bench.pages --store FILE [--as-of DAY] [--rounds N]; without --store, one of --records made-up records is made first.
First paint is the page with the style sheet and the icon as sent, pictures left out, which load when they are scrolled to.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import count, pairwise
from pathlib import Path
from time import perf_counter

from starlette.testclient import TestClient

from bench.store import fill
from dragoman.errors import DragomanError
from dragoman.store.database import Database
from dragoman.store.values import FIRST_EVENTS
from dragoman.web.app import STATIC, make_app
from dragoman.web.cache import Remembering

_NUMBERS = count()
HERE = "http://127.0.0.1"
FIRST = sum((STATIC / name).stat().st_size for name in ("site.css", "icon.svg"))


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one page: milliseconds, and kilobytes of the first paint."""

    page: str
    cold_ms: float
    p50_ms: float
    p95_ms: float
    first_paint_kb: float


def addresses(store: Remembering, day: str) -> Iterator[tuple[str, list[str]]]:
    """Each page with addresses of it; several where a reader goes from one to the next."""
    picture = store.picture(day)
    events = store.database.events(FIRST_EVENTS)
    busy = sorted(store.snapshot.actors.values(), key=lambda k: -len(k.stories))
    states = sorted(store.snapshot.states, key=lambda s: -len(store.snapshot.states[s]))[:12]
    asked = f"?as_of={day}"
    for name in (
        "today",
        "agenda",
        "conflicts",
        "ceasefires",
        "frictions",
        "actors",
        "map",
        "network",
        "sources",
        "reports",
        "about",
    ):
        yield name, [f"/{name}{asked}"]
    yield (
        "conflict",
        [f"/conflict/{c.what.place}{asked}" for c in picture.conflicts[:10]]
        or [f"/conflict/{s}{asked}" for s in states[:10]],
    )
    if picture.ceasefires:
        yield "ceasefire", [f"/ceasefire/{c.id}{asked}" for c in picture.ceasefires[:10]]
    yield "meeting", [f"/life/{m.id}{asked}" for m in picture.agenda[:20]]
    yield "actor", [f"/actor/{k.ref.id}{asked}" for k in busy[:10]] + [f"/actor/{s}{asked}" for s in states[:10]]
    yield "dyad", [f"/dyad/{one}/{other}{asked}" for one, other in pairwise(states)]
    yield "event", [f"/event/{e.event.id}" for e in events[:30]]
    yield "story", [f"/story/{e.story}" for e in events[:30]]
    yield "report", [f"/report/{e.report}" for e in events[:60:2]]
    words = ("ceasefire", '"foreign minister"', "talks", "Nagorno-Karabakh", "sanctions banks")
    filters = (
        "type=CONSULT",
        "status=planned",
        f"place={states[0]}",
        f"actor={busy[0].ref.id}",
        f"speaker={busy[-1].ref.id}",
    )
    yield "search", [f"/search?q={w}" for w in words] + [f"/search?{f}" for f in filters] + ["/search"]


def measure(client: TestClient, name: str, paths: list[str], rounds: int) -> Figures:
    """The times of one page over all its addresses, each asked once before, and then as often as there are rounds."""
    cold = max(_timed(client, path)[0] for path in paths)
    times, sizes = [], []
    for _ in range(rounds):
        for path in paths:
            took, size = _timed(client, path)
            times.append(took)
            sizes.append(size)
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return Figures(name, cold, statistics.median(times), p95, (max(sizes) + FIRST) / 1000)


def _timed(client: TestClient, path: str) -> tuple[float, int]:
    """One request, with a parameter that no page looks at, so that the page is made and not sent again as it was."""
    asked = f"{path}{'&' if '?' in path else '?'}again={next(_NUMBERS)}"
    began = perf_counter()
    answer = client.get(asked)
    took = 1000 * (perf_counter() - began)
    if answer.status_code != 200:
        raise DragomanError(f"{path} is answered with {answer.status_code}")
    return took, len(answer.content)


def table(figures: list[Figures]) -> str:
    """The figures for people."""
    lines = [f"{'page':12}{'cold ms':>10}{'p50 ms':>9}{'p95 ms':>9}{'first paint kB':>16}"]
    lines += [f"{f.page:12}{f.cold_ms:10.0f}{f.p50_ms:9.1f}{f.p95_ms:9.1f}{f.first_paint_kb:16.1f}" for f in figures]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, metavar="FILE", help="the store to show")
    parser.add_argument(
        "--records", type=int, default=100_000, help="how many records to make up without --store (default 100000)"
    )
    parser.add_argument("--as-of", metavar="DAY", help="the day of the picture; that of the newest report, if none")
    parser.add_argument("--rounds", type=int, default=20, help="how often each address is asked (default 20)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args()
    with ExitStack() as stack:
        where = args.store
        if where is None:
            where = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "store.db"
            with Database.open(where, create=True) as database:
                fill(database, args.records)
        app = make_app(where)
        client = stack.enter_context(TestClient(app, base_url=HERE))
        store: Remembering = app.state.store
        day = args.as_of or store.day(None).isoformat()
        figures = [measure(client, name, paths, args.rounds) for name, paths in addresses(store, day) if paths]
    print(json.dumps([asdict(f) for f in figures]) if args.json else table(figures))


if __name__ == "__main__":
    main()
