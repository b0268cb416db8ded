"""Every page: there, sound HTML, told to all readers, with its twins; and what each is there to show."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlsplit

import pytest

from tests.web.conftest import Site
from tests.web.pages import Parsed, addresses


def test_every_page_is_sound_html_with_landmarks_headings_and_labels(site: Site) -> None:
    for address in addresses(site):
        page = Parsed(site.get(address))
        assert not page.faults, (address, page.faults)
        ids = [e.attrs["id"] for e in page.elements if "id" in e.attrs]
        assert len(ids) == len(set(ids)), (address, [i for i in ids if ids.count(i) > 1])
        assert len(page.all("h1")) == len(page.all("main")) == 1, address
        assert page.all("html")[0].attrs["lang"] == "en"
        assert "#main" in [e.attrs.get("href") for e in page.all("a")], "the way past the menu"
        assert len(page.all("caption")) == len(page.all("table")), address
        assert all(e.attrs.get("scope") for e in page.all("th")), address
        assert all(e.attrs.get("alt") for e in page.all("img")), address


def test_every_link_within_a_page_leads_somewhere(site: Site) -> None:
    for address in addresses(site):
        page = Parsed(site.get(address))
        ids = {e.attrs["id"] for e in page.elements if "id" in e.attrs}
        inside = [str(e.attrs["href"])[1:] for e in page.all("a") if str(e.attrs.get("href", "")).startswith("#")]
        assert set(inside) <= ids, (address, set(inside) - ids)


def test_every_link_to_another_page_leads_to_a_page_that_is_there(site: Site) -> None:
    seen: set[str] = set()
    for address in addresses(site):
        for element in Parsed(site.get(address)).all("a", "link", "img", "source"):
            target = str(element.attrs.get("href") or element.attrs.get("src") or element.attrs.get("srcset") or "")
            if target.startswith("/") and not target.startswith(("/picture", "/agenda.ics")):
                seen.add(target.partition("#")[0])
    for target in sorted(seen):
        answer = site.client.get(target)
        missing = answer.status_code == 404 and target.startswith("/gold.json")
        assert answer.status_code == 200 or missing, (target, answer.status_code)


def test_nothing_on_a_page_comes_from_elsewhere_or_runs(site: Site) -> None:
    for address in addresses(site):
        page = Parsed(site.get(address))
        assert not page.all("script", "iframe", "object", "embed", "style", "base"), address
        for element in page.elements:
            assert not [name for name in element.attrs if name.startswith("on") or name == "style"], (address, element)
        for element in page.all("link", "img", "source", "form"):
            target = (
                element.attrs.get("href")
                or element.attrs.get("src")
                or element.attrs.get("srcset")
                or element.attrs.get("action")
            )
            assert str(target).startswith("/"), (address, element)


def test_every_page_has_a_json_twin_and_tables_a_csv(site: Site) -> None:
    for address in addresses(site):
        page = Parsed(site.get(address))
        twins = [str(e.attrs["href"]) for e in page.all("link") if e.attrs.get("rel") == "alternate"]
        assert twins, address
        for twin in twins:
            text = site.get(twin)
            if urlsplit(twin).path.endswith(".json"):
                assert json.loads(text) is not None
            else:
                assert next(csv.reader(io.StringIO(text))), twin


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    first = site.client.get("/agenda")
    again = site.client.get("/agenda", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_today_tells_what_changed_what_is_put_off_and_which_ceasefire_is_strained(site: Site) -> None:
    text = Parsed(site.get("/today?as_of=2020-06-14")).text
    for words in ("Sun 14 Jun 2020", "postponed", "Sergei Lavrov", "strained", "Tripoli", "Egypt", "Turkey"):
        assert words in text


def test_the_day_asked_for_draws_the_picture_of_that_day(site: Site) -> None:
    before = Parsed(site.get("/today?as_of=2020-06-13"))
    assert "announced" in before.text and "postponed" not in before.text
    links = [str(e.attrs.get("href")) for e in before.all("a")]
    assert any(link.startswith("/agenda?as_of=2020-06-13") for link in links), "links keep the day"


@pytest.mark.parametrize("address", ["/event/{}", "/story/{}", "/report/{}"])
def test_the_beginning_of_an_id_is_enough(site: Site, address: str) -> None:
    whole = site.readings[2].report.id if "report" in address else site.event(2)
    assert site.get(address.format(whole[:10])) == site.get(address.format(whole)).replace(
        whole + ".", whole[:10] + "."
    )


def test_every_event_leads_to_its_sentence_in_the_text_and_back(site: Site) -> None:
    event = Parsed(site.get(f"/event/{site.event(2)}"))
    there = next(str(e.attrs["href"]) for e in event.all("a") if "#r-w" in str(e.attrs.get("href")))
    report, anchor = there.split("#")
    page = Parsed(site.get(report))
    mark = next(e for e in page.all("a") if e.attrs.get("id") == anchor)
    assert any(f"#{e.attrs.get('id')}" == mark.attrs["href"] for e in page.all("article")), "the mark leads to its card"
    assert f"#{anchor}" in [e.attrs.get("href") for e in page.all("a")], "the card leads back"


def test_a_ceasefire_shows_each_breach_with_who_says_so_and_the_sentence(site: Site) -> None:
    text = Parsed(site.get(f"/ceasefire/{site.picture.ceasefires[0].id}")).text
    assert "Haftar's army shelled Tripoli on Friday" in text
    assert "brokered" in text.lower() and "Russia" in text and "said by Libya" in text


def test_a_conflict_shows_both_sides_with_their_backers(site: Site) -> None:
    text = Parsed(site.get("/conflict/lby")).text
    assert text.index("Haftar's army") < text.index("Egypt") and "Turkey" in text


def test_two_actors_show_the_events_under_each_bar(site: Site) -> None:
    page = Parsed(site.get("/dyad/RUS/TUR?by=day"))
    bars = [str(e.attrs["href"]) for e in page.all("a") if str(e.attrs.get("href", "")).startswith("#p-")]
    sections = {f"#{e.attrs.get('id')}" for e in page.all("section")}
    assert bars and set(bars) <= sections
    assert "spoke by phone about Libya" in page.text
    assert "opposed in LBY" in Parsed(site.get("/dyad/EGY/TUR")).text


def test_search_narrows_by_facets_and_pages_by_the_last_event(site: Site) -> None:
    found = json.loads(site.get("/search.json?q=Libya&limit=1"))
    assert len(found["events"]) == 1 and found["next"]
    more = json.loads(site.get(f"/search.json?q=Libya&limit=1&after={found['next']}"))
    assert more["events"][0]["id"] != found["events"][0]["id"]
    only = json.loads(site.get("/search.json?type=ASSAULT&place=LBY"))["events"]
    assert [e["id"] for e in only] == [site.event(2, 1)]
    assert "/actor/person:sergei-lavrov" in site.get("/search?q=lavrov")


def test_what_is_not_known_of_a_source_is_said_to_be_unknown(site: Site) -> None:
    rows = json.loads(site.get("/sources.json"))["publishers"]
    assert {r["name"]: r["reports"] for r in rows}["Sample Wire"] == 3
    assert all(r["owner"] is None for r in rows if r["name"] == "Sample Wire")
    assert "unknown" in Parsed(site.get("/sources")).text


def test_the_calendar_to_subscribe_to_has_the_filters_of_the_page(site: Site) -> None:
    page = Parsed(site.get("/agenda?actor=RUS&state=postponed"))
    address = next(str(e.attrs["href"]) for e in page.all("a") if e.attrs.get("id") == "subscribe")
    assert address.startswith("/agenda.ics?") and "actor=RUS" in address and "state=postponed" in address


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere", 404, "no page"),
        ("/event/ffffffff", 404, "ffffffff"),
        ("/report/0", 404, "0"),
        ("/actor/person:nobody", 404, "person:nobody"),
        ("/conflict/LIBYA", 404, "ISO 3166-1"),
        ("/conflict/NZL", 404, "New Zealand"),
        ("/life/aaaaaaaa", 404, "later day"),
        ("/today?as_of=yesterday", 422, "2020-06-14"),
        ("/search?status=maybe", 422, "happened"),
        ("/search?limit=9999999", 422, "limit"),
        ("/agenda?month=June", 422, "2020-06"),
        ("/search?q=" + "x" * 600, 422, "500"),
        ("/dyad/RUS/RUS", 422, "two"),
        ("/picture/cat.svg", 404, "network"),
    ],
)
def test_errors_have_one_shape_and_say_what_to_do(site: Site, address: str, status: int, words: str) -> None:
    page = site.client.get(address)
    assert page.status_code == status
    assert words in page.text
    path, _, query = address.partition("?")
    if not path.endswith(".svg"):
        told = site.client.get(f"{path}.json?{query}")
        assert told.status_code == status
        assert told.json()["status"] == status and words in told.json()["detail"]


def test_a_page_that_is_no_table_has_no_csv_and_says_so(site: Site) -> None:
    answer = site.client.get("/today.csv")
    assert answer.status_code == 404 and "json" in answer.text


def test_an_empty_store_says_what_to_do_next(tmp_path: pytest.TempPathFactory) -> None:
    from pathlib import Path

    from starlette.testclient import TestClient

    from dragoman.keeping.store import Store
    from dragoman.web.app import make_app

    path = Path(str(tmp_path)) / "empty.db"
    Store.open(path, create=True).close()
    with TestClient(make_app(path), base_url="http://127.0.0.1") as client:
        assert "dragoman add" in client.get("/today").text
        for address in (
            "/agenda",
            "/conflicts",
            "/ceasefires",
            "/actors",
            "/search",
            "/map",
            "/network",
            "/sources",
            "/reports",
        ):
            page = client.get(address)
            assert page.status_code == 200 and 'class="nothing"' in page.text, address
