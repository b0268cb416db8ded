"""Requests with good manners and narrow limits: one at a time a host, spaced, timed, sized, redirected five times at most."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

from dragoman.model.address import host_of
from dragoman.watch.fault import Fault, FetchError
from dragoman.watch.guard import PublicOnly, Resolve, lookup

LARGEST = 10_000_000  # bytes of an answer, unpacked
MOST_REDIRECTS = 5
DEADLINE = 60.0  # seconds for a whole answer: a server that sends a byte now and then is left
LONGEST_WAIT = 86400.0  # seconds that Retry-After is heeded
_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
Check = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent; `moved` is where it says that the address has gone for good."""

    status: int
    url: str
    body: bytes
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None

    @classmethod
    def nothing(cls) -> Answer:
        """An answer without marks of its version: the next time all is asked for again."""
        return cls(status=200, url="", body=b"")


class Client:
    """Fetches addresses. Close it after use."""

    def __init__(
        self,
        *,
        agent: str,
        allow_private: bool = False,
        spacing: float = 2.0,
        timeout: float = 20.0,
        resolve: Resolve = lookup,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Make a client.

        Args:
            agent: what it calls itself to servers.
            allow_private: whether addresses that are not public may be asked.
            spacing: seconds between two requests to one host.
            timeout: seconds without a byte after which a server is left.
            resolve: gives a host's addresses.
            clock: the time of day, for what servers give as a date.
            steady: a clock that only goes forward, for spacing and deadlines.
            sleep: waits so many seconds.
        """
        # Connections are not kept: the guard asks by IP address, and one made for a host must not serve its neighbour.
        transport = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self._http = httpx.Client(
            transport=transport if allow_private else PublicOnly(transport, resolve),
            headers={"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(timeout),
            follow_redirects=False,
            trust_env=False,  # a proxy would resolve names for us, and the guard would judge the proxy
        )
        self._timeout = timeout
        self._spacing = spacing
        self._asked_for: dict[str, float] = {}  # host: spacing that its robots.txt asks for
        self._next: dict[str, float] = {}
        self._clock, self._steady, self._sleep = clock, steady, sleep

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def space(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long between two requests, where that is longer than usual."""
        self._asked_for[host] = seconds

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        check: Check | None = None,
        largest: int = LARGEST,
    ) -> Answer:
        """Fetch an address.

        Args:
            url: the address.
            etag: what the server called the version that is known; it answers 304 if that is still the last.
            modified: when it said that this version was made.
            check: called with each address before it is asked; raises if it must not be.
            largest: bytes that the answer may have.

        Raises:
            FetchError: nothing usable came; it says why and how long to wait.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        sent = {name: value for name, value in headers.items() if value}
        at, moved, for_good = url, None, True
        for _ in range(MOST_REDIRECTS + 1):
            if check is not None:
                check(at)
            self._await_turn(host_of(at))
            try:
                with self._http.stream("GET", at, headers=sent) as response:
                    if response.status_code not in (301, 302, 303, 307, 308):
                        return self._answer(response, at, moved, largest)
                    for_good = for_good and response.status_code in (301, 308)
                    at = self._target(response, at)
            except httpx.TimeoutException as error:
                raise FetchError(Fault.TIMEOUT, f"{at}: no answer within {self._timeout:g} s") from error
            except httpx.RemoteProtocolError as error:
                raise FetchError(Fault.HALF, f"{at}: the answer broke off ({_short(error)})") from error
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise FetchError(Fault.UNREACHABLE, f"{at}: can't be reached ({_short(error)})") from error
            moved = at if for_good else None
        raise FetchError(Fault.REDIRECTS, f"{url}: redirected more than {MOST_REDIRECTS} times, last to {at}")

    def _await_turn(self, host: str) -> None:
        now = self._steady()
        if (wait := self._next.get(host, now) - now) > 0:
            self._sleep(wait)
        self._next[host] = max(now, self._next.get(host, now)) + max(self._spacing, self._asked_for.get(host, 0.0))

    def _target(self, response: httpx.Response, at: str) -> str:
        location = response.headers.get("location", "")
        target = httpx.URL(at).join(location)
        if not location or target.scheme not in ("http", "https") or not target.host:
            raise FetchError(Fault.REDIRECTS, f"{at}: redirected to {location!r}, which is no web address")
        return str(target)

    def _answer(self, response: httpx.Response, at: str, moved: str | None, largest: int) -> Answer:
        status = response.status_code
        if status not in (200, 304):
            fault = Fault.GONE if status in (404, 410) else Fault.STATUS
            said = f"{at}: the server answered {status} {response.reason_phrase}".rstrip()
            raise FetchError(fault, said, wait=self._wait(response.headers.get("retry-after", "")), status=status)
        return Answer(
            status=status,
            url=at,
            body=b"" if status == 304 else self._body(response, at, largest),
            content_type=response.headers.get("content-type", ""),
            charset=response.charset_encoding,
            etag=response.headers.get("etag"),
            modified=response.headers.get("last-modified"),
            moved=moved,
        )

    def _body(self, response: httpx.Response, at: str, largest: int) -> bytes:
        """The answer's bytes, unpacked piece by piece: a small answer that unpacks to gigabytes is left in time."""
        packing = response.headers.get("content-encoding", "identity").strip().lower()
        if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise FetchError(Fault.ENCODING, f"{at}: packed as {packing!r}, which was not asked for")
        unpack = zlib.decompressobj(wbits=47) if packing not in ("identity", "") else None
        too_large = FetchError(Fault.TOO_LARGE, f"{at}: over {largest / 1e6:g} MB; nothing of it is taken")
        end = self._steady() + DEADLINE
        body = bytearray()
        try:
            for piece in response.iter_raw():
                if self._steady() > end:
                    raise FetchError(Fault.TIMEOUT, f"{at}: not finished within {DEADLINE:g} s")
                body += unpack.decompress(piece, largest - len(body) + 1) if unpack else piece
                if len(body) > largest:
                    raise too_large
        except zlib.error as error:
            raise FetchError(Fault.ENCODING, f"{at}: says it is {packing} but can't be unpacked ({error})") from error
        if unpack and not unpack.eof and body:
            raise FetchError(Fault.HALF, f"{at}: the answer broke off (its packing has no end)")
        return bytes(body)

    def _wait(self, text: str) -> float | None:
        """The seconds of a Retry-After header: a number or a date."""
        text = text.strip()
        if text.isdecimal():
            return min(float(text), LONGEST_WAIT)
        try:
            seconds = parsedate_to_datetime(text).timestamp() - self._clock()
        except (ValueError, TypeError, IndexError, OverflowError):  # none, or no date
            return None
        return min(max(0.0, seconds), LONGEST_WAIT)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
