"""Bodies of states and holders of offices by common nouns: "the Turkish foreign ministry", "the ministers"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actors import slug
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.history import Entry, is_singular_person
from dragoman.resolve.nouns import generic
from dragoman.resolve.scene import LOOSE, OFFICE, RECALLED, Scene, adjective_countries, standing_for, words_of

_INDEFINITE = frozenset({"a", "an", "another", "some", "former", "ex", "senior", "any"})
_HEADS = ("leader", "secretary-general", "director-general", "chief", "commander")
_OF_A_STATE = frozenset("government army military parliament police cabinet junta regime".split())
_RULING = frozenset({"regime", "junta"})
_DEFINITE = ("the", "his", "her", "its", "their")


def body(scene: Scene, mention: Mention, country: str) -> Ref:
    """A body of a state, called by the noun that the text has."""
    assert mention.noun is not None
    noun = mention.noun
    name = noun.name
    if mention.sort == "noun" and mention.word not in name.lower().split():  # "delegation" is no "peace delegation"
        name = mention.sentence.words[mention.head].text
    elif noun.name.split()[0] not in words_of(mention) and noun.kind is not Kind.GOVERNMENT:
        name = mention.word
    return scene.ref(
        mention, id=f"body:{country}:{slug(name)}", name=f"{scene.book.adjective(country)} {name}",
        country=country, sectors=noun.sectors, kind=noun.kind, why="a body of the state that the words name",
    )  # fmt: skip


def bodies(scene: Scene, mention: Mention, owners: list[Ref]) -> list[Ref]:
    """The bodies that a noun names: of the states told, or those told before ("the ministry")."""
    countries = _countries(scene, mention, owners)
    if countries:
        return [body(scene, mention, country) for country in dict.fromkeys(countries)]
    assert mention.noun is not None
    last = slug(mention.noun.name).split("-")[-1]
    named = scene.history.last_group(mention.sentence.index, mention.head, lambda e: _is_body_of(e.ref.id or "", last))
    if named:
        # Of two ministries named together, "the ministry" is the one of the place that the report comes from.
        home = [ref for ref in named if ref.country == scene.home]
        return [standing_for((home or named)[-1], mention, RECALLED)]
    country = _country_at_hand(scene, mention)
    if country is not None:
        return [body(scene, mention, country)]
    return [generic(scene, mention, owners)]


def _is_body_of(id_: str, last: str) -> bool:
    """Whether an id is that of a body whose name ends with a word."""
    return id_.startswith("body:") and id_.split(":")[-1].split("-")[-1] == last


def _country_at_hand(scene: Scene, mention: Mention) -> str | None:
    """Whose "the government" is that no words tell: of the one state named just before, or of the report's own."""
    if mention.plural or mention.sentence.words[mention.start].text.lower() != "the" or mention.word not in _OF_A_STATE:
        return None
    index, head = mention.sentence.index, mention.head
    if mention.word in _RULING:
        ruling = scene.history.last(index, head, lambda e: e.mention.word in _RULING and bool(e.ref.country))
        return ruling.ref.country if ruling is not None else None
    nearest = scene.history.last(index, head, lambda e: e.ref.kind is Kind.STATE, reach=2)
    if nearest is None:
        return scene.home
    named = {r.country for r in scene.history.last_group(index, head, lambda e: e.ref.kind is Kind.STATE)}
    return nearest.ref.country if len(named) == 1 else None


def _of_the_ruler(scene: Scene, mention: Mention) -> list[str]:
    """The state of a ruler whose surname stands before "regime", where one state only has such a ruler on the day."""
    before = mention.sentence.words[mention.start : mention.head]
    words = [w.text for w in before if w.upos in ("PROPN", "NOUN", "ADJ")]
    found = {
        actor.country for word in words if mention.word in _RULING for actor in scene.book.find_surname(word)
        if actor.country and "GOV" in actor.sectors and (scene.day is None or actor.alive(scene.day))
    }  # fmt: skip
    return [country for country in found if country] if len(found) == 1 else []


def _countries(scene: Scene, mention: Mention, owners: list[Ref]) -> list[str]:
    """The states that the words of a phrase name."""
    countries = adjective_countries(scene, mention) or [o.country for o in owners if o.country]
    return countries or ([mention.country] if mention.country else []) or _of_the_ruler(scene, mention)


def officers(scene: Scene, mention: Mention, owners: list[Ref]) -> list[Ref]:
    """Who an office stands for: its holder on the day, who was called so before, or somebody of that sort."""
    countries = _countries(scene, mention, owners)
    if mention.plural:
        return _several(scene, mention, owners, countries)
    assert mention.noun is not None
    sure = OFFICE if scene.day else LOOSE
    index, head, office = mention.sentence.index, mention.head, mention.noun.name.lower()
    definite = mention.sentence.words[mention.start].text.lower() in _DEFINITE or bool(countries) or bool(owners)
    if definite and not _indefinite(mention):
        same = scene.history.last(
            index, head, lambda e: is_singular_person(e) and _same_office(e, mention)
            and (not countries or e.ref.country in countries)
        )  # fmt: skip
        if same is not None:
            return [standing_for(same.ref, mention, RECALLED)]
        for owner in owners if mention.noun.exclusive or office.endswith(_HEADS) else []:
            body_name = owner.name if owner.kind in (Kind.ORGANISATION, Kind.GROUP, Kind.GOVERNMENT) else None
            if body_name and (holder := scene.book.holder(office, body_name, scene.day)) is not None:
                return [scene.known(holder, mention, f"{office} of {body_name} on the report's day", sure)]
        for country in countries[:1]:
            if (holder := scene.book.holder(office, country, scene.day)) is not None:
                why = f"{office} of {scene.book.state_name(country)} on the report's day"
                return [scene.known(holder, mention, why, sure)]
    return [generic(scene, mention, owners)]


def _several(scene: Scene, mention: Mention, owners: list[Ref], countries: list[str]) -> list[Ref]:
    """ "the Russian and Turkish presidents", "the ministers"."""
    assert mention.noun is not None
    sure = OFFICE if scene.day else LOOSE
    office = mention.noun.name.lower()
    if len(countries) > 1:
        holders = [(c, scene.book.holder(office, c, scene.day)) for c in countries]
        return [
            scene.known(holder, mention, f"{office} on the report's day", sure)
            if holder is not None
            else _somebody_of(generic(scene, mention, owners), country)
            for country, holder in holders
        ]
    if not countries:
        named = scene.history.last_group(mention.sentence.index, mention.head, lambda e: _same_office(e, mention))
        if named and mention.sentence.words[mention.start].text.lower() in ("the", "both"):
            return [standing_for(ref, mention, RECALLED) for ref in named]
    return [generic(scene, mention, owners)]


def _somebody_of(ref: Ref, country: str) -> Ref:
    """One of several holders of an office whom no list knows, by the state that the words name."""
    return replace(ref, country=country, id=f"actor:{country.lower()}:{slug(ref.name)}")


def _indefinite(mention: Mention) -> bool:
    lower = {w.text.lower() for w in mention.sentence.words[mention.start : mention.head]}
    return bool(lower & _INDEFINITE)


def _same_office(entry: Entry, mention: Mention) -> bool:
    """Whether an earlier person was called by the same head noun ("minister", "president")."""
    noun = entry.mention.noun
    if entry.ref.kind is not Kind.PERSON:
        return False
    wanted = mention.word
    title = (entry.ref.title or "").lower()
    return wanted in title.split() or (noun is not None and noun.name.split()[-1] == wanted)
