"""Many readers at once while reports are added: how many pages a second, how long they take, and whether any fails.

python -m bench.readers --store FILE [--readers 50] [--seconds 300]: the store is copied first and the copy is written to.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.load import serving
from bench.pages import addresses
from bench.store_reports import readings
from dragoman.keeping.store import Store
from dragoman.store.database import Database
from dragoman.web.cache import Remembering

BATCH, PAUSE = 5, 2.0  # reports added at once, and seconds between


@dataclass(slots=True)
class Run:
    """What happened: milliseconds of each answer, those that failed, and how many reports were added."""

    times: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    added: int = 0


async def read(client: httpx.AsyncClient, paths: list[str], until: float, run: Run, seed: int) -> None:
    """One reader, who goes from page to page without rest."""
    chance = random.Random(seed)
    while time.monotonic() < until:
        path = chance.choice(paths)
        began = time.perf_counter()
        try:
            answer = await client.get(path)
            if answer.status_code != 200:
                run.failed.append(f"{path}: {answer.status_code}")
        except httpx.HTTPError as error:
            run.failed.append(f"{path}: {type(error).__name__} {error}")
        run.times.append(1000 * (time.perf_counter() - began))


def add(store: Path, until: float, run: Run) -> None:
    """Add made-up reports, a few at a time, as `dragoman add` does while feeds come in."""
    with Store.open(store) as opened:
        made = readings(10_000_000, seed=99)
        while time.monotonic() < until:
            run.added += opened.keep(list(itertools.islice(made, BATCH))).new
            time.sleep(PAUSE)


async def measure(address: str, store: Path, paths: list[str], readers: int, seconds: float) -> Run:
    """Let all of them loose."""
    run, until = Run(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        work = [read(client, paths, until, run, n) for n in range(readers)]
        await asyncio.gather(asyncio.to_thread(add, store, until, run), *work)
    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True, metavar="FILE", help="the store to show; it is copied")
    parser.add_argument("--readers", type=int, default=50, help="how many read at once (default 50)")
    parser.add_argument("--seconds", type=float, default=300, help="for how long (default 300)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store.db"
        with Database.open(args.store, read_only=True) as database:
            database.backup(copy)
        with Remembering(Database.open(copy, read_only=True)) as store:
            paths = [path for _, some in addresses(store, store.day(None).isoformat()) for path in some[:10]]
        with serving(copy) as address:
            with httpx.Client(base_url=address, timeout=120) as client:
                for path in paths:
                    client.get(path)
            run = asyncio.run(measure(address, copy, paths, args.readers, args.seconds))
    p95 = statistics.quantiles(run.times, n=20)[-1]
    print(f"{args.readers} readers for {args.seconds:.0f} s while {run.added} reports were added")
    rate = len(run.times) / args.seconds
    print(f"{len(run.times)} answers, {rate:.0f} a second; p50 {statistics.median(run.times):.0f} ms, p95 {p95:.0f} ms")
    print(f"failed: {len(run.failed)}" + "".join(f"\n  {line}" for line in run.failed[:10]))


if __name__ == "__main__":
    main()
