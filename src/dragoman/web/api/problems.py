"""What goes wrong, in one shape: RFC 9457 problems, told in the same words as on the command line."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.errors import DragomanError, InputError, OutputError, StoreError
from dragoman.web.asking import RefusedError

MEDIA = "application/problem+json"
LOG = logging.getLogger(__name__)
KINDS: dict[int, tuple[str, str]] = {
    401: ("who-are-you", "A token is needed"),
    403: ("not-allowed", "Not allowed"),
    404: ("not-found", "Not found"),
    405: ("no-such-method", "Not done here"),
    409: ("conflict", "Not possible as things stand"),
    413: ("too-large", "Too large"),
    415: ("unknown-format", "Not a format that is read here"),
    422: ("not-understood", "Not understood"),
    429: ("too-many", "Too many requests"),
    501: ("not-installed", "Not installed here"),
    503: ("out-of-reach", "Out of reach at this moment"),
}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    model_config = ConfigDict(extra="forbid")
    field: str = Field(description="Where it stands: `query.since`, `path.id`, `body.text`.", examples=["query.since"])
    detail: str = Field(description="What is wrong with it, and what was allowed.")


class Problem(BaseModel):
    """An error (RFC 9457). Every error of the API has this shape."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:dragoman:problem:not-understood",
                    "title": "Not understood",
                    "status": 422,
                    "detail": "since: '14 June' is not a day; write it as 2020-06-14",
                    "errors": [
                        {"field": "query.since", "detail": "'14 June' is not a day; write it as 2020-06-14"},
                    ],
                }
            ]
        },
    )
    type: str = Field(description="The kind of error, for programs; `GET /problems` lists all.")
    title: str = Field(description="The kind of error, for people.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What happened this time, what was allowed, and what to do.")
    errors: list[FieldProblem] = Field(default=[], description="Each field that is wrong; only where fields are.")


class ProblemError(Exception):
    """Something that is answered with a problem."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, errors, headers


def problem(
    status: int, detail: str, *, errors: Sequence[tuple[str, str]] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """An error as a response.

    Args:
        status: the HTTP status.
        detail: what happened, what was allowed, and what to do.
        errors: fields with what is wrong with each.
        headers: more headers, such as `Retry-After`.
    """
    found = as_json(status, detail, errors)
    body = json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, MEDIA)


def as_json(status: int, detail: str, errors: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """An error as JSON values."""
    name, title = KINDS.get(status) or (f"http-{status}", _phrase(status))
    found = {"type": f"urn:dragoman:problem:{name}", "title": title, "status": status, "detail": detail}
    return found | ({"errors": [{"field": f, "detail": d} for f, d in errors]} if errors else {})


def answer_to(error: Exception, place: str | None) -> Response:
    """The response to an error that a route raised.

    Args:
        error: the error.
        place: where the store is, which is nobody's business and is left out.
    """
    match error:
        case ProblemError():
            return problem(error.status, error.detail, errors=error.errors, headers=error.headers)
        case RequestValidationError():
            errors = list(dict.fromkeys(_wrong(e) for e in error.errors()))
            detail = "; ".join(f"{field.rsplit('.', 1)[-1]}: {what}" for field, what in errors[:3])
            return problem(422, detail, errors=errors)
        case HTTPException(status_code=400):  # FastAPI's word for a body that is no JSON
            return problem(422, f"body: {_NO_JSON}", errors=[("body", _NO_JSON)])
        case RefusedError():
            return problem(error.status, str(error))
        case HTTPException():
            return problem(error.status_code, str(error.detail), headers=error.headers)
        case StoreError() if error.__cause__ is not None:
            LOG.error("%s", error)
            return problem(503, "the store can't do this at this moment; try again in a while", headers=_LATER)
        case StoreError():
            return problem(409, str(error).replace(place, "the store") if place else str(error))
        case InputError():
            return problem(422, str(error))
        case OutputError():
            return problem(501, str(error))
    LOG.error("%s", error)
    return problem(503, "reports can't be read here at this moment; see the server's log", headers=_LATER)


RAISED = (ProblemError, RequestValidationError, HTTPException, DragomanError)
_LATER = {"Retry-After": "5"}
_NO_JSON = "is not valid JSON in UTF-8"


@contextmanager
def finding(what: str, given: str) -> Iterator[None]:
    """Look something up by its id or the beginning of it; what is not there, or is several, is told as such.

    Raises:
        ProblemError: nothing has such an id (404), or several do (409).
    """
    try:
        yield
    except StoreError as error:
        if error.__cause__ is not None:
            raise
        if "several" in str(error):
            raise ProblemError(409, f"{given!r} begins the ids of several {what}s; give more of it") from error
        raise ProblemError(404, f"no {what} has an id that begins with {given!r}") from error


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of a route as OpenAPI has them, those that every route may give among them."""
    shape = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": KINDS[status][1], "content": shape}
        for status in sorted({401, 403, 422, 429, 503, *statuses})
    }


def _wrong(error: Mapping[str, Any]) -> tuple[str, str]:
    """A field and what is wrong with it, in words that name the value."""
    place = [str(part) for part in error["loc"] if not isinstance(part, int)]
    kind, given = error["type"], error.get("input")
    if kind == "json_invalid":
        return "body", _NO_JSON
    if kind == "missing":
        return ".".join(place), "is missing"
    if kind == "extra_forbidden":
        return ".".join(place), "is not known here"
    said = str(error["msg"]).removeprefix("Value error, ")
    shown = f"{given!r}: " if isinstance(given, (str, int, float)) and repr(given) not in said else ""
    return ".".join(place), f"{shown[:120]}{said[:1].lower()}{said[1:]}"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
