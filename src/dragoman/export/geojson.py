"""Events with a point as GeoJSON (RFC 7946): one feature an event, one line a feature, so that two files can be compared.

Points are longitude, latitude. An event with no point is in no map: how many there are stands in the foreign member `left_out`. A
country's point is its middle; `precision` says which points are such.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from dragoman.export.cited import Cited, Records, point_of, safe_text
from dragoman.model.records import Event, Place, Ref, When

Json = dict[str, Any]


def geojson_lines(records: Records) -> Iterator[str]:
    """A FeatureCollection, a feature on each line between its first and its last."""
    features: list[str] = []
    points: list[tuple[float, float]] = []
    left_out = {"no place": 0, "no point": 0, "not on the globe": 0}
    for one in records.events:
        where = one.event.where
        point = point_of(where) if where is not None else None
        if where is None or point is None:
            known = where is not None and where.lat is not None and where.lon is not None
            left_out["no place" if where is None else "not on the globe" if known else "no point"] += 1
            continue
        points.append(point)
        features.append(_json(_feature(one, where, point)))
    yield '{"type":"FeatureCollection","features":['
    for n, feature in enumerate(features):
        yield feature + ("," if n < len(features) - 1 else "")
    bbox = f',"bbox":{_json(_box(points))}' if points else ""
    yield f'],"left_out":{_json(left_out)}{bbox}}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _feature(one: Cited, where: Place, point: tuple[float, float]) -> Json:
    lat, lon = point
    return {
        "type": "Feature",
        "id": one.event.id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {**_deed(one.event), **_place(where), **_source(one)},
    }


def _deed(event: Event) -> Json:
    return {
        "id": event.id, "type": event.type, "mode": event.mode, "status": event.status.value,
        "certainty": event.certainty.value, "historical": event.historical,
        "actors": _names(event.actors), "actor_ids": _ids(event.actors),
        "recipients": _names(event.recipients), "recipient_ids": _ids(event.recipients),
        **_when(event.when),
        "killed": event.casualties.killed, "wounded": event.casualties.wounded,
        "cameo": event.codes.cameo, "goldstein": event.codes.goldstein, "confidence": event.confidence,
    }  # fmt: skip


def _when(when: When | None) -> Json:
    return {
        "start": when.start.isoformat() if when and when.start else None,
        "end": when.end.isoformat() if when and when.end else None,
        "when_precision": when.precision.value if when else None,
    }


def _place(where: Place) -> Json:
    return {
        "place": safe_text(where.name), "country": where.country, "admin1": safe_text(where.admin1) if where.admin1 else None,
        "precision": where.precision, "geonames_id": where.geonames_id,
    }  # fmt: skip


def _source(one: Cited) -> Json:
    origin = one.origin
    return {
        "sentence": one.sentence, "said_by": _names(s.who for s in one.event.speakers), "story": one.story,
        "report": origin.id, "source": safe_text(origin.source) if origin.source else None, "url": origin.address,
        "title": safe_text(origin.title) if origin.title else None,
        "publisher": safe_text(origin.publisher) if origin.publisher else None,
        "published": origin.published.isoformat() if origin.published else None,
    }  # fmt: skip


def _names(refs: Iterable[Ref]) -> list[str]:
    return [safe_text(ref.name) for ref in refs]


def _ids(refs: Iterable[Ref]) -> list[str | None]:
    return [safe_text(ref.id) if ref.id is not None else None for ref in refs]


def _box(points: list[tuple[float, float]]) -> list[float]:
    """The narrowest box of all points: west, south, east, north; west is more than east where it holds the antimeridian."""
    lats = [lat for lat, _ in points]
    lons = sorted({lon for _, lon in points})
    gaps = [(after - before, before, after) for before, after in pairwise(lons)]
    around = lons[0] + 360 - lons[-1]
    widest = max(gaps, default=(0.0, 0.0, 0.0))
    west, east = (lons[0], lons[-1]) if around >= widest[0] else (widest[2], widest[1])
    return [west, min(lats), east, max(lats)]
