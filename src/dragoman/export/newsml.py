"""The agenda as NewsML-G2 for newsroom planning systems: one concept item a meeting, with EventsML's details of an event.

An item keeps its guid and counts its versions, so that a new day replaces the old one. How sure a meeting is stands in `occurStatus`
by IPTC's scheme (eocstat). The scheme has no word for put off, moved or held; our own state stands in a note beside it.
Days that are known to the month only are written so ("2020-06"), which iCalendar can't. Meetings with no day are counted in a comment.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.export.cited import Cite, Records, actor_key, in_utc, point_of, safe_text, urn
from dragoman.export.meetings import FINE, Days, Entry, entry, in_order, meetings_told
from dragoman.knowledge.actor_types import ActorBook
from dragoman.model.living import Life
from dragoman.model.records import Kind, Meeting, Ref
from dragoman.model.report import Precision
from dragoman.render.wording import say_names, say_place_of

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
# IPTC's scheme "event occurrence status": how certain it is that an event occurs.
OCCURRENCES = {
    "announced": ("eos3", "Planned, may occur"),
    "moved": ("eos3", "Planned, may occur"),
    "confirmed": ("eos4", "Planned, occurrence highly likely"),
    "held": ("eos5", "Planned, occurs certainly"),
    "postponed": ("eos2", "Planned, occurrence highly uncertain"),
    "lapsed": ("eos2", "Planned, occurrence highly uncertain"),
    "cancelled": ("eos6", "Planned, then cancelled"),
}
_LIKELY = OCCURRENCES["confirmed"]
_NATURES = {Kind.PERSON: "cpnat:person", Kind.STATE: "cpnat:geoArea", Kind.PLACE: "cpnat:geoArea"}
_DIGITS = {Precision.MONTH: 7, Precision.YEAR: 4}


@dataclass(frozen=True, slots=True)
class Message:
    """A news message's text, how many meetings it holds, and how many have no day."""

    text: str
    shown: int
    left_out: int


def agenda_message(records: Records, book: ActorBook) -> Message:
    """The meetings that records tell of, as a news message."""
    return news_message(meetings_told(records, book), cite=records.citing())


def news_message(lives: Iterable[Life[Meeting]], *, cite: Cite, provider: str = "Dragoman") -> Message:
    """Meetings as a news message of concept items.

    Args:
        lives: meetings.
        cite: finds the records that they rest on.
        provider: who sends the message.
    """
    entries = in_order(entry(life, cite) for life in lives)
    shown = [e for e in entries if e.days is not None]
    root = ET.Element("newsMessage", {"xmlns": NAMESPACE})
    header = ET.SubElement(root, "header")
    sent = max((e.touched for e in shown), default=None)
    ET.SubElement(header, "sent").text = _moment(sent) if sent else "1970-01-01T00:00:00+00:00"
    ET.SubElement(header, "sender").text = safe_text(provider)
    if len(entries) > len(shown):
        root.append(ET.Comment(f" {len(entries) - len(shown)} more with no day told "))
    items = ET.SubElement(root, "itemSet")
    for one in shown:
        items.append(_item(one, safe_text(provider)))
    ET.indent(root, " ")
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
    return Message(text, len(shown), len(entries) - len(shown))


def _item(one: Entry, provider: str) -> ET.Element:
    item = ET.Element(
        "conceptItem",
        {
            "guid": urn("meeting", one.life.id), "version": str(one.sequence + 1), "standard": "NewsML-G2",
            "standardversion": "2.34", "conformance": "power", "xml:lang": "en",
        },
    )  # fmt: skip
    ET.SubElement(item, "catalogRef", {"href": CATALOG})
    catalog = ET.SubElement(item, "catalog")
    ET.SubElement(catalog, "scheme", {"alias": "dgmeeting", "uri": "urn:dragoman:meeting:"})
    meta = ET.SubElement(item, "itemMeta")
    ET.SubElement(meta, "itemClass", {"qcode": "cinat:concept"})
    ET.SubElement(meta, "provider", {"literal": provider})
    ET.SubElement(meta, "versionCreated").text = _moment(one.changed)
    ET.SubElement(meta, "firstCreated").text = _moment(one.created)
    ET.SubElement(meta, "pubStatus", {"qcode": "stat:usable"})
    item.append(_concept(one))
    return item


