"""What goes in comes out, exactly; and in the order told, whatever the order of arrival."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dragoman.errors import StoreError
from dragoman.model.living import NOWHERE
from dragoman.model.records import Reading
from dragoman.store.database import Database
from dragoman.store.values import EventFilter, ReportFilter, TieFilter
from tests.record_factories import days, event, place, rebels, state, tie, visit
from tests.store.sample import Said, add, plain, reading
from tests.store.strategies import readings

TURKEY, RUSSIA = state("Turkey", "TUR"), state("Russia", "RUS")
FITTING = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FITTING
@given(one=readings)
def test_a_reading_comes_back_exactly_as_it_was_added(database: Database, one: Reading) -> None:
    with database.write() as writer:
        writer.remove(one.report.id)  # of an example that failed
        writer.add(one)
    assert database.reading(one.report.id) == one
    assert [told.event for told in database.told(EventFilter(report=one.report.id), light=False)] == (
        list(one.events) if one.report.published else []
    )
    assert database.check() == []
    with database.write() as writer:
        assert writer.remove(one.report.id)
    assert database.check() == []
    assert database.counts().events == 0


Step = tuple[str, int]


@FITTING
@given(
    steps=st.lists(st.tuples(st.sampled_from(("add", "add", "remove")), st.integers(0, 4)), max_size=14),
    apart=st.booleans(),
)
def test_the_contents_depend_on_what_is_in_it_alone(database: Database, steps: list[Step], apart: bool) -> None:
    """Added in any order, twice, removed, added again, in one transaction or in many: the same store."""
    all_of_them = [plain(n, published=f"2020-06-{20 - n}T10:00") for n in range(5)]
    held: set[int] = set()
    for group in [[step] for step in steps] if apart else [steps]:
        with database.write() as writer:
            for what, n in group:
                if what == "add":
                    assert writer.add(all_of_them[n]).new == (n not in held)
                    held.add(n)
                else:
                    assert writer.remove(all_of_them[n].report.id) == (n in held)
                    held.discard(n)
    expected = [one for n, one in reversed(list(enumerate(all_of_them))) if n in held]
    assert [told.event for told in database.told(light=False)] == [e for one in expected for e in one.events]
    assert [row.id for row in database.reports(ReportFilter())] == [one.report.id for one in expected]
    assert (database.counts().reports, database.counts().events) == (len(held), 2 * len(held))
    assert database.check() == []
    with database.write() as writer:
        for n in held:
            writer.remove(all_of_them[n].report.id)


def test_told_comes_by_publication_then_report_then_position(database: Database) -> None:
    early, late = plain(1, published="2020-06-01T09:00"), plain(2, published="2020-06-02")
    same = [plain(n, published="2020-06-01T10:00") for n in (3, 4)]
    undated = plain(5, published=None)
    add(database, late, undated, *same, early)
    expected = [early, *sorted(same, key=lambda one: one.report.id), late]
    told = list(database.told())
    assert [t.event.id for t in told] == [e.id for one in expected for e in one.events], (
        "undated reports are in no picture"
    )
    assert told[0].published == datetime(2020, 6, 1, 9)
    assert [t.story for t in told] == [t.event.id for t in told], "each is a story of its own until it is linked"


def test_a_time_zone_makes_no_difference_to_the_order(database: Database) -> None:
    """`published` is the report's own clock, so that "today" in it is the day that it meant."""
    add(database, plain(1, published="2020-06-14T23:00-05:00"), plain(2, published="2020-06-14T23:30+05:00"))
    assert [t.published for t in database.told()][::2] == [datetime(2020, 6, 14, 23), datetime(2020, 6, 14, 23, 30)]


def test_light_events_have_actors_as_themselves(database: Database) -> None:
    minister = replace(TURKEY, text="Ankara", why="the capital stands for the state", confidence=0.8)
    deed = visit(minister, RUSSIA, when=days("2020-06-14"), by=[minister])
    add(database, reading(Said(text="Ankara sends its minister.", record=deed)))
    (light,), (whole,) = list(database.told()), list(database.told(light=False))
    assert light.event.actors == (replace(TURKEY, text="Turkey", span=NOWHERE),)
    assert light.event.actors[0] is light.event.speakers[0].who, "one actor is one object"
    assert whole.event.actors == (minister,)
    kept = ("id", "type", "mode", "status", "certainty", "historical", "codes", "confidence", "casualties", "contexts")
    assert [getattr(light.event, name) for name in kept] == [getattr(whole.event, name) for name in kept]
    assert light.event.when == whole.event.when, "this one has no span"


def test_ties_come_back_light_and_whole(database: Database) -> None:
    one = reading(
        Said(text="Turkey backs the western forces.", record=tie(TURKEY, "supports", rebels("Western Forces", "LBY"))),
        Said(text="Russia opposes them.", record=tie(RUSSIA, "opposes", rebels("Western Forces", "LBY"))),
    )
    add(database, one)
    assert [t.relation for t in database.ties(light=False)] == list(one.relations)
    (light,) = database.ties(TieFilter(actors=("state:russia",)))
    assert (light.relation.holder.name, light.relation.kind, light.report) == ("Russia", "opposes", one.report.id)
    assert database.ties(TieFilter(conflicts=("SYR",))) == []


def test_a_known_report_changes_nothing(database: Database) -> None:
    one = plain()
    add(database, one)
    with database.write() as writer:
        again = writer.add(replace(one, events=()), feed="https://elsewhere.example/rss")
    assert (again.new, again.events) == (False, 2)
    assert database.report(one.report.id).feed is None


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    kept, lost = plain(1), plain(2)
    add(database, kept)
    with pytest.raises(RuntimeError, match="in the middle"), database.write() as writer:  # noqa: PT012
        writer.add(lost)
        writer.flush()
        writer.remove(kept.report.id)
        raise RuntimeError("in the middle")
    assert [row.id for row in database.reports()] == [kept.report.id]
    add(database, lost)  # the keys that the failed transaction gave are free again
    assert database.counts().events == 4
    assert database.check() == []


def test_what_one_process_adds_another_that_is_open_sees(where: str | Path) -> None:
    with Database.open(where, create=True) as one, Database.open(where) as other:
        add(one, reading(Said(text="A.", record=event("CONSULT", actors=[TURKEY], where=place("Ankara", "TUR")))))
        assert [t.event.actors[0].name for t in other.told()] == ["Turkey"]
        add(other, reading(Said(text="B.", record=event("CONSULT", actors=[RUSSIA, TURKEY])), source="other"))
        add(one, reading(Said(text="C.", record=event("CONSULT", actors=[RUSSIA])), source="third"))
        assert sorted(row.ref.name for row in one.actors()) == ["Russia", "Turkey"]
        assert one.check() == other.check() == []


def test_ids_may_be_given_by_their_beginning(database: Database) -> None:
    one = plain()
    add(database, one, *(plain(n) for n in range(2, 40)))
    assert database.report(one.report.id[:12]).id == one.report.id
    assert database.event(one.events[0].id[:14]).event == one.events[0]
    with pytest.raises(StoreError, match="no report whose id begins with 'zzz'"):
        database.report("zzz")
    with pytest.raises(StoreError, match="several reports"):
        database.report("")
