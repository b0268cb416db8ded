"""Files, folders and standard input to reports; what can't be read comes as an error in its place, never as a stop."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dragoman.errors import InputError
from dragoman.intake.decoding import decode
from dragoman.intake.html import begins_like_html, read_page
from dragoman.intake.json_reports import read_json, read_json_bytes
from dragoman.intake.mbox import read_mail
from dragoman.intake.texts import from_text
from dragoman.model.report import Report

LARGEST_TEXT_FILE = 8_000_000  # bytes
TEXT_SUFFIXES = (".txt", ".text", ".md")
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
MAIL_SUFFIXES = (".eml", ".mbox")
SUFFIXES = (*TEXT_SUFFIXES, *JSON_SUFFIXES, *PAGE_SUFFIXES, *MAIL_SUFFIXES)


def find_files(path: Path) -> list[Path]:
    """The report files that a path stands for: itself, or a folder's report files, by name.

    Raises:
        InputError: there is nothing there.
    """
    try:
        folder, there = path.is_dir(), path.exists()
    except OSError as error:  # a report's text in a path's place: the name is too long
        raise InputError(f"{str(path)[:60]}…: no path ({error.strerror}); give a file or a folder") from error
    if folder:
        chosen = sorted(p for p in path.rglob("*") if _is_report(p, path))
        if not chosen:
            raise InputError(f"{path}: no report in this folder; it is searched for {', '.join(SUFFIXES)} files")
        return chosen
    if not there:
        raise InputError(f"{path}: no such file; check the path")
    return [path]


def _is_report(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts
    if any(part.startswith(".") for part in inside) or path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    return not any(_saved_beside_page(folder.joinpath(*inside[:i])) for i in range(1, len(inside)))


def _saved_beside_page(folder: Path) -> bool:
    """Whether a browser made this folder for a page's pictures, scripts and frames ("Page_files" beside "Page.html")."""
    name = folder.name.removesuffix("_files")
    return name != folder.name and any(folder.with_name(name + suffix).is_file() for suffix in PAGE_SUFFIXES)


def read_file(
    path: Path, *, published: datetime | None = None, left_out: Counter[str] | None = None
) -> Iterator[Report | InputError]:
    """Yield the reports of one file, and an `InputError` for each that can't be read.

    Args:
        path: a text, JSON, HTML or mail file; what it is called decides which.
        published: when its reports were published, where they do not say so.
        left_out: where parts that are passed over (attachments) are counted.
    """
    try:
        if path.suffix.lower() in JSON_SUFFIXES:
            yield from read_json(path, published=published)
            return
        if path.suffix.lower() in MAIL_SUFFIXES:
            yield from read_mail(path, published=published, left_out=left_out)
            return
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(LARGEST_TEXT_FILE + 1)
    except OSError as error:
        yield InputError(f"{path}: can't be read ({error.strerror or error}); check the path and its rights")
        return
    if len(data) > LARGEST_TEXT_FILE:
        megabytes, limit = max(size, len(data)) / 1e6, LARGEST_TEXT_FILE / 1e6
        yield InputError(
            f"{path}: {megabytes:.0f} MB is too large for one report (limit {limit:.0f} MB); "
            "split it into one file a report, or JSONL with one report a line"
        )
    elif path.suffix.lower() in PAGE_SUFFIXES:
        yield _from_page(data, str(path), published)
    elif not path.is_file():  # a pipe, which has no name to go by
        yield from _read_unnamed(data, str(path), published)
    else:
        yield _from_bytes(data, str(path), published)


def read_stdin(*, published: datetime | None = None) -> Iterator[Report | InputError]:
    """Yield the report on standard input, or the reports if it is JSON."""
    data = sys.stdin.buffer.read(LARGEST_TEXT_FILE + 1)
    if len(data) > LARGEST_TEXT_FILE:
        limit = LARGEST_TEXT_FILE / 1e6
        yield InputError(f"-: over {limit:.0f} MB on standard input; give large input as a .jsonl file")
    else:
        yield from _read_unnamed(data, "-", published)


def _read_unnamed(data: bytes, source: str, published: datetime | None) -> Iterator[Report | InputError]:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if (start.startswith(b"{") and not start.startswith(b"{\\rtf")) or start.startswith((b"[{", b"[\n", b"[ ")):
        yield from read_json_bytes(data, source, published=published)
    elif begins_like_html(start.decode("latin-1")):
        yield _from_page(data, source, published)
    else:
        yield _from_bytes(data, source, published)


def _from_bytes(data: bytes, source: str, published: datetime | None) -> Report | InputError:
    try:
        return from_text(decode(data, source), source, published=published)
    except InputError as error:
        return error


def _from_page(data: bytes, source: str, published: datetime | None) -> Report | InputError:
    try:
        return read_page(data, source, published=published).report
    except InputError as error:
        return error
