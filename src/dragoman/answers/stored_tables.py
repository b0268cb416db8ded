"""Events and stories as a store gives them for people: with sentence, title and source beside each."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.answers.event_tables import EVENT, event_row
from dragoman.answers.table import Row, Sections, Table, Value, iso
from dragoman.store.values import EventRow, StoryRow

_SHOWN = ("day", "type", "status", "actors", "recipients", "place", "sentence", "id")


def event_table(rows: Iterable[EventRow]) -> Table:
    """Events with their sentences, one row each."""
    columns = (
        "id",
        "day",
        "day_from",
        "published",
        *EVENT,
        "story",
        "sentence",
        "title",
        "source",
        "publisher",
        "report",
        "why",
    )
    return Table(columns, [_row(row) for row in rows], _SHOWN, "no event is told that fits")


def _row(row: EventRow) -> Row:
    return {
        "id": row.event.id, "day": iso(row.day), "day_from": row.day_basis,
        "published": row.published.isoformat() if row.published else None, **event_row(row.event), "story": row.story,
        "sentence": row.sentence, "title": row.title, "source": row.source, "publisher": row.publisher,
        "report": row.report, "why": row.event.why,
    }  # fmt: skip


def story_sections(story: StoryRow) -> Sections:
    """The versions of a deed in the order told, what they agree and differ in, and why they were joined."""
    versions = event_table(story.events)
    shown = (
        "published",
        "status",
        "actors",
        "recipients",
        "place",
        "killed_low",
        "killed_high",
        "said_by",
        "publisher",
        "sentence",
        "id",
    )
    links: list[Row] = [
        {"one": link.a, "other": link.b, "score": link.score, "reasons": list[Value](link.reasons)}
        for link in story.links
    ]
    return {
        "versions": Table(versions.columns, versions.rows, shown),
        "claims": Table(("what", "claim", "versions", "said_by"), _claims(story), (), "all versions say the same"),
        "links": Table(("one", "other", "score", "reasons"), links, (), "told once, or joined by hand"),
    }


def _claims(story: StoryRow) -> list[Row]:
    """What versions say differently: each claim with those that make it."""
    found: list[Row] = []
    for what in ("status", "actors", "recipients", "killed_low", "killed_high", "place", "start"):
        claims: dict[str, list[EventRow]] = {}
        values: dict[str, Value] = {}
        for row in story.events:
            value = event_row(row.event)[what]
            if value in (None, []):
                continue
            claims.setdefault(repr(value), []).append(row)
            values[repr(value)] = value
        if len(claims) > 1:
            found += [
                {
                    "what": what, "claim": values[key], "versions": len(rows),
                    "said_by": list[Value](dict.fromkeys(_sayer(row) for row in rows)),
                }
                for key, rows in claims.items()
            ]  # fmt: skip
    return found


def _sayer(row: EventRow) -> str:
    """Who makes a claim: the speakers, else the paper."""
    return ", ".join(s.who.name for s in row.event.speakers) or row.publisher or row.source
