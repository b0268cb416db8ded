"""One sentence with a marked source and target a row: which PLOVER root, quad class and side does Dragoman code?

    python -m bench.plv --data PLV.tsv [--half even|odd] [--limit N] [--skip N] [--show N] [--json]

The sentence is read as it is; of its events, the one between the marked source and target is taken, with its status folded
into the type as the data's convention has it. Columns: sentence, marked_sentence, source, target, gold_penta, gold_root
(or gold_binary alone). Where the data's ontology has YIELD, CONCEDE and RETREAT are counted as YIELD.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.rows import chosen, row_options, sentence_reports
from dragoman.knowledge.folding import folded
from dragoman.knowledge.ontology import TYPES
from dragoman.model.records import Event, Ref, Status
from dragoman.model.span import Span
from dragoman.pipeline import Reader


@dataclass(frozen=True, slots=True)
class Item:
    """One row: the sentence with the characters of its marked source and target."""

    text: str
    source: Span
    target: Span
    root: str | None
    quad: str | None
    binary: str


def load(path: Path) -> list[Item]:
    """Rows of a file with marked sentences."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_item(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _item(row: dict[str, str]) -> Item:
    text, at = "", 0
    spans: dict[str, Span] = {}
    marked = row["marked_sentence"].strip().strip('"')
    for match in re.finditer(r"</?([st])>", marked):
        text += marked[at : match.start()]
        at = match.end()
        kind = match.group(1)
        spans[kind] = Span(spans[kind].start if kind in spans else len(text), len(text))
    text += marked[at:]
    quad = row.get("gold_penta")
    binary = row.get("gold_binary") or ("0" if quad in ("1", "2") else "1")
    empty = Span(0, 0)
    return Item(text, spans.get("s", empty), spans.get("t", empty), row.get("gold_root"), quad, binary)


def choose(events: Iterable[Event], item: Item) -> Event | None:
    """The event between source and target; failing that, one that has either, the first where several are as good."""
    best: tuple[float, Event] | None = None
    for event in events:
        value = _likeness(event, item)
        if best is None or value > best[0]:
            best = (value, event)
    return best[1] if best else None


def _likeness(event: Event, item: Item) -> float:
    source_acts = _touches(event.actors, item.source)
    target_suffers = _touches(event.recipients, item.target)
    together = _touches(event.actors, item.target) and source_acts
    swapped = _touches(event.actors, item.target) + _touches(event.recipients, item.source)
    near = event.evidence.trigger.overlaps(item.target)
    between = item.source.end <= event.evidence.trigger.start <= item.target.start
    return (
        4 * source_acts
        + 3 * target_suffers
        + 2 * together
        + 1.0 * swapped * (not source_acts)
        + 0.6 * between
        - 0.5 * near
    )


def _older_root(event: Event) -> str:
    """The root under which the codebook of 2019 has an event.

    It differs from today's in its types (YIELD for CONCEDE and RETREAT) and in where it puts some deeds, as the CAMEO to PLOVER
    table still shows: verdicts of courts under ACCUSE, embargoes and sanctions (CAMEO 163) under COERCE, blockades (191) and
    attacks on computers under ASSAULT; what somebody says he will yield is AGREE.
    """
    if event.type == "SANCTION" and event.mode == "convict":
        return "ACCUSE"
    if event.type == "SANCTION" and event.codes.cameo.startswith("163"):
        return folded("COERCE", event.status)
    if event.type == "COERCE" and (event.codes.cameo.startswith("191") or event.mode == "cyber"):
        return folded("ASSAULT", event.status)
    if event.type in ("CONCEDE", "RETREAT"):
        coming = event.status in (Status.PLANNED, Status.HYPOTHETICAL)
        return "REJECT" if event.status is Status.DENIED else "AGREE" if coming else "YIELD"
    return folded(event.type, event.status)


def _touches(refs: Iterable[Ref], span: Span) -> bool:
    return any(ref.span.overlaps(span) or (ref.via is not None and ref.via.overlaps(span)) for ref in refs)


def macro_f1(gold: list[str], found: list[str | None], labels: Iterable[str]) -> float:
    """Mean of the labels' F1."""
    values = []
    for label in labels:
        tp = sum(g == f == label for g, f in zip(gold, found, strict=True))
        total = sum(g == label for g in gold) + sum(f == label for f in found)
        values.append(2 * tp / total if total else 0.0)
    return sum(values) / len(values) if values else 0.0


def main() -> None:
    args = row_options(__doc__)
    items = chosen(load(args.data), args)
    yields = any(item.root == "YIELD" for item in items)
    reports = sentence_reports(item.text for item in items)
    roots: list[str | None] = []
    shown = 0
    confusion: Counter[tuple[str | None, str | None]] = Counter()
    for item, reading in zip(items, Reader.load().read(reports), strict=True):
        event = choose(reading.events, item)
        root = _older_root(event) if event and yields else folded(event.type, event.status) if event else None
        roots.append(root)
        if item.root and root != item.root:
            confusion[(item.root, root)] += 1
            if shown < args.show:
                shown += 1
                marked = f"{item.source.of(item.text)} → {item.target.of(item.text)}"
                print(f"{item.root} not {root}: [{marked}] {item.text}\n    {event.why if event else 'no event'}")
    figures = _figures(items, roots)
    if args.json:
        print(json.dumps(figures))
        return
    print("  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    if args.show:
        print(confusion.most_common(25))


def _figures(items: list[Item], roots: list[str | None]) -> dict[str, float]:
    quads = {name: str(quad) for name, (quad, _, _) in TYPES.items()} | {"YIELD": "2"}
    figures: dict[str, float] = {"rows": float(len(items)), "no_event": roots.count(None) / max(1, len(items))}
    gold_roots = [item.root for item in items if item.root]
    if gold_roots:
        figures["root_macro_f1"] = macro_f1(gold_roots, roots, sorted(set(gold_roots)))
        figures["root_accuracy"] = sum(a == b for a, b in zip(gold_roots, roots, strict=True)) / len(items)
    found_quads = [quads[r] if r else None for r in roots]
    if all(item.quad for item in items):
        figures["quad_macro_f1"] = macro_f1([item.quad or "" for item in items], found_quads, ("1", "2", "3", "4"))
    sides = [None if q is None else "0" if q in ("1", "2") else "1" for q in found_quads]
    figures["binary_macro_f1"] = macro_f1([item.binary for item in items], sides, ("0", "1"))
    return figures


if __name__ == "__main__":
    main()
