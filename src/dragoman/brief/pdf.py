"""A brief as PDF, set by Typst.

Typst comes from PyPI as one wheel with its fonts, and needs no library of the system; libraries of the same use need Pango
(WeasyPrint), or bring no font that holds more than Western European letters (fpdf2). The words go to it as data, never as markup.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from dragoman.brief.markdown import left_out, span
from dragoman.brief.naming import the_day
from dragoman.brief.values import MARKED, Brief, Line, Reference
from dragoman.errors import OutputError
from dragoman.pictures.words import plain

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
_LONG = re.compile(r"\S{40}")


def pdf(brief: Brief) -> bytes:
    """The whole document; the same brief gives the same bytes.

    Raises:
        OutputError: the library that makes it is not there.
    """
    try:
        import typst
    except ImportError as error:
        raise OutputError("a brief as PDF needs typst; install it with `pip install 'dragoman[brief-pdf]'`") from error
    made = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"brief": json.dumps(_data(brief))}, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made


def _data(brief: Brief) -> dict[str, object]:
    return {
        "title": _breakable(brief.title),
        "span": span(brief),
        "left_out": left_out(brief) if brief.left_out else None,
        "sections": [
            {
                "title": section.title,
                "nothing": section.nothing,
                "groups": [
                    {"title": _breakable(group.title), "lines": [_line(line, section.key) for line in group.lines]}
                    for group in section.groups
                ],
            }
            for section in brief.sections
        ],
        "reports": [_report(reference) for reference in brief.references],
    }


def _line(line: Line, section: str) -> dict[str, object]:
    quotes = line.quotes if line.quotes[0].who else line.quotes[:1]
    return {
        "text": _breakable(line.text),
        "new": section in MARKED and line.fresh,
        "references": line.references,
        "quotes": [
            {"who": _breakable(q.who) if q.who else None, "sentence": _breakable(q.sentence), "reference": q.reference} for q in quotes
        ],
    }  # fmt: skip


def _report(reference: Reference) -> dict[str, object]:
    parts = [reference.publisher, the_day(reference.published) if reference.published else "undated"]
    parts += [] if reference.link else [reference.source]
    return {
        "number": reference.number,
        "title": _breakable(reference.title),
        "link": reference.link,
        "rest": "".join(f", {_breakable(part)}" for part in parts if part),
    }


def _breakable(text: str) -> str:
    """Words so long that they would leave the page may be broken."""
    return _LONG.sub(lambda m: m[0] + "\u200b", plain(text))
