"""Rules for dates by their names and numbers: days, months, years and weekdays.

Where the year is left out, the tense of the clause and the nearness to the report's day choose it. Words that are
also something else (May, March, fall, second, 2000 people) are read as times only where their surroundings say so.
"""

from __future__ import annotations

import re
from datetime import date

from dragoman.intake.dates import MONTHS
from dragoman.mentions.time_grammar import (
    Rule,
    Sense,
    Setting,
    near_day,
    near_month,
)
from dragoman.mentions.time_tense import UNKNOWN
from dragoman.mentions.time_values import WEEK, value_of
from dragoman.mentions.time_words import day_of, listed, pattern, year_of

AMBIGUOUS = frozenset(
    listed("may march mar sun sat mon wed thu fri dec jan feb apr jun jul aug sep sept oct nov tue second")
)
_COUNTED = frozenset(
    listed(
        "people person troop soldier fighter civilian mile kilometer kilometre km dollar euro pound rebel family "
        "refugee migrant worker "
        "home house job share protester demonstrator police officer member child woman man student barrel ton tonne "
        "meter metre foot "
        "acre hectare case death victim vehicle employee prisoner hostage casualty resident company volunteer pilgrim "
        "point yard "
        "policeman militant village missile rocket tank delegate voter supporter passenger inmate gram"
    )
)
_YEAR_BEFORE = frozenset(
    listed(
        "in since by until till of from during before after for late early mid to through between and between circa "
        "around about "
        "fiscal year spring summer fall autumn winter - , ( than"
    )
)
_MODS = {"early": "START", "earlier": "START", "late": "END", "later": "END", "mid": "MID"}


def edge_mod(edge: str | None) -> str | None:
    """START, MID or END for "early", "the middle of", "the end of"."""
    if not edge:
        return None
    if edge in _MODS:
        return _MODS[edge]
    if "middle" in edge:
        return "MID"
    return "END" if re.search(r"\b(?:end|close|latter|last|final|closing|turn)\b", edge) else "START"


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _name_is_time(match: re.Match[str], setting: Setting, group: str = "month") -> bool:
    """Whether a name such as May or March is written as one."""
    return match[group] not in AMBIGUOUS or setting.capital(match, group)


def _full_date(match: re.Match[str], setting: Setting) -> Sense | None:
    value = _checked(year_of(match["year"]), MONTHS[match["month"]], day_of(match["day"]))
    return Sense("DATE", value, fixed=True, sort="monthday") if value else None


def _iso_date(match: re.Match[str], setting: Setting) -> Sense | None:
    value = _checked(int(match["year"]), int(match["month"]), int(match["day"]))
    return Sense("DATE", value, fixed=True) if value else None


def _numeric_date(match: re.Match[str], setting: Setting) -> Sense | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year > 50 else 2000
    dotted = match["dot"] == "."
    month, day = (second, first) if dotted or first > 12 else (first, second)
    value = _checked(year, month, day)
    sure = dotted or first > 12 or second > 12 or first == second
    return Sense("DATE", value, fixed=True, vague=not sure) if value else None


def _month_day(match: re.Match[str], setting: Setting) -> Sense | None:
    if not _name_is_time(match, setting):
        return None
    month, day = MONTHS[match["month"]], day_of(match["day"])
    if match.groupdict().get("later"):
        value = _checked(_year_of_first(match, month), month, day)
        return Sense("DATE", value, fixed=True, sort="monthday") if value else None
    if setting.after(match) in ("%", "percent", "billion", "million", "points"):
        return None
    found = near_day(month, day, setting.anchor, setting.tense(match))
    return Sense("DATE", found.isoformat(), sort="monthday") if found else None


def _year_of_first(match: re.Match[str], month: int) -> int:
    """The year of the first of two dates whose second alone has one: "from December to March 2018" begins in 2017."""
    until = match.groupdict().get("until")
    return int(match["later"]) - (1 if until and MONTHS[until] < month else 0)


