"""Whether a report is about sport, business or culture rather than politics.

Such reports are full of attacks, defences, deals and charges that are none of ours. In them only deeds of states, forces and
armed groups count; see `resolve.records`.
"""

from __future__ import annotations

from collections import Counter

from dragoman.knowledge.topics import load_topics
from dragoman.model.document import Document

SHARE = {"sport": 0.022, "business": 0.045, "culture": 0.03}  # of a report's words
DIFFERENT = {"sport": 4, "business": 6, "culture": 5}  # different words of the topic


def off_topic(document: Document) -> str | None:
    """The topic that a report is about, if it is one of those that hold no politics.

    Args:
        document: an analysed report; very short ones are never judged.
    """
    topics = load_topics()
    found: Counter[str] = Counter()
    seen: dict[str, set[str]] = {topic: set() for topic in SHARE}
    total = 0
    for sentence in document.sentences:
        lemmas = [word.lemma.lower() for word in sentence.words]
        total += len(lemmas)
        for i, lemma in enumerate(lemmas):
            pair = f"{lemma} {lemmas[i + 1]}" if i + 1 < len(lemmas) else ""
            topic = topics.get(pair) or topics.get(lemma)
            if topic is not None:
                found[topic] += 1
                seen[topic].add(lemma)
    if total < 40:
        return None
    judged = [t for t in SHARE if found[t] >= SHARE[t] * total and len(seen[t]) >= DIFFERENT[t]]
    return max(judged, key=lambda t: found[t], default=None)
