"""Writes readings to a stream in the form that was asked for."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from dragoman.contract.encode import to_line, to_list
from dragoman.model.records import Reading
from dragoman.render.whole_file import whole_file


@contextmanager
def target(path: Path | None, form: str) -> Iterator[TextIO]:
    """Standard output, or a file that is there only when it is whole.

    JSON and pages are UTF-8 whatever the terminal speaks; a table shows `?` for what the terminal can't show.

    Raises:
        OutputError: the file can't be written.
    """
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding=None if form == "table" else "utf-8", errors="replace")
        yield sys.stdout
        return
    with whole_file(path) as stream:
        yield cast(TextIO, stream)


def write(readings: Iterable[Reading], form: str, stream: TextIO, problems: list[str]) -> int:
    """Write readings as they come, and note their warnings; returns how many there were.

    Args:
        readings: the readings.
        form: table, jsonl, json or html.
        stream: where to.
        problems: warnings are added here, each with `warning:` before it.
    """
    count = 0
    kept: list[Reading] = []
    for reading in readings:
        count += 1
        problems += [f"warning: {warning}" for warning in reading.warnings]
        match form:
            case "jsonl":
                stream.write(to_line(reading) + "\n")
                stream.flush()
            case "table":
                from dragoman.render.table import print_reading

                if count > 1:
                    stream.write("\n")
                print_reading(reading, stream)
            case _:
                kept.append(reading)
    if form == "json":
        stream.write(to_list(kept) + "\n")
    elif form == "html" and kept:
        from dragoman.render.page import page

        stream.write(page(kept))
    return count
