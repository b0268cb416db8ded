"""A report to a document: blocks are cut into sentences and words, the language model adds tags, trees and names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.lm.lemmas import lemma_of
from dragoman.lm.reader import Analysis, LanguageModel
from dragoman.lm.tags import mended
from dragoman.model.document import Document, Name, Quotation, Sentence, Word
from dragoman.model.report import BlockKind, Report
from dragoman.model.span import Span
from dragoman.text.repairs import repaired
from dragoman.text.sentences import split_sentences
from dragoman.text.words import tokenize

_READ = (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.BODY)
_OPENING = re.compile(r"[“«\"„]|``|''")
_CURLY = re.compile(r"”|\"|(?<=\S)“(?=\s|$)")  # an opening mark is often typed where the closing one should be
_CLOSING = {
    "“": _CURLY, "«": re.compile("»"), '"': re.compile(r"[\"”]"), "„": re.compile("[“”]"),
    "``": re.compile(r"''|\""), "''": re.compile("''"),
}  # fmt: skip


def analyse(reports: Sequence[Report], model: LanguageModel) -> list[Document]:
    """Analyse reports; what is read in a sentence does not depend on what is read beside it.

    Args:
        reports: any number of reports.
        model: the language model.
    """
    pieces = [_pieces(report) for report in reports]
    words = [
        [[w.of(report.text) for w in spans] for _, spans in cut] for report, cut in zip(reports, pieces, strict=True)
    ]
    answers = iter([mended(w, a) for s in words for w, a in zip(s, model.analyse(s), strict=True)])
    return [
        Document(
            report,
            tuple(_sentence(report.text, i, kind, spans, next(answers)) for i, (kind, spans) in enumerate(cut)),
            find_quotations(report),
        )
        for report, cut in zip(reports, pieces, strict=True)
    ]


def sentence_spans(report: Report) -> list[Span]:
    """Where the sentences of a report stand, in the order that `analyse` numbers them; needs no model."""
    return [Span(words[0].start, words[-1].end) for _, words in _pieces(report) if words]


def _pieces(report: Report) -> list[tuple[BlockKind, list[Span]]]:
    """Sentences as word spans, with the kind of their block; a headline is one sentence."""
    out = []
    for block in report.blocks:
        if block.kind not in _READ:
            continue
        spans = tokenize(report.text, block.span.start, block.span.end)
        if block.kind is BlockKind.BODY or len(spans) > 60:
            ranges = split_sentences(report.text, spans)
        else:
            ranges = [(0, len(spans))] if spans else []
        out += [(block.kind, spans[a:b]) for a, b in ranges]
    return out


def _sentence(text: str, index: int, kind: BlockKind, spans: list[Span], answer: Analysis) -> Sentence:
    words = tuple(
        Word(
            text=(form := span.of(text)),
            span=span,
            lemma=lemma_of(form, xpos),
            upos=upos,
            xpos=xpos,
            head=head,
            deprel=deprel,
        )
        for span, upos, xpos, head, deprel in zip(
            spans, answer.upos, answer.xpos, answer.heads, answer.deprels, strict=True
        )
    )
    return Sentence(index, Span(spans[0].start, spans[-1].end), kind, repaired(words), tuple(_names(answer.names)))


def _names(tags: Sequence[str]) -> list[Name]:
    names: list[Name] = []
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            names.append(Name(start, i, kind))
            kind = ""
        if tag.startswith("B-"):
            start, kind = i, tag[2:]
    return names


def find_quotations(report: Report) -> tuple[Quotation, ...]:
    """Stretches in double quotation marks; a mark that is never closed holds to the end of its paragraph."""
    out = []
    for block in report.blocks:
        if block.kind not in _READ:
            continue
        at, end = block.span.start, block.span.end
        while (match := _OPENING.search(report.text, at, end)) is not None:
            close = _CLOSING[match.group()].search(report.text, match.end(), end)
            stop = close.start() if close else end
            out.append(Quotation(Span(match.end(), stop), close is not None))
            at = close.end() if close else end
    return tuple(out)
