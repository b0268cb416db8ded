"""What people judged, as gold in the annotation format: confirmed and corrected records, report by report.

An event that nobody has judged is `optional`, which counts neither for nor against a system; one that was rejected is left out, so
that a system which still finds it is wrong. Of relations, which are never optional, only those that were confirmed are given.
`complete` is false where something of the report was not judged; who judged each record is in `judged_by`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.keeping.judging import LISTS, as_fields, correction
from dragoman.keeping.store import Store
from dragoman.lives.order import day_of
from dragoman.model.records import Event, Place, Reading, Ref, Relation, When
from dragoman.store.values import EventFilter, Judgement, TieFilter

Json = dict[str, Any]
SHORTEST = 24  # characters of a sentence that are given at least, if it has them


def gold_of(store: Store) -> Iterator[Json]:
    """A file of gold for each report in which somebody judged a record, in the order of the reports' ids."""
    judged = latest(store.database.judgements())
    reports = {report for id_ in judged for report in _report_of(store, id_)}
    for report in sorted(reports):
        yield gold(store.database.reading(report), judged)


def latest(judgements: list[Judgement]) -> dict[str, Judgement]:
    """The last word on each record; several people may differ, and the last of them counts."""
    kinds = ("confirm", "reject", "edit")
    return {j.subject: j for j in sorted(judgements, key=lambda j: (j.at, j.id)) if j.kind in kinds}


def gold(reading: Reading, judged: dict[str, Judgement]) -> Json:
    """The gold of one report.

    Args:
        reading: the report as it was read.
        judged: the last word on records, by their ids.
    """
    report = reading.report
    starts = _beginnings(reading)
    names: dict[str, Json] = {}
    events: list[Json] = []
    for event in reading.events:
        word = judged.get(event.id)
        if word is None or word.kind != "reject":
            events.append(_event(event, len(events) + 1, word, starts, names))
    relations = [
        _relation(r, starts, names) | {"judged_by": judged[r.id].who}
        for r in reading.relations
        if r.id in judged and judged[r.id].kind == "confirm"
    ]
    return {
        "report": f"{report.id}.txt",
        "published": report.published.date().isoformat() if report.published else None,
        "complete": all(record.id in judged for record in records_of(reading)),
        "names": names,
        "events": events,
        "relations": relations,
    }


def records_of(reading: Reading) -> tuple[Event | Relation, ...]:
    """All that can be judged of one report."""
    return (*reading.events, *reading.relations)


def _event(event: Event, number: int, word: Judgement | None, starts: dict[int, str], names: dict[str, Json]) -> Json:
    """An event as gold, with what was corrected."""
    changed = correction(word) if word is not None and word.kind == "edit" else {}
    fields = as_fields(event) | changed
    for refs in (event.actors, event.recipients, (s.who for s in event.speakers)):
        for ref in refs:
            _name(ref, names)
    if event.where is not None and "where" not in changed:
        _place(event.where, names)
    lists = {name: [n.strip() for n in fields[name].split(";") if n.strip()] for name in LISTS}
    for name in {n for found in lists.values() for n in found} | ({fields["where"]} if fields["where"] else set()):
        names.setdefault(name, {"is": [name], "country": None, "kind": "other"})
    days = {"start", "end"} & set(changed)
    made = {
        "id": f"e{number}", "sentence": starts[event.evidence.sentence.start], "trigger": _trigger(event, starts),
        "type": fields["type"], "mode": fields["mode"] or None, "actors": lists["actors"], "recipients": lists["recipients"],
        "where": fields["where"] or None, "when": _pair(fields) if days else _days(event.when), "status": [fields["status"]],
        "speakers": lists["speakers"], "optional": word is None,
    }  # fmt: skip
    return made | ({"judged_by": word.who} if word is not None else {})


def _relation(relation: Relation, starts: dict[int, str], names: dict[str, Json]) -> Json:
    for ref in (relation.holder, relation.toward):
        _name(ref, names)
    return {
        "sentence": starts[relation.evidence.sentence.start],
        "holder": relation.holder.name,
        "kind": relation.kind,
        "toward": relation.toward.name,
    }


def _beginnings(reading: Reading) -> dict[int, str]:
    """Enough of each sentence's beginning to be found nowhere else in the text, by where it begins; and each trigger's word."""
    text = reading.report.text
    found: dict[int, str] = {}
    for record in records_of(reading):
        span, trigger = record.evidence.sentence, record.evidence.trigger
        whole = span.of(text)
        length = min(SHORTEST, len(whole))
        while length < len(whole) and (text.count(whole[:length]) > 1 or re.match(r"\w", whole[length])):
            length += 1
        found[span.start] = whole[:length]
        found[-1 - trigger.start] = trigger.of(text)
    return found


def _trigger(event: Event, starts: dict[int, str]) -> str:
    return starts[-1 - event.evidence.trigger.start]


def _name(ref: Ref, names: dict[str, Json]) -> None:
    """An actor with all words that stood for it here."""
    known = names.setdefault(ref.name, {"is": [ref.name], "country": ref.country, "kind": ref.kind.value})
    if ref.text not in known["is"]:
        known["is"].append(ref.text)


def _place(place: Place, names: dict[str, Json]) -> None:
    known = names.setdefault(place.name, {"is": [place.name], "country": place.country, "kind": "place"})
    if place.text not in known["is"]:
        known["is"].append(place.text)


def _days(when: When | None) -> list[str | None] | None:
    """First and last day; none where the sentence gives no time."""
    if when is None or when.basis != "text" or (when.start is None and when.end is None):
        return None
    return [_iso(when.start), _iso(when.end)]


def _iso(value: date | None) -> str | None:
    return day_of(value).isoformat() if value is not None else None


def _pair(fields: dict[str, str]) -> list[str | None] | None:
    pair = [fields["start"] or None, fields["end"] or None]
    return pair if any(pair) else None


def _report_of(store: Store, record: str) -> list[str]:
    """The report of a record; none where it was removed since."""
    found = store.database.events(EventFilter(ids=(record,)))
    return [row.report for row in found] or [t.report for t in store.database.ties(TieFilter(ids=(record,)))]
