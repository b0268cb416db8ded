"""Attributions in own sentences, read with the shipped model: a marked table in sayings.txt, and who speaks of events.

The tree is the point here, so all rows are analysed once, together, with the real model. A row with `?` is a known
miss of the rules or of the model, with the reason; such rows are few (see KNOWN_MISSES).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dragoman.extract.sayings import Saying
from dragoman.extract.speech import SpeechReader
from dragoman.model.document import Document
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader
from dragoman.text.analyse import analyse

_MARKS = {"{": "source", "[": "cue", "<": "content"}
SORTS = frozenset({"speech", "stand", "thought"})
KNOWN_MISSES = 0.08  # the largest share of rows that may carry a question mark


@dataclass(frozen=True)
class Row:
    line: int
    text: str
    source: str
    cue: str
    content: str
    want: tuple[str, ...]
    reason: str
    headline: bool
    missed: bool

    @property
    def report(self) -> Report:
        kind = BlockKind.HEADLINE if self.headline else BlockKind.BODY
        blocks = tuple(Block(kind, Span(m.start(), m.end())) for m in re.finditer(r"[^\n]+", self.text))
        return Report(text=self.text, source=f"row {self.line}", blocks=blocks)


def _rows() -> Iterator[Row]:
    headline = False
    for number, line in enumerate(Path(__file__).with_name("sayings.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("=="):
            headline = line.startswith("== headlines")
        elif line and not line.startswith("#"):
            marked, want, reason = (part.strip() for part in line.removeprefix("? ").split(" | "))
            marked = marked.replace(" ¶ ", "\n")
            held = {role: " ".join(_inside(marked, mark)) for mark, role in _MARKS.items()}
            text = re.sub(r"[{}\[\]<>]", "", marked)
            yield Row(
                number,
                text,
                **held,
                want=_sort_and_stance(want),
                reason=reason,
                headline=headline,
                missed=line[0] == "?",
            )


def _sort_and_stance(want: str) -> tuple[str, ...]:
    """What a row wants of its saying: "-" is speech that asserts, one word its sort or its stance beside the usual other."""
    words = want.replace("-", "").split()
    sort = next((w for w in words if w in SORTS), "speech")
    return sort, next((w for w in words if w not in SORTS), "asserts")


def _inside(marked: str, mark: str) -> list[str]:
    close = {"{": "}", "[": "]", "<": ">"}[mark]
    return [re.sub(r"[{}\[\]<>]", "", m) for m in re.findall(rf"\{mark}(.*?)\{close}", marked, re.DOTALL)]


ROWS = list(_rows())


@cache
def _read() -> dict[int, tuple[Document, SpeechReader]]:
    """All rows, analysed in one pass of the model."""
    reader = Reader.load()
    documents = analyse([row.report for row in ROWS], reader.model)
    views = [reader.view(document) for document in documents]
    return {row.line: (view.document, view.speech) for row, view in zip(ROWS, views, strict=True)}


def _plain(text: str) -> str:
    """Words only: marks of punctuation are nobody's."""
    return " ".join(re.findall(r"\w+|:$|^:$", text))


def _told(document: Document, saying: Saying) -> tuple[str, str, str]:
    words = document.sentences[saying.sentence].words

    def text(indices: Iterator[int] | tuple[int, ...] | list[int]) -> str:
        return _plain(" ".join(words[i].text for i in indices))

    spans = sorted([*(words[i].span for i in saying.content), *saying.beyond], key=lambda span: span.start)
    content = _plain(" ".join(span.of(document.report.text) for span in spans))
    return text(saying.source_words), text(saying.cue_words).removesuffix(" :"), content


@pytest.mark.parametrize("row", ROWS, ids=[f"line {row.line}: {row.text[:50]}" for row in ROWS])
def test_attribution(row: Row, request: pytest.FixtureRequest) -> None:
    if row.missed:
        request.applymarker(pytest.mark.xfail(reason=row.reason, strict=True))
    document, speech = _read()[row.line]
    found = [(_told(document, s), s) for sayings in speech.attributions for s in sayings]
    if not row.cue:
        assert [told for told, _ in found] == []
        return
    wanted = (_plain(row.source), _plain(row.cue), _plain(row.content))
    assert wanted in [told for told, _ in found]
    saying = next(s for told, s in found if told == wanted)
    assert row.want == (saying.sort, saying.stance)


def test_known_misses_are_few() -> None:
    assert sum(row.missed for row in ROWS) <= KNOWN_MISSES * len(ROWS)


def test_table_is_large() -> None:
    assert len(ROWS) >= 200
