"""Compares a reading with the gold annotation of its report, measure by measure.

Events are paired one to one where type and sentence agree, the likeliest pairs first; parties, times and the rest
are judged on the pairs only. An optional gold event may be found or not: it takes a predicted event out of the
count and adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench.annotations import Days, GoldEvent, GoldName, GoldRelation, GoldReport, plain
from dragoman.knowledge.ontology import TYPES
from dragoman.model.records import Event, Place, Ref, Relation, When
from dragoman.model.span import Span

F1_MEASURES = (
    "detection", "actors", "actors-state", "event-exact", "speakers", "relations", "relations-state", "picture",
)  # fmt: skip
SHARES = ("status", "when", "where", "false-when")

Names = Mapping[str, GoldName]
A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True)
class Count:
    """Right, found and wanted ones of a measure; sums over reports."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one more comparison."""
        self.right += right
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """Right ones among those found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right ones among those wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 0.0


@dataclass(slots=True)
class Share:
    """How many of a number of answers are right."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> None:
        """Count one more answer."""
        self.right += right
        self.asked += 1

    @property
    def value(self) -> float:
        """Right ones among all."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(slots=True)
class Scores:
    """All measures, added up over reports; `types` tells of each type whether a report holds an event of it."""

    f1: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in F1_MEASURES})
    shares: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in SHARES})
    types: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in TYPES})

    @property
    def type_macro_f1(self) -> float:
        """Mean F1 of the types that some report holds or is said to hold."""
        seen = [count.f1 for count in self.types.values() if count.found or count.wanted]
        return sum(seen) / len(seen) if seen else 0.0


@dataclass(slots=True)
class Differences:
    """What one report's reading missed and invented."""

    missed_events: list[GoldEvent] = field(default_factory=list)
    invented_events: list[Event] = field(default_factory=list)
    missed_relations: list[GoldRelation] = field(default_factory=list)
    invented_relations: list[Relation] = field(default_factory=list)


def is_named(who: Ref | Place | None, key: str, names: Names) -> bool:
    """Whether a found actor or place goes by a spelling of the gold name, as recorded or as written."""
    if who is None:
        return False
    return any(plain(form) in names[key].spellings for form in (who.name, who.text) if form)


def is_of_state(who: Ref | Place | None, key: str, names: Names) -> bool:
    """As `is_named`, an actor of the same state being enough."""
    if is_named(who, key, names):
        return True
    return who is not None and names[key].country is not None and who.country == names[key].country


def matches(found: Iterable[A], wanted: Iterable[B], same: Callable[[A, B], bool]) -> int:
    """How many found ones have a wanted one to themselves, each taking the first that fits."""
    free = list(wanted)
    for one in found:
        at = next((i for i, other in enumerate(free) if same(one, other)), None)
        if at is not None:
            del free[at]
    return len(list(wanted)) - len(free)


def named(refs: Sequence[Ref], keys: Sequence[str], names: Names, *, by_state: bool = False) -> int:
    """How many of some found actors are among those of the gold."""
    same = is_of_state if by_state else is_named
    return matches(refs, keys, lambda ref, key: same(ref, key, names))


def add_events(gold: GoldReport, events: Sequence[Event], scores: Scores) -> Differences:
    """Score the events of one report."""
    pairs = _paired(gold, events)
    free = [event for i, event in enumerate(events) if i not in pairs]
    hits = [(events[i], gold.events[j]) for i, j in pairs.items() if not gold.events[j].optional]
    exact = sum([_add_pair(event, wanted, gold.names, scores) for event, wanted in hits])
    for measure, right in (("detection", len(hits)), ("event-exact", exact)):
        scores.f1[measure].add(right, len(hits) + len(free), len(gold.required))
    found = set(pairs.values())
    missed = [e for j, e in enumerate(gold.events) if j not in found and not e.optional]
    _add_types(gold, events, scores)
    return Differences(missed_events=missed, invented_events=free)


