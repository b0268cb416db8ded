"""Web pages to reports: the article by trafilatura, its day from what the page's makers declare, never from a guess.

A page is full of dates: of related stories, comments, copyright. Only fields that mean the day of publication count
(`article:published_time`, `datePublished` …), and which one it was is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dragoman.errors import InputError
from dragoman.intake.dates import parse_published
from dragoman.intake.decoding import decode
from dragoman.intake.texts import from_text
from dragoman.model.address import host_of
from dragoman.model.report import Precision, Report

Element = Any  # of lxml, which has no types
LARGEST_PAGE = 8_000_000  # bytes
LARGEST_TREE = 200_000  # elements; a news page has some thousands
# What says when a page was published, the plainest first. Times of change are no time of publication.
DATE_FIELDS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "publication_date", "pubdate", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "citation_publication_date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
SITE_FIELDS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_NAMED = ("property", "name", "itemprop", "http-equiv")
_ARTICLES = re.compile(r"Article|BlogPosting|Report|WebPage")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_BEGINS = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report made of a web page.

    `date_basis` says what its day rests on: `page: NAME` (a field of the page), `text` (a header in the article),
    `caller`, or None where there is no day.
    """

    report: Report
    date_basis: str | None


def begins_like_html(text: str) -> bool:
    """Whether a text that came without a name is a whole web page."""
    return _BEGINS.match(text[:20000]) is not None


def read_page(
    data: bytes,
    source: str,
    *,
    address: str | None = None,
    charset: str | None = None,
    published: datetime | None = None,
) -> Page:
    """The report on a web page, without menus, links to other stories, comments and notices.

    Args:
        data: the page as it came.
        source: what messages call it, and the report's source where neither caller nor page gives an address.
        address: where it was fetched from; wins over what the page says.
        charset: the encoding that the server named.
        published: when it was published, where the page does not say.

    Raises:
        InputError: it is no page, too large, or has no article in it; or trafilatura is not installed.
    """
    if len(data) > LARGEST_PAGE:
        limit = LARGEST_PAGE / 1e6
        raise InputError(
            f"{source}: {len(data) / 1e6:.0f} MB is too large for a page (limit {limit:.0f} MB); save the article's text"
        )
    markup = _decoded(data, source, charset)
    if not markup.strip("\ufeff \t\r\n"):
        raise InputError(f"{source}: empty; nothing to read")
    tree, title, text = _extract(markup, source)
    fields = dict(_fields(tree))
    title = " ".join((fields.get("headline") or title or "").split())
    text = f"{title}\n\n{_without_title(text, title)}" if title else text
    stamp, basis = _published(fields)
    report = from_text(
        text,
        address or _address(fields, markup) or source,
        published=published,
        stamp=stamp,
        title=len(title),
        publisher=next((fields[name] for name in (*SITE_FIELDS, "publisher") if fields.get(name)), None),
        language=_language(tree),
    )
    if basis is None and report.published is not None:
        basis = "caller" if report.published == published else "text"
    return Page(report=report, date_basis=basis)


def _decoded(data: bytes, source: str, charset: str | None) -> str:
    """The page's text: by the server's word, the page's own, or as any other file; a wrong name of one does no harm."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        inside = _CHARSET.search(data[:4096])
        for name in (charset, inside.group(1).decode("ascii") if inside else None):
            try:
                if name and b"\0" not in data[:4096]:
                    return data.decode(name)
            except (LookupError, UnicodeDecodeError):  # no such encoding, or not this one
                continue
    return decode(data, source)


def _extract(markup: str, source: str) -> tuple[Element, str | None, str]:
    """The page's tree, and the title and text of its article."""
    try:
        from trafilatura import bare_extraction, load_html
    except ImportError as error:
        raise InputError(
            f"{source}: a web page needs the library trafilatura ({error.msg.splitlines()[0]}); "
            "run: pip install dragoman[watch]"
        ) from error
    # An XML declaration in a text that is decoded already is an error to lxml.
    markup = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", markup)
    tree = load_html(markup)
    if tree is None:
        raise InputError(f"{source}: no web page can be made out in this; save the article's text as a .txt file")
    if sum(1 for _ in tree.iter()) > LARGEST_TREE:
        raise InputError(
            f"{source}: over {LARGEST_TREE:,} elements in one page; save the article's text as a .txt file"
        )
    document = bare_extraction(markup, include_comments=False, with_metadata=True)
    text = getattr(document, "text", None)
    if not text or not text.strip():
        raise InputError(
            f"{source}: no article in this page (a paywall, a list of links, or filled in by a script); "
            "save the article's text as a .txt file"
        )
    return tree, getattr(document, "title", None), "\n\n".join(line for line in text.split("\n") if line.strip())


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if rest and " ".join(first.split()).casefold() == title.casefold() else text


def _fields(tree: Element) -> Iterator[tuple[str, str]]:
    """What the page declares, by name in lower case; of two of one name the first counts, linked data after the rest."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "link", "time"):
        if element.tag == "link" and element.get("rel", "").lower() == "canonical":
            found.setdefault("canonical", element.get("href", ""))
        value = (element.get("content") or element.get("datetime") or "").strip()
        for name in (element.get(kind, "").strip().lower() for kind in _NAMED):
            if name and value:
                found.setdefault(name, value)
        if element.tag == "time" and element.get("pubdate") is not None and value:
            found.setdefault("pubdate", value)
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            for name, value in _linked(script.text or ""):
                found.setdefault(name, value)
    yield from found.items()


def _linked(text: str) -> Iterator[tuple[str, str]]:
    """What the page's linked data (schema.org in JSON) say of the article."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):  # many pages have broken ones; what else they declare still counts
        return
    items: list[Any] = value if isinstance(value, list) else [value]
    graph = [inner for item in items if isinstance(item, Mapping) for inner in _list(item.get("@graph"))]
    for item in (*items, *graph):
        if not isinstance(item, Mapping) or not any(_ARTICLES.search(str(k)) for k in _list(item.get("@type"))):
            continue
        for key in ("datePublished", "headline"):
            if isinstance(item.get(key), str):
                yield key.lower(), item[key]
        publisher = item.get("publisher")
        if isinstance(publisher, Mapping) and isinstance(publisher.get("name"), str):
            yield "publisher", publisher["name"]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _published(fields: Mapping[str, str]) -> tuple[tuple[datetime, Precision] | None, str | None]:
    for name in DATE_FIELDS:
        if name in fields and (found := parse_published(fields[name])) is not None:
            return found, f"page: {name}"
    return None, None


def _address(fields: Mapping[str, str], markup: str) -> str | None:
    """Where the page is on the web, by its own word or by that of the browser that saved it."""
    saved = _SAVED_FROM.search(markup[:2000])
    named = (fields.get("canonical"), fields.get("og:url"), saved.group(1) if saved else None)
    return next(
        (value for value in named if value and value.startswith(("http://", "https://")) and host_of(value)), None
    )


def _language(tree: Element) -> str:
    root = tree.getroottree().getroot()
    code = str(root.get("lang") or "").replace("_", "-").split("-")[0].strip().lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else "en"
