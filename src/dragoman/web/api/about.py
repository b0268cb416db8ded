"""How much the store holds, whether it can be asked, and the kinds of errors."""

from __future__ import annotations

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.api.answering import answer, fresh, served
from dragoman.web.api.problems import KINDS, as_json
from dragoman.web.api.rows import counts_row


def counts(request: Request) -> Response:
    """How much the store holds, and the days of its first and last report."""
    return answer(request, lambda: counts_row(served(request).store.counts()), live=False)


def health(request: Request) -> Response:
    """Whether the store can be asked: 200 if so, else 503."""
    served(request).store.database.knows("")
    return fresh({"status": "ok", "version": version("dragoman")})


def problems(request: Request) -> Response:
    """Every kind of error, each as it looks."""
    return answer(request, lambda: {"items": [as_json(status, "what happened, and what to do") for status in KINDS]})
