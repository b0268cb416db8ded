"""Whose a news outlet is: owner, seat, kind, and what is known of its independence; format in docs/feeds.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.country_codes import load_country_codes
from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.knowledge.name_forms import fold
from dragoman.model.address import host_of

COLUMNS = (
    "name", "aliases", "domains", "owner", "country", "language", "kind", "independence", "basis", "note",
)  # fmt: skip
KINDS = ("state", "public", "private", "party", "unknown")
INDEPENDENCE = ("directed", "guarded", "own", "disputed", "unknown")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A news outlet; what is not known of it is None or "unknown"."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    country: str | None = None
    language: str | None = None
    kind: str = "unknown"
    independence: str = "unknown"
    basis: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Publishers:
    """Outlets by name and by domain."""

    all: tuple[Publisher, ...]
    by_name: Mapping[str, Publisher]
    by_domain: Mapping[str, Publisher]

    def named(self, name: str) -> Publisher | None:
        """The outlet of a name or alias, without regard to case and accents."""
        return self.by_name.get(fold(name))

    def at(self, host: str) -> Publisher | None:
        """The outlet of a host: of its own domain, or of the one that it is under."""
        labels = host.lower().rstrip(".").split(".")
        suffixes = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self.by_domain[domain] for domain in suffixes if domain in self.by_domain), None)

    def of(self, name: str | None, source: str = "") -> Publisher:
        """The outlet of a report, by its publisher's name or else its address; one that nothing is known of is so shown."""
        found = (self.named(name) if name else None) or self.at(host_of(source))
        return found or Publisher(name=name or host_of(source) or "unknown")


@cache
def load_publishers(path: Path | None = None) -> Publishers:
    """Read the list of outlets, the shipped one if none is given.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    rows: list[Publisher] = []
    by_name: dict[str, Publisher] = {}
    by_domain: dict[str, Publisher] = {}
    for row in read_rows(path or ROOT / "feeds" / "publishers.csv", COLUMNS):
        outlet = _publisher(row)
        rows.append(outlet)
        for name in dict.fromkeys(fold(name) for name in (outlet.name, *outlet.aliases)):
            if name in by_name:
                raise row.error(f"{name!r} is a name of {by_name[name].name} already; tell the two apart")
            by_name[name] = outlet
        for domain in outlet.domains:
            if domain in by_domain:
                raise row.error(f"{domain} is a domain of {by_domain[domain].name} already")
            by_domain[domain] = outlet
    return Publishers(tuple(rows), by_name, by_domain)


def _publisher(row: Row) -> Publisher:
    for column, allowed in (("kind", KINDS), ("independence", INDEPENDENCE)):
        if row[column] not in allowed:
            raise row.error(f"{column} {row[column]!r}; allowed are {', '.join(allowed)}")
    if not row["name"]:
        raise row.error("no name")
    if row["country"] and row["country"] not in load_country_codes():
        raise row.error(f"country {row['country']!r}; write the three letters of ISO 3166")
    if row["language"] and not re.fullmatch(r"[a-z]{2,3}", row["language"]):
        raise row.error(f"language {row['language']!r}; write the two letters of ISO 639")
    if odd := next((domain for domain in row.list("domains") if not _DOMAIN.fullmatch(domain)), None):
        raise row.error(f"domain {odd!r}; write it as news.example, without https:// and path")
    if row["independence"] != "unknown" and not row["basis"]:
        raise row.error(f"independence {row['independence']!r} without a basis; say what it rests on, or write unknown")
    if row["kind"] == "unknown" and row["independence"] == "own":
        raise row.error("independent though nobody knows whose it is; write unknown")
    return Publisher(
        name=row["name"],
        aliases=row.list("aliases"),
        domains=row.list("domains"),
        owner=row["owner"] or None,
        country=row["country"] or None,
        language=row["language"] or None,
        kind=row["kind"],
        independence=row["independence"],
        basis=row["basis"] or None,
        note=row["note"] or None,
    )
