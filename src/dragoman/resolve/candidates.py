"""Which of the known actors of a name is meant: each candidate gets a score, and only a clear winner is taken.

The score reads as a table: how the name fits, whether the day does, whether the words beside it do (nationality,
title), and whether the report is about the candidate's state. It is no probability; `CLEAR` and `LEAD` were set on
tests/resolve/mentions.csv.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from dragoman.knowledge.actors import Actor, fold, sound
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind
from dragoman.resolve.scene import Scene

CLEAR = 0.5  # a lower score says too little
LEAD = 0.05  # what the best must have over the next
_TOP = frozenset(
    {"president", "prime minister", "king", "supreme leader", "leader", "chancellor", "emir", "secretary-general"}
)
_HIGH = frozenset(
    {
        "group leader",
        "terrorist leader",
        "opposition leader",
        "foreign minister",
        "defence minister",
        "secretary of state",
        "defence secretary",
        "rebel leader",
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known actor who may be meant, with the score that the words give it."""

    actor: Actor
    score: float


def ranked(scene: Scene, name: str, mention: Mention, actors: Iterable[Actor]) -> list[Candidate]:
    """Candidates, the likeliest first."""
    scored = [Candidate(a, round(_score(scene, name, mention, a), 2)) for a in actors]
    return sorted(scored, key=lambda c: -c.score)


def winner(candidates: list[Candidate]) -> Candidate | None:
    """The best candidate where its score is enough and clearly the highest."""
    if not candidates or candidates[0].score < CLEAR:
        return None
    second = candidates[1].score if len(candidates) > 1 else 0.0
    return candidates[0] if candidates[0].score - second >= LEAD else None


def rivals(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates between whom the words do not decide; fewer than two where they do, or where none is likely."""
    if not candidates or candidates[0].score < CLEAR or winner(candidates):
        return []
    return [c for c in candidates if candidates[0].score - c.score < LEAD]


def told(candidates: list[Candidate]) -> str:
    """Candidates with scores, for `why`."""
    return "may be " + " or ".join(f"{c.actor.name} ({c.score:.2f})" for c in candidates[:4])


def _score(scene: Scene, name: str, mention: Mention, actor: Actor) -> float:
    top = any(t.office in _TOP for t in actor.tenures)
    weight = 0.06 if top else 0.03 if any(t.office in _HIGH for t in actor.tenures) else 0.0
    return _by_name(name, actor) + _by_day(scene, actor) + _by_words(scene, mention, actor) + weight


def _by_name(name: str, actor: Actor) -> float:
    key = fold(name)
    whole = len(key.split()) > 1
    if key == fold(actor.name):
        return 0.7 if whole else 0.6
    if any(key == fold(alias) for alias in actor.aliases):
        return 0.65 if whole else 0.55
    if actor.kind is not Kind.PERSON:
        return 0.4
    if whole and any(fold(n).endswith(f" {key}") for n in (actor.name, *actor.aliases)):
        return 0.35
    return 0.35 * max(likeness(name, n) for n in (actor.name, *actor.aliases)) if whole else 0.3


def _by_day(scene: Scene, actor: Actor) -> float:
    day = scene.day
    if day is None:
        return 0.1
    if actor.alive(day):
        return 0.25
    if actor.kind is Kind.PERSON and any(t.period.near(day) for t in actor.tenures):
        return 0.15
    return -0.15


def _by_words(scene: Scene, mention: Mention, actor: Actor) -> float:
    value = 0.0
    if mention.country and actor.country:
        value += 0.25 if mention.country == actor.country else -0.3
    elif actor.country in scene.countries or (actor.country and actor.country == scene.home):
        value += 0.1
    elif actor.country and scene.countries:
        value -= 0.05
    noun = mention.noun
    if noun is not None and noun.sort == "office" and actor.tenures:
        same = [t for t in actor.tenures if t.office == noun.name.lower() or t.office.endswith(noun.name.lower())]
        if same:
            value += 0.2 if scene.day is None or any(t.period.holds(scene.day) for t in same) else 0.1
    return value


def likeness(one: str, other: str) -> float:
    """How alike two full names are in sound, 0 to 1: 0 unless first words and last words both are alike."""
    mine, theirs = ([sound(w) for w in fold(n).split()] for n in (one, other))
    if len(mine) < 2 or len(theirs) < 2:
        return 0.0
    last = JaroWinkler.similarity(mine[-1], theirs[-1])
    first = 1.0 if _initial(mine[0], theirs[0]) else JaroWinkler.similarity(mine[0], theirs[0])
    if last < 0.92 or first < 0.86 or min(len(mine[-1]), len(theirs[-1])) < 3:
        return 0.0
    # Transliterations differ in vowels; another consonant is another name: Mark is not Mary.
    if first < 1.0 and _consonants(mine[0]) != _consonants(theirs[0]):
        return 0.0
    middle = set(mine[1:-1]) ^ set(theirs[1:-1]) if len(mine) == len(theirs) else set()
    return max(0.0, (last + first) / 2 - 0.1 * len(middle))


def _consonants(word: str) -> str:
    return "".join(c for c in word if c not in "aeiou")


def _initial(one: str, other: str) -> bool:
    """Whether one first name is the other's initial."""
    return (len(one) == 1 or len(other) == 1) and one[:1] == other[:1]
