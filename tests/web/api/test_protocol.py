"""Tags, HEAD, pages, errors in one shape, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import icalendar
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as some

from dragoman.web.api.addresses import ADDRESSES
from dragoman.web.api.answering import Kept
from dragoman.web.api.problems import MEDIA, Problem
from tests.store.sample import plain
from tests.web.api.sample import TEXT, client_of, fill

PLAIN = {"Content-Type": "text/plain"}
GETS = [a.path for a in ADDRESSES if a.method == "GET" and "{" not in a.path and a.kept]
NEEDED = {
    "/search": "?text=visit",
    "/timeline": "?one=RUS",
    "/dyad": "?one=RUS&other=TUR",
    "/changes": "?since=2020-06-12",
}
CALENDAR = "/agenda.ics"


@pytest.mark.parametrize("path", [*(f"/api/v1{p}{NEEDED.get(p, '')}" for p in GETS), CALENDAR])
def test_who_has_an_answer_is_not_sent_it_again(client: TestClient, path: str) -> None:
    found = client.get(path)
    tag = found.headers["etag"]
    assert found.status_code == 200 and tag.startswith('W/"')
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == found.content


@pytest.mark.parametrize("path", [*(f"/api/v1{p}{NEEDED.get(p, '')}" for p in GETS), "/api/v1/health", CALENDAR])
def test_head_tells_what_get_would_without_the_body(client: TestClient, path: str) -> None:
    found, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(found.headers)


def test_a_tag_is_of_one_question_and_of_one_form(client: TestClient) -> None:
    asked = [client.get(f"/api/v1/events{q}").headers["etag"] for q in ("", "?limit=1", "?type=CONSULT")]
    lines = client.get("/api/v1/events", headers={"Accept": "application/x-ndjson"}).headers["etag"]
    assert len({*asked, lines}) == 4


def test_a_tag_changes_when_the_store_does(writable: TestClient) -> None:
    paths = ("/api/v1/events", "/api/v1/agenda", "/api/v1/counts", CALENDAR)
    before = [writable.get(p).headers["etag"] for p in paths]
    writable.post("/api/v1/reports?published=2020-06-20", content=TEXT, headers=PLAIN)
    assert all(writable.get(p).headers["etag"] != tag for p, tag in zip(paths, before, strict=True))


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/events?frob=1", 422, "query.frob"),
        ("/events?since=14+June", 422, "query.since"),
        ("/events?since=2020-02-30", 422, "query.since"),
        ("/events?since=20200614", 422, "query.since"),
        ("/events?since=2020-06-14&since=2020-06-15", 422, "query.since"),
        ("/events?limit=0", 422, "query.limit"),
        ("/events?limit=1001", 422, "query.limit"),
        ("/events?limit=ten", 422, "query.limit"),
        ("/events?type=TALK", 422, "query.type"),
        ("/events?status=done", 422, "query.status"),
        ("/events?actor=RUS", 422, "query.actor"),
        ("/events?place=Libya", 422, "query.place"),
        ("/events?text=", 422, "query.text"),
        ("/events?after=ffffffff", 409, None),
        ("/events?after=x", 422, "query.after"),
        ("/events?story=ffffffff", 404, None),
        ("/events?report=ffffffff", 404, None),
        ("/events/ffffffff", 404, None),
        ("/events/not%20an%20id", 422, "path.id"),
        ("/stories/ffffffff", 404, None),
        ("/reports/ffffffff", 404, None),
        ("/reports/ffffffff/records", 404, None),
        ("/judgements/ffffffff", 404, None),
        ("/judgements?subject=ffffffff", 404, None),
        ("/why/ffffffff", 404, None),
        ("/why/ffff", 404, None),
        ("/actors/person:nobody-at-all", 404, None),
        ("/actors/nobody", 422, "path.id"),
        ("/search", 422, "query.text"),
        ("/timeline", 422, "query.one"),
        ("/dyad?one=RUS&other=RUS", 422, None),
        ("/dyad?one=RUS&other=TUR&by=year", 422, "query.by"),
        ("/changes?since=2020-06-14&as_of=2020-06-01", 422, None),
        ("/picture?as_of=today", 422, "query.as_of"),
        ("/counts?x=1", 422, "query.x"),
        ("/nowhere", 404, None),
        ("/", 404, None),
        ("", 404, None),
        ("/events/", 404, None),
    ],
)  # fmt: skip
def test_what_goes_wrong_has_one_shape(client: TestClient, path: str, status: int, field: str | None) -> None:
    found = client.get(f"/api/v1{path}")
    assert (found.status_code, found.headers["content-type"]) == (status, MEDIA)
    told = Problem.model_validate_json(found.content)
    assert told.status == status
    assert [e.field for e in told.errors][:1] == ([field] if field else [])
    assert str(Path.cwd()) not in found.text and "store.db" not in found.text


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/events"), ("PATCH", "/reports/abcd"), ("GET", "/read"), ("POST", "/picture")]
)
def test_a_method_that_an_address_has_not_is_told_with_those_that_it_has(
    client: TestClient, method: str, path: str
) -> None:
    found = client.request(method, f"/api/v1{path}")
    assert (found.status_code, found.headers["content-type"]) == (405, MEDIA)
    assert found.headers["allow"] in ("GET, HEAD", "DELETE, GET, HEAD", "POST")


def test_an_unknown_parameter_is_told_with_those_that_are_known(client: TestClient) -> None:
    detail = client.get("/api/v1/events?actr=x").json()["detail"]
    assert "actor" in detail and "until" in detail


def test_an_id_that_several_begin_with_is_no_one_of_them(tmp_path: Path) -> None:
    fill(tmp_path / "store.db", [plain(n, events=20) for n in range(25)])
    client, store = client_of(tmp_path / "store.db")
    with client:
        ids = sorted(row["id"] for row in client.get("/api/v1/events?limit=1000").json()["items"])
        close = next(a[:4] for a, b in pairwise(ids) if a[:4] == b[:4])
        found = client.get(f"/api/v1/events/{close}")
        assert (found.status_code, found.headers["content-type"]) == (409, MEDIA)
    store.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Reports of one day, of many days and of none, with some events each."""
    path = tmp_path_factory.mktemp("many") / "store.db"
    days = [None, *(f"2020-06-{14 + n // 5}T11:08" for n in range(19))]
    fill(path, [plain(n, published=day, events=1 + n % 4) for n, day in enumerate(days)])
    client, store = client_of(path)
    with client:
        yield client
    store.close()


