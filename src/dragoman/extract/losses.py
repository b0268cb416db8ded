"""The words of a sentence that tell of dead and wounded, with how many they tell of.

A word tells of the dead ("killed", "dead", "lost their lives", "death toll") or the wounded; the tree says who they
are, and `quantities` how many. Animals give no numbers, bare plurals ("killed civilians") neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.loss_words import (
    CALLED,
    COLLECTIVE,
    DEAD,
    DIE,
    HURT,
    HURT_NOUNS,
    KILL,
    KILLED_NOUNS,
    NOBODY,
    NOT_PEOPLE,
    ONE,
    PERSONAL,
    WOUND,
)
from dragoman.extract.quantities import Quantity, find_quantities
from dragoman.extract.slots import Slots
from dragoman.model.document import Sentence


@dataclass(frozen=True, slots=True)
class Loss:
    """What one word tells: so many killed or wounded."""

    anchor: int
    wounded: bool
    low: int
    high: int


class LossReader:
    """Finds the words of a sentence that tell of dead and wounded, with their numbers."""

    def __init__(self, sentence: Sentence, slots: Slots) -> None:
        self.sentence = sentence
        self.slots = slots
        self.quantities = find_quantities(sentence)

    def losses(self) -> Iterator[Loss]:
        """All losses that the sentence tells, in the order of the text."""
        for i, word in enumerate(self.sentence.words):
            lemma, form = word.lemma.lower(), word.text.lower()
            if lemma == "casualty" and self._without(i):
                yield Loss(i, False, 0, 0)
                yield Loss(i, True, 0, 0)
                continue
            wounded = lemma in WOUND or form in HURT or lemma in HURT_NOUNS or lemma in ("suffer", "sustain")
            heads = self._who(i, lemma, form)
            pair = self._count(heads) if heads else None
            if pair is not None:
                yield Loss(i, wounded, *pair)

    def _who(self, i: int, lemma: str, form: str) -> list[int]:
        """Heads of the phrases that name the dead or wounded of a word that tells of any."""
        word = self.sentence.words[i]
        verbal = word.upos in ("VERB", "AUX")
        counted = any(q.end == i for q in self.quantities)  # "26 were killed and 41 wounded"
        if form in DEAD | HURT and (counted or not (verbal and self._is_verb(i))):
            return [i] if counted else self._described(i)
        if verbal and not self._nobody_hit(i):
            if (lemma in KILL or lemma in WOUND or lemma in DIE) and (of_whom := self._of_whom(i)) is not None:
                return [of_whom]
            if lemma in KILL or lemma in WOUND:
                return self._hit(i)
            if lemma in DIE or self._loses_lives(i, lemma):
                return self.slots.subjects(i)
            if lemma in ("claim", "take", "cost"):
                return self._lives(i)
            if self._to_death(i):
                return self._hit(i)
        if word.upos in ("NOUN", "PROPN"):
            if lemma in KILLED_NOUNS or lemma in HURT_NOUNS:
                return self._counted_noun(i)
            if lemma == "toll":
                return self._toll(i)
        return []

    def _is_verb(self, i: int) -> bool:
        """ "were wounded", "wounded 30": a verb; "30 wounded", "left 3 wounded": none."""
        if self.sentence.dependents(i, "aux", "obj", "nsubj", "obl") or self.slots.is_passive(i):
            return self.sentence.words[i].deprel not in ("amod", "xcomp")
        return False

    def _hit(self, verb: int) -> list[int]:
        """Whom a verb hits; an object goes before a subject that is taken for one, "between 10 and 15" is an object."""
        sentence = self.sentence
        own = [o for o in sentence.dependents(verb, "obj") if sentence.words[o].xpos not in ("WDT", "WP")]
        own = [
            o
            for o in own
            if not any(sentence.words[c].text.lower() in HURT and c > verb for c in sentence.dependents(o, "amod"))
        ]
        counted = [(c, q) for c in sentence.dependents(verb, "obl") if (q := self._near(c)) is not None]
        between = [c for c, q in counted if q.start == verb + 2 and sentence.words[verb + 1].text == "between"]
        return own or between or self.slots.objects(verb)

    def _of_whom(self, verb: int) -> int | None:
        """ "37 of whom were injured": the number, and not all whom the clause is about."""
        for q in self.quantities:
            after = [w.text.lower() for w in self.sentence.words[q.end : q.end + 2]]
            if after in (["of", "whom"], ["of", "them"]) and q.end + 2 <= verb <= q.end + 6:
                return q.end - 1
        return None

    def _nobody_hit(self, verb: int) -> bool:
        """ "did not kill", unless somebody is named as not hit: that is for the object to say."""
        words = self.sentence.words
        return any(words[c].lemma.lower() in ("not", "n't", "never") for c in self.sentence.children[verb])

    def _described(self, i: int) -> list[int]:
        """Whom "dead" or "wounded" describes: "left 3 dead", "12 are dead", "with 12 people wounded", "12 dead"."""
        sentence, word = self.sentence, self.sentence.words[i]
        if subjects := sentence.dependents(i, "nsubj"):
            return subjects
        if word.deprel == "xcomp" and word.head >= 0:
            objects = sentence.dependents(word.head, "obj")
            return objects if objects and not self._near(i) else [i]
        if word.deprel in ("amod", "acl", "appos") and word.head >= 0 and not self._near(i):
            return [word.head]
        if word.deprel == "conj" and word.upos == "ADJ" and not self._near(i):
            return []
        return [i]

    def _loses_lives(self, verb: int, lemma: str) -> bool:
        if lemma not in ("lose", "sustain", "suffer"):
            return False
        wanted = ("life",) if lemma == "lose" else ("injury", "wound", "burn")
        return any(self.sentence.words[o].lemma.lower() in wanted for o in self.sentence.dependents(verb, "obj"))

    def _lives(self, verb: int) -> list[int]:
        """ "claimed 31 lives", "claimed the lives of 31 people"."""
        for o in self.sentence.dependents(verb, "obj"):
            if self.sentence.words[o].lemma.lower() == "life":
                of = [c for c in self.sentence.dependents(o, "nmod") if self.slots.case(c) == "of"]
                return of or [o]
        return []

    def _to_death(self, verb: int) -> bool:
        """ "shot dead", "beat to death", "shot and killed" (the second verb tells it)."""
        sentence = self.sentence
        for c in sentence.dependents(verb, "xcomp", "advmod", "amod", "obl"):
            form = sentence.words[c].text.lower()
            if form == "dead" or (form == "death" and self.slots.case(c) == "to"):
                return True
        after = verb + 1
        return (
            after < len(sentence.words)
            and sentence.words[after].text.lower() == "dead"
            and sentence.words[verb].lemma in ("shoot", "gun")
        )

    def _counted_noun(self, noun: int) -> list[int]:
        """ "12 deaths", "the deaths of 12 people", "the killing of a deputy"."""
        if self._near(noun):
            return [noun]
        of = [c for c in self.sentence.dependents(noun, "nmod") if self.slots.case(c) == "of"]
        return of or ([noun] if self._negated(noun) else [])

    def _toll(self, noun: int) -> list[int]:
        """The number beside "death toll": "rose to 31", "reached 31", "toll of 31", "stands at 31"."""
        sentence = self.sentence
        left = {sentence.words[c].lemma.lower() for c in sentence.dependents(noun, "compound", "amod")}
        if not left & {"death", "casualty", "fatality"}:
            return []
        up = sentence.words[noun].head
        places = [
            c
            for c in sentence.dependents(noun, "nmod", "nummod", "obl")
            if self.slots.case(c) in ("of", "at", "to", "")
        ]
        if up >= 0 and sentence.words[noun].deprel.startswith("nsubj"):
            places += [
                c
                for c in sentence.dependents(up, "obl", "obj", "nummod", "xcomp")
                if self.slots.case(c) in ("to", "at", "", "past")
            ]
            places += [up] if sentence.words[up].upos == "NUM" else []
        elif up >= 0 and sentence.words[noun].deprel == "obj":
            places += [c for c in sentence.dependents(up, "obl") if self.slots.case(c) in ("to", "at")]
        return [c for c in places if self._near(c) is not None][:1]

    def _without(self, noun: int) -> bool:
        """ "no casualties", "without causing casualties", but not "no reports of casualties"."""
        sentence, word = self.sentence, self.sentence.words[noun]
        if self._negated(noun):
            return True
        return self.slots.case(noun) == "without" or (
            word.deprel == "obj"
            and any(
                sentence.words[c].lemma.lower() == "without" for c in sentence.dependents(word.head, "mark", "case")
            )
        )

    def _negated(self, noun: int) -> bool:
        return any(
            self.sentence.words[c].text.lower() in ("no", "zero")
            for c in self.sentence.dependents(noun, "det", "nummod")
        )

    def _count(self, heads: Sequence[int]) -> tuple[int, int] | None:
        """How many all phrases tell together; None where none of them tells."""
        pairs = [pair for head in heads for c in self._joined(head) if (pair := self._of(c)) is not None]
        if not pairs:
            return None
        return sum(p[0] for p in pairs), sum(p[1] for p in pairs)

    def _joined(self, head: int) -> list[int]:
        """A phrase and those joined to it by "and", each of which counts people of its own."""
        out = [head]
        for c in self.sentence.dependents(head, "conj"):
            if self._counts_apart(head, c):
                out += self._joined(c)
        return out

    def _counts_apart(self, head: int, c: int) -> bool:
        """Whether a joined phrase adds people, and neither names some again nor is told of by a word of its own."""
        sentence = self.sentence
        if sentence.dependents(c, "nsubj", "obj") or sentence.words[c].upos in ("VERB", "ADJ"):
            return False
        between = sentence.words[head + 1 : c]
        if any(w.text.lower() in ("including", "but") for w in between):
            return False
        # "3 dead and five injured", "and wounded thousands", "and injuring 13 others"
        if any(
            w.text.lower().startswith(("dead", "wound", "injur", "hurt", "kill"))
            for w in [*between, *sentence.words[c + 1 : c + 2]]
        ):
            return False
        # "an activist and leader" is one person
        return bool(self._near(c) or sentence.dependents(c, "det", "nmod:poss") or sentence.name_at(c))

    def _near(self, head: int) -> Quantity | None:
        """The number that counts a word: just before it, or the word itself, only modifiers between."""
        sentence = self.sentence
        for q in reversed(self.quantities):
            if q.start <= head < q.end:
                return q
            if q.end <= head and head - q.end <= 6:
                between = range(q.end, head)
                if all(
                    sentence.words[k].upos in ("ADJ", "NOUN", "PROPN", "PUNCT", "ADP", "DET", "ADV", "VERB", "SYM")
                    for k in between
                ) and all(self._inside(k, head) for k in between):
                    return q
                return None
        return None

    def _inside(self, k: int, head: int) -> bool:
        """Whether a word is part of a noun's phrase, or of the phrase that counts it ("dozens of")."""
        return head in (k, *self.sentence.ancestors(k)) or self.sentence.words[k].text.lower() in (
            "of",
            "other",
            "more",
            "-",
        )

    def _of(self, head: int) -> tuple[int, int] | None:
        """How many people a phrase names."""
        sentence, word = self.sentence, self.sentence.words[head]
        lemma, form = word.lemma.lower(), word.text.lower()
        if lemma in NOT_PEOPLE:
            return None
        if (
            self._negated(head)
            or form in NOBODY
            or (form == "one" and head and sentence.words[head - 1].text.lower() == "no")
        ):
            return 0, 0
        of = [c for c in sentence.dependents(head, "nmod") if self.slots.case(c) == "of"]
        if of and sentence.words[of[0]].lemma.lower() in NOT_PEOPLE:
            return None
        quantity = self._near(head)
        if quantity is not None:
            return quantity.low, quantity.high
        return (1, 1) if self._is_one(head) else None

    def _is_one(self, head: int) -> bool:
        """Whether an uncounted phrase names one person: "a soldier", "the mayor", "him", a person's name."""
        word = self.sentence.words[head]
        if word.text.lower() in ONE or word.text.lower() == "another":
            return True
        mention = self.slots.phrases.at(head)
        if mention.sort == "person":
            return True
        if mention.sort != "noun" or mention.plural or word.xpos not in ("NN", "NNP"):
            return False
        noun, lemma = mention.noun, word.lemma.lower()
        agent = noun is not None and not noun.instrument and noun.kind in PERSONAL and lemma not in COLLECTIVE
        return agent or lemma in CALLED
