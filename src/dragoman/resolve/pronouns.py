"""Pronouns: whom "he", "it", "they", "who" and a quotation's "we" stand for. None where nobody fits."""

from __future__ import annotations

from dataclasses import replace

from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.history import is_body, is_many, is_singular_person
from dragoman.resolve.salience import fits_gender, salient
from dragoman.resolve.scene import Scene

_RELATIVE = frozenset("who whose which that whom".split())
_FIRST = frozenset("i we our us my me ours ourselves myself".split())
_SINGULAR = frozenset("he him his himself she her hers herself".split())
_NEUTER = frozenset("it its itself".split())
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
        found = _antecedent(scene, mention)
    elif lower in _FIRST:
        found = [speaker] if speaker is not None else []
    elif lower in _SINGULAR:
        barred = speaker if _in_quotation(scene, mention) else None
        last = salient(
            scene, mention, lambda e: is_singular_person(e) and fits_gender(e, lower), reach=4, barred=barred
        )  # fmt: skip
        found = [last] if last else []
    elif lower in _NEUTER:
        last = None if _is_empty(mention) else salient(scene, mention, is_body, reach=3, barred=None)
        found = [last] if last else []
    elif lower in _PLURAL:
        found = _several(scene, mention)
    else:
        found = []
    return [replace(ref, via=mention.span) for ref in found]


def is_third_singular(word: str) -> bool:
    """Whether a word is a pronoun for one person or body named before."""
    return word.lower() in _SINGULAR | _NEUTER


def _in_quotation(scene: Scene, mention: Mention) -> bool:
    return any(q.span.covers(mention.span) for q in scene.document.quotations)


def _is_empty(mention: Mention) -> bool:
    """Whether "it" stands for nobody: "it is clear that", "it seems"."""
    return mention.sentence.words[mention.head].deprel == "expl"


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
    many = scene.history.last(index, head, is_many, reach=3)
    if many is not None:
        return [many.ref]
    named = scene.history.last_group(index, head, lambda e: e.ref.kind is Kind.PERSON)
    return named if len(named) > 1 else []
