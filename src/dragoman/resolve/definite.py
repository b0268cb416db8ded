"""Definite phrases for somebody named before: "the group", "the bloc", "the latter", "both men", "the country".

Only a bare phrase looks back ("the militant group" does, "the Somali group" names somebody new), only a few
sentences, and only where the nearest sentence with somebody of that sort has one, or one as its subject.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.knowledge.actors import fold
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.history import Entry
from dragoman.resolve.scene import MADE, Scene, standing_for, words_of

_REACH = 3
_MARKS = frozenset({"the", "this", "that", "both", "these", "those"})
# Modifiers that say nothing new of who it is.
_PLAIN = frozenset(
    "the this that both these those two militant armed rebel terrorist terror extremist islamist jihadist militia "
    "insurgent guerrilla paramilitary islamic regional military western global international political ruling "
    "opposition powerful un u.n. same whole african european 28-nation 27-nation world top other rights".split()
)
_GROUP = frozenset("group organisation organization movement militia outfit faction insurgency network".split())
_UNION = frozenset("bloc union".split())
_ALLIANCE = frozenset("alliance coalition".split())
_BODY = frozenset(
    "agency watchdog body commission council court organisation organization charity association mission".split()
)
_MEDIA = frozenset("newspaper daily broadcaster channel station magazine outlet".split())
_COMPANY = frozenset("company firm corporation".split())
_STATE = frozenset("country nation republic".split())
_KINGDOMS = frozenset("SAU JOR BHR MAR THA BTN SWZ LSO KHM TON NPL GBR ESP BEL NLD DNK SWE NOR".split())
_NAMED_SO = frozenset({Kind.GROUP, Kind.ORGANISATION, Kind.MEDIA, Kind.COMPANY})
_SERVING = frozenset({Kind.PERSON, Kind.GOVERNMENT, Kind.MILITARY})
_FIGHTERS = frozenset("rebel militant insurgent guerrilla fighter separatist jihadist islamist militiaman".split())
_ARMED = frozenset({"REB", "UAF", "SEP"})
_TWO = frozenset("man woman leader president minister official diplomat politician general envoy".split())


def definite(scene: Scene, mention: Mention) -> list[Ref]:
    """Whom a definite phrase stands for; nobody where it names somebody itself or the report leaves it open."""
    words = words_of(mention)
    if mention.country is not None or mention.owner is not None or not words & _MARKS:
        return []
    if mention.word in ("former", "latter"):
        found = _of_two(scene, mention)
    elif not (words - {mention.sentence.words[mention.head].text.lower()}) <= _PLAIN:
        return []
    elif mention.plural:
        found = _pair(scene, mention) if mention.word in _TWO and words & {"both", "two"} else []
        found = found or (_fighters(scene, mention) if mention.word in _FIGHTERS and "the" in words else [])
    else:
        wanted = _sort_of(mention.word)
        found = _of_its_word(scene, mention) or (_state_served(scene, mention) if mention.word in _STATE else [])
        found = found or (_last(scene, mention, wanted) if wanted is not None else [])
    return [standing_for(ref, mention, MADE) for ref in found]


def _of_its_word(scene: Scene, mention: Mention) -> list[Ref]:
    """ "the committee" after "the Senate Intelligence Committee": the last body whose name begins or ends so."""
    word = mention.word
    # "The army" is the state's, also after "the National Liberation Army".
    if mention.end != mention.start + 2 or word == "army":
        return []
    named = scene.history.last(
        mention.sentence.index, mention.head,
        lambda e: _is_named(e) and e.ref.kind in _NAMED_SO and e.mention.sort == "name"
        and word in (fold(e.ref.name).split()[:1] + fold(e.ref.name).split()[-1:]),
    )  # fmt: skip
    return [named.ref] if named is not None else []


def _state_served(scene: Scene, mention: Mention) -> list[Ref]:
    """ "President Marcos said that the country": of whoever of a state is the subject before it in the sentence."""
    index = mention.sentence.index
    served = scene.history.last(
        index, mention.head,
        lambda e: e.sentence == index and e.subject and e.ref.kind in _SERVING and e.ref.country is not None, reach=0,
    )  # fmt: skip
    return [scene.state(served.ref.country, mention)] if served is not None and served.ref.country else []


def _of_two(scene: Scene, mention: Mention) -> list[Ref]:
    """ "the former", "the latter": of exactly two who were named in the sentence before, or earlier in this one."""
    named = scene.history.last_group(mention.sentence.index, mention.head, lambda e: e.ref.kind is not Kind.OTHER)
    if len(named) != 2:
        return []
    return [named[0] if mention.word == "former" else named[1]]


def _pair(scene: Scene, mention: Mention) -> list[Ref]:
    """ "both men", "the two leaders": two persons who were named together."""
    named = scene.history.last_group(
        mention.sentence.index, mention.head, lambda e: e.ref.kind is Kind.PERSON and _is_named(e)
    )
    if len(named) == 2:
        return named
    # "the two ministers": each may have been named in a sentence of his own, by that title.
    titled: dict[str, Ref] = {}
    for e in scene.history.all_before(mention.sentence.index, mention.head, _REACH):
        if e.ref.kind is Kind.PERSON and _is_named(e) and mention.word in (e.ref.title or "").lower().split():
            titled[e.ref.id or ""] = e.ref
    return list(titled.values()) if len(titled) == 2 else []


def _fighters(scene: Scene, mention: Mention) -> list[Ref]:
    """ "the rebels" after "the M23 rebel group": the one armed group that was named so far, if it was called so."""
    named: dict[str, Ref] = {}
    called = False
    for e in scene.history.before(mention.sentence.index, mention.head):
        if e.ref.kind is Kind.GROUP and _is_named(e) and _ARMED & set(e.ref.sectors):
            named[e.ref.id or ""] = e.ref
            words = e.mention.sentence.words[e.mention.start : e.mention.end]
            near = mention.sentence.index - e.sentence <= _REACH
            called = called or (near and any(w.lemma.lower() == mention.word for w in words))
    return list(named.values()) if len(named) == 1 and called else []


def _last(scene: Scene, mention: Mention, wanted: Callable[[Entry], bool]) -> list[Ref]:
    """The one of a sort in the nearest sentence that has any; of several the subject."""
    index, head = mention.sentence.index, mention.head
    nearest = scene.history.last(index, head, wanted, reach=_REACH)
    if nearest is None:
        return []
    named = scene.history.last_group(index, head, wanted)
    return [nearest.ref] if len(named) == 1 or nearest.subject else []


def _sort_of(word: str) -> Callable[[Entry], bool] | None:
    """What an antecedent of a noun must be."""
    if word == "kingdom":
        return lambda e: e.ref.kind is Kind.STATE and e.ref.country in _KINGDOMS
    if word in _STATE:
        return lambda e: e.ref.kind is Kind.STATE and e.ref.via is None
    if word == "party":
        return lambda e: _is_named(e) and "PTY" in e.ref.sectors
    if word in _UNION:
        return lambda e: e.ref.kind is Kind.ORGANISATION and "IGO" in e.ref.sectors
    if word in _ALLIANCE:
        return lambda e: (
            _is_named(e)
            and (word in e.ref.name.lower() or (e.ref.kind is Kind.ORGANISATION and "IGO" in e.ref.sectors))
        )
    if word in _MEDIA:
        return lambda e: e.ref.kind is Kind.MEDIA
    if word in _COMPANY:
        return lambda e: e.ref.kind is Kind.COMPANY
    if word in _BODY | _GROUP:
        return lambda e: _is_named(e) and _is_collective(e, word)
    return None


def _is_collective(entry: Entry, word: str) -> bool:
    kind = entry.ref.kind
    if word in _BODY and (kind in (Kind.ORGANISATION, Kind.GOVERNMENT) or (word == "agency" and kind is Kind.MEDIA)):
        return kind is not Kind.GOVERNMENT or word in entry.ref.name.lower()
    return word in _GROUP and kind in (Kind.GROUP, Kind.ORGANISATION)


def _is_named(entry: Entry) -> bool:
    """Whether somebody was named, not only described."""
    id_ = entry.ref.id or ""
    return bool(id_) and not id_.startswith(("actor:", "people:", "body:"))
