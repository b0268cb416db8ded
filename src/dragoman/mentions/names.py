"""Names of a sentence: those that the model sees, corrected and completed by the names that are known.

The model finds names that no list has; the lists know long names ("Government of National Accord") whole, and know that
Idlib is a place and TRT Haber a broadcaster. A known name wins over a model's name that it holds or equals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.knowledge.actors import ActorBook, fold
from dragoman.knowledge.places import load_gazetteer
from dragoman.model.document import Document, Name, Sentence
from dragoman.model.records import Kind

LONGEST = 9  # words of a known name
_KINDS = {Kind.PERSON: "PER", Kind.STATE: "LOC", Kind.PLACE: "LOC"}
# Words that are names in a list and common words in a text; alone they need the model's word.
_COMMON = frozenset(
    "will may us it march june april august who aid is can post time times sun mirror guardian independent people today "
    "dawn nation standard hill fatah unity future union party front movement congress".split()
)

# Capitals that people are called by.
_ALSO_PEOPLE = frozenset(
    "washington victoria santiago sofia paris hamilton stanley douglas juba roseau kingston male".split()
)


@dataclass(frozen=True, slots=True)
class Lexis:
    """First words of all known names, to pass over the other words quickly."""

    firsts: frozenset[str]


def lexis_of(book: ActorBook) -> Lexis:
    """The first words of all names in a book."""
    return Lexis(frozenset(key.split()[0] for key in book.by_name if key))


def with_known_names(document: Document, book: ActorBook, lexis: Lexis) -> Document:
    """The document with each sentence's names corrected by what is known."""
    sentences = tuple(_corrected(s, book, lexis) for s in document.sentences)
    surnames = {
        s.words[n.end - 1].text: fold(s.words[n.end - 1].text)
        for s in sentences for n in s.names if n.kind == "PER" and n.end - n.start > 1
    }  # fmt: skip
    known = {text for text, key in surnames.items() if key in book.by_name}
    return replace(document, sentences=tuple(_consistent(s, set(surnames) - known) for s in sentences))


def _consistent(sentence: Sentence, surnames: set[str]) -> Sentence:
    """A lone word that ended a person's name elsewhere in the report names that person here too."""
    names = [
        Name(n.start, n.end, "PER") if n.end == n.start + 1 and sentence.words[n.start].text in surnames else n
        for n in sentence.names
    ]
    taken = {i for n in names for i in range(n.start, n.end)}
    names += [
        Name(i, i + 1, "PER") for i, w in enumerate(sentence.words)
        if i not in taken and w.text in surnames and w.upos == "PROPN"
    ]  # fmt: skip
    ordered = tuple(sorted(names, key=lambda n: n.start))
    return replace(sentence, names=ordered) if ordered != sentence.names else sentence


def _corrected(sentence: Sentence, book: ActorBook, lexis: Lexis) -> Sentence:
    known = _known(sentence, book, lexis)
    kept = [
        replace(name, kind=_true_kind(sentence, name, book))
        for name in sentence.names
        if not any(k.start < name.end and name.start < k.end and _wins(k, name) for k in known)
    ]
    taken = {i for name in kept for i in range(name.start, name.end)}
    added = [k for k in known if not taken & set(range(k.start, k.end))]
    names = tuple(sorted([*kept, *added], key=lambda n: n.start))
    return replace(sentence, names=names) if names != sentence.names else sentence


def _true_kind(sentence: Sentence, name: Name, book: ActorBook) -> str:
    """LOC for a capital's name alone, PER for a surname that only persons have ("Moscow backed Haftar")."""
    if _is_capital(sentence, name, book):
        return "LOC"
    text = sentence.words[name.start].text
    alone = name.end == name.start + 1 and text[:1].isupper() and not text.isupper() and fold(text) not in book.by_name
    if alone and name.kind != "PER" and book.find_surname(text) and not load_gazetteer().known(text):
        return "PER"
    return name.kind


def _is_capital(sentence: Sentence, name: Name, book: ActorBook) -> bool:
    """Whether a name is a capital's alone: "Dodoma restored the licences" tells of no person."""
    key = " ".join(fold(word.text) for word in sentence.words[name.start : name.end])
    return name.kind == "PER" and key in book.capitals and key not in _ALSO_PEOPLE


def _wins(known: Name, name: Name) -> bool:
    """A known name beats a model's name of at most its length; a longer one ("Bank of China") beats a known part."""
    return known.end - known.start >= name.end - name.start


def _known(sentence: Sentence, book: ActorBook, lexis: Lexis) -> list[Name]:
    words = sentence.words
    folded = [fold(word.text) for word in words]
    found: list[Name] = []
    at = 0
    while at < len(words):
        if folded[at] in lexis.firsts and not words[at].text.islower():
            for end in range(min(len(words), at + LONGEST), at, -1):
                kind = _kind(sentence, folded, at, end, book)
                if kind:
                    found.append(Name(at, end, kind))
                    at = end - 1
                    break
        at += 1
    return found


def _kind(sentence: Sentence, folded: list[str], start: int, end: int, book: ActorBook) -> str | None:
    """PER, ORG or LOC where words [start, end) are a known name."""
    words = sentence.words
    if not folded[end - 1] or words[end - 1].text.islower():
        return None
    key = " ".join(f for f in folded[start:end] if f and f not in ("the", "al", "el"))
    actors = book.by_name.get(key)
    if not actors:
        return None
    if end == start + 1:
        word = words[start]
        if key in _COMMON or word.upos not in ("PROPN", "X", "NOUN", "SYM"):
            return None
        acronym = len(key) <= 5 and any(n.isupper() for a in actors for n in (a.name, *a.aliases) if fold(n) == key)
        if acronym and not word.text.replace(".", "").isupper() and actors[0].kind is not Kind.STATE:
            return None
    return _KINDS.get(actors[0].kind, "ORG")
