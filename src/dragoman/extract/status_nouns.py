"""Whether a deed that a noun tells of has happened: by its adjectives, by the noun or verb over it, else as named."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.extract.cue_names import cue_names
from dragoman.extract.polarity import Polarity
from dragoman.extract.slots import Slots
from dragoman.knowledge.cues import Cues
from dragoman.model.document import Sentence
from dragoman.model.records import Status

NAMED = "named as a fact"  # a noun whose words say nothing of its status
Told = tuple[Status, str]

# What is being worked out is not there yet: "the final details of a ceasefire".
_DRAFTS = frozenset("detail details term terms draft text wording outline contour condition modality point".split())
_SETTLES = frozenset(
    "agree sign accept approve settle finalise finalize announce reveal unveil publish implement violate breach break respect "
    "observe honour honor meet fulfil fulfill uphold enforce set impose include".split()
)
_PARTS = frozenset(
    "round series wave string number spate campaign barrage flurry set session kind couple dozen phase".split()
)
_STOPPED = (Status.DENIED, Status.CANCELLED, Status.POSTPONED)
_OPEN = (Status.PLANNED, Status.HYPOTHETICAL)
_DENYING = frozenset({"dismiss", "reject", "refute", "rebut", "deny", "rubbish", "repudiate"})
_UNTRUE = frozenset({"false", "untrue", "baseless", "wrong", "unfounded", "groundless", "fabricated"})
_DUE = frozenset("due set expect schedule slate plan prepare anticipate".split())
_MOVED = frozenset({"move", "relocate"})
_LENGTHS = frozenset({"day", "week", "month", "year", "hour"})
_TALKED_OF = frozenset({"discuss", "debate", "study", "review", "examine", "allow", "face", "fear", "eye"})
_ANY = frozenset({"a", "an", "any", "such", "another", "further"})
_ANNOUNCING = frozenset({"announce", "unveil", "confirm"})


def combined(effect: str, outer: Status) -> Status:
    """A cue's effect under the cue's own status: "did not cancel" stands, "will resume" is planned."""
    if effect == "ended":
        return Status.ONGOING if outer is Status.DENIED else Status.HAPPENED if outer is not Status.PLANNED else outer
    inner = Status(effect)
    if inner is Status.HAPPENED and outer is Status.ONGOING:
        return outer
    if outer is Status.DENIED:
        if inner is Status.DENIED:
            return Status.HAPPENED
        return Status.PLANNED if inner in _STOPPED else Status.DENIED
    if outer is Status.HYPOTHETICAL and inner in _STOPPED:
        return Status.HYPOTHETICAL if inner is Status.DENIED else Status.PLANNED
    if outer in _OPEN and inner in (Status.HAPPENED, Status.ONGOING):
        return outer
    return Status.HYPOTHETICAL if outer is Status.HYPOTHETICAL else inner


class NounStatus:
    """Reads the status of event nouns in one sentence."""

    def __init__(self, sentence: Sentence, slots: Slots, cues: Cues, verb: Callable[[int, int], Told]) -> None:
        """Prepare a sentence.

        Args:
            sentence: the sentence.
            slots: its slots.
            cues: cue words.
            verb: the status of a verb, at a depth of asking.
        """
        self.sentence = sentence
        self.slots = slots
        self.cues = cues
        self.verb = verb
        self.polarity = Polarity(sentence)

    def read(self, noun: int, type_: str, words: frozenset[int] = frozenset()) -> Told:
        """The status of the deed that a noun tells of.

        Args:
            noun: the deed's word.
            type_: its PLOVER type.
            words: the frame's other words; a verb among them lends its own status.
        """
        sentence = self.sentence
        copula = sentence.dependents(noun, "cop")
        if copula:
            status, why = self.verb(noun, 0)  # "it will be his first visit"
            if (
                status is Status.HAPPENED
                and sentence.dependents(noun, "case")
                and sentence.words[copula[0]].xpos in ("VBZ", "VBP")
            ):
                return Status.ONGOING, "are on"  # "nurses are on strike"
            return status, why
        if negation := self.polarity.negation(noun):
            return Status.DENIED, negation
        if doubt := self.polarity.condition(noun):
            return Status.HYPOTHETICAL, doubt
        head = sentence.words[noun].head
        if head in words and sentence.words[head].upos == "VERB" and sentence.words[noun].deprel == "obj":
            name, effect = self._effect(noun, "obj", "")
            outer = self.verb(head, 0)
            return (combined(effect, outer[0]), name) if effect not in (None, "happened") else outer
        governed = self._governed(noun, 0, type_)
        own = self._adjective(noun)
        if own is None or (governed[1] != NAMED and governed[0] in _STOPPED):
            return governed
        past = own[0] is Status.ONGOING and governed[1] != NAMED and governed[0] is Status.HAPPENED
        return governed if past else own  # "a relentless campaign was waged"

    def _adjective(self, noun: int) -> Told | None:
        """What an adjective of the noun says: "planned talks", "the called-off rally"."""
        sentence = self.sentence
        for c in sentence.dependents(noun, "amod", "compound", "advmod", "acl"):
            word = sentence.words[c]
            hyphened = "".join(w.text for w in sentence.words[c : c + 3]).lower()
            _, effect = self.cues.first("adjective", [hyphened, word.lemma.lower(), word.text.lower()])
            if effect and effect in set(Status) and effect != "happened":
                return Status(effect), word.text.lower()
        return None

    def contained(self, noun: int, *, finite: bool) -> Told | None:
        """The status of what a noun holds: "plans to send", "no evidence that", "dropped plans to", "the threat of"."""
        sentence = self.sentence
        lemma = sentence.words[noun].lemma.lower()
        outer, why = self._governed(noun, 1, "")
        effect = self.cues.effect("content", lemma)
        planned = any(sentence.words[c].lemma in ("planned", "plan") for c in sentence.dependents(noun, "amod"))
        if self.polarity.negation(noun) and lemma != "date" and (effect or finite):
            return Status.DENIED, f"no {lemma}"
        if finite and self._denied_report(noun):
            return Status.DENIED, f"{lemma} denied"
        if effect is None or finite:
            return (Status.PLANNED, f"planned {lemma}") if planned and not finite else None
        if why != NAMED and outer in _STOPPED:
            return outer, why
        return Status(effect), lemma

    def _denied_report(self, noun: int) -> bool:
        """Whether a report, claim or charge is denied: "dismissed reports that", "the claims are false"."""
        sentence, word = self.sentence, self.sentence.words[noun]
        if word.head < 0:
            return False
        head = sentence.words[word.head]
        lemma = head.lemma.lower()
        if word.deprel in ("obj", "nsubj:pass"):
            return lemma in _DENYING and not self.polarity.negation(word.head)
        return word.deprel == "nsubj" and (
            lemma in _UNTRUE or (lemma == "true" and bool(self.polarity.negation(word.head)))
        )

    def _governed(self, noun: int, depth: int, type_: str) -> Told:
        """The status that the word over an event noun gives it."""
        sentence, word = self.sentence, self.sentence.words[noun]
        if word.head < 0:
            to = any(sentence.words[c].text.lower() == "to" for c in sentence.dependents(noun, "mark"))
            return (Status.PLANNED, "to") if to else (Status.HAPPENED, NAMED)
        governor = sentence.words[word.head]
        relation = "obj" if word.deprel == "obl:unmarked" else word.deprel.split(":")[0]
        if any(
            sentence.words[k].lemma == "next"
            for c in sentence.dependents(noun, "nmod:poss")
            for k in sentence.children[c]
        ):
            return Status.PLANNED, "next"
        if relation == "nsubj" and governor.lemma in _LENGTHS and sentence.dependents(word.head, "case", "cop"):
            return Status.ONGOING, f"in its {governor.lemma}"
        if governor.lemma.lower() == "ahead" or any(
            sentence.words[c].lemma == "ahead" for c in sentence.dependents(noun, "case")
        ):
            return Status.PLANNED, "ahead of"
        if relation in ("conj", "appos", "nmod") and governor.upos in ("NOUN", "PROPN") and depth < 4:
            return self._under_noun(noun, depth, type_)
        if relation in ("nsubj", "nsubj:pass") and any(
            sentence.words[c].lemma == "due" for c in sentence.dependents(word.head, "case")
        ):
            return Status.PLANNED, "due"
        if governor.upos not in ("VERB", "AUX", "ADJ") and not sentence.dependents(word.head, "cop"):
            return Status.HAPPENED, NAMED
        return self._under_verb(noun, relation, type_)

    def _under_noun(self, noun: int, depth: int, type_: str) -> Told:
        sentence, word = self.sentence, self.sentence.words[noun]
        governor = sentence.words[word.head]
        lemma = governor.lemma.lower()
        if word.deprel.split(":")[0] != "nmod":
            return self._governed(word.head, depth + 1, type_)
        if word.deprel == "nmod:poss":
            return Status.HAPPENED, NAMED
        case = self.slots.case(noun)
        if case == "of" and lemma in _PARTS:
            return self._governed(word.head, depth + 1, type_)
        if case == "of" and lemma in _DRAFTS and not self._settled(word.head):
            return Status.HYPOTHETICAL, f"{lemma} of"
        if case == "for" and governor.head >= 0 and sentence.words[governor.head].lemma == "due":
            return Status.PLANNED, "due"
        if case in ("of", "for", "on", "about"):
            found = self.contained(
                word.head, finite=lemma in ("report", "claim", "rumour", "evidence", "sign", "allegation")
            )
            if found is not None:
                return found
        return Status.HAPPENED, NAMED

    def _settled(self, draft: int) -> bool:
        """Whether the verb over terms, details or a draft says that they hold: "agreed on the terms of a truce"."""
        word = self.sentence.words[draft]
        return word.head >= 0 and self.sentence.words[word.head].lemma.lower() in _SETTLES

    def _under_verb(self, noun: int, relation: str, type_: str) -> Told:
        sentence, head = self.sentence, self.sentence.words[noun].head
        governor = sentence.words[head]
        lemma, case = governor.lemma.lower(), self.slots.case(noun)
        if self.cues.has("patient", lemma) and relation == "obj":
            return self.verb(head, 0)
        name, effect = self._effect(noun, relation, case)
        if lemma in _MOVED and relation == "nsubj" and self.slots.is_passive(head) and type_ == "CONSULT":
            return combined("planned", self.verb(head, 0)[0]), f"{lemma}d"  # "the summit was moved to Oslo"
        due = (
            lemma in _DUE
            and relation in ("nsubj", "obl")
            and governor.upos in ("VERB", "ADJ")
            and case not in ("off", "out", "up")
        )
        if due and (effect is None or name == lemma):
            name, effect = lemma, "denied" if self.polarity.frustrated(head) else "planned"
        outer, why = self.verb(head, 0)
        if relation == "obj" and lemma in _ANNOUNCING and outer is Status.DENIED:
            return Status.HYPOTHETICAL, f"not {lemma}d"  # "has not announced the visit"
        article = self._article(noun)
        new = article in ("a", "an") or (sentence.kind.value != "body" and article not in ("the", "this", "that"))
        if (
            relation == "obj"
            and lemma in _ANNOUNCING
            and type_ in ("CONSULT", "")
            and new
            and outer is not Status.DENIED
        ):
            return Status.PLANNED, f"{lemma} a"
        if relation == "nsubj" and article in _ANY and outer is Status.HYPOTHETICAL:
            return Status.HYPOTHETICAL, f"{article}, {why}"
        if effect == "hypothetical" and lemma in _TALKED_OF and article in ("the", "this", "that"):
            effect = None  # "discussed the truce": one that there is
        if effect is not None:
            return combined(effect, outer), name
        if relation in ("obj", "nsubj") and self.slots.light_verb(noun) is not None:
            return outer, why
        if relation == "nsubj" and type_ == "CONSULT" and outer in _OPEN and sentence.dependents(head, "cop"):
            return outer, why  # "the visit will be short"
        # The noun of another deed's clause: real, unless its own words say otherwise.
        if relation == "obl" and outer in _OPEN and case in ("in", "at", "during") and type_ == "CONSULT":
            return Status.PLANNED, why  # "hopes to settle it at a meeting"
        if relation == "obl" and outer in _OPEN and case in ("for", "in", "with", "at"):
            return outer, why
        return Status.HAPPENED, NAMED

    def _effect(self, noun: int, relation: str, case: str) -> tuple[str, str | None]:
        """What the cue words say of the verb over a noun, and under which name."""
        sentence, head = self.sentence, self.sentence.words[noun].head
        names = cue_names(sentence, head, case)
        if relation == "obl":
            governor = sentence.words[head].lemma.lower()
            names = [n for n in names if case and n.endswith(f" {case}")] + [
                n for n in names if case == "for" and " " in n
            ]
            if case == "to" and self.cues.effect("aspect", governor) == "planned":
                names.append(governor)
        elif relation not in ("obj", "nsubj", "xcomp"):
            return "", None
        elif relation == "nsubj" and sentence.dependents(head, "obj") and not self.slots.is_passive(head):
            names = [n for n in names if " " in n]  # "the raid delayed the vote" says nothing of the raid
        name, effect = self.cues.first("aspect", names)
        light_name, light = self.cues.first("light", names)
        adjective = self.cues.effect("adjective", sentence.words[head].lemma.lower()) if relation == "nsubj" else None
        if (
            relation == "nsubj"
            and effect is None
            and adjective not in (None, "happened")
            and sentence.dependents(head, "cop")
        ):
            return sentence.words[head].lemma, adjective
        if (
            light is not None
            and relation != "nsubj"
            and (
                effect is None
                or len(light_name) > len(name)
                or (effect in ("happened", "ongoing") and light_name == name)
            )
        ):
            return light_name, light
        return (name, effect) if effect is not None else (light_name, light)

    def _article(self, noun: int) -> str:
        """The determiner of a noun, in lower case; "such" and "any" count."""
        words = self.sentence.words
        return next((words[c].text.lower() for c in self.sentence.dependents(noun, "det", "det:predet", "amod")), "")
