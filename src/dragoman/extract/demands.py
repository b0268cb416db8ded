"""Demands told by saying what somebody must do: "Russia says Israel must end its attacks"."""

from __future__ import annotations

from dragoman.extract.frames import Call
from dragoman.extract.slots import Slots
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.lexicon import Frame
from dragoman.mentions.classes import is_of
from dragoman.model.document import Sentence

DEMAND = Frame(
    type="REQUEST", mode=None, pos="VERB", head="must", others=(), actor=(("speaker",),), recipient=(("subj",),), needs=(),
    contexts=(), cameo="100", name="say that somebody must",
)  # fmt: skip
_MUST = frozenset({"must", "should", "ought", "shall"})
_NEED = frozenset({"need", "have"})


def find_demands(sentence: Sentence, slots: Slots, book: ActorBook) -> list[Call]:
    """Calls of a demand on the verb that says what must be done, where speaker and addressee are two actors."""
    found = []
    for i, word in enumerate(sentence.words):
        if word.upos != "VERB" or not _obliged(sentence, i):
            continue
        speakers = [m for m in slots.fill(i, "speaker") if is_of(m, "actor", book)]
        addressed = [m for m in slots.fill(i, "subj") if is_of(m, "actor", book) and m.sort != "pronoun"]
        if speakers and addressed and not {m.key for m in speakers} & {m.key for m in addressed}:
            found.append(Call(i, DEMAND, tuple(speakers), tuple(addressed)))
    return found


def _obliged(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is under must, should, "needs to" or "has to"."""
    if any(sentence.words[c].lemma in _MUST for c in sentence.dependents(verb, "aux")):
        return True
    word = sentence.words[verb]
    return word.deprel == "xcomp" and word.head >= 0 and sentence.words[word.head].lemma in _NEED and word.xpos == "VB"
