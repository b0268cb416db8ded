"""Words that tell how a deed is told: verbs of speech, light verbs, verbs and adjectives of status; format in docs/knowledge.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, read_rows

COLUMNS = ("lemma", "class", "effect", "example")
CLASSES = frozenset({"speech", "speech-noun", "light", "aspect", "adjective", "modal", "conditional", "hedge", "patient"})


@dataclass(frozen=True, slots=True)
class Cues:
    """Effects of cue words, by class and lemma; a phrase of several words has them joined by blanks."""

    by_class: dict[str, dict[str, str]]

    def effect(self, class_: str, lemma: str) -> str | None:
        return self.by_class.get(class_, {}).get(lemma)

    def has(self, class_: str, lemma: str) -> bool:
        return lemma in self.by_class.get(class_, {})


@cache
def load_cues(path: Path | None = None) -> Cues:
    """Read the cue words.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    by_class: dict[str, dict[str, str]] = {class_: {} for class_ in CLASSES}
    for row in read_rows(path or ROOT / "cues.csv", COLUMNS):
        if row["class"] not in CLASSES:
            raise row.error(f"class {row['class']!r}; allowed are {', '.join(sorted(CLASSES))}")
        by_class[row["class"]].setdefault(row["lemma"].lower(), row["effect"])
    return Cues(by_class)
