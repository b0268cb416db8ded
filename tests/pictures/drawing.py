"""Every kind of picture from the sample, and from nothing."""

from __future__ import annotations

from dataclasses import replace

from dragoman.answers.dyads import DyadSeries, dyad_series
from dragoman.answers.graph import SignedGraph, signed_graph
from dragoman.answers.timeline import timeline as stories
from dragoman.model.records import Conflict
from dragoman.pictures.agenda import agenda
from dragoman.pictures.ceasefires import ceasefires
from dragoman.pictures.dyad import dyad
from dragoman.pictures.frame import Frame
from dragoman.pictures.map import map_of
from dragoman.pictures.network import network
from dragoman.pictures.sides import sides
from dragoman.pictures.theme import DARK, Spec
from dragoman.pictures.timeline import timeline
from tests.pictures import sample

KINDS = ("timeline", "dyad", "network", "map", "agenda", "ceasefires", "sides")


def full(kind: str, frame: Frame | None = None) -> Spec:
    """A picture of the sample."""
    frame, told = frame or sample.frame(), sample.told()
    match kind:
        case "timeline":
            return timeline(stories(told, ["RUS", "TUR"]), ["Russia", "Turkey"], frame)
        case "dyad":
            return dyad(dyad_series(told, "RUS", "TUR", "week"), ("Russia", "Turkey"), frame)
        case "network":
            return network(signed_graph(told, sample.ties(), as_of=sample.DAY), frame)
        case "map":
            return map_of(told, frame)
        case "agenda":
            return agenda(sample.meetings(), frame)
        case "ceasefires":
            return ceasefires(sample.truces(), frame)
    conflict, backings = sample.libya_war()
    return sides(conflict, backings, frame)


def nothing(kind: str) -> Spec:
    """A picture of no rows."""
    frame = sample.frame()
    match kind:
        case "timeline":
            return timeline([], ["Russia"], frame)
        case "dyad":
            return dyad(DyadSeries(rows=(), left_out=0), ("Russia", "Turkey"), frame)
        case "network":
            return network(SignedGraph(as_of=sample.DAY, nodes=(), edges=()), frame)
        case "map":
            return map_of([], frame)
        case "agenda":
            return agenda([], frame)
        case "ceasefires":
            return ceasefires([], frame)
    return sides(Conflict(place="LBY", name="Libya", sides=(), rests_on=()), (), frame)


def dark() -> Frame:
    return replace(sample.frame(), theme=DARK)
