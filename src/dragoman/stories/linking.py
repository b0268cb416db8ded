"""Links between events as reports come in: what is new is compared with what it meets, and stories that it touches are completed.

The links depend on the set of events alone, not on the order in which they came: every pair under one key is compared, and
within what hangs together by good links every pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import combinations

from dragoman.model.living import Told
from dragoman.stories.cluster import Link, Pair, components, link
from dragoman.stories.drawing import sketches
from dragoman.stories.kinds import Kinds, load_kinds
from dragoman.stories.score import LINKED, compare, days_of, keys
from dragoman.stories.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Compared:
    """A link and why the two are one deed, or two."""

    link: Link
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an event stands in an index: it meets those that share a key and whose days, as ordinals, overlap with its own."""

    keys: frozenset[str]
    first: int
    last: int


def index(told: Iterable[Told], sentences: Mapping[str, str] | None = None) -> dict[str, Entry]:
    """The entries of events by their ids; events of no sort that is compared have none.

    Args:
        told: events, all of each report: an event has also the keys of what its report says of it elsewhere.
        sentences: the sentence of each event by the event's id.
    """
    kinds = load_kinds()
    return {s.id: Entry(keys(s, kinds), *days_of(s, kinds)) for s in sketches(told, sentences)}


def relink(
    new: Sequence[Told],
    candidates: Sequence[Told],
    known_links: Iterable[Link] = (),
    sentences: Mapping[str, str] | None = None,
) -> list[Compared]:
    """Links of new events among themselves and with those told before, and those that stories joined by them lack; in order.

    Args:
        new: events of reports that are new, all of each report.
        candidates: events told before that share a key and days with a new one (`index`), and all that hang together with these
            by known links of `LINKED` or more; each with all events of its report.
        known_links: the links among candidates that are known.
        sentences: the sentence of each event by the event's id.
    """
    kinds = load_kinds()
    fresh = {told.event.id for told in new}
    drawn = {s.id: s for s in sketches([*candidates, *new], sentences)}
    known = {(k.one, k.other): k.score for k in known_links}
    found: dict[Pair, Compared] = {}
    for a, b in _meeting(list(drawn.values()), kinds, fresh):
        made = _compared(drawn[a], drawn[b], kinds)
        if made is not None and made.link.score >= LINKED:
            found[a, b] = made
    good = [pair for pair, value in known.items() if value >= LINKED]
    touched = fresh | {x for pair in found for x in pair}
    for ids in components([*good, *found]):
        if touched.isdisjoint(ids):
            continue
        for a, b in combinations([x for x in ids if x in drawn], 2):
            if (a, b) not in found and (a, b) not in known:
                made = _compared(drawn[a], drawn[b], kinds)
                if made is not None:
                    found[a, b] = made
    return [found[pair] for pair in sorted(found)]


def _compared(one: Sketch, other: Sketch, kinds: Kinds) -> Compared | None:
    """A link with its reasons; none where the two leave it open."""
    match = compare(one, other, kinds)
    return None if match.open else Compared(link(one.id, other.id, match.score), match.reasons)


def _meeting(drawn: Sequence[Sketch], kinds: Kinds, fresh: set[str]) -> Iterator[Pair]:
    """Pairs, at least one of them new, that share a key and days; each once, ids in order."""
    under: dict[str, list[tuple[int, int, str]]] = {}
    for one in drawn:
        first, last = days_of(one, kinds)
        for key in keys(one, kinds):
            under.setdefault(key, []).append((first, last, one.id))
    seen: set[Pair] = set()
    for rows in under.values():
        rows.sort()
        for k, (_, last, a) in enumerate(rows):
            for first, _, b in rows[k + 1 :]:
                if first > last:
                    break
                pair = (a, b) if a < b else (b, a)
                if (a in fresh or b in fresh) and pair not in seen:
                    seen.add(pair)
                    yield pair


def told_at(told: Told) -> datetime:
    """When an event was told, by its report's own clock: some dates of reports come with a time zone, most without."""
    return told.published.replace(tzinfo=None)


def story_id(members: Iterable[Told]) -> str:
    """The id of a story: a hash of the event in it that was told first."""
    first = min(members, key=lambda told: (told_at(told), told.event.id))
    return sha256(f"story\0{told_at(first).isoformat()}\0{first.event.id}".encode()).hexdigest()[:16]
