"""Only public addresses are asked: a feed may name any page, and must not make us fetch those of the house's own net.

The name is looked up once, all its addresses are judged, and the connection goes to the address that was judged: a name
server that answers otherwise the second time changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

import httpx

from dragoman.watch.fault import Fault, FetchError

Resolve = Callable[[str, int], list[str]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def lookup(host: str, port: int) -> list[str]:
    """The addresses of a host, in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public net; addresses that wrap another are as public as that."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class PublicOnly(httpx.BaseTransport):
    """Passes requests on to addresses that were judged public; host name and certificate stay those of the name."""

    def __init__(self, inner: httpx.BaseTransport, resolve: Resolve = lookup) -> None:
        self._inner = inner
        self._resolve = resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            FetchError: the host has an address that is not public.
        """
        host = request.url.host
        try:
            addresses = self._resolve(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"the name {host} is unknown ({error})", request=request) from error
        if private := next((address for address in addresses if not is_public(address)), None):
            raise FetchError(
                Fault.BLOCKED,
                f"{host} is {private}, no public address; allow_private = true in the file of feeds allows it",
            )
        last: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in addresses:
            sent = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,  # names the host, which was set from the address that was asked for
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return self._inner.handle_request(sent)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:  # the next address may answer
                last = error
        raise last or httpx.ConnectError(f"the name {host} has no address", request=request)

    def close(self) -> None:
        self._inner.close()
