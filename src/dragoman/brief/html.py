"""A brief as one HTML page: everything in the file, no script, nothing of a report can be markup."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.brief.markdown import left_out, span
from dragoman.brief.naming import the_day
from dragoman.brief.values import MARKED, Brief

TEMPLATES = Path(__file__).parent / "templates"


def html(brief: Brief) -> str:
    """The whole page."""
    style = _style()
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            span=span(brief),
            left_out=left_out(brief) if brief.left_out else None,
            marked=MARKED,
            the_day=the_day,
            style=Markup(style),  # ours, from the package
            style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


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
def _style() -> str:
    return (TEMPLATES / "brief.css").read_text(encoding="utf-8")
