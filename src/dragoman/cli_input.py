"""What the commands that read reports share: the files given, the day they were published, what can't be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from dragoman.errors import InputError
    from dragoman.model.report import Report

Item = TypeVar("Item")
Published = Annotated[
    str | None,
    typer.Option(help="When the reports were published, if they do not say: 2020-06-14 or 2020-06-14T11:08."),
]


def reports_of(files: list[str], published: datetime | None) -> Iterator[Report | InputError]:
    """All reports of the arguments; what can't be read comes as an error in its place."""
    from dragoman.errors import InputError
    from dragoman.intake.files import find_files, read_file, read_stdin

    for name in files:
        if name == "-":
            yield from read_stdin(published=published)
            continue
        try:
            paths = find_files(Path(name))
        except InputError as error:
            yield error
            continue
        for path in paths:
            yield from read_file(path, published=published)


def sound(items: Iterator[Item | InputError], problems: list[str]) -> Iterator[Item]:
    """Pass on what could be read and keep the sentences about the rest."""
    from dragoman.errors import InputError

    for item in items:
        if isinstance(item, InputError):
            problems.append(str(item))
        else:
            yield item


def moment(text: str | None, option: str) -> datetime | None:
    """The time that an option gives; a sentence and status 2 if it is none."""
    if text is None:
        return None
    from dragoman.intake.dates import parse_published

    found = parse_published(text)
    if found is None:
        typer.echo(f"{option} {text!r} is not a date; write it as 2020-06-14 or 2020-06-14T11:08", err=True)
        raise typer.Exit(2)
    return found[0]
