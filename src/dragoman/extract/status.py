"""Whether a deed has happened, from the grammar around its trigger word.

The case table, first match wins, from the trigger outwards (ANNOTATION's meanings):

    not, never, no, without                                  denied
    if, unless, whether, in case                             hypothetical
    will, shall, is going to, due/set/expected to, headline "to V"   planned
    would under a past verb of speech, with no condition     planned
    may, might, could, can, should, must, would              hypothetical
    governed by a cue verb (want, plan, cancel, resume ...)  what cues.csv says
    an adjective of status on an event noun                  what cues.csv says
    be V-ing, continue                                       ongoing
    everything else                                          happened
"""

from __future__ import annotations

from dragoman.extract.slots import Slots
from dragoman.knowledge.cues import Cues
from dragoman.model.document import Sentence
from dragoman.model.records import Status

_EXPECTED = frozenset("due set expect schedule slate plan poise bind ready prepare tip project anticipate prepared".split())
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
_MAYBE = frozenset("may might could can should must ought would cannot ca".split())
NAMED = "named as a fact"  # a noun whose words say nothing of its status
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_ENDED = {"ended": Status.HAPPENED}


class StatusReader:
    """Reads the status of triggers in one sentence."""

    def __init__(self, sentence: Sentence, slots: Slots, cues: Cues, speech: dict[int, int]) -> None:
        """Prepare a sentence.

        Args:
            sentence: the sentence.
            slots: its slots.
            cues: cue words.
            speech: verbs of speech that govern a word's clause, by the clause's head.
        """
        self.sentence = sentence
        self.slots = slots
        self.cues = cues
        self.speech = speech
        self._words: frozenset[int] = frozenset()

    def read(self, trigger: int, type_: str, words: frozenset[int] = frozenset()) -> tuple[Status, str]:
        """The status of the deed that a word tells of, and the words that decide it.

        Args:
            trigger: the deed's word.
            type_: its PLOVER type; support lasts, words once spoken are spoken.
            words: the frame's other words; a "not" or "will" among them is part of the deed.
        """
        self._words = words
        word = self.sentence.words[trigger]
        if word.deprel == "cop":
            return self._verb(word.head, 0)
        if word.upos in ("VERB", "AUX"):
            status, why = self._verb(trigger, 0)
            if why == "present tense" and type_ != "SUPPORT":
                return Status.HAPPENED, "told as done"
            if type_ in ("THREATEN", "REJECT") and status in (Status.HYPOTHETICAL, Status.PLANNED):
                return Status.HAPPENED, f"said already, by “{why}”"
            return status, why
        status, why = self._noun(trigger)
        if type_ in _SPOKEN and status is Status.HYPOTHETICAL:
            return Status.HAPPENED, "a spoken deed, weighed by others"
        return status, why

    def _verb(self, verb: int, depth: int) -> tuple[Status, str]:
        sentence, word = self.sentence, self.sentence.words[verb]
        lemmas = [sentence.words[c].lemma.lower() for c in sentence.dependents(verb, "aux", "aux:pass", "cop")]
        texts = [sentence.words[c].text.lower() for c in sentence.children[verb]]
        if negation := self._negation(verb):
            return Status.DENIED, negation
        marks = {sentence.words[c].lemma.lower() for c in sentence.dependents(verb, "mark", "advmod")}
        if condition := marks & _CONDITIONS:
            return Status.HYPOTHETICAL, next(iter(condition))
        if "will" in lemmas or "shall" in lemmas or "'ll" in texts or "wo" in lemmas:
            return self._conditioned(verb, Status.PLANNED, "will")
        if "would" in lemmas and self._under_past_speech(verb) and not self._has_condition(verb):
            return Status.PLANNED, "would"
        if maybe := [m for m in lemmas if m in _MAYBE]:
            return Status.HYPOTHETICAL, maybe[0]
        governed = self._governed(verb, depth)
        if governed is not None:
            return governed
        if word.xpos == "VB" and self._infinitive(verb):
            if word.deprel == "root" or (sentence.kind.value != "body" and word.deprel in ("root", "acl", "parataxis", "conj")):
                return Status.PLANNED, "to"
            if word.deprel in ("advcl", "acl", "xcomp", "csubj", "ccomp"):
                return Status.HYPOTHETICAL, "to"
        being = any(sentence.words[c].text.lower() == "being" for c in sentence.dependents(verb, "aux", "aux:pass"))
        if being or (word.xpos == "VBG" and "be" in lemmas):
            if any(sentence.words[c].lemma in ("tomorrow", "next") for c in sentence.subtree(verb)):
                return Status.PLANNED, "be -ing, next"
            past = any(sentence.words[c].text.lower() in ("was", "were") for c in sentence.dependents(verb, "aux", "aux:pass"))
            return (Status.HAPPENED, "was -ing") if past else (Status.ONGOING, "be -ing")
        if word.xpos in ("VBZ", "VBP") and sentence.kind.value == "body" and not lemmas:
            return Status.ONGOING, "present tense"
        return Status.HAPPENED, "told as done"

    def _conditioned(self, verb: int, status: Status, why: str) -> tuple[Status, str]:
        return (Status.HYPOTHETICAL, "if") if self._has_condition(verb) else (status, why)

    def _has_condition(self, verb: int) -> bool:
        return any(
            self.sentence.words[m].lemma.lower() in ("if", "unless")
            for c in self.sentence.dependents(verb, "advcl")
            for m in self.sentence.dependents(c, "mark")
        )

    def _negation(self, i: int) -> str | None:
        sentence = self.sentence
        for c in sentence.children[i]:
            if c in self._words:
                continue
            word = sentence.words[c]
            lower = word.text.lower()
            if lower in ("not", "n't", "n’t", "never", "neither", "nor") and word.deprel in ("advmod", "aux", "cc", "cc:preconj"):
                after = sentence.words[c + 1].text.lower() if c + 1 < len(sentence.words) else ""
                if after not in ("only", "just", "yet") or (after == "yet" and lower != "never"):
                    return lower
            if word.deprel in ("nsubj", "nsubj:pass", "obj") and (lower in ("nobody", "none", "nothing") or self._no(c)):
                return "no"
        if sentence.words[i].upos in ("NOUN", "PROPN") and self._no(i):
            return "no"
        if any(sentence.words[c].lemma.lower() == "without" for c in sentence.dependents(i, "mark", "case")):
            return "without"
        return None

    def _no(self, noun: int) -> bool:
        return any(self.sentence.words[c].text.lower() in ("no", "neither") for c in self.sentence.dependents(noun, "det"))

    def _infinitive(self, verb: int) -> bool:
        return any(self.sentence.words[c].text.lower() == "to" for c in self.sentence.dependents(verb, "mark"))

    def _under_past_speech(self, verb: int) -> bool:
        at = verb
        while at >= 0:
            if at in self.speech:
                return True
            if self.sentence.words[at].deprel not in ("conj", "ccomp", "parataxis", "root"):
                return False
            at = self.sentence.words[at].head
        return False

    def _governed(self, verb: int, depth: int) -> tuple[Status, str] | None:
        """The status that a governing verb or adjective gives: "plans to visit", "is due to meet", "failed to agree"."""
        sentence, word = self.sentence, self.sentence.words[verb]
        if word.head < 0 or depth > 4:
            return None
        governor = sentence.words[word.head]
        relation = word.deprel.split(":")[0]
        if relation == "conj" and governor.upos in ("VERB", "ADJ"):
            shared = word.xpos == governor.xpos or word.xpos == "VB"
            inherited = self._verb(word.head, depth + 1) if shared and not self._own_subject(verb) else None
            if inherited and inherited[0] in (Status.PLANNED, Status.HYPOTHETICAL, Status.ONGOING):
                return inherited
            return None
        if relation not in ("xcomp", "acl", "advcl", "ccomp", "obl"):
            return None
        if relation == "advcl" and word.xpos not in ("VB",):
            return None
        lemma = governor.lemma.lower()
        if relation in ("xcomp", "ccomp") and (lemma in _EXPECTED and (self.slots.is_passive(word.head) or governor.upos == "ADJ")):
            return (Status.DENIED, f"not {lemma}") if self._negation(word.head) else (Status.PLANNED, f"{lemma} to")
        if lemma == "go" and governor.xpos == "VBG" and word.xpos == "VB":
            return Status.PLANNED, "going to"
        if relation == "acl" and lemma in ("plan", "decision", "intention", "intent", "proposal", "schedule", "vow", "pledge"):
            return Status.PLANNED, lemma
        effect = self.cues.effect("aspect", lemma) if word.head not in self._words else None
        if relation == "ccomp" and (effect is None or word.xpos not in ("VB", "VBG")) and effect != "denied":
            return None
        if effect is None:
            return None
        outer = self._verb(word.head, depth + 1)[0] if governor.upos == "VERB" else Status.HAPPENED
        return self._combine(effect, outer), lemma

    def _own_subject(self, verb: int) -> bool:
        return bool(self.sentence.dependents(verb, "nsubj"))

    @staticmethod
    def _combine(effect: str, outer: Status) -> Status:
        """A cue's effect under the cue's own status: "did not cancel" stands, "will resume" is planned."""
        inner = _ENDED.get(effect) or Status(effect)
        if outer is Status.DENIED:
            if inner in (Status.DENIED, Status.CANCELLED, Status.POSTPONED):
                return Status.HAPPENED if inner is Status.DENIED else Status.PLANNED
            return Status.DENIED
        if inner in (Status.HAPPENED, Status.ONGOING) and outer in (Status.PLANNED, Status.HYPOTHETICAL):
            return outer
        return inner

    def _noun(self, noun: int) -> tuple[Status, str]:
        sentence = self.sentence
        if sentence.dependents(noun, "cop"):
            return self._verb(noun, 0)  # "it will be his first visit"
        if negation := self._negation(noun):
            return Status.DENIED, negation
        for c in sentence.dependents(noun, "amod", "compound", "advmod", "acl"):
            effect = self.cues.effect("adjective", sentence.words[c].lemma.lower()) or self.cues.effect(
                "adjective", sentence.words[c].text.lower()
            )
            if effect and effect in set(Status) and effect != "happened":
                return Status(effect), sentence.words[c].text.lower()
        return self._noun_governed(noun, 0)

    def _noun_governed(self, noun: int, depth: int) -> tuple[Status, str]:
        """The status that the verb over an event noun gives it."""
        sentence, word = self.sentence, self.sentence.words[noun]
        if word.head < 0:
            if self._infinitive(noun):
                return Status.PLANNED, "to"
            return Status.HAPPENED, NAMED
        governor = sentence.words[word.head]
        relation = word.deprel.split(":")[0]
        if relation in ("conj", "appos", "nmod") and governor.upos in ("NOUN", "PROPN") and depth < 4:
            if relation == "nmod" and governor.lemma.lower() in ("plan", "possibility", "risk", "threat", "prospect", "chance", "hope",
                                                                "fear", "proposal", "preparation", "call", "demand", "offer", "talk"):
                return (Status.PLANNED, "plan") if governor.lemma.lower() in ("plan", "preparation") else (
                    Status.HYPOTHETICAL, governor.lemma.lower())
            return self._noun_governed(word.head, depth + 1) if relation != "nmod" else (Status.HAPPENED, NAMED)
        if governor.upos not in ("VERB", "AUX", "ADJ"):
            return Status.HAPPENED, NAMED
        lemma = governor.lemma.lower()
        particle = " ".join(sentence.words[c].lemma for c in sentence.dependents(word.head, "compound:prt"))
        name = f"{lemma} {particle}".strip()
        relation_ok = relation in ("obj", "nsubj", "xcomp") or (relation == "obl" and self.cues.has("light", f"{lemma} {self.slots.case(noun)}"))
        effect = (self.cues.effect("aspect", name) or self.cues.effect("light", name)) if relation_ok else None
        if effect is None and relation == "obl":
            effect = self.cues.effect("aspect", f"{lemma} {self.slots.case(noun)}")
        if self.cues.has("patient", lemma) and relation == "obj":
            return self._verb(word.head, 0)
        if lemma in _EXPECTED and relation in ("nsubj", "obl") and governor.upos in ("VERB", "ADJ"):
            effect = "planned"
        outer, why = self._verb(word.head, 0)
        if effect is None:
            if relation in ("obj", "nsubj") and self.slots.light_verb(noun) is not None:
                return outer, why
            # The noun of another deed's clause: real, unless its own words say otherwise.
            if relation == "obl" and outer in (Status.PLANNED, Status.HYPOTHETICAL) and self.slots.case(noun) in ("for", "in", "with", "at"):
                return outer, why
            return Status.HAPPENED, NAMED
        return self._combine(effect, outer), name
