"""Pronouns: whom "he", "it", "they", "who" and a quotation's "we" stand for. None where nobody fits."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.history import Entry, is_body, is_many, is_singular_person
from dragoman.resolve.nouns import sides
from dragoman.resolve.salience import fits_gender, salient, subject_above, teller_of
from dragoman.resolve.scene import OFFICE, PRONOUN, RECALLED, VAGUE, Scene, standing_for

_RELATIVE = frozenset("who whose which that whom".split())
_FIRST = frozenset("i we our us my me ours ourselves myself".split())
_SINGULAR = frozenset("he him his himself she her hers herself".split())
# "It was ready to talk", "it is a member": what is said of bodies, not of states of affairs.
_SAID_OF_BODIES = frozenset(
    "ready willing unwilling prepared unprepared able unable keen eager reluctant determined committed concerned aware "
    "unaware confident open opposed responsible guilty innocent due set bound entitled worried hopeful optimistic "
    "loyal member ally party signatory supporter enemy rival partner state power group organisation "
    "organization".split()
)
_REFLEXIVE = frozenset("himself herself itself themselves".split())
_NEUTER = frozenset("it its itself".split())
_PLURAL_TOO = frozenset(
    {Kind.STATE, Kind.ORGANISATION, Kind.GOVERNMENT, Kind.MILITARY, Kind.COMPANY, Kind.MEDIA}
)  # fmt: skip
_PLURAL = frozenset("they them their themselves theirs".split())


def pronoun(scene: Scene, mention: Mention, speaker: Ref | None) -> list[Ref]:
    """Whom a pronoun stands for.

    Args:
        scene: the report so far.
        mention: the pronoun.
        speaker: who says "we", where the mention stands in a quotation.
    """
    lower = mention.sentence.words[mention.head].text.lower()
    if lower in _RELATIVE:
        found, sure = _antecedent(scene, mention), OFFICE
    elif lower in _FIRST:
        found, sure = [speaker] if speaker is not None else [], RECALLED
    elif lower in _REFLEXIVE:
        found, sure = subject_above(scene, mention), RECALLED
    elif lower in _SINGULAR:
        barred = speaker if _in_quotation(scene, mention) else None
        last = salient(
            scene, mention, lambda e: is_singular_person(e) and fits_gender(e, lower), reach=4, barred=barred
        )  # fmt: skip
        found, sure = [last] if last else [], PRONOUN
    elif lower in _NEUTER:
        last = None if _is_empty(mention) else salient(scene, mention, _body_for(scene, mention), reach=2, barred=None)
        found, sure = [last] if last else [], VAGUE
    elif lower in _PLURAL:
        found, sure = _several(scene, mention), VAGUE
    elif lower == "both":
        found, sure = sides(scene, mention, []), VAGUE
    else:
        found, sure = [], VAGUE
    return [standing_for(ref, mention, sure) for ref in found]


def is_third_person(word: str) -> bool:
    """Whether a word is a pronoun for somebody named before."""
    return word.lower() in _SINGULAR | _NEUTER | _PLURAL


def _in_quotation(scene: Scene, mention: Mention) -> bool:
    return any(q.span.covers(mention.span) for q in scene.document.quotations)


def _is_empty(mention: Mention) -> bool:
    """Whether "it" stands for nobody: "it is clear that", "it was a provocation", "it seems"."""
    sentence, word = mention.sentence, mention.sentence.words[mention.head]
    if word.deprel == "expl":
        return True
    if not word.deprel.startswith("nsubj") or word.head < 0 or not sentence.dependents(word.head, "cop"):
        return False
    return sentence.words[word.head].lemma.lower() not in _SAID_OF_BODIES


def _body_for(scene: Scene, mention: Mention) -> Callable[[Entry], bool]:
    """What "it" may stand for: a body that is known or a subject, unless a thing is the subject beside it."""
    word = mention.sentence.words[mention.head]
    whole = word.deprel in ("nsubj", "nsubj:pass", "nmod:poss")

    def fits(e: Entry) -> bool:
        if not is_body(e) or e.ref.kind is Kind.OTHER:
            return False
        return e.subject or (whole and not _has_thing_for_subject(scene, e))

    return fits


def _has_thing_for_subject(scene: Scene, e: Entry) -> bool:
    """Whether the sentence of a naming has a thing as a subject: "the show is on the CW. It owns the title"."""
    subjects = [
        i for i, word in enumerate(e.mention.sentence.words)
        if word.deprel.startswith("nsubj") and word.upos == "NOUN" and word.xpos == "NN"
    ]  # fmt: skip
    return any(not is_of(scene.at(e.mention, i), "actor", scene.book) for i in subjects)


def _antecedent(scene: Scene, mention: Mention) -> list[Ref]:
    """What a relative clause hangs on."""
    for at in mention.sentence.ancestors(mention.head):
        if mention.sentence.words[at].deprel == "acl:relcl":
            antecedent = scene.at(mention, mention.sentence.words[at].head)
            return scene.refs(antecedent) if antecedent.sort != "pronoun" else []
    return []


def _several(scene: Scene, mention: Mention) -> list[Ref]:
    """The nearest group or crowd, else the persons named together."""
    index, head = mention.sentence.index, mention.head
    if len(telling := teller_of(scene, mention)) > 1:
        return telling
    many = salient(scene, mention, is_many, reach=2, barred=None)
    if many is not None:
        return [many]
    named = scene.history.last_group(index, head, lambda e: e.ref.kind is Kind.PERSON)
    if len(named) > 1:
        return named
    body = salient(
        scene, mention, lambda e: is_body(e) and e.subject and e.ref.kind in _PLURAL_TOO, reach=1, barred=None
    )  # fmt: skip
    return [body] if body is not None else []
