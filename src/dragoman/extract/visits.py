"""Visits told by where somebody is: "Zarif will be in Istanbul", "due in Cairo for talks", "Rubio in Riyadh"."""

from __future__ import annotations

from dragoman.extract.frames import Call
from dragoman.extract.slots import Slots
from dragoman.knowledge.actors import ActorBook, fold
from dragoman.knowledge.lexicon import Frame
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence
from dragoman.model.records import Kind

PRESENCE = Frame(
    type="CONSULT", mode="visit", pos="VERB", head="be", others=(), actor=(("subj",),), recipient=(("in",),), needs=(),
    contexts=("diplomatic",), cameo="042", name="be in a place",
)  # fmt: skip


def find_visits(sentence: Sentence, slots: Slots, book: ActorBook) -> list[Call]:
    """Calls of a visit by place alone: an official (a person with title, or known) said to be or be due in a foreign place."""
    found = []
    for i in range(len(sentence.words)):
        name = sentence.name_at(i)
        if name is None or name.kind != "LOC" or i != _head(sentence, name.start, name.end) or slots.case(i) != "in":
            continue
        visitors = _visitors(sentence, slots, i, book)
        if not visitors:
            continue
        trigger = _trigger(sentence, i, visitors[0])
        if trigger is not None:
            found.append(Call(trigger, PRESENCE, tuple(visitors), (slots.phrases.at(i),)))
    return found[:1]


def _head(sentence: Sentence, start: int, end: int) -> int:
    return next((k for k in range(start, end) if not start <= sentence.words[k].head < end), start)


def _trigger(sentence: Sentence, place: int, visitor: Mention) -> int | None:
    """The copula, "due", or (headline) the visitor's own word."""
    copula = sentence.dependents(place, "cop")
    if copula:
        will = [c for c in sentence.dependents(place, "aux") if sentence.words[c].lemma in ("will", "shall")]
        return copula[0] if will else None
    head = sentence.words[place].head
    if head < 0:
        return None
    word = sentence.words[head]
    if word.lemma == "due" or (word.lemma == "be" and sentence.dependents(head, "aux")):
        return head
    if sentence.kind.value != "body" and head == visitor.head:
        return head
    return None


def _visitors(sentence: Sentence, slots: Slots, place: int, book: ActorBook) -> list[Mention]:
    head = sentence.words[place].head
    at = place if head < 0 or sentence.dependents(place, "cop") else head
    heads = sentence.dependents(at, "nsubj")
    if not heads and sentence.kind.value != "body" and head >= 0:
        heads = [head]
    found = [m for h in heads for m in slots.phrases.mentions(h)]
    return [m for m in found if _is_official(m, book)]


def _is_official(mention: Mention, book: ActorBook) -> bool:
    if mention.sort == "person":
        words = mention.sentence.words[mention.name.start : mention.name.end] if mention.name else ()
        name = " ".join(w.text for w in words)
        return mention.noun is not None or bool(book.find(name) or book.find_surname(name))
    return (
        mention.noun is not None
        and mention.noun.kind is Kind.PERSON
        and mention.noun.sort == "office"
        and bool(fold(mention.word))
    )
