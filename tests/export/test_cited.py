"""Records with what they rest on, from readings and from a store alike."""

from __future__ import annotations

from datetime import datetime

import pytest

from dragoman.export.cited import Origin, actor_key, of_readings, of_told, safe_text, urn, web_address
from dragoman.export.geojson import geojson_lines
from dragoman.model.living import Told, ToldTie
from tests.export.factories import LAVROV, TALKS, reading
from tests.export.lives import HOSTILE
from tests.record_factories import ref, state, tie


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://news.example.org/a?b=1&c=2#d", "https://news.example.org/a?b=1&c=2#d"),
        (" HTTP://news.example.org/ ", "http://news.example.org/"),
        ('https://news.example.org/"><script>', "https://news.example.org/%22%3E%3Cscript%3E"),
        ("https://news.example.org/мир", "https://news.example.org/%D0%BC%D0%B8%D1%80"),
        ("https://news.example.org/a\r\nX: y", "https://news.example.org/aX:%20y"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("reports/libya.txt", None),
        ("http://[bad", None),
        ("https://", None),
        ("https://news.example.org/" + "w" * 3000, None),
        (None, None),
    ],
)
def test_only_pages_of_the_web_are_links(source: str | None, address: str | None) -> None:
    assert web_address(source) == address


def test_safe_text_is_what_every_format_can_hold() -> None:
    found = safe_text(HOSTILE)
    assert found.startswith(
        "Evil, Inc; END:VEVENT BEGIN:VEVENT <script>alert(1)</script> \N{REPLACEMENT CHARACTER}[31mwww"
    )
    assert not any(ord(c) < 32 for c in found)


def test_an_actor_without_an_id_is_of_its_report_only() -> None:
    nameless = ref("the ministers", "RUS", known=False)
    assert actor_key(nameless, "r1") != actor_key(nameless, "r2")
    assert actor_key(LAVROV, "r1") == actor_key(LAVROV, "r2")


def test_urns_hold_any_id() -> None:
    assert urn("actor", "person:sergei-lavrov") == "urn:dragoman:actor:person:sergei-lavrov"
    assert urn("actor", 'a <b>"\ud800') == "urn:dragoman:actor:a%20%3Cb%3E%22%3F"


def test_a_store_and_readings_give_the_same_map() -> None:
    """One adapter a door; what is written does not depend on it."""
    one = reading(TALKS)
    published = one.report.published
    assert published is not None
    (cited,) = of_readings([one]).events
    origins = {one.report.id: cited.origin}
    stored = of_told(
        [Told(event=TALKS, report=one.report.id, published=published, story=TALKS.id)],
        report_of=origins.get, sentence_of={TALKS.id: TALKS.evidence.sentence.of(one.report.text)}.get,
    )  # fmt: skip
    assert list(geojson_lines(stored)) == list(geojson_lines(of_readings([one])))


def test_where_the_report_is_not_known_its_id_and_day_are() -> None:
    link = tie(state("Turkey", "TUR"), "supports", state("Libya", "LBY"))
    published = datetime(2020, 6, 14, 8)
    records = of_told(
        [], [ToldTie(relation=link, report="r1", published=published)],
        report_of=lambda _: None, sentence_of=lambda _: None,
    )  # fmt: skip
    assert records.ties[0].origin == Origin(id="r1", published=published)
    assert records.ties[0].sentence is None
