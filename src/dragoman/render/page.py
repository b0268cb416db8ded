"""Readings as one self-contained HTML page: the report with its deeds marked, and the records beside it.

Everything is in the one file: no network, no fonts, no images. A content security policy names the hashes of the page's own
script and style, so that nothing which a report may hold can run, even if an escape were missed.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.model.records import Reading
from dragoman.render.page_views import ReportView, view_of

TEMPLATES = Path(__file__).parent / "templates"


def page(readings: list[Reading]) -> str:
    """One HTML page that shows all the readings, with a table of contents where there are several."""
    reports: list[ReportView] = [view_of(reading, number) for number, reading in enumerate(readings, 1)]
    style, script = _asset("page.css"), _asset("page.js")
    title = reports[0].title if len(reports) == 1 else f"{len(reports)} reports"
    context: dict[str, Any] = {
        "title": title,
        "reports": reports,
        "style": Markup(style),  # ours, from the package
        "script": Markup(script),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    return _environment().get_template("page.html.j2").render(context)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
