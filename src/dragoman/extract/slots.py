"""Where the parties of a deed stand in the tree: logical subjects and objects, prepositions, possessors, modifiers.

`Slots.fill` answers for one trigger word and one slot name of the lexicon (docs/knowledge.md lists them) with the head
words of the phrases that fill it. What verbs leave open is undone in `verbs`.
"""

from __future__ import annotations

from dragoman.extract.verbs import Verbs
from dragoman.knowledge.cues import Cues
from dragoman.mentions.phrases import Mention, Phrases
from dragoman.model.document import Sentence

_ALIAS = {
    "toward": ("toward", "towards"),
    "among": ("among", "amongst", "amid"),
    "into": ("into", "in"),
    "on": ("on", "upon"),
}


class Slots:
    """Fills slots around trigger words of one sentence."""

    def __init__(self, sentence: Sentence, phrases: Phrases, cues: Cues) -> None:
        self.sentence = sentence
        self.phrases = phrases
        self.cues = cues
        self.verbs = Verbs(sentence)

    def fill(self, trigger: int, slot: str) -> list[Mention]:
        """Mentions that fill a slot of a trigger, conjuncts included."""
        out: list[Mention] = []
        for head in self.heads(trigger, slot):
            out += self.phrases.mentions(head)
        if slot == "mod":
            out += self._modifiers(trigger)
        unique: dict[tuple[int, int, int], Mention] = {}
        for mention in out:
            unique.setdefault(mention.key, mention)
        return list(unique.values())

    def heads(self, trigger: int, slot: str) -> list[int]:
        """Head words of the phrases in a slot, conjuncts left out."""
        verbal = self.sentence.words[trigger].upos in ("VERB", "AUX")
        match slot:
            case "subj":
                return self.verbs.subjects(trigger) if verbal else self._noun_subject(trigger)
            case "obj":
                return self.verbs.objects(trigger)
            case "iobj":
                return self.sentence.dependents(trigger, "iobj")
            case "comp":
                return self._complement_subject(trigger)
            case "poss":
                return self.sentence.dependents(trigger, "nmod:poss")
            case "light":
                return self._lender(trigger)
            case "mod":
                return []
            case "speaker":
                return self._speaker(trigger)
            case _:
                return self._prepositional(trigger, slot)

    def _complement_subject(self, verb: int) -> list[int]:
        """Who the governed clause is about: "urged Iran to leave", "accused Mali of arming", "said that Iran had left"."""
        objects = self.verbs.objects(verb)
        if objects and self.phrases.at(objects[0]).sort != "noun":
            return objects
        for c in self.sentence.dependents(verb, "xcomp", "ccomp", "advcl"):
            found = self.verbs.grammatical_subject(c) if self.sentence.dependents(c, "nsubj") else []
            if found:
                return found
        return objects

    def _speaker(self, word: int) -> list[int]:
        """Who says the clause that a word is in: "Chad says that rebels were behind the raid"."""
        at = word
        for above in self.sentence.ancestors(word):
            if self.sentence.words[at].deprel in ("ccomp", "parataxis") and self.cues.has(
                "speech", self.sentence.words[above].lemma
            ):
                return self.verbs.subjects(above)
            if self.sentence.words[at].deprel not in ("conj", "xcomp", "ccomp", "obj", "obl", "nsubj", "nmod", "advcl"):
                return []
            at = above
        return []

    def subjects(self, verb: int) -> list[int]:
        """Heads of a verb's logical subject."""
        return self.verbs.subjects(verb)

    def objects(self, verb: int) -> list[int]:
        """Heads of a verb's logical object."""
        return self.verbs.objects(verb)

    def is_passive(self, verb: int) -> bool:
        """Whether a verb's grammatical subject is its logical object."""
        return self.verbs.is_passive(verb)

    # Nouns

    def _noun_subject(self, noun: int) -> list[int]:
        """Subject of a predicate noun ("he is the attacker"), else of the verb that lends one."""
        return self.sentence.dependents(noun, "nsubj") or self._lender(noun)

    def _lender(self, noun: int) -> list[int]:
        """The subject of the light verb that governs an event noun: "Mali launched an offensive", "are holding talks"."""
        governor = self.light_verb(noun)
        return self.verbs.subjects(governor) if governor is not None else self.verbs.blamed_for(noun)

    def light_verb(self, noun: int) -> int | None:
        """The light or aspect verb that has the noun as its object, or None."""
        sentence, at = self.sentence, noun
        for _ in range(3):
            word = sentence.words[at]
            if word.head < 0:
                return None
            governor = sentence.words[word.head]
            if word.deprel in ("obj", "nsubj:pass", "obl", "xcomp", "nsubj") and governor.upos in ("VERB", "AUX"):
                if word.deprel == "nsubj" and not (
                    self.cues.has("aspect", governor.lemma) and not self.verbs.objects(word.head)
                ):
                    return None
                particle = " ".join(sentence.words[c].lemma for c in sentence.dependents(word.head, "compound:prt"))
                names = [f"{governor.lemma} {particle}".strip(), governor.lemma]
                if word.deprel == "obl":
                    names = [f"{governor.lemma} {self.case(at)}"]
                if any(self.cues.has("patient", n) for n in names) or governor.lemma.lower() in _MEDIATING:
                    return None
                if any(self.cues.has("light", n) or self.cues.has("aspect", n) for n in names):
                    return word.head if word.deprel != "nsubj" else None
                return None
            if word.deprel in ("conj", "nmod") and governor.upos in ("NOUN", "PROPN"):
                if word.deprel == "nmod" and not (self.case(at) == "of" and governor.lemma in _PARTS):
                    return None
                at = word.head
                continue
            return None
        return None

    def _modifiers(self, noun: int) -> list[Mention]:
        """States and actors before an event noun: "Russian air strikes", "a Turkish-Russian deal", "the Haftar offensive"."""
        sentence = self.sentence
        out: list[Mention] = []
        left = [c for c in sentence.subtree(noun) if noun - 8 < c < noun]
        for c in left:
            word = sentence.words[c]
            governor = word.head
            near = governor == noun or (governor >= 0 and sentence.words[governor].head == noun)
            if not near or word.deprel == "nmod:poss":
                continue
            iso3 = self.phrases.book.adjectives.get(word.text.lower())
            name = sentence.name_at(c)
            if iso3 and word.upos in ("ADJ", "PROPN", "NOUN"):
                owned = governor != noun and sentence.words[governor].upos in ("NOUN", "PROPN")
                out.append(
                    self.phrases.at(governor)
                    if owned and sentence.words[governor].deprel == "compound" and self.phrases.at(governor).noun
                    else Mention(sentence, c, c, c + 1, "adjective", country=iso3)
                )
            elif name is not None and c == name.end - 1 and word.deprel in ("compound", "nmod", "amod", "nmod:desc"):
                if name.kind != "LOC" or self._names_party(c, noun):
                    out.append(self.phrases.at(c))
            elif word.deprel == "compound" and governor == noun and (found := self.phrases.at(c)).noun is not None:
                out.append(found)
        return out

    def _names_party(self, place: int, noun: int) -> bool:
        """Whether a country's bare name before a deed is a party: in headlines and pairs ("US-Ukraine talks"), not in "Yemen truce"."""
        sentence = self.sentence
        if sentence.words[noun].lemma.lower() in _OF_PLACES:
            return False
        pair = any(sentence.words[k].text in ("-", "–", "/") for k in range(max(0, place - 1), min(noun, place + 2)))
        return pair or (sentence.kind.value != "body" and sentence.words[noun].upos != "PROPN" and place == noun - 1)

    def _prepositional(self, trigger: int, preposition: str) -> list[int]:
        sentence = self.sentence
        wanted = _ALIAS.get(preposition, (preposition,))
        found = [c for c in sentence.dependents(trigger, "obl", "nmod", "advcl") if self.case(c) in wanted]
        word = sentence.words[trigger]
        if word.upos in ("VERB", "AUX"):
            # "launched by X on Y": the phrase may hang on the object.
            for o in sentence.dependents(trigger, "obj", "nsubj:pass", "xcomp"):
                found += [
                    c for c in sentence.dependents(o, "nmod", "obl") if self.case(c) in wanted and preposition != "of"
                ]
        elif not found and word.head >= 0 and sentence.words[word.head].upos in ("VERB", "AUX"):
            governor = word.head
            if sentence.words[governor].lemma.lower() in _MEDIATING:
                pass  # who brokered a truce is no side of it
            elif word.deprel in ("obj", "nsubj:pass", "xcomp") or self.light_verb(trigger) == governor:
                found += [
                    c
                    for c in sentence.dependents(governor, "obl")
                    if c != trigger and self.case(c) in wanted and (c > trigger or word.deprel == "nsubj:pass")
                ]
        if not found and preposition in ("between", "among") and word.deprel == "nsubj" and word.head >= 0:
            # "clashes erupted between X and Y", "fighting broke out again between X and Y"
            found = [c for c in sentence.dependents(word.head, "obl") if c > trigger and self.case(c) in wanted]
        if not found and preposition == "between" and word.upos in ("NOUN", "PROPN"):
            found = self._between_after(trigger)
        if not found and preposition == "by" and word.upos in ("NOUN", "PROPN"):
            # "the strike called by the union", "a lockdown ordered by Manila"
            made = [
                c
                for c in sentence.dependents(trigger, "acl")
                if self._makes(sentence.words[c].lemma.lower()) and self.verbs.is_passive(c)
            ]
            found = [k for c in made for k in sentence.dependents(c, "obl:agent", "obl") if self.case(k) == "by"]
        if (
            not found
            and word.upos not in ("VERB", "AUX")
            and preposition in ("by", "against", "on", "to", "from", "with")
        ):
            # "the arrest of the editor by police": the phrase hangs on the noun between.
            of = ("of", "by") if preposition == "to" else ("of",)
            between = [c for c in sentence.dependents(trigger, "nmod") if self.case(c) in of]
            found = [k for c in between for k in sentence.dependents(c, "nmod", "obl") if self.case(k) in wanted]
        return [
            c for c in found if sentence.words[c].upos in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM", "SYM", "DET")
        ]

    def _between_after(self, noun: int) -> list[int]:
        """ "a truce brokered by Qatar between X and Y": the phrase follows the noun with no finite verb before it."""
        words = self.sentence.words
        for k in range(noun + 1, min(len(words), noun + 15)):
            if words[k].xpos in ("VBD", "VBZ", "VBP", "MD") or words[k].text in (";", ":"):
                break
            if words[k].lemma.lower() == "between" and words[k].deprel == "case":
                plural = any(words[c].deprel == "conj" for c in self.sentence.children[words[k].head])
                return [words[k].head] if plural else []
        return []

    def _makes(self, lemma: str) -> bool:
        """Whether a verb only says that its subject does what its object names."""
        return lemma in _MAKING or self.cues.effect("light", lemma) == "happened"

    def case(self, i: int) -> str:
        """The preposition of a phrase."""
        return self.verbs.case(i)


# What is named by the place where it is: "the Gaza truce", "the Syria war".
_OF_PLACES = frozenset(
    "truce ceasefire war conflict crisis fighting peace siege battle election vote coup insurgency unrest protest".split()
)
# Who does this has no part in the deed: "brokered a truce".
_MEDIATING = frozenset("broker mediate facilitate midwife".split())
_MAKING = frozenset("call order decree plant plan lead fire throw hurl lob detonate lay set impose".split())
_PARTS = frozenset(
    "round series wave string number spate campaign barrage flurry set session kind act lot couple dozen".split()
)
