"""The commands that ask a store: the picture and its parts, events, timelines, actors, changes, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli_actors import Actors
from dragoman.cli_input import moment
from dragoman.cli_store import StoreAt, open_store

if TYPE_CHECKING:
    from dragoman.answers.table import Sections, Table
    from dragoman.model.living import LivingPicture


Period = Literal["day", "week", "month"]
Level = Literal["states", "actors"]


class Form(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


Format = Annotated[Form, typer.Option("--format", "-f", help="What to print.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write here instead of standard output.")]
AsOf = Annotated[str | None, typer.Option(help="As of this day: 2020-06-20; the day of the newest report, if none.")]
Since = Annotated[str | None, typer.Option(help="From this day on: 2020-06-01.")]
Until = Annotated[str | None, typer.Option(help="Up to this day: 2020-06-30.")]
Everything = Annotated[bool, typer.Option("--all", help="Also what is over: meetings held, ceasefires ended.")]
Actor = Annotated[
    str,
    typer.Argument(metavar="ACTOR", help="An id (`dragoman actors find NAME`), or a state's ISO code for all of it."),
]


def picture(
    as_of: AsOf = None,
    conflict: Annotated[str | None, typer.Option(metavar="ISO3", help="Only the conflict in this state: LBY.")] = None,
    everything: Everything = False,
    form: Format = Form.TABLE,
    out: Out = None,
    store: StoreAt = None,
    actors: Actors = None,
) -> None:
    """The living picture: agenda, who backs whom, ceasefires, frictions, sanctions, deployments."""
    from dragoman.answers.picture_tables import whole_picture

    with _picture(store, as_of, everything, actors) as drawn:
        if form is Form.JSON:
            _whole_json(_of_conflict(drawn, conflict), out)
        else:
            _sections(whole_picture(_of_conflict(drawn, conflict)), form, out)


def agenda(
    as_of: AsOf = None, everything: Everything = False, form: Format = Form.TABLE, out: Out = None,
    store: StoreAt = None, actors: Actors = None,
) -> None:  # fmt: skip
    """Meetings that are to come, put off or called off, each with its state."""
    from dragoman.answers.picture_tables import agenda

    with _picture(store, as_of, everything, actors) as drawn:
        _table(agenda(drawn), form, out)


def who_backs(
    conflict: Annotated[str | None, typer.Argument(metavar="[ISO3]", help="Only the conflict in this state: LBY.")] = None,
    as_of: AsOf = None, form: Format = Form.TABLE, out: Out = None, store: StoreAt = None, actors: Actors = None,
) -> None:  # fmt: skip
    """The sides of conflicts and who from outside backs each, with what, since when and last seen."""
    from dragoman.answers.picture_tables import who_backs

    with _picture(store, as_of, False, actors) as drawn:
        _table(who_backs(drawn, conflict.upper() if conflict else None), form, out)


def ceasefires(
    as_of: AsOf = None, everything: Everything = False, form: Format = Form.TABLE, out: Out = None,
    store: StoreAt = None, actors: Actors = None,
) -> None:  # fmt: skip
    """Ceasefires: parties, brokers, state, and each breach with who accuses whom."""
    from dragoman.answers.picture_tables import ceasefires

    with _picture(store, as_of, everything, actors) as drawn:
        _table(ceasefires(drawn), form, out)


def frictions(
    as_of: AsOf = None, form: Format = Form.TABLE, out: Out = None, store: StoreAt = None, actors: Actors = None
) -> None:
    """States that back opposite sides, where, and whether they talk."""
    from dragoman.answers.picture_tables import frictions

    with _picture(store, as_of, False, actors) as drawn:
        _table(frictions(drawn), form, out)


def events(
    text: Annotated[str | None, typer.Argument(metavar="[WORDS]", help='Words and "phrases" of the sentence.')] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help="Somebody who takes part, by id; two for what is between them.")
    ] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", help="A PLOVER type: CONSULT.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="The state where it happens: LBY.")] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="happened, ongoing, planned, hypothetical, denied, postponed, cancelled.")
    ] = None,
    speaker: Annotated[list[str] | None, typer.Option(help="Who says so, by id.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest.")] = 100,
    after: Annotated[str | None, typer.Option(help="Go on after the event with this id.")] = None,
    form: Format = Form.TABLE,
    out: Out = None,
    store: StoreAt = None,
) -> None:
    """Events of the store with their sentences, newest first."""
    from dragoman.answers.stored_tables import event_table
    from dragoman.model.records import Status
    from dragoman.store.values import EventFilter

    wrong = [s for s in status or () if s not in set(Status)]
    if wrong:
        typer.echo(f"--status {wrong[0]!r} is none; take one of {', '.join(Status)}", err=True)
        raise typer.Exit(2)
    wanted = EventFilter(
        text=text, actors=tuple(actor or ()), types=tuple(t.upper() for t in type_ or ()),
        countries=tuple(p.upper() for p in place or ()), statuses=tuple(Status(s) for s in status or ()),
        speakers=tuple(speaker or ()), since=_day(since, "--since"), until=_day(until, "--until"), limit=limit,
        after=after, newest_first=True,
    )  # fmt: skip
    with open_store(store, read_only=True) as opened:
        rows = opened.database.events(wanted)
        _table(event_table(rows), form, out)
        if len(rows) == limit:
            typer.echo(f"there may be more; go on with --after {rows[-1].event.id}", err=True)


def timeline(
    one: Actor,
    other: Annotated[str | None, typer.Argument(metavar="[ACTOR]", help="Only what is between the two.")] = None,
    since: Since = None, until: Until = None, form: Format = Form.TABLE, out: Out = None, store: StoreAt = None,
) -> None:  # fmt: skip
    """The stories of one actor, or between two, day by day."""
    from dragoman.answers.event_tables import timeline_table

    with open_store(store, read_only=True) as opened:
        who = (one, other) if other else (one,)
        entries = opened.timeline(*who, since=_day(since, "--since"), until=_day(until, "--until"))
        _table(timeline_table(entries), form, out)


def dyad(
    one: Actor, other: Actor,
    by: Annotated[Period, typer.Option(help="Rows are days, weeks or months.")] = "week",
    since: Since = None, until: Until = None, form: Format = Form.TABLE,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write here; a name ending in .parquet gives Parquet.")] = None,
    store: StoreAt = None,
) -> None:  # fmt: skip
    """What passes between two actors over time: counts by type, Goldstein and PLOVER sums."""
    from dragoman.answers.dyads import to_polars
    from dragoman.answers.event_tables import dyad_table

    with open_store(store, read_only=True) as opened:
        series = opened.dyad(one, other, by, since=_day(since, "--since"), until=_day(until, "--until"))
    if series.left_out:
        typer.echo(f"left out: {series.left_out} deeds whose day is known too coarsely for a {by}", err=True)
    if out is not None and out.suffix == ".parquet":
        to_polars(series.rows).write_parquet(out)
    else:
        _table(dyad_table(series), form, out)


def balance(
    as_of: AsOf = None, since: Since = None,
    level: Annotated[Level, typer.Option(help="states, or actors one by one.")] = "states",
    form: Format = Form.TABLE, out: Out = None, store: StoreAt = None,
) -> None:  # fmt: skip
    """Who is with whom and against whom, and which triangles of three are strained."""
    from dragoman.answers.actor_tables import balance_sections, graph_sections
    from dragoman.answers.balance import balance

    with open_store(store, read_only=True) as opened:
        graph = opened.graph(as_of, since=_day(since, "--since"), level=level)
        _sections(graph_sections(graph) | balance_sections(balance(graph)), form, out)


def actor(
    id_: Actor,
    as_of: AsOf = None,
    form: Format = Form.TABLE,
    out: Out = None,
    store: StoreAt = None,
    actors: Actors = None,
) -> None:
    """Who somebody is on a day, with ties, last events and statements."""
    from dragoman.answers.actor_tables import actor_sections

    with open_store(store, read_only=True, actors=actors) as opened:
        _sections(actor_sections(opened.actor(id_, as_of)), form, out)


def changes(
    since: Annotated[str, typer.Option(help="What has been told after this day: 2020-06-13.")],
    as_of: AsOf = None, form: Format = Form.TABLE, out: Out = None, store: StoreAt = None, actors: Actors = None,
) -> None:  # fmt: skip
    """What is new, what changed and what was contradicted since a day."""
    from dragoman.answers.event_tables import changes_sections
    from dragoman.answers.picture_tables import picture_changes

    with open_store(store, read_only=True, actors=actors) as opened:
        before, after = opened.picture(since), opened.picture(as_of)
        _sections(
            {"picture": picture_changes(before, after)} | changes_sections(opened.changes(since, as_of)), form, out
        )


def story(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A story or any event of it.")],
    form: Format = Form.TABLE, out: Out = None, store: StoreAt = None,
) -> None:  # fmt: skip
    """All versions of one deed, side by side: who says what, tolls that grow, and why they were joined."""
    from dragoman.answers.stored_tables import story_sections

    with open_store(store, read_only=True) as opened:
        _sections(story_sections(opened.database.story(id_)), form, out)


def why(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Any id of an answer, or the beginning of it.")],
    as_of: AsOf = None, form: Format = Form.TABLE, out: Out = None, store: StoreAt = None, actors: Actors = None,
) -> None:  # fmt: skip
    """The records, sentences and rules behind any line of an answer."""
    from dragoman.render.answers import write_why
    from dragoman.render.show import target

    with open_store(store, read_only=True, actors=actors) as opened:
        tree = opened.why(id_, as_of)
        with target(out, form.value) as stream:
            write_why(tree, form.value, stream)


@contextmanager
def _picture(store: str | None, as_of: str | None, everything: bool, actors: Path | None) -> Iterator[LivingPicture]:
    with open_store(store, read_only=True, actors=actors) as opened:
        drawn = opened.picture(_day(as_of, "--as-of"), everything=everything)
        yield drawn


def _of_conflict(drawn: LivingPicture, conflict: str | None) -> LivingPicture:
    """The picture of one conflict; all of it if none is named."""
    from dragoman.lives.fold import of_conflict

    return of_conflict(drawn, conflict.upper()) if conflict else drawn


def _whole_json(drawn: LivingPicture, out: Path | None) -> None:
    import json

    from dragoman.contract.living import living_to_json
    from dragoman.render.show import target

    with target(out, "json") as stream:
        text = json.dumps(living_to_json(drawn), ensure_ascii=False, indent=1)
        stream.write(text.encode("utf-8", "backslashreplace").decode() + "\n")  # half a surrogate pair is no UTF-8


def _table(table: Table, form: Form, out: Path | None) -> None:
    from dragoman.render.answers import write
    from dragoman.render.show import target

    with target(out, form.value) as stream:
        write(table, form.value, stream)


def _sections(sections: Sections, form: Form, out: Path | None) -> None:
    from dragoman.render.answers import write_sections
    from dragoman.render.show import target

    with target(out, form.value) as stream:
        write_sections(sections, form.value, stream)


def _day(text: str | None, option: str) -> date | None:
    found = moment(text, option)
    return found.date() if found else None


COMMANDS = (
    picture, agenda, who_backs, ceasefires, frictions, events, timeline, dyad, balance, actor, changes, story, why
)  # fmt: skip
