"""Which alerts a list of rules gives from what came in: a pure function, each alert once.

A change of a life is news where the picture before lacks it. A telling is news where it was published on or after the day of the
picture before, or is named as new. Neither is where it was told more than `STALE` days before the picture after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.alerts.alert import Alert, Proof, key_of, plain_text
from dragoman.alerts.levels import level
from dragoman.alerts.rules import Rule
from dragoman.answers.accounts import Account, Standing, accounts
from dragoman.answers.parties import Party, between
from dragoman.answers.why import SentenceOf, SourceOf, rests_on
from dragoman.model.living import Change, Deployment, Life, LivingPicture, Office, Sanction, Told
from dragoman.model.records import Ceasefire, Event, Meeting, Place, Ref

STALE = 14  # days after which what was told is no news


@dataclass(frozen=True, slots=True)
class _News:
    """All that rules look at, and what is new in it."""

    before: LivingPicture
    after: LivingPicture
    stories: list[Account]
    told: dict[str, Told]
    new: AbstractSet[str]
    sentence_of: SentenceOf
    source_of: SourceOf

    def is_new(self, one: Told) -> bool:
        day = one.published.date()
        return self.is_fresh(day) and (day >= self.before.as_of or one.event.id in self.new)

    def is_fresh(self, day: date) -> bool:
        return self.after.as_of - timedelta(days=STALE) <= day <= self.after.as_of

    def proofs(self, ids: Iterable[str | None]) -> tuple[Proof, ...]:
        return tuple(self._proof(self.told[i]) for i in dict.fromkeys(ids) if i is not None and i in self.told)

    def _proof(self, one: Told) -> Proof:
        return Proof(
            id=one.event.id,
            sentence=self.sentence_of(one.event.id),
            said_by=tuple(dict.fromkeys(s.who.name for s in one.event.speakers)),
            published=one.published.isoformat(),
            report=one.report,
            source=self.source_of(one.report),
        )


def fire(
    rules: Iterable[Rule],
    told: Iterable[Told],
    picture_before: LivingPicture,
    picture_after: LivingPicture,
    already: AbstractSet[str],
    *,
    new: AbstractSet[str] = frozenset(),
    sentence_of: SentenceOf | None = None,
    source_of: SourceOf | None = None,
) -> list[Alert]:
    """The alerts that what came in gives, rule by rule.

    Args:
        rules: what to watch for.
        told: all tellings, not only the new ones; those published after the day of the picture after are not taken.
        picture_before: the picture before the new reports came (an empty one of the day where there was none).
        picture_after: the picture with them.
        already: keys of alerts that were fired before; none of them is fired again.
        new: ids of events that came in since, for reports that come late: published before the picture before.
        sentence_of: the sentence of an event, by its id.
        source_of: where a report is from, by its id.
    """
    tellings = [t for t in told if t.published.date() <= picture_after.as_of]
    news = _News(
        before=picture_before,
        after=picture_after,
        stories=accounts(tellings),
        told={t.event.id: t for t in tellings},
        new=new,
        sentence_of=sentence_of or (lambda _: None),
        source_of=source_of or (lambda _: None),
    )
    found: dict[str, Alert] = {}
    for rule in rules:
        by = _lives if rule.condition.group is not None else _BY_CONDITION[rule.when]
        for alert in by(rule, news):
            if alert.key not in already:
                found.setdefault(alert.key, alert)
    return list(found.values())


def _lives(rule: Rule, news: _News) -> Iterator[Alert]:
    """Lives that came into a state, or came to be."""
    group = rule.condition.group
    assert group is not None
    known = {life.id: life for life in _group(news.before, group)}
    states = frozenset(rule.states) or rule.condition.states
    for life in _group(news.after, group):
        old = known.get(life.id)
        change = _entered(life, old, states) if states else (life.history[0] if life.history and old is None else None)
        if change is None or not news.is_fresh(change.told) or not _concerns(rule, life.what):
            continue
        proofs = news.proofs([change.cause] if change.cause else rests_on(life.what)[-1:])
        title = f"{_name(life.what)}: {change.state if states else 'new, ' + life.state}"
        text = f"{title}, told on {change.told.isoformat()}" + (f" of {change.on.isoformat()}" if change.on else "")
        yield _alert(
            rule, (life.id, change.state, change.told.isoformat(), change.cause or ""), change.told, title,
            f"{text}. {change.why}", (life.id, *rests_on(life.what)), proofs,
        )  # fmt: skip


def _group(picture: LivingPicture, group: str) -> Sequence[Life[object]]:
    lives: Sequence[Life[object]] = getattr(picture, group)
    return lives


def _entered(life: Life[object], old: Life[object] | None, states: frozenset[str]) -> Change | None:
    """The last change by which a life came into one of the states from another, if it is new."""
    known = frozenset(old.history) if old is not None else frozenset()
    steps = zip((None, *life.history), life.history, strict=False)
    entered = [
        c for last, c in steps if c.state in states and (last is None or last.state != c.state or last.on != c.on)
    ]
    return entered[-1] if entered and entered[-1] not in known else None


def _other(last: Change, change: Change) -> bool:
    """Whether a change is more than the same told again; a meeting may move twice."""
    return last.state != change.state or (change.state == "moved" and last.on != change.on)


def _concerns(rule: Rule, what: object) -> bool:
    refs, place = _parties_of(what)
    if rule.actors and not any(Party(name).among(refs) for name in rule.actors):
        return False
    if rule.between and not all(Party(name).among(refs) for name in rule.between):
        return False
    return not rule.places or (place is not None and place.country in rule.places)


def _parties_of(what: object) -> tuple[tuple[Ref, ...], Place | None]:
    match what:
        case Meeting():
            return (*what.visitors, *((what.host,) if what.host else ())), what.where
        case Ceasefire():
            return (*what.parties, *what.brokers), what.where
        case Sanction():
            return (*what.by, *what.on), None
        case Deployment():
            return what.by, what.to
        case Office():
            return (what.holder, *((what.of,) if what.of else ())), None
    return (), None


def _name(what: object) -> str:
    match what:
        case Meeting():
            return f"Meeting of {_names(what.visitors)}" + (f" with {plain_text(what.host.name)}" if what.host else "")
        case Ceasefire():
            place = f" in {plain_text(what.where.name)}" if what.where else ""
            return f"Ceasefire{place}" + (f" between {_names(what.parties)}" if what.parties else "")
        case Sanction():
            return f"Sanctions of {_names(what.by)} on {_names(what.on)}"
        case Deployment():
            return f"Forces of {_names(what.by)}" + (f" in {plain_text(what.to.name)}" if what.to else "")
        case Office():
            of = f" of {plain_text(what.of.name)}" if what.of else ""
            return f"{plain_text(what.holder.name)}, {plain_text(what.office or 'in office')}{of}"
    return type(what).__name__


def _names(refs: Iterable[Ref]) -> str:
    return ", ".join(dict.fromkeys(plain_text(ref.name) for ref in refs)) or "somebody not named"


def _first_event(rule: Rule, news: _News) -> Iterator[Alert]:
    """The first deed between two after a silence of so many days, told now."""
    one, other = (Party(name) for name in rule.between)
    days = [
        (day, account)
        for account in news.stories
        if any(between(account.event, one, other)) and _passes(rule, account) and (day := account.day) is not None
    ]
    days.sort(key=lambda it: (it[0], it[1].story))
    last: date | None = None
    for day, account in days:
        silent = last is None or (day - last).days > rule.days
        last = day
        if silent and news.is_new(account.tellings[0]):
            since = (
                f"the last was on {last_before.isoformat()}"
                if (last_before := _before(days, day))
                else "none is known before"
            )
            title = f"First between {rule.between[0]} and {rule.between[1]} in {rule.days} days: {_deed(account.event)}"
            yield _story_alert(rule, news, account, day, title, f"{title}, on {day.isoformat()}; {since}.")


def _before(days: list[tuple[date, Account]], day: date) -> date | None:
    return max((d for d, _ in days if d < day), default=None)


def _actor(rule: Rule, news: _News) -> Iterator[Alert]:
    """Stories of watched actors that are told now."""
    parties = [Party(name) for name in rule.actors]
    for account in news.stories:
        new = [t for t in account.tellings if news.is_new(t)]
        fits = _passes(rule, account) and any(p.among(_part(account.event, rule)) for p in parties)
        if not new or not fits:
            continue
        title = f"{_deed(account.event)}, {account.event.status.value}"
        yield _story_alert(rule, news, account, new[0].published.date(), title, f"{title}.")


def _part(event: Event, rule: Rule) -> list[Ref]:
    by_part: dict[str, Iterable[Ref]] = {
        "actor": event.actors,
        "recipient": event.recipients,
        "other": [role.who for role in event.others],
        "speaker": [speaker.who for speaker in event.speakers],
    }
    return [ref for part in rule.parts for ref in by_part[part]]


def _passes(rule: Rule, account: Account) -> bool:
    """Whether a story is of the types, statuses and places of a rule; history is no news, and deeds only unless it says more."""
    event = account.event
    place = event.where.country if event.where is not None else None
    told = (
        event.status in rule.statuses if rule.statuses else (rule.when == "actor" or account.standing is Standing.DEED)
    )
    return (
        told
        and not event.historical
        and (not rule.types or event.type in rule.types)
        and (not rule.places or place in rule.places)
    )


def _deed(event: Event) -> str:
    kind = f"{event.type} ({event.mode})" if event.mode else event.type
    recipients = f" → {_names(event.recipients)}" if event.recipients else ""
    return f"{kind}: {_names(event.actors)}{recipients}"


def _story_alert(rule: Rule, news: _News, account: Account, day: date, title: str, text: str) -> Alert:
    ids = [account.telling.event.id, *(t.event.id for t in account.tellings)]
    return _alert(rule, (account.story,), day, title, text, (account.story, *dict.fromkeys(ids)), news.proofs(ids))


def _level(rule: Rule, news: _News) -> Iterator[Alert]:
    """The last whole period of two, where it is outside its range."""
    found = level(rule, list(news.told.values()), news.after.as_of)
    if found is None or found.side is None:
        return
    a, b = rule.between
    title = f"{a} and {b}: {rule.measure} of the {rule.by} from {found.start.isoformat()} is {found.side} its range"
    text = f"{title}: {found.value:.2f}, the range is {found.says}. {found.stories} stories."
    ids = [account.event.id for account in news.stories if account.story in found.rests_on]
    parts = (found.start.isoformat(), rule.by, rule.measure, found.side)
    yield _alert(rule, parts, found.end, title, text, tuple(found.rests_on), news.proofs(ids))


_BY_CONDITION: dict[str, Callable[[Rule, _News], Iterator[Alert]]] = {
    "first-event": _first_event,
    "actor": _actor,
    "dyad-level": _level,
}


def _alert(
    rule: Rule, parts: Sequence[str], day: date, title: str, text: str, ids: Sequence[str], proofs: tuple[Proof, ...]
) -> Alert:
    return Alert(
        key=key_of(rule.name, rule.when, *parts), rule=rule.name, when=rule.when, day=day, title=title, text=plain_text(text),
        ids=tuple(dict.fromkeys(ids)), proofs=proofs,
    )  # fmt: skip
