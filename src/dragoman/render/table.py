"""A reading as a table for people: what is coming, who backs whom, what holds, then every deed with its sentence.

The report's words are never read as markup, and what could move the cursor is taken out of them. Without colour (in a
pipe or a file) the trigger of a deed stands between asterisks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.model.records import Ceasefire, Conflict, Event, Friction, Meeting, Reading, Ref, Relation, Side, Status
from dragoman.model.span import Span
from dragoman.render.wording import (
    clean,
    clean_piece,
    say_casualties,
    say_conflict,
    say_names,
    say_parties,
    say_place,
    say_place_of,
    say_published,
    say_speakers,
    say_topics,
    say_type,
    say_when,
)

NOTHING = (
    "Nothing found: no deed, plan or tie between political actors was recognised. Sport, business and accidents are "
    "left out on purpose; `dragoman explain FILE` shows how each sentence was read."
)
_STATUS_STYLES = {
    Status.HAPPENED: "green",
    Status.ONGOING: "cyan",
    Status.PLANNED: "yellow",
    Status.HYPOTHETICAL: "magenta",
    Status.DENIED: "red",
    Status.POSTPONED: "yellow",
    Status.CANCELLED: "red",
}
_QUAD_STYLES = {1: "bold blue", 2: "bold green", 3: "bold yellow", 4: "bold red"}
WIDEST = 110  # columns; longer lines are hard to read


def print_reading(reading: Reading, stream: TextIO) -> None:
    """Print one reading: title, the picture, then the records sentence by sentence. Empty parts are left out."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    with console.capture() as capture:
        _print_all(console, reading)
    stream.write(re.sub(r" +$", "", capture.get(), flags=re.MULTILINE))


def _print_all(console: Console, reading: Reading) -> None:
    _print_head(console, reading)
    picture = reading.picture
    if not (reading.events or reading.relations):
        console.print(Padding(Text(NOTHING), (1, 0, 1, 2)))
        return
    _print_agenda(console, picture.agenda)
    _print_conflicts(console, picture.conflicts, reading)
    _print_ceasefires(console, picture.ceasefires, reading)
    _print_frictions(console, picture.frictions, reading)
    _print_records(console, "Events", reading.events, reading.report.text)
    _print_records(console, "Relations", reading.relations, reading.report.text)
    console.print()


def _print_head(console: Console, reading: Reading) -> None:
    report = reading.report
    facts = [say_published(report), say_place(reading.dateline), report.publisher, report.source]
    console.print(Text(clean(report.title or "(no title)"), style="bold"))
    console.print(Text(" · ".join(clean(fact) for fact in facts if fact), style="dim"))


def _heading(console: Console, name: str, count: int | None = None) -> None:
    text = Text(f"\n{name}", style="bold underline")
    if count is not None:
        text.append(f"  {count}", style="not bold not underline dim")
    console.print(text)


def _status(status: Status) -> Text:
    return Text(status.value, style=_STATUS_STYLES[status])


