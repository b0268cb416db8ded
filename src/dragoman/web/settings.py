"""How the pages are served: who may read and write, under which names, and how much at once."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

LOCAL = ("127.0.0.1", "localhost", "::1")  # names under which one's own machine is reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to serve.

    `hosts` are the names that a request may call this server by, beside those of one's own machine; others are refused, so
    that a page of another site can't reach it through a name of its own (DNS rebinding). `sealed` asks for a token to read.
    `rate` is how many requests a minute one client may make, None for any number; sign-ins are always few.
    """

    read_only: bool = True
    sealed: bool = False
    hosts: tuple[str, ...] = ()
    tokens: Path | None = None
    actors: Path | None = None
    rate: int | None = None
    largest_form: int = 64 * 1024
    largest_upload: int = 8 * 1024 * 1024

    def knows(self, host: str) -> bool:
        """Whether a request may call this server so; the port makes no difference."""
        return host_name(host) in (*LOCAL, *(host_name(h) for h in self.hosts))


def host_name(host: str) -> str:
    """The name of a Host header or an address, in lower case, without its port and brackets."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    if host.count(":") > 1:  # an IPv6 address as it is
        return host
    return host.partition(":")[0].rstrip(".")


def is_local(host: str) -> bool:
    """Whether what is bound to this address is reached from one's own machine alone."""
    name = host_name(host)
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
