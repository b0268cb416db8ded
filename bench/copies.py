"""Copies of one wire text: are they found, and are other reports left alone?

    python -m bench.copies [--examples DIR] [--show N] [--json]

Every report under examples/ is changed as papers change a dispatch (kinds of copies) and as agencies repeat themselves
(kinds of others), always in the same way; the pairs written by hand in bench/copies.toml come on top, and every two
reports of examples/ that no hand has made alike are a pair of others too. A pair is found if the index links the second
report to the first: bands, both shares, days and figures all count. The sweep shows what another threshold would do; it was
chosen on these very pairs, so the figures are what the finder can do at best, and its plateau is what to look at.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from dragoman.intake.copies import THRESHOLD, Copies, Print, print_of, similarity
from dragoman.intake.files import find_files, read_file
from dragoman.intake.plain import read_plain
from dragoman.model.report import BlockKind, Report

ROOT = Path(__file__).parent.parent
PAIRS = Path(__file__).parent / "copies.toml"
SWEEP = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
DAY = datetime(2021, 5, 3, 10, tzinfo=UTC)
_SENTENCE = re.compile(r"(?<=[.!?][\"”]) +(?=[A-Z“\"])|(?<=[a-z0-9)]{2}[.!?]) +(?=[A-Z“\"])")
_STYLE = {
    "said": "told reporters", "killed": "left dead", "will": "is to", "defence": "defense", "two": "2", "three": "3",
    "including": "among them", "after": "following", "agreed": "reached agreement", "between": "of", "talks": "negotiations",
}  # fmt: skip
_LOCAL = (
    "Readers in our county will remember that a delegation from here went there in the spring and came back with "
    "promises of trade that nobody has seen since.",
    "A retired officer who lives in this town told the paper that he had seen such things before and that they seldom "
    "ended soon or well.",
    "The news moved prices at the local exchange only a little, and dealers spoke of a quiet afternoon with few orders.",
)
_LEADS = (
    "Diplomats gathered in the capital on Thursday to weigh what should come next, and several of them spoke of a narrow "
    "chance that had to be used before winter. The host thanked all of them for having come at such short notice.",
    "A convoy with food and tents set out at dawn for the districts that have been cut off for weeks, relief workers said "
    "by telephone. They hoped to get through before the rains make the only road useless for their lorries.",
)
Change = Callable[[list[str], random.Random], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports and what they are to each other."""

    kind: str
    first: Print
    second: Print
    wanted: str  # "copy", "update" or "other"


def _retitled(parts: list[str], _: random.Random) -> list[str]:
    return parts


def _cut(share: float) -> Change:
    return lambda parts, _: parts[: max(1, round(len(parts) * share))]


def _local(parts: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(1, len(parts) + 1)
    return [*parts[:at], chance.choice(_LOCAL), *parts[at:]]


def _cut_and_local(parts: list[str], chance: random.Random) -> list[str]:
    return _local(_cut(0.7)(parts, chance), chance)


def _styled(parts: list[str], _: random.Random) -> list[str]:
    pattern = re.compile(r"\b(?:" + "|".join(_STYLE) + r")\b")
    return [pattern.sub(lambda m: _STYLE[m.group()], part) for part in parts]


def _turned(parts: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(parts))
    return [*parts[at:], *parts[:at]]


def _new_lead(parts: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(_LEADS).split(". ")[0] + ".", *parts[1:]] if len(parts) > 3 else parts


def _grown(parts: list[str], _: random.Random) -> list[str]:
    return [re.sub(r"\b(\d{1,2})\b", lambda m: str(int(m.group()) + 3), part) for part in parts] + [
        "A further 7 people were missing."
    ]


def _background(parts: list[str], chance: random.Random) -> list[str]:
    """A new report that ends in the old one's last sentences, two fifths of its words at most."""
    leads = [*list(_LEADS), chance.choice(_LOCAL)]
    room = sum(len(lead.split()) for lead in leads) * 2 // 3
    kept: list[str] = []
    for part in reversed(parts[1:]):
        if sum(len(k.split()) for k in kept) + len(part.split()) > room:
            break
        kept.insert(0, part)
    return leads + kept


def _form(parts: list[str], _: random.Random) -> list[str]:
    return [*parts[:-1], re.sub(r"\.?$", " for the 23rd time.", parts[-1])]


COPIES: dict[str, Change] = {
    "headline rewritten": _retitled,
    "tail cut to 60 %": _cut(0.6),
    "tail cut to 40 %": _cut(0.4),
    "local paragraph": _local,
    "tail cut, local paragraph": _cut_and_local,
    "house style": _styled,
    "paragraphs turned round": _turned,
    "lead rewritten": _new_lead,
}
UPDATES: dict[str, Change] = {"next version, an hour later": _grown}
OTHERS: dict[str, Change] = {"shared background": _background}
FORMS: dict[str, Change] = {"form of the next day": _form}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=Path, default=ROOT / "examples")
    parser.add_argument("--show", type=int, default=0, help="print so many pairs that came out wrong")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    reports = read_examples(chosen.examples)
    pairs = [*made(reports), *written(PAIRS), *strangers(reports)]
    figures = measure(pairs)
    if chosen.json:
        print(json.dumps(figures, indent=2))
        return
    print(f"{len(reports)} reports, {len(pairs)} pairs, threshold {THRESHOLD}\n")
    for row in by_kind(pairs):
        print(row)
    print(f"\n{'threshold':>9}  precision  recall    F1")
    for threshold in SWEEP:
        p, r, f = figures[f"{threshold:.2f}"]
        print(f"{threshold:>9.2f}  {p:>9.3f}  {r:>6.3f}  {f:>.3f}{'  <- used' if threshold == THRESHOLD else ''}")
    wrong = [pair for pair in pairs if verdict(pair, THRESHOLD) != pair.wanted]
    for pair in wrong[: chosen.show]:
        print(f"\n{pair.kind}: wanted {pair.wanted}, {similarity(pair.first.signature, pair.second.signature):.2f}")
        print(f"  {pair.first.source}\n  {pair.second.source}")


