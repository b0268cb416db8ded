"""How to reach a database: SQLite by path, PostgreSQL by URL; and what every connection is set to."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from dragoman.errors import StoreError
from dragoman.store import schema

WRITERS = 0x64726167  # the lock that writers on PostgreSQL take in turn
_EXTRA = "the store at {} needs the driver of PostgreSQL: pip install 'dragoman[postgres]'"


def is_url(where: str | Path) -> bool:
    return isinstance(where, str) and "://" in where


def postgres_url(where: str) -> URL:
    """A URL for SQLAlchemy.

    Raises:
        StoreError: it is no URL of PostgreSQL.
    """
    try:
        url = make_url(where)
    except ArgumentError:
        raise StoreError(
            f"{where!r} is no URL of a database; write postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        ) from None
    if url.drivername not in ("postgresql+psycopg", "postgresql", "postgres"):
        raise StoreError(
            f"{url.drivername}:// is no store; give a file, or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        )
    return url.set(drivername="postgresql+psycopg")


def postgres_engine(url: URL, *, patience: float, read_only: bool) -> Engine:
    """An engine for PostgreSQL, whose writers take turns and whose dead connections are replaced."""
    settings = [f"lock_timeout={int(patience * 1000)}", "timezone=UTC"]
    if read_only:
        settings.append("default_transaction_read_only=on")
    given = str(url.query.get("options", ""))
    options = " ".join([given, *(f"-c {setting}" for setting in settings)]).strip()
    try:
        return create_engine(
            url.difference_update_query(["options"]),
            pool_pre_ping=True,
            connect_args={"options": options, "connect_timeout": max(2, int(patience))},
        )
    except ModuleNotFoundError as error:
        raise StoreError(_EXTRA.format(url.render_as_string())) from error


def sqlite_engine(path: Path, *, patience: float, read_only: bool) -> Engine:
    """An engine for one SQLite file; connections are never made by opening a file that is not there."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={_mode(path, read_only)}",
            uri=True,
            timeout=patience,
            isolation_level=None,  # transactions are begun below, in the way that is meant
            check_same_thread=False,  # a pool hands each connection to one thread at a time
        )
        try:
            _settle(connection, read_only)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _settle(connection: sqlite3.Connection, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what is committed outlives a power cut too
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA mmap_size = 268435456")
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def _mode(path: Path, read_only: bool) -> str:
    """How to open the file. Who reads only still keeps the log beside it in order, if that may be written.

    A store on a disk that can't be written has no log beside it, and is then read as it lies.
    """
    if not read_only or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return "rw"
    return "ro" if path.with_name(f"{path.name}-wal").exists() else "ro&immutable=1"


def make_file(path: Path) -> None:
    """Make the empty file of a new store, and set it to write ahead, which lasts.

    Raises:
        StoreError: the folder is not there.
    """
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent} is no folder; make it, or name another place for the store")
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    finally:
        connection.close()


def take_turn(connection: Connection) -> None:
    """Wait until no other writer is at work, as SQLite does by itself; held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def insert_sql(connection: Connection, table: str, columns: list[str]) -> str:
    """An INSERT of rows given as tuples."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"


def insert(connection: Connection, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert many rows at once."""
    if rows:
        connection.exec_driver_sql(insert_sql(connection, table, columns), rows)
