"""Who has a part in a deed without doing or suffering it: mediators, hosts, sponsors, guarantors, backers, witnesses.

"talks hosted by Qatar", "a Turkish-brokered truce", "under UN auspices", "with Egypt as mediator", "rebels backed by
Chad". Only words that hang on the deed's own words (`region`) count; who is an actor of the deed as well loses nothing
by it, unless the deed has others: then a host of talks is no party to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.region import region
from dragoman.extract.slots import Slots
from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence

PEACEFUL = frozenset({"CONSULT", "AGREE", "CONCEDE", "RETREAT", "SUPPORT", "COOPERATE", "AID", "REJECT", "SANCTION"})
FORCEFUL = frozenset({"ASSAULT", "MOBILIZE", "COERCE"})
_VERBS = {
    "mediate": "mediator", "broker": "mediator", "facilitate": "mediator", "moderate": "mediator",
    "arbitrate": "mediator",
    "host": "host", "convene": "host", "organise": "host", "organize": "host", "sponsor": "sponsor", "chair": "chair",
    "oversee": "monitor", "monitor": "monitor", "supervise": "monitor", "guarantee": "guarantor",
    "underwrite": "guarantor",
    "witness": "witness", "back": "sponsor", "support": "sponsor", "negotiate": "mediator",
}  # fmt: skip
_BACKING = frozenset("back support assist aid arm fund finance equip".split())
_AUSPICES = {
    "auspex": "sponsor", "auspice": "sponsor", "auspices": "sponsor", "aegis": "sponsor", "patronage": "sponsor",
    "sponsorship": "sponsor",
    "mediation": "mediator", "facilitation": "mediator", "mediator": "mediator", "intermediary": "mediator",
    "go-between": "mediator",
    "brokerage": "mediator", "office": "mediator", "chairmanship": "chair", "supervision": "monitor",
    "oversight": "monitor",
    "presence": "witness", "guarantee": "guarantor",
}  # fmt: skip
_HELP = frozenset({"help", "assistance", "backing", "support", "aid"})
_OFFICES = {
    "mediator": "mediator", "intermediary": "mediator", "broker": "mediator", "facilitator": "mediator",
    "go-between": "mediator",
    "moderator": "mediator", "host": "host", "guarantor": "guarantor", "observer": "monitor", "monitor": "monitor",
    "chair": "chair",
    "witness": "witness", "sponsor": "sponsor",
}  # fmt: skip
_UNDER = frozenset({"under", "with", "through", "via", "by", "in", "thanks", "after"})
_PARTICIPLES = ("acl", "acl:relcl", "amod", "advcl", "parataxis", "conj", "appos", "xcomp", "dep")


@dataclass(frozen=True, slots=True)
class Part:
    """A role in a deed and the mention of who has it."""

    role: str
    who: Mention


def find_parts(sentence: Sentence, slots: Slots, trigger: int, type_: str, actors: Sequence[Mention]) -> list[Part]:
    """The parts of one deed, each holder once.

    Args:
        sentence: the sentence.
        slots: its slots.
        trigger: the deed's trigger word.
        type_: the deed's type.
        actors: its actors; what is said of those who use force may name their backers.
    """
    reader = _PartReader(sentence, slots, trigger, forceful=type_ in FORCEFUL)
    if type_ in PEACEFUL:
        found = list(reader.of(region(sentence, slots, trigger)))
    elif type_ in FORCEFUL:
        found = list(reader.backers([trigger, *(m.head for m in actors if m.sort != "pronoun")]))
    else:
        return []
    unique: dict[tuple[int, int, int], Part] = {}
    for part in found:
        if is_of(part.who, "actor", slots.phrases.book) and part.who.sort != "pronoun":
            unique.setdefault(part.who.key, part)
    return list(unique.values())


class _PartReader:
    """Reads the parts of one deed off the tree."""

    def __init__(self, sentence: Sentence, slots: Slots, trigger: int, *, forceful: bool) -> None:
        self.sentence = sentence
        self.slots = slots
        self.trigger = trigger
        self.forceful = forceful

    def of(self, nodes: Sequence[int]) -> Iterator[Part]:
        """Parts in talks and what comes of them."""
        for node in nodes:
            yield from self._governing(node, nodes)
            for c in self.sentence.children[node]:
                yield from self._participle(c)
                yield from self._adjunct(c)
                if self.sentence.words[c].deprel == "nmod":  # "talks on Crimea mediated by Turkey"
                    for below in self.sentence.dependents(c, "acl"):
                        yield from self._participle(below)
            yield from self._hyphened(node)
        yield from self._as_office(nodes)

    def backers(self, nodes: Sequence[int]) -> Iterator[Part]:
        """Who stands behind those that use force: "rebels backed by Chad", "with Russian air support"."""
        for node in nodes:
            for c in self.sentence.children[node]:
                word = self.sentence.words[c]
                if word.lemma.lower() in _BACKING and word.deprel in _PARTICIPLES and word.xpos == "VBN":
                    yield from self._parts("backer", self.slots.subjects(c))
                elif word.lemma.lower() in _HELP and self.slots.case(c) in ("with", "by"):
                    yield from (Part("backer", m) for m in self._owners(c))
            yield from self._hyphened(node)

    def _role(self, lemma: str) -> str | None:
        if self.forceful:
            return "backer" if lemma in _BACKING else None
        return _VERBS.get(lemma)

    def _parts(self, role: str, heads: Sequence[int]) -> Iterator[Part]:
        for head in heads:
            for mention in self.slots.phrases.mentions(head):
                yield Part(role, mention)

    def _governing(self, node: int, nodes: Sequence[int]) -> Iterator[Part]:
        """The verb over the talks: "Qatar hosted the talks", "the talks were mediated by Oman"."""
        word = self.sentence.words[node]
        role = self._role(word.lemma.lower()) if word.upos == "VERB" and node != self.trigger else None
        if role is None or word.lemma.lower() in ("back", "support", "negotiate") or word.deprel == "xcomp":
            return  # who tries or hopes to mediate is no mediator yet
        if set(self.slots.objects(node)) & set(nodes):
            yield from self._parts(role, self.slots.subjects(node))

    def _participle(self, c: int) -> Iterator[Part]:
        """ "brokered by Qatar", "which Egypt is mediating", "with Qatar mediating"."""
        word = self.sentence.words[c]
        role = self._role(word.lemma.lower()) if word.upos in ("VERB", "ADJ") else None
        if role is not None and c != self.trigger and word.deprel in _PARTICIPLES:
            passive = self.slots.is_passive(c)
            if passive:
                yield from self._parts(role, self.slots.subjects(c))
            elif word.deprel in ("acl", "acl:relcl"):
                yield from self._parts(
                    role,
                    [
                        s
                        for s in self.sentence.dependents(c, "nsubj")
                        if self.sentence.words[s].xpos not in ("WDT", "WP")
                    ],
                )
            elif word.xpos == "VBG" and word.deprel == "advcl" and word.lemma != "support":
                yield from self._parts(role, self.sentence.dependents(c, "nsubj"))
        if word.upos == "VERB" and word.deprel in _PARTICIPLES:
            for below in self.sentence.dependents(c, "conj"):
                yield from self._participle(below)
        # "with Qatar mediating": the participle may hang on the name.
        if word.upos == "PROPN" and self.slots.case(c) == "with":
            for below in self.sentence.dependents(c, "acl"):
                inner = self.sentence.words[below]
                found = self._role(inner.lemma.lower())
                if found and inner.xpos == "VBG":
                    yield from self._parts(found, [c])

    def _adjunct(self, c: int) -> Iterator[Part]:
        """The phrase that has a role: "under UN auspices", "with the mediation of Qatar", "through Omani mediators"."""
        word = self.sentence.words[c]
        lemma = word.lemma.lower()
        if word.deprel.split(":")[0] not in ("obl", "nmod"):
            return
        if lemma in _HELP or (lemma == "office" and not self._good(c)):
            for below in self.sentence.dependents(c, "nmod"):
                if lemma in _HELP and self.sentence.words[below].lemma.lower() in _AUSPICES:
                    yield from (Part("mediator", m) for m in self._owners(below))
            return
        role = _AUSPICES.get(lemma)
        if role is not None and self.slots.case(c) in _UNDER:
            yield from (Part(role, m) for m in self._owners(c))

    def _good(self, c: int) -> bool:
        return any(self.sentence.words[k].lemma.lower() == "good" for k in self.sentence.dependents(c, "amod"))

    def _owners(self, noun: int) -> list[Mention]:
        """Whose a noun is: "UN auspices", "Qatar's mediation", "the mediation of Qatar", "mediators from Oman"."""
        out: list[Mention] = []
        for slot in ("mod", "poss", "of", "by", "from"):
            out += [m for m in self.slots.fill(noun, slot) if is_of(m, "actor", self.slots.phrases.book)]
            if out:
                return out
        return out

    def _hyphened(self, node: int) -> Iterator[Part]:
        """ "a Turkish-brokered truce", "UN-sponsored talks": the word before the hyphen."""
        words = self.sentence.words
        for k in range(max(2, node - 8), node):
            role = self._role(words[k].lemma.lower()) if words[k].xpos in ("VBN", "VBD", "JJ") else None
            if role is None or words[k - 1].text not in ("-", "‐", "–") or words[k].head != node:
                continue
            yield from (Part(role, m) for m in self._before(k - 2))

    def _before(self, at: int) -> list[Mention]:
        """The mention of a name or nationality just before a hyphen."""
        word = self.sentence.words[at]
        iso3 = self.slots.phrases.book.adjectives.get(word.text.lower())
        if iso3:
            return [Mention(self.sentence, at, at, at + 1, "adjective", country=iso3)]
        name = self.sentence.name_at(at)
        if name is not None:
            return [self.slots.phrases.at(at)]
        return []

    def _as_office(self, nodes: Sequence[int]) -> Iterator[Part]:
        """ "with Egypt as mediator", "with Egypt acting as a mediator"."""
        words = self.sentence.words
        for i, word in enumerate(words):
            role = _OFFICES.get(word.lemma.lower())
            if role is None or word.upos != "NOUN" or not any(n in nodes for n in self.sentence.ancestors(i)):
                continue
            marks = [c for c in self.sentence.children[i] if words[c].text.lower() == "as"]
            if not marks or marks[0] < 2:
                continue
            before = marks[0] - 1
            if words[before].lemma.lower() in ("act", "serve") and words[before].xpos == "VBG":
                before -= 1
            if words[before].upos in ("PROPN", "NOUN") and self._introduced(before):
                yield from self._parts(role, [self.slots.phrases.at(before).head])

    def _introduced(self, at: int) -> bool:
        """Whether "with" opens the phrase that ends at a word."""
        start = self.slots.phrases.at(at).start
        return any(self.sentence.words[k].text.lower() == "with" for k in range(max(0, start - 6), start + 1))
