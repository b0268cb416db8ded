"""A ceasefire that is told of as over: "the truce collapsed", "an end to the ceasefire", "declared the truce dead"."""

from __future__ import annotations

from dragoman.extract.polarity import Polarity
from dragoman.model.document import Sentence

_VERBS = frozenset(
    "end collapse expire lapse unravel terminate crumble disintegrate fail scrap abandon annul break_down fall_apart run_out".split()
)
_NOUNS = frozenset("end collapse breakdown expiry expiration termination failure unravelling".split())
_ENDS = frozenset({"over", "dead", "finished", "void", "off", "defunct", "null"})


def ended_by(sentence: Sentence, noun: int) -> str | None:
    """The word by which a ceasefire is over; None where it is not said to be.

    Args:
        sentence: the sentence.
        noun: the word for the ceasefire.
    """
    word = sentence.words[noun]
    if word.head < 0:
        return None
    head = sentence.words[word.head]
    if Polarity(sentence).negation(word.head):
        return None
    near = [sentence.words[c].text.lower() for c in sentence.dependents(noun, "advmod", "xcomp", "amod", "acl")]
    near += [sentence.words[c].text.lower() for c in sentence.dependents(word.head, "xcomp", "advmod")]
    relation = word.deprel.split(":")[0]
    if relation == "nsubj" and sentence.dependents(word.head, "cop") and head.text.lower() in _ENDS:
        return head.text
    if relation in ("nsubj", "obj") and head.upos in ("VERB", "ADJ"):
        if head.lemma in ("declare", "pronounce", "call", "consider", "deem") and (gone := _ENDS & set(near)):
            return f"{head.lemma} {min(gone)}"
        particles = [sentence.words[c].lemma for c in sentence.dependents(word.head, "compound:prt", "advmod")]
        names = {head.lemma, *(f"{head.lemma}_{particle}" for particle in particles)}
        return head.lemma if names & _VERBS else None
    if relation == "nmod" and head.lemma in _NOUNS and head.upos == "NOUN":
        return head.lemma
    return None
