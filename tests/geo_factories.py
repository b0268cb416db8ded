"""Makers of documents with marked place names, for tests of places: no language model, no tree."""

from __future__ import annotations

import re

from dragoman.model.document import Document, Name, Sentence, Word
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.text.words import tokenize


def make_document(marked: str, *, source: str = "test.txt", dateline: str = "") -> tuple[Document, list[Span]]:
    """A document of one sentence, and the spans of the names asked for.

    Args:
        marked: the text; [Tripoli] is a place name asked for, {Lebanon} another place name, <Ohio State Police> a body.
        source: where the report came from.
        dateline: put before the text as a dateline block.
    """
    marked = dateline + marked
    text, spans = "", list[tuple[Span, str]]()
    for part in re.split(r"(\[[^]]+\]|\{[^}]+\}|<[^>]+>)", marked):
        if part[:1] in ("[", "{", "<"):
            spans.append((Span(len(text), len(text) + len(part) - 2), part[0]))
            part = part[1:-1]
        text += part
    body = Span(len(dateline), len(text))
    words = tokenize(text, body.start, body.end)
    blocks = (Block(BlockKind.DATELINE, Span(0, len(dateline))),) if dateline else ()
    report = Report(text=text, source=source, blocks=(*blocks, Block(BlockKind.BODY, body)))
    names = tuple(
        Name(inside[0], inside[-1] + 1, "ORG" if mark == "<" else "LOC")
        for span, mark in spans
        if (inside := [i for i, word in enumerate(words) if span.overlaps(word)])
    )
    sentence = Sentence(0, body, BlockKind.BODY, tuple(_word(text, w, i) for i, w in enumerate(words)), names)
    return Document(report, (sentence,), ()), [span for span, mark in spans if mark == "["]


def _word(text: str, span: Span, i: int) -> Word:
    form = span.of(text)
    upos = "PROPN" if form[:1].isupper() else "NOUN"
    deprel = "dep" if i else "root"
    return Word(text=form, span=span, lemma=form.lower(), upos=upos, xpos="NN", head=i - 1, deprel=deprel)
