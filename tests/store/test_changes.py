"""Copies, stories, links, candidates, judgements, feeds and alerts: what is kept about the records."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.store.database import Database
from dragoman.store.values import EventFilter, Feed, Judgement, Link, ReportFilter
from tests.record_factories import days, event
from tests.store.sample import Said, add, plain, reading

NOON = datetime(2020, 6, 14, 12, tzinfo=UTC)


def test_copies_point_to_the_first_that_is_left(database: Database) -> None:
    first, second, third = (plain(n) for n in (1, 2, 3))
    with database.write() as writer:
        writer.add(first)
        writer.add(second, copy_of=first.report.id, feed="https://two.example/rss")
        writer.add(third, copy_of=first.report.id)
    assert database.counts().copies == 2
    assert [row.id for row in database.reports(ReportFilter(copies=False))] == [first.report.id]
    assert [row.id for row in database.reports(ReportFilter(feeds=("https://two.example/rss",)))] == [second.report.id]
    with database.write() as writer:
        writer.remove(first.report.id)
    assert database.report(second.report.id).copy_of is None
    assert database.report(third.report.id).copy_of == second.report.id
    with database.write() as writer:
        assert writer.set_copy_of(third.report.id, None)
        with pytest.raises(StoreError, match="copy of itself"):
            writer.set_copy_of(third.report.id, third.report.id)
    assert database.counts().copies == 0


def test_stories_are_set_found_and_taken_apart(database: Database) -> None:
    one, other = plain(1), plain(2)
    a, b = one.events[0].id, other.events[0].id
    add(database, one, other)
    with database.write() as writer:
        assert writer.set_stories({a: "story", b: "story", "unknown": "story"}) == 2
        assert writer.stories_of([a, b, "unknown"]) == {a: "story", b: "story"}
    assert {t.story for t in database.told() if t.event.id in (a, b)} == {"story"}
    assert [row.event.id for row in database.events(EventFilter(story="story"))] == sorted((a, b), key=_order(database))
    assert database.counts().stories == 3
    for given in ("story", a, b[:14]):
        assert {row.event.id for row in database.story(given).events} == {a, b}
    with database.write() as writer:
        writer.set_stories({a: a, b: b})
    assert database.counts().stories == 4
    assert database.story(a).id == a
    with pytest.raises(StoreError, match="no event or story"):
        database.story("story")


def _order(database: Database):  # type: ignore[no-untyped-def]
    told = [t.event.id for t in database.told()]
    return told.index


def test_links_say_why_and_go_with_their_events(database: Database) -> None:
    one, other = plain(1), plain(2)
    a, b = sorted((one.events[0].id, other.events[0].id))
    add(database, one, other)
    with database.write() as writer:
        assert writer.put_links([Link(a=b, b=a, score=0.5, reasons=("same day",))]) == 1
        assert (
            writer.put_links(
                [Link(a=a, b=b, score=0.9, reasons=("same day", "same place")), Link(a=a, b="?", score=1, reasons=())]
            )
            == 1
        )
        writer.set_stories({a: "s", b: "s"})
    assert database.links() == [Link(a=a, b=b, score=0.9, reasons=("same day", "same place"))]
    assert database.story("s").links == tuple(database.links())
    with database.write() as writer:
        writer.remove(other.report.id)
    assert database.links() == []


def test_candidates_share_a_block_within_the_days(database: Database) -> None:
    def deed(day: str, source: str) -> tuple[str, object]:
        one = reading(Said(text="They met.", record=event("CONSULT", when=days(day))), source=source)
        return one.events[0].id, one

    (a, first), (b, second), (c, third) = deed("2020-06-14", "1"), deed("2020-06-15", "2"), deed("2020-07-20", "3")
    undated = reading(Said(text="They met.", record=event("CONSULT")), source="4", published=None)
    with database.write() as writer:
        for one in (first, second, third, undated):
            writer.add(one)  # type: ignore[arg-type]
        blocks = {a: ["tur|rus"], b: ["tur|rus", "lby"], c: ["tur|rus"], undated.events[0].id: ["tur|rus"]}
        assert writer.put_blocks(blocks) == 3, "an event without any day has no place among others"
        near = writer.candidates(["tur|rus"], date(2020, 6, 10), date(2020, 6, 20))
        assert sorted(t.event.id for t in near) == sorted((a, b))
        assert [t.event.id for t in writer.candidates(["lby", "nothing"])] == [b]
        assert len(writer.candidates(["tur|rus"])) == 3
        assert (
            writer.put_blocks({a: ["tur|rus"]}, {a: (date(2020, 7, 1).toordinal(), date(2020, 7, 31).toordinal())}) == 1
        )
        assert sorted(t.event.id for t in writer.candidates(["tur|rus"], date(2020, 7, 1))) == sorted((a, c)), (
            "by its window"
        )
        assert writer.candidates(["lby"])[0].event == second.events[0], "the very record, to be scored"  # type: ignore[attr-defined]
    with database.write() as writer:
        assert writer.put_blocks({b: ["tur|rus", "new"]}) == 1, "blocks may be put twice"
        writer.remove(second.report.id)  # type: ignore[attr-defined]
        assert writer.candidates(["lby", "new"]) == []
    assert database.check() == []


def test_judgements_are_withdrawn_and_never_lost(database: Database) -> None:
    merge = Judgement(kind="merge", subject="a", object="b", who="analyst", at=NOON, why="the same raid")
    with database.write() as writer:
        id_ = writer.put_judgement(merge)
        later = Judgement(kind="merge", subject="a", object="b", who="analyst", at=NOON + timedelta(days=1))
        assert writer.put_judgement(later) == id_, "the same again, while it holds, is nothing new"
        other = writer.put_judgement(Judgement(kind="confirm", subject="c", who="analyst", at=NOON))
    assert database.judgements(subject="b") == [merge]
    with database.write() as writer:
        assert writer.withdraw_judgement(id_, NOON + timedelta(hours=1))
        assert not writer.withdraw_judgement(id_), "it can be withdrawn once"
    assert [j.id for j in database.judgements()] == [other]
    assert database.judgement(id_).withdrawn_at == NOON + timedelta(hours=1)
    with database.write() as writer:
        assert writer.put_judgement(later) == later.id, "and made anew"
    assert len(database.judgements(withdrawn=True)) == 3
    with pytest.raises(StoreError, match="'guess' is no kind of judgement; take one of merge"):
        Judgement(kind="guess", subject="a", who="analyst", at=NOON)


def test_feeds_keep_where_they_come_from_and_how_polling_stands(database: Database) -> None:
    feed = Feed(url="https://one.example/rss", owner="a ministry", country="RUS", language="en")
    polled = Feed(url=feed.url, owner="a ministry", country="RUS", etag='W/"1"', next_poll=NOON, failures=2)
    with database.write() as writer:
        writer.put_feed(feed)
    assert database.feeds() == [feed]
    with database.write() as writer:
        writer.put_feed(polled)
    assert database.feeds() == [polled]


def test_an_alert_is_marked_once(database: Database) -> None:
    with database.write() as writer:
        assert writer.mark_alert("moved:1", NOON)
        assert not writer.mark_alert("moved:1")
    with database.write() as writer:
        assert not writer.mark_alert("moved:1")
    assert database.alerts() == {"moved:1": NOON}


def test_counts(database: Database) -> None:
    add(database, plain(1), plain(2, published=None), plain(3, published="2020-07-01"))
    counts = database.counts()
    assert (counts.reports, counts.undated, counts.events, counts.sentences, counts.stories) == (3, 1, 6, 6, 6)
    assert (counts.first, counts.last) == (date(2020, 6, 14), date(2020, 7, 1))


def test_a_backup_is_a_whole_store(database: Database, tmp_path: Path) -> None:
    add(database, *(plain(n) for n in range(30)))
    with database.write() as writer:
        writer.put_feed(Feed(url="https://one.example/rss"))
        writer.put_judgement(Judgement(kind="confirm", subject="c", who="analyst", at=NOON))
    to = tmp_path / "backup.db"
    database.backup(to)
    with pytest.raises(StoreError, match="is there already; name a new file"):
        database.backup(to)
    with pytest.raises(StoreError, match="is no folder"):
        database.backup(tmp_path / "nowhere" / "backup.db")
    assert sorted(path.name for path in tmp_path.glob("backup*")) == ["backup.db"]
    with Database.open(to) as copy:
        assert list(copy.told(light=False)) == list(database.told(light=False))
        assert (copy.counts(), copy.feeds(), copy.judgements()) == (
            database.counts(),
            database.feeds(),
            database.judgements(),
        )
        assert copy.events(EventFilter(text="talks")) == database.events(EventFilter(text="talks"))
        assert copy.check() == []
        add(copy, plain(99))
        assert copy.counts().events == 62, "and it can be written on"
