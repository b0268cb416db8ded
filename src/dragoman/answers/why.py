"""What any line of an answer rests on: down from a life or a story to the tellings, their sentences, rules and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.answers.accounts import Account, accounts
from dragoman.errors import InputError
from dragoman.model.living import Deployment, Life, LivingPicture, Office, Sanction, Told, ToldTie
from dragoman.model.records import Ceasefire, Conflict, Event, Meeting, Ref, Relation, Speaker

Sort = Literal["life", "change", "story", "event", "relation"]
SHORTEST = 6  # characters of an id that stand for it where no other begins so
SentenceOf = Callable[[str], str | None]
SourceOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One step of a reason, with those below it.

    `text` says what it is in a line; `sentence`, `rule`, `speakers`, `report`, `source` and `told` are of a single telling (or
    change), and None or empty elsewhere.
    """

    sort: Sort
    id: str | None
    text: str
    told: date | None = None
    sentence: str | None = None
    rule: str | None = None
    speakers: tuple[str, ...] = ()
    report: str | None = None
    source: str | None = None
    children: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """All that an id may name, and what gives sentences and sources."""

    told: dict[str, Told]
    ties: dict[str, ToldTie]
    stories: dict[str, Account]
    lives: dict[str, Life[object]]
    sentence_of: SentenceOf
    source_of: SourceOf


def why(
    id_: str,
    told: Iterable[Told],
    ties: Iterable[ToldTie],
    picture: LivingPicture | None = None,
    *,
    sentence_of: SentenceOf,
    source_of: SourceOf | None = None,
) -> Why:
    """The tree of reasons under an id.

    Args:
        id_: the id of a life of the picture, a story, an event or a relation; its first six characters or more do where no
            other begins so.
        told: all tellings.
        ties: all standing ties.
        picture: where lives stand.
        sentence_of: the sentence of an event or relation, by its id.
        source_of: where a report is from (file, address, publisher), by its id.

    Raises:
        InputError: nothing has this id, or several begin so.
    """
    tellings = list(told)
    known = _Known(
        told={t.event.id: t for t in tellings},
        ties={t.relation.id: t for t in ties},
        stories={a.story: a for a in accounts(tellings)},
        lives=lives_of(picture),
        sentence_of=sentence_of,
        source_of=source_of or (lambda _: None),
    )
    return _found(_whole_id(id_, known), known)


def lives_of(picture: LivingPicture | None) -> dict[str, Life[object]]:
    """All lives of a picture by id."""
    if picture is None:
        return {}
    groups: Sequence[Sequence[Life[object]]] = (
        picture.agenda, picture.conflicts, picture.ceasefires, picture.sanctions, picture.deployments,
        picture.offices,
    )  # fmt: skip
    return {life.id: life for group in groups for life in group}


def rests_on(what: object) -> tuple[str, ...]:
    """The ids of the records that a thing of the picture rests on, those that strain it too."""
    strains = what.violations if isinstance(what, Ceasefire) else ()
    ids: tuple[str, ...] = getattr(what, "rests_on", ())
    return tuple(dict.fromkeys((*ids, *strains)))


def _whole_id(id_: str, known: _Known) -> str:
    tables = (known.lives, known.stories, known.told, known.ties)
    if any(id_ in table for table in tables):
        return id_
    close = {i for table in tables for i in table if i.startswith(id_)} if len(id_) >= SHORTEST else set()
    if len(close) == 1:
        return close.pop()
    if close:
        raise InputError(f"{len(close)} ids begin with {id_!r}, as {', '.join(sorted(close)[:3])}; give more of it")
    raise InputError(
        f"nothing has the id {id_!r}; ids stand in the id column of `agenda`, `ceasefires`, `events` and `timeline` "
        f"({SHORTEST} characters or more of one do)"
    )


def _found(id_: str, known: _Known) -> Why:
    if id_ in known.lives:
        return _of_life(known.lives[id_], known)
    if id_ in known.stories:
        return _of_story(known.stories[id_], known)
    if id_ in known.told:
        return _of_event(known.told[id_], known)
    return _of_relation(known.ties[id_], known)


