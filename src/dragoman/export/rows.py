"""What the formats share: events numbered by sentence, status folded, parties paired, text made safe for a table.

Pairs: where a format has one actor and one recipient a row, a deed of several parties becomes one row for each pair. A
mutual deed (talks, a deal, a clash: all parties are actors, none is recipient) becomes two rows for each two parties,
one each way, as CAMEO's coders write symmetric events. A deed with one known side keeps its row with the other side
empty; a deed with neither is left out of such formats.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import permutations, product

from dragoman.knowledge.folding import Folded, as_coded, folded_deed
from dragoman.model.records import Event, Kind, Place, Reading, Ref, Status
from dragoman.model.report import BlockKind
from dragoman.text.analyse import sentence_spans

# Deeds of these types that have several actors and no recipient are done with each other, not side by side.
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_MUTUAL_CODES = frozenset({"057", "0871", "0356"})  # signing, ceasefires
_MUTUAL_WORDS = re.compile(
    r"clash|fight|fought|battle|skirmish|exchang|swap|trad|firefight|gunfight|shootout|crossfire|hostilit|confront",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@")
_NUMBER_BITS = 60  # event numbers fit a signed 64-bit integer, as R and SQL read them


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its report, its type folded, and the number of its sentence (from 1)."""

    reading: Reading
    event: Event
    folded: Folded
    sentence: int | None
    leads: bool  # told in the headline or the first paragraph

    @property
    def day(self) -> date | None:
        """When it happened; for what is only intended, ordered, threatened or refused, the day that it was told of."""
        if not self.folded.moved and self.event.status is not Status.PLANNED and self.event.when is not None:
            day = self.event.when.start or self.event.when.end
            if day is not None:
                return date(day.year, day.month, day.day)
        return self.published.date() if self.published else None

    @property
    def published(self) -> datetime | None:
        return self.reading.report.published

    @property
    def publisher(self) -> str:
        return self.reading.report.publisher or ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a format that has one actor and one recipient a row; `number` is the same in each export."""

    told: Told
    actor: Ref | None
    recipient: Ref | None
    number: int


def told(readings: Iterable[Reading]) -> Iterator[Told]:
    """All events that have a place in a table without a status, report by report."""
    for reading in readings:
        spans = sentence_spans(reading.report)
        starts = [span.start for span in spans]
        first = next((b.span for b in reading.report.blocks if b.kind is BlockKind.BODY), None)
        for event in reading.events:
            folded = folded_deed(event.type, event.mode, event.codes, as_coded(event.type, event.status, event.why))
            if folded is None:
                continue
            at = event.evidence.sentence.start
            number = bisect_right(starts, at) or None
            yield Told(reading, event, folded, number, first is not None and at < first.end)


def paired(events: Iterable[Told]) -> Iterator[Pair]:
    """Events as pairs of one actor and one recipient; see above for mutual deeds and empty sides."""
    for one in events:
        for actor, recipient in _pairs(one):
            if actor is None and recipient is None:
                continue
            key = f"{one.event.id}\0{_key(actor)}\0{_key(recipient)}"
            yield Pair(one, actor, recipient, number_of(key))


def _pairs(one: Told) -> Iterator[tuple[Ref | None, Ref | None]]:
    actors, recipients = one.event.actors, one.event.recipients
    if is_mutual(one):
        yield from permutations(actors, 2)
    elif actors and recipients:
        yield from product(actors, recipients)
    else:
        yield from ((a, None) for a in actors)
        yield from ((None, r) for r in recipients)


def is_mutual(one: Told) -> bool:
    """Whether the actors did a deed with each other."""
    event = one.event
    if len(event.actors) < 2 or event.recipients:
        return False
    if event.type in _MUTUAL or event.codes.cameo in _MUTUAL_CODES:
        return True
    return bool(_MUTUAL_WORDS.search(event.evidence.trigger.of(one.reading.report.text)))


def number_of(key: str) -> int:
    """A number for a key, the same in each run."""
    return int(hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest(), 16) >> (256 - _NUMBER_BITS)


def _key(ref: Ref | None) -> str:
    return "" if ref is None else ref.id or ref.name


def cell(value: str | None) -> str:
    """Text as one cell: no tabs, no line ends, and nothing that a spreadsheet takes for a formula.

    A text that begins with =, +, - or @ gets an apostrophe before it (the way that spreadsheets mark text); R,
    polars and
    databases see that apostrophe as part of the value.
    """
    text = _BREAKS.sub(" ", (value or "").encode("utf-8", "replace").decode("utf-8")).strip()
    return f"'{text}" if text.startswith(_FORMULA) and any(c.isalnum() for c in text) else text


def line(values: Sequence[object]) -> str:
    """Values as one line of tab-separated cells; None is empty."""
    return "\t".join("" if v is None else cell(v) if isinstance(v, str) else str(v) for v in values)


def point(place: Place | None) -> tuple[float | None, float | None]:
    return (None, None) if place is None else (place.lat, place.lon)


def city(place: Place | None) -> str | None:
    return place.name if place is not None and place.precision in ("city", "point") else None


def province(place: Place | None) -> str | None:
    if place is None:
        return None
    return place.admin1 or (place.name if place.precision == "region" else None)


def refs_of(reading: Reading) -> list[Ref]:
    """All actors that a report's events name, each once."""
    found: dict[str, Ref] = {}
    for event in reading.events:
        for ref in (*event.actors, *event.recipients, *(o.who for o in event.others), *(s.who for s in event.speakers)):
            found.setdefault(_key(ref), ref)
    return list(found.values())


def named(reading: Reading, *kinds: Kind) -> list[str]:
    return [ref.name for ref in refs_of(reading) if ref.kind in kinds]
