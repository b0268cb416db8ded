"""The API over a store of hand-made readings; what is written goes into a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.api.sample import client_of, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "store.db"
    fill(path)
    return path


@pytest.fixture(scope="session")
def client(filled: Path) -> Iterator[TestClient]:
    """For reading alone."""
    found, store = client_of(filled)
    with found:
        yield found
    store.close()


@pytest.fixture
def writable(filled: Path, tmp_path: Path) -> Iterator[TestClient]:
    """For changing what is there."""
    path = tmp_path / "store.db"
    shutil.copy(filled, path)
    found, store = client_of(path)
    with found:
        yield found
    store.close()
