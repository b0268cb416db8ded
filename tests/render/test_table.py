"""The table for people: whole at 80 columns, without colour in a pipe, and safe with hostile text."""

from __future__ import annotations

import dataclasses
import io

import pytest

from dragoman.intake.plain import read_plain
from dragoman.model.records import Picture, Reading
from dragoman.render.table import print_reading
from tests.render.sample import SHELLED, sample


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def table(reading: Reading) -> str:
    stream = io.StringIO()
    print_reading(reading, stream)
    return stream.getvalue()


def test_all_parts_in_order() -> None:
    text = table(sample())
    parts = ["Agenda", "Who backs whom", "Ceasefires", "Frictions", "Events", "Relations"]
    assert [line.split("  ")[0] for line in text.splitlines() if line.split("  ")[0] in parts] == parts


def test_what_a_reader_looks_for() -> None:
    text = table(sample())
    assert "9 Mar 2021   Ada Berg → Sudland  planned  Sudland foreign ministry" in text
    assert "Eastern Front  backed by Sudland" in text
    assert "agreed Feb 2021 · between Council, Eastern Front · brokered by Westland" in text
    assert "Norland – Sudland  on opposite sides in Sudan; in dialogue" in text
    assert "ASSAULT·heavy-weapons  happened  Eastern Front" in text
    assert "in Eastville, SDN · 3–5 killed" in text
    assert SHELLED.replace("shelled", "*shelled*") in text
    assert "Norland supports Council  (SDN)" in text


def test_narrow_and_plain_in_a_pipe() -> None:
    text = table(sample())
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_colour_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = table(sample())
    assert "\x1b[" in text
    assert "*shelled*" not in text


def test_empty_parts_are_left_out() -> None:
    text = table(dataclasses.replace(sample(), picture=Picture(), relations=()))
    for part in ("Agenda", "Who backs whom", "Ceasefires", "Frictions", "Relations"):
        assert part not in text


def test_a_report_without_records_says_so() -> None:
    text = table(Reading(report=sample().report, dateline=None, events=(), relations=(), picture=Picture()))
    assert "Nothing found" in text
    assert "dragoman explain FILE" in text


def test_text_is_never_markup() -> None:
    hostile = "[bold]x[/bold] [link=file:///etc]y[/link] :warning: \x1b[2J\u202e"
    report = dataclasses.replace(read_plain("Some text.", hostile), title=hostile, publisher=hostile)
    text = table(dataclasses.replace(sample(), report=dataclasses.replace(report, text=sample().report.text)))
    assert "[bold]x[/bold] [link=file:///etc]y[/link] :warning: [2J" in text.splitlines()[0]
    assert "\x1b" not in text
    assert "\u202e" not in text
