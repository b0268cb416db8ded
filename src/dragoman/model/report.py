"""A report as it came: the text untouched, what is known of its date and source, and its blocks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dragoman.model.span import Span


class BlockKind(StrEnum):
    """What a stretch of a report is; only headlines, sub-headlines and body are read for events."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BODY = "body"
    META = "meta"


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a report of one kind, in the order of the text; blocks never overlap."""

    kind: BlockKind
    span: Span


class Precision(StrEnum):
    """How finely a time is known."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report; `published` is None where neither the report nor the caller says when."""

    text: str
    source: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: datetime | None = None
    published_precision: Precision | None = None
    publisher: str | None = None
    language: str = "en"

    @property
    def id(self) -> str:
        """Hash of text and source, so that the same report read twice is the same report."""
        return hashlib.sha256(f"{self.source}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()
