"""Who mediates, hosts or backs, and what talks are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model.records import Event
from tests.extract.reading import events_of, rows_of

TABLE = rows_of(Path(__file__).parent / "roles.txt", 3)


@pytest.fixture(scope="module")
def events() -> dict[str, tuple[Event, ...]]:
    return events_of([sentence for _, _, sentence in TABLE])


def listed(cell: str) -> set[str]:
    return set() if cell == "-" else {part.strip() for part in cell.split(";")}


@pytest.mark.parametrize(("roles", "topics", "sentence"), TABLE, ids=[row[2][:60] for row in TABLE])
def test_roles_and_topics(roles: str, topics: str, sentence: str, events: dict[str, tuple[Event, ...]]) -> None:
    told = events[sentence]
    assert {f"{o.role}:{o.who.name}" for e in told for o in e.others} == listed(roles)
    assert {t.name for e in told for t in e.topics} == listed(topics)


def test_a_host_or_mediator_is_no_party(events: dict[str, tuple[Event, ...]]) -> None:
    for told in events.values():
        for event in told:
            parties = {ref.id for ref in (*event.actors, *event.recipients)}
            assert not parties & {o.who.id for o in event.others}


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 60
