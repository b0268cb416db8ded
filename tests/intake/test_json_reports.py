"""JSON and JSONL with the keys of news corpora and event-data tools."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.intake.files import read_file
from dragoman.intake.json_reports import DATE_KEYS, SOURCE_KEYS, TEXT_KEYS, TITLE_KEYS, from_record
from dragoman.model.report import BlockKind, Precision, Report

TEXT = "The ministers met for two hours. They agreed to meet again."


def record(**values: object) -> Report:
    report = from_record(values, "a.jsonl, line 1")
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize("key", TEXT_KEYS)
def test_text_keys(key: str) -> None:
    assert record(**{key: TEXT}).text == TEXT


@pytest.mark.parametrize("key", TITLE_KEYS)
def test_title_keys(key: str) -> None:
    report = record(**{key: "Ministers met.", "text": TEXT})
    assert report.title == "Ministers met."
    assert report.text == f"Ministers met.\n\n{TEXT}"
    assert [b.kind for b in report.blocks] == [BlockKind.HEADLINE, BlockKind.BODY]


@pytest.mark.parametrize("key", DATE_KEYS)
def test_date_keys(key: str) -> None:
    assert record(**{key: "2020-06-14", "text": TEXT}).published == datetime(2020, 6, 14)


@pytest.mark.parametrize("key", SOURCE_KEYS)
def test_source_keys(key: str) -> None:
    assert record(**{key: "https://example.org/1", "text": TEXT}).source == "https://example.org/1"


DATES = [
    ("20200614", datetime(2020, 6, 14), Precision.DAY),
    (20200614, datetime(2020, 6, 14), Precision.DAY),
    ("20200614110800", datetime(2020, 6, 14, 11, 8), Precision.SECOND),
    ("20200614T110800Z", datetime(2020, 6, 14, 11, 8, tzinfo=UTC), Precision.SECOND),
    ("2020-06-14T11:08:00Z", datetime(2020, 6, 14, 11, 8, tzinfo=UTC), Precision.SECOND),
    ("Sun, 14 Jun 2020 11:08:00 GMT", datetime(2020, 6, 14, 11, 8, tzinfo=UTC), Precision.SECOND),
]


@pytest.mark.parametrize(("stamp", "expected", "precision"), DATES)
def test_dates(stamp: object, expected: datetime, precision: Precision) -> None:
    report = record(date=stamp, text=TEXT)
    assert (report.published, report.published_precision) == (expected, precision)


def test_the_key_wins_over_the_header_and_the_header_over_the_caller() -> None:
    dated = f"Published: 2020-06-13\n\n{TEXT}"
    assert record(date="2020-06-14", text=dated).published == datetime(2020, 6, 14)
    report = from_record({"text": dated}, "x", published=datetime(2019, 1, 1))
    assert isinstance(report, Report)
    assert report.published == datetime(2020, 6, 13)


def test_a_title_that_the_text_begins_with_is_not_said_twice() -> None:
    text = f"  Ministers met\n\n{TEXT}"
    report = record(title="Ministers met", text=text)
    assert report.text == text
    assert report.title == "Ministers met"


def test_without_a_source_the_file_and_line_stand_for_it() -> None:
    assert record(text=TEXT).source == "a.jsonl, line 1"


BAD = [
    ("a string", "a JSON str, not an object with a text"),
    ({"title": "x"}, "no text; one of the keys text, event_text"),
    ({"text": True}, "no text"),
    ({"text": "  "}, "no text"),
    ({"text": TEXT, "date": "last week"}, "date 'last week' is not understood; write it as 2020-06-14"),
    ({"text": "<p>a</p><p>b</p><p>c</p>", "id": "7"}, "this is HTML"),
]


@pytest.mark.parametrize(("value", "sentence"), BAD)
def test_bad_records(value: object, sentence: str) -> None:
    error = from_record(value, "a.jsonl, line 3")
    assert isinstance(error, InputError)
    assert sentence in str(error)
    assert str(error).startswith("a.jsonl, line 3: ")


def test_a_date_that_is_not_understood_gives_way_to_the_callers() -> None:
    report = from_record({"text": TEXT, "date": "last week"}, "x", published=datetime(2020, 6, 14))
    assert isinstance(report, Report)
    assert report.published == datetime(2020, 6, 14)


def test_bad_lines_do_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        "\ufeff" + json.dumps({"text": TEXT}),
        "",
        "{broken",
        "[1, 2]",
        json.dumps({"text": TEXT, "id": 9}),
        "[" * 5000,
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    items = list(read_file(path))
    assert [isinstance(item, Report) for item in items] == [True, False, False, True, False]
    assert f"{path}, line 3: not valid JSON" in str(items[1])
    assert f"{path}, line 4: a JSON list" in str(items[2])


def test_a_line_without_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.truncate(9_000_000)
        file.seek(9_000_000)
        file.write(b"\n" + json.dumps({"text": TEXT}).encode())
    error, report = read_file(path)
    assert "line 1: over 8 MB in one line" in str(error)
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (json.dumps({"text": TEXT}, indent=1), 1),
        (json.dumps([{"text": TEXT}, {"text": TEXT}]), 2),
        (json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT}), 2),
    ],
    ids=["an object", "a list", "lines, whatever the name says"],
)
def test_json_files(tmp_path: Path, text: str, count: int) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    items = list(read_file(path))
    assert len(items) == count
    assert all(isinstance(item, Report) for item in items)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "empty; nothing to read"),
        ("[]", "an empty list"),
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
    ],
)
def test_bad_json_files(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    (error,) = read_file(path)
    assert isinstance(error, InputError)
    assert sentence in str(error)
