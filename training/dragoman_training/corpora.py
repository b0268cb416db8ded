"""Reads the training corpora into one kind of value, `Sentence`.

Each reader takes one published format: CoNLL-U for words, tags and trees, IOB2 for names. A sentence keeps None
for a layer that its corpus lacks, and the loss skips that layer.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.text.words import tokenize


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
    deeds: tuple[str, ...] | None = None  # type of the deed that a word tells of; "" where it is not known


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


_MARK = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")


def read_marked(path: Path) -> list[Sentence]:
    """Read sentences written for this project, one a line, names marked as `[PER Sergei Lavrov]`; # begins a comment."""
    sentences = []
    for number, line in enumerate(lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, spans = "", []
        at = 0
        for match in _MARK.finditer(line):
            text += line[at : match.start()]
            spans.append((len(text), len(text) + len(match.group(2)), match.group(1)))
            text += match.group(2)
            at = match.end()
        text += line[at:]
        words = tokenize(text, 0, len(text))
        tags = ["O"] * len(words)
        for start, end, kind in spans:
            inside = [i for i, w in enumerate(words) if start <= w.start and w.end <= end]
            for i in inside:
                tags[i] = f"{'B' if i == inside[0] else 'I'}-{kind}"
        if words:
            forms = tuple(w.of(text) for w in words)
            sentences.append(Sentence(id=f"{path.stem}-{number}", doc=path.stem, words=forms, names=tuple(tags)))
    return sentences


def name_words(sentences: list[Sentence]) -> dict[str, list[tuple[str, ...]]]:
    """All names of some sentences as words, by kind."""
    pool: dict[str, list[tuple[str, ...]]] = {"PER": [], "ORG": [], "LOC": []}
    for s in sentences:
        for start, end, kind in name_spans(list(s.names or ())):
            pool[kind].append(s.words[start:end])
    return pool


def renamed(sentence: Sentence, pool: dict[str, list[tuple[str, ...]]], rng: random.Random) -> Sentence:
    """The sentence with its names replaced by others of their kind; only names are kept as gold, the tree no longer fits."""
    words: list[str] = []
    tags: list[str] = []
    at = 0
    for start, end, kind in sorted(name_spans(list(sentence.names or ()))):
        words += sentence.words[at:start]
        tags += ["O"] * (start - at)
        name = rng.choice(pool[kind]) if rng.random() < 0.7 else sentence.words[start:end]
        words += name
        tags += [f"B-{kind}"] + [f"I-{kind}"] * (len(name) - 1)
        at = end
    words += sentence.words[at:]
    tags += ["O"] * (len(sentence.words) - at)
    return Sentence(id=sentence.id, doc=sentence.doc, words=tuple(words), names=tuple(tags))


def name_spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Spans (start, end, kind) of IOB2 tags."""
    spans: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            spans.add((start, i, kind))
            kind = ""
        if tag[0] != "O" and not kind:
            start, kind = i, tag[2:]
    return spans


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
