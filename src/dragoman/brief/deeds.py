"""Deeds in words: what reports newly tell that no life of the picture says already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dragoman.answers.changes import Changes, StoryChange
from dragoman.answers.timeline import TimelineEntry
from dragoman.brief.fronts import Fronts
from dragoman.brief.naming import days_of, is_vague, named, names, place, said_by, who_of
from dragoman.brief.values import Draft
from dragoman.knowledge.files import read_rows
from dragoman.model.records import Casualties, Certainty, Event, Kind, Ref, Status

COLUMNS = ("code", "to", "alone", "unnamed", "unnamed_on")
STALE = timedelta(days=10)  # a deed that lies further back is history, however late it is told
LEAST, MOST = 5, 20  # deeds of one conflict that are listed, the gravest: of one day, and of any number of days
WORDS = "in the words of a report:"  # what a grave deed is told as where no phrase says it plainly
_GRAVE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "RETREAT", "CONCEDE", "AGREE", "REQUEST"})
_LOSSES = 100.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a deed is said, by who is known of it."""

    to: str
    alone: str
    unnamed: str
    unnamed_on: str


@cache
def phrases() -> dict[str, Phrase]:
    """All phrases, by the beginning of a CAMEO code."""
    rows = read_rows(Path(__file__).with_name("deeds.csv"), COLUMNS)
    return {row["code"]: Phrase(row["to"], row["alone"], row["unnamed"], row["unnamed_on"]) for row in rows}


def phrase_of(code: str) -> Phrase | None:
    """The phrase whose code is the longest beginning of this one."""
    return next((found for n in range(len(code), 1, -1) if (found := phrases().get(code[:n])) is not None), None)


def say_deed(event: Event) -> str | None:
    """A deed as a clause, without place and speaker; None where it can't be said plainly."""
    phrase = phrase_of(event.codes.cameo)
    if phrase is None:
        return None
    actors = named(_who(event.actors))
    own = {ref.country for ref in actors if ref.kind in (Kind.STATE, Kind.GOVERNMENT, Kind.PERSON)}
    # "Lavrov warned that Russia …": a state is no target of its own people.
    recipients = tuple(ref for ref in named(event.recipients) if ref.kind is not Kind.STATE or ref.country not in own)
    whom = names(recipients)
    if not actors:
        if event.actors:
            return None  # "the two", "leaders": the sentence may know, its words alone do not
        return (
            phrase.unnamed_on.format(whom=whom) or None if recipients and phrase.unnamed_on else phrase.unnamed or None
        )
    if recipients and phrase.to:
        return f"{names(actors)} {phrase.to.format(whom=whom)}"
    alone = phrase.alone if len(actors) > 1 or event.codes.cameo not in ("030", "040", "046", "041") else ""
    return f"{names(actors)} {alone}" if alone else None


