"""What sort of thing a mention is, for the needs of frames: `~actor`, `~armed`, `~thing` and the like."""

from __future__ import annotations

import re

from dragoman.knowledge.actors import Actor, ActorBook, fold
from dragoman.knowledge.lexicon import Need
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind

_ARMED_SECTORS = frozenset({"MIL", "COP", "REB", "UAF", "SEP", "SPY"})
_PLACE_NOUNS = frozenset(
    "city town village region area province district border capital territory camp base airport hospital school "
    "neighbourhood neighborhood suburb country island coast port bridge road checkpoint front enclave zone valley state "
    "outskirts countryside stronghold site facility building mosque church market hotel house home embassy prison".split()
)
# Nouns that stand for actors without being any: numbers of people, and what bodies speak through.
_STANDING_FOR_ACTORS = frozenset(
    "people person one side country nation party group other statement communique communiqué report".split()
)
_COLLECTIONS = frozenset(
    "team batch shipment consignment delegation convoy planeload shipload truckload cache stockpile stash tranche "
    "package supply pair range series contingent column unit platoon flotilla fleet squadron".split()
)
# Who belongs to an armed group is armed: "Islamic State members".
_MEMBERS = frozenset("member supporter operative element remnant cadre adherent loyalist affiliate man leader".split())
_PERSON_PRONOUNS = frozenset("he she him her his hers himself herself i me my who whom we us our you".split())
_BODY_PRONOUNS = frozenset("they it them its their we".split())
_GROUP_PRONOUNS = frozenset("they them their it its themselves itself both all some others another".split())


def meets(mention: Mention, need: Need, book: ActorBook) -> bool:
    """Whether a mention is of the classes or lemmas that a need names (without regard to `negated`)."""
    if need.lemmas and (mention.word in need.lemmas or (_modifier(mention) | _contents(mention)) & need.lemmas):
        return True
    return any(is_of(mention, kind, book) for kind in need.kinds)


def _modifier(mention: Mention) -> set[str]:
    """Lemmas of the words before the head, so that `trade` finds "trade delegation", and of a person's titles."""
    if mention.sort == "person" and mention.name is not None:
        return {w.lemma.lower() for w in mention.sentence.words[mention.start : mention.name.end]}
    if mention.sort != "noun":
        return set()
    return {w.lemma.lower() for w in mention.sentence.words[mention.start : mention.head]}


def _contents(mention: Mention) -> set[str]:
    """Lemmas of what a team, a shipment or the like consists of: "a team of medical experts"."""
    words = mention.sentence.words
    if mention.sort != "noun" or mention.word not in _COLLECTIONS:
        return set()
    return {
        words[c].lemma.lower()
        for c in mention.sentence.dependents(mention.head, "nmod")
        if any(words[k].lemma == "of" for k in mention.sentence.dependents(c, "case"))
    }


def is_of(mention: Mention, kind: str, book: ActorBook) -> bool:
    """Whether a mention may be an actor, person, armed, state, org, people, place or thing."""
    noun = mention.noun
    lower = mention.sentence.words[mention.head].text.lower()
    if mention.sort == "pronoun":
        if kind == "thing":
            return lower in ("this", "that", "these", "those", "what", "which", "there")
        if kind == "person":
            return lower in _PERSON_PRONOUNS or lower in ("they", "them", "their")
        if kind in ("armed", "state", "org"):
            return lower in _BODY_PRONOUNS  # "said it had seized the town"
        return kind == "actor" and (lower in _PERSON_PRONOUNS or lower in _GROUP_PRONOUNS)
    known = _known(mention, book)
    match kind:
        case "actor":
            return _is_actor(mention, known, book)
        case "person":
            return mention.sort == "person" or (noun is not None and noun.kind is Kind.PERSON)
        case "armed":
            if noun is not None and (noun.armed or _ARMED_SECTORS & set(noun.sectors)):
                return True
            return _has_arms(known) or (mention.word in _MEMBERS and _has_arms(_owners(mention, book)))
        case "state":
            if mention.sort in ("adjective", "place") and (mention.country or known or _is_state(mention, book)):
                return True
            if mention.sort == "name" and mention.name is not None and _is_seat(mention, book):
                return True
            return (noun is not None and noun.kind is Kind.GOVERNMENT) or any(
                a.kind in (Kind.STATE, Kind.GOVERNMENT) for a in known
            )
        case "org":
            return mention.sort == "name" or (noun is not None and noun.kind in (Kind.ORGANISATION, Kind.GOVERNMENT))
        case "people":
            return (
                (noun is not None and noun.kind is Kind.PEOPLE) or mention.word in book.people or lower in book.people
            )
        case "place":
            return mention.sort == "place" or (noun is None and mention.word in _PLACE_NOUNS)
        case _:
            return not _is_actor(mention, known, book) and not (mention.sort == "place" or mention.word in _PLACE_NOUNS)


def _is_actor(mention: Mention, known: list[Actor], book: ActorBook) -> bool:
    if mention.sort in ("person", "name", "adjective") or known or mention.noun is not None:
        return True
    if mention.sort == "place":
        return True
    lower = mention.sentence.words[mention.head].text.lower()
    if mention.word in _STANDING_FOR_ACTORS:
        return True
    return lower in book.people or mention.word in book.people or _counted(mention)


def _has_arms(known: list[Actor]) -> bool:
    return any(a.kind in (Kind.MILITARY, Kind.GROUP) and _ARMED_SECTORS & set(a.sectors) for a in known)


def _owners(mention: Mention, book: ActorBook) -> list[Actor]:
    """What is known of the name that modifies a noun: "Islamic State members", "members of the Taliban"."""
    name = mention.sentence.name_at(mention.owner) if mention.owner is not None else None
    if name is None:
        return []
    return book.by_name.get(fold(" ".join(w.text for w in mention.sentence.words[name.start : name.end])), [])


def _counted(mention: Mention) -> bool:
    """A bare number or quantity that stands for people: "killed at least 20", "dozens were injured"."""
    word = mention.sentence.words[mention.head]
    if word.upos == "NUM":
        return not re.fullmatch(r"(?:19|20)\d\d|\d+[:.]\d+|\d+(?:st|nd|rd|th|s)|\d+s?%", word.text)
    return mention.word in ("dozen", "hundred", "thousand", "score", "many", "several", "ten")


def _known(mention: Mention, book: ActorBook) -> list[Actor]:
    if mention.name is None:
        return []
    words = mention.sentence.words[mention.name.start : mention.name.end]
    return book.by_name.get(fold(" ".join(w.text for w in words)), [])


def _is_state(mention: Mention, book: ActorBook) -> bool:
    words = mention.sentence.words[mention.start : mention.end]
    key = fold(" ".join(w.text for w in words))
    return key in book.capitals or key in book.seats


def _is_seat(mention: Mention, book: ActorBook) -> bool:
    """Whether a name is a government's by its seat: "the Kremlin"."""
    assert mention.name is not None
    words = mention.sentence.words[mention.name.start : mention.name.end]
    key = " ".join(f for w in words if (f := fold(w.text)) not in ("", "the"))
    return key in book.capitals or key in book.seats
