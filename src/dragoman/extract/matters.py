"""What talks and visits are about: the states, places and actors named after "on", "about", "to discuss", "focused on".

Only what hangs on the deed's own words (`region`) counts; those who talk and where they meet are no matters. Matters
without a name in them ("trade", "security") are left to the contexts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.extract.region import TALKS, region
from dragoman.extract.slots import Slots
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence

TALKING = frozenset({"CONSULT", "AGREE", "REJECT", "REQUEST", "COOPERATE"})
_ON = frozenset({"on", "about", "over", "regard", "regarding", "concern", "concerning", "upon"})
_DISCUSS = frozenset(
    "discuss address tackle review debate consider examine negotiate raise cover assess coordinate explore mull "
    "broach".split()
)
_FOCUS = frozenset("focus centre center concentrate touch dwell devote dedicate aim base".split())
_SETTLE = frozenset("end resolve settle solve defuse ease stop halt stabilise stabilize revive rebuild calm".split())
_CLAUSES = ("advcl", "acl", "xcomp", "parataxis", "conj", "acl:relcl", "ccomp")
_NO_MATTER = frozenset(
    "sideline sidelines border soil margin margins phone telephone basis behalf invitation condition eve occasion "
    "agenda way trip tour visit platform".split()
)
_TROUBLE = frozenset(
    "situation crisis conflict war violence fighting unrest tension development peace security process ceasefire "
    "truce coup election transition progress stability unity reconstruction".split()
)
MOST = 6


def find_matters(sentence: Sentence, slots: Slots, trigger: int, taken: Sequence[Mention]) -> list[Mention]:
    """Mentions that a deed of talking is about, in the order of the text.

    Args:
        sentence: the sentence.
        slots: its slots.
        trigger: the deed's trigger word.
        taken: its parties, which are no matters.
    """
    reader = _MatterReader(sentence, slots)
    found: dict[int, Mention] = {}
    for head in reader.heads(region(sentence, slots, trigger)):
        for mention in reader.named(head):
            if not any(mention.start < t.end and t.start < mention.end for t in taken):
                found.setdefault(mention.start, mention)
    return [found[start] for start in sorted(found)][:MOST]


class _MatterReader:
    """Reads the matters of talks off the tree."""

    def __init__(self, sentence: Sentence, slots: Slots) -> None:
        self.sentence = sentence
        self.slots = slots

    def heads(self, nodes: Sequence[int]) -> Iterator[int]:
        """Head words of the phrases that tell what the talks are about."""
        for node in nodes:
            word = self.sentence.words[node]
            if word.lemma.lower() in _DISCUSS and word.upos == "VERB":
                yield from self._discussed(node)
            verb_of_talks = word.upos == "VERB" and any(n != node and n in self.sentence.children[node] for n in nodes)
            if (
                word.upos != "VERB"
                or verb_of_talks
                or word.lemma.lower() in ("meet", "talk", "speak", "confer", "negotiate", "consult")
            ):
                yield from self._after_on(node)
            for c in self.sentence.dependents(node, *_CLAUSES):
                yield from self._clause(c)
            if word.deprel == "nsubj" and word.lemma.lower() in TALKS and word.head >= 0:
                yield from self._clause(word.head)  # "the talks will focus on Libya"

    def _after_on(self, node: int) -> Iterator[int]:
        for c in self.sentence.dependents(node, "nmod", "obl"):
            if self.slots.case(c) in _ON and self.sentence.words[c].lemma.lower() not in _NO_MATTER:
                yield c

    def _clause(self, c: int) -> Iterator[int]:
        """ "to discuss Libya", "focused on Syria", "aimed at ending the war in Yemen"."""
        word = self.sentence.words[c]
        lemma = word.lemma.lower()
        if word.upos not in ("VERB", "ADJ"):
            return
        if lemma in _DISCUSS or lemma in _SETTLE:
            yield from self._discussed(c)
        elif lemma in _FOCUS:
            yield from (
                o for o in self.sentence.dependents(c, "obl") if self.slots.case(o) in ("on", "to", "around", "upon")
            )
            for below in self.sentence.dependents(c, "advcl", "xcomp"):
                yield from self._clause(below)
        elif lemma in ("hold", "have"):
            for o in self.sentence.dependents(c, "obj"):
                if self.sentence.words[o].lemma.lower() in TALKS:
                    yield from self._after_on(o)
        for below in self.sentence.dependents(c, "conj"):
            yield from self._clause(below)

    def _discussed(self, verb: int) -> Iterator[int]:
        """The object of a verb, and where its trouble is, even if "in Syria" hangs on the verb."""
        if self.slots.is_passive(verb):
            return
        for o in self.slots.objects(verb):
            yield o
            if self.sentence.words[o].lemma.lower() in _TROUBLE:
                yield from (
                    c
                    for c in self.sentence.dependents(verb, "obl")
                    if c > o and self.slots.case(c) in ("in", "on", "between")
                )

    def named(self, head: int) -> Iterator[Mention]:
        """States, places and actors named in a phrase, clauses on it left out."""
        words, names = self.sentence.words, self.sentence.names
        inside = self._phrase(head)
        for name in names:
            at = next(
                (k for k in range(name.start, name.end) if not name.start <= words[k].head < name.end), name.start
            )
            if at in inside and not self._whereabouts(at):
                yield self.slots.phrases.at(at)
        for k in inside:
            iso3 = self.slots.phrases.book.adjectives.get(words[k].text.lower())
            if iso3 and words[k].upos in ("ADJ", "PROPN", "NOUN") and self.sentence.name_at(k) is None:
                yield Mention(self.sentence, k, k, k + 1, "adjective", country=iso3)

    def _phrase(self, head: int) -> set[int]:
        out, todo = set(), [head]
        while todo:
            at = todo.pop()
            out.add(at)
            todo += [
                c
                for c in self.sentence.children[at]
                if self.sentence.words[c].deprel not in ("acl", "acl:relcl", "advcl", "parataxis", "obl")
                and self.slots.case(c) != "with"
            ]
        return out

    def _whereabouts(self, at: int) -> bool:
        """ "in Brussels" after another name says where they meet."""
        word = self.sentence.words[at]
        inside = word.deprel == "nmod" and self.slots.case(at) in ("in", "at")
        return inside and word.head >= 0 and self.sentence.name_at(word.head) is not None
