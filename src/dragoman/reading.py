"""The door for Python: sources in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from dragoman.errors import InputError
from dragoman.intake.dates import parse_published, precision_of
from dragoman.intake.files import find_files, read_file
from dragoman.intake.json_reports import from_record
from dragoman.model.records import Reading
from dragoman.model.report import Report
from dragoman.pipeline import Reader

Source = str | Path | Report | Mapping[str, object]


def read(
    source: Source | Iterable[Source],
    *,
    published: date | str | None = None,
    as_of: date | str | None = None,
) -> list[Reading]:
    """Read reports and give back what they tell.

    Use this when the reports fit in memory; for a stream of them, load a `Reader` once and use its `read`.

    Args:
        source: a path to a file or folder, a `Report`, an object with the keys of docs/input.md, or several of these.
        published: when reports were published that do not say so themselves.
        as_of: the day that the picture is drawn for; each report's own day if none.

    Raises:
        InputError: what was given can't be read; where several were given, only if none of them can be read.
    """
    day = _moment(as_of, "as_of")
    reports = reports_from(source, published=published)
    return list(_reader().read(reports, as_of=day.date() if day else None))


def reports_from(source: Source | Iterable[Source], *, published: date | str | None = None) -> list[Report]:
    """The reports of a source or several, not yet read.

    Args:
        source: as for `read`.
        published: when reports were published that do not say so themselves.

    Raises:
        InputError: what was given can't be read; where several were given, only if none of them can be read.
    """
    single = isinstance(source, (str, Path, Report, Mapping))
    sources: Iterable[Source] = [source] if single else source  # type: ignore[list-item,assignment]
    when = _moment(published, "published")
    reports: list[Report] = []
    errors: list[InputError] = []
    for number, one in enumerate(sources, 1):
        for item in _reports(one, number, when):
            if isinstance(item, InputError):
                errors.append(item)
            else:
                reports.append(item)
    if errors and (single or not reports):
        raise errors[0]
    return reports


def _reports(source: Source, number: int, published: datetime | None) -> Iterator[Report | InputError]:
    if isinstance(source, Report):
        if source.published is None and published is not None:
            source = replace(source, published=published, published_precision=precision_of(published))
        yield source
    elif isinstance(source, Mapping):
        yield from_record(dict(source), f"record {number}", published=published)
    else:
        try:
            for path in find_files(Path(source)):
                yield from read_file(path, published=published)
        except InputError as error:
            yield error


def _moment(value: date | str | None, name: str) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    found = parse_published(value)
    if found is None:
        raise InputError(f"{name}={value!r} is not a date; write it as 2020-06-14 or 2020-06-14T11:08")
    return found[0]


@cache
def _reader() -> Reader:
    """The shipped model and knowledge, loaded on the first call and kept."""
    return Reader.load()
