"""Quotations and sentences of whole reports: marks, paragraphs, headlines and sub-headlines."""

from __future__ import annotations

import pytest

from dragoman.intake.plain import read_plain
from dragoman.text.analyse import find_quotations, sentence_spans

HEAD = "Envoy returns to Juba\n\n"


def quoted(body: str) -> list[tuple[str, bool]]:
    report = read_plain(HEAD + body + "\n", "a.txt")
    return [(q.span.of(report.text), q.closed) for q in find_quotations(report)]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("“We will stay,” she said.", [("We will stay,", True)]),
        ('"We will stay," she said. "We are ready."', [("We will stay,", True), ("We are ready.", True)]),
        ("«Nous restons», he said.", [("Nous restons", True)]),
        ("„Wir bleiben“, he said.", [("Wir bleiben", True)]),
        ('“We will stay," she said.', [("We will stay,", True)]),  # the wires mix them
        ("She said: “We will stay. We are ready.", [("We will stay. We are ready.", False)]),
        ("The army's men said nothing.", []),
        ("A “safe zone” was set up.", [("safe zone", True)]),
    ],
)
def test_quotations(body: str, wanted: list[tuple[str, bool]]) -> None:
    assert quoted(body) == wanted


def test_an_open_mark_holds_to_the_end_of_its_paragraph_only() -> None:
    found = quoted("“We will stay.\n\n“We are ready,” she said.")
    assert found == [("We will stay.", False), ("We are ready,", True)]


def test_headline_paragraphs_and_subheads_end_sentences() -> None:
    body = "JUBA (Wire) — The envoy returned to Juba on Sunday.\n\nRebels wait\n\nThe rebels wait for him in Malakal."
    report = read_plain(HEAD + body + "\n", "a.txt")
    found = [span.of(report.text) for span in sentence_spans(report)]
    assert found[0] == "Envoy returns to Juba"
    assert "Rebels wait" in found
    assert found[-1] == "The rebels wait for him in Malakal."
    assert not any("Juba\n" in sentence or "wait\n" in sentence for sentence in found)
