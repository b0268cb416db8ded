"""What a feed's document holds: its entries with their words, address and day, by feedparser (RSS, Atom, RDF)."""

from __future__ import annotations

import hashlib
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax import SAXException

import feedparser  # type: ignore[import-untyped]

from dragoman.intake.fragments import fragment_text, looks_like_markup
from dragoman.model.address import host_of
from dragoman.model.report import Precision
from dragoman.watch.client import Answer
from dragoman.watch.fault import Fault, FetchError

MOST_ENTRIES = 1000  # of one document
# What feedparser's own code runs into on damaged input; all of it means that this is no feed.
_DAMAGE = (SAXException, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; `key` tells it from others of its feed, `hash` one wording of it from another."""

    key: str
    hash: str
    link: str | None
    title: str
    text: str
    published: tuple[datetime, Precision] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed as it stands now, entries as it has them, newest first as a rule.

    `fault` says what is wrong with it where only a part could be read; `left_out` counts entries beyond the limit.
    """

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    fault: str | None
    left_out: int


def read_document(answer: Answer) -> FeedDocument:
    """The entries of a feed's document, each once; of a damaged one those that can be made out.

    Raises:
        FetchError: it is no feed.
    """
    headers = {"content-type": answer.content_type, "content-location": answer.url}
    try:
        parsed: Mapping[str, Any] = feedparser.parse(BytesIO(answer.body), response_headers=headers)
    except _DAMAGE as error:
        raise FetchError(Fault.NO_FEED, f"{answer.url}: no feed can be made out in this ({error})") from error
    items = list(parsed.get("entries", ()))
    if not items and not parsed.get("version"):
        raise FetchError(Fault.NO_FEED, f"{answer.url}: {_instead(answer)}; check the address")
    entries: dict[str, Entry] = {}
    for item in items[:MOST_ENTRIES]:
        entry = _entry(item)
        if entry is not None:
            entries.setdefault(entry.key, entry)  # the same entry twice: the first, which is the newer
    about: Mapping[str, Any] = parsed.get("feed", {})
    damage = parsed.get("bozo_exception")
    return FeedDocument(
        title=" ".join(_plain(str(about.get("title") or "")).split()) or None,
        language=_language(about.get("language")),
        entries=tuple(entries.values()),
        fault=" ".join(str(damage).split())[:160] if isinstance(damage, SAXException) else None,
        left_out=max(0, len(items) - MOST_ENTRIES),
    )


def _instead(answer: Answer) -> str:
    start = answer.body[:2000].lstrip().lower()
    if not start:
        return "an empty answer, no feed"
    return "an HTML page, no feed" if start.startswith((b"<!doctype html", b"<html")) else "neither RSS nor Atom"


def _entry(item: Mapping[str, Any]) -> Entry | None:
    title = " ".join(_plain(str(item.get("title") or "")).split())
    text = max(_texts(item), key=len, default="")
    if not title and not text:
        return None
    link = str(item.get("link") or "").strip()
    mark = hashlib.sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Entry(
        key=str(item.get("id") or "").strip() or link or mark,
        hash=mark,
        link=link if link.startswith(("http://", "https://")) and host_of(link) else None,
        title=title,
        text=text,
        published=_published(item),
    )


def _texts(item: Mapping[str, Any]) -> Iterator[str]:
    """The full text if the feed gives one, and the summary."""
    for part in (*item.get("content", ()), item.get("summary_detail") or {}):
        value = str(part.get("value") or "")
        yield _plain(value)


def _plain(value: str) -> str:
    return fragment_text(value) if looks_like_markup(value) else value.strip()


def _published(item: Mapping[str, Any]) -> tuple[datetime, Precision] | None:
    """When the entry was published; where it says only when it was updated, as Atom may, that."""
    for key in ("published", "updated"):
        if key not in item or f"{key}_parsed" not in item:
            continue
        try:
            moment = datetime.fromtimestamp(timegm(item[f"{key}_parsed"]), UTC)
        except (TypeError, ValueError, OverflowError, OSError):  # a date that no calendar has
            continue
        return moment, Precision.SECOND if ":" in str(item[key]) else Precision.DAY
    return None


def _language(value: object) -> str | None:
    code = str(value or "").replace("_", "-").split("-")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isalpha() else None
