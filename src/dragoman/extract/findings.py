"""What extraction finds, before anybody is resolved: deeds and ties whose parties are still words of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.extract.speech import Saying
from dragoman.knowledge.lexicon import Frame
from dragoman.mentions.phrases import Mention
from dragoman.mentions.times import TimeMention
from dragoman.model.records import Casualties, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One deed told in one sentence."""

    sentence: int
    trigger: int
    words: frozenset[int] = field(default=frozenset(), kw_only=True)  # the frame's other words
    frame: Frame
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    status: Status
    status_why: str
    hedge: str | None = None  # the word that keeps the report from asserting it
    saying: Saying | None
    quoted: bool
    place: int | None
    time: TimeMention | None
    duration: TimeMention | None = None
    by_blame: tuple[Mention, ...] = ()
    blame: tuple[int, str] | None = None  # the verb by which they speak of the deed, and its stance
    casualties: Casualties = field(default_factory=Casualties)
    parts: tuple[tuple[str, Mention], ...] = ()  # role and who has it
    matters: tuple[Mention, ...] = ()  # what talks are about
    signs: tuple[tuple[str, float], ...] = ()  # contexts that its words speak for


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing relation that a sentence states."""

    sentence: int
    trigger: int
    kind: str
    holders: tuple[Mention, ...]
    towards: tuple[Mention, ...]
    saying: Saying | None
    by_blame: tuple[Mention, ...] = ()  # who accuses the holder of it
    why: str
