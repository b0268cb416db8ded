"""A copy of the store as one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select

from dragoman.errors import StoreError
from dragoman.store import engines, schema, trouble

_AT_ONCE = 1000
_PAGES = 4096


def require_free(to: Path) -> None:
    """Refuse to write over what is there.

    Raises:
        StoreError: there is something at `to`, or no folder to put it in.
    """
    if to.exists():
        raise StoreError(f"{to} is there already; name a new file, so that no backup is lost")
    if not to.parent.is_dir():
        raise StoreError(f"{to.parent} is no folder; make it, or name another place for the backup")


def copy_file(connection: Connection, to: Path) -> None:
    """Copy a SQLite store page by page, while others go on writing."""
    source = connection.connection.dbapi_connection
    if not isinstance(source, sqlite3.Connection):
        raise TypeError("a SQLite store was expected")
    connection.rollback()  # the copy takes its own snapshot
    with trouble.told(str(to)), closing(sqlite3.connect(to)) as target:
        source.backup(target, pages=_PAGES)


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy all rows of one store into another that is empty, whatever their databases are."""
    if source.dialect.name == "postgresql":
        source.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # one snapshot for all tables
    target.execute(schema.store.delete())
    for table in schema.metadata.sorted_tables:
        rows = source.execution_options(stream_results=True).execute(select(*table.columns))
        for some in rows.partitions(_AT_ONCE):
            engines.insert(target, table.name, list(table.columns.keys()), [tuple(row) for row in some])
    target.exec_driver_sql("INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')")


def settle(part: Path, to: Path) -> None:
    """Give a finished copy its name, when it is on the disk for good."""
    with trouble.told(str(to)):
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(to)
