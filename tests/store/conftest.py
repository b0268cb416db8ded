"""A fresh store for each test, on SQLite and, where there is one, on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman.store.database import Database

POSTGRES = os.environ.get("DRAGOMAN_TEST_POSTGRES")
NO_POSTGRES = (
    "no PostgreSQL: set DRAGOMAN_TEST_POSTGRES to the URL of an empty database, or install it and run scripts/test"
)


@pytest.fixture
def postgres() -> Iterator[str]:
    """The URL of an empty schema of its own."""
    if POSTGRES is None:
        pytest.skip(NO_POSTGRES)
    name = f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{POSTGRES}?options=-csearch_path%3D{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a store may be made."""
    return tmp_path / "store.db" if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


@pytest.fixture
def database(where: str | Path) -> Iterator[Database]:
    """An empty store."""
    with Database.open(where, create=True) as database:
        yield database
