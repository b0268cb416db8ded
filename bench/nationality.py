"""Which state an organisation, a person or a nationality belongs to, on 150 mentions of re3d that were checked by hand.

    python -m bench.nationality --data FILE.jsonl [FILE.jsonl …] [--show] [--all] [--json]

The mentions are drawn once, with a fixed seed, from all of the three types. bench/re3d_verdicts.csv holds for each the
state that is right (ISO 3166 alpha-3, several with a semicolon where any of them will do) or "none" where a body is of
no single state; no text of the data is in it. A document is read whole, as far as its sentences are in the files,
without gold names and as of `DAY`, since re3d gives no dates but tells of 2014-2017. `--show` prints the mentions
answered wrongly, `--all` every one with its sentence.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.coref import speaker_of
from dragoman.errors import DragomanError, InputError
from dragoman.extract.deeds import View
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader
from dragoman.resolve.actors import Resolver
from dragoman.text.analyse import analyse

VERDICTS = Path(__file__).resolve().parent / "re3d_verdicts.csv"
DAY = datetime(2016, 7, 1)
TYPES = ("Organisation", "Person", "Nationality")
ASKED, SEED = 150, 3
_NONE = "none"
Row = dict[str, Any]  # a sentence as in the file


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a mention stands: document, sentence, characters of the sentence."""

    doc: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A mention with the state that was found, and whether that is right; None where nobody has judged it."""

    at: Place
    text: str
    sentence: str
    found: str
    expects: str | None

    @property
    def right(self) -> bool:
        """Whether the state is one of those expected."""
        return self.expects is not None and self.found in self.expects.split(";")


def read_sentences(paths: Sequence[Path]) -> list[Row]:
    """The rows of the data files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def drawn(rows: Sequence[Row]) -> list[Place]:
    """The mentions that are asked for, in the order of the data's ids."""
    every = {
        Place(row["doc"], row["sentence_number"], e["start"], e["end"])
        for row in rows for e in row["entities"] if e["type"] in TYPES
    }  # fmt: skip
    return sorted(random.Random(SEED).sample(sorted(every), ASKED))


def read_verdicts(path: Path = VERDICTS) -> dict[Place, str]:
    """The states that are right."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {Place(r["doc"], int(r["sentence"]), int(r["start"]), int(r["end"])): r["country"] for r in rows}


def ask(rows: Sequence[Row], reader: Reader, verdicts: dict[Place, str]) -> Iterator[Answer]:
    """The state of each drawn mention."""
    wanted = drawn(rows)
    docs: dict[str, dict[int, str]] = {}
    for row in rows:
        docs.setdefault(row["doc"], {})[row["sentence_number"]] = row["text"]
    asked = [doc for doc in docs if any(p.doc == doc for p in wanted)]
    reports = [_report(doc, docs[doc]) for doc in asked]
    for doc, report, document in zip(asked, reports, analyse(reports, reader.model), strict=True):
        view = reader.view(document)
        resolver = Resolver(view.document, view.phrases, reader.tools.book)
        starts = {n: block.span.start for n, block in zip(sorted(docs[doc]), report.blocks, strict=True)}
        for place in (p for p in wanted if p.doc == doc):
            sentence, begin = docs[doc][place.sentence], starts[place.sentence]
            found = country(view, resolver, Span(begin + place.start, begin + place.end))
            yield Answer(place, sentence[place.start : place.end], sentence, found, verdicts.get(place))


def _report(doc: str, sentences: dict[int, str]) -> Report:
    """A document of which some sentences may be missing; each is a paragraph."""
    text, blocks = "", []
    for n in sorted(sentences):
        blocks.append(Block(BlockKind.BODY, Span(len(text), len(text) + len(sentences[n]))))
        text += sentences[n] + "\n"
    return Report(text=text, source=doc, blocks=tuple(blocks), published=DAY, published_precision=Precision.DAY)


def country(view: View, resolver: Resolver, span: Span) -> str:
    """The state of whom the head of some words stands for."""
    for phrases in view.phrases:
        words = phrases.sentence.words
        inside = [i for i, w in enumerate(words) if w.span.start < span.end and w.span.end > span.start]
        if inside:
            head = next((i for i in inside if words[i].head not in inside and words[i].upos != "PUNCT"), inside[-1])
            mention = phrases.at(head)
            states = {ref.country for ref in resolver.refs(mention, speaker_of(view, resolver, mention))}
            return next(iter(states)) or _NONE if len(states) == 1 else _NONE
    return _NONE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, nargs="+", help="files of re3d sentences (JSONL)")
    parser.add_argument("--show", action="store_true", help="list the mentions answered wrongly")
    parser.add_argument("--all", action="store_true", help="list every mention with its sentence")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    try:
        answers = list(ask(read_sentences(args.data), Reader.load(), read_verdicts()))
        if unjudged := [a for a in answers if a.expects is None]:
            raise InputError(f"{len(unjudged)} mentions are not in {VERDICTS}; --data needs the train and dev files")
    except DragomanError as error:
        parser.exit(1, f"bench.nationality: {error}\n")
    right = sum(a.right for a in answers)
    if args.json:
        print(json.dumps({"share": round(right / len(answers), 4), "right": right, "asked": len(answers)}))
        return
    for a in answers:
        if args.all or (args.show and not a.right):
            print(f"{'right' if a.right else 'WRONG'}  {a.text} = {a.found}, expected {a.expects} | {a.sentence}")
    print(f"{right / len(answers):.3f} of {len(answers)} mentions have the right state, or rightly none")


if __name__ == "__main__":
    main()
