"""What is doubtful in a book of actors, for those who edit the files; tests hold the shipped ones to stricter rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from dragoman.knowledge.actor_types import Actor, ActorBook, Tenure
from dragoman.knowledge.name_forms import fold
from dragoman.model.records import Kind


def complaints(book: ActorBook) -> Iterator[str]:
    """Everything doubtful, one sentence each."""
    yield from book.problems
    yield from _two_holders(book)
    yield from _two_of_one_name(book)
    yield from _unknown_ties(book)


def _two_holders(book: ActorBook) -> Iterator[str]:
    """Two holders of an office that one person holds at a time, over more than a month."""
    exclusive = {n.name.lower() for n in book.nouns.values() if n.exclusive}
    for (office, of), terms in book.holders.items():
        if office not in exclusive or of.startswith("in "):
            continue
        dated = [(a, t) for a, t in terms if t.period.start and not t.about]
        dated.sort(key=lambda term: (term[1].period.start, term[0].name))
        for (one, earlier), (other, later) in pairwise(dated):
            if one.id != other.id and _days_together(earlier, later) > 31:
                yield (
                    f"{one.name} (until {earlier.period.end or 'now'}) and {other.name} (from {later.period.start}) "
                    f"are both {office} of {book.state_name(of)}"
                )


def _days_together(earlier: Tenure, later: Tenure) -> int:
    assert later.period.start is not None
    end = min((p.end for p in (earlier.period, later.period) if p.end), default=None)
    return 10_000 if end is None else (end - later.period.start).days


def _two_of_one_name(book: ActorBook) -> Iterator[str]:
    """A name of two actors of one state in the same years: the resolver can't tell them apart."""
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, actors in book.by_name.items():
        for n, other in enumerate(actors[1:], 1):
            for one in actors[:n]:
                if one.country == other.country and Kind.STATE not in (one.kind, other.kind) and _together(one, other):
                    seen[one.id, other.id].append(name)
    for (one_id, other_id), names in seen.items():
        quoted = ", ".join(f"“{name}”" for name in names[:3])
        yield f"{quoted} may be {book.actors[one_id].name} ({one_id}) or {book.actors[other_id].name} ({other_id})"


def _together(one: Actor, other: Actor) -> bool:
    mine = [t.period for t in one.tenures] or [one.period]
    theirs = [t.period for t in other.tenures] or [other.period]
    return any(a.overlaps(b) for a in mine for b in theirs)


def _unknown_ties(book: ActorBook) -> Iterator[str]:
    """A parent, friend or foe that no row names; leaders may be people of whom nothing else is known."""
    for actor in book.actors.values():
        for column, names in (
            ("parent", (actor.parent or "",)),
            ("supports", actor.supports),
            ("opposes", actor.opposes),
        ):
            for name in names:
                if name and fold(name) not in book.by_name:
                    yield f"{actor.name} ({actor.id}): {column} names {name!r}, whom no row has"
