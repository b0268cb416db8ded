"""The store as a user of Python has it: readings in, stories joined, judgements kept, the picture as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from dragoman.errors import InputError, StoreError
from dragoman.keeping.store import Store
from dragoman.model.records import Reading, Ref, Status
from dragoman.store.values import EventFilter
from tests.record_factories import days, event, person, place, rebels, state, visit
from tests.store.sample import Said, reading

LAVROV, SHOIGU = person("Sergei Lavrov", "RUS"), person("Sergei Shoigu", "RUS")
TURKEY, YEMEN, HOUTHIS = state("Turkey", "TUR"), state("Yemen", "YEM"), rebels("Houthis", "YEM")
ANNOUNCED = "Russian Foreign Minister Sergei Lavrov will visit Istanbul on June 14."
PUT_OFF = "The visit of Sergei Lavrov to Istanbul on June 14 has been put off."


def visiting(
    text: str, published: str, source: str, status: Status = Status.PLANNED, by: Sequence[Ref] = ()
) -> Reading:
    """One report of Lavrov's visit of 14 June."""
    told = event(
        "CONSULT", "visit", actors=[LAVROV], recipients=[TURKEY], status=status, where=place("Istanbul", "TUR"),
        when=days("2020-06-14"), by=by,
    )  # fmt: skip
    return reading(Said(text=text, record=told), published=published, source=source)


def shelling(text: str, published: str, source: str, day: str, town: str) -> Reading:
    told = event("ASSAULT", "heavy-weapons", actors=[HOUTHIS], where=place(town, "YEM"), when=days(day))
    return reading(Said(text=text, record=told), published=published, source=source)


FIRST = visiting(ANNOUNCED, "2020-06-11T09:00", "one.example/1")
SECOND = visiting(
    "Sergei Lavrov is due in Istanbul on June 14, Turkey said.", "2020-06-12T10:00", "two.example/1", by=[TURKEY]
)
THIRD = visiting(PUT_OFF, "2020-06-14T08:00", "one.example/2", Status.POSTPONED)
MARIB = shelling("Houthi forces shelled Marib on Monday.", "2020-06-09T08:00", "one.example/3", "2020-06-08", "Marib")
TAIZ = shelling("Houthi forces shelled Taiz on Tuesday.", "2020-06-10T08:00", "one.example/4", "2020-06-09", "Taiz")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.db", create=True) as opened:
        yield opened


def stories(store: Store) -> set[frozenset[str]]:
    """Which events tell one deed, by their reports' sources."""
    source = {row.id: row.source for row in store.database.reports()}
    found: dict[str, set[str]] = {}
    for told in store.told():
        found.setdefault(told.story, set()).add(source[told.report])
    return {frozenset(group) for group in found.values()}


def test_what_is_kept_twice_changes_nothing(store: Store) -> None:
    assert store.keep([FIRST, SECOND]).new == 2
    again = store.keep([FIRST, SECOND])
    assert (again.new, again.known, again.events) == (0, 2, 0)
    assert store.database.counts().events == 2


def test_two_reports_of_one_visit_are_one_story_and_two_shellings_are_two(store: Store) -> None:
    store.keep([FIRST, SECOND, THIRD, MARIB, TAIZ])
    assert stories(store) == {
        frozenset({"one.example/1", "two.example/1", "one.example/2"}),
        frozenset({"one.example/3"}),
        frozenset({"one.example/4"}),
    }


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5], ids=str)
def test_stories_do_not_depend_on_the_order_of_arrival(tmp_path: Path, order: tuple[int, ...]) -> None:
    readings = [FIRST, SECOND, THIRD, MARIB]
    with Store.open(tmp_path / "a.db", create=True) as one, Store.open(tmp_path / "b.db", create=True) as other:
        one.keep(readings)
        for at in order:
            other.keep([readings[at]])
        assert {t.event.id: t.story for t in one.told()} == {t.event.id: t.story for t in other.told()}


def test_a_visit_is_announced_confirmed_and_put_off_as_the_days_go_by(store: Store) -> None:
    store.keep([FIRST, SECOND, THIRD])
    states = {}
    for day in ("2020-06-11", "2020-06-12", "2020-06-14"):
        (life,) = store.picture(day).agenda
        states[day] = life.state
    assert states == {"2020-06-11": "announced", "2020-06-12": "confirmed", "2020-06-14": "postponed"}
    assert store.picture("2020-06-10").agenda == ()


