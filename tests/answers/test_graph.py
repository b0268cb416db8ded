"""The signed graph, its balance, and shifts: the formulas, and what they must not depend on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.answers.balance import balance, shifts
from dragoman.answers.graph import Edge, Node, SignedGraph, signed_graph
from dragoman.errors import InputError
from dragoman.model.living import Told
from dragoman.model.records import Status
from tests.answers.tellings import (
    EGYPT,
    LIBYA,
    LNA,
    RUSSIA,
    SYRIA,
    TURKEY,
    backs,
    opposes,
    strike,
    talks,
    told,
    told_tie,
)
from tests.record_factories import army, days, event, person, ref, tie

DAY = date(2020, 6, 14)


def edge(told_: Sequence[Told], a: str, b: str) -> Edge | None:
    graph = signed_graph(told_, [], as_of=DAY)
    return next((e for e in graph.edges if (e.a, e.b) == (a, b)), None)


def test_a_story_counts_half_after_a_half_life() -> None:
    old = DAY - timedelta(days=90)
    graph = signed_graph(
        [told(strike(RUSSIA, TURKEY), DAY.isoformat()), told(strike(TURKEY, RUSSIA), old.isoformat())],
        [],
        as_of=DAY,
        half_life=90,
    )
    (found,) = graph.edges
    assert (found.a, found.b, found.sign) == ("RUS", "TUR", -1)
    assert found.score == pytest.approx(-1.5), "a strike is -10 of 10: 1 today and a half 90 days ago"


def test_cooperation_and_conflict_are_kept_apart() -> None:
    found = edge([told(strike(RUSSIA, TURKEY), "2020-06-14"), told(talks(RUSSIA, TURKEY), "2020-06-14")], "RUS", "TUR")
    assert found is not None
    assert (found.cooperation, found.conflict, found.score) == pytest.approx((0.1, -1.0, -0.9))


NO_EDGE = [
    ([told(strike(RUSSIA, TURKEY, Status.PLANNED), "2020-06-14")], "a plan"),
    ([told(strike(RUSSIA, TURKEY, Status.DENIED), "2020-06-14")], "a denial"),
    ([told(strike(RUSSIA, TURKEY), "2020-06-15")], "what is told later"),
    ([told(event("ASSAULT", actors=[RUSSIA], recipients=[TURKEY], historical=True), "2020-06-14")], "history"),
    ([told(strike(RUSSIA, army("Russian army", "RUS")), "2020-06-14")], "a state with itself"),
    ([told(strike(RUSSIA, ref("council", None, known=False)), "2020-06-14")], "one known by a phrase only"),
]


@pytest.mark.parametrize(("tellings", "reason"), NO_EDGE, ids=[row[1] for row in NO_EDGE])
def test_what_makes_no_edge(tellings: list[Told], reason: str) -> None:
    assert signed_graph(tellings, [], as_of=DAY).edges == (), reason


def test_ties_count_once_as_last_told_and_rebels_stay_apart_from_the_state() -> None:
    ties = [backs(EGYPT, LNA, "2020-03-16"), backs(EGYPT, LNA, "2020-06-14"), opposes(LNA, LIBYA, "2020-06-14")]
    graph = signed_graph([], ties, as_of=DAY)
    assert [(e.a, e.b, e.sign, e.score) for e in graph.edges] == [
        ("EGY", "group:lna", 1, 1.0),
        ("LBY", "group:lna", -1, -1.0),
    ]
    assert graph.nodes == (
        Node(id="EGY", name="Egypt", country="EGY"), Node(id="LBY", name="Libya", country="LBY"),
        Node(id="group:lna", name="LNA", country="LBY"),
    )  # fmt: skip


def test_a_tie_that_is_told_as_over_or_denied_is_none() -> None:
    over = replace(tie(EGYPT, "supports", LNA), when=days("2014-01-01", "2016-12-31"))
    denied = replace(tie(RUSSIA, "supports", LNA), status=Status.DENIED)
    assert signed_graph([], [told_tie(over, "2020-06-01"), told_tie(denied, "2020-06-01")], as_of=DAY).edges == ()


def test_actors_or_states() -> None:
    tellings = [told(talks(person("Sergei Lavrov", "RUS"), person("Mevlut Cavusoglu", "TUR")), "2020-06-14")]
    by_state = signed_graph(tellings, [], as_of=DAY)
    by_actor = signed_graph(tellings, [], as_of=DAY, level="actors")
    assert [(e.a, e.b) for e in by_state.edges] == [("RUS", "TUR")]
    assert [(e.a, e.b) for e in by_actor.edges] == [("person:mevlut-cavusoglu", "person:sergei-lavrov")]


@pytest.mark.parametrize("arguments", [{"half_life": 0.0}, {"threshold": -1.0}])
def test_a_half_life_of_nothing_is_refused(arguments: dict[str, float]) -> None:
    with pytest.raises(InputError, match="must be above 0"):
        signed_graph([], [], as_of=DAY, **arguments)  # type: ignore[arg-type]


def test_networkx_has_the_same() -> None:
    graph = signed_graph([told(strike(RUSSIA, TURKEY), "2020-06-14", "s")], [], as_of=DAY).to_networkx()
    assert dict(graph["RUS"]["TUR"]) == {
        "sign": -1, "weight": -1.0, "cooperation": 0.0, "conflict": -1.0, "stories": 1, "ties": 0, "rests_on": ["s"],
    }  # fmt: skip


TRIANGLES = [
    ((1, 1, 1), False, "three friends"),
    ((1, -1, -1), False, "two friends with one enemy"),
    ((1, 1, -1), True, "two enemies with one friend"),
    ((-1, -1, -1), True, "three enemies"),
]


@pytest.mark.parametrize(("signs", "strained", "reason"), TRIANGLES, ids=[row[2] for row in TRIANGLES])
def test_which_triangles_are_strained(signs: tuple[int, int, int], strained: bool, reason: str) -> None:
    found = balance(_graph(dict(zip(combinations("abc", 2), signs, strict=True))))
    assert [t.strained for t in found.triangles] == [strained], reason
    assert (found.share, len(found.strained)) == (0.0 if strained else 1.0, int(strained))


def test_no_triangle_has_no_share() -> None:
    assert balance(_graph({("a", "b"): 1})).share is None


def test_the_tensest_triangle_comes_first() -> None:
    weights = {("a", "b"): 3.0, ("a", "c"): 2.0, ("b", "c"): -1.0, ("a", "d"): 3.0, ("b", "d"): -2.5}
    found = balance(_graph(weights))
    assert [(t.nodes, t.tension) for t in found.triangles] == [(("a", "b", "d"), 2.5), (("a", "b", "c"), 1.0)]


def _graph(weights: dict[tuple[str, str], float]) -> SignedGraph:
    edges = [_edge(*pair, weight) for pair, weight in sorted(weights.items())]
    nodes = tuple(Node(id=n, name=n, country=None) for n in sorted({n for pair in weights for n in pair}))
    return SignedGraph(as_of=DAY, nodes=nodes, edges=tuple(edges))


def _edge(a: str, b: str, score: float) -> Edge:
    return Edge(
        a=a, b=b, sign=1 if score > 0 else -1, score=score, cooperation=max(0, score), conflict=min(0, score), stories=1,
        ties=0, rests_on=(f"{a}{b}{score}",),
    )  # fmt: skip


WEIGHTS = st.dictionaries(
    st.sampled_from(list(combinations("abcdef", 2))), st.sampled_from([-2.0, -1.0, 1.0, 2.0]), max_size=15
)


@given(WEIGHTS, st.permutations("abcdef"))
def test_balance_does_not_depend_on_names(weights: dict[tuple[str, str], float], order: list[str]) -> None:
    names = dict(zip("abcdef", order, strict=True))
    renamed = {(min(names[a], names[b]), max(names[a], names[b])): w for (a, b), w in weights.items()}
    one, other = balance(_graph(weights)), balance(_graph(renamed))
    assert (one.share, one.balanced, len(one.triangles)) == (other.share, other.balanced, len(other.triangles))
    assert [t.tension for t in one.triangles] == [t.tension for t in other.triangles]


@given(WEIGHTS, st.sets(st.sampled_from("abcdef")))
def test_balance_stays_when_a_camp_changes_all_its_sides(weights: dict[tuple[str, str], float], camp: set[str]) -> None:
    turned = {(a, b): -w if (a in camp) != (b in camp) else w for (a, b), w in weights.items()}
    assert balance(_graph(weights)).share == balance(_graph(turned)).share, "Harary: a cut's signs may all be turned"


SHIFTS = [
    ({("a", "b"): 1.0}, {("a", "b"): -1.0}, ["turned"], "a friend that became an enemy"),
    ({}, {("a", "b"): 1.0}, ["appeared"], "a new alliance"),
    ({("a", "b"): 1.0}, {}, ["faded"], "nothing was heard of it"),
    ({("a", "b"): 1.0}, {("a", "b"): 2.0}, [], "a stronger alliance is the same"),
]


@pytest.mark.parametrize(("before", "after", "kinds", "reason"), SHIFTS, ids=[row[3] for row in SHIFTS])
def test_shifts(
    before: dict[tuple[str, str], float], after: dict[tuple[str, str], float], kinds: list[str], reason: str
) -> None:
    found = shifts(_graph(before), _graph(after))
    assert [s.kind for s in found] == kinds, reason
    assert all(s.rests_on for s in found)


def test_a_shift_rests_on_what_is_new() -> None:
    early = [told(talks(RUSSIA, TURKEY), "2020-02-01", "talks")]
    late = [
        *early,
        told(strike(SYRIA, TURKEY), "2020-02-27", "strike"),
        told(strike(RUSSIA, TURKEY), "2020-02-27", "raid"),
    ]
    found = shifts(signed_graph(early, [], as_of=date(2020, 2, 1)), signed_graph(late, [], as_of=date(2020, 3, 1)))
    assert {(s.a, s.b): (s.kind, s.rests_on) for s in found} == {
        ("RUS", "TUR"): ("turned", ("raid",)), ("SYR", "TUR"): ("appeared", ("strike",)),
    }  # fmt: skip
