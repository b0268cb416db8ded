"""Contexts of events, their number and order, and the file of their words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.extract.contexts import MOST, contexts_of
from dragoman.knowledge.contexts import load_contexts
from dragoman.knowledge.ontology import CONTEXTS
from dragoman.model.records import Event
from tests.extract.reading import events_of, rows_of

TABLE = rows_of(Path(__file__).parent / "contexts.txt", 2)


@pytest.fixture(scope="module")
def events() -> dict[str, tuple[Event, ...]]:
    return events_of([sentence for _, sentence in TABLE])


@pytest.mark.parametrize(("context", "sentence"), TABLE, ids=[f"{row[0]}: {row[1][:40]}" for row in TABLE])
def test_an_event_has_the_context(context: str, sentence: str, events: dict[str, tuple[Event, ...]]) -> None:
    assert context in {c for e in events[sentence] for c in e.contexts}


def test_each_context_has_two_sentences() -> None:
    assert Counter(context for context, _ in TABLE) == dict.fromkeys(CONTEXTS, 2)


def test_contexts_are_few_and_known(events: dict[str, tuple[Event, ...]]) -> None:
    for told in events.values():
        for event in told:
            assert len(event.contexts) <= MOST
            assert set(event.contexts) <= CONTEXTS


def test_the_words_cover_all_contexts() -> None:
    counts = Counter(context for rows in load_contexts().values() for _, context in rows)
    assert set(counts) == CONTEXTS
    assert min(counts.values()) >= 15
    assert sum(counts.values()) >= 600


@pytest.mark.parametrize(
    ("frame", "signs", "sectors", "expected"),
    [
        ((), (), (), ()),
        (("diplomatic",), (("wmd", 1.5),), (), ("diplomatic", "wmd")),
        ((), (("wmd", 0.4),), (), ()),  # too far away
        ((), (), ("MIL",), ()),  # a soldier alone makes no military matter of it
        ((), (("military", 0.4),), ("MIL",), ("military",)),
        (
            ("legal",),
            tuple((c, 1.0) for c in ("crime", "corruption", "economic", "health")),
            (),
            ("legal", "corruption", "crime", "economic"),
        ),
    ],
)
def test_strongest_first(
    frame: tuple[str, ...], signs: tuple[tuple[str, float], ...], sectors: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert contexts_of(frame, signs, sectors) == expected


def test_an_unknown_context_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "contexts.csv"
    path.write_text("# note\nword,context\ntank,armour\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 3: context 'armour'"):
        load_contexts(path)
