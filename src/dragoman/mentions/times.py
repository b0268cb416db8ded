"""Time expressions of a sentence as TIMEX3 mentions, with the days that they cover.

The grammar reads words, not meanings: own rules in the time_* modules, because the public taggers for English news
are either Java or bring models, and none gives an interval that says how finely it is known. What fixes no day
("recently", "14-month", "every Tuesday") is a mention without a When.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.mentions import (
    time_clock,
    time_dates,
    time_joints,
    time_lengths,
    time_periods,
    time_relative,
    time_units,
    time_weekdays,
)
from dragoman.mentions.time_grammar import Found, Setting, Told, blank
from dragoman.mentions.time_values import Interval, ago
from dragoman.mentions.time_words import Line
from dragoman.model.document import Document, Sentence
from dragoman.model.records import When

__all__ = ["TimeMention", "ago", "find_all_times", "find_times", "last_told"]

_RULES = (
    *time_dates.RULES,
    *time_weekdays.RULES, *time_periods.RULES, *time_units.RULES, *time_relative.RULES,
    *time_clock.RULES, *time_lengths.RULES,
)  # fmt: skip
_HINT = re.compile(
    r"\d|day|week|month|year|decade|centur|quarter|hour|minute|second|night|morning|noon|evening|dawn|dusk|now"
    r"|current|recent|"
    r"past|future|previous|former|soon|shortly|lately|once|morrow|present|term|moment|while|time|spring|summer|fall"
    r"|autumn|winter|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|christmas|easter|ramad|eid|passover"
    r"|new|period|"
    r"daily|hourly|nightly|yearly|o'clock|weekly|annual|fiscal|financial|eve|thanks|ies|nineteen|twenty|thousand|tet"
    r"|purim|sukkot|ashura|kippur|hallow|rosh|mawlid|now"
)
_DUMMY = date(2000, 6, 14)  # counts days where the report's own is unknown; nothing of it reaches a value


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words [start, end) that name a time, with TIMEX3 type and value; `when` is None where no day is fixed."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None
    when: When | None


def find_times(
    sentence: Sentence, anchor: date | None, narrative: date | None = None, *, before_it: Told | None = None
) -> list[TimeMention]:
    """Find the time expressions of a sentence.

    Args:
        sentence: with tags and tree.
        anchor: the report's own day; None where it is unknown, then only absolute expressions get a When.
        narrative: the last day told in the text, for "the next day" and "two days later".
        before_it: what the text before has told besides, as `find_all_times` keeps it.
    """
    line = Line(sentence)
    if not _HINT.search(line.text):
        return []
    setting = Setting(sentence, line, anchor or _DUMMY, narrative, before_it or Told())
    found = time_joints.shifted(time_clock.settle(_read(setting), setting), setting)
    out = []
    for one, span in zip(found, time_joints.intervals(found, setting), strict=True):
        sure = anchor is not None or one.sense.fixed
        value = one.sense.value if sure else blank(one.sense)
        when = _when(span, one, sentence) if sure else None
        out.append(TimeMention(one.start, one.end, one.sense.type, value, one.sense.mod, when))
    return out


def find_all_times(document: Document, anchor: date | None) -> list[list[TimeMention]]:
    """The times of every sentence, each read with the last day told before it."""
    told: date | None = None
    quarter: str | None = None
    last_quarter = -9  # the sentence that named one last
    days: frozenset[date] = frozenset()
    out: list[list[TimeMention]] = []
    for i, sentence in enumerate(document.sentences):
        mentions = find_times(sentence, anchor, told, before_it=Told(quarter, i - last_quarter < 5, days))
        told = last_told(mentions) or told
        days |= {m.when.start for m in mentions if m.when and m.when.start and m.when.start == m.when.end}
        if quarters := [m.value for m in mentions if re.fullmatch(r"\d{4}-Q\d", m.value)]:
            quarter, last_quarter = quarter or quarters[0], i
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
    rules = [(rule, build) for rule, build in _RULES if rule.search(setting.line.text)]  # few match anywhere
    while at < len(setting.line.words):
        best: Found | None = None
        origin = setting.line.start_of(at)
        for rule, build in rules:
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


def _when(span: Interval | None, one: Found, sentence: Sentence) -> When | None:
    if span is None:
        return None
    return When(start=span.start, end=span.end, precision=span.precision, span=sentence.span_of(one.start, one.end))
