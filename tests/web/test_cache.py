"""What is remembered is what the store itself would answer, and is forgotten when the store changes."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from dragoman.keeping.store import Store
from dragoman.store.database import Database
from dragoman.web.cache import Remembering, Snapshot
from tests.record_factories import event
from tests.store.sample import Said, reading
from tests.web.sample import TURKEY, fill


@pytest.mark.parametrize("day", ["2020-06-08", "2020-06-13", "2020-06-14", "2021-06-14"])
@pytest.mark.parametrize("everything", [False, True])
def test_the_picture_is_that_of_the_store(tmp_path: Path, day: str, everything: bool) -> None:
    fill(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db") as plain, Remembering(Database.open(tmp_path / "s.db")) as remembering:
        assert remembering.picture(day, everything=everything) == plain.picture(day, everything=everything)
        assert remembering.told() == plain.told() and remembering.ties() == plain.ties()
        assert remembering.day(None) == plain.day(None)


def test_what_another_adds_is_seen(tmp_path: Path) -> None:
    fill(tmp_path / "s.db")
    with Remembering(Database.open(tmp_path / "s.db")) as remembering:
        before = remembering.version
        assert len(remembering.told()) == 7
        with Store.open(tmp_path / "s.db") as other:
            other.keep(
                [reading(Said(text="Turkey hosted talks.", record=event("CONSULT", actors=[TURKEY])), source="new")]
            )
        remembering.snapshot.took = 0.0  # nothing is put off
        assert len(remembering.told()) == 8 and remembering.version != before


def test_an_answer_is_made_once_however_many_ask(tmp_path: Path) -> None:
    snapshot = Snapshot("v", [], [], 0.0)
    made: list[int] = []
    gate = threading.Event()

    def make() -> int:
        gate.wait(5)
        made.append(1)
        return 42

    got: list[int] = []
    threads = [threading.Thread(target=lambda: got.append(snapshot.answer("key", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert (got, made) == ([42] * 8, [1])


def test_an_answer_that_fails_is_tried_again(tmp_path: Path) -> None:
    snapshot = Snapshot("v", [], [], 0.0)

    def fail() -> int:
        raise ValueError("once")

    with pytest.raises(ValueError, match="once"):
        snapshot.answer("key", fail)
    assert snapshot.answer("key", lambda: 1) == 1


def test_while_a_large_store_is_read_anew_what_was_known_is_shown(tmp_path: Path) -> None:
    fill(tmp_path / "s.db")
    with Remembering(Database.open(tmp_path / "s.db")) as remembering:
        held = remembering.snapshot
        held.took, held.made = 60.0, held.made - 10_000  # as if reading took a minute, long ago
        with Store.open(tmp_path / "s.db") as other:
            other.keep(
                [reading(Said(text="Turkey hosted talks.", record=event("CONSULT", actors=[TURKEY])), source="new")]
            )
        assert remembering.snapshot is held
        for thread in threading.enumerate():
            if thread.name == "renew":
                thread.join(10)
        assert len(remembering.snapshot.told) == 8


def test_all_tellings_of_the_stories_of_a_party_are_found(tmp_path: Path) -> None:
    made = fill(tmp_path / "s.db")
    with Remembering(Database.open(tmp_path / "s.db")) as remembering:
        found = {t.event.id for t in remembering.snapshot.of_party("RUS")}
        assert {made[1].events[0].id, made[2].events[0].id, made[3].events[0].id} <= found
        assert remembering.snapshot.of_party("person:nobody") == []
        assert date(2020, 6, 14) == remembering.day("2020-06-14")
