"""Which deeds are political: somebody with power, arms or a public cause must be in them, or in the report around them.

The lexicon's verbs serve sport, business, novels and neighbours too. A deed is anchored when one of its parties is a state or
serves one, is armed, is a known body or person, or acts as a crowd. Other deeds (a victim without a title, violence by unknown
hands) count only in a report that has anchored ones, and never in a sentence about a crash, a match or a film.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.topic import accident, off_topic, sentence_topic
from dragoman.knowledge.actors import ActorBook
from dragoman.model.document import Document, Sentence
from dragoman.model.records import Event, Kind, Ref

_POWERS = frozenset("GOV MIL COP JUD LEG PTY SPY REB PRM UAF SEP OPP IGO".split())
_CAUSES = frozenset("NGO REF JRN REL LAB EDU CRM CVL SOC".split())
_PUBLIC = frozenset({"PROTEST", "COERCE", "ASSAULT", "ACCUSE", "REQUEST", "AID", "SANCTION"})  # done by or to crowds and causes
# Violence that only war and terror know.
_WAR_MODES = frozenset({"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone", "cleansing", "unconventional"})
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
    anchored = [e for e in events if _anchored(e, book) and not _beside(e, sentences.get(e.evidence.sentence))]
    if topic:
        return [e for e in anchored if _powers(e, book) >= 2 or e.type in ("ASSAULT", "MOBILIZE")]
    enough = len(anchored) >= _ENOUGH
    kept = {e.id for e in anchored}
    if enough:
        kept |= {e.id for e in events if not _beside(e, sentences.get(e.evidence.sentence))}
    return [e for e in events if e.id in kept]


def _beside(event: Event, sentence: Sentence | None) -> bool:
    """Whether the sentence is about a crash, a match, a film: then only deeds between powers count."""
    if sentence is None:
        return False
    if event.type == "ASSAULT" and not event.actors and accident(sentence):
        return True
    return sentence_topic(sentence) is not None and not (event.actors and event.recipients and _both_hard(event))


def _both_hard(event: Event) -> bool:
    return all(any(_is_hard(r) for r in refs) for refs in (event.actors, event.recipients))


def _is_hard(ref: Ref) -> bool:
    return ref.kind in (Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP) or bool({"GOV", "MIL", "COP", "REB", "UAF"} & set(ref.sectors))


def _anchored(event: Event, book: ActorBook) -> bool:
    if event.mode in _WAR_MODES or (event.type == "RETREAT" and event.mode == "ceasefire" and event.where is not None):
        return True
    parties = (*event.actors, *event.recipients)
    if any(_is_power(ref, book) for ref in parties):
        return True
    return event.type in _PUBLIC and any(_is_cause(ref) for ref in parties)


def _powers(event: Event, book: ActorBook) -> int:
    return sum(_is_hard(ref) and _is_power(ref, book) for ref in (*event.actors, *event.recipients))


def _is_power(ref: Ref, book: ActorBook) -> bool:
    """A state, a part of one, an armed or political body, or anybody whom the book knows as such."""
    if ref.kind in (Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY):
        return True
    if ref.kind in (Kind.COMPANY, Kind.MEDIA, Kind.PLACE):
        return False
    if _POWERS & set(ref.sectors):
        return True
    known = book.actors.get(ref.id or "")
    if known is not None:
        return bool(_POWERS & set(known.sectors)) or known.kind in (Kind.GROUP, Kind.ORGANISATION)
    return ref.kind is Kind.GROUP and "BUS" not in ref.sectors and bool(ref.sectors)


def _is_cause(ref: Ref) -> bool:
    return bool(_CAUSES & set(ref.sectors)) and (ref.kind in (Kind.PEOPLE, Kind.GROUP, Kind.ORGANISATION) or "JRN" in ref.sectors)
