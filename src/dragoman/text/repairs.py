"""Trees as newswire has them, where the model's are known to go astray."""

from __future__ import annotations

from dataclasses import replace

from dragoman.lm.lemmas import is_base, lemma_of
from dragoman.model.document import Word

_NAMED_NOUN = ("PROPN", "NOUN")  # "M23 rebels"


def repaired(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A sentence's words with what is known to be wrong put right."""
    return _told_beside(_with_pairs(_with_subjects(_with_verbs(_whole_names(words)))))


def _whole_names(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """What hangs on the second word of a name hangs on the name: "at Tel Aviv"."""
    return tuple(
        replace(word, head=words[word.head].head)
        if word.deprel in ("case", "det", "cc") and word.head >= 0 and words[word.head].deprel == "flat"
        else word
        for word in words
    )


def _with_pairs(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "Congo's army and M23 rebels": two that are joined, not one noun made of both."""
    out = list(words)
    for i, word in enumerate(words):
        before = words[i - 1]
        if (
            word.deprel == before.deprel == "conj"
            and word.head == before.head
            and (before.upos, word.upos) == _NAMED_NOUN
        ):
            out[i - 1] = replace(before, head=i, deprel="compound")
            out[:] = [replace(w, head=i) if w.head == i - 1 and w.deprel == "cc" else w for w in out]
            continue
        for c in range(max(0, i - 6), i - 1):
            first, last = words[c], words[i - 1]
            owned = any(other.head == c and other.deprel in ("nmod:poss", "det") for other in words[:c])
            if first.head != i or first.deprel != "compound" or not owned or last.head != c or last.deprel != "conj":
                continue
            out[c] = replace(first, head=word.head, deprel=word.deprel)
            out[i] = replace(word, head=c, deprel="conj")
            out[i - 1] = replace(last, head=i, deprel="compound")
            for k, other in enumerate(words):
                if other.head in (c, i - 1) and other.deprel == "cc":
                    out[k] = replace(other, head=i)
                elif other.head == i and k < c:
                    out[k] = replace(other, head=c)
    return tuple(out)


def _with_subjects(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "Sudan's army retakes bridge": a noun right before a finite verb without a subject is its subject, not its compound."""
    out = list(words)
    for i, word in enumerate(words[1:], 1):
        if (
            word.upos != "VERB"
            or word.xpos not in ("VBZ", "VBP", "VBD")
            or word.deprel not in ("root", "ccomp", "parataxis")
        ):
            continue
        before = words[i - 1]
        led = any(other.head == i and other.deprel.startswith(("nsubj", "expl", "csubj")) for other in words)
        over = before.head == i or (before.head > i and words[before.head].head == i)
        if not led and over and before.deprel == "compound" and before.upos in ("NOUN", "PROPN"):
            out[i - 1] = replace(before, head=i, deprel="nsubj")
    return tuple(out)


def _told_beside(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "Kabul denied that it harbours rebels and accused Chad": a past verb after one of another tense goes with the verb of speech."""
    out = list(words)
    for i, word in enumerate(words):
        if word.deprel == "conj" and 0 <= word.head < words[word.head].head < i and words[word.head].deprel == "ccomp":
            out[i] = replace(word, head=words[word.head].head)  # "Two died, police said, and the army fired"
            continue
        if word.deprel != "conj" or word.xpos not in ("VBD", "VBN") or word.head < 0:
            continue
        inner = words[word.head]
        own = any(other.head == i and other.deprel.startswith(("nsubj", "expl", "aux")) for other in words)
        earlier = inner.xpos == "VBN" and any(w.head == word.head and w.text.lower() == "had" for w in words)
        if not (inner.xpos in ("VBZ", "VBP") or earlier) or inner.deprel != "ccomp" or own or inner.head < 0:
            continue
        if words[inner.head].xpos == "VBD" and inner.head < word.head < i:
            out[i] = replace(word, head=inner.head)
    return tuple(out)


def _with_verbs(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Make verbs of words that have a subject and no copula: "While Iran and Russia back Assad", "Rebels down jet"."""
    words = _backing(words)
    subjects = {w.head for w in words if w.deprel == "nsubj"}
    if not any(words[i].upos in ("ADV", "ADP", "NOUN", "ADJ") for i in subjects if i >= 0):
        return words
    held = {w.head for w in words if w.deprel in ("cop", "aux", "case")}
    out = list(words)
    for i in subjects - {-1}:
        word = words[i]
        if (
            word.upos not in ("ADV", "ADP", "NOUN")
            or i in held
            or word.deprel not in ("root", "advcl", "ccomp", "conj", "parataxis")
        ):
            continue
        xpos = _finite_tag(word.text.lower())
        out[i] = replace(word, upos="VERB", xpos=xpos, lemma=lemma_of(word.text, xpos))
        led = any(other.head == i and k < i and other.deprel == "nsubj" for k, other in enumerate(words))
        for k, other in enumerate(words):
            if (
                other.head == i
                and k > i
                and (led or other.deprel != "nsubj")
                and other.deprel in ("nsubj", "obl:unmarked", "nmod:unmarked", "compound", "flat", "appos", "dep")
            ):
                out[k] = replace(other, deprel="obj")
    return tuple(out)


def _finite_tag(form: str) -> str:
    """The tag of a word that must be a finite verb, by its ending."""
    if form.endswith("ed") and is_base(lemma_of(form, "VBD")):
        return "VBD"
    return "VBZ" if form.endswith("s") and not form.endswith("ss") else "VBP"


def _backing(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "Egypt and Russia back the army": an adverb "back" between a subject and a bare noun is the verb."""
    out = list(words)
    for i, word in enumerate(words):
        if word.text.lower() != "back" or word.upos not in ("ADV", "ADP") or word.head <= i:
            continue
        noun = words[word.head]
        below = [(k, w) for k, w in enumerate(words) if w.head in (i, word.head)]
        subject = next((k for k, w in below if w.deprel == "nsubj" and k < i), None)
        if noun.upos not in ("NOUN", "PROPN") or subject is None or any(w.deprel in ("cop", "aux") for _, w in below):
            continue
        out[i] = replace(word, upos="VERB", xpos="VBP", head=noun.head, deprel=noun.deprel)
        out[word.head] = replace(noun, head=i, deprel="obj")
        out[subject] = replace(words[subject], head=i)
    return tuple(out)
