"""What changes the store, all within one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, delete, func, select, text, update

from dragoman.errors import StoreError
from dragoman.model.living import Told
from dragoman.model.records import Reading
from dragoman.store import engines, selecting
from dragoman.store.filtering import one_of
from dragoman.store.interning import chunks
from dragoman.store.plain_text import to_json
from dragoman.store.rows import Gathered
from dragoman.store.schema import alerts, event_blocks, events, feeds, judgements, links, reports
from dragoman.store.selecting import Book
from dragoman.store.values import ALL_EVENTS, Added, Feed, Judgement, Link

FLUSH_AT = 2000  # records that may wait to be written


class Writer:
    """One transaction: what it did is kept whole when the block that it was given to ends, and not at all if that fails."""

    def __init__(self, connection: Connection, book: Book) -> None:
        self._connection = connection
        self._book = book
        self._gathered = Gathered(connection, book)
        self._new: dict[str, Added] = {}

    @property
    def connection(self) -> Connection:
        """The connection that the transaction is on; `flush` before asking it."""
        return self._connection

    def add(self, reading: Reading, *, copy_of: str | None = None, feed: str | None = None) -> Added:
        """Keep a report and all that was taken from it; a report that the store has changes nothing.

        Args:
            reading: what `dragoman.read` gave.
            copy_of: the id of the report that this one copies, if it is the same text in another paper.
            feed: the URL of the feed that brought it.
        """
        id_ = reading.report.id
        if id_ in self._new:
            known = self._new[id_]
            return Added(report=id_, new=False, events=known.events)
        held = self._connection.scalar(select(reports.c.events).where(reports.c.id == id_))
        if held is not None:
            return Added(report=id_, new=False, events=held)
        self._gathered.put(reading, copy_of=copy_of, feed=feed)
        self._new[id_] = Added(report=id_, new=True, events=len(reading.events))
        if len(self._gathered.rows["events"]) >= FLUSH_AT:
            self.flush()
        return self._new[id_]

    def flush(self) -> None:
        """Write what waits, so that the database can be asked about it."""
        self._gathered.write()

    def abandon(self) -> None:
        """The transaction failed."""
        self._gathered.forget()

    def remove(self, report: str) -> bool:
        """Drop a report with its records; whether it was there. The first of its copies takes its place.

        Actors stay known; judgements stay as they were made.
        """
        self.flush()
        key = self._connection.scalar(select(reports.c.key).where(reports.c.id == report))
        if key is None:
            return False
        if self._connection.dialect.name == "sqlite":
            self._connection.execute(
                text(
                    "INSERT INTO sentence_words (sentence_words, rowid, text) "
                    "SELECT 'delete', key, text FROM sentence_texts WHERE report = :report"
                ),
                {"report": key},
            )
        self._connection.execute(delete(reports).where(reports.c.key == key))
        self._new.pop(report, None)
        copies = select(reports.c.id).where(reports.c.copy_of == report).order_by(reports.c.key)
        first = self._connection.scalar(copies.limit(1))
        if first is not None:
            self._connection.execute(update(reports).where(reports.c.copy_of == report).values(copy_of=first))
            self._connection.execute(update(reports).where(reports.c.id == first).values(copy_of=None))
        return True

    def put_blocks(
        self, blocks: Mapping[str, Iterable[str]], windows: Mapping[str, tuple[int, int]] | None = None
    ) -> int:
        """Keep what events, given by id, have in common with others, in place of what was kept: `candidates` finds them by it.

        Args:
            blocks: the keys of each event.
            windows: first and last day, as ordinals, on which each may lie; an event without one lies on its own day, and
                one without any day is left out.

        Returns:
            How many events have been kept.
        """
        self.flush()
        placed = self._columns(blocks, events.c.key, events.c.day)
        for some in chunks([key for key, _ in placed.values()]):
            self._connection.execute(delete(event_blocks).where(event_blocks.c.event.in_(some)))
        kept = 0
        for id_, (key, day) in placed.items():
            own = None if day is None else (date.fromisoformat(day).toordinal(),) * 2
            window = (windows or {}).get(id_, own)
            if window is not None:
                kept += 1
                hashes = sorted({block_hash(block) for block in blocks[id_]})
                opens, closes = window
                self._gathered.rows["event_blocks"] += [(hashed, opens, key, closes) for hashed in hashes]
        return kept

    def candidates(
        self,
        blocks: Iterable[str],
        first: date | int | None = None,
        last: date | int | None = None,
        *,
        light: bool = False,
    ) -> list[Told]:
        """Events of dated reports that have any of these blocks and may lie between these days, in the order told."""
        self.flush()
        hashes = sorted({block_hash(block) for block in blocks})
        if not hashes:
            return []
        shared = select(event_blocks.c.event).where(one_of(event_blocks.c.block, hashes))
        if first is not None:
            shared = shared.where(event_blocks.c.closes >= _ordinal(first))
        if last is not None:
            shared = shared.where(event_blocks.c.opens <= _ordinal(last))
        within = events.c.key.in_(shared)
        return list(selecting.told(self._connection, self._book, ALL_EVENTS, within, light=light))

    def told(self, ids: Collection[str], *, light: bool = True) -> list[Told]:
        """These events of dated reports as they are now, those of this transaction too, in the order told."""
        self.flush()
        keys = sorted(key for (key,) in self._columns(ids, events.c.key).values())
        if not keys:
            return []
        within = one_of(events.c.key, keys)
        return list(selecting.told(self._connection, self._book, ALL_EVENTS, within, light=light))

    def put_links(self, new: Iterable[Link]) -> int:
        """Keep links between events, in place of earlier ones between the same two; how many have been kept."""
        self.flush()
        pairs = {tuple(sorted((link.a, link.b))): link for link in new}
        keys = self._columns({id_ for pair in pairs for id_ in pair}, events.c.key)
        rows = [
            (keys[a][0], keys[b][0], link.score, to_json(link.reasons))
            for (a, b), link in pairs.items()
            if a in keys and b in keys and a != b
        ]
        for a, b, *_ in rows:
            self._connection.execute(delete(links).where(links.c.a == a, links.c.b == b))
        engines.insert(self._connection, "links", ["a", "b", "score", "reasons"], rows)
        return len(rows)

    def stories_of(self, ids: Collection[str]) -> dict[str, str]:
        """The story of each of these events that the store has."""
        self.flush()
        return {id_: story or id_ for id_, (story,) in self._columns(ids, events.c.story).items()}

    def set_stories(self, stories: Mapping[str, str]) -> int:
        """Put events into stories, given by id; how many of them the store has."""
        self.flush()
        held = self._columns(stories, events.c.key, events.c.story)
        mark = "?" if self._connection.dialect.name == "sqlite" else "%s"
        rows = [(None if stories[id_] == id_ else stories[id_], key) for id_, (key, _) in held.items()]
        changed = [row for row, (_, before) in zip(rows, held.values(), strict=True) if row[0] != before]
        if changed:
            self._connection.exec_driver_sql(f"UPDATE events SET story = {mark} WHERE key = {mark}", changed)
        return len(rows)

    def put_judgement(self, judgement: Judgement) -> str:
        """Keep what somebody decided; the same again, while it holds, changes nothing. Returns its id."""
        columns = judgements.c
        live = select(columns.id).where(
            columns.kind == judgement.kind,
            columns.subject == judgement.subject,
            columns.object == judgement.object if judgement.object is not None else columns.object.is_(None),
            columns.who == judgement.who,
            columns.withdrawn_at.is_(None),
        )
        known = self._connection.scalar(live)
        if known is not None:
            return str(known)
        self._connection.execute(
            judgements.insert().values(
                id=judgement.id, kind=judgement.kind, subject=judgement.subject, object=judgement.object,
                who=judgement.who, at=_utc(judgement.at), why=judgement.why, withdrawn_at=_utc(judgement.withdrawn_at),
            )
        )  # fmt: skip
        return judgement.id

    def withdraw_judgement(self, id_: str, at: datetime | None = None) -> bool:
        """Take back a judgement, which stays on record; whether it held until now."""
        at = at or datetime.now(UTC)
        holds = judgements.c.withdrawn_at.is_(None)
        change = update(judgements).where(judgements.c.id == id_, holds).values(withdrawn_at=_utc(at))
        return self._connection.execute(change).rowcount > 0

    def put_feed(self, feed: Feed) -> None:
        """Keep what is known of a feed, in place of what was."""
        self._connection.execute(delete(feeds).where(feeds.c.url == feed.url))
        self._connection.execute(
            feeds.insert().values(
                url=feed.url, title=feed.title, owner=feed.owner, country=feed.country, language=feed.language,
                etag=feed.etag, last_modified=feed.last_modified, last_poll=_utc(feed.last_poll),
                next_poll=_utc(feed.next_poll), failures=feed.failures,
            )
        )  # fmt: skip

    def mark_alert(self, key: str, at: datetime | None = None) -> bool:
        """Note that an alert was fired; False if it was before."""
        if self._connection.scalar(select(func.count()).where(alerts.c.key == key)):
            return False
        self._connection.execute(alerts.insert().values(key=key, fired_at=_utc(at or datetime.now(UTC))))
        return True

    def set_copy_of(self, report: str, original: str | None) -> bool:
        """Say of a report that it copies another, or no longer does; whether the store has it."""
        self.flush()
        if report == original:
            raise StoreError(f"{report} can't be a copy of itself")
        change = update(reports).where(reports.c.id == report).values(copy_of=original)
        return self._connection.execute(change).rowcount > 0

    def _columns(self, ids: Iterable[str], *columns: Any) -> dict[str, tuple[Any, ...]]:
        """Columns of the events that the store has of these."""
        found: dict[str, tuple[Any, ...]] = {}
        for some in chunks(sorted(set(ids))):
            for id_, *values in self._connection.execute(select(events.c.id, *columns).where(events.c.id.in_(some))):
                found[id_] = tuple(values)
        return found


def block_hash(block: str) -> int:
    """A block as 64 bits with a sign; two that fall together make two events candidates, and no more."""
    return int.from_bytes(blake2b(block.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _utc(moment: datetime | None) -> str | None:
    """A moment as text in UTC; one without a time zone is taken to be in UTC."""
    if moment is None:
        return None
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.isoformat()


def _ordinal(day: date | int) -> int:
    return day if isinstance(day, int) else day.toordinal()
