"""Who has been named so far in a report: what pronouns and definite phrases look back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref


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
    echoes: list[Entry] = field(default_factory=list)  # pronouns with whom they stand for; only pronouns look at these

    def add(self, mention: Mention, ref: Ref) -> None:
        inside = range(mention.start, mention.end)
        subject = any(  # of a person with titles the name is the subject, whatever word the naming was found at
            mention.sentence.words[k].deprel.startswith("nsubj") and mention.sentence.words[k].head not in inside
            for k in inside
        )
        kept = self.echoes if mention.sort == "pronoun" else self.entries
        kept.append(Entry(mention.sentence.index, mention.head, ref, mention, subject))

    def all_before(self, sentence: int, word: int, reach: int = 60) -> list[Entry]:
        """Namings and pronouns before a word."""
        return [
            e for e in (*self.entries, *self.echoes)
            if (e.sentence, e.word) < (sentence, word) and sentence - e.sentence <= reach
        ]  # fmt: skip

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

    def countries(self, sentence: int, word: int, without: frozenset[int] = frozenset()) -> list[tuple[str, Ref]]:
        """The two states in play, as (ISO code, a naming of it or of somebody of it), earliest first.

        They are the pair that most sentences before name together, if it is one of the lately named; else the two most lately named.

        Args:
            sentence: index of the sentence that looks back.
            word: the last word of it that counts.
            without: words of it whose namings do not count.
        """
        found: dict[str, Entry] = {}
        for e in self.before(sentence, word + 1):
            country = e.ref.country
            if e.sentence == sentence and any(e.mention.start <= k < e.mention.end for k in without):
                continue
            if country and country not in found and e.ref.kind not in (Kind.MEDIA, Kind.PLACE):
                found[country] = e
        here = sum(e.sentence == sentence for e in found.values())
        pair = list(found)[:2] if here > 1 else self._pair(list(found), sentence, word)
        ordered = sorted(((c, found[c]) for c in pair), key=lambda item: (item[1].sentence, item[1].word))
        return [(country, e.ref) for country, e in ordered]

    def _pair(self, lately: list[str], sentence: int, word: int) -> list[str]:
        """Of countries, latest first: the two that are named together in half as many sentences again as the latest two, or those."""
        together: dict[int, set[str]] = {}
        for e in self.entries:
            if (
                (e.sentence, e.word) <= (sentence, word)
                and e.ref.country
                and e.ref.kind not in (Kind.MEDIA, Kind.PLACE)
            ):
                together.setdefault(e.sentence, set()).add(e.ref.country)
        times = {(a, b): sum({a, b} <= named for named in together.values()) for a, b in combinations(lately[:4], 2)}
        best = max(times, key=lambda pair: times[pair], default=None)
        latest = (lately[0], lately[1]) if len(lately) > 1 else None
        if best is None or latest is None or times[best] < max(2, 1.5 * times[latest]):
            return lately[:2]
        return list(best)


def is_singular_person(entry: Entry) -> bool:
    """Whether "he" or "she" may stand for the naming."""
    return entry.ref.kind is Kind.PERSON and not entry.mention.plural


def is_body(entry: Entry) -> bool:
    """Whether "it" may stand for the naming."""
    return entry.ref.kind not in (Kind.PERSON, Kind.PEOPLE, Kind.PLACE) and not entry.mention.plural


def is_many(entry: Entry) -> bool:
    """Whether "they" may stand for the naming."""
    return entry.mention.plural or entry.ref.kind in (Kind.PEOPLE, Kind.GROUP)
