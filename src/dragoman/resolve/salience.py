"""Which of those named before a pronoun most likely means: each gets points, the most points win.

What counts: how many sentences lie between, whether somebody is the subject there, how often the report has named or
meant him so far, and whether he is known by name. Nobody is meant who is of the other gender, or who is the other party
of the same verb ("Ann called her" is not Ann). The points were set on the train part of GUM (docs/decisions/0008).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from dragoman.knowledge.actors import fold
from dragoman.knowledge.first_names import load_first_names
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Ref
from dragoman.resolve.history import Entry
from dragoman.resolve.scene import Scene

_FAR = 1.0  # for each sentence between
_SUBJECT = 1.0
_OWNER = -0.4  # "Merkel's party … he"
_MADE_FROM_NOUN = -0.8
_OFTEN, _OFTEN_UP_TO = 0.3, 5
_OWNS = 0.5  # "Algeria shot down a drone, its ministry said": the subject of the sentence is the likeliest owner in it
_PARALLEL = 1.0  # "The army threatened to leave. It said": a sentence that begins with the pronoun goes on about the last subject
_WOMEN = frozenset({"she", "her", "hers", "herself"})
_MEN = frozenset({"he", "him", "his", "himself"})
_MANLY = frozenset(
    "mr sir king prince spokesman chairman businessman emir sultan pope sheikh man father son brother husband lord "
    "congressman councilman salesman boy uncle nephew grandfather bishop priest emperor duke monsieur".split()
)
_WOMANLY = frozenset(
    "mrs ms miss lady queen princess spokeswoman chairwoman businesswoman woman mother daughter sister wife mme mlle "
    "madame mademoiselle congresswoman girl aunt niece grandmother actress empress duchess nun widow".split()
)


def salient(
    scene: Scene, mention: Mention, wanted: Callable[[Entry], bool], *, reach: int, barred: Ref | None
) -> Ref | None:
    """The likeliest of the wanted sort before a pronoun, or None.

    Args:
        scene: the report so far.
        mention: the pronoun.
        wanted: whether the pronoun may stand for a naming.
        reach: how many sentences to look back.
        barred: who speaks in the quotation that holds the pronoun.
    """
    index, head = mention.sentence.index, mention.head
    taken = {_key(ref) for ref in (*_other_party(scene, mention), *([barred] if barred else []))}
    before = {(e.sentence, e.word, _key(e.ref)) for e in scene.history.all_before(index, head)}
    namings = Counter(key for _, _, key in before)
    own = mention.sentence.words[head].deprel == "nmod:poss"
    best: tuple[float, int, int] | None = None
    found: Ref | None = None
    for e in scene.history.all_before(index, head, reach):
        if _key(e.ref) in taken or not wanted(e) or _is_predicate(e):
            continue
        value = _points(e, index, namings[_key(e.ref)]) + _PARALLEL * (_goes_on(e, mention) or _tells_of(e, mention))
        value += _OWNS * (own and e.subject and e.sentence == index)
        points = (value, e.sentence, -e.word)
        if best is None or points > best:
            best, found = points, e.ref
    return found


def _points(e: Entry, index: int, named: int) -> float:
    value = -_FAR * (index - e.sentence) + _SUBJECT * e.subject + _OFTEN * min(named, _OFTEN_UP_TO)
    value += _OWNER * (e.mention.sentence.words[e.mention.head].deprel == "nmod:poss")
    return value + _MADE_FROM_NOUN * ((e.ref.id or "").startswith("actor:"))


def _goes_on(e: Entry, mention: Mention) -> bool:
    """Whether a sentence that begins with a pronoun follows one whose main clause the named one is the subject of."""
    if mention.head > 1 or not mention.sentence.words[mention.head].deprel.startswith("nsubj"):
        return False
    verb = e.mention.sentence.words[e.mention.head].head
    main = verb >= 0 and e.mention.sentence.words[verb].deprel == "root"
    return e.subject and main and e.sentence == mention.sentence.index - 1


def _tells_of(e: Entry, mention: Mention) -> bool:
    """Whether the named one is the subject of the verb that governs the pronoun's clause: "Smotrich said he opposed"."""
    sentence, word = mention.sentence, mention.sentence.words[mention.head]
    if e.sentence != sentence.index or not word.deprel.startswith("nsubj") or word.head < 0:
        return False
    clause = sentence.words[word.head]
    subjects = sentence.dependents(clause.head, "nsubj") if clause.deprel == "ccomp" and clause.head >= 0 else []
    return any(e.mention.start <= k < e.mention.end for k in subjects)


