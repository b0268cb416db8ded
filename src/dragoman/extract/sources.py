"""Who a cue's words give as its source: the subject's whole phrase, the agent of a passive, the owner of a noun."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dragoman.extract.slots import Slots
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence

_EMPTY = frozenset({"it", "there"})
_DASHES = frozenset({"–", "—", "--"})
_PAPERS = frozenset(
    "statement letter resolution email e-mail note memo message tweet speech address report post ad advertisement "
    "petition brief filing release".split()
)
_CLOSING = frozenset(
    "say add write note explain confirm report recall warn argue insist claim admit ask reply respond continue "
    "state predict suggest announce declare acknowledge conclude stress".split()
)
_CLOSERS = frozenset({",", "”", "’", "'", "''", '"', "?", "!"})
_JOINTS = frozenset({"-", "'s", "’s", "."})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_RUN = _NOMINAL | {"DET", "ADJ", "NUM"}
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
_WHEN = _DAYS | frozenset("morning afternoon evening night week month year".split())
_RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a source, its head, and the mentions of actors that it holds; all empty where nobody is named."""

    words: tuple[int, ...] = ()
    head: int | None = None
    speakers: tuple[Mention, ...] = ()


NOBODY = Source()


def source_of(slots: Slots, heads: list[int], outside: frozenset[int]) -> Source:
    """The source that these heads and their phrases make; words `outside` are never part of it.

    Args:
        slots: the slots of the sentence.
        heads: head words of noun phrases.
        outside: the cue with all that hangs on it, which a participle may hang below its own source.
    """
    sentence = slots.sentence
    heads = [h for h in heads if h not in outside and not _nobody(sentence, h)]
    if not heads:
        return NOBODY
    held = {k for h in _beside(sentence, heads[0], heads) for k in phrase_words(sentence, h)}
    words = trimmed(sentence, sorted(held - outside))
    if not words:
        return NOBODY
    speakers = tuple(m for h in heads for m in slots.phrases.mentions(h))
    return Source(tuple(words), heads[0] if heads[0] in words else _top(sentence, words), speakers)


def _top(sentence: Sentence, words: list[int]) -> int:
    """The last word of a stretch that hangs on none of its other words."""
    return [k for k in words if sentence.words[k].head not in words][-1]


def _nobody(sentence: Sentence, head: int) -> bool:
    """Whether a subject names nobody who could speak: "there", a dummy "it", a day of the week."""
    form = sentence.words[head].text.lower()
    return form in _DAYS or (form in _EMPTY and _dummy(sentence, head))


def subject_source(slots: Slots, verb: int, content: AbstractSet[int] = frozenset()) -> Source:
    """The source of a verb: its subject or, in the passive, its agent, outside of the content where it can be."""
    sentence = slots.sentence
    heads = _told_by(sentence, verb, content) or _adder(slots, verb) or _teller(slots, verb)
    heads = heads or _nearest(slots, verb, content)
    if not heads:
        heads = slots.subjects(verb) or _nearby(slots, verb)
        heads = [h for h in heads if h not in content] or heads
        heads = [h for h in heads if h < verb] or heads
    below = frozenset(sentence.subtree(verb))
    own = _relative(sentence, verb)
    if own and not slots.is_passive(verb):
        found = source_of(slots, heads, below)
        return Source((own[0],), own[0], found.speakers)
    outside = below - {k for h in heads if h in below for k in sentence.subtree(h)} | {verb}
    return source_of(slots, heads, outside)


def _told_by(sentence: Sentence, verb: int, content: AbstractSet[int]) -> list[int]:
    """Who stands beside a verb of speech that closes what is told, whatever the tree has made the verb's subject.

    As in "..., said the general", "..., the general said".
    """
    words = sentence.words
    if words[verb].lemma.lower() not in _CLOSING or not content or min(content) > verb or verb < 2:
        return []
    if words[verb - 1].text in _CLOSERS:
        end = verb + 1
        while end < len(words) and words[end].upos in _RUN:
            end += 1
        return _top_of(sentence, range(verb + 1, end)) if verb + 1 not in content else []
    at = verb
    while at > 0 and verb - at < 9 and (words[at - 1].upos in _RUN or words[at - 1].text in _JOINTS):
        at -= 1
    run = range(at, verb)
    if at == 0 or words[at - 1].text not in _CLOSERS or not any(words[k].upos in _NOMINAL for k in run):
        return []
    return _top_of(sentence, run)


def _top_of(sentence: Sentence, run: range) -> list[int]:
    """The first noun of a run of words that hangs on none of the others; none where the run is a time."""
    words = sentence.words
    heads = [k for k in run if words[k].head not in run and words[k].upos in _NOMINAL]
    return [k for k in heads[:1] if words[k].text.lower() not in _WHEN | _RELATIVES]


def _relative(sentence: Sentence, verb: int) -> list[int]:
    """The relative pronoun that is a verb's subject, its own or one it is joined to: "who left and said"."""
    at = verb
    for _ in range(3):
        if subjects := sentence.dependents(at, "nsubj"):
            if any(sentence.words[c].text.lower() not in _RELATIVES for c in subjects):
                return []  # "which, officials said, will open"
            return [c for c in subjects if sentence.words[c].text.lower() in _RELATIVES and c < verb]
        if sentence.words[at].deprel not in ("conj", "xcomp", "advcl") or sentence.words[at].head < 0:
            return []
        at = sentence.words[at].head
    return []


