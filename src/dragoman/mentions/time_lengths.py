"""Rules for lengths of time and for what recurs: "14-month", "the past two years", "for weeks", "every Tuesday", "twice
a week"."""

from __future__ import annotations

import re

from dragoman.intake.dates import MONTHS
from dragoman.mentions.time_grammar import Rule, Sense, Setting
from dragoman.mentions.time_tense import PAST
from dragoman.mentions.time_values import PRECISION, YEAR, Interval, interval, length, shift, value_of
from dragoman.mentions.time_words import PARTS, SEASONS, UNITS, WEEKDAYS, listed, number, pattern
from dragoman.model.report import Precision

_PER = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y",
    "annually": "P1Y", "fortnightly": "P2W", "biweekly": "P2W",
}  # fmt: skip
_BEFORE_A = frozenset(
    listed(
        "for in within than over after of about nearly almost half under last lasted took take takes taken to spent "
        "spend least during every as at lasting just only barely"
    )
)  # words after which "a week" is a length
_SOON = ("next", "coming", "following", "upcoming")


def about_mod(word: str | None) -> str | None:
    """The TIMEX3 modifier of "about", "nearly", "more than", "at least" ..."""
    if not word:
        return None
    word = word.strip()
    if word in ("nearly", "almost", "close to", "just under", "less than", "fewer than", "under"):
        return "LESS_THAN"
    if word in ("more than", "over", "well over", "just over", "or more"):
        return "MORE_THAN"
    if word in ("at least", "no less than"):
        return "EQUAL_OR_MORE"
    if word in ("at most", "up to", "no more than", "as many as", "as long as"):
        return "EQUAL_OR_LESS"
    return None if word in ("another", "an additional") else "APPROX"


def amount(quant: str | None, unit: str) -> str | None:
    """The duration value of a number and a unit: P14M, PT16H, P20Y for two decades, PXD for a few days."""
    code = UNITS[unit if unit in UNITS else unit.rstrip("s")]
    n = number(quant) if quant else None
    if code == "2W":
        code, n = "W", None if n is None else 2 * n
    if n is None:
        return {"TH": "PTXH", "TM": "PTXM", "TS": "PTXS", "WE": "PXWE"}.get(code, f"PX{code}")
    if code in ("E", "C"):
        code, n = "Y", n * (10 if code == "E" else 100)
    if code == "TH" and n % 1 == 0.5:
        return f"PT{int(n)}H30M" if n > 1 else "PT30M"
    if code == "TM" and n % 1 == 0.5:
        return f"PT{int(n)}M30S" if n > 1 else "PT30S"
    if code == YEAR and n % 1 == 0.5:
        return f"P{int(n)}Y6M" if n > 1 else "P6M"
    figure = f"{n:g}" if n < 1e6 else str(int(n))
    return f"PT{figure}{code[1]}" if code[0] == "T" else f"P{figure}{code}"


def _length(match: re.Match[str], setting: Setting) -> Sense | None:
    parts = match.groupdict()
    quant, unit = parts["quant"], parts["unit"]
    value = amount(parts.get("least") or quant, unit)
    if value is None or not _is_length(match, setting, quant, unit):
        return None
    if parts.get("half") and (n := number(quant)) is not None:
        value = amount(f"{n + 0.5:g}", unit) or value
    return Sense("DURATION", value, about_mod(parts.get("about")), covers=_bound(match, setting, value))


def _is_length(match: re.Match[str], setting: Setting, quant: str, unit: str) -> bool:
    """ "a second", "a day" and "some days" are lengths only in some surroundings."""
    before, after = setting.before(match), setting.after(match, 2)
    if after in ("- old", "a day") or after.split()[:1] == ["old"]:
        return False  # an age, or "24 hours a day"
    if unit == "quarters" and quant in ("one", "two", "three") and (after.split()[:1] == ["of"] or "-" in match[0]):
        return False
    if unit in ("second", "seconds", "min", "quarter") and not re.match(
        r"\d|two|three|four|five|ten|thirty|several", quant
    ):
        return False
    if unit in ("night", "nights") and quant in ("a", "an", "one"):
        return False
    if quant in ("a", "an") and not match.groupdict().get("about") and not match.groupdict().get("half"):
        return after.split()[:1] in (["after"], ["before"], ["since"]) or before in _BEFORE_A
    return not (quant in ("some", "many") and unit == "day")


def _bound(match: re.Match[str], setting: Setting, value: str) -> Interval | None:
    """The end that "within six months" sets, or the day that "in two weeks" names in a clause that looks ahead."""
    before, found = setting.before(match), length(value)
    if found is None or before not in ("within", "in") or setting.tense(match) == PAST:
        return None
    unit_word = setting.sentence.words[setting.words(match)[1] - 1]
    if re.match(r"of|to|since", setting.after(match)) or unit_word.deprel.startswith("nmod"):
        return None  # "the third attack in two weeks"
    n, unit = found
    day = shift(setting.anchor, n, unit)
    if before == "within":
        return Interval(None, day, PRECISION.get(unit, Precision.DAY))
    return interval(value_of(day, unit))


