"""`dragoman plot`: pictures of the answers as SVG, PNG, PDF, a page of their own, or a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from dragoman.cli_actors import Actors
from dragoman.cli_answers import AsOf, Level, Period, Since, Until
from dragoman.cli_input import moment
from dragoman.cli_store import StoreAt, open_store

if TYPE_CHECKING:
    from dragoman.model.living import LivingPicture, Told, ToldTie
    from dragoman.pictures.frame import Frame
    from dragoman.pictures.theme import Spec


Form = Literal["svg", "png", "html", "pdf", "json"]
Paper = Literal["light", "dark"]
FORMS: tuple[Form, ...] = ("svg", "png", "html", "pdf", "json")


class Kind(StrEnum):
    """What a picture is of."""

    TIMELINE = "timeline"
    DYAD = "dyad"
    NETWORK = "network"
    MAP = "map"
    AGENDA = "agenda"
    CEASEFIRES = "ceasefires"
    SIDES = "sides"


class Source(Protocol):
    """What is asked of a store for pictures."""

    def told(self) -> list[Told]: ...

    def ties(self) -> list[ToldTie]: ...

    def picture(self, as_of: date | str | None = None) -> LivingPicture: ...

    def day(self, given: date | str | None) -> date: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which picture, of whom, of which time, and how it is drawn."""

    kind: Kind
    who: tuple[str, ...] = ()
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    by: Period = "week"
    level: Level = "states"
    paper: Paper = "light"


def plot(
    kind: Annotated[Kind, typer.Argument(help="What to draw.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write; its ending says in which form.")],
    who: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHO]...",
            help="Actors by id or states by ISO code; for ceasefires and sides the state where the conflict is.",
        ),
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", "-f", help="The form, if the file's ending does not say.")] = None,
    as_of: AsOf = None, since: Since = None, until: Until = None,
    by: Annotated[Period, typer.Option(help="Bars of a dyad are days, weeks or months.")] = "week",
    level: Annotated[Level, typer.Option(help="A network of states, or of actors one by one.")] = "states",
    theme: Annotated[Paper, typer.Option(help="On light or on dark paper.")] = "light",
    store: StoreAt = None, actors: Actors = None,
) -> None:  # fmt: skip
    """Draw a timeline, dyad, network, map, agenda, ceasefires, or the sides of a conflict into a file."""
    written = form or _form_of(out)
    days = [found.date() if (found := moment(text, option)) else None for text, option in (
        (as_of, "--as-of"), (since, "--since"), (until, "--until"))]  # fmt: skip
    wanted = Wanted(
        kind=kind, who=tuple(who or ()), as_of=days[0], since=days[1], until=days[2], by=by, level=level, paper=theme
    )  # fmt: skip
    from dragoman.pictures.write import drawn
    from dragoman.render.whole_file import whole_file

    with open_store(store, read_only=True, actors=actors) as opened:
        spec = spec_of(wanted, opened)
    content = drawn(spec, written)
    with whole_file(out, binary=True) as stream:
        stream.write(content)


def spec_of(wanted: Wanted, source: Source) -> Spec:
    """The specification of a picture.

    Args:
        wanted: which one.
        source: a store, or what answers like one.

    Raises:
        InputError: the kind needs other names, or one of them names nobody.
    """
    from dragoman.answers.accounts import until
    from dragoman.pictures.frame import Frame
    from dragoman.pictures.theme import THEMES

    day = source.day(wanted.as_of)
    told = until(source.told(), day)
    frame = Frame(
        reports=len({t.report for t in told}), newest=max((t.published.date() for t in told), default=None), as_of=day,
        theme=THEMES[wanted.paper],
    )  # fmt: skip
    if wanted.kind in (Kind.AGENDA, Kind.CEASEFIRES, Kind.SIDES):
        return _of_picture(wanted, source.picture(day), frame)
    return _of_told(wanted, told, source, frame)


