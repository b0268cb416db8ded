"""One answer in its three forms: a page, its JSON twin, and CSV where it is a table."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dragoman import __version__
from dragoman.answers.table import Table
from dragoman.render.answers import write
from dragoman.web.asking import Ask, MissingError
from dragoman.web.words import Links, environment

FORMS = {"": "text/html; charset=utf-8", ".json": "application/json", ".csv": "text/csv; charset=utf-8"}
NAV = (
    ("today", "Today"), ("agenda", "Agenda"), ("conflicts", "Conflicts"), ("ceasefires", "Ceasefires"), ("actors", "Actors"),
    ("map", "Map"), ("network", "Network"), ("sources", "Sources"), ("about", "About"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows; `data` makes its JSON twin, `table` its CSV, if it has them. `dated`: it is as of a day."""

    template: str
    title: str
    data: Callable[[], Any] | None
    context: Mapping[str, Any] = field(default_factory=dict)
    table: Callable[[], Table] | None = None
    dated: bool = True

    @property
    def twins(self) -> int:
        """How many forms it has: no other than the page itself where it has no data."""
        return 1 if self.data is None else 3 if self.table else 2


def body(ask: Ask, page: Page, form: str) -> bytes:
    """A page in the form that was asked for.

    Raises:
        MissingError: it has no such form.
    """
    match form:
        case ".json":
            if page.data is None:
                raise MissingError("This page has no JSON twin")
            text = _json(page.data())
        case ".csv":
            if page.table is None:
                raise MissingError("This page is no table and has no CSV; its JSON twin ends in .json")
            stream = io.StringIO()
            write(page.table(), "csv", stream)
            text = stream.getvalue()
        case _:
            text = render(ask, page)
    return text.encode("utf-8", "replace")


def tagged(ask: Ask, body: bytes, kind: str) -> Response:
    """A response with the hash of what it says; unchanged since it was last asked for, it is not sent again."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in ask.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def render(ask: Ask, page: Page) -> str:
    """The page as HTML."""
    request, day = ask.request, ask.as_of
    given = ask.day("as_of")
    links, ties = Links(given), ask.store.snapshot.ties_by_id
    path = request.url.path
    shared = {
        "title": page.title, "page": page, "link": links, "free": Links(None), "path": path, "nav": NAV, "version": __version__,
        "as_of": day, "given": given, "step": lambda days: _moved(request, day + timedelta(days=days)), "newest": _moved(request, None),
        "record": lambda id_: links("relation" if id_ in ties else "event", id_), "draws": draws(),
        "query": list(request.query_params.multi_items()), "can_write": can_write(ask),
        "read_only": ask.settings.read_only, "counts": ask.store.counts(), "open": is_open(ask), "csrf": getattr(request.state, "csrf", ""),
        "access": getattr(request.state, "access", None), "judged": ask.store.judged(),
        "twins": [(form, twin(request.url.query, path, form)) for form in list(FORMS)[1 : page.twins]],
    }  # fmt: skip
    return environment().get_template(page.template).render(shared | dict(page.context))


def twin(query: str, path: str, form: str) -> str:
    """The address of the same page in another form."""
    return f"{path}{form}?{query}" if query else f"{path}{form}"


def _moved(request: Request, day: date | None) -> str:
    """The address of this page as of another day, or of the newest."""
    kept = [
        (k, v) for k, v in request.query_params.multi_items() if k not in ("as_of", "since", "month", "after", "from")
    ]
    query = urlencode([*kept, *([("as_of", day.isoformat())] if day else [])])
    return f"{request.url.path}?{query}" if query else request.url.path


def draws() -> bool:
    """Whether pictures can be drawn here."""
    return find_spec("vl_convert") is not None


def is_open(ask: Ask) -> bool:
    """Whether who asks may read; who may not is told nothing of what the store holds."""
    return not ask.settings.sealed or getattr(ask.request.state, "access", None) is not None


def can_write(ask: Ask) -> bool:
    """Whether who asks may correct."""
    access = getattr(ask.request.state, "access", None)
    return not ask.settings.read_only and access is not None and access.writes


def _json(data: Any) -> str:
    return (
        json.dumps(data, ensure_ascii=False, indent=1, default=str).encode("utf-8", "backslashreplace").decode() + "\n"
    )
