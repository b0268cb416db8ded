"""Whether a report stands behind a deed or hedges: "reportedly", "is believed to have", "an alleged attack".

Certainty is not status: "rebels reportedly shelled the town" tells of what has happened, at arm's length. The words are
those of the class `hedge` with the effect `doubts` in cues.csv; who hedges only the actor ("suspected rebels attacked")
does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.cues import Cues
from dragoman.model.document import Sentence

_PERFECT_MODALS = frozenset({"may", "might", "could"})
_UP = frozenset({"obj", "nsubj", "obl", "xcomp", "ccomp", "csubj", "conj", "nmod", "acl", "advcl"})
_STEPS = 4


def hedge_of(sentence: Sentence, trigger: int, cues: Cues) -> str | None:
    """The word that hedges a deed, or None where the sentence asserts it.

    Args:
        sentence: the sentence.
        trigger: the deed's word.
        cues: cue words.
    """
    for at in _chain(sentence, trigger):
        found = _beside(sentence, at, cues, noun=at != trigger and sentence.words[at].upos == "NOUN")
        found = found or _above(sentence, at, cues)
        if found:
            return found
    return None


def _chain(sentence: Sentence, trigger: int) -> Iterator[int]:
    """The deed's word and the words over it that share its certainty: the verb of a noun, the first of two verbs."""
    at = trigger
    yield at
    for _ in range(_STEPS):
        word = sentence.words[at]
        relation = word.deprel.split(":")[0]
        if word.head < 0 or relation not in ("obj", "xcomp", "conj", "nsubj"):
            return
        if relation == "nsubj" and word.deprel != "nsubj:pass":
            return
        if relation == "conj" and sentence.dependents(at, "nsubj"):
            return
        at = word.head
        yield at


def _beside(sentence: Sentence, at: int, cues: Cues, *, noun: bool) -> str | None:
    """A hedging adverb, adjective or modal of a word."""
    helpers = [sentence.words[c].lemma.lower() for c in sentence.dependents(at, "aux")]
    if "have" in helpers and (modal := next((h for h in helpers if h in _PERFECT_MODALS), None)):
        return f"{modal} have"
    relations = ("advmod",) if noun else ("advmod", "amod", "compound", "acl")
    for c in sentence.dependents(at, *relations):
        word = sentence.words[c]
        if word.upos in ("ADV", "ADJ", "VERB") and _doubts(cues, word.text.lower()):
            return word.text.lower()
    for c in sentence.dependents(at, "obl", "advmod"):
        according = any(sentence.words[k].text.lower() == "according" for k in sentence.subtree(c))
        if according and (rumour := _rumour(sentence, c, cues)):
            return rumour
    return None


def _above(sentence: Sentence, at: int, cues: Cues) -> str | None:
    """A hedge over a word: "is believed to have met", "it is alleged that", "rumours of"."""
    word = sentence.words[at]
    relation = word.deprel.split(":")[0]
    if word.head < 0 or relation not in _UP:
        return None
    head = sentence.words[word.head]
    marks = {sentence.words[c].text.lower() for c in sentence.dependents(at, "mark", "case")}
    seeming = head.lemma.lower() in ("appear", "seem")
    if relation in ("xcomp", "advcl", "ccomp", "csubj") and (head.xpos == "VBN" or seeming):
        joint = "of" if "of" in marks else "to"
        name = head.lemma.lower() if seeming else head.text.lower()
        if _doubts(cues, f"{name} {joint}"):
            return f"{head.text.lower()} {joint}"
    if relation == "ccomp":
        subjects = sentence.dependents(word.head, "nsubj")
        return next((r for s in subjects if (r := _rumour(sentence, s, cues))), None)
    if (
        relation in ("nmod", "acl")
        and head.upos == "NOUN"
        and word.deprel != "acl:relcl"
        and word.deprel != "nmod:poss"
    ):
        return _rumour(sentence, word.head, cues)
    return None


def _rumour(sentence: Sentence, noun: int, cues: Cues) -> str | None:
    """Whether a noun is a rumour, or a report that is called unconfirmed."""
    lemma = sentence.words[noun].lemma.lower()
    if _doubts(cues, lemma):
        return lemma
    if lemma not in ("report", "information", "claim", "account"):
        return None
    for c in sentence.dependents(noun, "amod"):
        if _doubts(cues, sentence.words[c].text.lower()):
            return f"{sentence.words[c].text.lower()} {lemma}"
    return None


def _doubts(cues: Cues, name: str) -> bool:
    return cues.effect("hedge", name) == "doubts"
