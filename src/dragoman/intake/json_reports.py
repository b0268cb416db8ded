"""JSON objects to reports, with the keys that news corpora and event-data tools use; docs/input.md lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dragoman.errors import InputError
from dragoman.intake.dates import parse_published
from dragoman.intake.texts import LARGEST_REPORT, from_text
from dragoman.model.report import Report

LARGEST_LINE = LARGEST_REPORT * 4  # bytes
LARGEST_VALUE = 160_000_000  # bytes of a JSON file that is one value
TEXT_KEYS = ("text", "event_text", "body", "content", "maintext", "article")
TITLE_KEYS = ("title", "headline")
DATE_KEYS = ("published", "date", "pub_date", "date_publish", "publication_date", "datetime")
SOURCE_KEYS = ("url", "link", "id", "story_id", "doc")
PUBLISHER_KEYS = ("publisher", "source_name", "source_domain", "publication")
LANGUAGE_KEYS = ("language", "lang")


def read_json(path: Path, *, published: datetime | None = None) -> Iterator[Report | InputError]:
    """Reports of a JSON file: one object, a list of objects, or one object a line, whatever its name says."""
    with path.open("rb") as file:
        start = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    if path.suffix.lower() != ".json" and start[:1] != b"[":
        yield from _read_lines(path, published)
        return
    if (size := path.stat().st_size) > LARGEST_VALUE:
        limit = "write it as JSONL, one report a line"
        yield InputError(f"{path}: {size / 1e6:.0f} MB is too large for one JSON value; {limit}")
        return
    yield from read_json_bytes(path.read_bytes(), str(path), published=published)


def read_json_bytes(data: bytes, source: str, *, published: datetime | None = None) -> Iterator[Report | InputError]:
    """Reports of JSON that is held whole: a value, or one object a line."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        yield InputError(f"{source}: empty; nothing to read")
        return
    try:
        value = json.loads(data)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" or b"\n{" in data:
            for number, line in enumerate(data.splitlines(), 1):
                if line.strip():
                    yield _from_line(line, f"{source}, line {number}", published)
        else:
            yield _invalid(source, error)
        return
    except (ValueError, RecursionError) as error:
        yield _invalid(source, error)
        return
    items = value if isinstance(value, list) else [value]
    if not items:
        yield InputError(f"{source}: an empty list; nothing to read")
    for number, item in enumerate(items, 1):
        yield from_record(item, f"{source}#{number}" if len(items) > 1 else source, published=published)


def _read_lines(path: Path, published: datetime | None) -> Iterator[Report | InputError]:
    """JSONL, a line at a time, so that a file may be larger than memory."""
    seen = False
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST_LINE + 1):
            number += 1
            name = f"{path}, line {number}"
            if len(line) > LARGEST_LINE:
                seen = True
                yield InputError(f"{name}: over {LARGEST_LINE / 1e6:.0f} MB in one line; write one report a line")
                while line and not line.endswith(b"\n"):
                    line = file.readline(LARGEST_LINE)
            elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                seen = True
                yield _from_line(line, name, published)
    if not seen:
        yield InputError(f"{path}: empty; nothing to read")


def _from_line(line: bytes, name: str, published: datetime | None) -> Report | InputError:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{name}: not valid JSON ({_short(error)}); this line is left out")
    return from_record(value, name, published=published)


def from_record(value: object, name: str, *, published: datetime | None = None) -> Report | InputError:
    """A report from a JSON object.

    Args:
        value: the object; what it holds beyond the known keys is passed over.
        name: file and line, for messages, and the report's source where the object names none.
        published: when it was published, if neither a key nor the text says so.
    """
    if not isinstance(value, dict):
        return InputError(f"{name}: a JSON {type(value).__name__}, not an object with a text; this one is left out")
    text = _first(value, TEXT_KEYS)
    if text is None:
        return InputError(f"{name}: no text; one of the keys {', '.join(TEXT_KEYS)} must hold the report's text")
    stamp = _first(value, DATE_KEYS)
    when = parse_published(stamp) if stamp else None
    if stamp and when is None and published is None:
        return InputError(f"{name}: date {stamp!r} is not understood; write it as 2020-06-14 or 2020-06-14T11:08:00")
    title = (_first(value, TITLE_KEYS) or "").strip()
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    try:
        return from_text(
            text,
            _first(value, SOURCE_KEYS) or name,
            published=published,
            stamp=when,
            title=text.index(title) + len(title) if title else 0,
            publisher=_first(value, PUBLISHER_KEYS),
            language=_first(value, LANGUAGE_KEYS) or "en",
        )
    except InputError as error:
        return InputError(f"{name}{str(error)[str(error).index(': ') :]}")


def _first(value: dict[str, object], keys: tuple[str, ...]) -> str | None:
    """The first key that holds something, as text."""
    for key in keys:
        held = value.get(key)
        if isinstance(held, (str, int)) and not isinstance(held, bool) and str(held).strip():
            return str(held)
    return None


def _invalid(source: str, error: Exception) -> InputError:
    return InputError(f"{source}: not valid JSON ({_short(error)}); repair it, or write one report a line as .jsonl")


def _short(error: Exception) -> str:
    return str(error).split("\n")[0][:120]
