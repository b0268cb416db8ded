"""Where the parties of a deed stand in the tree: logical subjects and objects, prepositions, possessors, modifiers.

`Slots.fill` answers for one trigger word and one slot name of the lexicon (docs/knowledge.md lists them) with the head
words of the phrases that fill it. Control, passives, relative clauses and shared subjects are undone here, once.
"""

from __future__ import annotations

from dragoman.knowledge.cues import Cues
from dragoman.mentions.phrases import Mention, Phrases
from dragoman.model.document import Sentence

_CLAUSES = ("nsubj", "csubj")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
# Verbs whose object does what the infinitive says; others lend their subject.
_OBJECT_CONTROL = frozenset(
    "urge ask call tell order force compel persuade allow permit enable help encourage press push invite warn instruct "
    "beg expect want require advise convince direct request authorise authorize implore lobby pressure get cause lead see "
    "send deploy task mandate dispatch prompt appoint".split()
)
# Verbs whose object is said to have done what follows: "accuse X of V-ing", "keep X from V-ing".
_BLAMED = frozenset("accuse blame suspect convict charge acquit prevent stop keep bar ban dissuade deter condemn criticise criticize".split())
_ALIAS = {"toward": ("toward", "towards"), "among": ("among", "amongst", "amid"), "into": ("into", "in"), "on": ("on", "upon")}


