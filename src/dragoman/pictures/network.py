"""The signed graph of actors: who is with whom, who against whom, and how strongly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

from dragoman.answers.graph import Edge, Node, SignedGraph
from dragoman.pictures.frame import Body, Frame, Key, as_of_text, empty, picture
from dragoman.pictures.layout import Point, apart, positions
from dragoman.pictures.marks import CIRCLE, LINE, SQUARE, Row, rules, symbols, texts
from dragoman.pictures.theme import Spec, Theme
from dragoman.pictures.words import many, short, width_of

WIDTH, HEIGHT = 820, 560
MOST_NODES, MOST_EDGES = 40, 90
_OPPOSED = [6, 4]
_SIZE = 11.5


def network(graph: SignedGraph, frame: Frame, *, title: str = "Who is with whom") -> Spec:
    """The picture of a signed graph; the strongest edges of the actors with most are drawn.

    Args:
        graph: what `answers.signed_graph` gives.
        frame: where the rows are from and how to draw them.
        title: what it is of.
    """
    if not graph.edges:
        return empty(
            frame, title=title, missing="No two actors stand for or against each other in this time.",
            advice="Ask for a later day, a longer half-life or a lower threshold, or add reports.",
        )  # fmt: skip
    nodes, edges = _strongest(graph)
    weights = _weights(edges)
    names = {node.id: short(node.name, 26) for node in nodes}
    boxes = {i: (max(24.0, width_of(names[i], _SIZE)) + 14, 44.0) for i in names}
    inner = (WIDTH - 120, HEIGHT - 50)
    placed = {i: (x + 60, y + 25) for i, (x, y) in positions(sorted(names), edges, inner).items()}
    at = apart(placed, boxes, edges, (WIDTH, HEIGHT))
    allies, rivals = (sum(e.sign == sign for e in graph.edges) for sign in (1, -1))
    subtitle = f"{as_of_text(frame)}: {many(len(graph.nodes), 'actor')}, {allies:,} with each other, {rivals:,} against"
    notes = ["The thicker a line, the more and the fresher the stories and ties behind it."]
    if len(nodes) < len(graph.nodes) or len(edges) < len(graph.edges):
        notes.append(
            f"Not drawn, as the weakest: {many(len(graph.nodes) - len(nodes), 'actor')} and "
            f"{many(len(graph.edges) - len(edges), 'line')}."
        )
    layers = [*_edge_layers(edges, at, names, frame.theme), *_node_layers(nodes, weights, names, at, frame)]
    return picture(
        Body(layers=layers, width=WIDTH, height=HEIGHT, below=6), frame, title=title, subtitle=subtitle,
        alt=_alt(title, subtitle, edges, names), key=_key(frame.theme, nodes), notes=notes,
    )  # fmt: skip


def _strongest(graph: SignedGraph) -> tuple[list[Node], list[Edge]]:
    """The actors with most weight, and the strongest edges among them."""
    weights = _weights(graph.edges)
    kept = set(sorted(weights, key=lambda id_: (-weights[id_], id_))[:MOST_NODES])
    among = [e for e in graph.edges if e.a in kept and e.b in kept]
    edges = sorted(among, key=lambda e: (-abs(e.score), e.a, e.b))[:MOST_EDGES]
    ends = {id_ for e in edges for id_ in (e.a, e.b)}
    return [n for n in graph.nodes if n.id in ends], edges


def _weights(edges: Sequence[Edge]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for edge in edges:
        found[edge.a] += abs(edge.score)
        found[edge.b] += abs(edge.score)
    return found


def _edge_layers(edges: Sequence[Edge], at: dict[str, Point], names: dict[str, str], theme: Theme) -> list[Spec]:
    strongest = max(abs(e.score) for e in edges)
    rows: list[Row] = []
    for edge in reversed(edges):  # the strongest on top
        (x, y), (x2, y2) = at[edge.a], at[edge.b]
        rows.append({
            "x": x, "y": y, "x2": x2, "y2": y2, "width": round(1.2 + 5 * sqrt(abs(edge.score) / strongest), 2),
            "stroke": theme.cooperation if edge.sign > 0 else theme.conflict, "dash": [1, 0] if edge.sign > 0 else list(_OPPOSED),
            "pair": f"{names[edge.a]} and {names[edge.b]}", "stand": "with each other" if edge.sign > 0 else "against each other",
            "score": f"{edge.score:+.2f} ({edge.cooperation:+.2f} {edge.conflict:+.2f})",
            "from": f"{many(edge.stories, 'story')}, {many(edge.ties, 'tie')}",
        })  # fmt: skip
    return [rules(rows, x2="x2", tips=("pair", "stand", "score", "from"))]


def _node_layers(
    nodes: Sequence[Node], weights: dict[str, float], names: dict[str, str], at: dict[str, Point], frame: Frame
) -> list[Spec]:
    theme, heaviest = frame.theme, max(weights.values())
    dots: list[Row] = []
    labels: list[Row] = []
    for node in nodes:
        (x, y), name = at[node.id], names[node.id]
        size = round(90 + 330 * weights[node.id] / heaviest)
        dots.append(frame.linked({
            "x": x, "y": y, "shape": CIRCLE if _is_state(node) else SQUARE, "size": size, "fill": theme.ink,
            "stroke": theme.paper, "dash": [1, 0], "width": 2, "actor": name, "country": node.country or "",
        }, node.id))  # fmt: skip
        labels.append({"x": x, "y": round(y + sqrt(size) / 2 + 9, 1), "text": name, "fill": theme.ink})
    return [
        symbols(dots, tips=("actor", "country")),
        texts(labels, align="center", size=_SIZE, weight=600, halo=theme.paper),
    ]


def _is_state(node: Node) -> bool:
    return ":" not in node.id or node.id.startswith("state:")


def _key(theme: Theme, nodes: Sequence[Node]) -> list[Key]:
    key = [
        Key(label="with each other", stroke=theme.cooperation, fill=theme.cooperation, shape=LINE),
        Key(label="against each other", stroke=theme.conflict, fill=theme.conflict, shape=LINE, dash=[4, 3]),
    ]
    states = [_is_state(node) for node in nodes]
    if any(states) and not all(states):
        key.append(Key(label="state", stroke=theme.ink, fill=theme.ink))
        key.append(Key(label="other actor", stroke=theme.ink, fill=theme.ink, shape=SQUARE))
    return key


def _alt(title: str, subtitle: str, edges: Sequence[Edge], names: dict[str, str]) -> str:
    told = [f"{names[e.a]} and {names[e.b]} {'together' if e.sign > 0 else 'opposed'}" for e in edges[:5]]
    return f"{title}, {subtitle}. Strongest: {'; '.join(told)}."
