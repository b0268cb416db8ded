"""Writes answers to a stream as a table for people, JSON, JSON lines or CSV.

Text comes from reports and is never trusted: a table shows no control characters and no markup, and a CSV cell that a spreadsheet
would take for a formula has an apostrophe before it. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from dragoman.answers.actor_tables import walk, why_table
from dragoman.answers.table import Row, Sections, Table, Value
from dragoman.answers.why import Why
from dragoman.contract.encode import plain
from dragoman.errors import InputError
from dragoman.render.wording import clean

FORMS = ("table", "json", "jsonl", "csv")
WIDEST = 160  # columns where nothing says how wide the output is
_FORMULA = ("=", "+", "-", "@")
_STEERING = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")  # JSON itself escapes those below blank
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write(table: Table, form: str, stream: TextIO) -> None:
    """Write one table.

    Args:
        table: the rows.
        form: table, json, jsonl or csv.
        stream: where to; a table is as wide as it where it is a terminal.

    Raises:
        InputError: there is no such form.
    """
    match form:
        case "table":
            _print(table, stream)
        case "json":
            stream.write(_unicode(json.dumps(table.rows, ensure_ascii=False, indent=1, allow_nan=False)) + "\n")
        case "jsonl":
            _write_lines(table.rows, stream)
        case "csv":
            _write_csv(table.columns, table.rows, stream)
        case _:
            raise InputError(f"{form!r} is no form of an answer; take one of {', '.join(FORMS)}")


def write_sections(sections: Sections, form: str, stream: TextIO) -> None:
    """Write several tables of one answer: under headings, as one JSON object, or as rows that name their section.

    Raises:
        InputError: there is no such form.
    """
    if form == "table":
        for number, (name, table) in enumerate(sections.items()):
            stream.write(("\n" if number else "") + f"{name.upper()}\n")
            _print(table, stream)
    elif form == "json":
        whole = {name: table.rows for name, table in sections.items()}
        stream.write(_unicode(json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)) + "\n")
    else:
        rows: list[Row] = [{"section": name} | row for name, table in sections.items() for row in table.rows]
        columns = tuple(dict.fromkeys(("section", *(c for table in sections.values() for c in table.columns))))
        write(Table(columns, rows), form, stream)


def write_why(tree: Why, form: str, stream: TextIO) -> None:
    """Write reasons: as a tree for people, nested in JSON, or as rows with their depth.

    Raises:
        InputError: there is no such form.
    """
    if form == "table":
        stream.writelines(f"{line}\n" for line in tree_lines(tree))
    elif form == "json":
        stream.write(_unicode(json.dumps(plain(tree), ensure_ascii=False, indent=1)) + "\n")
    else:
        write(why_table(tree), form, stream)


def tree_lines(tree: Why) -> list[str]:
    """The tree as indented lines: what it is, then the sentence, who said so, the rule, and where it was reported."""
    lines: list[str] = []
    for depth, step in walk(tree):
        indent = "  " * depth
        origin = step.source or step.report
        day = f"{step.told.isoformat()}  " if step.told else ""
        lines.append(f"{indent}{day}{clean(step.text)}" + (f"  [{clean(step.id)}]" if step.id else ""))
        facts = (
            f"“{clean(step.sentence)}”" if step.sentence else None,
            f"said by: {clean(', '.join(step.speakers))}" if step.speakers else None,
            f"rule: {clean(step.rule)}" if step.rule else None,
            f"report: {clean(origin)}" if origin else None,
        )
        lines += [f"{indent}    {fact}" for fact in facts if fact]
    return lines


def _print(table: Table, stream: TextIO) -> None:
    if not table.rows:
        stream.write(f"{clean(table.nothing)}\n")
        return
    terminal = stream.isatty()
    console = Console(file=stream, highlight=False, markup=False, emoji=False, width=None if terminal else WIDEST)
    shown = RichTable(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in table.for_people:
        numeric = all(_is_number(row.get(column)) for row in table.rows)
        shown.add_column(Text(column.replace("_", " ")), justify="right" if numeric else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(_shown(row.get(column))) for column in table.for_people))
    with console.capture() as capture:
        console.print(shown)
    stream.write(re.sub(r" +$", "", capture.get(), flags=re.MULTILINE))


def _is_number(value: Value) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _shown(value: Value) -> str:
    """A value as people read it; what is not known is left empty."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.2f}".replace("-0.00", "0.00") if abs(value) < 1 else f"{value:.2f}"
        case int():
            return str(value)
        case str():
            return clean(value)
        case dict():
            return ", ".join(f"{clean(k)}: {_shown(v)}" for k, v in value.items())
        case _:
            return ", ".join(_shown(v) for v in value)


def _write_lines(rows: Iterable[Row], stream: TextIO) -> None:
    for row in rows:
        stream.write(_unicode(json.dumps(row, ensure_ascii=False, allow_nan=False)) + "\n")


def _unicode(text: str) -> str:
    """JSON that UTF-8 can hold and a terminal can show: half a pair and what steers a terminal are written as escapes."""
    sound = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", sound)


def _write_csv(columns: Sequence[str], rows: Iterable[Row], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(row.get(column)) for column in columns])


def csv_cell(value: Value) -> str | int | float:
    """A value as one cell: lists joined by "; ", no line ends, and no text that a spreadsheet runs as a formula."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return value
        case str():
            return _safe(value)
        case dict():
            return _safe(json.dumps(value, ensure_ascii=False))
        case _:
            return _safe("; ".join(str(csv_cell(v)).replace(";", ",") for v in value))


def _safe(text: str) -> str:
    sound = _BREAKS.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).strip()
    return f"'{sound}" if sound.startswith(_FORMULA) and any(c.isalnum() for c in sound) else sound
