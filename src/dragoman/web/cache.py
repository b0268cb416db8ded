"""A store that remembers: what was told is read once for each state of the store, and answers are kept until it changes.

Answers are pure functions of what the store holds, so that each is made once for all pages, the API and all readers. When the store
has changed they are made anew; where that takes long and changes come often (reports are being added), what is shown may be older
by ten times the time that it takes, so that readers never wait on every report. What this process changes itself shows at once.
"""

from __future__ import annotations

import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from dragoman.answers.parties import acts_for
from dragoman.errors import StoreError
from dragoman.keeping.store import Store
from dragoman.lives.fold import fold, still_shown
from dragoman.model.living import LivingPicture, Told, ToldTie
from dragoman.model.records import Event, Ref
from dragoman.store.database import Database
from dragoman.store.values import (
    ALL_EVENTS,
    ALL_TIES,
    Counts,
    EventFilter,
    Judgement,
    ReportFilter,
    ReportRow,
    TieFilter,
)

PATIENCE = 10.0  # times what it took to read the store, for which it is not read again while others change it
LONGEST = 120.0  # seconds of that at most
QUICK = 0.5  # seconds that a reader waits for the store to be read
WARMED = 2  # pictures made again before what is new is shown
KEPT = 64  # answers of each kind kept beside what was told
PICTURES = 16  # pictures, which are large
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Known:
    """An actor of the store, under its last name, and the stories that it has a part in."""

    ref: Ref
    first: date
    last: date
    stories: set[str] = field(default_factory=set)


