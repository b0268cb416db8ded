"""Which events a filter finds, the same on both databases; and words that people type, which are never an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dragoman.errors import StoreError
from dragoman.model.records import Status
from dragoman.store.database import Database
from dragoman.store.values import EventFilter, ReportFilter
from tests.record_factories import days, event, place, state, visit
from tests.store.sample import Said, add, plain, reading

TURKEY, RUSSIA, LIBYA = state("Turkey", "TUR"), state("Russia", "RUS"), state("Libya", "LBY")
VISIT, TRUCE, STRIKE, OLD = "visit truce strike old".split()
FIRST = reading(
    Said(
        text="Russia's ministers will visit Istanbul on Sunday, Turkey's foreign minister said.",
        record=visit(RUSSIA, TURKEY, when=days("2020-06-16"), by=[TURKEY]),
    ),
    Said(
        text="A truce in Nagorno-Karabakh held, with talks hosted by Russia.",
        record=event("AGREE", actors=[TURKEY], mediators=[RUSSIA], where=place("Şuşa", "AZE")),
    ),
    published="2020-06-14T11:08",
    title="Ministers to visit",
    publisher="The Courier",
)
SECOND = reading(
    Said(
        text="Shelling hit the café quarter of Tripoli.",
        record=event("ASSAULT", actors=[LIBYA], where=place("Tripoli", "LBY")),
    ),
    Said(
        text="In 1911 an army landed.",
        record=event(
            "MOBILIZE", actors=[TURKEY], historical=True, when=days("1911-10-03"), where=place("Tripoli", "LBY")
        ),
    ),
    published="2020-06-20",
    source="second",
)
NAMES = dict(zip((e.id for r in (FIRST, SECOND) for e in r.events), (VISIT, TRUCE, STRIKE, OLD), strict=True))


def found(database: Database, wanted: EventFilter) -> list[str]:
    return [NAMES[row.event.id] for row in database.events(wanted)]


@pytest.mark.parametrize(
    ("wanted", "expected", "reason"),
    [
        (EventFilter(), [VISIT, TRUCE, STRIKE, OLD], "all, in the order told"),
        (EventFilter(newest_first=True), [OLD, STRIKE, TRUCE, VISIT], "the same from its end"),
        (EventFilter(limit=2), [VISIT, TRUCE], "the first of them"),
        (EventFilter(actors=("state:russia",)), [VISIT, TRUCE], "as actor, and as mediator"),
        (EventFilter(actors=("state:russia", "state:turkey")), [VISIT, TRUCE], "both of them take part"),
        (EventFilter(actors=("state:libya", "state:turkey")), [], "nothing is between these two"),
        (EventFilter(actors=("state:nowhere",)), [], "nobody of that name"),
        (EventFilter(speakers=("state:turkey",)), [VISIT], "who says so, not who does it"),
        (EventFilter(types=("ASSAULT", "AGREE")), [TRUCE, STRIKE], "any of the types"),
        (EventFilter(modes=("visit",)), [VISIT], "by mode"),
        (EventFilter(countries=("LBY",)), [STRIKE, OLD], "by the country of the place"),
        (EventFilter(statuses=(Status.PLANNED,)), [VISIT], "by status"),
        (
            EventFilter(since=date(2020, 6, 15)),
            [VISIT, STRIKE],
            "the strike by the day of publication, as it has no other",
        ),
        (EventFilter(since=date(2020, 6, 15), dated_only=True), [VISIT], "only what the text dates"),
        (EventFilter(until=date(2020, 6, 14)), [TRUCE, OLD], "the last day is included"),
        (EventFilter(since=date(2020, 6, 16), until=date(2020, 6, 16)), [VISIT], "one day"),
        (EventFilter(told_until=date(2020, 6, 14)), [VISIT, TRUCE], "told on the day itself"),
        (EventFilter(told_since=date(2020, 6, 15)), [STRIKE, OLD], "told after it"),
        (EventFilter(historical=False), [VISIT, TRUCE, STRIKE], "what is no history"),
        (EventFilter(historical=True), [OLD], "history alone"),
        (EventFilter(report=SECOND.report.id), [STRIKE, OLD], "of one report"),
        (EventFilter(ids=(FIRST.events[1].id,)), [TRUCE], "by id"),
        (EventFilter(story=FIRST.events[1].id), [TRUCE], "an event is a story of its own"),
        (EventFilter(countries=("LBY",), historical=False, text="tripoli"), [STRIKE], "all conditions at once"),
        (EventFilter(until=date.max), [VISIT, TRUCE, STRIKE, OLD], "no day is after the last"),
    ],
)
def test_filters(database: Database, wanted: EventFilter, expected: list[str], reason: str) -> None:
    add(database, SECOND, FIRST)
    assert found(database, wanted) == expected, reason
    if wanted.limit is None:
        assert database.count(wanted) == len(expected), reason


@pytest.mark.parametrize(
    ("asked", "expected", "reason"),
    [
        ("ministers", [VISIT], "a word"),
        ("MINISTERS sunday", [VISIT], "all of the words, in any order, in whatever case"),
        ('"foreign minister"', [VISIT], "a phrase"),
        ("“foreign minister”", [VISIT], "in the quotes of a word processor"),
        ('"minister foreign"', [], "a phrase is in order"),
        ("minister", [VISIT], "a word is a word: the plural is another, but the singular is there as well"),
        ("strike", [], "not in any sentence"),
        ("cafe", [STRIKE], "accents make no difference"),
        ("CAFÉ", [STRIKE], "nor does case"),
        ("Nagorno-Karabakh", [TRUCE], "a name with a hyphen is a phrase"),
        ("karabakh nagorno", [TRUCE], "or two words"),
        ("1911", [OLD], "a number"),
        ("minister's", [], "a possessive is a phrase of two: no sentence has it"),
        ("Russia's ministers", [VISIT], "as it is written there"),
        ('"foreign minister', [VISIT], "a quote that isn't closed is no quote"),
        ("talks OR NOT", [], "the words of query languages are words"),
        ("truce AND talks", [], "here too: the sentence has no 'and'"),
        ("text:truce", [], "no column can be named"),
        ("tru*", [], "a star is no letter"),
        ("'; DROP TABLE events; --", [], "nor is this anything but words"),
        ("???", [], "no word at all finds nothing"),
        ("", [], "nor does nothing"),
    ],
)
def test_text(database: Database, asked: str, expected: list[str], reason: str) -> None:
    add(database, SECOND, FIRST)
    assert found(database, EventFilter(text=asked)) == expected, reason


@settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=st.text(st.sampled_from("abc \"'*^:(){}[]-+~&|!<>@%;\\\0é\ud800_") | st.characters(), max_size=30))
def test_whatever_is_typed_is_no_error(database: Database, asked: str) -> None:
    assert database.events(EventFilter(text=asked)) == []


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_hold_each_event_once(database: Database, newest_first: bool) -> None:
    everything = [plain(n, published=f"2020-06-{1 + n % 3:02}", events=3) for n in range(12)] + [
        plain(99, published=None)
    ]
    add(database, *everything)
    seen: list[str] = []
    after = None
    while page := database.events(EventFilter(limit=5, after=after, newest_first=newest_first)):
        seen += [row.event.id for row in page]
        after = seen[-1]
    whole = [row.event.id for row in database.events(EventFilter(newest_first=newest_first))]
    assert seen == whole
    assert sorted(seen) == sorted(e.id for r in everything for e in r.events), "those of undated reports too"


def test_going_on_after_what_is_gone_says_so(database: Database) -> None:
    with pytest.raises(StoreError, match="no event nothing to go on after"):
        database.events(EventFilter(after="nothing"))


def test_rows_show_the_sentence_and_the_report(database: Database) -> None:
    add(database, FIRST)
    first, second = database.events()
    assert first.sentence == "Russia's ministers will visit Istanbul on Sunday, Turkey's foreign minister said."
    assert (first.title, first.publisher, first.source) == ("Ministers to visit", "The Courier", "wire")
    assert (first.day, first.day_basis) == (date(2020, 6, 16), "text")
    assert (second.day, second.day_basis) == (date(2020, 6, 14), "report"), (
        "the day of publication stands in, and that is said"
    )
    assert database.sentence(second.event.id).text == "A truce in Nagorno-Karabakh held, with talks hosted by Russia."


def test_reports_in_the_order_told_or_of_arrival(database: Database) -> None:
    add(database, SECOND, FIRST)
    assert [row.id for row in database.reports()] == [FIRST.report.id, SECOND.report.id]
    assert [row.id for row in database.reports(ReportFilter(arrived_after=0))] == [SECOND.report.id, FIRST.report.id]
    assert [row.id for row in database.reports(ReportFilter(publishers=("The Courier",)))] == [FIRST.report.id]
    (first, *_) = database.reports(ReportFilter(arrived_after=0))
    assert [row.id for row in database.reports(ReportFilter(arrived_after=first.sequence))] == [FIRST.report.id]


def test_actors_by_name_and_how_often(database: Database) -> None:
    add(database, FIRST, SECOND)
    assert [(row.ref.name, row.events) for row in database.actors()] == [("Turkey", 3), ("Russia", 2), ("Libya", 1)]
    (turkey,) = database.actors(named="urk")
    assert (turkey.ref.id, turkey.first, turkey.last) == ("state:turkey", date(2020, 6, 14), date(2020, 6, 20))
    assert database.actors(named="%") == [], "a sign of SQL is a sign like others"
    assert [row.ref.name for row in database.actors(country="LBY")] == ["Libya"]
