"""Nothing that a report may hold, another site may send or a stranger may ask does harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.errors import InputError
from dragoman.web.app import make_app
from dragoman.web.security import Rates
from dragoman.web.settings import Settings, is_local
from dragoman.web.tokens import Tokens
from tests.web.conftest import HERE, Site, served
from tests.web.pages import Parsed, addresses
from tests.web.sample import HUGE

TURNING = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def test_a_hostile_report_shows_as_text_and_nothing_of_it_runs(site: Site) -> None:
    for address in addresses(site):
        raw = site.get(address)
        assert not TURNING.search(raw), (address, TURNING.search(raw))
        page = Parsed(raw)
        assert not page.all("script", "b", "i"), address
        for element in page.elements:
            for name in ("href", "src", "action"):
                assert (
                    not str(element.attrs.get(name, ""))
                    .lower()
                    .lstrip()
                    .startswith(("javascript:", "data:", "vbscript:"))
                ), address
    page = Parsed(site.get(f"/report/{site.readings[4].report.id}"))
    assert '<script>alert("1")</script>' in page.text and "{{ 7 * 7 }}" in page.text and HUGE in page.text
    assert len(page.all("bdi")) > 5, "text that may run the other way is kept apart"


def test_only_addresses_of_the_web_become_links(site: Site) -> None:
    good, bad = (Parsed(site.get(f"/report/{site.readings[n].report.id}")) for n in (0, 3))
    (link,) = [e for e in good.all("a") if str(e.attrs.get("href")).startswith("http")]
    assert link.attrs["href"] == "https://wire.example/truce"
    assert {"noopener", "noreferrer", "nofollow"} <= set(str(link.attrs["rel"]).split())
    assert "javascript:alert(4)" in bad.text, "shown, not linked"
    evil = Parsed(site.get(f"/report/{site.readings[4].report.id}"))
    assert not [e for e in evil.all("a") if "evil" in str(e.attrs.get("href"))]


def test_a_csv_runs_no_formula_and_a_json_ends_no_element(site: Site) -> None:
    assert not [line for line in site.get("/reports.csv").splitlines() if line.startswith(("=", "+", "@"))]
    answer = site.client.get(f"/report/{site.readings[4].report.id}.json")
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.text)["report"]["title"].startswith("<script>")


@pytest.mark.parametrize(
    "address", ["/today", "/today.json", "/nowhere", "/static/site.css", "/agenda.ics", "/api/v1/events"]
)
def test_every_answer_has_the_headers_that_keep_browsers_strict(site: Site, address: str) -> None:
    headers = site.client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "http:" not in policy and "*" not in policy and "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_a_name_that_is_not_this_server_is_refused(site: Site, host: str) -> None:
    assert site.client.get("/today", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_is_known_by_its_names(site: Site, host: str) -> None:
    assert site.client.get("/today", headers={"Host": host}).status_code == 200


def test_what_is_only_shown_can_not_be_changed(site: Site) -> None:
    answer = site.client.post("/judge", data={"act": "confirm", "subject": site.event(0)}, headers={"Origin": HERE})
    assert answer.status_code == 403 and "--write" in answer.text
    assert '<form method="post"' not in site.get(f"/event/{site.event(0)}")


def test_correcting_needs_a_token_that_may_write(desk: Site) -> None:
    fields = {"act": "confirm", "subject": desk.event(0)}
    assert desk.client.post("/judge", data=fields, headers={"Origin": HERE}).status_code == 401
    desk.sign_in(desk.reader)
    assert desk.client.post("/judge", data=fields, headers={"Origin": HERE}).status_code == 403
    assert 'action="/judge"' not in desk.get(f"/event/{desk.event(0)}")


def test_a_form_of_another_site_is_refused(desk: Site) -> None:
    desk.sign_in()
    page = Parsed(desk.get(f"/event/{desk.event(0)}"))
    csrf = next(str(e.attrs["value"]) for e in page.all("input") if e.attrs.get("name") == "csrf")
    fields = {"act": "confirm", "subject": desk.event(0), "csrf": csrf}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert desk.client.post("/judge", data=fields, headers=headers).status_code == 403
    wrong = desk.client.post("/judge", data={**fields, "csrf": "0" * 64}, headers={"Origin": HERE})
    assert wrong.status_code == 403 and "load the page again" in wrong.text
    none = desk.client.post("/judge", data={"act": "confirm", "subject": desk.event(0)}, headers={"Origin": HERE})
    assert none.status_code == 403
    assert not desk.store.database.judgements()


def test_the_cookie_is_seen_by_no_script_and_sent_by_no_other_site(desk: Site) -> None:
    answer = desk.client.post("/sign-in", data={"token": desk.token}, headers={"Origin": HERE}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie


def test_behind_tls_the_cookie_goes_by_tls_alone(tmp_path: Path) -> None:
    for site in served(tmp_path, Settings(sealed=True, tokens=tmp_path / "tokens", hosts=("news.example",))):
        asked = {"Host": "news.example", "Origin": "https://news.example"}
        answer = site.client.post("/sign-in", data={"token": site.token}, headers=asked, follow_redirects=False)
        assert answer.status_code == 303 and "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "next_", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y"]
)
def test_signing_in_leads_to_no_other_site(desk: Site, next_: str) -> None:
    answer = desk.client.post(
        "/sign-in", data={"token": desk.token, "next": next_}, headers={"Origin": HERE}, follow_redirects=False
    )
    assert answer.headers["location"] == "/today"


def test_a_wrong_token_opens_nothing_and_may_not_be_guessed_for_long(desk: Site) -> None:
    tries = [desk.client.post("/sign-in", data={"token": f"guess {n}"}, headers={"Origin": HERE}) for n in range(15)]
    assert tries[0].status_code == 401 and tries[-1].status_code == 429


def test_what_is_too_large_is_refused_before_it_is_read(desk: Site) -> None:
    desk.sign_in()
    answer = desk.client.post("/judge", data={"why": "x" * 100_000}, headers={"Origin": HERE})
    assert answer.status_code == 413
    streamed = desk.client.post(
        "/judge",
        content=iter([b"why=" + b"x" * 50_000] * 3),
        headers={"Origin": HERE, "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert streamed.status_code == 413


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Site]:
    """Served to others than oneself."""
    yield from served(tmp_path, Settings(sealed=True, tokens=tmp_path / "tokens", rate=1000))


def test_others_read_with_a_token_only(sealed: Site) -> None:
    page = sealed.client.get("/today")
    assert (
        page.status_code == 401
        and "/sign-in" in page.text
        and "Lavrov" not in page.text
        and "5 reports" not in page.text
    )
    assert sealed.client.get("/api/v1/events").status_code == 401
    assert sealed.client.get("/agenda.ics").status_code == 401
    assert sealed.client.get("/static/site.css").status_code == 200
    bearer = {"Authorization": f"Bearer {sealed.reader}"}
    assert sealed.client.get("/today", headers=bearer).status_code == 200
    assert sealed.client.get(f"/agenda.ics?key={sealed.reader}").status_code == 200
    assert sealed.client.get(f"/today?key={sealed.reader}").status_code == 401, (
        "only calendars have it in their address"
    )
    sealed.sign_in(sealed.reader)
    assert "Lavrov" in sealed.get("/today")


def test_a_token_that_is_revoked_ends_at_once(sealed: Site, tmp_path: Path) -> None:
    sealed.sign_in(sealed.reader)
    assert sealed.client.get("/today").status_code == 200
    Tokens(tmp_path / "tokens").revoke("Bob")
    assert sealed.client.get("/today").status_code == 401


def test_tokens_are_kept_as_hashes_for_their_owner_alone(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "tokens")
    made, text = tokens.add("Ada", "write")
    kept = (tmp_path / "tokens").read_text()
    assert text not in kept and made.hash in kept
    assert (tmp_path / "tokens").stat().st_mode & 0o077 == 0
    assert tokens.find(text) == made and tokens.find(text + "x") is None and tokens.find(made.hash) is None
    with pytest.raises(InputError, match="has a token already"):
        tokens.add("Ada", "read")
    with pytest.raises(InputError, match="no scope"):
        tokens.add("Eve", "admin")
    with pytest.raises(InputError, match="Ada"):
        tokens.revoke("Eve")


def test_too_many_requests_of_one_client_wait(tmp_path: Path) -> None:
    from tests.web.sample import fill

    fill(tmp_path / "store.db")
    with TestClient(make_app(tmp_path / "store.db", Settings(rate=5)), base_url=HERE) as client:
        answers = [client.get("/health").status_code for _ in range(8)]
    assert answers[:5] == [200] * 5 and answers[-1] == 429


def test_the_rates_of_clients_are_their_own() -> None:
    rates = Rates()
    assert [rates.pass_("a", 2) for _ in range(3)] == [True, True, False]
    assert rates.pass_("b", 2)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("127.8.8.8", True),
        ("0.0.0.0", False),
        ("192.168.1.2", False),
        ("::", False),
        ("example.org", False),
    ],
)
def test_what_is_bound_to_this_machine_alone(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_nobody_is_shown_a_page_that_was_made_for_another(sealed: Site) -> None:
    ada, bob = ({"Authorization": f"Bearer {token}"} for token in (sealed.token, sealed.reader))
    assert "Ada" in sealed.client.get("/today", headers=ada).text
    assert "Ada" not in sealed.client.get("/today", headers=bob).text
    assert sealed.client.get("/today").status_code == 401
