"""Where sentences end in the wires: not at abbreviations, initials or hours; after quotations; between paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.text.sentences import LONGEST, split_sentences
from dragoman.text.words import tokenize


def sentences(text: str) -> list[str]:
    words = tokenize(text, 0, len(text))
    return [text[words[a].start : words[b - 1].end] for a, b in split_sentences(text, words)]


# One bar is an end of a sentence.
CASES = [
    ("The army left the town.| Rebels took it on Friday.", "plain"),
    ("Gen. Haftar left Cairo.| Lt. Col. Musa stayed.", "titles"),
    ("The U.S. envoy met Mr. Ould Salek in Algiers.| He left at noon.", "acronym and title"),
    ("The talks begin at 9 a.m. Tuesday in Geneva.| Both sides will come.", "hour before a day"),
    ("It was signed on Jan. 5 in St. Petersburg.| It holds.", "month and saint"),
    ("John F. Kennedy and J. R. Premadasa never met.| They wrote.", "initials"),
    ("“We will stay.”| The general left the room.", "quotation closed after the stop"),
    ("“We will stay,” the general said.| “We are ready.”", "quotation inside a sentence"),
    ("Did the army fire?| Nobody knows.", "question"),
    ("The deal is dead!| So say the rebels.", "exclamation"),
    ("The price rose 3.5 percent to $1.20 a litre.| Drivers struck.", "decimal point"),
    ("The company, Oil Corp. of Juba, left.| Others stayed.", "company"),
    ("The U.N. said so.| No. 10 did not reply.", "number sign"),
    ("The army withdrew from the U.S. base in Niger.| It took months.", "acronym before a small letter"),
    ("Gunmen attacked a train Tuesday near Sibi.| It burned.", "a weekday without “on”"),
    ("Police (and troops) came.| They fired.", "brackets"),
    ("Turkey, Iran, etc. were invited.| All came.", "etc."),
    ("The state deported 14,000 Haitians in August.| It went on.", "a count before a name"),
    ("She had called Hun Sen.| The party left.", "a name that is also a title"),
]


@pytest.mark.parametrize(("marked", "reason"), CASES)
def test_ends(marked: str, reason: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    assert sentences(marked.replace("|", "")) == wanted, reason


def test_a_stretch_without_ends_is_cut_so_that_it_stays_readable() -> None:
    text = "rebels " * (2 * LONGEST + 10)
    found = sentences(text)
    assert len(found) == 3
    assert len(found[0].split()) == LONGEST


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["Rebels", "fled", ".", "Gen.", "”", "?", "9", "a.m.", "...", "the", "U.S."]), max_size=30)
)
def test_every_word_is_in_one_sentence(words: list[str]) -> None:
    text = " ".join(words)
    spans = tokenize(text, 0, len(text))
    ranges = split_sentences(text, spans)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(spans)))
    assert all(a < b for a, b in ranges)
