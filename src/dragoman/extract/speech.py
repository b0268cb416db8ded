"""Who says what: verbs of speech with their speakers and the words that they govern, in a sentence and carried over.

Forms: "X said that Y", "Y, X said", "according to X, Y", quotations with the speaker in the sentence before or after,
"the statement added", headlines with a colon ("No talks without pullout: envoy").
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.slots import Slots
from dragoman.knowledge.cues import Cues
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of speech in a sentence: the cue word, who speaks, and the words (indices) that are said."""

    sentence: int
    cue: int
    speakers: tuple[Mention, ...]
    content: frozenset[int]
    stance: str


class SpeechReader:
    """Finds the sayings of a document, sentence by sentence."""

    def __init__(self, document: Document, slots: list[Slots], cues: Cues) -> None:
        self.document = document
        self.slots = slots
        self.cues = cues
        self.sayings = [self._sayings(sentence) for sentence in document.sentences]

    def verbs(self, sentence: int) -> dict[int, int]:
        """Heads of the clauses that verbs of speech govern, each with its verb."""
        out: dict[int, int] = {}
        for saying in self.sayings[sentence]:
            words = self.document.sentences[sentence].words
            for i in saying.content:
                if words[i].head == saying.cue or (words[saying.cue].head == i and words[saying.cue].deprel == "parataxis"):
                    out[i] = saying.cue
        return out

    def governing(self, sentence: int, word: int) -> Saying | None:
        """The innermost saying whose content holds a word."""
        holding = [s for s in self.sayings[sentence] if word in s.content]
        return min(holding, key=lambda s: len(s.content)) if holding else None

    def carried(self, sentence: int, word: int) -> Saying | None:
        """The saying of a neighbouring sentence to which a quoted word without a speaker of its own belongs."""
        if not self.quoted(sentence, word):
            return None
        here = self.document.sentences[sentence]
        for step in (-1, -2, 1, -3):
            other = sentence + step
            if not 0 <= other < len(self.document.sentences):
                continue
            between = self.document.report.text[
                min(here.span.end, self.document.sentences[other].span.end) : max(
                    here.span.start, self.document.sentences[other].span.start
                )
            ]
            if abs(step) == 1 and step > 0 and "\n" in between:
                continue
            spoken = [s for s in self.sayings[other] if s.speakers]
            if spoken:
                return spoken[-1] if step < 0 else spoken[0]
        return None

    def quoted(self, sentence: int, word: int) -> bool:
        """Whether a word stands inside quotation marks."""
        span = self.document.sentences[sentence].words[word].span
        return any(q.span.covers(span) for q in self.document.quotations)

    def _sayings(self, sentence: Sentence) -> list[Saying]:
        found = []
        for i, word in enumerate(sentence.words):
            if word.upos == "VERB" and self.cues.has("speech", word.lemma.lower()):
                saying = self._said(sentence, i)
            elif word.lemma.lower() == "according":
                saying = self._according(sentence, i)
            else:
                continue
            if saying is not None:
                found.append(saying)
        if not found and sentence.kind.value != "body":
            found += self._colon(sentence)
        return found

    def _said(self, sentence: Sentence, verb: int) -> Saying | None:
        slots, word = self.slots[sentence.index], sentence.words[verb]
        content: set[int] = set()
        for c in sentence.children[verb]:
            deprel = sentence.words[c].deprel
            if deprel == "ccomp" or (deprel in ("obj", "parataxis") and (self._has_verb(sentence, c) or self.quoted(sentence.index, c))):
                content |= set(sentence.subtree(c))
            elif deprel == "xcomp" and slots.is_passive(verb):
                content |= set(sentence.subtree(c))
        at = verb
        while not content and word.deprel in ("parataxis", "conj", "advcl", "ccomp", "acl:relcl") and word.head >= 0:
            # "Y, X said": the said clause is the head.
            mine = set(sentence.subtree(at))
            head = word.head
            if word.deprel == "parataxis" or (word.deprel in ("ccomp",) and head < verb):
                content = set(sentence.subtree(head)) - mine
            break
        speakers = self._speakers(sentence, verb)
        if not content:
            if not speakers or not any(self.quoted(sentence.index, i) for i in range(len(sentence.words))):
                return Saying(sentence.index, verb, tuple(speakers), frozenset(), "asserts") if speakers else None
            content = {i for i in range(len(sentence.words)) if self.quoted(sentence.index, i)}
        elif any(self.quoted(sentence.index, i) for i in content):
            content |= {i for i in range(len(sentence.words)) if self.quoted(sentence.index, i)}
        stance = self.cues.effect("speech", word.lemma.lower()) or "asserts"
        return Saying(sentence.index, verb, tuple(speakers), frozenset(content), stance)

    def _speakers(self, sentence: Sentence, verb: int) -> list[Mention]:
        slots = self.slots[sentence.index]
        heads = slots.subjects(verb)
        if not heads and slots.is_passive(verb):
            return []
        return [m for head in heads for m in slots.phrases.mentions(head)]

    def _has_verb(self, sentence: Sentence, i: int) -> bool:
        return any(sentence.words[k].upos in ("VERB", "AUX") for k in sentence.subtree(i))

    def _according(self, sentence: Sentence, i: int) -> Saying | None:
        """"according to X": X speaks all that hangs on the word that the phrase modifies."""
        source = sentence.words[i].head
        if source < 0:
            return None
        if sentence.words[i].deprel not in ("case", "fixed") or sentence.words[source].lemma.lower() == "to":
            found = [c for c in sentence.dependents(i, "obl", "nmod", "obj")]
            if not found:
                return None
            phrase, source = i, found[0]
        else:
            phrase = source
        head = sentence.words[phrase].head
        if head < 0:
            return None
        mine = set(sentence.subtree(phrase))
        at = head
        while sentence.words[at].upos not in ("VERB", "AUX") and sentence.words[at].head >= 0:
            at = sentence.words[at].head
        content = set(sentence.subtree(at)) - mine
        speakers = self.slots[sentence.index].phrases.mentions(source)
        return Saying(sentence.index, i, tuple(speakers), frozenset(content), "asserts")

    def _colon(self, sentence: Sentence) -> list[Saying]:
        """A headline whose part before or after a colon is nothing but a name or a noun of a person or body."""
        colon = next((i for i, w in enumerate(sentence.words) if w.text == ":"), None)
        if colon is None or colon == 0 or colon + 1 >= len(sentence.words):
            return []
        phrases = self.slots[sentence.index].phrases
        sides = ((range(colon + 1, len(sentence.words)), range(colon)), (range(colon), range(colon + 1, len(sentence.words))))
        for side, other in sides:
            if len(side) <= 4 and not any(sentence.words[i].upos in ("VERB", "AUX") for i in side):
                mention = phrases.at(side[-1])
                if mention.noun is not None or mention.sort in ("person", "name"):
                    return [Saying(sentence.index, colon, (mention,), frozenset(other), "asserts")]
        return []
