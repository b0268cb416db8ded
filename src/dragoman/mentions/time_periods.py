"""Rules for longer periods with names: quarters, seasons, fiscal years, decades, centuries and feasts."""

from __future__ import annotations

import re

from dragoman.mentions.time_calendar import FEASTS, feast
from dragoman.mentions.time_dates import edge_mod
from dragoman.mentions.time_grammar import Rule, Sense, Setting, nearest, year_before
from dragoman.mentions.time_tense import PAST
from dragoman.mentions.time_values import MONTH, WEEK, YEAR, Interval, interval, shift, value_of
from dragoman.mentions.time_words import SEASONS, day_of, pattern, year_of
from dragoman.model.report import Precision

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4}


def _quarter(match: re.Match[str], setting: Setting) -> Sense:
    parts = match.groupdict()
    nth = int(parts["figure"]) if parts.get("figure") else _NTH[match["nth"]]
    letter, anchor = ("H" if parts.get("half") else "Q"), setting.anchor
    year, whose = parts.get("year"), parts.get("whose") or parts.get("owner")
    mod = edge_mod(parts.get("edge"))
    if year:
        return Sense("DATE", f"{year}-{letter}{nth}", mod, fixed=True)
    if whose:
        offset = -1 if re.search("last|previous|prior|earlier", whose) else 1 if "next" in whose else 0
        return Sense("DATE", f"{anchor.year + offset}-{letter}{nth}", mod)
    spans = [interval(f"{y}-{letter}{nth}") for y in range(anchor.year - 1, anchor.year + 2)]
    best = nearest([s for s in spans if s], anchor, setting.tense(match))
    assert best is not None
    assert best.start is not None
    return Sense("DATE", f"{best.start.year}-{letter}{nth}", mod)


def _season(match: re.Match[str], setting: Setting) -> Sense | None:
    code, mod, anchor = SEASONS[match["season"]], edge_mod(match["edge"]), setting.anchor
    if year := match["year"]:
        return Sense("DATE", f"{year_of(year)}-{code}", mod, fixed=True)
    which = match["which"] or match["whose"] or ""
    if not which and not mod and not _is_season(match, setting):
        return None
    spans = [s for y in range(anchor.year - 2, anchor.year + 3) if (s := interval(f"{y}-{code}")) and s.start and s.end]
    if "year" in which:
        offset = -1 if "last" in which else 1 if "next" in which else 0
        return Sense("DATE", f"{anchor.year + offset}-{code}", mod)
    if "last" in which or "past" in which:
        best = max((s for s in spans if s.end and s.end < anchor), key=lambda s: s.start or anchor)
    elif "next" in which or "coming" in which:
        best = min((s for s in spans if s.start and s.start > anchor), key=lambda s: s.start or anchor)
    elif which == "this":
        year = anchor.year - (1 if code == "WI" and anchor.month < 3 else 0)
        return Sense("DATE", f"{year}-{code}", mod)
    else:
        found = nearest(spans, anchor, setting.tense(match))
        assert found is not None
        best = found
    assert best.start is not None
    return Sense("DATE", f"{best.start.year}-{code}", mod)


def _period(match: re.Match[str], setting: Setting) -> Sense | None:
    """The quarter that business news compares: "the year-earlier period", "the same quarter last year"."""
    if setting.after(match) == "-":
        return None  # "quarter-to-quarter"
    parts = match.groupdict()
    quarter = setting.told_quarter
    if parts.get("year"):
        return Sense("DATE", f"{parts['year']}{quarter[4:]}", sort="back")
    back = parts.get("back") is not None
    return Sense("DATE", year_before(quarter) if back else quarter, sort="back" if back else "")


def _year_earlier(match: re.Match[str], setting: Setting) -> Sense:
    if setting.speaks_of_quarter:
        return Sense("DATE", year_before(setting.told_quarter), sort="back")
    return Sense("DATE", value_of(shift(setting.anchor, -1, YEAR), YEAR))


def _year_end(match: re.Match[str], setting: Setting) -> Sense:
    ended = setting.before(match) == "since" or (setting.tense(match) == PAST and setting.anchor.month < 7)
    year = setting.anchor.year - (1 if ended else 0)
    if match.groupdict().get("year"):
        year = int(match["year"])
    if match["unit"] == "month":
        return Sense("DATE", value_of(setting.anchor, MONTH), "END")
    return Sense("DATE", f"{year}-12-31", covers=interval(f"{year}-12"))


def _is_season(match: re.Match[str], setting: Setting) -> bool:
    """Whether "fall" and "spring" are nouns that stand where a season would."""
    word = setting.sentence.words[setting.line.word_at(match.start("season"))]
    before = setting.before(match)
    return word.upos in ("NOUN", "PROPN") and (
        match[0].startswith("the ") or before in ("in", "since", "until", "by", "during", "every", "each")
    )


def _feast(match: re.Match[str], setting: Setting) -> Sense | None:
    words, anchor = match["feast"], setting.anchor
    years = [int(match["year"])] if match["year"] else range(anchor.year - 1, anchor.year + 2)
    if which := match["which"]:
        pairs = [s for year in years for s in feast(words, year)]
        kept = [s for s in pairs if (s[1] < anchor if which == "last" else s[0] > anchor if which == "next" else True)]
        pairs = kept or pairs
    else:
        pairs = [s for year in years for s in feast(words, year)]
    spans = [Interval(a, b, Precision.DAY) for a, b in pairs]
    best = nearest(spans, anchor, setting.tense(match))
    if best is None or best.start is None or best.end is None:
        return None
    one = best.start.isoformat()
    value = one if best.start == best.end else f"{one}/{best.end.isoformat()}"
    if words == "easter week":
        value = value_of(best.start, WEEK)
    return Sense("DATE", value, edge_mod(match["edge"]), covers=best, fixed=bool(match["year"]))


