"""What fires a rule, what does not, and that nothing fires twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.alerts.alert import Alert, as_message, from_json, to_json
from dragoman.alerts.fire import fire
from dragoman.alerts.levels import level
from dragoman.alerts.rules import Rule
from dragoman.model.living import Change, LivingPicture, Told
from dragoman.model.records import Event, Status
from tests.answers.pictures import change, empty, picture, with_ceasefire, with_meeting
from tests.answers.tellings import EGYPT, RUSSIA, SYRIA, TURKEY, strike, talks, told
from tests.record_factories import visit

NONE: frozenset[str] = frozenset()
DAY = date(2020, 6, 14)
ANNOUNCED, CONFIRMED = change("announced", "2020-06-10", "e1"), change("confirmed", "2020-06-12", "e2")
OFF = change("postponed", "2020-06-14", "e3")
MOVED, MOVED_AGAIN = (
    change("moved", "2020-06-13", "e4", "2020-06-20"),
    change("moved", "2020-06-14", "e5", "2020-06-27"),
)
MOVED_RETOLD = change("moved", "2020-06-14", "e6", "2020-06-20")
MEETING = Rule(name="r", when="meeting-moved")

MEETINGS: list[tuple[Rule, tuple[Change, ...], tuple[Change, ...], int, str]] = [
    (MEETING, (ANNOUNCED,), (ANNOUNCED, OFF), 1, "put off"),
    (MEETING, (ANNOUNCED,), (ANNOUNCED, MOVED), 1, "moved"),
    (MEETING, (ANNOUNCED, MOVED), (ANNOUNCED, MOVED, MOVED_AGAIN), 1, "moved once more"),
    (MEETING, (ANNOUNCED, MOVED), (ANNOUNCED, MOVED, MOVED_RETOLD), 0, "the same move told again"),
    (MEETING, (ANNOUNCED,), (ANNOUNCED, CONFIRMED), 0, "a confirmation moves nothing"),
    (MEETING, (ANNOUNCED, OFF), (ANNOUNCED, OFF), 0, "known before"),
    (MEETING, (), (ANNOUNCED, OFF), 1, "announced and put off in one go"),
    (replace(MEETING, states=("moved",)), (ANNOUNCED,), (ANNOUNCED, OFF), 0, "the rule is of moves only"),
    (replace(MEETING, between=("RUS", "TUR")), (ANNOUNCED,), (ANNOUNCED, OFF), 1, "both are in it"),
    (replace(MEETING, between=("RUS", "SYR")), (ANNOUNCED,), (ANNOUNCED, OFF), 0, "one of the two is not"),
    (replace(MEETING, actors=("SYR", "RUS")), (ANNOUNCED,), (ANNOUNCED, OFF), 1, "one of them is in it"),
    (replace(MEETING, places=("LBY",)), (ANNOUNCED,), (ANNOUNCED, OFF), 0, "elsewhere"),
    (Rule(name="r", when="agenda-new"), (), (ANNOUNCED,), 1, "a new meeting"),
    (Rule(name="r", when="agenda-new"), (ANNOUNCED,), (ANNOUNCED, CONFIRMED), 0, "new yesterday"),
    (Rule(name="r", when="agenda-new"), (), (change("announced", "2020-03-01", "e1"),), 0, "told long ago: no news"),
]


@pytest.mark.parametrize(("rule", "before", "after", "number", "reason"), MEETINGS, ids=[row[4] for row in MEETINGS])
def test_meetings(rule: Rule, before: tuple[Change, ...], after: tuple[Change, ...], number: int, reason: str) -> None:
    known = with_meeting(*before) if before else empty()
    assert len(fire([rule], [], known, with_meeting(*after), NONE)) == number, reason


IN_FORCE, STRAINED = change("in force", "2020-06-01", "c1"), change("strained", "2020-06-12", "c2")
STRAINED_MORE, COLLAPSED = change("strained", "2020-06-13", "c3"), change("collapsed", "2020-06-14", "c4")
CEASEFIRES: list[tuple[str, tuple[Change, ...], tuple[Change, ...], int, str]] = [
    ("ceasefire-strained", (IN_FORCE,), (IN_FORCE, STRAINED), 1, "the first breach"),
    (
        "ceasefire-strained",
        (IN_FORCE, STRAINED),
        (IN_FORCE, STRAINED, STRAINED_MORE),
        0,
        "one more breach is not one more strain",
    ),
    ("ceasefire-collapsed", (IN_FORCE, STRAINED), (IN_FORCE, STRAINED, COLLAPSED), 1, "the end"),
    ("ceasefire-strained", (IN_FORCE,), (IN_FORCE, STRAINED, COLLAPSED), 1, "strained on the way to its end"),
    ("ceasefire-new", (), (IN_FORCE,), 1, "a new one"),
]


@pytest.mark.parametrize(
    ("when", "before", "after", "number", "reason"), CEASEFIRES, ids=[row[4] for row in CEASEFIRES]
)
def test_ceasefires(when: str, before: tuple[Change, ...], after: tuple[Change, ...], number: int, reason: str) -> None:
    known = with_ceasefire(*before) if before else empty()
    assert len(fire([Rule(name="r", when=when)], [], known, with_ceasefire(*after), NONE)) == number, reason


def test_an_alert_is_named_by_the_state_that_fired_it() -> None:
    after = with_ceasefire(IN_FORCE, STRAINED, COLLAPSED)
    (alert,) = fire([Rule(name="r", when="ceasefire-strained")], [], with_ceasefire(IN_FORCE), after, NONE)
    assert alert.title == "Ceasefire in Libya between Libya, LNA: strained"
    assert alert.text.startswith(f"{alert.title}, told on 2020-06-12. told as strained")


@pytest.mark.parametrize("when", ["sanction-imposed", "forces-sent"])
def test_other_lives(when: str) -> None:
    shown = picture()
    sent = shown.sanctions[0].history[0]
    imposed = replace(shown.sanctions[0], history=(replace(sent, state="imposed"),))
    assert len(fire([Rule(name="r", when=when)], [], empty(), replace(shown, sanctions=(imposed,)), NONE)) == 1


def test_an_alert_has_its_sentence_speaker_source_and_ids() -> None:
    cause = told(replace(visit(RUSSIA, TURKEY, Status.POSTPONED, by=[TURKEY]), id="e3"), "2020-06-14", "s", "report-9")
    (alert,) = fire(
        [MEETING], [cause], with_meeting(ANNOUNCED), with_meeting(ANNOUNCED, OFF), NONE,
        sentence_of={"e3": "The visit was put off,\x1b[2J Ankara said."}.get, source_of={"report-9": "https://example.org/9"}.get,
    )  # fmt: skip
    assert alert.title == "Meeting of Russia with Turkey: postponed"
    assert alert.ids[0] == "meeting-1" and "e3" in alert.ids
    (proof,) = alert.proofs
    assert (proof.said_by, proof.report, proof.source) == (("Turkey",), "report-9", "https://example.org/9")
    message = as_message(alert)
    assert "“The visit was put off,[2J Ankara said.” (said by Turkey)" in message and "\x1b" not in message
    assert "https://example.org/9" in message and "dragoman why meeting-1" in message
    assert from_json(to_json(alert)) == alert


def _actor(told_: list[Told], rule: Rule, new: frozenset[str] = NONE) -> list[Alert]:
    return fire([rule], told_, empty(date(2020, 6, 13)), empty(DAY), NONE, new=new)


RUS = Rule(name="r", when="actor", actors=("RUS",))
ACTORS = [
    (RUS, strike(RUSSIA, SYRIA), "2020-06-14", 1, "does something"),
    (RUS, strike(SYRIA, RUSSIA), "2020-06-14", 1, "has it done to it"),
    (RUS, strike(SYRIA, TURKEY), "2020-06-14", 0, "has no part"),
    (RUS, strike(RUSSIA, SYRIA), "2020-06-10", 0, "told before the last picture"),
    (RUS, strike(RUSSIA, SYRIA), "2020-06-13", 1, "on the day of the last picture: it may have come after"),
    (RUS, strike(RUSSIA, SYRIA), "2020-06-15", 0, "not yet told"),
    (RUS, strike(RUSSIA, SYRIA, Status.DENIED), "2020-06-14", 1, "any status where none is named"),
    (
        replace(RUS, statuses=(Status.HAPPENED,)),
        strike(RUSSIA, SYRIA, Status.DENIED),
        "2020-06-14",
        0,
        "another status",
    ),
    (replace(RUS, types=("CONSULT",)), strike(RUSSIA, SYRIA), "2020-06-14", 0, "another type"),
    (replace(RUS, places=("LBY",)), strike(RUSSIA, SYRIA), "2020-06-14", 0, "no place told, one asked for"),
    (replace(RUS, parts=("speaker",)), visit(SYRIA, TURKEY, by=[RUSSIA]), "2020-06-14", 1, "says something"),
    (RUS, visit(SYRIA, TURKEY, by=[RUSSIA]), "2020-06-14", 0, "speaks, where parts are deeds"),
    (RUS, replace(strike(RUSSIA, SYRIA), historical=True), "2020-06-14", 0, "history is no news"),
]


@pytest.mark.parametrize(("rule", "event", "day", "number", "reason"), ACTORS, ids=[row[4] for row in ACTORS])
def test_a_watched_actor(rule: Rule, event: Event, day: str, number: int, reason: str) -> None:
    assert len(_actor([told(event, day)], rule)) == number, reason


def test_a_report_that_comes_late_is_news_where_it_is_named_as_new() -> None:
    late = told(strike(RUSSIA, SYRIA), "2020-06-10")
    assert _actor([late], RUS) == []
    assert len(_actor([late], RUS, new=frozenset({late.event.id}))) == 1
    stale = told(strike(RUSSIA, SYRIA), "2020-05-01")
    assert _actor([stale], RUS, new=frozenset({stale.event.id})) == [], "an archive that is loaded fires nothing"


def test_a_story_in_ten_papers_fires_once() -> None:
    papers = [told(strike(RUSSIA, SYRIA), "2020-06-14", "story", f"paper-{n}") for n in range(10)]
    (alert,) = _actor(papers, RUS)
    assert len(alert.proofs) == 10
    again = _actor([*papers, told(strike(RUSSIA, SYRIA), "2020-06-14", "story", "paper-11")], RUS)
    assert [a.key for a in again] == [alert.key]


FIRST = Rule(name="r", when="first-event", between=("EGY", "TUR"), days=100)


def test_the_first_between_two_in_so_many_days() -> None:
    old, new = told(talks(EGYPT, TURKEY), "2020-01-01"), told(talks(EGYPT, TURKEY), "2020-06-14", "new")
    (alert,) = _actor([old, new], FIRST)
    assert alert.ids[0] == "new" and "the last was on 2020-01-01" in alert.text
    between_them = told(talks(EGYPT, TURKEY), "2020-04-01")
    assert _actor([old, between_them, new], FIRST) == [], "they had met 74 days before"
    assert _actor([old, told(talks(EGYPT, TURKEY, status=Status.PLANNED), "2020-06-14")], FIRST) == [], (
        "a plan is no deed"
    )
    assert "none is known before" in _actor([new], FIRST)[0].text


LEVEL = Rule(name="r", when="dyad-level", between=("RUS", "TUR"), measure="stories", past=8)


def _weeks(numbers: list[int]) -> list[Told]:
    """So many strikes in each of some weeks before the 14th of June 2020, a Sunday; the first begins the store."""
    monday = date(2020, 6, 8) - timedelta(weeks=len(numbers) - 1)
    store = [told(strike(SYRIA, EGYPT), monday.isoformat())]
    return store + [
        told(strike(RUSSIA, TURKEY), (monday + timedelta(weeks=n)).isoformat())
        for n, number in enumerate(numbers)
        for _ in range(number)
    ]


LEVELS = [
    ([1, 2, 1, 2, 1, 9], None, "above", "far more than before"),
    ([4, 5, 4, 5, 4, 0], None, "below", "silence after much"),
    ([1, 2, 1, 2, 1, 2], None, None, "as ever"),
    ([1, 2, 9], None, None, "too few weeks for a range"),
    ([0, 0, 0, 0, 0, 0], None, None, "nothing as ever"),
    ([0, 0, 0, 0, 0, 1], None, "above", "a range of one point: the first breaks it"),
    ([1, 1, 9], (None, 5.0), "above", "a fixed end needs no past"),
    ([1, 1, 5], (None, 5.0), None, "the end itself is inside"),
    ([1, 1, 0], (1.0, None), "below", "below a fixed end"),
]  # fmt: skip


@pytest.mark.parametrize(("numbers", "ends", "side", "reason"), LEVELS, ids=[row[3] for row in LEVELS])
def test_a_level_outside_its_range(
    numbers: list[int], ends: tuple[float | None, float | None] | None, side: str | None, reason: str
) -> None:
    rule = replace(LEVEL, low=ends[0], high=ends[1]) if ends else LEVEL
    alerts = _actor(_weeks(numbers), rule)
    assert [side] * len(alerts) == [s for s in ("above", "below") for a in alerts if f"is {s} its range" in a.title], (
        reason
    )
    assert len(alerts) == (1 if side else 0), reason


def test_the_range_is_the_mean_and_deviations_of_the_past() -> None:
    found = level(LEVEL, _weeks([2, 4, 4, 6, 20]), DAY)
    assert found is not None
    assert (found.value, found.side) == (20.0, "above")
    assert found.says == "0.73 to 7.27 (mean 4.00 ± 2 × 1.63 of 4 weeks)", "sd = sqrt(8 / 3)"


def test_only_whole_periods_are_judged() -> None:
    tellings = _weeks([1, 1, 1, 1, 1, 9])
    on_saturday = [t for t in tellings if t.published.date() <= date(2020, 6, 13)]
    found = level(LEVEL, on_saturday, date(2020, 6, 13))
    assert found is not None and (found.start, found.side) == (date(2020, 6, 1), None)


RULES = [
    MEETING, Rule(name="new", when="agenda-new"), RUS, FIRST, LEVEL, Rule(name="fixed", when="dyad-level", between=("RUS", "TUR"), high=0),
    Rule(name="strain", when="ceasefire-strained"),
]  # fmt: skip


@st.composite
def days_of_news(draw: st.DrawFn) -> list[tuple[LivingPicture, list[Told]]]:
    """Some days, each with the picture and all that was told by then, tellings coming late too."""
    changes, truce = (ANNOUNCED, CONFIRMED, MOVED, MOVED_AGAIN, OFF), (IN_FORCE, STRAINED, STRAINED_MORE, COLLAPSED)
    told_: list[Told] = []
    made = []
    day = date(2020, 6, 10)
    for _ in range(draw(st.integers(2, 6))):
        day += timedelta(days=draw(st.integers(0, 4)))
        for _ in range(draw(st.integers(0, 3))):
            by, on = draw(st.permutations([RUSSIA, TURKEY, EGYPT]))[:2]
            published = day - timedelta(days=draw(st.integers(0, 3)))
            told_ = [
                *told_,
                told(
                    draw(st.sampled_from([strike(by, on), talks(by, on)])),
                    published.isoformat(),
                    f"s{draw(st.integers(0, 5))}",
                ),
            ]
        shown = with_meeting(*changes[: draw(st.integers(1, 5))], as_of=day)
        ceasefires = with_ceasefire(*truce[: draw(st.integers(1, 4))]).ceasefires
        made.append((replace(shown, ceasefires=ceasefires), told_))
    return made


@given(days_of_news())
def test_no_alert_is_ever_fired_twice(news: list[tuple[LivingPicture, list[Told]]]) -> None:
    already: set[str] = set()
    for (before, earlier), (after, tellings) in pairwise(news):
        new = frozenset(t.event.id for t in tellings) - {t.event.id for t in earlier}
        fired = fire(RULES, tellings, before, after, already, new=new)
        keys = [alert.key for alert in fired]
        assert len(keys) == len(set(keys)) and not already & set(keys)
        already |= set(keys)
        assert fire(RULES, tellings, before, after, already, new=new) == []


@given(days_of_news(), st.randoms(use_true_random=False))
def test_alerts_do_not_depend_on_the_order_of_arrival(
    news: list[tuple[LivingPicture, list[Told]]], random: Random
) -> None:

    assert isinstance(random, Random)
    (before, _), (after, tellings) = news[0], news[-1]
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert fire(RULES, shuffled, before, after, NONE) == fire(RULES, tellings, before, after, NONE)
