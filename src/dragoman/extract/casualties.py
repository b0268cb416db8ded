"""How many were killed and wounded: the numbers of a sentence, given by the tree to the deed that did it.

The deed that gets them is the one that the word itself tells ("killed 12"), else the nearest one in the tree: never
each deed of the sentence. Plans and threats get none; a denied deed only the number nought.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from dragoman.extract.losses import LossReader
from dragoman.extract.slots import Slots
from dragoman.model.document import Sentence
from dragoman.model.records import Casualties

VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_ABOUT = frozenset("over against after following about for because since to despite".split())
_BARE = 1.5  # steps that a deed without an actor is farther away
_FAR = 6  # steps in the tree beyond which a deed has nothing to do with a number


def casualties_of(
    sentence: Sentence, slots: Slots, triggers: Mapping[int, bool], denied: Mapping[int, bool]
) -> dict[int, Casualties]:
    """Killed and wounded by deed.

    Args:
        sentence: the sentence.
        slots: its slots.
        triggers: the trigger words of its violent deeds that have happened (see `VIOLENT`), with whether each has an
            actor.
        denied: those of the deeds that have not: "nobody was killed" is told of such a one.
    """
    out: dict[int, Casualties] = {}
    if not triggers and not denied:
        return out
    for loss in LossReader(sentence, slots).losses():
        at = _deed_of(sentence, loss.anchor, triggers if loss.high else {**triggers, **denied})
        if at is None:
            continue
        known = out.get(at, Casualties())
        pair = (loss.low, loss.high)
        if loss.wounded and known.wounded is None:
            out[at] = replace(known, wounded=pair)
        elif not loss.wounded and known.killed is None:
            out[at] = replace(known, killed=pair)
    return out


def _deed_of(sentence: Sentence, anchor: int, triggers: Mapping[int, bool]) -> int | None:
    """The deed that a number belongs to: the nearest in the tree, one above before one beside.

    A deed beside the word that has an actor goes before one without: in "the rebels shelled the town, killing five",
    the shelling has the dead.
    """
    costs = _distances(sentence, anchor)
    above = {anchor, *sentence.ancestors(anchor)}
    near = [t for t in triggers if costs.get(t, _FAR + 1) <= _FAR and not _spoken_of(sentence, anchor, t)]
    ranked = sorted((costs[t] + _BARE * (not triggers[t]), t not in above, abs(t - anchor), t) for t in near)
    return ranked[0][3] if ranked else None


def _spoken_of(sentence: Sentence, anchor: int, trigger: int) -> bool:
    """Whether the dead are what a deed is about and not what came of it: "protested the killing of two men"."""
    at = anchor
    for above in sentence.ancestors(anchor):
        if above == trigger:
            word = sentence.words[at]
            cases = {sentence.words[c].lemma.lower() for c in sentence.dependents(at, "case", "mark")}
            return (word.deprel == "obj" and word.upos == "NOUN") or bool(cases & _ABOUT)
        at = above
    return False


def _distances(sentence: Sentence, start: int) -> dict[int, int]:
    """Steps from a word to all others; a step between clauses with subjects of their own counts for three."""
    costs, todo = {start: 0}, deque([start])
    while todo:
        at = todo.popleft()
        head = sentence.words[at].head
        for other, below in [(head, at)] * (head >= 0) + [(c, c) for c in sentence.children[at]]:
            cost = costs[at] + (3 if _own_clause(sentence, below) else 1)
            if cost < costs.get(other, 99):
                costs[other] = cost
                todo.append(other)
    return costs


def _own_clause(sentence: Sentence, word: int) -> bool:
    return sentence.words[word].deprel in ("conj", "parataxis") and bool(sentence.dependents(word, "nsubj"))
