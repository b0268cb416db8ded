"""Names in a sentence read as an editor would write them."""

from __future__ import annotations

import pytest

from dragoman.brief.naming import is_vague, listed, name, people, place, said_by, sentence
from dragoman.model.records import Kind
from tests.brief.made import state_name
from tests.record_factories import person, ref, state
from tests.record_factories import place as a_place


@pytest.mark.parametrize(
    ("written", "kind", "said"),
    [
        ("Turkey", Kind.STATE, "Turkey"),
        ("United States", Kind.STATE, "the United States"),
        ("United Arab Emirates", Kind.STATE, "the United Arab Emirates"),
        ("Netherlands", Kind.STATE, "the Netherlands"),
        ("Sergei Lavrov", Kind.PERSON, "Sergei Lavrov"),
        ("Fayez al-Sarraj", Kind.PERSON, "Fayez al-Sarraj"),
        ("Turkish foreign ministry", Kind.GOVERNMENT, "the Turkish foreign ministry"),
        ("Iran's foreign ministry spokesman", Kind.PERSON, "Iran’s foreign ministry spokesman"),
        ("Libyan National Army", Kind.GROUP, "the Libyan National Army"),
        ("Houthis", Kind.GROUP, "the Houthis"),
        ("Hamas", Kind.GROUP, "Hamas"),
        ("NATO", Kind.ORGANISATION, "NATO"),
        ("United Nations", Kind.ORGANISATION, "the United Nations"),
        ("monitor", Kind.OTHER, "a monitor"),
        ("official", Kind.OTHER, "an official"),
        ("military sources", Kind.OTHER, "military sources"),
        ("gunmen", Kind.GROUP, "gunmen"),
        ("Residents", Kind.PEOPLE, "residents"),
        ("Turkish official", Kind.PERSON, "a Turkish official"),
        ("Azerbaijani officials", Kind.GOVERNMENT, "Azerbaijani officials"),
        ("", Kind.OTHER, "somebody not named"),
    ],
)
def test_a_name_gets_the_article_that_english_gives_it(written: str, kind: Kind, said: str) -> None:
    assert name(ref(written, None, kind)) == said


@pytest.mark.parametrize("written", ["the two", "both sides", "leaders", "nine", "ministry", "they"])
def test_a_name_that_needs_its_sentence_is_vague(written: str) -> None:
    assert is_vague(ref(written, None, Kind.OTHER))


def test_persons_of_one_country_share_its_name() -> None:
    who = [person("Sergei Lavrov", "RUS"), person("Sergei Shoigu", "RUS"), person("Antony Blinken", "USA")]
    assert people(who, state_name) == "Russia’s Sergei Lavrov and Sergei Shoigu and the United States’ Antony Blinken"


def test_many_are_counted() -> None:
    assert listed(["a", "b", "c", "d"]) == "a, b, c and d"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 others"


def test_a_place_is_told_with_its_state_unless_it_is_one() -> None:
    assert place(a_place("Sirte", "LBY"), state_name) == "Sirte, Libya"
    assert place(a_place("Libya", "LBY", "country"), state_name) == "Libya"
    assert place(None, state_name) == ""


def test_speakers_without_a_name_are_not_said() -> None:
    assert said_by([ref("ministry", None, Kind.GOVERNMENT)]) == ""
    assert (
        said_by([state("Turkey", "TUR"), ref("ministry", None), person("Maria Zakharova", "RUS")])
        == "said Turkey and Maria Zakharova"
    )


@pytest.mark.parametrize(("rough", "smooth"), [("the truce ended", "The truce ended."), ("who?", "Who?"), (" , ", "")])
def test_a_line_is_a_sentence(rough: str, smooth: str) -> None:
    assert sentence(rough) == smooth
