"""What words say of which deed is meant."""

from __future__ import annotations

import pytest

from dragoman.stories.wording import clause_at, content_words, names_in, turn_of

AFTER = "Rebels struck Masisi on Friday, two days after an assault on Sake, residents said."


@pytest.mark.parametrize(
    ("sentence", "trigger", "days", "why"),
    [
        (AFTER, "assault", (2, 3), "counted from the day of the report or the day before"),
        (AFTER, "struck", None, "the deed that the sentence is about"),
        ("Planes hit the port hours after a ship was attacked.", "attacked", (0, 1), "hours"),
        ("A week after talks in Ankara they met again.", "talks", (4, 11), "about a week"),
        ("Weeks after the raid, the town is quiet.", "raid", (10, 60), "weeks, nobody knows how many"),
        (
            "They left three months after Macron announced the pullout.",
            "pullout",
            None,
            "the word is back, not the deed",
        ),
        (
            "He will go on Sunday, a month after the trip was postponed.",
            "trip",
            None,
            "what was back is the putting off",
        ),
        ("Four died after shells hit the market.", "hit", None, "after without a time is the cause"),
    ],
)
def test_days_before(sentence: str, trigger: str, days: tuple[int, int] | None, why: str) -> None:
    assert clause_at(sentence, sentence.index(trigger))[1] == days, why


def test_each_deed_has_the_words_of_its_own_part() -> None:
    assert "Sake" in clause_at(AFTER, AFTER.index("assault"))[0]
    assert "Masisi" not in clause_at(AFTER, AFTER.index("assault"))[0]
    assert "Sake" not in clause_at(AFTER, AFTER.index("struck"))[0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("a second round of talks", 2),
        ("their third meeting this year", 3),
        ("the first snow", None),
        ("talks", None),
    ],
)
def test_turns(sentence: str, expected: int | None) -> None:
    assert turn_of(sentence) == expected


def test_names_are_no_states_and_no_first_words() -> None:
    assert names_in("Gunmen from Mali attacked Bankass on Monday") == {"bankass"}
    assert names_in("Gunmen Kill Dozens In Bankass Village Raid") == set()  # a headline with capitals on each word


def test_words_that_tell_nothing_are_left_out() -> None:
    assert content_words("Officials said on Monday that rebels attacked two villages") == {
        "rebel",
        "attack",
        "two",
        "villag",
    }