def read_examples(folder: Path) -> list[Report]:
    """The examples' reports; those too short to be changed (under three sentences) are left out."""
    found = (item for path in find_files(folder) for item in read_file(path))
    reports = [item for item in found if isinstance(item, Report) and len(sentences(item)) >= 3]
    return [replace(report, published=DAY, publisher="Wire One") for report in reports]


def sentences(report: Report) -> list[str]:
    """The sentences of a report's body, roughly."""
    bodies = (b.span.of(report.text) for b in report.blocks if b.kind is BlockKind.BODY)
    return [part for body in bodies for part in _SENTENCE.split(" ".join(body.split())) if part]


def made(reports: Sequence[Report]) -> Iterator[Pair]:
    """Each report with its changed copies and its look-alikes."""
    hour, day = timedelta(hours=1), timedelta(days=1)
    cases = (
        (COPIES, "copy", "Morning Post", 6 * hour),
        (UPDATES, "update", "Wire One", hour),
        (OTHERS, "other", "Wire One", day),
        (FORMS, "other", "Wire One", day),
    )
    for report in reports:
        for changes, wanted, publisher, lag in cases:
            for kind, change in changes.items():
                parts = change(sentences(report), random.Random(f"{kind}\0{report.text}"))
                text = "Another headline for the paper\n\n" + "\n\n".join(parts)
                other = read_plain(text, f"{report.source} ({kind})", published=DAY + lag)
                second = print_of(replace(other, publisher=publisher))
                yield Pair(kind=kind, first=print_of(report), second=second, wanted=wanted)


def written(path: Path) -> Iterator[Pair]:
    """The pairs written by hand."""
    with path.open("rb") as file:
        rows = tomllib.load(file)["pair"]
    for number, row in enumerate(rows, 1):
        prints = [
            print_of(
                replace(
                    read_plain(row[side].strip(), f"{path.name}#{number}{side}"),
                    published=datetime.fromisoformat(row[f"{side}_at"]),
                    publisher=row[f"{side}_by"],
                )
            )
            for side in ("a", "b")
        ]
        yield Pair(kind=f"by hand: {row['same']}", first=prints[0], second=prints[1], wanted=row["same"])


def strangers(reports: Sequence[Report]) -> Iterator[Pair]:
    """Every two reports of the examples, as if other papers had printed them on one day."""
    prints = [print_of(replace(report, publisher=report.source)) for report in reports]
    for first, second in combinations(prints, 2):
        yield Pair(kind="two of the examples", first=first, second=second, wanted="other")


def verdict(pair: Pair, threshold: float) -> str:
    """What the index makes of a pair."""
    found = Copies([pair.first], threshold=threshold).find(pair.second)
    return found.likeness.value if found else "other"


def measure(pairs: Sequence[Pair]) -> dict[str, list[float]]:
    """Precision, recall and F1 of "is linked" at each threshold."""
    out: dict[str, list[float]] = {}
    for threshold in SWEEP:
        linked = [(verdict(pair, threshold) != "other", pair.wanted != "other") for pair in pairs]
        right = sum(got and wanted for got, wanted in linked)
        precision = right / max(1, sum(got for got, _ in linked))
        recall = right / max(1, sum(wanted for _, wanted in linked))
        out[f"{threshold:.2f}"] = [precision, recall, 2 * precision * recall / max(1e-9, precision + recall)]
    return out


def by_kind(pairs: Sequence[Pair]) -> Iterator[str]:
    """One line a kind: how many came out as wanted, and how alike they are."""
    yield f"{'kind':<30} {'wanted':<7} {'right':>11}  least  median   most"
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        mine = [pair for pair in pairs if pair.kind == kind]
        shares = [similarity(pair.first.signature, pair.second.signature) for pair in mine]
        right = sum(verdict(pair, THRESHOLD) == pair.wanted for pair in mine)
        yield (
            f"{kind:<30} {mine[0].wanted:<7} {right:>5}/{len(mine):<5}  "
            f"{min(shares):>5.2f}  {statistics.median(shares):>6.2f}  {max(shares):>5.2f}"
        )


if __name__ == "__main__":
    main()
