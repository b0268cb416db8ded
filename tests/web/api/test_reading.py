"""What each address answers: the answers of the command line, in shapes that OpenAPI has."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.web.api.addresses import ADDRESSES
from tests.web.api.sample import LAVROV

MODELS = {a.path: a.model for a in ADDRESSES if a.method == "GET"}


def get(client: TestClient, path: str) -> Any:
    found = client.get(f"/api/v1{path}")
    assert found.status_code == 200, found.text
    return found.json()


def first(client: TestClient, query: str) -> Any:
    return get(client, f"/events?{query}")["items"][0]


PLAIN = (
    "/events", "/search?text=visit", "/picture", "/picture?all=true", "/picture?conflict=LBY", "/agenda", "/agenda?all=true",
    "/ceasefires", "/who-backs", "/who-backs?conflict=LBY", "/frictions", "/actors", "/actors?name=Lavrov&country=RUS",
    "/actors/RUS", "/actors/state:TUR", "/timeline?one=RUS", "/timeline?one=RUS&other=TUR", "/dyad?one=RUS&other=TUR&by=day",
    "/changes?since=2020-06-12", "/reports", "/judgements", "/judgements?all=true", "/counts", "/health", "/problems",
)  # fmt: skip


@pytest.mark.parametrize("path", PLAIN)
def test_each_answer_has_the_shape_that_is_described(client: TestClient, path: str) -> None:
    known, _, _ = path.partition("?")
    model = MODELS.get(known) or MODELS["/actors/{id}"]
    assert model is not None
    model.model_validate_json(client.get(f"/api/v1{path}").content)


@pytest.mark.parametrize("kind", ["events", "stories", "why"])
def test_one_event_is_found_by_the_beginning_of_its_id(client: TestClient, kind: str) -> None:
    id_ = first(client, "type=CONSULT")["id"]
    model = MODELS[f"/{kind}/{{id}}"]
    assert model is not None
    found = [client.get(f"/api/v1/{kind}/{given}") for given in (id_, id_[:10])]
    assert found[0].json() == found[1].json()
    model.model_validate_json(found[0].content)


@pytest.mark.parametrize("part", ["", "/records"])
def test_one_report_is_found_by_the_beginning_of_its_id(client: TestClient, part: str) -> None:
    id_ = first(client, "type=ASSAULT")["report"]
    model = MODELS[f"/reports/{{id}}{part}"]
    assert model is not None
    found = client.get(f"/api/v1/reports/{id_[:12]}{part}")
    model.model_validate_json(found.content)


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("type=ASSAULT", {"Houthi forces shelled Marib on Friday.", "The Houthis shelled Taiz."}),
        ("type=ASSAULT&since=2020-06-01", {"Houthi forces shelled Marib on Friday."}),
        ("status=postponed", {"The visit of Sergei Lavrov to Istanbul on June 14 is put off."}),
        (f"speaker={LAVROV.id}", set()),
        ("speaker=person:ibrahim-kalin&status=planned", {"Sergei Lavrov will visit Istanbul on June 14, Ibrahim Kalin said."}),
        ("actor=state:russia&actor=state:turkey", {"Russia and Turkey held talks on March 5."}),
        ("mode=multilateral", {"Russia and Turkey held talks on March 5."}),
        ("place=YEM&text=Taiz", {"The Houthis shelled Taiz."}),
        ('text="put off"', {"The visit of Sergei Lavrov to Istanbul on June 14 is put off."}),
        ("until=2020-06-12&since=2020-06-12", {"Houthi forces shelled Marib on Friday."}),
    ],
)  # fmt: skip
def test_filters_of_events_are_those_of_the_command_line(client: TestClient, query: str, sentences: set[str]) -> None:
    assert {row["sentence"] for row in get(client, f"/events?{query}")["items"]} == sentences


def test_events_of_a_story_and_of_a_report_are_found_by_the_beginning_of_an_id(client: TestClient) -> None:
    visit = first(client, "status=postponed")
    assert len(get(client, f"/events?story={visit['id'][:10]}")["items"]) == 2
    assert [r["id"] for r in get(client, f"/events?report={visit['report'][:10]}")["items"]] == [visit["id"]]


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 1), ("state=postponed", 1), ("state=held", 0), ("actor=RUS", 1), ("actor=RUS&actor=TUR", 1), ("actor=YEM", 0),
     ("place=TUR", 1), ("place=LBY", 0), ("since=2030-01-01", 0), ("as_of=2020-06-10", 0)],
)  # fmt: skip
def test_the_agenda_is_filtered_as_its_page_is(client: TestClient, query: str, count: int) -> None:
    assert len(get(client, f"/agenda?{query}")["items"]) == count


def test_the_agenda_tells_how_a_meeting_stands_as_of_a_day(client: TestClient) -> None:
    states = [get(client, f"/agenda?as_of={day}")["items"][0]["state"] for day in ("2020-06-11", "2020-06-13")]
    assert states == ["announced", "postponed"]


def test_the_picture_is_that_of_the_command_line(client: TestClient) -> None:
    whole = get(client, "/picture?as_of=2020-06-14")
    assert [c["place"] for c in whole["conflicts"]] == ["LBY"]
    assert whole["agenda"][0]["history"][-1]["state"] == "postponed"


def test_why_leads_from_a_meeting_to_its_sentences(client: TestClient) -> None:
    meeting = get(client, "/agenda")["items"][0]["id"]
    tree = get(client, f"/why/{meeting[:8]}")
    assert tree["sort"] == "life"
    assert "Sergei Lavrov will visit" in json.dumps(tree)


def test_why_leads_from_a_relation_to_its_sentence(client: TestClient) -> None:
    friction = get(client, "/who-backs?conflict=LBY")["items"][0]["from"][0]
    assert get(client, f"/why/{friction}")["sentence"] in ("Russia supports the LNA.", "Turkey supports Libya.")


def test_search_finds_sentences_and_actors(client: TestClient) -> None:
    found = get(client, "/search?text=lavrov")
    assert found["count"] == 2
    assert [a["name"] for a in found["actors"]] == ["Sergei Lavrov"]


def test_actors_that_only_the_list_knows_come_after_those_of_the_store(client: TestClient) -> None:
    rows = get(client, "/actors?name=Macron")["items"]
    assert rows and all(row["stories"] == 0 for row in rows)


def test_a_timeline_tells_what_its_limit_leaves_out(client: TestClient) -> None:
    assert get(client, "/timeline?one=RUS&limit=1")["left_out"] == get(client, "/timeline?one=RUS")["left_out"] + 1


def test_reports_are_listed_in_the_order_of_arrival_so_that_one_can_keep_up(client: TestClient) -> None:
    some = get(client, "/reports?limit=3")
    rest = get(client, some["next"].removeprefix("/api/v1"))
    assert [r["sequence"] for r in (*some["items"], *rest["items"])] == [1, 2, 3, 4, 5]
    assert rest["next"] is None
    assert get(client, f"/reports?after={rest['items'][-1]['sequence']}")["items"] == []


def test_reports_are_filtered_by_who_published_them_and_when(client: TestClient) -> None:
    assert len(get(client, "/reports?publisher=One")["items"]) == 1
    assert len(get(client, "/reports?since=2020-06-13&until=2020-06-13")["items"]) == 2


def test_records_of_a_report_have_the_picture_that_it_draws(client: TestClient) -> None:
    report = first(client, "status=planned")["report"]
    assert len(get(client, f"/reports/{report}/records")["picture"]["agenda"]) == 1


def test_markup_from_a_report_is_passed_on_as_data(client: TestClient) -> None:
    found = client.get("/api/v1/reports")
    assert found.headers["content-type"] == "application/json"
    assert "<script>alert(1)</script>" in {row["title"] for row in found.json()["items"]}


def test_events_are_streamed_as_json_lines_newest_first(client: TestClient) -> None:
    found = client.get("/api/v1/events", headers={"Accept": "application/x-ndjson"})
    assert found.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in found.text.splitlines()] == get(client, "/events")["items"]


def test_a_stream_stops_at_the_limit_and_goes_on_after_an_event(client: TestClient) -> None:
    all_ids = [row["id"] for row in get(client, "/events")["items"]]
    found = client.get(f"/api/v1/events?limit=2&after={all_ids[0]}", headers={"Accept": "application/x-ndjson"})
    assert [json.loads(line)["id"] for line in found.text.splitlines()] == all_ids[1:3]
