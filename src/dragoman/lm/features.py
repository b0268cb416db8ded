"""What the model is shown of a sentence: subword ids with the letter case of their word, and where each word begins.

Training and reading share this module, so that a sentence looks the same to both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

PADDING, LOWER, TITLE, UPPER, MIXED, DIGITS, SYMBOLS = range(7)
LONGEST = 510  # subwords between [CLS] and [SEP]; the encoder has 512 positions


def case_of(word: str) -> int:
    """The letter case of a word, as one of the seven numbers above (0 is kept for padding)."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word[:1].isupper() and word[1:].islower():
        return TITLE
    if any(c.isalpha() for c in word):
        return MIXED
    return DIGITS if any(c.isdigit() for c in word) else SYMBOLS


@dataclass(frozen=True, slots=True)
class Features:
    """One sentence as the encoder sees it: `ids` and `cases` a subword, `first` the position of each word's first."""

    ids: list[int]
    cases: list[int]
    first: list[int]


@dataclass(frozen=True, slots=True)
class PairFeatures(Features):
    """A sentence with two marked spans; `first` are the places of the source's and the target's mark, 0 for none."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences of one forward pass, padded with zeros: ids, cases and mask [n, subwords], first [n, words]."""

    ids: Ints
    cases: Ints
    mask: Ints
    first: Ints


def features(words: Sequence[str], tokenizer: Tokenizer) -> Features:
    """Turn words into subword ids; a word without any subword becomes [UNK], what is over the limit is cut off.

    Args:
        words: words of one sentence; the caller splits sentences that would be over `LONGEST` subwords.
        tokenizer: the encoder's WordPiece tokenizer, with truncation and padding off.
    """
    unknown, start, end = (tokenizer.token_to_id(t) or 0 for t in ("[UNK]", "[CLS]", "[SEP]"))
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None:
            pieces[word].append(piece)
    ids, cases, first = [start], [PADDING], []
    for form, word_pieces in zip(words, pieces, strict=True):
        first.append(min(len(ids), LONGEST))
        ids.extend(word_pieces or [unknown])
        cases.extend([case_of(form)] * max(1, len(word_pieces)))
    return Features([*ids[: LONGEST + 1], end], [*cases[: LONGEST + 1], PADDING], first)


# Spans are marked by tokens that the vocabulary keeps free.
_SOURCE, _TARGET = ("[unused1]", "[unused2]"), ("[unused3]", "[unused4]")


def pair_features(
    words: Sequence[str], source: tuple[int, int] | None, target: tuple[int, int] | None, tokenizer: Tokenizer
) -> PairFeatures:
    """A sentence with marks around its source and target.

    Args:
        words: words of one sentence.
        source: first word and end of the span that acts, if there is one.
        target: the same of the span that it acts on.
        tokenizer: as for `features`.
    """
    plain = features(words, tokenizer)
    bounds = [*plain.first, len(plain.ids) - 1]
    marks: list[tuple[int, int, int, str]] = []  # where, closing before opening, which span, token
    for which, (span, (opening, closing)) in enumerate(((source, _SOURCE), (target, _TARGET))):
        if span is not None:
            marks.append((bounds[span[0]], 1, which, opening))
            marks.append((bounds[span[1]], 0, which, closing))
    ids, cases = list(plain.ids), list(plain.cases)
    for at, _, _, token in sorted(marks, reverse=True):
        ids.insert(at, tokenizer.token_to_id(token) or 0)
        cases.insert(at, PADDING)
    ids, cases = [*ids[: LONGEST + 1], ids[-1]][: len(ids)], [*cases[: LONGEST + 1], PADDING][: len(ids)]
    places = [ids.index(t) if (t := tokenizer.token_to_id(pair[0])) in ids else 0 for pair in (_SOURCE, _TARGET)]
    return PairFeatures(ids, cases, places)


def batch(sentences: Sequence[Features]) -> Batch:
    """Pad sentences to one rectangle."""
    subwords = max(len(s.ids) for s in sentences)
    words = max(len(s.first) for s in sentences)
    ids = np.zeros((len(sentences), subwords), np.int64)
    cases, mask = np.zeros_like(ids), np.zeros_like(ids)
    first = np.zeros((len(sentences), words), np.int64)
    for row, s in enumerate(sentences):
        ids[row, : len(s.ids)] = s.ids
        mask[row, : len(s.ids)] = 1
        cases[row, : len(s.cases)] = s.cases
        first[row, : len(s.first)] = s.first
    return Batch(ids, cases, mask, first)
