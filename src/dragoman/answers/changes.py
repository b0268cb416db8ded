"""What is new, what changed and what was contradicted from one day to a later one.

A story is new where it was first told after the earlier day, and changed where it was known before and the telling that stands
differs from the one that stood: in status, day, place, or the number of killed or wounded. A contradiction is a denial of what
another telling of the same story tells, or two tellings that name each other as such, of which one came after the earlier day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.answers.accounts import STANDINGS, Account, Standing, accounts, in_order, until
from dragoman.answers.parties import Party, takes_part
from dragoman.answers.timeline import TimelineEntry, by_day, entry
from dragoman.errors import InputError
from dragoman.lives.order import day_of
from dragoman.model.living import Told
from dragoman.model.records import Event, Status

What = Literal["status", "day", "place", "killed", "wounded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """One thing about a story that is told otherwise than before; values as text, None where they are not told.

    `told` is the day of the telling that changed it and `rests_on` the tellings before and after.
    """

    story: str
    what: What
    before: str | None
    after: str | None
    told: date
    event: Event
    rests_on: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two tellings that can't both be true: the one told first, then the other; `why` says how they differ."""

    story: str
    first: Told
    second: Told
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that came between two days, the earlier one not in it; `told_again` are stories told again as they were."""

    since: date
    until: date
    new: tuple[TimelineEntry, ...]
    changed: tuple[StoryChange, ...]
    contradicted: tuple[Contradiction, ...]
    told_again: tuple[str, ...]


def changes(told: Iterable[Told], earlier: date, later: date, *, who: str | None = None) -> Changes:
    """What came after the earlier day, up to the later one.

    Args:
        told: tellings; what was published after the later day is not taken.
        earlier: the day as of which all was known.
        later: the day as of which it is asked.
        who: only what this actor takes part in: an id, or an ISO code of a state.

    Raises:
        InputError: the later day is before the earlier one, or `who` names nobody.
    """
    if later < earlier:
        raise InputError(f"changes are from an earlier day to a later one; {later} is before {earlier}")
    party = Party(who) if who is not None else None
    now = [
        a for a in accounts(until(told, later)) if party is None or any(takes_part(t.event, party) for t in a.tellings)
    ]
    changed, again = [], []
    for account in now:
        known = tuple(t for t in account.tellings if t.published.date() <= earlier)
        if not known or len(known) == len(account.tellings):
            continue
        found = list(_differences(Account(account.story, known), account))
        changed += found
        if not found:
            again.append(account.story)
    return Changes(
        since=earlier,
        until=later,
        new=tuple(by_day(entry(a) for a in now if a.tellings[0].published.date() > earlier)),
        changed=tuple(changed),
        contradicted=tuple(_contradictions(now, earlier)),
        told_again=tuple(again),
    )


def _differences(before: Account, after: Account) -> Iterator[StoryChange]:
    """What the telling that stands says otherwise; what it leaves unsaid is no change, it stays as last told."""
    old, new = _said(before), _said(after)
    for what, value in new.items():
        if value is not None and value[0] != (old.get(what) or (None,))[0]:
            previous = old.get(what)
            yield StoryChange(
                story=after.story,
                what=what,
                before=previous[0] if previous else None,
                after=value[0],
                told=value[1].published.date(),
                event=after.event,
                rests_on=((previous[1] if previous else before.telling).event.id, value[1].event.id),
            )


def _said(account: Account) -> dict[What, tuple[str, Told] | None]:
    """What is told of a story, each with the telling: of the telling that stands, else of the last before it that says it."""
    said: dict[What, tuple[str, Told] | None] = {"status": (account.event.status.value, account.telling)}
    readers: tuple[What, ...] = ("day", "place", "killed", "wounded")
    others = [t for t in account.tellings if STANDINGS[t.event.status] is not Standing.DENIED or t is account.telling]
    for what in readers:
        tellings = [*others, account.telling]
        said[what] = next(((v, t) for t in reversed(tellings) if (v := _value(t.event, what)) is not None), None)
    return said


def _value(event: Event, what: What) -> str | None:
    match what:
        case "status":
            return event.status.value
        case "day":
            when = event.when
            found = (when.start or when.end) if when is not None and when.basis == "text" else None
            return day_of(found).isoformat() if found is not None else None
        case "place":
            return event.where.name if event.where is not None else None
        case "killed":
            return _range(event.casualties.killed)
        case "wounded":
            return _range(event.casualties.wounded)


def _range(pair: tuple[int, int] | None) -> str | None:
    if pair is None:
        return None
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}–{pair[1]}"


def _contradictions(now: list[Account], earlier: date) -> Iterator[Contradiction]:
    tellings = in_order(t for account in now for t in account.tellings)
    by_id: dict[str, Told] = {}
    for one in tellings:
        by_id.setdefault(one.event.id, one)
    seen: set[frozenset[str]] = set()
    for one in tellings:
        for other in (by_id[i] for i in one.event.contradicts if i in by_id):
            yield from _contradiction(one, other, "each can be true only without the other", earlier, seen)
    for account in now:
        denials = [t for t in account.tellings if t.event.status is Status.DENIED]
        claims = [t for t in account.tellings if STANDINGS[t.event.status] in (Standing.DEED, Standing.PLANNED)]
        if denials and claims:
            yield from _contradiction(claims[-1], denials[-1], "told and denied", earlier, seen)


def _contradiction(
    one: Told, other: Told, why: str, earlier: date, seen: set[frozenset[str]]
) -> Iterator[Contradiction]:
    key = frozenset((one.event.id, other.event.id))
    first, second = in_order((one, other))[:2] if len(key) == 2 else (one, other)
    if len(key) == 2 and key not in seen and second.published.date() > earlier:
        seen.add(key)
        yield Contradiction(story=second.story, first=first, second=second, why=why)
