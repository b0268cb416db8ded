"""What can go wrong with a request or a feed, by kind, so that each is answered rightly and counted."""

from __future__ import annotations

from enum import StrEnum

from dragoman.errors import InputError


class Fault(StrEnum):
    """Why nothing came."""

    UNREACHABLE = "unreachable"  # no such host, connection refused or cut, bad certificate
    TIMEOUT = "timeout"
    STATUS = "status"  # an answer that says no
    GONE = "gone"  # 404 or 410: there is nothing any more
    REDIRECTS = "redirects"
    TOO_LARGE = "too large"
    HALF = "half an answer"
    ENCODING = "encoding"
    BLOCKED = "blocked"  # not a public address
    ROBOTS = "robots"  # robots.txt says no
    NO_FEED = "no feed"  # what came is neither RSS nor Atom


class FetchError(InputError):
    """A page or feed could not be had; `wait` is how many seconds the server asks to be left alone, `status` its code."""

    def __init__(self, fault: Fault, message: str, *, wait: float | None = None, status: int | None = None) -> None:
        super().__init__(message)
        self.fault = fault
        self.wait = wait
        self.status = status
