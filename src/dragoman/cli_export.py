"""`dragoman export`: records in the formats of others, from reports or from records that `read` wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_input import Published, moment, reports_of, sound
from dragoman.cli_store import StoreAt, open_store
from dragoman.export.names import Format

if TYPE_CHECKING:
    from dragoman.errors import InputError
    from dragoman.model.records import Reading
    from dragoman.model.report import Report


def export(
    to: Annotated[Format, typer.Option("--to", "-t", help="The format to write.")],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Report files, folders, records (.jsonl of `dragoman read`), or -; the store if none.",
            metavar="[FILE|DIR|-]",
        ),
    ] = None,
    store: StoreAt = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write here instead of standard output.")] = None,
    published: Published = None,
) -> None:
    """Write records of files or of a store in the formats of others: event data, calendar, maps, graphs, linked data."""
    if to is Format.PARQUET and out is None:
        typer.echo("--to parquet writes no text; name a file with --out", err=True)
        raise typer.Exit(2)
    when = moment(published, "--published")
    problems: list[str] = []
    count = _write(sound(_readings(files, when), problems), to, out) if files else _write_store(store, to, out)
    for problem in problems:
        typer.echo(problem, err=True)
    if count == 0 and not problems:
        typer.echo("no reports in what was given", err=True)
    if problems or count == 0:
        raise typer.Exit(1)


def _write_store(store: str | None, to: Format, out: Path | None) -> int:
    """Write all that a store holds."""
    from dragoman.store.values import ReportFilter

    with open_store(store, read_only=True) as opened:
        rows = opened.database.reports(ReportFilter())
        return _write((opened.database.reading(row.id) for row in rows), to, out)


def _write(readings: Iterator[Reading], to: Format, out: Path | None) -> int:
    """Write all readings and say how many there were."""
    from dragoman.export.formats import lines
    from dragoman.render.show import target

    counted = _Counted(readings)
    if to is Format.PARQUET and out is not None:
        _write_parquet(counted, out)
        return counted.count
    with target(out, "jsonl") as stream:
        for line in lines(counted, to):
            stream.write(line + "\n")
    return counted.count


def _write_parquet(readings: _Counted, out: Path) -> None:
    from dragoman.export.flat import write_parquet
    from dragoman.render.whole_file import whole_file

    with whole_file(out, binary=True) as stream:
        write_parquet(readings, stream)


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
    from dragoman.contract.decode import load_readings
    from dragoman.errors import InputError

    for name in files:
        path = Path(name)
        if name != "-" and path.suffix.lower() in (".jsonl", ".ndjson") and _holds_records(path):
            yield from load_readings(path)
            continue
        problems: list[str] = []
        yield from _read(sound(reports_of([name], published), problems))
        yield from map(InputError, problems)


def _holds_records(path: Path) -> bool:
    from dragoman.contract.decode import is_records

    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return is_records(next((line for line in file if line.strip()), ""))
    except OSError:
        return False  # the reader of reports says what is wrong


def _read(reports: Iterator[Report]) -> Iterator[Reading]:
    from dragoman.pipeline import Reader

    yield from Reader.load().read(reports)
