"""What the store gives for people as JSON rows, where no table of `answers` has them."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.answers.table import Row, Table, iso
from dragoman.knowledge.actors import Actor, ActorBook
from dragoman.store.values import Counts, Judgement, ReportRow
from dragoman.web.cache import Known, Snapshot


def full(table: Table) -> list[Row]:
    """The rows of a table, each with all its columns."""
    return [{column: row.get(column) for column in table.columns} for row in table.rows]


def report_row(report: ReportRow) -> Row:
    """A report without its text."""
    return {
        "id": report.id, "source": report.source, "publisher": report.publisher, "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "precision": report.precision.value if report.precision else None, "language": report.language,
        "feed": report.feed, "copy_of": report.copy_of, "arrived": report.arrived.isoformat(),
        "sequence": report.sequence, "events": report.events, "relations": report.relations,
        "warnings": list(report.warnings),
    }  # fmt: skip


def judgement_row(judgement: Judgement) -> Row:
    """A judgement with its id."""
    gone = judgement.withdrawn_at
    return {
        "id": judgement.id, "kind": judgement.kind, "subject": judgement.subject, "object": judgement.object,
        "who": judgement.who, "at": judgement.at.isoformat(), "why": judgement.why,
        "withdrawn_at": gone.isoformat() if gone else None,
    }  # fmt: skip


def counts_row(counts: Counts) -> Row:
    """How much there is."""
    return {
        "reports": counts.reports, "copies": counts.copies, "undated": counts.undated, "sentences": counts.sentences,
        "events": counts.events, "relations": counts.relations, "actors": counts.actors, "stories": counts.stories,
        "judgements": counts.judgements, "feeds": counts.feeds, "first": iso(counts.first), "last": iso(counts.last),
    }  # fmt: skip


def actors_named(known: Snapshot, name: str | None, country: str | None = None) -> list[Row]:
    """Actors that are told of, by a part of their names and their state, those in most stories first."""
    part = (name or "").casefold()
    found = [
        k
        for k in known.actors.values()
        if part in k.ref.name.casefold() and (country is None or k.ref.country == country)
    ]
    return [_actor(k) for k in sorted(found, key=lambda k: (-len(k.stories), k.ref.name, k.ref.id or ""))]


def _actor(known: Known) -> Row:
    ref = known.ref
    return {
        "id": ref.id, "name": ref.name, "kind": ref.kind.value, "country": ref.country, "sectors": list(ref.sectors),
        "stories": len(known.stories), "first_told": iso(known.first), "last_told": iso(known.last),
    }  # fmt: skip


def known_row(actor: Actor) -> Row:
    """An actor that only the list knows."""
    return {
        "id": actor.id, "name": actor.name, "kind": actor.kind.value, "country": actor.country,
        "sectors": list(actor.sectors), "stories": 0, "first_told": None, "last_told": None,
    }  # fmt: skip


def known_as(book: ActorBook, name: str) -> Iterator[Actor]:
    """Actors of the list by full name, then by surname, then by sound; each once."""
    last = name.split()[-1] if name.split() else ""
    found = (*book.find(name), *book.find_surname(name), *book.by_sound(last))
    yield from {actor.id: actor for actor in found}.values()
