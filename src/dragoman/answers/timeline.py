"""What an actor, or two of them, did and had done to them, by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.answers.accounts import Account, accounts, statuses
from dragoman.answers.parties import Party, between, takes_part
from dragoman.errors import InputError
from dragoman.model.living import Told
from dragoman.model.records import Event, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One story: the telling that stands, and how it was told.

    `day` is the day of the deed, or of its telling where it is no deed. `versions` counts tellings, `reports` the reports
    that have them. `statuses` are the days on which another status was told than before.
    """

    day: date | None
    story: str
    event: Event
    report: str
    versions: int
    reports: int
    statuses: tuple[tuple[date, Status], ...]
    first_told: date
    last_told: date
    disputed: bool
    rests_on: tuple[str, ...]


def timeline(
    told: Iterable[Told], who: Sequence[str], *, since: date | None = None, until: date | None = None
) -> list[TimelineEntry]:
    """The stories that one actor takes part in, or that two have with each other, by day.

    Args:
        told: tellings; only what they hold is known.
        who: one or two ids of actors or ISO codes of states; a state stands for all that act for it.
        since: the first day; stories whose day is not known are left out where a bound is given.
        until: the last day.

    Raises:
        InputError: none or more than two are given, or one is neither an id nor an ISO code.
    """
    if len(who) not in (1, 2):
        raise InputError(f"a timeline is of one actor or of two, {len(who)} were given")
    parties = [Party(name) for name in who]
    found = [entry(account) for account in accounts(told) if _concerns(account.event, parties)]
    return by_day(e for e in found if _within(e.day, since, until))


def entry(account: Account) -> TimelineEntry:
    """A story as an entry."""
    tellings = account.tellings
    return TimelineEntry(
        day=account.day,
        story=account.story,
        event=account.event,
        report=account.telling.report,
        versions=len(tellings),
        reports=len({t.report for t in tellings}),
        statuses=statuses(tellings),
        first_told=tellings[0].published.date(),
        last_told=tellings[-1].published.date(),
        disputed=account.disputed,
        rests_on=tuple(dict.fromkeys(t.event.id for t in tellings)),
    )


def by_day(entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Entries by day, those of no known day first."""
    return sorted(entries, key=lambda e: (e.day or date.min, e.first_told, e.story))


def _concerns(event: Event, parties: Sequence[Party]) -> bool:
    if len(parties) == 1:
        return takes_part(event, parties[0])
    return any(between(event, parties[0], parties[1]))


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since is None or since <= day) and (until is None or day <= until)
