"""How the server bears many readers at once while reports are being added.

    python -m bench.load --store FILE [--readers 50] [--seconds 30] [--think SECONDS] [--pages] [--json]

The server is started as `dragoman serve` starts it, on a copy of the store, so that nothing is added to yours. Each reader asks
one question after another, as fast as they are answered or with pauses to think, chosen by chance from a mix of addresses (with
--pages also the pages for people). Meanwhile another process keeps made-up reports, a few every second. `bench.store --keep FILE`
makes a large store. Times are from the asking to the last byte; each address was asked once before. All but 200 is an error.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO

import httpx

from bench.store_reports import RECORDS, STATES, readings
from dragoman.errors import DragomanError
from dragoman.keeping.store import Store

BATCH, PAUSE = 3, 1.0  # reports kept at a time by the writer, and the seconds between
START = 120.0  # seconds that the server may take to begin
WORDS = ("ceasefire", "talks", "prisoners", "shelling", "visit")
Ask = Callable[[random.Random], str]
API: dict[str, tuple[int, Ask]] = {
    "events": (6, lambda c: f"/api/v1/events?place={c.choice(STATES)}&limit=50"),
    "events of two": (
        3,
        lambda c: "/api/v1/events?limit=50&" + "&".join(f"actor=state:{s}" for s in c.sample(STATES, 2)),
    ),
    "search": (3, lambda c: f"/api/v1/search?text={c.choice(WORDS)}&limit=20"),
    "agenda": (4, lambda c: f"/api/v1/agenda?place={c.choice(STATES)}"),
    "picture of a conflict": (2, lambda c: f"/api/v1/picture?conflict={c.choice(STATES)}"),
    "ceasefires": (2, lambda _: "/api/v1/ceasefires"),
    "who backs": (2, lambda _: "/api/v1/who-backs"),
    "frictions": (1, lambda _: "/api/v1/frictions"),
    "actor": (3, lambda c: f"/api/v1/actors/{c.choice(STATES)}"),
    "dyad": (2, lambda c: "/api/v1/dyad?by=month&one={}&other={}".format(*c.sample(STATES, 2))),
    "timeline": (2, lambda c: f"/api/v1/timeline?one={c.choice(STATES)}&limit=50"),
    "reports": (2, lambda c: f"/api/v1/reports?limit=50&after={c.randrange(1000)}"),
    "counts": (1, lambda _: "/api/v1/counts"),
    "calendar": (1, lambda c: f"/agenda.ics?place={c.choice(STATES)}"),
}
PAGES: dict[str, tuple[int, Ask]] = {
    "page: today": (4, lambda _: "/today"),
    "page: agenda": (2, lambda c: f"/agenda?place={c.choice(STATES)}"),
    "page: ceasefires": (1, lambda _: "/ceasefires"),
    "page: actor": (2, lambda c: f"/actor/state:{c.choice(STATES)}"),
    "page: search": (2, lambda c: f"/search?q={c.choice(WORDS)}"),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one address; times in milliseconds."""

    address: str
    requests: int
    errors: int
    p50_ms: float
    p95_ms: float
    slowest_ms: float


