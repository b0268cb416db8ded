"""What the encoder is shown: subwords, letter case, first subwords; nothing may fall out of its 512 positions."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from tokenizers import Tokenizer

from dragoman.lm.features import (
    DIGITS,
    LONGEST,
    LOWER,
    MIXED,
    PADDING,
    SYMBOLS,
    TITLE,
    UPPER,
    batch,
    case_of,
    features,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    with as_file(files("dragoman.lm").joinpath("model")) as folder:
        return Tokenizer.from_file(str(folder / "tokenizer.json"))


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("troops", LOWER), ("Mali", TITLE), ("UN", UPPER), ("A", TITLE), ("iPhone", MIXED), ("al-Shabab", MIXED),
        ("2021", DIGITS), ("—", SYMBOLS), ("...", SYMBOLS),
    ],
)  # fmt: skip
def test_letter_case(word: str, case: int) -> None:
    assert case_of(word) == case


def test_each_word_points_at_its_first_subword(tokenizer: Tokenizer) -> None:
    words = ["Bamako", "fell", "to", "Ansaroul", "."]
    shown = features(words, tokenizer)
    assert len(shown.first) == len(words)
    assert shown.first == sorted(set(shown.first))
    assert shown.first[0] == 1  # after [CLS]
    assert len(shown.ids) == len(shown.cases)
    assert shown.cases[0] == shown.cases[-1] == PADDING
    assert shown.cases[shown.first[1]] == LOWER


def test_a_word_without_subwords_is_unknown_not_lost(tokenizer: Tokenizer) -> None:
    words = ["rebels", "\u200b", "\x07", "fled"]
    shown = features(words, tokenizer)
    unknown = tokenizer.token_to_id("[UNK]")
    assert len(set(shown.first)) == len(words)
    assert shown.ids[shown.first[1]] == shown.ids[shown.first[2]] == unknown


@pytest.mark.parametrize("words", [["rebels"] * 900, ["Ouagadougou-Tenkodogo-Fada"] * 250])
def test_an_over_long_sentence_is_cut_and_every_word_still_points_inside(
    words: list[str], tokenizer: Tokenizer
) -> None:
    shown = features(words, tokenizer)
    assert len(shown.ids) == len(shown.cases) <= LONGEST + 2
    assert len(shown.first) == len(words)
    assert max(shown.first) < len(shown.ids)
    assert shown.ids[-1] == tokenizer.token_to_id("[SEP]")


def test_a_batch_is_padded_with_zeros(tokenizer: Tokenizer) -> None:
    short, long = features(["Rebels", "fled"], tokenizer), features(["Rebels", "fled", "the", "town"], tokenizer)
    b = batch([short, long])
    assert b.ids.shape == b.cases.shape == b.mask.shape == (2, len(long.ids))
    assert b.first.shape == (2, 4)
    assert b.mask.sum(1).tolist() == [len(short.ids), len(long.ids)]
    assert not b.ids[0, len(short.ids) :].any()
