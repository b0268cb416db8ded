"""What stands before every page: the name it is called by, tokens, forms, sizes and rates, and the headers of every answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.asking import RefusedError
from dragoman.web.settings import Settings
from dragoman.web.tokens import Token, Tokens

COOKIE = "dragoman_token"
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/sign-in", "/static/", "/health")  # what needs no token
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # not no-referrer: forms would then come from "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
SIGN_INS = 10  # a minute from one address
Failed = Callable[[Scope, Receive, Send, RefusedError], Awaitable[None]]


class Guard:
    """Middleware that lets through what may pass; what is refused is answered in the shape of all errors."""

    def __init__(self, app: ASGIApp, *, settings: Settings, failed: Failed) -> None:
        self.app = app
        self.settings = settings
        self.failed = failed
        self.tokens = Tokens(settings.tokens) if settings.tokens is not None else None
        self._secret = secrets.token_bytes(32)  # of forms; one that is older than the server has to be loaded again
        self._rates = Rates()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            body = self._let_in(scope, receive)
            await self.app(scope, body, dressed)
        except RefusedError as refused:
            await self.failed(scope, receive, dressed, refused)

    def _let_in(self, scope: Scope, receive: Receive) -> Receive:
        """Look at all that can be seen before the body comes; what reads the body then counts it."""
        asked = HTTPConnection(scope)
        scope.setdefault("state", {})
        if not self.settings.knows(asked.headers.get("host", "")):
            raise RefusedError(
                "This server is not known by the name that was asked for; see `dragoman serve --name`", 421
            )
        client = asked.client.host if asked.client else "unknown"
        if self.settings.rate is not None and not self._rates.pass_(client, self.settings.rate):
            raise RefusedError("Too many requests from this address; wait a minute", 429)
        path, method = scope["path"], scope["method"]
        if path == "/sign-in" and method not in SAFE and not self._rates.pass_(f"sign-in {client}", SIGN_INS):
            raise RefusedError("Too many attempts to sign in; wait a minute", 429)
        access, by_cookie = self._access(asked, path)
        scope["state"]["access"] = access
        scope["state"]["csrf"] = self._form_token(asked.cookies.get(COOKIE, "")) if access is not None else ""
        open_ = any(path == p or (p.endswith("/") and path.startswith(p)) for p in OPEN)
        if self.settings.sealed and access is None and not open_:
            raise RefusedError("A token is needed to read this; sign in with one", 401)
        if method not in SAFE:
            self._may_change(asked, path, access, by_cookie)
        return counted(receive, asked.headers, self._largest(path))

    def _may_change(self, asked: HTTPConnection, path: str, access: Token | None, by_cookie: bool) -> None:
        """Refuse what another site sends in the name of who is signed in, and changes by those who may only read."""
        origin = asked.headers.get("origin")
        same = origin is not None and urlsplit(origin).netloc == asked.headers.get("host")
        if origin is not None and not same:
            raise RefusedError("This was sent from another site; use the page itself")
        if asked.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise RefusedError("This was sent from another site; use the page itself")
        if path == "/sign-in" or path.startswith("/api/v1/read"):
            return
        if self.settings.read_only:
            raise RefusedError("This server only shows; start it with `dragoman serve --write` to correct")
        if access is None:
            raise RefusedError("A token with the scope write is needed; sign in with one", 401)
        if path != "/sign-out" and not access.writes:
            raise RefusedError(f"The token of {access.name} may only read; make one with the scope write")
        if by_cookie and not same and path.startswith("/api/"):
            raise RefusedError("Send the token as `Authorization: Bearer …`; a cookie is for pages")

    def _access(self, asked: HTTPConnection, path: str) -> tuple[Token | None, bool]:
        """Whose token was sent, and whether as a cookie; calendars, which can send nothing else, have it in their address."""
        if self.tokens is None:
            return None, False
        kind, _, given = asked.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.tokens.find(given.strip()), False
        if path == "/agenda.ics" and "key" in asked.query_params:
            return self.tokens.find(asked.query_params["key"]), False
        cookie = asked.cookies.get(COOKIE)
        return (self.tokens.find(cookie), True) if cookie else (None, False)

    def _form_token(self, cookie: str) -> str:
        return hmac.new(self._secret, cookie.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def _largest(self, path: str) -> int:
        return self.settings.largest_upload if path.startswith("/api/") else self.settings.largest_form


class Rates:
    """How many requests each client has left; a minute fills it up again."""

    MOST = 10_000  # clients remembered

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def pass_(self, client: str, a_minute: int) -> bool:
        """Whether one more may pass; it is then counted."""
        now = time.monotonic()
        with self._lock:
            if len(self._left) >= self.MOST:
                self._left = {k: v for k, v in self._left.items() if now - v[1] < 60}
            left, last = self._left.get(client, (float(a_minute), now))
            left = min(a_minute, left + (now - last) * a_minute / 60)
            self._left[client] = (max(0.0, left - 1), now)
            return left >= 1


def counted(receive: Receive, headers: Headers, largest: int) -> Receive:
    """A body that is refused when it is longer than allowed, whatever it says of itself.

    Raises:
        RefusedError: it says that it is too long.
    """
    said = headers.get("content-length", "0")
    if not said.isdigit() or int(said) > largest:
        raise RefusedError(f"What was sent is larger than the {largest} bytes that are allowed", 413)
    length = 0

    async def read() -> Message:
        nonlocal length
        message = await receive()
        length += len(message.get("body", b""))
        if length > largest:
            raise RefusedError(f"What was sent is larger than the {largest} bytes that are allowed", 413)
        return message

    return read


def same_secret(one: str, other: str) -> bool:
    """Whether two are the same, taking as long whether they are or not."""
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())
