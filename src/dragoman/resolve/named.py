"""Names of all but persons: states, cities that stand for governments, organisations, bodies with a name."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actors import Actor, fold, slug
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.bodies import body
from dragoman.resolve.candidates import ranked, rivals, told, winner
from dragoman.resolve.persons import country_of_owner
from dragoman.resolve.readings import read_phrase
from dragoman.resolve.scene import OFFICE, RECALLED, SURNAME, Scene, capped

# Verbs whose object is a city, and prepositions that make a place of any name.
_DONE_TO_CITIES = frozenset(
    "bomb shell bombard strike hit pound besiege capture recapture seize retake storm enter reach leave take liberate "
    "encircle surround target raid flee occupy overrun rock evacuate".split()
)
_BODIES = frozenset({Kind.GROUP, Kind.ORGANISATION, Kind.MEDIA, Kind.COMPANY})
_PLACING = frozenset("in at near around outside inside across into through over throughout above".split())


def place(scene: Scene, mention: Mention) -> Ref:
    """A state, the state of a capital or seat of government, or a place that stands for who is there."""
    name = mention.name_text(scene.document.report.text) or scene.text(mention)
    key = fold(name)
    if name in scene.acronyms:
        return _by_letters(scene, name, mention)
    if (known := read_phrase(scene, mention, name)) is not None:
        return known
    for actor in scene.book.by_name.get(key, []):
        if actor.kind is Kind.STATE and actor.country:
            return scene.state(actor.country, mention)
    iso3 = scene.book.capitals.get(key) or scene.book.seats.get(key)
    if iso3 and not (key in scene.book.capitals and _is_done_to(mention)):
        return scene.state(iso3, mention)
    country = iso3 or mention.country or _country_in_name(scene, name)
    return scene.ref(
        mention, id=f"place:{slug(name)}", name=name, country=country, sectors=(), kind=Kind.PLACE,
        why="a place that stands for who is there",
    )  # fmt: skip


def _by_letters(scene: Scene, name: str, mention: Mention) -> Ref:
    """Whom letters in brackets were introduced for."""
    whole = scene.acronyms[name]
    return replace(whole, text=name, span=mention.span, via=None, confidence=capped(whole, OFFICE))


def _is_done_to(mention: Mention) -> bool:
    """Whether a city is meant as a place: what is bombed, besieged or stood in is no government."""
    sentence = mention.sentence
    word = sentence.words[mention.head]
    if word.head < 0:
        return False
    governor = sentence.words[word.head]
    if word.deprel in ("obj", "nsubj:pass") and governor.upos == "VERB":
        return governor.lemma.lower() in _DONE_TO_CITIES
    case = next((sentence.words[c].lemma.lower() for c in sentence.dependents(mention.head, "case")), "")
    return word.deprel in ("obl", "nmod") and case in _PLACING


def named(scene: Scene, mention: Mention) -> Ref:
    """A known actor of the name on the report's day, or one made from the words."""
    name = scene.name(mention)
    if name in scene.acronyms:
        return _by_letters(scene, name, mention)
    if (known := read_phrase(scene, mention, name)) is not None:
        return known
    found = scene.book.find(name, scene.day) or _of_state(scene, mention, name)
    if found:
        return _chosen(scene, mention, name, found)
    if (iso3 := scene.book.seats.get(fold(name)) or scene.book.capitals.get(fold(name))) is not None:
        return scene.state(iso3, mention)
    return _part_of_a_name(scene, mention, name) or _made(scene, mention, name)


def _part_of_a_name(scene: Scene, mention: Mention, name: str) -> Ref | None:
    """The body named before whose name begins or ends with this one: "the Pirates", "Barstool"."""
    key = fold(name)
    if len(key) < 4:
        return None
    whole = scene.history.last(
        mention.sentence.index, mention.head,
        lambda e: e.ref.kind in _BODIES and e.ref.via is None and e.mention.sort == "name"
        and f" {fold(e.ref.name)} ".startswith(f" {key} ") | f" {fold(e.ref.name)} ".endswith(f" {key} "),
    )  # fmt: skip
    if whole is None:
        return None
    return replace(whole.ref, text=name, span=mention.span, title=None, confidence=capped(whole.ref, RECALLED))


