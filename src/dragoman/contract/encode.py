"""Readings as JSON values of the record contract (docs/records.md), version 1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from dragoman.model.records import (
    SCHEMA,
    Ceasefire,
    Conflict,
    Event,
    Friction,
    Meeting,
    Picture,
    Place,
    Reading,
    Ref,
    Relation,
    Side,
    Speaker,
    When,
)
from dragoman.model.span import Span

Json = dict[str, Any]


def reading_to_json(reading: Reading) -> Json:
    """One reading as the contract's JSON object."""
    report = reading.report
    return {
        "schema": SCHEMA,
        "report": {
            "id": report.id,
            "title": report.title,
            "published": report.published.isoformat() if report.published else None,
            "published_precision": report.published_precision,
            "dateline": _place(reading.dateline),
            "source": report.source,
            "publisher": report.publisher,
            "language": report.language,
            "text": report.text,
        },
        "events": [event_to_json(e) for e in reading.events],
        "relations": [relation_to_json(r) for r in reading.relations],
        "picture": picture_to_json(reading.picture),
        "warnings": list(reading.warnings),
    }


def to_line(reading: Reading) -> str:
    """One reading as a line of JSONL."""
    return _unicode(json.dumps(reading_to_json(reading), ensure_ascii=False))


def to_list(readings: Iterable[Reading]) -> str:
    """Readings as one indented JSON array."""
    return _unicode(json.dumps([reading_to_json(r) for r in readings], ensure_ascii=False, indent=1))


def _unicode(text: str) -> str:
    """JSON that UTF-8 can hold: half a surrogate pair, from a broken file, is written as JSON's own escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def event_to_json(event: Event) -> Json:
    """An event as the contract's JSON object."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "actors": _refs(event.actors),
        "recipients": _refs(event.recipients),
        "others": [{"role": role.role, "who": ref_to_json(role.who)} for role in event.others],
        "topics": [_topic(topic) for topic in event.topics],
        "where": _place(event.where),
        "when": _when(event.when),
        "status": event.status.value,
        "certainty": event.certainty.value,
        "historical": event.historical,
        "speakers": [_speaker(s) for s in event.speakers],
        "contradicts": list(event.contradicts),
        "casualties": {"killed": _pair(event.casualties.killed), "wounded": _pair(event.casualties.wounded)},
        "evidence": {"sentence": _span(event.evidence.sentence), "trigger": _span(event.evidence.trigger)},
        "codes": {
            "cameo": event.codes.cameo,
            "goldstein": event.codes.goldstein,
            "plover": event.codes.plover,
            "quad": event.codes.quad,
        },
        "confidence": event.confidence,
        "why": event.why,
    }


def relation_to_json(relation: Relation) -> Json:
    """A relation as the contract's JSON object."""
    return {
        "id": relation.id,
        "kind": relation.kind,
        "holder": ref_to_json(relation.holder),
        "toward": ref_to_json(relation.toward),
        "conflict": relation.conflict,
        "when": _when(relation.when),
        "status": relation.status.value,
        "speakers": [_speaker(s) for s in relation.speakers],
        "evidence": {"sentence": _span(relation.evidence.sentence), "trigger": _span(relation.evidence.trigger)},
        "confidence": relation.confidence,
        "why": relation.why,
    }


def picture_to_json(picture: Picture) -> Json:
    """A picture as the contract's JSON object."""
    return {
        "agenda": [_meeting(m) for m in picture.agenda],
        "conflicts": [_conflict(c) for c in picture.conflicts],
        "ceasefires": [_ceasefire(c) for c in picture.ceasefires],
        "frictions": [_friction(f) for f in picture.frictions],
    }


def ref_to_json(ref: Ref) -> Json:
    """An actor as the contract's JSON object."""
    return {
        "id": ref.id,
        "name": ref.name,
        "country": ref.country,
        "sectors": list(ref.sectors),
        "kind": ref.kind.value,
        "text": ref.text,
        "span": _span(ref.span),
        "via": _span(ref.via),
        "title": ref.title,
        "why": ref.why,
        "confidence": ref.confidence,
    }


def _meeting(m: Meeting) -> Json:
    return {
        "visitors": _refs(m.visitors),
        "host": ref_to_json(m.host) if m.host else None,
        "where": _place(m.where),
        "when": _when(m.when),
        "status": m.status.value,
        "topics": [_topic(t) for t in m.topics],
        "said_by": _refs(m.said_by),
        "from": list(m.rests_on),
    }


def _conflict(c: Conflict) -> Json:
    return {"place": c.place, "name": c.name, "sides": [_side(s) for s in c.sides], "from": list(c.rests_on)}


def _side(s: Side) -> Json:
    return {"of": _refs(s.of), "backed_by": _refs(s.backed_by)}


def _ceasefire(c: Ceasefire) -> Json:
    return {
        "where": _place(c.where),
        "parties": _refs(c.parties),
        "brokers": _refs(c.brokers),
        "agreed": _when(c.agreed),
        "status": c.status,
        "violations": list(c.violations),
        "from": list(c.rests_on),
    }


def _friction(f: Friction) -> Json:
    return {
        "pair": _refs(f.pair),
        "in_dialogue": f.in_dialogue,
        "opposed_in": list(f.opposed_in),
        "from": list(f.rests_on),
    }


def _refs(refs: Iterable[Ref]) -> list[Json]:
    return [ref_to_json(ref) for ref in refs]


def _topic(topic: Ref | Place) -> Json:
    return ref_to_json(topic) if isinstance(topic, Ref) else plain(topic)


def _speaker(s: Speaker) -> Json:
    return {
        "who": ref_to_json(s.who),
        "cue": _span(s.cue),
        "quoted": s.quoted,
        "when": _when(s.when),
        "stance": s.stance,
        "quote": _span(s.quote),
    }


def _place(place: Place | None) -> Json | None:
    return None if place is None else plain(place)


def _when(when: When | None) -> Json | None:
    return None if when is None else plain(when)


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pair(pair: tuple[int, int] | None) -> list[int] | None:
    return None if pair is None else list(pair)


def plain(value: Any) -> Any:
    """A dataclass of scalars, spans and dates as JSON values, field by field."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value
