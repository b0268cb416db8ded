"""Beginning and end of a ceasefire: "agreed on a truce to begin on Friday"; "the truce collapsed", "declared the truce dead"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.frames import Call
from dragoman.extract.polarity import Polarity
from dragoman.mentions.times import TimeMention
from dragoman.model.document import Sentence

_DEALS = frozenset({"AGREE", "SUPPORT", "CONCEDE"})  # one that is asked for or proposed has no beginning yet
_BEGINNING = frozenset("begin start commence".split())
_COMING = {
    "take": frozenset({"effect", "hold"}),
    **dict.fromkeys(("come", "go", "enter"), frozenset({"effect", "force"})),
}

_VERBS = frozenset(
    "end collapse expire lapse unravel terminate crumble disintegrate fail scrap abandon annul shatter wreck torpedo "
    "rupture break_down fall_apart run_out".split()
)
_NOUNS = frozenset("end collapse breakdown expiry expiration termination failure unravelling".split())
_ENDS = frozenset({"over", "dead", "finished", "void", "off", "defunct", "null"})


def ended_by(sentence: Sentence, noun: int) -> str | None:
    """The word by which a ceasefire is over; None where it is not said to be.

    Args:
        sentence: the sentence.
        noun: the word for the ceasefire.
    """
    word = sentence.words[noun]
    if word.head < 0:
        return None
    head = sentence.words[word.head]
    if Polarity(sentence).negation(word.head):
        return None
    near = [sentence.words[c].text.lower() for c in sentence.dependents(noun, "advmod", "xcomp", "amod", "acl")]
    near += [sentence.words[c].text.lower() for c in sentence.dependents(word.head, "xcomp", "advmod")]
    relation = word.deprel.split(":")[0]
    if relation == "nsubj" and sentence.dependents(word.head, "cop") and head.text.lower() in _ENDS:
        return head.text
    if relation in ("nsubj", "obj") and head.upos in ("VERB", "ADJ"):
        if head.lemma in ("declare", "pronounce", "call", "consider", "deem") and (gone := _ENDS & set(near)):
            return f"{head.lemma} {min(gone)}"
        particles = [sentence.words[c].lemma for c in sentence.dependents(word.head, "compound:prt", "advmod")]
        names = {head.lemma, *(f"{head.lemma}_{particle}" for particle in particles)}
        return head.lemma if names & _VERBS else None
    if relation == "nmod" and head.lemma in _NOUNS and head.upos == "NOUN":
        return head.lemma
    return None


def begun_apart(sentence: Sentence, calls: list[Call], times: Sequence[TimeMention]) -> list[Call]:
    """The beginning of a ceasefire that has a day of its own, a deed beside the deal: "signed a truce that starts on Monday".

    Args:
        sentence: the sentence.
        calls: what its words call up.
        times: the times of the sentence.
    """
    deals = {word: call for call in calls for word in call.words}
    found = []
    for call in calls:
        deal = deals.get(call.trigger)
        made = deal is not None and deal.frame.type in _DEALS
        if call.frame.mode == "ceasefire" and deal is not None and made and sentence.words[call.trigger].upos == "NOUN":
            found += _beginning(sentence, call, deal, times)
    return found


def _beginning(sentence: Sentence, call: Call, deal: Call, times: Sequence[TimeMention]) -> list[Call]:
    clauses = sentence.dependents(call.trigger, "acl", "acl:relcl")
    clauses = [*clauses, *sentence.dependents(deal.trigger, "xcomp", "advcl")]
    for verb in (c for c in clauses if c > call.trigger):
        words = _words_of_beginning(sentence, verb)
        if words is not None and any(verb in sentence.ancestors(t.start) for t in times if t.when is not None):
            actors, recipients = call.actors or deal.actors, call.recipients or deal.recipients
            return [replace(call, trigger=verb, words=words, actors=actors, recipients=recipients)]
    return []


def to_begin(sentence: Sentence, verb: int) -> str | None:
    """The words of a beginning that is to come: "to begin", "starting", "takes effect", not "took effect"."""
    word = sentence.words[verb]
    if word.xpos in ("VBD", "VBN"):
        return None
    last = max(_words_of_beginning(sentence, verb) or {verb})
    return " ".join([word.lemma, *(w.text.lower() for w in sentence.words[verb + 1 : last + 1])])


def _words_of_beginning(sentence: Sentence, verb: int) -> frozenset[int] | None:
    """The words beside a verb that tell a beginning with it: none for "begin", the noun of "take effect"; None for other verbs."""
    lemma = sentence.words[verb].lemma
    if lemma in _BEGINNING:
        return frozenset()
    below = sentence.dependents(verb, "obj", "obl")
    found = frozenset(c for c in below if sentence.words[c].lemma in _COMING.get(lemma, frozenset()))
    return found or None
