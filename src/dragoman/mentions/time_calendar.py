"""Feasts and named days as dates of a year, and the Islamic and Hebrew calendars behind some of them.

Ramadan and the two Eids go by the table of announced days where it has them (they depend on who sees the moon; Saudi
Arabia's days are taken) and by the arithmetic calendar elsewhere, which is off by a day at most. The Hebrew year is
exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.mentions.time_words import listed

_EPOCH = 227015  # ordinal of 1 Muharram 1 in the Gregorian calendar, civil reckoning
# First of Ramadan, Eid al-Fitr and Eid al-Adha as Saudi Arabia announced or calculated them (Umm al-Qura).
_ANNOUNCED = {
    2010: ("0811", "0910", "1116"), 2011: ("0801", "0830", "1106"), 2012: ("0720", "0819", "1026"),
    2013: ("0710", "0808", "1015"), 2014: ("0628", "0728", "1004"), 2015: ("0618", "0717", "0924"),
    2016: ("0606", "0706", "0912"), 2017: ("0527", "0625", "0901"), 2018: ("0517", "0615", "0821"),
    2019: ("0506", "0604", "0811"), 2020: ("0424", "0524", "0731"), 2021: ("0413", "0513", "0720"),
    2022: ("0402", "0502", "0709"), 2023: ("0323", "0421", "0628"), 2024: ("0311", "0410", "0616"),
    2025: ("0301", "0330", "0606"), 2026: ("0218", "0320", "0527"),
}  # fmt: skip
_LUNAR_NEW_YEAR = dict(
    zip(
        range(2000, 2031),
        listed(
            "0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125 "
            "0212 "
            "0201 0122 0210 0129 0217 0206 0126 0213 0203"
        ),
        strict=True,
    )
)
Span = tuple[date, date]


def _named(year: int, mmdd: str) -> date:
    return date(year, int(mmdd[:2]), int(mmdd[2:]))


def from_islamic(year: int, month: int, day: int) -> date:
    """A day of the arithmetic Islamic calendar in the Gregorian one."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(_EPOCH + days - 1)


def _islamic(year: int, month: int, day: int) -> list[date]:
    """The Gregorian days of one year on which an Islamic day falls; two in a year now and then."""
    first = int((year - 622) * 33 / 32)
    found = [from_islamic(y, month, day) for y in range(first - 1, first + 3)]
    return [d for d in found if d.year == year]


def ramadan(year: int) -> list[Span]:
    """Ramadan that begins in a year."""
    if year in _ANNOUNCED:
        begin, eid, _ = _ANNOUNCED[year]
        return [(_named(year, begin), _named(year, eid) - timedelta(days=1))]
    return [(d, d + timedelta(days=29)) for d in _islamic(year, 9, 1)]


def eid_al_fitr(year: int) -> list[Span]:
    """The three days after Ramadan."""
    days = [_named(year, _ANNOUNCED[year][1])] if year in _ANNOUNCED else _islamic(year, 10, 1)
    return [(d, d + timedelta(days=2)) for d in days]


def eid_al_adha(year: int) -> list[Span]:
    """The four days of the feast of sacrifice."""
    days = [_named(year, _ANNOUNCED[year][2])] if year in _ANNOUNCED else _islamic(year, 12, 10)
    return [(d, d + timedelta(days=3)) for d in days]


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday of the Western churches, or of the Orthodox ones."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        gap = year // 100 - year // 400 - 2  # days between the Julian and the Gregorian calendar
        return date(year, month, day + 1) + timedelta(days=gap)
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(year, month, day + 1)


