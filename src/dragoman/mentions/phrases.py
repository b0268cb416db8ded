"""Noun phrases as mentions of actors: who or what a word of the tree stands for, by the text alone.

A mention is found from the word that fills a slot of a frame. Titles belong to the name that they precede ("Defence Minister
Sergei Shoigu"), a name belongs to the noun that it modifies ("GNA forces"). Nothing here looks beyond the sentence; that
is the work of `resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.actors import ActorBook, Noun, fold
from dragoman.mentions.adjectives import hyphened, nationalities
from dragoman.model.document import Name, Sentence, Word
from dragoman.model.records import Kind
from dragoman.model.span import Span

_LEFT = ("det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "punct", "advmod", "nmod:unmarked")
_QUANTITIES = frozenset(
    "hundred thousand dozen score million ten number group crowd couple handful majority lot scores hundreds thousands dozens tens "
    "many some several one most two three four five six seven eight nine few none all rest part".split()
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_LOWER_TITLE_STOPS = frozenset('and or , ; : ( ) “ ” " – — but'.split())


def _singular(word: Word) -> str:
    """The base form of a noun that may have been taken for a name, whose plural is left as it is."""
    lemma = word.lemma.lower()
    if word.upos != "PROPN" or lemma != word.text.lower():
        return lemma
    if lemma.endswith("men"):
        return lemma[:-2] + "an"
    return lemma[:-1] if lemma.endswith("s") and not lemma.endswith("ss") else lemma


@dataclass(frozen=True)
class Mention:
    """Words [start, end) of a sentence that stand for one actor, with what the words themselves say of it."""

    sentence: Sentence
    head: int
    start: int
    end: int
    sort: str  # "person", "name", "place", "noun", "adjective" or "pronoun"
    name: Name | None = None
    noun: Noun | None = None
    country: str | None = None
    owner: int | None = None  # head word of a possessor, or of the name that modifies a noun ("GNA forces")

    @cached_property
    def span(self) -> Span:
        return self.sentence.span_of(self.start, self.end)

    @property
    def word(self) -> str:
        """The lemma of the head word, in the singular also where it was taken for a name ("Envoys" that begins a sentence)."""
        word = self.sentence.words[self.head]
        return (
            _singular(word) if self.sort == "noun" and word.upos == "PROPN" and self.head == 0 else word.lemma.lower()
        )

    @cached_property
    def plural(self) -> bool:
        word = self.sentence.words[self.head]
        return word.xpos in ("NNS", "NNPS") or word.text.lower() in (
            "they",
            "them",
            "their",
            "theirs",
            "we",
            "both",
            "us",
            "our",
        )

    def name_text(self, text: str) -> str | None:
        return self.sentence.span_of(self.name.start, self.name.end).of(text) if self.name else None

    @property
    def key(self) -> tuple[int, int, int]:
        """What makes two mentions the same words."""
        return self.sentence.index, self.start, self.end


class Phrases:
    """Finds mentions of one sentence; keeps what it found."""

    def __init__(self, sentence: Sentence, book: ActorBook) -> None:
        """Prepare a sentence.

        Args:
            sentence: with its names corrected.
            book: what is known of actors.
        """
        self.sentence = sentence
        self.book = book
        self._found: dict[int, Mention] = {}
        self._title_start = {name: self._titles(name) for name in sentence.names if name.kind == "PER"}

    def at(self, i: int) -> Mention:
        """The mention that word i heads or belongs to."""
        if i not in self._found:
            self._found[i] = self._build(i + 2 if hyphened(self.sentence.words, i, self.book) else i)
        return self._found[i]

    def conjuncts(self, i: int) -> list[int]:
        """Word i and the words joined to it by "and", "along with", "as well as", commas."""
        sentence, out = self.sentence, [i]
        for c in sentence.children[i]:
            word = sentence.words[c]
            if (
                (word.deprel == "conj" and word.upos in _NOMINAL and not self._is_clause(c))
                or (word.deprel == "nmod" and self._along_with(c))
                or (word.deprel == "appos" and self._another_person(i, c))
                or (word.deprel in ("appos", "nmod:unmarked") and self._another_state(i, c))
            ):
                out += self.conjuncts(c)
        for c in sentence.dependents(i, "acl"):
            # "a delegation consisting of the ministers of defence and trade", "a group including Chad"
            if sentence.words[c].lemma.lower() in ("consist", "comprise", "include", "compose"):
                for member in sentence.dependents(c, "obj", "obl"):
                    out += self.conjuncts(member)
        out += [k for c in sentence.dependents(i, "nmod") if self._consisting(c) for k in self.conjuncts(c)]
        if sentence.words[i].deprel.startswith("nsubj"):
            # "Russia, along with Egypt, backs": the phrase may hang on the verb.
            for c in sentence.dependents(sentence.words[i].head, "obl"):
                if c > i and self._along_with(c):
                    out += self.conjuncts(c)
        return out

    def mentions(self, i: int) -> list[Mention]:
        """The mentions of word i and its conjuncts, each once."""
        seen: dict[tuple[int, int, int], Mention] = {}
        for c in self.conjuncts(i):
            mention = self.at(c)
            seen.setdefault(mention.key, mention)
        return list(seen.values())

    def _another_person(self, i: int, c: int) -> bool:
        """A person beside a person is the next one of a list: "Foreign Minister X, Defence Minister Y and"."""
        one, other = self.sentence.name_at(i), self.sentence.name_at(c)
        return one is not None and other is not None and one.kind == other.kind == "PER" and one != other

    def _another_state(self, i: int, c: int) -> bool:
        """A state beside a state, as headlines list them: "Armenia, Azerbaijan to resume talks"."""
        one, other = self.sentence.name_at(i), self.sentence.name_at(c)
        if self.sentence.kind.value == "body" or one is None or other is None or other.start != one.end + 1:
            return False
        states = self.state_of(one), self.state_of(other)
        return None not in states and states[0] != states[1]

    def _consisting(self, i: int) -> bool:
        words = self.sentence.words
        return (
            i > 1
            and any(words[k].text.lower() == "consisting" for k in range(max(0, i - 8), i))
            and self.sentence.name_at(i) is not None
        )

    def _is_clause(self, i: int) -> bool:
        return bool(self.sentence.dependents(i, "cop", "nsubj", "aux"))

    def _along_with(self, i: int) -> bool:
        words = self.sentence.words
        return any(
            words[c].lemma.lower() == "alongside"
            or words[c].text.lower() == "including"
            or (words[c].lemma.lower() in ("along", "together") and words[c + 1].text.lower() == "with")
            for c in self.sentence.children[i]
            if words[c].deprel in ("case", "advmod", "fixed")
        )

    def _titles(self, name: Name) -> int:
        """Where the titles before a person's name begin: "Russian Foreign Minister", "Minister of Defence", "Gen."."""
        words = self.sentence.words
        start = name.start
        for at in range(name.start - 1, max(-1, name.start - 10), -1):
            word = words[at]
            if word.text in _LOWER_TITLE_STOPS or self.sentence.name_at(at) not in (None, name):
                other = self.sentence.name_at(at)
                if other is None or other.kind == "PER" or words[other.end - 1].upos == "PUNCT":
                    break
                continue
            phrase = " ".join(w.text.lower() for w in words[at : name.start])
            if (
                phrase in self.book.nouns
                or word.lemma.lower() in self.book.nouns
                or (word.text.lower() in self.book.adjectives and start == at + 1)
            ):
                start = at
            elif word.upos in ("ADJ", "NOUN", "PROPN"):
                continue
            elif word.text.lower() not in ("of", "for", "the", "-", "and", "affairs"):
                break
        # Words between the leftmost title and the name belong to it; modifiers before the title too.
        while (
            start > 0
            and start < name.start
            and words[start - 1].deprel in ("amod", "compound")
            and (words[start - 1].upos in ("ADJ", "PROPN", "NOUN") and start <= words[start - 1].head < name.end)
        ):
            start -= 1
        return start

    def _build(self, i: int) -> Mention:
        sentence = self.sentence
        of = [c for c in sentence.dependents(i, "nmod") if self._case(c) == "of"]
        if of and (sentence.words[i].lemma.lower() in _QUANTITIES or sentence.words[i].upos == "NUM"):
            return self.at(of[0])  # "hundreds of rebels", "a group of soldiers", "11 of the prisoners"
        name = sentence.name_at(i)
        if name is not None and name.kind == "ORG" and name.end == name.start + 1 and of and self._is_common(i):
            name = None  # "Representatives of Iran and Iraq", at the head of a sentence
        if name is None:
            name = next((n for n, start in self._title_start.items() if start <= i < n.start), None)
        if name is None:
            name = self._apposed_person(i)
        if name is not None and name.kind == "PER":
            start = self._title_start[name]
            return self._mention(i, start, name.end, "person", name)
        if name is not None:
            return self._mention(i, name.start, name.end, "place" if name.kind == "LOC" else "name", name)
        word = sentence.words[i]
        if (
            word.upos == "ADJ"
            and (iso3 := self.book.adjectives.get(word.text.lower()))
            and not sentence.dependents(i, "det")
        ):
            return Mention(sentence, i, i, i + 1, "adjective", country=iso3)
        if word.text.lower() == "both" and word.deprel.startswith("nsubj"):
            return Mention(sentence, i, i, i + 1, "pronoun")  # "both accused each other"
        if word.upos == "PRON" or word.xpos in ("PRP", "PRP$", "WP", "WDT", "EX"):
            return Mention(sentence, i, i, i + 1, "pronoun")
        start, end = self._core(i)
        return self._mention(i, start, end, "noun", None)

    def _apposed_person(self, i: int) -> Name | None:
        """The person that a noun is set beside: "the lawyer, Chris Mhike", "his successor Idriss Deby"."""
        for c in self.sentence.dependents(i, "appos", "flat", "nmod:desc"):
            name = self.sentence.name_at(c)
            if name is None or name.start < i or self.sentence.words[i].upos == "PROPN":
                continue
            # A person also after a comma ("the lawyer, Chris Mhike"), a body only beside its noun ("broadcaster TRT Haber").
            if name.kind == "PER" or (name.kind == "ORG" and name.start == i + 1):
                return name
        return None

    def _core(self, i: int) -> tuple[int, int]:
        """The words around a noun that belong to its phrase: determiners, adjectives, compounds, possessors."""
        sentence, keep = self.sentence, {i}
        for c in sentence.children[i]:
            deprel = sentence.words[c].deprel
            if (c < i and deprel in _LEFT) or (c > i and deprel in ("flat", "compound")):
                keep |= {k for k in sentence.subtree(c) if abs(k - i) < 25}
        start, end = i, i + 1
        while start - 1 in keep:
            start -= 1
        while end in keep:
            end += 1
        while start < i and sentence.words[start].upos == "PUNCT":
            start += 1
        return (min(start, i - 2) if hyphened(sentence.words, i - 2, self.book) else start), end

    def _is_common(self, i: int) -> bool:
        """Whether a word is a known noun in the plural: "Representatives"."""
        word = self.sentence.words[i]
        return word.xpos in ("NNS", "NNPS") and word.lemma.lower() in self.book.nouns

    def _mention(self, i: int, start: int, end: int, sort: str, name: Name | None) -> Mention:
        country, owner = self._country(i, start, end, name)
        noun = self._noun(i, start, end, name) if sort in ("noun", "person", "name") else None
        if noun is not None and noun.instrument and owner is None:
            owner = next((c for c in self.sentence.dependents(i, "compound") if self._wields(c)), None)
        return Mention(self.sentence, i, start, end, sort, name, noun, country, owner)

    def _wields(self, i: int) -> bool:
        """Whether a noun before a weapon names its owner: "government drones"."""
        noun = self.book.nouns.get(self.sentence.words[i].lemma.lower())
        return noun is not None and not noun.instrument and noun.kind in (Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP)

    def _noun(self, i: int, start: int, end: int, name: Name | None) -> Noun | None:
        """The longest known noun phrase that ends at the head (for a person: among the titles)."""
        words = self.sentence.words
        if name is not None and name.kind == "PER":
            stop = name.start
            best = [
                noun
                for a in range(start, stop)
                for b in range(stop, a, -1)
                if (noun := self.book.nouns.get(" ".join(w.text.lower() for w in words[a:b])))
                or (b == a + 1 and (noun := self.book.nouns.get(words[a].lemma.lower())))
            ]
            return best[0] if best else None
        stop = max(i + 1, name.end if name else 0)
        after = self._of_phrase(i)
        states = {at for at, _ in nationalities(words, start, stop - 1, self.book)}  # "the top US diplomat"
        before = [words[k].text.lower() for k in range(start, stop - 1) if k not in states]
        for a in range(len(before) + 1):
            for tail in ((after,) if after else ()) + ("",):
                phrase = " ".join([*before[a:], words[stop - 1].text.lower()])
                base = " ".join(
                    [
                        *before[a:],
                        _singular(words[stop - 1]) if stop == 1 and name is None else words[stop - 1].lemma.lower(),
                    ]
                )
                for key in (f"{phrase} {tail}".strip().replace(" - ", "-"), f"{base} {tail}".strip()):
                    if (noun := self.book.nouns.get(key)) is not None:
                        return noun
        return None

    def _of_phrase(self, i: int) -> str:
        """The words "of foreign affairs" after a noun, for bodies and offices written so."""
        words = self.sentence.words
        stop = i + 1
        if stop < len(words) and words[stop].text.lower() in ("of", "for"):
            stop += 1
            while stop < len(words) and stop < i + 6 and words[stop].upos in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET"):
                stop += 1
            return " ".join(w.text.lower() for w in words[i + 1 : stop])
        return ""

    def _country(self, i: int, start: int, end: int, name: Name | None) -> tuple[str | None, int | None]:
        """The state that the phrase's modifiers name, and the head of its possessor or modifying name."""
        words, book = self.sentence.words, self.book
        country: str | None = None
        owner: int | None = None
        for at, found in nationalities(words, start, end, book):
            if at != i:
                country = country or found
        for c in self.sentence.dependents(i, "nmod:poss", "compound", "nmod", "amod", "acl", "nmod:unmarked"):
            word = words[c]
            inner = self.sentence.name_at(c)
            if word.deprel == "nmod:poss" or (word.deprel == "compound" and inner is not None and inner is not name):
                # Of two, the nearer: "Syria's Bashar al Assad's forces" are Assad's.
                owner = c if owner is None or owner < c < i else owner
            elif (
                word.deprel == "nmod"
                and self._case(c) in ("of", "from", "in")
                and country is None
                and inner is not None
            ):
                owner = c if owner is None and self._case(c) == "of" else owner
                country = self.state_of(inner)
            if inner is not None and country is None and word.deprel in ("nmod:poss", "compound"):
                country = self.state_of(inner)
        if country is None and name is not None:
            begin = start
            while begin > max(0, start - 3) and words[begin - 1].upos in ("ADJ", "NOUN", "PROPN"):
                begin -= 1
            country = next((iso3 for _, iso3 in nationalities(words, begin, name.end, book)), None)
            before = start - 2
            if country is None and before >= 0 and words[start - 1].text in ("'s", "’s", "'", "’"):
                inner = self.sentence.name_at(before)
                country = self.state_of(inner) if inner else None
        return country, owner

    def _case(self, i: int) -> str:
        return next((self.sentence.words[c].lemma.lower() for c in self.sentence.dependents(i, "case")), "")

    def state_of(self, name: Name) -> str | None:
        """The state that a name stands for, if it is a state's name or capital."""
        key = fold(" ".join(w.text for w in self.sentence.words[name.start : name.end]))
        for actor in self.book.by_name.get(key, []):
            if actor.kind is Kind.STATE:
                return actor.country
        return self.book.capitals.get(key) or self.book.seats.get(key)
