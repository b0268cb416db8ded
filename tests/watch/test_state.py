"""What a store keeps of a feed: the same after a round trip, and leases that no dead or lost clock holds for ever."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.watch.state import LEASE, SLACK, FeedRecord, is_free
from tests.watch.site import NOON

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
TIMES = st.floats(0, 4e9)
RECORDS = st.builds(
    FeedRecord,
    etag=st.none() | TEXT,
    modified=st.none() | TEXT,
    asked=TIMES,
    due=TIMES,
    failures=st.integers(0, 99),
    succeeded=st.none() | TIMES,
    error=st.none() | TEXT,
    seen=st.dictionaries(TEXT, TEXT, max_size=5),
    tries=st.dictionaries(TEXT, st.integers(0, 9), max_size=5),
)


@given(RECORDS)
def test_a_record_comes_back_as_it_was_and_in_one_line(record: FeedRecord) -> None:
    line = record.to_json()
    assert FeedRecord.from_json(line) == record
    assert "\n" not in line


def test_the_order_of_entries_is_kept() -> None:
    """The oldest are forgotten first, so their order counts."""
    seen = dict.fromkeys("zay", "x")
    assert list(FeedRecord.from_json(FeedRecord(seen=seen).to_json()).seen) == list(seen)


def test_records_of_later_and_earlier_versions_are_read() -> None:
    assert FeedRecord.from_json(json.dumps({"etag": "v1", "colour": "red"})) == FeedRecord(etag="v1")


@pytest.mark.parametrize(
    ("held_by", "until", "free", "why"),
    [
        (None, 0.0, True, "nobody has it"),
        ("me", NOON + LEASE, True, "one's own is renewed"),
        ("other", NOON + 1, False, "another is at it"),
        ("other", NOON, True, "it has run out"),
        ("other", NOON + LEASE + SLACK + 1, True, "no lease is that long: the clock went back"),
    ],
)
def test_leases(held_by: str | None, until: float, free: bool, why: str) -> None:
    assert is_free("me", NOON, held_by, until) is free, why


@given(TIMES, TIMES, TIMES)
def test_a_feed_is_due_at_last(asked: float, pause: float, now: float) -> None:
    record = FeedRecord(asked=asked, due=asked + pause)
    assert record.is_due(asked + pause + 1)
    assert record.is_due(now) or asked - SLACK <= now < asked + pause