def _who(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple(ref for ref in refs if ref.kind is not Kind.PLACE)


def deeds_told(
    found: Changes, used: frozenset[str], fronts: Fronts, conflict: str | None = None
) -> tuple[list[Draft], int]:
    """The deeds that are new, gravest first in each conflict, and how many stories were left out.

    Args:
        found: what came between two days.
        used: ids of records that other lines rest on already.
        fronts: the conflicts.
        conflict: only what is about the conflict in this state.
    """
    entries = [
        e for e in found.new if not used & set(e.rests_on) and (conflict is None or conflict in _places(e, fronts))
    ]
    drafts: dict[str, Draft] = {}
    left = 0
    for entry in entries:
        draft = _deed(entry, found.since, fronts)
        if draft is None:
            left += 1
            continue
        key = draft.text if draft.text != WORDS else entry.story
        known = drafts.get(key)
        drafts[key] = draft if known is None else replace(known, records=(*known.records, *draft.records))
    kept: list[Draft] = []
    count: dict[str, int] = {}
    most = min(MOST, LEAST + (found.until - found.since).days - 1)
    for draft in sorted(drafts.values(), key=lambda d: (-d.weight, d.text)):
        front = draft.places[0] if draft.places else ""
        count[front] = count.get(front, 0) + 1
        if count[front] <= most:
            kept.append(draft)
        else:
            left += 1
    return kept, left


def _deed(entry: TimelineEntry, since: date, fronts: Fronts) -> Draft | None:
    event = entry.event
    day = entry.day or entry.last_told
    if event.historical or day < since - STALE or entry.disputed or not _is_news(event, since):
        return None
    here, places = _own_places(event, fronts), _places(entry, fronts)
    clause = say_deed(event)
    if not places and not named(_who(event.actors)):
        return None  # a deed by unknown hands at an unknown place is no news
    if clause is None and (event.type not in _GRAVE or not (here or any(_is_known(ref) for ref in event.actors))):
        return None
    text = f"{clause}{_where(event, fronts)}{_losses(event.casualties)}{_how_sure(event)}{_said(event)}"
    told = fronts.told.get(event.id)
    return Draft(
        text=text if clause is not None else WORDS,
        records=(event.id, *(i for i in reversed(entry.rests_on) if i != event.id)),
        places=places,
        day=told.published.date() if told else entry.first_told,
        weight=_weight(event, entry),
    )


def _own_places(event: Event, fronts: Fronts) -> tuple[str, ...]:
    return fronts.of((event.where.country,) if event.where else (), (*event.recipients, *event.actors))


def _places(entry: TimelineEntry, fronts: Fronts) -> tuple[str, ...]:
    """The conflicts that a story is about; where it says none, what its report tells of most."""
    return _own_places(entry.event, fronts) or fronts.of_report(entry.report)


def _is_news(event: Event, since: date) -> bool:
    """Whether it happened; what goes on is news only where the text says that it began lately, else it is background."""
    if event.status is Status.HAPPENED:
        return True
    days = days_of(event.when) if event.when is not None and event.when.basis == "text" else None
    return event.status is Status.ONGOING and days is not None and days[0] > since - STALE


def _is_known(ref: Ref) -> bool:
    """Whether an actor is one of the book's, not one made from the words of a report."""
    return ref.id is not None and not ref.id.startswith("actor:") and not is_vague(ref)


def _weight(event: Event, entry: TimelineEntry) -> float:
    """How grave a deed is: at most 10 below everything that is a life of the picture."""
    killed = event.casualties.killed[1] if event.casualties.killed else 0
    unsaid = 4 if say_deed(event) is None else 0
    return -unsaid + min(
        9.0, abs(event.codes.goldstein) / 2 + min(entry.reports, 4) / 2 + min(killed, _LOSSES) / _LOSSES * 3
    )


def _where(event: Event, fronts: Fronts) -> str:
    if event.where is None:
        return ""
    parties = {ref.name for ref in (*event.actors, *event.recipients)}
    return "" if event.where.name in parties else f" in {place(event.where, fronts.name_of)}"


def _losses(casualties: Casualties) -> str:
    said = []
    for pair, what in ((casualties.killed, "killed"), (casualties.wounded, "wounded")):
        if pair is not None and pair[1]:
            low, high = pair
            said.append(f"{low}–{high} {what}" if low != high else f"{low} {what}")
    return f"; {' and '.join(said)}" if said else ""


def _how_sure(event: Event) -> str:
    return ", reportedly" if event.certainty is Certainty.HEDGED else ""


def _said(event: Event) -> str:
    own = {ref.id or ref.name for ref in event.actors}
    said = said_by(ref for ref in who_of(event.speakers) if (ref.id or ref.name) not in own)
    return f", {said}" if said else ""


def tolls_changed(found: Changes, fronts: Fronts) -> Iterator[Draft]:
    """Numbers of killed and wounded that are told otherwise than before."""
    for change in found.changed:
        if change.what not in ("killed", "wounded") or not (change.before and change.after):
            continue
        yield Draft(
            text=f"The number of {change.what} in {_attack(change, fronts)} is now told as {change.after}; it was {change.before}",
            records=tuple(reversed(change.rests_on)),
            places=_own_places(change.event, fronts),
            day=change.told, weight=12,
        )  # fmt: skip


def _attack(change: StoryChange, fronts: Fronts) -> str:
    event = change.event
    on = f" on {names(named(event.recipients))}" if named(event.recipients) else ""
    return f"the attack{on}{_where(event, fronts)}"
