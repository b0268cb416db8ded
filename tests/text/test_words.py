"""Words as the UD treebanks of English cut them; every span gives back the characters that it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.text.words import tokenize

CASES = [
    # text | words | reason
    ("Rebels didn't sign.", "Rebels did n't sign .", "negation is cut off"),
    ("They can’t and cannot leave.", "They ca n’t and can not leave .", "both kinds of apostrophe; cannot is two"),
    ("Russia's envoys' plane", "Russia 's envoys ' plane", "possessives"),
    ("We'll see what they've done", "We 'll see what they 've done", "contractions"),
    ("US-backed fighters", "US - backed fighters", "hyphens stand alone"),
    ("the cease-fire in Gaza", "the cease-fire in Gaza", "one word with its hyphen"),
    ("Gen. Khalifa Haftar", "Gen. Khalifa Haftar", "titles keep their dot"),
    ("the U.S. and the U.N.", "the U.S. and the U.N.", "acronyms keep their dots"),
    ("at 9 a.m. Tuesday", "at 9 a.m. Tuesday", "hours"),
    ("at 10:30 on Jan. 5", "at 10:30 on Jan. 5", "clock times, months"),
    ("He left. It rained.", "He left . It rained .", "a full stop is a word"),
    ("some 1,200 men and $3.5bn", "some 1,200 men and $ 3.5bn", "numbers with their commas, signs apart"),
    ("the 21st century", "the 21st century", "ordinals"),
    ("“Go,” he said…", "“ Go , ” he said …", "quotation marks and dots"),
    ("Wait... what?!", "Wait ... what ?!", "runs of marks are one word"),
    ("see https://un.org/a?b=1.", "see https://un.org/a?b=1 .", "addresses without the full stop"),
    ("write to a.b@un.org now", "write to a.b@un.org now", "mail addresses"),
    ("AT&T and O’Brien", "AT&T and O’Brien", "inner marks of names"),
    ("Al-Shabab (Somalia)", "Al - Shabab ( Somalia )", "brackets"),
    ("talks—if any", "talks — if any", "dashes"),
    ("Ankara/Moscow", "Ankara / Moscow", "slashes"),
    ("l'Hôpital de São Tomé", "l'Hôpital de São Tomé", "letters of other alphabets' marks"),
]


@pytest.mark.parametrize(("text", "words", "reason"), CASES)
def test_words(text: str, words: str, reason: str) -> None:
    assert [span.of(text) for span in tokenize(text, 0, len(text))] == words.split(), reason


def test_only_the_asked_stretch_is_cut() -> None:
    text = "Before. Rebels fled. After."
    spans = tokenize(text, 8, 20)
    assert [s.of(text) for s in spans] == ["Rebels", "fled", "."]
    assert spans[0].start == 8


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_spans_are_in_order_cover_all_and_hold_no_blanks(text: str) -> None:
    spans = tokenize(text, 0, len(text))
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert not any(c.isspace() for c in span.of(text))
        left = text[at : span.start]
        assert not any(c.isalnum() for c in left)
        at = span.end
    assert not any(c.isalnum() for c in text[at:])
