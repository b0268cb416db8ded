"""Who has been named so far in a report: what pronouns and definite phrases look back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref

_FEMININE = frozenset({"she", "her", "hers", "herself"})
_OF_MEN = frozenset(
    "mr sir king prince spokesman chairman businessman emir sultan pope sheikh man father son brother".split()
)
_OF_WOMEN = frozenset(
    "mrs ms miss lady queen princess spokeswoman chairwoman businesswoman woman mother daughter sister".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One naming of an actor."""

    sentence: int
    word: int
    ref: Ref
    mention: Mention
    subject: bool


@dataclass(slots=True)
class History:
    """Namings in the order of the text."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, mention: Mention, ref: Ref) -> None:
        word = mention.sentence.words[mention.head]
        subject = word.deprel.startswith("nsubj")
        self.entries.append(Entry(mention.sentence.index, mention.head, ref, mention, subject))

    def before(self, sentence: int, word: int, reach: int = 60) -> Iterator[Entry]:
        """Namings before a word, nearest sentence first; in a sentence subjects first, then the order of the text."""
        seen = [e for e in self.entries if (e.sentence, e.word) < (sentence, word) and sentence - e.sentence <= reach]
        for index in sorted({e.sentence for e in seen}, reverse=True):
            inside = [e for e in seen if e.sentence == index]
            yield from sorted(inside, key=lambda e: (not e.subject, e.word))

    def last(self, sentence: int, word: int, wanted: Callable[[Entry], bool], reach: int = 60) -> Entry | None:
        """The nearest naming of a wanted sort."""
        return next((e for e in self.before(sentence, word, reach) if wanted(e)), None)

    def last_group(self, sentence: int, word: int, wanted: Callable[[Entry], bool]) -> list[Ref]:
        """All different wanted actors of the nearest sentence that has any."""
        nearest = self.last(sentence, word, wanted)
        if nearest is None:
            return []
        unique: dict[str, Ref] = {}
        for e in self.entries:
            if e.sentence == nearest.sentence and (e.sentence, e.word) < (sentence, word) and wanted(e):
                unique.setdefault(e.ref.id or e.ref.name, e.ref)
        return list(unique.values())

    def countries(self, sentence: int, word: int) -> list[tuple[str, Ref]]:
        """The two states most lately in play, as (ISO code, a naming of it or of somebody of it), earliest first."""
        found: dict[str, Entry] = {}
        for e in self.before(sentence, word + 1):
            country = e.ref.country
            if country and country not in found and e.ref.kind not in (Kind.MEDIA, Kind.PLACE):
                found[country] = e
            if len(found) == 2:
                break
        ordered = sorted(found.items(), key=lambda item: (item[1].sentence, item[1].word))
        return [(country, e.ref) for country, e in ordered]


def is_singular_person(entry: Entry) -> bool:
    """Whether "he" or "she" may stand for the naming."""
    return entry.ref.kind is Kind.PERSON and not entry.mention.plural


def fits_gender(entry: Entry, pronoun: str) -> bool:
    """Whether the title before a name, if it tells a gender, is that of the pronoun."""
    title = set((entry.ref.title or "").lower().replace(".", "").split())
    if entry.mention.noun is not None:
        title |= {w.text.lower() for w in entry.mention.sentence.words[entry.mention.start : entry.mention.end]}
    return not title & (_OF_MEN if pronoun in _FEMININE else _OF_WOMEN)


def is_body(entry: Entry) -> bool:
    """Whether "it" may stand for the naming."""
    return entry.ref.kind not in (Kind.PERSON, Kind.PEOPLE, Kind.PLACE) and not entry.mention.plural


def is_many(entry: Entry) -> bool:
    """Whether "they" may stand for the naming."""
    return entry.mention.plural or entry.ref.kind in (Kind.PEOPLE, Kind.GROUP)
