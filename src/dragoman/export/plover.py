"""PLOVER JSONL: one event a line in the field names of the PLOVER manual, with fields of ours beside them.

The standard asks for a single category, so status is folded into `event`; `status`, and type and mode as they were
told, stand in fields of our own. All parties stand in lists; in a mutual deed all are actors, as the manual has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman import __version__
from dragoman.export.rows import Told, city, province, told
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.codes import codes_of_ref
from dragoman.model.records import Place, Reading, Ref, When

Json = dict[str, Any]
_RESOLUTION = {"country": 1, "region": 2, "city": 4, "point": 5}


def plover_lines(readings: Iterable[Reading], book: ActorBook) -> Iterator[str]:
    """One JSON object an event."""
    for one in told(readings):
        yield json.dumps(_event(one, book), ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _event(one: Told, book: ActorBook) -> Json:
    event, report = one.event, one.reading.report
    start, end = event.evidence.sentence.start, event.evidence.sentence.end
    folded = one.folded
    return {
        "id": event.id,
        "has_event": True,
        "date": one.day.isoformat() if one.day else None,
        "time": _time(event.when, "start") if not folded.moved else None,
        "enddate": _end(one),
        "endtime": _time(event.when, "end") if not folded.moved else None,
        "actor": [_entity(ref, book) for ref in event.actors],
        "recipient": [_entity(ref, book) for ref in event.recipients],
        "event": [folded.type],
        "event_loc": _location(event.where),
        "event_text": event.evidence.sentence.of(report.text),
        "quad_code": folded.codes.quad,
        "event_scale": folded.codes.plover,
        "mode": folded.mode,
        "context": list(event.contexts),
        "size": {"dead": _pair(event.casualties.killed), "injured": _pair(event.casualties.wounded), "arrested": None},
        "text_info": {"sequence": one.sentence, "start": start, "end": end},
        "cite_info": {
            "corpus": None, "citation": report.id, "url": report.source, "title": report.title,
            "language": report.language,
            "publication": report.publisher, "coder": "dragoman", "codebook": "PLOVER", "version": __version__,
        },
        "coder": f"dragoman {__version__}",
        "comment": event.why,
        **_ours(one, book),
    }  # fmt: skip


def _ours(one: Told, book: ActorBook) -> Json:
    """What the standard has no field for."""
    event = one.event
    return {
        "event_told": event.type,
        "mode_told": event.mode,
        "status": event.status.value,
        "historical": event.historical,
        "cameo": one.folded.codes.cameo,
        "goldstein": one.folded.codes.goldstein,
        "speaker": [_entity(s.who, book) for s in event.speakers],
        "other": [{"role": o.role, **_entity(o.who, book)} for o in event.others],
        "topic": [t.name for t in event.topics],
        "trigger": [event.evidence.trigger.start, event.evidence.trigger.end],
        "confidence": event.confidence,
    }


def _entity(ref: Ref, book: ActorBook) -> Json:
    return {
        "code": codes_of_ref(ref, book).cameo,
        "country": ref.country,
        "sector": list(ref.sectors),
        "entity_text": ref.text,
        "identifier_id": ref.id,
        "identifier_text": ref.name,
        "office": ref.title,
    }


def _location(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "city": city(place),
        "district": None,
        "province": province(place),
        "country_code": place.country,
        "resolution": _RESOLUTION.get(place.precision or ""),
    }


def _end(one: Told) -> str | None:
    when = one.event.when
    if when is None or when.end is None or one.folded.moved:
        return None
    return when.end.isoformat()[:10]


def _time(when: When | None, side: str) -> str | None:
    """The time of day of a moment; days have none."""
    moment = getattr(when, side, None)
    return f"{moment:%H:%M:%S}" if hasattr(moment, "hour") else None


def _pair(pair: tuple[int, int] | None) -> list[int] | None:
    return None if pair is None else list(pair)
