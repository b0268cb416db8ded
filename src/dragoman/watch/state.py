"""What is remembered of a feed between two polls, and what a store must offer to keep it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

LEASE = 600.0  # seconds; a watcher that says nothing for so long has died
SLACK = 60.0  # seconds that a clock may go back without being noticed
MOST_SEEN = 3000  # entries remembered of a feed beyond those that stand in it


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecord:
    """What is remembered of a feed. Times are seconds since 1970.

    `seen` has the hash of each entry's title and text by the entry's key; `tries` counts how often a page could not
    be fetched.
    """

    etag: str | None = None
    modified: str | None = None
    asked: float = 0.0
    due: float = 0.0
    failures: int = 0
    succeeded: float | None = None
    error: str | None = None
    seen: Mapping[str, str] = field(default_factory=dict)
    tries: Mapping[str, int] = field(default_factory=dict)

    def is_due(self, now: float) -> bool:
        """Whether the feed may be asked; also after the clock went back, or it would not be asked for days."""
        return self.due <= now or now < self.asked - SLACK

    def to_json(self) -> str:
        """One line of JSON, for a text column."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> FeedRecord:
        """The record that `to_json` wrote; keys of later versions are passed over."""
        values = json.loads(line)
        return cls(**{name: values[name] for name in cls.__slots__ if name in values})


class FeedState(Protocol):
    """Where feeds' records are kept. All of it must be on disk when a call returns.

    A lease keeps two watchers off one feed. It ends by itself, so that a watcher that was killed blocks nobody.
    """

    def get(self, url: str) -> FeedRecord | None:
        """What is remembered of a feed; None for one that was never asked."""

    def put(self, url: str, record: FeedRecord) -> None:
        """Remember this of a feed, in place of what was."""

    def claim(self, url: str, owner: str, now: float) -> bool:
        """Take or renew the lease of a feed until `now + LEASE`, in one step; False where another has it.

        See `is_free` for when another's lease counts.
        """

    def release(self, url: str, owner: str) -> None:
        """Give the lease back, if this owner has it."""


def is_free(owner: str, now: float, held_by: str | None, until: float) -> bool:
    """Whether a lease may be taken: none, one's own, run out, or so far ahead that the clock must have gone back."""
    return held_by is None or held_by == owner or until <= now or until > now + LEASE + SLACK