def teller_of(scene: Scene, mention: Mention) -> list[Ref]:
    """The subjects of the verb that governs a pronoun's clause, all that are joined: "Niger, Mali and Chad said they"."""
    sentence, word = mention.sentence, mention.sentence.words[mention.head]
    if not word.deprel.startswith("nsubj") or word.head < 0 or sentence.words[word.head].deprel != "ccomp":
        return []
    phrases = scene.phrases[sentence.index]
    tellers = [m for c in sentence.dependents(sentence.words[word.head].head, "nsubj") for m in phrases.mentions(c)]
    return [ref for teller in tellers if teller.sort != "pronoun" for ref in scene.refs(teller)]


def _key(ref: Ref) -> str:
    return ref.id or ref.name


def _is_predicate(e: Entry) -> bool:
    """Whether the naming says what somebody is or becomes: "a professor" in "he became a professor"."""
    return e.ref.via is None and is_predicate(e.mention)


def is_predicate(mention: Mention) -> bool:
    """Whether a noun tells what its subject is: with a copula, as the object of "become", after "as"."""
    if mention.sort != "noun":
        return False
    sentence, word = mention.sentence, mention.sentence.words[mention.head]
    if sentence.dependents(mention.head, "cop") or word.deprel == "xcomp":
        return True
    cases = {sentence.words[c].lemma.lower() for c in sentence.dependents(mention.head, "case")}
    governor = sentence.words[word.head].lemma.lower() if word.head >= 0 else ""
    return (word.deprel == "obj" and governor in ("become", "remain")) or (word.deprel == "obl" and "as" in cases)


def _other_party(scene: Scene, mention: Mention) -> list[Ref]:
    """The subject of the verb whose object or complement a plain pronoun is: never the same person."""
    words = mention.sentence.words
    word = words[mention.head]
    if word.head < 0 or word.deprel.split(":")[0] not in ("obj", "iobj", "obl"):
        return []
    return subject_above(scene, mention) if words[word.head].upos in ("VERB", "AUX") else []


def subject_above(scene: Scene, mention: Mention) -> list[Ref]:
    """The subject of the nearest verb above a word that has one: whom "himself" stands for."""
    for at in mention.sentence.ancestors(mention.head):
        for c in mention.sentence.dependents(at, "nsubj"):
            subject = scene.at(mention, c)
            if subject.head != mention.head:
                return scene.refs(subject)
    return []


def fits_gender(entry: Entry, pronoun: str) -> bool:
    """Whether the words before a name and the first name, if they tell a gender, tell the pronoun's."""
    gender = _gender(entry)
    return gender is None or pronoun in (_WOMEN if gender == "woman" else _MEN)


def _gender(entry: Entry) -> str | None:
    mention = entry.mention
    if mention.sort == "pronoun":
        lower = mention.sentence.words[mention.head].text.lower()
        return "woman" if lower in _WOMEN else "man" if lower in _MEN else None
    title = set((entry.ref.title or "").lower().replace(".", "").split())
    before = mention.name.start if mention.name is not None else mention.end
    title |= {w.text.lower().rstrip(".") for w in mention.sentence.words[mention.start : before]}
    if title & (_WOMANLY | _MANLY):
        return "woman" if title & _WOMANLY else "man"
    words = fold(entry.ref.name).split()
    return load_first_names().get(words[0]) if len(words) > 1 else None
