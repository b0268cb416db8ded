"""What lies around events in the store: what stories are made from, and the marks by which copies are found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select

from dragoman.model.living import Told
from dragoman.store.interning import chunks
from dragoman.store.schema import events, links, print_bands, prints, reports, sentences
from dragoman.store.selecting import texts
from dragoman.store.values import Link, Mark
from dragoman.store.writing import Writer


def neighbours(writer: Writer, told: Sequence[Told]) -> list[Told]:
    """Events with all others of their reports and of their stories, in the order told."""
    writer.flush()
    found = {t.event.id for t in told}
    for some in chunks(sorted({t.report for t in told})):
        query = select(events.c.id).join_from(events, reports).where(reports.c.id.in_(some))
        found.update(writer.connection.scalars(query))
    for some in chunks(sorted({t.story for t in told if t.story != t.event.id})):
        found.update(writer.connection.scalars(select(events.c.id).where(events.c.story.in_(some))))
    return list(writer.told(found))


def links_around(writer: Writer, ids: Collection[str], least: float) -> list[Link]:
    """All links of these events, and of those that hang together with them by links of at least a score."""
    writer.flush()
    a, b = events.alias("one"), events.alias("other")
    query = (
        select(a.c.id, b.c.id, links.c.score).join_from(links, a, links.c.a == a.c.key).join(b, links.c.b == b.c.key)
    )
    found: dict[tuple[str, str], Link] = {}
    seen: set[str] = set()
    ahead = set(ids)
    while ahead:
        seen |= ahead
        reached: set[str] = set()
        for some in chunks(sorted(ahead)):
            for one, other, score in writer.connection.execute(query.where(or_(a.c.id.in_(some), b.c.id.in_(some)))):
                found[one, other] = Link(a=one, b=other, score=score, reasons=())
                if score >= least:
                    reached |= {one, other}
        ahead = reached - seen
    return [found[pair] for pair in sorted(found)]


def sentences_of(writer: Writer, ids: Iterable[str]) -> dict[str, str]:
    """The sentence of each of these events."""
    writer.flush()
    query = select(events.c.id, sentences.c.begins, sentences.c.ends, events.c.report)
    query = query.join_from(events, sentences, sentences.c.key == events.c.sentence)
    spans: list[tuple[str, int, int, int]] = []
    for some in chunks(sorted(set(ids))):
        spans += [tuple(row) for row in writer.connection.execute(query.where(events.c.id.in_(some)))]
    whole = texts(writer.connection, spans)
    return {id_: whole[report][begins:ends] for id_, begins, ends, report in spans}


def put_mark(writer: Writer, report: str, mark: bytes, bands: Iterable[int]) -> None:
    """Keep the mark of a report that the store has, under the bands by which others find it."""
    writer.flush()
    key = writer.connection.scalar(select(reports.c.key).where(reports.c.id == report))
    if key is None:
        return
    writer.connection.execute(prints.insert().values(report=key, mark=mark))
    rows = [{"band": band, "report": key} for band in sorted(set(bands))]
    if rows:
        writer.connection.execute(print_bands.insert(), rows)


def marks_near(writer: Writer, bands: Iterable[int]) -> list[Mark]:
    """The marks of reports that share a band with these."""
    writer.flush()
    found: dict[str, Mark] = {}
    query = select(
        reports.c.id, prints.c.mark, reports.c.published, reports.c.publisher, reports.c.source, reports.c.copy_of
    ).join_from(prints, reports)
    for some in chunks(sorted(set(bands))):
        inside = select(print_bands.c.report).where(print_bands.c.band.in_(some))
        for id_, mark, published, publisher, source, copy_of in writer.connection.execute(
            query.where(reports.c.key.in_(inside))
        ):
            day = datetime.fromisoformat(published) if published else None
            found[id_] = Mark(
                report=id_, mark=bytes(mark), published=day, publisher=publisher, source=source, copy_of=copy_of
            )
    return [found[id_] for id_ in sorted(found)]
