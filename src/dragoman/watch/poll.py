"""One poll of one feed: ask, read, hand the new reports on, and only then remember that they were seen.

So a watcher that dies between the two hands some reports on twice, which a store takes as known, and loses none.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.errors import InputError
from dragoman.intake.html import LARGEST_PAGE, read_page
from dragoman.intake.texts import from_text
from dragoman.model.report import Report
from dragoman.watch.client import Answer, Client
from dragoman.watch.entries import Entry, FeedDocument, read_document
from dragoman.watch.fault import Fault, FetchError
from dragoman.watch.feeds import Feed
from dragoman.watch.robots import Robots
from dragoman.watch.state import MOST_SEEN, FeedRecord, FeedState

Keep = Callable[[Sequence[Report], Feed], Mapping[str, int]]
BATCH = 50  # reports handed on at once
LONGEST_BACKOFF = 86400.0  # seconds
MOST_TRIES = 3  # polls in which a page is tried before the feed's own words must do
_MAY_PASS = frozenset({Fault.UNREACHABLE, Fault.TIMEOUT, Fault.HALF})


@dataclass(slots=True)
class Polled:
    """What came of a poll: `outcome` in a word, entries and the store's counts by kind, what went wrong."""

    outcome: str
    entries: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    problems: list[str] = field(default_factory=list)
    failures: int = 0
    wait: float | None = None