def _next_day_number(match: re.Match[str], setting: Setting) -> Sense | None:
    """The "15" of "June 14-15", "June 14 and 15"."""
    start = setting.words(match)[0]
    last = setting.found[-1] if setting.found else None
    if last is None or last.end != start or last.sense.sort != "monthday":
        return None
    after = setting.sentence.words[setting.words(match)[1] : setting.words(match)[1] + 1]
    if match["link"] in ("and", "or", ",") and after and after[0].upos in ("NOUN", "ADJ", "PROPN", "SYM"):
        return None
    value = _checked(int(last.sense.value[:4]), int(last.sense.value[5:7]), day_of(match["core"]))
    if value is None or value <= last.sense.value:
        return None
    return Sense("DATE", value, fixed=last.sense.fixed, sort="monthday")


def _next_year_number(match: re.Match[str], setting: Setting) -> Sense | None:
    """The "95" of "1990-95"."""
    last = setting.found[-1] if setting.found else None
    if last is None or last.end != setting.words(match)[0] or not re.fullmatch(r"\d{4}", last.sense.value):
        return None
    value = last.sense.value[:2] + match["core"]
    return Sense("DATE", value, fixed=True) if value > last.sense.value else None


def _month(match: re.Match[str], setting: Setting) -> Sense | None:
    if not _name_is_time(match, setting):
        return None
    month, mod = MONTHS[match["month"]], edge_mod(match["edge"])
    if match["year"]:
        return Sense("DATE", f"{year_of(match['year'])}-{month:02}", mod, fixed=True, sort="month")
    if match["month"] in AMBIGUOUS and not mod and not match["which"] and not _stands_as_month(match, setting):
        return None
    anchor = setting.anchor
    if which := match["which"] or match["whose"]:
        return Sense("DATE", _month_of(which, month, anchor), mod, sort="month")
    if match["later"]:
        return Sense("DATE", f"{_year_of_first(match, month)}-{month:02}", mod, fixed=True, sort="month")
    tense = setting.tense(match)
    if setting.before(match) in ("through", "until", "till"):
        tense = max(tense, UNKNOWN)  # "committed itself through January"
    found = near_month(month, anchor, tense)
    return Sense("DATE", f"{found:%Y-%m}", mod, sort="month")


def _month_of(which: str, month: int, anchor: date) -> str:
    """ "last June", "June of last year", "next March", "this May"."""
    offset = 0
    if "year" in which:
        offset = -1 if "last" in which or "previous" in which else 1 if "next" in which else 0
    elif "last" in which or "past" in which:
        # The month just over is "last month"; "last February" said in March is a year older.
        offset = -1 if month >= anchor.month - ("last" in which) else 0
    elif "next" in which or "coming" in which:
        offset = 1 if month <= anchor.month else 0
    else:
        return f"{anchor.year}-{month:02}"
    return f"{anchor.year + offset}-{month:02}"


def _stands_as_month(match: re.Match[str], setting: Setting) -> bool:
    """Whether "May", "March" and short names stand where a month would."""
    before = setting.before(match)
    first, end = setting.line.word_at(match.start("month")), setting.words(match)[1]
    words = setting.sentence.words
    if len(match["month"]) < 5 and match["month"] != "may" and not words[first].text.endswith("."):
        return False
    if before in ("the", "a", "its", "his", "their") and end < len(words) and words[end].upos in ("NOUN", "ADJ"):
        return True
    return before in _YEAR_BEFORE or before in ("last", "next", "this", "on", "every", "each", "'s", "until", "or")


def _year(match: re.Match[str], setting: Setting) -> Sense | None:
    start, end = setting.words(match)
    words = setting.sentence.words
    after = words[end] if end < len(words) else None
    before = setting.before(match)
    edge = edge_mod(match["edge"])
    if before in ("$", "€", "£", "#", "no", "no.", "number", "nearly", "almost", "over", "some", "than") and not edge:
        return None
    if after is not None and (after.lemma.lower() in _COUNTED or after.text in ("%", ":") or after.lemma == "percent"):
        return None
    value = str(year_of(match["year"]))
    if int(value) > setting.anchor.year + 60:
        return None
    as_year = (
        before in _YEAR_BEFORE
        or edge
        or match["the"]
        or (after is None)
        or after.upos in ("PUNCT", "NOUN", "ADJ", "PROPN")
    )
    if before in ("-", ",", "(", "and", "about", "to", "for", "than") and after is not None and after.xpos == "NNS":
        as_year = False
    if not as_year and words[start].deprel.split(":")[0] not in ("obl", "nmod", "compound"):
        return None
    return Sense("DATE", value, edge, fixed=True, sort="year")


