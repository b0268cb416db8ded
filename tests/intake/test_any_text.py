"""What holds for any text whatever: it is kept, and what is found in it lies in it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.intake.decoding import decode
from dragoman.intake.plain import read_plain
from dragoman.text.sentences import split_sentences
from dragoman.text.words import tokenize

LINES = st.sampled_from(
    [
        "date 2021-03-04 Envoys meet in Geneva",
        "Published: 4 March 2021",
        "• March 4 2021 11:08:00",
        "ANKARA",
        "ANKARA, June 14 (Agency) — Ministers met.",
        "By Jane Doe",
        "Iran's envoy due on Friday",
        "“We will,” he said.",
        "",
        "   ",
        ".",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=16).flatmap(
        lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]).map(lambda end: end.join(lines))
    ),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("ANKARA")
@example("2021-03-04 Envoys meet in Geneva")
@example("\r\r\n\u2028.")
def test_blocks_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    report = read_plain(text, "x")
    assert report.text == text
    end = 0
    for block in report.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end
    outside = set(range(len(text))) - {i for b in report.blocks for i in range(b.span.start, b.span.end)}
    assert not "".join(text[i] for i in outside).strip(), "words were lost"


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_words_and_sentences_map_back(text: str) -> None:
    for block in read_plain(text, "x").blocks:
        spans = tokenize(text, block.span.start, block.span.end)
        end = block.span.start
        for span in spans:
            assert end <= span.start < span.end <= block.span.end
            assert span.of(text).strip() == span.of(text)
            end = span.end
        ranges = split_sentences(text, spans) if spans else []
        assert [i for a, b in ranges for i in range(a, b)] == list(range(len(spans)))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_clear_error(data: bytes) -> None:
    try:
        decode(data, "x")
        said = "x: "
    except InputError as error:  # and no other
        said = str(error)
    assert said.startswith("x: ")
