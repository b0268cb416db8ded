"""Attributions by other words: "according to X", "citing X", "reportedly", "X: no talks", "the claim that"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attributing import prepositional_source
from dragoman.extract.clauses import TIMES
from dragoman.extract.sayings import Saying
from dragoman.extract.slots import Slots
from dragoman.extract.sources import NOBODY, Source, source_of, trimmed
from dragoman.knowledge.attribution import Attributing, Use

_PHRASES = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("as", "told", "by"),
    ("in", "the", "opinion", "of"),
    ("in", "the", "view", "of"),
)
_HEARSAY = {"reportedly": "doubts", "allegedly": "doubts", "purportedly": "doubts", "supposedly": "doubts"}
_PAPERS = frozenset(
    "official officials poll report study survey newspaper analysis paper source sources review watchdog expert".split()
)


def find_prepositional(slots: Slots, quoted: frozenset[int]) -> list[Saying]:
    """As in "according to X", "in the words of X": X speaks all that hangs on the word that the phrase modifies."""
    sentence = slots.sentence
    forms = [word.text.lower() for word in sentence.words]
    out = []
    for i in range(len(forms) - 1):
        phrase = next((p for p in _PHRASES if tuple(forms[i : i + len(p)]) == p), None)
        last = i + len(phrase) - 1 if phrase else i
        head = _after(slots, i, last) if phrase else None
        if phrase is None or head is None:
            continue
        cue = tuple(range(i, last + 1))
        top = next((k for k in cue if _outside(slots, k, cue, head)), head)
        source = prepositional_source(slots, head)
        content = _whole_clause(slots, top) - set(source.words) - set(cue)
        out.append(
            Saying(
                sentence.index,
                i,
                source.speakers,
                frozenset(content),
                "asserts",
                "speech",
                "according",
                cue,
                tuple(trimmed(sentence, list(source.words))),
                source.head,
                i in quoted,
            )
        )
    return out


def _outside(slots: Slots, i: int, cue: tuple[int, ...], head: int) -> bool:
    """Whether a word of the cue hangs on a word outside of the phrase."""
    above = slots.sentence.words[i].head
    below = set(slots.sentence.subtree(head))
    return above >= 0 and above not in cue and above not in below


def _after(slots: Slots, first: int, last: int) -> int | None:
    """The head of the phrase after a prepositional cue: the noun that hangs on it or that it hangs on."""
    sentence = slots.sentence
    for i in range(last + 1, len(sentence.words)):
        word = sentence.words[i]
        if word.upos not in ("NOUN", "PROPN", "PRON", "X", "NUM"):
            if word.upos in ("VERB", "AUX"):
                break
            continue
        above = i
        while sentence.words[above].head > last and sentence.words[sentence.words[above].head].upos in (
            "NOUN",
            "PROPN",
            "PRON",
        ):
            if sentence.words[above].deprel in ("nsubj", "obj", "conj", "parataxis"):
                break
            above = sentence.words[above].head
        return above
    return None


def _whole_clause(slots: Slots, top: int) -> set[int]:
    """The clause that a phrase belongs to, without the phrase."""
    sentence = slots.sentence
    mine = set(sentence.subtree(top))
    at = sentence.words[top].head
    if at < 0:
        return set()
    while sentence.words[at].deprel.split(":")[0] not in ("root", "ccomp", "parataxis", "advcl", "acl", "conj") and (
        sentence.words[at].head >= 0
    ):
        at = sentence.words[at].head
    return set(sentence.subtree(at)) - mine


def find_hearsay(slots: Slots, quoted: frozenset[int]) -> list[Saying]:
    """As in "reportedly", "allegedly": somebody unnamed says the clause."""
    sentence = slots.sentence
    out = []
    for i, word in enumerate(sentence.words):
        stance = _HEARSAY.get(word.text.lower())
        if stance is None or word.head < 0:
            continue
        content = frozenset(k for k in sentence.subtree(word.head) if k != i)
        out.append(Saying(sentence.index, i, (), content, stance, "speech", "hearsay", (i,), (), None, i in quoted))
    return out


def with_cited(slots: Slots, found: list[Saying]) -> list[Saying]:
    """As in "the agency reported, citing officials": who is cited said what the clause before tells."""
    out = []
    for saying in found:
        word = slots.sentence.words[saying.cue]
        named = slots.sentence.dependents(saying.cue, "obj")
        if saying.frame == "np" and word.lemma.lower() in ("cite", "quote") and word.xpos == "VBG" and named:
            mention = slots.phrases.at(named[0])
            known = mention.noun is not None or mention.sort in ("person", "name") or mention.word in _PAPERS
            content = _told_before(slots, saying, found)
            if known and content:
                source = source_of(slots, named, frozenset({saying.cue}))
                saying = replace(
                    saying,
                    speakers=source.speakers,
                    content=content,
                    frame="citing",
                    stance="quotes",
                    source_words=source.words,
                    source_head=source.head,
                )
        out.append(saying)
    return out


def _told_before(slots: Slots, saying: Saying, found: list[Saying]) -> frozenset[int]:
    """What is told by the saying, else by the clause, that a participle is set beside."""
    own = set(slots.sentence.subtree(saying.cue))
    spoken = [s for s in found if s.frame == "that" and s.sort == "speech" and s.cue != saying.cue and s.content]
    if spoken:
        return frozenset(min(spoken, key=lambda s: abs(s.cue - saying.cue)).content - own)
    head = slots.sentence.words[saying.cue].head
    return frozenset(set(slots.sentence.subtree(head)) - own) if head >= 0 else frozenset()


def find_colon(slots: Slots, *, headline: bool) -> list[Saying]:
    """A line whose part before a colon, in a headline also after it, is nothing but who speaks."""
    sentence = slots.sentence
    words = sentence.words
    colon = next((i for i, w in enumerate(words) if w.text == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(words):
        return []
    quoting = words[colon + 1].text in _OPENING
    dash = next((k for k in range(colon - 1, 0, -1) if words[k].text in _DASHES), None)
    before, after = range(dash + 1 if quoting and dash is not None else 0, colon), range(colon + 1, len(words))
    sides = [(before, after)] if 0 < len(before) <= 6 else []
    stop = len(words) - (words[-1].upos == "PUNCT")
    if headline and stop - colon - 1 <= 4:
        sides.append((range(colon + 1, stop), before))
    for side, other in sides:
        if any(
            words[i].upos in ("VERB", "AUX", "PUNCT") and words[i].text not in (",", "’", "'", "-", ".") for i in side
        ):
            continue
        mention = slots.phrases.at(side[-1])
        known = (
            mention.noun is not None or mention.sort in ("person", "name") or words[side[-1]].text.lower() in _PAPERS
        )
        if known:
            source = tuple(side)
            return [
                Saying(
                    sentence.index, colon, (mention,), frozenset(other), "asserts", "speech", "colon",
                    (colon,), source, side[-1], False,
                )
            ]  # fmt: skip
    return []


_OPENING = frozenset({"“", "'", "''", "``", '"', "‘"})
_DASHES = frozenset({"-", "–", "—"})
_CARRIERS = frozenset(
    "make take give have express issue voice offer deliver draw raise hold launch level throw send release show share "
    "pay reaffirm announce reiterate aim unleash lodge air extend convey file put lose lend pledge declare".split()
)


class NounReader:
    """Reads the nouns of a sentence that name a saying: "the claim that", "his call for", "made a promise to"."""

    def __init__(self, slots: Slots, nouns: Attributing, quoted: frozenset[int]) -> None:
        """Prepare a sentence.

        Args:
            slots: its slots.
            nouns: the attributing nouns.
            quoted: its words that stand in quotation marks.
        """
        self.slots = slots
        self.sentence = slots.sentence
        self.nouns = nouns
        self.quoted = quoted

    def find(self) -> list[Saying]:
        """The attributions of the sentence's nouns."""
        out = []
        for i, word in enumerate(self.sentence.words):
            if word.upos == "NOUN" and (uses := self.nouns.uses(word.lemma.lower())):
                found = self._clause(i, uses) or self._prepositional(i, uses)
                if found is not None:
                    out.append(found)
        return out

    def _clause(self, noun: int, uses: dict[str, Use]) -> Saying | None:
        words = self.sentence.words
        for c in self.sentence.dependents(noun, "acl", "ccomp"):
            marks = {words[k].text.lower() for k in self.sentence.dependents(c, "mark")}
            frame = "inf" if "to" in marks else "that" if "that" in marks or words[c].deprel == "ccomp" else None
            if frame is not None and c > noun and (use := uses.get(frame)) is not None:
                return self._made(noun, use, set(self.sentence.subtree(c)), None)
        return None

    def _prepositional(self, noun: int, uses: dict[str, Use]) -> Saying | None:
        for c in self.sentence.dependents(noun, "nmod"):
            for case in self.sentence.dependents(c, "case"):
                use = uses.get(self.sentence.words[case].text.lower())
                if use is not None and c > noun and self.sentence.words[c].text.lower() not in TIMES:
                    return self._made(noun, use, set(self.sentence.subtree(c)) - {case}, case)
        return None

    def _made(self, noun: int, use: Use, content: set[int], case: int | None) -> Saying | None:
        source, verb = self._source(noun)
        if not source.words and not (use.frame == "that" and use.sort == "speech"):
            return None
        cue = {noun} | ({case} if case is not None and case == noun + 1 else set())
        if verb is not None and verb < noun:
            cue |= {k for k in range(self._first_aux(verb), noun) if k not in source.words}
        return Saying(
            self.sentence.index,
            noun,
            source.speakers,
            frozenset(content - cue - set(source.words)),
            use.stance,
            use.sort,
            f"noun {use.frame}",
            tuple(sorted(cue)),
            source.words,
            source.head,
            noun in self.quoted,
        )

    def _source(self, noun: int) -> tuple[Source, int | None]:
        """Its owner, else the subject of the light verb that it hangs on."""
        owners = self.sentence.dependents(noun, "nmod:poss")
        if owners:
            return source_of(self.slots, owners, frozenset()), None
        verb = self._carrier(noun)
        if verb is None:
            return NOBODY, None
        outside = frozenset(self.sentence.subtree(noun)) | {verb}
        return source_of(self.slots, self.slots.subjects(verb), outside), verb

    def _carrier(self, noun: int) -> int | None:
        """The verb that only carries the noun: "voiced support for", "took a swipe at"."""
        word = self.sentence.words[noun]
        if word.deprel in ("obj", "nsubj:pass") and self.sentence.words[word.head].lemma.lower() in _CARRIERS:
            return word.head
        return None

    def _first_aux(self, verb: int) -> int:
        at = verb
        while (
            at > 0
            and self.sentence.words[at - 1].head == verb
            and self.sentence.words[at - 1].deprel in ("aux", "advmod")
        ):
            at -= 1
        return at
