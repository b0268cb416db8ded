"""Whether the clause around a time looks back or ahead: by the tense of its verb, as the tree shows it."""

from __future__ import annotations

from dragoman.mentions.time_words import listed
from dragoman.model.document import Sentence

PAST, UNKNOWN, FUTURE = -1, 0, 1
_AHEAD = frozenset(listed("will would shall should may might can could must 'll wo ca ought going gon"))
_PLAN = frozenset(
    listed(
        "schedule plan expect set slate due propose aim hope intend want vow pledge promise threaten book arrange "
        "await "
        "upcoming forthcoming likely poised ready bind prepare"
    )
)
_PRESENT = frozenset({"VBZ", "VBP"})
_NOT = frozenset({"not", "n't", "neither", "nor", "never"})
_NOBODY = frozenset({"neither", "nobody", "none", "no", "nor"})
_SPEECH = frozenset(listed("say tell add report announce write note warn state claim argue acknowledge"))


def direction(sentence: Sentence, i: int, *, firm: bool = False) -> int:
    """PAST, FUTURE or UNKNOWN, by the nearest verb above word i that shows it.

    Args:
        sentence: with tags and tree.
        i: a word of the time expression.
        firm: whether infinitives and "would", "could", "should" show nothing.
    """
    for at in (i, *sentence.ancestors(i)):
        found = _of_verb(sentence, at, firm, at == i)
        if found is not None:
            return found
    return UNKNOWN


def _of_verb(sentence: Sentence, at: int, firm: bool, is_time: bool) -> int | None:
    """What one word shows; None where it is no verb, or leaves the matter to the verb above it."""
    word = sentence.words[at]
    helpers = [
        sentence.words[c] for c in sentence.children[at] if sentence.words[c].deprel.split(":")[0] in ("aux", "cop")
    ]
    if word.lemma.lower() == "due" and helpers:
        return FUTURE  # "is due in Oslo on Thursday"
    if word.upos not in ("VERB", "AUX") and not helpers:
        return FUTURE if word.upos == "ADJ" and word.lemma.lower() in _PLAN else None
    forms = {w.text.lower().replace("’", "'") for w in helpers}
    lemmas = {w.lemma.lower() for w in helpers}
    tags = {w.xpos for w in helpers}
    planned = word.lemma.lower() in ("schedule", "plan", "set") and word.xpos in ("VBD", "VBN")
    if planned and not firm and _gives_day(sentence, at):
        return FUTURE
    if "have" in lemmas and not forms & {"will", "'ll", "wo"}:
        return PAST
    if forms & _AHEAD or "MD" in tags:
        if "could" in forms and _negated(sentence, at):
            return PAST  # "could not be reached Wednesday", "neither side could be reached"
        return FUTURE if not firm or forms & {"will", "shall", "'ll"} else PAST
    infinitive = any(sentence.words[c].xpos == "TO" for c in sentence.dependents(at, "mark", "aux"))
    if infinitive and (not firm or tags & _PRESENT or _plans(sentence, word.head)):
        return FUTURE  # firm: "is to attend Friday's talks", "plans to attend"
    if firm and tags & _PRESENT and word.lemma.lower() in _PLAN:
        return FUTURE  # "Friday's talks are expected to fail"
    found = _of_form(sentence, at, tags, is_time)
    return UNKNOWN if firm and found == FUTURE else found


def _negated(sentence: Sentence, at: int) -> bool:
    """Whether a verb has a "not", or a subject that there is none of."""
    if any(sentence.words[c].lemma.lower() in _NOT for c in sentence.children[at]):
        return True
    subjects = sentence.dependents(at, "nsubj")
    return any(sentence.words[k].text.lower() in _NOBODY for s in subjects for k in sentence.subtree(s))


def _plans(sentence: Sentence, at: int) -> bool:
    """Whether a word speaks of a plan in the present: "plans to", "is expected to"."""
    if at < 0 or sentence.words[at].lemma.lower() not in _PLAN:
        return False
    helpers = {sentence.words[c].xpos for c in sentence.dependents(at, "aux", "cop")}
    return bool(({sentence.words[at].xpos} | helpers) & _PRESENT)


def _gives_day(sentence: Sentence, at: int) -> bool:
    """Whether a verb of planning has an object or "for" after it: "has scheduled talks", "planned for Friday"."""
    return bool(sentence.dependents(at, "obj")) or any(w.text.lower() == "for" for w in sentence.words[at : at + 2])


def _of_form(sentence: Sentence, at: int, tags: set[str], is_time: bool) -> int | None:
    word = sentence.words[at]
    if word.xpos == "VBN" and word.lemma.lower() in _PLAN:
        return FUTURE
    if word.text.lower() in ("starting", "beginning") and word.deprel == "acl" and word.head >= 0 and not tags:
        noun = sentence.words[word.head]
        return FUTURE if noun.deprel.split(":")[0] in ("obj", "obl") else None  # "agreed on a truce starting Friday"
    if "VBD" in tags or word.xpos == "VBD":
        return PAST
    if "VBZ" in tags or "VBP" in tags:
        return FUTURE if word.xpos == "VBG" or (is_time and word.upos != "VERB") else UNKNOWN
    if word.xpos == "VBN":
        return PAST if word.deprel.split(":")[0] in ("acl", "root", "advcl", "amod") else None
    if word.xpos in ("VBZ", "VBP"):
        return PAST if word.lemma.lower() in _SPEECH else FUTURE
    if word.xpos == "VB" and word.deprel in ("root", "ccomp"):
        return FUTURE
    return None  # a participle or a bare form takes its time from the clause above
