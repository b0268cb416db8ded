"""Time expressions of a sentence as TIMEX3 mentions, with the days that they cover.

The grammar reads words, not meanings: own rules in the time_* modules, because the public taggers for English news are either
Java or bring models, and none gives an interval that says how finely it is known. What fixes no day ("recently", "14-month",
"every Tuesday") is a mention without a When.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.mentions import time_clock, time_dates, time_lengths, time_periods, time_relative
from dragoman.mentions.time_grammar import Found, Sense, Setting, blank
from dragoman.mentions.time_values import Interval, ago, interval, part_of
from dragoman.mentions.time_words import Line
from dragoman.model.document import Document, Sentence
from dragoman.model.records import When
from dragoman.model.report import Precision

__all__ = ["TimeMention", "ago", "find_all_times", "find_times", "last_told"]

_RULES = (
    *time_dates.RULES, *time_periods.RULES, *time_relative.RULES, *time_clock.RULES, *time_lengths.RULES
)  # fmt: skip
_HINT = re.compile(
    r"\d|day|week|month|year|decade|centur|quarter|hour|minute|second|night|morning|noon|evening|dawn|dusk|now|current|recent|"
    r"past|future|previous|former|soon|shortly|lately|once|morrow|present|term|moment|while|time|spring|summer|fall|autumn|winter|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|christmas|easter|ramad|eid|passover|new|period|"
    r"weekly|annual|fiscal|financial|eve|thanks|ies|nineteen|twenty|thousand|tet|purim|sukkot|ashura|kippur|hallow|rosh|mawlid|now"
)
_DUMMY = date(2000, 6, 14)  # counts days where the report's own is unknown; nothing of it reaches a value
_OPEN_START = frozenset({"since", "starting", "beginning", "effective", "onward", "onwards"})
_OPEN_END = frozenset({"until", "till", "til", "by", "through", "before"})
_LINKS = frozenset({"-", "to", "and", "through", "until", "till", "or"})


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words [start, end) of a sentence that name a time, with TIMEX3 type and value; `when` is None where no day is fixed."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None
    when: When | None


def find_times(sentence: Sentence, anchor: date | None, narrative: date | None = None) -> list[TimeMention]:
    """Find the time expressions of a sentence.

    Args:
        sentence: with tags and tree.
        anchor: the report's own day; None where it is unknown, then only absolute expressions get a When.
        narrative: the last day told in the text, for "the next day" and "two days later".
    """
    line = Line(sentence)
    if not _HINT.search(line.text):
        return []
    setting = Setting(sentence, line, anchor or _DUMMY, narrative if anchor else narrative or None)
    found = time_clock.settle(_read(setting), setting)
    spans = [_bounded(one, setting) for one in found]
    return [
        TimeMention(
            one.start,
            one.end,
            one.sense.type,
            one.sense.value if anchor or one.sense.fixed else blank(one.sense),
            one.sense.mod,
            _when(span, one, found, sentence) if anchor or one.sense.fixed else None,
        )
        for one, span in zip(found, _joined(found, spans, setting), strict=True)
    ]


def find_all_times(document: Document, anchor: date | None) -> list[list[TimeMention]]:
    """The times of every sentence, each read with the last day told before it."""
    told: date | None = None
    out = []
    for sentence in document.sentences:
        mentions = find_times(sentence, anchor, told)
        told = last_told(mentions) or told
        out.append(mentions)
    return out


def last_told(mentions: list[TimeMention]) -> date | None:
    """The day that a text has come to: the last mention that names one day, or the first day of a longer time."""
    for mention in reversed(mentions):
        if mention.when is not None and isinstance(mention.when.start, date) and mention.type in ("DATE", "TIME"):
            return mention.when.start
    return None


def _read(setting: Setting) -> list[Found]:
    """Apply the rules from left to right; the longest match at a word wins, then the earlier rule."""
    at = 0
    while at < len(setting.line.words):
        best: Found | None = None
        origin = setting.line.start_of(at)
        for rule, build in _RULES:
            match = rule.match(setting.line.text, origin)
            if match is None or (best is not None and setting.words(match)[1] <= best.end):
                continue
            if (sense := build(match, setting)) is not None:
                start, end = setting.words(match)
                if "core" in match.re.groupindex:
                    start = setting.line.word_at(match.start("core"))
                best = Found(start, end, sense)
        if best is not None:
            setting.found.append(best)
        at = best.end if best else at + 1
    return list(setting.found)


def _interval(sense: Sense) -> Interval | None:
    if sense.vague:
        return None
    if sense.covers is not None:
        return sense.covers
    whole = interval(sense.value)
    return part_of(whole, sense.mod) if whole else None


def _bounded(one: Found, setting: Setting) -> Interval | None:
    """The interval with the end that "since", "until", "by", "before", "after" leave open."""
    span = _interval(one.sense)
    if span is None or span.start is None or span.end is None or one.sense.type == "SET":
        return span
    words = setting.line.words
    before = words[max(0, one.start - 2) : one.start]
    while before and before[-1] in ("the", "on", "of", ","):
        before = before[:-1]
    word = before[-1] if before else ""
    after = words[one.end : one.end + 1]
    if one.sense.type == "DURATION":
        return span
    if word in _OPEN_START or after in (["onward"], ["onwards"]):
        return Interval(span.start, None, span.precision)
    if word in _OPEN_END and not (word == "before" and _modifies(one, setting)):
        last = span.start - timedelta(days=1) if word == "before" else span.end
        return Interval(None, last, span.precision)
    if word == "after" and not _modifies(one, setting) and before[:1] != ["day"]:
        return Interval(span.end + timedelta(days=1), None, span.precision)
    return span


def _modifies(one: Found, setting: Setting) -> bool:
    """Whether the time only says which: "after Monday's attack", "before the 2020 election"."""
    words = setting.sentence.words
    return one.end < len(words) and (words[one.end].text in ("'s", "’s", "'", "’") or words[one.end].upos in ("NOUN", "PROPN", "ADJ"))


def _joined(found: list[Found], spans: list[Interval | None], setting: Setting) -> list[Interval | None]:
    """Two times that make one range ("June 14-15", "from March to May", "in November and January") share its interval."""
    out = list(spans)
    for i, (a, b) in enumerate(zip(found, found[1:], strict=False)):
        between = setting.line.words[a.end : b.start]
        first, last = out[i], spans[i + 1]
        if first is None or last is None or not between or len(between) > 2 or between[0] not in _LINKS:
            continue
        if len(between) == 2 and between[1] not in ("the", "on", "in"):
            continue
        first = _interval(a.sense) if between[0] != "and" else first
        whole = _interval(b.sense)
        if first is None or whole is None or first.start is None or whole.end is None or first.precision is not whole.precision:
            continue
        if first.start <= whole.end:
            out[i] = out[i + 1] = Interval(first.start, whole.end, first.precision)
    return out


def _when(span: Interval | None, one: Found, found: list[Found], sentence: Sentence) -> When | None:
    if span is None:
        return None
    return When(start=span.start, end=span.end, precision=span.precision, span=sentence.span_of(one.start, one.end))