def _window(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "the past two years", "the next few days", "recent weeks": a length that ends or begins on the day."""
    which, quant = match["which"], match["quant"]
    if not quant and not match["unit"].endswith("s") and (which == "recent" or not match[0].startswith("the ")):
        return None  # "last week" is a date
    value = amount(quant or ("a" if not match["unit"].endswith("s") else "several"), match["unit"])
    if value is None:
        return None
    ahead = any(w in which for w in _SOON)
    found = length(value)
    if found is None:
        return Sense("DURATION", value, about_mod(match["about"]))
    day = (setting.told or setting.anchor) if re.search("following|previous|preceding", which) else setting.anchor
    n, unit = found
    other = shift(day, n if ahead else -n, unit)
    covers = Interval(min(day, other), max(day, other), PRECISION.get(unit, Precision.DAY))
    return Sense("DURATION", value, about_mod(match["about"]), covers=covers)


def _first_months(match: re.Match[str], setting: Setting) -> Sense | None:
    value = amount(match["quant"], match["unit"])
    return Sense("DURATION", value) if value and _is_length(match, setting, match["quant"], match["unit"]) else None


def _bare(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "for weeks", "years of war", "decades-long"."""
    unit = match["unit"]
    long = setting.after(match, 2) in ("- long", "- old")
    before = setting.before(match)
    if (
        not long
        and before not in ("for", "after", "over", "within", "in", "lasted", "take", "took", "last", "spent")
        and not (setting.after(match) == "of" and before not in ("the", "all", "these", "those"))
    ):
        return None
    return Sense("DURATION", amount("several", unit) or "PXX")


def _each(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "every Tuesday", "each month", "every two years", "every other day"."""
    thing, quant = match["thing"], match["quant"]
    if thing in WEEKDAYS:
        return Sense("SET", f"XXXX-WXX-{WEEKDAYS[thing] + 1}" + (PARTS[match["part"]] if match["part"] else ""))
    if thing in MONTHS:
        return Sense("SET", f"XXXX-{MONTHS[thing]:02}") if setting.capital(match, "thing") else None
    if thing in SEASONS:
        return Sense("SET", f"XXXX-{SEASONS[thing]}")
    if thing in PARTS:
        return Sense("SET", f"XXXX-XX-XX{PARTS[thing]}")
    if thing == "weekend":
        return Sense("SET", "XXXX-WXX-WE")
    if quant == "other":
        quant = "two"
    code = UNITS[thing if thing in UNITS else thing.rstrip("s")]
    if code == "Q":
        return Sense("SET", "P1Q")
    value = amount(quant or "one", thing)
    return Sense("SET", value) if value else None


def _weekdays(match: re.Match[str], setting: Setting) -> Sense:
    """ "Mondays", "Tuesday nights"."""
    return Sense("SET", f"XXXX-WXX-{WEEKDAYS[match['day']] + 1}" + (PARTS[match["part"]] if match["part"] else ""))


def _adverb(match: re.Match[str], setting: Setting) -> Sense | None:
    before = setting.before(match)
    if before in ("average", "%", "percent"):
        return None  # a rate: "average daily volume", "20% annually"
    return Sense("SET", _PER[match["word"]])


def _rate(match: re.Match[str], setting: Setting) -> Sense | None:
    """ "twice a week", "three times a year", "$2 a day", "per month"."""
    value = amount("one", match["unit"])
    return Sense("SET", value) if value else None


def _vague_length(match: re.Match[str], setting: Setting) -> Sense:
    return Sense("DURATION", "PXX")


_ABOUT = r"(?:(?P<about><ABOUT>) )?"
RULES: tuple[Rule, ...] = (
    (
        pattern(
            rf"{_ABOUT}(?:(?P<least><NUM>) (?:to|or) )?(?P<quant><QUANT>)(?: -)?"
            r"(?: more| full| straight| consecutive| whole| long| further| "
            rf"additional| trading| working| business)? (?P<unit><UNIT>)(?: - long)?(?P<half> and a half)?"
        ),
        _length,
    ),
    (
        pattern(
            rf"(?:the |these |its |their |her |his )?(?P<which>last|past|previous|preceding|next|coming|following"
            rf"|upcoming|recent) "
            rf"{_ABOUT}(?:(?P<quant><QUANT>) (?:(?:to|or) <NUM> )?)?(?P<unit><UNIT>)"
        ),
        _window,
    ),
    (
        pattern(r"the (?:first|last|final|opening|initial|other)? ?(?P<quant><NUM>)(?: -)? (?P<unit><UNIT>)"),
        _first_months,
    ),
    (pattern(r"(?P<unit>(?:second|minute|hour|day|week|month|year|decade)s|centuries)"), _bare),
    (
        pattern(
            r"(?:every|each|once every)(?: (?P<quant><NUM>|other|few))?(?:(?: -)? single)? "
            r"(?P<thing><UNIT>|<WEEKDAY>|<MONTH>|<SEASON>|<PART>)(?: (?P<part><PART>))?"
        ),
        _each,
    ),
    (pattern(r"(?P<day><DAYNAME>)s(?P<part>)"), _weekdays),
    (pattern(r"(?P<day><DAYNAME>) (?P<part><PART>)s"), _weekdays),
    (pattern(r"(?P<word>hourly|daily|nightly|weekly|monthly|yearly|annually|fortnightly|biweekly)"), _adverb),
    (
        pattern(
            r"(?:(?:once|twice|(?:<NUM>|several|many) times)(?:,| -)? (?:a|an|per|each|every)|per) (?P<unit><UNIT>)"
        ),
        _rate,
    ),
    (pattern(r"(?:for )?(?:a while|some time|a long time|a long period|quite some time)"), _vague_length),
)
