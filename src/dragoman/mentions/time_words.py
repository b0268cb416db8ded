"""The words of time: months, weekdays, units, numbers and parts of the day, and the line of a sentence that rules read.

A rule is a regular expression over the sentence's words in lower case with one space between them, so that "14-month"
and "14 month" differ only by their " - ". `<NAME>` in a rule stands for a class of words below.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dragoman.intake.dates import MONTHS
from dragoman.model.document import Sentence


def listed(words: str) -> list[str]:
    """Words written as one string, for tables that read better so."""
    return words.split()


WEEKDAYS = {
    name: number
    for number, names in enumerate(
        listed("monday,mon tuesday,tues,tue wednesday,wed thursday,thurs,thur,thu friday,fri saturday,sat sunday,sun")
    )
    for name in names.split(",")
}
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "2W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C", "night": "D", "yr": "Y", "hr": "TH",
    "weekend": "WE",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PARTS = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midday": "TMI", "lunchtime": "TMI",
    "dawn": "TMO", "daybreak": "TMO", "dusk": "TEV", "sunset": "TEV", "nightfall": "TEV", "sunrise": "TMO",
}  # fmt: skip
_SMALL = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = listed("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
_NUMBERS = {w: n for n, w in enumerate(_SMALL)} | {w: 10 * n for n, w in enumerate(_TENS) if n > 1}
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {w: n for n, w in enumerate(_ORDINALS, 1)} | {"thirtieth": 30, "final": 4, "last": 4}
ORDINALS |= {
    f"{tens} - {w}": n + k for tens, n in (("twenty", 20), ("thirty", 30)) for k, w in enumerate(_ORDINALS[:9], 1)
}
_VAGUE = frozenset(listed("several few many some couple dozens scores hundreds thousands recent countless numerous"))
_ZONES = listed(
    "gmt utc est edt cst cdt mst mdt pst pdt et ct pt bst cet cest eet eest msk ist jst kst hkt sgt wat cat eat sast "
    "aest aedt nzst nzdt trt pkt irst"
)


def _any(words: object) -> str:
    return "(?:" + "|".join(sorted((str(w) for w in words), key=len, reverse=True)) + ")"  # type: ignore[attr-defined]


_N = _any([*_NUMBERS, "hundred", "thousand"])
_CLASSES = {
    "MONTH": _any(MONTHS),
    "WEEKDAY": _any(WEEKDAYS),
    "DAYNAME": _any(name for name in WEEKDAYS if name.endswith("day")),
    "UNIT": r"(?:(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|night|yr|hr|weekend)s?"
    r"|centuries)",
    "BIGUNIT": r"(?:week|month|quarter|year|decade|century)",
    "SEASON": _any(SEASONS),
    "PART": _any(PARTS),
    "DAY": r"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)",
    "ORD": _any(w for w in ORDINALS if w not in ("final", "last")),
    "NTH": r"(?:first|second|third|fourth|1st|2nd|3rd|4th)",
    "YEAR": r"(?:1[1-9]\d\d|20\d\d)",
    "YEARWORDS": rf"(?:(?:eighteen|nineteen|twenty)(?: -)? (?:{_any(_TENS[2:])}(?:(?: -)? {_any(_SMALL[1:10])})?"
    rf"|(?:oh|o')(?: -)? {_any(_SMALL[1:10])}|{_any(_SMALL[10:])})|two thousand(?: and)?(?: {_any(_SMALL[1:])})?)",
    "YEARTAIL": rf"(?:{_any(_TENS[2:])}(?:(?: -)? {_any(_SMALL[1:10])})?|(?:oh|o')(?: -)? {_any(_SMALL[1:10])}"
    rf"|{_any(_SMALL[10:])})",
    "NUM": rf"(?:\d+(?:,\d\d\d)*(?:\.\d+)?(?: \d/\d)?|{_N}(?:(?: -| and)? {_N})*|a (?:hundred|thousand|dozen)|two "
    rf"dozen)",
    "QUANT": r"(?:<NUM>(?:(?: -)? and(?: -)? a(?: -)? half)?|a good few|quite a few|an? few|a couple(?: of)?|couple "
    r"of|several"
    r"|few|many|some|dozens of|scores of|hundreds of|thousands of|half an?|a half|an?|one and a half)",
    "ABOUT": r"(?:about|around|roughly|approximately|some|nearly|almost|more than|over|less than|fewer than|under|at "
    r"least"
    r"|at most|up to|no more than|no less than|as many as|as long as|well over|close to|an estimated|as little as"
    r"|just over"
    r"|just under|another|an additional)",
    "EDGE": r"(?:early|late|mid|earlier|later|(?:the |at |at the )?(?:very )?(?:beginning|start|opening|middle|end"
    r"|close"
    r"|latter part|early part|turn|early days|first days|last days|final days|closing days) of)",
    "ZONE": _any(_ZONES),
}


def pattern(text: str) -> re.Pattern[str]:
    """A rule's regular expression, with its classes filled in; it begins and ends at the edge of a word."""
    while (filled := re.sub(r"<([A-Z]+)>", lambda m: _CLASSES[m[1]], text)) != text:
        text = filled
    return re.compile(rf"(?<!\S)(?:{text})(?!\S)")


