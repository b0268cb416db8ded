"""Answers over HTTP: as JSON or JSON lines, with a weak ETag of what the store holds, and kept while it holds that."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman.store.database import Database
from dragoman.store.values import ReportFilter, digest
from dragoman.web.api.settings import ApiSettings
from dragoman.web.cache import Remembering

Json = Any
LINES = "application/x-ndjson"
AT_ONCE = 2  # answers that are made at a time; more would only wait for each other, and what is kept behind them
_CACHED = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}


class Kept:
    """Answers by their tags, the least used dropped first; each is made by one while others who want it wait."""

    def __init__(self, most: int) -> None:
        """Args: `most` is how many bytes are kept."""
        self._most, self._size = most, 0
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(AT_ONCE)

    def get(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a tag, made if it is not."""
        with self._lock:
            if tag in self._held:
                self._held.move_to_end(tag)
                return self._held[tag]
            turn = self._making.setdefault(tag, threading.Lock())
        with turn:
            with self._lock:
                if tag in self._held:
                    return self._held[tag]
            try:
                with self._turns:
                    made = make()
            finally:
                with self._lock:
                    self._making.pop(tag, None)
            with self._lock:
                self._keep(tag, made)
            return made

    def _keep(self, tag: str, made: bytes) -> None:
        self._size += len(made) - len(self._held.pop(tag, b""))
        self._held[tag] = made
        while self._size > self._most and self._held:
            self._size -= len(self._held.popitem(last=False)[1])


@dataclass(frozen=True, slots=True)
class Served:
    """What a request is answered with: the store, how the API is set up, and the answers that are kept."""

    store: Remembering
    settings: ApiSettings
    kept: Kept


def served(request: Request) -> Served:
    """What the router has bound to a request."""
    found = request.state.dragoman
    assert isinstance(found, Served)
    return found


def answer(request: Request, make: Callable[[], Json], *, live: bool = True) -> Response:
    """An answer as JSON; nothing but its tag where the asker has it already.

    Args:
        request: who asks for what.
        make: makes it.
        live: whether it is taken from the store as it is now, and not from what is remembered of it.
    """
    return tagged(request, lambda: in_json(make()), "application/json", live=live)


def tagged(
    request: Request,
    make: Callable[[], bytes],
    media: str,
    *,
    live: bool = True,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer of any sort with its tag."""
    tag = tag_of(request, media, live=live)
    headers = {"ETag": tag, **_CACHED, **(headers or {})}
    if knows(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(served(request).kept.get(tag, make), headers=headers, media_type=media)


def fresh(value: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that nobody should keep."""
    return Response(in_json(value), status, {"Cache-Control": "no-store", **(headers or {})}, "application/json")


def lines(request: Request, rows: Iterable[Json]) -> Response:
    """Rows as JSON lines, sent as they are found."""
    tag = tag_of(request, LINES)
    headers = {"ETag": tag, **_CACHED}
    if knows(request, tag):
        return Response(status_code=304, headers=headers)
    return StreamingResponse(_lines(rows), headers=headers, media_type=LINES)


def wants_lines(request: Request) -> bool:
    """Whether JSON lines are asked for."""
    return LINES in request.headers.get("accept", "")


def next_of(request: Request, after: str | int) -> str:
    """The address of the next page: the same question, from there on."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{request.url.path}?{urlencode([*asked, ('after', after)])}"


def tag_of(request: Request, media: str, *, live: bool = True) -> str:
    """The weak tag of an answer: of the store's state, this program, the day, and the question."""
    store = served(request).store
    state = state_of(store.database) if live else store.version
    asked = sorted(request.query_params.multi_items())
    today = datetime.now().astimezone().date()
    return f'W/"{digest(state, _program(), today, media, request.url.path, asked)}"'


def knows(request: Request, tag: str) -> bool:
    """Whether the asker has the answer with this tag."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag.removeprefix("W/") in (x.strip().removeprefix("W/") for x in given.split(","))


def state_of(database: Database) -> Hashable:
    """What tells the store's state from any other: a file's times and sizes, or of a database how much it holds."""
    if database.path is not None:
        files = (database.path, database.path.with_name(f"{database.path.name}-wal"))
        return tuple((s.st_mtime_ns, s.st_size) for file in files if file.exists() for s in (file.stat(),))
    newest = database.reports(ReportFilter(arrived_after=0, newest_first=True, limit=1))
    judged = database.judgements(withdrawn=True)
    last = max((j.withdrawn_at or j.at for j in judged), default=None)
    return (database.counts(), newest[0].sequence if newest else 0, len(judged), last)


def in_json(value: Json) -> bytes:
    """JSON in UTF-8; half a surrogate pair, from a broken report, is written as an escape."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")


def _lines(rows: Iterable[Json]) -> Iterator[bytes]:
    for row in rows:
        yield in_json(row) + b"\n"


@cache
def _program() -> str:
    return version("dragoman")
