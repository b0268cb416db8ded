"""Ceasefires in words: what became of them, and which are strained by whom."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.brief.deeds import say_deed
from dragoman.brief.fronts import Fronts
from dragoman.brief.naming import listed, named, names, place, said_by, the_day, who_of
from dragoman.brief.values import Draft
from dragoman.model.living import Change, Life, LivingPicture, Told, Truce, Violation
from dragoman.model.records import Kind, Ref
from dragoman.model.report import Precision

_DID = {
    "proposed": "was proposed",
    "agreed": "was agreed",
    "in force": "took effect",
    "strained": "came under strain",
    "renewed": "was extended",
    "collapsed": "collapsed",
    "expired": "ran out",
    "dropped": "was not spoken of again",
}
SHOWN = 4  # new breaches of one ceasefire that are listed, the latest
_FINE = frozenset({Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.DAY})


def truces_changed(before: LivingPicture, after: LivingPicture, fronts: Fronts) -> Iterator[Draft]:
    """What became of ceasefires between two pictures that hold all of them, over ones too."""
    known = {life.id: len(life.history) for life in before.ceasefires}
    for life in after.ceasefires:
        steps = [c for c in life.history[known.get(life.id, 0) :] if c.told > before.as_of]
        if not steps:
            continue
        new = life.id not in known
        parties = _between(life.what, fronts) if new else ""
        said = said_by(ref for step in steps[-1:] if step.cause for ref in who_of(fronts.speakers(step.cause)))
        subject = f"{'A' if new else 'The'} ceasefire in {_where(life.what, fronts)}{parties + ',' if parties else ''}"
        yield Draft(
            text=f"{subject} {_story(steps)}{', ' + said if said else ''}",
            records=_behind(life, steps), places=_places(life.what, fronts), day=steps[-1].told, weight=50,
        )  # fmt: skip


def truces_strained(
    before: LivingPicture, after: LivingPicture, shown: frozenset[str], fronts: Fronts
) -> Iterator[Draft]:
    """Each strained ceasefire, with the latest breaches under it."""
    for life in after.ceasefires:
        if life.id not in shown or life.state != "strained":
            continue
        step = next(c for c in reversed(life.history) if c.state == "strained")
        coarse = life.what.agreed is not None and life.what.agreed.precision not in _FINE
        begun = None if coarse else next((c.on for c in life.history if c.state == "in force" and c.on), None)
        places = _places(life.what, fronts)
        parties = _between(life.what, fronts)
        text = (
            f"The ceasefire{' of ' + the_day(begun) if begun else ''} in {_where(life.what, fronts)}{parties + ',' if parties else ''} has "
            f"been strained since {the_day(step.on or step.told)}"
        )
        agreed = [c.cause for c in life.history if c.cause and c.state in ("agreed", "in force", "renewed")]
        breaches, words = _listed(life.what.breaches, before, fronts)
        text += words
        yield Draft(
            text=text, records=(*reversed(agreed), *_behind(life, [step])), places=places, day=step.told, weight=2,
            fresh=step.told > before.as_of,
        )  # fmt: skip
        for breach in breaches:
            told, fresh = fronts.told.get(breach.event), _is_fresh(breach, before, fronts)
            yield Draft(
                text=f"{the_day(breach.day)}: {_breach(breach, told)}", records=(breach.event,), places=places, day=step.told, weight=1,
                fresh=fresh,
            )  # fmt: skip


def _listed(
    breaches: tuple[Violation, ...], before: LivingPicture, fronts: Fronts
) -> tuple[tuple[Violation, ...], str]:
    """The breaches that are new, else the last one, and how many more there are."""
    fresh = tuple(b for b in breaches if _is_fresh(b, before, fronts))
    shown = fresh[-SHOWN:] or breaches[-1:]
    if len(breaches) <= len(shown):
        return shown, ""
    return (
        shown,
        f"; {len(breaches)} breaches are told, {'the last' if len(shown) == 1 else f'{len(shown)}'} of them here",
    )


def _is_fresh(breach: Violation, before: LivingPicture, fronts: Fronts) -> bool:
    told = fronts.told.get(breach.event)
    return told is not None and told.published.date() > before.as_of


def _breach(breach: Violation, told: Told | None) -> str:
    """One breach: who accuses whom, or which violence was told."""
    by, against, accusers = named(breach.by), named(breach.against), named(breach.accusers)
    killed = f", {breach.killed} killed" if breach.killed else ""
    if breach.kind == "accusation":
        blamed = f" accused {names(by)} of breaking it" if by else " told of a breach"
        return f"{names(accusers) or 'reports'}{blamed}{killed}"
    on = f" against {names(against)}" if against else ""
    said = said_by(accusers)
    if not by and told is not None and (clause := say_deed(told.event)) is not None:
        return f"{clause[0].lower()}{clause[1:]}{killed}{', ' + said if said else ''}"
    return f"violence{' by ' + names(by) if by else ''}{on}{killed}{', ' + said if said else ''}"


def _story(steps: list[Change]) -> str:
    said = []
    for step in steps:
        when = f" on {the_day(step.on)}" if step.on and step.state in ("in force", "expired") else ""
        said.append(_DID.get(step.state, f"is {step.state}") + when)
    return listed(said[-3:])


def _where(truce: Truce, fronts: Fronts) -> str:
    if truce.where is not None:
        return place(truce.where, fronts.name_of)
    countries = dict.fromkeys(ref.country for ref in truce.parties if ref.country)
    return listed([fronts.name_of(code) for code in countries]) or "a place not named"


def _between(truce: Truce, fronts: Fronts) -> str:
    """The parties, of many those of the place and its conflict; none where fewer than two are known."""
    parties: list[Ref] = [ref for ref in named(truce.parties) if ref.kind is not Kind.PLACE]
    if len(parties) > 2:
        own = _places(truce, fronts)
        parties = [ref for ref in parties if ref.country in own or set(fronts.of((), (ref,))) & set(own)]
    states = {ref.country for ref in parties if ref.kind is Kind.STATE}
    # "Azerbaijan and the Azerbaijani forces" are one party.
    parties = [r for r in parties if not ((r.id or "").startswith("actor:") and r.country in states)]
    return f", between {names(parties)}" if len(parties) > 1 else ""


def _behind(life: Life[Truce], steps: list[Change]) -> tuple[str, ...]:
    causes = [step.cause for step in reversed(steps) if step.cause]
    return tuple(dict.fromkeys((*causes, *reversed(life.what.rests_on))))


def _places(truce: Truce, fronts: Fronts) -> tuple[str, ...]:
    own = (truce.where.country,) if truce.where is not None and truce.where.country else ()
    return tuple(dict.fromkeys((*own, *fronts.of(own, truce.parties))))
