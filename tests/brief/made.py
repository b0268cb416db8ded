"""Briefs of hand-made pictures: every record has a sentence of its own, so that a test sees which one a line rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from dragoman.answers.changes import changes
from dragoman.brief.compose import brief
from dragoman.brief.values import Brief, Source
from dragoman.model.living import LivingPicture, Told, ToldTie
from dragoman.model.records import Event
from tests.answers.pictures import empty

STATES = {
    "LBY": "Libya",
    "RUS": "Russia",
    "TUR": "Turkey",
    "SYR": "Syria",
    "USA": "United States",
    "IRN": "Iran",
    "NLD": "Netherlands",
}
SINCE, AS_OF = date(2020, 6, 13), date(2020, 6, 14)


def state_name(code: str) -> str:
    return STATES.get(code, code)


def sources_of(ids: Sequence[str]) -> Mapping[str, Source]:
    """A source for every record but those called `lost-…`."""
    return {id_: source(id_) for id_ in ids if not id_.startswith("lost")}


def source(id_: str, sentence: str | None = None, title: str | None = None, address: str | None = None) -> Source:
    return Source(
        report=f"report of {id_}", sentence=sentence or f"The sentence of {id_}.", title=title or f"Title {id_}", publisher="A paper",
        published=datetime(2020, 6, 14, 12), address=address or f"https://paper.example/{id_}",
    )  # fmt: skip


def brief_of(
    after: LivingPicture, before: LivingPicture | None = None, told: Sequence[Told] = (), ties: Sequence[ToldTie] = (),
    conflict: str | None = None,
) -> Brief:  # fmt: skip
    """The brief of 14 June 2020."""
    earlier = replace(before or empty(SINCE), as_of=SINCE)
    return brief(
        earlier, replace(after, as_of=AS_OF), changes(told, SINCE, AS_OF), told, ties,
        to_come=frozenset(m.id for m in after.agenda), standing=frozenset(c.id for c in after.ceasefires), name_of=state_name,
        sources=sources_of, conflict=conflict,
    )  # fmt: skip


def texts(made: Brief, key: str) -> list[str]:
    """The lines of one section."""
    return [
        line.text for section in made.sections if section.key == key for group in section.groups for line in group.lines
    ]


def with_id(event: Event, id_: str) -> Event:
    return replace(event, id=id_)
