"""Words that are one over a space or a hyphen: "South Korean", "Central African", "secretary-general"."""

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
        if not book.begins_adjective(words[at].text.lower()):
            at += 1
            continue
        for stop in range(min(end, at + _LONGEST), at, -1):
            phrase = " ".join(w.text.lower() for w in words[at:stop])
            iso3 = book.adjectives.get(phrase) or book.adjectives.get(phrase.rstrip("."))
            if iso3 is not None:
                found.append((stop - 1, iso3))
                at = stop - 1
                break
        at += 1
    return found


def hyphened(words: Sequence[Word], i: int, book: ActorBook) -> bool:
    """Whether word i begins a known noun of two words joined by a hyphen: the "secretary" of "secretary-general"."""
    if i < 0 or i + 2 >= len(words) or words[i + 1].text != "-":
        return False
    return f"{words[i].text}-{words[i + 2].text}".lower() in book.nouns
