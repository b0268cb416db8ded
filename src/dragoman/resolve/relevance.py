"""Which deeds are political: somebody with power, arms or a public cause must be in them, or in the report around them.

The lexicon's verbs serve sport, business, novels and neighbours too. A deed is anchored when one of its parties is a state or
serves one, is armed, is a known body or person, or acts as a crowd. Other deeds (a victim without a title, violence by unknown
hands) count only in a report that has anchored ones, and never in a sentence about a crash, a match or a film.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.topic import accident, off_topic, sentence_topic
from dragoman.knowledge.actors import ActorBook, fold
from dragoman.model.document import Document, Sentence
from dragoman.model.records import Event, Kind, Ref

_POWERS = frozenset("GOV MIL COP JUD LEG PTY SPY REB PRM UAF SEP OPP IGO".split())
_CAUSES = frozenset("NGO REF JRN REL LAB EDU CRM CVL SOC".split())
# Whoever of these goes to the streets or downs tools does it in public.
_WHO_PROTEST = _CAUSES | {"AGR", "MED", "BUS"}
# Done by or to crowds and causes.
_PUBLIC = frozenset(
    {"PROTEST", "COERCE", "ASSAULT", "ACCUSE", "REQUEST", "REJECT", "AID", "SANCTION", "RETREAT", "CONCEDE"}
)
# Deeds that only a state's land or people need be named with.
_STATELY = frozenset({"COERCE", "RETREAT", "SANCTION", "MOBILIZE"})
_BODIES = frozenset(
    "senate committee department commission court ministry council authority agency parliament congress assembly government "
    "bureau tribunal office union party front army".split()
)
# Violence that only war and terror know.
_WAR_MODES = frozenset(
    {"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone", "cleansing", "unconventional"}
)
_MASSES = frozenset("thousands hundreds dozens scores crowds people millions".split())
_ENOUGH = 2  # anchored deeds that make a report political


def political(events: Sequence[Event], document: Document, book: ActorBook) -> list[Event]:
    """The deeds that count, in order.

    Args:
        events: all deeds found in one report.
        document: the report, for its topic and its sentences.
        book: who is known.
    """
    topic = off_topic(document)
    sentences = {s.span: s for s in document.sentences}
    war = {e.evidence.sentence for e in events if e.mode in _WAR_MODES or (e.type == "ASSAULT" and e.actors)}
    beside = {e.id for e in events if _beside(e, sentences.get(e.evidence.sentence), e.evidence.sentence in war, book)}
    anchored = [e for e in events if e.id not in beside and _anchored(e, sentences.get(e.evidence.sentence), book)]
    if topic == "accident":
        events = [e for e in events if e.type not in ("ASSAULT", "COERCE") or any(_is_hard(a) for a in e.actors)]
    elif topic:
        return [e for e in anchored if _powers(e, book) >= 2 or e.type in ("ASSAULT", "MOBILIZE")]
    enough = len(anchored) >= _ENOUGH
    kept = {e.id for e in anchored}
    if enough:
        kept |= {e.id for e in events} - beside
    return [e for e in events if e.id in kept]


def _beside(event: Event, sentence: Sentence | None, war: bool, book: ActorBook) -> bool:
    """Whether the sentence is about a crash, a match, a film: then only deeds between powers count.

    Business is politics as soon as a power takes part.
    """
    if sentence is None:
        return False
    if event.type == "ASSAULT" and not event.actors and not war and accident(sentence):
        return True
    topic = sentence_topic(sentence)
    if topic == "business" and any(_is_power(ref, book) for ref in (*event.actors, *event.recipients)):
        return False
    return topic == "fiction" or (topic is not None and not (event.actors and event.recipients and _both_hard(event)))


def _both_hard(event: Event) -> bool:
    return all(any(_is_hard(r) for r in refs) for refs in (event.actors, event.recipients))


def _is_hard(ref: Ref) -> bool:
    return ref.kind in (Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP) or bool(
        {"GOV", "MIL", "COP", "REB", "UAF"} & set(ref.sectors)
    )


def _anchored(event: Event, sentence: Sentence | None, book: ActorBook) -> bool:
    if event.mode in _WAR_MODES or (event.type == "RETREAT" and event.mode == "ceasefire" and event.where is not None):
        return True
    if event.type in _STATELY and sentence is not None and _names_state(sentence, book):
        return True
    parties = (*event.actors, *event.recipients)
    if any(_is_power(ref, book) for ref in parties):
        return True
    if event.type not in _PUBLIC:
        return False
    if event.type == "PROTEST" and any(_protests(ref) for ref in event.actors):
        return True
    private = event.type in ("ACCUSE", "REQUEST", "REJECT", "AID", "CONCEDE") and not (
        sentence and _names_state(sentence, book)
    )
    return any(_is_cause(ref) and not (private and set(ref.sectors) <= {"CVL", "CRM"}) for ref in parties)


def _protests(ref: Ref) -> bool:
    """Whether a crowd, a body or a trade: what they do in the street is public."""
    if ref.kind in (Kind.PEOPLE, Kind.GROUP, Kind.ORGANISATION) and "BUS" not in ref.sectors:
        return True
    return (
        (ref.kind is not Kind.COMPANY and _is_cause(ref, _WHO_PROTEST))
        or "ELI" in ref.sectors
        or ref.text.lower() in _MASSES
    )


def _names_state(sentence: Sentence, book: ActorBook) -> bool:
    """Whether a sentence names a state, its people or its capital."""
    for i, word in enumerate(sentence.words):
        lower = word.text.lower()
        if word.text[:1].isupper() and (lower in book.adjectives or lower in book.people):
            return True
        name = sentence.name_at(i)
        if name is not None and name.start == i and name.kind == "LOC":
            key = fold(" ".join(w.text for w in sentence.words[name.start : name.end]))
            if key in book.capitals or any(a.kind is Kind.STATE for a in book.by_name.get(key, [])):
                return True
    return False


def _powers(event: Event, book: ActorBook) -> int:
    return sum(_is_hard(ref) and _is_power(ref, book) for ref in (*event.actors, *event.recipients))


def _is_power(ref: Ref, book: ActorBook) -> bool:
    """A state, a part of one, an armed or political body, or anybody whom the book knows as such."""
    if ref.kind in (Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY):
        return True
    if ref.kind in (Kind.COMPANY, Kind.MEDIA, Kind.PLACE):
        return False
    if _POWERS & set(ref.sectors) or {w.lower() for w in ref.name.split()} & _BODIES:
        return True
    if (
        ref.kind is Kind.PERSON
        and " " not in ref.name
        and any(_POWERS & set(a.sectors) for a in book.find_surname(ref.name))
    ):
        return True
    known = book.actors.get(ref.id or "")
    if known is not None:
        return bool(_POWERS & set(known.sectors)) or known.kind in (Kind.GROUP, Kind.ORGANISATION)
    return ref.kind is Kind.GROUP and "BUS" not in ref.sectors and bool(ref.sectors)


def _is_cause(ref: Ref, causes: frozenset[str] = _CAUSES) -> bool:
    crowd = ref.kind in (Kind.PEOPLE, Kind.GROUP, Kind.ORGANISATION) or ref.text.split()[-1].endswith("s")
    return bool(causes & set(ref.sectors)) and (crowd or "JRN" in ref.sectors)
