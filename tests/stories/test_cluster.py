"""Groups from links: the same for every order, no chains, judgements first."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.stories import Link, cluster, components, link

IDS = [f"e{k}" for k in range(7)]
PAIRS = list(combinations(IDS, 2))
LINKS = st.dictionaries(st.sampled_from(PAIRS), st.floats(0, 1).map(lambda x: round(x, 3)), max_size=len(PAIRS)).map(
    lambda scores: [Link(a, b, s) for (a, b), s in scores.items()]
)
SOME_PAIRS = st.lists(st.sampled_from(PAIRS), max_size=3, unique=True)


def group_of(groups: list[tuple[str, ...]], one: str) -> tuple[str, ...] | None:
    return next((g for g in groups if one in g), None)


@given(LINKS, SOME_PAIRS, SOME_PAIRS, st.randoms())
def test_the_order_of_links_and_judgements_does_not_matter(
    links: list[Link], must: list[tuple[str, str]], cannot: list[tuple[str, str]], random: object
) -> None:
    mixed, turned = list(links), [(b, a) for a, b in must]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert cluster(mixed, turned[::-1], cannot[::-1]) == cluster(links, must, cannot)


@given(LINKS, SOME_PAIRS, SOME_PAIRS)
def test_each_id_is_in_one_group_and_groups_are_in_order(
    links: list[Link], must: list[tuple[str, str]], cannot: list[tuple[str, str]]
) -> None:
    groups = cluster(links, must, cannot)
    named = {x for one in links for x in (one.one, one.other)} | {x for pair in (*must, *cannot) for x in pair}
    assert sorted(x for g in groups for x in g) == sorted(named)
    assert groups == sorted(tuple(sorted(g)) for g in groups)


@given(LINKS, SOME_PAIRS, SOME_PAIRS)
def test_judgements_are_kept(links: list[Link], must: list[tuple[str, str]], cannot: list[tuple[str, str]]) -> None:
    groups = cluster(links, must, cannot)
    bound = components(must)
    for a, b in must:
        assert group_of(groups, a) == group_of(groups, b)
    for a, b in cannot:
        if not any(a in ids and b in ids for ids in bound):
            joined = [ids for ids in bound if a in ids or b in ids]
            assert group_of(groups, a) != group_of(groups, b), joined


@given(LINKS)
def test_components_apart_are_decided_apart(links: list[Link]) -> None:
    """So only what a new report touches has to be done anew."""
    strong = [(k.one, k.other) for k in links if k.score >= 0.5]
    whole = [g for g in cluster(links) if len(g) > 1]
    parts = []
    for ids in components(strong):
        parts += cluster([k for k in links if k.one in ids and k.other in ids])
    assert whole == sorted(g for g in parts if len(g) > 1)


def test_a_doubtful_link_makes_no_chain() -> None:
    """Two days of shelling with an undated telling between: it goes with the likelier, the days stay apart."""
    links = [link("monday", "undated", 0.6), link("tuesday", "undated", 0.7), link("monday", "tuesday", 0.0)]
    assert cluster(links) == [("monday",), ("tuesday", "undated")]


def test_a_pair_of_which_nothing_is_known_stands_in_no_way() -> None:
    """A visit that was put off binds the first plan and the last, which alone say nothing of each other."""
    links = [link("plan", "put off", 0.8), link("new day", "put off", 0.7)]
    assert cluster(links) == [("new day", "plan", "put off")]


def test_must_and_cannot() -> None:
    links = [link("a", "b", 0.9), link("c", "d", 0.1)]
    assert cluster(links, cannot=[("b", "a")]) == [("a",), ("b",), ("c",), ("d",)]
    assert cluster(links, must=[("d", "c")]) == [("a", "b"), ("c", "d")]
    assert cluster(links, must=[("a", "z")], cannot=[("z", "b")]) == [("a", "z"), ("b",), ("c",), ("d",)]


def test_ties_are_broken_by_id() -> None:
    links = [link("a", "b", 0.8), link("b", "c", 0.8), link("a", "c", 0.0)]
    assert cluster(links) == [("a", "b"), ("c",)]