class Slots:
    """Fills slots around trigger words of one sentence."""

    def __init__(self, sentence: Sentence, phrases: Phrases, cues: Cues) -> None:
        self.sentence = sentence
        self.phrases = phrases
        self.cues = cues

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
                return self.subjects(trigger) if verbal else self._noun_subject(trigger)
            case "obj":
                return self.objects(trigger)
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

    # Verbs

    def is_passive(self, verb: int) -> bool:
        """Whether the verb's grammatical subject is its logical object."""
        sentence, word = self.sentence, self.sentence.words[verb]
        if any(sentence.words[c].deprel in ("nsubj:pass", "aux:pass", "csubj:pass") for c in sentence.children[verb]):
            return True
        if word.xpos not in ("VBN", "VBD"):
            return False
        if any(sentence.words[c].deprel == "obl:agent" for c in sentence.children[verb]):
            return True
        if word.deprel == "conj" and word.head >= 0 and not sentence.dependents(verb, "nsubj", "aux", "obj"):
            # "were detained and beaten"
            return sentence.words[word.head].upos == "VERB" and sentence.words[word.head].xpos == "VBN" and self.is_passive(word.head)
        return word.xpos == "VBN" and word.deprel in ("acl", "amod", "advcl", "xcomp") and not self._perfect(verb)

    def _perfect(self, verb: int) -> bool:
        return any(self.sentence.words[c].lemma == "have" for c in self.sentence.dependents(verb, "aux"))

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """Heads of the logical subject."""
        if self.is_passive(verb):
            agents = self.sentence.dependents(verb, "obl:agent")
            return agents or [c for c in self.sentence.dependents(verb, "obl") if self.case(c) == "by"]
        return self._grammatical_subject(verb, depth)

    def _grammatical_subject(self, verb: int, depth: int = 0) -> list[int]:
        sentence, word = self.sentence, self.sentence.words[verb]
        own = [c for c in sentence.dependents(verb, "nsubj") if sentence.words[c].deprel != "nsubj:outer"]
        if own:
            return [self._antecedent(c, verb) for c in own]
        if depth > 6 or word.head < 0:
            return []
        head = word.head
        governor = sentence.words[head]
        match word.deprel.split(":")[0]:
            case "conj" | "parataxis" if governor.upos in ("VERB", "AUX", "ADJ", "NOUN"):
                if word.deprel == "parataxis":
                    return []
                return self._grammatical_subject(head, depth + 1)
            case "xcomp":
                objects = sentence.dependents(head, "obj", "iobj")
                if governor.lemma in _OBJECT_CONTROL and objects:
                    return objects
                if governor.lemma in _OBJECT_CONTROL and self.is_passive(head):
                    return sentence.dependents(head, "nsubj")
                return self._grammatical_subject(head, depth + 1)
            case "advcl" | "obl":
                if governor.lemma in _BLAMED and (blamed := self._blamed(head)):
                    return blamed
                return self._grammatical_subject(head, depth + 1) if word.deprel.startswith("advcl") else []
            case "acl" if word.deprel == "acl":
                if word.xpos == "VBG":
                    return [head]
                return self._owner(head, depth)
            case "acl":
                return [] if self._relative_object(verb) else [head]
            case "ccomp" if word.xpos in ("VB", "VBG"):
                return self._grammatical_subject(head, depth + 1)
        return []

    def _blamed(self, verb: int) -> list[int]:
        """Who is said to have done it: "accused the army of shelling", "was convicted of spying"."""
        if self.is_passive(verb):
            return self.sentence.dependents(verb, "nsubj")
        return self.sentence.dependents(verb, "obj", "iobj")

    def objects(self, verb: int, depth: int = 0) -> list[int]:
        """Heads of the logical object."""
        sentence, word = self.sentence, self.sentence.words[verb]
        if self.is_passive(verb):
            found = self._grammatical_subject(verb) if word.deprel != "acl" else [word.head]
            if word.deprel == "amod":
                return [word.head]
            return found
        own = sentence.dependents(verb, "obj")
        if own:
            return [self._antecedent(c, verb) for c in own]
        bare = [c for c in sentence.dependents(verb, "obl") if c == verb + 1 and not sentence.dependents(c, "case")]
        if bare and sentence.name_at(bare[0]) is not None:
            return bare
        if word.deprel == "acl:relcl" and self._relative_object(verb):
            return [word.head]
        if word.deprel == "conj" and word.head >= 0 and depth < 3 and not sentence.dependents(verb, "obl", "xcomp", "ccomp"):
            later = [c for c in sentence.dependents(word.head, "obj") if c > verb]
            return later
        shared = [c for c in sentence.dependents(verb, "conj") if not sentence.dependents(verb, "obl", "xcomp", "ccomp")]
        for c in shared:
            if sentence.words[c].upos == "VERB" and not sentence.dependents(c, "nsubj") and depth < 3:
                found = [o for o in sentence.dependents(c, "obj") if o > c]
                if found and all(k < c for k in self.sentence.dependents(verb, "nsubj")):
                    return found
        return []

    def _relative_object(self, verb: int) -> bool:
        """Whether a relative clause's antecedent is its object: it has its own subject, and no object."""
        sentence = self.sentence
        subjects = sentence.dependents(verb, "nsubj")
        if not subjects or sentence.words[subjects[0]].text.lower() in _RELATIVES:
            return False
        return not [c for c in sentence.dependents(verb, "obj") if sentence.words[c].text.lower() not in _RELATIVES]

    def _antecedent(self, i: int, verb: int) -> int:
        """The word that a relative pronoun stands for."""
        word = self.sentence.words[i]
        if word.text.lower() in _RELATIVES and word.xpos in ("WP", "WDT", "IN", "DT"):
            at = verb
            while at >= 0 and self.sentence.words[at].deprel == "conj":
                at = self.sentence.words[at].head
            if at >= 0 and self.sentence.words[at].deprel == "acl:relcl":
                return self.sentence.words[at].head
        return i

    def _complement_subject(self, verb: int) -> list[int]:
        """Who the governed clause is about: "urged Iran to leave", "accused Mali of arming", "said that Iran had left"."""
        objects = self.objects(verb)
        if objects and self.phrases.at(objects[0]).sort != "noun":
            return objects
        for c in self.sentence.dependents(verb, "xcomp", "ccomp", "advcl"):
            found = self._grammatical_subject(c) if self.sentence.dependents(c, "nsubj") else []
            if found:
                return found
        return objects

    def _speaker(self, word: int) -> list[int]:
        """Who says the clause that a word is in: "Chad says that rebels were behind the raid"."""
        at = word
        for above in self.sentence.ancestors(word):
            if self.sentence.words[at].deprel in ("ccomp", "parataxis") and self.cues.has("speech", self.sentence.words[above].lemma):
                return self.subjects(above)
            if self.sentence.words[at].deprel not in ("conj", "xcomp", "ccomp", "obj", "obl", "nsubj", "nmod", "advcl"):
                return []
            at = above
        return []

    # Nouns

    def _noun_subject(self, noun: int) -> list[int]:
        """Subject of a predicate noun ("he is the attacker"), else of the verb that lends one."""
        return self.sentence.dependents(noun, "nsubj") or self._lender(noun)

    def _owner(self, noun: int, depth: int) -> list[int]:
        """Who a noun's infinitive is about: "Kenya's plan to send troops", "Kenya has a plan to send troops"."""
        poss = self.sentence.dependents(noun, "nmod:poss")
        if poss:
            return poss
        head = self.sentence.words[noun].head
        if self.sentence.words[noun].deprel in ("obj", "obl") and head >= 0:
            return self._grammatical_subject(head, depth + 1)
        return [noun]

    def _lender(self, noun: int) -> list[int]:
        """The subject of the light verb that governs an event noun: "Mali launched an offensive", "are holding talks"."""
        governor = self.light_verb(noun)
        return self.subjects(governor) if governor is not None else []

    def light_verb(self, noun: int) -> int | None:
        """The light or aspect verb that has the noun as its object, or None."""
        sentence, at = self.sentence, noun
        for _ in range(3):
            word = sentence.words[at]
            if word.head < 0:
                return None
            governor = sentence.words[word.head]
            if word.deprel in ("obj", "nsubj:pass", "obl", "xcomp", "nsubj") and governor.upos in ("VERB", "AUX"):
                if word.deprel == "nsubj" and not (self.cues.has("aspect", governor.lemma) and not self.objects(word.head)):
                    return None
                particle = " ".join(sentence.words[c].lemma for c in sentence.dependents(word.head, "compound:prt"))
                names = [f"{governor.lemma} {particle}".strip(), governor.lemma]
                if word.deprel == "obl":
                    names = [f"{governor.lemma} {self.case(at)}"]
                if any(self.cues.has("patient", n) for n in names):
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
                    self.phrases.at(governor) if owned and sentence.words[governor].deprel == "compound" and
                    self.phrases.at(governor).noun else Mention(sentence, c, c, c + 1, "adjective", country=iso3)
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
                found += [c for c in sentence.dependents(o, "nmod", "obl") if self.case(c) in wanted and preposition != "of"]
        elif not found and word.head >= 0 and sentence.words[word.head].upos in ("VERB", "AUX"):
            governor = word.head
            if word.deprel in ("obj", "nsubj:pass", "xcomp") or self.light_verb(trigger) == governor:
                found += [
                    c for c in sentence.dependents(governor, "obl") if c != trigger and self.case(c) in wanted
                    and (c > trigger or word.deprel == "nsubj:pass")
                ]
        return [c for c in found if sentence.words[c].upos in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM", "SYM", "DET")]

    def case(self, i: int) -> str:
        """The preposition of a phrase."""
        cases = self.sentence.dependents(i, "case")
        return self.sentence.words[cases[0]].lemma.lower() if cases else ""


# What is named by the place where it is: "the Gaza truce", "the Syria war".
_OF_PLACES = frozenset("truce ceasefire war conflict crisis fighting peace siege battle election vote coup insurgency unrest protest".split())
_PARTS = frozenset("round series wave string number spate campaign barrage flurry set session kind act lot couple dozen".split())
