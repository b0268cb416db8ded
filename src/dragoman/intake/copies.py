"""Copies of one wire text in many papers: found by MinHash over the words of the body, so that each counts once.

A paper rewrites the headline, cuts the tail and adds a paragraph of its own; two reporters of one event write other
sentences. So what is compared is runs of three words of the body, without headline, dateline and credits, and two texts
are alike by how much of the shorter one stands in the longer: a brief that is the first half of a dispatch is a copy.

Agencies repeat the background of a conflict in every dispatch, and fill forms ("shelled the district three times") day
after day. So much of the shorter text must stand in the longer (`THRESHOLD`), and either it is nearly the whole of it
(`WHOLE`) or much of both is common (`COMMON`); all three are measured by `python -m bench.copies`. Copies are of the same
days (`LONGEST_LAG`), and a text of the same publisher whose figures differ is an update where it has the same address or
follows within hours, and a report of its own otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

import numpy as np
from rensa import RMinHash  # type: ignore[import-untyped]

from dragoman.model.report import BlockKind, Report

WORDS = 3  # in a run
PERMUTATIONS = 128
ROWS = 3  # of a band: texts of which a third is common share one of the 42 bands in four cases of five
SEED = 20200614
THRESHOLD = 0.6  # of the shorter text
WHOLE = 0.9  # of the shorter text: a brief that is the beginning of a long dispatch
COMMON = 0.4  # of all runs of both: a short dispatch's tail under the new lead of a long one is less
LONGEST_LAG = timedelta(days=3)  # papers print a dispatch within days
UPDATE_LAG = timedelta(hours=12)  # an agency's next version; the next day's bulletin is another report
_VERSION = int(getattr(RMinHash, "ALGORITHM_VERSION", 1))
_HEAD = 1 + 4 + 8  # bytes before the minima: version, number of runs, mark of the figures
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CREDIT = re.compile(
    r"^\W*(?:\(?(?:additional |further )?(?:reporting|writing|editing|compiled|translated|written|edited|reported) by\b"
    r"|©|\(c\) |copyright\b|all rights reserved|source\s*:|read (?:more|also)\b|sign up\b|subscribe\b|follow us\b"
    r"|with (?:inputs?|files|reporting) from\b|this (?:story|article|report) (?:has been|was|is) (?:published|updated|edited)"
    r"|click here\b|related\s*:)",
    re.IGNORECASE,
)


class Likeness(StrEnum):
    """How one report is like an earlier one."""

    COPY = "copy"  # the same dispatch, printed by another
    UPDATE = "update"  # the same publisher's next version of it: what it says may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What is needed of a report to know its copies: a store can keep these and no text."""

    id: str
    signature: bytes
    published: datetime | None
    publisher: str | None
    source: str

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """The earliest published first, the undated last; then by id, so that the order of arrival is nothing."""
        return self.published is None, _utc(self.published) if self.published else _NEVER, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report's original, and how much of the shorter text the two have in common."""

    id: str
    original: str
    likeness: Likeness
    similarity: float


_NEVER = datetime.max.replace(tzinfo=UTC)


def print_of(report: Report) -> Print:
    """What is needed of a report to know its copies."""
    return Print(
        id=report.id,
        signature=signature(report),
        published=report.published,
        publisher=report.publisher,
        source=report.source,
    )


