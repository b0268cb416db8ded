"""The application: pages, files that they need, the API, and one shape for all that goes wrong."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from dragoman import __version__
from dragoman.errors import DragomanError, InputError
from dragoman.keeping.store import place_of
from dragoman.model.living import Life
from dragoman.model.records import Meeting
from dragoman.store.database import Database
from dragoman.store.values import digest
from dragoman.web.api.answering import Kept
from dragoman.web.api.problems import KINDS, as_json, problem
from dragoman.web.api.router import make_calendar, make_router
from dragoman.web.api.settings import ApiSettings
from dragoman.web.asking import Ask, MissingError, RefusedError
from dragoman.web.cache import Remembering
from dragoman.web.pages import EXTRAS, FORMS_SENT, PAGES, reports
from dragoman.web.security import Guard
from dragoman.web.settings import Settings
from dragoman.web.view import FORMS, Page, body, render, tagged
from dragoman.web.words import Links

BODIES = 64_000_000  # bytes of pages that are kept as they were sent
LIVE = (reports.sources,)  # pages of what changes beside reports and judgements: how polling of feeds stands
Handler = Callable[[Request], Response]
STATIC = Path(__file__).parent / "static"
_log = logging.getLogger(__name__)


def make_app(where: str | Path | None = None, settings: Settings | None = None) -> FastAPI:
    """The application over a store.

    Args:
        where: a file or a URL; what DRAGOMAN_STORE says, or `dragoman.db` here, if none.
        settings: how it is served; for reading, from one's own machine, if none.

    Raises:
        StoreError: there is no store, or one that this program can't read.
    """
    chosen = settings or Settings()
    database = Database.open(place_of(where), read_only=chosen.read_only)
    store = Remembering(database, actors=chosen.actors)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(
        title="Dragoman",
        version=__version__,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.store, app.state.settings = store, chosen

    async def given() -> Remembering:
        return store

    kept = Kept(BODIES)
    for path, page in PAGES:
        for form in reversed(FORMS):
            app.add_api_route(
                f"{path}{form}",
                _page(page, form, store, chosen, kept),
                include_in_schema=False,
                methods=["GET", "HEAD"],
            )
    for path, method, act in (*EXTRAS, *FORMS_SENT):
        app.add_api_route(path, _act(act, store, chosen), include_in_schema=False, methods=[method])
    api = ApiSettings(author=_author, page=_page_of, reader=lambda: store.reader)
    app.include_router(make_calendar(given, api), include_in_schema=False)
    app.include_router(make_router(given, api), prefix="/api/v1")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    _catch(app, store, chosen)

    async def refused(scope: Scope, receive: Receive, send: Send, error: RefusedError) -> None:
        request = Request(scope, receive)
        await _wrong(request, store, chosen, error.status, str(error))(scope, receive, send)

    app.add_middleware(Guard, settings=chosen, failed=refused)
    return app


def _page(make: Callable[..., Page], form: str, store: Remembering, settings: Settings, kept: Kept) -> Handler:
    """A page's handler; what was sent to the same reader while the store was the same is sent again as it is."""

    def handler(request: Request) -> Response:
        ask = Ask(request, store, settings)
        access = getattr(request.state, "access", None)
        reader = (access.id, access.scope, request.state.csrf) if access is not None else None
        key = digest(store.version, request.url.path, request.url.query, form, reader)
        if make in LIVE:
            return tagged(ask, body(ask, make(ask, **request.path_params), form), FORMS[form])
        made = kept.get(key, lambda: body(ask, make(ask, **request.path_params), form))
        return tagged(ask, made, FORMS[form])

    return handler


def _act(act: Callable[..., Response], store: Remembering, settings: Settings) -> Handler:
    if getattr(act, "needs_form", False):

        async def sent(request: Request) -> Response:
            from starlette.concurrency import run_in_threadpool

            async with request.form(max_files=0, max_fields=60) as form:
                fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
            return await run_in_threadpool(act, Ask(request, store, settings), fields, **request.path_params)

        return sent  # type: ignore[return-value]

    def handler(request: Request) -> Response:
        return act(Ask(request, store, settings), **request.path_params)

    return handler


def _catch(app: FastAPI, store: Remembering, settings: Settings) -> None:
    """Answer all that goes wrong in one shape: a page for people, JSON for programs."""

    def status_of(error: Exception) -> int:
        match error:
            case RefusedError():
                return error.status
            case MissingError():
                return 404
            case InputError():
                return 422
        return 503

    def told(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            message = "There is no page at this address" if error.status_code == 404 else str(error.detail)
            return _wrong(request, store, settings, error.status_code, message)
        return _wrong(request, store, settings, status_of(error), str(error))

    def failed(request: Request, error: Exception) -> Response:
        _log.exception("%s failed", request.url.path, exc_info=error)
        return _wrong(request, store, settings, 500, "This page could not be made; the server's log says why")

    app.add_exception_handler(DragomanError, told)
    app.add_exception_handler(HTTPException, told)
    app.add_exception_handler(Exception, failed)


def _wrong(request: Request, store: Remembering, settings: Settings, status: int, message: str) -> Response:
    """What went wrong, and what to do next."""
    path = request.url.path
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if path.endswith(".json") or path.startswith("/api/") or "json" in request.headers.get("accept", ""):
        return problem(status, message, headers=headers)
    data = as_json(status, message)
    name = KINDS[status][1] if status in KINDS else data["title"]
    if path.endswith((".csv", ".ics", ".svg")):
        return PlainTextResponse(f"{name}: {message}\n", status, headers)
    ask = Ask(_without_query(request), store, settings)
    context = {"status": status, "name": name, "message": message, "sealed": status == 401}
    page = Page(template="error.html.j2", title=name, data=None, context=context, dated=False)
    try:
        text = render(ask, page)
    except DragomanError:  # the store itself is out of reach
        return PlainTextResponse(f"{name}: {message}\n", status, headers)
    return Response(text, status, headers, "text/html; charset=utf-8")


def _author(request: Request) -> str | None:
    """Whose token a request came with."""
    access = getattr(request.state, "access", None)
    return access.name if access is not None else None


def _page_of(request: Request, life: Life[Meeting]) -> str | None:
    """The address of a meeting's page, as the server was called."""
    return f"{str(request.base_url).rstrip('/')}{Links(None)('life', life.id)}"


def _without_query(request: Request) -> Request:
    """The same request without its parameters, which may be what is wrong."""
    return Request({**request.scope, "query_string": b""}, request.receive)
