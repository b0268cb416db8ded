"""What every picture keeps: title, source, words for those who can't see it; the same on every run; safe with any name."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import altair
import pytest

from dragoman.errors import InputError
from dragoman.model.records import Kind, Place
from dragoman.pictures import write
from dragoman.pictures.agenda import agenda
from dragoman.pictures.theme import Spec
from tests.pictures import sample
from tests.pictures.drawing import KINDS, dark, full, nothing
from tests.pictures.seeing import words
from tests.record_factories import ref

HOSTILE = "</script><script>alert(1)</script>\u202eevil\u0000\uffff & <b>" + "W" * 500


@pytest.mark.parametrize("kind", KINDS)
def test_says_what_it_is_of_when_and_where_from(kind: str) -> None:
    spec = full(kind)
    assert spec["title"]["text"][0]
    assert "20 Jun 2020" in " ".join(spec["title"]["subtitle"])
    assert "Source: Dragoman, 214 reports, newest of 20 Jun 2020" in words(spec)
    assert len(spec["description"]) > 60


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_sound_specification(kind: str) -> None:
    for spec in (full(kind), full(kind, dark()), nothing(kind)):
        altair.Chart.from_dict(spec)  # raises where the schema of Vega-Lite is broken


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw_says_what_is_missing_and_what_to_do(kind: str) -> None:
    said = " ".join(words(nothing(kind)))
    assert re.search(r"\b(No|None|Nothing)\b", said)
    assert "add reports" in said


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_give_the_same_picture(kind: str) -> None:
    assert _without_ids(full(kind)) == _without_ids(full(kind))


def _without_ids(spec: Spec) -> Spec:
    """Ids of the sample are counted on from picture to picture."""
    text = re.sub(r'"id": "[^"]*"', '"id": ""', json.dumps(spec))
    found: Spec = json.loads(text)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_dark_paper_changes_colours_alone(kind: str) -> None:
    light, night = full(kind), full(kind, dark())
    assert (light["background"], night["background"]) == ("#ffffff", "#14181d")
    assert words(light) == words(night)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["svg", "png"])
def test_is_drawn(kind: str, form: str) -> None:
    content = write.drawn(full(kind), form)
    if form == "png":
        assert content.startswith(b"\x89PNG")
    else:
        root = ElementTree.fromstring(content)
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == full(kind)["description"]


def test_other_forms() -> None:
    spec = full("agenda")
    assert write.drawn(spec, "pdf").startswith(b"%PDF")
    assert json.loads(write.drawn(spec, "json")) == spec
    with pytest.raises(InputError, match="take one of svg, png, html, pdf, json"):
        write.drawn(spec, "gif")


def test_a_page_needs_nothing_from_outside() -> None:
    page = write.page(full("map"))
    assert not re.search(r"""(?:src|href|action|data|poster)\s*=\s*["']?\s*(?:https?:)?//""", page.split("<script>")[0])
    assert "@import" not in page.split("<script>")[0]
    assert "default-src 'none'" in page
    assert "unsafe-eval" not in page
    assert page.count("<script") == 2  # the specification as data, and the one script whose hash the policy names
    assert "<svg" in page.split("<script")[0]  # drawn already, for browsers without scripts


def test_hostile_names_are_words_in_every_form() -> None:
    spec = _hostile()
    said = " ".join(words(spec))
    assert "\u202e" not in said and "\x00" not in said and "\uffff" not in said
    assert all(len(word) < 200 for word in words(spec))
    drawn = write.svg(spec)
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    page = write.page(spec)
    assert page.count("<script") == page.count("</script") == 2
    assert "<b>" not in page.split("<script>")[0]
    assert write.drawn(spec, "png").startswith(b"\x89PNG")


def _hostile() -> Spec:
    name = ref(HOSTILE, "LBY", Kind.GROUP)
    life = sample.meetings()[0]
    where = Place(text="x", span=None, name=HOSTILE, country="LBY")
    what = replace(life.what, visitors=(name,), host=replace(name, id=None), where=where)
    return agenda([replace(life, what=what)], sample.frame(), title=HOSTILE)


@pytest.mark.parametrize("kind", KINDS)
def test_marks_lead_where_a_link_says(kind: str) -> None:
    spec = full(kind, replace(sample.frame(), link=lambda id_: f"/of/{id_}"))
    if kind != "dyad":  # its bars are many stories
        assert "/of/" in json.dumps(spec)
        assert "href" in json.dumps(list(spec["layer"]))
    altair.Chart.from_dict(spec)
