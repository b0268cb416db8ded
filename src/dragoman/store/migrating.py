"""Whether a database is a store, and of which form; making one, and bringing an old one up to date."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import Connection, insert, inspect, text

from dragoman.errors import StoreError
from dragoman.store import schema

_TABLE = "dragoman_revision"  # where Alembic notes the revision


def revision_of(connection: Connection) -> str | None:
    """The revision of a store; None where the database holds no store."""
    if not inspect(connection).has_table(_TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {_TABLE}"))
    return None if found is None else str(found)


def require_current(revision: str | None, where: str) -> None:
    """Refuse what this program can't read.

    Raises:
        StoreError: no store, an older one, or one of a newer program.
    """
    if revision is None:
        raise StoreError(f"{where} is no store: it has no tables of Dragoman; make one with `dragoman init`")
    if revision not in schema.REVISIONS:
        raise StoreError(
            f"{where} is of form {revision}, made by a newer Dragoman than this, which reads {schema.HEAD}; update it"
        )
    if revision != schema.HEAD:
        raise StoreError(
            f"{where} is of form {revision}, older than {schema.HEAD}; run `dragoman migrate` on it (back it up first)"
        )


def require_some(revision: str | None, where: str) -> None:
    """Refuse what is no store at all, or that of a newer program.

    Raises:
        StoreError: there is nothing that could be brought up to date.
    """
    if revision is None or revision not in schema.REVISIONS:
        require_current(revision, where)


def upgrade(connection: Connection, where: str) -> None:
    """Bring the database to the newest form, from nothing too, within the transaction that is open.

    Raises:
        StoreError: it is of a newer form, or holds what is not ours.
    """
    revision = revision_of(connection)
    if revision is None:
        others = sorted(set(inspect(connection).get_table_names()) & (set(schema.metadata.tables) | {"sentence_words"}))
        if others or (connection.dialect.name == "sqlite" and inspect(connection).get_table_names()):
            named = ", ".join(others or sorted(inspect(connection).get_table_names())[:3])
            raise StoreError(f"{where} is no store but has tables of something else ({named}); name another place")
    elif revision not in schema.REVISIONS:
        require_current(revision, where)
    _run(connection)
    if revision is None:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(
            insert(schema.store).values(id=uuid.uuid4().hex, made_by=f"dragoman {_version()}", made_at=made)
        )


def _run(connection: Connection) -> None:
    from alembic import command  # takes a while to import, and is needed here only
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "dragoman.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _version() -> str:
    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "unknown"
