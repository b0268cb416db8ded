"""Under which names a governing word may stand in the cue words, the longest first.

Names have particle, preposition, object or copula: "put the talks on hold" is looked up as "put on hold" before "put",
"is under way" as "be under way", "stopped from seizing" as "stop from".
"""

from __future__ import annotations

from dragoman.model.document import Sentence

_PARTICLES = frozenset("ahead back off away apart together through out down up over aside on forward yet short".split())


def cue_names(sentence: Sentence, governor: int, case: str = "") -> list[str]:
    """Names of a verb, adjective or predicate noun as the cue words would have it, the longest first.

    Args:
        sentence: the sentence.
        governor: the governing word.
        case: the preposition or mark of what is governed, if it has one.
    """
    lemma = sentence.words[governor].lemma.lower()
    if sentence.dependents(governor, "cop") and sentence.words[governor].upos != "VERB":
        case_words = [sentence.words[c].lemma.lower() for c in sentence.dependents(governor, "case")]
        name = " ".join(["be", *case_words, lemma])
        return [f"{name} {case}", name] if case else [name]
    names = []
    particles = [
        word.lemma.lower()
        for c in sentence.dependents(governor, "compound:prt", "advmod")
        if (word := sentence.words[c]).deprel == "compound:prt" or word.lemma.lower() in _PARTICLES
    ]
    for particle in particles:
        names += [f"{lemma} {particle} {case}", f"{lemma} {particle}"] if case else [f"{lemma} {particle}"]
    names += [f"{lemma} {phrase}" for phrase in _bare_phrases(sentence, governor)]
    return [*names, f"{lemma} {case}", lemma] if case else [*names, lemma]


def _bare_phrases(sentence: Sentence, verb: int) -> list[str]:
    """Objects and prepositional phrases without article, parts of set phrases: "take place", "come into force"."""
    found = []
    for c in sentence.dependents(verb, "obj", "obl"):
        if not sentence.dependents(c, "det", "nmod:poss", "amod"):
            words = [sentence.words[k].lemma.lower() for k in sentence.dependents(c, "case")]
            found.append(" ".join([*words, sentence.words[c].lemma.lower()]))
    return found