def pattern_before(text: str) -> re.Pattern[str]:
    """A pattern for the words that end where a search ends: just before a time expression."""
    return re.compile(pattern(text).pattern.removesuffix(r"(?!\S)") + "$")


class Line:
    """A sentence as rules read it: its words in lower case, one space between, dots of abbreviations left out."""

    def __init__(self, sentence: Sentence) -> None:
        words = [_plain(word.text) for word in sentence.words]
        self.words = words
        self.text = " ".join(words)
        self._starts = [0]
        for word in words[:-1]:
            self._starts.append(self._starts[-1] + len(word) + 1)

    def word_at(self, character: int) -> int:
        """The word that holds a character."""
        return bisect_right(self._starts, character) - 1

    def start_of(self, word: int) -> int:
        """The first character of a word; the end of the line for the word after the last."""
        return self._starts[word] if word < len(self._starts) else len(self.text) + 1


def _plain(text: str) -> str:
    lower = text.lower().replace("’", "'").replace(" ", "")
    bare = lower.rstrip(".")
    if bare in ("a.m", "p.m", "am", "pm"):
        return bare.replace(".", "")
    if lower in ("–", "—", "‑", "−"):
        return "-"
    if bare in MONTHS or bare in WEEKDAYS or bare.replace(".", "") in _ZONES:
        return bare.replace(".", "")
    return lower


def number(text: str) -> float | None:
    """The number that words name ("two and a half", "twenty - four", "2 1/2"); None for "several" and its like."""
    text = text.replace(" - ", " ").replace(",", "")
    half = 0.5 if re.search(r"\band a half$", text) else 0.0
    words = re.sub(r" and a half$", "", text).split()
    if not words or _VAGUE & set(words) - {"couple"} or ("few" in words):
        return None
    if "couple" in words:
        return 2.0
    if words[0] == "half" or words == ["a", "half"]:
        return 0.5
    if re.fullmatch(r"\d+(\.\d+)?", words[0]):
        top, _, bottom = words[1].partition("/") if len(words) > 1 else ("0", "", "1")
        return float(words[0]) + float(top) / float(bottom or 1) + half
    return _spelled(words) + half


def _spelled(words: list[str]) -> float:
    total, part = 0, 0
    for word in words:
        if word in ("hundred", "dozen"):
            part = max(1, part) * (100 if word == "hundred" else 12)
        elif word == "thousand":
            total, part = total + max(1, part) * 1000, 0
        elif word in ("a", "an"):
            part += 1
        else:
            part += _NUMBERS.get(word, 0)
    return float(total + part)


def year_of(text: str) -> int:
    """The year that figures or words name: "1997", "nineteen ninety-seven", "two thousand and eight"."""
    if text.isdigit():
        return int(text)
    words = [w for w in text.replace("-", " ").split() if w not in ("and", "oh", "o'")]
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(_NUMBERS[w] for w in words[2:])
    return 100 * _NUMBERS[words[0]] + sum(_NUMBERS[w] for w in words[1:])


def day_of(text: str) -> int:
    """The day of the month: "14", "14th", "eighth", "twenty - first"."""
    return ORDINALS[text] if text in ORDINALS else int(re.sub(r"\D", "", text))
