"""Links as reports come in: in whatever order, the same links and the same stories."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model.living import Told
from dragoman.model.records import Event, Status
from dragoman.stories import LINKED, Link, cluster, components, index, relink, story_id
from tests.record_factories import days, event, visit
from tests.stories.told import ARIHA, FIDAN, KUPIANSK, LAVROV, RUSSIA, SARAQIB, TURKEY, killing, strike, told

Reports = list[list[Told]]
DAYS = st.integers(0, 6).map(lambda k: (date(2024, 3, 1) + timedelta(days=k)).isoformat())


@st.composite
def an_event(draw: st.DrawFn) -> Event:
    day = draw(st.none() | DAYS)
    match draw(st.sampled_from(["strike", "talks", "visit"])):
        case "strike":
            made = strike(
                draw(st.sampled_from([ARIHA, SARAQIB, KUPIANSK, None])), day, by=draw(st.sampled_from([[], [RUSSIA]]))
            )
            return killing(made, draw(st.integers(1, 5)))
        case "talks":
            return event("CONSULT", actors=[LAVROV, FIDAN], when=days(day) if day else None)
        case _:
            status = draw(st.sampled_from([Status.PLANNED, Status.POSTPONED, Status.HAPPENED]))
            return visit(LAVROV, TURKEY, status, days(day) if day else None)


@st.composite
def some_reports(draw: st.DrawFn) -> Reports:
    number = draw(st.integers(1, 6))
    return [
        [told(one, published, f"report-{k}") for one in draw(st.lists(an_event(), min_size=1, max_size=3))]
        for k in range(number)
        for published in [draw(DAYS)]
    ]


class Memory:
    """What a store does: keeps events, their entries and their links, and asks for what a new report touches."""

    def __init__(self) -> None:
        self.told: dict[str, Told] = {}
        self.links: dict[tuple[str, str], Link] = {}

    def add(self, report: list[Told]) -> None:
        entries, new = index(self.told.values()), index(report)
        met = {
            id_
            for id_, old in entries.items()
            if any(old.keys & e.keys and old.first <= e.last and e.first <= old.last for e in new.values())
        }
        for ids in components((k.one, k.other) for k in self.links.values() if k.score >= LINKED):
            if met & set(ids):
                met |= set(ids)
        whole = {self.told[id_].report for id_ in met}
        candidates = [t for t in self.told.values() if t.report in whole]
        known = [k for k in self.links.values() if {k.one, k.other} <= {t.event.id for t in candidates}]
        for found in relink(report, candidates, known):
            self.links[found.link.one, found.link.other] = found.link
        self.told |= {t.event.id: t for t in report}


@settings(max_examples=60, deadline=None)
@given(some_reports(), st.randoms())
def test_the_order_of_arrival_does_not_matter(reports: Reports, random: object) -> None:
    everything = relink([one for report in reports for one in report], ())
    mixed = list(reports)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    memory = Memory()
    for report in mixed:
        memory.add(report)
    assert sorted(memory.links.values()) == [found.link for found in everything]
    assert cluster(memory.links.values()) == cluster(found.link for found in everything)


@settings(max_examples=30, deadline=None)
@given(some_reports())
def test_a_report_that_comes_again_links_nothing_new(reports: Reports) -> None:
    told_all = [one for report in reports for one in report]
    links = [found.link for found in relink(told_all, ())]
    assert relink((), told_all, links) == []


def test_a_headline_takes_day_and_place_from_its_lead() -> None:
    """ "Air strike kills seven" says nothing of where; its report does, and so it meets what other reports tell."""
    headline = told(killing(strike(None, None), 7), "2024-03-02", "first")
    lead = told(killing(strike(ARIHA, "2024-03-02"), 7), "2024-03-02", "first")
    elsewhere = told(killing(strike(ARIHA, "2024-03-02"), 11), "2024-03-02", "second")
    groups = cluster(found.link for found in relink([headline, lead, elsewhere], ()))
    assert groups == [tuple(sorted(t.event.id for t in (headline, lead, elsewhere)))]


def test_a_visit_put_off_and_held_later_is_one_story_and_the_next_visit_another() -> None:
    plan = told(visit(LAVROV, TURKEY, when=days("2024-05-14")), "2024-05-06")
    put_off = told(visit(LAVROV, TURKEY, Status.POSTPONED, days("2024-05-14")), "2024-05-13")
    again = told(visit(LAVROV, TURKEY, when=days("2024-05-21")), "2024-05-17")
    held = told(event("CONSULT", actors=[LAVROV, FIDAN], when=days("2024-05-21")), "2024-05-21")
    later = told(event("CONSULT", actors=[LAVROV, FIDAN], when=days("2024-05-28")), "2024-05-28")
    groups = cluster(found.link for found in relink([plan, put_off, again, held, later], ()))
    assert tuple(sorted(t.event.id for t in (plan, put_off, again, held))) in groups
    assert (later.event.id,) in groups or all(later.event.id not in g for g in groups)


def test_every_link_has_its_reasons() -> None:
    one, other = told(strike(ARIHA, "2024-03-02"), "2024-03-02"), told(strike(ARIHA, "2024-03-02"), "2024-03-03")
    (found,) = relink([one], [other])
    assert found.reasons == ("same day", "same town", "same way")


def test_a_story_is_named_by_its_first_telling() -> None:
    first, second = told(strike(ARIHA, "2024-03-02"), "2024-03-02"), told(strike(ARIHA, "2024-03-02"), "2024-03-03")
    assert story_id([second, first]) == story_id([first])
    assert story_id([second]) != story_id([first])
