"""Where and when of a deed by syntax: the place and the time phrases that hang on its own clause, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dragoman.extract.slots import Slots
from dragoman.mentions.times import TimeMention
from dragoman.model.document import Sentence

_LOCATIVE = frozenset(
    "in at near on inside outside across around over within off throughout into to from toward towards through".split()
)
_SCHEDULED = frozenset("schedule plan set due slate expect fix tip reschedule".split())
_DONE_TO_PLACES = frozenset({"ASSAULT", "COERCE", "RETREAT"})
_PLACE_NOUNS = frozenset(
    "city town village region area province district border capital territory camp base airport hospital school suburb island coast port "
    "neighbourhood neighborhood enclave zone valley outskirts countryside stronghold part north south east west center centre".split()
)


_NOT_AT = frozenset("with against by for to from about between over".split())
_SUPPOSING = frozenset("if unless until although though while whereas because since".split())


class Surroundings:
    """Finds places and times around triggers of one sentence."""

    def __init__(self, sentence: Sentence, slots: Slots, times: Sequence[TimeMention], speech: set[int]) -> None:
        """Prepare a sentence.

        Args:
            sentence: the sentence.
            slots: its slots.
            times: its time expressions.
            speech: its verbs of speech; what hangs on them tells when it was said, not when it happened.
        """
        self.sentence = sentence
        self.slots = slots
        self.times = times
        self.speech = speech

    def place(self, trigger: int, type_: str, mode: str | None) -> int | None:
        """The head word of the place where a deed happens: by its own words, then all below it, then its clause's."""
        candidates: list[int] = []
        if type_ == "CONSULT" and mode == "visit":
            copula = self.sentence.words[trigger].deprel == "cop"
            candidates += [self.sentence.words[trigger].head] if copula else []
            candidates += [h for slot in ("obj", "to", "in", "at") for h in self.slots.heads(trigger, slot)]
        candidates += self._locatives(trigger)
        for plan in self._plans(trigger):
            candidates += self._locatives(plan)
            candidates += [k for c in self.sentence.dependents(plan, "obl") for k in self._locatives(c)]
        # "the Yemen truce", "the Jeddah talks"
        candidates += [
            c for c in self.sentence.dependents(trigger, "compound", "nmod:desc")
            if c < trigger and (name := self.sentence.name_at(c)) is not None and name.kind == "LOC"
            and self.sentence.words[c + 1].text != "-"
        ]  # fmt: skip
        if type_ in _DONE_TO_PLACES:
            candidates += [*self.slots.heads(trigger, "obj"), *self.slots.heads(trigger, "poss")]
        # Deeper inside the deed's own words: "attacks by forces loyal to Assad in Idlib".
        candidates += [
            c
            for c in self.sentence.subtree(trigger)
            if c != trigger and self.slots.case(c) in ("in", "at", "near") and not self._in_clause_below(c, trigger)
        ]
        for head in self.slots.heads(trigger, "obj"):
            candidates += [c for c in self.sentence.dependents(head, "nmod") if self.slots.case(c) == "of"]
        candidates += [c for at in self._clause(trigger) if at != trigger for c in self._locatives(at)]
        if type_ == "CONSULT":  # "talks on Libya" are about it
            candidates = [c for c in candidates if self.slots.case(c) != "on"]
        return next((found for c in candidates if (found := self._place_in(c)) is not None), None)

    def _locatives(self, at: int) -> list[int]:
        """Phrases of place directly under a word, those "in", "at", "near" and "on" first."""
        own = [c for c in self.sentence.dependents(at, "obl", "nmod", "advmod") if self.slots.case(c) in _LOCATIVE]
        first = ("in", "at", "near", "on")
        return sorted(own, key=lambda c: (self.slots.case(c) not in first, self.slots.case(c) == "from", abs(c - at)))

    def _place_in(self, head: int) -> int | None:
        """A named place in a phrase: the phrase itself, or "the town of X", "northwest Syria's Idlib"."""
        name = self.sentence.name_at(head)
        word = self.sentence.words[head]
        if name is not None and (
            name.kind == "LOC" or (name.kind == "ORG" and self.slots.case(head) in ("in", "near"))
        ):
            return head
        if (
            name is None
            and word.upos == "PROPN"
            and word.xpos == "NNP"
            and self.slots.case(head) in ("in", "near")
            and not any(t.start <= head < t.end for t in self.times)
        ):
            return head
        if word.lemma.lower() in _PLACE_NOUNS or word.upos == "NOUN":
            for c in self.sentence.dependents(head, "nmod", "appos", "compound", "nmod:poss", "flat", "nmod:desc"):
                inner = self.sentence.name_at(c)
                if self.slots.case(c) in _NOT_AT:
                    continue  # "in a swap with El Salvador"
                of_place = (
                    word.lemma.lower() in _PLACE_NOUNS
                    and self.slots.case(c) == "of"
                    and self.sentence.words[c].upos == "PROPN"
                )
                if of_place:
                    return c
                whole = self.sentence.words[c].deprel != "compound" or word.lemma.lower() in _PLACE_NOUNS
                if inner is not None and inner.kind == "LOC" and whole:
                    return c
        if word.lemma.lower() in (
            "region",
            "area",
            "town",
            "city",
            "country",
            "territory",
            "province",
            "village",
            "enclave",
        ):
            return head
        return None

    def _in_clause_below(self, i: int, trigger: int) -> bool:
        """Whether a clause of its own stands between a word and the deed above it: "warned of war if talks in Doha fail"."""
        at = i
        while at != trigger and at >= 0:
            word = self.sentence.words[at]
            marks = {self.sentence.words[m].lemma.lower() for m in self.sentence.dependents(at, "mark")}
            if word.deprel in ("ccomp", "parataxis") or (word.deprel == "advcl" and marks & _SUPPOSING):
                return True
            if word.deprel == "conj" and word.upos == "VERB" and self.sentence.dependents(at, "nsubj", "nsubj:pass"):
                return True  # "retook a bridge, but gunmen have ambushed patrols in Kenscoff"
            at = word.head
        return False

    def _clause(self, trigger: int) -> Iterator[int]:
        """The trigger and the words above it up to and with the verb of its clause."""
        at = trigger
        yield at
        for _ in range(6):
            word = self.sentence.words[at]
            if at == trigger and word.deprel == "amod":
                return  # "released jailed activists on Friday": when they were jailed is not told
            if word.head < 0 or word.deprel in ("ccomp", "parataxis", "acl:relcl", "csubj"):
                return
            if word.deprel in ("advcl", "acl") and self.sentence.words[at].upos == "VERB":
                return
            if word.deprel == "conj" and self._tells_anew(at):
                return
            at = word.head
            if at in self.speech:
                return
            yield at

    def _tells_anew(self, verb: int) -> bool:
        """Whether a joined verb has a subject and a tense of its own: "fell last month, but gunmen have since returned"."""
        words = self.sentence.words
        perfect = any(words[c].lemma == "have" for c in self.sentence.dependents(verb, "aux"))
        return perfect and bool(self.sentence.dependents(verb, "nsubj", "nsubj:pass"))

    def time(self, trigger: int, after: date | None = None) -> TimeMention | None:
        """The time expression of a deed: on its own words, else on its clause, never on a verb of speech.

        Args:
            trigger: the deed's word.
            after: a day that the deed is to come after, if it is to come: of several times one after it is taken.
        """
        if not self.times:
            return None
        times = [t for t in self.times if not any(follows(self.sentence, t, cue) for cue in self.speech)]
        for at in self._clause(trigger):
            own = [t for t in times if self._hangs_on(t, at)]
            own = [t for t in own if t.when is not None] or own  # "now on March 25"
            own = [
                t for t in own if after is not None and _begins(t) > after
            ] or own  # "on Monday put off a visit on May 3"
            if after is not None and at != trigger and all(_ends(t) < after for t in own):
                continue  # "was postponed last week"
            if own:
                return min(own, key=lambda t: abs(t.start - trigger))
        return self._scheduled(trigger, times) or self._leading(trigger)

    def _scheduled(self, trigger: int, times: Sequence[TimeMention]) -> TimeMention | None:
        """ "A visit planned for Thursday has been put off", "was moved to Oslo and will take place on May 3"."""
        words = self.sentence.words
        beside = [
            c
            for at in (self._clause(trigger) if words[trigger].upos != "VERB" else ())
            for c in self.sentence.dependents(at, "conj")
            if words[c].upos == "VERB" and not self.sentence.dependents(c, "nsubj", "nsubj:pass")
        ]
        found = (
            t
            for c in (*self._plans(trigger), *beside)
            for t in times
            if t.when is not None and self._attachment(t) == c
        )
        return next(found, None)

    def _plans(self, trigger: int) -> list[int]:
        """Participles that say when and where a deed is to be: "a visit to Oslo planned for Thursday has been put off"."""
        words = self.sentence.words
        inside = [c for c in self.sentence.subtree(trigger) if words[c].lemma.lower() in _SCHEDULED]
        # Wherever the tree has hung them: those between the deed and the verb over it, with no subject or helper.
        return inside + [
            c
            for c in range(trigger + 1, words[trigger].head)
            if words[c].lemma.lower() in _SCHEDULED
            and words[c].xpos in ("VBN", "VBD")
            and not self.sentence.dependents(c, "aux", "aux:pass", "nsubj", "nsubj:pass")
        ]

    def _leading(self, trigger: int) -> TimeMention | None:
        """A time at the head of the sentence holds for all its clauses, unless a verb of speech has it."""
        for t in self.times:
            head = self._attachment(t)
            if t.start <= 2 and head is not None and head not in self.speech:
                at = trigger
                for _ in range(8):
                    if at == head:
                        return t
                    at = self.sentence.words[at].head
                    if at < 0:
                        break
        return None

    def _attachment(self, t: TimeMention) -> int | None:
        """The word outside the expression that it hangs on."""
        for i in range(t.start, t.end):
            head = self.sentence.words[i].head
            if head >= 0 and not t.start <= head < t.end:
                return head
        return None

    def _hangs_on(self, t: TimeMention, at: int) -> bool:
        if t.start <= at < t.end:
            return True
        head = self._attachment(t)
        if head == at:
            return True
        # On a noun below the deed, with no other verb between: "freed by their captors Tuesday"; not "a 2016 ruling".
        if head is not None and t.end == head and self.sentence.words[head].deprel == "obj" and t.when is not None:
            return False
        up = head
        for _ in range(3):
            if up is None or up < 0 or self.sentence.words[up].upos not in ("NOUN", "PROPN", "PRON", "NUM"):
                break
            up = self.sentence.words[up].head
            if up == at:
                return True
        # "in the past two weeks": the preposition's noun may be outside the expression.
        return (
            head is not None
            and self.sentence.words[head].head == at
            and self.sentence.words[head].deprel in ("obl", "nmod", "advmod", "obl:unmarked", "nmod:unmarked")
            and self.sentence.name_at(head) is None
            and self.sentence.words[head].upos == "NOUN"
        )


def _begins(t: TimeMention) -> date:
    """The first day of a time; the first of all where it has none."""
    start = t.when.start if t.when is not None else None
    return date(start.year, start.month, start.day) if start is not None else date.min


def _ends(t: TimeMention) -> date:
    """The last day of a time; the last of all where it has none."""
    end = t.when.end if t.when is not None else None
    return date(end.year, end.month, end.day) if end is not None else date.max


def follows(sentence: Sentence, t: TimeMention, cue: int) -> bool:
    """Whether a day stands right after a verb of speech: "said on Monday", wherever the tree has hung it."""
    words = sentence.words
    at = t.start - 1
    while at > cue and words[at].text.lower() in ("on", "late", "early"):
        at -= 1
    owns = t.end < len(words) and words[t.end].text in ("'s", "’s", "'", "’")
    return at == cue and t.when is not None and t.when.start == t.when.end and not owns
