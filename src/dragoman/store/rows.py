"""The rows that a report becomes, gathered until they are written together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, select, update

from dragoman.contract.encode import plain
from dragoman.model.records import Event, Place, Reading, Ref, Relation
from dragoman.model.span import Span
from dragoman.store import engines, interning, packing, schema, words
from dragoman.store.interning import Identity, Interned
from dragoman.store.plain_text import odd_values, storable, to_json
from dragoman.store.selecting import Book

Rows = list[tuple[Any, ...]]
What = TypeVar("What", bound=Ref | Place)
_ORDER = ("reports", "sentences", "actors", "places", "events", "event_actors", "relations", "event_blocks")
COLUMNS = {name: list(schema.metadata.tables[name].columns.keys()) for name in _ORDER}
COUNTED = ("reports", "sentences", "actors", "places", "events", "relations")


class Gathered:
    """Rows of one transaction that wait to be written, and the keys that it gives."""

    def __init__(self, connection: Connection, book: Book) -> None:
        self.connection = connection
        self.book = book
        self.rows: dict[str, Rows] = {name: [] for name in _ORDER}
        self._words: Rows = []
        self._sqlite = connection.dialect.name == "sqlite"
        counters = schema.counters.c
        self._kept = {row.name: row.last for row in connection.execute(select(counters.name, counters.last))}
        self._last: dict[str, int] = {name: self._kept.get(name, 0) for name in COUNTED}
        self._own: dict[str, list[Identity]] = {"actors": [], "places": []}

    def put(self, reading: Reading, *, copy_of: str | None, feed: str | None) -> None:
        """Take in a report that the store does not have."""
        report, told = reading.report, packing.told_text(reading.report.published)
        key = self._next("reports")
        self._report(key, reading, told, copy_of, feed)
        records: list[Event | Relation] = [*reading.events, *reading.relations]
        spans = dict.fromkeys(record.evidence.sentence for record in records)
        sentences = {span: self._sentence(key, span, report.text) for span in spans}
        actor, place = self._keys(reading)
        for position, event in enumerate(reading.events):
            own = self._next("events")
            where = None if event.where is None else place(event.where)
            parts = packing.event_parts(event, actor, place)
            columns = packing.event_columns(event, told, where, parts, packing.event_record(event, report.text))
            self.rows["events"].append((own, event.id, key, position, sentences[event.evidence.sentence], *columns))
            self.rows["event_actors"] += [(who, own, role) for who, role in packing.roles_of(event, actor)]
        for position, tie in enumerate(reading.relations):
            self.rows["relations"].append(
                (
                    self._next("relations"), tie.id, key, position, sentences[tie.evidence.sentence], tie.kind,
                    actor(tie.holder), actor(tie.toward), tie.conflict, tie.status.value,
                    *packing.when_columns(tie.when), told, tie.confidence, packing.relation_parts(tie, actor),
                    packing.relation_record(tie, report.text),
                )
            )  # fmt: skip

    def write(self) -> None:
        """Write all that waits."""
        if not any(self.rows.values()):
            return
        for name in _ORDER:
            engines.insert(self.connection, name, COLUMNS[name], self.rows[name])
            self.rows[name].clear()
        columns = ["rowid", "text"] if self._sqlite else ["key", "words"]
        engines.insert(self.connection, "sentence_words", columns, self._words)
        self._words.clear()
        self._keep_counters()

    def forget(self) -> None:
        """The transaction came to nothing, and with it the keys that it gave."""
        self.book.actors.forget(self._own["actors"])
        self.book.places.forget(self._own["places"])

    def _report(self, key: int, reading: Reading, told: str, copy_of: str | None, feed: str | None) -> None:
        report = reading.report
        exact = {
            "source": report.source, "publisher": report.publisher, "title": report.title, "text": report.text,
            "language": report.language,
        }  # fmt: skip
        held = {name: None if value is None else storable(value) for name, value in exact.items()}
        self.rows["reports"].append(
            (
                key, report.id, held["source"], held["publisher"], held["title"],
                packing.moment_text(report.published),
                report.published_precision.value if report.published_precision else None, told, held["language"],
                to_json(plain(reading.dateline)) if reading.dateline else None,
                to_json(reading.warnings) if reading.warnings else None,
                to_json([[b.kind.value, b.span.start, b.span.end] for b in report.blocks]) if report.blocks else None,
                copy_of, feed, datetime.now(UTC).isoformat(timespec="seconds"),
                len(reading.events), len(reading.relations), odd_values(exact), held["text"],
            )
        )  # fmt: skip

    def _sentence(self, report: int, span: Span, text: str) -> int:
        key, said = self._next("sentences"), storable(span.of(text))
        self.rows["sentences"].append((key, report, span.start, span.end))
        self._words.append((key, said if self._sqlite else words.postgres_vector(said)))
        return key

    def _keys(self, reading: Reading) -> tuple[Callable[[Ref], int], Callable[[Place], int]]:
        """Keys of all actors and places that the records name; new ones get theirs here."""
        refs: set[Ref] = set()
        places: set[Place] = set()
        for event in reading.events:
            refs.update(event.actors, event.recipients)
            refs.update(other.who for other in event.others)
            refs.update(speaker.who for speaker in event.speakers)
            refs.update(topic for topic in event.topics if isinstance(topic, Ref))
            places.update(topic for topic in event.topics if isinstance(topic, Place))
            if event.where is not None:
                places.add(event.where)
        for tie in reading.relations:
            refs.update((tie.holder, tie.toward), (speaker.who for speaker in tie.speakers))
        actor = self._interned(self.book.actors, refs, interning.actor_row)
        return actor, self._interned(self.book.places, places, interning.place_row)

    def _interned(
        self, interned: Interned[What], met: set[What], row_of: Callable[[Identity], Identity]
    ) -> Callable[[What], int]:
        keys: dict[Identity, int] = interned.keys
        identity_of: Callable[[What], Identity] = interned.identity
        unknown = {identity for identity in map(identity_of, met) if identity not in keys}
        if unknown:
            made: dict[Identity, Identity] = {identity: row_of(identity) for identity in sorted(unknown, key=repr)}
            interned.find(self.connection, {str(columns[0]): identity for identity, columns in made.items()})
            name = interned.table.name
            for identity, columns in made.items():
                if identity not in keys:
                    keys[identity] = self._next(name)
                    self._own[name].append(identity)
                    self.rows[name].append((keys[identity], *columns))

        def key(what: What) -> int:
            return keys[identity_of(what)]

        return key

    def _next(self, name: str) -> int:
        self._last[name] += 1
        return self._last[name]

    def _keep_counters(self) -> None:
        table = schema.counters
        for name, last in self._last.items():
            before = self._kept.get(name)
            if before is None:
                self.connection.execute(table.insert().values(name=name, last=last))
            elif before != last:
                self.connection.execute(update(table).where(table.c.name == name).values(last=last))
        self._kept = dict(self._last)
