"""Who does a verb and to whom it is done: passives, control, relative clauses and shared subjects are undone here, once."""

from __future__ import annotations

from dragoman.model.document import Sentence

_RELATIVES = frozenset({"who", "which", "that", "whom"})
# Verbs whose object does what the infinitive says; others lend their subject.
_OBJECT_CONTROL = frozenset(
    "urge ask call tell order force compel persuade allow permit enable help encourage press push invite warn instruct "
    "beg expect want require advise convince direct request authorise authorize implore lobby pressure get cause lead see "
    "send deploy task mandate dispatch prompt appoint".split()
)
# Verbs whose object is said to have done what follows: "accuse X of V-ing", "keep X from V-ing".
_BLAMED = frozenset(
    "accuse blame suspect convict charge acquit prevent stop keep bar ban dissuade deter condemn criticise criticize".split()
)


class Verbs:
    """Logical subjects and objects of the verbs of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence

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
            return (
                sentence.words[word.head].upos == "VERB"
                and sentence.words[word.head].xpos == "VBN"
                and self.is_passive(word.head)
            )
        return word.xpos == "VBN" and word.deprel in ("acl", "amod", "advcl", "xcomp") and not self._perfect(verb)

    def _perfect(self, verb: int) -> bool:
        return any(self.sentence.words[c].lemma == "have" for c in self.sentence.dependents(verb, "aux"))

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """Heads of the logical subject."""
        if self.is_passive(verb):
            agents = self.sentence.dependents(verb, "obl:agent")
            return agents or [c for c in self.sentence.dependents(verb, "obl") if self.case(c) == "by"]
        return self.grammatical_subject(verb, depth)

    def grammatical_subject(self, verb: int, depth: int = 0) -> list[int]:
        """Heads of the subject that a verb has or inherits, whatever its voice."""
        sentence, word = self.sentence, self.sentence.words[verb]
        subjects = sentence.dependents(verb, "nsubj")
        own = [c for c in subjects if sentence.words[c].deprel != "nsubj:outer"]
        if word.upos == "VERB":
            own = own or subjects  # "Ghana is to seek help"
        if own:
            # One subject a verb: a second one belongs to the "..., the ministry said" that the tree has drawn in.
            return [self._antecedent(c, verb) for c in ([c for c in own if c < verb] or own)[:1]]
        if depth > 6 or word.head < 0:
            return []
        head = word.head
        governor = sentence.words[head]
        match word.deprel.split(":")[0]:
            case "conj" if governor.upos in ("VERB", "AUX", "ADJ", "NOUN"):
                return self.grammatical_subject(head, depth + 1)
            case "xcomp":
                if governor.lemma in _BLAMED and word.xpos == "VBG" and (blamed := self._blamed(head)):
                    return blamed
                objects = sentence.dependents(head, "obj", "iobj")
                if governor.lemma in _OBJECT_CONTROL and objects:
                    return objects
                if governor.lemma in _OBJECT_CONTROL and self.is_passive(head):
                    return sentence.dependents(head, "nsubj")
                return self.grammatical_subject(head, depth + 1)
            case "advcl" | "obl":
                if governor.lemma in _BLAMED and (blamed := self._blamed(head)):
                    return blamed
                return self.grammatical_subject(head, depth + 1) if word.deprel.startswith("advcl") else []
            case "acl" if word.deprel == "acl":
                if word.xpos == "VBG":
                    return [head]
                return self._owner(head, depth)
            case "acl":
                return [] if self._relative_object(verb) else [head]
            case "ccomp" if word.xpos in ("VB", "VBG"):
                if governor.lemma in _BLAMED and word.xpos == "VBG" and (blamed := self._blamed(head)):
                    return blamed
                return self.grammatical_subject(head, depth + 1)
        return []

    def _blamed(self, verb: int) -> list[int]:
        """Who is said to have done it: "accused the army of shelling", "was convicted of spying"."""
        if self.is_passive(verb):
            return self.sentence.dependents(verb, "nsubj")
        return self.sentence.dependents(verb, "obj", "iobj")

    def blamed_for(self, noun: int) -> list[int]:
        """Who is said to have done what a noun names: "accused Mali of a violation"."""
        word = self.sentence.words[noun]
        if (
            word.head < 0
            or word.deprel != "obl"
            or self.sentence.words[word.head].lemma not in ("accuse", "suspect", "convict")
        ):
            return []
        return self._blamed(word.head) if self.case(noun) == "of" else []

    def objects(self, verb: int, depth: int = 0) -> list[int]:
        """Heads of the logical object."""
        sentence, word = self.sentence, self.sentence.words[verb]
        if self.is_passive(verb):
            found = self.grammatical_subject(verb) if word.deprel != "acl" else [word.head]
            if word.deprel == "amod":
                return [word.head]
            return found
        own = sentence.dependents(verb, "obj") or sentence.dependents(
            verb, "iobj"
        )  # "asked Iran to leave": a lone iobj is the object
        if own:
            return [self._antecedent(c, verb) for c in own]
        bare = [
            c
            for c in sentence.dependents(verb, "obl")
            if min(sentence.subtree(c)) == verb + 1 and not sentence.dependents(c, "case")
        ]
        if bare and sentence.name_at(bare[0]) is not None:
            return bare
        if word.deprel == "acl:relcl" and self._relative_object(verb):
            return [word.head]
        if (
            word.deprel == "conj"
            and word.head >= 0
            and depth < 3
            and not sentence.dependents(verb, "obl", "xcomp", "ccomp")
        ):
            later = [c for c in sentence.dependents(word.head, "obj") if c > verb]
            return later
        shared = [
            c for c in sentence.dependents(verb, "conj") if not sentence.dependents(verb, "obl", "xcomp", "ccomp")
        ]
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

    def _owner(self, noun: int, depth: int) -> list[int]:
        """Who a noun's infinitive is about: "Kenya's plan to send troops", "Kenya has a plan to send troops"."""
        poss = self.sentence.dependents(noun, "nmod:poss")
        if poss:
            return poss
        head = self.sentence.words[noun].head
        if self.sentence.words[noun].deprel in ("obj", "obl") and head >= 0:
            return self.grammatical_subject(head, depth + 1)
        return [noun]

    def case(self, i: int) -> str:
        """The preposition of a phrase."""
        words = self.sentence.words
        cases = self.sentence.dependents(i, "case")
        if not cases:
            return ""
        first = words[cases[0]].lemma.lower()
        if first == "out" and cases[0] + 1 < len(words) and words[cases[0] + 1].text.lower() == "of":
            return "of"  # "walked out of talks"
        return first
