"""What is new, changed and contradicted from one day to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.answers.changes import changes
from dragoman.errors import InputError
from dragoman.model.records import Event, Status
from tests.answers.tellings import RUSSIA, SYRIA, TURKEY, strike, talks, told
from tests.record_factories import days, place, visit

EARLIER, LATER = date(2020, 6, 13), date(2020, 6, 15)
S = Status

CHANGED = [
    (visit(RUSSIA, TURKEY), visit(RUSSIA, TURKEY, S.POSTPONED), [("status", "planned", "postponed")], "a visit put off"),
    (strike(RUSSIA, SYRIA, killed=(3, 3)), strike(RUSSIA, SYRIA, killed=(7, 9)), [("killed", "3", "7–9")], "more are dead"),
    (strike(RUSSIA, SYRIA), strike(RUSSIA, SYRIA, killed=(7, 7)), [("killed", None, "7")], "the dead are counted"),
    (strike(RUSSIA, SYRIA, killed=(3, 3)), strike(RUSSIA, SYRIA), [], "a number left unsaid is no change"),
    (
        visit(RUSSIA, TURKEY, when=days("2020-06-14")), visit(RUSSIA, TURKEY, when=days("2020-06-20")),
        [("day", "2020-06-14", "2020-06-20")], "a visit moved",
    ),
    (
        replace(strike(RUSSIA, SYRIA), where=place("Idlib", "SYR")), replace(strike(RUSSIA, SYRIA), where=place("Ariha", "SYR")),
        [("place", "Idlib", "Ariha")], "the place is told otherwise",
    ),
    (strike(RUSSIA, SYRIA), strike(RUSSIA, SYRIA), [], "told again as it was"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected", "reason"), CHANGED, ids=[row[3] for row in CHANGED])
def test_what_is_told_otherwise(before: Event, after: Event, expected: list[tuple[str, str, str]], reason: str) -> None:
    found = changes([told(before, "2020-06-13", "s"), told(after, "2020-06-14", "s")], EARLIER, LATER)
    assert [(c.what, c.before, c.after) for c in found.changed] == expected, reason
    assert found.told_again == (() if expected else ("s",))
    assert found.new == ()


def test_new_is_what_was_first_told_after_the_earlier_day() -> None:
    tellings = [told(talks(RUSSIA, TURKEY), f"2020-06-{n}", f"s{n}") for n in (13, 14, 15, 16)]
    assert [e.story for e in changes(tellings, EARLIER, LATER).new] == ["s14", "s15"]


def test_a_denial_contradicts_a_claim_told_before() -> None:
    claim, denial = (
        told(strike(RUSSIA, SYRIA), "2020-06-12", "s"),
        told(strike(RUSSIA, SYRIA, S.DENIED), "2020-06-14", "s"),
    )
    (found,) = changes([claim, denial], EARLIER, LATER).contradicted
    assert (found.first, found.second, found.why) == (claim, denial, "told and denied")
    assert changes([claim, denial], date(2020, 6, 14), LATER).contradicted == (), "it is old by then"


def test_two_tellings_of_one_report_that_name_each_other_are_given_once() -> None:
    one, other = strike(RUSSIA, SYRIA), strike(SYRIA, RUSSIA)
    one, other = replace(one, contradicts=(other.id,)), replace(other, contradicts=(one.id,))
    found = changes([told(one, "2020-06-14", "a", "r"), told(other, "2020-06-14", "b", "r")], EARLIER, LATER)
    assert len(found.contradicted) == 1


def test_of_one_actor_only() -> None:
    tellings = [told(talks(RUSSIA, TURKEY), "2020-06-14", "a"), told(strike(SYRIA, TURKEY), "2020-06-14", "b")]
    assert [e.story for e in changes(tellings, EARLIER, LATER, who="RUS").new] == ["a"]


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(InputError, match="2020-06-13 is before 2020-06-15"):
        changes([], LATER, EARLIER)
