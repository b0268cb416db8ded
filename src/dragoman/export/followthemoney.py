"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph, OpenSanctions' tools and `ftm`.

Reports become Article, events Event, ties UnknownLink, actors Person, PublicBody, Company, Organization or LegalEntity. Each event
and tie proves itself: `proof` is its article, `summary` its sentence, `recordId` our id. The schema has no status: it stands in
`keywords`. Names of countries are ISO 3166-1 alpha-2, dates as fine as they are known ("2020-06").
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache

from dragoman.export.cited import Cited, CitedTie, Origin, Records, actor_key, in_utc, safe_text
from dragoman.knowledge.files import ROOT, read_rows
from dragoman.model.records import Kind, Place, Ref, When
from dragoman.model.report import Precision
from dragoman.render.wording import say_names, say_parties, say_speakers, say_type

Properties = dict[str, list[str]]
_SCHEMATA = {
    Kind.STATE: "PublicBody", Kind.GOVERNMENT: "PublicBody", Kind.PERSON: "Person", Kind.COMPANY: "Company",
    Kind.ORGANISATION: "Organization", Kind.GROUP: "Organization", Kind.MEDIA: "Organization",
}  # fmt: skip
_DIGITS = {Precision.MONTH: 7, Precision.YEAR: 4}  # of an ISO date that are known
_LANGUAGES = {"en": "eng"}
_GONE = frozenset({"CS"})  # codes of states that are no more, which the schema does not know
_LONGEST = {
    "name": 384,
    "namesMentioned": 384,
    "location": 250,
    "summary": 65_000,
    "description": 65_000,
    "notes": 65_000,
}
_ELSE = 1024  # letters that the schema takes in other properties; addresses of the web are kept or left out whole


def ftm_lines(records: Records) -> Iterator[str]:
    """One JSON object an entity, each once: articles and actors before what names them."""
    seen: set[str] = set()
    for entity in _entities(records):
        if entity["id"] not in seen:
            seen.add(str(entity["id"]))
            yield json.dumps(entity, ensure_ascii=False, sort_keys=True)


def _entities(records: Records) -> Iterator[dict[str, object]]:
    for one in records.events:
        event, report = one.event, one.origin.id
        yield _article(one.origin)
        for ref in (*event.actors, *event.recipients, *(o.who for o in event.others), *(s.who for s in event.speakers)):
            yield _actor(ref, report)
        yield _event(one)
    for tie in records.ties:
        yield _article(tie.origin)
        for ref in (tie.relation.holder, tie.relation.toward):
            yield _actor(ref, tie.origin.id)
        yield _link(tie)


def _entity(id_: str, schema: str, properties: dict[str, Iterable[str | None]]) -> dict[str, object]:
    """An entity with those properties that are known."""
    known = {name: list(dict.fromkeys(_cut(name, v) for v in values if v)) for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in known.items() if values}}


def _cut(name: str, value: str) -> str:
    return value if name == "sourceUrl" else value[: _LONGEST.get(name, _ELSE)].strip()


def entity_id(kind: str, key: str) -> str:
    """An id of the letters that the schema allows."""
    return f"dragoman-{kind}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:20]}"


def _article(origin: Origin) -> dict[str, object]:
    title = safe_text(origin.title) if origin.title else None
    return _entity(
        entity_id("article", origin.id),
        "Article",
        {
            "title": [title or origin.name],
            "publishedAt": [_moment(origin.published)] if origin.published else [],
            "publisher": [safe_text(origin.publisher)] if origin.publisher else [],
            "sourceUrl": [origin.address],
            "fileName": [origin.file],
            "language": [_LANGUAGES.get(origin.language or "")],
        },
    )


def _actor(ref: Ref, report: str) -> dict[str, object]:
    schema = schema_of(ref)
    position = safe_text(ref.title) if ref.title and schema == "Person" else None
    return _entity(
        entity_id("actor", actor_key(ref, report)),
        schema,
        {"name": [safe_text(ref.name)], "country": [iso2(ref.country)], "position": [position]},
    )


