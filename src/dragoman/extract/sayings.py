"""One attribution: who is said to have said, thought or stood for what, by which words."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.mentions.phrases import Mention
from dragoman.model.span import Span


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of a sentence that attribute: the cue, who speaks, and the words (indices) that are said.

    `sort` tells speech from thoughts ("fear", "plan to") and stands ("praised the deal"), which make nobody the
    speaker of an event; `frame` tells how the content follows the cue ("that": a clause or quotation; see
    knowledge/attribution.py; besides "according", "citing", "hearsay", "colon" and "noun" with a frame). `cue_words`
    and `source_words` are the whole cue and source, `source_head` the source's head. `inner` is true where the cue
    stands in a quotation or in what another saying tells. `beyond` is what the saying goes on to say in other
    sentences.
    """

    sentence: int
    cue: int
    speakers: tuple[Mention, ...]
    content: frozenset[int]
    stance: str
    sort: str = "speech"
    frame: str = "that"
    cue_words: tuple[int, ...] = ()
    source_words: tuple[int, ...] = ()
    source_head: int | None = None
    inner: bool = False
    beyond: tuple[Span, ...] = ()
