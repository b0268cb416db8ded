"""How well attributions are found: sources, cues and contents against a file in PolNeAR's form (shared/data/README.md).

Token F1 is over the words that hold a role anywhere in a document; exact F1 over whole spans, each matched once; overlap F1
counts a span that shares a word with one of the other side. Attributions are paired by the words that their cues, else their
contents share, and a pair's source is right where the head word that was found stands in the annotated source, or where both
have none; its F1 is over all attributions of both sides, so that what is made up costs as much as what is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from dragoman.lm.reader import LanguageModel, shipped_model
from dragoman.model.document import Document
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader
from dragoman.text.analyse import analyse
from dragoman.text.words import tokenize

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as sets of words, by their numbers in the document; `head` is the source's head word."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    head: int | None = None

    def role(self, name: str) -> frozenset[int]:
        """The words of a role."""
        found: frozenset[int] = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Case:
    """One document of the data file; the annotation is in characters."""

    doc: str
    text: str
    gold: tuple[dict[str, list[list[int]]], ...]


def read_cases(path: Path) -> list[Case]:
    """The documents of a data file, plain or gzipped."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [Case(row["doc"], row["text"], tuple(row["attributions"])) for row in map(json.loads, text.splitlines())]


def report_of(case: Case) -> Report:
    """The text as a report: the first line is its headline, every other line a paragraph."""
    blocks = []
    at = 0
    for line in case.text.split("\n"):
        if line.strip():
            kind = BlockKind.BODY if blocks or len(line) > 160 else BlockKind.HEADLINE
            blocks.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return Report(text=case.text, source=case.doc, blocks=tuple(blocks))


def read_document(case: Case, model: LanguageModel | None, cache: Path | None) -> Document:
    """Analyse a document, or take it from the cache, which is as old as the model."""
    made_by = files("dragoman.lm").joinpath("model", "model.json").read_text(encoding="utf-8")
    name = sha256((made_by + case.doc + case.text).encode()).hexdigest()[:24]
    kept = cache / f"{name}.pickle" if cache else None
    if kept is not None and kept.exists():
        document: Document = pickle.loads(kept.read_bytes())
        return document
    document = analyse([report_of(case)], model or shipped_model(1))[0]
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(document))
    return document


class Words:
    """The words of a document, numbered; marks of punctuation have no number."""

    def __init__(self, document: Document) -> None:
        spans = [w.span for s in document.sentences for w in s.words]
        text = document.report.text
        self.spans = [s for s in spans if any(c.isalnum() for c in s.of(text)) or s.of(text) in (":", "—", "–")]
        self.at = {c: i for i, s in enumerate(self.spans) for c in range(s.start, s.end)}

    def of(self, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        """The words that spans of characters touch."""
        return frozenset(self.at[c] for a, b in spans for c in range(a, b) if c in self.at)
