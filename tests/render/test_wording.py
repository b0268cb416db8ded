"""Dates, places and doubtful characters in words for people."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dragoman.model.records import Casualties, When
from dragoman.model.report import Precision
from dragoman.render.wording import clean, say_casualties, say_when

D = date
WHENS: list[tuple[date | None, date | None, Precision, str | None]] = [
    (D(2020, 6, 14), D(2020, 6, 14), Precision.DAY, "14 Jun 2020"),
    (D(2020, 6, 14), D(2020, 6, 15), Precision.DAY, "14–15 Jun 2020"),
    (D(2020, 5, 30), D(2020, 6, 2), Precision.DAY, "30 May – 2 Jun 2020"),
    (D(2019, 12, 30), D(2020, 1, 2), Precision.DAY, "30 Dec 2019 – 2 Jan 2020"),
    (D(2020, 3, 1), D(2020, 3, 31), Precision.MONTH, "Mar 2020"),
    (D(2020, 1, 1), D(2020, 3, 31), Precision.QUARTER, "Jan–Mar 2020"),
    (D(2019, 11, 1), D(2020, 2, 29), Precision.MONTH, "Nov 2019 – Feb 2020"),
    (D(2019, 1, 1), D(2019, 12, 31), Precision.YEAR, "2019"),
    (D(2010, 1, 1), D(2019, 12, 31), Precision.DECADE, "2010–2019"),
    (D(2020, 6, 14), None, Precision.DAY, "from 14 Jun 2020"),
    (None, D(2020, 6, 14), Precision.DAY, "until 14 Jun 2020"),
    (None, D(2020, 12, 31), Precision.YEAR, "until 2020"),
    (None, None, Precision.DAY, None),
    (datetime(2020, 6, 14, 11, 8), datetime(2020, 6, 14, 11, 8), Precision.MINUTE, "14 Jun 2020, 11:08"),
    (
        datetime(2020, 6, 14, 11, 8, 9, tzinfo=UTC),
        datetime(2020, 6, 14, 11, 8, 9, tzinfo=UTC),
        Precision.SECOND,
        "14 Jun 2020, 11:08:09 UTC",
    ),
]


@pytest.mark.parametrize(("start", "end", "precision", "said"), WHENS)
def test_when(start: date | None, end: date | None, precision: Precision, said: str | None) -> None:
    assert say_when(When(start=start, end=end, precision=precision, span=None)) == said


def test_no_time_is_not_said() -> None:
    assert say_when(None) is None


DOUBTFUL = [
    ("a\x1b[31mred\x07", "a[31mred", "escapes of the terminal"),
    ("user\u202egpj.exe", "usergpj.exe", "a mark that turns the direction"),
    ("a\u2066b\u2069c\u200fd\u061ce", "abcde", "all the marks of direction"),
    ("zero\u200bwidth\ufeff", "zerowidth", "what can't be seen"),
    ("two\n\n  blanks\u00a0\there", "two blanks here", "blanks of all kinds"),
    ("half \ud83d", "half \N{REPLACEMENT CHARACTER}", "half a surrogate pair"),
    ("می\u200cخواهم", "می\u200cخواهم", "a joiner that Persian needs"),
]


@pytest.mark.parametrize(("text", "shown", "why"), DOUBTFUL, ids=[row[-1] for row in DOUBTFUL])
def test_what_is_shown_is_harmless(text: str, shown: str, why: str) -> None:
    assert clean(text) == shown, why


@pytest.mark.parametrize(
    ("casualties", "said"),
    [
        (Casualties(), None),
        (Casualties(killed=(3, 3)), "3 killed"),
        (Casualties(killed=(3, 5), wounded=(10, 10)), "3–5 killed, 10 wounded"),
    ],
)
def test_casualties(casualties: Casualties, said: str | None) -> None:
    assert say_casualties(casualties) == said
