"""Stories: the same deed in several reports. How it is decided: docs/stories.md."""

from __future__ import annotations

from dragoman.stories.cluster import Link, cluster, components, link
from dragoman.stories.linking import Compared, Entry, index, relink, story_id
from dragoman.stories.score import LINKED, Match, blocks, score, window
from dragoman.stories.story import Claim, Difference, Story, Version, story_of

__all__ = [
    "LINKED",
    "Claim",
    "Compared",
    "Difference",
    "Entry",
    "Link",
    "Match",
    "Story",
    "Version",
    "blocks",
    "cluster",
    "components",
    "index",
    "link",
    "relink",
    "score",
    "story_id",
    "story_of",
    "window",
]
