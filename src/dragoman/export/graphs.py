"""Who dealt with whom as a graph: GraphML, and GEXF 1.3 with time, for Gephi, Cytoscape, igraph, networkx.

Nodes are actors. An edge is what one did to another, all deeds of one type together, or how one stands to another; it goes from
who acts to who is acted on. Only deeds told as happened or going on are edges, and ties that hold: plans, denials, what was
called off and history would be read as deeds by who looks at a picture. They are counted in `left_out`, as are pairs of which
one is known by a phrase only ("the council"), who is not the same from report to report.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dragoman.answers.parties import key_of, pairs
from dragoman.export.cited import Cited, CitedTie, Records, day_of, safe_text
from dragoman.model.records import Ref, Status

_HOLDS = frozenset({Status.HAPPENED, Status.ONGOING})
_TIE_SIGNS = {"supports": 1, "recognises": 1, "opposes": -1}
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_NODE_COLUMNS = {"name": "string", "kind": "string", "country": "string", "sectors": "string"}
_EDGE_COLUMNS = {
    "what": "string", "family": "string", "sign": "int", "weight": "double", "goldstein": "double", "mutual": "boolean",
    "since": "string", "last": "string", "rests_on": "string",
}  # fmt: skip
Value = str | int | float | bool | None


@dataclass(slots=True)
class Edge:
    """All deeds of one type of one actor toward another, or one tie; `weight` is the number of stories that tell it.

    `family` is event or tie, `what` the type of the deed or the kind of the tie, `goldstein` the mean of the deeds.
    """

    source: str
    target: str
    family: str
    what: str
    mutual: bool
    sign: int = 0
    scores: list[float] = field(default_factory=list)
    stories: dict[str, None] = field(default_factory=dict)
    days: dict[date, None] = field(default_factory=dict)
    rests_on: dict[str, None] = field(default_factory=dict)

    def values(self) -> dict[str, Value]:
        """The columns of the edge."""
        days = sorted(self.days)
        return {
            "what": self.what, "family": self.family, "sign": self.sign, "weight": float(len(self.stories)),
            "goldstein": round(sum(self.scores) / len(self.scores), 3) if self.scores else None, "mutual": self.mutual,
            "since": days[0].isoformat() if days else None, "last": days[-1].isoformat() if days else None,
            "rests_on": " ".join(self.rests_on),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Network:
    """Actors by id and edges, both in order, and what is in neither."""

    nodes: tuple[tuple[str, dict[str, Value]], ...]
    edges: tuple[Edge, ...]
    left_out: int


def network(records: Records) -> Network:
    """The graph of records."""
    nodes: dict[str, dict[str, Value]] = {}
    edges: dict[tuple[str, ...], Edge] = {}
    left_out = 0
    for one in records.events:
        found = list(_edges_of(one, nodes, edges))
        left_out += not found
    for tie in records.ties:
        left_out += not _add_tie(tie, nodes, edges)
    for edge in edges.values():
        total = sum(edge.scores)
        edge.sign = edge.sign if edge.family == "tie" else (total > 0) - (total < 0)
    return Network(
        nodes=tuple(sorted(nodes.items())), edges=tuple(edges[key] for key in sorted(edges)), left_out=left_out
    )  # fmt: skip


def _edges_of(one: Cited, nodes: dict[str, dict[str, Value]], edges: dict[tuple[str, ...], Edge]) -> Iterator[Edge]:
    event = one.event
    if event.status not in _HOLDS or event.historical:
        return
    day = _day(one)
    for pair in pairs(event):
        ends = _ends(pair.source, pair.target, nodes)
        if ends is None:
            continue
        source, target = sorted(ends) if pair.mutual else ends
        edge = _edge(edges, source, target, "event", event.type, mutual=pair.mutual)
        if one.story not in edge.stories:
            edge.scores.append(event.codes.goldstein)
        edge.stories[one.story] = None
        edge.rests_on[event.id] = None
        if day is not None:
            edge.days[day] = None
        yield edge


def _day(one: Cited) -> date | None:
    """The day of a deed as told, else the day on which it was told."""
    when, published = one.event.when, one.origin.published
    told = when.start or when.end if when is not None else None
    return day_of(told) if told is not None else published.date() if published is not None else None


def _add_tie(one: CitedTie, nodes: dict[str, dict[str, Value]], edges: dict[tuple[str, ...], Edge]) -> bool:
    tie = one.relation
    ends = _ends(tie.holder, tie.toward, nodes) if tie.status in _HOLDS else None
    if ends is None:
        return False
    edge = _edge(edges, *ends, "tie", tie.kind, mutual=False)
    edge.sign = _TIE_SIGNS.get(tie.kind, 0)
    edge.stories[one.origin.id] = None
    edge.rests_on[tie.id] = None
    if one.origin.published is not None:
        edge.days[one.origin.published.date()] = None
    return True


def _edge(
    edges: dict[tuple[str, ...], Edge], source: str, target: str, family: str, what: str, *, mutual: bool
) -> Edge:
    key = (source, target, family, what, str(mutual))
    return edges.setdefault(key, Edge(source, target, family, what, mutual))


def _ends(one: Ref, other: Ref, nodes: dict[str, dict[str, Value]]) -> tuple[str, str] | None:
    """The nodes of two actors; None where one is known by a phrase only, or both are one."""
    a, b = (key_of(ref) for ref in (one, other))
    if a is None or b is None or a == b:
        return None
    for ref in (one, other):
        nodes.setdefault(
            safe_text(ref.id or ""),
            {
                "name": safe_text(ref.name), "kind": ref.kind.value, "country": ref.country,
                "sectors": " ".join(ref.sectors) or None,
            },
        )  # fmt: skip
    return safe_text(a), safe_text(b)


def graphml(records: Records) -> str:
    """The graph as GraphML: a directed multigraph; what is unknown is left out."""
    graph = network(records)
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    columns = {"graph": {"left_out": "int"}, "node": _NODE_COLUMNS, "edge": _EDGE_COLUMNS}
    for owner, named in columns.items():
        for name, type_ in named.items():
            ET.SubElement(root, "key", {"id": f"{owner}.{name}", "for": owner, "attr.name": name, "attr.type": type_})
    body = ET.SubElement(root, "graph", {"id": "dragoman", "edgedefault": "directed"})
    _data(body, "graph", {"left_out": graph.left_out})
    for id_, values in graph.nodes:
        _data(ET.SubElement(body, "node", {"id": id_}), "node", values)
    for n, edge in enumerate(graph.edges):
        ends = {"id": f"e{n}", "source": edge.source, "target": edge.target}
        _data(ET.SubElement(body, "edge", ends), "edge", edge.values())
    return _text(root)


def _data(parent: ET.Element, owner: str, values: dict[str, Value]) -> None:
    for name, value in values.items():
        if value is not None:
            ET.SubElement(parent, "data", {"key": f"{owner}.{name}"}).text = _value(value)


def gexf(records: Records) -> str:
    """The graph as GEXF 1.3 with time: a deed is there on the days on which it was done, a tie from when it was first told."""
    graph = network(records)
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "Dragoman"
    ET.SubElement(meta, "description").text = f"Actors and what they did; {graph.left_out} records left out"
    body = ET.SubElement(
        root, "graph", {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date", "timerepresentation": "interval"}
    )  # fmt: skip
    # `weight` is an attribute of the edge itself
    edge_columns = {name: type_ for name, type_ in _EDGE_COLUMNS.items() if name != "weight"}
    _declare(body, "node", _NODE_COLUMNS)
    _declare(body, "edge", edge_columns)
    nodes, edges = ET.SubElement(body, "nodes"), ET.SubElement(body, "edges")
    for id_, values in graph.nodes:
        _attributes(ET.SubElement(nodes, "node", {"id": id_, "label": str(values["name"])}), values, _NODE_COLUMNS)
    for n, edge in enumerate(graph.edges):
        made = ET.SubElement(
            edges, "edge", {"id": f"e{n}", "source": edge.source, "target": edge.target, "label": edge.what, **_weight(edge)}
        )  # fmt: skip
        _attributes(made, edge.values(), edge_columns)
        _time(made, edge)
    return _text(root)


def _weight(edge: Edge) -> dict[str, str]:
    return {"weight": _value(float(len(edge.stories)))}


def _time(made: ET.Element, edge: Edge) -> None:
    """The days of an edge: one day as start and end, several as spells; a tie holds on until somebody tells otherwise."""
    days = [day.isoformat() for day in sorted(edge.days)]
    if not days:
        return
    if edge.family == "tie":
        made.set("start", days[0])
    elif len(days) == 1:
        made.set("start", days[0])
        made.set("end", days[0])
    else:
        spells = ET.SubElement(made, "spells")
        for day in days:
            ET.SubElement(spells, "spell", {"start": day, "end": day})


def _declare(body: ET.Element, owner: str, columns: dict[str, str]) -> None:
    declared = ET.SubElement(body, "attributes", {"class": owner, "mode": "static"})
    types = {"int": "integer"}
    for name, type_ in columns.items():
        ET.SubElement(declared, "attribute", {"id": f"{owner}.{name}", "title": name, "type": types.get(type_, type_)})


def _attributes(parent: ET.Element, values: dict[str, Value], columns: Iterable[str]) -> None:
    owner = parent.tag
    held = ET.SubElement(parent, "attvalues")
    for name in columns:
        if (value := values.get(name)) is not None:
            ET.SubElement(held, "attvalue", {"for": f"{owner}.{name}", "value": _value(value)})


def _value(value: str | int | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(root: ET.Element) -> str:
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
