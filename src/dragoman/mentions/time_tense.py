"""Whether the clause around a time looks back or ahead: by the tense of its verb, as the tree shows it."""

from __future__ import annotations

from dragoman.model.document import Sentence

PAST, UNKNOWN, FUTURE = -1, 0, 1
_AHEAD = frozenset("will would shall should may might can could must 'll wo ca ought going gon".split())
_PLAN = frozenset(
    "schedule plan expect set slate due propose aim hope intend want vow pledge promise threaten book arrange await "
    "upcoming forthcoming likely poised ready bind".split()
)
_SPEECH = frozenset("say tell add report announce write note warn state claim argue acknowledge".split())


def direction(sentence: Sentence, i: int) -> int:
    """PAST, FUTURE or UNKNOWN, by the nearest verb above word i that shows it.

    Args:
        sentence: with tags and tree.
        i: a word of the time expression.
    """
    for at in (i, *sentence.ancestors(i)):
        found = _of_verb(sentence, at)
        if found is not None:
            return found
    return UNKNOWN


def _of_verb(sentence: Sentence, at: int) -> int | None:
    """What one word shows; None where it is no verb, or leaves the matter to the verb above it."""
    word = sentence.words[at]
    helpers = [sentence.words[c] for c in sentence.children[at] if sentence.words[c].deprel.split(":")[0] in ("aux", "cop")]
    if word.upos not in ("VERB", "AUX") and not helpers:
        return FUTURE if word.upos == "ADJ" and word.lemma.lower() in _PLAN else None
    forms = {w.text.lower().replace("’", "'") for w in helpers}
    lemmas = {w.lemma.lower() for w in helpers}
    tags = {w.xpos for w in helpers}
    if "have" in lemmas and not forms & {"will", "'ll", "wo"}:
        return PAST
    if forms & _AHEAD or "MD" in tags:
        return FUTURE
    if any(sentence.words[c].xpos == "TO" for c in sentence.dependents(at, "mark", "aux")):
        return FUTURE
    return _of_form(sentence, at, forms, tags)


def _of_form(sentence: Sentence, at: int, forms: set[str], tags: set[str]) -> int | None:
    word = sentence.words[at]
    if word.xpos == "VBN" and word.lemma.lower() in _PLAN:
        return FUTURE
    if "VBD" in tags or word.xpos == "VBD":
        return PAST
    if "VBZ" in tags or "VBP" in tags:
        return FUTURE if word.xpos == "VBG" or word.upos not in ("VERB", "AUX") else UNKNOWN
    if word.xpos == "VBN":
        return PAST if word.deprel.split(":")[0] in ("acl", "root", "advcl", "amod") else None
    if word.xpos in ("VBZ", "VBP"):
        return PAST if word.lemma.lower() in _SPEECH else FUTURE
    if word.xpos == "VB" and word.deprel in ("root", "ccomp"):
        return FUTURE
    return None  # a participle or a bare form takes its time from the clause above
