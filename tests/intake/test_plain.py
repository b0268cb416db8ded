"""Header customs of wires, archives and copied pages: the date, the headline, the dateline, the sub-headlines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dragoman.intake.plain import read_plain
from dragoman.model.report import BlockKind, Precision, Report

BODY = "The ministers of both countries met for two hours on Monday. They agreed to meet again."
DAY = datetime(2021, 3, 4)


def blocks(report: Report, kind: BlockKind) -> list[str]:
    return [block.span.of(report.text) for block in report.blocks if block.kind is kind]


HEADERS = [
    ("date 2021-03-04 Envoys meet in Geneva\n\n", DAY, Precision.DAY, "label, date and headline in one line"),
    ("Date: 4 March 2021\nEnvoys meet in Geneva\n\n", DAY, Precision.DAY, "a labelled date before the headline"),
    ("Envoys meet in Geneva\n\nPublished: 2021-03-04\n\n", DAY, Precision.DAY, "a labelled date after the headline"),
    ("2021-03-04 Envoys meet in Geneva\n\n", DAY, Precision.DAY, "no label, the headline after the date"),
    ("Envoys meet in Geneva\nMarch 4, 2021\n\n", DAY, Precision.DAY, "a date alone"),
    ("Envoys meet in Geneva\nThursday, 4 March 2021\n\n", DAY, Precision.DAY, "a date with its weekday"),
    ("Envoys meet in Geneva\n04.03.2021\n\n", DAY, Precision.DAY, "figures with points are day first"),
    (
        "Envoys meet in Geneva\n3/14/2021\n\n",
        datetime(2021, 3, 14),
        Precision.DAY,
        "figures that can mean one day only",
    ),
    (
        "Envoys meet in Geneva\n\n • March 4 2021 11:08:00\n\n",
        datetime(2021, 3, 4, 11, 8),
        Precision.SECOND,
        "a bullet with a moment",
    ),
    (
        "Envoys meet in Geneva\nPublished: 2021-03-04 21:09 UTC\n\n",
        datetime(2021, 3, 4, 21, 9, tzinfo=UTC),
        Precision.MINUTE,
        "a moment with its zone",
    ),
    (
        "Envoys meet in Geneva\nMar. 4, 2021 at 9:09 p.m.\n\n",
        datetime(2021, 3, 4, 21, 9),
        Precision.MINUTE,
        "a twelve-hour clock",
    ),
    (
        "Envoys meet in Geneva\nUpdated 2021-03-04T06:05:04+03:00\n\n",
        datetime(2021, 3, 4, 6, 5, 4, tzinfo=timezone(timedelta(hours=3))),
        Precision.SECOND,
        "ISO 8601",
    ),
    (
        "date 2021-03-04 Envoys meet in Geneva\n\n• March 4 2021 11:08:00\n\n",
        datetime(2021, 3, 4, 11, 8),
        Precision.SECOND,
        "the same day twice: the finer one is kept",
    ),
    (
        "Envoys meet in Geneva\nPublished: 4 March 2021\nUpdated: 5 March 2021 10:00\n\n",
        DAY,
        Precision.DAY,
        "two days: the first is that of publication",
    ),
    (
        "Envoys meet in Geneva\nBy Jane Doe and John Roe\nPublished: 4 March 2021\n\n",
        DAY,
        Precision.DAY,
        "a credit between headline and date",
    ),
    ("Envoys meet in Geneva\nBy a staff writer\n04.03.2021\n\n", DAY, Precision.DAY, "a credit without a name"),
]


@pytest.mark.parametrize(("header", "published", "precision", "why"), HEADERS, ids=[row[-1] for row in HEADERS])
def test_header_customs(header: str, published: datetime, precision: Precision, why: str) -> None:
    report = read_plain(header + BODY, "x.txt")
    assert (report.published, report.published_precision) == (published, precision), why
    assert report.title == "Envoys meet in Geneva"
    assert blocks(report, BlockKind.HEADLINE) == ["Envoys meet in Geneva"]
    assert blocks(report, BlockKind.BODY) == [BODY]


NO_DATES = [
    ("Envoys meet in Geneva\n\n", "none at all"),
    ("Envoys meet in Geneva\n\n03/04/2021\n\n", "figures that are March to some and April to others"),
    ("Envoys meet in Geneva\n\nPublished: 31 June 2021\n\n", "a day that there is not"),
    ("Envoys meet in Geneva\n\nPublished: 9999-12-31\n\n", "a year that no report can be of"),
]


@pytest.mark.parametrize(("header", "why"), NO_DATES, ids=[row[-1] for row in NO_DATES])
def test_no_date_is_made_up(header: str, why: str) -> None:
    report = read_plain(header + BODY, "x.txt")
    assert report.published is None, why
    assert report.published_precision is None


def test_the_first_sentence_is_no_header() -> None:
    text = "On 14 June 2020 the ministers met in Ankara for talks that lasted two hours.\n\n" + BODY
    report = read_plain(text, "x.txt")
    assert report.published is None
    assert report.title is None
    assert len(blocks(report, BlockKind.BODY)) == 2


def test_callers_date_is_used_where_the_report_has_none() -> None:
    moment = datetime(2020, 6, 14, 11, 8)
    assert read_plain(BODY, "x.txt", published=moment).published == moment
    assert read_plain(BODY, "x.txt", published=moment).published_precision is Precision.MINUTE
    assert read_plain("Published: 2021-03-04\n\n" + BODY, "x.txt", published=moment).published == DAY


DATELINES = [
    ("ANKARA\n", "ANKARA", "alone on its line"),
    ("ANKARA, June 14 (Agency) — ", "ANKARA, June 14 (Agency) — ", "city, day and agency"),
    ("ANKARA (Reuters) - ", "ANKARA (Reuters) - ", "city and agency"),
    ("WASHINGTON—", "WASHINGTON—", "a dash without blanks"),
    ("KYIV, Ukraine — ", "KYIV, Ukraine — ", "city and country"),
    ("JERUSALEM/GAZA, 3 Oct (AFP) -- ", "JERUSALEM/GAZA, 3 Oct (AFP) -- ", "two cities"),
    ("NEW DELHI: ", "NEW DELHI: ", "a colon"),
    ("Ankara, June 14 (Agency) – ", "Ankara, June 14 (Agency) – ", "small letters"),
    ("Ankara (AFP) – ", "Ankara (AFP) – ", "small letters and a known agency"),
    ("(CNN) — ", "(CNN) — ", "an agency only"),
    ("MOSCOW. June 14 (Interfax) - ", "MOSCOW. June 14 (Interfax) - ", "full stops"),
]


@pytest.mark.parametrize(("dateline", "expected", "why"), DATELINES, ids=[row[-1] for row in DATELINES])
def test_datelines(dateline: str, expected: str, why: str) -> None:
    report = read_plain(f"Envoys meet in Geneva\n\n{dateline}{BODY}", "x.txt")
    assert blocks(report, BlockKind.DATELINE) == [expected], why
    assert blocks(report, BlockKind.BODY) == [BODY]


NO_DATELINES = [
    "The Libyan National Army (LNA) – which holds the east – withdrew from the airport.",
    "NATO Secretary General Jens Stoltenberg said on Monday that the alliance was ready.",
    "Turkey-Russia talks — the third this year — were to begin on Monday.",
]


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_what_looks_like_a_dateline_is_read(paragraph: str) -> None:
    report = read_plain(f"Envoys meet in Geneva\n\n{BODY}\n\n{paragraph}", "x.txt")
    assert blocks(report, BlockKind.BODY) == [BODY, paragraph]


def test_sub_headlines_stand_between_blank_lines() -> None:
    report = read_plain(f"Envoys meet in Geneva\n\n{BODY}\n\nIran's envoy due on Friday\n\n{BODY}", "x.txt")
    assert blocks(report, BlockKind.SUBHEAD) == ["Iran's envoy due on Friday"]


def test_a_standfirst_before_the_date_is_read() -> None:
    report = read_plain(f"Envoys meet in Geneva\nA deal is near, they say.\nPublished: 2021-03-04\n\n{BODY}", "x.txt")
    assert report.published == DAY
    assert blocks(report, BlockKind.SUBHEAD) == ["A deal is near, they say."]


def test_a_quotation_alone_is_no_sub_headline() -> None:
    report = read_plain(f"Envoys meet in Geneva\n\n{BODY}\n\n“We will not yield”\n\n{BODY}", "x.txt")
    assert blocks(report, BlockKind.SUBHEAD) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_line_ends_of_all_systems(end: str) -> None:
    text = end.join(["Envoys meet in Geneva", "", BODY, "", "Friday in doubt", "", BODY])
    report = read_plain(text, "x.txt")
    assert report.title == "Envoys meet in Geneva"
    assert blocks(report, BlockKind.SUBHEAD) == ["Friday in doubt"]
    assert report.text == text


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The ministers of both countries met for two hours on Monday in the\n"
        "capital, where they agreed to meet again before the end of the year\n"
        "and to open the border crossings that were shut when the fighting\n"
        "began, officials of the two governments told reporters after talks.\n"
    )
    report = read_plain(f"Envoys meet in Geneva\n\n{wrapped}\n{wrapped}", "x.txt")
    assert blocks(report, BlockKind.BODY) == [wrapped.strip(), wrapped.strip()]


def test_text_is_kept_character_for_character() -> None:
    text = " date 2021-03-04 Envoys meet in Geneva \n\n\t“We will,” he said .   \n\n\n"
    report = read_plain(text, "x.txt")
    assert report.text == text
    assert report.title == "Envoys meet in Geneva"
    assert blocks(report, BlockKind.BODY) == ["“We will,” he said ."]


def test_words_of_another_script_in_a_header_are_passed_over() -> None:
    report = read_plain(f"date 2018-03-29 بریکنگ نیوز Envoys meet in Geneva\n\n{BODY}", "x.txt")
    assert report.title == "Envoys meet in Geneva"
    assert report.published == datetime(2018, 3, 29)
