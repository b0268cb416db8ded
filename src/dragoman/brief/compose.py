"""A brief from two pictures and what was told between them: drafts of lines, put in order, each with its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.answers.changes import Changes
from dragoman.brief.citing import cited
from dragoman.brief.deeds import deeds_told, tolls_changed
from dragoman.brief.disputes import disputes
from dragoman.brief.fronts import ELSEWHERE, Fronts
from dragoman.brief.meetings import meetings_changed, meetings_to_come
from dragoman.brief.naming import sentence, short_day, the_day
from dragoman.brief.standing import backers_changed, others_changed
from dragoman.brief.truces import truces_changed, truces_strained
from dragoman.brief.values import Brief, Draft, Group, Line, Section, Source
from dragoman.model.living import LivingPicture, Told, ToldTie

LIFE = 10  # the weight from which on a line is about a life of the picture, not a single deed
FindSources = Callable[[Sequence[str]], Mapping[str, Source]]


def brief(
    before: LivingPicture,
    after: LivingPicture,
    changes: Changes,
    told: Sequence[Told],
    ties: Sequence[ToldTie],
    *,
    to_come: frozenset[str],
    standing: frozenset[str],
    name_of: Callable[[str], str],
    sources: FindSources,
    conflict: str | None = None,
) -> Brief:
    """What changed from one day to another, what comes, what is disputed, which ceasefires are strained, who newly backs whom.

    Args:
        before: the picture of the earlier day, with what is over.
        after: the picture of the later day, with what is over.
        changes: what was told between the two.
        told: all tellings up to the later day.
        ties: all relations up to the later day.
        to_come: ids of the meetings that are on the agenda of the later day.
        standing: ids of the ceasefires that are in the picture of the later day.
        name_of: gives the name of a state by its ISO code.
        sources: finds sentences and reports of records by their ids; a line none of whose records is found is left out.
        conflict: only what is about the conflict in this state, by its ISO code.
    """
    fronts = Fronts((after, before), told, ties, name_of)

    def ours(drafts: Iterable[Draft]) -> list[Draft]:
        return [d for d in drafts if conflict is None or conflict in d.places]

    lives = [
        *truces_changed(before, after, fronts),
        *meetings_changed(before, after, to_come, fronts),
        *others_changed(before, after, fronts),
    ]
    disputed = ours(disputes(changes, told, fronts))
    strained = ours(truces_strained(before, after, standing, fronts))
    backers = ours(backers_changed(before, after, fronts))
    used = frozenset(record for draft in (*lives, *disputed, *backers) for record in draft.records)
    used |= {record for draft in strained for record in draft.records[:1]}
    deeds, left = deeds_told(changes, used, fronts, conflict)
    changed = ours([*lives, *tolls_changed(changes, fronts), *deeds])
    changed = _dated(changed, before.as_of, after.as_of)
    comes = ours(meetings_to_come(before, after, to_come, fronts))
    parts = {"changed": changed, "comes": comes, "disputed": disputed, "strained": strained, "backers": backers}
    lines, references, lost = cited(parts, sources)
    place = name_of(conflict) if conflict else None
    return Brief(
        since=before.as_of,
        as_of=after.as_of,
        title=f"{place}: brief of {the_day(after.as_of)}" if place else f"Brief of {the_day(after.as_of)}",
        sections=tuple(_sections(parts, lines, before.as_of, name_of, conflict)),
        references=references,
        left_out=left + lost,
    )


def _dated(drafts: list[Draft], since: date, as_of: date) -> list[Draft]:
    """Lines of more than one day say on which of them each was told."""
    if (as_of - since).days < 2:
        return drafts
    return [replace(d, text=f"{short_day(d.day)}: {sentence(d.text)}") if d.day else d for d in drafts]


def _sections(
    parts: Mapping[str, Sequence[Draft]],
    lines: Mapping[int, Line],
    since: date,
    name_of: Callable[[str], str],
    conflict: str | None,
) -> Iterator[Section]:
    after = f"after {the_day(since)}"
    marked = any(draft.fresh for key in ("comes", "strained") for draft in parts[key])
    nothing_new = "Nothing but what is marked as new below." if marked else f"Nothing new was told {after}."
    titles = (
        ("changed", "What changed", nothing_new),
        ("comes", "What comes", "No meeting is on the agenda."),
        ("disputed", "What is disputed", f"No account told {after} is disputed."),
        ("strained", "Ceasefires under strain", "No ceasefire in the picture is strained."),
        ("backers", "Who newly backs whom", f"No new backer was told {after}."),
    )
    for key, title, nothing in titles:
        by_day = key == "comes"
        groups: dict[str, list[Line]] = {}
        for draft in sorted(parts[key], key=_by_day if by_day else _by_weight):
            if (line := lines.get(id(draft))) is not None:
                groups.setdefault(draft.group or _front(draft, name_of, conflict), []).append(line)
        order = groups if by_day else sorted(groups, key=lambda title: (title == ELSEWHERE, title))
        yield Section(
            key=key, title=title, nothing=nothing, groups=tuple(Group(title=t, lines=tuple(groups[t])) for t in order)
        )  # fmt: skip


def _front(draft: Draft, name_of: Callable[[str], str], conflict: str | None) -> str:
    if conflict is not None:
        return name_of(conflict)
    return name_of(draft.places[0]) if draft.places else ELSEWHERE


def _by_day(draft: Draft) -> tuple[date, str]:
    return draft.day or date.max, draft.text


def _by_weight(draft: Draft) -> tuple[float, date, float]:
    """Lives of the picture by their sort, then deeds by day, the gravest of a day first; else in the order of drafting."""
    life = draft.weight >= LIFE
    return (-draft.weight, date.min, 0.0) if life else (0.0, draft.day or date.min, -draft.weight)
