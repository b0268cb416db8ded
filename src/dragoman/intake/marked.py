"""Sentences with a marked source and target: `<s>Mali</s> accused <t>France</t> of …`.

A file has one a line: marked text, a JSON object ("marked", or "text" with "source" and "target" as words or as [start, end]),
or a table with a column "marked_sentence", as the field's test sets have it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.errors import InputError
from dragoman.intake.decoding import decode
from dragoman.model.pair import Pair
from dragoman.model.span import Span

LARGEST_SENTENCE = 10_000  # characters
COLUMN = "marked_sentence"
_MARK = re.compile(r"<(/?)([st])>")
_HOW = "mark who acts as <s>…</s> and whom it is done to as <t>…</t>"


def marked(text: str, name: str = "sentence") -> Pair:
    """Take the marks out of a sentence; a mark may come in several pieces, which count as one span.

    Raises:
        InputError: no mark at all, one that doesn't close, or a text beyond `LARGEST_SENTENCE`.
    """
    if len(text) > LARGEST_SENTENCE:
        raise InputError(f"{name}: {len(text):,} characters in one sentence; the limit is {LARGEST_SENTENCE:,}")
    plain, at = "", 0
    spans: dict[str, Span] = {}
    opened: dict[str, int] = {}
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        closing, kind = match.groups()
        if not closing:
            opened[kind] = len(plain)
        elif kind not in opened:
            raise InputError(f"{name}: </{kind}> closes nothing; {_HOW}")
        else:
            start = opened.pop(kind)
            spans[kind] = Span(min(start, spans[kind].start) if kind in spans else start, len(plain))
    plain += text[at:]
    if opened:
        raise InputError(f"{name}: <{min(opened)}> isn't closed; {_HOW}")
    if not any(span.end > span.start for span in spans.values()):
        raise InputError(f"{name}: nothing marked; {_HOW}")
    nothing = Span(0, 0)
    return Pair(plain, spans.get("s", nothing), spans.get("t", nothing))


def read_pairs(path: Path) -> Iterator[Pair | InputError]:
    """Pairs of a file, one a line; what can't be read comes as an error in its place.

    Args:
        path: text, JSONL, or a table (.tsv, .csv) with a column "marked_sentence".
    """
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        yield InputError(f"{path}: {error.strerror or error}; give a file of marked sentences")
        return
    except InputError as error:
        yield error
        return
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        yield InputError(f"{path}: empty; give one marked sentence a line")
    elif path.suffix.lower() in (".tsv", ".csv"):
        yield from _table(lines, path)
    else:
        yield from read_lines(lines, str(path))


def read_lines(lines: Iterable[str], source: str) -> Iterator[Pair | InputError]:
    """Pairs of lines, marked text or JSON objects."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            name = f"{source}, line {number}"
            try:
                yield (
                    from_object(json.loads(line), name) if line.lstrip().startswith("{") else marked(line.strip(), name)
                )
            except json.JSONDecodeError as error:
                yield InputError(f"{name}: not JSON ({error.msg}); write one object a line")
            except (InputError, RecursionError) as error:
                yield error if isinstance(error, InputError) else InputError(f"{name}: nested too deep")


def from_object(value: object, name: str = "object") -> Pair:
    """A pair of a JSON object.

    Raises:
        InputError: it has neither "marked" nor "text" with a "source" or "target" that stands in it.
    """
    if not isinstance(value, dict):
        raise InputError(f'{name}: not an object; write {{"marked": "<s>Mali</s> accused <t>France</t>"}}')
    if isinstance(text := value.get("marked"), str):
        return marked(text, name)
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError(f'{name}: neither "marked" nor "text"; {_HOW}')
    if len(text) > LARGEST_SENTENCE:
        raise InputError(f"{name}: {len(text):,} characters in one sentence; the limit is {LARGEST_SENTENCE:,}")
    pair = Pair(text, _span(text, value.get("source"), name), _span(text, value.get("target"), name))
    if pair.source.end == pair.source.start and pair.target.end == pair.target.start:
        raise InputError(f'{name}: neither "source" nor "target"; give their words or [start, end]')
    return pair


def _span(text: str, value: object, name: str) -> Span:
    """Where a party stands, given by its words or its first character and end."""
    if value is None or value == "":
        return Span(0, 0)
    if isinstance(value, str):
        at = text.find(value)
        if at < 0:
            raise InputError(f"{name}: {value[:60]!r} doesn't stand in the text")
        return Span(at, at + len(value))
    match value:
        case [int() as start, int() as end] if 0 <= start <= end <= len(text):
            return Span(start, end)
    raise InputError(f"{name}: {str(value)[:60]} is no span of the text; give [start, end] in characters")


def _table(lines: list[str], path: Path) -> Iterator[Pair | InputError]:
    tabbed = path.suffix.lower() == ".tsv"
    rows = csv.DictReader(
        lines, delimiter="\t" if tabbed else ",", quoting=csv.QUOTE_NONE if tabbed else csv.QUOTE_MINIMAL
    )
    if COLUMN not in (rows.fieldnames or ()):
        yield InputError(f"{path}: no column {COLUMN!r}; name the column of marked sentences so")
        return
    try:
        for row in rows:
            try:
                yield marked((row[COLUMN] or "").strip().strip('"'), f"{path}, line {rows.line_num}")
            except InputError as error:
                yield error
    except csv.Error as error:
        yield InputError(f"{path}, line {rows.line_num}: {error}")
