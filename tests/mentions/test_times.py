"""Time expressions: a table of own sentences in times.txt, what is no time, and the helpers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.intake.plain import read_plain
from dragoman.lm.reader import shipped_model
from dragoman.mentions.times import TimeMention, ago, find_all_times, find_times
from dragoman.model.report import Precision
from dragoman.text.analyse import analyse
from tests.factories import make_sentence


@dataclass(frozen=True)
class Row:
    line: int
    anchor: date | None
    narrative: date | None
    text: str
    tense: tuple[int, str] | None
    words: str
    at: int
    timex: str
    covers: str


def _day(text: str) -> date | None:
    return None if text in ("-", "") else date.fromisoformat(text)


def _rows() -> Iterator[Row]:
    anchor: date | None = None
    narrative: date | None = None
    for number, line in enumerate(Path(__file__).with_name("times.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            anchor, narrative = (_day(part) for part in line.split()[1:])
        elif line and not line.startswith("#"):
            marked, timex, covers, _reason = (part.strip() for part in line.split(" | "))
            text, tense = _unmarked(marked)
            at = text.index("[")
            words = text[at + 1 : text.index("]")]
            tense = tense and (tense[0] - sum(text[: tense[0]].count(mark) for mark in "[]"), tense[1])
            yield Row(number, anchor, narrative, re.sub(r"[\[\]]", "", text), tense, words, at, timex, covers)


def _unmarked(marked: str) -> tuple[str, tuple[int, str] | None]:
    """The sentence without the verb's tag, where the verb begins, and the tag."""
    match = re.search(r"(?<!\S)([A-Za-z]+)/(VB[DNGZP]?)(?!\w)", marked)
    if match is None:
        return marked, None
    return marked[: match.end(1)] + marked[match.end() :], (match.start(), match[2])


def _find(text: str, anchor: date | None = date(2020, 6, 14), narrative: date | None = None) -> list[TimeMention]:
    return find_times(make_sentence(text), anchor, narrative)


ROWS = list(_rows())


@pytest.mark.parametrize("row", ROWS, ids=[f"line {row.line}: {row.words}" for row in ROWS])
def test_expression(row: Row) -> None:
    verb, tag = row.tense or (None, "VBD")
    sentence = make_sentence(row.text, verb=verb, xpos=tag)
    found = {
        (span.start, span.end): mention
        for mention in find_times(sentence, row.anchor, row.narrative)
        for span in [sentence.span_of(mention.start, mention.end)]
    }
    mention = next((m for (a, b), m in found.items() if a < row.at + len(row.words) and row.at < b), None)
    assert mention is not None, f"nothing found in {row.text!r}"
    when = mention.when
    covers = "-" if when is None else f"{when.start or ''}..{when.end or ''}"
    assert (" ".join(filter(None, (mention.type, mention.value, mention.mod))), covers) == (row.timex, row.covers)


def test_table_is_long_enough() -> None:
    assert len(ROWS) >= 250


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("He may march with the soldiers.", "may and march in lower case"),
        ("They sat in the sun.", "sat and sun are no weekdays"),
        ("Some 2000 people fled.", "a count of people"),
        ("It cost $ 2010 in all.", "a sum of money"),
        ("He is 45 years old.", "an age"),
        ("The 6-year-old boy fled.", "an age before a noun"),
        ("A second man fled.", "second as an ordinal"),
        ("Prices fall fast.", "fall as a verb"),
        ("He is in his 30s.", "an age in decades"),
        ("Thus the army left.", "thus is no Thursday"),
        ("Good evening from Havana.", "a greeting"),
        ("The chief financial officer left.", "financial without a year"),
        ("It won 2.46 million votes.", "a decimal is no clock"),
        ("They hold three-quarters of the land.", "a fraction"),
        ("Jan Novak spoke.", "a first name"),
    ],
)
def test_no_time(text: str, reason: str) -> None:
    assert _find(text) == [], reason


