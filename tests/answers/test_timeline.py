"""Timelines: one entry a story, by day, of one actor or two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.answers.timeline import timeline
from dragoman.errors import InputError
from dragoman.model.records import Status
from tests.answers.tellings import EGYPT, RUSSIA, SYRIA, TURKEY, strike, talks, told
from tests.record_factories import days, event, person, visit

LAVROV = person("Sergei Lavrov", "RUS")
TOLD = [
    told(visit(LAVROV, TURKEY, Status.PLANNED), "2020-06-12", "visit", "r1"),
    told(visit(LAVROV, TURKEY, Status.PLANNED), "2020-06-13", "visit", "r2"),
    told(visit(LAVROV, TURKEY, Status.POSTPONED), "2020-06-14", "visit", "r3"),
    told(replace(strike(RUSSIA, SYRIA), when=days("2020-06-02")), "2020-06-15", "strike"),
    told(talks(EGYPT, TURKEY), "2020-06-16", "talks"),
]


def test_a_story_is_one_entry_with_its_versions_and_statuses() -> None:
    (entry,) = timeline(TOLD, ["RUS", "TUR"])
    assert (entry.story, entry.versions, entry.reports, entry.event.status) == ("visit", 3, 3, Status.POSTPONED)
    assert entry.statuses == ((date(2020, 6, 12), Status.PLANNED), (date(2020, 6, 14), Status.POSTPONED))
    assert (entry.first_told, entry.last_told) == (date(2020, 6, 12), date(2020, 6, 14))
    assert entry.rests_on == tuple(t.event.id for t in TOLD[:3])


CASES = [
    (["RUS"], None, None, ["strike", "visit"], "by the day of the deed, not of its telling"),
    (["person:sergei-lavrov"], None, None, ["visit"], "an id is that actor only"),
    (["TUR"], None, None, ["visit", "talks"], "as host, too"),
    (["RUS"], date(2020, 6, 3), None, ["visit"], "from a day"),
    (["RUS"], None, date(2020, 6, 3), ["strike"], "to a day"),
    (["RUS", "EGY"], None, None, [], "two who had nothing to do with each other"),
]


@pytest.mark.parametrize(("who", "since", "until", "stories", "reason"), CASES, ids=[row[4] for row in CASES])
def test_of_one_and_of_two(
    who: list[str], since: date | None, until: date | None, stories: list[str], reason: str
) -> None:
    assert [e.story for e in timeline(TOLD, who, since=since, until=until)] == stories, reason


def test_history_of_no_known_day_is_in_a_timeline_without_bounds_only() -> None:
    tellings = [told(event("ASSAULT", actors=[RUSSIA], recipients=[SYRIA], historical=True), "2020-06-14")]
    assert len(timeline(tellings, ["RUS"])) == 1
    assert timeline(tellings, ["RUS"], since=date(1900, 1, 1)) == []


def test_three_are_refused() -> None:
    with pytest.raises(InputError, match="of one actor or of two, 3 were given"):
        timeline(TOLD, ["RUS", "TUR", "SYR"])
