"""Rules of alerts: what to watch for, narrowed to whom, where and what, and where the alert goes.

`CONDITIONS` is the table of all conditions, with the keys that each needs and allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.alerts.targets import Target
from dragoman.answers.periods import By
from dragoman.model.records import Status

Measure = Literal["goldstein", "plover", "stories", "conflict"]
MEASURES: tuple[Measure, ...] = ("goldstein", "plover", "stories", "conflict")
Part = Literal["actor", "recipient", "other", "speaker"]
PARTS: tuple[Part, ...] = ("actor", "recipient", "other", "speaker")
Group = Literal["agenda", "ceasefires", "sanctions", "deployments", "offices"]
ALL_STATES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a condition is about.

    `group` and `states` are of conditions on lives: it holds where a life of the group comes into one of the states, or is new
    where there are none.
    """

    about: str
    needs: frozenset[str] = frozenset()
    allows: frozenset[str] = frozenset()
    group: Group | None = None
    states: frozenset[str] = ALL_STATES


def _life(about: str, group: Group, *states: str) -> Condition:
    return Condition(
        about=about, allows=frozenset({"actors", "between", "places", "states"}), group=group, states=frozenset(states)
    )


CONDITIONS: dict[str, Condition] = {
    "agenda-new": _life("a meeting is new on the agenda", "agenda"),
    "meeting-moved": _life("a meeting is moved, postponed or cancelled", "agenda", "moved", "postponed", "cancelled"),
    "ceasefire-new": _life("a ceasefire is told of first", "ceasefires"),
    "ceasefire-agreed": _life("a ceasefire is agreed", "ceasefires", "agreed"),
    "ceasefire-strained": _life("a ceasefire comes under strain", "ceasefires", "strained"),
    "ceasefire-collapsed": _life("a ceasefire collapses", "ceasefires", "collapsed"),
    "ceasefire-renewed": _life("a ceasefire is renewed or extended", "ceasefires", "renewed"),
    "ceasefire-expired": _life("a ceasefire's last day passes with no extension", "ceasefires", "expired"),
    "sanction-imposed": _life("sanctions are imposed", "sanctions", "imposed"),
    "sanction-lifted": _life("sanctions are eased or lifted", "sanctions", "eased", "lifted"),
    "forces-sent": _life("forces are sent", "deployments", "sent"),
    "forces-withdrawn": _life("forces leave or are withdrawn", "deployments", "leaving", "withdrawn"),
    "office-lost": _life("somebody resigns, is ousted or dies in office", "offices", "resigned", "ousted", "died"),
    "first-event": Condition(
        about="something between two for the first time in so many days",
        needs=frozenset({"between"}),
        allows=frozenset({"days", "types", "statuses"}),
    ),
    "dyad-level": Condition(
        about="what two do to each other in a period is outside its range",
        needs=frozenset({"between"}),
        allows=frozenset({"by", "measure", "low", "high", "sd", "past"}),
    ),
    "actor": Condition(
        about="an event of a watched actor",
        needs=frozenset({"actors"}),
        allows=frozenset({"types", "statuses", "places", "parts"}),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. Empty filters let all pass; `places` are ISO codes of countries, `types` PLOVER's.

    `actors` is any of these, `between` both of these. `low` and `high` are the fixed ends of a dyad's range; where neither is
    given, its range is the mean of the `past` periods before, `sd` standard deviations each way.
    """

    name: str
    when: str
    actors: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    parts: tuple[Part, ...] = ("actor", "recipient", "other")
    days: int = 365
    by: By = "week"
    measure: Measure = "goldstein"
    low: float | None = None
    high: float | None = None
    sd: float = 2.0
    past: int = 26
    to: tuple[Target, ...] = ()

    @property
    def condition(self) -> Condition:
        return CONDITIONS[self.when]
