"""What the tree shows around an attributing word: its uses, and simple questions about its dependents."""

from __future__ import annotations

from dragoman.extract.slots import Slots
from dragoman.knowledge.attribution import Attributing, Use


class Shapes:
    """Questions about the tree of one sentence, asked from its attributing words."""

    def __init__(self, slots: Slots, verbs: Attributing, quoted: frozenset[int]) -> None:
        """Prepare a sentence.

        Args:
            slots: its slots.
            verbs: the attributing verbs.
            quoted: its words that stand in quotation marks.
        """
        self.slots = slots
        self.sentence = slots.sentence
        self.words = slots.sentence.words
        self.verbs = verbs
        self.quoted = quoted

    def uses(self, i: int) -> dict[str, Use]:
        lemma = self.words[i].lemma.lower()
        for c in self.sentence.dependents(i, "compound:prt", "advmod", "xcomp"):
            if uses := self.verbs.uses(f"{lemma} {self.words[c].text.lower()}"):
                return uses
        return self.verbs.uses(lemma)

    def governors(self, verb: int) -> list[int]:
        """The verb, and an adjective that it makes one word with: "made (it) clear that"."""
        lemma = self.words[verb].lemma.lower()
        joined = [
            c
            for c in self.sentence.dependents(verb, "xcomp")
            if self.verbs.uses(f"{lemma} {self.words[c].text.lower()}")
        ]
        return [verb, *joined]

    def is_clause(self, i: int) -> bool:
        return self.words[i].upos in ("VERB", "AUX") or bool(self.sentence.dependents(i, "cop", "nsubj"))

    def has_to(self, i: int) -> bool:
        return any(self.words[c].text.lower() == "to" for c in self.sentence.dependents(i, "mark"))

    def begins_with(self, i: int, word: str) -> bool:
        return any(self.words[c].text.lower() == word for c in self.sentence.dependents(i, "case", "mark"))
