"""The page: whole and self-contained, links that lead somewhere, hostile text that stays text."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

from dragoman.intake.plain import read_plain
from dragoman.model.records import Evidence, Kind, Picture, Reading, Status
from dragoman.model.span import Span
from dragoman.render.page import page
from tests.render.sample import TEXT, event, ref, sample

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a test needs of a page: its elements, that they close in order, and the text of the report."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.article = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open and "aside" not in self.open and "script" not in self.open:
            self.article += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def ids(parsed: Page) -> list[str]:
    return [attrs["id"] for _, attrs in parsed.elements if attrs.get("id") is not None]  # type: ignore[misc]


def test_every_link_leads_to_one_place() -> None:
    parsed = Page(page([sample(), sample()]))
    assert [name for name, count in Counter(ids(parsed)).items() if count > 1] == []
    inner = {href[1:] for attrs in parsed.all("a") if (href := attrs.get("href") or "").startswith("#")}
    assert inner
    assert inner <= set(ids(parsed))


def test_the_page_holds_the_whole_text() -> None:
    shown = " ".join(Page(page([sample()])).article.split())
    for line in TEXT.splitlines():
        assert " ".join(line.split()) in shown


def test_triggers_show_class_and_status() -> None:
    marks = {attrs["class"] for attrs in Page(page([sample()])).all("a") if (attrs.get("class") or "").startswith("t ")}
    assert {"t q1 st-planned", "t q4 st-happened", "t q4 st-denied", "t q1 st-hypothetical"} <= marks


def test_overlapping_triggers_are_split_at_their_boundaries() -> None:
    html = page([sample()])
    shared, rest = re.findall(r'<a class="t q1 st-ongoing"[^>]*data-t="([^"]*)"[^>]*>(backs| the)</a>', html)
    assert shared == ("r1-e3 r1-t1", "backs")
    assert rest == ("r1-e3", " the")


def test_sentences_that_overlap() -> None:
    reading = sample()
    wide = dataclasses.replace(
        reading.events[0],
        id="wide",
        evidence=Evidence(sentence=Span(0, len(TEXT)), trigger=Span(TEXT.index("said."), TEXT.index("said.") + 5)),
    )
    parsed = Page(page([dataclasses.replace(reading, events=(*reading.events, wide))]))
    assert TEXT.split("\n")[0] in parsed.article


def test_nothing_is_fetched_and_only_our_script_may_run() -> None:
    html = page([sample()])
    parsed = Page(html)
    assert not parsed.all("link")
    assert not parsed.all("img")
    assert all("src" not in attrs for attrs in parsed.all("script"))
    assert "url(" not in html
    assert "@import" not in html
    (policy,) = [a["content"] or "" for a in parsed.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [attrs for _, attrs in parsed.elements if any(name.startswith("on") for name in attrs)]
    assert not [attrs for _, attrs in parsed.elements if "style" in attrs]


def hostile() -> Reading:
    evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;\u202e</style></title>"
    text = f"Envoy {evil} to visit\n\nThe envoy {evil} will visit the capital on Friday, {evil} said.\n"
    report = read_plain(text, evil)
    start = text.index("The envoy")
    evidence = Evidence(sentence=Span(start, len(text) - 1), trigger=Span(text.index(evil, start), text.index(" will")))
    actor = dataclasses.replace(ref("Norland", Kind.STATE, "NLD"), name=evil, text=evil, country=evil, id=evil)
    deed = event(1, "CONSULT", evil, Status.PLANNED, TEXT.split("\n")[0], "visit")
    deed = dataclasses.replace(
        deed, evidence=evidence, actors=(actor,), recipients=(actor,), contexts=(evil,), why=evil
    )
    return Reading(
        report=dataclasses.replace(report, title=evil, publisher=evil, language=evil),
        dateline=None,
        events=(deed,),
        relations=(),
        picture=Picture(),
        warnings=(evil,),
    )


def test_a_hostile_report_stays_text() -> None:
    html = page([hostile()])
    parsed = Page(html)
    assert len(parsed.all("script")) == 1
    assert not parsed.all("img")
    assert not [attrs for _, attrs in parsed.elements if any(name.startswith("on") for name in attrs)]
    assert "\u202e" not in html
    assert "<script>alert(1)</script>" in parsed.article


def test_only_web_addresses_become_links() -> None:
    def links(source: str) -> list[str | None]:
        reading = sample()
        html = page([dataclasses.replace(reading, report=dataclasses.replace(reading.report, source=source))])
        return [a["href"] for a in Page(html).all("a") if not (a["href"] or "").startswith("#")]

    assert links("https://example.org/a?b=1&c=2") == ["https://example.org/a?b=1&c=2"]
    assert links("javascript:alert(1)") == []
    assert links("reports/one.txt") == []


def test_several_reports_have_a_table_of_contents() -> None:
    parsed = Page(page([sample(), sample(), sample()]))
    assert parsed.all("nav")[0]["aria-label"] == "Reports"
    assert sum(attrs.get("class") == "report" for attrs in parsed.all("section")) == 3
    assert "Reports" not in [attrs.get("aria-label") for attrs in Page(page([sample()])).all("nav")]


def test_landmarks_and_headings() -> None:
    parsed = Page(page([sample()]))
    for tag in ("main", "aside", "h1", "title"):
        assert len(parsed.all(tag)) == 1, tag
    assert (parsed.all("html")[0])["lang"] == "en"
    for attrs in parsed.all("section"):
        assert attrs.get("aria-labelledby") in ids(parsed)


def test_a_report_without_records_says_so() -> None:
    empty = Reading(report=sample().report, dateline=None, events=(), relations=(), picture=Picture())
    assert "Nothing found" in page([empty])
