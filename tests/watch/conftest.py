from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.watch.site import Desk, Site, open_desk, open_site


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as opened:
        yield opened
