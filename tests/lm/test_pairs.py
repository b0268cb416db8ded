"""The shipped model of pairs behind its seam."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.knowledge.ontology import MODES, TYPES
from dragoman.lm.features import pair_features
from dragoman.lm.pairs import OnnxPairs, Silent, shipped_pairs

WORDS = "Police in Lima arrested two students on Monday .".split()
POLICE, STUDENTS = (0, 3), (4, 6)


def test_its_answers_are_probabilities_of_the_ontologys_names() -> None:
    guess = shipped_pairs().guess(WORDS, POLICE, STUDENTS)
    assert set(guess.types) == {"NONE", *TYPES}
    assert set(guess.modes) == {"-", *(f"{t}.{m}" for t in TYPES for m in MODES.get(t, ()))}
    for part in (guess.types, guess.modes, guess.statuses):
        assert sum(part.values()) == pytest.approx(1, abs=1e-3)


def test_it_knows_who_does_what_to_whom() -> None:
    guess = shipped_pairs().guess(WORDS, POLICE, STUDENTS)
    assert guess.best()[0] == "COERCE"
    assert guess.mode("COERCE") == "arrest" and guess.status() == "happened"
    words = "Mali thanked Chad after France had bombed Kidal .".split()
    assert shipped_pairs().guess(words, (0, 1), (2, 3)).best()[0] == "SUPPORT"
    assert shipped_pairs().guess(words, (4, 5), (7, 8)).best()[0] == "ASSAULT"


def test_a_span_may_be_missing_and_a_sentence_long() -> None:
    assert shipped_pairs().guess(WORDS, POLICE, None).types
    assert shipped_pairs().guess(WORDS * 200, (1600, 1603), (1604, 1606)).types


def test_a_mode_is_only_ever_one_of_the_type() -> None:
    guess = shipped_pairs().guess(WORDS, POLICE, STUDENTS)
    assert guess.mode("CONSULT") in {None, *MODES["CONSULT"]}


def test_marks_stand_around_their_spans() -> None:
    tokenizer = shipped_pairs()._tokenizer
    shown = pair_features(WORDS, POLICE, STUDENTS, tokenizer)
    forms = [tokenizer.id_to_token(i) for i in shown.ids]
    assert forms[:6] == ["[CLS]", "[unused1]", "police", "in", "lima", "[unused2]"]
    assert forms[shown.first[0]] == "[unused1]" and forms[shown.first[1]] == "[unused3]"
    assert forms[forms.index("students") + 1] == "[unused4]"
    assert len(shown.ids) == len(shown.cases)


def test_a_silent_model_sees_nothing() -> None:
    assert Silent().guess(WORDS, POLICE, STUDENTS).best() == ("NONE", 1.0)


def test_a_missing_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"pairs\.onnx"):
        OnnxPairs(tmp_path)
