"""Reads the training corpora into one kind of value, `Sentence`.

Each reader takes one published format: CoNLL-U for words, tags and trees, IOB2 for names. A sentence keeps None
for a layer that its corpus lacks, and the loss skips that layer.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with the layers that its corpus has; `heads` count from 1, 0 is the root."""

    id: str
    doc: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...] | None = None
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprels: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None


def lines(path: Path) -> Iterator[str]:
    """Yield the lines of a text file, gzipped or not, without their ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def blocks(path: Path) -> Iterator[tuple[dict[str, str], str, list[list[str]]]]:
    """Yield (comments, document, rows) of each blank-line-separated block of a tab-separated corpus file."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    doc = ""
    for line in [*lines(path), ""]:
        if not line.strip():
            if rows:
                yield comments, doc, rows
            comments, rows = {}, []
        elif line.startswith("# ") and not rows:
            key, _, value = line[2:].partition("=")
            comments[key.strip()] = value.strip()
            if key.strip() == "newdoc id":
                doc = value.strip()
        else:
            rows.append(line.split("\t"))


def read_conllu(path: Path) -> list[Sentence]:
    """Read a CoNLL-U file; multiword and empty tokens are left out, as in the parsing shared tasks."""
    sentences = []
    for comments, doc, block in blocks(path):
        rows = [row for row in block if row[0].isdigit()]
        sentences.append(
            Sentence(
                id=comments.get("sent_id", ""),
                doc=doc,
                words=tuple(row[1] for row in rows),
                lemmas=tuple(row[2] for row in rows),
                upos=tuple(row[3] for row in rows),
                xpos=tuple(row[4] for row in rows),
                heads=tuple(int(row[6]) for row in rows),
                deprels=tuple(row[7] for row in rows),
            )
        )
    return sentences


def read_iob2(path: Path) -> list[Sentence]:
    """Read a file of `word TAB tag` lines with tags B-X, I-X and O."""
    return [
        Sentence(
            id=comments.get("sent_id", ""),
            doc=doc,
            words=tuple(row[0] for row in rows),
            names=tuple(row[1] for row in rows),
        )
        for comments, doc, rows in blocks(path)
    ]


def free_gum_documents(path: Path) -> set[str]:
    """Names of the GUM documents whose text licence allows commercial use (column `commercial` is yes)."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["doc"] for row in csv.DictReader(file, delimiter="\t") if row["commercial"] == "yes"}


def with_names(trees: list[Sentence], named: list[Sentence]) -> list[Sentence]:
    """Join trees and name tags of the same sentences by id; a sentence whose words differ keeps no names."""
    tags = {sentence.id: sentence for sentence in named}
    joined = []
    for tree in trees:
        other = tags.get(tree.id)
        joined.append(replace(tree, names=other.names) if other and other.words == tree.words else tree)
    return joined


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document put back together from its tokens, with the ranges of its words and sentences in characters."""

    text: str
    words: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]


def raw_documents(path: Path, docs: set[str] | None = None) -> list[RawDocument]:
    """Running text of a CoNLL-U file by document (of `docs` only, if given), sentences joined by one space."""
    texts: dict[str, list[list[list[str]]]] = {}
    for _, doc, block in blocks(path):
        if docs is None or doc in docs:
            texts.setdefault(doc, []).append([row for row in block if "." not in row[0]])
    return [_raw(sentences) for sentences in texts.values()]


def _raw(sentences: list[list[list[str]]]) -> RawDocument:
    text, words, ends = "", [], []
    for rows in sentences:
        first, k = len(words), 0
        while k < len(rows):
            parts = [rows[k]]
            if "-" in rows[k][0]:  # a multiword token: its parts share its letters, the last one takes the rest
                low, high = map(int, rows[k][0].split("-"))
                parts = rows[k + 1 : k + 2 + high - low]
                k += len(parts)
            at, stop = len(text), len(text) + len(rows[k if len(parts) == 1 else k - len(parts)][1])
            surface = rows[k if len(parts) == 1 else k - len(parts)]
            text += surface[1]
            for number, part in enumerate(parts, 1):
                end = stop if number == len(parts) else min(stop, at + len(part[1]))
                words.append((at, end))
                at = end
            text += "" if "SpaceAfter=No" in surface[9] else " "
            k += 1
        text += "" if text.endswith(" ") else " "
        ends.append((words[first][0], words[-1][1]))
    return RawDocument(text, tuple(words), tuple(ends))
