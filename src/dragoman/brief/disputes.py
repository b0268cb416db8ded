"""What is disputed, in words: accounts that can't both be true, and tolls that differ, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.answers.accounts import Account, accounts
from dragoman.answers.changes import Changes, Contradiction
from dragoman.brief.fronts import Fronts
from dragoman.brief.naming import listed, name, named, names, place, who_of
from dragoman.brief.values import Draft
from dragoman.model.living import Told
from dragoman.model.records import Event, Kind

_ABOUT = {
    "AGREE": "an agreement", "CONSULT": "a meeting", "SUPPORT": "an agreement or support", "CONCEDE": "a concession",
    "COOPERATE": "cooperation", "AID": "aid", "RETREAT": "a ceasefire or withdrawal", "REQUEST": "a demand", "ACCUSE": "a charge",
    "REJECT": "a charge", "THREATEN": "a threat", "PROTEST": "a protest", "SANCTION": "a break", "MOBILIZE": "a deployment",
    "COERCE": "pressure", "ASSAULT": "an attack",
}  # fmt: skip
REPORT = "the report"


def disputes(found: Changes, told: Iterable[Told], fronts: Fronts) -> Iterator[Draft]:
    """Each dispute once: contradictions first, then tolls.

    Args:
        found: what came between two days.
        told: all tellings up to the later one.
        fronts: the conflicts.
    """
    seen: set[str] = set()
    for contradiction in found.contradicted:
        pair = (contradiction.first, contradiction.second)
        ids = {t.event.id for t in pair}
        if seen & ids or not _is_one_matter(*pair):
            continue
        seen |= ids
        yield _differing(contradiction, fronts)
    for account in accounts(told):
        if account.tellings[-1].published.date() > found.since:
            yield from _tolls(account, found.since, fronts)


def _is_one_matter(one: Told, other: Told) -> bool:
    """Whether two tellings that are said to contradict are plainly of one matter: of one report, or with a party in common."""
    if one.report == other.report:
        return True
    return bool(_parties(one.event) & _parties(other.event))


def _parties(event: Event) -> set[str]:
    refs = (*event.actors, *event.recipients)
    return {ref.country or ref.id or ref.name for ref in refs if ref.kind is not Kind.PLACE}


def _differing(found: Contradiction, fronts: Fronts) -> Draft:
    one, other = found.first, found.second
    event = _matter(one.event, other.event)
    sides = list(dict.fromkeys((_who(one.event), _who(other.event))))
    where = f" in {place(event.where, fronts.name_of)}" if event.where else ""
    two = REPORT not in sides and len(sides) > 1
    return Draft(
        text=f"{_ABOUT.get(event.type, 'a deed')}{where}: {listed(sides) + ' tell it differently' if two else 'told and denied'}",
        records=(one.event.id, other.event.id), claims=tuple((_who(t.event), t.event.id) for t in (one, other)),
        places=_places(event, other.event, fronts), day=other.published.date(), weight=2,
    )  # fmt: skip


def _matter(one: Event, other: Event) -> Event:
    """The event that a dispute is about: the deed, not the word that denies it."""
    return other if one.type in ("REJECT", "ACCUSE") and other.type not in ("REJECT", "ACCUSE") else one


def _who(event: Event) -> str:
    """Who stands for an account: its speaker, else who denies or accuses in it, else the report."""
    speakers = named(who_of(event.speakers))
    if speakers:
        return listed([name(ref) for ref in speakers])
    if event.type in ("REJECT", "ACCUSE") and named(event.actors):
        return names(named(event.actors))
    return REPORT


def _tolls(account: Account, since: date, fronts: Fronts) -> Iterator[Draft]:
    """Numbers of killed that do not overlap, told by different speakers; the latest of each stands."""
    last: dict[str, Told] = {}
    for told in account.tellings:
        if told.event.casualties.killed is not None:
            last[_who(told.event)] = told
    if len(last) < 2 or max(t.published.date() for t in last.values()) <= since:
        return
    ranges = [t.event.casualties.killed for t in last.values()]
    if max(r[0] for r in ranges if r) <= min(r[1] for r in ranges if r):
        return
    event = account.event
    where = f" in {place(event.where, fronts.name_of)}" if event.where else ""
    numbers = " or ".join(dict.fromkeys(str(r[0]) if r[0] == r[1] else f"{r[0]}–{r[1]}" for r in ranges if r))
    yield Draft(
        text=f"the number of killed{where}: {numbers}", records=tuple(t.event.id for t in last.values()),
        claims=tuple((who, t.event.id) for who, t in last.items()), places=_places(event, event, fronts),
        day=account.tellings[-1].published.date(), weight=1,
    )  # fmt: skip


def _places(event: Event, other: Event, fronts: Fronts) -> tuple[str, ...]:
    where = [e.where.country for e in (event, other) if e.where]
    return fronts.of(where, (*event.recipients, *event.actors, *other.recipients, *other.actors))
