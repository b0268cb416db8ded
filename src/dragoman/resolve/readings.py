"""Phrases that mean one actor or another by the day and by what the report is about: "Georgia", "Kurdish forces".

The meanings and what speaks for each are in knowledge/actors/readings.csv.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actors import Reading, fold
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Kind, Ref
from dragoman.resolve.scene import SURNAME, Scene


def read_phrase(scene: Scene, mention: Mention, phrase: str) -> Ref | None:
    """The actor that a phrase of many meanings has here; one without id where two are even; None for other phrases."""
    readings = [r for r in scene.book.readings.get(fold(phrase), []) if scene.day is None or r.period.holds(scene.day)]
    if not readings:
        return None
    weights: dict[str, float] = {}
    for reading in readings:
        weights[reading.means] = max(weights.get(reading.means, 0.0), _weight(scene, reading))
    best = sorted(weights, key=lambda means: -weights[means])
    if weights[best[0]] == 0:
        return None
    if len(best) > 1 and weights[best[1]] == weights[best[0]]:
        even = [means for means in best if weights[means] == weights[best[0]]]
        country = mention.country if mention.sort == "noun" else None
        kind = mention.noun.kind if mention.noun else Kind.OTHER
        return scene.ref(
            mention, id=None, name=phrase, country=country, sectors=(), kind=kind,
            why="may be " + " or ".join(even) + ", for which the report names as much",
        )  # fmt: skip
    return _ref(scene, mention, phrase, best[0])


def _weight(scene: Scene, reading: Reading) -> float:
    if not reading.cues:
        return 0.5
    return sum(
        cue in scene.countries if cue.isupper() and len(cue) == 3 else cue.lower() in scene.words
        for cue in reading.cues
    )


def _ref(scene: Scene, mention: Mention, phrase: str, means: str) -> Ref | None:
    sort, _, iso3 = means.partition(":")
    if sort == "state":
        return scene.state(iso3, mention)
    why = f"“{phrase}” means {means if not iso3 else scene.book.state_name(iso3)} by the day and what the report names"
    if sort == "place":
        return scene.ref(
            mention, id=f"place:{fold(phrase).replace(' ', '-')}:{iso3.lower()}", name=phrase, country=iso3, sectors=(),
            kind=Kind.PLACE, why=why,
        )  # fmt: skip
    found = scene.book.find(means, scene.day)
    return replace(scene.known(found[0], mention, why, SURNAME), text=scene.text(mention)) if found else None
