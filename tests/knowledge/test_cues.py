"""The cue words hold together; complaints name file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.cues import CLASSES, COLUMNS, load_cues
from dragoman.knowledge.files import ROOT, read_rows

PATH = ROOT / "cues.csv"
STATUSES = frozenset("happened ongoing planned hypothetical denied postponed cancelled ended doubts quotes".split())
STANCES = frozenset("asserts confirms demands denies doubts expects fears quotes".split())
EFFECTS = {
    "speech": STANCES,
    "speech-noun": STANCES,
    "light": STATUSES,
    "aspect": STATUSES,
    "adjective": STATUSES,
    "modal": STATUSES,
    "conditional": STATUSES,
    "hedge": STATUSES,
    "patient": frozenset({"recipient", "scene"}),
    "content": STATUSES,
}


def test_every_class_has_words() -> None:
    cues = load_cues()
    assert set(cues.by_class) == CLASSES == set(EFFECTS)
    assert all(cues.by_class[class_] for class_ in CLASSES)


def test_effects_are_those_that_the_reader_knows() -> None:
    complaints = [
        f"cues.csv:{row.line}: {row['lemma']!r} has effect {row['effect']!r}; {row['class']} has "
        f"{', '.join(sorted(EFFECTS[row['class']]))}"
        for row in read_rows(PATH, COLUMNS)
        if row["effect"] not in EFFECTS[row["class"]]
    ]
    assert not complaints, "\n" + "\n".join(complaints)


def test_a_word_has_one_effect_in_a_class() -> None:
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    complaints = []
    for row in read_rows(PATH, COLUMNS):
        key = row["lemma"].lower(), row["class"]
        line, effect = seen.setdefault(key, (row.line, row["effect"]))
        if effect != row["effect"]:
            complaints.append(f"cues.csv:{row.line}: {key[0]!r} is {row['effect']}, in line {line} it is {effect}")
    assert not complaints, "\n" + "\n".join(complaints)


@pytest.mark.parametrize(
    ("class_", "lemma", "effect"),
    [
        ("speech", "say", "asserts"),
        ("speech", "deny", "denies"),
        ("speech", "confirm", "confirms"),
        ("aspect", "postpone", "postponed"),
        ("aspect", "cancel", "cancelled"),
        ("adjective", "planned", "planned"),
        ("light", "hold", "happened"),
    ],
)
def test_what_a_cue_tells(class_: str, lemma: str, effect: str) -> None:
    assert load_cues().effect(class_, lemma) == effect


def test_an_unknown_class_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cues.csv"
    path.write_text("lemma,class,effect,example\nsay,speach,asserts,\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cues\.csv, line 2: class 'speach'"):
        load_cues(path)
