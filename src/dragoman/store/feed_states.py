"""What is remembered of feeds between two polls, in the store; a lease keeps two watchers off one feed."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select, update

from dragoman.store import engines
from dragoman.store.schema import feed_states

_COLUMNS = ["url", "record", "held_by", "held_until"]


def record_of(connection: Connection, url: str) -> str | None:
    """What was remembered of a feed, as it was put."""
    record: str | None = connection.scalar(select(feed_states.c.record).where(feed_states.c.url == url))
    return record


def put_record(connection: Connection, url: str, record: str) -> None:
    """Remember this of a feed, in place of what was."""
    _make(connection, url)
    connection.execute(update(feed_states).where(feed_states.c.url == url).values(record=record))


def claim(connection: Connection, url: str, owner: str, now: float, until: float, latest: float) -> bool:
    """Take or renew a lease in one step.

    Args:
        connection: a transaction.
        url: the feed.
        owner: who takes it.
        now: seconds since 1970.
        until: when the lease ends by itself.
        latest: a lease that ends after this was taken before the clock went back, and counts no more.

    Returns:
        False where another has it.
    """
    _make(connection, url)
    columns = feed_states.c
    free = or_(
        columns.held_by.is_(None), columns.held_by == owner, columns.held_until <= now, columns.held_until > latest
    )
    change = update(feed_states).where(columns.url == url, free).values(held_by=owner, held_until=until)
    return connection.execute(change).rowcount > 0


def release(connection: Connection, url: str, owner: str) -> None:
    """Give a lease back, if this owner has it."""
    mine = feed_states.c.url == url, feed_states.c.held_by == owner
    connection.execute(update(feed_states).where(*mine).values(held_by=None, held_until=None))


def _make(connection: Connection, url: str) -> None:
    if connection.scalar(select(feed_states.c.url).where(feed_states.c.url == url)) is None:
        engines.insert(connection, "feed_states", _COLUMNS, [(url, None, None, None)])