def _of_told(wanted: Wanted, told: Sequence[Told], source: Source, frame: Frame) -> Spec:
    """Pictures of what was told."""
    from dragoman.answers.dyads import dyad_series
    from dragoman.answers.graph import signed_graph
    from dragoman.answers.timeline import timeline
    from dragoman.pictures import dyad, map, network
    from dragoman.pictures import timeline as timelines

    match wanted.kind:
        case Kind.TIMELINE:
            who = _names_given(wanted, 1, 2)
            entries = timeline(told, who, since=wanted.since, until=wanted.until)
            return timelines.timeline(entries, [_name(n, told) for n in who], frame)
        case Kind.DYAD:
            one, other = _names_given(wanted, 2, 2)
            series = dyad_series(told, one, other, wanted.by, since=wanted.since, until=wanted.until)
            return dyad.dyad(series, (_name(one, told), _name(other, told)), frame, by=wanted.by)
        case Kind.NETWORK:
            _names_given(wanted, 0, 0)
            graph = signed_graph(
                told, source.ties(), as_of=source.day(wanted.as_of), since=wanted.since, level=wanted.level
            )
            return network.network(graph, frame)
        case _:
            who = _names_given(wanted, 0, 2)
            of = f": events of {' and '.join(_name(n, told) for n in who)}" if who else ""
            return map.map_of(_within(told, who, wanted), frame, title=f"Where it happened{of}")


def _of_picture(wanted: Wanted, picture: LivingPicture, frame: Frame) -> Spec:
    """Pictures of what holds on a day."""
    from dragoman.answers.parties import Party
    from dragoman.errors import InputError
    from dragoman.pictures import agenda, ceasefires, sides

    where = _names_given(wanted, 0, 1)
    if wanted.kind is Kind.AGENDA:
        lives = picture.agenda
        if where:
            party = Party(where[0])
            lives = tuple(x for x in lives if party.among((*x.what.visitors, *((x.what.host,) if x.what.host else ()))))
        return agenda.agenda(lives, frame)
    if wanted.kind is Kind.CEASEFIRES:
        truces = [x for x in picture.ceasefires if not where or (x.what.where and x.what.where.country == where[0])]
        return ceasefires.ceasefires(truces, frame)
    found = [x.what for x in picture.conflicts if not where or x.what.place == where[0]]
    if len(found) == 1:
        return sides.sides(found[0], picture.backings, frame)
    if found:
        raise InputError(f"there are {len(found)} conflicts; name one of {', '.join(c.place for c in found)}")
    from dragoman.pictures.frame import empty

    asked = where[0] if where else "any state"
    known = ", ".join(x.what.place for x in picture.conflicts)
    return empty(
        frame, title="Who backs whom", missing=f"No conflict in {asked} is told of on this day.",
        advice=f"Told of are conflicts in {known}." if known else "Ask for another day (--as-of), or add reports.",
    )  # fmt: skip


def _names_given(wanted: Wanted, least: int, most: int) -> tuple[str, ...]:
    """The names, ISO codes in capitals; a sentence and status 2 where there are too few or too many."""
    if not least <= len(wanted.who) <= most:
        needs = str(least) if least == most else f"{least} to {most}"
        typer.echo(f"plot {wanted.kind}: takes {needs} names, {len(wanted.who)} were given", err=True)
        raise typer.Exit(2)
    return tuple(name if ":" in name else name.upper() for name in wanted.who)


def _name(id_: str, told: Sequence[Told]) -> str:
    """What somebody is called in the newest report that names them; the id or code, if none does."""
    for one in reversed(told):
        event = one.event
        for ref in (*event.actors, *event.recipients):
            if ref.id == id_ or (ref.kind == "state" and ref.country == id_):
                return ref.name
    return id_


def _within(told: Sequence[Told], who: Sequence[str], wanted: Wanted) -> list[Told]:
    """The tellings of stories that these have part in, and that are of this time."""
    from dragoman.answers.accounts import accounts
    from dragoman.answers.timeline import timeline

    if who:
        kept = {entry.story for entry in timeline(told, who, since=wanted.since, until=wanted.until)}
    elif wanted.since or wanted.until:
        first, last = wanted.since or date.min, wanted.until or date.max
        kept = {a.story for a in accounts(told) if a.day is not None and first <= a.day <= last}
    else:
        return list(told)
    return [t for t in told if t.story in kept]


def _form_of(out: Path) -> Form:
    """The form that a file's ending names; a sentence and status 2 if it names none."""
    ending = out.suffix.lower().removeprefix(".")
    found = next((form for form in FORMS if form == ending), None)
    if found is None:
        typer.echo(f"{out}: the ending is none of {', '.join(FORMS)}; name another file or give --format", err=True)
        raise typer.Exit(2)
    return found
