"""Persons: who a name with its titles is, by the report, the lists on the report's day, or made from the words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dragoman.knowledge.actors import Actor, fold, slug
from dragoman.knowledge.first_names import load_first_names
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.candidates import Candidate, likeness, ranked, rivals, told, winner
from dragoman.resolve.scene import FULL, OFFICE, SURNAME, Scene, capped

_SURE = 0.55  # what a surname alone needs where the model saw no person
_NEAR = 0.2  # within this of the best, another candidate makes it less sure
_ACTING = frozenset({"nsubj", "nsubj:pass", "obj", "nmod:poss", "obl:agent"})
ALIKE = 0.93  # how alike two full names must be to be taken for spellings of one; docs/decisions/0004


def person(scene: Scene, mention: Mention) -> Ref:
    """The person that a mention names."""
    assert mention.name is not None
    span = mention.sentence.span_of(mention.name.start, mention.name.end)
    name = scene.name(mention).removesuffix("'s").removesuffix("’s")
    key = fold(name)
    if (earlier := _earlier(scene, mention, key)) is not None:
        ref = replace(earlier, text=name, span=span, via=None, confidence=capped(earlier, _again(earlier, key)))
    elif (later := _named_in_full(scene, mention, key)) is not None:
        whole = person(scene, later)
        ref = replace(whole, text=name, span=span, title=_title(scene, mention), confidence=capped(whole, OFFICE))
    else:
        ref = replace(_first(scene, mention, name), text=name, span=span)
    if key:
        _remember(scene, key, ref)
    return ref


def _named_in_full(scene: Scene, mention: Mention, key: str) -> Mention | None:
    """Where the body names in full whom a headline calls by one word: "China's Wang to visit"."""
    if " " in key or not key or mention.sentence.kind.value == "body":
        return None
    for phrases in scene.phrases[mention.sentence.index + 1 :]:
        for name in phrases.sentence.names:
            words = [fold(w.text) for w in phrases.sentence.words[name.start : name.end]]
            if name.kind == "PER" and len(words) > 1 and key in (words[0], words[-1]):
                return phrases.at(name.start)
    return None


def _remember(scene: Scene, key: str, ref: Ref) -> None:
    """Keep a person under the words that later namings may use alone."""
    words = key.split()
    for part in dict.fromkeys((words[-1], words[0], " ".join(words[-2:]))):
        named = scene.persons.setdefault(part, [])
        named[:] = [r for r in named if (r.id or r.name) != (ref.id or ref.name)] + [ref]


def learn_country(scene: Scene, ref: Ref) -> None:
    """Give later namings of a person the state that the report tells only after the first."""
    for named in scene.persons.values():
        named[:] = [replace(r, country=ref.country) if r.id == ref.id and r.country is None else r for r in named]


def _earlier(scene: Scene, mention: Mention, key: str) -> Ref | None:
    """The person named before whose name a shorter or equal name is part of; by its end before its beginning."""
    named = scene.persons.get(key, [])
    by_end = [r for r in named if fold(r.name).endswith(key)] or named
    whole = (
        [r for values in scene.persons.values() for r in values if key == fold(r.name)]
        if not by_end and " " in key
        else []
    )
    found = by_end or whole
    if mention.country:
        found = [r for r in found if r.country in (mention.country, None)] or (found if mention.noun is None else [])
    return _likeliest(scene, mention, found) if found else None


def _likeliest(scene: Scene, mention: Mention, found: list[Ref]) -> Ref:
    """Of several of one surname the one named most often so far, else the last: Assad, after a word on his father."""
    if len(found) == 1:
        return found[0]
    namings = Counter(e.ref.id for e in scene.history.all_before(mention.sentence.index, mention.head))
    return max(reversed(found), key=lambda ref: namings[ref.id])


def _first(scene: Scene, mention: Mention, name: str) -> Ref:
    """The first naming of a person in the report."""
    candidates = ranked(scene, name, mention, _actors(scene, name, titled=mention.noun is not None))
    title = _title(scene, mention)
    if (best := winner(candidates)) is not None:
        return scene.known(best.actor, mention, _why(best), _sureness(scene, name, best, candidates), title=title)
    even = rivals(candidates)
    made = _made(scene, mention, name, title)
    if even and not (made.country and len(fold(name).split()) > 1):
        return replace(made, id=None, confidence=None, why=told(even))
    return made


def known_by_surname(scene: Scene, mention: Mention) -> Ref | None:
    """Somebody in office, called by surname alone, where the name was not seen as a person's: "Duterte threatened"."""
    name, word = scene.name(mention).removesuffix("'s").removesuffix("’s"), mention.sentence.words[mention.head]
    key = fold(name)
    known = (
        key in scene.book.by_name or key in scene.book.capitals or key in scene.book.seats or key in scene.book.readings
    )
    if known or not key or " " in key or scene.day is None or name.isupper() or word.deprel not in _ACTING:
        return None
    if (earlier := _earlier(scene, mention, key)) is not None:
        return replace(earlier, text=name, span=mention.span, via=None, confidence=capped(earlier, SURNAME))
    best = winner(ranked(scene, name, mention, scene.book.find_surname(name)))
    if best is None or best.score < _SURE or not best.actor.alive(scene.day):
        return None
    ref = scene.known(best.actor, mention, _why(best), SURNAME)
    _remember(scene, key, ref)
    return ref


def _why(best: Candidate) -> str:
    return f"known as {best.actor.name} ({best.score:.2f})"


def _again(earlier: Ref, key: str) -> float:
    """How sure a later naming is of the earlier one: less by a part of the name."""
    return FULL if key == fold(earlier.name) else OFFICE


def _sureness(scene: Scene, name: str, best: Candidate, candidates: list[Candidate]) -> float:
    """How sure the best candidate is: as a surname where another one is near, or the spelling is not known."""
    near = any(best.score - c.score < _NEAR for c in candidates if c is not best)
    spelt = fold(name) in {fold(n) for n in (best.actor.name, *best.actor.aliases)}
    return min(scene.sureness(best.actor, name), FULL if spelt and not near else SURNAME)


def _actors(scene: Scene, name: str, *, titled: bool) -> list[Actor]:
    """Known persons of a name: of the name itself, a longer form or another spelling of it, or the surname alone."""
    found = [a for a in scene.book.find(name) if a.kind is Kind.PERSON]
    words = fold(name).split()
    if len(words) == 1 and not titled and words[0] in load_first_names():
        return found  # "Omar" of no title is nobody's surname
    if len(words) == 1:
        return found + [a for a in scene.book.find_surname(name) if a not in found]
    found = found or scene.book.find_surname(name)  # "bin Laden"
    if found or not words:
        return found
    same = scene.book.find_surname(words[-1])
    same = [a for a in same if any(fold(n).split()[0] == words[0] for n in (a.name, *a.aliases))]
    return same or [
        a for a in scene.book.by_sound(words[-1]) if max(likeness(name, n) for n in (a.name, *a.aliases)) >= ALIKE
    ]  # fmt: skip


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
        if beside.sort in ("noun", "name") and beside.country:
            return beside.country
    return None
