"""How the status of a deed is drawn: what happened is solid, what is planned hollow, what is denied crossed.

happened      solid                       planned       hollow
ongoing       solid, pointing on          hypothetical  hollow, dashed
denied        hollow, crossed             postponed     hollow, two bars (a pause)
                                          cancelled     hollow, one stroke through it
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model.records import Status
from dragoman.pictures.frame import Key
from dragoman.pictures.marks import CIRCLE, SOLID, Row
from dragoman.pictures.theme import Theme

CROSSED = CIRCLE + "M-0.7,-0.7L0.7,0.7M-0.7,0.7L0.7,-0.7"
STRUCK = CIRCLE + "M-0.7,0.7L0.7,-0.7"
PAUSED = CIRCLE + "M-0.33,-0.5L-0.33,0.5M0.33,-0.5L0.33,0.5"
POINTING = "M-0.85,-1L1.05,0L-0.85,1Z"
SHAPES = {
    Status.HAPPENED: CIRCLE,
    Status.ONGOING: POINTING,
    Status.PLANNED: CIRCLE,
    Status.HYPOTHETICAL: CIRCLE,
    Status.DENIED: CROSSED,
    Status.POSTPONED: PAUSED,
    Status.CANCELLED: STRUCK,
}
SOLID_ONES = frozenset({Status.HAPPENED, Status.ONGOING})


def look(status: Status, quad: int, theme: Theme) -> Row:
    """Shape, filling and line of a deed."""
    return {
        "shape": SHAPES[status],
        "fill": theme.fill(quad) if status in SOLID_ONES else theme.paper,
        "stroke": theme.stroke(quad),
        "dash": [2, 1.6] if status is Status.HYPOTHETICAL else [float(n) for n in SOLID],
        "width": 1.6,
    }


def status_key(statuses: Iterable[Status], theme: Theme) -> list[Key]:
    """Lines of the key for these statuses, in the order of the enumeration."""
    found = set(statuses)
    return [
        Key(
            label=status.value, stroke=theme.neutral, fill=theme.neutral if status in SOLID_ONES else theme.paper,
            shape=SHAPES[status], dash=[2, 2] if status is Status.HYPOTHETICAL else SOLID,
        )
        for status in Status if status in found
    ]  # fmt: skip


def quad_key(quads: Iterable[int], theme: Theme) -> list[Key]:
    """Lines of the key for the colours of these quad classes."""
    words = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
    return [
        Key(label=words[quad], stroke=theme.stroke(quad), fill=theme.fill(quad), shape="square")
        for quad in sorted(set(quads))
    ]
