"""First names and the gender that they tell."""

from __future__ import annotations

from dragoman.knowledge.first_names import load_first_names


def test_names_tell_a_gender_only_where_one_bears_them() -> None:
    names = load_first_names()
    assert (names["vladimir"], names["angela"]) == ("man", "woman")
    assert "kim" not in names and "andrea" not in names
    assert all(name == name.lower().strip() for name in names)
