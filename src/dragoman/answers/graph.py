"""The signed graph of actors as of a day: who is with whom and who against, and how strongly, from stories and ties.

For two actors u and v, over the deeds D and ties T between them until the day,

    decay(x)       = 0.5 ** (age(x) / half_life)      age: days from the deed (the tie's last telling) to the day
    cooperation    = sum of max(0, s(d) / 10) * decay(d) over D  +  tie_weight * sum of decay(t) over supporting ties
    conflict       = sum of min(0, s(d) / 10) * decay(d) over D  -  tie_weight * sum of decay(t) over opposing ties
    score          = cooperation + conflict
    sign           = +1 where score >= threshold, -1 where score <= -threshold, else the pair has no edge

s is the Goldstein or the PLOVER score of a story (both reach from -10 to 10), each story once for each pair. Planned, supposed,
denied and called-off stories, and history, are not in it. A tie is supports, recognises (both +) or opposes (-); of one holder
toward one other it counts once, as last told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from dragoman.answers.accounts import Account, Standing, accounts
from dragoman.answers.parties import key_of, pairs
from dragoman.errors import InputError
from dragoman.lives.order import day_of
from dragoman.model.living import Told, ToldTie
from dragoman.model.records import Codes, Kind, Ref, Relation, Status

if TYPE_CHECKING:
    import networkx as nx

Scale = Literal["goldstein", "plover"]
Level = Literal["states", "actors"]
_TIE_SIGNS = {"supports": 1, "recognises": 1, "opposes": -1}
_HOLDS = frozenset({Status.HAPPENED, Status.ONGOING})
_RANGE = 10.0  # both scales reach from -10 to 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor, or a state with all that act for it; `name` as last told."""

    id: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two actors (a before b in the order of ids), how they stand, and the stories and relations that it rests on."""

    a: str
    b: str
    sign: int
    score: float
    cooperation: float
    conflict: float
    stories: int
    ties: int
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedGraph:
    """Nodes that have an edge, and the edges, in the order of ids."""

    as_of: date
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def to_networkx(self) -> nx.Graph[str]:
        """The same as a networkx graph: nodes with name and country, edges with sign, weight (the score) and the rest."""
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph(as_of=self.as_of.isoformat())
        for node in self.nodes:
            graph.add_node(node.id, name=node.name, country=node.country)
        for e in self.edges:
            graph.add_edge(
                e.a, e.b, sign=e.sign, weight=e.score, cooperation=e.cooperation, conflict=e.conflict,
                stories=e.stories, ties=e.ties, rests_on=list(e.rests_on),
            )  # fmt: skip
        return graph


@dataclass(slots=True)
class _Sum:
    """What is known of a pair while it is gathered."""

    cooperation: float = 0.0
    conflict: float = 0.0
    stories: list[str] = field(default_factory=list)
    ties: list[str] = field(default_factory=list)

    def add(self, value: float) -> None:
        self.cooperation += max(0.0, value)
        self.conflict += min(0.0, value)


def signed_graph(
    told: Iterable[Told],
    ties: Iterable[ToldTie],
    *,
    as_of: date,
    since: date | None = None,
    half_life: float = 90.0,
    level: Level = "states",
    scale: Scale = "goldstein",
    tie_weight: float = 1.0,
    threshold: float = 0.1,
) -> SignedGraph:
    """The signed graph as of a day.

    Args:
        told: tellings; those published after the day are not taken.
        ties: standing ties, likewise.
        as_of: the day.
        since: nothing older than this day is taken.
        half_life: after so many days a deed or a tie counts half.
        level: states rolls all that act for a state into it; actors keeps each actor.
        scale: which score of stories is summed.
        tie_weight: what a tie told today is worth, in deeds of score 10.
        threshold: the least absolute score that makes an edge.

    Raises:
        InputError: the half-life or the threshold is not above 0.
    """
    if half_life <= 0 or threshold <= 0:
        raise InputError(f"half-life {half_life} and threshold {threshold} must be above 0")
    names: dict[str, Node] = {}
    sums: dict[tuple[str, str], _Sum] = {}
    taken = [t for t in told if t.published.date() <= as_of]
    for account in accounts(taken):
        day = account.day
        if account.standing is not Standing.DEED or account.event.historical or day is None or (since and day < since):
            continue
        value = _score(account.event.codes, scale) * _decay(day, as_of, half_life)
        for key in _pairs_of(account, level, names):
            total = sums.setdefault(key, _Sum())
            total.add(value)
            total.stories.append(account.story)
    for tie in _last_told(ties, as_of):
        day = tie.published.date()
        found = _key(tie.relation.holder, tie.relation.toward, level, names)
        if found is None or (since and day < since):
            continue
        total = sums.setdefault(found, _Sum())
        total.add(tie_weight * _TIE_SIGNS[tie.relation.kind] * _decay(day, as_of, half_life))
        total.ties.append(tie.relation.id)
    edges = [e for key in sorted(sums) if (e := _edge(key, sums[key], threshold)) is not None]
    kept = sorted({id_ for e in edges for id_ in (e.a, e.b)})
    return SignedGraph(as_of=as_of, nodes=tuple(names[id_] for id_ in kept), edges=tuple(edges))


def _score(codes: Codes, scale: Scale) -> float:
    return (codes.goldstein if scale == "goldstein" else codes.plover or 0.0) / _RANGE


def _decay(day: date, as_of: date, half_life: float) -> float:
    """What something of a day still counts; a deed whose day is told as after the day asked for counts whole."""
    return float(0.5 ** (max(0, (as_of - day).days) / half_life))


def _pairs_of(account: Account, level: Level, names: dict[str, Node]) -> Iterator[tuple[str, str]]:
    keys = (_key(pair.source, pair.target, level, names) for pair in pairs(account.event))
    yield from dict.fromkeys(key for key in keys if key is not None)


def _key(one: Ref, other: Ref, level: Level, names: dict[str, Node]) -> tuple[str, str] | None:
    """The pair in the order of ids; None within one node, or where one is known by a phrase only."""
    a, b = (key_of(ref, states=level == "states") for ref in (one, other))
    if a is None or b is None or a == b:
        return None
    for id_, ref in ((a, one), (b, other)):
        if ref.id == id_ or ref.kind is Kind.STATE:
            names[id_] = Node(id=id_, name=ref.name, country=ref.country)
        else:  # somebody who acts for a state: the state has its code for a name until a telling names it
            names.setdefault(id_, Node(id=id_, name=id_, country=ref.country))
    return (a, b) if a < b else (b, a)


def _last_told(ties: Iterable[ToldTie], as_of: date) -> list[ToldTie]:
    """Each tie as last told until the day, those that then hold."""
    last: dict[tuple[str, str, str], ToldTie] = {}
    known = [t for t in ties if t.published.date() <= as_of and t.relation.kind in _TIE_SIGNS]
    for tie in sorted(known, key=lambda t: (t.published.replace(tzinfo=None), t.report, t.relation.id)):
        relation = tie.relation
        last[relation.kind, relation.holder.id or "", relation.toward.id or ""] = tie
    return [t for t in last.values() if t.relation.status in _HOLDS and not _over(t.relation, as_of)]


def _over(relation: Relation, as_of: date) -> bool:
    """Whether the telling itself says that the tie ended ("until 2016"); one told of a single day is a sign, no end."""
    when = relation.when
    if when is None or when.end is None or when.basis != "text":
        return False
    return day_of(when.end) < as_of and (when.start is None or day_of(when.start) != day_of(when.end))


def _edge(key: tuple[str, str], total: _Sum, threshold: float) -> Edge | None:
    score = total.cooperation + total.conflict
    if abs(score) < threshold:
        return None
    return Edge(
        a=key[0], b=key[1], sign=1 if score > 0 else -1, score=score, cooperation=total.cooperation,
        conflict=total.conflict, stories=len(total.stories), ties=len(total.ties),
        rests_on=tuple(dict.fromkeys((*total.stories, *total.ties))),
    )  # fmt: skip
