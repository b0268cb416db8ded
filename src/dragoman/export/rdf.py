"""Records as linked data, in JSON-LD and in Turtle.

Events and meetings are schema.org Events, actors Persons, Organizations and Countries; where each came from is said in PROV: an
event was derived from a report, its sentence was quoted from it, and it is attributed to who said so. What these vocabularies
lack (PLOVER types, status, who acts on whom) is in `urn:dragoman:ns:`. All names are URNs, so that no domain has to answer,
and there are no blank nodes, so that the same records are the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from dragoman.export.cited import Cite, Cited, CitedTie, Origin, Records, actor_key, point_of, safe_text, urn
from dragoman.export.meetings import Entry, entry
from dragoman.model.living import Life
from dragoman.model.records import Kind, Meeting, Place, Ref, Relation, Status
from dragoman.model.span import Span
from dragoman.render.wording import say_names, say_parties, say_type

Json = dict[str, Any]
Nodes = dict[str, Json]
CONTEXT: dict[str, str] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dragoman": "urn:dragoman:ns:",
}
# A deed that happened was scheduled as far as schema.org goes; of a denied or supposed one it has nothing to say.
STATUSES = {
    Status.HAPPENED: "EventScheduled", Status.ONGOING: "EventScheduled", Status.PLANNED: "EventScheduled",
    Status.POSTPONED: "EventPostponed", Status.CANCELLED: "EventCancelled",
}  # fmt: skip
STATES = {
    "announced": "EventScheduled", "confirmed": "EventScheduled", "held": "EventScheduled", "moved": "EventRescheduled",
    "postponed": "EventPostponed", "cancelled": "EventCancelled",
}  # fmt: skip
_CLASSES = {
    Kind.STATE: "schema:Country", Kind.PERSON: "schema:Person", Kind.GOVERNMENT: "schema:GovernmentOrganization",
    Kind.MILITARY: "schema:Organization", Kind.GROUP: "schema:Organization", Kind.ORGANISATION: "schema:Organization",
    Kind.MEDIA: "schema:NewsMediaOrganization", Kind.COMPANY: "schema:Corporation", Kind.PLACE: "schema:Place",
}  # fmt: skip
_HOLDS = frozenset({Status.HAPPENED, Status.ONGOING})


def jsonld(records: Records, meetings: Iterable[Life[Meeting]] = (), *, cite: Cite | None = None) -> str:
    """Records, and meetings with their lives, as one JSON-LD document.

    Args:
        records: events and ties.
        meetings: lives that rest on such records.
        cite: finds the records that a meeting rests on, where they are not all in `records`.
    """
    graph = _nodes(records, meetings, cite)
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def turtle(records: Records, meetings: Iterable[Life[Meeting]] = (), *, cite: Cite | None = None) -> str:
    """The same as Turtle."""
    out = [f"@prefix {prefix}: <{address}> ." for prefix, address in CONTEXT.items()]
    for node in _nodes(records, meetings, cite):
        says = [f"a {', '.join(node['@type'])}"]
        for name, held in node.items():
            if not name.startswith("@"):
                says.append(f"{name} {', '.join(map(_term, held if isinstance(held, list) else [held]))}")
        out.append(f"\n{_name(node['@id'])}\n    " + " ;\n    ".join(says) + " .")
    return "\n".join(out) + "\n"


def _term(value: object) -> str:
    """A value in Turtle; its texts are escaped as those of JSON."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if "@id" in value:
        return _name(value["@id"])
    return f"{json.dumps(value['@value'], ensure_ascii=False)}^^{value['@type']}"


def _name(name: str) -> str:
    """A name of one of the vocabularies with its prefix; any other in full."""
    return name if name.partition(":")[0] in CONTEXT else f"<{name}>"


def _nodes(records: Records, meetings: Iterable[Life[Meeting]], cite: Cite | None) -> list[Json]:
    """All that there is to say, node by node in the order of names."""
    nodes: Nodes = {}
    for one in records.events:
        _add_event(one, nodes)
    for tie in records.ties:
        _add_tie(tie, nodes)
    cite = cite or records.citing()
    for life in meetings:
        _add_meeting(entry(life, cite), nodes)
    return [nodes[id_] for id_ in sorted(nodes)]


def _add(nodes: Nodes, id_: str, types: Iterable[str], **properties: object) -> Json:
    """A node with those properties that are known; the first telling of a thing counts. `a__b` stands for `a:b`."""
    known = {name.replace("__", ":"): value for name, value in properties.items() if value not in (None, [], ())}
    return nodes.setdefault(id_, {"@id": id_, "@type": list(types), **known})


def _to(*ids: str) -> list[Json]:
    return [{"@id": id_} for id_ in dict.fromkeys(ids)]