def _concept(one: Entry) -> ET.Element:
    meeting = one.life.what
    concept = ET.Element("concept")
    ET.SubElement(concept, "conceptId", {"qcode": f"dgmeeting:{one.life.id}"})
    ET.SubElement(concept, "type", {"qcode": "cpnat:event"})
    host = f" → {meeting.host.name}" if meeting.host is not None else ""
    ET.SubElement(concept, "name").text = safe_text(f"{say_names(meeting.visitors) or '(not said who)'}{host}")
    ET.SubElement(concept, "note").text = _state(one)
    for cited in one.cited:
        if cited.sentence:
            ET.SubElement(concept, "note").text = f"{cited.sentence} ({cited.origin.name})"
    details = ET.SubElement(concept, "eventDetails")
    assert one.days is not None
    _add_dates(details, one.days, off=one.life.state == "postponed")
    code, name = _LIKELY if one.life.state == "moved" and one.confirmed else OCCURRENCES[one.life.state]
    occurrence = ET.SubElement(details, "occurStatus", {"qcode": f"eocstat:{code}"})
    ET.SubElement(occurrence, "name").text = name
    _add_parts(details, one)
    return concept


def _state(one: Entry) -> str:
    said = say_names(one.life.what.said_by)
    why = one.life.history[-1].why if one.life.history else ""
    before = f"; planned before for {', '.join(d.isoformat() for d in one.earlier)}" if one.earlier else ""
    return safe_text(f"{one.life.state}: {why}{before}{f'; said by {said}' if said else ''}")


def _add_dates(details: ET.Element, days: Days, *, off: bool) -> None:
    """First and last day; `approximate` where they are of a week or longer, `undefined` where it is put off with no new day."""
    how = "undefined" if off else "approximate" if days.precision not in FINE else None
    known = {"confirmationstatus": f"edconf:{how}"} if how else {}
    dates = ET.SubElement(details, "dates")
    ET.SubElement(dates, "start", known).text = _partial(days.start, days.precision)
    if days.end != days.start:
        ET.SubElement(dates, "end", known).text = _partial(days.end, days.precision)


def _partial(value: date, precision: Precision) -> str:
    """A date with the parts that are known; a moment in UTC, as a time needs a zone there."""
    if isinstance(value, datetime):
        return _moment(in_utc(value))
    return value.isoformat()[: _DIGITS.get(precision, 10)]


def _add_parts(details: ET.Element, one: Entry) -> None:
    """Topics, place, who takes part and who receives them, in the order of the schema's examples."""
    meeting = one.life.what
    for topic in meeting.topics:
        ET.SubElement(ET.SubElement(details, "subject"), "name").text = safe_text(topic.name)
    where = meeting.where
    if where is not None:
        location = ET.SubElement(details, "location", {"type": "cpnat:geoArea"})
        ET.SubElement(location, "name").text = safe_text(say_place_of(where, None) or where.name)
        point = point_of(where)
        if point is not None and where.precision != "country":
            area = ET.SubElement(location, "geoAreaDetails")
            ET.SubElement(area, "position", {"latitude": str(point[0]), "longitude": str(point[1])})
    for ref in meeting.visitors:
        _add_party(details, "participant", ref, one.life.id)
    if meeting.host is not None:
        _add_party(details, "organiser", meeting.host, one.life.id)


def _add_party(details: ET.Element, tag: str, ref: Ref, within: str) -> None:
    nature = _NATURES.get(ref.kind, "cpnat:organisation")
    if tag == "organiser" and ref.kind is Kind.STATE:
        nature = "cpnat:organisation"
    party = ET.SubElement(details, tag, {"type": nature, "uri": urn("actor", actor_key(ref, within))})
    ET.SubElement(party, "name").text = safe_text(ref.name)


def _moment(value: datetime) -> str:
    return in_utc(value).isoformat(timespec="seconds")