def _fiscal(match: re.Match[str], setting: Setting) -> Sense:
    """A fiscal year; its days are those of the United States' budget year, the usual one where no country is named."""
    year = match["year"] or match.groupdict().get("short")
    if year is None and setting.after(match) in ("ended", "ending"):
        return Sense("DURATION", "P1Y")
    if year is None:
        offset = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which"] or "", 0)
        year = str(setting.anchor.year + offset)
    elif len(year) == 2:
        year = f"20{year}"
    return Sense(
        "DATE", year, covers=interval(f"FY{year}"), fixed=bool(match["year"] or match.groupdict().get("short"))
    )


def _decade(match: re.Match[str], setting: Setting) -> Sense | None:
    mod = edge_mod(match["edge"])
    if setting.before(match) in ("his", "her", "their", "my", "your", "our"):
        return None  # an age
    if word := match["word"]:
        tens = {"twent": 2, "thirt": 3, "fort": 4, "fift": 5, "sixt": 6, "sevent": 7, "eight": 8, "ninet": 9}[word]
        return Sense("DATE", f"19{tens}", mod, fixed=True)
    figures = match["figures"]
    if len(figures) == 2:
        return Sense("DATE", f"{'20' if int(figures) < 20 else '19'}{figures[0]}", mod, fixed=True)
    if figures.endswith("00"):
        return Sense("DATE", figures[:2], mod, fixed=True)
    return Sense("DATE", figures[:3], mod, fixed=True)


def _century(match: re.Match[str], setting: Setting) -> Sense | None:
    nth = day_of(match["nth"])
    return Sense("DATE", f"{nth - 1:02}", edge_mod(match["edge"]), fixed=True) if 0 < nth < 22 else None


_FEAST = "|".join(words for words, _ in FEASTS)
_EDGED = r"(?:(?P<edge><EDGE>)(?: -)? )?"
RULES: tuple[Rule, ...] = (
    (
        pattern(
            rf"{_EDGED}(?:(?P<owner>(?:last|this|next|the previous) year 's) )?(?:the )?(?:calendar |fiscal )?"
            r"(?P<nth><NTH>|final)(?: -)? (?:(?:fiscal )?quarter|(?P<half>half)(?= of|$| <YEAR>| -| [.,]|(?<=- half)))"
            r"(?:(?: of| in)?(?: fiscal)? (?:(?P<year><YEAR>)|(?P<whose>(?:last|this|next|the previous|the) year)))?"
        ),
        _quarter,
    ),
    (
        pattern(rf"{_EDGED}(?:the )?(?P<year><YEAR>)(?: 's)? (?P<nth><NTH>|final)(?: -)? (?:quarter|(?P<half>half))"),
        _quarter,
    ),
    (pattern(r"(?:q(?P<figure>[1-4])|(?P<nth><NTH>) quarter)(?: of|,)?(?: (?P<year><YEAR>))?"), _quarter),
    (
        pattern(
            rf"{_EDGED}(?:the )?(?P<which>this past|this coming|last|next|this|the past)? ?(?P<season><SEASON>)"
            r"(?:(?: of| ,)? (?P<year><YEAR>|<YEARWORDS>)|(?: of)? (?P<whose>(?:last|this|next) year))?"
        ),
        _season,
    ),
    (
        pattern(
            r"(?:the )?(?:(?P<which>last|this|next|current|previous|coming) )?(?:(?:fiscal|financial) year(?: "
            r"(?P<year><YEAR>|\d\d))?|fiscal (?P<short><YEAR>|\d\d))"
        ),
        _fiscal,
    ),
    (pattern(r"(?P<which>)fy ?(?P<year><YEAR>|\d\d)"), _fiscal),
    (pattern(rf"(?:the )?{_EDGED}(?:' ?)?(?:the )?(?P<figures><YEAR>|\d0)(?:s| 's| s)(?P<word>)"), _decade),
    (pattern(rf"(?:the )?{_EDGED}(?P<figures>)(?P<word>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies"), _decade),
    (pattern(rf"(?:the )?{_EDGED}(?P<nth><ORD>|\d+(?:st|nd|rd|th))(?: -)? century"), _century),
    (pattern(rf"{_EDGED}(?:(?P<which>last|next|this) )?(?P<feast>{_FEAST})(?: ?,? (?P<year><YEAR>))?"), _feast),
    (
        pattern(
            r"(?:the |its |their |a )?(?P<back>year - (?:ago|earlier)|(?:same|corresponding|comparable|like|similar)) "
            r"(?:quarter|period|three months)(?: (?:of )?(?:last year|a year (?:ago|earlier)|the previous year"
            r"|(?P<year><YEAR>)))?"
        ),
        _period,
    ),
    (pattern(r"last year 's (?P<back>)(?:quarter|period)"), _period),
    (pattern(r"the (?:comparable |corresponding |same )?(?P<year><YEAR>) (?:quarter|period)"), _period),
    (pattern(r"(?:the (?:latest |most recent |just - ended )?|in latest )quarter|the latest period"), _period),
    (pattern(r"(?:the )?year - (?:ago|earlier)"), _year_earlier),
    (pattern(r"(?:the )?(?P<unit>year|month)(?: -)? (?:end|'s end)(?: (?P<year><YEAR>))?"), _year_end),
)
