"""`dragoman actors`: look into what is known of actors, and check one's own files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.knowledge.actors import Actor, ActorBook, Period

app = typer.Typer(help="Look into what is known of actors, and check files of one's own.", no_args_is_help=True)
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors", exists=True, metavar="FILE|DIR",
        help="Your own actors beside the shipped ones: CSV as in docs/knowledge.md, or PETRARCH dictionaries (*.txt).",
    ),
]  # fmt: skip


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A name, alias, acronym or surname.")],
    on: Annotated[str | None, typer.Option(help="Only actors of this day: 2020-06-14.")] = None,
    actors: Actors = None,
) -> None:
    """Find actors by name; spellings that sound alike come last."""
    book = _book(actors)
    day = _day(on)
    found = list(_found(book, name))
    if day is not None:
        found = [a for a in found if a.alive(day)]
    for actor in found:
        typer.echo(_line(book, actor, day))
    if not found:
        typer.echo(f"nobody called {name!r}" + (f" on {day}" if day else ""), err=True)
        raise typer.Exit(1)


@app.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An id as in the records: person:sergei-lavrov, state:TUR.")],
    actors: Actors = None,
) -> None:
    """Show all that is known of one actor."""
    book = _book(actors)
    actor = book.by_id(id_)
    if actor is None:
        typer.echo(f"no actor has the id {id_!r}; `dragoman actors find NAME` gives ids", err=True)
        raise typer.Exit(1)
    for line in _lines(book, actor):
        typer.echo(line)


@app.command()
def lint(actors: Actors = None) -> None:
    """List what is doubtful: rows that can't be read, two holders of one office, names of two actors, unknown ties."""
    from dragoman.knowledge.actor_lint import complaints

    count = 0
    for complaint in complaints(_book(actors)):
        typer.echo(complaint)
        count += 1
    typer.echo(f"{count} doubtful" if count else "nothing doubtful", err=True)


def _book(actors: Path | None) -> ActorBook:
    from dragoman.knowledge.actors import load_actors

    return load_actors(actors)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        typer.echo(f"--on {text!r} is not a day; write it as 2020-06-14", err=True)
        raise typer.Exit(2) from None


def _found(book: ActorBook, name: str) -> Iterator[Actor]:
    """By full name, then by surname, then by sound; each actor once."""
    seen: set[str] = set()
    for actor in (*book.find(name), *book.find_surname(name), *book.by_sound(name.split()[-1] if name.split() else "")):
        if actor.id not in seen:
            seen.add(actor.id)
            yield actor


def _line(book: ActorBook, actor: Actor, day: date | None) -> str:
    terms = [t for t in actor.tenures if day is None or t.period.holds(day)]
    office = f"{terms[-1].office} of {terms[-1].of} {_years(terms[-1].period)}" if terms else _years(actor.period)
    parts = (actor.id, actor.name, actor.kind.value, actor.country or "—", office)
    return "  ".join(part for part in parts if part)


def _lines(book: ActorBook, actor: Actor) -> Iterator[str]:
    yield f"{actor.name}  ({actor.id})"
    state = book.states.get(actor.country or "")
    yield f"kind       {actor.kind.value}"
    yield f"country    {state.name if state else 'none'}"
    yield f"sectors    {' '.join(actor.sectors) or 'none'}"
    if state:
        numbers = f"COW {state.cow or '—'}  Gleditsch-Ward {state.gw or '—'}"
        yield f"codes      ISO {state.iso3}  CAMEO {state.cameo}  {numbers}"
    if actor.aliases:
        yield f"also       {'; '.join(actor.aliases)}"
    for tenure in actor.tenures:
        yield f"office     {tenure.office} of {tenure.of}  {_years(tenure.period)}" + (
            f"  ({tenure.about})" if tenure.about else ""
        )
    if not actor.tenures and _years(actor.period):
        yield f"time       {_years(actor.period)}"
    if actor.parent:
        yield f"part of    {actor.parent}"
    for leader in actor.leaders:
        yield f"leader     {leader.name}  {_years(leader.period)}"
    for word, names in (("supports", actor.supports), ("opposes", actor.opposes)):
        if names:
            yield f"{word:10} {'; '.join(names)}"


def _years(period: Period) -> str:
    if period.start is None and period.end is None:
        return ""
    return f"{period.start or ''}..{period.end or ''}"
