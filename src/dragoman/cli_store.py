"""The commands that make, fill and mind a store: init, add, remove, migrate, check, backup, merge, split, undo."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_actors import Actors
from dragoman.cli_input import Published, moment, reports_of, sound

if TYPE_CHECKING:
    from dragoman.keeping.store import Kept, Store
    from dragoman.model.report import Report

StoreAt = Annotated[
    str | None,
    typer.Option(
        "--store", "-s", envvar="DRAGOMAN_STORE", metavar="FILE|URL",
        help="The store: a file, or postgresql+psycopg://USER:PASSWORD@HOST/NAME. dragoman.db here, if none is given.",
    ),
]  # fmt: skip
Who = Annotated[str | None, typer.Option("--who", help="Who says so; your user name if none.")]
Why = Annotated[str | None, typer.Option("--why", help="For what reason.")]
Event = Annotated[str, typer.Argument(metavar="ID", help="An event or story, by its id or the beginning of it.")]


def open_store(
    where: str | None, *, create: bool = False, read_only: bool = False, actors: Path | None = None
) -> Store:
    """The store of a command."""
    from dragoman.keeping.store import Store

    return Store.open(where, create=create, read_only=read_only, actors=actors)


def init(store: StoreAt = None) -> None:
    """Make an empty store, or bring one up to date."""
    with open_store(store, create=True) as opened:
        typer.echo(f"the store is at {opened.database.where}; fill it with `dragoman add`")


def add(
    files: Annotated[
        list[str], typer.Argument(help="Report files, folders, or - for standard input.", metavar="FILE|DIR|-")
    ],
    store: StoreAt = None,
    published: Published = None,
    actors: Actors = None,
) -> None:
    """Read reports into the store; what it has is passed over, so that a run can be taken up again."""
    from dragoman.keeping.store import Kept

    when = moment(published, "--published")
    problems: list[str] = []
    total = Kept()
    with open_store(store, create=True, actors=actors) as opened:
        reports = sound(reports_of(files, when), problems)
        try:
            for kept in _with_progress(opened, reports):
                total += kept
        finally:
            for problem in problems:
                typer.echo(problem, err=True)
            typer.echo(_told(total, len(problems)))
        if total.new:
            opened.picture()  # so that it is at hand when it is asked for
    if problems or not total.new + total.known:
        raise typer.Exit(1)


def _with_progress(store: Store, reports: Iterator[Report]) -> Iterator[Kept]:
    """Keep reports, with a bar on a terminal that tells how far it is."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} reports"),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None, told="")
        events = 0
        for kept in store.take(reports):
            events += kept.events
            progress.update(task, advance=kept.new + kept.known, told=f"{events} events")
            yield kept


def _told(total: Kept, bad: int) -> str:
    """What became of all reports, in one line."""
    parts = [f"{total.new} new", f"{total.known} known"]
    parts += [f"{total.copies} of the new are copies of others"] if total.copies else []
    parts += [f"{total.undated} without a date, which are in no picture"] if total.undated else []
    parts += [f"{bad} could not be read"] if bad else []
    return f"reports: {', '.join(parts)}; {total.events} events, {total.links} links between them"


def remove(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report, by its id or the beginning of it.")],
    store: StoreAt = None,
) -> None:
    """Drop a report and all that was taken from it."""
    with open_store(store) as opened:
        typer.echo(f"removed the report {opened.remove(report)}")


def migrate(store: StoreAt = None) -> None:
    """Bring a store made by an earlier version up to date; make a backup first."""
    from dragoman.keeping.store import place_of
    from dragoman.store.database import Database

    before, after = Database.bring_up_to_date(place_of(store))
    typer.echo(
        f"nothing to do: the store is at revision {after}" if before == after else f"migrated from {before} to {after}"
    )


def check(store: StoreAt = None) -> None:
    """Look whether the store is sound."""
    with open_store(store, read_only=True) as opened:
        trouble = opened.database.check()
        counts = opened.database.counts()
    for sentence in trouble:
        typer.echo(sentence, err=True)
    if trouble:
        raise typer.Exit(1)
    typer.echo(
        f"sound: {counts.reports} reports ({counts.copies} copies, {counts.undated} undated), {counts.events} events in "
        f"{counts.stories} stories, {counts.relations} relations, {counts.actors} actors, from {counts.first} to {counts.last}"
    )


def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; there must be none.")],
    store: StoreAt = None,
) -> None:
    """Copy the store into a new file as it is at this moment, while it may be in use."""
    with open_store(store, read_only=True) as opened:
        opened.database.backup(to)
    typer.echo(f"the copy is at {to}")


def merge(one: Event, other: Event, store: StoreAt = None, who: Who = None, why: Why = None) -> None:
    """Say that two events tell one deed; kept as your judgement beside the links, and it can be undone."""
    with open_store(store) as opened:
        made = opened.merge(one, other, who=who or getpass.getuser(), why=why)
    typer.echo(f"judgement {made.id}; take it back with `dragoman undo {made.id}`")


def split(one: Event, other: Event, store: StoreAt = None, who: Who = None, why: Why = None) -> None:
    """Say that two events tell two deeds; kept as your judgement beside the links, and it can be undone."""
    with open_store(store) as opened:
        made = opened.split(one, other, who=who or getpass.getuser(), why=why)
    typer.echo(f"judgement {made.id}; take it back with `dragoman undo {made.id}`")


def undo(
    judgement: Annotated[str, typer.Argument(metavar="ID", help="A judgement, by its id or the beginning of it.")],
    store: StoreAt = None,
) -> None:
    """Take a judgement back."""
    with open_store(store) as opened:
        found = opened.undo(judgement)
    typer.echo(f"withdrew the {found.kind} of {found.subject} and {found.object} by {found.who}")


COMMANDS = (init, add, remove, migrate, check, backup, merge, split, undo)
