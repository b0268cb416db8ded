"""Map and network, and all pictures as SVG, drawn at the server; where nothing draws, pages show the same as tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response

from dragoman.answers.accounts import accounts
from dragoman.answers.graph import SignedGraph, signed_graph
from dragoman.answers.table import Row, Table
from dragoman.model.living import Told
from dragoman.web.asking import Ask, MissingError, country, found
from dragoman.web.pages.dyads import name_of
from dragoman.web.pages.lives import find
from dragoman.web.view import Page, draws, tagged
from dragoman.web.words import Links

if TYPE_CHECKING:
    from dragoman.pictures.frame import Frame
    from dragoman.pictures.theme import Spec

SPANS = {"week": 7, "month": 30, "quarter": 91, "year": 365}
EDGES = 60


def map_page(ask: Ask) -> Page:
    """Where it happened in the time up to a day, one row a place."""
    since, day = _span(ask, "month")
    known, place = ask.store.snapshot, ask.text("conflict")
    listed = known.answer(("places", since, day, place), lambda: places(_told(ask, since, day)))
    context = {
        "rows": listed[:EDGES], "count": len(listed), "since": since, "span": ask.text("span") or "month", "spans": list(SPANS),
        "conflict": (ask.text("conflict") or "").upper(), "conflicts": ask.store.picture(day).conflicts,
    }  # fmt: skip
    columns = ("place", "country", "lat", "lon", "stories", "conflict", "from")
    return Page(
        template="map.html.j2", title="Map", context=context, data=lambda: listed, table=lambda: Table(columns, listed)
    )


def places(told: list[Told]) -> list[Row]:
    """Places with the stories that happened there, those with most first."""
    rows: dict[tuple[str, str | None], Row] = {}
    for account in accounts(told):
        where = account.event.where
        if where is None:
            continue
        row = rows.setdefault(
            (where.name, where.country),
            {
                "place": where.name,
                "country": where.country,
                "lat": where.lat,
                "lon": where.lon,
                "stories": 0,
                "conflict": 0,
                "from": [],
            },
        )
        row["stories"] += 1  # type: ignore[operator]
        row["conflict"] += account.event.codes.quad > 2  # type: ignore[operator]
        row["from"].append(account.story)  # type: ignore[union-attr]
    return sorted(rows.values(), key=lambda r: (-int(str(r["stories"])), str(r["place"])))


def network_page(ask: Ask) -> Page:
    """Who is with whom and who against whom, in the time up to a day."""
    since, day = _span(ask, "quarter")
    graph = _graph(ask, since, day)
    names = {n.id: n.name for n in graph.nodes} | {
        n.id: ask.store.book.state_name(n.id) or n.name for n in graph.nodes if ":" not in n.id
    }
    edges = sorted(graph.edges, key=lambda e: (-abs(e.score), e.a, e.b))
    rows: list[Row] = [
        {"a": e.a, "b": e.b, "a_name": names[e.a], "b_name": names[e.b], "sign": e.sign, "score": round(e.score, 3),
         "cooperation": round(e.cooperation, 3), "conflict": round(e.conflict, 3), "stories": e.stories, "ties": e.ties}
        for e in edges
    ]  # fmt: skip
    context = {
        "edges": edges[:EDGES], "count": len(edges), "names": names, "since": since, "span": ask.text("span") or "quarter",
        "spans": list(SPANS), "conflict": (ask.text("conflict") or "").upper(),
        "conflicts": ask.store.picture(day).conflicts, "level": ask.choice("level", ("states", "actors")),
    }  # fmt: skip
    return Page(
        template="network.html.j2", title="Network", context=context, data=lambda: rows,
        table=lambda: Table(tuple(rows[0]) if rows else ("a", "b"), rows),
    )  # fmt: skip


def svg(ask: Ask, kind: str) -> Response:
    """A picture by its name, drawn in light or dark colours."""
    if kind not in _SPECS:
        raise MissingError(f"{kind!r} is no picture; there are {', '.join(_SPECS)}")
    if not draws():
        raise MissingError(
            "Pictures need vl-convert-python, which is not installed; run pip install 'dragoman[pictures]'"
        )
    theme = ask.choice("theme", ("light", "dark"))
    asked = tuple(sorted(ask.request.query_params.multi_items()))
    known = ask.store.snapshot
    text = known.answer(("svg", kind, theme, asked), partial(_drawn, ask, kind, theme))
    return tagged(ask, text.encode(), "image/svg+xml")


def _drawn(ask: Ask, kind: str, theme: str) -> str:
    from dragoman.pictures.frame import Frame
    from dragoman.pictures.theme import THEMES
    from dragoman.pictures.write import svg as drawn

    counts, links = ask.store.counts(), Links(ask.day("as_of"))
    frame = Frame(
        reports=counts.reports,
        newest=counts.last,
        as_of=ask.as_of,
        theme=THEMES[theme],
        link=lambda id_: _address(links, id_),
    )
    return drawn(_SPECS[kind](ask, frame))


def _address(links: Links, id_: str) -> str:
    """The page of what is drawn: states and actors have theirs, all else is a story or an event."""
    return links("actor", id_) if ":" in id_ or len(id_) == 3 else links("story", id_)


def _map(ask: Ask, frame: Frame) -> Spec:
    from dragoman.pictures.map import map_of

    return map_of(_told(ask, *_span(ask, "month")), frame)


def _network(ask: Ask, frame: Frame) -> Spec:
    from dragoman.pictures.network import network

    return network(_graph(ask, *_span(ask, "quarter")), frame)


def _sides(ask: Ask, frame: Frame) -> Spec:
    from dragoman.pictures.sides import sides

    place = country(ask.text("conflict") or "")
    picture = ask.store.picture(ask.as_of)
    life = next((c for c in picture.conflicts if c.what.place == place), None)
    if life is None:
        raise MissingError(f"No conflict in {place} is known as of {picture.as_of}")
    return sides(life.what, picture.backings, frame)


def _ceasefires(ask: Ask, frame: Frame) -> Spec:
    from dragoman.pictures.ceasefires import ceasefires

    id_ = ask.text("id")
    lives = [find(ask, id_)] if id_ else ask.store.picture(ask.as_of).ceasefires
    return ceasefires(lives, frame)


def _timeline(ask: Ask, frame: Frame) -> Spec:
    from dragoman.answers.timeline import timeline as entries
    from dragoman.pictures.timeline import timeline

    who = ask.many("actor")[:2]
    since, day = _span(ask, "year")
    told = [t for t in ask.store.snapshot.of_party(who[0]) if t.published.date() <= day] if who else []
    rows = found(lambda: entries(told, who, since=since, until=day))
    return timeline(rows, [name_of(ask, id_) for id_ in who], frame)


_SPECS: dict[str, Callable[[Ask, Frame], Spec]] = {
    "map": _map, "network": _network, "sides": _sides, "ceasefires": _ceasefires, "timeline": _timeline,
}  # fmt: skip


def _span(ask: Ask, default: str) -> tuple[date, date]:
    """From which day to which: a day of its own, or a span up to the day as of which is asked."""
    day = ask.as_of
    span = ask.choice("span", (default, *(s for s in SPANS if s != default)))
    return ask.day("since") or day - timedelta(days=SPANS[span]), day


def _told(ask: Ask, since: date, day: date) -> list[Told]:
    known, place = ask.store.snapshot, ask.text("conflict")

    def make() -> list[Told]:
        told = known.of_stories(known.places.get(country(place), set())) if place else known.told
        return [t for t in told if since <= t.published.date() <= day and not t.event.historical]

    return known.answer(("told", since, day, place), make)


def _graph(ask: Ask, since: date, day: date) -> SignedGraph:
    known, place = ask.store.snapshot, ask.text("conflict")
    level = ask.choice("level", ("states", "actors"))

    def make() -> SignedGraph:
        ties = [t for t in known.ties if place is None or t.relation.conflict == country(place)]
        return signed_graph(_told(ask, since, day), ties, as_of=day, since=since, level=level)  # type: ignore[arg-type]

    return known.answer(("graph", since, day, place, level), make)
