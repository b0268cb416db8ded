"""Turns of newswire prose that were once misread: who takes part, when, and who says it, through the shipped model."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dragoman.intake.plain import read_plain
from dragoman.model.records import Event
from dragoman.pipeline import Reader
from tests.extract.reading import DAY

HEAD = "Harbour dispute goes on\nPublished: 2021-03-04\n\n"


def read(text: str, type_: str) -> list[Event]:
    """The events of a type in a report of 4 March 2021, a Thursday."""
    (reading,) = Reader.load().read([read_plain(text, "a report", published=DAY)])
    return [event for event in reading.events if event.type == type_]


def names(event: Event) -> tuple[set[str], set[str]]:
    return {ref.name for ref in event.actors}, {ref.name for ref in event.recipients}


@pytest.mark.parametrize(
    ("sentence", "type_", "actors", "recipients", "why"),
    [
        (
            "The foreign ministers of Russia and Turkey will meet in Oslo on Friday.",
            "CONSULT", {"Sergei Lavrov", "Mevlut Cavusoglu"}, set(), "one office of two states is two persons",
        ),
        (
            "Two Indian soldiers were killed by Pakistani artillery fire near Uri.",
            "ASSAULT", {"Pakistan"}, {"Indian soldiers"}, "the fire is how it was done, not a second deed",
        ),
        ("Russia supplied rockets to Damascus in 2015.", "AID", {"Russia"}, {"Syria"}, "arms are given to governments"),
        ("Paraguay freed 11 of Peru's activists.", "RETREAT", {"Paraguay"}, {"Peru's activists"}, "a number stands for what it counts"),
        ("Islamic State members surrendered near Hajin.", "RETREAT", {"Islamic State members"}, set(), "who belongs to the armed is armed"),
        ("Chad sent a team of surgeons to Niger.", "AID", {"Chad"}, {"Niger"}, "a team is what it consists of"),
        ("Greece and Egypt held naval drills off Crete.", "COOPERATE", {"Greece", "Egypt"}, set(), "drills of two are joint"),
        ("Greece held naval drills near Turkey.", "MOBILIZE", {"Greece"}, {"Turkey"}, "drills of one are a show of force"),
        ("King Felipe mobilised troops against Chad.", "MOBILIZE", {"Felipe VI"}, {"Chad"}, "a title tells what a person is"),
    ],
)  # fmt: skip
def test_parties(sentence: str, type_: str, actors: set[str], recipients: set[str], why: str) -> None:
    found = read(f"{HEAD}{sentence}\n", type_)
    assert [names(event) for event in found] == [(actors, recipients)], why


def test_a_headline_lists_states_with_commas() -> None:
    (event,) = read("Chile, Peru to resume border talks\nPublished: 2021-03-04\n\nThe sea was calm.\n", "CONSULT")
    assert names(event)[0] == {"Chile", "Peru"}


def test_whoever_urges_both_sides_is_none_of_them() -> None:
    text = f"{HEAD}Mali and Niger closed the border on Monday. French President Emmanuel Macron urged both sides to withdraw.\n"
    (event,) = read(text, "REQUEST")
    assert names(event) == ({"Emmanuel Macron"}, {"Mali", "Niger"})


def test_a_semicolon_ends_what_a_participle_says() -> None:
    text = f"{HEAD}Protesters marched through Lima on Monday demanding that the president resign; police detained 37 people.\n"
    (event,) = read(text, "COERCE")
    assert event.speakers == ()


@pytest.mark.parametrize(
    ("sentence", "type_", "day", "why"),
    [
        ("The army said that Tuesday's raid killed three soldiers in Goma.", "ASSAULT", date(2021, 3, 2), "“that” begins a clause"),
        ("The deal produced a two-month ceasefire across Yemen.", "RETREAT", None, "how long it is to last is no past"),
        (
            "Gunmen attacked an army convoy Tuesday near Gao, Mali.",
            "ASSAULT", date(2021, 3, 2), "a weekday without “on” begins no sentence",
        ),
    ],
)  # fmt: skip
def test_when(sentence: str, type_: str, day: date | None, why: str) -> None:
    (event,) = read(f"{HEAD}{sentence}\n", type_)
    assert (event.when.start if event.when else None) == day, why


def test_days_count_from_the_date_of_a_dateline() -> None:
    text = "Envoys meet\n\nGENEVA, March 4, 2021 (Agency) - Chile and Peru held talks on Tuesday.\n"
    report = read_plain(text, "a report")
    assert report.published == datetime(2021, 3, 4)
    (reading,) = Reader.load().read([report])
    assert [event.when.start for event in reading.events if event.when] == [date(2021, 3, 2)]


def test_a_past_verb_after_what_is_denied_is_not_denied() -> None:
    (event,) = read(
        f"{HEAD}Kabul denied that it harbours rebels and accused Islamabad of bombing civilians.\n", "ACCUSE"
    )
    assert names(event) == ({"Afghanistan"}, {"Pakistan"})
    assert event.status == "happened" and event.speakers == ()


def test_what_the_report_adds_of_a_charge_is_not_the_accusers() -> None:
    (event,) = read(f"{HEAD}Niger says the rebels are armed by Chad, a charge that Chad rejects.\n", "REJECT")
    assert names(event)[0] == {"Chad"} and event.speakers == ()


def test_what_is_only_supposed_gives_no_place() -> None:
    (event,) = read(f"{HEAD}Sudan's president warned of war if talks in Doha fail.\n", "THREATEN")
    assert event.where is None


def test_who_brokers_a_truce_is_no_side_and_no_deed_of_its_own() -> None:
    text = f"{HEAD}A truce brokered by Qatar and Turkey between Mali and Niger was shaken by clashes on Tuesday.\n"
    (truce,) = read(text, "RETREAT")
    assert names(truce)[0] == {"Mali", "Niger"}
    assert {(o.role, o.who.name) for o in truce.others} == {("mediator", "Qatar"), ("mediator", "Turkey")}
    assert read(text, "CONSULT") == []


def test_both_sides_of_a_war_inside_a_state() -> None:
    text = (
        f"{HEAD}Sudan's army shelled the Rapid Support Forces in Khartoum on Monday. "
        "The U.S. envoy, who travelled to Egypt and Uganda, urged both sides to return to talks.\n"
    )
    (event,) = read(text, "REQUEST")
    assert names(event)[1] == {"Sudanese army", "Rapid Support Forces"}


def test_it_at_the_head_of_a_sentence_goes_on_about_the_last_subject() -> None:
    text = (
        f"{HEAD}Hezbollah, which is backed by Iran, has refused to disarm. The Lebanese army threatened to leave the committee. "
        "It said Israel had rejected a proposal.\n"
    )
    event = next(e for e in read(text, "REJECT") if "Israel" in names(e)[0])
    assert [s.who.name for s in event.speakers] == ["Lebanese army"]


def test_when_somebody_was_jailed_is_not_when_he_was_freed() -> None:
    text = f"{HEAD}Chad released two jailed activists on Tuesday.\n"
    (freed,) = read(text, "RETREAT")
    assert freed.when is not None and freed.when.start == date(2021, 3, 2)
    assert all(event.when is None for event in read(text, "COERCE"))


def test_the_day_something_was_put_off_is_not_the_day_it_is_put_off_to() -> None:
    (event,) = read(f"{HEAD}A visit by Chad's president to Niger was postponed last week.\n", "CONSULT")
    assert event.status == "postponed" and event.when is None


def test_the_details_of_a_truce_that_are_worked_out_make_none() -> None:
    (event,) = read(
        f"{HEAD}Negotiators in Qatar were hammering out the final details of a ceasefire in Gaza on Tuesday.\n",
        "RETREAT",
    )
    assert event.status == "hypothetical"


def test_he_who_is_said_to_do_something_by_himself_is_the_speaker() -> None:
    text = (
        f"{HEAD}Prime Minister Benjamin Netanyahu convened ministers, "
        "while Finance Minister Bezalel Smotrich said he opposed the deal.\n"
    )
    (event,) = read(text, "REJECT")
    assert names(event)[0] == {"Bezalel Smotrich"}


def test_the_two_armies_are_those_of_the_two_states() -> None:
    text = f"{HEAD}Thailand shelled Cambodia on Monday. The two armies agreed to withdraw their guns.\n"
    (event,) = read(text, "AGREE")
    assert names(event)[0] == {"Thailand", "Cambodia"}


def test_an_army_and_rebels_that_are_joined_are_two() -> None:
    (event,) = read(
        f"{HEAD}Congo's army and M23 rebels accused each other on Wednesday of breaking a pledge.\n", "ACCUSE"
    )
    assert len(event.actors) == 2


def test_what_follows_a_said_between_commas_is_told_by_the_report() -> None:
    text = f"{HEAD}Israeli strikes killed 61 people in Gaza, the health ministry said, and the Houthis fired a missile at Tel Aviv.\n"
    fired = next(e for e in read(text, "ASSAULT") if names(e)[0] == {"Houthis"})
    assert fired.speakers == () and fired.where is not None and fired.where.name == "Tel Aviv"


def test_government_drones_are_the_governments() -> None:
    (event,) = read(f"{HEAD}Sudan's rebels said government drones bombed villages near Kutum.\n", "ASSAULT")
    assert names(event)[0] == {"government"}  # no drones: who flew them


def test_they_are_all_who_say_so() -> None:
    (event,) = read(
        f"{HEAD}Niger, Mali and Chad said they would set up a joint force of 5,000 soldiers.\n", "COOPERATE"
    )
    assert names(event)[0] == {"Niger", "Mali", "Chad"}


def test_its_ministry_is_that_of_the_sentences_subject() -> None:
    text = f"{HEAD}Niger freed two men. Niger closed a camp. Algeria shot down a Malian drone, its defence ministry said.\n"
    (event,) = read(text, "ASSAULT")
    assert [s.who.name for s in event.speakers] == ["Algerian defence ministry"]


def test_what_had_been_denied_ends_before_a_past_verb() -> None:
    (event,) = read(
        f"{HEAD}Mali denied that a drone had crossed the border and recalled its ambassador from Algiers.\n", "SANCTION"
    )
    assert names(event)[0] == {"Mali"} and event.status == "happened"


def test_the_army_is_the_states_after_a_guerrilla_of_that_name() -> None:
    text = f"{HEAD}Colombia's president suspended talks with the National Liberation Army. The army flew 300 soldiers to the border.\n"
    (event,) = read(text, "MOBILIZE")
    assert names(event)[0] == {"Colombian army"}


def test_a_time_between_two_deeds_is_the_time_of_neither() -> None:
    (event,) = read(
        f"{HEAD}Kosovo declared independence in 2008, almost a decade after NATO bombed Serbian forces.\n", "ASSAULT"
    )
    assert event.when is None


def test_joined_clauses_with_subjects_of_their_own_keep_place_and_day() -> None:
    text = f"{HEAD}The army retook a bridge last month, but gunmen have since ambushed two patrols in Nairobi.\n"
    retaken, ambushed = read(text, "ASSAULT")
    assert retaken.where is None and retaken.when is not None
    assert ambushed.when is None and ambushed.where is not None and ambushed.where.name == "Nairobi"


def test_who_rejects_a_proposal_is_not_quoted_by_who_makes_it() -> None:
    text = f"{HEAD}The rebel leader said his men would disarm, a proposal that Prime Minister Garry Conille rejected.\n"
    (event,) = read(text, "REJECT")
    assert event.speakers == ()


def test_the_country_is_that_of_whoever_speaks_of_it() -> None:
    text = (
        f"{HEAD}Beijing accused Manila of sending ships. "
        "Philippine President Ferdinand Marcos said the country would never recognise it.\n"
    )
    (event,) = read(text, "REJECT")
    assert names(event)[0] == {"Philippines"}
