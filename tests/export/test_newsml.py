"""The agenda as newsroom systems read it: XML by the standard library, and IPTC's own reader where it is installed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from dragoman.export.cited import Records, of_readings
from dragoman.export.newsml import NAMESPACE, Message, agenda_message, news_message
from dragoman.knowledge.actors import load_actors
from tests.export.factories import reading
from tests.export.lives import HOSTILE, Told, meeting_life, month
from tests.record_factories import days, person, place

G2 = {"g2": NAMESPACE}
ANNOUNCED = Told("2020-06-11", "announced", days("2020-06-14"))


def message(*tellings: Told, **more: Any) -> Message:
    life, records = meeting_life(*tellings, **more)
    return news_message([life], cite=records.citing())


def item_of(*tellings: Told, **more: Any) -> ET.Element:
    (found,) = ET.fromstring(message(*tellings, **more).text).iterfind(".//g2:conceptItem", G2)
    return found


def one(item: ET.Element, path: str) -> ET.Element:
    found = item.find("/".join(f"g2:{part}" for part in path.split("/")), G2)
    assert found is not None, path
    return found


def test_a_meeting_is_a_concept_item_with_details_of_an_event() -> None:
    item = item_of(ANNOUNCED)
    assert (item.get("guid"), item.get("version")) == ("urn:dragoman:meeting:5fb2a7", "1")
    assert one(item, "itemMeta/itemClass").get("qcode") == "cinat:concept"
    assert one(item, "itemMeta/versionCreated").text == "2020-06-11T08:30:00+00:00"
    assert one(item, "concept/conceptId").get("qcode") == "dgmeeting:5fb2a7"
    assert one(item, "concept/type").get("qcode") == "cpnat:event"
    assert one(item, "concept/name").text == "Sergei Lavrov, Sergei Shoigu → Turkey"
    assert one(item, "concept/eventDetails/dates/start").text == "2020-06-14"
    assert one(item, "concept/eventDetails/location/name").text == "Istanbul, TUR"
    names = [n.text for n in item.iterfind(".//g2:participant/g2:name", G2)]
    assert names == ["Sergei Lavrov", "Sergei Shoigu"]
    assert one(item, "concept/eventDetails/organiser/name").text == "Turkey"
    notes = [n.text for n in item.iterfind(".//g2:concept/g2:note", G2)]
    assert notes[1] == "Lavrov will visit Turkey. (Wire)"


def order(parent: ET.Element) -> list[str]:
    return [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in parent]


def test_the_parts_stand_in_the_order_of_the_schema() -> None:
    item = item_of(ANNOUNCED)
    assert order(item) == ["catalogRef", "catalog", "itemMeta", "concept"]
    assert order(one(item, "itemMeta")) == ["itemClass", "provider", "versionCreated", "firstCreated", "pubStatus"]
    assert order(one(item, "concept")) == ["conceptId", "type", "name", "note", "note", "eventDetails"]
    assert order(one(item, "concept/eventDetails"))[:2] == ["dates", "occurStatus"]


@pytest.mark.parametrize(
    ("tellings", "code", "version"),
    [
        ((ANNOUNCED,), "eos3", "1"),
        ((ANNOUNCED, Told("2020-06-12", "confirmed", days("2020-06-14"))), "eos4", "2"),
        ((ANNOUNCED, Told("2020-06-12", "moved", days("2020-07-01"))), "eos3", "2"),
        ((ANNOUNCED, Told("2020-06-12", "postponed")), "eos2", "2"),
        ((ANNOUNCED, Told("2020-06-12", "cancelled", days("2020-06-14"))), "eos6", "2"),
        ((Told("2020-06-14", "held", days("2020-06-14")),), "eos5", "1"),
    ],
)
def test_how_certain_it_is_follows_the_life(tellings: tuple[Told, ...], code: str, version: str) -> None:
    item = item_of(*tellings)
    assert one(item, "concept/eventDetails/occurStatus").get("qcode") == f"eocstat:{code}"
    assert item.get("version") == version


def test_a_month_is_written_as_a_month() -> None:
    start = one(
        item_of(Told("2020-06-11", "announced", month("2020-07-01", "2020-07-31"))), "concept/eventDetails/dates/start"
    )
    assert (start.text, start.get("confirmationstatus")) == ("2020-07", "edconf:approximate")


def test_a_postponed_meeting_keeps_its_day_as_undefined() -> None:
    start = one(item_of(ANNOUNCED, Told("2020-06-12", "postponed")), "concept/eventDetails/dates/start")
    assert (start.text, start.get("confirmationstatus")) == ("2020-06-14", "edconf:undefined")


def test_meetings_with_no_day_are_counted() -> None:
    found = message(Told("2020-06-11", "announced"))
    assert (found.shown, found.left_out) == (0, 1)
    assert "<!-- 1 more with no day told -->" in found.text


def test_hostile_text_stays_text() -> None:
    evil = person(HOSTILE, "RUS")
    found = item_of(
        Told("2020-06-11", "announced", days("2020-06-14"), HOSTILE), visitors=[evil], where=place(HOSTILE, "TUR")
    )
    assert str(one(found, "concept/name").text).startswith("Evil, Inc; END:VEVENT BEGIN:VEVENT <script>")


def test_reports_make_a_message_without_a_store() -> None:
    records, book = of_readings([reading()]), load_actors(None)
    found = agenda_message(records, book)
    assert found == agenda_message(records, book)
    assert found.shown == 2


def test_no_meetings_are_an_empty_message() -> None:
    assert list(ET.fromstring(news_message([], cite=Records().citing()).text).iterfind(".//g2:conceptItem", G2)) == []


def test_the_reader_of_iptc_reads_it() -> None:
    reader = pytest.importorskip("NewsMLG2")
    item = reader.NewsMLG2Document(ET.tostring(item_of(ANNOUNCED))).get_item()
    details = item.concept.eventdetails
    assert (item.guid, str(item.concept.name)) == (
        "urn:dragoman:meeting:5fb2a7",
        "Sergei Lavrov, Sergei Shoigu → Turkey",
    )
    assert str(details.dates.start) == "2020-06-14"
    certain = reader.qcode_to_uri(details.occurstatus.qcode)
    assert certain == "http://cv.iptc.org/newscodes/eventoccurstatus/eos3"