@dataclass(slots=True, kw_only=True)
class Poller:
    """Polls feeds; the parts that it works with are given to it."""

    client: Client
    robots: Robots
    state: FeedState
    keep: Keep
    owner: str
    stopping: Callable[[], bool] = lambda: False
    clock: Callable[[], float] = time.time
    chance: random.Random = field(default_factory=random.Random)

    def poll(self, feed: Feed) -> Polled:
        """Ask a feed, if it is due and no other watcher is at it."""
        if not (self.state.get(feed.url) or FeedRecord()).is_due(self.clock()):
            return Polled("not due")
        if not self.state.claim(feed.url, self.owner, self.clock()):
            return Polled("leased")
        try:
            record = self.state.get(feed.url) or FeedRecord()
            if not record.is_due(self.clock()):  # the other watcher was just there
                return Polled("not due")
            return self._ask(feed, replace(record, asked=self.clock()))
        finally:
            self.state.release(feed.url, self.owner)

    def _ask(self, feed: Feed, record: FeedRecord) -> Polled:
        try:
            answer = self.client.get(feed.url, etag=record.etag, modified=record.modified, check=self.robots.check)
            if answer.status == 304:
                self.state.put(feed.url, self._well(feed, record))
                return Polled("unchanged")
            document = read_document(answer)
        except FetchError as error:
            failed = self._backed_off(feed, record, error)
            self.state.put(feed.url, failed)
            return Polled(
                str(error.fault), problems=[str(error)], failures=failed.failures, wait=failed.due - self.clock()
            )
        return self._take(feed, record, answer, document)

    def _take(self, feed: Feed, record: FeedRecord, answer: Answer, document: FeedDocument) -> Polled:
        """Hand on what is new, oldest first."""
        polled = Polled("read", bytes=len(answer.body))
        if answer.moved:
            polled.problems.append(f"{feed.url}: has moved for good to {answer.moved}; change it in the file of feeds")
        if document.fault:
            polled.problems.append(f"{feed.url}: damaged, only a part was read ({document.fault})")
        polled.entries["left out"] += document.left_out
        new = [entry for entry in document.entries if record.seen.get(entry.key) != entry.hash]
        polled.entries["seen"] += len(document.entries) - len(new)
        polled.entries["changed"] += sum(entry.key in record.seen for entry in new)
        whole = document.fault is None
        waiting: list[tuple[Entry, Report | None]] = []
        for entry in reversed(new):
            if self.stopping() or not self.state.claim(feed.url, self.owner, self.clock()):
                whole = False
                break
            made = self._report(feed, entry, document, record, polled)
            if made is None:
                whole = False
                record = replace(record, tries={**record.tries, entry.key: record.tries.get(entry.key, 0) + 1})
                continue
            waiting.append((entry, made if isinstance(made, Report) else None))
            if feed.pages or len(waiting) >= BATCH:
                record = self._hand_on(feed, record, waiting, polled)
                waiting = []
        record = self._hand_on(feed, record, waiting, polled)
        self.state.put(feed.url, self._well(feed, _trimmed(record, document), answer if whole else Answer.nothing()))
        return polled

    def _hand_on(
        self, feed: Feed, record: FeedRecord, waiting: Sequence[tuple[Entry, Report | None]], polled: Polled
    ) -> FeedRecord:
        reports = [report for _, report in waiting if report is not None]
        if reports:
            polled.reports.update(self.keep(reports, feed))
        if not waiting:
            return record
        handed = {entry.key: entry.hash for entry, _ in waiting}
        tries = {key: count for key, count in record.tries.items() if key not in handed}
        record = replace(record, seen={**record.seen, **handed}, tries=tries)
        self.state.put(feed.url, record)
        return record

    def _report(
        self, feed: Feed, entry: Entry, document: FeedDocument, record: FeedRecord, polled: Polled
    ) -> Report | InputError | None:
        """An entry's report; None where its page is to be tried again; an error where it is none."""
        polled.entries["new"] += 1
        page: Report | None = None
        if feed.pages and entry.link:
            try:
                page = self._page(entry.link, polled)
            except InputError as error:
                polled.problems.append(str(error))
                if _may_pass(error) and record.tries.get(entry.key, 0) + 1 < MOST_TRIES:
                    polled.entries["put off"] += 1
                    return None
        publisher = feed.publisher(document.title)
        report = _from_feed(feed, entry, publisher.language or document.language or "en")
        # A page behind a wall says less than the feed does.
        if page is not None and (isinstance(report, InputError) or len(page.text) >= len(report.text)):
            report = page
        elif isinstance(report, InputError):
            polled.entries["bad"] += 1
            polled.problems.append(str(report))
            return report
        else:
            polled.entries["headline only"] += not entry.text
        if entry.published is not None:
            report = replace(report, published=entry.published[0], published_precision=entry.published[1])
        polled.entries["undated"] += report.published is None
        return replace(report, publisher=publisher.name)

    def _page(self, link: str, polled: Polled) -> Report:
        answer = self.client.get(link, check=self.robots.check, largest=LARGEST_PAGE)
        polled.bytes += len(answer.body)
        polled.entries["pages"] += 1
        return read_page(answer.body, link, address=link, charset=answer.charset).report

    def _well(self, feed: Feed, record: FeedRecord, answer: Answer | None = None) -> FeedRecord:
        """The record after a poll without fault. A tenth of chance keeps feeds from being asked all at once."""
        now = self.clock()
        if answer is not None:
            record = replace(record, etag=answer.etag, modified=answer.modified)
        due = now + feed.every * (1 + 0.1 * self.chance.random())
        return replace(record, due=due, failures=0, succeeded=now, error=None)

    def _backed_off(self, feed: Feed, record: FeedRecord, error: FetchError) -> FeedRecord:
        """The record after a fault: twice the pause each time, give or take a fifth, and what the server asks for."""
        failures = record.failures + 1
        pause = min(feed.every * 2.0 ** min(failures, 20), LONGEST_BACKOFF) * self.chance.uniform(0.8, 1.2)
        return replace(
            record,
            failures=failures,
            error=str(error),
            due=self.clock() + max(pause, error.wait or 0.0, float(feed.every)),
        )


def _from_feed(feed: Feed, entry: Entry, language: str) -> Report | InputError:
    """The report that a feed's own words make."""
    text = (
        entry.text
        if not entry.title or entry.text.startswith(entry.title)
        else f"{entry.title}\n\n{entry.text}".rstrip()
    )
    source = entry.link or (entry.key if ":" in entry.key else f"{feed.url}#{entry.key}")
    try:
        return from_text(text, source, title=len(entry.title), language=language)
    except InputError as error:
        return error


def _may_pass(error: InputError) -> bool:
    """Whether a page's fault may be over at the next poll."""
    if not isinstance(error, FetchError):
        return False
    passing = error.status is not None and (error.status >= 500 or error.status == 429)
    return error.fault in _MAY_PASS or passing


def _trimmed(record: FeedRecord, document: FeedDocument) -> FeedRecord:
    """The record without the oldest of the entries that have left the feed."""
    present = {entry.key for entry in document.entries}
    gone = [key for key in record.seen if key not in present][-MOST_SEEN:]
    seen = {key: record.seen[key] for key in (*gone, *(k for k in record.seen if k in present))}
    tries = {key: count for key, count in record.tries.items() if key in present}
    return replace(record, seen=seen, tries=tries)
