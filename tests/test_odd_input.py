"""What people and feeds really send: each costs one clear sentence and never the run."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import read
from dragoman.cli import app
from dragoman.contract.decode import load_readings
from dragoman.contract.encode import to_line
from dragoman.errors import InputError, KnowledgeError
from dragoman.intake.dates import parse_published
from dragoman.intake.plain import read_plain
from dragoman.knowledge.files import read_rows
from dragoman.model.address import host_of
from tests.export import factories as f


def test_an_address_that_is_none_has_no_host() -> None:
    assert (host_of("http://[bad"), host_of("https://News.example.GE/1")) == ("", "news.example.ge")


def test_a_report_with_an_odd_address_is_read() -> None:
    (reading,) = read({"text": "Turkey attacked Syria.", "date": "2020-06-14", "url": "http://[bad"})
    assert [event.type for event in reading.events] == ["ASSAULT"]


def test_an_impossible_time_zone_is_no_date() -> None:
    assert parse_published("2020-06-14T11:08+99:00") is None


@pytest.mark.parametrize(
    "line", [b'{"schema": "\xff"}', b'{"schema": "dragoman.records/1", "report": []}', b"[" * 5000]
)
def test_damaged_records_cost_their_own_line(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(line + b"\n" + to_line(f.reading()).encode() + b"\n")
    first, second = load_readings(path)
    assert isinstance(first, InputError)
    assert str(first).startswith(f"{path}, line 1: ")
    assert not isinstance(second, InputError)


@pytest.mark.parametrize("command", [["read"], ["export", "--to", "csv"]])
def test_a_folder_is_no_file_to_write(tmp_path: Path, command: list[str]) -> None:
    report = tmp_path / "report.jsonl"
    report.write_text(json.dumps({"text": "Turkey attacked Syria.", "date": "2020-06-14"}), encoding="utf-8")
    result = CliRunner().invoke(app, [*command, str(report), "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "is a folder; name a file in it" in str(result.exception)


def test_a_text_in_place_of_a_path_is_told_apart() -> None:
    with pytest.raises(InputError, match="no path"):
        read("Turkey attacked Syria. " * 100)


def test_actors_saved_by_a_spreadsheet_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("name,note\nJosé,x\n".encode("utf-8-sig"))
    assert [row["name"] for row in read_rows(path, ("name", "note"))] == ["José"]
    path.write_bytes("name,note\nJosé,x\n".encode("latin-1"))
    with pytest.raises(KnowledgeError, match="not UTF-8; save it as CSV UTF-8"):
        list(read_rows(path, ("name", "note")))


def test_a_day_given_beside_a_report_dates_it() -> None:
    (reading,) = read(read_plain("Turkey attacked Syria on Monday.\n", "a report"), published="2020-06-14")
    assert reading.report.published == datetime(2020, 6, 14)


def test_counts_of_any_size_are_people() -> None:
    for number in ("20", "2,500", "1500"):
        (reading,) = read({"text": f"Rebels killed {number} in Mali.", "date": "2020-06-14"})
        assert [len(event.recipients) for event in reading.events] == [1], number
