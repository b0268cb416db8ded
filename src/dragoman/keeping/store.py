"""`dragoman.Store`: reports in, the living picture out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from dragoman.errors import InputError, StoreError
from dragoman.keeping.copies import note_copies
from dragoman.keeping.drawing import picture_of
from dragoman.keeping.joining import join, regroup
from dragoman.knowledge.actors import ActorBook, load_actors
from dragoman.lives.fold import fold
from dragoman.model.living import LivingPicture, Told, ToldTie
from dragoman.model.records import Reading
from dragoman.model.report import Report
from dragoman.reading import Source, reports_from
from dragoman.store.database import Database
from dragoman.store.values import ALL_EVENTS, ALL_TIES, Added, EventFilter, Judgement, TieFilter
from dragoman.store.writing import Writer

if TYPE_CHECKING:
    from dragoman.answers.actor import ActorCard
    from dragoman.answers.changes import Changes
    from dragoman.answers.dyads import DyadSeries
    from dragoman.answers.graph import SignedGraph
    from dragoman.answers.timeline import TimelineEntry
    from dragoman.answers.why import Why
    from dragoman.pipeline import Reader

WHERE = "DRAGOMAN_STORE"  # the environment's word for where the store is
DEFAULT = "dragoman.db"
Period = Literal["day", "week", "month"]
Level = Literal["states", "actors"]
BATCH = 32  # reports of one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of reports that were given to a store."""

    new: int = 0
    known: int = 0
    copies: int = 0
    undated: int = 0
    events: int = 0
    links: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            new=self.new + other.new, known=self.known + other.known, copies=self.copies + other.copies,
            undated=self.undated + other.undated, events=self.events + other.events, links=self.links + other.links,
        )  # fmt: skip


