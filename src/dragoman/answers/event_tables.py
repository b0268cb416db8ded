"""Events, timelines, series and changes as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.answers.accounts import Standing
from dragoman.answers.changes import Changes
from dragoman.answers.dyads import QUADS, SCALARS, DyadSeries
from dragoman.answers.table import Row, Sections, Table, Value, ids, iso, names, place_of, span_of
from dragoman.answers.timeline import TimelineEntry
from dragoman.answers.why import SentenceOf
from dragoman.model.living import Told
from dragoman.model.records import Event

EVENT = (
    "type", "mode", "actors", "recipients", "status", "start", "end", "place", "place_country", "killed_low", "killed_high",
    "wounded_low", "wounded_high", "said_by", "cameo", "goldstein", "plover", "quad", "actor_ids", "recipient_ids",
)  # fmt: skip


def event_row(event: Event) -> Row:
    start, end = span_of(event.when)
    place, country = place_of(event.where)
    killed, wounded = event.casualties.killed or (None, None), event.casualties.wounded or (None, None)
    return {
        "type": event.type, "mode": event.mode, "actors": names(event.actors), "recipients": names(event.recipients),
        "status": event.status.value, "start": start, "end": end, "place": place, "place_country": country,
        "killed_low": killed[0], "killed_high": killed[1], "wounded_low": wounded[0], "wounded_high": wounded[1],
        "said_by": names(s.who for s in event.speakers), "cameo": event.codes.cameo, "goldstein": event.codes.goldstein,
        "plover": event.codes.plover, "quad": event.codes.quad, "actor_ids": ids(event.actors),
        "recipient_ids": ids(event.recipients),
    }  # fmt: skip


def events(told: Iterable[Told], sentence_of: SentenceOf | None = None) -> Table:
    """Tellings as they are, one row each, with their sentences where they can be had."""
    rows: list[Row] = [
        {"id": t.event.id, "published": t.published.isoformat(), **event_row(t.event), "story": t.story, "report": t.report,
         "sentence": sentence_of(t.event.id) if sentence_of else None, "why": t.event.why}
        for t in told
    ]  # fmt: skip
    columns = ("id", "published", *EVENT, "story", "report", "sentence", "why")
    shown = (
        "published",
        "type",
        "status",
        "actors",
        "recipients",
        "place",
        *(("sentence",) if sentence_of else ()),
        "id",
    )
    return Table(columns, rows, shown, "no event is told that fits")


def timeline_table(entries: Iterable[TimelineEntry]) -> Table:
    """A timeline, one row a story."""
    columns = (
        "day", *EVENT, "disputed", "versions", "reports", "statuses", "first_told", "last_told", "story", "report", "from",
    )  # fmt: skip
    shown = ("day", "type", "status", "actors", "recipients", "place", "versions", "story")
    return Table(columns, [_entry(e) for e in entries], shown, "no story is told that fits")


def _entry(e: TimelineEntry) -> Row:
    steps: list[Value] = [f"{day.isoformat()} {status.value}" for day, status in e.statuses]
    return {
        "day": iso(e.day), **event_row(e.event), "disputed": e.disputed, "versions": e.versions, "reports": e.reports,
        "statuses": steps, "first_told": iso(e.first_told), "last_told": iso(e.last_told), "story": e.story,
        "report": e.report, "from": list(e.rests_on),
    }  # fmt: skip


def dyad_table(series: DyadSeries) -> Table:
    """A series, one row a period and way, with columns for the types of deeds that occur in it."""
    types = sorted({type_ for row in series.rows for type_, standing, _ in row.counts if standing is Standing.DEED})
    rows: list[Row] = []
    for row in series.rows:
        made: Row = {name: _json(getattr(row, name)) for name in SCALARS}
        made |= dict(zip(QUADS, row.quads, strict=True))
        deeds = {type_: n for type_, standing, n in row.counts if standing is Standing.DEED}
        rows.append(made | {type_: deeds.get(type_, 0) for type_ in types} | {"from": list(row.rests_on)})
    shown = (
        "start",
        "source",
        "target",
        "way",
        "stories",
        "planned",
        "denied",
        "goldstein_sum",
        "goldstein_mean",
        "plover_sum",
    )
    return Table((*SCALARS, *QUADS, *types, "from"), rows, shown, "no story of the two is told that fits")


def _json(value: object) -> Value:
    isoformat: Callable[[], str] | None = getattr(value, "isoformat", None)
    return isoformat() if isoformat is not None else value  # type: ignore[return-value]


def changes_sections(found: Changes) -> Sections:
    """What is new, what changed and what was contradicted, a table each."""
    changed: list[Row] = [
        {
            "told": iso(c.told), "what": c.what, "before": c.before, "after": c.after, "type": c.event.type,
            "actors": names(c.event.actors), "recipients": names(c.event.recipients), "story": c.story, "from": list(c.rests_on),
        }
        for c in found.changed
    ]  # fmt: skip
    contradicted: list[Row] = [
        {
            "told": iso(c.second.published.date()), "why": c.why, "type": c.second.event.type,
            "first": _claim(c.first), "second": _claim(c.second), "story": c.story,
            "from": [c.first.event.id, c.second.event.id],
        }
        for c in found.contradicted
    ]  # fmt: skip
    new = timeline_table(found.new)
    return {
        "new": Table(new.columns, new.rows, new.shown, f"no new story since {found.since}"),
        "changed": Table(
            ("told", "what", "before", "after", "type", "actors", "recipients", "story", "from"), changed,
            ("told", "type", "actors", "recipients", "what", "before", "after", "story"), "no story is told otherwise",
        ),
        "contradicted": Table(
            ("told", "why", "type", "first", "second", "story", "from"), contradicted,
            ("told", "type", "first", "second", "why", "story"), "nothing was contradicted",
        ),
    }  # fmt: skip


def _claim(told: Told) -> str:
    """Who tells what, in short."""
    event = told.event
    said = ", ".join(str(n) for n in names(s.who for s in event.speakers)) or "the report"
    actors, recipients = (", ".join(ref.name for ref in refs) for refs in (event.actors, event.recipients))
    deed = f"{actors or '(not said who)'} → {recipients}" if recipients else actors or "(not said who)"
    return f"{said}: {deed}, {event.status.value}"