def _week_of(match: re.Match[str], setting: Setting) -> Sense | None:
    day = near_day(MONTHS[match["month"]], day_of(match["day"]), setting.anchor, setting.tense(match))
    return Sense("DATE", value_of(day, WEEK)) if day else None


def _eleventh(match: re.Match[str], setting: Setting) -> Sense:
    return Sense("DATE", "2001-09-11", fixed=True)


_DATED = r"(?:<WEEKDAY> ?,? )?"
RULES: tuple[Rule, ...] = (
    (pattern(rf"{_DATED}(?P<month><MONTH>) (?P<day><DAY>|<ORD>) ?,? (?P<year><YEAR>|<YEARWORDS>)"), _full_date),
    (
        pattern(
            rf"{_DATED}(?:the )?(?P<day><DAY>|<ORD>)(?: -)?(?: day)?(?: of)? (?P<month><MONTH>)(?: -)?(?: of)? ?,? "
            rf"?(?P<year><YEAR>)"
        ),
        _full_date,
    ),
    (pattern(r"(?P<year><YEAR>) - (?P<month>\d\d) - (?P<day>\d\d)"), _iso_date),
    (pattern(r"(?P<a>\d\d?)(?P<dot>[/.])(?P<b>\d\d?)(?P=dot)(?P<year>\d{4}|\d\d)"), _numeric_date),
    (pattern(r"9/11|september 11th|sept 11th"), _eleventh),
    (
        pattern(
            rf"{_DATED}(?P<month><MONTH>) (?P<day><DAY>|<ORD>)(?= (?:-|to|and|or|through|until) (?:(?P<until><MONTH>) "
            rf")?<DAY> ,? (?P<later><YEAR>))"
        ),
        _month_day,
    ),
    (pattern(rf"(?:this (?:coming |past )?|last |next )?{_DATED}(?P<month><MONTH>) (?P<day><DAY>|<ORD>)"), _month_day),
    (pattern(rf"{_DATED}(?:the )?(?P<day><DAY>|<ORD>)(?: -)?(?: of)? (?P<month><MONTH>)"), _month_day),
    (
        pattern(
            r"(?P<day><DAY>)(?= (?:-|to|and|or|through|until|,) (?:the )?<DAY>(?: of)? (?P<month><MONTH>)(?:(?: of)? "
            r"?,? (?P<later><YEAR>))?)"
        ),
        _month_day,
    ),
    (pattern(r"(?P<link>-|to|and|or|through|until|,) (?:the )?(?P<core><DAY>)"), _next_day_number),
    (pattern(r"(?P<link>-|/) (?P<core>\d\d)"), _next_year_number),
    (
        pattern(
            r"(?:(?P<edge><EDGE>)(?: -)? )?(?:(?P<which>this past|this coming|last|next|this|the past) "
            r")?(?P<month><MONTH>)"
            r"(?:(?: of| ,)? (?P<year><YEAR>|<YEARWORDS>)|(?: of)? (?P<whose>(?:last|this|next|the previous) year))?"
            r"(?= (?:-|to|and|or|through|until) (?P<until><MONTH>)(?: of| ,)? (?P<later><YEAR>)|)"
        ),
        _month,
    ),
    (pattern(r"(?:(?P<edge><EDGE>)(?: -)? )?(?P<the>the (?:calendar )?year |year )?(?P<year><YEAR>)"), _year),
    (pattern(r"(?:(?P<edge><EDGE>)(?: -)? )?(?P<the>the year )(?P<year><YEARWORDS>)"), _year),
    (pattern(r"(?:(?P<edge><EDGE>)(?: -)? )?(?P<the>)(?P<year>(?:eighteen|nineteen) <YEARTAIL>)"), _year),
    (pattern(r"(?:(?P<edge><EDGE>) )?the week (?:of|beginning|starting) (?P<month><MONTH>) (?P<day><DAY>)"), _week_of),
)