def _nearest(slots: Slots, verb: int, content: AbstractSet[int]) -> list[int]:
    """Of two subjects that the tree gives a verb the one that is not told, else the one nearer to the verb."""
    subjects = slots.sentence.dependents(verb, "nsubj")
    if len(subjects) < 2 or slots.is_passive(verb):
        return []
    apart = [c for c in subjects if c not in content] or subjects
    return [min(apart, key=lambda c: abs(c - verb))]


def _teller(slots: Slots, verb: int) -> list[int]:
    """Who tells by a participle: "left the talks, saying", "condemned it, calling it", "issued a note saying"."""
    sentence, word = slots.sentence, slots.sentence.words[verb]
    relation = word.deprel.split(":")[0]
    if word.xpos != "VBG" or relation not in ("advcl", "acl") or sentence.dependents(verb, "nsubj", "aux", "mark"):
        return []
    comma = verb > 0 and (sentence.words[verb - 1].text == "," or sentence.words[verb - 1].text.lower() in _WHEN)
    head = word.head
    if relation == "acl":
        noun, head = head, sentence.words[head].head
        paper = sentence.words[noun].lemma.lower() in _PAPERS and sentence.words[noun].deprel == "obj"
        while comma and head >= 0 and sentence.words[head].upos != "VERB" and not sentence.dependents(head, "nsubj"):
            head = sentence.words[head].head
        if not (paper or comma):
            return []
    elif not comma:
        return []
    if head < 0 or slots.is_passive(head):
        return []
    found = slots.subjects(head) if sentence.words[head].upos == "VERB" else sentence.dependents(head, "nsubj")
    return [c for c in found if c < verb]


def _adder(slots: Slots, verb: int) -> list[int]:
    """Who adds by a participle: in "the ship was hit, the navy said, citing its radar" the navy cites."""
    words = slots.sentence.words
    head = words[verb].head
    if words[verb].xpos != "VBG" or head < 0 or slots.sentence.dependents(verb, "nsubj", "aux"):
        return []
    above = words[head].head
    comma = words[verb - 1].text in (",", "and", "but")
    if words[head].deprel == "ccomp" and above < verb and (head < above or comma):
        return slots.subjects(above)
    return []


def _nearby(slots: Slots, verb: int) -> list[int]:
    """A subject that the tree has missed: that of the clause a participle is set beside, or the noun right before."""
    sentence, word = slots.sentence, slots.sentence.words[verb]
    if slots.is_passive(verb) or (word.text[0].isupper() and verb == 0):
        return []
    if (
        word.xpos == "VBG"
        and word.head >= 0
        and word.deprel.split(":")[0] in ("parataxis", "conj", "advcl", "dep", "xcomp")
    ):
        return slots.subjects(word.head)
    if word.xpos in ("VBD", "VBZ", "VBP") and word.deprel != "conj":
        at = verb - 1
        while at > 0 and _between(sentence, at):
            at -= 1
        if at >= 0 and sentence.words[at].upos in ("NOUN", "PROPN", "PRON"):
            head = sentence.words[at].head
            while head >= 0 and head != verb and sentence.words[head].upos in ("NOUN", "PROPN") and head < verb:
                at, head = head, sentence.words[head].head
            return [at]
    return []


def _between(sentence: Sentence, at: int) -> bool:
    """Whether a word may stand between a subject and its verb: "Doe, meanwhile, on Friday said"."""
    word, form = sentence.words[at], sentence.words[at].text.lower()
    day = form in _WHEN or (form == "on" and sentence.words[at + 1].text.lower() in _WHEN)
    return word.text == "," or word.upos == "ADV" or day


def _beside(sentence: Sentence, first: int, heads: list[int]) -> list[int]:
    """The first head and those whose phrases touch it: a title and its name that the tree has kept apart."""
    out, words = [first], set(sentence.subtree(first))
    for h in heads:
        more = set(sentence.subtree(h))
        if h != first and (min(more) - 1 in words or max(more) + 1 in words):
            out.append(h)
            words |= more
    return out


def _dummy(sentence: Sentence, i: int) -> bool:
    """Whether "it" or "there" stands for nothing: "it was announced that"."""
    head = sentence.words[i].head
    if sentence.words[i].deprel == "expl" or sentence.words[i].text.lower() == "there":
        return True
    return head >= 0 and sentence.words[i].deprel == "nsubj:pass" and bool(sentence.dependents(head, "ccomp", "csubj"))


def phrase_words(sentence: Sentence, head: int) -> list[int]:
    """The words of a noun phrase without its preposition: all below its head."""
    left: set[int] = set()
    for c in sentence.children[head]:
        if c < head and sentence.words[c].deprel in ("case", "cc", "mark"):
            left |= set(sentence.subtree(c))
    return [k for k in sentence.subtree(head) if k not in left]


def trimmed(sentence: Sentence, words: list[int]) -> list[int]:
    """Words without the punctuation at their ends."""
    dashes = [n for n, k in enumerate(words) if k < 14 and words[:1] == [0] and _ends_dateline(sentence, k)]
    start, end = (dashes[-1] + 1 if dashes else 0), len(words)  # what stands before a dash is a dateline
    while start < end and sentence.words[words[start]].upos == "PUNCT":
        start += 1
    while end > start and sentence.words[words[end - 1]].upos == "PUNCT":
        end -= 1
    return words[start:end]


def _ends_dateline(sentence: Sentence, at: int) -> bool:
    """Whether a dash ends a dateline: "PARIS —", "PARIS, Aug 31 (Agency) -"."""
    words = sentence.words
    return words[at].text in _DASHES or (words[at].text == "-" and at > 0 and words[at - 1].text == ")")