class Store:
    """A store of reports with the picture that they draw; use it in a `with`, or close it.

    Everything that changes the store is one transaction, or one for each batch of reports: what was kept stays kept.
    """

    def __init__(self, database: Database, *, actors: Path | None = None) -> None:
        """Wrap an open database.

        Args:
            database: where records are.
            actors: a file or folder of actors beside the shipped ones.
        """
        self.database = database
        self._actors = actors
        self._reader: Reader | None = None

    @classmethod
    def open(
        cls,
        where: str | Path | None = None,
        *,
        create: bool = False,
        read_only: bool = False,
        actors: Path | None = None,
    ) -> Self:
        """Open a store.

        Args:
            where: a file or a URL `postgresql+psycopg://…`; what DRAGOMAN_STORE says, or `dragoman.db` here, if none.
            create: make it if there is none there.
            read_only: promise to change nothing.
            actors: a file or folder of actors beside the shipped ones.

        Raises:
            StoreError: there is no store, or one that this program can't read.
        """
        return cls(Database.open(place_of(where), create=create, read_only=read_only), actors=actors)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def book(self) -> ActorBook:
        """Known actors, the shipped ones and those given."""
        return load_actors(self._actors)

    @property
    def reader(self) -> Reader:
        """The language model and knowledge, loaded when first asked for."""
        if self._reader is None:
            from dragoman.pipeline import Reader

            self._reader = Reader.load(actors=self._actors)
        return self._reader

    # Taking in

    def add(self, source: Source | Iterable[Source], *, published: date | str | None = None) -> Kept:
        """Read reports and keep what they tell; those that the store has are not read again.

        Args:
            source: a path to a file or folder, a `Report`, an object with the keys of docs/input.md, or several of these.
            published: when reports were published that do not say so themselves.

        Raises:
            InputError: what was given can't be read; where several were given, only if none of them can be read.
            StoreError: the store can't be written.
        """
        total = Kept()
        for kept in self.take(reports_from(source, published=published)):
            total += kept
        return total

    def take(self, reports: Iterable[Report], *, feed: str | None = None) -> Iterator[Kept]:
        """Read and keep reports, a batch at a time; what is yielded of a batch has been kept.

        Args:
            reports: any number of reports.
            feed: the URL of the feed that brought them.
        """
        source = iter(reports)
        while batch := list(islice(source, BATCH)):
            unique = {report.id: report for report in batch}
            fresh = [r for r in unique.values() if not self.database.knows(r.id)]
            kept = self.keep(list(self.reader.read(fresh)), feed=feed)
            yield replace(kept, known=kept.known + len(batch) - len(fresh))

    def keep(self, readings: Sequence[Reading], *, feed: str | None = None) -> Kept:
        """Keep readings, all of them or none, and join what they tell with what is told."""

        def work(writer: Writer) -> Kept:
            added = [(writer.add(reading, feed=feed), reading.report) for reading in readings]
            new = [(a, report) for a, report in added if a.new]
            copies = sum(note_copies(writer, report) for _, report in new)
            wanted = {a.report for a, _ in new}
            ids = [e.id for reading in readings if reading.report.id in wanted for e in reading.events]
            return Kept(
                new=len(new), known=len(added) - len(new), copies=copies,
                undated=sum(report.published is None for _, report in new), events=_events(new),
                links=join(writer, ids, judged) if ids else 0,
            )  # fmt: skip

        judged = self.database.judgements()
        return self.database.transact(work)

    def remove(self, report: str) -> str:
        """Drop a report with its records, given by its id or the beginning of it; returns the id.

        Raises:
            StoreError: the store has no such report.
        """
        found = self.database.report(report)
        judged = self.database.judgements()
        left = [t.event.id for t in self.database.told(EventFilter(report=found.id))]
        mates = {e for id_ in left for e in self._mates(id_)} - set(left)

        def work(writer: Writer) -> None:
            writer.remove(found.id)
            if mates:
                regroup(writer, mates, judged)

        self.database.transact(work)
        return found.id

    def _mates(self, event: str) -> list[str]:
        return [row.event.id for row in self.database.story(event).events]

    # Judgements

    def merge(self, one: str, other: str, *, who: str, why: str | None = None) -> Judgement:
        """Say that two events or stories tell one deed."""
        return self._judge("merge", one, other, who, why)

    def split(self, one: str, other: str, *, who: str, why: str | None = None) -> Judgement:
        """Say that two events tell two deeds."""
        return self._judge("split", one, other, who, why)

    def undo(self, judgement: str) -> Judgement:
        """Withdraw a judgement, given by its id or the beginning of it; it stays on record."""
        found = self.database.judgement(judgement)

        def work(writer: Writer) -> None:
            if not writer.withdraw_judgement(found.id):
                raise StoreError(f"the judgement {found.id} was withdrawn before")
            left = [j for j in judged if j.id != found.id]
            regroup(writer, {x for x in (found.subject, found.object) if x}, left)

        judged = self.database.judgements()
        self.database.transact(work)
        return found

    def _judge(self, kind: str, one: str, other: str, who: str, why: str | None) -> Judgement:
        first, second = (
            self.database.story(x).events[0].event.id if kind == "merge" else self._event(x) for x in (one, other)
        )
        if first == second:
            raise StoreError(f"{one} and {other} are one event; give two")
        judgement = Judgement(
            kind=kind, subject=min(first, second), object=max(first, second), who=who, at=datetime.now(UTC), why=why
        )
        judged = [*self.database.judgements(), judgement]

        def work(writer: Writer) -> None:
            writer.put_judgement(judgement)
            regroup(writer, {first, second}, judged)

        self.database.transact(work)
        return judgement

    def _event(self, id_or_prefix: str) -> str:
        return self.database.event(id_or_prefix).event.id

    # Answers

    def told(self, wanted: EventFilter = ALL_EVENTS) -> list[Told]:
        """Events of dated reports, in the order told."""
        return list(self.database.told(wanted))

    def ties(self, wanted: TieFilter = ALL_TIES) -> list[ToldTie]:
        """Relations of dated reports, in the order told."""
        return self.database.ties(wanted)

    def picture(self, as_of: date | str | None = None, *, everything: bool = False) -> LivingPicture:
        """The living picture as of a day; of the last day that a report tells of, if none is given.

        Args:
            as_of: the day, as a date or like 2020-06-14.
            everything: also what is over.
        """
        day = self.day(as_of)
        of = str(self._actors or "")
        return picture_of(self.database, day, lambda: self._draw(day, everything), of, everything=everything)

    def _draw(self, day: date, everything: bool) -> LivingPicture:
        told = self.database.told(EventFilter(told_until=day, historical=False))
        ties = self.database.ties(TieFilter(told_until=day))
        return fold(list(told), ties, day, self.book, everything=everything)

    def day(self, given: date | str | None) -> date:
        """A day that was given, or that of the newest report."""
        if isinstance(given, str):
            try:
                return date.fromisoformat(given)
            except ValueError:
                raise InputError(f"{given!r} is not a day; write it as 2020-06-14") from None
        return given or self.database.counts().last or datetime.now().astimezone().date()

    def timeline(self, *actors: str, since: date | None = None, until: date | None = None) -> list[TimelineEntry]:
        """The stories of one actor, or between two, by day."""
        from dragoman.answers.timeline import timeline

        return timeline(self.told(), actors, since=since, until=until)

    def dyad(
        self, one: str, other: str, by: Period = "week", *, since: date | None = None, until: date | None = None
    ) -> DyadSeries:
        """What passes between two actors, by day, week or month."""
        from dragoman.answers.dyads import dyad_series

        return dyad_series(self.told(), one, other, by, since=since, until=until)

    def graph(
        self, as_of: date | str | None = None, *, since: date | None = None, level: Level = "states"
    ) -> SignedGraph:
        """Who is with whom and who against whom, as a signed graph."""
        from dragoman.answers.graph import signed_graph

        return signed_graph(self.told(), self.ties(), as_of=self.day(as_of), since=since, level=level)

    def actor(self, id_: str, as_of: date | str | None = None) -> ActorCard:
        """Who an actor is on a day, with its ties, last events and statements."""
        from dragoman.answers.actor import actor_card

        return actor_card(self.book, self.told(), self.ties(), id_, self.day(as_of))

    def changes(self, since: date | str, as_of: date | str | None = None) -> Changes:
        """What is new, what changed and what was contradicted between two days."""
        from dragoman.answers.changes import changes

        return changes(self.told(), self.day(since), self.day(as_of))

    def why(self, id_: str, as_of: date | str | None = None) -> Why:
        """The records, sentences and rules behind an event, a story, a relation or a life, given by its id."""
        from dragoman.answers.why import why

        told, ties = list(self.database.told(light=False)), self.database.ties(light=False)
        picture = self.picture(as_of, everything=True)
        return why(id_, told, ties, picture, sentence_of=self.sentence, source_of=self.source)

    def sentence(self, record: str) -> str:
        """The sentence that a record rests on."""
        return self.database.sentence(record).text

    def source(self, report: str) -> str:
        """Where a report is from, for people: its publisher or source, and its title."""
        row = self.database.report(report)
        return ": ".join(x for x in (row.publisher or row.source, row.title) if x)


def place_of(where: str | Path | None) -> str | Path:
    """Where the store is: as given, as DRAGOMAN_STORE says, or `dragoman.db` here."""
    return where or os.environ.get(WHERE) or DEFAULT


def _events(new: Sequence[tuple[Added, Report]]) -> int:
    return sum(a.events for a, _ in new)
