"""Writes readings to a stream in the form that was asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dragoman.model.records import Reading
from dragoman.render.contract import reading_to_json, to_line


@contextmanager
def target(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there only when it is whole."""
    if path is None:
        yield sys.stdout
        return
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("w", encoding="utf-8") as stream:
        yield stream
    unfinished.replace(path)


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

                print_reading(reading, stream)
            case _:
                kept.append(reading)
    if form == "json":
        stream.write(json.dumps([reading_to_json(r) for r in kept], ensure_ascii=False, indent=1) + "\n")
    elif form == "html":
        from dragoman.render.page import page

        stream.write(page(kept))
    return count
