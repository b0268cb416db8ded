"""The brief of a store of real reports, through the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman.brief.of_store import brief_of, since_day
from dragoman.cli_brief import brief
from dragoman.errors import DragomanError, InputError
from dragoman.keeping.store import Store

CHRONICLE = Path(__file__).parents[2] / "examples" / "chronicle" / "libya-syria-2020"
REPORTS = (
    "2020-06-11-stillborn",
    "2020-06-13-visit-announced",
    "2020-06-14-visit-put-off",
    "2020-06-14-moscow-confirms-delay",
)
app = typer.Typer()
app.command()(brief)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("store") / "brief.db"
    with Store.open(where, create=True) as made:
        made.add([CHRONICLE / f"{name}.txt" for name in REPORTS])
    return where


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with Store.open(place, read_only=True) as opened:
        yield opened


def test_the_visit_of_14_june_2020_is_told_as_put_off(store: Store) -> None:
    made = brief_of(store, "1d", "2020-06-14")
    (line,) = (line for line in made.lines() if "was put off" in line.text)
    assert "Sergei Lavrov and Sergei Shoigu" in line.text and "planned for 14 June 2020" in line.text
    assert len(line.references) == 2


def test_nothing_stands_in_it_without_a_record_of_the_store(store: Store) -> None:
    made = brief_of(store, "4d", "2020-06-14")
    texts = {r.id: store.database.reading(r.id) for r in store.database.reports()}
    numbers = {reference.number: reference for reference in made.references}
    ties = {t.relation.id for t in store.ties()}
    assert list(made.lines())
    for line in made.lines():
        assert line.records
        for quote in line.quotes:
            report = texts[numbers[quote.reference].report]
            assert quote.record in ties or store.database.event(quote.record).report == report.report.id
            assert quote.sentence in " ".join(report.report.text.split())


def test_a_day_without_reports_has_nothing_new(store: Store) -> None:
    made = brief_of(store, "1d", "2020-06-20")
    assert made.sections[0].nothing == "Nothing new was told after 19 June 2020."


def test_the_command_writes_what_the_name_of_the_file_asks_for(place: Path, tmp_path: Path) -> None:
    for ending, first in (("md", b"# Brief of 14 June 2020"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")):
        out = tmp_path / f"brief.{ending}"
        done = CliRunner().invoke(app, ["--store", str(place), "-o", str(out)])
        assert done.exit_code == 0, done.output
        assert out.read_bytes().startswith(first)


@pytest.mark.parametrize("options", [["-o", "brief.docx"], ["--format", "pdf"]])
def test_the_command_says_what_it_can_not_write(options: list[str], place: Path) -> None:
    done = CliRunner().invoke(app, ["--store", str(place), *options])
    assert done.exit_code == 2


@pytest.mark.parametrize("since", ["yesterday", "1x", "2020-13-01", ""])
def test_a_wrong_day_is_named(since: str) -> None:
    with pytest.raises(InputError, match="neither a day nor a span"):
        since_day(since, date(2020, 6, 14))


def test_spans_are_days_and_weeks() -> None:
    later = date(2020, 6, 14)
    assert since_day("1d", later) == date(2020, 6, 13)
    assert since_day("2w", later) == date(2020, 5, 31)
    assert since_day("2020-06-01", later) == date(2020, 6, 1)


def test_a_conflict_is_an_iso_code_and_days_are_in_order(store: Store) -> None:
    with pytest.raises(InputError, match="no ISO code"):
        brief_of(store, conflict="Libya")
    with pytest.raises(DragomanError, match="before"):
        brief_of(store, "2020-06-14", "2020-06-13")
