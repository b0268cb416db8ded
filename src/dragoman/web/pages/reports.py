"""Reports: one with its marks and records, all of them, and where they come from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dragoman.answers.table import Row, Table
from dragoman.contract.encode import reading_to_json
from dragoman.knowledge.publishers import Publisher, load_publishers
from dragoman.render.page import view_of
from dragoman.store.values import ReportRow
from dragoman.web.asking import Ask, found
from dragoman.web.view import Page

LISTED = 50
ANCHOR = "r"
REPORT = (
    "id", "published", "title", "publisher", "source", "feed", "copy_of", "language", "events", "relations", "arrived",
)  # fmt: skip


@dataclass(slots=True)
class Source:
    """A publisher: what is known of it, and what it gave."""

    outlet: Publisher
    reports: int = 0
    copies: int = 0
    undated: int = 0
    events: int = 0
    relations: int = 0
    first: date | None = None
    last: date | None = None


def report(ask: Ask, id_: str) -> Page:
    """The text of a report with what was read from it marked, and the records beside it."""
    row = found(lambda: ask.store.database.report(id_))
    reading = ask.store.database.reading(row.id)
    view = view_of(reading, ANCHOR)
    copies = [r for r in ask.store.reports() if r.copy_of == row.id] if not row.copy_of else []
    outlet = load_publishers().of(row.publisher, row.source)
    stories = {t.event.id: t.story for e in reading.events if (t := ask.store.snapshot.by_id.get(e.id)) is not None}
    context = {"row": row, "r": view, "copies": copies, "outlet": outlet, "reading": reading, "stories": stories}
    return Page(
        template="report.html.j2", title=view.title, context=context, data=lambda: reading_to_json(reading), dated=False
    )


def reports(ask: Ask) -> Page:
    """All reports, newest first; those of one publisher or feed if asked for."""
    publisher, feed = ask.text("publisher"), ask.text("feed")
    outlets = load_publishers()
    chosen = [
        r for r in ask.store.reports()
        if (publisher is None or outlets.of(r.publisher, r.source).name == publisher) and (feed is None or r.feed == feed)
    ]  # fmt: skip
    after = ask.text("after")
    start = next((n for n, r in enumerate(chosen, 1) if r.id == after), 0)
    shown = chosen[start : start + LISTED]
    context = {
        "rows": shown, "count": len(chosen), "publisher": publisher, "feed": feed,
        "next_after": shown[-1].id if len(chosen) > start + LISTED else None,
    }  # fmt: skip
    return Page(
        template="reports.html.j2", title="Reports", context=context, dated=False,
        data=lambda: {"next": context["next_after"], "reports": [_row(r) for r in shown]},
        table=lambda: Table(REPORT, [_row(r) for r in chosen]),
    )  # fmt: skip


def _row(row: ReportRow) -> Row:
    return {
        "id": row.id, "published": row.published.isoformat() if row.published else None, "title": row.title,
        "publisher": row.publisher, "source": row.source, "feed": row.feed, "copy_of": row.copy_of, "language": row.language,
        "events": row.events, "relations": row.relations, "arrived": row.arrived.isoformat(),
    }  # fmt: skip


def sources(ask: Ask) -> Page:
    """Feeds and publishers, what each gave, and whose they are; what is not known is said to be unknown."""
    known = ask.store.snapshot.answer("sources", lambda: _by_outlet(ask.store.reports()))
    feeds = ask.store.database.feeds()
    by_feed: dict[str, int] = defaultdict(int)
    for row in ask.store.reports():
        by_feed[row.feed or ""] += 1
    rows: list[Row] = [
        {
            "name": s.outlet.name, "owner": s.outlet.owner, "country": s.outlet.country, "kind": s.outlet.kind,
            "independence": s.outlet.independence, "basis": s.outlet.basis, "reports": s.reports, "copies": s.copies,
            "events": s.events, "relations": s.relations, "undated": s.undated,
            "first": s.first.isoformat() if s.first else None, "last": s.last.isoformat() if s.last else None,
        }
        for s in known
    ]  # fmt: skip
    columns = (
        "name", "owner", "country", "kind", "independence", "basis", "reports", "copies", "events", "relations", "undated",
        "first", "last",
    )  # fmt: skip
    context = {"sources": known, "feeds": feeds, "by_feed": dict(by_feed)}
    return Page(
        template="sources.html.j2", title="Sources", context=context, dated=False, table=lambda: Table(columns, rows),
        data=lambda: {
            "publishers": rows, "feeds": [{"url": f.url, "title": f.title, "reports": by_feed[f.url]} for f in feeds],
        },
    )  # fmt: skip


def _by_outlet(rows: list[ReportRow]) -> list[Source]:
    outlets = load_publishers()
    found: dict[str, Source] = {}
    for row in rows:
        outlet = outlets.of(row.publisher, row.source)
        one = found.setdefault(outlet.name, Source(outlet))
        one.reports += 1
        one.copies += row.copy_of is not None
        one.events += row.events
        one.relations += row.relations
        if row.published is None:
            one.undated += 1
            continue
        day = row.published.date()
        one.first, one.last = min(one.first or day, day), max(one.last or day, day)
    return sorted(found.values(), key=lambda s: (-s.reports, s.outlet.name))
