"""Tags and relations that a word's form or place rules out, put right: no "-ing" is a third person.

The heads of the model choose each layer apart, so a tag may contradict the form that stands there; its lemma would
then be wrong too, and with it all that the lexicon knows of the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.lm.lemmas import is_base, lemma_of
from dragoman.lm.reader import Analysis

_FINITE = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN"})
_NOMINAL = ("ment", "tion", "sion", "ness", "ship")


def mended(words: Sequence[str], found: Analysis) -> Analysis:
    """An analysis whose verb tags agree with the words' forms.

    Args:
        words: the words of the sentence.
        found: its analysis.
    """
    helped = {head for head, deprel in zip(found.heads, found.deprels, strict=True) if deprel.startswith("aux")}
    upos, xpos = list(found.upos), list(found.xpos)
    for i, word in enumerate(words):
        lower = word.lower()
        if xpos[i] in ("VBZ", "VBN", "VBD", "VBG") and lower.endswith(_NOMINAL):
            upos[i], xpos[i] = "NOUN", "NN"
        elif xpos[i] in _FINITE and lower.endswith("ing") and not is_base(lower) and is_base(lemma_of(lower, "VBG")):
            xpos[i] = "VBG"
        elif (
            xpos[i] in ("VBZ", "VBP", "VB")
            and lower.endswith("ed")
            and not lower.endswith("eed")
            and len(lower) > 4  # "expired" may be known as an adjective and is no present all the same
            and is_base(lemma_of(lower, "VBD"))
        ):
            xpos[i] = "VBN" if i in helped else "VBD"
    found = _after_clause(words, _own_subject(replace(found, upos=tuple(upos), xpos=tuple(xpos))))
    return replace(found, deprels=_one_subject(found, upos))


def _own_subject(found: Analysis) -> Analysis:
    """A name that "and" joins to a noun, right before a finite verb that lacks subject and "and": it is that verb's subject.

    "Ankara supplies the rebels with weapons and Moscow provides air support".
    """
    heads, deprels = list(found.heads), list(found.deprels)
    for verb in range(2, len(heads)):
        name = verb - 1
        finite = found.upos[verb] == "VERB" and found.xpos[verb] in ("VBZ", "VBP", "VBD")
        if not finite or deprels[verb] != "conj" or deprels[name] != "conj" or not heads[verb] < heads[name] < name:
            continue
        joints = [c for c in range(len(heads)) if deprels[c] == "cc" and heads[c] == name]
        own = any(heads[c] == verb and deprels[c] in ("cc", "nsubj", "nsubj:pass") for c in range(len(heads)))
        if own or not joints or found.upos[name] not in ("PROPN", "NOUN", "PRON"):
            continue
        for joint in joints:
            heads[joint] = verb
        heads[name], deprels[name] = verb, "nsubj"
    return replace(found, heads=tuple(heads), deprels=tuple(deprels))


def _after_clause(words: Sequence[str], found: Analysis) -> Analysis:
    """A noun between "after" and a verb that lacks a subject is the subject: "hours after a ceasefire expired"."""
    deprels, heads = list(found.deprels), list(found.heads)
    for i, word in enumerate(words):
        noun = heads[i]
        if word.lower() not in ("after", "before", "until", "since", "once") or deprels[i] != "case" or noun <= i:
            continue
        verb = heads[noun]
        led = any(h == verb and d.startswith("nsubj") for h, d in zip(heads, deprels, strict=True))
        verbal = verb > noun and found.upos[verb] == "VERB" and deprels[verb] == "advcl"
        if verbal and deprels[noun] == "obl" and not led:
            heads[i], deprels[i], deprels[noun] = verb, "mark", "nsubj"
    return replace(found, heads=tuple(heads), deprels=tuple(deprels))


def _one_subject(found: Analysis, upos: Sequence[str]) -> tuple[str, ...]:
    """A verb with a subject before it has no second one after it: that is its object ("refused a meeting")."""
    deprels = list(found.deprels)
    before = {h for i, (h, d) in enumerate(zip(found.heads, deprels, strict=True)) if d == "nsubj" and i < h}
    objects = {h for h, d in zip(found.heads, deprels, strict=True) if d in ("obj", "ccomp", "cop")}
    for i, (head, deprel) in enumerate(zip(found.heads, deprels, strict=True)):
        if deprel == "nsubj" and 0 <= head < i and head in before - objects and upos[head] == "VERB":
            deprels[i] = "obj"
    return tuple(deprels)
