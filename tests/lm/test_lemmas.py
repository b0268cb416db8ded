"""Base forms of the wires' words: what the lexicon looks up must be what the word is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.lm.lemmas import lemma_of

ROWS = [
    tuple(line.split())
    for line in (Path(__file__).parent / "lemmas.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_wires_words_have_their_bases() -> None:
    assert len(ROWS) >= 120
    wrong = [f"{form} {tag}: {found}, not {base}" for form, tag, base in ROWS if (found := lemma_of(form, tag)) != base]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("Haftar", "NNP", "Haftar"),  # names keep their case
        ("KILLED", "VBD", "kill"),  # headlines in capitals
        ("Cease-fire", "NN", "ceasefire"),
        ("isn’t", "XX", "isn't"),
        ("n’t", "RB", "not"),
        ("", "NN", ""),
        ("s", "NNS", "s"),
        ("ed", "VBD", "ed"),
    ],
)
def test_letter_case_and_scraps(form: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, tag) == lemma


def test_a_word_never_heard_of_keeps_its_likeliest_base() -> None:
    assert lemma_of("zorbled", "VBD") == "zorble"
    assert lemma_of("glimmified", "VBN") == "glimmify"
    assert lemma_of("glimmifies", "VBZ") == "glimmify"
    assert lemma_of("vrogs", "NNS") == "vrog"
