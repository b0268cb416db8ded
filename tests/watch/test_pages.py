"""Feeds whose entries' pages are read: once each, with the feed's own words where a page can't be had."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.watch.feeds import Feed
from dragoman.watch.poll import MOST_TRIES
from tests.intake.pages import page
from tests.watch.site import Desk, Reply, Site, item, open_desk, rss

LONG = (
    "The foreign ministers of Ruritania and Freedonia met in Geneva on Sunday to discuss a truce along the border.",
    "They agreed to meet again in Vienna, a joint statement said, and to open two crossings for relief until then.",
)


def feed_of(site: Site) -> Feed:
    return Feed(url=f"{site.url}/feed.xml", name="Example Wire", every=900, pages=True)


def test_a_page_is_fetched_once(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1, link=f"{site.url}/1.html")))
    site.routes["/1.html"] = Reply(page(*LONG))
    for _ in range(2):
        desk.poller.poll(feed_of(site))
        desk.clock.now += 1000
    assert site.paths().count("/1.html") == 1
    (report,) = desk.kept
    assert LONG[1] in report.text
    assert "Home" not in report.text
    assert (report.source, report.publisher) == (f"{site.url}/1.html", "Example Wire")
    assert report.published == datetime(2020, 6, 14, 11, 8, tzinfo=UTC), "the feed's date counts before the page's"


def test_a_page_may_give_the_date_that_the_entry_has_not(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1, date="", link=f"{site.url}/1.html")))
    site.routes["/1.html"] = Reply(page(*LONG))
    desk.poller.poll(feed_of(site))
    assert desk.kept[0].published == datetime(2021, 3, 4, 9, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=404),
        Reply(status=402),
        Reply("<html><body><div id='wall'></div></body></html>"),
        Reply(b"%PDF-1.7 stuff"),
        Reply(status=302, headers={"Location": "/1.html"}),
        Reply("<html><body><p>Subscribe!</p></body></html>"),
    ],
    ids=["gone", "paid for", "a wall", "a PDF", "in circles", "less than the feed says"],
)
def test_where_there_is_no_article_the_feeds_words_are_kept(site: Site, desk: Desk, reply: Reply) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1, link=f"{site.url}/1.html")))
    site.routes["/1.html"] = reply
    polled = desk.poller.poll(feed_of(site))
    assert (polled.outcome, polled.reports["new"]) == ("read", 1)
    assert desk.kept[0].text == "Envoys meet, day 1\n\nThe envoys met in Geneva on Sunday."


def test_a_page_forbidden_by_robots_is_not_asked(site: Site, desk: Desk) -> None:
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /1.html\n")
    site.routes["/feed.xml"] = Reply(rss(item(1, link=f"{site.url}/1.html")))
    desk.poller.poll(feed_of(site))
    assert "/1.html" not in site.paths()
    assert len(desk.kept) == 1


def test_a_page_inside_the_house_is_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public feed that names an inner page; two addresses of this machine stand for the two."""
    names = {"news.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]}
    monkeypatch.setattr("dragoman.watch.guard.is_public", lambda address: address == "127.0.0.1")
    port = site.url.rpartition(":")[2]
    site.routes["/feed.xml"] = Reply(rss(item(1, link=f"http://inner.example:{port}/admin")))
    with open_desk(allow_private=False, resolve=lambda host, _: names[host]) as desk:
        polled = desk.poller.poll(Feed(url=f"http://news.example:{port}/feed.xml", pages=True))
        assert "inner.example is 127.0.0.2, no public address" in polled.problems[0]
        assert len(desk.kept) == 1, "the feed's words are kept"
    assert site.paths() == ["/feed.xml"]
    assert site.asked[-1][1]["host"] == f"news.example:{port}", "the address is judged, the name is asked for"


def test_a_page_that_cannot_be_had_now_is_tried_again(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1, link=f"{site.url}/1.html")), headers={"ETag": '"v1"'})
    site.routes["/1.html"] = Reply(status=503)
    assert desk.poller.poll(feed_of(site)).entries["put off"] == 1
    desk.clock.now += 1000
    site.routes["/1.html"] = Reply(page(*LONG))
    assert desk.poller.poll(feed_of(site)).reports["new"] == 1
    assert LONG[0] in desk.kept[0].text


def test_in_the_end_the_feeds_words_do(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1, link=f"{site.url}/1.html")))
    site.routes["/1.html"] = Reply(status=503)
    for _ in range(MOST_TRIES + 2):
        desk.poller.poll(feed_of(site))
        desk.clock.now += 1000
    assert site.paths().count("/1.html") == MOST_TRIES
    assert [report.text for report in desk.kept] == ["Envoys meet, day 1\n\nThe envoys met in Geneva on Sunday."]
