"""Rules for weekdays: the last or the next one, as the tense of the clause has it, unless the words say which."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.mentions.time_dates import AMBIGUOUS, edge_mod
from dragoman.mentions.time_grammar import Rule, Sense, Setting, near_weekday
from dragoman.mentions.time_tense import FUTURE, PAST
from dragoman.mentions.time_words import PARTS, WEEKDAYS, pattern

_CLOCK = re.compile(r"\d\d?(?::\d\d)?|am|pm|noon|midnight|[ecmp][sd]?t|gmt|local|time|the|about|around")
_COMING = frozenset("plan planned schedule scheduled upcoming expected propose proposed forthcoming looming".split())
_DONE = frozenset("deadly fatal lethal bloody devastating failed foiled abortive botched".split())
_SAID = frozenset(
    "say tell add report announce note warn state claim argue acknowledge predict declare confirm deny insist write "
    "promise vow pledge reiterate urge call".split()
)


def _weekday(match: re.Match[str], setting: Setting) -> Sense | None:
    if match["weekday"] in AMBIGUOUS and not setting.capital(match, "weekday"):
        return None
    if match["which"] == "that" and setting.sentence.words[setting.words(match)[0]].xpos == "IN":
        return None  # "said that Tuesday's raid": the "that" begins a clause
    weekday, anchor = WEEKDAYS[match["weekday"]], setting.anchor
    which, rest = match["which"] or "", match["rest"] or ""
    week = anchor - timedelta(days=anchor.weekday())
    if rest and "week" in rest:
        day = week + timedelta(
            days=weekday + (-7 if "last" in rest or "previous" in rest else 7 if "next" in rest else 0)
        )
    elif which in ("last", "this past", "past"):
        day = anchor - timedelta(days=(anchor.weekday() - weekday - 1) % 7 + 1)
    elif which == "next":
        day = week + timedelta(days=weekday + 7)
    elif which in ("this coming", "coming", "the coming"):
        day = anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    elif which in ("the following", "the next", "the previous", "that"):
        told = setting.told or anchor
        step = (
            -((told.weekday() - weekday - 1) % 7 + 1) if "previous" in which else (weekday - told.weekday() - 1) % 7 + 1
        )
        day = told + timedelta(days=step if which != "that" else (weekday - told.weekday()) % 7)
    else:
        day = _told_weekday(match, setting) or near_weekday(weekday, anchor, _weekday_tense(match, setting))
    value, mod = day.isoformat(), edge_mod(match["edge"])
    if part := match["part"]:
        return Sense("TIME", value + PARTS[part], mod, sort="weekday")
    return Sense("DATE", value, mod, sort="weekday")


def _told_weekday(match: re.Match[str], setting: Setting) -> date | None:
    """The day that "Tuesday's talks" takes up again, where the text has told one such Tuesday only."""
    if setting.after(match) not in ("'s", "'"):
        return None
    week = timedelta(days=6)
    days = [
        day
        for day in setting.before_it.days
        if day.weekday() == WEEKDAYS[match["weekday"]] and abs(day - setting.anchor) <= week
    ]
    return days[0] if len(days) == 1 else None


def _weekday_tense(match: re.Match[str], setting: Setting) -> int:
    start, end = setting.words(match)
    while start > 0 and _CLOCK.fullmatch(setting.line.words[start - 1]):
        start -= 1  # "until 9 a.m. Tuesday"
    before = setting.line.words[start - 1] if start else ""
    if before in ("since", "from"):
        return PAST
    if before in ("until", "till") and not (start == 1 and setting.tense(match, firm=True) == PAST):
        return FUTURE  # but: "Until Thursday, they had not called him a suspect"
    if before == "by" and setting.tense(match) != PAST:
        return FUTURE
    if setting.after(match) in ("'s", "'"):
        if _owns(setting, end, _DONE):
            return PAST
        return FUTURE if _owns(setting, end, _COMING) else setting.tense(match, firm=True)
    return PAST if _said_then(setting, start) else setting.tense(match)


def _owns(setting: Setting, mark: int, described: frozenset[str]) -> bool:
    """Whether the noun that a weekday owns is described so: "Sunday's planned march", "Tuesday's deadly attack"."""
    words = setting.sentence.words
    owned = words[mark - 1].head
    between = words[mark + 1 : owned] if owned > mark else ()
    return any(w.lemma.lower() in described or w.text.lower() in described for w in between)


def _said_then(setting: Setting, start: int) -> bool:
    """Whether a verb of speech in the past stands right before a weekday, wherever the tree has hung the day."""
    words = setting.sentence.words
    at = start - 1
    if at > 0 and words[at].text.lower() == "on":
        at -= 1
    return at >= 0 and words[at].xpos == "VBD" and words[at].lemma.lower() in _SAID


RULES: tuple[Rule, ...] = (
    (
        pattern(
            r"(?:(?P<edge>early|late|earlier|later)(?: on)? )?"
            r"(?:(?P<which>last|next|this past|this coming|past|coming|the coming|the following|the next|the previous"
            r"|that|this) )?"
            r"(?P<weekday><WEEKDAY>)(?: (?P<part><PART>))?(?P<rest> (?:of )?(?:last|this|next|the previous) week)?"
        ),
        _weekday,
    ),
)
