"""The routers that serve the addresses: who may ask, which parameters are known, HEAD, and errors in one shape."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from fastapi import APIRouter, Depends
from fastapi import params as declared
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, compile_path
from starlette.types import Message, Receive, Scope, Send

from dragoman.web.api.addresses import ADDRESSES, CALENDAR, Address
from dragoman.web.api.answering import Kept, Served
from dragoman.web.api.problems import RAISED, ProblemError, answer_to
from dragoman.web.api.settings import ApiSettings, Dependency
from dragoman.web.cache import Remembering

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_PATHS = [(address, compile_path(address.path)[0]) for address in ADDRESSES]


class ApiRoute(APIRoute):
    """A route that answers HEAD as it does GET, and what goes wrong with a problem."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except RAISED as error:
                bound: Served | None = getattr(request.state, "dragoman", None)
                return answer_to(error, bound.store.database.where if bound is not None else None)

        return told

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return super().matches(_as_get(scope))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().handle(_as_get(scope), receive, _without_body(send) if scope.get("method") == "HEAD" else send)


def make_router(get_store: Dependency, settings: ApiSettings | None = None) -> APIRouter:
    """The API; include it under /api/v1.

    Args:
        get_store: a dependency that gives the `Remembering` store of a request, opened for writing if anything is to be written.
        settings: how it is joined to the program around it; everybody may do everything, if none.
    """
    router = _router(ADDRESSES, get_store, settings or ApiSettings())
    for path in ("", "/{rest:path}"):
        router.add_api_route(path, _nowhere, methods=list(METHODS), include_in_schema=False)
    return router


def make_calendar(get_store: Dependency, settings: ApiSettings | None = None) -> APIRouter:
    """The calendar at /agenda.ics; include it with no prefix."""
    return _router((CALENDAR,), get_store, settings or ApiSettings())


def _router(addresses: Iterable[Address], get_store: Dependency, settings: ApiSettings) -> APIRouter:
    kept = Kept(settings.cached)

    given = Depends(get_store)

    async def bind(request: Request, store: Remembering = given) -> None:
        request.state.dragoman = Served(store, settings, kept)

    router = APIRouter(route_class=ApiRoute)
    for address in addresses:
        required = settings.require_write if address.writes else settings.require_read
        router.add_api_route(
            address.path, address.endpoint, methods=[address.method], name=address.name, operation_id=address.name,
            summary=address.summary, response_model=address.model, status_code=address.status, tags=[address.tag],
            responses=address.responses(), openapi_extra=address.extra,
            response_class=JSONResponse if address.model is not None else Response,
            dependencies=[Depends(required), Depends(_only(_parameters(address.endpoint))), Depends(bind)],
        )  # fmt: skip
    return router


def _only(known: dict[str, bool]) -> Callable[[Request], Coroutine[Any, Any, None]]:
    """A dependency that refuses parameters that are not known, and twice one that is taken once."""
    names = f"known are {', '.join(sorted(known))}" if known else "this address takes none"

    async def check(request: Request) -> None:
        given = request.query_params
        wrong = [(f"query.{n}", f"is not known here; {names}") for n in given if n not in known]
        wrong += [
            (f"query.{n}", "is given several times; give it once")
            for n, many in known.items()
            if not many and len(given.getlist(n)) > 1
        ]
        if wrong:
            detail = "; ".join(f"{field.removeprefix('query.')} {what}" for field, what in wrong[:3])
            raise ProblemError(422, detail, errors=wrong)

    return check


def _parameters(endpoint: Callable[..., object]) -> dict[str, bool]:
    """The query parameters of an endpoint and of what it depends on, and whether each may be given several times."""
    found: dict[str, bool] = {}
    for hint in get_type_hints(endpoint, include_extras=True).values():
        base, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        for mark in marks:
            if isinstance(mark, declared.Query):
                found |= {n: get_origin(f.annotation) is list for n, f in base.model_fields.items()}
            elif isinstance(mark, declared.Depends) and mark.dependency is not None:
                found |= _parameters(mark.dependency)
    return found


def _nowhere(request: Request, rest: str = "") -> Response:
    """What is asked at no address, or in no way that it has."""
    path = f"/{rest}"
    allowed = {address.method for address, regex in _PATHS if regex.fullmatch(path)}
    if not allowed:
        raise ProblemError(404, f"there is nothing at {request.url.path[:200]}; docs/api.md lists the addresses")
    methods = sorted(allowed | ({"HEAD"} if "GET" in allowed else set()))
    said = f"{request.method} is not done at {request.url.path[:200]}; {', '.join(methods)} is"
    raise ProblemError(405, said, headers={"Allow": ", ".join(methods)})


def _as_get(scope: Scope) -> Scope:
    return {**scope, "method": "GET"} if scope.get("method") == "HEAD" else scope


def _without_body(send: Send) -> Send:
    """Sends what a GET would send, without its body."""

    async def bare(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return bare
