"""A brief says what changed, in plain words, and nothing without a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.brief.deeds import phrase_of, phrases, say_deed
from dragoman.knowledge.ontology import MODES, TYPES
from dragoman.model.living import LivingPicture
from dragoman.model.records import Event, Status
from tests.answers.pictures import ceasefire, change, empty, meeting, picture, with_ceasefire, with_meeting
from tests.answers.tellings import LIBYA, LNA, RUSSIA, SYRIA, TURKEY, strike, told
from tests.brief.made import SINCE, brief_of, sources_of, texts, with_id
from tests.record_factories import event, person, place, ref

ANNOUNCED = change("announced", "2020-06-12", "event-a", "2020-06-14")
LAVROV = person("Sergei Lavrov", "RUS")


def test_a_visit_put_off_is_told_with_the_day_that_it_was_planned_for() -> None:
    before = with_meeting(ANNOUNCED)
    after = with_meeting(ANNOUNCED, change("postponed", "2020-06-14", "event-p", "2020-06-14"))
    made = brief_of(after, before)
    assert texts(made, "changed") == [
        "A visit by Russia to Istanbul, Turkey, planned for 14 June 2020, was put off with no new day."
    ]


def test_a_visit_that_is_announced_stands_on_the_agenda_as_new_and_is_not_told_twice() -> None:
    made = brief_of(with_meeting(change("announced", "2020-06-14", "event-a", "2020-06-14")))
    assert texts(made, "changed") == []
    (section,) = (s for s in made.sections if s.key == "comes")
    (group,) = section.groups
    assert (group.title, group.lines[0].fresh) == ("Sunday 14 June 2020", True)
    assert group.lines[0].text == "Russia to visit Istanbul, Turkey for talks on Libya; announced."
    assert made.sections[0].nothing == "Nothing but what is marked as new below."


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("moved", "was moved from 14 June 2020 to 20 June 2020"),
        ("cancelled", ", planned for 14 June 2020, was called off"),
        ("held", "took place on 14 June 2020"),
        ("lapsed", ", planned for 14 June 2020, was not heard of again"),
    ],
)
def test_each_step_of_a_meeting_has_its_words(state: str, said: str) -> None:
    step = change(state, "2020-06-14", "event-z", "2020-06-20" if state == "moved" else None)
    made = brief_of(with_meeting(ANNOUNCED, step), with_meeting(ANNOUNCED))
    assert said in texts(made, "changed")[0]


def test_who_says_so_is_told_with_the_record_that_changed_it() -> None:
    said = with_id(
        event("CONSULT", "visit", actors=[RUSSIA], recipients=[TURKEY], status=Status.POSTPONED, by=[TURKEY]), "event-p"
    )
    after = with_meeting(ANNOUNCED, change("postponed", "2020-06-14", "event-p"))
    made = brief_of(after, with_meeting(ANNOUNCED), [told(said, "2020-06-14")])
    assert texts(made, "changed")[0].endswith("was put off with no new day, said Turkey.")


def test_a_strained_ceasefire_is_told_with_its_breaches() -> None:
    steps = (change("in force", "2020-01-12", "event-c", "2020-01-12"), change("strained", "2020-06-14", "event-d"))
    made = brief_of(with_ceasefire(*steps), with_ceasefire(steps[0]))
    assert texts(made, "changed") == ["The ceasefire in Libya came under strain."]
    assert texts(made, "strained") == [
        "The ceasefire of 12 January 2020 in Libya, between Libya and LNA, has been strained since 14 June 2020.",
        "19 January 2020: Turkey accused LNA of breaking it.",
    ]


def test_a_new_backer_is_told_once_and_an_old_one_only_with_a_new_kind() -> None:
    whole = picture()
    new = replace(whole, backings=tuple(replace(b, since=date(2020, 6, 14)) for b in whole.backings))
    known = replace(whole, backings=tuple(replace(b, kinds=("weapons",)) for b in whole.backings))
    assert texts(brief_of(new), "backers") == [
        "Russia is told to back LNA with weapons and with troops, for the first time."
    ]
    assert texts(brief_of(whole, whole), "backers") == []
    more = replace(whole, backings=tuple(replace(b, rests_on=("tie-a", "tie-b")) for b in whole.backings))
    assert texts(brief_of(more, known), "backers") == [
        "Russia, told to back LNA since 4 April 2019, is now told to do so with troops."
    ]


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (strike(RUSSIA, SYRIA), "Russia carried out air strikes on Syria"),
        (event("ACCUSE", "allege", actors=[TURKEY], recipients=[LNA]), "Turkey accused LNA"),
        (event("ASSAULT", "heavy-weapons"), "Shelling was reported"),
        (event("ASSAULT", "heavy-weapons", recipients=[LNA]), "Shelling of LNA was reported"),
        (event("ACCUSE", "allege", actors=[TURKEY]), None),  # of what, the record does not say
        (event("CONSULT", None, actors=[TURKEY]), None),  # with whom
        (event("CONSULT", None, actors=[TURKEY, RUSSIA]), "Turkey and Russia held talks"),
        (event("ASSAULT", None, actors=[ref("the two", None)]), None),
        (event("THREATEN", None, actors=[LAVROV], recipients=[RUSSIA]), None),  # nobody threatens his own state
    ],
)
def test_a_deed_is_said_plainly_or_not_at_all(deed: Event, said: str | None) -> None:
    assert say_deed(deed) == said


def test_every_phrase_is_for_a_code_that_records_have_and_no_code_is_cut_short() -> None:
    codes = {code for _, _, code in TYPES.values()} | {code for modes in MODES.values() for code, _ in modes.values()}
    assert all(code.isdigit() and len(code) > 1 for code in phrases())
    assert phrase_of("1951") == phrases()["195"]
    grave = {code for code in codes if code[:2] in ("18", "19") and phrase_of(code) is None}
    assert not grave - {"196"}  # what breaks a ceasefire stands with the ceasefire


def test_deeds_of_a_record_that_a_ceasefire_tells_are_not_told_twice() -> None:
    breach = with_id(strike(LNA, LIBYA), "event-d")
    steps = (change("in force", "2020-01-12", "event-c", "2020-01-12"), change("strained", "2020-06-14", "event-d"))
    made = brief_of(with_ceasefire(*steps), with_ceasefire(steps[0]), [told(breach, "2020-06-14")])
    assert texts(made, "changed") == ["The ceasefire in Libya came under strain."]


def test_what_is_denied_stands_with_its_denial_and_who_says_which() -> None:
    hit = with_id(event("ASSAULT", "aerial", actors=[RUSSIA], recipients=[SYRIA], by=[TURKEY]), "event-x")
    denied = with_id(replace(hit, status=Status.DENIED, speakers=event("ASSAULT", by=[RUSSIA]).speakers), "event-y")
    made = brief_of(empty(), told=[told(hit, "2020-06-13", "one", "r"), told(denied, "2020-06-14", "one", "r2")])
    (line,) = (line for s in made.sections if s.key == "disputed" for g in s.groups for line in g.lines)
    assert line.text == "An attack: Turkey and Russia tell it differently."
    assert [(q.who, q.record) for q in line.quotes] == [("Turkey", "event-x"), ("Russia", "event-y")]


def test_tolls_that_differ_are_disputed_and_those_that_grow_are_a_change() -> None:
    few, many = strike(RUSSIA, SYRIA, killed=(3, 3)), strike(RUSSIA, SYRIA, killed=(9, 9))
    by = [replace(e, speakers=event("ASSAULT", by=[who]).speakers) for e, who in ((few, RUSSIA), (many, TURKEY))]
    made = brief_of(empty(), told=[told(by[0], "2020-06-13", "one"), told(by[1], "2020-06-14", "one")])
    assert texts(made, "disputed") == ["The number of killed: 3 or 9."]
    assert texts(made, "changed") == ["The number of killed in the attack on Syria is now told as 9; it was 3."]


def test_nothing_new_is_said_plainly() -> None:
    made = brief_of(empty())
    assert [section.nothing for section in made.sections] == [
        "Nothing new was told after 13 June 2020.",
        "No meeting is on the agenda.",
        "No account told after 13 June 2020 is disputed.",
        "No ceasefire in the picture is strained.",
        "No new backer was told after 13 June 2020.",
    ]
    assert not list(made.lines()) and not made.references


def full() -> tuple[LivingPicture, LivingPicture]:
    steps = (change("in force", "2020-01-12", "event-c", "2020-01-12"), change("strained", "2020-06-14", "event-d"))
    after = replace(
        picture(),
        agenda=(meeting(ANNOUNCED, change("confirmed", "2020-06-14", "event-b", "2020-06-14")),),
        ceasefires=(ceasefire(*steps),),
        backings=tuple(replace(b, since=date(2020, 6, 14)) for b in picture().backings),
    )
    return after, empty(SINCE)


def test_every_line_rests_on_records_that_exist_and_cites_reports_that_are_listed() -> None:
    after, before = full()
    deeds = [told(event("ASSAULT", "aerial", actors=[LNA], where=place("Sirte", "LBY")), "2020-06-14")]
    made = brief_of(after, before, deeds)
    lines = list(made.lines())
    assert len(lines) >= 5
    known = sources_of([r for line in lines for r in line.records])
    for line in lines:
        assert line.records and all(q.sentence == known[q.record].sentence for q in line.quotes)
        assert set(line.references) <= {r.number for r in made.references}
    assert {r.number for r in made.references} == {n for line in lines for n in line.references}


def test_a_line_whose_records_are_gone_is_left_out_and_counted() -> None:
    made = brief_of(
        with_meeting(ANNOUNCED, change("cancelled", "2020-06-14", "lost-1")),
        with_meeting(change("announced", "2020-06-12", "lost-2")),
    )
    alone = with_meeting(change("announced", "2020-06-14", "lost-3", "2020-06-14"))
    assert all(not r.startswith("lost") for line in made.lines() for r in line.records)
    assert not list(brief_of(alone).lines()) and brief_of(alone).left_out == 1


def test_only_the_conflict_that_is_asked_for() -> None:
    after, before = full()
    syrian = told(event("ASSAULT", "aerial", actors=[SYRIA], where=place("Idlib", "SYR")), "2020-06-14")
    made = brief_of(after, before, [syrian], conflict="LBY")
    assert made.title == "Libya: brief of 14 June 2020"
    assert not any("Syria" in line.text for line in made.lines())
    assert all(group.title == "Libya" for s in made.sections if s.key != "comes" for group in s.groups)
