"""Places in their contexts: a table in places.txt, and what the resolver does with names that no list knows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.knowledge.actors import load_actors
from dragoman.model.span import Span
from dragoman.resolve.places import PlaceResolver, Resolution
from tests.geo_factories import make_document

NEAR_KM = 60
COUNTRY_KM = 160  # the middle of a state or of a side of it is a matter of taste


@dataclass(frozen=True)
class Row:
    line: int
    text: str
    country: str | None
    point: tuple[float, float] | None
    precision: str | None
    reason: str


def _known(value: str) -> str | None:
    return None if value == "-" else value


def _rows() -> Iterator[Row]:
    lines = Path(__file__).with_name("places.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, country, point, precision, reason = (part.strip() for part in line.split(" | "))
        lat, _, lon = point.partition(",")
        where = (float(lat), float(lon)) if lon else None
        yield Row(number, text, _known(country), where, _known(precision), reason)


ROWS = list(_rows())


def _resolve(marked: str, *, source: str = "test.txt", dateline: str = "") -> Resolution:
    document, spans = make_document(marked, source=source, dateline=dateline)
    return PlaceResolver(document, load_actors()).resolve(spans[0])


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat, other = math.radians(a[0]), math.radians(b[0])
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


@pytest.mark.parametrize("row", ROWS, ids=[f"line {row.line}" for row in ROWS])
def test_places_of_the_table(row: Row) -> None:
    found = _resolve(row.text)
    place = found.place
    assert place.country == row.country, f"{row.reason}: {found.why}"
    if row.precision:
        assert place.precision == row.precision, f"{row.reason}: {found.why}"
    if row.point:
        assert place.lat is not None, f"{row.reason}: no point"
        assert place.lon is not None, f"{row.reason}: no point"
        most = COUNTRY_KM if row.precision in ("country", "region") else NEAR_KM
        assert _km(row.point, (place.lat, place.lon)) < most, f"{row.reason}: {place.lat},{place.lon}: {found.why}"
    assert found.why


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Rockets fell on [Kiev].", "Kyiv", "a variant carries the usual name"),
        ("Rockets fell on [Halab].", "Aleppo", "a variant carries the usual name"),
        ("Rockets fell on [Raqqa].", "Raqqa", "the usual name where GeoNames has another"),
        ("Rockets fell on [Idlib].", "Idlib", "as the report has it"),
        ("Talks in [ISTANBUL] ended.", "Istanbul", "capitals are lowered"),
        ("Talks in the [U.S.] ended.", "United States", "a state by its letters"),
        ("Talks in the [West Bank] ended.", "West Bank", "as the report has it"),
        ("He lives in [Calif.] now.", "California", "a shortened name is written out"),
    ],
)
def test_names(text: str, name: str, reason: str) -> None:
    assert _resolve(text).place.name == name, reason


def test_an_unknown_name_keeps_its_text_and_has_no_point() -> None:
    found = _resolve("A drone fell near [Qzworpal Heights] at dawn.")
    assert found.site is None
    assert found.place.name == "Qzworpal Heights"
    assert (found.place.country, found.place.lat, found.place.geonames_id, found.place.precision) == (None,) * 4
    assert "no list" in found.why


def test_an_unknown_name_has_the_country_of_the_words_before_it() -> None:
    found = _resolve("A drone fell in the Syrian village of [Qzworpal] at dawn.")
    assert (found.place.country, found.place.lat) == ("SYR", None)


def test_an_unknown_name_lies_where_the_words_beside_it_say() -> None:
    place = _resolve("A drone fell in the village of [Qzworpal] in {Zamfara} state.").place
    assert (place.country, place.admin1, place.lat) == ("NGA", "Zamfara", None)


def test_sides_of_the_world_are_no_places() -> None:
    assert _resolve("The [West] has answered.").place.lat is None


def test_one_name_has_one_sense_in_a_report() -> None:
    document, spans = make_document("The mayor of [Paris], {Texas}, resigned. Shops in [Paris] closed.")
    resolver = PlaceResolver(document, load_actors())
    assert [resolver.resolve(s).place.admin1 for s in spans] == ["Texas", "Texas"]


def test_words_beside_a_name_overrule_the_sense_of_the_report() -> None:
    document, spans = make_document("The mayor of [Paris], {France}, met that of [Paris], {Texas}.")
    resolver = PlaceResolver(document, load_actors())
    assert [resolver.resolve(s).place.country for s in spans] == ["FRA", "USA"]


def test_the_address_of_a_paper_decides_where_nothing_else_does() -> None:
    assert _resolve("A fire broke out in [Hamilton].", source="https://news.example.nz/1").place.country == "NZL"
    assert _resolve("A fire broke out in [Hamilton].", source="https://news.example.com/1").place.country == "CAN"


def test_a_dateline_is_a_place_of_the_report() -> None:
    document, _ = make_document("Talks went on.", dateline="AMMAN, Jordan — ")
    place = PlaceResolver(document, load_actors()).dateline()
    assert place is not None
    assert (place.name, place.country) == ("Amman", "JOR")


def test_a_report_without_a_dateline_has_none() -> None:
    document, _ = make_document("Talks went on in [Amman].")
    assert PlaceResolver(document, load_actors()).dateline() is None


def test_a_span_that_is_not_among_the_names_is_resolved_with_them() -> None:
    document, _ = make_document("Police in {Mansfield}, {Ohio}, went to Lexington.")
    at = document.report.text.index("Lexington")
    place = PlaceResolver(document, load_actors()).resolve(Span(at, at + 9)).place
    assert (place.admin1, place.text) == ("Ohio", "Lexington")
