"""How well attributions are found: sources, cues and contents against a file in PolNeAR's form (shared/data/README.md).

Token F1 is over the words that hold a role anywhere in a document; exact F1 over whole spans, each matched once;
overlap F1 counts a span that shares a word with one of the other side. Attributions are paired by the words that
their cues, else their contents share, and a pair's source is right where the head word that was found stands in the
annotated source, or where both have none; its F1 is over all attributions of both sides, so that what is made up
costs as much as what is missed.

Sayings in a quotation or in another saying are left out: PolNeAR has next to none of either (3 cues of 2280 stand in
quotation marks, of our nested sayings one in ten is annotated). Records keep them.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.cached import analysed
from dragoman.model.document import Document
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader

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
    blocks: list[Block] = []
    at = 0
    for line in case.text.split("\n"):
        if line.strip():
            kind = BlockKind.BODY if blocks or len(line) > 160 else BlockKind.HEADLINE
            blocks.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return Report(text=case.text, source=case.doc, blocks=tuple(blocks))


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


def gold_in(case: Case, words: Words) -> list[Attribution]:
    """The annotated attributions; those without a cue are errors of the annotation and left out."""
    out = []
    for row in case.gold:
        source, cue, content = (words.of([(a, b) for a, b in row[role]]) for role in ROLES)
        if cue:
            out.append(Attribution(source, cue, content))
    return out


def found_in(document: Document, reader: Reader, words: Words) -> list[Attribution]:
    """What Dragoman finds in a document, of all sorts, outside of quotations."""
    out = []
    for sentence, sayings in zip(document.sentences, reader.view(document).speech.attributions, strict=True):
        for saying in sayings:
            if saying.inner or not (saying.content or saying.beyond):
                continue

            def spans(
                indices: Sequence[int], forms: Document = document, at: int = sentence.index
            ) -> list[tuple[int, int]]:
                held = [forms.sentences[at].words[i].span for i in indices]
                return [(s.start, s.end) for s in held]

            content = spans(sorted(saying.content)) + [(s.start, s.end) for s in saying.beyond]
            head = words.of(spans([saying.source_head])) if saying.source_head is not None else frozenset()
            out.append(
                Attribution(
                    words.of(spans(saying.source_words)),
                    words.of(spans(saying.cue_words)),
                    words.of(content),
                    next(iter(head), None),
                )
            )
    return out


def pair(gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Attributions of both sides that are one: those that share most words of the cue, else of the content."""
    shared = [
        (len(g.cue & f.cue) * 1000 + len(g.content & f.content), i, k)
        for i, g in enumerate(gold)
        for k, f in enumerate(found)
        if g.cue & f.cue or len(g.content & f.content) * 2 > len(g.content | f.content)
    ]
    pairs, used, taken = [], set(), set()
    for _, i, k in sorted(shared, key=lambda t: (-t[0], t[1], t[2])):
        if i not in used and k not in taken:
            used.add(i)
            taken.add(k)
            pairs.append((gold[i], found[k]))
    return pairs


def right_source(gold: Attribution, found: Attribution) -> bool:
    """Whether the head that was found stands in the annotated source, or neither side has a source."""
    return found.head in gold.source if found.head is not None else not gold.source


class Tally:
    """Counts of hits and of both sides, by measure."""

    def __init__(self) -> None:
        self.hits: dict[str, float] = {}
        self.gold: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def add(self, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        """Count one document."""
        for role in ROLES:
            g, f = [a.role(role) for a in gold if a.role(role)], [a.role(role) for a in found if a.role(role)]
            words_g, words_f = frozenset().union(*g), frozenset().union(*f)
            self._count(f"{role} tokens", len(words_g & words_f), len(words_g), len(words_f))
            self._count(f"{role} exact", (Counter(g) & Counter(f)).total(), len(g), len(f))
            hits = sum(bool(s & words_f) for s in g), sum(bool(s & words_g) for s in f)
            self._count(f"{role} overlap", sum(hits) / 2, len(g), len(f))
        pairs = pair(gold, found)
        self._count("attributions", len(pairs), len(gold), len(found))
        self._count("source head", sum(right_source(g, f) for g, f in pairs), len(gold), len(found))

    def _count(self, measure: str, hits: float, gold: int, found: int) -> None:
        self.hits[measure] = self.hits.get(measure, 0) + hits
        self.gold[measure] += gold
        self.found[measure] += found

    def figures(self) -> dict[str, dict[str, float]]:
        """F1, precision and recall of each measure."""
        out = {}
        for measure, gold in self.gold.items():
            hits, found = self.hits[measure], self.found[measure]
            out[measure] = {
                "f1": round(2 * hits / max(1, gold + found), 4),
                "precision": round(hits / max(1, found), 4),
                "recall": round(hits / max(1, gold), 4),
            }
        return out


def wrong(case: Case, words: Words, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[str]:
    """One line for each attribution that is missed, made up, or of wrong words."""

    def said(a: Attribution) -> str:
        return " | ".join(" ".join(words.spans[i].of(case.text) for i in sorted(a.role(r))) or "-" for r in ROLES)

    pairs = pair(gold, found)
    yield from (f"{case.doc} missed  {said(g)}" for g in gold if all(g is not p for p, _ in pairs))
    yield from (f"{case.doc} made up {said(f)}" for f in found if all(f is not p for _, p in pairs))
    for g, f in pairs:
        if any(g.role(r) != f.role(r) for r in ROLES):
            yield f"{case.doc} differs {said(g)}\n{'':{len(case.doc)}} found   {said(f)}"


def main() -> None:
    """Score one data file."""
    parser = argparse.ArgumentParser(prog="python -m bench.attribution", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="JSON lines: doc, text, attributions; may be gzipped")
    parser.add_argument("--limit", type=int, help="only the first N documents")
    parser.add_argument("--cache", type=Path, help="folder that keeps analysed documents between runs")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N wrong attributions")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    reader, tally = Reader.load(), Tally()
    shown: list[str] = []
    for case in read_cases(options.data)[: options.limit]:
        document = analysed(report_of(case), options.cache)
        words = Words(document)
        gold, found = gold_in(case, words), found_in(document, reader, words)
        tally.add(gold, found)
        shown += wrong(case, words, gold, found)
    for line in shown[: options.show]:
        print(line)
    figures = tally.figures()
    if options.json:
        print(json.dumps(figures))
    else:
        for measure, row in figures.items():
            print(f"{measure:16} " + "  ".join(f"{name} {value:.3f}" for name, value in row.items()))


if __name__ == "__main__":
    main()
