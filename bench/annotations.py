"""Reads the gold annotations of whole reports: a JSON file a report beside the text that it speaks of.

The format is that of the project's gold folder: names with their spellings, events and relations found in a sentence
that is given by its first words, and for some reports the picture that they draw. A sentence that isn't in the text is
refused, since nothing could be compared with it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.model.span import Span

Days = tuple[str | None, str | None]  # first and last day as ISO dates; None where the text leaves an end open

_NO_WORDS = frozenset(["the", "a", "an", "al", "el", "of"])


@dataclass(frozen=True, slots=True)
class GoldName:
    """One actor or place of a report: its spellings, folded, and the state that it belongs to."""

    spellings: frozenset[str]
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One annotated event; parties are keys of the report's names."""

    type: str
    opening: str
    sentence: Span
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    where: str | None
    when: Days | None
    status: tuple[str, ...]
    speakers: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """One annotated tie."""

    kind: str
    holder: str
    toward: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """One line of the agenda."""

    visitors: tuple[str, ...]
    host: str
    when: Days
    status: str


@dataclass(frozen=True, slots=True)
class GoldConflict:
    """One conflict: its country, and for each side who it is and who backs it."""

    place: str
    sides: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class GoldCeasefire:
    """One ceasefire."""

    where: str
    brokers: tuple[str, ...]
    agreed: Days
    status: str


@dataclass(frozen=True, slots=True)
class GoldFriction:
    """Two actors on opposite sides."""

    pair: tuple[str, ...]
    in_dialogue: bool
    opposed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPicture:
    """What a report draws as a whole."""

    agenda: tuple[GoldMeeting, ...] = ()
    conflicts: tuple[GoldConflict, ...] = ()
    ceasefires: tuple[GoldCeasefire, ...] = ()
    frictions: tuple[GoldFriction, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One annotated report."""

    path: Path
    text: str
    names: Mapping[str, GoldName] = field(default_factory=dict)
    events: tuple[GoldEvent, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    picture: GoldPicture | None = None

    @property
    def required(self) -> tuple[GoldEvent, ...]:
        """The events that have to be found."""
        return tuple(event for event in self.events if not event.optional)


def plain(name: str) -> str:
    """A name without accents, case, possessive, marks and the small words, so that spellings of it meet."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"'s\b", "", letters))
    return " ".join(word for word in words if word not in _NO_WORDS)


def read_gold(folder: Path) -> list[GoldReport]:
    """All annotated reports of a folder, by file name.

    Raises:
        InputError: there are none, or an annotation speaks of a sentence that its report hasn't.
    """
    reports = [_report(path) for path in sorted(folder.glob("*.json"))]
    if not reports:
        raise InputError(f"{folder}: no annotations; give a folder with *.json files and their reports in reports/")
    return reports


def _report(path: Path) -> GoldReport:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    source = path.parent / "reports" / value["report"]
    text = source.read_text(encoding="utf-8")
    names = {key: _name(key, entry) for key, entry in value["names"].items()}
    return GoldReport(
        path=source,
        text=text,
        names=names,
        events=tuple(_event(entry, text, path) for entry in value["events"]),
        relations=tuple(
            GoldRelation(entry["kind"], entry["holder"], entry["toward"], _sentence(entry["sentence"], text, path))
            for entry in value["relations"]
        ),
        picture=_picture(value["picture"]) if "picture" in value else None,
    )


def _name(key: str, entry: dict[str, Any]) -> GoldName:
    return GoldName(frozenset(plain(spelling) for spelling in [key, *entry["is"]]), entry["country"])


def _event(entry: dict[str, Any], text: str, path: Path) -> GoldEvent:
    return GoldEvent(
        type=entry["type"],
        opening=entry["sentence"],
        sentence=_sentence(entry["sentence"], text, path),
        trigger=entry["trigger"],
        actors=tuple(entry["actors"]),
        recipients=tuple(entry["recipients"]),
        where=entry["where"] or None,
        when=_days(entry["when"]) if entry["when"] else None,
        status=tuple(entry["status"]),
        speakers=tuple(entry["speakers"]),
        optional=entry["optional"],
    )


def _sentence(opening: str, text: str, path: Path) -> Span:
    at = text.find(opening)
    if at < 0:
        raise InputError(f"{path}: no sentence of the report begins with {opening!r}; copy its first words exactly")
    return Span(at, at + len(opening))


def _days(value: Sequence[str | None]) -> Days:
    return value[0], value[1]


def _picture(value: dict[str, Any]) -> GoldPicture:
    return GoldPicture(
        agenda=tuple(
            GoldMeeting(tuple(m["visitors"]), m["host"], _days(m["when"] or (None, None)), m["status"])
            for m in value.get("agenda", [])
        ),
        conflicts=tuple(
            GoldConflict(c["place"], tuple((tuple(s["of"]), tuple(s["backed_by"])) for s in c["sides"]))
            for c in value.get("conflicts", [])
        ),
        ceasefires=tuple(
            GoldCeasefire(c["where"], tuple(c["brokers"]), _days(c["agreed"] or (None, None)), c["status"])
            for c in value.get("ceasefires", [])
        ),
        frictions=tuple(
            GoldFriction(tuple(f["pair"]), f["in_dialogue"], tuple(f["opposed_in"])) for f in value.get("frictions", [])
        ),
    )
