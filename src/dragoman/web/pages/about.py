"""About the numbers: what is counted and how, in the words of the code that counts it."""

from __future__ import annotations

import inspect
import tomllib
from dataclasses import asdict
from pathlib import Path

from starlette.responses import JSONResponse, Response

from dragoman.answers import accounts, balance, changes, dyads, graph
from dragoman.web.asking import Ask
from dragoman.web.view import Page

FIGURES = Path(__file__).parent.parent / "figures.toml"
_FORMULAS = (
    ("What stands of a story", accounts), ("What is new and what changed", changes), ("Two actors over time", dyads),
    ("Who is with whom", graph), ("Balance", balance),
)  # fmt: skip


def about(ask: Ask) -> Page:
    """Formulas, benchmarks, and how much the store holds."""
    formulas = [(name, inspect.cleandoc(module.__doc__ or "")) for name, module in _FORMULAS]
    figures = tomllib.loads(FIGURES.read_text(encoding="utf-8"))["figure"]
    counts = asdict(ask.store.counts())
    context = {"formulas": formulas, "figures": figures, "held": counts}
    return Page(
        template="about.html.j2",
        title="About the numbers",
        context=context,
        data=lambda: {"store": counts, "figures": figures},
        dated=False,
    )


def health(ask: Ask) -> Response:
    """Whether the store answers, for programs that watch servers."""
    return JSONResponse({"status": "ok", "reports": ask.store.counts().reports})
