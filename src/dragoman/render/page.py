"""Readings as one self-contained HTML page: the report with its deeds marked, and the records beside it.

Everything is in the one file: no network, no fonts, no images. A content security policy names the hashes of the page's
own script and style, so that nothing which a report may hold can run, even if an escape were missed.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.model.records import Reading, Status
from dragoman.model.report import BlockKind
from dragoman.render.cards import (
    Card,
    Line,
    cards_of,
    ceasefire_line,
    conflict_line,
    friction_line,
    meeting_line,
)
from dragoman.render.marked_text import Paragraph, paragraphs_of
from dragoman.render.wording import QUADS, clean, say_place, say_published

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the picture: its name on the page, its anchor, and its lines."""

    name: str
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report with all that is shown beside it."""

    anchor: str
    title: str
    headline: Paragraph | None  # the title as it stands in the text, with its marks
    facts: tuple[str, ...]
    link: str | None
    source: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    picture: tuple[Part, ...]
    events: tuple[Card, ...]
    relations: tuple[Card, ...]
    warnings: tuple[str, ...]


def page(readings: list[Reading]) -> str:
    """One HTML page that shows all the readings, with a table of contents where there are several."""
    reports = [view_of(reading, f"r{number}") for number, reading in enumerate(readings, 1)]
    style, script = _asset("page.css"), _asset("page.js")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            title=reports[0].title if len(reports) == 1 else f"{len(reports)} reports",
            reports=reports,
            quads=QUADS,
            statuses=[status.value for status in Status],
            style=Markup(style),  # ours, from the package
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def view_of(reading: Reading, anchor: str) -> ReportView:
    """A reading as the page shows it; `anchor` keeps the links of several reports apart."""
    report, picture = reading.report, reading.picture
    cards = cards_of(reading, anchor)
    parts = (
        Part("Agenda", f"{anchor}-agenda", tuple(meeting_line(m, cards) for m in picture.agenda)),
        Part("Who backs whom", f"{anchor}-sides", tuple(conflict_line(c, cards) for c in picture.conflicts)),
        Part("Ceasefires", f"{anchor}-ceasefires", tuple(ceasefire_line(c, cards) for c in picture.ceasefires)),
        Part("Frictions", f"{anchor}-frictions", tuple(friction_line(f, cards, reading) for f in picture.frictions)),
    )
    paragraphs = list(paragraphs_of(report, cards.values()))
    headline = next((p for p in paragraphs if p.kind == BlockKind.HEADLINE), None)
    source = clean(report.source)
    facts = (say_published(report), say_place(reading.dateline), report.publisher)
    return ReportView(
        anchor=anchor,
        title=clean(report.title or "") or "Report without a title",
        headline=headline,
        facts=tuple(clean(fact) for fact in facts if fact),
        link=source if re.fullmatch(r"https?://\S+", source) else None,
        source=source,
        language=report.language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", report.language) else "en",
        paragraphs=tuple(p for p in paragraphs if p is not headline),
        picture=tuple(part for part in parts if part.lines),
        events=tuple(cards[event.id] for event in reading.events),
        relations=tuple(cards[relation.id] for relation in reading.relations),
        warnings=tuple(map(clean, reading.warnings)),
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
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
