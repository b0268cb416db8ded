"""The file of feeds (TOML): which feeds are watched, how often, and whose they are; format in docs/feeds.md."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.knowledge.country_codes import load_country_codes
from dragoman.knowledge.publishers import KINDS, Publisher, load_publishers
from dragoman.model.address import host_of

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
_TOP = {"allow_private": bool, "contact": str, "spacing": str, "timeout": str, "feed": list}
_FEED = {
    "url": str, "name": str, "owner": str, "country": str, "language": str, "kind": str, "every": str, "pages": bool,
}  # fmt: skip
SHORTEST, LONGEST = 60, 7 * 86400  # seconds between two polls of a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed to watch; what the file does not say of its publisher is None."""

    url: str
    name: str | None = None
    owner: str | None = None
    country: str | None = None
    language: str | None = None
    kind: str | None = None
    every: int = 900  # seconds
    pages: bool = False

    @property
    def label(self) -> str:
        """What logs call it."""
        return self.name or self.url

    def publisher(self, title: str | None = None) -> Publisher:
        """Whose feed it is: by the file of feeds, else by the list of publishers, else unknown.

        Args:
            title: what the feed calls itself; its name where no one else gives one.
        """
        book = load_publishers()
        known = book.named(self.name) if self.name else None
        known = known or book.at(host_of(self.url))
        return Publisher(
            name=self.name or (known.name if known else None) or title or host_of(self.url),
            domains=known.domains if known else (),
            owner=self.owner or (known.owner if known else None),
            country=self.country or (known.country if known else None),
            language=self.language or (known.language if known else None),
            kind=self.kind or (known.kind if known else "unknown"),
            independence=known.independence if known else "unknown",
            basis=known.basis if known else None,
            note=known.note if known else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """All that a file of feeds says."""

    feeds: tuple[Feed, ...]
    allow_private: bool = False
    contact: str | None = None
    spacing: int = 2  # seconds between two requests to one host
    timeout: int = 20  # seconds without a byte


def load_feeds(path: Path) -> Feeds:
    """Read a file of feeds.

    Raises:
        InputError: it is not there, no TOML, or a value can't be understood; the message names feed and key.
    """
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error}); check the path and its rights") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not valid TOML ({error}); see docs/feeds.md for an example") from error
    _check(values, _TOP, str(path))
    rows = values.get("feed", [])
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise InputError(f'{path}: no feed; write [[feed]] and below it url = "https://…"')
    feeds = tuple(_feed(row, f"{path}, feed {number}") for number, row in enumerate(rows, 1))
    urls = [feed.url for feed in feeds]
    if twice := next((url for url in urls if urls.count(url) > 1), None):
        raise InputError(f"{path}: {twice} stands twice; leave one out")
    return Feeds(
        feeds=feeds,
        allow_private=values.get("allow_private", False),
        contact=values.get("contact"),
        spacing=_seconds(values.get("spacing", "2s"), f"{path}: spacing", 0, 600),
        timeout=_seconds(values.get("timeout", "20s"), f"{path}: timeout", 1, 300),
    )


def _feed(row: Mapping[str, Any], where: str) -> Feed:
    _check(row, _FEED, where)
    url = row.get("url")
    if not url:
        raise InputError(f'{where}: no url; write url = "https://…"')
    _check_url(url, where)
    country, language, kind = row.get("country"), row.get("language"), row.get("kind")
    if country is not None and country not in load_country_codes():
        raise InputError(f"{where}: country {country!r} is no code; write the three letters of ISO 3166, as TUR")
    if language is not None and not re.fullmatch(r"[a-z]{2,3}", language):
        raise InputError(f"{where}: language {language!r} is no code; write two letters of ISO 639, as en")
    if kind is not None and kind not in KINDS:
        raise InputError(f"{where}: kind {kind!r}; allowed are {', '.join(KINDS)}")
    return Feed(
        url=url,
        name=row.get("name") or None,
        owner=row.get("owner") or None,
        country=country,
        language=language,
        kind=kind,
        every=_seconds(row.get("every", "15m"), f"{where}: every", SHORTEST, LONGEST),
        pages=row.get("pages", False),
    )


def _check(values: Mapping[str, Any], known: Mapping[str, type], where: str) -> None:
    for key, value in values.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
            raise InputError(f"{where}: unknown key {key!r}{hint}")
        if not isinstance(value, known[key]):
            kinds = {bool: "true or false", str: "a text in quotes", list: "[[feed]] tables"}
            raise InputError(f"{where}: {key} is {value!r}; it must be {kinds[known[key]]}")


def _check_url(url: str, where: str) -> None:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        fine = False
    if not fine or any(char.isspace() for char in url):
        raise InputError(f"{where}: url {url!r} is no web address; write it as https://news.example/feed.xml")
    if parts.username or parts.password:
        raise InputError(f"{where}: the url holds a password, which would stand in logs; such feeds are not supported")


def _seconds(text: str, where: str, least: int, most: int) -> int:
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise InputError(f"{where} {text!r} is no length of time; write it as 90s, 15m, 2h or 1d")
    seconds = int(match.group(1)) * _UNITS[match.group(2)]
    if not least <= seconds <= most:
        raise InputError(f"{where} {text!r} is out of bounds; allowed is {least} to {most} seconds")
    return seconds
