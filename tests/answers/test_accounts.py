"""Which telling of a story stands, and what a story counts as."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from dragoman.answers.accounts import Standing, accounts, statuses
from dragoman.model.living import Told
from dragoman.model.records import Event, Status
from tests.answers.tellings import RUSSIA, SYRIA, TURKEY, strike, talks, told
from tests.record_factories import days, event

S = Status
STANDINGS = [
    ([S.HAPPENED], Standing.DEED, False, "told as done"),
    ([S.PLANNED, S.HAPPENED], Standing.DEED, False, "a plan that came about"),
    ([S.HAPPENED, S.PLANNED], Standing.DEED, False, "an old plan told again does not undo a deed"),
    ([S.HAPPENED, S.DENIED], Standing.DEED, True, "a denial does not take a deed away, but disputes it"),
    ([S.DENIED, S.HAPPENED], Standing.DEED, True, "nor does one that came first"),
    ([S.DENIED], Standing.DENIED, False, "a denial alone makes no deed"),
    ([S.PLANNED, S.POSTPONED], Standing.CALLED_OFF, False, "what was put off does not stand as planned"),
    ([S.POSTPONED, S.PLANNED], Standing.PLANNED, False, "a new plan after it does"),
    ([S.PLANNED, S.DENIED], Standing.PLANNED, True, "a plan that one side denies is disputed"),
    ([S.HYPOTHETICAL], Standing.HYPOTHETICAL, False, "a threat or a wish is no deed"),
    ([S.PLANNED, S.ONGOING], Standing.DEED, False, "under way counts as done"),
]


@pytest.mark.parametrize(("steps", "standing", "disputed", "reason"), STANDINGS, ids=[row[3] for row in STANDINGS])
def test_what_a_story_counts_as(steps: list[Status], standing: Standing, disputed: bool, reason: str) -> None:
    tellings = [
        told(talks(RUSSIA, TURKEY, status=s), f"2020-06-{n:02}", "visit") for n, s in enumerate(steps, start=10)
    ]
    (account,) = accounts(tellings)
    assert (account.standing, account.disputed) == (standing, disputed), reason


def test_tellings_are_taken_as_published_not_as_they_came() -> None:
    tellings = [
        told(talks(RUSSIA, TURKEY, status=s), f"2020-06-{n:02}", "v")
        for n, s in enumerate([S.PLANNED, S.POSTPONED], 10)
    ]
    shuffled = list(tellings)
    for seed in range(5):
        Random(seed).shuffle(shuffled)
        assert accounts(shuffled) == accounts(tellings)
    assert accounts([*tellings, *tellings]) == accounts(tellings), "the same telling twice is one"


def test_the_day_is_that_of_the_deed_and_of_the_telling_for_what_is_none() -> None:
    deed = replace(strike(RUSSIA, SYRIA), when=days("2020-06-01", "2020-06-03"))
    plan = replace(talks(RUSSIA, TURKEY, status=S.PLANNED), when=days("2020-07-01"))
    history = event("ASSAULT", actors=[RUSSIA], recipients=[SYRIA], historical=True)
    by_story = {a.story: a.day for a in accounts([_on("a", deed), _on("b", plan), _on("c", history)])}
    assert by_story == {"a": date(2020, 6, 1), "b": date(2020, 6, 14), "c": None}


def test_statuses_are_the_days_on_which_another_was_told() -> None:
    steps = [S.PLANNED, S.PLANNED, S.POSTPONED, S.PLANNED]
    tellings = tuple(told(talks(RUSSIA, TURKEY, status=s), f"2020-06-{n:02}", "v") for n, s in enumerate(steps, 10))
    assert statuses(tellings) == (
        (date(2020, 6, 10), S.PLANNED),
        (date(2020, 6, 12), S.POSTPONED),
        (date(2020, 6, 13), S.PLANNED),
    )


def _on(story: str, what: Event) -> Told:
    return told(what, "2020-06-14", story)
