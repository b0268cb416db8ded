"""Sentences and reports that hold no political event: how often does Dragoman see one all the same?

    python -m bench.bait [--file FILE] [--reports DIR] [--show] [--json]

FILE holds a domain, a tab and a sentence a line, in parts that `# part: NAME` begins; of parts called held-out
only the share is printed, so that nobody tunes on them. DIR holds whole reports on sport, business, culture and
the like: one event in each is allowed, since such reports may speak of politics in passing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DragomanError, InputError
from dragoman.intake.files import find_files, read_file
from dragoman.model.records import Event
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader

HERE = Path(__file__).resolve().parent
HELD_OUT = "held-out"
ALLOWED = 1  # events in a bait report


@dataclass(frozen=True, slots=True)
class Bait:
    """One sentence without a political event."""

    part: str
    domain: str
    text: str


@dataclass(frozen=True, slots=True)
class Caught:
    """A sentence with the events that were seen in it."""

    bait: Bait
    events: tuple[Event, ...]


def read_bait(path: Path) -> list[Bait]:
    """The sentences of a bait file.

    Raises:
        InputError: a line has no domain.
    """
    out = []
    part = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# part:"):
            part = line.partition(":")[2].strip()
        elif line.strip() and not line.startswith("#"):
            domain, tab, text = line.partition("\t")
            if not tab:
                raise InputError(f"{path}, line {number}: no tab in {line[:40]!r}; write domain, tab, sentence")
            out.append(Bait(part, domain, text.strip()))
    return out


def read_sentences(baits: Sequence[Bait], reader: Reader) -> list[Caught]:
    """Read each sentence on its own."""
    reports = [
        Report(text=b.text, source=f"bait {i}", blocks=(Block(BlockKind.BODY, Span(0, len(b.text))),))
        for i, b in enumerate(baits, 1)
    ]
    return [Caught(b, reading.events) for b, reading in zip(baits, reader.read(reports), strict=True)]


def read_reports(folder: Path, reader: Reader) -> dict[str, tuple[Event, ...]]:
    """The events of each report of a folder."""
    items = [(path.name, item) for path in find_files(folder) for item in read_file(path)]
    reports = [(name, item) for name, item in items if isinstance(item, Report)]
    readings = reader.read(report for _, report in reports)
    return {name: reading.events for (name, _), reading in zip(reports, readings, strict=True)}


def figures(caught: Sequence[Caught], reports: dict[str, tuple[Event, ...]]) -> dict[str, object]:
    """Shares of sentences with a false event by part, by domain (held-out ones left out), and events by report."""
    out: dict[str, object] = {}
    for part in dict.fromkeys(c.bait.part for c in caught):
        hits = [bool(c.events) for c in caught if c.bait.part == part]
        out[part] = {"sentences": len(hits), "with_event": sum(hits), "share": sum(hits) / len(hits)}
    seen = [c for c in caught if c.bait.part != HELD_OUT]
    total, wrong = Counter(c.bait.domain for c in seen), Counter(c.bait.domain for c in seen if c.events)
    out["domains"] = {domain: wrong[domain] / count for domain, count in total.items()}
    out["reports"] = {name: len(events) for name, events in reports.items()}
    out["reports_over"] = sum(len(events) > ALLOWED for events in reports.values())
    return out


def told(event: Event, text: str) -> str:
    """An event in a few words."""
    actors = ", ".join(ref.text for ref in event.actors) or "-"
    recipients = ", ".join(ref.text for ref in event.recipients) or "-"
    return f"{event.type} [{event.evidence.trigger.of(text)}] {actors} -> {recipients} ({event.why})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=HERE / "bait.txt", help="sentences (default: the project's own)")
    parser.add_argument("--reports", type=Path, default=HERE / "bait_reports", help="whole reports (default: own)")
    parser.add_argument("--show", action="store_true", help="list the sentences with events, held-out ones left out")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    try:
        reader = Reader.load()
        caught = read_sentences(read_bait(args.file), reader)
        reports = read_reports(args.reports, reader)
    except (OSError, DragomanError) as error:
        parser.exit(1, f"bench.bait: {error}\n")
    result = figures(caught, reports)
    if args.json:
        print(json.dumps(result))
        return
    if args.show:
        _show(caught, reports)
    for name, value in result.items():
        print(f"{name:13} {_row(value) if isinstance(value, dict) else value}")


def _show(caught: Sequence[Caught], reports: dict[str, tuple[Event, ...]]) -> None:
    for c in caught:
        if c.events and c.bait.part != HELD_OUT:
            print(f"{c.bait.domain}: {c.bait.text}")
            print("\n".join(f"    {told(event, c.bait.text)}" for event in c.events))
    for name, events in reports.items():
        if len(events) > ALLOWED:
            print(f"{name}\n" + "\n".join(f"    {event.type}: {event.why}" for event in events))


def _row(value: dict[str, float]) -> str:
    return "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in value.items())


if __name__ == "__main__":
    main()
