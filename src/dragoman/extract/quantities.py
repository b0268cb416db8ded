"""Numbers of a sentence as ranges: "12", "at least 12", "dozens", "between 10 and 15", "several hundred".

A word that leaves the number open becomes the range that its readers take it for: "dozens" is 24 to 99. Where only the
lower end is told ("at least 12"), the upper end is the lower one again: Dragoman gives no number that the sentence
does not. Ages, years, shares, money and measures are no numbers of people and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.document import Sentence

_UNITS = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)}  # fmt: skip
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "tens": (20, 99),
    "several": (3, 9), "few": (3, 5), "handful": (3, 6), "couple": (2, 2), "both": (2, 2), "half": (6, 6),
}  # fmt: skip
_OF_SCALE = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200}  # "tens of thousands"
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_NOT_PEOPLE = frozenset(
    "year day week month hour minute percent % dollar euro pound rupee metre meter kilometre kilometer km mile degree "
    "kg ton tonne per old am pm a.m. p.m. yo time".split()
)
_MONEY = frozenset({"$", "€", "£", "¥"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec".split()
)
_LEAST = (
    ("at", "least"),
    ("no", "fewer", "than"),
    ("no", "less", "than"),
    ("not", "less", "than"),
    ("a", "minimum", "of"),
)
_MORE = (("more", "than"), ("over",), ("upwards", "of"), ("well", "over"), ("above",))
_MOST = (("up", "to"), ("as", "many", "as"), ("at", "most"), ("no", "more", "than"))
_UNDER = (("fewer", "than"), ("less", "than"), ("under",))
_ALMOST = (("nearly",), ("almost",), ("close", "to"), ("just", "under"), ("just", "short", "of"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words [start, end) of a sentence that tell a number from `low` to `high`."""

    start: int
    end: int
    low: int
    high: int


_BOUNDS = sorted(  # the longest first: "no more than" is no "more than"
    (
        (pattern, bound)
        for bound, patterns in (
            ("least", _LEAST), ("more", _MORE), ("most", _MOST), ("under", _UNDER), ("almost", _ALMOST),
        )
        for pattern in patterns
    ),
    key=lambda row: -len(row[0]),
)  # fmt: skip


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """All numbers of a sentence that may count people, in the order of the text."""
    forms = [word.text.lower() for word in sentence.words]
    lemmas = [word.lemma.lower() for word in sentence.words]
    found: list[Quantity] = []
    at = 0
    while at < len(forms):
        quantity = _at(forms, at)
        if quantity is None:
            at += 1
            continue
        if not _is_measure(forms, lemmas, quantity):
            found.append(quantity)
        at = quantity.end
    return found


def _at(forms: Sequence[str], at: int) -> Quantity | None:
    """The quantity whose number begins at a word, with the words before it that bound it."""
    number = _range(forms, at)
    if number is None:
        return None
    low, high, end = number
    for pattern, bound in _BOUNDS:
        start = at - len(pattern)
        if start >= 0 and tuple(forms[start:at]) == pattern:
            return Quantity(start, end, *_bounded(bound, low, high))
    if end + 1 < len(forms) and forms[end] == "or" and forms[end + 1] == "more":
        return Quantity(at, end + 2, low, high)
    return Quantity(at, end, low, high)


def _bounded(bound: str, low: int, high: int) -> tuple[int, int]:
    match bound:
        case "more":
            return low + 1, max(low + 1, high)
        case "most":
            return min(1, high), high
        case "under":
            return min(1, high), max(high - 1, 0)
        case "almost":
            return high - high // 10, high
    return low, high


def _range(forms: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """A number or a range of two: "10 to 15", "10-15", "ten or twelve", "between 10 and 15"."""
    first = _number(forms, at)
    if first is None:
        return None
    low, high, end = first
    if end + 1 < len(forms):
        joint = forms[end]
        between = at > 0 and forms[at - 1] == "between" and joint == "and"
        if between or joint in ("to", "-", "–", "—", "or"):
            second = _number(forms, end + 1)
            if second is not None and second[0] > low:
                return low, second[1], second[2]
    return low, high, end


def _number(forms: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Least and most of the number at a word, and where it ends."""
    form = forms[at]
    if form in _VAGUE:
        return _vague(forms, at)
    value, end = 0, at
    digits = _DIGITS.fullmatch(form)
    if digits:
        value, end = int(form.replace(",", "")), at + 1
    elif form in _UNITS or form in _TENS:
        value, end = _below_hundred(forms, at)
    elif form in ("a", "an") and at + 1 < len(forms) and forms[at + 1] in _SCALES:
        value, end = 1, at + 1
    elif form in _SCALES and not (at and forms[at - 1] in _VAGUE):
        value, end = 1, at
    else:
        return None
    while end < len(forms) and forms[end] in _SCALES:
        value, end = value * _SCALES[forms[end]], end + 1
        rest = end + 1 if end < len(forms) and forms[end] == "and" else end
        if rest < len(forms) and (forms[rest] in _UNITS or forms[rest] in _TENS) and value >= 100:
            more, end = _below_hundred(forms, rest)
            value += more
    return value, value, end


def _below_hundred(forms: Sequence[str], at: int) -> tuple[int, int]:
    """ "seven", "forty", "forty-two": the value and where it ends."""
    if forms[at] in _UNITS:
        return _UNITS[forms[at]], at + 1
    value, end = _TENS[forms[at]], at + 1
    unit = end + 1 if end < len(forms) and forms[end] == "-" else end
    if unit < len(forms) and 0 < _UNITS.get(forms[unit], 0) < 10:
        return value + _UNITS[forms[unit]], unit + 1
    return value, end


def _vague(forms: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """ "dozens", "tens of thousands", "several hundred", "a few dozen", "half a dozen"."""
    form, end = forms[at], at + 1
    low, high = _VAGUE[form]
    if form == "half":
        return (6, 6, at + 3) if tuple(forms[end : end + 2]) == ("a", "dozen") else None
    if (
        form in _OF_SCALE
        and end + 1 < len(forms)
        and forms[end] == "of"
        and forms[end + 1] in ("thousands", "hundreds", "millions")
    ):
        scale = _SCALES[forms[end + 1][:-1]]
        return _OF_SCALE[form] * scale, (high + 1) * scale - 1, end + 2
    if form == "tens":
        return None
    if form in ("several", "few", "couple") and end < len(forms):
        scale_at = end + 1 if forms[end] == "of" and end + 1 < len(forms) else end
        times = _SCALES.get(forms[scale_at])
        if times:
            return low * times, (low if form == "couple" else high + 1) * times - (form != "couple"), scale_at + 1
    return low, high, end


def _is_measure(forms: Sequence[str], lemmas: Sequence[str], quantity: Quantity) -> bool:
    """Whether a number tells an age, a date, a share, money or a length and not how many."""
    end = quantity.end
    after = end + 1 if end < len(forms) and forms[end] in ("-", "–") else end
    if after < len(forms) and lemmas[after] in _NOT_PEOPLE:
        return True
    before = forms[quantity.start - 1] if quantity.start else ""
    if before in _MONEY or before in ("aged", "age") or before in _MONTHS:
        return True
    if after < len(forms) and forms[after] in _MONTHS:
        return True
    year = quantity.low == quantity.high and 1900 <= quantity.low <= 2100 and forms[quantity.start].isdigit()
    return year and before in ("in", "since", "of", "from", "by", "until", "early", "late", ",")
