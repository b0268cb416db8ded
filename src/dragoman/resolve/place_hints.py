"""Which country a report is of, by what is not a place name: its address, its demonyms, the words of its press.

Each hint is weak and is bounded: they decide between the Londons of two countries where nothing in the report does.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache

from dragoman.knowledge.actors import ActorBook, fold
from dragoman.knowledge.files import read_rows
from dragoman.knowledge.places import FOLDER
from dragoman.model.address import host_of
from dragoman.model.document import Document
from dragoman.model.records import Kind

_ADDRESS = 1.0  # a paper's own country against a place ten times as big elsewhere
_MOST = 1.2  # what all words together may say
_WORLD = 3  # states that a report must name to be of the world, where a big city is the one that all know
WORLD = ""  # the hint that it is
_OPEN = frozenset(("tv", "io", "co", "me", "eu", "ai", "fm", "am", "cc", "ws", "ly"))  # not used as a country's own


def country_hints(document: Document, book: ActorBook) -> dict[str, float]:
    """Countries (ISO alpha-3) with what a place in them gains."""
    out: defaultdict[str, float] = defaultdict(float)
    if (home := _address(document.report.source)) is not None:
        out[home] += _ADDRESS
    counts: defaultdict[str, float] = defaultdict(float)
    lower = document.report.text.lower()
    for pattern, country, weight in _local_words():
        if weight and (found := len(re.findall(pattern, lower))):
            counts[country] += weight * min(found, 3)
    for sentence in document.sentences:
        for word in sentence.words:
            if word.text[:1].isupper() and (iso3 := book.adjectives.get(word.text.lower())):
                counts[iso3] += 0.5
    named = {iso3 for iso3, value in counts.items() if value >= 0.5} | _states_named(document, book)
    if len(named) >= _WORLD:
        out[WORLD] = 1.0
    for country, value in counts.items():
        out[country] += min(_MOST, 0.6 * math.log1p(value))
    return dict(out)


def _states_named(document: Document, book: ActorBook) -> set[str]:
    """The states that a report names by their own names."""
    found: set[str] = set()
    for sentence in document.sentences:
        for name in sentence.names:
            key = fold(" ".join(w.text for w in sentence.words[name.start : name.end]))
            found |= {a.country for a in book.by_name.get(key, ()) if a.kind is Kind.STATE and a.country}
    return found


def _address(source: str) -> str | None:
    """The state of a web address's last part: .uk, .ge, .lb."""
    host = host_of(source)
    last = host.rsplit(".", 1)[-1]
    if last in _OPEN or len(last) != 2:
        return None
    return _codes().get({"uk": "gb"}.get(last, last))


@cache
def _codes() -> dict[str, str]:
    rows = read_rows(FOLDER / "countries.csv", ("iso3", "iso2", "name", "lat", "lon", "note"))
    return {r["iso2"].lower(): r["iso3"] for r in rows}


@cache
def _local_words() -> list[tuple[str, str, float]]:
    rows = read_rows(FOLDER / "local_words.csv", ("word", "country", "weight", "note"))
    return [(rf"(?<!\w){re.escape(r['word'])}(?!\w)", r["country"], float(r["weight"])) for r in rows]