def test_a_split_holds_against_the_links_until_it_is_undone(store: Store) -> None:
    store.keep([FIRST, SECOND])
    one, two = (t.event.id for t in store.told())
    judgement = store.split(one, two, who="ana", why="two trips")
    assert len(stories(store)) == 2
    store.keep([THIRD])
    assert len({t.story for t in store.told(EventFilter(ids=(one, two)))}) == 2  # also when more is told of it
    store.undo(judgement.id[:8])
    assert len(stories(store)) == 1
    (kept,) = store.database.judgements(withdrawn=True)
    assert (kept.who, kept.why) == ("ana", "two trips")


def test_a_merge_joins_what_no_link_joins(store: Store) -> None:
    store.keep([MARIB, TAIZ])
    one, two = (t.event.id for t in store.told())
    store.merge(one, two, who="ana")
    assert len(stories(store)) == 1
    assert store.told()[0].story == store.database.story(two).id


def test_a_removed_report_leaves_the_picture_as_if_it_had_never_come(store: Store) -> None:
    store.keep([FIRST])
    before = store.picture("2020-06-14")
    store.keep([THIRD])
    assert store.picture("2020-06-14").agenda[0].state == "postponed"
    store.remove(THIRD.report.id[:10])
    assert store.picture("2020-06-14") == before


def test_the_same_dispatch_in_another_paper_is_noted_as_a_copy(store: Store) -> None:
    body = " ".join(
        f"Talks number {n} between the two governments went on in the capital for {n} hours." for n in range(12)
    )
    told = visit(SHOIGU, TURKEY, when=days("2020-06-14"))
    first = reading(
        Said(text=body, record=told),
        published="2020-06-11T09:00",
        source="https://agency.example/a",
        publisher="Agency",
    )
    copy = reading(
        Said(text=body + " ", record=told),
        published="2020-06-11T12:00",
        source="https://paper.example/b",
        publisher="Paper",
    )
    assert store.keep([copy]).copies == 0
    store.keep([first])  # the original comes late
    rows = {row.publisher: row.copy_of for row in store.database.reports()}
    assert rows == {"Agency": None, "Paper": first.report.id}


def test_an_undated_report_is_kept_and_counted_and_in_no_picture(store: Store) -> None:
    undated = reading(Said(text=ANNOUNCED, record=visit(LAVROV, TURKEY, when=days("2020-06-14"))), published=None)
    assert store.keep([undated]).undated == 1
    assert store.database.counts().undated == 1
    assert store.picture(date(2020, 6, 12)).agenda == ()


def test_why_leads_to_the_sentence_and_its_report(store: Store) -> None:
    store.keep([FIRST])
    (life,) = store.picture("2020-06-12").agenda
    tree = str(store.why(life.id, "2020-06-12"))
    assert ANNOUNCED in tree
    assert "one.example/1" in tree


@pytest.mark.parametrize(
    ("day", "said"), [("14 June 2020", "2020-06-14"), ("2020-6-14", "2020-06-14")], ids=["words", "no zeros"]
)
def test_a_day_that_is_none_is_refused_with_how_to_write_it(store: Store, day: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        store.picture(day)


def test_a_judgement_on_one_event_is_refused(store: Store) -> None:
    store.keep([FIRST])
    (told,) = store.told()
    with pytest.raises(StoreError, match="one event"):
        store.split(told.event.id, told.event.id, who="ana")


def test_reports_are_read_and_kept_through_the_model(store: Store, tmp_path: Path) -> None:
    report = tmp_path / "visit.txt"
    report.write_text(f"Lavrov to visit Istanbul\n2020-06-11\n\nMOSCOW - {ANNOUNCED}\n", encoding="utf-8")
    assert store.add(report).events > 0
    assert store.add(report).known == 1
    (life,) = store.picture("2020-06-11").agenda
    assert [ref.name for ref in life.what.visitors] == ["Sergei Lavrov"]


def test_a_picture_that_was_kept_is_the_one_that_is_drawn(store: Store) -> None:
    store.keep([FIRST, SECOND])
    drawn = store.picture("2020-06-12")
    with Store.open(store.database.where, read_only=True) as reader:
        assert reader.picture("2020-06-12") == drawn


def test_a_kept_picture_goes_with_what_it_was_drawn_of(store: Store) -> None:
    store.keep([FIRST])
    assert store.picture("2020-06-14").agenda[0].state == "announced"
    store.keep([THIRD])
    assert store.picture("2020-06-14").agenda[0].state == "postponed"
    one, other = (t.event.id for t in store.told())
    store.split(one, other, who="ana")
    store.picture("2020-06-14")  # kept again, with what was split
    store.remove(THIRD.report.id)
    assert store.picture("2020-06-14").agenda[0].state == "announced"
