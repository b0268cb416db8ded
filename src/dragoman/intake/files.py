"""Files, folders and standard input to reports: encodings, JSON and JSONL, and one clear sentence for what can't be read."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dragoman.errors import InputError
from dragoman.intake.dates import parse_published
from dragoman.intake.plain import read_plain
from dragoman.model.report import Precision, Report

LARGEST_REPORT = 2_000_000  # characters
LARGEST_FILE = 2_000_000_000  # bytes; JSONL is read line by line
LARGEST_TEXT_FILE = 8_000_000  # bytes
TEXT_SUFFIXES = (".txt", ".text", ".md", "")
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_TEXT_KEYS = ("text", "event_text", "body", "content", "maintext", "article")
_TITLE_KEYS = ("title", "headline")
_DATE_KEYS = ("published", "date", "pub_date", "date_publish", "publication_date", "datetime")
_SOURCE_KEYS = ("url", "link", "id", "story_id", "doc")
_PUBLISHER_KEYS = ("publisher", "source_name", "source_domain", "publication")
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|span|script|table|a|br|img|meta|li|ul)\b[^>]*>", re.IGNORECASE)


def find_files(path: Path) -> list[Path]:
    """The report files that a path stands for: itself, or a folder's text and JSON files, by name.

    Raises:
        InputError: there is nothing there.
    """
    if path.is_dir():
        chosen = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in (*TEXT_SUFFIXES[:3], *JSON_SUFFIXES))
        if not chosen:
            raise InputError(f"{path}: no report in this folder; it is searched for .txt, .md, .json and .jsonl files")
        return chosen
    if not path.exists():
        raise InputError(f"{path}: no such file; check the path")
    return [path]


def read_file(path: Path, *, published: datetime | None = None) -> Iterator[Report | InputError]:
    """Yield the reports of one file; what can't be read comes as an `InputError` in its place, never as a stop."""
    try:
        size = path.stat().st_size
        if path.suffix in JSON_SUFFIXES and size <= LARGEST_FILE:
            yield from _read_json(path, published)
            return
        if size > LARGEST_TEXT_FILE:
            yield InputError(
                f"{path}: {size / 1e6:.0f} MB is too large for one report (limit {LARGEST_TEXT_FILE / 1e6:.0f} MB); "
                "split it into one file a report, or JSONL with one report a line"
            )
            return
        data = path.read_bytes()
    except OSError as error:
        yield InputError(f"{path}: can't be read ({error.strerror or error}); check the path and its rights")
        return
    yield _from_bytes(data, str(path), published)


def read_stdin(*, published: datetime | None = None) -> Iterator[Report | InputError]:
    """Yield the report on standard input, or the reports if it is JSONL."""
    data = sys.stdin.buffer.read(LARGEST_TEXT_FILE + 1)
    if len(data) > LARGEST_TEXT_FILE:
        yield InputError(f"standard input: over {LARGEST_TEXT_FILE / 1e6:.0f} MB; give large input as a .jsonl file")
    elif data.lstrip()[:1] == b"{":
        for number, line in enumerate(data.splitlines(), 1):
            if line.strip():
                yield _from_line(line, f"standard input, line {number}", published)
    else:
        yield _from_bytes(data, "-", published)


def _from_bytes(data: bytes, source: str, published: datetime | None) -> Report | InputError:
    try:
        text = decode(data, source)
        return from_text(text, source, published=published)
    except InputError as error:
        return error


def from_text(text: str, source: str, *, published: datetime | None = None) -> Report:
    """A report from text; see `read_plain`.

    Raises:
        InputError: the text is empty, too long, or HTML.
    """
    if not text.strip():
        raise InputError(f"{source}: empty; nothing to read")
    if len(text) > LARGEST_REPORT:
        raise InputError(
            f"{source}: {len(text):,} characters are too many for one report (limit {LARGEST_REPORT:,}); "
            "split it into one file a report"
        )
    if len(_MARKUP.findall(text[:20000])) >= 3:
        raise InputError(f"{source}: this is HTML, not text; save the page's article as plain text and read that")
    return read_plain(text, source, published=published, precision=Precision.DAY if published else None)