def schema_of(ref: Ref) -> str:
    """The schema of an actor; the army of a state is a public body, that of nobody's state an organisation.

    "The ministers", who are persons with no name, the people, and a town that stands for who rules it are some legal entity.
    """
    if ref.kind is Kind.PERSON:
        return "Person" if ref.id is not None and ref.id.startswith("person:") else "LegalEntity"
    if ref.kind is Kind.MILITARY:
        return "Organization" if ref.country is None or {"REB", "UAF", "SEP"} & set(ref.sectors) else "PublicBody"
    return _SCHEMATA.get(ref.kind, "LegalEntity")


def _event(one: Cited) -> dict[str, object]:
    event, origin = one.event, one.origin
    parties = (*event.actors, *event.recipients)
    hosts = [o.who for o in event.others if o.role == "host"]
    said_by = say_speakers(event.speakers)
    return _entity(
        entity_id("event", event.id),
        "Event",
        {
            "name": [f"{say_type(event)}: {safe_text(say_parties(event))}"],
            "summary": [one.sentence],
            "description": [safe_text(event.why)],
            "notes": [f"Said by: {safe_text(said_by)}" if said_by else None, *_losses(one)],
            **_dates(event.when),
            "location": [safe_text(event.where.name) if event.where else None],
            "country": [iso2(event.where.country) if event.where else None],
            "involved": _ids(parties, origin.id),
            "organizer": _ids(hosts, origin.id),
            "namesMentioned": [safe_text(s.who.name) for s in event.speakers],
            "keywords": [
                event.type, f"{event.type}/{event.mode}" if event.mode else None, f"status:{event.status.value}",
                f"certainty:{event.certainty.value}", "historical" if event.historical else None,
                f"cameo:{event.codes.cameo}", *(f"context:{c}" for c in event.contexts), f"story:{one.story}",
                *(f"topic:{_topic(t)}" for t in event.topics),
            ],
            **_provenance(origin, event.id),
        },
    )  # fmt: skip


def _link(one: CitedTie) -> dict[str, object]:
    tie, origin = one.relation, one.origin
    said_by = say_speakers(tie.speakers)
    return _entity(
        entity_id("tie", tie.id),
        "UnknownLink",
        {
            "subject": _ids([tie.holder], origin.id),
            "object": _ids([tie.toward], origin.id),
            "role": [tie.kind.replace("_", " ")],
            "status": [tie.status.value],
            "summary": [one.sentence],
            "description": [safe_text(tie.why), f"Said by: {safe_text(said_by)}" if said_by else None],
            **_dates(tie.when),
            **_provenance(origin, tie.id),
        },
    )


def _provenance(origin: Origin, record: str) -> dict[str, Iterable[str | None]]:
    return {
        "proof": [entity_id("article", origin.id)],
        "recordId": [record],
        "sourceUrl": [origin.address],
        "publisher": [safe_text(origin.publisher) if origin.publisher else None],
    }


def _ids(refs: Iterable[Ref], report: str) -> list[str]:
    return [entity_id("actor", actor_key(ref, report)) for ref in refs]


def _topic(topic: Ref | Place) -> str:
    return say_names([topic]) if isinstance(topic, Ref) else safe_text(topic.name)


def _losses(one: Cited) -> list[str]:
    losses = one.event.casualties
    named = (("Killed", losses.killed), ("Wounded", losses.wounded))
    return [f"{name}: {pair[0]}–{pair[1]}" for name, pair in named if pair is not None]


def _dates(when: When | None) -> dict[str, Iterable[str | None]]:
    """One day as `date`, several as start and end, each with the digits that are known."""
    if when is None:
        return {}
    start, end = (_partial(value, when.precision) for value in (when.start, when.end))
    if start is not None and start == end:
        return {"date": [start]}
    return {"startDate": [start], "endDate": [end]}


def _partial(value: date | None, precision: Precision) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat()[: _DIGITS.get(precision, 10)]


def _moment(value: datetime) -> str:
    """A moment without its zone, in UTC where it has one."""
    moment = in_utc(value) if value.tzinfo is not None else value
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


@cache
def _iso2() -> dict[str, str]:
    rows = read_rows(ROOT / "places" / "countries.csv", ("iso3", "iso2", "name", "lat", "lon", "note"))
    return {r["iso3"]: r["iso2"].lower() for r in rows if r["iso2"] not in _GONE}


def iso2(iso3: str | None) -> str | None:
    """A country's code of two letters, as FollowTheMoney has it."""
    return _iso2().get(iso3 or "")
