"""Nothing that was reported saved is ever lost, nothing is ever half there, and trouble is a sentence."""

from __future__ import annotations

import os
import random
import shlex
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.store import connecting, rows
from dragoman.store.database import Database
from dragoman.store.values import ReportFilter
from dragoman.store.writing import Writer
from tests.store.adding import IN_A_BATCH
from tests.store.conftest import POSTGRES
from tests.store.sample import add, plain

KILLS = 100
ROOT = Path(__file__).parents[2]
CONTROL = os.environ.get("DRAGOMAN_TEST_POSTGRES_CONTROL")


@contextmanager
def adding(where: str | Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.adding", str(where)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_killed_at_any_moment_nothing_saved_is_lost_and_nothing_is_half(where: str | Path) -> None:
    chance = random.Random(6)
    kills = KILLS if isinstance(where, Path) else KILLS // 10
    saved: set[str] = set()
    Database.open(where, create=True).close()
    with adding(where) as process:
        for number in range(kills):
            say(process, f"{number * 10_000} 1000")
            child = int(heard(process).removeprefix("child "))
            timer = threading.Timer(
                chance.uniform(0.0, 0.15 if isinstance(where, Path) else 0.5), os.kill, (child, signal.SIGKILL)
            )
            timer.start()
            while (line := heard(process)) != "done":
                if len(line) == 64:  # the last line may be cut off: it was not reported
                    saved.add(line)
            timer.join()
    with Database.open(where) as database:
        held = {row.id: row for row in database.reports(ReportFilter())}
        assert saved <= held.keys()
        assert len(held) % IN_A_BATCH == 0, "batches are there whole or not at all"
        assert all(row.events == 2 for row in held.values())
        assert database.counts().events == 2 * len(held)
        assert database.check() == []
    assert len(saved) > kills, "the test is worth something only if batches are saved between the kills"


def test_several_processes_may_add_the_same_reports(where: str | Path) -> None:
    Database.open(where, create=True).close()
    with adding(where) as one, adding(where) as other, Database.open(where) as reader:
        for process in (one, other):
            say(process, "0 20")
        seen = 0
        while seen < 20 * IN_A_BATCH:  # readers see whole batches, and wait for nobody
            before, seen = seen, reader.counts().reports
            assert seen >= before and seen % IN_A_BATCH == 0
        for process in (one, other):
            while heard(process) != "done":
                pass
        assert reader.counts().reports == 20 * IN_A_BATCH
        assert reader.check() == []


def test_writers_wait_for_one_another_and_then_say_so(where: str | Path) -> None:
    with Database.open(where, create=True) as one, Database.open(where, patience=0.2) as other:
        with one.write() as writer:
            writer.add(plain(1))
            writer.flush()
            assert other.counts().reports == 0, "readers see what is committed, and do not wait"
            with pytest.raises(StoreError, match="in use by another writer for too long; try again"):
                add(other, plain(2))
        add(other, plain(2))
        assert one.counts().reports == 2


def test_threads_may_share_a_store(where: str | Path) -> None:
    with Database.open(where, create=True) as database, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add(database, plain(n)), [*range(20), *range(20)]))
        assert database.counts().reports == 20
        assert database.check() == []


def limited(database: Database, pages: int) -> None:
    """Let the file grow by no more than some pages, on every connection, as if the disk were that small."""
    from sqlalchemy import event

    @event.listens_for(database._engine, "checkout")
    def limit(connection: sqlite3.Connection, *_: object) -> None:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {now + pages}")


