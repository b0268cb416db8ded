"""The lexicon's examples through the shipped model do not fall under the pinned floors of bench/floors.json.

The floors lie two points under what was measured when they were pinned, since a retrained model moves single sentences;
`python -m bench.examples --floors bench/floors.json` pins them anew. A drop here means that frames or parser got worse.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.examples import Outcome, by_type, judge, try_examples, unmark
from dragoman.knowledge.lexicon import Example, read_lexicon
from dragoman.knowledge.ontology import TYPES
from dragoman.pipeline import Reader

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parents[2] / "bench" / "floors.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def table() -> dict[str, dict[str, float]]:
    return by_type(try_examples(read_lexicon()[1], Reader.load()))


@pytest.mark.parametrize("type_", [*TYPES, "ALL"])
def test_examples_stay_above_their_floor(type_: str, table: dict[str, dict[str, float]]) -> None:
    fallen = {
        name: f"{table[type_][name]:.3f} under {floor:.3f}"
        for name, floor in FLOORS[type_].items()
        if table[type_][name] < floor
    }
    assert not fallen, f"{type_}: {fallen}; see python -m bench.examples --type {type_} --show 50"


def example(text: str, *, wrong: bool = False) -> Example:
    return Example("ASSAULT", "bomb", text, wrong, "assault.csv", 1)


def test_marks_are_taken_out_and_kept_as_spans() -> None:
    marked = unmark(example("[Rebels] *bombed* the [[army]] and the [[police]]."))
    assert marked.text == "Rebels bombed the army and the police."
    assert marked.trigger.of(marked.text) == "bombed"
    assert [span.of(marked.text) for span in marked.actors] == ["Rebels"]
    assert [span.of(marked.text) for span in marked.recipients] == ["army", "police"]


@pytest.mark.parametrize("text", ["Rebels bombed it.", "*Rebels* *bombed* it.", "[Rebels *bombed* it."])
def test_badly_marked_examples_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"trigger|closes"):
        unmark(example(text))


def test_an_example_without_events_is_told_apart_from_a_quiet_counter_example() -> None:
    assert judge(unmark(example("[Rebels] *bombed* it.")), ()) is Outcome.NOTHING
    assert judge(unmark(example("They *bombed* on stage.", wrong=True)), ()) is Outcome.QUIET
