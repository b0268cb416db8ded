"""The same deed in several reports: how well stories are put together, on reports written for this benchmark.

    python -m bench.stories [--half dev|held] [--show] [--json]

The reports of bench/stories_set go through the whole reader; its key says which words of which report tell of which deed. Pairs
are counted over tellings (a deed in a report) of different reports:

- extracted: only tellings of which at least one event was taken; two are merged where any of their events share a story.
- end to end: all tellings of the key, so that what the reader misses counts as not merged.

A false merge is a story that holds tellings of two deeds, or of a deed and an event of another report that the key does not know
(a remark, a mistake of the reader). Its rate is given over all merged pairs and over all pairs of tellings of two deeds.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bench.scoring import Count
from dragoman import read
from dragoman.model.living import Told
from dragoman.model.records import Reading
from dragoman.model.span import Span
from dragoman.stories.cluster import cluster
from dragoman.stories.linking import relink

SET = Path(__file__).parent / "stories_set"
HALVES = ("dev", "held")


@dataclass(frozen=True, slots=True)
class Telling:
    """A deed as one report tells it: where in the report, in how many places so ever."""

    half: str
    deed: str
    report: str


@dataclass(slots=True)
class Figures:
    """What is counted of one half."""

    extracted: Count
    whole: Count
    false: int = 0
    unlike: int = 0
    tellings: int = 0
    found: int = 0

    def row(self) -> dict[str, float]:
        """The figures by name."""
        return {
            "tellings": self.tellings, "extracted": self.found,
            "precision": self.extracted.precision, "recall": self.extracted.recall, "f1": self.extracted.f1,
            "end-to-end recall": self.whole.recall, "end-to-end f1": self.whole.f1,
            "merged pairs": self.extracted.found, "false merges": self.false,
            "false of merged": self.false / self.extracted.found if self.extracted.found else 0.0,
            "false of all unlike pairs": self.false / self.unlike if self.unlike else 0.0,
        }  # fmt: skip


def main() -> None:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--show", action="store_true", help="list the pairs that are wrong")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    readings = read(SET / "reports")
    places = key_of(readings)
    rows = {}
    for half in HALVES if options.half is None else (options.half,):
        names = {t.report for t in places if t.half == half}
        chosen = [r for r in readings if Path(r.report.source).stem in names]
        rows[half] = measure(chosen, {t: at for t, at in places.items() if t.half == half}, show=options.show).row()
    if options.json:
        print(json.dumps(rows))
        return
    for name in next(iter(rows.values())):
        print(
            f"{name:28}"
            + "".join(f"{half:>6} {row[name]:8.3f}".rstrip("0").rstrip(".").ljust(18) for half, row in rows.items())
        )


def key_of(readings: Sequence[Reading]) -> dict[Telling, list[Span]]:
    """Where each telling of the key stands.

    Raises:
        SystemExit: the key names words that the report does not hold.
    """
    texts = {Path(r.report.source).stem: r.report.text for r in readings}
    found: dict[Telling, list[Span]] = {}
    with (SET / "key.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            at = -1
            for _ in range(int(row["nth"])):
                at = texts[row["report"]].find(row["phrase"], at + 1)
            if at < 0:
                raise SystemExit(f"key.csv: {row['report']} does not hold {row['phrase']!r} {row['nth']} times")
            telling = Telling(row["half"], row["deed"], row["report"])
            found.setdefault(telling, []).append(Span(at, at + len(row["phrase"])))
    return found


def stories_of(readings: Iterable[Reading]) -> dict[str, int]:
    """The number of the story of each event, by the event's id."""
    told, sentences = [], {}
    for reading in readings:
        if reading.report.published is not None:
            for event in reading.events:
                told.append(Told(event=event, report=reading.report.id, published=reading.report.published, story=""))
                sentences[event.id] = event.evidence.sentence.of(reading.report.text)
    groups = cluster([c.link for c in relink(told, (), (), sentences)])
    return {id_: number for number, group in enumerate(groups) for id_ in group}


def measure(readings: Sequence[Reading], places: dict[Telling, list[Span]], *, show: bool) -> Figures:
    """Count one half."""
    stories = stories_of(readings)
    held: dict[Telling, set[str]] = {t: set() for t in places}
    strange: list[tuple[str, str, str]] = []  # report, event, words
    for reading in readings:
        name = Path(reading.report.source).stem
        for event in reading.events:
            trigger = event.evidence.trigger
            of = [t for t, spans in places.items() if t.report == name and any(s.covers(trigger) for s in spans)]
            if of:
                held[of[0]].add(event.id)
            else:
                strange.append((name, event.id, f"{event.type} {trigger.of(reading.report.text)}"))
    out = Figures(Count(), Count(), tellings=len(held), found=sum(bool(ids) for ids in held.values()))
    numbers = {t: {stories[i] for i in ids if i in stories} for t, ids in held.items()}
    for a, b in combinations(sorted(held, key=lambda t: (t.report, t.deed)), 2):
        same, merged = a.deed == b.deed, bool(numbers[a] & numbers[b])
        if a.report == b.report and same:
            continue
        out.whole.add(same and merged, merged, same)
        out.unlike += not same
        out.false += merged and not same
        if held[a] and held[b]:
            out.extracted.add(same and merged, merged, same)
        if show and same != merged and held[a] and held[b]:
            print("apart " if same else "MERGED", a.deed, a.report, "|", b.deed, b.report)
    for name, id_, words in strange:
        for t, found in numbers.items():
            if t.report != name and stories.get(id_, -1) in found:
                out.false += 1
                out.extracted.add(0, 1, 0)
                out.whole.add(0, 1, 0)
                if show:
                    print("STRANGE", name, words, "|", t.deed, t.report)
    return out


if __name__ == "__main__":
    main()
