"""robots.txt: what a host does not want to be fetched is not, and how long it wants to be left alone is heeded.

As RFC 9309 has it: a host without the file allows all; one whose file can't be read for a fault of its own allows
nothing until it can.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.watch.client import Client
from dragoman.watch.fault import Fault, FetchError

LARGEST = 512_000  # bytes
KEPT = 86400.0  # seconds
KEPT_FAULT = 300.0
LONGEST_DELAY = 60.0  # seconds of Crawl-delay that are heeded
_TOO_MANY = 429  # a "no" for now, not for want of the file


class Robots:
    """The robots.txt files of hosts, each fetched once a day."""

    def __init__(self, client: Client, token: str, *, steady: Callable[[], float] = time.monotonic) -> None:
        """Make a cache.

        Args:
            client: fetches the files.
            token: the name that the files may call us by.
            steady: a clock that only goes forward.
        """
        self._client = client
        self._token = token
        self._steady = steady
        self._kept: dict[str, tuple[float, RobotFileParser | FetchError]] = {}

    def check(self, url: str) -> None:
        """Do nothing if an address may be fetched.

        Raises:
            FetchError: it may not, or that can't be known.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._kept.get(origin, (0.0, None))
        if rules is None or until <= self._steady():
            read = self._read(origin)
            life = KEPT_FAULT if isinstance(read, FetchError) else KEPT
            if rules is None or not isinstance(read, FetchError):  # yesterday's rules are better than none
                rules = read
            self._kept[origin] = self._steady() + life, rules
            if isinstance(rules, RobotFileParser) and (delay := rules.crawl_delay(self._token)):
                self._client.space(parts.hostname or "", min(float(delay), LONGEST_DELAY))
        if isinstance(rules, FetchError):
            raise FetchError(rules.fault, f"{url}: not asked, for robots.txt can't be read: {rules}", wait=rules.wait)
        if not rules.can_fetch(self._token, url):
            raise FetchError(Fault.ROBOTS, f"{url}: robots.txt of {parts.netloc} does not allow it")

    def _read(self, origin: str) -> RobotFileParser | FetchError:
        rules = RobotFileParser()
        try:
            answer = self._client.get(f"{origin}/robots.txt", largest=LARGEST)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != _TOO_MANY:
                rules.parse([])
                return rules
            return error
        rules.parse(answer.body.decode("utf-8-sig", "replace").splitlines())
        return rules