def _of_life(life: Life[object], known: _Known) -> Why:
    """The changes that made a life what it is, each with its telling; then what it rests on beside."""
    causes = {change.cause for change in life.history}
    steps = [
        Why(
            sort="change", id=change.cause, told=change.told, rule=change.why,
            text=f"{change.state}" + (f", on {change.on}" if change.on else ""),
            children=_records([change.cause] if change.cause else [], known),
        )
        for change in life.history
    ]  # fmt: skip
    rest = _records((i for i in rests_on(life.what) if i not in causes), known)
    return Why(sort="life", id=life.id, text=f"{_name(life.what)}: {life.state}", children=(*steps, *rest))


def _records(ids: Iterable[str], known: _Known) -> tuple[Why, ...]:
    """What is known of some records; one that was removed since is said to be missing."""
    found = []
    for id_ in ids:
        if id_ in known.told:
            found.append(_of_event(known.told[id_], known))
        elif id_ in known.ties:
            found.append(_of_relation(known.ties[id_], known))
        else:
            found.append(Why(sort="event", id=id_, text="not among the records that were given"))
    return tuple(found)


def _of_story(account: Account, known: _Known) -> Why:
    disputed = ", disputed" if account.disputed else ""
    text = f"{_deed(account.event)}: {account.standing.value}{disputed}, told {len(account.tellings)}×"
    return Why(sort="story", id=account.story, text=text, children=tuple(_of_event(t, known) for t in account.tellings))


def _of_event(told: Told, known: _Known) -> Why:
    event = told.event
    return Why(
        sort="event",
        id=event.id,
        text=f"{_deed(event)}: {event.status.value}",
        told=told.published.date(),
        sentence=known.sentence_of(event.id),
        rule=event.why,
        speakers=_speakers(event.speakers),
        report=told.report,
        source=known.source_of(told.report),
    )


def _of_relation(told: ToldTie, known: _Known) -> Why:
    relation: Relation = told.relation
    place = f" ({relation.conflict})" if relation.conflict else ""
    return Why(
        sort="relation",
        id=relation.id,
        text=f"{relation.holder.name} {relation.kind.replace('_', ' ')} {relation.toward.name}{place}",
        told=told.published.date(),
        sentence=known.sentence_of(relation.id),
        rule=relation.why,
        speakers=_speakers(relation.speakers),
        report=told.report,
        source=known.source_of(told.report),
    )


def _deed(event: Event) -> str:
    kind = f"{event.type}·{event.mode}" if event.mode else event.type
    actors = ", ".join(ref.name for ref in event.actors) or "(not said who)"
    recipients = ", ".join(ref.name for ref in event.recipients)
    return f"{kind} {actors} → {recipients}" if recipients else f"{kind} {actors}"


def _speakers(speakers: Sequence[Speaker]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{s.who.name} {s.stance}" + (" in quotation" if s.quoted else "") for s in speakers))


def _name(what: object) -> str:
    """What a life is of, in a few words."""
    if isinstance(what, Meeting):
        host = f" with {what.host.name}" if what.host else ""
        return f"meeting of {', '.join(ref.name for ref in what.visitors) or 'unnamed'}{host}"
    if isinstance(what, Office):
        return f"{what.holder.name} as {what.office or 'holder of an office'}" + (
            f" of {what.of.name}" if what.of else ""
        )
    match what:
        case Sanction():
            return f"sanctions of {_names(what.by)} on {_names(what.on)}"
        case Deployment():
            return f"forces of {_names(what.by)}" + (f" in {what.to.name}" if what.to else "")
        case Ceasefire():
            return "ceasefire" + (f" in {what.where.name}" if what.where else f" between {_names(what.parties)}")
        case Conflict():
            return f"conflict in {what.name}"
    return type(what).__name__.lower()


def _names(refs: Sequence[Ref]) -> str:
    return ", ".join(dict.fromkeys(ref.name for ref in refs)) or "somebody not named"
