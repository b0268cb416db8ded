"""PLOVER JSONL: the names of the standard, and what is beside them."""

from __future__ import annotations

import json
from typing import Any

from dragoman.export.plover import plover_lines
from dragoman.knowledge.actors import load_actors
from dragoman.model.records import Event
from tests.export import factories as f

# The PLOVER manual's table of fields; ours are in addition.
STANDARD = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code",
    "event_scale", "mode", "context", "size", "text_info", "cite_info", "coder", "comment",
}  # fmt: skip


def objects(*events: Event) -> list[dict[str, Any]]:
    return [json.loads(line) for line in plover_lines([f.reading(*events)], load_actors())]


def test_the_standard_fields() -> None:
    (one,) = objects(f.TALKS)
    assert set(one) >= STANDARD
    assert (one["id"], one["has_event"], one["date"], one["enddate"], one["time"]) == (
        "00000000000000a2", True, "2020-06-10", "2020-06-10", None,
    )  # fmt: skip
    assert (one["event"], one["mode"], one["quad_code"], one["event_scale"]) == (["CONSULT"], None, 1, 2.5)
    assert [a["code"] for a in one["actor"]] == ["RUS", "TUR"]
    assert one["recipient"] == []
    assert one["context"] == ["diplomatic", "military"]
    assert one["event_text"] == f.HELD
    assert f.TEXT[one["text_info"]["start"] : one["text_info"]["end"]] == f.HELD
    assert one["text_info"]["sequence"] == 3


def test_entities_and_places() -> None:
    visit, talks = objects(f.VISIT, f.TALKS)
    assert visit["actor"] == [
        {
            "code": "RUSGOV", "country": "RUS", "sector": ["GOV"], "entity_text": "Sergei Lavrov",
            "identifier_id": f.LAVROV.id,
            "identifier_text": "Sergei Lavrov", "office": "Foreign Minister",
        }
    ]  # fmt: skip
    assert talks["event_loc"] == {
        "extracted_place": "Doha", "resolved_place": "Doha", "geonameid": 290030, "lat": 25.3, "lon": 51.5,
        "city": "Doha",
        "district": None, "province": "Baladiyat ad Dawhah", "country_code": "QAT", "resolution": 4,
    }  # fmt: skip


def test_the_category_is_folded_and_the_status_beside_it() -> None:
    visit, refused = objects(f.VISIT, f.DENIED, f.REFUSED)
    assert (visit["event"], visit["event_told"], visit["mode_told"], visit["status"]) == (
        ["AGREE"],
        "CONSULT",
        "visit",
        "planned",
    )
    assert (visit["date"], visit["enddate"]) == ("2020-06-14", None)
    assert (refused["event"], refused["mode"], refused["status"]) == (["REJECT"], "meet", "denied")


def test_size_others_and_source() -> None:
    raid, talks = objects(f.RAID, f.TALKS)
    assert raid["size"] == {"dead": [3, 3], "injured": None, "arrested": None}
    assert [a["entity_text"] for a in raid["actor"]] == [f.REBELS.text, f.GUNMEN.text]  # JSON needs no neutralising
    assert [(o["role"], o["identifier_text"]) for o in talks["other"]] == [("host", "Qatar")]
    assert talks["topic"] == ["Libyan army"]
    assert talks["cite_info"]["url"] == f.report().source


def test_one_line_each() -> None:
    assert all(len(line.splitlines()) == 1 for line in plover_lines([f.reading()], load_actors()))
