"""A sentence with two marked parties."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.span import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the characters of its source and target; either span may be empty."""

    text: str
    source: Span
    target: Span
