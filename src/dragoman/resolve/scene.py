"""What the resolvers of one report share: the report, what is known of the world, and who has been named so far.

Each module beside this one answers for one kind of words (`persons`, `named`, `bodies`, `nouns`, `pronouns`) with
functions from a `Scene` and a `Mention` to refs. Who needs another mention resolved on the way asks `Scene.refs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.knowledge.actors import Actor, ActorBook, fold
from dragoman.mentions.adjectives import nationalities
from dragoman.mentions.phrases import Mention, Phrases
from dragoman.model.document import Document
from dragoman.model.records import Kind, Ref
from dragoman.model.report import BlockKind
from dragoman.resolve.history import History

# How sure a ref is, by how it was found; tests/resolve/test_actors.py holds wrong answers to 0.9 and less.
FULL = 0.95  # a whole name, known, of somebody who is of the day; a state's name
OFFICE = 0.9  # title, state and day, or a part of a name that was whole before
SURNAME = 0.85  # a surname or acronym, a capital
RECALLED = 0.75  # an office or body named before: "the minister"
MADE = 0.7  # made from the words
OFF_DAY = 0.7  # known, but not of the day, or the day is not known
LOOSE = 0.65  # "both sides"
PRONOUN = 0.6
VAGUE = 0.5  # "it", "they"


@dataclass(slots=True)
class Scene:
    """One report with all that its mentions are resolved by."""

    document: Document
    phrases: list[Phrases]
    book: ActorBook
    day: date | None
    home: str | None
    refs: Callable[[Mention], list[Ref]]
    countries: frozenset[str] = frozenset()  # states that the report names, by name, adjective or capital
    words: frozenset[str] = frozenset()  # the report's words, lower case
    history: History = field(default_factory=History)
    persons: dict[str, list[Ref]] = field(default_factory=dict)  # by last word, the latest naming last
    acronyms: dict[str, Ref] = field(default_factory=dict)
    speakers: list[tuple[int, Ref]] = field(default_factory=list)

    def at(self, mention: Mention, word: int) -> Mention:
        """The mention that another word of the same sentence heads."""
        return self.phrases[mention.sentence.index].at(word)

    def text(self, mention: Mention) -> str:
        return mention.span.of(self.document.report.text)

    def name(self, mention: Mention) -> str:
        """The name in a mention on one line, or the whole mention where it has none."""
        return (mention.name_text(self.document.report.text) or self.text(mention)).replace("\n", " ")

    def ref(self, mention: Mention, **values: object) -> Ref:
        """A ref with the mention's text and span, unless others are given."""
        base = {"text": self.text(mention), "span": mention.span, "confidence": MADE if values["id"] else None} | values
        return Ref(**base)  # type: ignore[arg-type]

    def state(self, iso3: str, mention: Mention) -> Ref:
        """The state itself; less surely so by its capital or seat of government than by its name."""
        key = fold(self.name(mention))
        stands_in = key in self.book.capitals or key in self.book.seats
        return self.ref(
            mention, id=f"state:{iso3}", name=self.book.state_name(iso3), country=iso3, sectors=("GOV",),
            kind=Kind.STATE, why="the state's name, adjective, capital or seat of government",
            confidence=SURNAME if stands_in else FULL,
        )  # fmt: skip

    def known(self, actor: Actor, mention: Mention, why: str, confidence: float, **more: object) -> Ref:
        """A known actor, with the sectors that it has on the report's day."""
        sectors = actor.sectors
        if actor.tenures and self.day:
            current = [s for t in actor.tenures if t.period.holds(self.day) for s in t.sectors]
            sectors = tuple(dict.fromkeys(current)) or sectors
        return self.ref(
            mention,
            id=actor.id,
            name=actor.name,
            country=actor.country,
            sectors=sectors,
            kind=actor.kind,
            why=why,
            confidence=confidence,
            **more,
        )

    def sureness(self, actor: Actor, name: str) -> float:
        """How sure a known actor is by a name: most by a whole name of somebody who is of the report's day."""
        if self.day is None or not actor.alive(self.day):
            return OFF_DAY
        return FULL if " " in fold(name) or fold(name) == fold(actor.name) else SURNAME


def standing_for(ref: Ref, mention: Mention, limit: float) -> Ref:
    """The ref of somebody named elsewhere, for whom a mention stands; no surer than the limit.

    Args:
        ref: who was named.
        mention: the pronoun or phrase here.
        limit: how sure the step from the one to the other is.
    """
    return replace(ref, via=mention.span, confidence=capped(ref, limit))


def capped(ref: Ref, limit: float) -> float | None:
    """A ref's confidence, the limit at most."""
    return None if ref.confidence is None else min(ref.confidence, limit)


def home_of(document: Document, book: ActorBook) -> str | None:
    """The state of the place that the report was sent from."""
    for block in document.report.blocks:
        if block.kind is BlockKind.DATELINE:
            place = re.split(r"[,(—–:-]", block.span.of(document.report.text))[0].strip()
            key = fold(place)
            return book.capitals.get(key) or next((a.country for a in book.by_name.get(key, [])), None)
    return None


def countries_of(document: Document, phrases: list[Phrases], book: ActorBook) -> frozenset[str]:
    """The states that a report names, by name, adjective, capital or seat; names that mean several things left out."""
    found: set[str] = set()
    for sentence, parts in zip(document.sentences, phrases, strict=True):
        words = sentence.words
        found.update(
            iso3 for at, iso3 in nationalities(words, 0, len(words), book)
            if not words[at].text.islower() and fold(words[at].text) not in book.readings
        )  # fmt: skip
        for name in sentence.names:
            key = fold(" ".join(w.text for w in sentence.words[name.start : name.end]))
            if key not in book.readings and (iso3 := parts.state_of(name)):
                found.add(iso3)
    return frozenset(found)


def words_of(mention: Mention) -> set[str]:
    """The words of a mention, lower case."""
    return {w.text.lower() for w in mention.sentence.words[mention.start : mention.end]}


def adjective_countries(scene: Scene, mention: Mention) -> list[str]:
    """All states that adjectives before the head name: "the Russian and Turkish presidents"."""
    found = nationalities(mention.sentence.words, mention.start, mention.head, scene.book)
    return list(dict.fromkeys(iso3 for _, iso3 in found))
