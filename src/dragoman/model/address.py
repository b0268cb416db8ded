"""Web addresses as reports give them, which may be anything."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(source: str) -> str:
    """The host of a web address in lower case; empty where there is none, or where the address is none."""
    try:
        return urlsplit(source).hostname or ""
    except ValueError:  # "http://[bad"
        return ""
