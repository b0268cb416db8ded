"""Plain text to a report: header lines, headline, dateline, sub-headlines and paragraphs, by layout alone.

What is no header is body: nothing is thrown away, and the text stays as it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from dragoman.intake.dates import find_dates, precision_of
from dragoman.intake.headers import dated_header, dateline_end, follows_header, is_dateline, is_headline, is_meta
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span

_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_ENDS_LIKE_PROSE = re.compile(r"[.!?…;:,][\"'”’)\]]*\s*$")
_FINENESS = list(Precision)  # from second to decade
HEADER_LINES = 12  # no report has more before its first paragraph
LONGEST_SUBHEAD = 14  # words


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    after_blank: bool
    before_blank: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """What the lines before the first paragraph say."""

    blocks: tuple[Block, ...]
    headline: Span | None
    published: datetime | None
    precision: Precision | None
    lines: int


def read_plain(
    text: str, source: str, *, published: datetime | None = None, precision: Precision | None = None, title: int = 0
) -> Report:
    """Find the blocks and the date of a plain-text report.

    Args:
        text: the report as it came; kept untouched.
        source: file path, URL or feed entry id.
        published: when it was published, if the caller knows; used where no header says so.
        precision: how finely `published` is known; seen from its value if not given.
        title: how many characters at the beginning are known to be the headline.
    """
    lines = list(_paragraphs(text, title))
    head = _read_head(lines, Span(0, title) if title else None)
    blocks = list(head.blocks)
    for i, line in enumerate(lines[head.lines :]):
        blocks += _body(line, first=i == 0)
    when, fineness = head.published, head.precision
    if when is None and published is not None:
        when, fineness = published, precision or precision_of(published)
    if when is None and (found := _dateline_date(text, blocks)) is not None:
        when, fineness = found
    return Report(
        text=text,
        source=source,
        blocks=tuple(block for block in blocks if block.span.of(text).strip()),
        title=" ".join(head.headline.of(text).split()) if head.headline else None,
        published=when,
        published_precision=fineness,
    )


def _read_head(lines: Sequence[_Line], headline: Span | None) -> _Head:
    """Read lines as headers until one is a paragraph of the body."""
    blocks = [Block(BlockKind.HEADLINE, headline)] if headline else []
    when: datetime | None = None
    precision: Precision | None = None
    at = 0
    for at, line in enumerate(lines[:HEADER_LINES]):
        following = lines[at + 1].text if at + 1 < len(lines) else None
        if (found := dated_header(line.text, first=headline is None)) is not None:
            value, fineness, rest = found
            if when is None or precision is None or _finer(value, fineness, when, precision):
                when, precision = value, fineness
            split = line.span.start + rest.start if rest else line.span.end
            blocks.append(Block(BlockKind.META, Span(line.span.start, split)))
            if rest:
                headline = Span(split, line.span.end)
                blocks.append(Block(BlockKind.HEADLINE, headline))
        elif is_meta(line.text):
            blocks.append(Block(BlockKind.META, line.span))
        elif is_dateline(line.text, headline_known=headline is not None) and following:
            blocks.append(Block(BlockKind.DATELINE, line.span))
        elif headline is None and is_headline(line.text, following):
            headline = line.span
            blocks.append(Block(BlockKind.HEADLINE, line.span))
        elif headline is not None and follows_header(following):
            blocks.append(Block(BlockKind.SUBHEAD, line.span))
        else:
            break
    else:
        at = min(len(lines), HEADER_LINES)
    return _Head(tuple(blocks), headline, when, precision, at)


def _dateline_date(text: str, blocks: Sequence[Block]) -> tuple[datetime, Precision] | None:
    """The day of a dateline that gives its year: "TBILISI, May 16, 2023 (Agency) -"."""
    lines = [block.span.of(text) for block in blocks if block.kind is BlockKind.DATELINE]
    return next(((value, fineness) for line in lines[:1] for value, fineness, _, _ in find_dates(line)), None)


def _finer(value: datetime, precision: Precision, held: datetime, held_precision: Precision) -> bool:
    """Whether a second header line gives the same day as the first, and gives it more finely."""
    return value.date() == held.date() and _FINENESS.index(precision) < _FINENESS.index(held_precision)


def _paragraphs(text: str, start: int) -> Iterator[_Line]:
    """Lines with words in them; in hard-wrapped text the lines of a paragraph are one."""
    raw = [(m.start(), m.end(), m.group()) for m in re.compile(r"[^\n\r\u2028\u2029]+").finditer(text, start)]
    lines = [(a, b, s) for a, b, s in raw if s.strip()]
    if _hard_wrapped(lines, text):
        joined: list[tuple[int, int, str]] = []
        for a, b, s in lines:
            if joined and _line_ends(text, joined[-1][1], a) < 2 and len(_LINE_END.split(joined[-1][2])[-1]) > 45:
                joined[-1] = (joined[-1][0], b, text[joined[-1][0] : b])
            else:
                joined.append((a, b, s))
        lines = joined
    for i, (a, b, s) in enumerate(lines):
        stripped = s.strip()
        begin = a + s.index(stripped)
        blank_before = i == 0 or _line_ends(text, lines[i - 1][1], a) > 1
        blank_after = i + 1 == len(lines) or _line_ends(text, b, lines[i + 1][0]) > 1
        yield _Line(Span(begin, begin + len(stripped)), stripped, blank_before, blank_after)


def _line_ends(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _LINE_END.finditer(text, start, end))


def _hard_wrapped(lines: list[tuple[int, int, str]], text: str) -> bool:
    """Whether lines were broken at a fixed width: many of like length, going on in the middle of a sentence."""
    if len(lines) < 6 or max(len(s) for _, _, s in lines) > 120:
        return False
    goes_on = sum(
        1
        for (_, b, s), (a, _, t) in pairwise(lines)
        if _line_ends(text, b, a) == 1 and len(s) >= 45 and not _ENDS_LIKE_PROSE.search(s) and t[:1].islower()
    )
    return goes_on * 4 >= len(lines)


def _body(line: _Line, *, first: bool) -> Iterator[Block]:
    """A paragraph: a sub-headline, or a body with perhaps a dateline before it."""
    alone = line.after_blank and line.before_blank and len(line.text.split()) <= LONGEST_SUBHEAD
    if not first and alone and not _ENDS_LIKE_PROSE.search(line.text) and not line.text.startswith(("“", '"', "‘")):
        yield Block(BlockKind.SUBHEAD, line.span)
        return
    start = line.span.start
    if (end := dateline_end(line.text)) is not None:
        start += end
        yield Block(BlockKind.DATELINE, Span(line.span.start, start))
    yield Block(BlockKind.BODY, Span(start, line.span.end))