def _print_agenda(console: Console, agenda: Sequence[Meeting]) -> None:
    if not agenda:
        return
    _heading(console, "Agenda")
    table = Table("when", "who", "status", "said by", box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.columns[0].min_width = 11
    table.columns[1].ratio = 3
    table.columns[3].ratio = 2
    for meeting in agenda:
        who = Text(say_names(meeting.visitors), style="bold")
        who.append(f" → {clean(meeting.host.name)}" if meeting.host else "", style="bold")
        if where := say_place_of(meeting.where, meeting.host):
            who.append(f", in {where}")
        if topics := say_topics(meeting.topics):
            who.append(f", on {topics}")
        said_by = Text(say_names(meeting.said_by) or "the report")
        table.add_row(Text(say_when(meeting.when) or "no date"), who, _status(meeting.status), said_by)
    console.print(Padding(table, (0, 0, 0, 2)))


def _backer(backer: Ref, side: Side, reading: Reading) -> str:
    """A backer, with who says so where the report does not: "India (says Pakistan)"."""
    backed = {ref.id for ref in side.of}
    told = [r for r in reading.relations if r.kind == "supports" and r.holder.id == backer.id and r.toward.id in backed]
    if not told or not all(r.speakers for r in told):
        return clean(backer.name)
    return f"{clean(backer.name)} (says {say_names([s.who for s in told[0].speakers])})"


def _print_conflicts(console: Console, conflicts: Sequence[Conflict], reading: Reading) -> None:
    if not conflicts:
        return
    _heading(console, "Who backs whom")
    for conflict in conflicts:
        console.print(Padding(Text(clean(conflict.name), style="bold"), (0, 0, 0, 2)))
        table = Table.grid(padding=(0, 2, 0, 0))
        for side in conflict.sides:
            backers = ", ".join(_backer(ref, side, reading) for ref in side.backed_by)
            backed = Text(f"backed by {backers}" if backers else "no backer named", style="" if backers else "dim")
            table.add_row(Text(say_names(side.of) or "(not named)"), backed)
        console.print(Padding(table, (0, 0, 0, 4)))


def _print_ceasefires(console: Console, ceasefires: Sequence[Ceasefire], reading: Reading) -> None:
    if not ceasefires:
        return
    _heading(console, "Ceasefires")
    events = {event.id: event for event in reading.events}
    for ceasefire in ceasefires:
        line = Text(say_place(ceasefire.where) or "place not said", style="bold")
        line.append(f"  {clean(ceasefire.status)}", style="not bold yellow")
        facts = (
            ("agreed", say_when(ceasefire.agreed)),
            ("between", say_names(ceasefire.parties)),
            ("brokered by", say_names(ceasefire.brokers)),
        )
        _item(console, line, [f"{name} {value}" for name, value in facts if value])
        for event in (events[i] for i in ceasefire.violations if i in events):
            strain = Text.assemble("strained by  ", _sentence(console, [event], reading.report.text))
            console.print(Padding(strain, (0, 0, 0, 4)))


def _print_frictions(console: Console, frictions: Sequence[Friction], reading: Reading) -> None:
    if not frictions:
        return
    _heading(console, "Frictions")
    for friction in frictions:
        first, second = (clean(ref.name) for ref in friction.pair)
        line = Text(f"{first} – {second}", style="bold")
        places = ", ".join(say_conflict(code, reading) for code in friction.opposed_in)
        line.append(f"  on opposite sides in {places}" if places else "  on opposite sides", style="not bold")
        line.append("; in dialogue" if friction.in_dialogue else "; no dialogue told of", style="not bold")
        console.print(Padding(line, (0, 0, 0, 2)))


def _print_records(console: Console, name: str, records: Sequence[Event | Relation], text: str) -> None:
    """Records in the order of the text, those of one sentence together, followed by their sentence."""
    if not records:
        return
    _heading(console, name, len(records))
    for i, (_, group) in enumerate(groupby(records, key=lambda r: r.evidence.sentence)):
        told = list(group)
        if i:
            console.print()
        for record in told:
            if isinstance(record, Event):
                _item(console, _event_line(record), _event_facts(record))
            else:
                _item(console, _relation_line(record), _said(record))
        console.print(Padding(_sentence(console, told, text), (0, 0, 0, 4)))


def _event_line(event: Event) -> Text:
    line = Text(say_type(event), style=_QUAD_STYLES.get(event.codes.quad, "bold"))
    line.append("  ")
    line.append_text(_status(event.status).copy())
    line.append(f"  {say_parties(event)}", style="bold" if event.actors else "")
    return line


def _event_facts(event: Event) -> list[str]:
    where, when, topics = say_place(event.where), say_when(event.when), say_topics(event.topics)
    facts = [
        when if when and event.when and event.when.basis == "text" else f"{when} (the report's day)" if when else None,
        f"in {where}" if where else None,
        *(f"{role.role} {clean(role.who.name)}" for role in event.others),
        f"on {topics}" if topics else None,
        say_casualties(event.casualties),
        "told as history" if event.historical else None,
    ]
    return [fact for fact in facts if fact] + _said(event)


def _relation_line(relation: Relation) -> Text:
    line = Text(clean(relation.holder.name), style="bold")
    line.append(f" {relation.kind.replace('_', ' ')} ", style="not bold cyan")
    line.append(clean(relation.toward.name))
    if relation.conflict:
        line.append(f"  ({relation.conflict})", style="not bold dim")
    if relation.status is not Status.ONGOING:
        line.append("  ")
        line.append_text(_status(relation.status))
    return line


def _said(record: Event | Relation) -> list[str]:
    said = say_speakers(record.speakers)
    return [f"said by {said}"] if said else []


def _item(console: Console, line: Text, facts: Sequence[str]) -> None:
    console.print(Padding(line, (0, 0, 0, 2)))
    if facts:
        console.print(Padding(Text(" · ".join(facts)), (0, 0, 0, 4)))


def _sentence(console: Console, records: Iterable[Event | Relation], text: str) -> Text:
    """The sentence of some records, their triggers standing out."""
    told = list(records)
    sentence = told[0].evidence.sentence
    triggers = sorted({r.evidence.trigger for r in told if sentence.covers(r.evidence.trigger)})
    mark = "" if console.color_system else "*"
    out, at = Text(style="dim"), sentence.start
    for trigger in triggers:
        if trigger.start < at:
            continue
        out.append(clean_piece(Span(at, trigger.start).of(text)))
        out.append(f"{mark}{clean(trigger.of(text))}{mark}", style="not dim bold")
        at = trigger.end
    out.append(clean_piece(Span(at, sentence.end).of(text)))
    out.rstrip()
    return out
