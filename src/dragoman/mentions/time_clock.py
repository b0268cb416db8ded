"""Rules for times of day, and the joining of a time of day with the day beside it ("10 p.m. Wednesday", "June 14
evening")."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.mentions.time_dates import edge_mod
from dragoman.mentions.time_grammar import Found, Rule, Sense, Setting
from dragoman.mentions.time_lengths import about_mod
from dragoman.mentions.time_values import DAY, shift
from dragoman.mentions.time_words import PARTS, number, pattern

_DAY_VALUE = re.compile(r"^(?:\d{4}|XXXX)-\d\d-\d\d$")
_NAMED = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
_NO_DAY = "????-??-??"


def _clock(match: re.Match[str], setting: Setting) -> Sense | None:
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    half = (parts["half"] or "").replace(".", "")
    part = parts["part"] or ""
    if (
        hour > 24
        or minute > 59
        or (parts["dot"] == "." and not half)
        or not (half or part or parts["zone"] or parts["sharp"] or parts["minute"])
    ):
        return None
    if half == "pm" or part in ("afternoon", "evening") or (part == "night" and hour > 5):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    if not (half or part or parts["zone"] or parts["sharp"]) and setting.before(match) not in (
        "at",
        "by",
        "until",
        "from",
        "around",
        "about",
        "and",
        "to",
    ):
        return None
    zone = "Z" if parts["zone"] in ("gmt", "utc") else ""
    return Sense("TIME", f"{_NO_DAY}T{hour:02}:{minute:02}{zone}", about_mod(parts["about"]), sort="clock")


def _military(match: re.Match[str], setting: Setting) -> Sense | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59:
        return None
    zone = "Z" if match["zone"] in ("gmt", "utc") else ""
    return Sense("TIME", f"{_NO_DAY}T{hour:02}:{minute:02}{zone}", sort="clock")


def _named_hour(match: re.Match[str], setting: Setting) -> Sense | None:
    if setting.before(match) == "high":
        return None  # "high noon" is a showdown
    return Sense("TIME", _NO_DAY + _NAMED[match["name"]], about_mod(match["about"]), sort="clock")


def _spelled_hour(match: re.Match[str], setting: Setting) -> Sense:
    hour = int(number(match["words"]) or 0)
    if match["part"] in ("afternoon", "evening") or (match["part"] == "night" and hour > 5):
        hour = hour % 12 + 12
    return Sense("TIME", f"{_NO_DAY}T{hour:02}:00", about_mod(match["about"]), sort="clock")


def _part(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "in the morning", "the early hours", "late in the evening": of the day told, which `settle` finds."""
    part = match["part"]
    code = "TMO" if part == "hours" else PARTS[part]
    return Sense(
        "TIME", _NO_DAY + code, edge_mod(match.groupdict().get("edge") or match.groupdict().get("edge2")), sort="part"
    )


def settle(found: list[Found], setting: Setting) -> list[Found]:
    """Give each time of day its day: the one beside it, joined with it; else one of the sentence; else the day told."""
    out: list[Found] = []
    for at, one in enumerate(found):
        if _NO_DAY not in one.sense.value:
            if out and _NO_DAY in out[-1].sense.value and one.sense.type == "TIME" and _beside(out[-1], one, setting):
                out.append(replace(one, start=out.pop().start))
            elif out and _NO_DAY in out[-1].sense.value and _is_day(one) and _beside(out[-1], one, setting):
                clock = out.pop()
                out.append(_joined(clock, one, clock.start, one.end))
            else:
                out.append(one)
            continue
        if out and _is_day(out[-1]) and out[-1].end == one.start and one.sense.sort in ("part", "clock"):
            day = out.pop()
            out.append(_joined(one, day, day.start, one.end))
            continue
        out.append(one if _waits(found, at, setting) else _with_day(one, out, found[at + 1 :], setting))
    return [_with_day(one, [], [], setting) if _NO_DAY in one.sense.value else one for one in out]


def _is_day(one: Found) -> bool:
    return one.sense.type == "DATE" and bool(_DAY_VALUE.match(one.sense.value))


def _beside(clock: Found, day: Found, setting: Setting) -> bool:
    return " ".join(setting.line.words[clock.end : day.start]) in ("", ",", "on", "of", ", on")


def _waits(found: list[Found], at: int, setting: Setting) -> bool:
    return (
        at + 1 < len(found)
        and (_is_day(found[at + 1]) or found[at + 1].sense.type == "TIME")
        and _beside(found[at], found[at + 1], setting)
    )


def _joined(clock: Found, day: Found, start: int, end: int) -> Found:
    value = clock.sense.value.replace(_NO_DAY, day.sense.value)
    mod = clock.sense.mod or day.sense.mod
    return Found(start, end, replace(clock.sense, value=value, mod=mod, fixed=day.sense.fixed, sort=day.sense.sort))


def _with_day(one: Found, before: list[Found], after: list[Found], setting: Setting) -> Found:
    """The day of the nearest date in the sentence, else the day told, else the report's."""
    day = next((f.sense.value for f in [*reversed(before), *after] if _is_day(f)), None)
    fixed = False
    if day is None:
        told = setting.narrative if setting.narrative and abs((setting.anchor - setting.narrative).days) < 8 else None
        day = shift(told or setting.anchor, 0, DAY).isoformat()
    return Found(one.start, one.end, replace(one.sense, value=one.sense.value.replace(_NO_DAY, day), fixed=fixed))


_ABOUT = r"(?:(?P<about>shortly before|shortly after|just before|just after|<ABOUT>) )?"
_CLOCKS_OF = "moscow|eastern|kyiv|kiev|london|tehran|beijing|israel"
_ZONE = (
    r"(?: \(?(?: ?(?P<zone><ZONE>)|local time|"
    rf"(?:{_CLOCKS_OF}) (?:standard |daylight )?time)(?: \))?)?"
)
RULES: tuple[Rule, ...] = (
    (
        pattern(
            rf"{_ABOUT}(?P<hour>\d\d?)(?P<dot>[:.])?(?:(?<=[:.])(?P<minute>\d\d)(?::\d\d)?)? ?(?P<half>am|pm|a\.m\.?"
            rf"|p\.m\.?)?(?P<sharp> o'clock)?"
            r"(?: in the (?P<part>morning|afternoon|evening))?" + _ZONE
        ),
        _clock,
    ),
    (pattern(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?: h(?:ou)?rs)? (?P<zone>gmt|utc)"), _military),
    (pattern(rf"{_ABOUT}(?P<name>noon|midday|midnight)" + _ZONE), _named_hour),
    (
        pattern(rf"{_ABOUT}(?P<words><NUM>) o'clock(?: in the (?P<part>morning|afternoon|evening))?" + _ZONE),
        _spelled_hour,
    ),
    (
        pattern(
            r"(?:the (?:(?P<edge>early|late|mid)(?: -)? )?|(?P<edge2>early|late|later|earlier|mid)(?: -| on)?(?: in)? "
            r"(?:the )?)"
            r"(?P<part>morning|afternoon|evening)(?: hours)?"
        ),
        _part,
    ),
    (
        pattern(
            r"(?:at|before|by|until|after) (?P<core>(?P<part>dawn|daybreak|dusk|sunset|sunrise|nightfall|lunchtime"
            r"|night))"
        ),
        _part,
    ),
    (pattern(r"the (?P<edge>early|late)(?: morning)? (?P<part>hours)"), _part),
)
