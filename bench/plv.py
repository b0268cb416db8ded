"""One sentence with a marked source and target a row: which PLOVER root, quad class and side does Dragoman code?

    python -m bench.plv --data PLV.tsv [--half even|odd] [--limit N] [--skip N] [--show N] [--json]

Each row is read as `dragoman pairs --always` reads it, with its status folded into the type as the data's convention has it.
Printed twice: with the frames of the lexicon alone, and with the model of pairs beside them. Columns: sentence, marked_sentence,
source, target, gold_penta, gold_root (or gold_binary alone). Where the data's ontology has YIELD, CONCEDE and RETREAT are
counted as YIELD.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.rows import chosen, row_options
from dragoman.intake.marked import marked
from dragoman.knowledge.folding import as_coded, folded
from dragoman.knowledge.ontology import TYPES
from dragoman.model.pair import Pair
from dragoman.model.records import Status
from dragoman.pairs import Between, PairReader, between, sentence_reports
from dragoman.pipeline import Reader
from dragoman.text.analyse import analyse


@dataclass(frozen=True, slots=True)
class Item:
    """One row: the pair and what it is coded as."""

    pair: Pair
    root: str | None
    quad: str | None
    binary: str


def load(path: Path) -> list[Item]:
    """Rows of a file with marked sentences."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_item(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _item(row: dict[str, str]) -> Item:
    quad = row.get("gold_penta")
    binary = row.get("gold_binary") or ("0" if quad in ("1", "2") else "1")
    return Item(marked(row["marked_sentence"].strip().strip('"')), row.get("gold_root"), quad, binary)


def older_root(answer: Between) -> str | None:
    """The root under which the codebook of 2019 has an answer.

    It differs from today's in its types (YIELD for CONCEDE and RETREAT) and in where it puts some deeds, as the CAMEO to PLOVER
    table still shows: verdicts of courts under ACCUSE, embargoes and sanctions (CAMEO 163) under COERCE, blockades (191) and
    attacks on computers under ASSAULT, agreements that are made (057) under SUPPORT; what somebody says he will yield is AGREE.
    """
    type_ = answer.type
    cameo = answer.event.codes.cameo if answer.event is not None else ""
    if type_ is None:
        return None
    status = as_coded(type_, answer.status, answer.why)
    if type_ == "SANCTION" and answer.mode == "convict":
        return "ACCUSE"
    if type_ == "SANCTION" and cameo.startswith("163"):
        return folded("COERCE", status)
    if type_ == "COERCE" and (cameo.startswith("191") or answer.mode == "cyber"):
        return folded("ASSAULT", status)
    if cameo.startswith("057"):
        return folded("SUPPORT", status)
    if type_ in ("CONCEDE", "RETREAT"):
        coming = status in (Status.PLANNED, Status.HYPOTHETICAL)
        return "REJECT" if status is Status.DENIED else "AGREE" if coming else "YIELD"
    return folded(type_, status)


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
    lexicon, both = _answers(items)
    rows = {"lexicon": lexicon, "with_model": both}
    roots = {name: [_root(a, yields) for a in answers] for name, answers in rows.items()}
    if args.json:
        print(json.dumps({name: _figures(items, found) for name, found in roots.items()}))
        return
    if args.show:
        _show(items, both, roots["with_model"], args.show)
    for name, found in roots.items():
        print(f"{name:<11}", "  ".join(f"{key} {value:.3f}" for key, value in _figures(items, found).items()))


def _answers(items: Sequence[Item]) -> tuple[list[Between], list[Between]]:
    """What stands between each pair, by the frames alone and with the model's idea."""
    reader = PairReader(Reader.load())
    lexicon, both = [], []
    documents = analyse(sentence_reports(item.pair.text for item in items), reader.reader.model)
    for item, document in zip(items, documents, strict=True):
        told = reader.told(document)
        lexicon.append(between(item.pair, told, None))
        both.append(between(item.pair, told, reader.guess(item.pair, document), always=True))
    return lexicon, both


def _root(answer: Between, yields: bool) -> str | None:
    if yields or answer.type is None:
        return older_root(answer)
    return folded(answer.type, as_coded(answer.type, answer.status, answer.why))


def _show(items: Sequence[Item], answers: Sequence[Between], roots: Sequence[str | None], most: int) -> None:
    """Print the first mistakes, and which roots are mistaken for which."""
    confusion: Counter[tuple[str, str | None]] = Counter()
    for item, answer, root in zip(items, answers, roots, strict=True):
        if item.root and root != item.root:
            confusion[(item.root, root)] += 1
            if confusion.total() <= most:
                who = f"{item.pair.source.of(item.pair.text)} → {item.pair.target.of(item.pair.text)}"
                print(f"{item.root} not {root}: [{who}] {item.pair.text}\n    {answer.why}")
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
