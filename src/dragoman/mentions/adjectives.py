"""Nationality adjectives of one or several words: "Russian", "South Korean", "Central African"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.actors import ActorBook
from dragoman.model.document import Word

_LONGEST = 3


def nationalities(words: Sequence[Word], start: int, end: int, book: ActorBook) -> list[tuple[int, str]]:
    """The adjectives of states in words [start, end), the longest at each place, as (last word, ISO code)."""
    found = []
    at = start
    while at < end:
        for stop in range(min(end, at + _LONGEST), at, -1):
            phrase = " ".join(w.text.lower() for w in words[at:stop])
            iso3 = book.adjectives.get(phrase) or book.adjectives.get(phrase.rstrip("."))
            if iso3 is not None:
                found.append((stop - 1, iso3))
                at = stop - 1
                break
        at += 1
    return found