def _time(value: date | None) -> Json | None:
    if value is None:
        return None
    return {"@value": value.isoformat(), "@type": "xsd:dateTime" if isinstance(value, datetime) else "xsd:date"}


def _number(value: float) -> Json:
    return {"@value": f"{value:.6f}".rstrip("0").rstrip("."), "@type": "xsd:decimal"}


def _text(text: str | None) -> str | None:
    return safe_text(text) or None if text is not None else None


def _add_event(one: Cited, nodes: Nodes) -> None:
    event, report = one.event, _report(one.origin, nodes)
    named = {
        "actor": event.actors, "recipient": event.recipients, "speaker": [s.who for s in event.speakers],
        "host": [o.who for o in event.others if o.role == "host"],
        "other": [o.who for o in event.others if o.role != "host"],
    }  # fmt: skip
    sides = {name: [_actor(ref, one.origin.id, nodes) for ref in refs] for name, refs in named.items()}
    sentence = _sentence(one.origin, event.evidence.sentence, one.sentence, report, nodes)
    status, when = STATUSES.get(event.status), event.when
    _add(
        nodes, urn("event", event.id), ("schema:Event", "prov:Entity"),
        schema__name=safe_text(f"{say_type(event)}: {say_parties(event)}"),
        schema__identifier=event.id,
        schema__eventStatus=_to(f"schema:{status}") if status else None,
        schema__startDate=_time(when.start) if when else None,
        schema__endDate=_time(when.end) if when else None,
        schema__location=_to(_place(event.where, nodes)) if event.where else None,
        schema__attendee=_to(*sides["actor"], *sides["recipient"]) if event.type == "CONSULT" else None,
        schema__organizer=_to(*sides["host"]),
        schema__about=_to(*(_topic(topic, one.origin.id, nodes) for topic in event.topics)),
        prov__wasDerivedFrom=_to(report, sentence),
        prov__wasAttributedTo=_to(*sides["speaker"]),
        dragoman__type=_to(urn("type", event.type)),
        dragoman__mode=_to(urn("mode", event.mode)) if event.mode else None,
        dragoman__context=_to(*(urn("context", c) for c in event.contexts)),
        dragoman__status=_to(urn("status", event.status.value)),
        dragoman__certainty=_to(urn("certainty", event.certainty.value)),
        dragoman__historical=event.historical,
        dragoman__actor=_to(*sides["actor"]),
        dragoman__recipient=_to(*sides["recipient"]),
        dragoman__party=_to(*sides["other"]),
        dragoman__timePrecision=when.precision.value if when else None,
        dragoman__killedAtLeast=event.casualties.killed[0] if event.casualties.killed else None,
        dragoman__killedAtMost=event.casualties.killed[1] if event.casualties.killed else None,
        dragoman__cameo=event.codes.cameo,
        dragoman__goldstein=_number(event.codes.goldstein),
        dragoman__confidence=_number(event.confidence),
        dragoman__story=_to(urn("story", one.story)),
        dragoman__contradicts=_to(*(urn("event", id_) for id_ in event.contradicts)),
        dragoman__why=_text(event.why),
    )  # fmt: skip


def _add_tie(one: CitedTie, nodes: Nodes) -> None:
    tie, report = one.relation, _report(one.origin, nodes)
    holder, toward = (_actor(ref, one.origin.id, nodes) for ref in (tie.holder, tie.toward))
    sentence = _sentence(one.origin, tie.evidence.sentence, one.sentence, report, nodes)
    _add(
        nodes, urn("tie", tie.id), ("dragoman:Tie", "prov:Entity"),
        dragoman__kind=_to(urn("kind", tie.kind)),
        dragoman__holder=_to(holder),
        dragoman__toward=_to(toward),
        dragoman__conflict=tie.conflict,
        dragoman__status=_to(urn("status", tie.status.value)),
        schema__startDate=_time(tie.when.start) if tie.when else None,
        schema__endDate=_time(tie.when.end) if tie.when else None,
        prov__wasDerivedFrom=_to(report, sentence),
        prov__wasAttributedTo=_to(*(_actor(s.who, one.origin.id, nodes) for s in tie.speakers)),
        dragoman__confidence=_number(tie.confidence),
        dragoman__why=_text(tie.why),
    )  # fmt: skip
    _say_directly(tie, holder, toward, nodes)


def _say_directly(tie: Relation, holder: str, toward: str, nodes: Nodes) -> None:
    """The tie as one triple too, where it holds: who supports whom is then one step in a query."""
    if tie.status in _HOLDS:
        found = nodes[holder].setdefault(f"dragoman:{tie.kind}", [])
        found += [one for one in _to(toward) if one not in found]


