"""`dragoman brief`: what changed, what comes, what is disputed, in words, each line with its sentence and its report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_actors import Actors
from dragoman.cli_answers import AsOf, Out
from dragoman.cli_store import StoreAt, open_store

if TYPE_CHECKING:
    from dragoman.brief.values import Brief


class BriefFormat(StrEnum):
    """How a brief is written."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"


_ENDINGS = {".md": "md", ".markdown": "md", ".txt": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def brief(
    since: Annotated[
        str, typer.Option(help="What was told after this day, or in the last days or weeks: 2020-06-13, 1d, 2w.")
    ] = "1d",
    as_of: AsOf = None,
    conflict: Annotated[str | None, typer.Option(metavar="ISO3", help="Only the conflict in this state: LBY.")] = None,
    form: Annotated[
        BriefFormat | None, typer.Option("--format", "-f", help="By the name of the file, else md.")
    ] = None,
    out: Out = None,
    store: StoreAt = None,
    actors: Actors = None,
) -> None:
    """What changed, what comes, what is disputed: a brief with the sentence and the report behind each line."""
    from dragoman.brief.of_store import brief_of

    form = form or _form_of(out)
    if form is BriefFormat.PDF and out is None:
        typer.echo("--format pdf writes no text; name a file with --out", err=True)
        raise typer.Exit(2)
    with open_store(store, read_only=True, actors=actors) as opened:
        made = brief_of(opened, since, as_of, conflict=conflict)
    _write(made, form, out)


def _form_of(out: Path | None) -> BriefFormat:
    """The format that a file's name asks for."""
    if out is None:
        return BriefFormat.MD
    ending = _ENDINGS.get(out.suffix.lower())
    if ending is None:
        typer.echo(f"--out {out}: end the name with .md, .html or .pdf, or say --format", err=True)
        raise typer.Exit(2)
    return BriefFormat(ending)


def _write(made: Brief, form: BriefFormat, out: Path | None) -> None:
    from dragoman.render.show import target
    from dragoman.render.whole_file import whole_file

    if form is BriefFormat.PDF and out is not None:
        from dragoman.brief.pdf import pdf

        content = pdf(made)
        with whole_file(out, binary=True) as file:
            file.write(content)
        return
    if form is BriefFormat.HTML:
        from dragoman.brief.html import html

        text = html(made)
    else:
        from dragoman.brief.markdown import markdown

        text = markdown(made)
    with target(out, form.value) as stream:
        stream.write(text)


COMMANDS = (brief,)