def pages(client: TestClient, path: str) -> Iterator[list[dict[str, Any]]]:
    asked: str | None = path
    while asked is not None:
        found = client.get(asked).json()
        yield found["items"]
        asked = found["next"]


@given(limit=some.integers(1, 60), query=some.sampled_from(["", "&until=2020-06-15", "&type=CONSULT", "&text=talks"]))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_pages_give_each_event_once_in_order(many: TestClient, limit: int, query: str) -> None:
    whole = many.get(f"/api/v1/events?limit=1000{query}").json()["items"]
    found = list(pages(many, f"/api/v1/events?limit={limit}{query}"))
    assert [row for page in found for row in page] == whole
    assert all(len(page) == limit for page in found[:-1])


def test_what_is_kept_of_answers_is_bounded() -> None:
    kept = Kept(100)
    made: list[str] = []

    def make(tag: str) -> bytes:
        made.append(tag)
        return tag.encode() * 40

    for tag in "abcab":
        kept.get(tag, lambda tag=tag: make(tag))  # type: ignore[misc]
    assert made == ["a", "b", "c", "a", "b"]
    kept.get("b", lambda: make("b"))
    assert len(made) == 5


def test_the_agenda_is_a_calendar_to_subscribe_to(client: TestClient) -> None:
    found = client.get(f"{CALENDAR}?name=Visits&key=none")
    assert found.headers["content-type"] == "text/calendar; charset=utf-8"
    (meeting,) = icalendar.Calendar.from_ical(found.text).walk("VEVENT")
    assert str(meeting["summary"]).startswith("[postponed] Sergei Lavrov")
    assert "put off" in str(meeting["description"])


@pytest.mark.parametrize(
    ("query", "count"),
    [("?actor=RUS", 1), ("?actor=YEM", 0), ("?place=TUR", 1), ("?state=held", 0), ("?until=2020-01-01", 0)],
)
def test_the_calendar_has_the_filters_of_the_page(client: TestClient, query: str, count: int) -> None:
    assert client.get(f"{CALENDAR}{query}").text.count("BEGIN:VEVENT") == count


def test_a_calendar_entry_keeps_its_name_when_it_moves(writable: TestClient) -> None:
    def uids(as_of: str) -> list[str]:
        found = icalendar.Calendar.from_ical(writable.get(f"{CALENDAR}?as_of={as_of}").text)
        return [f"{e['uid']} {e['sequence']}" for e in found.walk("VEVENT")]

    before, after = uids("2020-06-11"), uids("2020-06-13")
    assert before[0].split()[0] == after[0].split()[0]
    assert before != after
