"""Whatever bytes come as a page, a letter or a feed: a report or one sentence, and never another error."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.intake.fragments import fragment_text, looks_like_markup
from dragoman.intake.html import read_page
from dragoman.intake.mbox import read_letter
from dragoman.model.report import Report
from dragoman.watch.client import Answer
from dragoman.watch.entries import Entry, read_document
from dragoman.watch.fault import FetchError
from tests.intake.pages import page
from tests.intake.test_mbox import letter
from tests.watch.site import item, rss

PAGE = page("The envoys met in Geneva on Sunday, officials said.", "They will meet again in Vienna.").encode()
LETTER = letter().as_bytes()
FEED = rss(item(1), item(2)).encode()
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">x</title><entry><id>1</id><updated>2020-06-14T10:00:00Z'
    b'</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The envoys met.</p></div></content></entry></feed>'
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some cut out, doubled or changed."""
    out = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(out) + 1)
        end = at + chance.randrange(40)
        what = chance.randrange(4)
        if what == 0:
            del out[at:end]
        elif what == 1:
            out[at:at] = out[at:end]
        elif what == 2:
            out[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(6)))
        else:
            out[at:at] = chance.choice(
                [b"<", b">", b"&", b"<![CDATA[", b"&#x110000;", b"<!DOCTYPE x [", b"=?utf-8?q?", b"\r\n\r\n"]
            )
    return bytes(out)


def told(read: Callable[[], Report]) -> str:
    """What is said of bytes: the sentence of an error, or the report's source and text."""
    try:
        report = read()
    except InputError as error:
        return str(error)
    assert report.text.strip()
    return f"{report.source}: read"


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([PAGE, LETTER, b"<html>"]))
def test_pages(chance: random.Random, data: bytes) -> None:
    said = told(lambda: read_page(damaged(data, chance), "x.html", address="x.html").report)
    assert said.startswith("x.html: ")
    assert "\n" not in said


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([LETTER, PAGE, b"Subject: x\n\ny"]))
def test_letters(chance: random.Random, data: bytes) -> None:
    said = told(lambda: read_letter(damaged(data, chance), "x.eml").report)
    assert said.startswith(("x.eml: ", "mid:"))
    assert "\n" not in said


@settings(max_examples=300, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from([FEED, ATOM, PAGE]),
    st.sampled_from(["", "text/xml", "text/html; charset=x"]),
)
def test_feeds(chance: random.Random, data: bytes, content_type: str) -> None:
    address = "https://news.example/feed.xml"
    answer = Answer(status=200, url=address, body=damaged(data, chance), content_type=content_type)
    entries: tuple[Entry, ...] = ()
    with suppress(FetchError):  # what it says is tested with the faults of a feed
        entries = read_document(answer).entries
    assert all(entry.key and (entry.title or entry.text) for entry in entries)


@given(st.text())
def test_pieces_of_html(text: str) -> None:
    assert isinstance(looks_like_markup(text), bool)
    assert "\n\n\n" not in fragment_text(text)
