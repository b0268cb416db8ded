"""Event coreference on ECB+, from plain text: which words tell of events, and which of them tell of one.

    python -m bench.ecbplus --data ecbplus-topics-01-35.jsonl.gz [--finder rules|learned] [--cache DIR] [--json]

The gold sentences of topics 1-35 go through the language model. Events of every kind are found in them: by rules (all verbs, and
nouns that the documents use as verbs too), or by a regression over the encoder's layers that is learned on the other half of the
topics. Documents are put together by the cosine of their words (gold topics are never read), mentions within them by the clustering
of `dragoman.stories`, over a score of the same making: log-odds of few signs, added up. Its constants were set on the odd topics.

Key mentions and found ones are the same where their tokens are exactly the same; entities of one mention count on both sides, which
makes the first figures no match for those of papers that leave them out, as the last figure of each line does.
Printed are MUC, B3 and CEAF-e with their mean, the CoNLL F1, for odd, even and all topics, beside two baselines over the same
mentions: each alone, and same head lemma in one gold topic.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.coref_scores import CorefScores, Entity, without_singletons
from bench.ecbplus_mentions import Candidate, Key, Paper, by_other_half, by_rule, candidates, likeness, read_papers
from bench.encoder import Encoder
from dragoman.stories.cluster import cluster, link

# Log-odds, set on the odd topics. The same lemma is the strongest sign; the lowest layer tells words alike in meaning; the words
# around and the arguments tell one speech from another; documents alike tell of one matter.
BASE, LEMMA, ALIKE, AROUND, ARGUMENTS, DOCUMENTS = -3.3, 2.5, 4.0, 1.0, 1.0, 2.0
ONE_MATTER = 0.15  # mean cosine from which on documents are of one matter
_ARGUMENT = frozenset({"nsubj", "obj", "obl", "nmod", "compound", "iobj", "nummod", "amod"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_NAMING = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})

Words = frozenset[str]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--finder", choices=("rules", "learned"), default="rules")
    parser.add_argument("--cache", type=Path, help="a folder where what the model says is kept between runs")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    papers = read_papers(options.data, options.cache)
    words = candidates(papers, Encoder((0, 1, 5)))
    mentions = by_rule(words) if options.finder == "rules" else by_other_half(words)
    matters, alike = matters_of(papers)
    lemmas: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
    for one in mentions:
        lemmas[one.paper.topic, one.lemma].append(one)
    systems = {
        "each alone": [[one] for one in mentions],
        "same lemma in a gold topic": list(lemmas.values()),
        "dragoman": groups_of(mentions, matters, alike),
    }
    rows = {name: figures(papers, groups) for name, groups in systems.items()}
    rows["documents"] = {"all": matter_figures(papers, matters)}
    if options.json:
        print(json.dumps(rows))
        return
    for name, halves in rows.items():
        for half, row in halves.items():
            print(f"{name:27}{half:5}" + "".join(f"  {measure} {value:.3f}" for measure, value in row.items()))


def figures(papers: Sequence[Paper], groups: Iterable[Sequence[Candidate]]) -> dict[str, dict[str, float]]:
    """The measures of one system by half."""
    topics = {paper.doc: paper.topic for paper in papers}
    found = [frozenset(one.key for one in group) for group in groups]
    chains: dict[str, set[Key]] = defaultdict(set)
    for paper in papers:
        for key, chain in paper.gold.items():
            chains[chain].add(key)
    rows = {}
    for half, wanted in (("odd", {1}), ("even", {0}), ("all", {0, 1})):
        inside = [
            [frozenset(k for k in e if topics[k[0]] % 2 in wanted) for e in side] for side in (chains.values(), found)
        ]
        gold, ours = ([Entity(e) for e in side if e] for side in inside)
        scores, larger = CorefScores(), CorefScores()
        scores.add(gold, ours)
        larger.add(without_singletons(gold), without_singletons(ours))
        rows[half] = {
            "mentions": scores.mentions.f1, "MUC": scores.muc.f1, "B3": scores.b3.f1, "CEAF-e": scores.ceaf.f1,
            "CoNLL": scores.conll, "CoNLL without singletons": larger.conll,
        }  # fmt: skip
    return rows


def matters_of(papers: Sequence[Paper]) -> tuple[dict[str, int], dict[tuple[str, str], float]]:
    """The number of the matter that each document is of, and the likeness of each two documents of one matter."""
    table = likeness(papers)
    names = [paper.doc for paper in papers]
    links = [link(names[a], names[b], float(table[a, b])) for a, b in combinations(range(len(names)), 2)]
    groups = cluster(links, threshold=ONE_MATTER)
    rows = {name: k for k, name in enumerate(names)}
    alike = {(a, b): float(table[rows[a], rows[b]]) for group in groups for a in group for b in group}
    return {name: number for number, group in enumerate(groups) for name in group}, alike


def matter_figures(papers: Sequence[Paper], matters: dict[str, int]) -> dict[str, float]:
    """How well documents are put together: pairs in one matter that are in one topic, and the other way round."""
    both = Counter((matters[p.doc], p.topic) for p in papers)
    pairs = sum(map(_pairs, both.values()))
    return {
        "matters": len(set(matters.values())),
        "pairs in one topic": pairs / max(1, sum(map(_pairs, Counter(matters.values()).values()))),
        "pairs of a topic found": pairs / max(1, sum(map(_pairs, Counter(p.topic for p in papers).values()))),
    }


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def groups_of(
    mentions: Sequence[Candidate], matters: dict[str, int], alike: dict[tuple[str, str], float]
) -> list[list[Candidate]]:
    """Mentions that tell of one event, within each matter."""
    lowest = np.stack([m.vectors[0] for m in mentions]).astype(np.float64)
    lowest -= lowest.mean(0)
    lowest /= np.maximum(np.linalg.norm(lowest, axis=1, keepdims=True), 1e-9)
    around, arguments = [_around(m) for m in mentions], [_arguments(m) for m in mentions]
    spread = Counter(word for words in around for word in words)
    weight = {word: math.log(1 + len(mentions) / (1 + n)) for word, n in spread.items()}
    of_matter: dict[int, list[int]] = defaultdict(list)
    for k, mention in enumerate(mentions):
        of_matter[matters[mention.paper.doc]].append(k)
    found = []
    for members in of_matter.values():
        near: NDArray[np.float64] = lowest[members] @ lowest[members].T
        links = []
        for (i, a), (j, b) in combinations(enumerate(members), 2):
            one, other = mentions[a], mentions[b]
            total = (
                BASE + LEMMA * (one.lemma == other.lemma) + ALIKE * near[i, j]
                + AROUND * _shared(around[a], around[b], weight) + ARGUMENTS * _shared(arguments[a], arguments[b], weight)
                + DOCUMENTS * alike[one.paper.doc, other.paper.doc]
            )  # fmt: skip
            links.append(link(f"{a:06}", f"{b:06}", 1 / (1 + math.exp(-total))))
        found += [[mentions[int(name)] for name in group] for group in cluster(links)] or [[mentions[members[0]]]]
    return found


def _around(one: Candidate) -> Words:
    """The telling words of the sentence but the mention's own."""
    words = one.sentence.words
    return frozenset(w.lemma.lower() for i, w in enumerate(words) if w.upos in _TELLING and i != one.word)


def _arguments(one: Candidate) -> Words:
    """The names and nouns that hang on a mention, and the noun that it hangs on."""
    words = one.sentence.words
    inside = [
        k
        for child in one.sentence.children[one.word]
        if words[child].deprel.split(":")[0] in _ARGUMENT
        for k in one.sentence.subtree(child)
    ]
    head = words[one.word].head
    if head >= 0 and words[head].upos in ("NOUN", "PROPN"):
        inside.append(head)
    return frozenset(words[k].lemma.lower() for k in inside if words[k].upos in _NAMING)


def _shared(one: Words, other: Words, weight: dict[str, float]) -> float:
    """The share of the shorter side's words that the other has, rare ones counting for more."""
    if not one or not other:
        return 0.0
    least = min(sum(weight.get(w, 1.0) for w in one), sum(weight.get(w, 1.0) for w in other))
    return sum(weight.get(w, 1.0) for w in one & other) / least


if __name__ == "__main__":
    main()
