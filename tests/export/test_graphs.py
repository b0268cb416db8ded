"""Who dealt with whom, as networkx reads it back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import networkx as nx
import pytest

from dragoman.export.cited import Cited, CitedTie, Origin, Records, of_readings
from dragoman.export.graphs import gexf, graphml, network
from dragoman.model.records import Event, Relation, Status
from tests.export.factories import reading
from tests.export.lives import HOSTILE
from tests.record_factories import days, event, ref, state, tie

RUSSIA, TURKEY, LIBYA = state("Russia", "RUS"), state("Turkey", "TUR"), state("Libya", "LBY")


def origin(number: int, day: int) -> Origin:
    return Origin(id=f"r{number}", published=datetime(2020, 6, day, 12))


def records(*told: tuple[Event | Relation, int, str]) -> Records:
    """Records by the day of June on which they were told, with their story."""
    events, ties = [], []
    for n, (one, day, story) in enumerate(told):
        if isinstance(one, Event):
            events.append(Cited(event=one, origin=origin(n, day), sentence=None, story=story))
        else:
            ties.append(CitedTie(relation=one, origin=origin(n, day), sentence=None))
    return Records(events=tuple(events), ties=tuple(ties))


def strike(when: str | None = None, status: Status = Status.HAPPENED) -> Event:
    return event(
        "ASSAULT", "aerial", actors=[RUSSIA], recipients=[LIBYA], status=status, when=days(when) if when else None
    )


SOME = records(
    (strike("2020-06-02"), 3, "s1"),
    (strike("2020-06-02"), 4, "s1"),  # the same deed in another report
    (strike(), 9, "s2"),
    (event("CONSULT", actors=[TURKEY, RUSSIA]), 5, "s3"),
    (tie(TURKEY, "supports", LIBYA), 5, ""),
    (tie(TURKEY, "supports", LIBYA), 7, ""),
    (tie(RUSSIA, "opposes", LIBYA), 5, ""),
    (strike(status=Status.DENIED), 5, "s4"),
    (event("CONSULT", "visit", actors=[RUSSIA], recipients=[TURKEY], status=Status.PLANNED), 5, "s5"),
)  # fmt: skip
FORMATS = [graphml, gexf]


def read(text: str) -> nx.MultiDiGraph[str]:
    reader = nx.read_gexf if "<gexf" in text else nx.read_graphml
    graph = reader(io.BytesIO(text.encode("utf-8")))
    return nx.MultiDiGraph(graph)


@pytest.mark.parametrize("write", FORMATS)
def test_actors_and_what_they_did_are_read_back(write: Callable[[Records], str]) -> None:
    graph = read(write(SOME))
    assert graph.nodes["state:russia"]["name"] == "Russia"
    assert graph.nodes["state:russia"]["kind"] == "state"
    assert graph.nodes["state:russia"]["country"] == "RUS"
    edges = {(a, b, d["what"]): d for a, b, d in graph.edges(data=True)}
    assert set(edges) == {
        ("state:russia", "state:libya", "ASSAULT"),
        ("state:russia", "state:turkey", "CONSULT"),  # mutual: in the order of ids
        ("state:turkey", "state:libya", "supports"),
        ("state:russia", "state:libya", "opposes"),
    }
    raids = edges["state:russia", "state:libya", "ASSAULT"]
    assert (raids["sign"], raids["weight"], raids["since"], raids["last"]) == (-1, 2.0, "2020-06-02", "2020-06-09")
    assert raids["goldstein"] < 0 and not raids["mutual"] and raids["family"] == "event"
    assert edges["state:russia", "state:turkey", "CONSULT"]["mutual"]
    supports = edges["state:turkey", "state:libya", "supports"]
    assert (supports["sign"], supports["weight"], supports["since"]) == (1, 2.0, "2020-06-05")
    assert "goldstein" not in supports  # a tie has no score; unknown is left out
    assert edges["state:russia", "state:libya", "opposes"]["sign"] == -1


def test_gexf_has_deeds_on_their_days_and_ties_from_their_first_telling() -> None:
    edges = {(d["what"]): d for _, _, d in read(gexf(SOME)).edges(data=True)}
    assert edges["ASSAULT"]["spells"] == [("2020-06-02", "2020-06-02"), ("2020-06-09", "2020-06-09")]
    assert (edges["CONSULT"]["start"], edges["CONSULT"]["end"]) == ("2020-06-05", "2020-06-05")
    assert edges["supports"]["start"] == "2020-06-05" and "end" not in edges["supports"]


def test_plans_and_denials_are_counted_not_drawn() -> None:
    assert network(SOME).left_out == 2
    assert read(graphml(SOME)).graph["left_out"] == 2


def test_actors_known_by_a_phrase_only_are_counted_not_drawn() -> None:
    """ "The council" of one report is not that of another."""
    council = replace(ref("council", None), id="actor:xxx:council")
    found = network(records((event("ACCUSE", actors=[council], recipients=[RUSSIA]), 3, "s1")))
    assert (found.nodes, found.edges, found.left_out) == ((), (), 1)


@pytest.mark.parametrize("write", FORMATS)
def test_hostile_names_stay_names(write: Callable[[Records], str]) -> None:
    evil = replace(RUSSIA, id=f"state:{HOSTILE}", name=HOSTILE)
    graph = read(write(records((event("ACCUSE", actors=[evil], recipients=[TURKEY]), 3, "s1"))))
    (name,) = (d["name"] for id_, d in graph.nodes(data=True) if id_ != "state:turkey")
    assert name.startswith("Evil, Inc; END:VEVENT BEGIN:VEVENT <script>")


@pytest.mark.parametrize("write", FORMATS)
def test_a_graph_is_the_same_each_time_and_may_be_empty(write: Callable[[Records], str]) -> None:
    assert write(SOME) == write(SOME)
    assert len(read(write(Records()))) == 0


def test_a_reading_gives_a_graph() -> None:
    edges = network(of_readings([reading()])).edges
    assert {(e.source, e.target, e.what) for e in edges} >= {("state:russia", "state:turkey", "CONSULT")}
