"""Tags that contradict a word's form are put right; what can stand is left alone."""

from __future__ import annotations

import pytest

from dragoman.lm.reader import Analysis
from dragoman.lm.tags import mended


def read(words: str, xpos: str, heads: tuple[int, ...], deprels: str) -> Analysis:
    upos = tuple("VERB" if tag.startswith("VB") else "NOUN" for tag in xpos.split())
    return Analysis(upos, tuple(xpos.split()), heads, tuple(deprels.split()), ("O",) * len(words.split()))


@pytest.mark.parametrize(
    ("words", "xpos", "mended_xpos", "reason"),
    [
        ("troops besieging towns", "NNS VBZ NNS", "NNS VBG NNS", "-ing is no third person"),
        ("guards foiled attacks", "NNS VBP NNS", "NNS VBD NNS", "-ed of a known verb is no present tense"),
        ("rebels need towns", "NNS VBP NNS", "NNS VBP NNS", "need is a base form"),
        ("rebels bring towns", "NNS VBP NNS", "NNS VBP NNS", "bring is a base form"),
        ("kings deployment towns", "NNS VBN NNS", "NNS NN NNS", "-ment is a noun"),
        ("rebels shelled towns", "NNS VBN NNS", "NNS VBN NNS", "a participle may stand"),
    ],
)
def test_tags(words: str, xpos: str, mended_xpos: str, reason: str) -> None:
    found = read(words, xpos, (1, -1, 1), "nsubj root obj")
    assert " ".join(mended(words.split(), found).xpos) == mended_xpos, reason


def test_after_a_helper_it_is_a_participle() -> None:
    found = read("bloc has suspended talks", "NN VBZ VBZ NNS", (2, 2, -1, 2), "nsubj aux root obj")
    assert mended("bloc has suspended talks".split(), found).xpos[2] == "VBN"


def test_a_second_subject_after_its_verb_is_the_object() -> None:
    words = "premier refused meetings".split()
    assert mended(words, read("premier refused meetings", "NN VBD NNS", (1, -1, 1), "nsubj root nsubj")).deprels == (
        "nsubj",
        "root",
        "obj",
    )
    # A lone subject after its verb stays: "Said the minister".
    assert mended(["said", "ministers"], read("said ministers", "VBD NNS", (-1, 0), "root nsubj")).deprels[1] == "nsubj"
