"""Which frame of the lexicon a word of a sentence calls up, and with which parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.slots import Slots
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.lexicon import Frame, Lexicon, Need
from dragoman.knowledge.lexicon import Slots as SlotNames
from dragoman.knowledge.ontology import TYPES
from dragoman.mentions.classes import is_of, meets
from dragoman.mentions.phrases import Mention
from dragoman.mentions.times import TimeMention
from dragoman.model.document import Sentence

_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSAL = frozenset("nsubj csubj ccomp advcl conj parataxis acl:relcl cc punct mark acl advcl:relcl".split())
_ADJECTIVAL = frozenset({"VBN", "VBG", "JJ"})


@dataclass(frozen=True, slots=True)
class Call:
    """A frame called up by a trigger word, with the mentions that fill its slots."""

    trigger: int
    frame: Frame
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    words: frozenset[int] = frozenset()  # the other words of the frame, which tell no deed of their own


class Caller:
    """Finds the frames of one sentence."""

    def __init__(
        self, sentence: Sentence, slots: Slots, lexicon: Lexicon, book: ActorBook, times: Sequence[TimeMention] = ()
    ) -> None:
        self.in_times = {i for t in times for i in range(t.start, t.end)}
        self._calls: dict[int, Call | None] = {}
        self._forms = {form.lower() for w in sentence.words for form in (w.lemma, w.text)}
        self.sentence = sentence
        self.slots = slots
        self.lexicon = lexicon
        self.book = book

    def calls(self) -> list[Call]:
        """One call for each trigger word, in the order of the text."""
        found = [self.call(i) for i in range(len(self.sentence.words))]
        return [call for call in found if call is not None]

    def call(self, i: int) -> Call | None:
        """The most specific frame that word i calls up, if any."""
        if i not in self._calls:
            self._calls[i] = None  # a word that is looked up while its own parties are sought calls up nothing
            self._calls[i] = self._call(i)
        return self._calls[i]

    def _call(self, i: int) -> Call | None:
        word = self.sentence.words[i]
        if i in self.in_times or (self.sentence.name_at(i) is not None and word.upos != "VERB"):
            return None
        lender = self.slots.light_verb(i) if word.upos == "NOUN" else None
        expressed = lender is not None and self.sentence.words[lender].lemma in _EXPRESS
        for frame in self._frames(i):
            if expressed and TYPES[frame.type][0] in (2, 4):
                continue  # who expresses relief sends none
            if lender is None and word.upos == "NOUN" and not frame.others and word.lemma.lower() in self.book.nouns:
                continue  # "the coalition" is an actor, "formed a coalition" a deed
            if self._pos_fits(i, frame) and self._words_fit(i, frame) and self._needs_fit(i, frame):
                actors, recipients = self._parties(i, frame)
                words = frozenset(k for others in frame.others if (k := self._find(i, others, frame)) is not None)
                return Call(i, frame, actors, recipients, words)
        return None

    def _frames(self, i: int) -> tuple[Frame, ...]:
        """Frames of a word's lemma; of its form too, where a gerund stands for a noun: "fighting broke out"."""
        word = self.sentence.words[i]
        gerund = word.xpos == "VBG" and word.deprel in _NOMINAL and word.text.lower() != word.lemma.lower()
        return self.lexicon.at(word.lemma.lower()) + (self.lexicon.at(word.text.lower()) if gerund else ())

    def _pos_fits(self, i: int, frame: Frame) -> bool:
        word = self.sentence.words[i]
        match frame.pos:
            case "VERB":
                if word.upos not in _VERBAL:
                    return False
                # "the attacking side": participles in -ing before nouns are adjectives, not deeds told.
                return not (word.deprel == "amod" and word.xpos == "VBG")
            case "NOUN":
                if word.upos == "PROPN" and self.sentence.kind.value == "body" and not word.text.islower():
                    return False
                if word.deprel == "compound" and not frame.others and self.sentence.kind.value == "body":
                    return False  # "ceasefire talks", "protest leaders": the noun after it says what is told
                return word.upos in ("NOUN", "PROPN") or (
                    word.upos == "VERB" and word.xpos == "VBG" and word.deprel in _NOMINAL
                )
            case _:
                return word.upos in ("ADJ", "ADV") or word.xpos in _ADJECTIVAL

    def _words_fit(self, i: int, frame: Frame) -> bool:
        """Whether the frame's other words stand near the trigger in the tree."""
        if any(others.isdisjoint(self._forms) for others in frame.others):
            return False  # most frames fail here
        return all(self._find(i, alternatives, frame) is not None for alternatives in frame.others)

    def _find(self, i: int, alternatives: frozenset[str], frame: Frame) -> int | None:
        """The word of these lemmas near a trigger, if there is one."""
        sentence = self.sentence
        near = [
            c
            for c in sentence.children[i]
            if sentence.words[c].deprel not in _CLAUSAL or sentence.words[c].deprel == "xcomp" or self._is_purpose(c)
        ]
        # "vowed to keep striking": what goes on is what is spoken of.
        near += [d for c in near if self._goes_on(c) for d in sentence.dependents(c, "xcomp")]
        for c in near:
            if not self._joins(c, frame):
                continue
            if self._is(c, alternatives):
                return c
            for d in sentence.children[c]:
                if sentence.words[d].deprel in (
                    "case",
                    "amod",
                    "compound",
                    "nmod",
                    "mark",
                    "fixed",
                    "compound:prt",
                    "obj",
                    "advmod",
                    "obl",
                    "det",
                ) and self._is(d, alternatives):
                    return d
            if len(frame.others) > 1 and sentence.words[c].deprel in ("obj", "nsubj:pass"):
                # "shut the door on refugees": the preposition may hang on the object's own phrase.
                for d in sentence.dependents(c, "nmod"):
                    for k in sentence.dependents(d, "case"):
                        if self._is(k, alternatives):
                            return k
        word = sentence.words[i]
        if word.upos == "VERB" and frame.type != "REJECT":
            # "warned that it would retaliate": the clause of a verb of speech, by its head word (what is denied is told itself).
            for c in sentence.dependents(i, "ccomp"):
                if any(self._is(k, alternatives) for k in (c, *sentence.dependents(c, "mark", "aux", "compound:prt"))):
                    return c
        if word.upos in ("NOUN", "PROPN") and (lender := self.slots.light_verb(i)) is not None:
            # "carried out strikes against targets": the phrase hangs on the light verb.
            for c in sentence.dependents(lender, "obl"):
                for k in sentence.dependents(c, "case"):
                    if self._is(k, alternatives):
                        return k
        if word.head >= 0 and word.deprel in ("obj", "nsubj:pass", "compound", "amod", "obl", "xcomp"):
            if word.deprel in ("compound", "amod") and sentence.words[word.head].upos in _VERBAL:
                return None
            if self._is(word.head, alternatives):
                return word.head
        return None

    def _goes_on(self, i: int) -> bool:
        word = self.sentence.words[i]
        return word.deprel == "xcomp" and word.lemma.lower() in _GOING_ON

    def _is_purpose(self, i: int) -> bool:
        """Whether a clause says what for: "called the king to discuss the border"."""
        word = self.sentence.words[i]
        marks = self.sentence.dependents(i, "mark")
        return word.deprel == "advcl" and word.xpos == "VB" and any(self.sentence.words[m].lemma == "to" for m in marks)

    def _joins(self, i: int, frame: Frame) -> bool:
        """Whether a phrase may hold words of a frame: one with a preposition only if the frame names the preposition."""
        if self.sentence.words[i].deprel.split(":")[0] not in ("obl", "nmod"):
            return True
        case = self.slots.case(i)
        return not case or case == "of" or any(case in alternatives for alternatives in frame.others)

    def _is(self, i: int, alternatives: frozenset[str]) -> bool:
        word = self.sentence.words[i]
        return word.lemma.lower() in alternatives or word.text.lower() in alternatives

    def _needs_fit(self, i: int, frame: Frame) -> bool:
        return all(self._need_fits(i, need) for need in frame.needs)

    def _need_fits(self, i: int, need: Need) -> bool:
        if need.slot == "mod" and need.lemmas & self._modifying(i):
            return not need.negated
        fillers = self.slots.fill(i, need.slot)
        if not fillers:
            return need.negated or self._unseen(need)
        held = any(meets(mention, need, self.book) for mention in fillers)
        return held != need.negated

    def _modifying(self, i: int) -> set[str]:
        """Lemmas of the adjectives and nouns before a noun: "heart" in "heart attack"."""
        return {
            self.sentence.words[c].lemma.lower()
            for c in self.sentence.dependents(i, "amod", "compound", "nmod:desc")
            if c < i
        }

    def _unseen(self, need: Need) -> bool:
        """A wanted actor that the grammar leaves out ("to be released", "were killed") is no reason against a frame."""
        return bool(need.kinds & {"actor", "armed", "state", "person"}) and need.slot == "subj"

    def _parties(self, i: int, frame: Frame) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        actors = self._filled(i, frame.actor)
        if frame.mutual:
            return tuple(actors), ()
        recipients = [m for m in self._filled(i, frame.recipient) if m.key not in {a.key for a in actors}]
        return tuple(actors), tuple(recipients)

    def _filled(self, i: int, slots: SlotNames) -> list[Mention]:
        """The first alternative that holds a party, its joined slots together."""
        for joined in slots:
            found: dict[tuple[int, int, int], Mention] = {}
            for slot in joined:
                for mention in self.slots.fill(i, slot):
                    for party in [mention] if self._is_party(mention) else self._parties_of_deed(mention, slot):
                        found.setdefault(party.key, party)
            if found:
                return list(found.values())
        return []

    def _is_deed(self, mention: Mention) -> bool:
        """A noun that is itself an event ("meeting", "strike") is no party, whatever else it may name."""
        return any(f.pos == "NOUN" and not f.others and not f.needs for f in self.lexicon.at(mention.word))

    def _parties_of_deed(self, mention: Mention, slot: str) -> tuple[Mention, ...]:
        """A deed in a party's place stands for who did it: "the strikes killed six", "concern over attacks by the army"."""
        if mention.sort != "noun" or slot == "poss":
            return ()
        call = self.call(mention.head)
        if call is not None and call.actors:
            return call.actors
        # "condemned Israel's decision", "gave money to Nigeria's farms": the actor inside the phrase.
        owners = [
            self.slots.phrases.at(c)
            for c in self.sentence.dependents(mention.head, "nmod:poss", "compound")
            if self.sentence.words[c].deprel != "compound" or not self._is_person(c)  # "an Antonov plane"
        ]
        owners = owners or self.slots.fill(mention.head, "mod")
        return tuple(m for m in owners if self._is_party(m) and m.sort != "noun")

    def _is_person(self, i: int) -> bool:
        name = self.sentence.name_at(i)
        return name is not None and name.kind == "PER"

    def _is_party(self, mention: Mention) -> bool:
        """Actors only, and places that something is done to; never times, reasons and things."""
        if (
            mention.sort == "noun"
            and mention.noun is not None
            and mention.noun.sort == "agent"
            and self._is_deed(mention)
        ):
            return False
        if mention.head in self.in_times or (mention.sort == "noun" and mention.word in _GATHERINGS):
            return False
        return is_of(mention, "actor", self.book) or is_of(mention, "place", self.book)


_GOING_ON = frozenset("keep continue go begin start resume".split())
_EXPRESS = frozenset({"express", "voice", "convey", "reiterate", "signal"})
_GATHERINGS = frozenset({"meeting", "summit", "talk", "talks", "visit", "conference", "session", "gathering"})
_NOMINAL = frozenset("nsubj obj obl nmod conj nsubj:pass compound root".split())
