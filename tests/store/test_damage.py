"""What is damaged, or does not belong together, is found by the check."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.store.database import Database
from tests.store.sample import add, plain


@pytest.mark.parametrize("spoil", [b"\0", b"\xff", b"Z"])
def test_a_damaged_page_is_found(tmp_path: Path, spoil: bytes) -> None:
    path = tmp_path / "store.db"
    with Database.open(path, create=True) as database:
        add(database, *(plain(n, events=20) for n in range(40)))
    content = bytearray(path.read_bytes())
    at = len(content) // 2 // 4096 * 4096
    content[at : at + 4096] = spoil * 4096
    path.write_bytes(content)
    try:
        with Database.open(path) as database:
            trouble = database.check()
    except StoreError as error:
        trouble = [str(error)]
    assert trouble, "a page of nonsense in the middle does not go unseen"
    assert all("damaged" in line or "points to" in line or "out of step" in line for line in trouble)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("DELETE FROM events WHERE position = 1", "does not have as many events as were added"),
        (
            "UPDATE reports SET text = replace(text, 'talks', 'walks')",
            "does not have the text that its id was made of|out of step",
        ),
        (
            "UPDATE events SET record = '[' WHERE position = 0",
            "has a record that can't be read .*; remove it and add it again",
        ),
        ("UPDATE events SET parts = '[[999]]' WHERE position = 0", "has a record that can't be read"),
        ("UPDATE events SET told = '1999-01-01T00:00:00'", "another day of telling than its report"),
        ("UPDATE reports SET copy_of = 'nobody'", "is said to copy one that is not here"),
        ("UPDATE sentences SET ends = 9999", "is not within its report's text|out of step"),
        ("DELETE FROM sentences", "points to a row of sentences that is not there"),
    ],
)
def test_what_does_not_belong_together_is_found(tmp_path: Path, change: str, says: str) -> None:
    path = tmp_path / "store.db"
    with Database.open(path, create=True) as database:
        add(database, plain(1))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(change)
    with Database.open(path) as database:
        trouble = database.check()
    assert trouble
    assert re.search(says, "\n".join(trouble)), trouble