def decode(data: bytes, source: str) -> str:
    """Bytes to text: UTF-8, UTF-16 with a mark, else the likeliest old encoding; line ends are kept as they are.

    Raises:
        InputError: the bytes are not text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:65536]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if sample and (b"\0" in sample or control * 20 > len(sample)):
        raise InputError(f"{source}: not text but binary data; give the report as a text or JSON file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    if data[: max(broken, 1)].isascii() or len(data) < 200_000:
        from charset_normalizer import from_bytes

        if (best := from_bytes(data).best()) is not None and best.encoding not in ("ascii", "utf_8"):
            return str(best)
    return data.decode("utf-8", "replace")


def _read_json(path: Path, published: datetime | None) -> Iterator[Report | InputError]:
    """JSONL line by line; a JSON file may also hold one object or a list of them."""
    with path.open("rb") as file:
        start = file.read(4096).lstrip()
    if path.suffix == ".json" or start[:1] == b"[":
        if path.stat().st_size > LARGEST_TEXT_FILE * 20:
            yield InputError(f"{path}: too large for one JSON value; write it as JSONL, one report a line")
            return
        try:
            value = json.loads(path.read_bytes())
        except (ValueError, RecursionError) as error:
            if path.suffix == ".json" and b"\n{" in start:
                yield from _read_lines(path, published)
            else:
                yield InputError(f"{path}: not valid JSON ({_short(error)}); repair it, or write one report a line as .jsonl")
            return
        items = value if isinstance(value, list) else [value]
        for number, item in enumerate(items, 1):
            yield from_record(item, f"{path}#{number}" if len(items) > 1 else str(path), published)
        return
    yield from _read_lines(path, published)


def _read_lines(path: Path, published: datetime | None) -> Iterator[Report | InputError]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST_REPORT * 4 + 1):
            number += 1
            name = f"{path}, line {number}"
            if len(line) > LARGEST_REPORT * 4:
                yield InputError(f"{name}: over {LARGEST_REPORT * 4 / 1e6:.0f} MB in one line; one report a line")
                while line and not line.endswith(b"\n"):
                    line = file.readline(LARGEST_REPORT * 4)
            elif line.strip():
                yield _from_line(line, name, published)
    if number == 0:
        yield InputError(f"{path}: empty; nothing to read")


def _from_line(line: bytes, name: str, published: datetime | None) -> Report | InputError:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{name}: not valid JSON ({_short(error)}); this line is left out")
    return from_record(value, name, published)


def from_record(value: object, name: str, published: datetime | None = None) -> Report | InputError:
    """A report from a JSON object with the keys that the ecosystem uses (docs/input.md lists them)."""
    if not isinstance(value, dict):
        return InputError(f"{name}: a JSON {type(value).__name__}, not an object with a text; this one is left out")
    text = _first(value, _TEXT_KEYS)
    if text is None:
        return InputError(f"{name}: no text; one of the keys {', '.join(_TEXT_KEYS)} must hold the report's text")
    title = _first(value, _TITLE_KEYS)
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    stamp = _first(value, _DATE_KEYS)
    when = parse_published(stamp) if stamp else None
    if stamp and when is None:
        return InputError(f"{name}: date {stamp!r} is not understood; write it as 2020-06-14 or 2020-06-14T11:08:00")
    try:
        report = from_text(text, _first(value, _SOURCE_KEYS) or name)
    except InputError as error:
        return error
    chosen, precision = (published, Precision.DAY) if published else when or (report.published, report.published_precision)
    return Report(
        text=report.text,
        source=report.source,
        blocks=report.blocks,
        title=title or report.title,
        published=chosen,
        published_precision=precision,
        publisher=_first(value, _PUBLISHER_KEYS),
        language=_first(value, ("language", "lang")) or "en",
    )


def _first(value: dict[str, object], keys: tuple[str, ...]) -> str | None:
    """The first key that holds something, as text."""
    for key in keys:
        held = value.get(key)
        if isinstance(held, (str, int)) and str(held).strip():
            return str(held)
    return None


def _short(error: Exception) -> str:
    return str(error).split("\n")[0][:120]
