"""The words that set deeds in PLOVER's contexts; format in docs/knowledge.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, read_rows
from dragoman.knowledge.ontology import CONTEXTS

COLUMNS = ("word", "context")
# What an actor's sector says of the deed, by itself a weak sign.
BY_SECTOR = {
    "MIL": "military", "SPY": "intelligence", "LEG": "legislative", "JUD": "legal", "REB": "insurgency",
    "SEP": "insurgency",
    "REL": "religion", "EDU": "education", "MED": "health", "CRM": "crime", "REF": "refugee", "BUS": "economic",
    "LAB": "economic",
    "JRN": "rights_freedoms", "PTY": "political_institutions",
}  # fmt: skip

ContextWords = dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> (whole phrase, context)


@cache
def load_contexts(path: Path | None = None) -> ContextWords:
    """Context words by their first word, the longest phrases first.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_rows(path or ROOT / "contexts.csv", COLUMNS):
        if row["context"] not in CONTEXTS:
            raise row.error(f"context {row['context']!r}; allowed are {', '.join(sorted(CONTEXTS))}")
        phrase = tuple(row["word"].lower().replace("-", " ").split())
        if not phrase:
            raise row.error("no word; every row needs one")
        found.setdefault(phrase[0], []).append((phrase, row["context"]))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}
