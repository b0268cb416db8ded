"""Small words that all pages share."""

from __future__ import annotations

from dragoman.web.words import once
from tests.record_factories import person, state


def test_a_speaker_is_named_once_however_it_is_capitalised() -> None:
    named = [
        person("Russian foreign ministry", "RUS"),
        state("Turkey", "TUR"),
        person("Russian Foreign Ministry", "RUS"),
    ]
    assert [ref.name for ref in once(named)] == ["Russian foreign ministry", "Turkey"]
