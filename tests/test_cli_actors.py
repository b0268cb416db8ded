"""`dragoman actors`, and users' own actors in `read`."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from dragoman.cli import app


def run(*args: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=data)


def test_find_on_a_day() -> None:
    result = run("actors", "find", "Shoygu", "--on", "2020-06-14")
    assert result.exit_code == 0, result.stderr
    assert "person:sergei-shoigu  Sergei Shoigu  person  RUS  defence minister of Russia" in result.stdout


def test_find_nobody() -> None:
    result = run("actors", "find", "Qwortzlebub")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nobody called 'Qwortzlebub'" in result.stderr


def test_find_with_a_bad_day() -> None:
    result = run("actors", "find", "Lavrov", "--on", "June")
    assert result.exit_code == 2
    assert "write it as 2020-06-14" in result.stderr


def test_show() -> None:
    result = run("actors", "show", "person:sergei-lavrov")
    assert "foreign minister of Russia" in result.stdout
    assert "COW 365" in result.stdout
    assert run("actors", "show", "person:nobody").exit_code == 1


def test_lint_of_a_users_dictionary_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("RIVER_FRONT_ [MLIREB 99]\n", encoding="utf-8")
    result = run("actors", "lint", "--actors", path)
    assert result.exit_code == 0
    assert "mine.txt, line 1: dates '99'" in result.stdout


def test_read_with_actors_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    header = "name,aliases,country,kind,sectors,from,to,parent,leaders,supports,opposes,note"
    path.write_text(f"{header}\nRiver Front,,MLI,group,REB,,,,,,,\n", encoding="utf-8")
    text = "The River Front attacked an army camp in Mali on Monday.\n"
    result = run("read", "-", "--published", "2020-06-14", "-f", "jsonl", "--actors", path, data=text)
    assert result.exit_code == 0, result.stderr
    actors = [ref for event in json.loads(result.stdout)["events"] for ref in event["actors"]]
    assert ("group:river-front", "MLI") in [(ref["id"], ref["country"]) for ref in actors]
