"""The lexicon holds together; complaints name file and line. Whether frames code their examples: tests/extract."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.examples import unmark
from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.knowledge.lexicon import COLUMNS, read_lexicon
from dragoman.knowledge.ontology import MODES, TYPES

FILES = sorted(path.name for path in (ROOT / "lexicon").glob("*.csv"))
# Slots that name a place in the tree; all others are prepositions (docs/knowledge.md).
STRUCTURAL = frozenset("subj obj iobj comp poss mod light speaker".split())
PREPOSITIONS = frozenset(
    "about across after against alongside along amid among around at before behind between beyond by carrying during "
    "for from in inside into near of off on onto out outside over past round through throughout to toward towards "
    "targeting under upon via with within without".split()
)


def rows(name: str) -> Iterator[Row]:
    return read_rows(ROOT / "lexicon" / name, COLUMNS)


def complain(complaints: list[str]) -> None:
    assert not complaints, "\n" + "\n".join(complaints)


def test_every_type_has_frames_and_there_are_as_many_as_promised() -> None:
    frames, _ = read_lexicon()
    assert {frame.type for frame in frames} == set(TYPES)
    assert len({(frame.type, frame.name) for frame in frames}) >= 4500


@pytest.mark.parametrize("name", FILES)
def test_no_frame_is_written_twice(name: str) -> None:
    seen: dict[tuple[str, ...], int] = {}
    complaints = []
    for row in rows(name):
        key = tuple(row[column] for column in ("predicate", "pos", "actor", "recipient", "needs"))
        if row["pos"] and key in seen:
            complaints.append(f"{name}:{row.line}: {row['predicate']!r} repeats line {seen[key]}")
        seen.setdefault(key, row.line)
    complain(complaints)


def test_no_two_types_claim_the_same_words() -> None:
    """Frames of the same words and needs in two types: only one of them could ever fire."""
    claimed = defaultdict(set)
    for frame in read_lexicon()[0]:
        claimed[frame.head, frame.pos, frame.others, frame.needs].add(f"{frame.type} {frame.name!r}")
    complain([f"{key[0]}: {' and '.join(sorted(types))}" for key, types in claimed.items() if len(types) > 1])


@pytest.mark.parametrize("name", FILES)
def test_each_example_is_marked_and_has_a_frame(name: str) -> None:
    framed = {row["predicate"] for row in rows(name) if row["pos"]}
    complaints = []
    for example in read_lexicon()[1]:
        if Path(example.path).name == name:
            if example.predicate not in framed:
                complaints.append(f"{name}:{example.line}: no row gives {example.predicate!r} a frame")
            try:
                unmark(example)
            except ValueError as error:
                complaints.append(f"{name}:{example.line}: {error}")
    complain(complaints)


@pytest.mark.parametrize("name", FILES)
def test_slots_are_known(name: str) -> None:
    complaints = []
    for row in rows(name):
        used = [slot for column in ("actor", "recipient") for slot in re.split(r"[/+]", row[column])]
        used += [need.partition(":")[0] for need in row.list("needs")]
        unknown = {slot.strip() for slot in used} - STRUCTURAL - PREPOSITIONS - {"", "-"}
        complaints += [f"{name}:{row.line}: slot {slot!r}" for slot in sorted(unknown)]
    complain(complaints)


@pytest.mark.parametrize("name", FILES)
def test_the_head_of_a_noun_phrase_is_no_preposition(name: str) -> None:
    """Without ^ the last word is the head, and a preposition never calls a frame: write "^opposed to"."""
    complaints = []
    for row in rows(name):
        words = row["predicate"].split()
        if row["pos"] in ("n", "a") and "^" not in row["predicate"] and set(words[-1].split("|")) <= PREPOSITIONS:
            complaints.append(f"{name}:{row.line}: mark the head of {row['predicate']!r} with ^")
    complain(complaints)


@pytest.mark.parametrize("name", FILES)
def test_modes_and_codes_are_known(name: str) -> None:
    modes = MODES.get(name.removesuffix(".csv").upper(), {})
    complaints = [
        f"{name}:{row.line}: mode {row['mode']!r}" for row in rows(name) if row["mode"] and row["mode"] not in modes
    ]
    complaints += [
        f"{name}:{row.line}: CAMEO code {row['cameo']!r}"
        for row in rows(name)
        if row["cameo"] and not re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", row["cameo"])
    ]
    complain(complaints)


def test_an_unknown_mode_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "assault.csv").write_text(f"{','.join(COLUMNS)}\nbomb,v,loudly,,,,,,\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"assault\.csv, line 2: mode 'loudly'"):
        read_lexicon(tmp_path)
