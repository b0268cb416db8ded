"""Reading, adding and removing reports, and judging, each by who may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient

from dragoman.web.api.problems import MEDIA
from dragoman.web.api.record_models import Records
from dragoman.web.api.report_body import LARGEST
from dragoman.web.api.settings import ApiSettings
from tests.web.api.sample import TEXT, FixedReader, client_of

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


def post(client: TestClient, path: str, body: object) -> Any:
    return client.post(f"/api/v1{path}", json=body)


def event_ids(client: TestClient, query: str) -> list[str]:
    return [row["id"] for row in client.get(f"/api/v1/events?{query}").json()["items"]]


def test_a_report_is_read_and_not_kept(writable: TestClient) -> None:
    before = writable.get("/api/v1/counts").json()
    found = writable.post("/api/v1/read?published=2020-06-20", content=TEXT, headers=PLAIN)
    Records.model_validate_json(found.content)
    assert found.json()["report"]["published"] == "2020-06-20T00:00:00"
    assert writable.get("/api/v1/counts").json() == before


def test_a_report_as_json_says_itself_what_is_known_of_it(writable: TestClient) -> None:
    given = {
        "text": TEXT,
        "title": "Visit",
        "source": "https://x.example/9",
        "publisher": "X",
        "published": "2020-06-20",
    }
    report = post(writable, "/read?publisher=Y", given).json()["report"]
    assert (report["title"], report["source"], report["publisher"]) == ("Visit", "https://x.example/9", "X")


def test_a_report_is_added_once_and_shows_at_once(writable: TestClient) -> None:
    given = {"text": TEXT, "published": "2020-06-20", "source": "https://x.example/1"}
    new, known = post(writable, "/reports", given), post(writable, "/reports", given)
    assert (new.status_code, known.status_code) == (201, 200)
    assert new.json() == known.json() | {"new": True, "links": new.json()["links"]}
    assert writable.get(new.headers["location"]).json()["text"] == TEXT
    assert "2020-06-27" in {m["start"] for m in writable.get("/api/v1/agenda").json()["items"]}


def test_a_report_with_no_date_is_told_to_be_in_no_picture(writable: TestClient) -> None:
    found = writable.post("/api/v1/reports", content="Lavrov will visit Istanbul.", headers=PLAIN).json()
    assert found["dated"] is False


def test_a_report_is_removed_by_the_beginning_of_its_id(writable: TestClient) -> None:
    report = writable.get("/api/v1/reports").json()["items"][0]["id"]
    assert writable.delete(f"/api/v1/reports/{report[:12]}").json() == {"report": report}
    assert writable.get(f"/api/v1/reports/{report}").status_code == 404
    assert writable.delete(f"/api/v1/reports/{report}").status_code == 404


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", PLAIN, 422),
        (b" \n ", PLAIN, 422),
        (b"\xff\xfe\xfa", PLAIN, 422),
        (b"nul \x00 here", PLAIN, 422),
        (b"<html><body><p>Markup</p></body></html>", PLAIN, 422),
        (b"x" * (LARGEST + 1), PLAIN, 413),
        (b"text", {"Content-Type": "text/html"}, 415),
        (b"text", {"Content-Type": "text/plain; charset=latin-1"}, 415),
        (b"text", {}, 415),
        (b"{", {"Content-Type": "application/json"}, 422),
        (b"[]", {"Content-Type": "application/json"}, 422),
        (b"{}", {"Content-Type": "application/json"}, 422),
        (b'{"text": "x", "txt": 1}', {"Content-Type": "application/json"}, 422),
        (b'{"text": "\\ud800"}', {"Content-Type": "application/json"}, 422),
        (b'{"text": "x", "published": "soon"}', {"Content-Type": "application/json"}, 422),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/read", "/reports"])
def test_what_is_no_report_is_refused_with_what_is_wrong(
    client: TestClient, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    found = client.post(f"/api/v1{path}", content=body, headers=headers)
    assert (found.status_code, found.headers["content-type"]) == (status, MEDIA)
    assert found.json()["detail"]


def test_a_body_that_does_not_say_its_length_is_cut_off_too(client: TestClient) -> None:
    parts = (b"x" * 100_000 for _ in range(30))
    assert client.post("/api/v1/read", content=parts, headers=PLAIN).status_code == 413


def test_an_unknown_key_is_told_with_those_that_are_known(client: TestClient) -> None:
    found = post(client, "/read", {"text": TEXT, "txt": "x"}).json()
    assert found["errors"][0]["field"] == "body.txt"
    assert "publisher" in found["errors"][0]["detail"]


def test_two_events_are_split_and_the_judgement_is_withdrawn(writable: TestClient) -> None:
    one, other = event_ids(writable, "mode=visit")
    story = writable.get(f"/api/v1/stories/{one}").json()
    assert len(story["versions"]) == 2
    made = post(writable, "/judgements", {"kind": "split", "subject": one, "object": other, "who": "ada", "why": "two"})
    assert made.status_code == 201
    assert len(writable.get(f"/api/v1/stories/{one}").json()["versions"]) == 1
    assert writable.get(made.headers["location"]).json() == made.json()
    gone = writable.delete(made.headers["location"])
    assert gone.json()["withdrawn_at"] is not None
    assert len(writable.get(f"/api/v1/stories/{one}").json()["versions"]) == 2
    assert writable.delete(made.headers["location"]).status_code == 409
    assert writable.get("/api/v1/judgements").json()["items"] == []
    assert len(writable.get("/api/v1/judgements?all=true").json()["items"]) == 1


def test_two_stories_are_merged(writable: TestClient) -> None:
    (one,), (other,) = event_ids(writable, "mode=multilateral"), event_ids(writable, "type=ASSAULT&until=2020-06-30")
    made = post(writable, "/judgements", {"kind": "merge", "subject": one[:10], "object": other, "who": "ada"})
    assert made.status_code == 201, made.text
    assert len(writable.get(f"/api/v1/stories/{one}").json()["versions"]) == 2


@pytest.mark.parametrize(
    "more", [{"kind": "confirm"}, {"kind": "reject"}, {"kind": "edit", "fields": {"status": "denied"}}]
)
def test_a_record_is_judged_beside_what_was_read(writable: TestClient, more: dict[str, Any]) -> None:
    (id_,) = event_ids(writable, "mode=multilateral")
    made = post(writable, "/judgements", {"subject": id_, "who": "ada"} | more)
    assert made.status_code == 201, made.text
    assert made.json()["kind"] == more["kind"]
    assert writable.get(f"/api/v1/judgements?subject={id_[:8]}").json()["items"] == [made.json()]
    assert writable.get(f"/api/v1/events/{id_}").json()["status"] == "happened"


@pytest.mark.parametrize(
    ("given", "status", "field"),
    [
        ({"kind": "confirm"}, 422, "body.who"),
        ({"kind": "praise", "who": "ada"}, 422, "body.kind"),
        ({"kind": "merge", "who": "ada"}, 422, "body.object"),
        ({"kind": "confirm", "who": "ada", "object": "abcd"}, 422, "body.object"),
        ({"kind": "edit", "who": "ada"}, 422, "body.fields"),
        ({"kind": "edit", "who": "ada", "fields": {"mood": "x"}}, 422, "body.fields.mood"),
        ({"kind": "confirm", "who": "ada", "wy": "x"}, 422, "body.wy"),
        ({"kind": "confirm", "who": "ada", "subject": "ffffffffffff"}, 404, None),
    ],
)  # fmt: skip
def test_a_judgement_that_says_too_little_or_too_much_is_refused(
    writable: TestClient, given: dict[str, Any], status: int, field: str | None
) -> None:
    (id_,) = event_ids(writable, "mode=multilateral")
    found = post(writable, "/judgements", {"subject": id_} | given)
    assert found.status_code == status, found.text
    assert [e["field"].split(".[")[0] for e in found.json().get("errors", [])][:1] == ([field] if field else [])


def test_an_event_is_not_merged_with_itself(writable: TestClient) -> None:
    (id_,) = event_ids(writable, "mode=multilateral")
    found = post(writable, "/judgements", {"kind": "merge", "subject": id_, "object": id_, "who": "ada"})
    assert found.status_code == 422


def closed(status: int) -> Any:
    def refuse() -> None:
        raise HTTPException(status, "send a token", headers={"WWW-Authenticate": "Bearer"} if status == 401 else None)

    return refuse


@pytest.mark.parametrize("status", [401, 403, 429])
def test_who_may_only_read_can_change_nothing_and_is_told_so(filled: Path, status: int) -> None:
    client, store = client_of(filled, ApiSettings(reader=FixedReader, require_write=closed(status)))
    with client:
        assert client.get("/api/v1/events").status_code == 200
        assert client.post("/api/v1/read", content=TEXT, headers=PLAIN).status_code == 200
        for method, path in (
            ("POST", "/reports"),
            ("DELETE", "/reports/abcd"),
            ("POST", "/judgements"),
            ("DELETE", "/judgements/abcd"),
        ):
            found = client.request(method, f"/api/v1{path}")
            assert (found.status_code, found.headers["content-type"]) == (status, MEDIA)
            assert found.json()["detail"] == "send a token"
        assert found.headers.get("www-authenticate") == ("Bearer" if status == 401 else None)
    store.close()


def test_who_may_not_read_sees_nothing(filled: Path) -> None:
    client, store = client_of(filled, ApiSettings(reader=FixedReader, require_read=closed(401)))
    with client:
        for path in ("/api/v1/events", "/api/v1/picture", "/api/v1/health", "/agenda.ics"):
            assert client.get(path).status_code == 401
    store.close()


def test_the_token_tells_who_judges(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(filled.read_bytes())
    client, store = client_of(path, ApiSettings(reader=FixedReader, author=lambda _: "ben"))
    with client:
        (id_,) = event_ids(client, "mode=multilateral")
        made = post(client, "/judgements", {"kind": "confirm", "subject": id_, "who": "ada"})
        assert made.json()["who"] == "ben"
    store.close()


def test_text_is_kept_as_it_came(writable: TestClient) -> None:
    text = "Lavrov will visit Istanbul — “soon”, \u202eha\u202c, 日本.\n\tEnd"
    made = writable.post(
        "/api/v1/reports", content=json.dumps({"text": text}), headers={"Content-Type": "application/json"}
    )
    assert writable.get(made.headers["location"]).json()["text"] == text
