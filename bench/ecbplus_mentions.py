"""The documents of ECB+ as the reader sees them, and the events that are found in their gold sentences."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.cached import analysed
from bench.encoder import Encoder, Vectors
from dragoman.model.document import Sentence
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span

Key = tuple[str, int, tuple[int, ...]]  # document, sentence, tokens
_COUNTED = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADP", "AUX", "PRON"})
_OFTEN_A_VERB = 2  # times that a noun's lemma must stand as a verb in the documents to be taken for a deed


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """One document: its gold sentences analysed, with each word's token, and the gold mentions of events."""

    doc: str
    topic: int
    words: Counter[str]
    sentences: tuple[Sentence, ...]
    tokens: tuple[tuple[tuple[int, int], ...], ...]
    gold: dict[Key, str]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A word that may tell of an event, and the network's idea of it: layers 0, 1 and 5."""

    paper: Paper
    sentence: Sentence
    word: int
    key: Key
    lemma: str
    upos: str
    vectors: Vectors


def read_papers(data: Path, cache: Path | None) -> list[Paper]:
    """The documents of the file, analysed.

    Args:
        data: ecbplus-topics-01-35.jsonl.gz.
        cache: a folder for what the model says, None for none.
    """
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        return [_paper(json.loads(line), cache) for line in lines]


def _paper(row: dict[str, Any], cache: Path | None) -> Paper:
    text, blocks = "", []
    at: dict[int, tuple[int, int]] = {}
    for sentence in row["sentences"]:
        if sentence["gold"]:
            start = len(text)
            for number, token in enumerate(sentence["tokens"]):
                at[len(text)] = sentence["id"], number
                text += token + " "
            blocks.append(Block(BlockKind.BODY, Span(start, len(text) - 1)))
            text += "\n"
    document = analysed(Report(text=text, source=row["doc"], blocks=tuple(blocks)), cache)
    whole = " ".join(s["text"] for s in row["sentences"]).lower()
    gold = {
        (row["doc"], m["sentence"], tuple(m["tokens"])): m["chain"]
        if m["cross_document"]
        else f"{row['doc']} {m['chain']}"
        for m in row["mentions"]
        if m["event"] and m["in_gold_sentence"]
    }
    tokens = tuple(tuple(at.get(w.span.start, (-1, -1)) for w in s.words) for s in document.sentences)
    return Paper(row["doc"], row["topic"], Counter(re.findall(r"[a-z]{3,}", whole)), document.sentences, tokens, gold)


def candidates(papers: Sequence[Paper], encoder: Encoder) -> list[Candidate]:
    """Every word of a counted sort, with what the encoder makes of it; a verb's particle belongs to it."""
    found = []
    for paper in papers:
        for sentence, tokens in zip(paper.sentences, paper.tokens, strict=True):
            layers = encoder.vectors([w.text for w in sentence.words])
            for i, word in enumerate(sentence.words):
                if word.upos in _COUNTED and tokens[i][0] >= 0:
                    parts = [c for c in sentence.children[i] if sentence.words[c].deprel == "compound:prt" and c > i]
                    key = (paper.doc, tokens[i][0], tuple(tokens[k][1] for k in (i, *parts)))
                    found.append(Candidate(paper, sentence, i, key, word.lemma.lower(), word.upos, layers[:, i]))
    return found


def by_rule(found: Sequence[Candidate]) -> list[Candidate]:
    """Verbs, and nouns that are also used as verbs in the documents ("attack", "trial" is not): nothing is learned."""
    verbs = Counter(c.lemma for c in found if c.upos == "VERB")
    return [c for c in found if c.upos == "VERB" or (c.upos == "NOUN" and verbs[c.lemma] >= _OFTEN_A_VERB)]


def by_other_half(found: Sequence[Candidate]) -> list[Candidate]:
    """Words that a logistic regression over the encoder's layers takes for events.

    It learns on topics of odd number for the even ones and the other way round, so that no topic's annotation finds its own events.
    """
    inputs = np.stack([c.vectors[1:].reshape(-1) for c in found]).astype(np.float64)
    truth = np.array([_is_head(c) for c in found])
    odd = np.array([c.paper.topic % 2 == 1 for c in found])
    said = np.zeros(len(found))
    for half in (odd, ~odd):
        said[~half] = _said(_learned(inputs[half], truth[half]), inputs[~half])
    return [c for c, p in zip(found, said, strict=True) if p > 0.5]


def _is_head(one: Candidate) -> bool:
    """Whether a word is the head of a gold mention: in it, and hanging on a word outside."""
    _, sentence, (token, *_) = one.key
    inside = next((t for d, s, t in one.paper.gold if s == sentence and token in t), None)
    if inside is None:
        return False
    head = one.sentence.words[one.word].head
    tokens = one.paper.tokens[one.paper.sentences.index(one.sentence)]
    return head < 0 or tokens[head][1] not in inside


Learned = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def _learned(inputs: NDArray[np.float64], truth: NDArray[np.bool_], *, ridge: float = 300.0) -> Learned:
    """Logistic regression by Newton's method."""
    mean, spread = inputs.mean(0), inputs.std(0) + 1e-6
    design = np.c_[(inputs - mean) / spread, np.ones(len(inputs))]
    weights = np.zeros(design.shape[1])
    for _ in range(8):
        p = 1 / (1 + np.exp(-design @ weights))
        bend = (design * (p * (1 - p) + 1e-6)[:, None]).T @ design + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(bend, design.T @ (p - truth) + ridge * weights)
    return mean, spread, weights


def _said(learned: Learned, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    mean, spread, weights = learned
    values: NDArray[np.float64] = 1 / (1 + np.exp(-np.c_[(inputs - mean) / spread, np.ones(len(inputs))] @ weights))
    return values


def likeness(papers: Sequence[Paper]) -> NDArray[np.float32]:
    """The cosine of each two documents' words, weighted by how few documents hold them."""
    spread = Counter(word for paper in papers for word in paper.words)
    places = {w: k for k, w in enumerate(sorted(w for w, n in spread.items() if 2 <= n <= len(papers) / 5))}
    table = np.zeros((len(papers), len(places)), np.float32)
    for row, paper in enumerate(papers):
        for word, count in paper.words.items():
            if word in places:
                table[row, places[word]] = (1 + math.log(count)) * math.log(len(papers) / spread[word])
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return table @ table.T
