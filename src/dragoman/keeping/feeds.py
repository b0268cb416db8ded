"""What a watcher of feeds needs of a store: its records of feeds, and a place for what comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from dragoman.keeping.store import Kept, Store
from dragoman.model.report import Report
from dragoman.store import feed_states
from dragoman.store.values import Feed as FeedRow
from dragoman.store.writing import Writer
from dragoman.watch.feeds import Feed
from dragoman.watch.state import LEASE, SLACK, FeedRecord

Result = TypeVar("Result")


class StoredFeeds:
    """Records of feeds in a store; fits `dragoman.watch.state.FeedState`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, url: str) -> FeedRecord | None:
        """What is remembered of a feed; None for one that was never asked."""
        line = self._do(lambda writer: feed_states.record_of(writer.connection, url))
        return FeedRecord.from_json(line) if line else None

    def put(self, url: str, record: FeedRecord) -> None:
        """Remember this of a feed, in place of what was."""
        self._do(lambda writer: feed_states.put_record(writer.connection, url, record.to_json()))

    def claim(self, url: str, owner: str, now: float) -> bool:
        """Take or renew the lease of a feed; False where another has it."""
        until, latest = now + LEASE, now + LEASE + SLACK
        return self._do(lambda writer: feed_states.claim(writer.connection, url, owner, now, until, latest))

    def release(self, url: str, owner: str) -> None:
        """Give the lease back, if this owner has it."""
        self._do(lambda writer: feed_states.release(writer.connection, url, owner))

    def _do(self, work: Callable[[Writer], Result]) -> Result:
        return self._store.database.transact(work)


def keeper(
    store: Store, after: Callable[[Store, Kept], None] | None = None
) -> Callable[[Sequence[Report], Feed], Mapping[str, int]]:
    """What takes reports of feeds into a store, and notes whose feed each is.

    Args:
        store: where to.
        after: called when something new has been kept.
    """

    def keep(reports: Sequence[Report], feed: Feed) -> Mapping[str, int]:
        total = Kept()
        for kept in store.take(reports, feed=feed.url):
            total += kept
        _note(store, feed)
        if total.new and after is not None:
            after(store, total)
        return {"new": total.new, "known": total.known, "copies": total.copies, "events": total.events}

    return keep


def _note(store: Store, feed: Feed) -> None:
    """Keep whose feed it is, as far as is known."""
    whose = feed.publisher()
    row = FeedRow(
        url=feed.url, title=whose.name, owner=whose.owner, country=whose.country, language=whose.language,
        last_poll=datetime.now(UTC),
    )  # fmt: skip
    store.database.transact(lambda writer: writer.put_feed(row))
