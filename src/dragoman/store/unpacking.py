"""Rows as events and relations again.

`light` gives what the picture needs: actors as themselves, not as they are named in this report.
`whole` gives the very record that was added. What many rows share is made once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from dragoman.model.living import NOWHERE
from dragoman.model.records import (
    Casualties,
    Certainty,
    Codes,
    Event,
    Evidence,
    Place,
    Ref,
    Relation,
    Role,
    Speaker,
    Status,
    When,
)
from dragoman.model.report import Precision
from dragoman.model.span import Span

EVENT_COLUMNS = (
    "id", "type", "mode", "contexts", "status", "certainty", "historical", "starts", "ends", "precision", "basis", "place",
    "killed_low", "killed_high", "wounded_low", "wounded_high", "cameo", "goldstein", "plover", "quad", "confidence", "parts",
)  # fmt: skip
RELATION_COLUMNS = (
    "id", "kind", "holder", "toward", "conflict", "status", "starts", "ends", "precision", "basis", "confidence", "parts",
)  # fmt: skip
_UNHURT = Casualties()
_STATUSES = {status.value: status for status in Status}
_CERTAINTIES = {certainty.value: certainty for certainty in Certainty}
_decode = json.JSONDecoder().raw_decode  # there is nothing around what was written here, for `loads` to look for
Refs = Mapping[int, Ref]
Places = Mapping[int, Place]


def light_event(row: Sequence[Any], parts: list[Any], refs: Refs, places: Places) -> Event:
    """An event as the picture needs it, from the columns of EVENT_COLUMNS and the unfolded last of them."""
    (
        id_, type_, mode, contexts, status, certainty, historical, starts, ends, precision, basis, place,
        killed_low, killed_high, wounded_low, wounded_high, cameo, goldstein, plover, quad, confidence, _,
    ) = row  # fmt: skip
    actors, recipients, others, topics, speakers, contradicts, evidence, why = parts
    return Event(
        id=id_,
        type=type_,
        mode=mode,
        contexts=_words(contexts),
        actors=tuple([refs[key] for key in actors]),
        recipients=tuple([refs[key] for key in recipients]),
        others=tuple([Role(role=role, who=refs[key]) for role, key in others]) if others else (),
        topics=tuple([places[t[0]] if isinstance(t, list) else refs[t] for t in topics]) if topics else (),
        where=None if place is None else places[place],
        when=None if precision is None else _when(starts, ends, precision, basis),
        status=_STATUSES[status],
        certainty=_CERTAINTIES[certainty],
        historical=bool(historical),
        speakers=tuple([_light_speaker(s, refs) for s in speakers]) if speakers else (),
        contradicts=tuple(contradicts),
        casualties=_casualties(killed_low, killed_high, wounded_low, wounded_high),
        evidence=_evidence(evidence),
        codes=_codes(cameo, goldstein, plover, quad),
        confidence=confidence,
        why=why,
    )


def event_parts(packed: str) -> list[Any]:
    """The unfolded `parts` of an event."""
    parts: list[Any] = _decode(packed)[0]
    return parts


def keys_in(parts: list[Any], actors: set[int], places: set[int]) -> None:
    """Put the keys that an event's `parts` name with those of others."""
    first, second, others, topics, speakers, *_ = parts
    actors.update(first)
    actors.update(second)
    for _, key in others:
        actors.add(key)
    for topic in topics:
        if isinstance(topic, list):
            places.add(topic[0])
        else:
            actors.add(topic)
    for speaker in speakers:
        actors.add(speaker if isinstance(speaker, int) else speaker[0])


def light_relation(row: Sequence[Any], parts: list[Any], refs: Refs) -> Relation:
    """A relation as the picture needs it, from the columns of RELATION_COLUMNS."""
    id_, kind, holder, toward, conflict, status, starts, ends, precision, basis, confidence, _ = row
    return Relation(
        id=id_,
        kind=kind,
        holder=refs[holder],
        toward=refs[toward],
        conflict=conflict,
        when=None if precision is None else _when(starts, ends, precision, basis),
        status=_STATUSES[status],
        speakers=tuple(_light_speaker(s, refs) for s in parts[0]),
        evidence=_evidence(parts[1]),
        confidence=confidence,
        why=parts[2],
    )


