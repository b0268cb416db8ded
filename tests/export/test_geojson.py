"""Events on a map: what GeoJSON (RFC 7946) allows, and that nothing is lost without being counted."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from dragoman.export.cited import Records, of_readings
from dragoman.export.geojson import geojson_lines
from dragoman.model.records import Place
from tests.export.factories import DOHA, TALKS, VISIT, reading
from tests.export.lives import HOSTILE


def collection(records: Records) -> dict[str, Any]:
    """The document, checked against what RFC 7946 says of collections of points."""
    text = "\n".join(geojson_lines(records))
    found: dict[str, Any] = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert found["type"] == "FeatureCollection"
    assert not {"coordinates", "geometries", "geometry", "properties", "crs"} & found.keys()  # section 7.1
    for feature in found["features"]:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature" and isinstance(feature["id"], str)
        assert feature["geometry"].keys() == {"type", "coordinates"} and feature["geometry"]["type"] == "Point"
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180 and -90 <= lat <= 90
        assert isinstance(feature["properties"], dict)
    if found["features"]:
        west, south, east, north = found["bbox"]
        assert -90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180
    else:
        assert "bbox" not in found
    return found


def at(lat: float | None, lon: float | None) -> dict[str, Any]:
    return collection(of_readings([reading(replace(TALKS, where=replace(DOHA, lat=lat, lon=lon)))]))


def test_an_event_with_its_place_sentence_and_source() -> None:
    (feature,) = collection(of_readings([reading(TALKS)]))["features"]
    assert feature["geometry"]["coordinates"] == [51.5, 25.3]  # longitude first
    held = feature["properties"]
    assert (held["type"], held["mode"], held["status"], held["start"]) == ("CONSULT", None, "happened", "2020-06-10")
    assert (held["actors"], held["recipients"]) == (["Russia", "Turkey"], [])
    assert (held["place"], held["country"], held["precision"]) == ("Doha", "QAT", "city")
    assert held["sentence"] == "Russia and Turkey held talks hosted by Qatar in Doha on June 10."
    assert held["url"] == "https://news.example.org/a?b=12"  # as browsers read an address: without its tab
    assert held["published"] == "2020-06-14T11:08:00+00:00"


def test_events_without_a_point_are_counted() -> None:
    found = collection(of_readings([reading()]))
    assert [f["id"] for f in found["features"]] == [VISIT.id, TALKS.id]
    assert found["left_out"] == {"no place": 4, "no point": 0, "not on the globe": 0}
    assert [f["properties"]["precision"] for f in found["features"]] == ["country", "city"]


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [
        (None, 51.5, "no point"),
        (25.3, None, "no point"),
        (math.nan, 51.5, "not on the globe"),
        (25.3, math.inf, "not on the globe"),
        (90.5, 51.5, "not on the globe"),
        (25.3, 361.0, "not on the globe"),
    ],
)
def test_odd_coordinates_are_no_point(lat: float | None, lon: float | None, reason: str) -> None:
    found = at(lat, lon)
    assert found["features"] == []
    assert found["left_out"][reason] == 1


@pytest.mark.parametrize(("lon", "expected"), [(180.0, 180.0), (-180.0, -180.0), (190.0, -170.0), (-190.5, 169.5)])
def test_longitudes_are_brought_back_over_the_antimeridian(lon: float, expected: float) -> None:
    (feature,) = at(10.0, lon)["features"]
    assert feature["geometry"]["coordinates"] == [expected, 10.0]


def test_the_box_of_points_on_both_sides_of_the_antimeridian_is_narrow() -> None:
    """Fiji and Samoa lie near each other: west is more than east then (section 5.2)."""
    fiji, samoa = (
        replace(TALKS, id=f"e{n}", where=replace(DOHA, lat=-15.0 - n, lon=lon)) for n, lon in enumerate((178.0, -172.0))
    )
    assert collection(of_readings([reading(fiji, samoa)]))["bbox"] == [178.0, -16.0, -172.0, -15.0]


def test_the_box_of_one_point_is_that_point() -> None:
    assert at(25.3, 51.5)["bbox"] == [51.5, 25.3, 51.5, 25.3]


def test_hostile_text_stays_text() -> None:
    place = Place(text=HOSTILE, span=None, name=HOSTILE, country="QAT", lat=1.0, lon=2.0)
    evil = replace(TALKS.actors[0], id=HOSTILE, name=HOSTILE)
    lines = list(geojson_lines(of_readings([reading(replace(TALKS, where=place, actors=(evil,)))])))
    assert len(lines) == 3  # head, one feature, foot
    assert not set("\x00\x1b\u202e\u2066\ud800") & set("".join(lines))
    "".join(lines).encode("utf-8")


def test_no_records_are_an_empty_collection() -> None:
    assert collection(Records())["features"] == []
