"""Whether a deed has happened, from the grammar around its trigger word.

The case table, first match wins, from the trigger outwards (ANNOTATION's meanings):

    not, never, no, without, instead of                      denied
    if, unless, whether, in case; a question                 hypothetical
    feared, hoped, asked for, perhaps                        hypothetical
    will, shall, is to, due/set/expected to, headline "to"   planned
    would under a past verb of speech, with no condition     planned
    may, might, could, can, should, must, would              hypothetical
    governed by a cue word (want, plan to, cancel, resume)   what cues.csv says, under the cue's own status
    be V-ing, continue                                       ongoing
    everything else                                          happened

Nouns are read by `status_nouns`, which asks here for the status of the verbs above them.
"""

from __future__ import annotations

from dragoman.extract.cue_names import cue_names
from dragoman.extract.polarity import Polarity
from dragoman.extract.slots import Slots
from dragoman.extract.status_nouns import NAMED, NounStatus, Told, combined
from dragoman.knowledge.cues import Cues
from dragoman.model.document import Sentence
from dragoman.model.records import Status

__all__ = ["NAMED", "StatusReader"]

EXPECTED = frozenset("due set expect schedule slate plan poise poised bind bound tip project anticipate about".split())
_MAYBE = frozenset("may might could can should must ought would cannot ca".split())
_SETTLING = frozenset({"agree", "decide", "arrange", "settle"})
# Verbs whose past has the form of the present: "missiles hit Odesa on Thursday".
_UNCHANGED = frozenset("hit cut put set hurt shut spread quit let cast burst split thrust upset".split())
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_VERBAL = _SPOKEN | {"SUPPORT", "CONSULT", "AGREE", "CONCEDE"}
_TRIPS = frozenset("fly travel go arrive come head leave return depart gather assemble convene land".split())
# What is said in a call or letter is said as soon as the call is made: "phoned the king to thank him".
_CALLS = frozenset("call phone telephone ring write cable message text email contact".split())
_CROWDS = frozenset("gather assemble rally march congregate demonstrate".split())  # "gathered to demand"
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tomorrow next".split())
_OPEN = (Status.PLANNED, Status.HYPOTHETICAL)


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
        self.polarity = Polarity(sentence)
        self._words: frozenset[int] = frozenset()
        self._verbal = False
        self.nouns = NounStatus(sentence, slots, cues, self._verb)

    def read(self, trigger: int, type_: str, words: frozenset[int] = frozenset()) -> Told:
        """The status of the deed that a word tells of, and the words that decide it.

        Args:
            trigger: the deed's word.
            type_: its PLOVER type; support lasts, words once spoken are spoken.
            words: the frame's other words; a "not" or "will" among them is part of the deed.
        """
        self._words = words
        self._verbal = type_ in _VERBAL
        word = self.sentence.words[trigger]
        if word.lemma.lower() == "due":
            return Status.PLANNED, "due"
        if word.deprel == "cop":
            return self._verb(word.head, 0)
        if word.lemma.lower() in EXPECTED and word.xpos == "VBN" and self.slots.is_passive(trigger):
            return self._expected(trigger, word.lemma.lower())  # "is expected in Tripoli"
        if word.upos in ("VERB", "AUX"):
            status, why = self._verb(trigger, 0)
            if why == "present tense" and type_ != "SUPPORT":
                return (
                    (Status.PLANNED, "present, next")
                    if self._dated_ahead(trigger)
                    else (Status.HAPPENED, "told as done")
                )
            if why == "be -ing" and self._dated_ahead(trigger):
                return Status.PLANNED, "be -ing, on a day"
            if type_ in ("THREATEN", "REJECT") and status in _OPEN:
                return Status.HAPPENED, f"said already, by “{why}”"
            return status, why
        status, why = self.nouns.read(trigger, type_, words)
        if type_ in _SPOKEN and status is Status.HYPOTHETICAL:
            return Status.HAPPENED, "a spoken deed, weighed by others"
        return status, why

    def _verb(self, verb: int, depth: int) -> Told:
        sentence = self.sentence
        lemmas = [sentence.words[c].lemma.lower() for c in sentence.dependents(verb, "aux", "aux:pass", "cop")]
        texts = [sentence.words[c].text.lower() for c in sentence.children[verb]]
        if negation := self.polarity.negation(verb, self._words):
            if depth == 0 and self._as_planned(verb):
                return Status.CANCELLED, f"{negation} as planned"
            return Status.DENIED, negation
        if doubt := self.polarity.condition(verb) or self.polarity.doubted(verb):
            return Status.HYPOTHETICAL, doubt
        if "will" in lemmas or "shall" in lemmas or "'ll" in texts or "wo" in lemmas:
            return (Status.HYPOTHETICAL, "if") if self.polarity.has_condition(verb) else (Status.PLANNED, "will")
        if "would" in lemmas and self._under_past_speech(verb) and not self.polarity.has_condition(verb):
            return Status.PLANNED, "would"
        if maybe := [m for m in lemmas if m in _MAYBE]:
            return Status.HYPOTHETICAL, maybe[0]
        if self._is_to(verb):
            return Status.PLANNED, "be to"
        if (
            depth < 5
            and self.polarity.when_clause(verb)
            and self._verb(sentence.words[verb].head, depth + 1)[0] in _OPEN
        ):
            return Status.HYPOTHETICAL, "a time to come"
        return self._governed(verb, depth) or self._bare(verb, lemmas)

    def _as_planned(self, verb: int) -> bool:
        """ "will not travel to Oslo on Monday as planned": it is called off."""
        words = self.sentence.words
        return any(
            words[c].lemma.lower() in ("plan", "schedule", "expect") and c > 0 and words[c - 1].text.lower() == "as"
            for c in self.sentence.subtree(verb)
            if c > verb
        )

    def _bare(self, verb: int, lemmas: list[str]) -> Told:
        """The status by a verb's own form alone."""
        sentence, word = self.sentence, self.sentence.words[verb]
        headline = sentence.kind.value != "body"
        if word.xpos == "VB" and self._infinitive(verb):
            title = (
                headline
                and word.deprel == "advcl"
                and word.head >= 0
                and sentence.words[word.head].upos in ("PROPN", "NOUN")
            )
            if word.deprel == "root" or title or (headline and word.deprel in ("root", "acl", "parataxis", "conj")):
                return Status.PLANNED, "to"
            if word.deprel in ("advcl", "acl", "xcomp", "csubj", "ccomp"):
                return Status.HYPOTHETICAL, "to"
        helpers = [sentence.words[c].text.lower() for c in sentence.dependents(verb, "aux", "aux:pass")]
        if "being" in helpers or (word.xpos == "VBG" and "be" in lemmas):
            if any(sentence.words[c].lemma in ("tomorrow", "next") for c in sentence.subtree(verb)):
                return Status.PLANNED, "be -ing, next"
            past = "was" in helpers or "were" in helpers
            return (Status.HAPPENED, "was -ing") if past else (Status.ONGOING, "be -ing")
        if word.xpos in ("VBZ", "VBP") and not headline and not lemmas and word.text.lower() not in _UNCHANGED:
            return Status.ONGOING, "present tense"
        return Status.HAPPENED, "told as done"

    def _infinitive(self, verb: int) -> bool:
        return any(self.sentence.words[c].text.lower() == "to" for c in self.sentence.dependents(verb, "mark"))

    def _is_to(self, verb: int) -> bool:
        """Whether "be to" or "be due to" stands before a verb: "is to be signed", "had been due to meet"."""
        sentence = self.sentence
        marks = sentence.dependents(verb, "mark")
        if any(sentence.words[m].lemma.lower() in ("due", "set") for m in marks):
            return True
        to = next((m for m in marks if sentence.words[m].text.lower() == "to"), None)
        if to is None or not sentence.dependents(verb, "nsubj"):
            return False
        return any(
            c < to and sentence.words[c].lemma == "be" for c in sentence.dependents(verb, "aux", "aux:pass", "cop")
        )

    def _dated_ahead(self, verb: int) -> bool:
        """Whether a verb in the present stands beside a coming day: "arrives on Monday"."""
        times = [
            c
            for c in self.sentence.dependents(verb, "obl", "advmod")
            if self.sentence.words[c].lemma.lower() in _DAYS and self.slots.case(c) in ("", "on")
        ]
        return self.sentence.kind.value == "body" and bool(times)

    def _under_past_speech(self, verb: int) -> bool:
        at = verb
        while at >= 0:
            if at in self.speech:
                return True
            if self.sentence.words[at].deprel not in ("conj", "ccomp", "parataxis", "root"):
                return False
            at = self.sentence.words[at].head
            if (
                at >= 0
                and self.sentence.words[at].lemma in _SETTLING
                and self.sentence.words[at].xpos in ("VBD", "VBN")
            ):
                return True  # "agreed that he would visit"
        return False

    def _governed(self, verb: int, depth: int) -> Told | None:
        """The status that a governing word gives: "plans to visit", "is due to meet", "no plan to send"."""
        sentence, word = self.sentence, self.sentence.words[verb]
        if word.head < 0 or depth > 4:
            return None
        governor = sentence.words[word.head]
        relation = word.deprel.split(":")[0]
        if relation == "conj" and governor.upos in ("VERB", "ADJ"):
            return self._shared(verb, depth)
        if (
            relation in ("acl", "ccomp")
            and word.deprel != "acl:relcl"
            and (governor.upos == "NOUN" or governor.deprel == "obj")
        ):
            held = self.nouns.contained(word.head, finite=not self._infinitive(verb))
            return held or (self._cued(verb, relation, depth) if sentence.dependents(word.head, "cop") else None)
        if relation == "csubj" and self.polarity.negation(word.head) and governor.upos == "ADJ":
            return Status.DENIED, f"not {governor.lemma}"
        if relation not in ("xcomp", "acl", "advcl", "ccomp", "obl"):
            return None
        lemma = governor.lemma.lower()
        if (
            relation in ("xcomp", "ccomp")
            and lemma in EXPECTED
            and (self.slots.is_passive(word.head) or governor.upos == "ADJ" or governor.xpos in ("JJ", "VBN"))
        ):
            return self._expected(word.head, lemma)
        if lemma == "yet" and self._infinitive(verb):
            return Status.DENIED, "yet to"
        if lemma in ("let", "have") and relation in ("xcomp", "ccomp"):
            return self._let_or_had(word.head)
        if lemma == "go" and governor.xpos == "VBG" and word.xpos == "VB":
            return (
                (Status.DENIED, "not going to") if self.polarity.negation(word.head) else (Status.PLANNED, "going to")
            )
        return self._cued(verb, relation, depth)

    def _let_or_had(self, governor: int) -> Told | None:
        """ "Let us meet" is a wish, "have yet to meet" denies, "have to leave" obliges, "had to leave" tells."""
        sentence, word = self.sentence, self.sentence.words[governor]
        if word.lemma == "let":
            wish = any(sentence.words[c].text.lower() in ("us", "'s", "’s") for c in sentence.children[governor])
            return (Status.HYPOTHETICAL, "let us") if wish else None
        if any(sentence.words[c].lemma == "yet" for c in sentence.dependents(governor, "advmod")):
            return Status.DENIED, "have yet to"
        if word.xpos in ("VBD", "VBN") and not sentence.dependents(governor, "obj"):
            return Status.HAPPENED, "had to"
        return None

    def _expected(self, governor: int, lemma: str) -> Told:
        """What was due or expected: denied with a "not", or where a "but" follows what was expected."""
        if self.polarity.negation(governor):
            return Status.DENIED, f"not {lemma}"
        if self.polarity.frustrated(governor):
            return Status.DENIED, f"{lemma} to, but"
        return Status.PLANNED, f"{lemma} to"

    def _shared(self, verb: int, depth: int) -> Told | None:
        """What a verb shares with the one before it: "will visit Oslo and meet the king", "did not attack or shell"."""
        sentence, word = self.sentence, self.sentence.words[verb]
        governor = sentence.words[word.head]
        alike = word.xpos == governor.xpos or word.xpos == "VB"
        if not alike or sentence.dependents(verb, "nsubj"):
            return None
        status, why = self._verb(word.head, depth + 1)
        either = any(sentence.words[c].lemma in ("or", "nor") for c in sentence.dependents(verb, "cc"))
        own = self.polarity.negation(word.head)
        if status in (*_OPEN, Status.ONGOING) or (
            status is Status.DENIED and (either or (not own and word.xpos != "VBD"))
        ):
            return status, why
        return None

    def _cued(self, verb: int, relation: str, depth: int) -> Told | None:
        sentence, word = self.sentence, self.sentence.words[verb]
        governor = sentence.words[word.head]
        marks = [sentence.words[c].lemma.lower() for c in sentence.dependents(verb, "mark", "case")]
        mark = marks[0] if marks else ""
        if relation in ("xcomp", "ccomp") and word.xpos == "VBG" and mark == "of":
            relation = "advcl"  # "accused Mali of arming": told by who accuses
        if relation == "advcl" and word.xpos != "VB" and governor.upos != "ADJ" and mark not in ("from", "in", "by"):
            return None
        names = cue_names(sentence, word.head, mark) if word.head not in self._words else []
        name, effect = self.cues.first("aspect", names)
        if relation == "advcl" and word.xpos == "VBG" and mark in ("from", "in", "by") and effect != "denied":
            outer = self._verb(word.head, depth + 1) if mark != "from" else (Status.HAPPENED, "")
            return outer if outer[0] in _OPEN and outer[1] != "to" else None
        if relation == "ccomp" and (effect is None or word.xpos not in ("VB", "VBG")) and effect != "denied":
            return None
        if effect is None:
            return self._purpose(verb, relation, depth)
        outer_status = (
            self._verb(word.head, depth + 1)[0]
            if governor.upos == "VERB" or self.polarity.negation(word.head)
            else Status.HAPPENED
        )
        return combined(effect, outer_status), name

    def _purpose(self, verb: int, relation: str, depth: int) -> Told | None:
        """The purpose of a trip or gathering is planned: "flew to Doha to meet the mediators"."""
        sentence, word = self.sentence, self.sentence.words[verb]
        governor = sentence.words[word.head]
        if relation != "advcl" or word.xpos != "VB" or governor.upos != "VERB" or not self._infinitive(verb):
            return None
        outer = self._verb(word.head, depth + 1)[0]
        if governor.lemma.lower() == "use":
            return outer, "used to"  # "used tear gas to disperse the crowd"
        if governor.lemma.lower() in _CALLS | _CROWDS and self._verbal:
            return outer, f"{governor.lemma} to"
        if governor.lemma.lower() in _TRIPS and outer is not Status.DENIED:
            return (outer if outer is Status.HYPOTHETICAL else Status.PLANNED), f"{governor.lemma} to"
        return None