def _of_state(scene: Scene, mention: Mention, name: str) -> list[Actor]:
    """Actors that the lists name with their state, where the words name it: "France's Socialist Party"."""
    country = mention.country or country_of_owner(scene, mention)
    if country is None:
        return []
    state, adjective = scene.book.state_name(country), scene.book.adjective(country)
    for full in (f"{name} ({state})", f"{adjective} {name}", f"{name} of {state}", name.removeprefix(f"{adjective} ")):
        found = [a for a in scene.book.find(full, scene.day) if a.country == country and full != name]
        if found:
            return found
    return []


def is_body_name(scene: Scene, mention: Mention) -> bool:
    """Whether what was taken for a person's name is a group's or body's: "al-Shabab", with no title before it."""
    if mention.name is None or mention.start < mention.name.start:
        return False
    key = fold(scene.name(mention))
    known = scene.book.by_name.get(key, [])
    if len(key) < 5:  # "Coe" is no CoE
        name = scene.name(mention)
        known = [a for a in known if name in (a.name, *a.aliases) or name.isupper()]
    return bool(known) and all(a.kind is not Kind.PERSON for a in known) and key not in scene.persons


def _chosen(scene: Scene, mention: Mention, name: str, found: list[Actor]) -> Ref:
    """The actor of several of one name; without id where the report does not say which."""
    state = next((a for a in found if a.kind is Kind.STATE and a.country), None)
    if state is not None and state.country and found[0] is state:
        return scene.state(state.country, mention)
    if len(found) == 1:
        return scene.known(found[0], mention, f"known as {found[0].name}", scene.sureness(found[0], name))
    candidates = ranked(scene, name, mention, found)
    best = winner(candidates)
    if best is not None:
        why = f"known as {best.actor.name} ({best.score:.2f})"
        return scene.known(best.actor, mention, why, min(SURNAME, scene.sureness(best.actor, name)))
    made = _made(scene, mention, name)
    even = rivals(candidates)
    countries = {c.actor.country for c in even}
    if not even:
        return made
    country = countries.pop() if len(countries) == 1 else made.country
    return replace(made, id=None, confidence=None, country=country, kind=even[0].actor.kind, why=told(even))


def _country_in_name(scene: Scene, name: str) -> str | None:
    """The state whose name or capital begins a longer name, or ends it after "of": "Damascus University"."""
    words = fold(name).split()
    for size in range(min(3, len(words) - 1), 0, -1):
        ends = words[-size - 1] in ("of", "in", "for") or words[-size - 2 : -size] in (["of", "the"], ["in", "the"])
        for part in (words[:size], words[-size:] if ends else []):
            key = " ".join(part)
            if not part or key in scene.book.readings:
                continue
            state = next((a.country for a in scene.book.by_name.get(key, []) if a.kind is Kind.STATE), None)
            if found := state or scene.book.capitals.get(key):
                return found
    return None


def _made(scene: Scene, mention: Mention, name: str) -> Ref:
    """An organisation that no list knows, or a body of a state by its words."""
    noun = mention.noun
    country = mention.country or country_of_owner(scene, mention) or _country_in_name(scene, name)
    kind = noun.kind if noun and noun.kind is not Kind.PERSON else Kind.ORGANISATION
    if noun and noun.sort == "body" and country is None and len(scene.countries) == 1:
        country = next(iter(scene.countries))  # a ministry, in a report that names one state
    if noun and noun.sort == "body" and country:
        return body(scene, mention, country)
    return scene.ref(
        mention, id=f"org:{slug(name)}" + (f":{country.lower()}" if country else ""), name=name, country=country,
        sectors=noun.sectors if noun else (), kind=kind, why="made from the name and the words around it",
    )  # fmt: skip
