"""Markdown, HTML and PDF say the same, and nothing of a hostile report is markup in any of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from dragoman.brief.citing import link_of
from dragoman.brief.html import html
from dragoman.brief.markdown import escape, markdown
from dragoman.brief.pdf import pdf
from dragoman.brief.values import Brief, Group, Line, Quote, Reference, Section
from tests.answers.pictures import change, empty, meeting
from tests.brief.made import brief_of
from tests.record_factories import person

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://evil.example/i.png) #panic() $x$ {{7*7}} `code` **b** &lt; \"'"


def made(text: str = HOSTILE, link: str | None = None) -> Brief:
    quote = Quote(record="event-1", sentence=text, reference=1, who=text)
    line = Line(text=text, quotes=(quote, Quote(record="event-2", sentence="Plain.", reference=1)))
    sections = (
        Section(key="changed", title="What changed", nothing="Nothing.", groups=(Group(title=text, lines=(line,)),)),
    )
    reference = Reference(number=1, report="r", title=text, publisher=text, published=None, source=text, link=link)
    return Brief(
        since=date(2020, 6, 13),
        as_of=date(2020, 6, 14),
        title=text,
        sections=sections,
        references=(reference,),
        left_out=2,
    )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_no_tag_and_no_link_of_a_report_is_in_the_page() -> None:
    parser = _Tags()
    parser.feed(html(made()))
    assert not {tag for tag, _ in parser.tags} & {"script", "img", "iframe", "link", "object", "form"}
    assert all((attrs.get("href") or "#").startswith("#") for tag, attrs in parser.tags if tag == "a")
    assert not any(name.startswith("on") for _, attrs in parser.tags for name in attrs)


def test_the_page_needs_no_network_and_allows_no_script() -> None:
    page = html(made())
    assert "default-src 'none'" in page and "http" not in page.replace("http-equiv", "").replace(
        "http://evil.example", ""
    ).replace('href^="http"', "")
    assert "prefers-color-scheme: dark" in page and "@media print" in page


def test_nothing_of_a_report_is_markup_in_markdown() -> None:
    text = markdown(made())
    assert "<script" not in re.sub(r"\\<script", "", text)
    assert not re.search(r"(?<!\\)!?\[[^\]\d][^\]]*(?<!\\)\]\(", text)
    assert "://" not in text.replace(r"\://", "")


@pytest.mark.parametrize("first", ["# a", "- a", "+ a", "1. a", "1) a", "= a", "> a", "| a |"])
def test_a_line_of_markdown_begins_with_nothing_that_it_would_take_for_its_own(first: str) -> None:
    assert not re.match(r"[#\-+=>|]|\d+[.)]", escape(first))


def test_marks_that_turn_the_reading_direction_or_move_the_cursor_do_not_reach_a_brief() -> None:
    life = meeting(change("announced", "2020-06-14", "event-\u202e\x1b[2J", "2020-06-14"))
    hostile = person("Ev\u202eil \x1b[2J<b>Lavrov</b>", "RUS")
    made = brief_of(replace(empty(), agenda=(replace(life, what=replace(life.what, visitors=(hostile,))),)))
    assert "Evil [2J<b>Lavrov</b>" in next(made.lines()).text
    for text in (html(made), markdown(made)):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", text.replace(next(made.lines()).records[0], ""))
    assert "<b>Lavrov" not in html(made)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://paper.example/a b", "https://paper.example/a%20b"),
        ("https://paper.example/<x>)", "https://paper.example/%3Cx%3E%29"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("reports/a.txt", None),
        ("http://[bad", None),
        ("https://" + "a" * 3000, None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None, link: str | None) -> None:
    assert link_of(address) == link


def test_the_pdf_is_one_and_the_same_bytes_the_same() -> None:
    content = pdf(made(link="https://paper.example/"))
    assert content.startswith(b"%PDF-") and content == pdf(made(link="https://paper.example/"))
    assert len(pdf(made(text="x" * 4000))) > 1000  # words longer than a line
    assert pdf(made(text="Çavuşoğlu, Зеленский, Παπανδρέου, العربية, 中文 \ud800"))


def test_all_three_hold_the_line_and_its_number() -> None:
    brief = made(text="A visit was put off")
    assert "- A visit was put off" in markdown(brief) and "[1]" in markdown(brief)
    assert "<p>A visit was put off" in html(brief)