def whole_event(light: Event, record: str, text: str) -> Event:
    """The very event that was added, from its light form and the rest of its row."""
    named, span, placed, said, odd = _padded(json.loads(record), 5)
    mentions, places = iter(named or ()), iter(placed or ())
    type_, mode, contexts = odd or (light.type, light.mode, light.contexts)

    def named_as(ref: Ref) -> Ref:
        return _mentioned(ref, next(mentions), text)

    where = _placed(light.where, next(places), text) if light.where else None
    actors, recipients = tuple(map(named_as, light.actors)), tuple(map(named_as, light.recipients))
    others = tuple(Role(role=other.role, who=named_as(other.who)) for other in light.others)
    topics = tuple(
        named_as(topic) if isinstance(topic, Ref) else _placed(topic, next(places), text) for topic in light.topics
    )
    return Event(
        id=light.id, type=type_, mode=mode, contexts=tuple(contexts), actors=actors, recipients=recipients,
        others=others, topics=topics, where=where, when=_with_span(light.when, span), status=light.status,
        certainty=light.certainty, historical=light.historical,
        speakers=_whole_speakers(light.speakers, mentions, said or (), text), contradicts=light.contradicts,
        casualties=light.casualties, evidence=light.evidence, codes=light.codes, confidence=light.confidence,
        why=light.why,
    )  # fmt: skip


def whole_relation(light: Relation, record: str, text: str) -> Relation:
    """The very relation that was added."""
    named, span, said = _padded(json.loads(record), 3)
    mentions = iter(named)
    return Relation(
        id=light.id, kind=light.kind, holder=_mentioned(light.holder, next(mentions), text),
        toward=_mentioned(light.toward, next(mentions), text), conflict=light.conflict,
        when=_with_span(light.when, span), status=light.status,
        speakers=_whole_speakers(light.speakers, mentions, said or (), text),
        evidence=light.evidence, confidence=light.confidence, why=light.why,
    )  # fmt: skip


def moment_of(text: str | None) -> date | None:
    """A day, or a moment where the text has a time."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)


def day_of(text: str) -> date:
    """The day that a text begins with."""
    return date.fromisoformat(text[:10])


def _padded(values: list[Any], length: int) -> list[Any]:
    return values + [None] * (length - len(values))


def _whole_speakers(
    speakers: Sequence[Speaker], mentions: Iterator[list[Any]], said: Sequence[list[Any]], text: str
) -> tuple[Speaker, ...]:
    out = []
    for speaker, rest in zip(speakers, said, strict=True):
        begin, end, quote, when = _padded(rest, 4)
        out.append(
            Speaker(
                who=_mentioned(speaker.who, next(mentions), text), cue=Span(begin, end), quoted=speaker.quoted,
                when=_with_span(speaker.when, when), stance=speaker.stance, quote=Span(*quote) if quote else None,
            )
        )  # fmt: skip
    return tuple(out)


def _mentioned(ref: Ref, rest: list[Any], text: str) -> Ref:
    begin, end, why, confidence, words, via, title = _padded(rest, 7)
    span = Span(begin, end)
    return Ref(
        id=ref.id, name=ref.name, country=ref.country, sectors=ref.sectors, kind=ref.kind,
        text=span.of(text) if words is None else words, span=span, via=Span(*via) if via else None, title=title,
        why=why, confidence=confidence,
    )  # fmt: skip


def _placed(place: Place, rest: list[Any], text: str) -> Place:
    begin, end, words = _padded(rest, 3)
    span = None if begin is None else Span(begin, end)
    if words is None:
        words = place.name if span is None else span.of(text)
    return Place(
        text=words, span=span, name=place.name, country=place.country, admin1=place.admin1, lat=place.lat,
        lon=place.lon, geonames_id=place.geonames_id, precision=place.precision,
    )  # fmt: skip


def _light_speaker(packed: int | list[Any], refs: Refs) -> Speaker:
    if isinstance(packed, int):
        return Speaker(who=refs[packed], cue=NOWHERE)
    key, stance, quoted, when = _padded(packed, 4)
    said = None if when is None else _when(*when)
    return Speaker(who=refs[key], cue=NOWHERE, quoted=bool(quoted), when=said, stance=stance or "asserts")


def _evidence(packed: list[int]) -> Evidence:
    begins, ends, first, last = packed
    return Evidence(sentence=Span(begins, ends), trigger=Span(first, last))


@lru_cache(4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(" ")) if text else ()


@lru_cache(16384)
def _when(starts: str | None, ends: str | None, precision: str, basis: str) -> When:
    return When(start=moment_of(starts), end=moment_of(ends), precision=Precision(precision), span=None, basis=basis)


def _with_span(when: When | None, span: list[int] | None) -> When | None:
    if when is None or span is None:
        return when
    return When(start=when.start, end=when.end, precision=when.precision, span=Span(*span), basis=when.basis)


def _casualties(killed_low: int | None, killed_high: int | None, low: int | None, high: int | None) -> Casualties:
    if killed_low is None and low is None:
        return _UNHURT
    killed = None if killed_low is None or killed_high is None else (killed_low, killed_high)
    return Casualties(killed=killed, wounded=None if low is None or high is None else (low, high))


@lru_cache(4096)
def _codes(cameo: str, goldstein: float, plover: float | None, quad: int) -> Codes:
    return Codes(cameo=cameo, goldstein=goldstein, plover=plover, quad=quad)
