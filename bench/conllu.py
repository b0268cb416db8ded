"""Reads CoNLL-U and IOB2 files, and puts running text back together from a treebank's tokens."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import InputError
from dragoman.model.span import Span

_KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word of a treebank; `head` counts from 1, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Surface:
    """One written token: its letters, how many syntactic words share them, and whether a space follows."""

    form: str
    parts: tuple[str, ...]
    space_after: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence of a treebank."""

    doc: str
    tokens: tuple[Token, ...]
    surfaces: tuple[Surface, ...]


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """One sentence with its names as (first word, word after the last, kind)."""

    words: tuple[str, ...]
    names: frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class RunningText:
    """A document as running text, with the characters of its words and sentences."""

    text: str
    words: tuple[Span, ...]
    sentences: tuple[Span, ...]


def read_trees(path: Path) -> list[Tree]:
    """The sentences of a CoNLL-U file, gzipped or not; empty nodes are left out.

    Raises:
        InputError: a row hasn't ten columns.
    """
    trees: list[Tree] = []
    doc = ""
    for comments, rows in _blocks(path):
        doc = next((line.partition("=")[2].strip() for line in comments if line.startswith("# newdoc id")), doc)
        if bad := next((row for row in rows if len(row) != 10), None):
            raise InputError(f"{path}: {len(bad)} columns in {' '.join(bad)[:60]!r}; CoNLL-U has 10, set apart by tabs")
        kept = [row for row in rows if "." not in row[0]]
        words = [row for row in kept if "-" not in row[0]]
        tokens = tuple(Token(r[1], r[2], r[3], r[4], int(r[6]), r[7], r[9]) for r in words)
        trees.append(Tree(doc, tokens, tuple(_surfaces(kept))))
    return trees


def _surfaces(rows: Sequence[list[str]]) -> Iterator[Surface]:
    """Written tokens of a sentence: a row with a range of ids covers the words of that range."""
    covered = 0
    forms = {int(row[0]): row[1] for row in rows if "-" not in row[0]}
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            covered = int(last)
            parts = tuple(forms[i] for i in range(int(first), covered + 1))
        elif int(first) <= covered:
            continue
        else:
            parts = (row[1],)
        yield Surface(row[1], parts, "SpaceAfter=No" not in row[9])


def read_names(path: Path) -> list[NamedSentence]:
    """The sentences of a file of `word TAB tag` lines with BIO tags; only persons, organisations and places are kept.

    Raises:
        InputError: a row has no tag.
    """
    sentences = []
    for _, rows in _blocks(path):
        if bad := next((row for row in rows if len(row) < 2), None):
            raise InputError(f"{path}: no tag in {' '.join(bad)[:60]!r}; each line is a word, a tab and a tag")
        spans = name_spans([row[1] for row in rows])
        sentences.append(NamedSentence(tuple(row[0] for row in rows), spans))
    return sentences


def name_spans(tags: Sequence[str]) -> frozenset[tuple[int, int, str]]:
    """Names of BIO tags; `I-X` without a name of that kind before it begins one."""
    spans: set[tuple[int, int, str]] = set()
    begun: tuple[int, str] | None = None
    for i, tag in enumerate([*tags, "O"]):
        mark, _, label = tag.partition("-")
        kind = label[:3].upper()
        if begun and not (mark == "I" and kind == begun[1]):
            spans.add((begun[0], i, begun[1]))
            begun = None
        if mark in ("B", "I") and begun is None and kind in _KINDS:
            begun = i, kind
    return frozenset(spans)


def running_texts(trees: Sequence[Tree]) -> list[RunningText]:
    """The documents of a treebank as running text, sentences joined by one space."""
    docs: dict[str, list[Tree]] = {}
    for tree in trees:
        docs.setdefault(tree.doc, []).append(tree)
    return [_running(sentences) for sentences in docs.values()]


def _running(trees: Sequence[Tree]) -> RunningText:
    text = ""
    words: list[Span] = []
    sentences: list[Span] = []
    for tree in trees:
        first = len(words)
        for surface in tree.surfaces:
            words += _part_spans(surface, len(text))
            text += surface.form + (" " if surface.space_after else "")
        text = text if text.endswith(" ") else text + " "
        sentences.append(Span(words[first].start, words[-1].end))
    return RunningText(text, tuple(words), tuple(sentences))


def _part_spans(surface: Surface, start: int) -> list[Span]:
    """Characters of the words that share a written token; the last one takes what is left."""
    stop = start + len(surface.form)
    spans = []
    for part in surface.parts[:-1]:
        end = min(stop, start + len(part))
        spans.append(Span(start, end))
        start = end
    return [*spans, Span(start, stop)]


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comment lines and tab-separated rows of each block between blank lines."""
    comments: list[str] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in [*file, ""]:
            line = line.rstrip("\r\n")
            if not line.strip():
                if rows:
                    yield comments, rows
                comments, rows = [], []
            elif line.startswith("# ") and not rows:
                comments.append(line)
            else:
                rows.append(line.split("\t"))
