"""Who the actors are: F1 over matched events by name and by state, and two tables of questions of our own.

    python -m bench.actors --gold DIR [--show] [--json]

DIR holds annotations as for bench.gold. The tables are tests/resolve/offices.csv (who held an office on a day) and
tests/resolve/mentions.csv (whom a mention in a short context stands for); `--show` lists the questions answered
wrongly.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from bench.annotations import read_gold
from bench.gold import run
from dragoman.errors import DragomanError
from dragoman.knowledge.actors import ActorBook, fold, load_actors
from dragoman.model.records import Kind, Ref
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader
from dragoman.resolve.actors import Resolver
from dragoman.text.analyse import analyse

TABLES = Path(__file__).resolve().parents[1] / "tests" / "resolve"


@dataclass(frozen=True, slots=True)
class Question:
    """Whom a mention in a short context stands for on a day."""

    day: date
    mention: str
    expects: str
    context: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what was found for it."""

    question: str
    expects: str
    found: str
    right: bool
    confidence: float | None = None


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a table without its comments."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def ask_offices(book: ActorBook, path: Path = TABLES / "offices.csv") -> list[Answer]:
    """Who held each office on its day."""
    answers = []
    for row in read_table(path):
        holder = book.holder(row["office"], row["of"], date.fromisoformat(row["day"]))
        right = holder is not None and fold(row["person"]) in {fold(n) for n in (holder.name, *holder.aliases)}
        asked = f"{row['office']} of {row['of']} on {row['day']}"
        answers.append(Answer(asked, row["person"], holder.name if holder else "nobody", right))
    return answers


def questions(path: Path = TABLES / "mentions.csv") -> list[Question]:
    return [Question(date.fromisoformat(r["day"]), r["mention"], r["expects"], r["context"]) for r in read_table(path)]


def refs_of(reader: Reader, asked: Sequence[Question]) -> Iterator[list[Ref]]:
    """The refs of each mention."""
    for question, document in zip(asked, analyse([_report(q) for q in asked], reader.model), strict=True):
        view = reader.view(document)
        yield _refs(question, Resolver(view.document, view.phrases, reader.tools.book))


def ask_mentions(reader: Reader, asked: Sequence[Question]) -> list[Answer]:
    """Whom each mention stands for."""
    answers = []
    for question, refs in zip(asked, refs_of(reader, asked), strict=True):
        right = _is_right(question.expects, refs, reader.tools.book)
        found = "; ".join(f"{r.id} {r.name} {r.country}" for r in refs) or "nobody"
        sure = max((r.confidence for r in refs if r.confidence is not None), default=None)
        asked_for = f"{question.day} {question.mention}: {question.context}"
        answers.append(Answer(asked_for, question.expects, found, right, sure))
    return answers


def _report(question: Question) -> Report:
    return Report(
        text=question.context, source="question", blocks=(Block(BlockKind.BODY, Span(0, len(question.context))),),
        published=datetime.combine(question.day, time()), published_precision=Precision.DAY,
    )  # fmt: skip


def _refs(question: Question, resolver: Resolver) -> list[Ref]:
    """The refs of the last occurrence of the mention's words."""
    text = question.context
    start = text.rindex(question.mention)
    end = start + len(question.mention)
    for phrases in resolver.scene.phrases:
        inside = [i for i, w in enumerate(phrases.sentence.words) if w.span.start < end and w.span.end > start]
        if inside:
            head = next((i for i in inside if phrases.sentence.words[i].head not in inside), inside[-1])
            return resolver.refs(phrases.at(head))
    return []


def _is_right(expects: str, refs: Sequence[Ref], book: ActorBook) -> bool:
    wanted = expects.split(";")
    return len(wanted) == len(refs) and all(any(_fits(one, ref, book) for ref in refs) for one in wanted)


def _fits(wanted: str, ref: Ref, book: ActorBook) -> bool:
    if wanted == "?":
        return ref.id is None
    if wanted == "place":
        return ref.kind is Kind.PLACE
    if wanted.startswith("country:"):
        return ref.country == wanted.removeprefix("country:")
    actor = book.by_id(ref.id or "")
    names = {fold(ref.name)} | ({fold(n) for n in (actor.name, *actor.aliases)} if actor else set())
    return wanted == ref.id or fold(wanted) in names


def share(answers: Sequence[Answer]) -> float:
    """How many of the answers are right."""
    return sum(answer.right for answer in answers) / len(answers) if answers else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotations")
    parser.add_argument("--show", action="store_true", help="list the questions answered wrongly")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    try:
        reader = Reader.load()
        scores = run(read_gold(args.gold), reader).scores
    except DragomanError as error:
        parser.exit(1, f"bench.actors: {error}\n")
    tables = {"offices": ask_offices(load_actors()), "mentions": ask_mentions(reader, questions())}
    f1 = {"actors": scores.f1["actors"], "actors-state": scores.f1["actors-state"]}
    if args.json:
        out: dict[str, object] = {k: {"f1": c.f1, "precision": c.precision, "recall": c.recall} for k, c in f1.items()}
        out |= {k: {"share": share(answers), "asked": len(answers)} for k, answers in tables.items()}
        print(json.dumps(out))
        return
    for name, count in f1.items():
        print(f"{name:13} F1 {count.f1:.3f}  P {count.precision:.3f}  R {count.recall:.3f}")
    for name, answers in tables.items():
        print(f"{name:13} {share(answers):.3f} of {len(answers)} questions right")
        for answer in answers if args.show else []:
            if not answer.right:
                print(f"  {answer.question}\n    expected {answer.expects}; found {answer.found}")


if __name__ == "__main__":
    main()
