"""How well times are found and valued: spans, types and TIMEX3 values against an annotated file, as TempEval-3 scored
them.

Spans count strictly (same characters) and relaxed (any overlap, each mention matched once). Type accuracy is over
relaxed matches; value F1 counts a relaxed match only where the value is equal. Values are compared as written: a gold
value that breaks the guidelines counts against Dragoman like any other.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bench.cached import analysed
from dragoman.mentions.times import find_all_times
from dragoman.model.document import Document
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression, gold or found, by characters."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Case:
    """One document of the data file."""

    doc: str
    dct: date
    text: str
    gold: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one run; all are shares between 0 and 1 but the counts."""

    documents: int
    gold: int
    found: int
    strict_f1: float
    relaxed_precision: float
    relaxed_recall: float
    relaxed_f1: float
    type_accuracy: float
    type_f1: float
    value_accuracy: float
    value_f1: float


def read_cases(path: Path) -> list[Case]:
    """The documents of a data file (see the README of shared/data)."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = tuple(Timex(t["start"], t["end"], t["type"], t["value"]) for t in row["timex"])
        cases.append(Case(row["doc"], date.fromisoformat(row["dct"][:10]), row["text"], gold))
    return cases


def report_of(case: Case) -> Report:
    """The text as a report with one body block a paragraph."""
    blocks = tuple(
        Block(BlockKind.BODY, Span(m.start(), m.end())) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", case.text)
    )
    return Report(text=case.text, source=case.doc, blocks=blocks)


def found_in(document: Document, dct: date) -> list[Timex]:
    """What Dragoman finds, by characters."""
    return [
        Timex(span.start, span.end, mention.type, mention.value)
        for sentence, mentions in zip(document.sentences, find_all_times(document, dct), strict=True)
        for mention in mentions
        for span in [sentence.span_of(mention.start, mention.end)]
    ]


def align(gold: Sequence[Timex], found: Sequence[Timex]) -> Iterator[tuple[Timex | None, Timex | None]]:
    """Pairs of overlapping mentions, each used once, then what is left on either side."""
    left = list(found)
    for timex in gold:
        same = [f for f in left if f.start < timex.end and timex.start < f.end]
        best = max(same, key=lambda f: min(f.end, timex.end) - max(f.start, timex.start), default=None)
        if best is not None:
            left.remove(best)
        yield timex, best
    yield from ((None, f) for f in left)


def score(pairs: Sequence[tuple[Timex | None, Timex | None]], documents: int) -> Scores:
    """The figures of aligned mentions."""
    both = [(g, f) for g, f in pairs if g is not None and f is not None]
    gold, found = sum(g is not None for g, _ in pairs), sum(f is not None for _, f in pairs)

    def f1(hits: int) -> float:
        return round(2 * hits / (gold + found), 4) if gold + found else 0.0

    types, values = sum(g.type == f.type for g, f in both), sum(g.value == f.value for g, f in both)
    return Scores(
        documents,
        gold,
        found,
        f1(sum((g.start, g.end) == (f.start, f.end) for g, f in both)),
        round(len(both) / max(1, found), 4),
        round(len(both) / max(1, gold), 4),
        f1(len(both)),
        round(types / max(1, len(both)), 4),
        f1(types),
        round(values / max(1, len(both)), 4),
        f1(values),
    )


def _show(case: Case, document: Document, pairs: Sequence[tuple[Timex | None, Timex | None]]) -> Iterator[str]:
    """One line for each miss, spurious mention and wrong value."""
    for g, f in pairs:
        if g is not None and f is not None and g.value == f.value:
            continue
        at = g or f
        assert at is not None
        context = case.text[max(0, at.start - 60) : at.end + 40].replace("\n", " ")
        sides = " -> ".join(f"{case.text[t.start : t.end]!r} {t.type} {t.value}" if t else "nothing" for t in (g, f))
        yield f"{case.doc} {case.dct} | {sides} | {context}"


def main() -> None:
    """Score one data file."""
    parser = argparse.ArgumentParser(prog="python -m bench.time", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="JSON lines: doc, dct, text, timex")
    parser.add_argument("--first", type=int, help="only the first N documents")
    parser.add_argument("--skip", type=int, default=0, help="leave out the first N documents")
    parser.add_argument("--cache", type=Path, help="folder that keeps analysed documents between runs")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N wrong mentions")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    cases = read_cases(options.data)[options.skip :][: options.first]
    pairs: list[tuple[Timex | None, Timex | None]] = []
    shown: list[str] = []
    for case in cases:
        document = analysed(report_of(case), options.cache)
        aligned = list(align(case.gold, found_in(document, case.dct)))
        pairs += aligned
        shown += _show(case, document, aligned)
    figures = asdict(score(pairs, len(cases)))
    for line in shown[: options.show]:
        print(line)
    print(json.dumps(figures) if options.json else "\n".join(f"{k:18} {v}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
