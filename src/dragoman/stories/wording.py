"""What the words of a sentence say of which deed is meant: telling words, "the second round", "two days after"."""

from __future__ import annotations

import re
from functools import cache

from dragoman.knowledge.actors import fold
from dragoman.knowledge.files import ROOT, header_of, read_rows

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_STOP = frozenset(
    "the and for that was were had has have been with from this its their his her they who which said says saying told after before "
    "over under into not but are will would could than then also when where while about more most other others between during against "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december day days week weeks month months year years people officials official least early late ministry minister "
    "government spokesman spokeswoman according reported report news agency".split()
)
_NUMBERS = dict.fromkeys(("a", "an", "one"), 1) | {
    word: n for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
_UNITS = {"hour": (0, 0), "day": (1, 0), "week": (7, 3), "month": (30, 15)}  # days, and how many more or less
_SOME = {"hours": (0, 1), "days": (2, 8), "weeks": (10, 60), "months": (45, 365)}
_AFTER = r"\s+(?:after|since|following)\b"
_AGO = re.compile(
    rf"\b(?P<count>\d+|{'|'.join(_NUMBERS)})\s+(?P<unit>hour|day|week|month)s?{_AFTER}|\b(?P<some>hours|days|weeks|months){_AFTER}",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:]|, (?!killing|wounding|leaving)")
_ANNOUNCED = re.compile(
    r"\b(?:announc|agree|promis|decid|postpon|cancel|delay|call|order|propos|plan|schedul)\w*\b", re.IGNORECASE
)
_WAS_ANNOUNCED = re.compile(rf"\b(?:was|were)\s+{_ANNOUNCED.pattern}", re.IGNORECASE)
_TURNS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TURN = re.compile(rf"\b({'|'.join(_TURNS)})\s+(?:round|meeting|visit|summit|phase|session|trip|call)\b", re.IGNORECASE)


def content_words(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell of something, in lower case without a plural's or a verb's ending."""
    return frozenset(_stem(w) for w in _WORD.findall(sentence.lower()) if w not in _STOP)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def names_in(sentence: str) -> frozenset[str]:
    """Folded words written as names that are no states or peoples; none of a headline with a capital on each word."""
    words = _WORD.findall(sentence)
    long = [w for w in words if len(w) > 3]
    if sum(w[0].isupper() for w in long) > 0.75 * len(long):
        return frozenset()
    found = {fold(w) for w in words[1:] if w[0].isupper() and w.lower() not in _STOP}
    return frozenset(found - of_states())


@cache
def of_states() -> frozenset[str]:
    """Words by which states and their people go, which half of all reports hold."""
    path = ROOT / "actors" / "states.csv"
    rows = read_rows(path, header_of(path))
    named = (name for row in rows for c in ("name", "aliases", "adjectives", "people") for name in row.list(c))
    return frozenset(fold(word) for name in named for word in _WORD.findall(name))


def turn_of(sentence: str) -> int | None:
    """Which of several in a row: 2 for "a second round of talks"."""
    match = _TURN.search(sentence)
    return _TURNS.index(match[1].lower()) + 1 if match else None


def clause_at(sentence: str, trigger: int) -> tuple[str, tuple[int, int] | None]:
    """The part of a sentence that tells of a deed, and the least and most days that the deed was before the rest of it.

    "Two days after an attack on Sake, rebels took Masisi": the attack was two days before, the taking stands in the rest, for which
    there are none. "After" without a time is no border: what comes after a raid is the raid's.

    Args:
        sentence: the sentence.
        trigger: where in it the word that tells of the deed begins.
    """
    match = next(iter(_AGO.finditer(sentence)), None)
    if match is None:
        return sentence, None
    end = _CLAUSE_END.search(sentence, match.end())
    stop = end.start() if end else len(sentence)
    if not match.end() <= trigger < stop:
        return f"{sentence[: match.start()]} {sentence[stop:]}", None
    if _ANNOUNCED.search(sentence, match.end(), trigger) or _WAS_ANNOUNCED.search(sentence, trigger, stop):
        return sentence, None  # "months after he announced the pullout": what lies back is the word, not the deed
    return sentence[match.end() : stop], _days_of(match)


def _days_of(match: re.Match[str]) -> tuple[int, int]:
    """Least and most days; the day of the report may be the day after what it tells of."""
    if match["some"]:
        return _SOME[match["some"].lower()]
    count = int(match["count"]) if match["count"].isdigit() else _NUMBERS[match["count"].lower()]
    unit, vague = _UNITS[match["unit"].lower()]
    return count * unit - vague, count * unit + vague + 1
