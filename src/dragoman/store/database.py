"""The store of reports and what they tell: one SQLite file, or a PostgreSQL database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from dragoman.errors import StoreError
from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Reading
from dragoman.store import asking, checking, copying, drawn, selecting
from dragoman.store.connecting import PAUSE, Connected, Result, again
from dragoman.store.schema import events, judgements, reports
from dragoman.store.values import (
    ALL_EVENTS,
    ALL_TIES,
    FIRST_EVENTS,
    FIRST_REPORTS,
    PAGE,
    ActorRow,
    Counts,
    EventFilter,
    EventRow,
    Feed,
    Judgement,
    Link,
    ReportFilter,
    ReportRow,
    SentenceRow,
    StoryRow,
    TieFilter,
)
from dragoman.store.writing import Writer


class Database(Connected):
    """A store, opened. Any number of readers work beside one writer; writers wait for one another.

    Every method raises `StoreError`, with a sentence of what to do, when the database can't do its part.
    """

    # Changing

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One transaction: kept whole at the end of the block, or not at all if anything in it fails."""
        if self._read_only:
            raise StoreError(f"{self.where} is opened for reading only; open it for writing to change it")
        writer: Writer | None = None
        try:
            with self._transaction() as connection:
                writer = Writer(connection, self._book)
                yield writer
                writer.flush()
        except BaseException:
            if writer is not None:
                writer.abandon()
            raise

    def transact(self, work: Callable[[Writer], Result]) -> Result:
        """Do some work as one transaction, all of it once more if PostgreSQL went away in the middle.

        `work` may be called several times, and should have no effect but on the store.
        """
        until = time.monotonic() + self._patience
        while True:
            try:
                with self.write() as writer:
                    return work(writer)
            except StoreError as error:
                if not again(error, until):
                    raise
                time.sleep(PAUSE)

    # Records

    def told(self, wanted: EventFilter = ALL_EVENTS, *, light: bool = True) -> Iterator[Told]:
        """Events of dated reports, in the order (published, report, position in the report).

        Args:
            wanted: which.
            light: leave out where in the text each is named: actors and places are then themselves, not mentions,
                which is what the living picture is drawn from. Else each is the very record that was added.
        """
        yield from self._stream(lambda c: selecting.told(c, self._book, wanted, light=light))

    def ties(self, wanted: TieFilter = ALL_TIES, *, light: bool = True) -> list[ToldTie]:
        """Relations of dated reports, in the order of `told`."""
        return self._read(lambda c: list(selecting.ties(c, self._book, wanted, light=light)))

    def events(self, wanted: EventFilter = FIRST_EVENTS) -> list[EventRow]:
        """Events with their sentences and reports, for people; those of undated reports come first.

        To go on after the last of them, ask again with `after` its id.
        """
        return self._read(lambda c: list(selecting.event_rows(c, self._book, wanted)))

    def count(self, wanted: EventFilter = ALL_EVENTS) -> int:
        """How many events there are of these; `limit` and `after` make no difference."""
        return self._read(lambda c: selecting.count(c, wanted))

    def event(self, id_or_prefix: str) -> EventRow:
        """One event, by its id or the beginning of it."""
        return self._read(
            lambda c: next(
                selecting.event_rows(
                    c, self._book, EventFilter(ids=(asking.full_id(c, events, id_or_prefix, "event", self.where),))
                )
            )
        )

    def sentence(self, event: str) -> SentenceRow:
        """The sentence that an event rests on."""
        return self._read(lambda c: asking.sentence(c, asking.full_id(c, events, event, "event", self.where)))

    def reports(self, wanted: ReportFilter = FIRST_REPORTS) -> list[ReportRow]:
        """Reports in the order told; in the order of arrival with `arrived_after`."""
        return self._read(lambda c: asking.report_rows(c, wanted))

    def report(self, id_or_prefix: str) -> ReportRow:
        """One report without its text, by its id or the beginning of it."""
        return self._read(lambda c: asking.one_report(c, self._report_id(c, id_or_prefix)))

    def reading(self, id_or_prefix: str) -> Reading:
        """One report with all that it tells exactly as it was added, but for the picture, which is drawn from that."""
        return self._read(lambda c: asking.reading(c, self._book, self._report_id(c, id_or_prefix)))

    def knows(self, report: str) -> bool:
        """Whether the store has the report with this very id."""
        return self._read(lambda c: asking.has(c, reports, report))

    def actors(
        self, *, id_: str | None = None, named: str | None = None, country: str | None = None, limit: int | None = PAGE
    ) -> list[ActorRow]:
        """Actors of events, those in most events first; `named` is any part of a name."""
        return self._read(lambda c: asking.actor_rows(c, id_=id_, named=named, country=country, limit=limit))

    def story(self, id_: str) -> StoryRow:
        """A story, by its id or that of any of its events, or the beginning of the latter."""

        def find(connection: Connection) -> StoryRow:
            found = asking.story(connection, self._book, id_)
            if found is None:
                full = asking.full_id(connection, events, id_, "event or story", self.where)
                found = asking.story(connection, self._book, full)
            if found is None:
                raise StoreError(f"{self.where} has no story {id_!r}")
            return found

        return self._read(find)

    def links(self) -> list[Link]:
        """All links between events, the surest first."""
        return self._read(asking.links_between)

    def judgements(self, *, subject: str | None = None, withdrawn: bool = False) -> list[Judgement]:
        """What people decided, oldest first; about one record if `subject` names it; those withdrawn too if asked for."""
        return self._read(lambda c: asking.judgement_rows(c, subject=subject, withdrawn=withdrawn))

    def judgement(self, id_or_prefix: str) -> Judgement:
        """One judgement, withdrawn or not, by its id or the beginning of it."""

        def find(connection: Connection) -> Judgement:
            id_ = asking.full_id(connection, judgements, id_or_prefix, "judgement", self.where)
            return next(j for j in asking.judgement_rows(connection, subject=None, withdrawn=True) if j.id == id_)

        return self._read(find)

    def feeds(self) -> list[Feed]:
        """All feeds, by URL."""
        return self._read(asking.feed_rows)

    @property
    def read_only(self) -> bool:
        """Whether the store was opened for reading only."""
        return self._read_only

    def content(self) -> str:
        """What the store holds, as text that changes with every report or judgement that comes or goes."""
        return self._read(drawn.content_of)

    def kept_picture(self, day: str, stamp: str, *, everything: bool) -> str | None:
        """A picture that was kept of this very content, as JSON; None where there is none."""
        return self._read(lambda c: drawn.kept(c, day, stamp, everything=everything))

    def alerts(self) -> dict[str, datetime]:
        """The alerts that were fired, and when."""
        return self._read(asking.alerts_fired)

    def counts(self) -> Counts:
        """How much the store holds."""
        return self._read(asking.counts)

    # Keeping it well

    def check(self) -> list[str]:
        """What is wrong with the store, a sentence each; nothing if it is sound.

        Everything is read, so that this takes a while. Opened for reading only, full-text search is not looked into.
        """
        try:
            found = self._read(lambda c: checking.check(c, self._book))
            if not found and self.path is not None and not self._read_only:
                with self._transaction() as connection:
                    found = list(checking.words_in_step(connection))
            return found
        except StoreError as error:
            return [str(error)]

    def backup(self, to: Path) -> None:
        """Copy the store as it is at this moment into a new SQLite file, from PostgreSQL too.

        Raises:
            StoreError: there is something at `to`, or it can't be written.
        """
        copying.require_free(to)
        part = to.with_name(f"{to.name}.part")
        part.unlink(missing_ok=True)
        try:
            if self.path is not None:
                self._read(lambda source: copying.copy_file(source, part))
            else:
                with Database.open(part, create=True) as copy, copy._transaction() as target:
                    self._read(lambda source: copying.copy_rows(source, target))
            copying.settle(part, to)
        finally:
            for left in part.parent.glob(f"{part.name}*"):
                left.unlink()

    def _report_id(self, connection: Connection, given: str) -> str:
        return asking.full_id(connection, reports, given, "report", self.where)
