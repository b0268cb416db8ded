"""Whose words a quotation holds: the cue beside it, else the speaker of the quotation before.

A quotation is given to one saying; its words become the saying's content, in the cue's own sentence as word indices,
in other sentences as spans. A quotation without a cue goes on with the speaker of the one before it in its paragraph,
or of the paragraph before where that one ended without a closing mark, or where it is all of its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.sayings import Saying
from dragoman.model.document import Document, Quotation, Sentence
from dragoman.model.span import Span

_NEAR = 3  # characters that may stand between a quotation and its cue: a mark, a comma, a blank
_CLAUSE = 60  # characters of a cue with its source
_LONG = 4  # words of a quotation that is more than a word taken up


class QuoteReader:
    """Gives the quotations of a document to its sayings."""

    def __init__(self, document: Document, sayings: Sequence[Sequence[Saying]]) -> None:
        """Prepare a document.

        Args:
            document: the document.
            sayings: its sayings, sentence by sentence, as the trees show them.
        """
        self.document = document
        self.text = document.report.text
        self.sayings = [list(found) for found in sayings]

    def read(self) -> list[list[Saying]]:
        """The sayings with the quotations that belong to them."""
        last: tuple[int, int] | None = None
        before: Quotation | None = None
        for quotation in self.document.quotations:
            sentences = self._sentences(quotation.span)
            if not sentences:
                continue
            owner = self._touching(quotation, sentences) or self._beside(quotation, sentences)
            if owner is None and self._whole(quotation, sentences) and last is not None and before is not None:
                owner = last if self._goes_on(before, quotation) else None
            if owner is not None:
                self._give(owner, quotation, sentences)
                last, before = owner, quotation
        self._announced()
        return self.sayings

    def _announced(self) -> None:
        """A cue with a colon at the end of its paragraph announces the next paragraph, quoted or not."""
        sentences = self.document.sentences
        for index, found in enumerate(self.sayings[:-1]):
            if sentences[index].words[-1].text != ":":
                continue
            for k in reversed(self._speaking(index)):
                if not found[k].content and not found[k].beyond and sentences[index + 1].kind == sentences[index].kind:
                    found[k] = replace(found[k], beyond=tuple(s.span for s in self._paragraph(index + 1)))
                    break

    def _paragraph(self, index: int) -> list[Sentence]:
        """A sentence and those after it in its paragraph."""
        out = [self.document.sentences[index]]
        for sentence in self.document.sentences[index + 1 :]:
            if "\n" in self.text[out[-1].span.end : sentence.span.start]:
                break
            out.append(sentence)
        return out

    def _sentences(self, span: Span) -> list[Sentence]:
        return [s for s in self.document.sentences if s.span.start < span.end and span.start < s.span.end]

    def _speaking(self, sentence: int) -> list[int]:
        """The numbers of a sentence's sayings that may own a quotation."""
        found = self.sayings[sentence] if 0 <= sentence < len(self.sayings) else []
        return [
            k
            for k, s in enumerate(found)
            if s.sort == "speech" and not s.inner and s.frame in ("that", "according", "colon")
        ]

    def _touching(self, quotation: Quotation, sentences: list[Sentence]) -> tuple[int, int] | None:
        """The saying whose content in the tree holds words of the quotation; the innermost, if several."""
        best: tuple[int, tuple[int, int]] | None = None
        for sentence in sentences:
            inside = {i for i, w in enumerate(sentence.words) if quotation.span.covers(w.span)}
            for k in self._speaking(sentence.index):
                content = self.sayings[sentence.index][k].content
                if content & inside and (best is None or len(content) < best[0]):
                    best = len(content), (sentence.index, k)
        return best[1] if best else None

    def _beside(self, quotation: Quotation, sentences: list[Sentence]) -> tuple[int, int] | None:
        """The saying that stands right after or right before a quotation."""
        for index in range(sentences[0].index - 1, sentences[-1].index + 2):
            for k in self._speaking(index):
                saying = self.sayings[index][k]
                span = self._clause_span(saying)
                if quotation.span.covers(span):
                    continue
                after = self.text[quotation.span.end : span.start] if span.start >= quotation.span.end else None
                if after is not None and len(after) <= _NEAR and "\n" not in after:
                    return index, k
                ahead = self.text[span.end : quotation.span.start] if span.end <= quotation.span.start else None
                if ahead is not None and self._introduces(ahead, index == sentences[0].index):
                    return index, k
        return None

    def _introduces(self, between: str, same: bool) -> bool:
        """Whether what stands between a cue and a quotation leads from one to the other."""
        if not same:
            return (
                re.fullmatch(r"[^.?!\n]{0,80}:?\s*:\s*[“\"«„]|[^.?!\n]{0,80},\s*[“\"«„]|\s*[“\"«„]", between)
                is not None
            )
        return re.search(r"[:,]\s*[“\"«„]$", between) is not None or len(between) <= _NEAR

    def _clause_span(self, saying: Saying) -> Span:
        """From the first to the last word of cue and source."""
        words = self.document.sentences[saying.sentence].words
        held = [*saying.cue_words, *saying.source_words, saying.cue]
        return Span(words[min(held)].span.start, words[max(held)].span.end)

    def _whole(self, quotation: Quotation, sentences: list[Sentence]) -> bool:
        """Whether a quotation begins where a sentence begins and holds more than a few words."""
        first = sentences[0]
        words = sum(quotation.span.covers(w.span) for s in sentences for w in s.words)
        return words >= _LONG and not any(c.isalnum() for c in self.text[first.span.start : quotation.span.start])

    def _goes_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Whether a quotation goes on with the speaker of the one before."""
        between = self.text[before.span.end : quotation.span.start]
        if "\n" not in between:
            return len(between) < 200
        rest, _, ahead = between.rpartition("\n")
        clause = len(rest) < _CLAUSE and not re.search(r"[.?!]\s+\S", rest)
        return not any(c.isalnum() for c in ahead) and (not before.closed or (clause and self._alone(quotation)))

    def _alone(self, quotation: Quotation) -> bool:
        """Whether a quotation is all of its paragraph."""
        end = self.text.find("\n", quotation.span.end)
        return not any(c.isalnum() for c in self.text[quotation.span.end : end if end >= 0 else None])

    def _give(self, owner: tuple[int, int], quotation: Quotation, sentences: list[Sentence]) -> None:
        saying = self.sayings[owner[0]][owner[1]]
        held = {*saying.cue_words, *saying.source_words}
        content, beyond = set(saying.content), list(saying.beyond)
        for sentence in sentences:
            inside = {i for i, w in enumerate(sentence.words) if quotation.span.covers(w.span)}
            if sentence.index == saying.sentence:
                content |= inside - held
            elif inside:
                beyond.append(sentence.span_of(min(inside), max(inside) + 1))
        self.sayings[owner[0]][owner[1]] = replace(saying, content=frozenset(content), beyond=tuple(beyond))
