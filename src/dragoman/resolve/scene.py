"""What the resolvers of one report share: the report, what is known of the world, and who has been named so far.

Each module beside this one answers for one kind of words (`persons`, `named`, `bodies`, `nouns`, `pronouns`) with
functions from a `Scene` and a `Mention` to refs. Who needs another mention resolved on the way asks `Scene.refs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dragoman.knowledge.actors import Actor, ActorBook, fold
from dragoman.mentions.adjectives import nationalities
from dragoman.mentions.phrases import Mention, Phrases
from dragoman.model.document import Document
from dragoman.model.records import Kind, Ref
from dragoman.model.report import BlockKind
from dragoman.resolve.history import History


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
        base = {"text": self.text(mention), "span": mention.span} | values
        return Ref(**base)  # type: ignore[arg-type]

    def state(self, iso3: str, mention: Mention) -> Ref:
        """The state itself."""
        return self.ref(
            mention, id=f"state:{iso3}", name=self.book.state_name(iso3), country=iso3, sectors=("GOV",),
            kind=Kind.STATE, why="the state's name, adjective, capital or seat of government",
        )  # fmt: skip

    def known(self, actor: Actor, mention: Mention, why: str, **more: object) -> Ref:
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
            **more,
        )


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
