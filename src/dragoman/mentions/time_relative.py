"""Rules for times named by their distance: today, this week, last year, three months ago, the next day, recently.

"Ago", "this" and "last" count from the report's day; "later", "earlier", "the next day" and "that week" from the last
day told.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.mentions.time_dates import edge_mod
from dragoman.mentions.time_grammar import Rule, Sense, Setting, year_before
from dragoman.mentions.time_lengths import about_mod, amount
from dragoman.mentions.time_tense import FUTURE, PAST
from dragoman.mentions.time_values import (
    DAY,
    MONTH,
    QUARTER,
    WEEK,
    YEAR,
    Interval,
    interval,
    length,
    monday,
    shift,
    value_of,
)
from dragoman.mentions.time_words import PARTS, UNITS, pattern
from dragoman.model.report import Precision

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_LAST = ("last", "past", "previous", "preceding", "prior")
_NEXT = ("next", "coming", "following", "upcoming")
_OVER = ("over", "in", "within", "during", "for", "of", "through")


def _named_day(match: re.Match[str], setting: Setting) -> Sense:
    day = shift(setting.anchor, _DAYS[match["day"]], DAY).isoformat()
    mod = edge_mod(match["edge"])
    if match["day"] == "tonight":
        return Sense("TIME", day + "TNI", mod)
    part = match["part"]
    return Sense("TIME", day + PARTS[part], mod) if part else Sense("DATE", day, mod)


def _beyond_day(match: re.Match[str], setting: Setting) -> Sense:
    step = -2 if match["day"] == "yesterday" else 2
    return Sense("DATE", shift(setting.anchor, step, DAY).isoformat())


def _part_of_day(match: re.Match[str], setting: Setting) -> Sense:
    """ "this morning", "last night"."""
    step = -1 if match["which"] == "last" else 0
    return Sense("TIME", shift(setting.anchor, step, DAY).isoformat() + PARTS[match["part"]], edge_mod(match["edge"]))


def _overnight(match: re.Match[str], setting: Setting) -> Sense:
    """The night before the day (the sentence's own, else the report's) and its morning; ahead where the clause is."""
    here = setting.told if setting.found else None
    first = shift(here or setting.anchor, 0 if here is None and setting.tense(match) == FUTURE else -1, DAY)
    covers = Interval(first, first + timedelta(days=1), Precision.DAY)
    return Sense("TIME", first.isoformat() + "TNI", covers=covers)


def _weekend(match: re.Match[str], setting: Setting) -> Sense:
    which, anchor = match["which"] or "", setting.anchor
    first = monday(anchor)
    tense = setting.tense(match)
    if any(w in which.split() for w in _NEXT):
        first += timedelta(days=7 if "next" in which else 0)
    elif any(w in which.split() for w in _LAST) or _is_over(which, anchor, tense):
        first -= timedelta(days=7)
    return Sense("DATE", value_of(first, WEEK) + "-WE", edge_mod(match["edge"]))


def _is_over(which: str, anchor: date, tense: int) -> bool:
    """Whether "the weekend" is the last one: on a working day unless the clause looks ahead."""
    if which == "this":
        return anchor.weekday() < 2 and tense == PAST
    return anchor.weekday() < 5 and tense != FUTURE


def _ago(match: re.Match[str], setting: Setting) -> Sense | None:
    found = amount(match["quant"], match["unit"])
    mod = about_mod(match["about"] or match["or"])
    if found is None or length(found) is None:
        same_day = match["unit"].rstrip("s") in ("hour", "minute", "second")
        return Sense("DATE", "PAST_REF", mod, covers=interval(setting.anchor.isoformat()) if same_day else None)
    n, unit = length(found) or (0.0, DAY)
    if found.startswith("PT"):
        hours = float(re.sub(r"[^\d.]", "", found) or 0) if found.endswith("H") else 0.0
        day = shift(setting.anchor, -(hours // 24), DAY)
        return Sense("TIME", day.isoformat(), mod)
    day = shift(setting.anchor, -n, unit)
    if (match["exact"] or "") == "today":
        return Sense("DATE", day.isoformat())
    if match["exact"]:
        unit = {"week": WEEK, "month": MONTH}[match["exact"].split()[-1]]
    if unit == YEAR and n == 1 and setting.speaks_of_quarter:
        return Sense("DATE", year_before(setting.told_quarter), mod, sort="back")
    return Sense("DATE", value_of(day, unit if unit in (DAY, WEEK, MONTH, QUARTER) else YEAR), mod)


def _from_now(match: re.Match[str], setting: Setting) -> Sense | None:
    found = length(amount(match["quant"], match["unit"]) or "")
    if found is None:
        return Sense("DATE", "FUTURE_REF")
    n, unit = found
    day = shift(setting.anchor, n, unit)
    return Sense(
        "DATE", value_of(day, unit if unit in (DAY, WEEK, MONTH, QUARTER) else YEAR), about_mod(match["about"])
    )


def _later(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "two days later", "a week earlier", "the day before": counted from the last day told."""
    word = match["word"]
    if word in ("before", "after") and not _ends_clause(match, setting):
        return None
    many = match["unit"].endswith("s")
    if not match["quant"] and not many and not match[0].startswith("the "):
        return None
    found = length(amount(match["quant"] or ("several" if many else "a"), match["unit"]) or "")
    sign = 1 if word in ("later", "after", "afterward", "afterwards", "on") else -1
    if found is None:
        return Sense("DATE", "FUTURE_REF" if sign > 0 else "PAST_REF", vague=True)
    n, unit = found
    if unit == YEAR and n == 1 and sign < 0 and setting.speaks_of_quarter:
        return Sense("DATE", year_before(setting.told_quarter), about_mod(match["about"]), sort="back")
    told = setting.told  # where no day was told, the report's own gives a likely value, but no day is fixed
    day = shift(told or setting.anchor, sign * n, unit)
    value = value_of(day, unit if unit in (DAY, WEEK, MONTH, QUARTER) else YEAR)
    return Sense("DATE", value, about_mod(match["about"]), fixed=told is not None, vague=told is None)