def hebrew_new_year(year: int) -> date:
    """Rosh Hashanah of a Gregorian year."""
    hebrew = year + 3761
    months = (235 * hebrew - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    if 3 * (day + 1) % 7 < 3:
        day += 1
    before, after = _elapsed(hebrew - 1), _elapsed(hebrew + 1)
    now = _elapsed(hebrew)
    delay = 2 if after - now == 356 else 1 if now - before == 382 else 0
    return date.fromordinal(now + delay - 1373427)


def _elapsed(hebrew: int) -> int:
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def passover(year: int) -> date:
    """The first day of Passover: 163 days before the next Hebrew new year."""
    return hebrew_new_year(year) - timedelta(days=163)


def weekday_in(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; the last one for -1."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _day(month: int, day: int, length: int = 1) -> Callable[[int], list[Span]]:
    return lambda year: [(date(year, month, day), date(year, month, day) + timedelta(days=length - 1))]


def _moving(find: Callable[[int], date], offset: int = 0, length: int = 1) -> Callable[[int], list[Span]]:
    def spans(year: int) -> list[Span]:
        first = find(year) + timedelta(days=offset)
        return [(first, first + timedelta(days=length - 1))]

    return spans


def _lunar_new_year(year: int) -> list[Span]:
    if year not in _LUNAR_NEW_YEAR:
        return []
    day = _named(year, _LUNAR_NEW_YEAR[year])
    return [(day, day)]


FEASTS: tuple[tuple[str, Callable[[int], list[Span]]], ...] = (
    (r"(?:the )?(?:holy |muslim |islamic |fasting )*(?:month of )?ramad(?:a|h)n", ramadan),
    (r"eid(?: -|) (?:al|ul|el)(?: -)? ?fitr|eid al-fitr", eid_al_fitr),
    (r"eid(?: -|) (?:al|ul|el)(?: -)? ?adha|eid al-adha", eid_al_adha),
    (r"ashura", lambda year: [(d, d) for d in _islamic(year, 1, 10)]),
    (r"(?:the )?islamic new year", lambda year: [(d, d) for d in _islamic(year, 1, 1)]),
    (r"mawlid", lambda year: [(d, d) for d in _islamic(year, 3, 12)]),
    (r"n[ao]u?wru?z|newroz|(?:the )?persian new year", _day(3, 21)),
    (r"orthodox christmas", _day(1, 7)),
    (r"christmas eve", _day(12, 24)),
    (r"christmas(?: day)?", _day(12, 25)),
    (r"boxing day", _day(12, 26)),
    (r"new year 's eve", _day(12, 31)),
    (r"new year 's(?: day)?", _day(1, 1)),
    (r"orthodox easter", _moving(lambda year: easter(year, orthodox=True))),
    (r"easter week", _moving(easter, -6, 7)),
    (r"palm sunday", _moving(easter, -7)),
    (r"holy thursday|maundy thursday", _moving(easter, -3)),
    (r"good friday", _moving(easter, -2)),
    (r"easter monday", _moving(easter, 1)),
    (r"ash wednesday", _moving(easter, -46)),
    (r"easter(?: sunday)?", _moving(easter)),
    (r"thanksgiving(?: day)?", _moving(lambda year: weekday_in(year, 11, 3, 4))),
    (r"labor day", _moving(lambda year: weekday_in(year, 9, 0, 1))),
    (r"memorial day", _moving(lambda year: weekday_in(year, 5, 0, -1))),
    (r"martin luther king(?: jr\.?)? day", _moving(lambda year: weekday_in(year, 1, 0, 3))),
    (r"veterans day|armistice day|remembrance day", _day(11, 11)),
    (r"valentine 's day", _day(2, 14)),
    (r"halloween", _day(10, 31)),
    (r"may day", _day(5, 1)),
    (r"(?:international )?women 's day", _day(3, 8)),
    (r"bastille day", _day(7, 14)),
    (r"(?:the )?(?:fourth|4th) of july", _day(7, 4)),
    (r"orthodox new year", _day(1, 14)),
    (r"(?:chinese|lunar) new year|tet", _lunar_new_year),
    (r"yom kippur", _moving(hebrew_new_year, 9)),
    (r"rosh hashanah?|(?:the )?jewish new year", _moving(hebrew_new_year, 0, 2)),
    (r"sukkot", _moving(hebrew_new_year, 14, 7)),
    (r"passover", _moving(passover, 0, 7)),
    (r"purim", _moving(passover, -30)),
    (r"shavuot", _moving(passover, 50)),
)
_COMPILED = tuple((re.compile(words), spans) for words, spans in FEASTS)


def feast(words: str, year: int) -> list[Span]:
    """The days of a feast in a year, by its words in lower case; empty where it is unknown or falls in no such year."""
    find = next((spans for pattern, spans in _COMPILED if pattern.fullmatch(words)), None)
    return find(year) if find else []
