"""`serve` opens nothing to others without tokens, and `token` keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman import cli_serve
from dragoman.errors import InputError
from dragoman.web.tokens import Tokens
from tests.web.sample import fill

app = typer.Typer()
app.add_typer(cli_serve.tokens, name="token")
app.command()(cli_serve.serve)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    fill(tmp_path / "store.db")
    return tmp_path / "store.db"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--host", "0.0.0.0"], "token add"),
        (["--write"], "--scope write"),
        (["--host", "192.168.0.1", "--write"], "token add"),
        (["--name", "news.example"], "token add"),
    ],
)
def test_others_and_writers_need_tokens_before_anything_is_opened(store: Path, asked: list[str], words: str) -> None:
    result = CliRunner().invoke(app, ["serve", "-s", str(store), *asked])
    assert isinstance(result.exception, InputError) and words in str(result.exception)


def test_a_token_that_only_reads_lets_nobody_write(store: Path) -> None:
    Tokens(store.with_name("store.db.tokens")).add("Bob", "read")
    result = CliRunner().invoke(app, ["serve", "-s", str(store), "--write"])
    assert isinstance(result.exception, InputError) and "--scope write" in str(result.exception)


def test_tokens_are_made_listed_and_revoked(store: Path) -> None:
    runner = CliRunner()
    made = runner.invoke(app, ["token", "add", "Ada", "--scope", "write", "-s", str(store)])
    text = made.stdout.strip()
    assert text.startswith("drg_") and "note it now" in made.stderr
    kept = Tokens(store.with_name("store.db.tokens"))
    found = kept.find(text)
    assert found is not None and found.writes
    listed = runner.invoke(app, ["token", "list", "-s", str(store)])
    assert "Ada" in listed.stdout and "write" in listed.stdout and text not in listed.stdout
    assert runner.invoke(app, ["token", "revoke", "Ada", "-s", str(store)]).exit_code == 0
    assert kept.find(text) is None
    assert "no tokens" in runner.invoke(app, ["token", "list", "-s", str(store)]).stderr


def test_the_file_of_tokens_can_be_named(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_TOKENS", str(tmp_path / "mine"))
    assert CliRunner().invoke(app, ["token", "add", "Ada", "-s", str(store)]).exit_code == 0
    assert (tmp_path / "mine").exists()


def test_serving_starts_with_what_was_asked_for(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    started: list[tuple[object, dict[str, object]]] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **given: started.append((app, given)))
    assert CliRunner().invoke(app, ["serve", "-s", str(store), "--port", "0"]).exit_code == 0
    ((made, given),) = started
    settings = made.state.settings  # type: ignore[attr-defined]
    assert given["host"] == "127.0.0.1" and settings.read_only and not settings.sealed and settings.rate is None
    made.state.store.close()  # type: ignore[attr-defined]
    Tokens(store.with_name("store.db.tokens")).add("Ada", "write")
    result = CliRunner().invoke(
        app, ["serve", "-s", str(store), "--host", "0.0.0.0", "--write", "--name", "news.example"]
    )
    assert result.exit_code == 0
    made = started[1][0]
    settings = made.state.settings  # type: ignore[attr-defined]
    assert settings.sealed and not settings.read_only and settings.rate and settings.knows("news.example:443")
    made.state.store.close()  # type: ignore[attr-defined]
