"""What the API needs of the program that serves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from starlette.requests import Request

from dragoman.model.living import Life
from dragoman.model.records import Meeting, Reading
from dragoman.model.report import Report

if TYPE_CHECKING:
    from dragoman.pipeline import Reader

Dependency = Callable[..., Any]  # as FastAPI's Depends takes it


class Reads(Protocol):
    """What reads reports; `Reader` does."""

    def read(self, reports: Iterable[Report], *, as_of: date | None = None) -> Iterator[Reading]: ...


def everybody() -> None:
    """Let everybody in."""


def token_name(request: Request) -> str | None:
    """The name of the token that a request was let in with, if any."""
    name: str | None = getattr(getattr(request.state, "access", None), "name", None)
    return name


def no_page(_request: Request, _life: Life[Meeting]) -> str | None:
    """Meetings have no pages."""
    return None


@cache
def shipped_reader() -> Reader:
    """The shipped model and knowledge, loaded when first asked for."""
    from dragoman.pipeline import Reader

    return Reader.load()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiSettings:
    """How the API is joined to the program around it.

    `require_read` and `require_write` are dependencies that raise an HTTPException (401, 403, 429) where a request may not do
    so. `author` is who a request speaks for, None where nobody knows.
    `reader` gives what reads reports, `page` the address of a meeting's page. `cached` is how many bytes of answers are kept.
    """

    require_read: Dependency = everybody
    require_write: Dependency = everybody
    author: Callable[[Request], str | None] = token_name
    reader: Callable[[], Reads] = shipped_reader
    page: Callable[[Request, Life[Meeting]], str | None] = no_page
    cached: int = 64_000_000
