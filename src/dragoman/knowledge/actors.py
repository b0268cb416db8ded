"""The actors that are known: states, persons with their offices, groups, bodies, media, and the nouns for the rest.

`load_actors` reads the files of `actors/` (format: docs/knowledge.md) into one `ActorBook` with an index by folded
name. This is the door; the parts are `actor_types`, `actor_files`, `actor_merge` and `name_forms`.
"""

from __future__ import annotations

from dragoman.knowledge.actor_files import load_actors
from dragoman.knowledge.actor_types import Actor, ActorBook, Leader, Noun, Period, Reading, State, Tenure
from dragoman.knowledge.name_forms import fold, plain, slug, sound

__all__ = [
    "Actor",
    "ActorBook",
    "Leader",
    "Noun",
    "Period",
    "Reading",
    "State",
    "Tenure",
    "fold",
    "load_actors",
    "plain",
    "slug",
    "sound",
]
