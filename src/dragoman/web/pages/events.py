"""Events, stories and relations: every version with its speakers, what they agree and differ in, and what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.answers.event_tables import event_row
from dragoman.answers.stored_tables import event_table, story_sections
from dragoman.contract.encode import event_to_json, plain
from dragoman.keeping.judging import as_fields, correction
from dragoman.knowledge.ontology import MODES, TYPES
from dragoman.model.records import Event, Status
from dragoman.render.wording import pieces
from dragoman.store.values import EventRow, Judgement, StoryRow
from dragoman.web.asking import Ask, MissingError, found
from dragoman.web.pages.lives import records
from dragoman.web.pages.reports import ANCHOR
from dragoman.web.view import Page


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or several versions say of one thing, and who says it."""

    value: str
    rows: tuple[EventRow, ...]


def event(ask: Ask, id_: str) -> Page:
    """One event with its sentence, who said so, how it was read, and what people decided about it."""
    row = found(lambda: ask.store.database.event(id_))
    story_ = ask.store.database.story(row.event.id)
    reading = ask.store.database.reading(row.report)
    whole = next(e for e in reading.events if e.id == row.event.id)
    context = {
        "row": row, "event": whole, "story": story_, "sentence": pieces(whole, reading.report.text),
        "about": judged(ask, row.event.id), "at": at_text(whole), "edited": edited(ask, row.event.id),
        "contradicts": list(records(ask, whole.contradicts).values()), "types": list(TYPES), "statuses": [s.value for s in Status],
        "modes": sorted({mode for modes in MODES.values() for mode in modes}), "fields": as_fields(whole) | edited(ask, row.event.id),
    }  # fmt: skip
    about = judged(ask, row.event.id)
    return Page(
        template="event.html.j2", title=f"Event {row.event.id[:8]}", context=context, dated=False, table=lambda: event_table([row]),
        data=lambda: {
            "event": event_to_json(whole), "report": row.report, "story": row.story, "sentence": row.sentence,
            "judgements": [plain(j) for j in about],
        },
    )  # fmt: skip


def story(ask: Ask, id_: str) -> Page:
    """All versions of a deed, side by side."""
    row = found(lambda: ask.store.database.story(id_))
    same, different = claims(row)
    about = {j.id: j for r in row.events for j in judged(ask, r.event.id)}
    context = {
        "story": row, "first": row.events[0], "same": same, "different": different, "about": list(about.values()),
        "names": {r.event.id: n for n, r in enumerate(row.events, 1)}, "at": {r.event.id: at_text(r.event) for r in row.events},
    }  # fmt: skip
    return Page(
        template="story.html.j2", title=f"Story {row.id[:8]}", context=context, dated=False, table=lambda: story_sections(row)["versions"],
        data=lambda: {n: t.rows for n, t in story_sections(row).items()} | {"judgements": [plain(j) for j in about.values()]},
    )  # fmt: skip


def relation(ask: Ask, id_: str) -> Page:
    """One standing tie with its sentence."""
    ties = ask.store.snapshot.ties_by_id
    tie = ties.get(id_) or next((t for key, t in ties.items() if len(id_) >= 6 and key.startswith(id_)), None)
    if tie is None:
        raise MissingError(f"No relation has an id that begins with {id_!r}")
    reading = ask.store.database.reading(tie.report)
    whole = next(r for r in reading.relations if r.id == tie.relation.id)
    context = {
        "relation": whole, "sentence": pieces(whole, reading.report.text), "report": ask.store.database.report(tie.report),
        "at": f"{ANCHOR}-w{whole.evidence.trigger.start}", "about": judged(ask, whole.id),
    }  # fmt: skip
    about = judged(ask, whole.id)
    return Page(
        template="relation.html.j2", title="Relation", context=context, dated=False,
        data=lambda: {"relation": plain(whole), "report": tie.report, "judgements": [plain(j) for j in about]},
    )  # fmt: skip


def claims(story: StoryRow) -> tuple[list[tuple[str, Claim]], list[tuple[str, list[Claim]]]]:
    """What all versions that speak of a thing agree in, and what they differ in."""
    same, different = [], []
    for what, value_of in _ASPECTS:
        groups: dict[str, list[EventRow]] = defaultdict(list)
        for row in story.events:
            value = value_of(row)
            if value:
                groups[value].append(row)
        made = [Claim(value, tuple(rows)) for value, rows in groups.items()]
        if len(made) == 1 and len(made[0].rows) > 1:
            same.append((what, made[0]))
        elif len(made) > 1:
            different.append((what, sorted(made, key=lambda c: -len(c.rows))))
    return same, different


def judged(ask: Ask, id_: str) -> list[Judgement]:
    """What people decided about a record, newest first; withdrawn ones too."""
    return sorted(ask.store.judged().get(id_, ()), key=lambda j: j.at, reverse=True)


def edited(ask: Ask, id_: str) -> dict[str, str]:
    """The fields of a record as somebody last corrected them."""
    stands = [j for j in judged(ask, id_) if j.kind == "edit" and j.withdrawn_at is None]
    return correction(stands[0]) if stands else {}


def at_text(event: Event) -> str:
    """Where the words of an event stand on its report's page."""
    return f"{ANCHOR}-w{event.evidence.trigger.start}"


def _listed(name: str) -> Callable[[EventRow], str]:
    def value(row: EventRow) -> str:
        found = event_row(row.event)[name]
        return ", ".join(str(x) for x in found) if isinstance(found, list) else str(found) if found is not None else ""

    return value


def _number(name: str) -> Callable[[EventRow], str]:
    def value(row: EventRow) -> str:
        low, high = (event_row(row.event)[f"{name}_{end}"] for end in ("low", "high"))
        return "" if low is None else str(low) if low == high else f"{low}–{high}"

    return value


_ASPECTS: tuple[tuple[str, Callable[[EventRow], str]], ...] = (
    ("status", _listed("status")), ("who", _listed("actors")), ("to whom", _listed("recipients")), ("place", _listed("place")),
    ("first day", _listed("start")), ("killed", _number("killed")), ("wounded", _number("wounded")),
)  # fmt: skip
