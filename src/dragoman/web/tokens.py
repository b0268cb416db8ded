"""Tokens by which people and programs show that they may read or write; kept in a small file beside the store, as hashes.

A token is 32 random bytes, so that its plain SHA-256 can't be turned back; it is shown once, when it is made. The file is read
anew whenever it has changed, so that a token that is revoked ends at once.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from dragoman.errors import InputError, OutputError

SCOPES = ("read", "write")
WHERE = "DRAGOMAN_TOKENS"  # the environment's word for where the file is
PREFIX = "drg_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What is kept of a token: who has it, what it allows (`write` allows to read too), its hash, and when it was made."""

    id: str
    name: str
    scope: str
    hash: str
    made: str

    @property
    def writes(self) -> bool:
        return self.scope == "write"


class Tokens:
    """The tokens of one file; no file is no tokens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int] | None = None
        self._known: tuple[Token, ...] = ()
        self._lock = threading.Lock()

    def all(self) -> tuple[Token, ...]:
        """The tokens as the file has them now, oldest first.

        Raises:
            InputError: the file is none of tokens.
        """
        with self._lock:
            try:
                state = self.path.stat()
                now = (state.st_mtime_ns, state.st_size)
                if now != self._seen:
                    self._known, self._seen = _read(self.path), now
            except FileNotFoundError:
                self._known, self._seen = (), None
            return self._known

    def find(self, given: str) -> Token | None:
        """The token that was given, if it is one."""
        digest = _hash(given)
        return next((t for t in self.all() if hmac.compare_digest(t.hash, digest)), None)

    def add(self, name: str, scope: str) -> tuple[Token, str]:
        """Make a token; it and its text, which is kept nowhere.

        Raises:
            InputError: there is no such scope, or the name has a token or is empty.
            OutputError: the file can't be written.
        """
        if scope not in SCOPES:
            raise InputError(f"{scope!r} is no scope; take one of {', '.join(SCOPES)}")
        if not name.strip():
            raise InputError("a token needs a name, by which it is told from others")
        known = self.all()
        if any(t.name == name for t in known):
            raise InputError(f"{name!r} has a token already; revoke it first, or take another name")
        text = PREFIX + secrets.token_urlsafe(32)
        made = Token(
            id=secrets.token_hex(4), name=name, scope=scope, hash=_hash(text),
            made=datetime.now(UTC).isoformat(timespec="seconds"),
        )  # fmt: skip
        self._write((*known, made))
        return made, text

    def revoke(self, name_or_id: str) -> Token:
        """End a token.

        Raises:
            InputError: no token has this name or id.
            OutputError: the file can't be written.
        """
        known = self.all()
        found = next((t for t in known if name_or_id in (t.id, t.name)), None)
        if found is None:
            names = ", ".join(t.name for t in known) or "there are none"
            raise InputError(f"no token is called {name_or_id!r}; tokens: {names}")
        self._write(tuple(t for t in known if t is not found))
        return found

    def _write(self, tokens: tuple[Token, ...]) -> None:
        """The whole file at once, for its owner's eyes alone."""
        part = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump([asdict(t) for t in tokens], file, ensure_ascii=False, indent=1)
            part.replace(self.path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise OutputError(
                f"{self.path} can't be written ({error.strerror}); name another file of tokens"
            ) from error


def tokens_beside(store: str | Path) -> Path:
    """Where the tokens of a store are unless told otherwise: beside its file, or here for a database with a URL."""
    given = os.environ.get(WHERE)
    if given:
        return Path(given)
    if isinstance(store, str) and "://" in store:
        return Path("dragoman.tokens")
    path = Path(store)
    return path.with_name(f"{path.name}.tokens")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(path: Path) -> tuple[Token, ...]:
    try:
        return tuple(Token(**row) for row in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise InputError(f"{path} is no file of tokens ({error}); move it away and make new ones") from error