def _add_meeting(one: Entry, nodes: Nodes) -> None:
    life, meeting, days = one.life, one.life.what, one.days
    id_, status = urn("meeting", life.id), STATES.get(life.state)
    host = _actor(meeting.host, life.id, nodes) if meeting.host else None
    _add(
        nodes, id_, ("schema:Event", "dragoman:Meeting", "prov:Entity"),
        schema__name=safe_text(say_names(meeting.visitors) + (f" → {meeting.host.name}" if meeting.host else "")),
        schema__identifier=life.id,
        schema__eventStatus=_to(f"schema:{status}") if status else None,
        schema__startDate=_time(days.start) if days else None,
        schema__endDate=_time(days.end) if days else None,
        schema__previousStartDate=[_time(day) for day in one.earlier] if life.state == "moved" else None,
        schema__location=_to(_place(meeting.where, nodes)) if meeting.where else None,
        schema__attendee=_to(*(_actor(ref, life.id, nodes) for ref in meeting.visitors)),
        schema__organizer=_to(host) if host else None,
        schema__about=_to(*(_topic(topic, life.id, nodes) for topic in meeting.topics)),
        prov__wasDerivedFrom=_to(*(urn("event", event) for event in meeting.rests_on)),
        prov__wasAttributedTo=_to(*(_actor(ref, life.id, nodes) for ref in meeting.said_by)),
        dragoman__state=_to(urn("state", life.state)),
        dragoman__timePrecision=days.precision.value if days else None,
        dragoman__change=_to(*(f"{id_}:change:{n}" for n in range(1, len(life.history) + 1))),
    )  # fmt: skip
    for n, change in enumerate(life.history, 1):
        _add(
            nodes, f"{id_}:change:{n}", ("dragoman:Change",),
            dragoman__told=_time(change.told), dragoman__on=_time(change.on),
            dragoman__state=_to(urn("state", change.state)), dragoman__why=_text(change.why),
            prov__wasDerivedFrom=_to(urn("event", change.cause)) if change.cause else None,
        )  # fmt: skip


def _report(origin: Origin, nodes: Nodes) -> str:
    id_, publisher = urn("report", origin.id), _text(origin.publisher)
    maker = urn("publisher", publisher) if publisher else None
    if maker is not None:
        _add(nodes, maker, ("schema:Organization", "prov:Agent"), schema__name=publisher)
    _add(
        nodes, id_, ("schema:NewsArticle", "prov:Entity"),
        schema__headline=_text(origin.title),
        schema__datePublished=_time(origin.published),
        schema__inLanguage=_text(origin.language),
        schema__url=_to(origin.address) if origin.address else None,
        schema__publisher=_to(maker) if maker else None,
        prov__wasAttributedTo=_to(maker) if maker else None,
        dragoman__file=origin.file,
    )  # fmt: skip
    return id_


def _sentence(origin: Origin, span: Span, text: str | None, report: str, nodes: Nodes) -> str:
    id_ = urn("sentence", f"{origin.id}:{span.start}-{span.end}")
    _add(
        nodes, id_, ("schema:Quotation", "prov:Entity"),
        prov__value=text, prov__wasQuotedFrom=_to(report), dragoman__start=span.start, dragoman__end=span.end,
    )  # fmt: skip
    return id_


def _actor(ref: Ref, within: str, nodes: Nodes) -> str:
    """An actor's node; one with no id is of that report only, or of that life."""
    id_ = urn("actor", actor_key(ref, within))
    _add(
        nodes, id_, (_CLASSES.get(ref.kind, "schema:Thing"), "prov:Agent"),
        schema__name=_text(ref.name), schema__identifier=_text(ref.id), schema__jobTitle=_text(ref.title),
        dragoman__country=ref.country, dragoman__kind=_to(urn("kind", ref.kind.value)),
        dragoman__sector=_to(*(urn("sector", sector) for sector in ref.sectors)),
    )  # fmt: skip
    return id_


def _topic(topic: Ref | Place, within: str, nodes: Nodes) -> str:
    return _actor(topic, within, nodes) if isinstance(topic, Ref) else _place(topic, nodes)


def _place(place: Place, nodes: Nodes) -> str:
    """A place's node: by its GeoNames id, else by country and name."""
    key = f"geonames:{place.geonames_id}" if place.geonames_id else f"{place.country or 'XXX'}:{safe_text(place.name)}"
    id_, point = urn("place", key), point_of(place)
    country = place.precision == "country"
    _add(
        nodes, id_, ("schema:Country" if country else "schema:Place",),
        schema__name=_text(place.name), dragoman__country=place.country, dragoman__precision=place.precision,
        schema__latitude=_number(point[0]) if point else None, schema__longitude=_number(point[1]) if point else None,
        schema__sameAs=_to(f"https://sws.geonames.org/{place.geonames_id}/") if place.geonames_id else None,
    )  # fmt: skip
    return id_
