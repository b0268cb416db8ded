"""Posts an alert to an address on the web.

The address is looked up once and the connection goes to what was found and judged, so that a name can't first show a public
address and then a private one. Redirections are not followed and proxies of the environment not used, for the same reason.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from dragoman.alerts.alert import Alert, to_json
from dragoman.alerts.targets import WebhookTarget

if TYPE_CHECKING:
    import httpx

TRIES = 3
FIRST_WAIT = 1.0  # seconds before the second try; doubled before the third
_AGAIN = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_NAT64 = IPv6Network("64:ff9b::/96")


def post(alert: Alert, target: WebhookTarget, *, sleep: Callable[[float], None] = time.sleep) -> str | None:
    """Post an alert; returns what went wrong, None where it was taken.

    Args:
        alert: the alert, sent as JSON with its key as `Idempotency-Key`.
        target: where to.
        sleep: waits between tries.
    """
    try:
        import httpx
    except ImportError:
        return "webhooks need httpx, which is not installed; run pip install 'dragoman[watch]'"
    headers = {"Content-Type": "application/json", "Idempotency-Key": alert.key, "User-Agent": "dragoman"}
    if target.token_env is not None:
        token = os.environ.get(target.token_env)
        if not token:
            return f"the environment variable {target.token_env} is not set; it has the token of {target.url}"
        headers["Authorization"] = f"Bearer {token}"
    body = json.dumps(to_json(alert)).encode()  # ASCII: what the text has of half pairs stays JSON
    problem: str | None = None
    with httpx.Client(timeout=target.timeout, follow_redirects=False, trust_env=False) as client:
        for number in range(TRIES):
            if number:
                sleep(FIRST_WAIT * 2 ** (number - 1))
            problem, again = _try(client, target, headers, body)
            if not again:
                return problem
    return f"{problem} ({TRIES} tries)"


def _try(client: httpx.Client, target: WebhookTarget, headers: dict[str, str], body: bytes) -> tuple[str | None, bool]:
    """One try: what went wrong, and whether another may do better."""
    import httpx

    try:
        url = httpx.URL(target.url)
        address = _address(url, allow_private=target.allow_private)
    except (httpx.InvalidURL, UnicodeError) as error:
        return f"{target.url} is no address: {error}", False
    except OSError as error:
        return f"{target.url}: the host is not found ({error.strerror or error})", True
    if address is None:
        return (
            f"{target.url} is inside a private network or this machine; set allow_private = true in the rule if that is meant",
            False,
        )
    host = url.netloc.decode("ascii")
    try:
        with client.stream(
            "POST",
            url.copy_with(host=str(address)),
            content=body,
            headers={**headers, "Host": host},
            extensions={"sni_hostname": url.host},
        ) as answer:
            status = answer.status_code
    except httpx.HTTPError as error:
        return f"{target.url}: {type(error).__name__}: {error}", True
    except ValueError as error:  # a token that can't stand in a header
        return f"{target.url}: {error}", False
    if 200 <= status < 300:
        return None, False
    return f"{target.url} answered {status}", status >= 500 or status in _AGAIN


def _address(url: httpx.URL, *, allow_private: bool) -> IPv4Address | IPv6Address | None:
    """An address of the host; None where one of them is private and none may be."""
    port = url.port or (443 if url.scheme == "https" else 80)
    found = [ip_address(info[4][0]) for info in socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)]
    if not allow_private and not all(map(is_public, found)):
        return None
    return found[0]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the open Internet, also where it wraps another."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast
