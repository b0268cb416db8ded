"""`dragoman export`: records in the formats of others, from reports or from records that `read` wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.errors import InputError
    from dragoman.model.records import Reading
    from dragoman.model.report import Report


class To(StrEnum):
    """The formats of `dragoman.export.formats`, named here so that help needs none of it."""

    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    PHOENIX = "phoenix"
    PLOVER = "plover"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    files: Annotated[
        list[str],
        typer.Argument(help="Report files, folders, records (.jsonl of `dragoman read`), or -.", metavar="FILE|DIR|-"),
    ],
    to: Annotated[To, typer.Option("--to", "-t", help="The format to write.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write here instead of standard output.")] = None,
    published: Annotated[
        str | None, typer.Option(help="When the reports were published, if they do not say: 2020-06-14.")
    ] = None,
) -> None:
    """Write events as POLECAT, ICEWS, GDELT, Phoenix or PLOVER have them, or as a plain table."""
    if to is To.PARQUET and out is None:
        typer.echo("--to parquet writes no text; name a file with --out", err=True)
        raise typer.Exit(2)
    when = _published(published)
    problems: list[str] = []
    count = _write(_good(_readings(files, when), problems), to, out)
    for problem in problems:
        typer.echo(problem, err=True)
    if count == 0 and not problems:
        typer.echo("no reports in what was given", err=True)
    if problems or count == 0:
        raise typer.Exit(1)


def _write(readings: Iterator[Reading], to: To, out: Path | None) -> int:
    """Write all readings and say how many there were."""
    from dragoman.export.formats import Format, lines
    from dragoman.render.show import target

    counted = _Counted(readings)
    if to is To.PARQUET and out is not None:
        _write_parquet(counted, out)
        return counted.count
    with target(out, "jsonl") as stream:
        for line in lines(counted, Format(to.value)):
            stream.write(line + "\n")
    return counted.count


def _write_parquet(readings: _Counted, out: Path) -> None:
    from dragoman.errors import OutputError
    from dragoman.export.flat import write_parquet

    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("wb") as stream:
            write_parquet(readings, stream)
        unfinished.replace(out)
    except OSError as error:
        raise OutputError(
            f"{out}: can't be written ({error.strerror or error}); check the path and its rights"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


class _Counted:
    """Readings that are counted as they pass."""

    def __init__(self, readings: Iterator[Reading]) -> None:
        self._readings = readings
        self.count = 0

    def __iter__(self) -> Iterator[Reading]:
        for reading in self._readings:
            self.count += 1
            yield reading


def _readings(files: list[str], published: datetime | None) -> Iterator[Reading | InputError]:
    """Readings of all arguments: records as they are, reports through the reader, which is loaded only for them."""
    from dragoman.export.load import load_readings

    for name in files:
        path = Path(name)
        if name != "-" and path.suffix.lower() in (".jsonl", ".ndjson") and _holds_records(path):
            yield from load_readings(path)
            continue
        problems: list[InputError] = []
        yield from _read(_sound(_reports(name, published), problems))
        yield from problems


def _holds_records(path: Path) -> bool:
    from dragoman.export.load import is_records

    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return is_records(next((line for line in file if line.strip()), ""))
    except OSError:
        return False  # the reader of reports says what is wrong


def _read(reports: Iterator[Report]) -> Iterator[Reading]:
    from dragoman.pipeline import Reader

    yield from Reader.load().read(reports)


def _reports(name: str, published: datetime | None) -> Iterator[Report | InputError]:
    from dragoman.errors import InputError
    from dragoman.intake.files import find_files, read_file, read_stdin

    if name == "-":
        yield from read_stdin(published=published)
        return
    try:
        paths = find_files(Path(name))
    except InputError as error:
        yield error
        return
    for path in paths:
        yield from read_file(path, published=published)


def _sound(items: Iterator[Report | InputError], problems: list[InputError]) -> Iterator[Report]:
    from dragoman.errors import InputError

    for item in items:
        if isinstance(item, InputError):
            problems.append(item)
        else:
            yield item


def _good(items: Iterator[Reading | InputError], problems: list[str]) -> Iterator[Reading]:
    from dragoman.errors import InputError

    for item in items:
        if isinstance(item, InputError):
            problems.append(str(item))
        else:
            yield item


def _published(text: str | None) -> datetime | None:
    if text is None:
        return None
    from dragoman.intake.dates import parse_published

    found = parse_published(text)
    if found is None:
        typer.echo(f"--published {text!r} is not a date; write it as 2020-06-14 or 2020-06-14T11:08", err=True)
        raise typer.Exit(2)
    return found[0]
