"""The contexts of a deed: by its frame, by the words near its trigger in the tree, by the sectors of its parties.

The nearer a word and the longer its phrase, the stronger the sign; a deed's own clause counts, what other clauses tell
does not. At most `MOST` contexts are given, the strongest first; a weak sign alone gives none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from dragoman.knowledge.contexts import BY_SECTOR, ContextWords
from dragoman.model.document import Sentence, Word

MOST = 4
_FRAME = 2.0  # what a frame brings by itself is sure
_SECTOR = 0.45  # each kind of party
_ENOUGH = 0.55
_REACH = 5  # steps in the tree
_CLAUSES = frozenset({"parataxis", "ccomp", "csubj"})
_TELLING = frozenset("say tell add report note explain state claim".split())

Strengths = tuple[tuple[str, float], ...]


def context_words(sentence: Sentence, words: ContextWords) -> list[tuple[list[int], str]]:
    """The context words of a sentence: where each stands, and its context.

    Args:
        sentence: the sentence.
        words: what `load_contexts` gives.
    """
    order = [i for i, w in enumerate(sentence.words) if w.text not in ("-", "‐", "–")]
    forms = [_forms(sentence.words[i]) for i in order]
    out: list[tuple[list[int], str]] = []
    used: dict[int, int] = {}  # words of a phrase say no less than the phrase
    for at, i in enumerate(order):
        for phrase, context in (row for form in sorted(forms[at]) for row in words.get(form, ())):
            length = len(phrase)
            inside = order[at : at + length]
            if length == 1 and _in_long_name(sentence, i):
                continue  # the European Union is no trade union
            if len(inside) < length or not all(p in forms[at + k] for k, p in enumerate(phrase)):
                continue
            if max(used.get(k, 0) for k in inside) <= length:
                used |= dict.fromkeys(inside, length)
                out.append((inside, context))
    return out


def context_signs(sentence: Sentence, trigger: int, found: Sequence[tuple[list[int], str]]) -> Strengths:
    """Contexts that the words around a trigger speak for, each with its strength.

    Args:
        sentence: the sentence.
        trigger: the deed's trigger word.
        found: what `context_words` gives for the sentence.
    """
    if not found:
        return ()
    steps = _steps(sentence, trigger)
    out: dict[str, float] = {}
    for inside, context in found:
        distance = min((steps[k] for k in inside if k in steps), default=None)
        if distance is not None:
            strength = (1.0 if len(inside) == 1 else 1.5) * (1.0 - 0.12 * distance)
            out[context] = max(out.get(context, 0.0) + 0.25 * (context in out), strength)
    return tuple(sorted(out.items(), key=lambda c: (-c[1], c[0])))


def contexts_of(frame: Sequence[str], signs: Strengths, sectors: Iterable[str]) -> tuple[str, ...]:
    """The contexts of a deed, the strongest first.

    Args:
        frame: those that its frame brings.
        signs: those that its words speak for.
        sectors: the sectors of its actors and recipients.
    """
    total: dict[str, float] = {}
    for i, context in enumerate(frame):
        total[context] = _FRAME - 0.01 * i
    for context, strength in signs:
        total[context] = total.get(context, 0.0) + strength
    for context in sorted({BY_SECTOR[s] for s in sectors if s in BY_SECTOR}):
        total[context] = total.get(context, 0.0) + _SECTOR
    kept = [c for c, strength in total.items() if strength >= _ENOUGH]
    return tuple(sorted(kept, key=lambda c: (-total[c], c))[:MOST])


def _forms(word: Word) -> set[str]:
    lower = word.text.lower()
    return {lower, word.lemma.lower(), lower.removesuffix("s")}


def _in_long_name(sentence: Sentence, word: int) -> bool:
    name = sentence.name_at(word)
    return name is not None and name.end - name.start > 1 and not sentence.words[word].text.islower()


def _steps(sentence: Sentence, trigger: int) -> Mapping[int, int]:
    """Steps from the trigger to the words of its clause; other clauses and verbs of speech above are not entered."""
    steps, todo = {trigger: 0}, deque([trigger])
    while todo:
        at = todo.popleft()
        if steps[at] == _REACH:
            continue
        head = sentence.words[at].head
        told = at == trigger  # what is demanded or threatened belongs to the demand or threat
        ways = [
            c
            for c in sentence.children[at]
            if not _separate(sentence, c) or (told and sentence.words[c].deprel == "ccomp")
        ]
        if head >= 0 and not _separate(sentence, at) and sentence.words[head].lemma.lower() not in _TELLING:
            ways.append(head)
        for other in ways:
            if other not in steps:
                steps[other] = steps[at] + 1
                todo.append(other)
    return steps


def _separate(sentence: Sentence, word: int) -> bool:
    """Whether a word heads a clause that tells something else."""
    relation = sentence.words[word].deprel
    if relation in _CLAUSES:
        return True
    return relation == "conj" and sentence.words[word].upos == "VERB" and bool(sentence.dependents(word, "nsubj"))
