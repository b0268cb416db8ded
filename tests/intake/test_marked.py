"""Marked sentences as files have them, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.intake.marked import from_object, marked, read_pairs
from dragoman.model.pair import Pair
from dragoman.model.span import Span


def parts(pair: Pair) -> tuple[str, str, str]:
    return pair.text, pair.source.of(pair.text), pair.target.of(pair.text)


def test_marks_are_taken_out_and_point_at_the_same_words() -> None:
    pair = marked("On Monday <t>France</t> was accused by <s>Mali's junta</s> of spying.")
    assert parts(pair) == ("On Monday France was accused by Mali's junta of spying.", "Mali's junta", "France")


def test_a_mark_in_several_pieces_is_one_span() -> None:
    pair = marked("<s>France</s>, <s>Germany</s> met <t>Iran</t>.")
    assert parts(pair) == ("France, Germany met Iran.", "France, Germany", "Iran")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Mali accused France.", "nothing marked"),
        ("<s>Mali accused <t>France</t>.", "<s> isn't closed"),
        ("Mali</s> accused <t>France</t>.", "</s> closes nothing"),
        ("<s></s>Mali accused France.", "nothing marked"),
        ("<s>Mali</s> " + "x" * 10_000, "10,012 characters"),
    ],
)
def test_a_wrong_mark_is_one_sentence(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        marked(text, "line 3")


def test_an_object_names_its_parties_by_words_or_characters() -> None:
    text = "Mali accused France of spying."
    by_words = from_object({"text": text, "source": "Mali", "target": "France"})
    by_characters = from_object({"text": text, "source": [0, 4], "target": [13, 19]})
    assert parts(by_words) == parts(by_characters) == (text, "Mali", "France")


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        {"text": 3},
        {"text": "Mali slept."},
        {"text": "Mali slept.", "source": "Chad"},
        {"text": "Mali slept.", "source": [0, 99]},
        {"text": "Mali slept.", "source": [4]},
        {"text": "Mali slept.", "source": ["0", "4"]},
    ],
)
def test_an_object_without_a_pair_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="thing"):
        from_object(value, "thing")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.txt", "<s>Mali</s> accused <t>France</t>.\n\nno marks here\n"),
        (
            "p.jsonl",
            json.dumps({"marked": "<s>Mali</s> accused <t>France</t>."}) + '\n{"marked": \n',
        ),
        ("p.tsv", "id\tmarked_sentence\n1\t<s>Mali</s> accused <t>France</t>.\n2\tno marks here\n"),
        ("p.csv", 'id,marked_sentence\n1,"<s>Mali</s> accused <t>France</t>."\n2,no marks here\n'),
    ],
)
def test_every_format_gives_its_pairs_and_says_what_it_left_out(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    good, bad = read_pairs(path)
    assert isinstance(good, Pair) and parts(good) == ("Mali accused France.", "Mali", "France")
    assert isinstance(bad, InputError) and f"{name}, line" in str(bad)


@pytest.mark.parametrize(
    ("name", "content"),
    [("p.txt", b""), ("p.txt", b"\n\n"), ("p.txt", b"\0\1\2"), ("p.tsv", b"id\ttext\n1\tx\n"), ("p.pdf", b"%PDF-1.4")],
)
def test_a_file_without_pairs_is_one_sentence_with_its_name(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (problem,) = read_pairs(path)
    assert isinstance(problem, InputError) and name in str(problem)


def test_a_missing_file_is_one_sentence_with_its_name(tmp_path: Path) -> None:
    (problem,) = read_pairs(tmp_path / "none.txt")
    assert isinstance(problem, InputError) and "none.txt" in str(problem)


words = st.text("ab <>/", max_size=12)


@given(words, words, words, words, words)
def test_whatever_stands_around_the_marks_stays(a: str, s: str, b: str, t: str, c: str) -> None:
    given_text = f"{a}<s>x{s}</s>{b}<t>y{t}</t>{c}"
    if any(mark in a + s + b + t + c for mark in ("<s>", "</s>", "<t>", "</t>")):
        return
    pair = marked(given_text)
    assert pair == Pair(f"{a}x{s}{b}y{t}{c}", Span(len(a), len(a) + 1 + len(s)), pair.target)
    assert pair.target.of(pair.text) == f"y{t}"
