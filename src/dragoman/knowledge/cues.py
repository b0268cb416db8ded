"""Words that tell how a deed is told: verbs of speech, of status, light verbs, hedges; format in docs/knowledge.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, read_rows

COLUMNS = ("lemma", "class", "effect", "example")
CLASSES = frozenset("speech speech-noun light aspect adjective modal conditional hedge patient content".split())


@dataclass(frozen=True, slots=True)
class Cues:
    """Effects of cue words, by class and lemma; a phrase of several words has them joined by blanks."""

    by_class: dict[str, dict[str, str]]

    def effect(self, class_: str, lemma: str) -> str | None:
        return self.by_class.get(class_, {}).get(lemma)

    def first(self, class_: str, names: Iterable[str]) -> tuple[str, str | None]:
        """The first of some names that a class has, with its effect; None where it has none of them."""
        words = self.by_class.get(class_, {})
        return next(((name, words[name]) for name in names if name in words), ("", None))

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
