"""One sentence a row, five classes: statement only, verbal or material cooperation, verbal or material conflict.

    python -m bench.penta --data cameo_class.tsv [--half even|odd] [--limit N] [--skip N] [--show N] [--json]

The class is the quad class of the sentence's strongest event, status folded into the type as the data's convention has it; a
sentence without events is a statement. Columns: sentence, penta (0 to 4).
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.plv import macro_f1
from bench.rows import chosen, row_options
from dragoman.knowledge.folding import as_coded, folded
from dragoman.knowledge.ontology import TYPES
from dragoman.model.records import Event, Status
from dragoman.pairs import sentence_reports
from dragoman.pipeline import Reader

CLASSES = ("0", "1", "2", "3", "4")
# Phoenix's five classes by CAMEO root: 01 and 02 are statements, as are appeals and words of concern.
BY_ROOT = (
    dict.fromkeys(("01", "02"), "0")
    | dict.fromkeys(("03", "04", "05"), "1")
    | dict.fromkeys(("06", "07", "08"), "2")
    | dict.fromkeys(("09", "10", "11", "12", "13", "16"), "3")
    | dict.fromkeys(("14", "15", "17", "18", "19", "20"), "4")
)


def load(path: Path) -> list[tuple[str, str]]:
    """Sentences with their class."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["sentence"], row["penta"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def strongest(events: Sequence[Event]) -> Event | None:
    """The event that a sentence is about: with two parties before one, the earliest; what is only supposed is no event."""
    return max((e for e in events if e.status is not Status.HYPOTHETICAL), key=_weight, default=None)


def _weight(event: Event) -> tuple[float, int]:
    parties = bool(event.actors) + bool(event.recipients)
    return parties + 0.5 * (not event.historical), -event.evidence.trigger.start


def penta(events: Sequence[Event]) -> str:
    """The class of a sentence with these events."""
    event = strongest(events)
    if event is None:
        return "0"
    type_ = folded(event.type, as_coded(event.type, event.status, event.why))
    return str(TYPES[type_][0]) if type_ != event.type else BY_ROOT[event.codes.cameo[:2]]


def main() -> None:
    args = row_options(__doc__)
    rows = chosen(load(args.data), args)
    reports = sentence_reports(text for text, _ in rows)
    found: list[str | None] = []
    confusion: Counter[tuple[str, str]] = Counter()
    for (text, gold), reading in zip(rows, Reader.load().read(reports), strict=True):
        found.append(penta(reading.events))
        if found[-1] != gold:
            confusion[(gold, found[-1] or "")] += 1
            if sum(confusion.values()) <= args.show:
                print(f"{gold} not {found[-1]}: {text}\n    {[e.why for e in reading.events]}")
    gold_classes = [gold for _, gold in rows]
    accuracy = sum(g == f for g, f in zip(gold_classes, found, strict=True)) / max(1, len(rows))
    figures = {
        "rows": len(rows),
        "macro_f1": round(macro_f1(gold_classes, found, CLASSES), 4),
        "accuracy": round(accuracy, 4),
    }
    print(json.dumps(figures) if args.json else "  ".join(f"{name} {value}" for name, value in figures.items()))
    if args.show:
        print(confusion.most_common(20))


if __name__ == "__main__":
    main()
