"""Who stands behind whom, in the other words of the wires: "a key backer of", "sided with", "with the support of", "its proxy".

The plain verbs ("backs", "arms") are in `ties`. Each finding is the word that tells it, who backs, who is backed, and why. Only
what lasts counts: the present, the perfect, nouns; that somebody once gave arms is a deed.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.slots import Slots
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence

Found = tuple[int, list[Mention], list[Mention], str]

# Verb and preposition before the one who is backed.
_SIDING = {
    ("side", "with"), ("stand", "by"), ("stand", "behind"), ("stand", "with"), ("rally", "behind"), ("line", "behind"),
    ("ally", "with"), ("fight", "for"),
}  # fmt: skip
_GIVING = frozenset("provide supply send give deliver ship lend channel funnel furnish sell".split())
_GETTING = frozenset("receive get obtain enjoy draw have win".split())
_DECLARING = frozenset("declare voice express pledge reiterate reaffirm announce offer affirm lend give throw".split())
_GOODS = frozenset(
    "weapon weaponry arm arms drone ammunition munition missile training funding fund money finance support backing "
    "equipment fighter mercenary adviser advisor tank jet aircraft intelligence cover hardware".split()
)
_SUPPORT = frozenset({"support", "backing"})
_BACKERS = frozenset("backer supporter patron sponsor benefactor ally protector financier".split())
_PROXIES = frozenset({"proxy", "client", "protege"})
_SUPPLIERS = frozenset({"supplier", "provider", "source"})
_SEEN = frozenset("see regard view consider describe know".split())
_UP = frozenset({"prop", "shore", "bolster"})
_ALIGNED = frozenset({"align", "aligned", "ally", "allied"})


def find_backing(sentence: Sentence, slots: Slots, i: int) -> Iterator[Found]:
    """Who backs whom by one word of a sentence.

    Args:
        sentence: the sentence.
        slots: its slots.
        i: a word of it.
    """
    word = sentence.words[i]
    if word.upos == "VERB":
        yield from _verbs(sentence, slots, i)
    elif word.upos in ("NOUN", "PROPN"):
        yield from _nouns(sentence, slots, i)
    if word.lemma.lower() in _ALIGNED and i > 1 and sentence.words[i - 1].text in ("-", "‐", "–"):
        yield from _hyphened(sentence, slots, i)


def _verbs(sentence: Sentence, slots: Slots, verb: int) -> Iterator[Found]:
    if not _lasts(sentence, verb):
        return
    lemma, why = sentence.words[verb].lemma.lower(), f"verb {sentence.words[verb].lemma.lower()}"
    subject, obj = slots.fill(verb, "subj"), slots.fill(verb, "obj")
    for preposition in sorted({p for v, p in _SIDING if v == lemma}):
        yield verb, subject, slots.fill(verb, preposition), f"{why} {preposition}"
    things = {sentence.words[c].lemma.lower() for c in sentence.dependents(verb, "obj")}
    things |= {
        sentence.words[k].lemma.lower()
        for c in sentence.dependents(verb, "obj")
        for k in sentence.dependents(c, "conj")
    }
    if lemma in _GIVING and things & _GOODS:
        yield verb, subject, slots.fill(verb, "to") or slots.fill(verb, "iobj"), f"{why} {min(things & _GOODS)}"
    if lemma in _GIVING and any(
        sentence.words[c].lemma.lower() in _GOODS and slots.case(c) == "with" for c in sentence.subtree(verb)
    ):
        yield verb, subject, obj, f"{why} with"
    if lemma in _GETTING and things & _GOODS:
        yield verb, slots.fill(verb, "from"), subject, f"{why} {min(things & _GOODS)}"
    if lemma in _DECLARING and things & (_SUPPORT | {"weight"}):
        towards = [m for p in ("behind", "for", "to") for m in slots.fill(verb, p)]
        yield verb, subject, towards, f"{why} support"
    if lemma in _UP and sentence.dependents(verb, "compound:prt"):
        yield verb, subject, obj, f"{why} up"
    if lemma == "count" and any(sentence.words[c].lemma in _BACKERS for c in sentence.subtree(verb)):
        yield verb, obj, subject, "counts among its allies"
    if lemma in ("rely", "depend"):
        yield verb, slots.fill(verb, "on"), subject, f"{why} on"
    if lemma == "help" and sentence.dependents(verb, "xcomp", "ccomp", "advcl"):
        fights = {sentence.words[c].lemma.lower() for c in sentence.dependents(verb, "xcomp", "ccomp", "advcl")}
        if fights & {"fight", "battle", "combat", "repel", "defeat", "attack"}:
            yield verb, subject, obj, "helps to fight"


def _lasts(sentence: Sentence, verb: int) -> bool:
    word = sentence.words[verb]
    return word.xpos in ("VBZ", "VBP", "VBG") or any(
        sentence.words[c].lemma == "have" for c in sentence.dependents(verb, "aux")
    )


def _nouns(sentence: Sentence, slots: Slots, noun: int) -> Iterator[Found]:
    lemma = sentence.words[noun].lemma.lower()
    if lemma in _BACKERS | _PROXIES:
        beside = _who_is(sentence, slots, noun)
        whose = slots.fill(noun, "of") or slots.fill(noun, "poss")
        head = sentence.words[noun].head
        if not whose and sentence.words[noun].deprel in ("nmod:desc", "compound") and head > noun:
            whose = slots.fill(head, "poss")  # "Iran's proxy Hezbollah"
        if beside and whose:
            holders, towards = (whose, beside) if lemma in _PROXIES else (beside, whose)
            yield noun, holders, towards, f"noun {lemma}"
    if lemma in _SUPPLIERS and any(
        sentence.words[c].lemma.lower() in _GOODS for c in sentence.dependents(noun, "nmod", "compound")
    ):
        yield noun, _who_is(sentence, slots, noun), slots.fill(noun, "to"), f"noun {lemma}"
    if lemma in _SUPPORT:
        yield from _support(sentence, slots, noun)


def _support(sentence: Sentence, slots: Slots, noun: int) -> Iterator[Found]:
    """ "Iranian support for the Houthis", "deployed in support of the government", "with the backing of Iran"."""
    givers = slots.fill(noun, "poss") or slots.fill(noun, "mod")
    case = slots.case(noun)
    verb = next((a for a in sentence.ancestors(noun) if sentence.words[a].upos == "VERB"), None)
    if case == "in" and verb is not None:
        doers = slots.fill(verb, "obj") if slots.is_passive(verb) else slots.fill(verb, "subj")
        yield noun, doers, slots.fill(noun, "of"), "in support of"
    elif case in ("with", "thanks") and verb is not None:
        yield noun, slots.fill(noun, "of") or givers, slots.fill(verb, "subj"), "with the support of"
    elif givers:
        yield noun, givers, slots.fill(noun, "for") or slots.fill(noun, "to"), "its support for"


def _who_is(sentence: Sentence, slots: Slots, noun: int) -> list[Mention]:
    """Whom a noun is said of: its subject, what it stands beside, who is seen as it, or the name right after it."""
    word = sentence.words[noun]
    subjects = sentence.dependents(noun, "nsubj") if sentence.dependents(noun, "cop") else []
    if not subjects and word.deprel == "nsubj" and sentence.dependents(word.head, "cop"):
        subjects = [word.head]  # "Assad's main allies are Russia and Iran"
    if not subjects and word.deprel == "appos" and word.head >= 0:
        subjects = [word.head]
    seen = word.deprel in ("obl", "xcomp") and word.head >= 0 and sentence.words[word.head].lemma.lower() in _SEEN
    if not subjects and seen and slots.is_passive(word.head):
        subjects = sentence.dependents(word.head, "nsubj:pass", "nsubj")
    if not subjects:
        subjects = [c for c in sentence.dependents(noun, "appos", "flat", "nmod:desc") if c > noun]
    if not subjects and word.deprel in ("nmod:desc", "compound") and word.head > noun:
        subjects = [word.head]
    return [m for s in subjects for m in slots.phrases.mentions(s) if not m.start <= noun < m.end or m.name is not None]


def _hyphened(sentence: Sentence, slots: Slots, participle: int) -> Iterator[Found]:
    """ "the Iran-aligned Houthis"."""
    before, head = participle - 2, sentence.words[participle].head
    iso3 = slots.phrases.book.adjectives.get(sentence.words[before].text.lower())
    if sentence.name_at(before) is not None:
        holder = slots.phrases.at(before)
    elif iso3 is not None:
        holder = Mention(sentence, before, before, before + 1, "adjective", country=iso3)
    else:
        return
    if head > participle:
        yield participle, [holder], slots.phrases.mentions(head), sentence.words[participle].text.lower()
