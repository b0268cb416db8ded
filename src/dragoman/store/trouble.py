"""Errors of the databases as sentences: what happened, to which store, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from dragoman.errors import StoreError

_SQLITE = {
    sqlite3.SQLITE_NOTADB: "{where} is no store: it is no SQLite database; name another file",
    sqlite3.SQLITE_CORRUPT: "{where} is damaged ({reason}); take the last backup, and see what `dragoman check` says",
    sqlite3.SQLITE_FULL: "no room left to write {where} ({reason}); nothing of this was kept: free some space and add it again",
    sqlite3.SQLITE_READONLY: "{where} can't be written ({reason}); check who may write it and its folder",
    sqlite3.SQLITE_CANTOPEN: "{where} can't be opened ({reason}); check that it and its folder exist and who may read them",
    sqlite3.SQLITE_BUSY: "{where} has been in use by another writer for too long; try again when that is done",
    sqlite3.SQLITE_LOCKED: "{where} has been in use by another writer for too long; try again when that is done",
    sqlite3.SQLITE_IOERR: "{where} can't be read or written ({reason}); nothing of this was kept: check the disk",
    sqlite3.SQLITE_PERM: "{where} may not be opened ({reason}); check who may read and write it",
    sqlite3.SQLITE_TOOBIG: "something in this report is too big for {where} ({reason})",
}
_POSTGRES = {  # by the first two or all five letters of SQLSTATE
    "53": "PostgreSQL at {where} has no room left ({reason}); nothing of this was kept: free some and add it again",
    "25006": "PostgreSQL at {where} takes no changes ({reason}); name its primary server",
    "42501": "PostgreSQL at {where} does not allow this ({reason}); grant the user its rights",
    "3D000": "{where} does not exist ({reason}); make it with `createdb`, then run `dragoman init`",
    "28": "PostgreSQL at {where} does not let this user in ({reason}); check name and password",
    "55P03": "{where} has been in use by another writer for too long; try again when that is done",
    "57014": "PostgreSQL at {where} stopped this, as it took too long ({reason}); try again",
}
_PASSING = ("40", "57P", "08")  # deadlocks; shutdown and starting up; connections broken


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn the errors of SQLAlchemy and the drivers into `StoreError` sentences about the store at `where`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(sentence(error.orig, where, integrity=isinstance(error, IntegrityError))) from error
    except (sqlite3.Error, SQLAlchemyError, OSError, OverflowError, UnicodeEncodeError) as error:
        raise StoreError(sentence(error, where)) from error


def sentence(error: BaseException | None, where: str, *, integrity: bool = False) -> str:
    """What happened, in one sentence."""
    reason = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        known = _SQLITE.get(code & 0xFF) if code is not None else None
    else:
        state = getattr(error, "sqlstate", None) or ""
        known = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
        if known is None and passing(error):
            known = "PostgreSQL at {where} is gone ({reason}); nothing of this was kept: start it and try again"
    if known is not None:
        return known.format(where=where, reason=reason)
    if integrity:
        return f"{where} already has a record with an id that this report gives to another ({reason})"
    if isinstance(error, (OverflowError, UnicodeEncodeError)):
        return f"something in this report can't be stored in {where} ({reason})"
    return f"{where}: {reason}"


def passing(error: BaseException | None) -> bool:
    """Whether trying again from the start may help: PostgreSQL went away, or chose this transaction to break a deadlock."""
    if error is None or isinstance(error, sqlite3.Error):
        return False
    state = getattr(error, "sqlstate", None)
    if state:
        return str(state).startswith(_PASSING)
    return type(error).__name__ in ("OperationalError", "InterfaceError", "AdminShutdown", "ConnectionTimeout")
