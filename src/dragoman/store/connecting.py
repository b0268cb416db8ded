"""A database that is reached: opening it, making it, migrating it, asking it, and changing it in transactions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError
from dragoman.store import engines, migrating, schema, selecting, trouble

PATIENCE = 30.0  # seconds to wait for another writer, or for PostgreSQL to come back
PAUSE = 0.2  # seconds between two tries
Result = TypeVar("Result")


class Connected:
    """A store that is reached; what can be asked of it is in `Database`."""

    def __init__(self, engine: Engine, where: str, *, path: Path | None, patience: float, read_only: bool) -> None:
        self.where = where
        self.path = path
        self._engine = engine
        self._patience = patience
        self._read_only = read_only
        self._book = selecting.Book()

    @classmethod
    def open(
        cls, where: str | Path, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE
    ) -> Self:
        """Open a store.

        Args:
            where: a file, or a URL `postgresql+psycopg://USER:PASSWORD@HOST/NAME`.
            create: make it if there is none there.
            read_only: promise to change nothing.
            patience: seconds to wait for another writer, or for PostgreSQL to come back.

        Raises:
            StoreError: there is no store, or one that this program can't read.
        """
        database = cls._reach(where, create=create, read_only=read_only, patience=patience)
        try:
            if create:
                database.migrate()
            else:
                migrating.require_current(database._read(migrating.revision_of), database.where)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def _reach(cls, where: str | Path, *, create: bool, read_only: bool, patience: float) -> Self:
        """A store that may be of any form, or none yet."""
        if isinstance(where, str) and where.startswith("sqlite:///"):
            where = where.removeprefix("sqlite:///")
        if engines.is_url(where):
            url = engines.postgres_url(str(where))
            engine = engines.postgres_engine(url, patience=patience, read_only=read_only)
            return cls(engine, url.render_as_string(), path=None, patience=patience, read_only=read_only)
        path = Path(where)
        with trouble.told(str(path)):
            if path.is_dir():
                raise StoreError(f"{path} is a folder; name a file in it, such as {path / 'dragoman.db'}")
            if create and (not path.exists() or path.stat().st_size == 0):
                engines.make_file(path)
            if not path.exists():
                raise StoreError(f"there is no store at {path}; make one with `dragoman init`")
        engine = engines.sqlite_engine(path, patience=patience, read_only=read_only)
        return cls(engine, str(path), path=path, patience=patience, read_only=read_only)

    @classmethod
    def bring_up_to_date(cls, where: str | Path, *, patience: float = PATIENCE) -> tuple[str, str]:
        """Open an older store and migrate it; from which revision to which."""
        with cls._reach(where, create=False, read_only=False, patience=patience) as database:
            migrating.require_some(database._read(migrating.revision_of), database.where)
            return database.migrate()

    def migrate(self) -> tuple[str, str]:
        """Bring the store to the newest form; from which revision, "none" where there was nothing, to which."""
        if self._read_only:
            raise StoreError(f"{self.where} is opened for reading only; open it for writing to migrate it")
        before = self._read(migrating.revision_of)
        if before != schema.HEAD:
            with self._transaction() as connection:
                migrating.upgrade(connection, self.where)
        return before or "none", schema.HEAD

    def close(self) -> None:
        """Let go of the database; what was written is kept."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, question: Callable[[Connection], Result]) -> Result:
        """Ask within one snapshot; once more if PostgreSQL went away in the middle."""
        until = time.monotonic() + self._patience
        while True:
            try:
                with trouble.told(self.where), self._engine.connect() as connection:
                    return question(connection)
            except StoreError as error:
                if not again(error, until):
                    raise
                time.sleep(PAUSE)

    def _stream(self, question: Callable[[Connection], Iterator[Result]]) -> Iterator[Result]:
        """Answers one by one, from one snapshot."""
        with trouble.told(self.where), self._engine.connect() as connection:
            yield from question(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A transaction for writing, when it is this writer's turn; what isn't committed in it is undone."""
        with (
            trouble.told(self.where),
            self._engine.connect() as connection,
            connection.execution_options(writing=True).begin(),
        ):
            engines.take_turn(connection)
            yield connection


def again(error: StoreError, until: float) -> bool:
    """Whether the same may well succeed in a moment."""
    cause = error.__cause__
    return isinstance(cause, DBAPIError) and trouble.passing(cause.orig) and time.monotonic() < until
