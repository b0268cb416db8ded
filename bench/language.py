"""How well the language model reads: tags, trees, lemmas and names on gold words; words and sentences from raw text.

    python -m bench.language [--conllu FILE ...] [--names FILE ...] [--limit N] [--alone] [--json]

FILE of --conllu is a treebank in CoNLL-U, of --names a file of words with BIO tags. Trees are decoded as in reading.
Running text is put together from the treebank's tokens, document by document without paragraphs, which is harder than a
report.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.conllu import NamedSentence, RunningText, Tree, name_spans, read_names, read_trees, running_texts
from dragoman.errors import DragomanError
from dragoman.lm.lemmas import lemma_of
from dragoman.lm.reader import Analysis, LanguageModel, shipped_model
from dragoman.model.span import Span
from dragoman.text.sentences import split_sentences
from dragoman.text.words import tokenize


@dataclass(frozen=True, slots=True)
class TreeScores:
    """Shares of gold words that are right; `las` compares universal relations, `las_full` also their subtypes."""

    sentences: int
    words: int
    upos: float
    xpos: float
    uas: float
    las: float
    las_full: float
    lemma: float


@dataclass(frozen=True, slots=True)
class TextScores:
    """F1 of words and sentences found in running text; `ends` asks only where sentences end."""

    documents: int
    words_f1: float
    sentences_f1: float
    ends_f1: float


@dataclass(frozen=True, slots=True)
class NameScores:
    """Names found with the right words and kind."""

    sentences: int
    gold: int
    found: int
    precision: float
    recall: float
    f1: float


def analyse(sentences: Sequence[Sequence[str]], model: LanguageModel, *, alone: bool) -> list[Analysis]:
    """Run the model, all sentences together or (alone) each in a pass of its own."""
    if alone:
        return [model.analyse([sentence])[0] for sentence in sentences]
    return model.analyse(sentences)


def score_trees(trees: Sequence[Tree], model: LanguageModel, *, alone: bool = False) -> TreeScores:
    """Tags, trees and lemmas on the treebank's own words."""
    answers = analyse([[token.form for token in tree.tokens] for tree in trees], model, alone=alone)
    right = dict.fromkeys(("upos", "xpos", "uas", "las", "las_full", "lemma"), 0)
    words = 0
    for tree, answer in zip(trees, answers, strict=True):
        words += len(tree.tokens)
        for i, token in enumerate(tree.tokens):
            head = answer.heads[i] + 1 == token.head
            relation = answer.deprels[i]
            right["upos"] += answer.upos[i] == token.upos
            right["xpos"] += answer.xpos[i] == token.xpos
            right["uas"] += head
            right["las"] += head and relation.split(":")[0] == token.deprel.split(":")[0]
            right["las_full"] += head and relation == token.deprel
            right["lemma"] += lemma_of(token.form, answer.xpos[i]) == token.lemma
    return TreeScores(len(trees), words, **{name: count / max(1, words) for name, count in right.items()})


def score_texts(texts: Sequence[RunningText]) -> TextScores:
    """Words and sentences found in running text."""
    words, sentences, ends = [0, 0], [0, 0], [0, 0]
    for doc in texts:
        spans = tokenize(doc.text, 0, len(doc.text))
        found = [Span(spans[a].start, spans[b - 1].end) for a, b in split_sentences(doc.text, spans)]
        _count(words, set(spans), set(doc.words))
        _count(sentences, set(found), set(doc.sentences))
        _count(ends, {s.end for s in found}, {s.end for s in doc.sentences})
    return TextScores(len(texts), _f1(words), _f1(sentences), _f1(ends))


def _count(tally: list[int], found: set[Span] | set[int], gold: set[Span] | set[int]) -> None:
    tally[0] += len(found & gold)
    tally[1] += len(found) + len(gold)


def _f1(tally: Sequence[int]) -> float:
    return 2 * tally[0] / tally[1] if tally[1] else 0.0


def score_names(sentences: Sequence[NamedSentence], model: LanguageModel, *, alone: bool = False) -> NameScores:
    """Names on the file's own words."""
    answers = analyse([sentence.words for sentence in sentences], model, alone=alone)
    right = found = gold = 0
    for sentence, answer in zip(sentences, answers, strict=True):
        spans = name_spans(answer.names)
        right += len(spans & sentence.names)
        found += len(spans)
        gold += len(sentence.names)
    total = found + gold
    return NameScores(
        len(sentences), gold, found, right / max(1, found), right / max(1, gold), 2 * right / total if total else 0.0
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conllu", type=Path, nargs="+", default=[], help="treebanks in CoNLL-U, gzipped or not")
    parser.add_argument("--names", type=Path, nargs="+", default=[], help="files of words with BIO tags")
    parser.add_argument("--limit", type=int, default=0, help="only the first N sentences of each file (0: all)")
    parser.add_argument("--alone", action="store_true", help="give the model one sentence at a time")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    if not args.conllu and not args.names:
        parser.error("nothing to measure; give --conllu FILE or --names FILE")
    stop = args.limit or None
    figures: dict[str, dict[str, float]] = {}
    try:
        model = shipped_model()
        for path in args.conllu:
            trees = read_trees(path)[:stop]
            scores = score_trees(trees, model, alone=args.alone)
            figures[path.name] = asdict(scores) | asdict(score_texts(running_texts(trees)))
        for path in args.names:
            figures[path.name] = asdict(score_names(read_names(path)[:stop], model, alone=args.alone))
    except (OSError, DragomanError) as error:
        parser.exit(1, f"bench.language: {error}\n")
    if args.json:
        print(json.dumps(figures))
        return
    for name, row in figures.items():
        print(name)
        print("    " + "  ".join(f"{k} {v:.4f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
