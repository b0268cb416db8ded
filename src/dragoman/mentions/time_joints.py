"""How times bear on each other and on the words before them: ranges, open ends, eves and anniversaries."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from dragoman.mentions.time_grammar import Found, Sense, Setting
from dragoman.mentions.time_values import DAY, YEAR, Interval, interval, part_of, shift, value_of
from dragoman.mentions.time_words import day_of, number, pattern_before

_OPEN_START = frozenset({"since", "starting", "beginning", "effective", "onward", "onwards"})
_OPEN_END = frozenset({"until", "till", "til", "by", "through", "before"})
_LINKS = frozenset({"-", "to", "and", "through", "until", "till", "or"})
_EVE = pattern_before(r"(?:the )?eve of (?:the )?")
_ANNIVERSARY = pattern_before(
    r"(?:the )?(?:(?P<nth><ORD>|\d+(?:st|nd|rd|th))|(?P<n><NUM>) - year) anniversary of (?:the )?"
)


def shifted(found: list[Found], setting: Setting) -> list[Found]:
    """Take "the eve of" and "the tenth anniversary of" into the time that they move."""
    return [_eve(one, setting) or _anniversary(one, setting) or one for one in found]


def _eve(one: Found, setting: Setting) -> Found | None:
    match = _EVE.search(setting.line.text, 0, setting.line.start_of(one.start))
    span = _interval(one.sense)
    if match is None or span is None or span.start is None:
        return None
    sense = Sense("DATE", value_of(span.start - timedelta(days=1), DAY), fixed=one.sense.fixed)
    return Found(setting.line.word_at(match.start()), one.end, sense)


def _anniversary(one: Found, setting: Setting) -> Found | None:
    match = _ANNIVERSARY.search(setting.line.text, 0, setting.line.start_of(one.start))
    span = interval(one.sense.value)
    if match is None or span is None or span.start is None or not one.sense.fixed:
        return None
    years = day_of(match["nth"]) if match["nth"] else number(match["n"]) or 0
    unit = {10: DAY, 7: "M"}.get(len(one.sense.value), YEAR)
    sense = Sense("DATE", value_of(shift(span.start, years, YEAR), unit), fixed=True)
    return Found(setting.line.word_at(match.start()), one.end, sense)


def intervals(found: list[Found], setting: Setting) -> list[Interval | None]:
    """The interval of each time, with open ends and ranges applied."""
    return _joined(found, [_bounded(one, setting) for one in found], setting)


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
    if word in _OPEN_END and not (word in ("by", "before", "through") and _modifies(one, setting)):
        last = span.start - timedelta(days=1) if word == "before" else span.end
        return Interval(None, last, span.precision)
    if word == "after" and not _modifies(one, setting) and before[:1] != ["day"]:
        return Interval(span.end + timedelta(days=1), None, span.precision)
    return span


def _modifies(one: Found, setting: Setting) -> bool:
    """Whether the time only says which: "after Monday's attack", "before the 2020 election"."""
    words = setting.sentence.words
    return one.end < len(words) and (
        words[one.end].text in ("'s", "’s", "'", "’") or words[one.end].upos in ("NOUN", "PROPN", "ADJ")
    )


def _joined(found: list[Found], spans: list[Interval | None], setting: Setting) -> list[Interval | None]:
    """Two times that make one range ("June 14-15", "from March to May") share its interval."""
    out = list(spans)
    for i, (a, b) in enumerate(pairwise(found)):
        between = setting.line.words[a.end : b.start]
        first, last = out[i], spans[i + 1]
        if first is None or last is None or not between or len(between) > 2 or between[0] not in _LINKS:
            continue
        if len(between) == 2 and between[1] not in ("the", "on", "in"):
            continue
        first = _interval(a.sense) if between[0] != "and" else first
        whole = _interval(b.sense)
        if (
            first is None
            or whole is None
            or first.start is None
            or whole.end is None
            or first.precision is not whole.precision
        ):
            continue
        if first.start <= whole.end:
            out[i] = out[i + 1] = Interval(first.start, whole.end, first.precision)
    return out