def signature(report: Report) -> bytes:
    """The report's mark: the same for the same body on every machine; empty where there are no words to compare."""
    words = [word for block in _bodies(report) for word in _WORD.findall(block.casefold())]
    runs = {" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))} if words else set()
    if not runs:
        return b""
    minima = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minima.update(sorted(runs))
    figures = " ".join(sorted(word for word in words if any(char.isdigit() for char in word)))
    head = bytes([_VERSION]) + len(runs).to_bytes(4, "big") + blake2b(figures.encode(), digest_size=8).digest()
    return head + np.asarray(minima.digest(), dtype=">u4").tobytes()


def _bodies(report: Report) -> list[str]:
    texts = (block.span.of(report.text) for block in report.blocks if block.kind is BlockKind.BODY)
    return [text for text in texts if not _CREDIT.match(text)]


def similarity(one: bytes, other: bytes) -> float:
    """The share of the shorter text that stands in the longer, from 0 to 1, as two signatures tell it (± 0.06)."""
    return _shares(one, other)[0]


def _shares(one: bytes, other: bytes) -> tuple[float, float]:
    """What of the shorter text stands in the longer, and what of all runs of both is common."""
    if not one or not other or one[0] != other[0]:  # no words, or marks of another version of the library
        return 0.0, 0.0
    common = float(np.count_nonzero(_minima(one) == _minima(other))) / PERMUTATIONS
    a, b = _runs(one), _runs(other)
    return min(1.0, common / (1 + common) * (a + b) / min(a, b)), common


def bands(mark: bytes) -> tuple[int, ...]:
    """Keys of a signature: copies share at least one, others hardly ever. They fit a database's 8-byte integers."""
    if not mark:
        return ()
    width = ROWS * 4
    pieces = (mark[at : at + width] for at in range(_HEAD, len(mark) - width + 1, width))
    keys = (blake2b(bytes([mark[0], n]) + piece, digest_size=8).digest() for n, piece in enumerate(pieces))
    return tuple(int.from_bytes(key, "big") >> 1 for key in keys)


def likeness(one: Print, other: Print, threshold: float = THRESHOLD) -> tuple[Likeness, float] | None:
    """How two reports are alike, and how much; None where they are two reports. The order of the two is nothing."""
    share, common = _shares(one.signature, other.signature)
    if share < threshold or (common < COMMON and share < WHOLE):
        return None
    lag = abs(_utc(one.published) - _utc(other.published)) if one.published and other.published else None
    if one.source == other.source:
        return Likeness.UPDATE, share
    if lag is not None and lag > LONGEST_LAG:
        return None
    same_figures = one.signature[5:_HEAD] == other.signature[5:_HEAD]
    if one.publisher and one.publisher == other.publisher and not (same_figures and share == 1.0):
        if lag is not None and lag <= UPDATE_LAG:
            return Likeness.UPDATE, share
        return (Likeness.COPY, share) if same_figures else None
    return Likeness.COPY, share


class Copies:
    """An index of reports that finds copies; in memory, or filled from a store for the candidates of one report."""

    def __init__(self, prints: Iterable[Print] = (), *, threshold: float = THRESHOLD) -> None:
        """Make an index.

        Args:
            prints: what is in it from the beginning.
            threshold: from what share of the shorter text on two reports are copies.
        """
        self.threshold = threshold
        self._prints: dict[str, Print] = {}
        self._banded: dict[int, set[str]] = defaultdict(set)
        for each in prints:
            self.add(each)

    def __len__(self) -> int:
        return len(self._prints)

    def add(self, each: Print) -> None:
        """Put a report in; one that is in already changes nothing."""
        self._prints[each.id] = each
        for key in bands(each.signature):
            self._banded[key].add(each.id)

    def alike(self, each: Print) -> list[tuple[Print, Likeness, float]]:
        """All reports of the index that are like this one, the original first."""
        ids = {other for key in bands(each.signature) for other in self._banded.get(key, ())} - {each.id}
        found = [
            (self._prints[other], *how)
            for other in ids
            if (how := likeness(each, self._prints[other], self.threshold)) is not None
        ]
        return sorted(found, key=lambda item: item[0].order)

    def find(self, each: Print) -> Copy | None:
        """The earliest of the reports that this one is like, or None where none of the index is earlier.

        A report that comes late may be older than its copies: `groups` then names it for them.
        """
        found = self.alike(each)
        if not found or found[0][0].order > each.order:
            return None
        original, how, share = found[0]
        return Copy(id=each.id, original=original.id, likeness=how, similarity=share)

    def groups(self) -> Mapping[str, Copy]:
        """For every copy its original, the earliest published of all that hang together; the same for any order of adding."""
        heads: dict[str, str] = {}
        copies: dict[str, Copy] = {}
        for each in sorted(self._prints.values(), key=lambda item: item.order):
            found = self.find(each)
            if found is None:
                continue
            head = heads.get(found.original, found.original)
            heads[each.id] = head
            copies[each.id] = Copy(id=each.id, original=head, likeness=found.likeness, similarity=found.similarity)
        return copies


def _minima(mark: bytes) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.frombuffer(mark, dtype=">u4", offset=_HEAD)


def _runs(mark: bytes) -> int:
    return int.from_bytes(mark[1:5], "big")


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
