"""What else a sentence tells of its deeds: how many were hurt, who mediated, what it was about, in which context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.casualties import VIOLENT, casualties_of
from dragoman.extract.contexts import context_signs, context_words
from dragoman.extract.findings import Deed
from dragoman.extract.matters import TALKING, find_matters
from dragoman.extract.roles import Part, find_parts
from dragoman.extract.slots import Slots
from dragoman.knowledge.contexts import load_contexts
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence
from dragoman.model.records import Casualties, Status

_REAL = frozenset({Status.HAPPENED, Status.ONGOING})


def with_details(sentence: Sentence, deeds: Sequence[Deed], slots: Slots) -> list[Deed]:
    """The deeds of a sentence with their casualties, roles, matters and signs of context."""
    if not deeds:
        return []
    violent = {d.trigger: bool(d.actors) for d in deeds if d.frame.type in VIOLENT and d.status in _REAL}
    denied = {d.trigger: bool(d.actors) for d in deeds if d.frame.type in VIOLENT and d.status is Status.DENIED}
    losses = casualties_of(sentence, slots, violent, denied)
    words = context_words(sentence, load_contexts())
    out = []
    for deed in deeds:
        parts = find_parts(sentence, slots, deed.trigger, deed.frame.type, deed.actors)
        deed = _without_parts(deed, parts)
        matters: list[Mention] = []
        if deed.frame.type in TALKING:
            taken = [*deed.actors, *deed.recipients, *(p.who for p in parts)]
            matters = find_matters(sentence, slots, deed.trigger, taken)
        out.append(
            replace(
                deed,
                casualties=losses.get(deed.trigger, Casualties()),
                parts=tuple((p.role, p.who) for p in parts),
                matters=tuple(matters),
                signs=context_signs(sentence, deed.trigger, words),
            )
        )
    return out


def _without_parts(deed: Deed, parts: Sequence[Part]) -> Deed:
    """Mutual deeds without the host or mediator as a party, if parties are left; who brokers a truce stays."""
    if not deed.frame.mutual or deed.frame.mode == "ceasefire":
        return deed
    kept = tuple(m for m in deed.actors if not any(p.who.start < m.end and m.start < p.who.end for p in parts))
    several = len(kept) > 1 or (len(kept) == 1 and kept[0].plural)
    return replace(deed, actors=kept) if several else deed
