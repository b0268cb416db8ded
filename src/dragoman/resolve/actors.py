"""Mentions to refs: who each mention is, by the lists of known actors, the words around it and the rest of the report.

Known names win where the report's day allows them; titles, nationality adjectives and possessors make an actor of
anybody else, with an id that the same words in another report give again. Pronouns and definite phrases ("the
ministers", "the two countries") look back through `History`. What stays open has no id, and `why` says so.

`Resolver` reads the report through once and sends each mention to the module for its kind: `persons`, `named`,
`bodies`, `nouns`, `pronouns`. They share a `Scene`.
"""

from __future__ import annotations

from datetime import date

from dragoman.knowledge.actors import ActorBook
from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention, Phrases
from dragoman.model.document import Document
from dragoman.model.records import Kind, Ref
from dragoman.resolve.beside import beside
from dragoman.resolve.bodies import bodies, officers
from dragoman.resolve.definite import definite
from dragoman.resolve.named import is_body_name, named, place
from dragoman.resolve.nouns import (
    generic,
    group_named,
    maker,
    of_both,
    of_each,
    of_several,
    owners_of,
    people,
    people_of,
    short_text,
    sides,
)
from dragoman.resolve.persons import known_by_surname, person
from dragoman.resolve.pronouns import is_third_person, pronoun
from dragoman.resolve.readings import read_phrase
from dragoman.resolve.scene import LOOSE, Scene, countries_of, home_of, standing_for

_SPEECH_NOUNS = frozenset(
    "statement communique communiqué report declaration release letter document message note tweet post".split()
)


class Resolver:
    """Resolves the mentions of one document."""

    def __init__(self, document: Document, phrases: list[Phrases], book: ActorBook) -> None:
        """Read through the document once, so that later words can look back.

        Args:
            document: the report.
            phrases: one for each sentence.
            book: what is known of actors.
        """
        self.book = book
        self.day: date | None = document.report.published.date() if document.report.published else None
        self._memo: dict[tuple[int, int, int], list[Ref]] = {}
        self.scene = Scene(
            document, phrases, book, self.day, home_of(document, book), self.refs,
            countries_of(document, phrases, book),
            frozenset(w.text.lower() for s in document.sentences for w in s.words),
        )  # fmt: skip
        for found in phrases:
            self._name_all(found)

    @property
    def speakers(self) -> list[tuple[int, Ref]]:
        """Who has spoken so far, with the sentence."""
        return self.scene.speakers

    def refs(self, mention: Mention, speaker: Ref | None = None) -> list[Ref]:
        """Who a mention stands for; several for "the two countries", none for a pronoun with nobody to stand for.

        Args:
            mention: the mention.
            speaker: who says "we", where the mention stands in a quotation.
        """
        if mention.sort == "pronoun":
            return pronoun(self.scene, mention, speaker)
        if mention.word in _SPEECH_NOUNS:
            return maker(self.scene, mention)  # depends on who has spoken so far
        if mention.key not in self._memo:
            self._memo[mention.key] = self._resolve(mention)
        return self._memo[mention.key]

    def _resolve(self, mention: Mention) -> list[Ref]:
        match mention.sort:
            case "adjective":
                return [self.scene.state(mention.country or "", mention)]
            case "person" if is_body_name(self.scene, mention):
                return [named(self.scene, mention)]
            case "person":
                return [person(self.scene, mention)]
            case "place" | "name" if (one := known_by_surname(self.scene, mention)) is not None:
                return [one]
            case "place":
                return [place(self.scene, mention)]
            case "name":
                return [named(self.scene, mention)]
        return self._noun(mention)

    def _noun(self, mention: Mention) -> list[Ref]:
        known = read_phrase(self.scene, mention, short_text(self.scene, mention))
        if known is not None:
            return [known]
        if told := beside(self.scene, mention) or definite(self.scene, mention):
            return told
        owners = owners_of(self.scene, mention)
        if mention.noun is not None and mention.noun.instrument and len(owners) == 1 and mention.country is None:
            return [standing_for(owners[0], mention, LOOSE)]  # "government drones"
        if (whole := group_named(mention, owners)) is not None:
            return [whole]
        if mention.word == "capital" and mention.country:  # "met in the Qatari capital"
            return [self.scene.state(mention.country, mention)]
        if several := of_several(self.scene, mention) if not owners else []:
            return several
        if both := of_both(self.scene, mention):
            return both
        if found := sides(self.scene, mention, owners):
            return found
        if each := of_each(self.scene, mention, owners):
            return each
        if mention.noun is not None and mention.noun.sort == "body":
            return bodies(self.scene, mention, owners)
        if mention.noun is not None and mention.noun.sort == "office":
            return officers(self.scene, mention, owners)
        if (iso3 := people_of(self.scene, mention)) is not None:
            return [people(self.scene, mention, iso3)]
        return [generic(self.scene, mention, owners)]

    # First reading

    def _name_all(self, phrases: Phrases) -> None:
        done: set[tuple[int, int, int]] = set()
        for i, word in enumerate(phrases.sentence.words):
            if is_third_person(word.text):
                for ref in self._alone(phrases.at(i)):
                    self.scene.history.add(phrases.at(i), ref)
            if word.upos not in ("NOUN", "PROPN", "ADJ", "X"):
                continue
            if word.upos == "ADJ" and word.text.lower() not in self.book.people:
                continue
            mention = phrases.at(i)
            if mention.key in done or not (mention.head == i or mention.sort in ("person", "name", "place")):
                continue
            if mention.word in _SPEECH_NOUNS or not is_of(mention, "actor", self.book):
                continue
            done.add(mention.key)
            for ref in self.refs(mention):
                self.scene.history.add(mention, ref)
            self._learn_acronym(mention)

    def _alone(self, mention: Mention) -> list[Ref]:
        """Whom a mention stands for, if it is one."""
        refs = self.refs(mention)
        return refs if len(refs) == 1 else []

    def _learn_acronym(self, mention: Mention) -> None:
        """ "Government of National Accord (GNA)": the letters in brackets stand for the name from here on."""
        words, end = mention.sentence.words, mention.end
        if end + 2 < len(words) and words[end].text == "(" and words[end + 2].text == ")":
            letters = words[end + 1].text
            refs = self._memo.get(mention.key, [])
            if len(refs) == 1 and letters.isupper() and 2 <= len(letters) <= 8 and refs[0].kind is not Kind.PERSON:
                self.scene.acronyms.setdefault(letters, refs[0])
