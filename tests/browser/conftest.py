"""A server of the sample store, and a browser that looks at it; skipped where there is none."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from dragoman.model.records import Reading
from dragoman.web.app import make_app
from dragoman.web.settings import Settings
from dragoman.web.tokens import Tokens
from tests.web.sample import fill

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ABORTED = "net::ERR_ABORTED"  # what was still loading when the test went on to the next page
ARGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()


@dataclass(frozen=True, slots=True)
class Server:
    """Where the pages are, what is in the store, and a token that may write."""

    address: str
    readings: list[Reading]
    token: str


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The sample store, served for writing."""
    made = fill(tmp_path / "store.db")
    token = Tokens(tmp_path / "tokens").add("Ada", "write")[1]
    app = make_app(tmp_path / "store.db", Settings(read_only=False, tokens=tmp_path / "tokens"))
    running = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not running.started and time.monotonic() < until:
        time.sleep(0.02)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield Server(f"http://127.0.0.1:{port}", made, token)
    running.should_exit = True
    thread.join(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium, or name one in CHROMIUM")
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install playwright")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield made
        made.close()


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """A page in light and in dark, closed before its server ends; whatever its console reports as an error fails the test."""
    context = browser.new_context(color_scheme=request.param, viewport={"width": 1280, "height": 800})
    made = context.new_page()
    wrong: list[str] = []
    made.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on(
        "requestfailed",
        lambda asked: wrong.append(f"{asked.url}: {asked.failure}") if asked.failure != ABORTED else None,
    )
    yield made
    context.close()
    assert not wrong, wrong
