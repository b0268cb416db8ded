"""Claims of one report that can't both be true are linked; what only sounds alike is not. All sentences are ours."""

from __future__ import annotations

import pytest

from dragoman.model.records import Event
from tests.extract.reading import events_of

# (report, reason): its first two events contradict each other
LINKED = [
    (
        "The army said the rebels had shelled the market in Homs. "
        "The rebels denied it and said the army had shelled the market.",
        "another culprit",
    ),
    ("Kyiv said Russia shelled the nuclear plant. Moscow said Ukraine shelled the nuclear plant.", "each the other"),
    (
        "Armenia said Azerbaijan shelled the village of Sotk. "
        "Azerbaijan denied it and said Armenia shelled the town of Kalbajar.",
        "two sides blame each other for two places",
    ),
    (
        "Rebels attacked a base in Gao on Monday. The army said rebels did not attack the base in Gao.",
        "report and army",
    ),
    ("Russia said it would meet Ukraine in Istanbul. Ukraine denied that it would meet Russia.", "talks"),
    ("Ukraine said Russia shelled a hospital in Mariupol. Russia denied shelling the hospital.", "denied shelling"),
    ("Israel said Iran attacked a tanker. Iran denied that it attacked the tanker.", "denied that"),
    ("Israel said Iran attacked a tanker. Tehran said it did not attack the tanker.", "said that it did not"),
    ("Ethiopia said Eritrea had attacked a town. Eritrea never attacked the town, its government said.", "never"),
    ("Turkey attacked a village in Syria, Damascus said. Turkey denied attacking the village.", "denied attacking"),
    ("India said Pakistan shelled a border post. Pakistan said India shelled a border post.", "the border"),
    (
        "Pakistan said Indian jets had bombed a school. India said Pakistani jets had bombed the school.",
        "one school, two pilots",
    ),
    ("Mali said France had bombed a wedding. France denied that it had bombed a wedding.", "a wedding"),
    ("Kigali denied that its troops had attacked Goma. Congo said Rwandan troops had attacked Goma.", "denial first"),
]
# (report, reason): nothing contradicts anything
APART = [
    ("Rebels attacked a village in Mali. Rebels attacked a town in Niger.", "two deeds"),
    ("The army said rebels attacked Gao. The army said rebels attacked Timbuktu.", "one voice, two places"),
    ("The police said rebels attacked Gao. The army said rebels attacked Gao.", "two voices that agree"),
    ("Rebels attacked a base in Gao on Monday. Rebels did not attack the base on Sunday, the army said.", "two days"),
    ("Russia shelled Kharkiv, Ukraine said. Turkey denied that it had shelled Kobani.", "other parties"),
    ("Russia said it would meet Ukraine in Istanbul. Ukraine said it would meet Russia.", "both say so"),
    ("Israel said Iran attacked a tanker. Iran denied that it arrested a journalist.", "another type"),
    ("The army shelled a market in Homs. The army shelled a school in Homs.", "the report's own telling"),
    ("The general said he did not attack the town. He said he did not attack the base.", "two denials"),
    ("Kyiv said Russia shelled a school. Russia may shell a school, Kyiv said.", "a fear is no denial"),
    ("Iran met Iraq in Baghdad. Iran did not meet Israel, Tehran said.", "other talks"),
]


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Event, ...]]:
    return events_of([text for text, _ in (*LINKED, *APART)])


@pytest.mark.parametrize(("text", "reason"), LINKED, ids=[r for _, r in LINKED])
def test_linked(read: dict[str, tuple[Event, ...]], text: str, reason: str) -> None:
    first, second = [e for e in read[text] if e.contradicts]
    assert first.contradicts == (second.id,)
    assert second.contradicts == (first.id,)


@pytest.mark.parametrize(("text", "reason"), APART, ids=[r for _, r in APART])
def test_apart(read: dict[str, tuple[Event, ...]], text: str, reason: str) -> None:
    assert [e.contradicts for e in read[text] if e.contradicts] == []
