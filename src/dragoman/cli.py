"""The command line: parse, call, show. What is heavy is imported inside the commands: `--help` answers at once."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman import (
    cli_actors,
    cli_alerts,
    cli_answers,
    cli_brief,
    cli_export,
    cli_pairs,
    cli_plot,
    cli_serve,
    cli_store,
    cli_watch,
)
from dragoman.cli_input import Published, moment, reports_of, sound

app = typer.Typer(
    name="dragoman",
    help="Reads dated news reports: who did what to whom, when, where, said by whom, and whether it happened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cli_actors.app, name="actors")
app.add_typer(cli_serve.tokens, name="token")
app.command()(cli_export.export)
for command in (
    *cli_store.COMMANDS,
    *cli_answers.COMMANDS,
    *cli_brief.COMMANDS,
    cli_pairs.pairs,
    cli_plot.plot,
    cli_watch.watch,
    cli_alerts.alerts,
    *cli_serve.COMMANDS,
):
    app.command()(command)


class Format(StrEnum):
    """How `read` shows what it found."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    HTML = "html"


Files = Annotated[
    list[str], typer.Argument(help="Report files, folders, or - for standard input.", metavar="FILE|DIR|-")
]


def _version(wanted: bool) -> None:
    if wanted:
        from dragoman import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _app(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Reads dated news reports: who did what to whom, when, where, said by whom, and whether it happened."""


@app.command()
def read(
    files: Files,
    form: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    published: Published = None,
    as_of: Annotated[str | None, typer.Option(help="Draw the picture as of this day: 2020-06-20.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write here instead of standard output.")] = None,
    actors: cli_actors.Actors = None,
) -> None:
    """Read reports and print what they tell, every fact with its sentence."""
    day = _date(as_of, "--as-of")
    when = moment(published, "--published")
    problems: list[str] = []
    from dragoman.pipeline import Reader
    from dragoman.render import show

    reader = Reader.load(actors=actors) if actors else Reader.load()
    problems += [f"warning: {problem}" for problem in reader.tools.book.problems]
    readings = reader.read(sound(reports_of(files, when), problems), as_of=day)
    with show.target(out, form.value) as stream:
        count = show.write(readings, form.value, stream, problems)
    for problem in problems:
        typer.echo(problem, err=True)
    if count == 0 and not problems:
        typer.echo("no reports in what was given", err=True)
    if any(not problem.startswith("warning:") for problem in problems) or count == 0:
        raise typer.Exit(1)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help="A report file, or - for standard input.", metavar="FILE|-")],
    sentence: Annotated[
        int | None, typer.Option("--sentence", "-s", help="Number of the sentence, from 1; all if none.")
    ] = None,
    published: Published = None,
) -> None:
    """Show a report's sentences as Dragoman sees them: tree, names, and which frame fired on which word."""
    from dragoman.pipeline import Reader
    from dragoman.render.explain import explain_document
    from dragoman.text.analyse import analyse

    problems: list[str] = []
    reports = list(sound(reports_of([file], moment(published, "--published")), problems))
    for problem in problems:
        typer.echo(problem, err=True)
    if not reports:
        raise typer.Exit(1)
    reader = Reader.load()
    for document in analyse(reports, reader.model):
        total = len(document.sentences)
        if sentence is not None and not 1 <= sentence <= total:
            typer.echo(f"--sentence {sentence}: the report has sentences 1 to {total}", err=True)
            raise typer.Exit(2)
        explain_document(document, reader, sentence)


def _date(text: str | None, option: str) -> date | None:
    found = moment(text, option)
    return found.date() if found else None


def main() -> None:
    """Run the command line; errors that Dragoman raises on purpose become one line and status 1."""
    from dragoman.errors import DragomanError

    try:
        app()
    except DragomanError as error:
        typer.echo(f"dragoman: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output went away (`| head`)
        sys.stderr.close()
        sys.exit(0)
