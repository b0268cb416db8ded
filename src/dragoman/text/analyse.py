"""A report to a document: blocks are cut into sentences and words, the language model adds tags, trees and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat

from dragoman.lm.lemmas import is_base, lemma_of
from dragoman.lm.reader import Analysis, LanguageModel
from dragoman.lm.tags import mended
from dragoman.model.document import Document, Hunch, Name, Quotation, Sentence, Word
from dragoman.model.report import BlockKind, Report
from dragoman.model.span import Span
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
            hunch=Hunch(*deed) if deed is not None else None,
        )
        for span, upos, xpos, head, deprel, deed in zip(
            spans,
            answer.upos,
            answer.xpos,
            answer.heads,
            answer.deprels,
            answer.deeds or repeat(None, len(spans)),
            strict=True,
        )
    )
    return Sentence(index, Span(spans[0].start, spans[-1].end), kind, _with_verbs(words), tuple(_names(answer.names)))


def _with_verbs(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Make verbs of words that have a subject and no copula: "While Iran and Russia back Assad", "Rebels down jet"."""
    words = _backing(words)
    subjects = {w.head for w in words if w.deprel == "nsubj"}
    if not any(words[i].upos in ("ADV", "ADP", "NOUN", "ADJ") for i in subjects if i >= 0):
        return words
    held = {w.head for w in words if w.deprel in ("cop", "aux", "case")}
    out = list(words)
    for i in subjects - {-1}:
        word = words[i]
        if (
            word.upos not in ("ADV", "ADP", "NOUN")
            or i in held
            or word.deprel not in ("root", "advcl", "ccomp", "conj", "parataxis")
        ):
            continue
        xpos = _finite_tag(word.text.lower())
        out[i] = replace(word, upos="VERB", xpos=xpos, lemma=lemma_of(word.text, xpos))
        led = any(other.head == i and k < i and other.deprel == "nsubj" for k, other in enumerate(words))
        for k, other in enumerate(words):
            if (
                other.head == i
                and k > i
                and (led or other.deprel != "nsubj")
                and other.deprel in ("nsubj", "obl:unmarked", "nmod:unmarked", "compound", "flat", "appos", "dep")
            ):
                out[k] = replace(other, deprel="obj")
    return tuple(out)


def _finite_tag(form: str) -> str:
    """The tag of a word that must be a finite verb, by its ending."""
    if form.endswith("ed") and is_base(lemma_of(form, "VBD")):
        return "VBD"
    return "VBZ" if form.endswith("s") and not form.endswith("ss") else "VBP"


def _backing(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "Egypt and Russia back the army": an adverb "back" between a subject and a bare noun is the verb."""
    out = list(words)
    for i, word in enumerate(words):
        if word.text.lower() != "back" or word.upos not in ("ADV", "ADP") or word.head <= i:
            continue
        noun = words[word.head]
        below = [(k, w) for k, w in enumerate(words) if w.head in (i, word.head)]
        subject = next((k for k, w in below if w.deprel == "nsubj" and k < i), None)
        if noun.upos not in ("NOUN", "PROPN") or subject is None or any(w.deprel in ("cop", "aux") for _, w in below):
            continue
        out[i] = replace(word, upos="VERB", xpos="VBP", head=noun.head, deprel=noun.deprel)
        out[word.head] = replace(noun, head=i, deprel="obj")
        out[subject] = replace(words[subject], head=i)
    return tuple(out)


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