def _ends_clause(match: re.Match[str], setting: Setting) -> bool:
    end = setting.words(match)[1]
    words = setting.sentence.words
    return end >= len(words) or words[end].upos in ("PUNCT", "CCONJ") or words[end].xpos == "VBD"


def _told_unit(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "the next day", "the same week", "that year", "the following morning"."""
    told, which, word = setting.told, match["which"], match["unit"]
    if told is None or (
        which == "the next" and word in ("week", "month", "year", "decade") and setting.before(match) in _OVER
    ):
        return None
    step = 1 if any(w in which for w in ("next", "following")) else -1 if any(w in which for w in _LAST) else 0
    mod = edge_mod(match["edge"])
    if word in PARTS:
        return Sense("TIME", shift(told, step, DAY).isoformat() + PARTS[word], mod, fixed=True)
    unit = UNITS[word]
    return Sense("DATE", value_of(shift(told, step, unit), unit), mod, fixed=True)


def _one_day(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "will one day rule": some time to come, where a verb follows."""
    word = setting.sentence.words[min(setting.words(match)[1], len(setting.sentence.words) - 1)]
    return Sense("DATE", "FUTURE_REF") if word.xpos in ("VB", "VBP") and word.upos in ("VERB", "AUX") else None


def _reference(match: re.Match[str], setting: Setting) -> Sense | None:
    word = match[0].split()[-1]
    if word == "now" and setting.words(match)[0] == 0 and setting.after(match) in (",", "for"):
        return None  # "Now, he says, ..." goes on with the talk
    if word == "future" and setting.after(match) == "of":
        return None  # what becomes of something
    if word in ("recently", "lately", "past"):
        return Sense("DATE", "PAST_REF")
    if word in ("future", "term"):
        return Sense("DATE", "FUTURE_REF")
    return Sense("DATE", "PRESENT_REF")


_ABOUT = r"(?:(?P<about><ABOUT>) )?"
_EDGED = r"(?:(?P<edge><EDGE>)(?: -| on)?(?: in)? )?"
RULES: tuple[Rule, ...] = (
    (pattern(r"the day (?:before (?P<day>yesterday)|after tomorrow)"), _beyond_day),
    (
        pattern(
            r"(?:(?P<edge>early|late|earlier|later|mid)(?: -| on)? )?(?P<day>today|yesterday|tomorrow|tonight)(?: "
            r"(?P<part><PART>))?"
        ),
        _named_day,
    ),
    (pattern(r"(?:(?P<edge>early|late|earlier|later) )?(?P<which>this|last) (?P<part><PART>)"), _part_of_day),
    (pattern(r"overnight"), _overnight),
    (pattern(r"one day"), _one_day),
    (
        pattern(rf"{_EDGED}(?:the )?(?P<which>this past|this coming|this|last|next|past|coming|previous)? ?weekend"),
        _weekend,
    ),
    (
        pattern(
            rf"{_ABOUT}(?:(?P<quant><QUANT>)(?: more)? )?(?P<unit><UNIT>)(?P<or> or (?:so|more|two))? ago"
            r"(?: (?P<exact>today|this week|this month))?"
        ),
        _ago,
    ),
    (pattern(rf"{_ABOUT}(?P<quant><QUANT>) (?P<unit><UNIT>) (?:from now|hence)"), _from_now),
    (
        pattern(
            rf"{_ABOUT}(?:(?P<quant><QUANT>)(?: -)? )?(?P<unit>(?:day|week|month|year|decade|hour)s?) "
            r"(?P<word>later|earlier|before|after|afterwards?|previously|prior)"
        ),
        _later,
    ),
    (pattern(r"(?P<about>)the (?P<quant>)(?P<unit>day|week|month|year) (?P<word>before|after|earlier)"), _later),
    (
        pattern(
            rf"{_EDGED}(?P<which>that same|that very|that|the same|the very same|the next|the following|the previous"
            rf"|the preceding|the very next)"
            r" (?P<unit>day|week|month|year|decade|morning|afternoon|evening|night)"
        ),
        _told_unit,
    ),
    (
        pattern(
            r"(?:more |most |until |as )?recently|lately|currently|now|nowadays|these days|at present|right now|the "
            r"present|"
            r"the (?:recent |distant |near |not - too - distant )*(?:past|future)|current|presently|"
            r"the (?:near|short|long|medium) term|at the moment"
        ),
        _reference,
    ),
)
