"""Which words attribute, and in which form what is told or thought follows them; format in docs/knowledge.md.

One row a lemma and frame. A frame is `that` (a clause or a quotation), `inf` (an infinitive), `npinf` (somebody is told
to do something), `np` (an object), `as` (somebody is called something) or a preposition.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, read_rows

COLUMNS = ("lemma", "frame", "sort", "stance")
FRAMES = frozenset("that inf npinf np as about of on for to at in with against over from by into around toward".split())
SORTS = frozenset({"speech", "thought", "stand"})
STANCES = frozenset({"asserts", "confirms", "denies", "doubts", "expects", "fears", "demands", "quotes"})


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an attributing word: the frame of its content, its sort and the stance that it shows."""

    frame: str
    sort: str
    stance: str


@dataclass(frozen=True, slots=True)
class Attributing:
    """The uses of attributing words; a verb with its particle has both, joined by a blank."""

    by_lemma: dict[str, dict[str, Use]]

    def uses(self, lemma: str) -> dict[str, Use]:
        """The uses of a lemma by frame; empty if it attributes nothing."""
        return self.by_lemma.get(lemma, {})


@cache
def load_attributing(path: Path | None = None, *, kind: str = "verbs") -> Attributing:
    """Read the attributing words.

    Args:
        path: the file, the shipped one of the kind if none.
        kind: "verbs" or "nouns"; adjectives count as verbs, which they follow with a copula.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    default = ROOT / ("attribution.csv" if kind == "verbs" else "attribution-nouns.csv")
    found: dict[str, dict[str, Use]] = {}
    for row in read_rows(path or default, COLUMNS):
        for column, allowed in (("frame", FRAMES), ("sort", SORTS), ("stance", STANCES)):
            if row[column] not in allowed:
                raise row.error(f"{column} {row[column]!r}; allowed are {', '.join(sorted(allowed))}")
        uses = found.setdefault(row["lemma"], {})
        if row["frame"] in uses:
            raise row.error(f"{row['lemma']!r} has the frame {row['frame']!r} already")
        uses[row["frame"]] = Use(row["frame"], row["sort"], row["stance"])
    return Attributing(found)
