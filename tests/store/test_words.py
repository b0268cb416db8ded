"""How sentences are taken apart for PostgreSQL: as SQLite's tokenizer does it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.words import phrases, postgres_query, postgres_vector, sqlite_query, words_of


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("truce talks", [["truce"], ["talks"]]),
        ('"foreign minister" visit', [["foreign", "minister"], ["visit"]]),
        ("Nagorno-Karabakh", [["nagorno", "karabakh"]]),
        ("« Élysée »", [["elysee"]]),
        ("!? -", []),
        ('""', []),
    ],
)
def test_phrases(asked: str, expected: list[list[str]]) -> None:
    assert phrases(asked) == expected


def test_queries_and_vectors() -> None:
    asked = [["foreign", "minister"], ["visit"]]
    assert sqlite_query(asked) == '"foreign minister" "visit"'
    assert postgres_query(asked) == "('foreign' <-> 'minister') & ('visit')"
    assert postgres_vector("The visit, the talks") == "'the':1,3 'visit':2 'talks':4"


@given(text=st.text(st.sampled_from("abcXYZ019 .,-'_\"éÉñŞşöß“”ЖждΣσ"), max_size=40))
def test_words_are_those_of_sqlite(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        connection.execute("INSERT INTO t VALUES (?)", (text,))
        tokens = [token for token, *_ in connection.execute("SELECT term, offset FROM v ORDER BY offset")]
    assert words_of(text) == tokens
