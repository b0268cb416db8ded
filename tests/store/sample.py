"""Readings made by hand for the tests of the store: name only what the test turns on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dragoman.model.records import Event, Evidence, Picture, Reading, Relation
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span
from dragoman.store.database import Database
from dragoman.store.values import digest
from tests.record_factories import event


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence and the event or relation that it tells."""

    text: str
    record: Event | Relation


def reading(
    *said: Said,
    published: str | None = "2020-06-14T11:08",
    source: str = "wire",
    title: str | None = None,
    publisher: str | None = None,
) -> Reading:
    """A report of these sentences; each record rests on its own, and its id is made of it."""
    text, spans = "", []
    for one in said:
        spans.append(Span(len(text), len(text) + len(one.text)))
        text += one.text + "\n"
    when = None if published is None else datetime.fromisoformat(published)
    report = Report(
        text=text, source=source, title=title, published=when, publisher=publisher,
        published_precision=None if when is None else Precision.MINUTE, blocks=(Block(BlockKind.BODY, Span(0, len(text))),),
    )  # fmt: skip
    records = [_resting(one.record, span, report, at) for at, (one, span) in enumerate(zip(said, spans, strict=True))]
    return Reading(
        report=report,
        dateline=None,
        events=tuple(record for record in records if isinstance(record, Event)),
        relations=tuple(record for record in records if isinstance(record, Relation)),
        picture=Picture(),
    )


def _resting(record: Event | Relation, span: Span, report: Report, at: int) -> Event | Relation:
    evidence = Evidence(sentence=span, trigger=Span(span.start, span.start + 3))
    return replace(record, id=digest(report.id, at), evidence=evidence)


def plain(number: int = 1, *, published: str | None = "2020-06-14T11:08", events: int = 2) -> Reading:
    """A report that differs from others by its number alone."""
    said = [
        Said(text=f"Sentence {at} of report {number} tells of talks.", record=event("CONSULT", "meet"))
        for at in range(events)
    ]
    return reading(*said, published=published, source=f"wire/{number}")


def add(database: Database, *readings: Reading) -> None:
    """Add them in one transaction."""
    with database.write() as writer:
        for one in readings:
            writer.add(one)


def ids(readings: Sequence[Reading]) -> list[str]:
    return [one.id for reading in readings for one in reading.events]