class Snapshot:
    """All that was told as of one state of the store, by what pages ask for."""

    def __init__(self, version: str, told: list[Told], ties: list[ToldTie], took: float) -> None:
        self.version = version
        self.told = told
        self.ties = ties
        self.made = time.monotonic()
        self.took = took
        self.by_id = {t.event.id: t for t in told}
        self.ties_by_id = {t.relation.id: t for t in ties}
        self.by_story: dict[str, list[Told]] = {}
        self.actors: dict[str, Known] = {}
        self.states: dict[str, set[str]] = {}
        self.places: dict[str, set[str]] = {}
        self._answers: dict[Hashable, OrderedDict[Hashable, object]] = {}
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}
        for one in told:
            self._index(one)

    def _index(self, told: Told) -> None:
        self.by_story.setdefault(told.story, []).append(told)
        day = told.published.date()
        for ref in parties_of(told.event):
            if ref.id is not None:
                known = self.actors.setdefault(ref.id, Known(ref, day, day))
                known.ref, known.last = ref, day
                known.stories.add(told.story)
            state = acts_for(ref)
            if state is not None:
                self.states.setdefault(state, set()).add(told.story)
        if told.event.where is not None and told.event.where.country is not None:
            self.places.setdefault(told.event.where.country, set()).add(told.story)

    def of_party(self, id_: str) -> list[Told]:
        """All tellings of the stories that an actor, or anybody who acts for a state, has a part in."""
        if ":" not in id_:
            return self.of_stories(self.states.get(id_, set()))
        known = self.actors.get(id_)
        found = set() if known is None else known.stories
        return self.of_stories(found | self.states.get(id_.removeprefix("state:"), set()))

    def of_stories(self, stories: Iterable[str]) -> list[Told]:
        return [t for story in stories for t in self.by_story.get(story, ())]

    def days_asked(self) -> list[date]:
        """The days whose pictures are kept, the last asked for last."""
        with self._lock:
            return [key[1] for key in self._answers.get("picture", ()) if isinstance(key, tuple)]

    def answer(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """What was made under this key; made by one while others who ask for it wait.

        A key is a word, or a tuple that begins with the word for its kind; of each kind the last that were asked for are kept.
        """
        kind = key[0] if isinstance(key, tuple) else key
        with self._lock:
            kept = self._answers.setdefault(kind, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return kept[key]  # type: ignore[return-value]
            lock = self._making.setdefault(key, threading.Lock())
        with lock:
            with self._lock:
                if key in kept:
                    return kept[key]  # type: ignore[return-value]
            made = make()
            with self._lock:
                kept[key] = made
                self._making.pop(key, None)
                while len(kept) > (PICTURES if kind in ("picture", "holds") else KEPT):
                    kept.popitem(last=False)
            return made


class Remembering(Store):
    """A `Store` whose answers are remembered; one serves all threads."""

    def __init__(self, database: Database, **given: object) -> None:
        super().__init__(database, **given)  # type: ignore[arg-type]
        self._snapshot: Snapshot | None = None
        self._reading = threading.Lock()
        self._seen: tuple[tuple[int, int], ...] = ()

    @property
    def snapshot(self) -> Snapshot:
        """What is known now. What takes long is read beside, while what was known is still shown."""
        held = self._snapshot
        if held is None or held.took < QUICK:
            return self._current()
        if not self._is_recent(held) and self._has_changed(held) and self._reading.acquire(blocking=False):
            threading.Thread(target=self._renew, args=(held,), name="renew", daemon=True).start()
        return held

    def _current(self) -> Snapshot:
        """What is known, read here if it has changed."""
        with self._reading:
            held = self._snapshot
            if held is None or (not self._is_recent(held) and self._has_changed(held)):
                held = self._snapshot = self._read()
            return held

    def _renew(self, old: Snapshot) -> None:
        """Read anew, with the pictures that were last asked for; the lock is held by who started this."""
        try:
            new = self._read()
            for day in old.days_asked()[-WARMED:]:
                new.answer(("picture", day), partial(fold, new.told, new.ties, day, self.book, everything=True))
            self._snapshot = new
        except StoreError:
            old.made = time.monotonic()  # what was known is still shown; the next who asks tries again
        finally:
            self._reading.release()

    def forget(self) -> None:
        """Read the store anew when it is next asked."""
        self._snapshot = None

    @property
    def version(self) -> str:
        """What tells the state that answers are of from any other, for ETags."""
        return self.snapshot.version

    def told(self, wanted: EventFilter = ALL_EVENTS) -> list[Told]:
        """Events of dated reports, in the order told."""
        return self.snapshot.told if wanted == ALL_EVENTS else super().told(wanted)

    def ties(self, wanted: TieFilter = ALL_TIES) -> list[ToldTie]:
        """Relations of dated reports, in the order told."""
        return self.snapshot.ties if wanted == ALL_TIES else super().ties(wanted)

    def picture(self, as_of: date | str | None = None, *, everything: bool = False) -> LivingPicture:
        """The living picture as of a day; made once for each day."""
        day, now = self.day(as_of), self.snapshot
        whole = now.answer(("picture", day), lambda: fold(now.told, now.ties, day, self.book, everything=True))
        return whole if everything else now.answer(("holds", day), lambda: still_shown(whole))

    def day(self, given: date | str | None) -> date:
        """A day that was given, or that of the newest report."""
        if given is None and self.snapshot.told:
            return self.snapshot.told[-1].published.date()
        return super().day(given)

    def reports(self) -> list[ReportRow]:
        """All reports without their texts, the newest first."""
        return self.snapshot.answer(
            "reports", lambda: self.database.reports(ReportFilter(newest_first=True, limit=None))
        )

    def counts(self) -> Counts:
        """How much the store holds."""
        return self.snapshot.answer("counts", self.database.counts)

    def judged(self) -> dict[str, list[Judgement]]:
        """What people decided, by the records that it is about; withdrawn ones too."""
        return self.snapshot.answer("judged", lambda: _by_record(self.database.judgements(withdrawn=True)))

    def _is_recent(self, held: Snapshot) -> bool:
        return time.monotonic() - held.made < min(held.took * PATIENCE, LONGEST)

    def _read(self) -> Snapshot:
        files, version = self._files(), self.database.content()  # before what is read, so that nothing is missed
        began = time.monotonic()
        told, ties = super().told(ALL_EVENTS), super().ties(ALL_TIES)
        made = Snapshot(version, told, ties, time.monotonic() - began)
        self._seen = files
        if made.took > QUICK:  # among so many records, none of them garbage, looking for garbage would take seconds
            gc.collect()
            gc.freeze()
        return made

    def _has_changed(self, held: Snapshot) -> bool:
        """Whether the store holds something else by now; it is only asked if its files, where it has some, have changed."""
        files = self._files()
        if files and files == self._seen:
            return False
        changed = held.version != self.database.content()
        if not changed:
            self._seen = files
        return changed

    def _files(self) -> tuple[tuple[int, int], ...]:
        """Times and sizes of a SQLite store's files; nothing for a database."""
        path = self.database.path
        files = (path, path.with_name(f"{path.name}-wal")) if path is not None else ()
        return tuple((s.st_mtime_ns, s.st_size) for file in files if file.exists() for s in (file.stat(),))


def parties_of(event: Event) -> Iterable[Ref]:
    """All who have a part in an event, speakers too."""
    yield from event.actors
    yield from event.recipients
    yield from (role.who for role in event.others)
    yield from (speaker.who for speaker in event.speakers)


def _by_record(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for one in judgements:
        objects = (one.object,) if one.kind in ("merge", "split") else ()
        for id_ in dict.fromkeys(x for x in (one.subject, *objects) if x):
            found.setdefault(id_, []).append(one)
    return found
