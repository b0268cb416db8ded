"""What is opened, and what is refused with a sentence that says what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from dragoman.errors import StoreError
from dragoman.store import schema
from dragoman.store.database import Database
from tests.store.sample import add, plain


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def made(path: Path) -> Path:
    with Database.open(path, create=True) as database:
        add(database, plain())
    return path


def _cut(path: Path) -> None:
    content = made(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _scratched(path: Path) -> None:
    content = bytearray(made(path).read_bytes())
    content[4096:] = bytes(byte ^ 0x5A for byte in content[4096:])
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "there is no store at .*; make one with `dragoman init`"),
        (lambda path: path.touch(), "is no store: it has no tables of Dragoman; make one with `dragoman init`"),
        (lambda path: path.write_text("a report, not a store\n" * 99), "is no store: it is no SQLite database"),
        (lambda path: run(path, "CREATE TABLE events (day TEXT)"), "is no store: it has no tables of Dragoman"),
        (lambda path: path.mkdir(), "is a folder; name a file in it"),
        (
            lambda path: run(made(path), "UPDATE dragoman_revision SET version_num = '9999'"),
            "of form 9999, made by a newer Dragoman",
        ),
        (_scratched, "is damaged .*take the last backup"),
    ],
    ids="missing empty text foreign folder newer damaged".split(),
)
def test_what_is_no_store_is_refused(tmp_path: Path, make: Callable[[Path], object], says: str) -> None:
    path = tmp_path / "store.db"
    make(path)
    with pytest.raises(StoreError, match=says), Database.open(path) as database:
        database.counts()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda path: run(path, "CREATE TABLE events (day TEXT)"),
            "tables of something else \\(events\\); name another place",
        ),
        (lambda path: run(path, "CREATE TABLE recipes (name TEXT)"), "tables of something else \\(recipes\\)"),
        (lambda path: path.write_text("a report, not a store\n" * 99), "is no SQLite database"),
    ],
)
def test_nothing_of_others_is_written_over(tmp_path: Path, make: Callable[[Path], object], says: str) -> None:
    path = tmp_path / "store.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=says):
        Database.open(path, create=True)
    assert path.read_bytes() == before


def test_an_older_store_is_migrated_when_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "store.db")
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002"))
    monkeypatch.setattr(schema, "HEAD", "0002")
    with pytest.raises(StoreError, match="form 0001, older than 0002; run `dragoman migrate`"):
        Database.open(path)


def test_migrating_a_store_of_today_changes_nothing(where: str | Path) -> None:
    with Database.open(where, create=True) as database:
        add(database, plain())
        assert database.migrate() == (schema.HEAD, schema.HEAD)
    assert Database.bring_up_to_date(where) == (schema.HEAD, schema.HEAD)
    with Database.open(where, create=True) as database:
        assert database.counts().reports == 1, "to make what is there is to open it"


def test_migrating_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    with pytest.raises(StoreError, match="is no store"):
        Database.bring_up_to_date(tmp_path / "store.db")


def test_migrations_make_the_tables_of_the_schema(where: str | Path) -> None:
    Database.open(where, create=True).close()
    engine = create_engine(f"sqlite:///{where}" if isinstance(where, Path) else where)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": "dragoman_revision"}
        )
        words = [d for d in compare_metadata(context, schema.metadata) if not _about_words(d)]
        assert words == []
        assert connection.scalar(text("SELECT count(*) FROM store")) == 1
    engine.dispose()


def _about_words(difference: object) -> bool:
    """The tables of full-text search are of one database alone, and no part of the schema."""
    return "sentence_words" in str(difference)


def test_the_revisions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "dragoman.store:migrations")
    steps = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == schema.REVISIONS


def test_two_processes_may_make_the_same_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    code = "import sys; from dragoman.store.database import Database; Database.open(sys.argv[1], create=True).close()"
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [process.wait(60) for process in both] == [0, 0, 0]
    with Database.open(path) as database:
        assert database.check() == []


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("mysql://root@localhost/news", "mysql:// is no store; give a file, or postgresql"),
        (
            "postgresql+psycopg://nobody@127.0.0.1:1/nothing",
            "PostgreSQL at postgresql\\+psycopg://nobody@127.0.0.1:1/nothing is gone",
        ),
        ("nonsense://", "is no store|is no URL"),
    ],
)
def test_urls_that_lead_nowhere(where: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        Database.open(where, patience=0.1)


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'dragoman\[postgres\]'"):
        Database.open("postgresql+psycopg://somebody:secret@127.0.0.1/news")


def test_passwords_are_not_shown() -> None:
    with pytest.raises(StoreError) as raised:
        Database.open("postgresql+psycopg://somebody:secret@127.0.0.1:1/news", patience=0.1)
    assert "secret" not in str(raised.value)


def test_sqlite_settings(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    with Database.open(path, read_only=True) as database:
        assert database.counts().reports == 1
        with pytest.raises(StoreError, match="opened for reading only"), database.write():
            pass
        with pytest.raises(StoreError, match="opened for reading only"):
            database.migrate()
    assert [p.name for p in tmp_path.iterdir()] == ["store.db"], "one file, when nobody has it open"
