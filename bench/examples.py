"""The lexicon's own examples through the whole pipeline: does each frame code the sentence that it is explained by?

    python -m bench.examples [--type T] [--show N] [--json] [--floors FILE]

Of each marked sentence: is there an event of the right type on the marked trigger ("typed"), with the marked
actors and recipients by overlap and no others ("right")? "coded" asks for type and parties, on whatever word:
"reached an *agreement*" may be told by its verb. A counter-example (NOT:) is wrong where the type fires on its
trigger. A sentence is read on its own, without a date: the figures are about frames and parser, not about news.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dragoman.knowledge.lexicon import Example, read_lexicon
from dragoman.model.records import Event, Ref
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader

_MARK = re.compile(r"\[\[|\]\]|\[|\]|\*")


class Outcome(StrEnum):
    """What became of an example."""

    RIGHT = "right"  # right type on the marked trigger with the marked parties
    CODED = "other trigger, all else right"
    PARTIES = "parties differ"  # right type on the marked trigger
    ELSEWHERE = "other trigger"  # right type, on another word
    OTHER_TYPE = "other type"  # the marked trigger has another type
    NOTHING = "no event"
    QUIET = "rightly quiet"  # a counter-example that doesn't fire
    FIRED = "wrongly fired"


@dataclass(frozen=True, slots=True)
class Marked:
    """An example without its marks, and where they stood."""

    example: Example
    text: str
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """An example with the events that were found in it."""

    marked: Marked
    outcome: Outcome
    events: tuple[Event, ...]


def unmark(example: Example) -> Marked:
    """Take the marks out of an example.

    Raises:
        ValueError: a mark isn't closed, or there isn't exactly one trigger.
    """
    text, at, open_marks = "", 0, dict[str, int]()
    spans: dict[str, list[Span]] = {"*": [], "[": [], "[[": []}
    for match in _MARK.finditer(example.text):
        text += example.text[at : match.start()]
        at = match.end()
        kind = {"]": "[", "]]": "[["}.get(match.group(), match.group())
        if kind in open_marks:
            spans[kind].append(Span(open_marks.pop(kind), len(text)))
        elif match.group() in ("]", "]]"):
            raise ValueError(f"{match.group()} closes nothing")
        else:
            open_marks[kind] = len(text)
    text += example.text[at:]
    if open_marks or len(spans["*"]) != 1:
        raise ValueError(f"open marks {list(open_marks)}, {len(spans['*'])} triggers; exactly one *trigger* is needed")
    return Marked(example, text, spans["*"][0], tuple(spans["["]), tuple(spans["[["]))


def report_of(text: str, source: str) -> Report:
    """One sentence as a report."""
    return Report(text=text, source=source, blocks=(Block(BlockKind.BODY, Span(0, len(text))),))


def try_examples(examples: Iterable[Example], reader: Reader) -> list[Tried]:
    """Read examples and judge each."""
    marked = [unmark(example) for example in examples]
    reports = [report_of(m.text, f"{Path(m.example.path).name}:{m.example.line}") for m in marked]
    return [
        Tried(m, judge(m, reading.events), reading.events)
        for m, reading in zip(marked, reader.read(reports), strict=True)
    ]


def judge(marked: Marked, events: Sequence[Event]) -> Outcome:
    """What became of an example, by the best of its events."""
    here = [e for e in events if e.evidence.trigger.overlaps(marked.trigger)]
    right = [e for e in here if e.type == marked.example.type]
    if marked.example.wrong:
        return Outcome.FIRED if right else Outcome.QUIET
    if any(_same(e.actors, marked.actors) and _same(e.recipients, marked.recipients) for e in right):
        return Outcome.RIGHT
    if right:
        return Outcome.PARTIES
    elsewhere = [e for e in events if e.type == marked.example.type]
    if any(_same(e.actors, marked.actors) and _same(e.recipients, marked.recipients) for e in elsewhere):
        return Outcome.CODED
    if elsewhere:
        return Outcome.ELSEWHERE
    return Outcome.OTHER_TYPE if here else Outcome.NOTHING


def _same(refs: Sequence[Ref], spans: Sequence[Span]) -> bool:
    """Whether each marked span has a party on it, and there are no more parties than marks."""
    return len(refs) == len(spans) and all(any(_stands_at(ref, span) for ref in refs) for span in spans)


def _stands_at(ref: Ref, span: Span) -> bool:
    return ref.span.overlaps(span) or (ref.via is not None and ref.via.overlaps(span))


def shares(tried: Sequence[Tried]) -> dict[str, float]:
    """Shares of some examples; see the head of this module."""
    positive = [t.outcome for t in tried if not t.marked.example.wrong]
    negative = [t.outcome for t in tried if t.marked.example.wrong]
    full = positive.count(Outcome.RIGHT)
    typed = full + positive.count(Outcome.PARTIES)
    coded = full + positive.count(Outcome.CODED)
    return {
        "examples": len(positive),
        "right": full / max(1, len(positive)),
        "coded": coded / max(1, len(positive)),
        "typed": typed / max(1, len(positive)),
        "counter-examples": len(negative),
        "quiet": negative.count(Outcome.QUIET) / max(1, len(negative)),
    }


def by_type(tried: Sequence[Tried]) -> dict[str, dict[str, float]]:
    """Shares by type, and of all together."""
    types = sorted({t.marked.example.type for t in tried})
    table = {type_: shares([t for t in tried if t.marked.example.type == type_]) for type_ in types}
    return table | {"ALL": shares(tried)}


def described(tried: Tried) -> str:
    """One failure with what was found instead."""
    example = tried.marked.example
    found = "; ".join(
        f"{e.type} [{e.evidence.trigger.of(tried.marked.text)}] "
        f"{', '.join(r.text for r in e.actors) or '-'} -> {', '.join(r.text for r in e.recipients) or '-'} ({e.why})"
        for e in tried.events
    )
    place = f"{Path(example.path).name}:{example.line}"
    return f"{tried.outcome.value}: {place} {example.predicate[:40]!r}: {example.text}\n    found {found or 'nothing'}"


def is_failure(tried: Tried) -> bool:
    """Whether an example isn't coded as it is marked."""
    return tried.outcome not in (Outcome.RIGHT, Outcome.CODED, Outcome.QUIET)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--type", default="", help="only one PLOVER type")
    parser.add_argument("--show", type=int, default=0, help="print the first N failures")
    parser.add_argument("--floors", type=Path, help="write pinned floors, two points under what is measured")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    examples = [e for e in read_lexicon()[1] if not args.type or e.type == args.type.upper()]
    tried = try_examples(examples, Reader.load())
    table = by_type(tried)
    for failure in [t for t in tried if is_failure(t)][: args.show]:
        print(described(failure))
    if args.floors:
        args.floors.write_text(json.dumps(floors(table), indent=1) + "\n", encoding="utf-8")
    if args.json:
        print(json.dumps(table))
        return
    print(f"{'':10} examples  right  coded  typed  counter  quiet")
    for type_, row in table.items():
        print(
            f"{type_:10} {row['examples']:8.0f}  {row['right']:.3f}  {row['coded']:.3f}  {row['typed']:.3f}"
            f"  {row['counter-examples']:7.0f}  {row['quiet']:.3f}"
        )


def floors(table: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """What the shares must not fall under: two points below the measured ones, since a retrained parser moves a few."""
    return {
        type_: {name: max(0.0, round(row[name] - 0.02, 3)) for name in ("coded", "typed", "quiet")}
        for type_, row in table.items()
    }


if __name__ == "__main__":
    main()
