"""Who a cue's words give as its source: the subject's whole phrase, the agent of a passive, the owner of a noun."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dragoman.extract.slots import Slots
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence

_EMPTY = frozenset({"it", "there"})
_DASHES = frozenset({"–", "—", "--"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a source, its head, and the mentions of actors that it holds; all empty where nobody is named."""

    words: tuple[int, ...] = ()
    head: int | None = None
    speakers: tuple[Mention, ...] = ()


NOBODY = Source()


def source_of(slots: Slots, heads: list[int], outside: frozenset[int]) -> Source:
    """The source that these heads and their phrases make; words `outside` are never part of it.

    Args:
        slots: the slots of the sentence.
        heads: head words of noun phrases.
        outside: the cue with all that hangs on it, which a participle may hang below its own source.
    """
    sentence = slots.sentence
    heads = [
        h for h in heads if h not in outside and not (sentence.words[h].text.lower() in _EMPTY and _dummy(sentence, h))
    ]
    if not heads:
        return NOBODY
    held = {k for h in _beside(sentence, heads[0], heads) for k in phrase_words(sentence, h)}
    words = trimmed(sentence, sorted(held - outside))
    if not words:
        return NOBODY
    speakers = tuple(m for h in heads for m in slots.phrases.mentions(h))
    return Source(tuple(words), heads[0] if heads[0] in words else words[-1], speakers)


def subject_source(slots: Slots, verb: int, content: AbstractSet[int] = frozenset()) -> Source:
    """The source of a verb: its subject or, in the passive, its agent, outside of the content where it can be."""
    sentence = slots.sentence
    heads = _adder(slots, verb) or slots.subjects(verb) or _nearby(slots, verb)
    heads = [h for h in heads if h not in content] or heads
    heads = [h for h in heads if h < verb] or heads
    below = frozenset(sentence.subtree(verb))
    own = [c for c in sentence.dependents(verb, "nsubj") if sentence.words[c].text.lower() in _RELATIVES]
    if own and not slots.is_passive(verb):
        found = source_of(slots, heads, below)
        return Source((own[0],), own[0], found.speakers)
    outside = below - {k for h in heads if h in below for k in sentence.subtree(h)} | {verb}
    return source_of(slots, heads, outside)


def _adder(slots: Slots, verb: int) -> list[int]:
    """Who adds by a participle: in "the ship was hit, the navy said, citing its radar" the navy cites."""
    words = slots.sentence.words
    head = words[verb].head
    if words[verb].xpos != "VBG" or head < 0 or slots.sentence.dependents(verb, "nsubj", "aux"):
        return []
    above = words[head].head
    comma = words[verb - 1].text in (",", "and", "but")
    if words[head].deprel == "ccomp" and above < verb and (head < above or comma):
        return slots.subjects(above)
    return []


def _nearby(slots: Slots, verb: int) -> list[int]:
    """A subject that the tree has missed: that of the clause a participle is set beside, or the noun right before."""
    sentence, word = slots.sentence, slots.sentence.words[verb]
    if slots.is_passive(verb) or (word.text[0].isupper() and verb == 0):
        return []
    if (
        word.xpos == "VBG"
        and word.head >= 0
        and word.deprel.split(":")[0] in ("parataxis", "conj", "advcl", "dep", "xcomp")
    ):
        return slots.subjects(word.head)
    if word.xpos in ("VBD", "VBZ", "VBP") and word.deprel != "conj":
        at = verb - 1
        while at > 0 and (sentence.words[at].text == "," or sentence.words[at].upos == "ADV"):
            at -= 1
        if at >= 0 and sentence.words[at].upos in ("NOUN", "PROPN", "PRON"):
            head = sentence.words[at].head
            while head >= 0 and head != verb and sentence.words[head].upos in ("NOUN", "PROPN") and head < verb:
                at, head = head, sentence.words[head].head
            return [at]
    return []


def _beside(sentence: Sentence, first: int, heads: list[int]) -> list[int]:
    """The first head and those whose phrases touch it: a title and its name that the tree has kept apart."""
    out, words = [first], set(sentence.subtree(first))
    for h in heads:
        more = set(sentence.subtree(h))
        if h != first and (min(more) - 1 in words or max(more) + 1 in words):
            out.append(h)
            words |= more
    return out


def _dummy(sentence: Sentence, i: int) -> bool:
    """Whether "it" or "there" stands for nothing: "it was announced that"."""
    head = sentence.words[i].head
    if sentence.words[i].deprel == "expl" or sentence.words[i].text.lower() == "there":
        return True
    return head >= 0 and sentence.words[i].deprel == "nsubj:pass" and bool(sentence.dependents(head, "ccomp", "csubj"))


def phrase_words(sentence: Sentence, head: int) -> list[int]:
    """The words of a noun phrase without its preposition: all below its head."""
    left: set[int] = set()
    for c in sentence.children[head]:
        if c < head and sentence.words[c].deprel in ("case", "cc", "mark"):
            left |= set(sentence.subtree(c))
    return [k for k in sentence.subtree(head) if k not in left]


def trimmed(sentence: Sentence, words: list[int]) -> list[int]:
    """Words without the punctuation at their ends."""
    dashes = [n for n, k in enumerate(words) if k < 14 and sentence.words[k].text in _DASHES and words[:1] == [0]]
    start, end = (dashes[-1] + 1 if dashes else 0), len(words)  # what stands before a dash is a dateline
    while start < end and sentence.words[words[start]].upos == "PUNCT":
        start += 1
    while end > start and sentence.words[words[end - 1]].upos == "PUNCT":
        end -= 1
    return words[start:end]
