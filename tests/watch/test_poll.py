"""One poll of a feed on a real server: what is kept, what is remembered, and what each fault of the net costs."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from dragoman.model.report import Precision, Report
from dragoman.watch.feeds import Feed
from dragoman.watch.poll import LONGEST_BACKOFF, Polled
from dragoman.watch.state import LEASE, MOST_SEEN, FeedRecord
from tests.watch.site import NOON, Clock, Desk, Memory, Reply, Site, bomb, item, open_desk, rss


def feed_of(site: Site, *, pages: bool = False) -> Feed:
    return Feed(url=f"{site.url}/feed.xml", name="Example Wire", every=900, pages=pages)


def record_of(desk: Desk, site: Site) -> FeedRecord:
    record = desk.memory.get(f"{site.url}/feed.xml")
    assert record is not None
    return record


def later(desk: Desk, feed: Feed, seconds: float = 1000) -> Polled:
    desk.clock.now += seconds
    return desk.poller.poll(feed)


def test_an_entry_becomes_a_report(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(
        rss(item(1, text="&lt;p&gt;The envoys met.&lt;/p&gt;&lt;p&gt;They left.&lt;/p&gt;"))
    )
    polled = desk.poller.poll(feed_of(site))
    assert (polled.outcome, polled.entries["new"], polled.reports["new"]) == ("read", 1, 1)
    (report,) = desk.kept
    assert report.text == "Envoys meet, day 1\n\nThe envoys met.\n\nThey left."
    assert (report.title, report.source, report.publisher) == (
        "Envoys meet, day 1", "https://news.example/1", "Example Wire",
    )  # fmt: skip
    assert (report.published, report.published_precision) == (
        datetime(2020, 6, 14, 11, 8, tzinfo=UTC),
        Precision.SECOND,
    )


def test_atom_with_full_text_and_only_an_updated_date(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>Fil</title><entry><id>urn:1</id><title>A &amp; B</title>"
        "<updated>2020-06-14T10:00:00Z</updated><summary>Bref.</summary><content type='html'>&lt;p&gt;Tout le texte."
        "&lt;/p&gt;</content></entry></feed>"
    )
    desk.poller.poll(Feed(url=f"{site.url}/feed.xml"))
    (report,) = desk.kept
    assert (report.text, report.source, report.publisher, report.language) == (
        "A & B\n\nTout le texte.",
        "urn:1",
        "Fil",
        "fr",
    )
    assert report.published == datetime(2020, 6, 14, 10, tzinfo=UTC)


def test_an_entry_without_a_date_stays_undated(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1, date="")))
    assert desk.poller.poll(feed_of(site)).entries["undated"] == 1
    assert desk.kept[0].published is None, "the day it was fetched is not the day it was published"


def test_what_was_seen_is_not_handed_on_again_and_a_change_is(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1), item(1), item(2)))
    assert desk.poller.poll(feed_of(site)).entries["new"] == 2, "the same entry twice is one"
    assert later(desk, feed_of(site)).entries["seen"] == 2
    site.routes["/feed.xml"] = Reply(rss(item(1, text="The envoys met again."), item(2)))
    polled = later(desk, feed_of(site))
    assert (polled.entries["changed"], polled.entries["seen"]) == (1, 1)
    assert [report.text.split("\n")[-1] for report in desk.kept][-1] == "The envoys met again."


def test_the_oldest_entry_comes_first(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(3), item(2), item(1)))
    desk.poller.poll(feed_of(site))
    assert [report.source[-1] for report in desk.kept] == ["1", "2", "3"]


def test_a_server_is_told_what_is_known_and_may_say_unchanged(site: Site, desk: Desk) -> None:
    def answer(headers: Mapping[str, str]) -> Reply:
        if headers.get("if-none-match") == '"v1"':
            return Reply(status=304)
        return Reply(rss(item(1)), headers={"ETag": '"v1"', "Last-Modified": "Sun, 14 Jun 2020 11:00:00 GMT"})

    site.routes["/feed.xml"] = answer
    desk.poller.poll(feed_of(site))
    assert later(desk, feed_of(site)).outcome == "unchanged"
    assert site.asked[-1][1]["if-modified-since"] == "Sun, 14 Jun 2020 11:00:00 GMT"
    assert site.asked[-1][1]["user-agent"] == "dragoman/test"


def test_a_feed_is_not_asked_before_it_is_due(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    desk.poller.poll(feed_of(site))
    assert later(desk, feed_of(site), 890).outcome == "not due"
    assert later(desk, feed_of(site), 101).outcome == "read"


FAULTS: list[tuple[str, Reply, str, str]] = [
    ("nothing there", Reply(status=404), "gone", "answered 404"),
    ("gone for good", Reply(status=410), "gone", "answered 410"),
    ("forbidden", Reply(status=403), "status", "answered 403"),
    ("broken server", Reply(status=500), "status", "answered 500"),
    ("no answer", Reply(hang=True), "timeout", "no answer within 0.3 s"),
    ("half a body", Reply(rss(item(1))[:80], promised=5000), "half an answer", "broke off"),
    ("half a packed body", Reply(gzip.compress(rss(item(1)).encode())[:60], headers={"Content-Encoding": "gzip"}),
     "half an answer", "its packing has no end"),
    ("not packed at all", Reply("words", headers={"Content-Encoding": "gzip"}), "encoding", "can't be unpacked"),
    ("packed twice", Reply("words", headers={"Content-Encoding": "gzip, gzip"}), "encoding", "not asked for"),
    ("a bomb", Reply(bomb(30), headers={"Content-Encoding": "gzip"}), "too large", "over 10 MB"),
    ("round in circles", Reply(status=302, headers={"Location": "/feed.xml"}), "redirects", "more than 5 times"),
    ("to a file", Reply(status=301, headers={"Location": "file:///etc/passwd"}), "redirects", "no web address"),
    ("to nowhere", Reply(status=301), "redirects", "no web address"),
    ("a page", Reply("<!DOCTYPE html><html><body><p>Welcome</p></body></html>"), "no feed", "an HTML page, no feed"),
    ("nothing in it", Reply(""), "no feed", "an empty answer"),
    ("noise", Reply(bytes(range(256)) * 9), "no feed", "neither RSS nor Atom"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reply", "outcome", "sentence"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_costs_a_sentence_and_a_pause(
    site: Site, desk: Desk, name: str, reply: Reply, outcome: str, sentence: str
) -> None:
    site.routes["/feed.xml"] = reply
    polled = desk.poller.poll(feed_of(site))
    assert (polled.outcome, polled.failures) == (outcome, 1)
    assert sentence in polled.problems[0]
    assert "\n" not in polled.problems[0]
    assert record_of(desk, site).due >= NOON + 1400, "twice the pause, a fifth less at most"
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    assert later(desk, feed_of(site), 3000).outcome == "read", "and it is well again when the feed is"
    assert record_of(desk, site).failures == 0


def test_nobody_there(desk: Desk) -> None:
    polled = desk.poller.poll(Feed(url="http://127.0.0.1:9/feed.xml"))
    assert (polled.outcome, polled.failures) == ("unreachable", 1)


def test_pauses_grow_to_a_day_and_differ(site: Site, desk: Desk) -> None:
    pauses = []
    for _ in range(12):
        polled = desk.poller.poll(feed_of(site))
        assert polled.wait is not None
        pauses.append(polled.wait)
        desk.clock.now += polled.wait + 1
    assert pauses[0] < pauses[2] < pauses[4]
    assert LONGEST_BACKOFF * 0.8 <= pauses[-1] <= LONGEST_BACKOFF * 1.2
    assert len(set(pauses)) == 12


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("7200", 7200, 7200),
        ("Sun, 14 Jun 2020 14:00:00 GMT", 7200, 7200),
        ("999999999", 86400, 86400),
        ("soon", 1440, 2160),
        ("-5", 1440, 2160),
    ],
    ids=["seconds", "a date", "years", "words", "the past"],
)
def test_a_server_may_say_how_long_to_wait(site: Site, desk: Desk, text: str, least: float, most: float) -> None:
    site.routes["/feed.xml"] = Reply(status=429, headers={"Retry-After": text})
    polled = desk.poller.poll(feed_of(site))
    assert polled.wait is not None
    assert least - 3 <= polled.wait <= most + 1, "but for the two seconds after robots.txt"


def test_damaged_xml_gives_what_can_be_read_and_is_asked_for_again(site: Site, desk: Desk) -> None:
    body = rss(item(1), item(2))
    site.routes["/feed.xml"] = Reply(body[: body.index("Envoys meet, day 2")], headers={"ETag": '"v1"'})
    polled = desk.poller.poll(feed_of(site))
    assert [report.source for report in desk.kept] == ["https://news.example/1"]
    assert "damaged, only a part was read" in polled.problems[0]
    assert record_of(desk, site).etag is None, "or the rest would never come"


def test_a_wrong_name_of_the_encoding(site: Site, desk: Desk) -> None:
    body = rss(item(1, text="Müller traf Lavrov."), head='<?xml version="1.0" encoding="utf-8"?>')
    site.routes["/feed.xml"] = Reply(
        body.encode("cp1252"), headers={"Content-Type": "application/rss+xml; charset=utf-8"}
    )
    desk.poller.poll(feed_of(site))
    assert "Müller traf Lavrov." in desk.kept[0].text


def test_cyrillic_by_its_own_word(site: Site, desk: Desk) -> None:
    body = rss(item(1, text="Министры встретились."), head='<?xml version="1.0" encoding="windows-1251"?>')
    site.routes["/feed.xml"] = Reply(body.encode("cp1251"), headers={"Content-Type": "application/xml"})
    desk.poller.poll(feed_of(site))
    assert "Министры встретились." in desk.kept[0].text


def test_entities_that_grow_without_end_are_no_feed(site: Site, desk: Desk) -> None:
    lots = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    site.routes["/feed.xml"] = Reply(rss(item(1, text="&e11;"), head=f'<!DOCTYPE rss [<!ENTITY e0 "ha">{lots}]>'))
    desk.poller.poll(feed_of(site))
    assert all(len(report.text) < 10_000 for report in desk.kept)


def test_deflated_answers(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(zlib.compress(rss(item(1)).encode()), headers={"Content-Encoding": "deflate"})
    assert desk.poller.poll(feed_of(site)).reports["new"] == 1


def test_a_feed_that_has_moved_is_read_and_told(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(status=301, headers={"Location": "/new.xml"})
    site.routes["/new.xml"] = Reply(rss(item(1)))
    polled = desk.poller.poll(feed_of(site))
    assert polled.reports["new"] == 1
    assert f"has moved for good to {site.url}/new.xml" in polled.problems[0]


def test_requests_to_one_host_are_spaced(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    desk.poller.poll(feed_of(site))
    assert desk.clock.slept == [2.0], "robots.txt, two seconds, the feed"


def test_two_watchers_on_one_feed(site: Site) -> None:
    memory, clock = Memory(), Clock()
    outcomes: list[str] = []
    with open_desk(memory=memory, clock=clock, owner="second") as other:

        def answer(_: Mapping[str, str]) -> Reply:
            outcomes.append(other.poller.poll(feed_of(site)).outcome)  # while the first is at it
            return Reply(rss(item(1)))

        site.routes["/feed.xml"] = answer
        with open_desk(memory=memory, clock=clock) as desk:
            assert desk.poller.poll(feed_of(site)).outcome == "read"
        assert outcomes == ["leased"]
        assert other.poller.poll(feed_of(site)).outcome == "not due", "the first was just there"
        assert (len(desk.kept), len(other.kept)) == (1, 0)


def test_a_dead_watchers_lease_ends(site: Site, desk: Desk) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    assert desk.memory.claim(f"{site.url}/feed.xml", "dead", NOON)
    assert desk.poller.poll(feed_of(site)).outcome == "leased"
    assert later(desk, feed_of(site), LEASE).outcome == "read"


@pytest.mark.parametrize("back", [30 * 86400.0, 365 * 86400.0])
def test_a_clock_that_goes_back_stops_nothing(site: Site, desk: Desk, back: float) -> None:
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    desk.poller.poll(feed_of(site))
    assert desk.memory.claim(f"{site.url}/feed.xml", "dead", desk.clock.now)
    assert later(desk, feed_of(site), -back).outcome == "read"


class Killed(BaseException):
    pass


@pytest.mark.parametrize("after_keeping", [True, False])
def test_killed_and_started_again_loses_nothing(site: Site, after_keeping: bool) -> None:
    site.routes["/feed.xml"] = Reply(rss(*(item(n) for n in range(120))), headers={"ETag": '"v1"'})
    memory, clock = Memory(), Clock()
    kept: dict[str, Report] = {}

    def keep(reports: Sequence[Report], feed: Feed) -> Mapping[str, int]:
        if len(kept) >= 50 and not after_keeping:
            raise Killed
        kept.update({report.id: report for report in reports})
        if len(kept) > 50 and after_keeping:
            raise Killed
        return {"new": len(reports)}

    with open_desk(memory=memory, clock=clock, keep=keep) as desk, pytest.raises(Killed):
        desk.poller.poll(feed_of(site))
    memory.leases[f"{site.url}/feed.xml"] = ("first", clock.now + LEASE)  # a killed process gives nothing back
    clock.now += LEASE
    with open_desk(memory=memory, clock=clock, owner="second") as desk:
        polled = desk.poller.poll(feed_of(site))
        assert polled.entries["seen"] == 50, "what was handed on and remembered does not come again"
        kept.update({report.id: report for report in desk.kept})
    assert len(kept) == 120
    assert "if-none-match" not in site.asked[-1][1], "a half-read feed is not taken for known"


def test_told_to_stop_it_finishes_and_takes_up_again(site: Site) -> None:
    site.routes["/feed.xml"] = Reply(rss(*(item(n) for n in range(5))), headers={"ETag": '"v1"'})
    memory, clock = Memory(), Clock()
    asked: list[int] = []

    def stopping() -> bool:
        asked.append(1)
        return len(asked) > 3

    with open_desk(memory=memory, clock=clock, stopping=stopping) as desk:
        assert desk.poller.poll(feed_of(site)).reports["new"] == 3
    clock.now += 1000
    with open_desk(memory=memory, clock=clock) as desk:
        assert desk.poller.poll(feed_of(site)).reports["new"] == 2


def test_memory_of_entries_is_bounded(site: Site, desk: Desk) -> None:
    url = f"{site.url}/feed.xml"
    desk.memory.put(url, FeedRecord(seen={f"old-{n}": "x" for n in range(MOST_SEEN + 500)}))
    site.routes["/feed.xml"] = Reply(rss(item(1)))
    desk.poller.poll(feed_of(site))
    seen = record_of(desk, site).seen
    assert (len(seen), "old-0" in seen, f"old-{MOST_SEEN + 499}" in seen) == (MOST_SEEN + 1, False, True)
    assert later(desk, feed_of(site)).entries["seen"] == 1
