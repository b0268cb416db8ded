"""The brief of a store."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.answers.changes import changes
from dragoman.brief.compose import brief
from dragoman.brief.values import Brief, Source
from dragoman.errors import InputError
from dragoman.model.living import ToldTie
from dragoman.store.values import EventFilter, TieFilter

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

_SPAN = re.compile(r"(\d{1,4})([dw])")


def brief_of(
    store: Store, since: date | str = "1d", as_of: date | str | None = None, *, conflict: str | None = None
) -> Brief:
    """What changed in a store's picture.

    Args:
        store: the store.
        since: the day after which it counts, or how long before the later day: 1d, 2w.
        as_of: the later day; that of the newest report, if none is given.
        conflict: only what is about the conflict in this state, by its ISO code.

    Raises:
        InputError: a day is none, the later is before the earlier, or the conflict is no ISO code.
    """
    later = store.day(as_of)
    earlier = since_day(since, later)
    code = conflict.upper() if conflict else None
    if code is not None and not re.fullmatch("[A-Z]{3}", code):
        raise InputError(f"{conflict!r} is no ISO code of a state; write it as LBY")
    told, ties = store.told(EventFilter(told_until=later)), store.ties(TieFilter(told_until=later))
    before, after = store.picture(earlier, everything=True), store.picture(later, everything=True)
    shown = store.picture(later)
    by_id = {t.relation.id: t for t in ties}
    return brief(
        before, after, changes(told, earlier, later), told, ties,
        to_come=frozenset(life.id for life in shown.agenda), standing=frozenset(life.id for life in shown.ceasefires),
        name_of=store.book.state_name, sources=lambda ids: _sources(store, ids, by_id), conflict=code,
    )  # fmt: skip


def since_day(since: date | str, later: date) -> date:
    """The earlier day: as given, or so many days or weeks before the later one.

    Raises:
        InputError: it is neither.
    """
    if isinstance(since, date):
        return since
    if (span := _SPAN.fullmatch(since.strip())) is not None:
        days = int(span[1]) * (7 if span[2] == "w" else 1)
        return later - timedelta(days=days) if days < later.toordinal() else date.min
    try:
        return date.fromisoformat(since.strip())
    except ValueError:
        raise InputError(f"{since!r} is neither a day nor a span; write 2020-06-13, 1d or 2w") from None


def _sources(store: Store, ids: Sequence[str], ties: Mapping[str, ToldTie]) -> dict[str, Source]:
    """The sentences and reports of records; what was removed since is not among them."""
    found: dict[str, Source] = {}
    events = tuple(i for i in ids if i not in ties)
    for row in store.database.events(EventFilter(ids=events)) if events else ():
        found[row.event.id] = Source(
            report=row.report, sentence=row.sentence, title=row.title, publisher=row.publisher, published=row.published,
            address=row.source,
        )  # fmt: skip
    by_report: dict[str, list[str]] = {}
    for id_ in ids:
        if id_ in ties:
            by_report.setdefault(ties[id_].report, []).append(id_)
    for report, wanted in by_report.items():
        reading = store.database.reading(report)
        own = {relation.id: relation for relation in reading.relations}
        for id_ in wanted:
            if id_ in own:
                found[id_] = Source(
                    report=report, sentence=own[id_].evidence.sentence.of(reading.report.text), title=reading.report.title,
                    publisher=reading.report.publisher, published=reading.report.published, address=reading.report.source,
                )  # fmt: skip
    return found
