"""What a rule of the time grammar knows and gives: the setting of a sentence, and the sense of one expression.

A rule is a pattern over the line of a sentence with a function that makes a sense of the match, or None where the
words turn out to name no time. Of the rules that match at a word, the longest match wins, then the earlier rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.mentions.time_tense import FUTURE, PAST, direction
from dragoman.mentions.time_values import QUARTER, Interval, interval, shift, value_of
from dragoman.mentions.time_words import Line
from dragoman.model.document import Sentence


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means.

    `covers` is its interval where that is not simply the value's; `fixed` tells that the words need no anchor; `sort`
    is what kind of calendar expression it is, for the rules that go on from it ("June 14" - "15").
    """

    type: str
    value: str
    mod: str | None = None
    covers: Interval | None = None
    fixed: bool = False
    sort: str = ""
    vague: bool = False  # fixes no day although its value could be read as one


@dataclass(frozen=True, slots=True)
class Found:
    """A sense on words [start, end)."""

    start: int
    end: int
    sense: Sense


@dataclass(frozen=True, slots=True)
class Told:
    """What the text before a sentence has told: the quarter that it reports on, whether just now, and its days."""

    quarter: str | None = None
    lately: bool = False
    days: frozenset[date] = frozenset()


@dataclass
class Setting:
    """One sentence while it is read: its line, the days to count from, and what was found so far."""

    sentence: Sentence
    line: Line
    anchor: date
    narrative: date | None
    before_it: Told = field(default_factory=Told)
    found: list[Found] = field(default_factory=list)

    def tense(self, match: re.Match[str], *, firm: bool = False) -> int:
        """Direction of the clause around a match; `firm` leaves out what an infinitive or "would" shows."""
        start, end = self.words(match)
        heads = [i for i in range(start, end) if not start <= self.sentence.words[i].head < end]
        return direction(self.sentence, heads[0] if heads else start, firm=firm)

    def words(self, match: re.Match[str]) -> tuple[int, int]:
        """The words of a match."""
        return self.line.word_at(match.start()), self.line.word_at(match.end() - 1) + 1

    def before(self, match: re.Match[str], count: int = 1) -> str:
        """The words just before a match."""
        start = self.words(match)[0]
        return " ".join(self.line.words[max(0, start - count) : start])

    def after(self, match: re.Match[str], count: int = 1) -> str:
        """The words just after a match."""
        end = self.words(match)[1]
        return " ".join(self.line.words[end : end + count])

    def capital(self, match: re.Match[str], group: str) -> bool:
        """Whether the word of a group is written as a name."""
        word = self.sentence.words[self.line.word_at(match.start(group))]
        return word.text[:1].isupper()

    @property
    def told(self) -> date | None:
        """The last day told: in this sentence, else in the text before it."""
        for found in reversed(self.found):
            span = found.sense.covers or interval(found.sense.value)
            if span is not None and span.start is not None and not found.sense.vague:
                return span.start
        return self.narrative

    @property
    def told_quarter(self) -> str:
        """The quarter that the sentence speaks of, else that of the text, else the last full one."""
        return self._quarter_here or self.before_it.quarter or value_of(shift(self.anchor, -1, QUARTER), QUARTER)

    @property
    def speaks_of_quarter(self) -> bool:
        """Whether the sentence, or one shortly before it, names a quarter before this point, and no longer period."""
        longer = _LONGER.search(self.line.text) is not None
        return self._quarter_here is not None or (self.before_it.lately and not longer)

    @property
    def _quarter_here(self) -> str | None:
        quarters = (f.sense for f in self.found if re.fullmatch(r"\d{4}-Q\d", f.sense.value))
        return next((sense.value for sense in quarters if sense.sort != "back"), None)


_LONGER = re.compile(r"\b(?:six|nine|12|twelve) months|fiscal year|full year|first half|for the year")
Builder = Callable[[re.Match[str], Setting], Sense | None]
Rule = tuple[re.Pattern[str], Builder]


def year_before(quarter: str) -> str:
    """The same quarter of the year before."""
    return f"{int(quarter[:4]) - 1}{quarter[4:]}"


def nearest(candidates: Iterable[Interval], anchor: date, tense: int) -> Interval | None:
    """The interval nearest to the anchor; on the side that the tense speaks against, it counts as farther."""

    def cost(span: Interval) -> float:
        assert span.start is not None
        assert span.end is not None
        if span.start <= anchor <= span.end:
            return 0.0
        if span.end < anchor:
            return (anchor - span.end).days * (3.0 if tense == FUTURE else 1.0)
        return (span.start - anchor).days * (5.0 if tense == PAST else 2.0 if tense != FUTURE else 1.0)

    return min(candidates, key=cost, default=None)


def near_month(month: int, anchor: date, tense: int) -> date:
    """The first day of the month of that number that a tense points to."""
    spans = [interval(f"{year}-{month:02}") for year in range(anchor.year - 1, anchor.year + 2)]
    best = nearest([s for s in spans if s is not None], anchor, tense)
    assert best is not None
    assert best.start is not None
    return best.start


def near_day(month: int, day: int, anchor: date, tense: int) -> date | None:
    """The day of the year that a tense points to; None for the 31st of June."""
    spans = [interval(f"{year}-{month:02}-{day:02}") for year in range(anchor.year - 4, anchor.year + 5)]
    best = nearest([s for s in spans if s is not None], anchor, tense)
    return best.start if best else None


def near_weekday(weekday: int, anchor: date, tense: int) -> date:
    """The weekday that a tense points to: the last one or today, the next one or today for the future."""
    back = (anchor.weekday() - weekday) % 7
    if tense == FUTURE:
        return anchor + timedelta(days=(7 - back) % 7)
    return anchor - timedelta(days=back)


def blank(sense: Sense) -> str:
    """The value of a sense with what only an anchor could tell crossed out: XXXX-06-14, XXXX-WXX-5, XXXX."""
    value, _, clock = sense.value.partition("T")
    if sense.sort == "weekday":
        value = f"XXXX-WXX-{date.fromisoformat(value).isoweekday()}"
    elif sense.sort in ("month", "monthday") or re.search(r"-(?:SP|SU|FA|WI|Q\d|H\d)$", value):
        value = "XXXX" + value[4:]
    elif interval(value):
        value = re.sub(r"\d", "X", value)
    return f"{value}T{clock}" if clock else value
