"""Nouns that only describe who stands beside them: "Hu Shih, the leader of the movement", "he is a professor"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.persons import learn_country
from dragoman.resolve.scene import OFFICE, Scene, standing_for

_BECOMING = frozenset({"become", "remain"})
_SERVING = frozenset({"serve", "act", "work"})
_BODIES = frozenset({Kind.GROUP, Kind.ORGANISATION, Kind.MEDIA, Kind.COMPANY})


def beside(scene: Scene, mention: Mention) -> list[Ref]:
    """Whom a noun describes: the name that it follows as an apposition, or the subject whose predicate it is."""
    if mention.plural or mention.noun is None:
        return []
    at = _apposed(mention)
    if at is None:
        at = _subject(mention)
    other = scene.at(mention, at) if at is not None else None
    if other is None or other.sort not in ("person", "name", "pronoun") or other.key == mention.key:
        return []
    refs = scene.refs(other)
    if len(refs) != 1 or not _alike(mention, refs[0]):
        return []
    ref = standing_for(refs[0], mention, OFFICE)
    if ref.country is None and mention.country is not None:  # "Wasfi is an Iraqi conductor"
        ref = replace(ref, country=mention.country)
        learn_country(scene, ref)
    return [ref]


def _alike(mention: Mention, ref: Ref) -> bool:
    """Whether the noun is for the sort of actor that the ref is, and tells no other state."""
    if mention.noun is None or (mention.country and ref.country and mention.country != ref.country):
        return False
    kind = mention.noun.kind
    return kind is ref.kind is Kind.PERSON or (kind in _BODIES and ref.kind in _BODIES)


def _apposed(mention: Mention) -> int | None:
    """The name before a noun in apposition."""
    word = mention.sentence.words[mention.head]
    named = word.deprel == "appos" and word.head < mention.head and mention.sentence.name_at(word.head) is not None
    return word.head if named else None


def _subject(mention: Mention) -> int | None:
    """The subject of which a noun is said with a copula, after "become" or after "served as"."""
    sentence, word = mention.sentence, mention.sentence.words[mention.head]
    verb = mention.head
    if not sentence.dependents(verb, "cop"):
        if word.head < 0:
            return None
        verb, governor = word.head, sentence.words[word.head].lemma.lower()
        cases = {sentence.words[c].lemma.lower() for c in sentence.dependents(mention.head, "case")}
        becomes = word.deprel in ("obj", "xcomp") and governor in _BECOMING
        if not becomes and not (word.deprel == "obl" and "as" in cases and governor in _SERVING):
            return None
    denied = any(sentence.words[c].lemma.lower() in ("not", "never", "n't") for c in sentence.children[verb])
    return None if denied else next((c for c in sentence.dependents(verb, "nsubj") if c < mention.head), None)
