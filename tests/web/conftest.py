"""A store made by hand, served for reading and for writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.model.living import LivingPicture
from dragoman.model.records import Reading
from dragoman.web.app import make_app
from dragoman.web.cache import Remembering
from dragoman.web.settings import Settings
from dragoman.web.tokens import Tokens
from tests.web.sample import fill

HERE = "http://127.0.0.1"


@dataclass(frozen=True, slots=True)
class Site:
    """A server with its store; `token` may write, `reader` only read."""

    client: TestClient
    store: Remembering
    readings: list[Reading]
    token: str
    reader: str

    def get(self, path: str) -> str:
        """A page that is there, as text."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[-500:])
        return answer.text

    @property
    def picture(self) -> LivingPicture:
        return self.store.picture(None)

    def event(self, report: int, at: int = 0) -> str:
        return self.readings[report].events[at].id

    def sign_in(self, token: str | None = None) -> None:
        answer = self.client.post(
            "/sign-in", data={"token": token or self.token}, headers={"Origin": HERE}, follow_redirects=False
        )
        assert answer.status_code == 303, answer.text


def served(folder: Path, settings: Settings) -> Iterator[Site]:
    path = folder / "store.db"
    made = fill(path)
    tokens = Tokens(folder / "tokens")
    token, reader = tokens.add("Ada", "write")[1], tokens.add("Bob", "read")[1]
    app = make_app(path, settings)
    with TestClient(app, base_url=HERE) as client:
        yield Site(client, app.state.store, made, token, reader)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Served for reading only."""
    yield from served(tmp_path_factory.mktemp("site"), Settings())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Site]:
    """Served for writing too."""
    yield from served(tmp_path, Settings(read_only=False, tokens=tmp_path / "tokens"))
