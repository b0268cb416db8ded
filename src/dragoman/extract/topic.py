"""Whether a report or a sentence is about sport, business, culture or accidents rather than politics.

Such texts are full of attacks, defences, deals and charges that are none of ours; see `resolve.relevance`.
"""

from __future__ import annotations

from collections import Counter

from dragoman.knowledge.topics import load_topics
from dragoman.model.document import Document, Sentence

# Share of a report's words, and number of different ones, from which on it is about a topic.
SHARE = {
    "sport": 0.022,
    "business": 0.045,
    "culture": 0.02,
    "accident": 0.02,
    "science": 0.02,
    "health": 0.03,
    "private": 0.02,
}
DIFFERENT = {"sport": 4, "business": 6, "culture": 4, "accident": 4, "science": 3, "health": 4, "private": 3}


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
            topic = (topics.get(pair) or topics.get(lemma) or "").removesuffix(" report").replace("fiction", "culture")
            if topic in SHARE:
                found[topic] += 1
                seen[topic].add(lemma)
    if total < 40:
        return None
    judged = [t for t in SHARE if found[t] >= SHARE[t] * total and len(seen[t]) >= DIFFERENT[t]]
    return max(judged, key=lambda t: found[t], default=None)


def sentence_topic(sentence: Sentence) -> str | None:
    """The topic of one sentence: two of its words, or one that names a work of art or a game."""
    topics = load_topics()
    seen: Counter[str] = Counter()
    for word in sentence.words:
        topic = topics.get(word.lemma.lower())
        if topic == "fiction":
            return topic
        if topic in SHARE and topic != "accident":
            seen[topic] += 1
    best = max(seen, key=lambda t: seen[t], default=None)
    return best if best is not None and seen[best] >= 2 else None


def accident(sentence: Sentence) -> bool:
    """Whether a sentence tells of a crash, a flood, a fire: deaths in it are nobody's deed."""
    topics = load_topics()
    return any(topics.get(word.lemma.lower()) == "accident" for word in sentence.words)
