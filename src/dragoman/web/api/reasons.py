"""What a line of an answer rests on, found among what is remembered and taken from the store record by record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from dragoman.answers.why import SHORTEST, Why, lives_of, rests_on, why
from dragoman.model.living import Told
from dragoman.store.values import EventFilter, EventRow, TieFilter
from dragoman.web.api.problems import ProblemError
from dragoman.web.cache import Remembering

AT_ONCE = 500  # events asked of the store in one question


def reasons(store: Remembering, given: str, as_of: date | None) -> Why:
    """The tree of reasons under an id, or the beginning of one.

    Raises:
        ProblemError: nothing has such an id (404), or several do (409).
    """
    known, lives = store.snapshot, lives_of(store.picture(as_of, everything=True))
    id_ = _whole(given, (lives, known.by_story, known.by_id, known.ties_by_id))
    if id_ in lives:
        life = lives[id_]
        wanted = [*(c.cause for c in life.history if c.cause is not None), *rests_on(life.what)]
    elif id_ in known.by_story:
        wanted = [t.event.id for t in known.by_story[id_]]
    else:
        wanted = [id_]
    rows = {row.event.id: row for row in rows_of(store, wanted)}
    ties = store.database.ties(TieFilter(ids=tuple(i for i in wanted if i in known.ties_by_id)), light=False)
    sources = {row.report: ": ".join(x for x in (row.publisher or row.source, row.title) if x) for row in rows.values()}
    return why(
        id_,
        [t for row in rows.values() if (t := _told(row)) is not None],
        [t for t in ties if t.relation.id in wanted],
        store.picture(as_of, everything=True),
        sentence_of=lambda record: rows[record].sentence if record in rows else _sentence_of_tie(store, record),
        source_of=lambda report: sources.get(report) or store.source(report),
    )


def rows_of(store: Remembering, ids: Iterable[str]) -> Iterator[EventRow]:
    """Events by their ids, with sentences and reports; those that are none are left out."""
    left = iter(dict.fromkeys(ids))
    while some := tuple(islice(left, AT_ONCE)):
        yield from store.database.events(EventFilter(ids=some))


def _whole(given: str, tables: Sequence[Collection[str]]) -> str:
    if any(given in table for table in tables):
        return given
    close = {i for t in tables for i in t if i.startswith(given)} if len(given) >= SHORTEST else set()
    if len(close) > 1:
        raise ProblemError(
            409, f"{given!r} begins {len(close)} ids, as {', '.join(sorted(close)[:3])}; give more of it"
        )
    if not close:
        raise ProblemError(
            404, f"nothing has an id that begins with {given!r}; {SHORTEST} characters or more of one do"
        )
    return close.pop()


def _told(row: EventRow) -> Told | None:
    if row.published is None:
        return None
    return Told(event=row.event, report=row.report, published=row.published, story=row.story)


def _sentence_of_tie(store: Remembering, record: str) -> str | None:
    """The sentence of a relation, which is found in the text of its report."""
    for tie in store.database.ties(TieFilter(ids=(record,)), light=False):
        return tie.relation.evidence.sentence.of(store.database.reading(tie.report).report.text)
    return None
