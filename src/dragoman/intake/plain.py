"""Plain text to a report: header lines, headline, dateline, sub-headlines and paragraphs, by layout alone.

Wires, archives and copied pages write their headers in several customs; each is a pattern here. What is no header is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from dragoman.intake.dates import find_dates
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span

_LABEL = re.compile(
    r"^\W*(?:date|published|publication date|posted|updated|last updated|first published|issued|time)\b\s*(?:on|at)?\s*:?\s*",
    re.IGNORECASE,
)
_META = re.compile(
    r"^\W*(?:by\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3}|source:.*|author:.*|url:.*|https?://\S+|"
    r"share(?: this)?|photo:.*|advertisement|read more.*)\s*$",
    re.IGNORECASE,
)
_PLACE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ ,/]+(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+|[A-Z][a-zà-ÿ.]+))*"
# "ANKARA, June 14 (Agency) —", "WASHINGTON—", "GENEVA/BERLIN (Agency) -", "KYIV, Ukraine —"
_DATELINE = re.compile(
    rf"^\s*(?P<place>{_PLACE})(?:,?\s+(?:[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}|\d{{1,2}}\s+[A-Z][a-z]{{2,8}})(?:,?\s+\d{{4}})?)?"
    r"(?:\s*\([^)\n]{2,40}\))?\s*(?:—|–|--|\s-\s|:\s)\s*(?=\S)"
)
_DATELINE_ALONE = re.compile(rf"^\s*{_PLACE}(?:\s*\([^)\n]{{2,40}}\))?\s*[-—–:]?\s*$")
_ENDS_LIKE_PROSE = re.compile(r"[.!?…;:,][\"'”’)\]]*\s*$")
LONGEST_HEADLINE = 30  # words


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    after_blank: bool
    before_blank: bool


def read_plain(
    text: str, source: str, *, published: datetime | None = None, precision: Precision | None = None
) -> Report:
    """Find the blocks and the date of a plain-text report.

    Args:
        text: the report as it came; kept untouched.
        source: file path, URL or feed entry id.
        published: when it was published, if the caller knows; wins over the header.
        precision: how finely `published` is known.
    """
    lines = list(_paragraphs(text))
    blocks: list[Block] = []
    found: tuple[datetime, Precision] | None = None
    headline: Span | None = None
    at = 0
    while at < len(lines) and at < 12:
        line = lines[at]
        dated = _dated_header(line)
        if dated is not None:
            when, kind, rest = dated
            found = found or (when, kind)
            blocks.append(Block(BlockKind.META, Span(line.span.start, rest.start)))
            if rest.end > rest.start and headline is None:
                headline = rest
                blocks.append(Block(BlockKind.HEADLINE, rest))
        elif _META.match(line.text):
            blocks.append(Block(BlockKind.META, line.span))
        elif _DATELINE_ALONE.match(line.text) and (headline is not None or len(line.text.split()) < 3):
            blocks.append(Block(BlockKind.DATELINE, line.span))
        elif headline is None and _is_headline(line, lines[at + 1 :]):
            headline = line.span
            blocks.append(Block(BlockKind.HEADLINE, line.span))
        else:
            break
        at += 1
    for line in lines[at:]:
        blocks += _body(line, text, first=line is lines[at])
    report = Report(
        text=text,
        source=source,
        blocks=tuple(block for block in blocks if block.span.of(text).strip()),
        title=headline.of(text).strip() if headline else None,
        published=found[0] if found else None,
        published_precision=found[1] if found else None,
    )
    return replace(report, published=published, published_precision=precision) if published else report


def _paragraphs(text: str) -> Iterator[_Line]:
    """Lines with words in them; in hard-wrapped text the lines of a paragraph are one."""
    raw = [(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n\r\u2028\u2029]+", text)]
    lines = [(a, b, s) for a, b, s in raw if s.strip()]
    if _hard_wrapped(lines, text):
        joined: list[tuple[int, int, str]] = []
        for a, b, s in lines:
            if joined and text.count("\n", joined[-1][1], a) < 2 and len(joined[-1][2].rsplit("\n", 1)[-1]) > 45:
                joined[-1] = (joined[-1][0], b, text[joined[-1][0] : b])
            else:
                joined.append((a, b, s))
        lines = joined
    for i, (a, b, s) in enumerate(lines):
        stripped = s.strip()
        start = a + s.index(stripped)
        blank_before = i == 0 or text.count("\n", lines[i - 1][1], a) > 1
        blank_after = i + 1 == len(lines) or text.count("\n", b, lines[i + 1][0]) > 1
        yield _Line(Span(start, start + len(stripped)), stripped, blank_before, blank_after)


def _hard_wrapped(lines: list[tuple[int, int, str]], text: str) -> bool:
    """Whether lines were broken at a fixed width: many of like length, going on in the middle of a sentence."""
    if len(lines) < 6 or max(len(s) for _, _, s in lines) > 120:
        return False
    goes_on = sum(
        1
        for (_, b, s), (a, _, t) in zip(lines, lines[1:], strict=False)
        if text.count("\n", b, a) == 1 and 45 <= len(s) and not _ENDS_LIKE_PROSE.search(s) and t[:1].islower()
    )
    return goes_on * 4 >= len(lines)


def _dated_header(line: _Line) -> tuple[datetime, Precision, Span] | None:
    """Date of a header line and what is left of the line for the headline, or None where it is no header."""
    if len(line.text) > 400:
        return None
    label = _LABEL.match(line.text)
    start = label.end() if label else 0
    dates = find_dates(line.text[start:])
    first = next(dates, None)
    if first is None:
        return None
    value, precision, begin, end = first
    before, after = line.text[start : start + begin], line.text[start + end :]
    alone = not re.search(r"[A-Za-z]{4,}", re.sub(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", "", before + after))
    if not label and not alone:
        return None
    if re.search(r"[A-Za-z]{4,}", before) and label is None:
        return None
    return value, precision, _headline_part(line, start + end)


def _headline_part(line: _Line, at: int) -> Span:
    """What follows a header's date, if it reads like a headline in this language (other scripts are passed over)."""
    rest = re.compile(r"[A-Za-z“‘\"'].*$").search(line.text, at)
    if rest is None or len(re.findall(r"[A-Za-z]+", rest.group())) < 3:
        return Span(line.span.end, line.span.end)
    return Span(line.span.start + rest.start(), line.span.end)


def _is_headline(line: _Line, following: list[_Line]) -> bool:
    if len(line.text.split()) > LONGEST_HEADLINE or not following:
        return False
    if _DATELINE.match(line.text):
        return False
    return not re.search(r"[.;,][\"'”’)]*$", line.text) or bool(_dated_header(following[0]))


def _body(line: _Line, text: str, *, first: bool) -> Iterator[Block]:
    """A paragraph: a sub-headline, or a body with perhaps a dateline before it."""
    words = len(line.text.split())
    if not first and words <= 14 and line.after_blank and line.before_blank and not _ENDS_LIKE_PROSE.search(line.text):
        if not line.text.startswith(("“", '"', "‘")):
            yield Block(BlockKind.SUBHEAD, line.span)
            return
    start = line.span.start
    if match := _DATELINE.match(line.text):
        start += match.end()
        yield Block(BlockKind.DATELINE, Span(line.span.start, start))
    yield Block(BlockKind.BODY, Span(start, line.span.end))
