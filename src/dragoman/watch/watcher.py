"""The round of all feeds, again and again until it is told to stop; no fault of one feed stops it."""

from __future__ import annotations

import os
import random
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.errors import OutputError, StoreError
from dragoman.watch.client import Client
from dragoman.watch.feeds import Feed, Feeds
from dragoman.watch.journal import Journal, Metrics, counts_of
from dragoman.watch.poll import Keep, Polled, Poller
from dragoman.watch.robots import Robots
from dragoman.watch.state import FeedRecord, FeedState

TOKEN = "dragoman"
LONGEST_PAUSE = 60.0  # seconds after which the feeds' times are looked at again, in case the clock was set
HOLD = 60.0  # seconds that a feed waits after the store failed
_QUIET = ("not due", "leased")
_GOOD = ("read", "unchanged")


def agent(contact: str | None, version: str) -> str:
    """What servers are told of who asks."""
    return f"{TOKEN}/{version}" + (f" (+{contact})" if contact else "")


def own_name() -> str:
    """A name for this watcher that no other has, here or on another machine."""
    return f"{socket.gethostname()}:{os.getpid()}:{os.urandom(4).hex()}"


@dataclass(slots=True, kw_only=True)
class Watcher:
    """Polls feeds in turn; the parts that it works with are given to it."""

    feeds: Feeds
    poller: Poller
    journal: Journal
    pause: Callable[[float], object]
    stopping: Callable[[], bool]
    metrics: Metrics = field(default_factory=Metrics)
    metrics_file: Path | None = None
    clock: Callable[[], float] = time.time
    held: dict[str, float] = field(default_factory=dict)

    def run(self, *, once: bool = False) -> bool:
        """Poll what is due until it is told to stop.

        Args:
            once: go round once; feeds that are not due are passed over.

        Returns:
            False if feeds were polled in the last round, and every one of them failed.
        """
        self.journal.say("info", "started", feeds=len(self.feeds.feeds), once=once or None)
        while True:
            good = self.round()
            if once or self.stopping():
                break
            self.pause(self._until_next())
            if self.stopping():
                break
        self.journal.say("info", "stopped")
        return good

    def round(self) -> bool:
        """Go through all feeds once; False if some were polled and all of them failed."""
        outcomes = []
        for feed in self.feeds.feeds:
            if self.stopping():
                break
            if self.held.get(feed.url, 0.0) <= self.clock():
                outcomes.append(self._poll(feed))
        self.metrics.set("dragoman_watch_last_round_timestamp_seconds", self.clock())
        if self.metrics_file is not None:
            try:
                self.metrics.write(self.metrics_file)
            except OutputError as error:
                self.journal.say("error", "metrics", error=str(error))
        asked = [outcome for outcome in outcomes if outcome not in _QUIET]
        return not asked or any(outcome in _GOOD for outcome in asked)

    def _poll(self, feed: Feed) -> str:
        begun = self.clock()
        try:
            polled = self.poller.poll(feed)
        except StoreError as error:  # the feed is not at fault: nothing was remembered, and all of it comes again
            self.held[feed.url] = self.clock() + HOLD
            self.metrics.add("dragoman_watch_polls_total", feed=feed.label, outcome="store failed")
            self.journal.say("error", "store failed", feed=feed.label, url=feed.url, error=str(error))
            return "store failed"
        self.held.pop(feed.url, None)
        if polled.outcome == "not due":
            return polled.outcome
        self._count(feed, polled)
        for problem in polled.problems if polled.outcome in _GOOD else ():
            self.journal.say("warning", "problem", feed=feed.label, problem=problem)
        failed = polled.outcome not in (*_GOOD, *_QUIET)
        self.journal.say(
            "warning" if failed else "info",
            "failed" if failed else polled.outcome,
            feed=feed.label,
            url=feed.url,
            fault=polled.outcome if failed else None,
            error=polled.problems[0] if failed and polled.problems else None,
            failures=polled.failures or None,
            next_in=round(polled.wait) if polled.wait is not None else None,
            entries=counts_of(polled.entries) or None,
            reports=counts_of(polled.reports) or None,
            bytes=polled.bytes or None,
            seconds=round(max(0.0, self.clock() - begun), 3),
        )
        return polled.outcome

    def _count(self, feed: Feed, polled: Polled) -> None:
        name = feed.label
        self.metrics.add("dragoman_watch_polls_total", feed=name, outcome=polled.outcome)
        if polled.outcome in _QUIET:
            return
        for outcome, count in counts_of(polled.entries).items():
            self.metrics.add("dragoman_watch_entries_total", count, feed=name, outcome=outcome)
        for outcome, count in counts_of(polled.reports).items():
            self.metrics.add("dragoman_watch_reports_total", count, feed=name, outcome=outcome)
        if polled.bytes:
            self.metrics.add("dragoman_watch_received_bytes_total", polled.bytes, feed=name)
        self.metrics.set("dragoman_watch_failures", polled.failures, feed=name)
        if polled.outcome in _GOOD:
            self.metrics.set("dragoman_watch_last_success_timestamp_seconds", self.clock(), feed=name)

    def _until_next(self) -> float:
        """Seconds until a feed is due, a minute at most."""
        now = self.clock()
        try:
            records = [(feed, self.poller.state.get(feed.url) or FeedRecord()) for feed in self.feeds.feeds]
        except StoreError as error:
            self.journal.say("error", "store failed", error=str(error))
            return LONGEST_PAUSE
        waits = [
            max(0.0 if record.is_due(now) else record.due - now, self.held.get(feed.url, 0.0) - now)
            for feed, record in records
        ]
        return min(max(1.0, min(waits, default=LONGEST_PAUSE)), LONGEST_PAUSE)


def make_watcher(
    feeds: Feeds,
    state: FeedState,
    keep: Keep,
    *,
    journal: Journal,
    stopping: Callable[[], bool],
    pause: Callable[[float], object],
    version: str,
    metrics_file: Path | None = None,
) -> tuple[Watcher, Client]:
    """A watcher over the real net, and the client that is to be closed after it.

    Args:
        feeds: what to watch.
        state: where records of feeds are kept.
        keep: takes reports of a feed in, and says how many were new, known and so on.
        journal: where it says what it does.
        stopping: whether it shall stop.
        pause: waits so many seconds, or less when it shall stop.
        version: of Dragoman, for servers.
        metrics_file: where metrics are written after each round.
    """
    client = Client(
        agent=agent(feeds.contact, version),
        allow_private=feeds.allow_private,
        spacing=feeds.spacing,
        timeout=feeds.timeout,
        sleep=pause,
    )
    poller = Poller(
        client=client,
        robots=Robots(client, TOKEN),
        state=state,
        keep=keep,
        owner=own_name(),
        stopping=stopping,
        chance=random.Random(),
    )
    watcher = Watcher(
        feeds=feeds, poller=poller, journal=journal, pause=pause, stopping=stopping, metrics_file=metrics_file
    )
    return watcher, client
