"""Entities as the followthemoney library itself reads and checks them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dragoman.export.cited import Records, of_readings
from dragoman.export.followthemoney import entity_id, ftm_lines, iso2, schema_of
from dragoman.model.records import Kind, Place, Ref, When
from dragoman.model.report import Precision
from tests.export.factories import ARMY, DENIED, HAFTAR, LAVROV, QATAR, RAID, REBELS, TALKS, TURKEY, UN, VISIT, reading
from tests.export.lives import HOSTILE
from tests.record_factories import tie

ftm = pytest.importorskip("followthemoney")


def entities(records: Records) -> dict[str, Any]:
    """Each entity by its id, checked: known schema and properties, each value as its type wants it, links to what is there."""
    found: dict[str, Any] = {}
    for line in ftm_lines(records):
        data = json.loads(line)
        proxy = ftm.model.get_proxy(data)
        ftm.model.get(data["schema"]).validate(data)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in data["properties"].items()}
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), f"{data['schema']}:{prop.name} {value!r}"
        assert data["id"] not in found
        found[data["id"]] = proxy
    for proxy in found.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert found[value].schema.is_a(prop.range), (
                    f"{proxy.schema.name}:{prop.name} → {found[value].schema.name}"
                )
    return found


def the_event(*events: Any) -> Any:
    (found,) = (e for e in entities(of_readings([reading(*events)])).values() if e.schema.name == "Event")
    return found


def test_all_of_a_reading_is_valid() -> None:
    """Six events of all kinds of actors, with tabs and formulas in their names."""
    found = entities(of_readings([reading()]))
    assert sorted({e.schema.name for e in found.values()}) == [
        "Article",
        "Event",
        "Organization",
        "Person",
        "PublicBody",
    ]


def test_an_event_proves_itself() -> None:
    found = the_event(VISIT)
    assert found.id == entity_id("event", VISIT.id)
    assert found.first("name") == "CONSULT·visit: Sergei Lavrov → Turkey"
    assert found.first("summary") == "Sergei Lavrov will visit Turkey on June 16, the ministry said."
    assert found.first("date") == "2020-06-16"
    assert found.first("recordId") == VISIT.id
    assert found.first("sourceUrl") == "https://news.example.org/a?b=12"
    assert found.first("country") == "tr"
    assert set(found.get("involved")) == {entity_id("actor", str(ref.id)) for ref in (LAVROV, TURKEY)}
    assert {"CONSULT", "CONSULT/visit", "status:planned"} <= set(found.get("keywords"))
    assert found.get("notes") == ["Said by: Turkish foreign ministry"]


def test_the_host_is_the_organizer_and_the_article_the_proof() -> None:
    found = entities(of_readings([reading(TALKS)]))
    talks = found[entity_id("event", TALKS.id)]
    assert talks.get("organizer") == [entity_id("actor", str(QATAR.id))]
    article = found[talks.first("proof")]
    assert (article.schema.name, article.first("title")) == ("Article", "Lavrov to visit Turkey for talks on Libya")
    assert article.first("publishedAt") == "2020-06-14T11:08:00"
    assert article.first("language") == "eng"


def test_losses_are_notes() -> None:
    assert the_event(RAID).get("notes") == ["Killed: 3–3"]


@pytest.mark.parametrize(
    ("ref", "schema"),
    [
        (LAVROV, "Person"),
        (TURKEY, "PublicBody"),
        (ARMY, "PublicBody"),
        (REBELS, "Organization"),
        (replace(ARMY, sectors=("MIL", "REB")), "Organization"),  # Haftar's army is no state's
        (UN, "Organization"),
        (replace(UN, kind=Kind.COMPANY), "Company"),
        (replace(UN, kind=Kind.PEOPLE), "LegalEntity"),
        (replace(HAFTAR, id="actor:lby:ministers"), "LegalEntity"),  # "the ministers"
        (replace(UN, kind=Kind.PLACE), "LegalEntity"),
    ],
)
def test_schemata_of_actors(ref: Ref, schema: str) -> None:
    assert schema_of(ref) == schema


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (
            When(start=date(2020, 6, 1), end=date(2020, 6, 30), precision=Precision.MONTH, span=None),
            {"date": ["2020-06"]},
        ),
        (When(start=date(2016, 1, 1), end=date(2016, 12, 31), precision=Precision.YEAR, span=None), {"date": ["2016"]}),
        (
            When(start=date(2020, 6, 1), end=date(2020, 6, 3), precision=Precision.DAY, span=None),
            {"startDate": ["2020-06-01"], "endDate": ["2020-06-03"]},
        ),
        (When(start=None, end=date(2020, 6, 3), precision=Precision.DAY, span=None), {"endDate": ["2020-06-03"]}),
        (None, {}),
    ],
)
def test_dates_have_the_digits_that_are_known(when: When | None, expected: dict[str, list[str]]) -> None:
    found = the_event(replace(VISIT, when=when))
    assert {n: found.get(n) for n in ("date", "startDate", "endDate") if found.get(n)} == expected


def test_a_tie_is_a_link_with_its_sentence() -> None:
    one = replace(reading(), events=(), relations=(replace(tie(TURKEY, "supports", ARMY), evidence=DENIED.evidence),))
    found = entities(of_readings([one]))
    (link,) = (e for e in found.values() if e.schema.name == "UnknownLink")
    assert (link.first("role"), link.first("status")) == ("supports", "ongoing")
    assert found[link.first("subject")].caption == "Turkey"
    assert found[link.first("object")].caption == "Libyan army"
    assert link.first("summary") == "The army denied shelling Sirte."


def test_an_actor_without_an_id_is_of_its_report_only() -> None:
    nameless = replace(ARMY, id=None)
    one, other = reading(replace(DENIED, actors=(nameless,))), reading(replace(DENIED, actors=(nameless,)))
    other = replace(other, report=replace(other.report, source="https://other.example.org/"))
    found = entities(of_readings([one, other]))
    assert sum(e.schema.name == "PublicBody" for e in found.values()) == 2


def test_a_path_is_no_address_and_its_folders_are_left_out() -> None:
    one = reading(DENIED)
    one = replace(one, report=replace(one.report, source="/home/somebody/wires/libya.txt"))
    (article,) = (e for e in entities(of_readings([one])).values() if e.schema.name == "Article")
    assert (article.get("sourceUrl"), article.get("fileName")) == ([], ["libya.txt"])


def test_hostile_text_is_valid_text() -> None:
    evil = replace(LAVROV, id=HOSTILE, name=HOSTILE, title=HOSTILE)
    where = Place(text=HOSTILE, span=None, name=HOSTILE, country="SCG")
    found = the_event(replace(VISIT, actors=(evil,), where=where, why=HOSTILE))
    assert found.get("country") == []  # Serbia and Montenegro is no more
    assert found.first("description").startswith("Evil, Inc; END:VEVENT")


def test_every_line_is_the_same_each_time() -> None:
    records = of_readings([reading()])
    assert list(ftm_lines(records)) == list(ftm_lines(records))


def test_country_codes_are_those_of_the_library() -> None:
    assert (iso2("RUS"), iso2("XKX"), iso2(None), iso2("???")) == ("ru", "xk", None, None)
