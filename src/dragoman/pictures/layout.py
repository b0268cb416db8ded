"""Where the actors of a graph are drawn: friends near each other, rivals apart, the same on every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import cos, hypot, pi, sin

from dragoman.answers.graph import Edge

Point = tuple[float, float]
_ROUNDS = 150
_CLEAR = 20  # pixels between a point and a line of others


def positions(nodes: Sequence[str], edges: Sequence[Edge], size: tuple[float, float]) -> dict[str, Point]:
    """Points in a drawing of a size: springs of networkx, pulled by cooperation only, from a circle in the order of ids."""
    import networkx as nx

    if len(nodes) == 1:
        return {nodes[0]: (size[0] / 2, size[1] / 2)}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    strongest = max((abs(e.score) for e in edges), default=1.0)
    for edge in edges:
        pull = 0.4 + abs(edge.score) / strongest
        graph.add_edge(edge.a, edge.b, weight=pull if edge.sign > 0 else 0.12)
    turn = 2 * pi / len(nodes)
    start = {id_: (cos(i * turn), sin(i * turn)) for i, id_ in enumerate(sorted(nodes))}
    found = nx.spring_layout(graph, pos=start, iterations=200, seed=0, weight="weight", method="force")
    return _fitted(_spread({id_: (float(x), float(y)) for id_, (x, y) in found.items()}), size)


def apart(
    points: Mapping[str, Point],
    boxes: Mapping[str, tuple[float, float]],
    edges: Sequence[Edge],
    size: tuple[float, float],
) -> dict[str, Point]:
    """The points moved so far that no two boxes overlap and none lies on a line of others, as well as there is room.

    Args:
        points: where things are.
        boxes: width and height of each with its name.
        edges: the lines.
        size: of the drawing, which they stay in.
    """
    at = {id_: list(point) for id_, point in points.items()}
    for _ in range(_ROUNDS):
        moved = _off_lines(at, edges)
        for a, b in combinations(sorted(at), 2):
            dx, dy = at[b][0] - at[a][0], at[b][1] - at[a][1]
            over_x = (boxes[a][0] + boxes[b][0]) / 2 - abs(dx)
            over_y = (boxes[a][1] + boxes[b][1]) / 2 - abs(dy)
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            axis, push = (1, over_y) if over_y <= over_x else (0, over_x)
            sign = 1 if (dx, dy)[axis] >= 0 else -1
            at[a][axis] -= sign * push / 2
            at[b][axis] += sign * push / 2
        for id_, point in at.items():
            for axis in (0, 1):
                half = boxes[id_][axis] / 2
                point[axis] = min(max(point[axis], half), size[axis] - half)
        if not moved:
            break
    return {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in at.items()}


def _off_lines(at: dict[str, list[float]], edges: Sequence[Edge]) -> bool:
    """Push points off the lines between others that run through them."""
    moved = False
    for edge in edges:
        (ax, ay), (bx, by) = at[edge.a], at[edge.b]
        length = hypot(bx - ax, by - ay)
        for id_ in sorted(at):
            if id_ in (edge.a, edge.b) or length == 0:
                continue
            px, py = at[id_]
            along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length
            off = ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / length
            if not 0 < along < length or abs(off) >= _CLEAR:
                continue
            push = (_CLEAR - abs(off)) / 2 * (1 if off >= 0 else -1)
            at[id_] = [px - (by - ay) / length * push, py + (bx - ax) / length * push]
            moved = True
    return moved


def _spread(points: dict[str, Point]) -> dict[str, Point]:
    """Half where they are, half in even steps in the same order, so that one far off does not press the rest together."""
    found: dict[str, list[float]] = {id_: [] for id_ in points}
    for axis in (0, 1):
        order = sorted(points, key=lambda id_: (points[id_][axis], id_))
        low, high = points[order[0]][axis], points[order[-1]][axis]
        for rank, id_ in enumerate(order):
            place = (points[id_][axis] - low) / (high - low) if high > low else 0.5
            found[id_].append((place + 2 * rank / (len(order) - 1)) / 3)
    return {id_: (x, y) for id_, (x, y) in found.items()}


def _fitted(points: dict[str, Point], size: tuple[float, float]) -> dict[str, Point]:
    """Stretched to fill the drawing."""
    lows = [min(p[axis] for p in points.values()) for axis in (0, 1)]
    spans = [max(p[axis] for p in points.values()) - lows[axis] for axis in (0, 1)]
    return {
        id_: (
            (x - lows[0]) / spans[0] * size[0] if spans[0] else size[0] / 2,
            (y - lows[1]) / spans[1] * size[1] if spans[1] else size[1] / 2,
        )
        for id_, (x, y) in points.items()
    }
