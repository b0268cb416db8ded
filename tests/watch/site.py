"""A news site on this machine that can be as broken as real ones are, and what tests of the watcher need beside it."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

from dragoman.errors import StoreError
from dragoman.model.report import Report
from dragoman.watch.client import Client
from dragoman.watch.feeds import Feed
from dragoman.watch.guard import Resolve, lookup
from dragoman.watch.poll import Poller
from dragoman.watch.robots import Robots
from dragoman.watch.state import LEASE, FeedRecord, is_free

NOON = 1_592_136_000.0  # 14 June 2020, 12:00 UTC
ITEM = """<item><title>{title}</title><link>{link}</link><guid>{guid}</guid>{date}<description>{text}</description></item>"""
DATE = "<pubDate>Sun, 14 Jun 2020 11:08:00 GMT</pubDate>"


def item(number: int, *, text: str = "The envoys met in Geneva on Sunday.", date: str = DATE, link: str = "") -> str:
    """One entry of an RSS feed."""
    link = link or f"https://news.example/{number}"
    return ITEM.format(title=f"Envoys meet, day {number}", link=link, guid=f"entry-{number}", date=date, text=text)


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    """An RSS feed."""
    return f"{head}<rss version='2.0'><channel><title>Example Wire</title>{''.join(items)}</channel></rss>"


@dataclass(slots=True)
class Reply:
    """What the site answers."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int | None = None  # bytes that are promised, where fewer come
    hang: bool = False


Route = Reply | Callable[[Mapping[str, str]], Reply]


@dataclass(slots=True)
class Site:
    """Routes by path; a path without one is 404. `asked` has each request's path and headers."""

    url: str = ""
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def open_site() -> Iterator[Site]:
    """A site on a free port of the loopback address."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            route = site.routes.get(self.path, Reply(status=404))
            reply = route if isinstance(route, Reply) else route(headers)
            if reply.hang:
                site.closing.wait(30)
                return
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if reply.promised is None else reply.promised))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(slots=True)
class Memory:
    """Feeds' records in memory, in the text form that a store would keep."""

    records: dict[str, str] = field(default_factory=dict)
    leases: dict[str, tuple[str, float]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    broken: bool = False

    def get(self, url: str) -> FeedRecord | None:
        if self.broken:
            raise StoreError("the disk is full; free some space")
        line = self.records.get(url)
        return FeedRecord.from_json(line) if line else None

    def put(self, url: str, record: FeedRecord) -> None:
        self.records[url] = record.to_json()

    def claim(self, url: str, owner: str, now: float) -> bool:
        with self.lock:
            held_by, until = self.leases.get(url, (None, 0.0))
            if not is_free(owner, now, held_by, until):
                return False
            self.leases[url] = owner, now + LEASE
            return True

    def release(self, url: str, owner: str) -> None:
        with self.lock:
            if self.leases.get(url, (None, 0.0))[0] == owner:
                del self.leases[url]


@dataclass(slots=True)
class Clock:
    """A clock that stands until it is moved; sleeping moves it."""

    now: float = NOON
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass(slots=True)
class Desk:
    """A watcher's parts in a test: what it kept, its clock and memory."""

    poller: Poller
    client: Client
    clock: Clock
    memory: Memory
    kept: list[Report]


@contextmanager
def open_desk(
    *,
    memory: Memory | None = None,
    clock: Clock | None = None,
    owner: str = "first",
    allow_private: bool = True,
    resolve: Resolve = lookup,
    keep: Callable[[Sequence[Report], Feed], Mapping[str, int]] | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Desk]:
    """A poller with a standing clock."""
    clock = clock or Clock()
    memory = memory or Memory()
    kept: list[Report] = []

    def take(reports: Sequence[Report], feed: Feed) -> Mapping[str, int]:
        known = {report.id for report in kept}
        kept.extend(report for report in reports if report.id not in known)
        return {"new": sum(report.id not in known for report in reports)}

    client = Client(
        agent="dragoman/test",
        allow_private=allow_private,
        timeout=0.3,
        clock=clock,
        steady=clock,
        sleep=clock.sleep,
        resolve=resolve,
    )
    poller = Poller(
        client=client,
        robots=Robots(client, "dragoman", steady=clock),
        state=memory,
        keep=keep or take,
        owner=owner,
        stopping=stopping,
        clock=clock,
        chance=random.Random(1),
    )
    try:
        yield Desk(poller, client, clock, memory, kept)
    finally:
        client.close()


def bomb(megabytes: int) -> bytes:
    """A small packed body that unpacks to so much."""
    return gzip.compress(bytes(megabytes * 1_000_000), 9)