def test_a_full_disk_keeps_what_was_saved(tmp_path: Path) -> None:
    with Database.open(tmp_path / "store.db", create=True) as database:
        add(database, plain(1))
        limited(database, 3)
        with pytest.raises(
            StoreError, match=r"no room left to write .*; nothing of this was kept: free some space and add it again"
        ):
            add(database, *(plain(n) for n in range(2, 500)))
        assert database.counts().reports == 1
        assert database.check() == []
    with Database.open(tmp_path / "store.db") as database:
        add(database, plain(2))
        assert database.counts().reports == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where this user may have one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("this user can't mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    with Database.open(small_disk / "store.db", create=True) as database:
        add(database, plain(1))
        with pytest.raises(StoreError, match=r"no room left to write|can't be read or written"):
            add(database, *(plain(n, events=20) for n in range(2, 2000)))
        assert database.counts().reports == 1
        with pytest.raises(StoreError, match=r"no room left|can't be read or written"):
            _add_one_by_one(database)
        saved = database.counts().reports
        assert saved > 1
        with pytest.raises(StoreError, match=r"backup.db"):
            database.backup(small_disk / "backup.db")
        assert sorted(path.name for path in small_disk.glob("backup*")) == [], "half a backup is none"
    with Database.open(small_disk / "store.db", read_only=True) as database:
        assert database.counts().reports == saved


def _add_one_by_one(database: Database) -> None:
    for n in range(2, 2000):
        add(database, plain(n, events=20))


def test_a_file_that_may_not_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    with Database.open(path, create=True) as database:
        add(database, plain(1))
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
        with Database.open(path, read_only=True) as database:
            assert database.counts().reports == 1
            assert database.check() == []
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user, who may not write")
def test_who_may_not_write_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Database.open(path, create=True).close()
    path.chmod(0o444)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    code = (
        "import os, sys; from dragoman.errors import StoreError; from dragoman.store.database import Database\n"
        "from tests.store.sample import add, plain\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try:\n    with Database.open(sys.argv[1]) as database: add(database, plain(1))\n"
        "except StoreError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "check who may" in done.stdout or "check that it" in done.stdout


def test_a_clock_that_goes_back_changes_no_order(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Order of arrival is counted, not timed."""

    class Past(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Past:
            return cls(1970, 1, 1, tzinfo=tz)  # type: ignore[arg-type]

    first, second = plain(1), plain(2)
    add(database, first)
    monkeypatch.setattr(rows, "datetime", Past)
    add(database, second)
    arrived = database.reports(ReportFilter(arrived_after=0))
    assert [row.id for row in arrived] == [first.report.id, second.report.id]
    assert arrived[1].arrived < arrived[0].arrived
    with database.write() as writer:
        writer.remove(second.report.id)
    add(database, second)
    assert [row.id for row in database.reports(ReportFilter(arrived_after=arrived[1].sequence))] == [second.report.id]


@pytest.fixture
def control() -> Callable[[str], None]:
    """Stop or start the PostgreSQL of the tests."""
    if POSTGRES is None or CONTROL is None:
        pytest.skip("no PostgreSQL that the tests may stop: run scripts/test where it is installed")
    command = shlex.split(CONTROL)
    user = os.environ.get("DRAGOMAN_TEST_POSTGRES_USER", "")
    if os.geteuid() == 0 and user != "root":
        command = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", *command]
    return lambda what: _run(command, what)


def _run(command: list[str], what: str) -> None:
    subprocess.run([*command, what], check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)


def test_postgresql_that_restarts_in_the_middle_costs_nothing(postgres: str, control: Callable[[str], None]) -> None:
    tries = 0
    with Database.open(postgres, create=True) as database:
        add(database, plain(1))

        def work(writer: Writer) -> int:
            nonlocal tries
            tries += 1
            writer.add(plain(2))
            writer.flush()
            if tries == 1:
                control("restart")
            writer.add(plain(3))
            return writer.add(plain(4)).events

        assert database.transact(work) == 2
        assert tries == 2, "the whole once more"
        assert database.counts().reports == 4
        control("restart")
        assert database.counts().reports == 4, "readers find the way back too"
        assert database.check() == []


def test_postgresql_that_stays_away_is_a_sentence(
    postgres: str, control: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "PAUSE", 0.05)
    with Database.open(postgres, create=True, patience=1) as database:
        control("stop")
        began = time.monotonic()
        try:
            with pytest.raises(StoreError, match=r"is gone .*; nothing of this was kept: start it and try again"):
                database.transact(lambda writer: writer.add(plain(1)))
            assert time.monotonic() - began < 30
        finally:
            control("start")
        database.transact(lambda writer: writer.add(plain(1)))
        assert database.counts().reports == 1
