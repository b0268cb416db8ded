"""Answers in every form, with text that wants to do harm."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from dragoman.answers.actor import actor_card
from dragoman.answers.actor_tables import actor_sections, balance_sections, graph_sections, shifts_table, why_table
from dragoman.answers.balance import balance, shifts
from dragoman.answers.changes import changes
from dragoman.answers.dyads import dyad_series
from dragoman.answers.event_tables import changes_sections, dyad_table, events, timeline_table
from dragoman.answers.graph import signed_graph
from dragoman.answers.picture_tables import history, who_backs, whole_picture
from dragoman.answers.table import Table
from dragoman.answers.timeline import timeline
from dragoman.answers.why import why
from dragoman.errors import InputError
from dragoman.knowledge.actors import ActorBook
from dragoman.render.answers import FORMS, csv_cell, write, write_sections, write_why
from tests.answers.pictures import DAY, empty, picture
from tests.answers.tellings import RUSSIA, SYRIA, TURKEY, backs, opposes, strike, talks, told

TOLD = [
    told(talks(RUSSIA, TURKEY), "2020-06-10", "talks"),
    told(strike(SYRIA, TURKEY, killed=(3, 4)), "2020-06-12", "strike"),
]
TIES = [backs(RUSSIA, SYRIA, "2020-06-01"), opposes(TURKEY, SYRIA, "2020-06-01")]


def _tables() -> dict[str, Table]:
    graph = signed_graph(TOLD, TIES, as_of=DAY)
    tree = why("strike", TOLD, TIES, sentence_of=lambda _: "Syria struck.")
    card = actor_card(ActorBook(), TOLD, TIES, "state:turkey", DAY)
    return {
        **whole_picture(picture()),
        "history": history(picture().agenda[0]),
        "events": events(TOLD, lambda _: "A sentence."),
        "timeline": timeline_table(timeline(TOLD, ["TUR"])),
        "dyads": dyad_table(dyad_series(TOLD, "SYR", "TUR")),
        **{f"changes {name}": t for name, t in changes_sections(changes(TOLD, date(2020, 6, 11), DAY)).items()},
        **{f"actor {name}": t for name, t in actor_sections(card).items()},
        **{f"graph {name}": t for name, t in graph_sections(graph).items()},
        **{f"balance {name}": t for name, t in balance_sections(balance(graph)).items()},
        "shifts": shifts_table(shifts(signed_graph([], [], as_of=DAY), graph)),
        "why": why_table(tree),
    }


TABLES = _tables()


@pytest.mark.parametrize("name", TABLES)
def test_every_answer_has_the_columns_that_it_says_and_goes_into_every_form(name: str) -> None:
    table = TABLES[name]
    assert set(table.for_people) <= set(table.columns)
    assert all(set(row) == set(table.columns) for row in table.rows)
    for form in FORMS:
        assert _written(table, form) or (form == "jsonl" and not table.rows)
    assert json.loads(_written(table, "json")) == table.rows
    assert [json.loads(line) for line in _written(table, "jsonl").splitlines()] == table.rows
    rows = list(csv.DictReader(io.StringIO(_written(table, "csv"))))
    assert len(rows) == len(table.rows)


def test_the_picture_in_rows() -> None:
    tables = whole_picture(picture())
    (meeting,) = tables["agenda"].rows
    assert (meeting["start"], meeting["state"], meeting["visitors"], meeting["host"]) == (
        "2020-06-14", "confirmed", ["Russia"], "Turkey",
    )  # fmt: skip
    backed = [(r["backed"], r["backer"], r["kinds"], r["since"]) for r in tables["who backs whom"].rows]
    assert backed == [
        (["Libya"], "Turkey", [], None),
        (["LNA"], "Russia", ["weapons", "troops"], "2019-04-04"),
        (["LNA"], "Egypt", [], None),
    ]
    assert who_backs(picture(), "SYR").rows == []


def test_nothing_says_so() -> None:
    for name, table in whole_picture(empty()).items():
        assert _written(table, "table").startswith("no "), name
        assert json.loads(_written(table, "json")) == []
        assert _written(table, "csv").count("\n") == 1, "the header alone"


HOSTILE = "\x1b[31m=cmd|'/c calc'!A0\x07 [bold]x[/bold] \u202egnp\x9b2J"


def test_a_table_shows_no_escape_and_no_markup() -> None:
    written = _written(Table(("name",), [{"name": HOSTILE}]), "table")
    assert "=cmd|'/c calc'!A0 [bold]x[/bold]" in written
    assert not set(written) & set("\x1b\x07\u202e\x9b")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_keeps_the_text_and_steers_no_terminal(form: str) -> None:
    written = _written(Table(("name",), [{"name": HOSTILE}]), form)
    assert not set(written) & set("\x1b\x07\u202e\x9b")
    assert json.loads(written) == ([{"name": HOSTILE}] if form == "json" else {"name": HOSTILE})


CELLS: list[tuple[object, object, str]] = [
    ("=1+1", "'=1+1", "a formula"),
    ("+49 30", "'+49 30", "a number that is a formula"),
    ("@SUM(A1)", "'@SUM(A1)", "a formula of old"),
    ("\t=1+1", "'=1+1", "behind a blank"),
    (["=1+1", "b"], "'=1+1; b", "first in a list"),
    ("a\nb", "a b", "no line ends"),
    ("-", "-", "a dash alone is none"),
    (-9.5, -9.5, "a negative number stays one"),
    (True, "true", "truth in lower case"),
    (None, "", "unknown is empty"),
    (["a;b", "c"], "a,b; c", "the separator is kept for lists"),
]


@pytest.mark.parametrize(("value", "cell", "reason"), CELLS, ids=[row[2] for row in CELLS])
def test_cells_of_csv(value: object, cell: object, reason: str) -> None:
    assert csv_cell(value) == cell, reason  # type: ignore[arg-type]


def test_sections_in_one_file() -> None:
    sections = whole_picture(picture())
    assert list(json.loads(_sections("json"))) == list(sections)
    assert {json.loads(line)["section"] for line in _sections("jsonl").splitlines()} == set(sections)
    assert next(csv.reader(io.StringIO(_sections("csv"))))[0] == "section"
    assert "CEASEFIRES\n" in _sections("table")


def test_a_form_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="'xml' is no form of an answer; take one of table, json, jsonl, csv"):
        _written(Table(("a",), []), "xml")


@pytest.mark.parametrize("form", FORMS)
def test_reasons_in_every_form(form: str) -> None:
    stream = io.StringIO()
    named = replace(TOLD[1].event, why=HOSTILE)
    write_why(why(named.id, [replace(TOLD[1], event=named)], [], sentence_of=lambda _: HOSTILE), form, stream)
    assert stream.getvalue() and not set(stream.getvalue()) & set("\x1b\x07\x9b")


def _written(table: Table, form: str) -> str:
    stream = io.StringIO()
    write(table, form, stream)
    return stream.getvalue()


def _sections(form: str) -> str:
    stream = io.StringIO()
    write_sections(whole_picture(picture()), form, stream)
    return stream.getvalue()
