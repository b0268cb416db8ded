"""The words of the tree that speak of one deed: its trigger, the verb that lends its subject, the talks before it.

"agreed to a truce after talks in Doha": what is said of the truce and of the talks is said of the deed. Roles and
matters are looked for on these words only.
"""

from __future__ import annotations

from dragoman.extract.slots import Slots
from dragoman.model.document import Sentence

# Nouns for talks and for what comes out of them.
TALKS = frozenset(
    "talk negotiation meeting discussion consultation dialogue summit conference session round mediation process "
    "forum visit trip agreement deal accord pact treaty ceasefire truce armistice settlement exchange swap release "
    "plan roadmap conversation call parley contact effort gathering encounter framework protocol handover withdrawal "
    "cessation pause".split()
)
_DOWN = ("obj", "obl", "nmod", "nsubj", "conj", "nsubj:pass", "xcomp", "appos")
# Talks that are hoped or waited for are not those that the deed came out of.
_AFTER = frozenset({"in", "at", "during", "after", "following", "through", "of", "for", "to", "on", ""})


def region(sentence: Sentence, slots: Slots, trigger: int) -> tuple[int, ...]:
    """Words that speak of the deed of a trigger, the trigger first."""
    found = [trigger]
    word = sentence.words[trigger]
    lender = slots.light_verb(trigger) if word.upos != "VERB" else None
    if lender is not None:
        found.append(lender)
    elif word.head >= 0 and word.upos in ("NOUN", "PROPN"):
        governor = sentence.words[word.head]
        parted = governor.lemma.lower() in TALKS and word.deprel in ("nmod", "compound", "conj")
        if parted or (governor.upos == "VERB" and word.deprel in ("nsubj", "nsubj:pass", "obj")):
            found.append(word.head)
    found += [
        c for c in sentence.dependents(trigger, "xcomp") if sentence.words[c].upos == "VERB"
    ]  # "agreed to restore ties"
    for _ in range(2):
        for node in list(found):
            for c in sentence.dependents(node, *_DOWN):
                below = sentence.words[c]
                if c in found or below.upos not in ("NOUN", "PROPN") or below.lemma.lower() not in TALKS:
                    continue
                if slots.case(c) in _AFTER:
                    found.append(c)
    return tuple(found)