@dataclass(slots=True)
class Tally:
    """What readers saw of each address, and what went wrong, in words."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def took(self, name: str, seconds: float) -> None:
        """Note an answer."""
        self.waits.setdefault(name, []).append(1000 * seconds)

    def failed(self, name: str, said: str) -> None:
        """Note an error."""
        self.wrong.setdefault(name, []).append(said)

    def figures(self) -> list[Figures]:
        """What was measured of each address."""
        return [
            _figures(name, self.waits.get(name, []), len(self.wrong.get(name, ())))
            for name in sorted(self.waits | self.wrong)
        ]


def _figures(name: str, waits: list[float], errors: int) -> Figures:
    some = waits or [0.0]
    p95 = statistics.quantiles(some, n=20)[-1] if len(some) > 1 else some[0]
    return Figures(name, len(waits) + errors, errors, statistics.median(some), p95, max(some))


async def load(
    base: str, mix: dict[str, tuple[int, Ask]], readers: int, seconds: float, think: float, tally: Tally
) -> float:
    """Let all readers ask for some time; for how many seconds they did."""
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
        for name, (_, ask) in mix.items():  # the first to ask waits for what is then remembered
            await _asked(client, name, ask(random.Random(0)), None, tally)
        began = time.perf_counter()
        until = began + seconds
        await asyncio.gather(*(_read(client, mix, random.Random(n), until, think, tally) for n in range(readers)))
        return time.perf_counter() - began


async def _read(
    client: httpx.AsyncClient,
    mix: dict[str, tuple[int, Ask]],
    chance: random.Random,
    until: float,
    think: float,
    tally: Tally,
) -> None:
    names, weights = list(mix), [weight for weight, _ in mix.values()]
    while True:
        await asyncio.sleep(chance.uniform(0, 2 * think))
        if time.perf_counter() >= until:
            return
        name = chance.choices(names, weights)[0]
        await _asked(client, name, mix[name][1](chance), tally, tally)


async def _asked(client: httpx.AsyncClient, name: str, path: str, times: Tally | None, wrong: Tally) -> None:
    began = time.perf_counter()
    try:
        found = await client.get(path)
    except httpx.HTTPError as error:
        wrong.failed(name, f"{path}: {type(error).__name__} {error}")
        return
    if found.status_code != 200:
        wrong.failed(name, f"{path}: {found.status_code} {found.text[:200]}")
    elif times is not None:
        times.took(name, time.perf_counter() - began)


def write(where: Path, seed: int) -> None:
    """Keep made-up reports, a few every second, until stopped; tells of each batch in a line."""
    made = readings(RECORDS * 1_000_000, seed=seed)
    with Store.open(where) as store:
        while batch := list(islice(made, BATCH)):
            print(store.keep(batch).new, flush=True)
            time.sleep(PAUSE)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(where: Path) -> Iterator[str]:
    """The server on a port that is free; its address.

    Raises:
        DragomanError: it does not begin.
    """
    port = free_port()
    command = [sys.executable, "-m", "dragoman", "serve", "--store", str(where), "--port", str(port)]
    with (where.parent / "server.log").open("w") as log, running(command, stderr=log) as server:
        base, until = f"http://127.0.0.1:{port}", time.monotonic() + START
        while not _answers(f"{base}/api/v1/health"):
            if server.poll() is not None or time.monotonic() > until:
                raise DragomanError("the server does not begin; run `dragoman serve` by hand to see why")
            time.sleep(0.2)
        yield base


@contextmanager
def running(command: list[str], stderr: IO[str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended with the block."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=10).status_code == 200
    except httpx.HTTPError:
        return False


def table(figures: list[Figures], rate: float, new: int) -> str:
    """The figures for people."""
    lines = [f"{'address':24}{'requests':>10}{'errors':>8}{'p50 ms':>9}{'p95 ms':>9}{'slowest':>9}"]
    lines += [
        f"{f.address:24}{f.requests:>10}{f.errors:>8}{f.p50_ms:>9.0f}{f.p95_ms:>9.0f}{f.slowest_ms:>9.0f}"
        for f in figures
    ]
    return "\n".join([*lines, f"{rate:.0f} requests a second; {new} reports were added meanwhile"])


def measure(
    store: Path, mix: dict[str, tuple[int, Ask]], readers: int, seconds: float, think: float
) -> tuple[Tally, float, int]:
    """Ask a copy of a store while it is written; what was seen, requests a second, and how many reports were added."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "load.db"
        with Store.open(store, read_only=True) as opened:
            opened.database.backup(where)
        writer = [sys.executable, "-m", "bench.load", "--write", str(where), "--store", str(store)]
        with serving(where) as base, running(writer) as adding:
            took = asyncio.run(load(base, mix, readers, seconds, think, tally))
            if adding.poll() is not None:
                raise DragomanError("the writer ended before the readers did; what it said stands above")
            adding.terminate()
            new = sum(int(line) for line in adding.communicate(timeout=60)[0].split())
    return tally, sum(map(len, tally.waits.values())) / took, new


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--store", type=Path, required=True, metavar="FILE", help="a SQLite store; a copy of it is used"
    )
    parser.add_argument("--readers", type=int, default=50, help="how many ask at once (default 50)")
    parser.add_argument("--seconds", type=float, default=30, help="for how long (default 30)")
    parser.add_argument(
        "--think", type=float, default=0, help="mean seconds between two questions of a reader (default 0)"
    )
    parser.add_argument("--pages", action="store_true", help="ask for the pages for people too")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    try:
        if args.write is not None:
            write(args.write, seed=time.time_ns())
            return
        tally, rate, new = measure(
            args.store, API | PAGES if args.pages else API, args.readers, args.seconds, args.think
        )
    except DragomanError as error:
        parser.exit(1, f"bench.load: {error}\n")
    figures = tally.figures()
    print(
        json.dumps({"rate": rate, "added": new, "addresses": [asdict(f) for f in figures]})
        if args.json
        else table(figures, rate, new)
    )
    for name, said in tally.wrong.items():
        print(f"{name}: {len(said)} errors, as {said[0]}", file=sys.stderr)
    if tally.wrong:
        parser.exit(1)


if __name__ == "__main__":
    main()
