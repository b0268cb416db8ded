"""A story as one sees it: versions in order, what is agreed, what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.model.records import Status
from dragoman.stories import story_of
from tests.record_factories import days, visit
from tests.stories.told import ARIHA, LAVROV, RUSSIA, SARAQIB, SYRIA, TURKEY, killing, strike, told

SEVEN = told(killing(strike(ARIHA, "2024-03-02"), 7), "2024-03-02T10:00")
ELEVEN = told(killing(strike(ARIHA, "2024-03-02", by=[RUSSIA]), 11), "2024-03-03")
DENIED = told(strike(ARIHA, "2024-03-02", by=[RUSSIA], status=Status.DENIED), "2024-03-04")


def differs(*members: object) -> dict[str, list[str]]:
    story = story_of(list(members))  # type: ignore[arg-type]
    return {d.on: [c.said for c in d.claims] for d in story.differs}


def test_versions_stand_in_the_order_of_telling() -> None:
    story = story_of([DENIED, SEVEN, ELEVEN])
    assert [v.event for v in story.versions] == [t.event.id for t in (SEVEN, ELEVEN, DENIED)]
    assert [killed for _, killed in story.toll] == [(7, 7), (11, 11)]
    assert (story.type, story.mode) == ("ASSAULT", "aerial")


def test_what_all_say_is_agreed_with_who_says_it() -> None:
    agreed = dict(story_of([SEVEN, ELEVEN, DENIED]).agreed)
    assert agreed["place"].said == "Ariha"
    assert agreed["day"].events == tuple(t.event.id for t in (SEVEN, ELEVEN, DENIED))
    assert agreed["doer"].said == "Russia"


@pytest.mark.parametrize(
    ("members", "expected", "why"),
    [
        ((SEVEN, ELEVEN), {}, "a toll that grows is no difference"),
        ((SEVEN, DENIED), {"status": ["happened", "denied"]}, "told as a fact and denied"),
        (
            (SEVEN, told(killing(strike(ARIHA, "2024-03-02"), 3), "2024-03-02T18:00")),
            {"killed": ["7 killed", "3 killed"]},
            "two counts on one day",
        ),
        (
            (SEVEN, told(killing(strike(ARIHA, "2024-03-02"), 3), "2024-03-05")),
            {"killed": ["7 killed", "3 killed"]},
            "a later count that is lower",
        ),
        (
            (ELEVEN, told(strike(ARIHA, "2024-03-02", by=[SYRIA]), "2024-03-03")),
            {"doer": ["Russia", "Syria"]},
            "two culprits",
        ),
        ((SEVEN, told(strike(SARAQIB, "2024-03-02"), "2024-03-03")), {"place": ["Ariha", "Saraqib"]}, "two towns"),
        (
            (SEVEN, told(strike(ARIHA, "2024-03-01"), "2024-03-03")),
            {"day": ["2024-03-02", "2024-03-01"]},
            "two days",
        ),
        (
            (told(visit(LAVROV, TURKEY, when=days("2024-05-14")), "2024-05-06"),
             told(visit(LAVROV, TURKEY, Status.HAPPENED, days("2024-05-21")), "2024-05-21")),
            {},
            "a plan that was moved and came true",
        ),
    ],
)  # fmt: skip
def test_what_differs(members: tuple[object, ...], expected: dict[str, list[str]], why: str) -> None:
    assert differs(*members) == expected, why


def test_unknown_is_no_claim() -> None:
    story = story_of([told(strike(None, None), "2024-03-02"), SEVEN])
    assert not story.differs
    assert story.versions[0].killed is None


def test_the_order_of_members_does_not_matter() -> None:
    assert story_of([SEVEN, DENIED, ELEVEN]) == story_of([ELEVEN, SEVEN, DENIED])


def test_a_story_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        story_of([])


def test_speakers_stay_side_by_side() -> None:
    from tests.record_factories import event

    accuser = told(event("ASSAULT", "aerial", where=ARIHA, by=[SYRIA]), "2024-03-02")
    denier = replace(DENIED, event=replace(DENIED.event, speakers=event("ASSAULT", by=[RUSSIA]).speakers))
    story = story_of([accuser, denier])
    assert [[s.who.name for s in v.speakers] for v in story.versions] == [["Syria"], ["Russia"]]
