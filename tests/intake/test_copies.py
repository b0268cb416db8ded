"""Copies of one wire text: found whatever a paper does to it; other reports of the same event left alone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.copies import PAIRS, ROOT, Pair, made, read_examples, verdict, written
from dragoman.intake.copies import THRESHOLD, Copies, Likeness, Print, bands, likeness, print_of, signature, similarity
from dragoman.intake.plain import read_plain
from dragoman.model.report import Report

BODY = (
    "Three ships laden with maize left Port Arle on Monday, the first since the two governments agreed to open a corridor.",
    "The vessels, bound for Egypt and Kenya, were escorted by pilot boats to the edge of the minefield, officials said.",
    "Inspectors from both sides and the United Nations will board them off Cape Sorrow before they may go on.",
    "A spokeswoman for the mediators called the departure a modest beginning and said eleven more ships were waiting.",
)
DAY = datetime(2021, 5, 3, 10, tzinfo=UTC)
BANDS = (4803004804075599112, 3330313504644859236)


def report(
    *parts: str, title: str = "Grain ships leave port", source: str = "a", publisher: str | None = None
) -> Report:
    text = "\n\n".join((title, *parts))
    return replace(read_plain(text, source, published=DAY, title=len(title)), publisher=publisher)


@pytest.mark.parametrize("pair", list(written(PAIRS)), ids=lambda pair: pair.first.source)
def test_pairs_by_hand(pair: Pair) -> None:
    assert verdict(pair, THRESHOLD) == pair.wanted
    assert verdict(replace(pair, first=pair.second, second=pair.first), THRESHOLD) in ("other", pair.wanted)


def test_what_papers_do_to_the_examples() -> None:
    pairs = list(made(read_examples(ROOT / "examples")[:25]))
    missed = [pair.kind for pair in pairs if pair.wanted != "other" and verdict(pair, THRESHOLD) != pair.wanted]
    assert not [pair.kind for pair in pairs if pair.wanted == "other" and verdict(pair, THRESHOLD) != "other"]
    assert len(missed) <= 0.03 * len(pairs), missed


def test_what_is_not_compared() -> None:
    one = signature(report(*BODY))
    other = report(
        "PORT ARLE, May 3 (Wire One) - " + BODY[0],
        *BODY[1:],
        "(Reporting by A. Writer; Editing by B. Editor)",
        "© 2021 Wire One. All rights reserved.",
        title="Maize at sea at last",
    )
    assert signature(other) == one, "headline, dateline and credits"


def test_case_and_marks_are_nothing() -> None:
    assert signature(report(BODY[0])) == signature(report(BODY[0].lower().replace(",", " ;")))


def test_a_signature_is_the_same_everywhere() -> None:
    mark = signature(report(*BODY))
    assert (len(mark), mark[1:5]) == (525, (76).to_bytes(4, "big"))
    assert bands(mark)[:2] == BANDS, "kept in stores: another value needs a migration"


def test_bands_fit_a_database() -> None:
    keys = bands(signature(report(*BODY)))
    assert len(keys) == len(set(keys)) == 42
    assert all(0 <= key < 2**63 for key in keys)


def test_a_report_without_words_is_like_none() -> None:
    empty = signature(report(title="Grain ships leave port"))
    assert (empty, bands(empty), similarity(empty, empty)) == (b"", (), 0.0)
    assert Copies([print_of(report(source="b"))]).find(print_of(report())) is None


def test_marks_of_another_version_of_the_library_are_not_compared() -> None:
    mark = signature(report(*BODY))
    assert similarity(mark, bytes([mark[0] + 1]) + mark[1:]) == 0.0


def test_the_original_is_the_earliest_published() -> None:
    first = print_of(report(*BODY, source="first"))
    late = replace(print_of(report(*BODY[:3], source="late")), published=DAY + timedelta(hours=5))
    undated = replace(print_of(report(*BODY[:3], source="undated")), published=None)
    index = Copies([late, undated])
    assert index.find(first) is None, "what comes later than its copies is still the original"
    index.add(first)
    found = index.find(late)
    assert found is not None
    assert (found.original, found.likeness) == (first.id, Likeness.COPY)
    assert {copy.original for copy in index.groups().values()} == {first.id}
    assert set(index.groups()) == {late.id, undated.id}


def test_adding_twice_changes_nothing() -> None:
    one, other = print_of(report(*BODY)), print_of(report(*BODY, source="b"))
    index = Copies([one, other, one])
    assert (len(index), len(index.groups())) == (2, 1)


def test_the_same_address_again_is_an_update() -> None:
    one = print_of(report(*BODY, source="https://wire.example/1"))
    other = print_of(report(*BODY, "Two more sailed later.", source="https://wire.example/1"))
    found = likeness(one, replace(other, published=DAY + timedelta(days=9)))
    assert found is not None
    assert found[0] is Likeness.UPDATE


PARTS = st.lists(st.sampled_from(range(len(BODY))), min_size=2, max_size=4, unique=True)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(PARTS, st.integers(0, 60), st.sampled_from([None, "P", "Q"])), min_size=2, max_size=6),
    st.randoms(),
)
def test_the_order_of_arrival_is_nothing(made: list[tuple[list[int], int, str | None]], chance: random.Random) -> None:
    prints = [
        replace(
            print_of(report(*(BODY[i] for i in parts), source=str(n), publisher=publisher)),
            published=DAY + timedelta(hours=hour),
        )
        for n, (parts, hour, publisher) in enumerate(made)
    ]
    shuffled = list(prints)
    chance.shuffle(shuffled)
    assert Copies(prints).groups() == Copies(shuffled).groups()


def test_likeness_has_no_direction() -> None:
    prints: list[Print] = [
        print_of(report(*BODY[:n], source=str(n), publisher=p)) for n, p in ((2, "P"), (3, "P"), (4, "Q"))
    ]
    for one, other in combinations(prints, 2):
        assert likeness(one, other) == likeness(other, one)
    for order in permutations(prints):
        assert Copies(order).groups() == Copies(prints).groups()
