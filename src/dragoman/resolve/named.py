"""Names that are not persons': states, cities that stand for governments, organisations, bodies with a name of their own."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actors import fold, slug
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.bodies import body
from dragoman.resolve.persons import country_of_owner
from dragoman.resolve.scene import Scene


def place(scene: Scene, mention: Mention) -> Ref:
    """A state, the state of a capital or seat of government, or a place that stands for who is there."""
    name = mention.name_text(scene.document.report.text) or scene.text(mention)
    key = fold(name)
    for actor in scene.book.by_name.get(key, []):
        if actor.kind is Kind.STATE and actor.country:
            return scene.state(actor.country, mention)
    iso3 = scene.book.capitals.get(key) or scene.book.seats.get(key)
    if iso3:
        return scene.state(iso3, mention)
    return scene.ref(
        mention, id=f"place:{slug(name)}", name=name, country=mention.country, sectors=(), kind=Kind.PLACE,
        why="a place that stands for who is there",
    )  # fmt: skip


def named(scene: Scene, mention: Mention) -> Ref:
    """A known actor of the name on the report's day, or one made from the words."""
    name = scene.name(mention)
    if name in scene.acronyms:
        return replace(scene.acronyms[name], text=name, span=mention.span, via=None)
    found = scene.book.find(name, scene.day)
    if mention.country and len(found) > 1:
        found.sort(key=lambda a: a.country != mention.country)
    if found:
        actor = found[0]
        if actor.kind is Kind.STATE and actor.country:
            return scene.state(actor.country, mention)
        return scene.known(actor, mention, f"known as {actor.name}")
    if (iso3 := scene.book.seats.get(fold(name)) or scene.book.capitals.get(fold(name))) is not None:
        return scene.state(iso3, mention)
    return _made(scene, mention, name)


def _made(scene: Scene, mention: Mention, name: str) -> Ref:
    """An organisation that no list knows, or a body of a state by its words."""
    noun = mention.noun
    country = mention.country or country_of_owner(scene, mention)
    kind = noun.kind if noun and noun.kind is not Kind.PERSON else Kind.ORGANISATION
    if noun and noun.sort == "body" and country:
        return body(scene, mention, country)
    return scene.ref(
        mention, id=f"org:{slug(name)}" + (f":{country.lower()}" if country else ""), name=name, country=country,
        sectors=noun.sectors if noun else (), kind=kind, why="made from the name and the words around it",
    )  # fmt: skip
