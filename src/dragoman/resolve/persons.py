"""Persons: who a name with its titles is, by the report, the lists on the report's day, or made from the words."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actors import Actor, fold, slug
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.scene import Scene

_TOP_OFFICES = ("president", "prime minister", "king", "leader")


def person(scene: Scene, mention: Mention) -> Ref:
    """The person that a mention names."""
    assert mention.name is not None
    span = mention.sentence.span_of(mention.name.start, mention.name.end)
    name = scene.name(mention).removesuffix("'s").removesuffix("’s")
    key = fold(name)
    earlier = scene.persons.get(key.split()[-1]) if key else None
    if earlier is not None and (len(key.split()) == 1 or key == fold(earlier.name)):
        return replace(earlier, text=name, span=span, via=None)
    people = [a for a in _candidates(scene, name, mention) if a.kind is Kind.PERSON]
    title = _title(scene, mention)
    if people and (len(people) == 1 or _fits_better(scene, people, mention)):
        ref = scene.known(people[0], mention, f"known as {people[0].name}", title=title)
    else:
        ref = _made(scene, mention, name, title)
    ref = replace(ref, text=name, span=span)
    if key:
        scene.persons.setdefault(key.split()[-1], ref)
    return ref


def _candidates(scene: Scene, name: str, mention: Mention) -> list[Actor]:
    found = scene.book.find(name, scene.day)
    length = len(fold(name).split())
    if not found and len(name.split()) > 1 and length > 1:
        found = _by_last_words(scene, name)
    if not found and length == 1:
        found = _by_surname(scene, name, mention)
    return found


def _made(scene: Scene, mention: Mention, name: str, title: str | None) -> Ref:
    """A person that no list knows."""
    country = mention.country or country_of_owner(scene, mention) or _country_of_apposition(scene, mention)
    sectors = mention.noun.sectors if mention.noun else ()
    return scene.ref(
        mention, id=f"person:{slug(name)}" + (f":{country.lower()}" if country else ""), name=name, country=country,
        sectors=sectors, kind=Kind.PERSON, title=title, why="made from the name and the words around it",
    )  # fmt: skip


def _title(scene: Scene, mention: Mention) -> str | None:
    if mention.name is None or mention.start >= mention.name.start:
        return None
    return mention.sentence.span_of(mention.start, mention.name.start).of(scene.document.report.text)


def _by_last_words(scene: Scene, name: str) -> list[Actor]:
    """A fuller or shorter form of a known name: same last word and same first word or initial."""
    words = fold(name).split()
    found = scene.book.find_surname(words[-1], scene.day)
    return [a for a in found if any(fold(n).split()[0] == words[0] for n in (a.name, *a.aliases))]


def _by_surname(scene: Scene, name: str, mention: Mention) -> list[Actor]:
    """Persons of a surname, if title or country leave one, or only one is in office on the day."""
    found = scene.book.find_surname(name, scene.day)
    if mention.country:
        found = [a for a in found if a.country == mention.country]
    serving = [a for a in found if scene.day and any(t.period.holds(scene.day) for t in a.tenures)]
    chosen = serving or found
    if len(chosen) == 1:
        return chosen
    top = [
        a for a in chosen
        if any(t.office in _TOP_OFFICES and (scene.day is None or t.period.holds(scene.day)) for t in a.tenures)
    ]  # fmt: skip
    return top if len(top) == 1 else []


def _fits_better(scene: Scene, people: list[Actor], mention: Mention) -> bool:
    first, second = people[:2]
    if mention.country:
        people.sort(key=lambda a: a.country != mention.country)
        return people[0].country == mention.country
    day = scene.day
    return day is not None and any(t.period.holds(day) for t in first.tenures) and not any(
        t.period.holds(day) for t in second.tenures
    )


def country_of_owner(scene: Scene, mention: Mention) -> str | None:
    """The state of the possessor, or of the name that modifies the noun."""
    if mention.owner is None or mention.owner == mention.head:
        return None
    refs = scene.refs(scene.at(mention, mention.owner))
    return refs[0].country if refs else None


def _country_of_apposition(scene: Scene, mention: Mention) -> str | None:
    """The state that a phrase beside the name gives: "Omar Alasow, the Somali commissioner"."""
    for c in mention.sentence.dependents(mention.head, "appos"):
        beside = scene.at(mention, c)
        if beside.sort == "noun" and beside.country:
            return beside.country
    return None
