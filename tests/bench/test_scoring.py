"""The measures of bench.gold on a report of two sentences, with readings that are right, wrong or empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.annotations import GoldEvent, GoldName, GoldReport, plain
from bench.conllu import name_spans
from bench.scoring import Scores, add_events, matches
from dragoman.knowledge.ontology import codes_of
from dragoman.model.records import Event, Evidence, Kind, Ref, Status
from dragoman.model.span import Span

TEXT = "Mali bombed a camp in Chad. Chad condemned it."
FIRST, SECOND = Span(0, 27), Span(28, 46)


def ref(name: str, country: str | None) -> Ref:
    return Ref(id=None, name=name, country=country, sectors=(), kind=Kind.STATE, text=name, span=Span(0, 4))


def found(type_: str = "ASSAULT", sentence: Span = FIRST, actors: tuple[Ref, ...] = (ref("Mali", "MLI"),)) -> Event:
    return Event(
        id="e", type=type_, mode=None, contexts=(), actors=actors, recipients=(), status=Status.HAPPENED,
        evidence=Evidence(sentence=sentence, trigger=Span(5, 11)), codes=codes_of(type_, None), confidence=1.0, why="",
    )  # fmt: skip


def wanted(*, optional: bool = False) -> GoldEvent:
    return GoldEvent(
        type="ASSAULT", opening="Mali bombed", sentence=Span(0, 11), trigger="bombed", actors=("Mali",), recipients=(),
        where=None, when=None, status=("happened",), speakers=(), optional=optional,
    )  # fmt: skip


def gold(*events: GoldEvent) -> GoldReport:
    return GoldReport(Path("r.txt"), TEXT, {"Mali": GoldName(frozenset({"mali", "bamako"}), "MLI")}, events)


def scored(report: GoldReport, *events: Event) -> Scores:
    scores = Scores()
    add_events(report, events, scores)
    return scores


def test_a_right_event_is_exact() -> None:
    scores = scored(gold(wanted()), found())
    assert scores.f1["detection"].f1 == scores.f1["event-exact"].f1 == scores.f1["actors"].f1 == 1.0
    assert scores.type_macro_f1 == 1.0


def test_an_army_counts_for_its_state_but_not_by_name() -> None:
    scores = scored(gold(wanted()), found(actors=(ref("Malian army", "MLI"),)))
    assert (scores.f1["actors"].f1, scores.f1["actors-state"].f1) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (found(type_="ACCUSE"), "the wrong type"),
        (found(sentence=SECOND), "the wrong sentence"),
    ],
)
def test_what_does_not_fit_is_missed_and_invented(event: Event, why: str) -> None:
    count = scored(gold(wanted()), event).f1["detection"]
    assert (count.right, count.found, count.wanted) == (0, 1, 1), why


def test_an_optional_event_counts_neither_way() -> None:
    for events in ((), (found(),)):
        scores = scored(gold(wanted(optional=True)), *events)
        count = scores.f1["detection"]
        assert (count.right, count.found, count.wanted) == (0, 0, 0)
        assert scores.types["ASSAULT"].found == 0


def test_a_second_event_on_one_gold_event_is_invented() -> None:
    count = scored(gold(wanted()), found(), replace(found(), id="f")).f1["detection"]
    assert (count.right, count.found, count.wanted) == (1, 2, 1)


def test_each_wanted_one_is_matched_once() -> None:
    assert matches("aab", "ab", lambda one, other: one == other) == 2


@pytest.mark.parametrize(
    ("name", "folded"),
    [("The Kremlin's", "kremlin"), ("Fayez al-Sarraj", "fayez sarraj"), ("Côte d'Ivoire", "cote d ivoire"), ("", "")],
)
def test_spellings_meet(name: str, folded: str) -> None:
    assert plain(name) == folded


def test_names_of_other_kinds_are_left_out_and_a_lone_inside_tag_begins_one() -> None:
    tags = ["B-Person", "I-Person", "O", "B-Weapon", "I-LOC", "I-LOC"]
    assert name_spans(tags) == {(0, 2, "PER"), (4, 6, "LOC")}
