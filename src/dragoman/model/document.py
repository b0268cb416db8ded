"""A report as language: sentences, words with their tree, names and quotations, all as views on the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.model.report import BlockKind, Report
from dragoman.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One syntactic word; `head` is the index of its head in the sentence, -1 for the root."""

    text: str
    span: Span
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named person (PER), organisation (ORG) or location (LOC): words [start, end) of a sentence."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Sentence:
    """One sentence with its dependency tree (Universal Dependencies) and names."""

    index: int
    span: Span
    kind: BlockKind
    words: tuple[Word, ...]
    names: tuple[Name, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Dependents of each word, in the order of the text."""
        out: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head >= 0:
                out[word.head].append(i)
        return tuple(tuple(c) for c in out)

    def dependents(self, i: int, *deprels: str) -> list[int]:
        """Dependents of word i whose relation is one of these; "nsubj" also takes "nsubj:pass" and its like."""
        relations = self._relations
        return [c for c in self.children[i] if relations[c][0] in deprels or relations[c][1] in deprels]

    @cached_property
    def _relations(self) -> tuple[tuple[str, str], ...]:
        """Each word's relation, and the same without what follows the colon."""
        return tuple((word.deprel, word.deprel.partition(":")[0]) for word in self.words)

    def subtree(self, i: int) -> list[int]:
        """Word i and all that hangs on it, in the order of the text."""
        out, todo = [], [i]
        while todo:
            at = todo.pop()
            out.append(at)
            todo.extend(self.children[at])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """The head of word i, that one's head, and so on to the root."""
        seen = {i}
        while (i := self.words[i].head) >= 0 and i not in seen:
            seen.add(i)
            yield i

    def span_of(self, start: int, end: int) -> Span:
        """Characters of words [start, end)."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def name_at(self, i: int) -> Name | None:
        """The name that holds word i."""
        return next((name for name in self.names if name.start <= i < name.end), None)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks (the marks left out); `closed` is False where the end mark is missing."""

    span: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A report analysed as language; the input of all that finds mentions and events."""

    report: Report
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