def _paired(gold: GoldReport, events: Sequence[Event]) -> dict[int, int]:
    """Found events by index with the gold event that each is taken for."""
    ranked = sorted(
        (-_likeness(event, wanted, gold), i, j)
        for i, event in enumerate(events)
        for j, wanted in enumerate(gold.events)
        if event.type == wanted.type and event.evidence.sentence.overlaps(wanted.sentence)
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(event: Event, wanted: GoldEvent, gold: GoldReport) -> float:
    """Parties count most; trigger and status decide between equals, a required event goes before an optional one."""
    parties = named(event.actors, wanted.actors, gold.names, by_state=True)
    parties += named(event.recipients, wanted.recipients, gold.names, by_state=True)
    trigger = plain(event.evidence.trigger.of(gold.text)) in plain(wanted.trigger)
    return 2 * parties + trigger + (event.status.value in wanted.status) + (0.0 if wanted.optional else 0.5)


def _add_pair(event: Event, wanted: GoldEvent, names: Names, scores: Scores) -> bool:
    """Score one found event against its gold; returns whether parties by state, time and status are all right."""
    right_parties = True
    for refs, keys in ((event.actors, wanted.actors), (event.recipients, wanted.recipients)):
        by_state = named(refs, keys, names, by_state=True)
        scores.f1["actors"].add(named(refs, keys, names), len(refs), len(keys))
        scores.f1["actors-state"].add(by_state, len(refs), len(keys))
        right_parties &= by_state == len(refs) == len(keys)
    told = _told_days(event.when)
    if wanted.when:
        scores.shares["when"].add(told == wanted.when)
    else:
        scores.shares["false-when"].add(told is not None)
    if wanted.where:
        scores.shares["where"].add(is_named(event.where, wanted.where, names))
    right_status = event.status.value in wanted.status
    scores.shares["status"].add(right_status)
    speakers = [speaker.who for speaker in event.speakers]
    scores.f1["speakers"].add(named(speakers, wanted.speakers, names), len(speakers), len(wanted.speakers))
    return right_parties and told == wanted.when and right_status


def _told_days(when: When | None) -> Days | None:
    """First and last day as the text gives them; None where only the report's date tells."""
    if when is None or when.basis == "report":
        return None
    return _day(when.start), _day(when.end)


def _day(value: object) -> str | None:
    return None if value is None else str(value)[:10]


def _add_types(gold: GoldReport, events: Sequence[Event], scores: Scores) -> None:
    """Whether the report holds an event of each type; a type with optional events only is left out for this report."""
    required = {event.type for event in gold.required}
    open_types = {event.type for event in gold.events} - required
    found = {event.type for event in events}
    for type_, count in scores.types.items():
        if type_ not in open_types:
            count.add(type_ in required and type_ in found, type_ in found, type_ in required)


def add_relations(gold: GoldReport, relations: Sequence[Relation], scores: Scores, differences: Differences) -> None:
    """Score the relations of one report, by name and by state."""
    for measure, same in (("relations-state", is_of_state), ("relations", is_named)):
        free = list(gold.relations)
        extra = []
        for relation in relations:
            at = next((i for i, wanted in enumerate(free) if _tells(relation, wanted, gold.names, same)), None)
            if at is None:
                extra.append(relation)
            else:
                del free[at]
        scores.f1[measure].add(len(gold.relations) - len(free), len(relations), len(gold.relations))
        differences.missed_relations, differences.invented_relations = free, extra


def _tells(relation: Relation, wanted: GoldRelation, names: Names, same: Callable[[Ref, str, Names], bool]) -> bool:
    return (
        relation.kind == wanted.kind
        and same(relation.holder, wanted.holder, names)
        and same(relation.toward, wanted.toward, names)
        and relation.evidence.sentence.overlaps(wanted.sentence)
    )


def span_text(span: Span, text: str, *, limit: int = 80) -> str:
    """The words of a span on one line, cut to a length."""
    return " ".join(span.of(text).split())[:limit]
