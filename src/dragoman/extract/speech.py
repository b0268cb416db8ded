"""Who says what: the sayings of a document with their speakers and contents, in a sentence and carried over sentences.

The trees give verbs of speech, thought and stand with what they govern (`attributing`, `clauses`) and phrases, nouns
and headlines that attribute without such a verb (`attributed`); quotation marks show what is said beyond the clause
and the sentence (`quotes`).
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attributed import NounReader, find_colon, find_hearsay, find_prepositional, with_cited
from dragoman.extract.attributing import VerbReader
from dragoman.extract.quotes import QuoteReader
from dragoman.extract.sayings import Saying
from dragoman.extract.slots import Slots
from dragoman.extract.sources import trimmed
from dragoman.knowledge.attribution import load_attributing
from dragoman.model.document import Document, Sentence

__all__ = ["Saying", "SpeechReader"]

# Frames whose content is told, not only spoken of: "announced a visit" is left to the deeds.
_TELLING = frozenset({"that", "according", "hearsay", "colon", "noun that", "citing"})
# Frames in which other sayings may be nested.
_HOLDING = frozenset({"that", "according", "colon", "inf", "npinf", "about", "np", "for", "on", "of", "as"})
_COMMAS = frozenset({",", "”", "'", "''", '"'})
_CLAIMING = frozenset({"claim", "profess", "purport"})


class SpeechReader:
    """Finds the sayings of a document, sentence by sentence."""

    def __init__(self, document: Document, slots: list[Slots]) -> None:
        """Read a document.

        Args:
            document: with its names corrected.
            slots: the slots of each sentence.
        """
        self.document = document
        self.slots = slots
        read = QuoteReader(document, [self._found(s) for s in slots]).read()
        self.attributions = [nested(whole(found, s)) for found, s in zip(read, document.sentences, strict=True)]
        self.sayings = [[s for s in found if self._tells(s)] for found in self.attributions]

    def verbs(self, sentence: int) -> dict[int, int]:
        """Heads of the clauses that verbs of speech and thought govern, each with its verb."""
        out: dict[int, int] = {}
        words = self.document.sentences[sentence].words
        for saying in self.attributions[sentence]:
            if saying.frame != "that":
                continue
            for i in saying.content:
                if words[i].head == saying.cue or (
                    words[saying.cue].head == i and words[saying.cue].deprel == "parataxis"
                ):
                    out[i] = saying.cue
        return out

    def governing(self, sentence: int, word: int) -> Saying | None:
        """The innermost saying whose content holds a word; one with a speaker before one without."""
        holding = [s for s in self.sayings[sentence] if word in s.content]
        return min(holding, key=lambda s: (not s.speakers, len(s.content))) if holding else None

    def carried(self, sentence: int, word: int) -> Saying | None:
        """The saying of another sentence to which a quoted word belongs."""
        span = self.document.sentences[sentence].words[word].span
        for found in self.sayings[max(0, sentence - 12) : sentence + 3]:
            for saying in found:
                if saying.speakers and any(b.covers(span) for b in saying.beyond):
                    return saying
        return None

    def quoted(self, sentence: int, word: int) -> bool:
        """Whether a word stands inside quotation marks."""
        span = self.document.sentences[sentence].words[word].span
        return any(q.span.covers(span) for q in self.document.quotations)

    def _tells(self, saying: Saying) -> bool:
        """Whether a saying makes its source the speaker of what it holds."""
        if saying.sort != "speech" or not (saying.content or saying.beyond):
            return False
        word = self.document.sentences[saying.sentence].words[saying.cue]
        if saying.frame == "np" and saying.stance in ("denies", "confirms"):
            # "denied the claim that", "confirmed reports that"
            named = self.attributions[saying.sentence]
            return any(s.frame == "noun that" and s.cue in saying.content for s in named)
        return saying.frame in _TELLING or (saying.frame == "inf" and word.lemma.lower() in _CLAIMING)

    def _found(self, slots: Slots) -> list[Saying]:
        sentence = slots.sentence
        quoted = frozenset(i for i in range(len(sentence.words)) if self.quoted(sentence.index, i))
        found = VerbReader(slots, load_attributing(), quoted).find()
        found = with_cited(slots, found)
        found += NounReader(slots, load_attributing(kind="nouns"), quoted).find()
        found += find_prepositional(slots, quoted)
        found += find_hearsay(slots, quoted)
        if not any(s.frame == "that" and s.content and s.cue not in quoted for s in found):
            found += find_colon(slots, headline=sentence.kind.value != "body")
        return sorted(_apart(found, sentence), key=lambda s: s.cue)


def _apart(found: list[Saying], sentence: Sentence) -> list[Saying]:
    """Sayings without the "..., according to X" that closes their sentence: it tells them, too."""
    last = next((s for s in found if s.frame == "according" and sentence.words[s.cue - 1].text in _COMMAS), None)
    if last is None or last.cue == 0 or last.inner or max((*last.source_words, last.cue)) + 3 < len(sentence.words):
        return found
    own = frozenset(range(last.cue - 1, max((*last.source_words, last.cue)) + 1))
    out = [replace(s, content=s.content - own) if s is not last else s for s in found]
    told = {k for s in found if s is not last and s.cue < last.cue for k in (*s.content, *s.cue_words, *s.source_words)}
    return [replace(s, content=(s.content | told) - own) if s is last else s for s in out]


def whole(found: list[Saying], sentence: Sentence) -> list[Saying]:
    """The sayings that say something, their contents without the punctuation at the ends."""
    out = []
    for saying in found:
        beyond = _beyond_participle(sentence, saying) | _answered(sentence, saying)
        content = frozenset(trimmed(sentence, sorted(saying.content - beyond)))
        if content or saying.beyond:
            out.append(replace(saying, content=content))
    return out


def _beyond_participle(sentence: Sentence, saying: Saying) -> frozenset[int]:
    """What a semicolon parts from a participle's saying: "marched, demanding that he resign; police detained 37"."""
    words = sentence.words
    if words[saying.cue].xpos != "VBG":
        return frozenset()
    semicolon = next((i for i in sorted(saying.content) if i > saying.cue and words[i].text == ";"), None)
    return frozenset(i for i in saying.content if semicolon is not None and i >= semicolon)


_CHARGES = frozenset(
    "charge accusation allegation claim assertion suggestion notion proposal offer demand request call idea plan condition threat".split()
)


def _answered(sentence: Sentence, saying: Saying) -> frozenset[int]:
    """What the report adds of a charge is not part of it: "says Chad arms them, a charge that N'Djamena rejects"."""
    words = sentence.words
    return frozenset(
        k
        for i in saying.content
        if words[i].deprel in ("appos", "parataxis", "nmod:unmarked")
        and words[i].lemma.lower() in _CHARGES
        and i > saying.cue
        and sentence.dependents(i, "acl:relcl", "acl")
        for k in sentence.subtree(i)
    )


def nested(found: list[Saying]) -> list[Saying]:
    """The sayings of a sentence, those inside another one's content marked as inner."""
    outer = [(s.cue, s.content) for s in found if s.frame in _HOLDING]
    return [
        replace(s, inner=s.inner or any(s.cue in content and s.cue != cue for cue, content in outer)) for s in found
    ]
