"""A web server and a mail server on this machine, as small as tests need them."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, TypeVar

Shown = TypeVar("Shown")


@dataclass
class Hook:
    """What a web server got, and with which statuses it answers, the last one from then on."""

    statuses: list[int]
    url: str = ""
    bodies: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def web_server(*statuses: int) -> Iterator[Hook]:
    hook = Hook(list(statuses) or [200])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            hook.headers.append(dict(self.headers))
            self.send_response(hook.statuses.pop(0) if len(hook.statuses) > 1 else hook.statuses[0])
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/in?x=1"
        yield from _served(server, hook)


@dataclass
class Mailbox:
    """What a mail server got: the commands, and the messages."""

    port: int = 0
    commands: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@contextmanager
def mail_server(*, takes: bool = True) -> Iterator[Mailbox]:
    """A mail server without STARTTLS or login; with `takes` false it refuses every recipient."""
    box = Mailbox()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 test\r\n")
            while line := self.rfile.readline():
                command = line.decode().strip()
                box.commands.append(command)
                match command[:4].upper():
                    case "DATA":
                        self.wfile.write(b"354 go on\r\n")
                        lines: list[bytes] = []
                        while (part := self.rfile.readline()) not in (b".\r\n", b""):
                            lines.append(part)
                        box.messages.append(b"".join(lines).decode())
                        self.wfile.write(b"250 taken\r\n")
                    case "QUIT":
                        self.wfile.write(b"221 bye\r\n")
                        return
                    case "RCPT" if not takes:
                        self.wfile.write(b"550 nobody here\r\n")
                    case "STAR" | "AUTH":
                        self.wfile.write(b"502 not here\r\n")
                    case _:
                        self.wfile.write(b"250 fine\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        box.port = server.server_address[1]
        yield from _served(server, box)


def _served(server: socketserver.BaseServer, shown: Shown) -> Iterator[Shown]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield shown
    finally:
        server.shutdown()
        thread.join()
