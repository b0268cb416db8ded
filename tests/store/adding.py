"""A process that adds reports to a store until it is killed; run by the tests of faults.

It imports once, and forks a child for each line of its input, "FIRST BATCHES", which adds batches of reports from that number
on and prints, after each batch, the ids that are saved for good.
"""

from __future__ import annotations

import os
import sys

from dragoman.store.database import Database
from tests.store.sample import plain

IN_A_BATCH = 3


def add_batches(where: str, first: int, batches: int) -> None:
    with Database.open(where) as database:
        for start in range(first, first + batches * IN_A_BATCH, IN_A_BATCH):
            readings = [plain(number) for number in range(start, start + IN_A_BATCH)]
            with database.write() as writer:
                for reading in readings:
                    writer.add(reading)
                    writer.flush()  # so that it may die with half of a batch written
            for reading in readings:
                os.write(1, f"{reading.report.id}\n".encode())


def main() -> None:
    where = sys.argv[1]
    Database.open(where).close()  # imports what it needs
    for line in sys.stdin:
        first, batches = map(int, line.split())
        child = os.fork()
        if child == 0:
            add_batches(where, first, batches)
            os._exit(0)
        os.write(1, f"child {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"done\n")


if __name__ == "__main__":
    main()
