"""Whole reports against gold annotations: events, parties, times, status, speakers, ties and the picture.

    python -m bench.gold --gold DIR [--only PART] [--show] [--json]

DIR holds annotations (*.json) with their texts in DIR/reports. Beside the measures of single events it prints the
document level: does the report hold an event of this type, mean F1 over PLOVER's 16 types; and for bait reports,
those in which the gold requires no event, how many were found.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.annotations import GoldReport, read_gold
from bench.pictures import add_picture
from bench.scoring import F1_MEASURES, SHARES, Differences, Scores, add_events, add_relations, span_text
from dragoman.errors import DragomanError
from dragoman.intake.files import read_file
from dragoman.model.records import Reading, Ref
from dragoman.model.report import Report
from dragoman.pipeline import Reader


@dataclass(frozen=True, slots=True)
class Run:
    """What a run over a folder gives: scores, what differs by report, and events in the bait reports."""

    scores: Scores
    differences: list[tuple[GoldReport, Differences]]
    bait: dict[str, int]


def run(golds: Sequence[GoldReport], reader: Reader) -> Run:
    """Read the reports of some annotations and score what was found."""
    readings = reader.read(_report(gold) for gold in golds)
    scores, differences, bait = Scores(), [], {}
    for gold, reading in zip(golds, readings, strict=True):
        differences.append((gold, score(gold, reading, scores)))
        if not gold.required:
            bait[gold.path.name] = len(reading.events)
    return Run(scores, differences, bait)


def score(gold: GoldReport, reading: Reading, scores: Scores) -> Differences:
    """Add one report to the scores and tell what was missed and invented."""
    differences = add_events(gold, reading.events, scores)
    add_relations(gold, reading.relations, scores, differences)
    if gold.picture is not None:
        add_picture(gold.picture, reading.picture, gold.names, scores.f1["picture"])
    return differences


def _report(gold: GoldReport) -> Report:
    for item in read_file(gold.path):
        if isinstance(item, DragomanError):
            raise item
        if item.text != gold.text:
            raise DragomanError(f"{gold.path}: the text read is not the file's text, so spans can't be compared")
        return item
    raise DragomanError(f"{gold.path}: no report in this file")


def figures(result: Run) -> dict[str, object]:
    """The figures of a run as one JSON object."""
    out: dict[str, object] = {"reports": len(result.differences)}
    for name in F1_MEASURES:
        count = result.scores.f1[name]
        out[name] = {
            "f1": count.f1, "precision": count.precision, "recall": count.recall,
            "right": count.right, "found": count.found, "wanted": count.wanted,
        }  # fmt: skip
    for name in SHARES:
        share = result.scores.shares[name]
        out[name] = {"share": share.value, "right": share.right, "asked": share.asked}
    out["document-types"] = {
        "macro_f1": result.scores.type_macro_f1,
        "f1": {name: count.f1 for name, count in result.scores.types.items() if count.found or count.wanted},
    }
    out["bait"] = result.bait
    return out


def lines(result: Run) -> list[str]:
    """The figures of a run for people."""
    out = [f"{len(result.differences)} reports"]
    for name in F1_MEASURES:
        count = result.scores.f1[name]
        if count.wanted or name != "picture":
            out.append(
                f"{name:15} F1 {count.f1:.3f}  P {count.precision:.3f}  R {count.recall:.3f}"
                f"  ({count.right} right, {count.found} found, {count.wanted} wanted)"
            )
    for name in SHARES:
        share = result.scores.shares[name]
        out.append(f"{name:15} {share.value:.3f}  ({share.right} of {share.asked})")
    out.append(f"document types  macro F1 {result.scores.type_macro_f1:.3f}")
    by_type = [(n, c) for n, c in result.scores.types.items() if c.found or c.wanted]
    out.append("    " + "  ".join(f"{name} {count.f1:.2f}" for name, count in by_type))
    out += [f"bait            {name}: {count} events" for name, count in result.bait.items()]
    return out


def shown(gold: GoldReport, differences: Differences) -> list[str]:
    """What was missed (-) and invented (+) in one report."""
    out = [gold.path.name]
    for event in differences.missed_events:
        out.append(
            f"  - {event.type} {list(event.actors)} -> {list(event.recipients)} {event.status[0]} "
            f"[{event.trigger}] | {event.opening}"
        )
    for found in differences.invented_events:
        trigger = found.evidence.trigger.of(gold.text)
        sentence = span_text(found.evidence.sentence, gold.text)
        out.append(f"  + {found.type} {_names(found.actors)} -> {_names(found.recipients)} [{trigger}] | {sentence}")
    out += [f"  - relation {r.holder} {r.kind} {r.toward}" for r in differences.missed_relations]
    out += [f"  + relation {r.holder.name} {r.kind} {r.toward.name}" for r in differences.invented_relations]
    return out


def _names(refs: Sequence[Ref]) -> list[str]:
    return [ref.name for ref in refs]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotations")
    parser.add_argument("--only", default="", help="only annotations whose file name holds this")
    parser.add_argument("--show", action="store_true", help="list what was missed (-) and invented (+)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    try:
        golds = [gold for gold in read_gold(args.gold) if args.only in gold.path.name]
        result = run(golds, Reader.load())
    except DragomanError as error:
        parser.exit(1, f"bench.gold: {error}\n")
    if args.json:
        print(json.dumps(figures(result)))
        return
    if args.show:
        for gold, differences in result.differences:
            print("\n".join(shown(gold, differences)))
    print("\n".join(lines(result)))


if __name__ == "__main__":
    main()
