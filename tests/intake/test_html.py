"""Web pages: the article and no more; its day from what the page declares; one sentence for what is no article."""

from __future__ import annotations

import builtins
import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.intake.files import find_files, read_file, read_stdin
from dragoman.intake.fragments import fragment_text, looks_like_markup
from dragoman.intake.html import LARGEST_PAGE, read_page
from dragoman.model.report import BlockKind, Report
from tests.intake.pages import HEAD, page

LEAD = (
    "GENEVA (Agency) - The foreign ministers of Ruritania and Freedonia met in Geneva on Thursday to discuss a truce."
)
REST = "They agreed to extend the ceasefire until 1 May, a joint statement said, and will meet again in Vienna."


def test_the_article_without_what_stands_around_it() -> None:
    report = read_page(page(LEAD, REST).encode(), "saved.html").report
    assert report.text == f"Envoys meet in Geneva\n\n{LEAD}\n\n{REST}"
    assert [block.kind for block in report.blocks] == [
        BlockKind.HEADLINE, BlockKind.DATELINE, BlockKind.BODY, BlockKind.BODY,
    ]  # fmt: skip
    assert (report.title, report.publisher, report.source, report.language) == (
        "Envoys meet in Geneva", "Example Wire", "https://wire.example/envoys", "en",
    )  # fmt: skip


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList",
"datePublished": "2001-01-01"}, {"@type": ["NewsArticle"], "headline": "Envoys meet in Geneva",
"datePublished": "2021-03-04T09:11:00Z", "publisher": {"@type": "Organization", "name": "Linked Wire"}}]}</script>"""
DATES = [
    (HEAD, "2021-03-04", "page: article:published_time", "not when it was changed"),
    (JSON_LD, "2021-03-04", "page: datepublished", "linked data, of the article and not of the menu"),
    ("<script type='application/ld+json'>{broken</script><meta name='pubdate' content='4 March 2021'>", "2021-03-04",
     "page: pubdate", "broken linked data"),
    ("<meta name='DC.date.issued' content='2021-03-04'>", "2021-03-04", "page: dc.date.issued", "an old custom"),
    ("<meta name='date' content='03/04/2021'><meta name='pubdate' content='soon'>", None, None, "no day for sure"),
    ("<meta property='article:modified_time' content='2021-03-06'>", None, None, "a change is no publication"),
    ("", None, None, "neither the copyright nor another story's day"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "day", "basis", "why"), DATES, ids=[row[3] for row in DATES])
def test_its_day_and_what_that_rests_on(head: str, day: str | None, basis: str | None, why: str) -> None:
    got = read_page(page(LEAD, REST, head=head).encode(), "saved.html")
    published = got.report.published
    assert (published.date().isoformat() if published else None, got.date_basis) == (day, basis), why


def test_the_callers_day_is_used_where_the_page_has_none_and_said_so() -> None:
    day = datetime(2021, 3, 5, tzinfo=UTC)
    got = read_page(page(LEAD, REST, head="").encode(), "saved.html", published=day)
    assert (got.report.published, got.date_basis) == (day, "caller")
    assert read_page(page(LEAD, REST).encode(), "saved.html", published=day).report.published != day


def test_a_day_in_the_article_itself() -> None:
    got = read_page(page("Published: 4 March 2021", LEAD, REST, head="").encode(), "saved.html")
    assert got.date_basis in ("text", None), "never a guess"
    if got.date_basis:
        assert got.report.published == datetime(2021, 3, 4)


def test_where_it_is_on_the_web() -> None:
    markup = page(LEAD, REST, head="")
    saved = "<!-- saved from url=(0029)https://wire.example/saved -->\n" + markup
    assert read_page(markup.encode(), "saved.html").report.source == "saved.html"
    assert read_page(saved.encode(), "saved.html").report.source == "https://wire.example/saved"
    relative = page(LEAD, REST, head='<link rel="canonical" href="/envoys">')
    assert read_page(relative.encode(), "saved.html").report.source == "saved.html"
    fetched = read_page(page(LEAD, REST).encode(), "x", address="https://wire.example/1").report
    assert fetched.source == "https://wire.example/1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    story = "Minister José Müller said that both sides would sign in Zürich before the end of the month."
    head = '<meta charset="windows-1252">' if encoding == "cp1252" else ""
    assert story in read_page(page(story, REST, head=head).encode(encoding), "saved.html").report.text


def test_a_wrong_name_of_the_encoding_does_no_harm() -> None:
    story = "Minister José Müller said that both sides would sign in Zürich before the end of the month."
    for charset in ("ascii", "no-such-thing", "utf-16"):
        assert "Jos" in read_page(page(story, REST, head="").encode(), "x", charset=charset).report.text


BAD = [
    (b"", "empty; nothing to read"),
    (b" \n\t ", "empty; nothing to read"),
    (b"<html><body></body></html>", "no article in this page (a paywall"),
    (b"<html><body><script>render('all of it')</script><div id='app'></div></body></html>", "no article in this page"),
    (b"<div><<<>>&&& <p", "no web page can be made out"),
    (b"\x00\x01\x02" * 200, "not text but binary data"),
    (b"%PDF-1.7", "this is a PDF"),
    (b"<html><body>" + b"<b>x</b>" * 250_000, "over 200,000 elements in one page"),
    (b"<p>" + b"x" * LARGEST_PAGE, "8 MB is too large for a page (limit 8 MB)"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD, ids=[row[1] for row in BAD])
def test_what_is_no_article_is_told_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        read_page(data, "saved.html")
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("saved.html: ")
    assert "\n" not in str(caught.value)


def test_soup_is_read_as_a_browser_would() -> None:
    soup = f"<html><body><div><h1>Envoys meet<p>{LEAD}<p>{REST}</div></i></table><div><p>Home"
    text = read_page(soup.encode(), "soup.html").report.text
    assert LEAD in text
    assert REST in text


@pytest.mark.parametrize("nested", [200, 20_000])
def test_pages_nested_without_end(tmp_path: Path, nested: int) -> None:
    data = b"<html><body>" + b"<div>" * nested + f"<p>{LEAD}</p>".encode()
    (tmp_path / "deep.html").write_bytes(data)
    (item,) = read_file(tmp_path / "deep.html")
    assert isinstance(item, InputError) or LEAD in item.text, "an article or a sentence"


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name == "trafilatura":
            raise ImportError(f"No module named {name!r}")
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"needs the library trafilatura .*; run: pip install dragoman\[watch\]"):
        read_page(page(LEAD).encode(), "saved.html")


def test_saved_pages_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "envoys.html").write_text(page(LEAD, REST))
    (tmp_path / "Talks.HTM").write_text(page(LEAD, REST))
    for folder in ("envoys_files", "other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(page(LEAD, REST))
    found = [str(path.relative_to(tmp_path)) for path in find_files(tmp_path)]
    assert found == ["Talks.HTM", "envoys.html", "other_files/frame.html"], "not what a browser saved beside a page"
    (report,) = read_file(tmp_path / "envoys.html")
    assert isinstance(report, Report)
    assert report.title == "Envoys meet in Geneva"


def test_a_bad_page_in_a_file_is_an_error_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "wall.html").write_text("<html><body></body></html>")
    (error,) = read_file(tmp_path / "wall.html")
    assert isinstance(error, InputError)


def test_a_page_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "\n<!-- made by hand -->\n" + page(LEAD, REST)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    (report,) = read_stdin()
    assert isinstance(report, Report)
    assert report.title == "Envoys meet in Geneva"


FRAGMENTS = [
    ("<p>One.</p><p>Two <b>bold</b> words.</p>", "One.\n\nTwo bold words."),
    ("One.<br><br/>Two.", "One.\n\nTwo."),
    ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
    ("A &amp; B &lt; C &#8211; D&nbsp;E", "A & B < C – D E"),
    ("<style>p {color: red}</style><script>if (a < b) alert('x')</script>One.", "One."),
    ("<span style='display:none'>teaser <b>of</b> the mail</span>One.", "One."),
    ("<div hidden><p>not <br> seen</p></div><p>One.", "One."),
    ("<table><tr><td>One</td><td>Two</td></tr></table>", "One\n\nTwo"),
    ("</p></div>One <unknown>odd</unknown> <p>", "One odd"),
    ("", ""),
]


@pytest.mark.parametrize(("markup", "text"), FRAGMENTS)
def test_words_of_a_piece_of_html(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a < b > c", False),
        ("<p>x</p>", True),
        ("AT&T", False),
        ("A &amp; B", True),
        ("x <!-- y --> z", True),
        ("5 <6", False),
    ],
)
def test_what_is_markup(text: str, markup: bool) -> None:
    assert looks_like_markup(text) is markup
