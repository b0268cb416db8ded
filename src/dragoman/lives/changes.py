"""What differs between two pictures: what is new, what changed, what is gone, and the records that made it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.model.living import Backing, Change, Life, LivingPicture
from dragoman.model.records import Friction, Side

PARTS = ("agenda", "conflicts", "ceasefires", "sanctions", "deployments", "offices")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureChange:
    """One line that differs: `kind` is new, changed or gone; `part` is the field of the picture; `id` the life, or a made key.

    `old` and `new` are the states before and after, None where there was or is none; `causes` are ids of records, none where
    only time went by; `why` says each step in a sentence.
    """

    kind: str
    part: str
    id: str
    old: str | None
    new: str | None
    causes: tuple[str, ...]
    why: tuple[str, ...]


def changes(old: LivingPicture, new: LivingPicture) -> list[PictureChange]:
    """What is new, changed or gone from one picture to the next, part by part in the picture's own order.

    Args:
        old: the picture of the earlier day.
        new: the picture of the later day.
    """
    found: list[PictureChange] = []
    for part in PARTS:
        found += _lives(part, getattr(old, part), getattr(new, part), old, new)
    found += _keyed("backings", {_backing_key(b): b for b in old.backings}, {_backing_key(b): b for b in new.backings})
    found += _keyed(
        "frictions", {_friction_key(f): f for f in old.frictions}, {_friction_key(f): f for f in new.frictions}
    )
    return found


def _lives(
    part: str, old: tuple[Life[Any], ...], new: tuple[Life[Any], ...], before: LivingPicture, after: LivingPicture
) -> Iterator[PictureChange]:
    was, now = {life.id: life for life in old}, {life.id: life for life in new}
    for id_, life in now.items():
        earlier = was.get(id_)
        steps = life.history[len(earlier.history) :] if earlier else _since(life, before)
        if earlier is None:
            yield _of_steps("new", part, id_, None, life.state, steps, life.what.rests_on)
        elif steps or earlier.state != life.state or _gist(earlier.what) != _gist(life.what):
            fresh = tuple(i for i in life.what.rests_on if i not in set(earlier.what.rests_on))
            yield _of_steps("changed", part, id_, earlier.state, life.state, steps, fresh)
    for id_, life in was.items():
        if id_ not in now:
            why = f"{life.state} on {before.as_of}, no longer in the picture on {after.as_of}"
            yield PictureChange(kind="gone", part=part, id=id_, old=life.state, new=None, causes=(), why=(why,))


def _since(life: Life[Any], before: LivingPicture) -> tuple[Change, ...]:
    """The steps that a life took after a picture; all of them where it took none."""
    return tuple(c for c in life.history if c.told > before.as_of) or life.history


def _of_steps(
    kind: str, part: str, id_: str, old: str | None, new: str | None, steps: tuple[Change, ...], fresh: tuple[str, ...]
) -> PictureChange:
    causes = tuple(dict.fromkeys(c.cause for c in steps if c.cause is not None)) or (() if steps else fresh)
    why = tuple(f"{c.state}: {c.why}" for c in steps) or (f"told of anew in {len(fresh)} records",)
    return PictureChange(kind=kind, part=part, id=id_, old=old, new=new, causes=causes, why=why)


def _gist(what: Any) -> tuple[object, ...]:
    """What of a thing would be news if it differed: who, where and when, not which records tell it once more."""
    if hasattr(what, "sides"):
        return tuple(sorted(_side(s) for s in what.sides))
    if hasattr(what, "visitors"):
        return {r.id for r in what.visitors}, what.when and (what.when.start, what.when.end), what.host and what.host.id
    if hasattr(what, "violations"):
        return what.violations, what.ends, tuple(r.id for r in what.parties)
    return ()


def _side(side: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(r.id or r.name for r in side.of)), tuple(sorted(r.id or r.name for r in side.backed_by))


def _backing_key(b: Backing) -> str:
    return f"{b.conflict}: {b.backer.name} backs {b.backed.name}"


def _friction_key(f: Friction) -> str:
    return " and ".join(ref.name for ref in f.pair)


def _keyed(part: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[PictureChange]:
    for key in (*new, *(k for k in old if k not in new)):
        was, now = old.get(key), new.get(key)
        before, after = _terms(was), _terms(now)
        if before == after:
            continue
        kind = "new" if was is None else "gone" if now is None else "changed"
        known = set(was.rests_on) if was is not None else set()
        causes = tuple(i for i in now.rests_on if i not in known) if now is not None else ()
        why = f"{key}: {before or 'nothing'} before, {after or 'nothing'} now"
        yield PictureChange(kind=kind, part=part, id=key, old=before, new=after, causes=causes, why=(why,))


def _terms(what: Backing | Friction | None) -> str | None:
    if what is None:
        return None
    if isinstance(what, Backing):
        return ", ".join(what.kinds)
    return f"opposed in {', '.join(what.opposed_in)}, {'in dialogue' if what.in_dialogue else 'not talking'}"
