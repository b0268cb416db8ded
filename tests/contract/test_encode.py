"""The record contract, version 1: exactly these fields, with unknown as null."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from dragoman.contract.encode import reading_to_json, to_line, to_list
from dragoman.model.records import Picture
from tests.render.sample import TEXT, sample

REF = {"id", "name", "country", "sectors", "kind", "text", "span", "via"}
PLACE = {"text", "span", "name", "country", "admin1", "lat", "lon", "geonames_id", "precision"}
WHEN = {"start", "end", "precision", "span", "basis"}
SPEAKER = {"who", "cue", "quoted", "when", "stance", "quote"}
REPORT = {
    *("id", "title", "published", "published_precision", "dateline"),
    *("source", "publisher", "language", "text"),
}
EVENT = {
    *("id", "type", "mode", "contexts", "actors", "recipients", "others", "topics", "where", "when", "status"),
    *("certainty", "historical", "speakers", "contradicts", "casualties", "evidence", "codes", "confidence", "why"),
}
RELATION = {
    *("id", "kind", "holder", "toward", "conflict", "when", "status"),
    *("speakers", "evidence", "confidence", "why"),
}
MEETING = {"visitors", "host", "where", "when", "status", "topics", "said_by", "from"}
CEASEFIRE = {"where", "parties", "brokers", "agreed", "status", "violations", "from"}
ADDED = {"reading": {"warnings"}, "ref": {"title", "why", "confidence"}}  # what may be there beyond the contract


def shape(value: dict[str, Any], fields: set[str], added: str = "") -> None:
    assert set(value) - ADDED.get(added, set()) == fields


def test_every_record_has_the_fields_of_the_contract() -> None:
    value = json.loads(to_line(sample()))
    shape(value, {"schema", "report", "events", "relations", "picture"}, "reading")
    assert value["schema"] == "dragoman.records/1"
    shape(value["report"], REPORT)
    for event in value["events"]:
        shape(event, EVENT)
        shape(event["casualties"], {"killed", "wounded"})
        shape(event["evidence"], {"sentence", "trigger"})
        shape(event["codes"], {"cameo", "goldstein", "plover", "quad"})
        for ref in (*event["actors"], *event["recipients"]):
            shape(ref, REF, "ref")
        for role in event["others"]:
            shape(role, {"role", "who"})
        for speaker in event["speakers"]:
            shape(speaker, SPEAKER)
    for relation in value["relations"]:
        shape(relation, RELATION)
    picture = value["picture"]
    shape(picture, {"agenda", "conflicts", "ceasefires", "frictions"})
    shape(picture["agenda"][0], MEETING)
    shape(picture["conflicts"][0], {"place", "name", "sides", "from"})
    shape(picture["conflicts"][0]["sides"][0], {"of", "backed_by"})
    shape(picture["ceasefires"][0], CEASEFIRE)
    shape(picture["frictions"][0], {"pair", "in_dialogue", "opposed_in", "from"})


def test_values_are_as_the_contract_writes_them() -> None:
    value = reading_to_json(sample())
    assert value["report"]["published"] == "2021-03-04T09:30:00+00:00"
    assert value["report"]["published_precision"] == "minute"
    _, visit, _, _, shelling, _, _ = value["events"]
    shape(visit["when"], WHEN)
    assert (visit["when"]["start"], visit["when"]["basis"]) == ("2021-03-09", "text")
    assert TEXT[slice(*visit["evidence"]["trigger"])] == "visit"
    assert (visit["status"], visit["mode"]) == ("planned", "visit")
    shape(shelling["where"], PLACE)
    assert shelling["casualties"] == {"killed": [3, 5], "wounded": None}
    assert shelling["when"] is None
    assert value["picture"]["ceasefires"][0]["violations"] == ["event-5"]


def test_the_text_is_written_as_it_was_read() -> None:
    assert json.loads(to_line(sample()))["report"]["text"] == TEXT


def test_half_a_surrogate_pair_survives() -> None:
    reading = sample()
    broken = dataclasses.replace(reading, report=dataclasses.replace(reading.report, title="half \ud83d pair"))
    line = to_line(broken)
    assert json.loads(line.encode("utf-8"))["report"]["title"] == "half \ud83d pair"
    assert json.loads(to_list([broken]).encode("utf-8"))[0]["report"]["title"] == "half \ud83d pair"


def test_an_empty_picture_has_its_parts() -> None:
    value = reading_to_json(dataclasses.replace(sample(), picture=Picture()))
    assert value["picture"] == {"agenda": [], "conflicts": [], "ceasefires": [], "frictions": []}
