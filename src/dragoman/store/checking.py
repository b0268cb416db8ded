"""Whether what is stored belongs together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import count, islice

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError

from dragoman.store import selecting
from dragoman.store.schema import reports
from dragoman.store.selecting import Book

_SHOWN = 3  # examples of each trouble
_AT_ONCE = 200  # reports
_QUESTIONS = (  # each finds rows that must not be; the sentence says what is wrong with them
    (
        "report {} does not have as many events as were added with it",
        "SELECT r.id FROM reports r WHERE r.events <> (SELECT count(*) FROM events e WHERE e.report = r.key)",
    ),
    (
        "report {} does not have as many relations as were added with it",
        "SELECT r.id FROM reports r WHERE r.relations <> (SELECT count(*) FROM relations t WHERE t.report = r.key)",
    ),
    (
        "event {} has a sentence of another report",
        "SELECT e.id FROM events e JOIN sentences s ON s.key = e.sentence WHERE s.report <> e.report",
    ),
    (
        "relation {} has a sentence of another report",
        "SELECT t.id FROM relations t JOIN sentences s ON s.key = t.sentence WHERE s.report <> t.report",
    ),
    (
        "sentence {} belongs to no record",
        "SELECT s.key FROM sentences s WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.sentence = s.key) "
        "AND NOT EXISTS (SELECT 1 FROM relations t WHERE t.sentence = s.key)",
    ),
    (
        "sentence {} is not within its report's text",
        "SELECT s.key FROM sentences s JOIN reports r ON r.key = s.report "
        "WHERE s.begins < 0 OR s.ends < s.begins OR s.ends > length(r.text) AND r.odd IS NULL",
    ),
    (
        "event {} has another day of telling than its report",
        "SELECT e.id FROM events e JOIN reports r ON r.key = e.report WHERE e.told <> r.told",
    ),
    (
        "report {} is said to copy one that is not here",
        "SELECT r.id FROM reports r WHERE r.copy_of IS NOT NULL AND r.copy_of NOT IN (SELECT id FROM reports)",
    ),
)
_WORDLESS = "SELECT s.key FROM sentences s WHERE NOT EXISTS (SELECT 1 FROM sentence_words w WHERE w.key = s.key)"


def check(connection: Connection, book: Book) -> list[str]:
    """What is wrong, a sentence each."""
    found = list(_sqlite(connection)) if connection.dialect.name == "sqlite" else []
    if found:
        return found  # what is damaged below can't be asked about what it means
    return [*_rows(connection), *islice(_reports(connection, book), _SHOWN)]


def _sqlite(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds."""
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})"):
        if said != "ok":
            yield f"the file is damaged: {said}; take the last backup"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN):
        yield f"row {row} of {table} points to a row of {parent} that is not there"


def words_in_step(connection: Connection) -> Iterator[str]:
    """Whether SQLite's full-text search has the words of all sentences; asked for as if it were a change."""
    try:
        connection.exec_driver_sql("INSERT INTO sentence_words (sentence_words, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        yield f"full-text search is out of step with the sentences ({error.orig}); make it anew from a backup"


def _rows(connection: Connection) -> Iterator[str]:
    questions = list(_QUESTIONS)
    if connection.dialect.name == "postgresql":
        questions.append(("sentence {} can't be found by its words", _WORDLESS))
    for sentence, question in questions:
        rows = connection.scalars(text(question)).fetchmany(_SHOWN)
        yield from (sentence.format(row) for row in rows)


def _reports(connection: Connection, book: Book) -> Iterator[str]:
    """Whether each report is the one that its id was made of, and all its records can be read."""
    query = select(reports.c.key, reports.c.id, reports.c.source, reports.c.text, reports.c.odd)
    for number in count():
        rows = connection.execute(query.order_by(reports.c.key).offset(number * _AT_ONCE).limit(_AT_ONCE)).all()
        for key, id_, source, body, odd in rows:
            exact = {"source": source, "text": body, **(json.loads(odd) if odd else {})}
            whole = f"{exact['source']}\0{exact['text']}"
            if hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest() != id_:
                yield f"report {id_} does not have the text that its id was made of"
            try:
                selecting.records_of(connection, book, key, exact["text"])
            except (ValueError, KeyError, IndexError, TypeError, StopIteration) as error:
                yield f"report {id_} has a record that can't be read ({type(error).__name__}: {error}); remove it and add it again"
        if not rows:
            return
