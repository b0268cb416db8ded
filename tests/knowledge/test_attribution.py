"""The attributing words hold together, with the cue words too; complaints name file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.attribution import FRAMES, SORTS, load_attributing
from dragoman.knowledge.cues import load_cues

HEADER = "lemma,frame,sort,stance\n"


@pytest.mark.parametrize("kind", ["verbs", "nouns"])
def test_every_sort_has_words(kind: str) -> None:
    uses = [use for found in load_attributing(kind=kind).by_lemma.values() for use in found.values()]
    assert {use.sort for use in uses} == SORTS
    assert {use.frame for use in uses} <= FRAMES


def test_lemmas_are_lower_case() -> None:
    for kind in ("verbs", "nouns"):
        assert [lemma for lemma in load_attributing(kind=kind).by_lemma if lemma != lemma.lower() or not lemma] == []


def test_denials_are_denials_in_both_files() -> None:
    """What the cue words call a denial or a demand, no attributing verb calls an assertion, and the other way round."""
    cues = load_cues()
    differing = [
        lemma
        for lemma, uses in load_attributing().by_lemma.items()
        if (use := uses.get("that")) is not None
        and use.sort == "speech"
        and (effect := cues.effect("speech", lemma)) is not None
        and ("denies" in (effect, use.stance)) and effect != use.stance
    ]  # fmt: skip
    assert differing == []


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("say,clause,speech,asserts", "frame 'clause'"),
        ("say,that,talk,asserts", "sort 'talk'"),
        ("say,that,speech,shouts", "stance 'shouts'"),
        ("say,that,speech,asserts\nsay,that,speech,denies", "has the frame 'that' already"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint):
        load_attributing(path)
