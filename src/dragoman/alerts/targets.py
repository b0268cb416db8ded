"""Where alerts go: a file, an address on the web, or by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Security = Literal["starttls", "tls", "none"]
SECURITY: tuple[Security, ...] = ("starttls", "tls", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTarget:
    """A file to which each alert is added as a line of JSON."""

    path: Path

    @property
    def name(self) -> str:
        return f"file {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTarget:
    """An address to which each alert is posted as JSON.

    `token_env` names the environment variable whose value goes with it as a bearer token. Addresses inside a private network or
    this machine are refused unless `allow_private`.
    """

    url: str
    allow_private: bool = False
    token_env: str | None = None
    timeout: float = 10.0

    @property
    def name(self) -> str:
        return f"webhook {self.url}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTarget:
    """E-mail through a server; `password_env` names the environment variable with the password, which no file holds."""

    host: str
    port: int
    sender: str
    recipients: tuple[str, ...]
    user: str | None = None
    password_env: str | None = None
    security: Security = "starttls"
    timeout: float = 30.0

    @property
    def name(self) -> str:
        return f"e-mail to {', '.join(self.recipients)} through {self.host}:{self.port}"


Target = FileTarget | WebhookTarget | MailTarget
