"""Mentions to refs: who each mention is, by the lists of known actors, the words around it and the rest of the report.

Known names win where the report's day allows them; titles, nationality adjectives and possessors make an actor of anybody
else, with an id that the same words in another report give again. Pronouns and definite phrases ("the ministers", "the two
countries") look back through `History`. What stays open has no id, and `why` says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.knowledge.actors import Actor, ActorBook, fold, slug
from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention, Phrases
from dragoman.model.document import Document
from dragoman.model.records import Kind, Ref
from dragoman.model.report import BlockKind
from dragoman.resolve.history import Entry, History, is_body, is_many, is_singular_person

_SIDES = frozenset("country nation side delegation party state neighbour neighbor rival team government".split())
_FOES = frozenset("side party faction rival group camp government".split())
_SPEECH_NOUNS = frozenset("statement communique communiqué report declaration release letter document message note tweet post".split())
_LOYAL = frozenset({"loyal", "ally", "allied", "align", "aligned"})
_MASCULINE = frozenset("he him his himself she her hers herself".split())
_FIRST = frozenset("i we our us my me ours ourselves myself".split())
_PEOPLE_NOUNS = frozenset("official leader minister spokesman spokeswoman spokesperson man woman president premier chief".split())
_DROPPED = frozenset("the a an some any all both several many two three four five six seven eight nine ten this that these those".split())


class Resolver:
    """Resolves the mentions of one document."""

    def __init__(self, document: Document, phrases: list[Phrases], book: ActorBook) -> None:
        """Read through the document once, so that later words can look back.

        Args:
            document: the report.
            phrases: one for each sentence.
            book: what is known of actors.
        """
        self.document = document
        self.phrases = phrases
        self.book = book
        self.day: date | None = document.report.published.date() if document.report.published else None
        self.home = self._home()
        self.history = History()
        self.persons: dict[str, Ref] = {}
        self.acronyms: dict[str, Ref] = {}
        self.speakers: list[tuple[int, Ref]] = []
        self._memo: dict[tuple[int, int, int], list[Ref]] = {}
        for sentence, found in zip(document.sentences, phrases, strict=True):
            self._name_all(sentence.index, found)

    def refs(self, mention: Mention, speaker: Ref | None = None) -> list[Ref]:
        """Who a mention stands for; several for "the two countries", none for a pronoun with nobody to stand for.

        Args:
            mention: the mention.
            speaker: who says "we", where the mention stands in a quotation.
        """
        if mention.sort == "pronoun":
            return self._pronoun(mention, speaker)
        if mention.word in _SPEECH_NOUNS:
            return self._maker(mention)  # depends on who has spoken so far
        if mention.key not in self._memo:
            self._memo[mention.key] = self._resolve(mention)
        return self._memo[mention.key]

    def _home(self) -> str | None:
        """The state of the place that the report was sent from."""
        for block in self.document.report.blocks:
            if block.kind is BlockKind.DATELINE:
                place = re.split(r"[,(—–:-]", block.span.of(self.document.report.text))[0].strip()
                key = fold(place)
                return self.book.capitals.get(key) or next((a.country for a in self.book.by_name.get(key, [])), None)
        return None

    # First reading

    def _name_all(self, index: int, phrases: Phrases) -> None:
        sentence = phrases.sentence
        done: set[tuple[int, int, int]] = set()
        for i, word in enumerate(sentence.words):
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
                self.history.add(mention, ref)
            self._learn_acronym(mention)

    def _learn_acronym(self, mention: Mention) -> None:
        """"Government of National Accord (GNA)": the letters in brackets stand for the name from here on."""
        words, end = mention.sentence.words, mention.end
        if end + 2 < len(words) and words[end].text == "(" and words[end + 2].text == ")":
            letters = words[end + 1].text
            refs = self._memo.get(mention.key, [])
            if len(refs) == 1 and letters.isupper() and 2 <= len(letters) <= 8 and refs[0].kind is not Kind.PERSON:
                self.acronyms.setdefault(letters, refs[0])

    # Kinds of mention

    def _resolve(self, mention: Mention) -> list[Ref]:
        match mention.sort:
            case "adjective":
                return [self._state(mention.country or "", mention)]
            case "person":
                return [self._person(mention)]
            case "place":
                return [self._place(mention)]
            case "name":
                return [self._named(mention)]
        return self._noun(mention)

    def _text(self, mention: Mention) -> str:
        return mention.span.of(self.document.report.text)

    def _ref(self, mention: Mention, **values: object) -> Ref:
        base = {"text": self._text(mention), "span": mention.span} | values
        return Ref(**base)  # type: ignore[arg-type]

    def _state(self, iso3: str, mention: Mention) -> Ref:
        return self._ref(
            mention, id=f"state:{iso3}", name=self.book.state_name(iso3), country=iso3, sectors=("GOV",), kind=Kind.STATE,
            why="the state's name, adjective, capital or seat of government",
        )  # fmt: skip

    def _known(self, actor: Actor, mention: Mention, why: str, **more: object) -> Ref:
        sectors = actor.sectors
        if actor.tenures and self.day:
            current = [s for t in actor.tenures if t.period.holds(self.day) for s in t.sectors]
            sectors = tuple(dict.fromkeys(current)) or sectors
        return self._ref(
            mention, id=actor.id, name=actor.name, country=actor.country, sectors=sectors, kind=actor.kind, why=why, **more
        )

    def _person(self, mention: Mention) -> Ref:
        assert mention.name is not None
        words = mention.sentence.words
        span = mention.sentence.span_of(mention.name.start, mention.name.end)
        name = span.of(self.document.report.text).replace("\n", " ")
        name = name.removesuffix("'s").removesuffix("’s")
        title = self._title(mention)
        earlier = self.persons.get(fold(name).split()[-1]) if fold(name) else None
        if earlier is not None and (len(fold(name).split()) == 1 or fold(name) == fold(earlier.name)):
            return replace(earlier, text=name, span=span, via=None)
        found = self.book.find(name, self.day)
        if not found and len(name.split()) > 1 and len(fold(name).split()) > 1:
            found = self._by_last_words(name)
        if not found and len(fold(name).split()) == 1:
            found = self._by_surname(name, mention)
        people = [a for a in found if a.kind is Kind.PERSON]
        if len(people) >= 1 and (len(people) == 1 or self._fits_better(people, mention)):
            ref = self._known(people[0], mention, f"known as {people[0].name}", title=title)
            ref = replace(ref, text=name, span=span)
        else:
            country = mention.country or self._country_of_owner(mention) or self._country_of_apposition(mention)
            sectors = mention.noun.sectors if mention.noun else ()
            ref = self._ref(
                mention, id=f"person:{slug(name)}" + (f":{country.lower()}" if country else ""), name=name, country=country,
                sectors=sectors, kind=Kind.PERSON, title=title, why="made from the name and the words around it",
            )  # fmt: skip
            ref = replace(ref, text=name, span=span)
        if fold(name):
            self.persons.setdefault(fold(name).split()[-1], ref)
        del words
        return ref

    def _title(self, mention: Mention) -> str | None:
        if mention.name is None or mention.start >= mention.name.start:
            return None
        return mention.sentence.span_of(mention.start, mention.name.start).of(self.document.report.text)

    def _by_last_words(self, name: str) -> list[Actor]:
        """A fuller or shorter form of a known name: same last word and same first word or initial."""
        words = fold(name).split()
        found = self.book.find_surname(words[-1], self.day)
        return [a for a in found if any(fold(n).split()[0] == words[0] for n in (a.name, *a.aliases))]

    def _by_surname(self, name: str, mention: Mention) -> list[Actor]:
        """Persons of a surname, if title or country leave one, or only one is in office on the day."""
        found = self.book.find_surname(name, self.day)
        if mention.country:
            found = [a for a in found if a.country == mention.country]
        serving = [a for a in found if self.day and any(t.period.holds(self.day) for t in a.tenures)]
        chosen = serving or found
        if len(chosen) == 1:
            return chosen
        top = [a for a in chosen if any(t.office in ("president", "prime minister", "king", "leader") and
                                        (self.day is None or t.period.holds(self.day)) for t in a.tenures)]
        return top if len(top) == 1 else []

    def _fits_better(self, people: list[Actor], mention: Mention) -> bool:
        first, second = people[:2]
        if mention.country:
            people.sort(key=lambda a: a.country != mention.country)
            return people[0].country == mention.country
        return bool(self.day) and any(t.period.holds(self.day) for t in first.tenures) and not any(  # type: ignore[arg-type]
            t.period.holds(self.day) for t in second.tenures  # type: ignore[arg-type]
        )

    def _country_of_owner(self, mention: Mention) -> str | None:
        if mention.owner is None:
            return None
        refs = self.refs(self.phrases[mention.sentence.index].at(mention.owner)) if mention.owner != mention.head else []
        return refs[0].country if refs else None

    def _country_of_apposition(self, mention: Mention) -> str | None:
        """The state that a phrase beside the name gives: "Omar Alasow, the Somali commissioner"."""
        for c in mention.sentence.dependents(mention.head, "appos"):
            beside = self.phrases[mention.sentence.index].at(c)
            if beside.sort == "noun" and beside.country:
                return beside.country
        return None

    def _place(self, mention: Mention) -> Ref:
        name = mention.name_text(self.document.report.text) or self._text(mention)
        key = fold(name)
        for actor in self.book.by_name.get(key, []):
            if actor.kind is Kind.STATE and actor.country:
                return self._state(actor.country, mention)
        iso3 = self.book.capitals.get(key) or self.book.seats.get(key)
        if iso3:
            return self._state(iso3, mention)
        return self._ref(
            mention, id=f"place:{slug(name)}", name=name, country=mention.country, sectors=(), kind=Kind.PLACE,
            why="a place that stands for who is there",
        )  # fmt: skip

    def _named(self, mention: Mention) -> Ref:
        name = (mention.name_text(self.document.report.text) or self._text(mention)).replace("\n", " ")
        if name in self.acronyms:
            return replace(self.acronyms[name], text=name, span=mention.span, via=None)
        found = self.book.find(name, self.day)
        if mention.country and len(found) > 1:
            found.sort(key=lambda a: a.country != mention.country)
        if found:
            actor = found[0]
            if actor.kind is Kind.STATE and actor.country:
                return self._state(actor.country, mention)
            return self._known(actor, mention, f"known as {actor.name}")
        if (iso3 := self.book.seats.get(fold(name)) or self.book.capitals.get(fold(name))) is not None:
            return self._state(iso3, mention)
        noun = mention.noun
        country = mention.country or self._country_of_owner(mention)
        kind = noun.kind if noun and noun.kind is not Kind.PERSON else Kind.ORGANISATION
        if noun and noun.sort == "body" and country:
            return self._body(mention, country)
        return self._ref(
            mention, id=f"org:{slug(name)}" + (f":{country.lower()}" if country else ""), name=name, country=country,
            sectors=noun.sectors if noun else (), kind=kind, why="made from the name and the words around it",
        )  # fmt: skip

    def _body(self, mention: Mention, country: str) -> Ref:
        assert mention.noun is not None
        noun = mention.noun
        name = noun.name
        if mention.sort == "noun" and mention.word not in name.lower().split():  # "delegation" is no "peace delegation"
            name = mention.sentence.words[mention.head].text
        elif noun.name.split()[0] not in self._words(mention) and noun.kind is not Kind.GOVERNMENT:
            name = mention.word
        return self._ref(
            mention, id=f"body:{country}:{slug(name)}", name=f"{self.book.adjective(country)} {name}",
            country=country, sectors=noun.sectors, kind=noun.kind, why="a body of the state that the words name",
        )  # fmt: skip

    # Common nouns

    def _noun(self, mention: Mention) -> list[Ref]:
        index, head = mention.sentence.index, mention.head
        owners = self._owners(mention)
        if mention.plural and mention.word in _FOES and self._words(mention) & {"warring", "rival", "opposing", "feuding"}:
            country = mention.country or next((o.country for o in owners if o.country), None)
            foes = self._foes(mention, country)
            if len(foes) > 1:
                return [replace(ref, via=mention.span) for ref in foes]
        if self._is_sides(mention):
            both = self.history.countries(index, head)
            if len(both) == 2:
                return [
                    replace(self._state(country, mention), text=ref.text if ref.kind is Kind.STATE else self.book.state_name(country),
                            span=ref.span, via=mention.span)
                    for country, ref in both
                ]
        if mention.noun is not None and mention.noun.sort == "body":
            return self._bodies(mention, owners)
        if mention.noun is not None and mention.noun.sort == "office":
            return self._officers(mention, owners)
        if (iso3 := self._people(mention)) is not None:
            return [self._people_ref(mention, iso3)]
        return [self._generic(mention, owners)]

    def _owners(self, mention: Mention) -> list[Ref]:
        phrases = self.phrases[mention.sentence.index]
        if mention.owner is None or mention.owner == mention.head:
            # "forces loyal to Assad", "fighters allied with the LNA"
            for c in mention.sentence.dependents(mention.head, "amod", "acl"):
                if mention.sentence.words[c].lemma.lower() in _LOYAL:
                    for lord in mention.sentence.dependents(c, "obl", "nmod"):
                        return self.refs(phrases.at(lord))
            return []
        return self.refs(phrases.at(mention.owner))

    def _maker(self, mention: Mention) -> list[Ref]:
        """Who made a statement: its possessor or the name before it, else who spoke last."""
        owners = self._owners(mention)
        for c in mention.sentence.dependents(mention.head, "compound", "acl", "nmod"):
            if not owners and (name := mention.sentence.name_at(c)) is not None and name.kind != "LOC":
                owners = self.refs(self.phrases[mention.sentence.index].at(c))
            for agent in mention.sentence.dependents(c, "obl:agent", "obl") if not owners else []:
                owners = self.refs(self.phrases[mention.sentence.index].at(agent))
        governor = mention.sentence.words[mention.head].head
        if not owners and mention.sentence.words[mention.head].deprel == "obj" and governor >= 0:
            for c in mention.sentence.dependents(governor, "nsubj"):  # "Amnesty put out a report accusing the army"
                owners = self.refs(self.phrases[mention.sentence.index].at(c))
        if owners:
            return [replace(owner, via=mention.span) for owner in owners]
        if mention.country:
            return [self._state(mention.country, mention)]
        before = [ref for index, ref in self.speakers if index < mention.sentence.index]
        return [replace(before[-1], via=mention.span)] if before else []

    def _is_sides(self, mention: Mention) -> bool:
        words = {w.text.lower() for w in mention.sentence.words[max(0, mention.head - 3) : mention.end]}
        definite = "both" in words or ("two" in words and "the" in words)
        return mention.plural and mention.word in _SIDES and (definite or (mention.word == "delegation" and "the" in words))

    def _words(self, mention: Mention) -> set[str]:
        return {w.text.lower() for w in mention.sentence.words[mention.start : mention.end]}

    def _foes(self, mention: Mention, country: str | None) -> list[Ref]:
        """The named groups and governments of a country that came before: its warring sides."""
        found: dict[str, Ref] = {}
        for e in self.history.before(mention.sentence.index, mention.head):
            if e.ref.kind in (Kind.GROUP, Kind.GOVERNMENT, Kind.MILITARY) and (country is None or e.ref.country == country):
                if e.ref.id and not e.ref.id.startswith(("actor:", "body:")):
                    found.setdefault(e.ref.id, e.ref)
        return list(found.values())[:3]

    def _adjective_countries(self, mention: Mention) -> list[str]:
        """All states that adjectives before the head name: "the Russian and Turkish presidents"."""
        words = mention.sentence.words
        found = (self.book.adjectives.get(words[i].text.lower()) for i in range(mention.start, mention.head))
        return list(dict.fromkeys(iso3 for iso3 in found if iso3))

    def _bodies(self, mention: Mention, owners: list[Ref]) -> list[Ref]:
        countries = self._adjective_countries(mention) or [o.country for o in owners if o.country]
        if not countries and mention.country:
            countries = [mention.country]
        if not countries:
            assert mention.noun is not None
            last = slug(mention.noun.name).split("-")[-1]
            named = self.history.last_group(
                mention.sentence.index, mention.head,
                lambda e: e.ref.id is not None and e.ref.id.startswith("body:") and e.ref.id.split("-")[-1].split(":")[-1] == last,
            )  # fmt: skip
            if named:
                # Of two ministries named together, "the ministry" is the one of the place that the report comes from.
                home = [ref for ref in named if ref.country == self.home]
                return [replace((home or named)[-1], via=mention.span)]
            if mention.noun.name == "government" or mention.noun.kind in (Kind.MILITARY, Kind.GOVERNMENT):
                return [self._generic(mention, owners)]
            return [self._generic(mention, owners)]
        return [self._body(mention, country) for country in dict.fromkeys(countries)]

    def _officers(self, mention: Mention, owners: list[Ref]) -> list[Ref]:
        assert mention.noun is not None
        index, head, office = mention.sentence.index, mention.head, mention.noun.name.lower()
        countries = self._adjective_countries(mention) or [o.country for o in owners if o.country]
        if not countries and mention.country:
            countries = [mention.country]
        if mention.plural:
            holders = [h for c in countries if (h := self.book.holder(office, c, self.day)) is not None]
            if len(holders) == len(countries) > 1:
                return [self._known(h, mention, f"{office} on the report's day") for h in holders]
            if not countries:
                named = self.history.last_group(index, head, lambda e: self._same_office(e, mention))
                if named and mention.sentence.words[mention.start].text.lower() in ("the", "both"):
                    return [replace(ref, via=mention.span) for ref in named]
            return [self._generic(mention, owners)]
        definite = mention.sentence.words[mention.start].text.lower() in ("the", "his", "her", "its", "their") or bool(countries)
        if definite and not self._indefinite(mention):
            same = self.history.last(
                index, head, lambda e: is_singular_person(e) and self._same_office(e, mention)
                and (not countries or e.ref.country in countries)
            )  # fmt: skip
            if same is not None:
                return [replace(same.ref, via=mention.span)]
            for country in countries[:1]:
                if (holder := self.book.holder(office, country, self.day)) is not None:
                    return [self._known(holder, mention, f"{office} of {self.book.state_name(country)} on the report's day")]
        return [self._generic(mention, owners)]

    def _indefinite(self, mention: Mention) -> bool:
        lower = {w.text.lower() for w in mention.sentence.words[mention.start : mention.head]}
        return bool(lower & {"a", "an", "another", "some", "former", "ex", "senior", "any"})

    def _same_office(self, entry: Entry, mention: Mention) -> bool:
        """Whether an earlier person was called by the same head noun ("minister", "president")."""
        noun = entry.mention.noun
        if entry.ref.kind is not Kind.PERSON:
            return False
        wanted = mention.word
        title = (entry.ref.title or "").lower()
        return wanted in title.split() or (noun is not None and noun.name.split()[-1] == wanted)

    def _people(self, mention: Mention) -> str | None:
        """The state whose people a noun names: "Turks", "Palestinians"."""
        lower = mention.sentence.words[mention.head].text.lower()
        return self.book.people.get(lower) or self.book.people.get(mention.word)

    def _people_ref(self, mention: Mention, iso3: str) -> Ref:
        name = self._short_text(mention)
        return self._ref(
            mention, id=f"people:{iso3.lower()}:{slug(name)}", name=name, country=iso3, sectors=("CVL",), kind=Kind.PEOPLE,
            why="people of the state that the word names",
        )  # fmt: skip

    def _short_text(self, mention: Mention) -> str:
        """The phrase without articles, numbers and what follows it."""
        sentence = mention.sentence
        counts = {
            k for c in sentence.dependents(mention.head, "nummod", "advmod") if c < mention.head for k in sentence.subtree(c)
        }  # fmt: skip
        words = [
            w.text
            for i, w in enumerate(sentence.words[mention.start : mention.end], mention.start)
            if i not in counts and w.text.lower() not in _DROPPED and w.upos not in ("NUM", "PUNCT", "ADV") and w.deprel != "det"
        ]
        return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s") or self._text(mention)

    def _generic(self, mention: Mention, owners: list[Ref]) -> Ref:
        """Anybody else: "opposition fighters", "two Turkish soldiers", "forces loyal to Assad"."""
        noun = mention.noun
        country = mention.country or next((o.country for o in owners if o.country), None)
        countries = self._adjective_countries(mention)
        if countries:
            country = countries[0]
        if country is None and noun is not None and noun.armed and noun.kind in (Kind.GROUP, Kind.PERSON, Kind.PEOPLE):
            country = self._country_in_play(mention)
        name = self._short_text(mention)
        owner = owners[0] if len(owners) == 1 else None
        possessor = mention.sentence.words[mention.owner] if mention.owner is not None else None
        of_person = owner is not None and owner.kind is Kind.PERSON and mention.end == mention.head + 1
        if owner is not None and (possessor is None or possessor.upos == "PRON" or of_person):
            name = f"{owner.name}'s {mention.sentence.words[mention.head].text}"
        kind = noun.kind if noun else Kind.OTHER
        if noun and kind is Kind.PERSON and mention.plural and noun.sort == "agent":
            kind = Kind.GROUP if noun.armed else Kind.PEOPLE
        sectors = noun.sectors if noun else ()
        return self._ref(
            mention, id=f"actor:{(country or 'xxx').lower()}:{slug(name)}", name=name, country=country, sectors=sectors,
            kind=kind, why="made from the words of the phrase",
        )  # fmt: skip

    def _country_in_play(self, mention: Mention) -> str | None:
        """Where rebels without a country fight: the country of the force, government or leader named last before them."""
        near = self.history.last(
            mention.sentence.index, mention.head,
            lambda e: e.ref.country is not None and e.ref.kind in (Kind.GROUP, Kind.MILITARY, Kind.GOVERNMENT, Kind.PERSON)
            and not e.subject, reach=2,
        )  # fmt: skip
        return near.ref.country if near is not None else None

    # Pronouns

    def _pronoun(self, mention: Mention, speaker: Ref | None) -> list[Ref]:
        index, head = mention.sentence.index, mention.head
        lower = mention.sentence.words[head].text.lower()
        if lower in ("who", "whose", "which", "that", "whom"):
            for at in mention.sentence.ancestors(head):
                if mention.sentence.words[at].deprel == "acl:relcl":
                    antecedent = self.phrases[index].at(mention.sentence.words[at].head)
                    return [replace(r, via=mention.span) for r in self.refs(antecedent)] if antecedent.sort != "pronoun" else []
            return []
        if lower in _FIRST:
            return [replace(speaker, via=mention.span)] if speaker is not None else []
        if lower in _MASCULINE:
            found = self.history.last(index, head, is_singular_person, reach=4)
            return [replace(found.ref, via=mention.span)] if found else []
        if lower in ("it", "its", "itself"):
            found = self.history.last(index, head, is_body, reach=3)
            return [replace(found.ref, via=mention.span)] if found else []
        if lower in ("they", "them", "their", "themselves", "theirs"):
            many = self.history.last(index, head, is_many, reach=3)
            if many is None:
                named = self.history.last_group(index, head, lambda e: e.ref.kind is Kind.PERSON)
                return [replace(ref, via=mention.span) for ref in named] if len(named) > 1 else []
            return [replace(many.ref, via=mention.span)]
        return []