@pytest.mark.parametrize(
    ("value", "day", "start", "precision", "reason"),
    [
        ("P14M", date(2020, 6, 14), date(2019, 4, 1), Precision.MONTH, "months begin on the first"),
        ("P10Y", date(2025, 3, 13), date(2015, 1, 1), Precision.YEAR, "years begin in January"),
        ("P2Y6M", date(2025, 3, 13), date(2022, 9, 1), Precision.MONTH, "a half year is known by the month"),
        ("P2W", date(2025, 3, 13), date(2025, 2, 24), Precision.WEEK, "weeks begin on Monday"),
        ("P3D", date(2025, 3, 13), date(2025, 3, 10), Precision.DAY, "days are exact"),
        ("PT18H", date(2025, 3, 13), date(2025, 3, 12), Precision.DAY, "18 hours may cross midnight"),
        ("PT30M", date(2025, 3, 13), date(2025, 3, 13), Precision.DAY, "half an hour stays within the day"),
    ],
)
def test_ago(value: str, day: date, start: date, precision: Precision, reason: str) -> None:
    when = ago(value, day)
    assert when is not None
    assert (when.start, when.end, when.precision) == (start, day, precision), reason


@pytest.mark.parametrize("value", ["PXM", "PAST_REF", "2020-06", "XXXX-WXX-2"])
def test_ago_refuses_what_is_no_length(value: str) -> None:
    assert ago(value, date(2020, 6, 14)) is None


def test_when_carries_its_span_and_precision() -> None:
    text = "A deal three months ago halted the fighting."
    mention = _find(text)[0]
    assert mention.when is not None
    assert mention.when.span is not None
    assert mention.when.span.of(text) == "three months ago"
    assert mention.when.precision is Precision.MONTH


def test_mentions_come_in_order_and_never_overlap() -> None:
    mentions = _find("On June 3, at 10 a.m., two days after the May 20 vote, he spoke of 2014 and of last year.")
    assert len(mentions) >= 5
    assert all(a.end <= b.start for a, b in pairwise(mentions))


POSSESSIVE = [
    ("Tuesday's deadly attack on a base was planned and directed from abroad.", date(2021, 3, 2), "planned is past"),
    ("Tuesday's attack on the convoy had been planned for months.", date(2021, 3, 2), "had been planned"),
    ("Monday's vote will decide the fate of the cabinet.", date(2021, 3, 8), "will"),
    ("Wednesday's summit is expected to produce a deal.", date(2021, 3, 10), "is expected"),
    ("He criticised Sunday's planned march.", date(2021, 3, 7), "planned before its noun"),
    ("The minister is to attend Friday's meeting in Geneva.", date(2021, 3, 5), "is to"),
    ("He condemned Tuesday's raid.", date(2021, 3, 2), "no sign of the future"),
    ("The deal will be reviewed, the ministry predicted Wednesday.", date(2021, 3, 3), "the day of the saying"),
    ("Neither side could be reached Wednesday.", date(2021, 3, 3), "nobody could be reached"),
    ("Until Wednesday, they had not called him a suspect.", date(2021, 3, 3), "until, at the head of a past clause"),
    ("The offer runs until 9 a.m. Tuesday.", date(2021, 3, 9), "until, before the hour"),
]


@pytest.fixture(scope="module")
def told() -> dict[str, list[TimeMention]]:
    reports = [read_plain(f"{text}\n", f"row {i}") for i, (text, *_) in enumerate(POSSESSIVE)]
    documents = analyse(reports, shipped_model(1))
    found = [find_all_times(document, date(2021, 3, 4)) for document in documents]
    return {row[0]: [m for mentions in times for m in mentions] for row, times in zip(POSSESSIVE, found, strict=True)}


@pytest.mark.parametrize(("text", "day", "reason"), POSSESSIVE, ids=[r[-1] for r in POSSESSIVE])
def test_weekday_by_the_tree(told: dict[str, list[TimeMention]], text: str, day: date, reason: str) -> None:
    when = told[text][0].when
    assert when is not None
    assert (when.start or when.end) == day or when.end == day
