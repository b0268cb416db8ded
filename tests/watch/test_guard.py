"""What is never asked: addresses inside the house, and what robots.txt does not allow."""

from __future__ import annotations

import pytest

from dragoman.watch.fault import Fault, FetchError
from dragoman.watch.feeds import Feed
from dragoman.watch.guard import is_public
from tests.watch.site import Desk, Reply, Site, item, open_desk, rss

ADDRESSES = [
    ("8.8.8.8", True, "a public one"),
    ("2606:4700:4700::1111", True, "a public one of six"),
    ("127.0.0.1", False, "this machine"),
    ("::1", False, "this machine, of six"),
    ("0.0.0.0", False, "no address, which reaches this machine"),
    ("10.1.2.3", False, "a private net"),
    ("172.16.0.1", False, "a private net"),
    ("192.168.1.1", False, "a private net"),
    ("169.254.169.254", False, "the metadata of cloud machines"),
    ("100.64.0.1", False, "a provider's inner net"),
    ("224.0.0.1", False, "many at once"),
    ("fe80::1%eth0", False, "this link"),
    ("fc00::1", False, "a private net of six"),
    ("::ffff:127.0.0.1", False, "this machine in other clothes"),
    ("::ffff:8.8.8.8", True, "a public one in other clothes"),
    ("64:ff9b::7f00:1", False, "this machine behind a translator"),
    ("2002:7f00:1::", False, "this machine behind a tunnel"),
    ("nonsense", False, "no address at all"),
]


@pytest.mark.parametrize(("address", "public", "why"), ADDRESSES, ids=[row[0] for row in ADDRESSES])
def test_public_addresses(address: str, public: bool, why: str) -> None:
    assert is_public(address) is public, why


def test_a_feed_inside_is_not_asked_unless_the_file_says_so(site: Site) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    with open_desk(allow_private=False) as desk:
        polled = desk.poller.poll(Feed(url=f"{site.url}/feed.xml"))
    assert polled.outcome == "blocked"
    assert "127.0.0.1, no public address; allow_private = true" in polled.problems[0]
    assert site.asked == []


def test_a_name_that_means_an_inner_address_is_not_asked() -> None:
    with (
        open_desk(allow_private=False, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"]) as desk,
        pytest.raises(FetchError, match=r"news\.example is 10\.0\.0\.1, no public address") as caught,
    ):
        desk.client.get("https://news.example/feed.xml")
    assert caught.value.fault is Fault.BLOCKED


def test_an_unknown_name_is_unreachable() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with open_desk(allow_private=False, resolve=resolve) as desk, pytest.raises(FetchError) as caught:
        desk.client.get("https://news.example/feed.xml")
    assert caught.value.fault is Fault.UNREACHABLE


@pytest.mark.parametrize("url", ["http://[bad/feed", "http://exa mple/", "http://xn--/", "http://a..b/"])
def test_an_odd_address_costs_a_sentence(desk: Desk, url: str) -> None:
    with pytest.raises(FetchError):
        desk.client.get(url)


ROBOTS = [
    ("User-agent: *\nDisallow: /feed.xml\n", "robots"),
    ("User-agent: dragoman\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "robots"),
    ("User-agent: other\nDisallow: /\n", "read"),
    ("", "read"),
    ("<html>Welcome to our site</html>", "read"),
]


@pytest.mark.parametrize(("text", "outcome"), ROBOTS)
def test_robots(site: Site, desk: Desk, text: str, outcome: str) -> None:
    site.routes.update({"/robots.txt": Reply(text), "/feed.xml": Reply(rss(item(1)))})
    assert desk.poller.poll(Feed(url=f"{site.url}/feed.xml")).outcome == outcome
    assert ("/feed.xml" in site.paths()) == (outcome == "read")


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(status=404), "read"),
        (Reply(status=403), "read"),
        (Reply(status=500), "status"),
        (Reply(status=429), "status"),
        (Reply("x" * 600_000), "too large"),
    ],
    ids=["none", "forbidden", "broken", "too many", "a book"],
)
def test_robots_that_cannot_be_read(site: Site, desk: Desk, reply: Reply, outcome: str) -> None:
    site.routes.update({"/robots.txt": reply, "/feed.xml": Reply(rss(item(1)))})
    assert desk.poller.poll(Feed(url=f"{site.url}/feed.xml")).outcome == outcome


def test_robots_is_asked_once_a_day(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    for _ in range(3):
        desk.poller.poll(Feed(url=f"{site.url}/feed.xml"))
        desk.clock.now += 1000
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    desk.clock.now += 86400
    desk.poller.poll(Feed(url=f"{site.url}/feed.xml"))
    assert [path for path, _ in site.asked].count("/robots.txt") == 2


def test_yesterdays_robots_hold_while_todays_cannot_be_read(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    feed = Feed(url=f"{site.url}/feed.xml")
    assert desk.poller.poll(feed).outcome == "read"
    site.routes["/robots.txt"] = Reply(status=500)
    desk.clock.now += 90_000
    assert desk.poller.poll(feed).outcome == "read"


def test_robots_that_come_back_are_asked_again_soon(site: Site, desk: Desk) -> None:
    site.routes.update({"/robots.txt": Reply(status=500), "/feed.xml": Reply(rss(item(1)))})
    feed = Feed(url=f"{site.url}/feed.xml", every=60)
    assert desk.poller.poll(feed).outcome == "status"
    del site.routes["/robots.txt"]
    desk.clock.now += 400
    assert desk.poller.poll(feed).outcome == "read"


def test_a_crawl_delay_is_heeded(site: Site, desk: Desk) -> None:
    site.routes.update({"/robots.txt": Reply("User-agent: *\nCrawl-delay: 10\n"), "/feed.xml": Reply(rss(item(1)))})
    feed = Feed(url=f"{site.url}/feed.xml")
    desk.poller.poll(feed)
    desk.clock.slept.clear()
    desk.client.get(feed.url)
    assert desk.clock.slept == [10.0]


def test_a_redirect_to_a_forbidden_path_is_not_followed(site: Site, desk: Desk) -> None:
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /inner\n")
    site.routes["/feed.xml"] = Reply(status=302, headers={"Location": "/inner/feed.xml"})
    site.routes["/inner/feed.xml"] = Reply(rss(item(1)))
    assert desk.poller.poll(Feed(url=f"{site.url}/feed.xml")).outcome == "robots"
    assert "/inner/feed.xml" not in site.paths()
