"""`dragoman export` as people use it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.contract.encode import to_line
from dragoman.pipeline import Reader
from tests.export import factories as f

COLUMNS = {"polecat": 40, "icews": 20, "gdelt": 61, "gdelt-mentions": 16, "phoenix": 26}
SENTENCE = "Turkey accused Greece of violating its airspace on Monday.\n"


def run(*args: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, ["export", *[str(arg) for arg in args]], input=data)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(to_line(f.reading()) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("form", "columns"), COLUMNS.items())
def test_records_are_exported_without_the_model(
    form: str, columns: int, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reader, "load", None)
    result = run(records, "--to", form)
    assert result.exit_code == 0, result.stderr
    assert {len(line.split("\t")) for line in result.stdout.splitlines()} == {columns}


def test_reports_are_read_first(tmp_path: Path) -> None:
    result = run("-", "--to", "icews", "--published", "2020-06-16", data=SENTENCE)
    assert result.exit_code == 0, result.stderr
    header, *lines = result.stdout.splitlines()
    rows = [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert ("Turkey", "Greece", "11") in {(r["Source Country"], r["Target Country"], r["CAMEO Code"][:2]) for r in rows}


def test_parquet_needs_a_file(records: Path, tmp_path: Path) -> None:
    result = run(records, "--to", "parquet")
    assert result.exit_code == 2
    assert "name a file with --out" in result.stderr
    assert run(records, "--to", "parquet", "-o", tmp_path / "x.parquet").exit_code == 0
    assert pl.read_parquet(tmp_path / "x.parquet").height == 6
    assert sorted(p.name for p in tmp_path.iterdir()) == ["records.jsonl", "x.parquet"]


def test_problems_come_at_the_end_and_the_rest_is_written(records: Path, tmp_path: Path) -> None:
    with records.open("a", encoding="utf-8") as file:
        file.write("nonsense\n")
    result = run(records, tmp_path / "nowhere.txt", "--to", "csv")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 7
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        f"{records}, line 2",
        str(tmp_path / "nowhere.txt"),
    ]


def test_a_bad_date_is_told(records: Path) -> None:
    result = run(records, "--to", "csv", "--published", "soon")
    assert result.exit_code == 2
    assert "--published 'soon' is not a date" in result.stderr
