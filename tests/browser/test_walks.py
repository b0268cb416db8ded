"""The main walks through the pages as a reader takes them, in a real browser, with no console error and no serious fault by axe."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "axe.min.js"
SERIOUS = ("serious", "critical")
PAGES = (
    "/today", "/agenda?as_of=2020-06-13", "/conflicts", "/conflict/LBY", "/ceasefires", "/frictions", "/actors", "/actor/RUS",
    "/dyad/RUS/TUR?by=day", "/search?q=Libya", "/map", "/network", "/sources", "/reports", "/judgements", "/about", "/sign-in",
)  # fmt: skip


def test_from_today_to_a_ceasefire_to_the_sentence_of_a_breach(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/")
    page.get_by_role("region", name="Ceasefires").get_by_role("link", name="Tripoli").click()
    assert "strained" in page.locator("h1").inner_text()
    page.locator("#breaches ~ ul blockquote a").first.click()
    assert "#r-w" in page.url
    mark = page.locator("a.t:target")
    assert mark.is_visible() and mark.inner_text() == "Haf"
    mark.click()
    assert page.locator("article.card:target").is_visible(), "the mark leads to its record"
    page.locator("article.card:target .label").click()
    assert page.locator("a.t:target").is_visible(), "and the record leads back"


def test_from_a_search_to_an_actor_to_two_actors(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/today")
    page.get_by_role("searchbox").first.fill("Lavrov")
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Actors").get_by_role("link", name="Sergei Lavrov").click()
    assert page.locator("h1").inner_text() == "Sergei Lavrov"
    page.get_by_role("link", name="RUS").or_(page.get_by_role("link", name="Russia")).first.click()
    page.get_by_role("region", name="Most to do with").get_by_role("link", name="Turkey").click()
    assert page.locator("h1").inner_text() == "Russia and Turkey"
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("section.period:target").is_visible(), "a bar leads to its events"


def test_signing_in_and_correcting_a_record(page: Page, server: Server) -> None:
    event = server.readings[2].events[0].id
    page.goto(f"{server.address}/event/{event}")
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Token").fill(server.token)
    page.get_by_role("button", name="Sign in").click()
    assert page.url.endswith(f"/event/{event}")
    page.get_by_text("Correct a field").click()
    form = page.get_by_role("form", name="Correct", exact=True)
    form.get_by_label("Status").select_option("cancelled")
    form.get_by_label("Why").fill("as Moscow said")
    form.get_by_role("button", name="Keep the correction").click()
    row = page.get_by_role("row", name="Status")
    assert row.inner_text().split() == ["Status", "planned", "cancelled"]
    page.get_by_role("button", name="Undo").click()
    assert "withdrawn" in page.locator("ol.judgements").inner_text()


def test_the_calendar_to_subscribe_to_is_one(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/agenda?as_of=2020-06-13&actor=RUS")
    address = page.locator("#subscribe").get_attribute("href")
    answer = page.request.get(f"{server.address}{address}")
    assert answer.ok and answer.text().startswith("BEGIN:VCALENDAR") and "Lavrov" in answer.text()


def test_the_day_is_changed_with_the_keyboard_alone(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/today?as_of=2020-06-14")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/today?as_of=2020-06-13")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(page: Page, server: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for path in (*PAGES, f"/report/{server.readings[4].report.id}", f"/event/{server.readings[4].events[0].id}"):
        page.goto(server.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("signed_in", [False, True])
def test_axe_finds_no_serious_fault(page: Page, server: Server, signed_in: bool) -> None:
    paths = list(PAGES)
    paths += [f"/{kind}/{server.readings[n].events[0].id}" for kind in ("event", "story") for n in (2, 4)]
    paths += [f"/report/{server.readings[n].report.id}" for n in (0, 4)]
    if signed_in:
        page.goto(f"{server.address}/sign-in")
        page.get_by_label("Token").fill(server.token)
        page.get_by_role("button", name="Sign in").click()
        paths = paths[-6:]
    faults = {path: found for path in paths if (found := _faults(page, server.address + path))}
    assert not faults, faults


def test_pages_read_the_same_without_scripts(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/dyad/RUS/TUR?by=day")
    assert page.locator("svg a").count() and "spoke by phone" in page.locator("main").inner_text()
    context.close()


def _faults(page: Page, address: str) -> list[str]:
    page.goto(address)
    page.evaluate(_axe())
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:3]}" for v in found if v["impact"] in SERIOUS]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
