"""Actors, graphs, balance and reasons as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.answers.actor import ActorCard
from dragoman.answers.balance import Balance, Shift
from dragoman.answers.event_tables import timeline_table
from dragoman.answers.graph import SignedGraph
from dragoman.answers.table import Row, Sections, Table, iso
from dragoman.answers.why import Why


def actor_sections(card: ActorCard) -> Sections:
    """An actor's card, a table each for who it is, offices, ties, events, meetings and statements."""
    who = card.who
    identity: Row = {
        "id": card.id, "name": who.name, "kind": who.kind.value, "country": who.country, "country_name": who.country_name,
        "sectors": list(who.sectors), "aliases": list(who.aliases), "leaders": list(who.leaders), "in_book": who.in_book,
        "as_of": iso(card.as_of), "stories": card.stories,
    }  # fmt: skip
    shown = ("name", "kind", "country_name", "sectors", "leaders", "stories", "id")
    return {
        "who": Table(tuple(identity), [identity], shown),
        "offices": _offices(card),
        "ties": _ties(card),
        "events": timeline_table(card.events),
        "meetings": timeline_table(card.meetings),
        "statements": _statements(card),
    }


def _offices(card: ActorCard) -> Table:
    rows: list[Row] = [
        {"office": o.title, "of": o.of, "since": iso(o.since), "until": iso(o.until), "now": o.now}
        for o in card.who.offices
    ]
    return Table(("office", "of", "since", "until", "now"), rows, nothing="no office is known")


def _ties(card: ActorCard) -> Table:
    columns = (
        "kind", "outward", "other", "conflict", "status", "first_told", "last_told", "other_id", "from",
    )  # fmt: skip
    rows: list[Row] = [
        {
            "kind": t.kind, "outward": t.outward, "other": t.other.name, "conflict": t.conflict, "status": t.status,
            "first_told": iso(t.first_told), "last_told": iso(t.last_told), "other_id": t.other.id, "from": list(t.rests_on),
        }
        for t in card.ties
    ]  # fmt: skip
    return Table(columns, rows, columns[:7], "no tie is told of")


def _statements(card: ActorCard) -> Table:
    columns = ("told", "stance", "type", "status", "quoted", "event", "story", "report")
    rows: list[Row] = [
        {
            "told": iso(s.told), "stance": s.stance, "type": s.type, "status": s.status, "quoted": s.quoted, "event": s.event,
            "story": s.story, "report": s.report,
        }
        for s in card.statements
    ]  # fmt: skip
    return Table(columns, rows, columns[:6], "no statement is told of")


def graph_sections(graph: SignedGraph) -> Sections:
    """A signed graph as edges and nodes."""
    named = {node.id: node.name for node in graph.nodes}
    edges: list[Row] = [
        {
            "a": e.a, "b": e.b, "a_name": named[e.a], "b_name": named[e.b], "sign": e.sign, "score": e.score,
            "cooperation": e.cooperation, "conflict": e.conflict, "stories": e.stories, "ties": e.ties, "from": list(e.rests_on),
        }
        for e in graph.edges
    ]  # fmt: skip
    nodes: list[Row] = [{"id": n.id, "name": n.name, "country": n.country} for n in graph.nodes]
    columns = ("a", "b", "a_name", "b_name", "sign", "score", "cooperation", "conflict", "stories", "ties", "from")
    shown = ("a_name", "b_name", "sign", "score", "cooperation", "conflict", "stories", "ties")
    return {
        "edges": Table(columns, edges, shown, f"nobody stands with or against another as of {graph.as_of}"),
        "nodes": Table(("id", "name", "country"), nodes, nothing="no actors"),
    }


def balance_sections(found: Balance) -> Sections:
    """The share that is balanced, and the triangles, strained ones first."""
    total: Row = {
        "as_of": iso(found.as_of), "triangles": len(found.triangles), "balanced": found.balanced,
        "strained": len(found.strained), "share_balanced": found.share,
    }  # fmt: skip
    triangles: list[Row] = [
        {
            "a": t.nodes[0], "b": t.nodes[1], "c": t.nodes[2], "ab": t.signs[0], "ac": t.signs[1], "bc": t.signs[2],
            "strained": t.strained, "tension": t.tension, "from": [i for e in t.edges for i in e.rests_on],
        }
        for t in found.triangles
    ]  # fmt: skip
    columns = ("a", "b", "c", "ab", "ac", "bc", "strained", "tension", "from")
    return {
        "balance": Table(tuple(total), [total]),
        "triangles": Table(columns, triangles, columns[:-1], "no three actors all stand with or against each other"),
    }


def shifts_table(found: Iterable[Shift]) -> Table:
    """Alliances that shifted, the strongest first."""
    columns = ("a", "b", "kind", "before", "after", "score_before", "score_after", "from")
    rows: list[Row] = [
        {
            "a": s.a, "b": s.b, "kind": s.kind, "before": s.before, "after": s.after,
            "score_before": s.score_before, "score_after": s.score_after, "from": list(s.rests_on),
        }
        for s in found
    ]  # fmt: skip
    return Table(columns, rows, columns[:-1], "no alliance shifted")


def why_table(tree: Why) -> Table:
    """A tree of reasons as rows, each with its depth, a step before those below it."""
    columns = ("depth", "sort", "text", "told", "sentence", "rule", "speakers", "report", "source", "id")
    rows: list[Row] = [
        {
            "depth": depth, "sort": w.sort, "text": w.text, "told": iso(w.told), "sentence": w.sentence, "rule": w.rule,
            "speakers": list(w.speakers), "report": w.report, "source": w.source, "id": w.id,
        }
        for depth, w in walk(tree)
    ]  # fmt: skip
    return Table(columns, rows)


def walk(tree: Why, depth: int = 0) -> Iterator[tuple[int, Why]]:
    """Each step with its depth, a step before those below it."""
    yield depth, tree
    for child in tree.children:
        yield from walk(child, depth + 1)
