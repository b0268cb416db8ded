"""POLECAT: 40 columns, tab-separated, with a header; "None" for what is not known.

Like POLECAT, and unlike the dyadic tables, a row holds all parties of a deed, joined by "; ". By the PLOVER manual all
participants of a mutual deed are actors, and its recipient is None. A coming visit is AGREE, a planned attack
THREATEN. What no list knows has no Wikipedia id; Dragoman gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman import __version__
from dragoman.export.rows import Told, cell, city, named, point, province, told
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.codes import codes_of_ref
from dragoman.model.records import Kind, Place, Reading, Ref

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_ORGANISATIONS = (Kind.ORGANISATION, Kind.GOVERNMENT, Kind.GROUP, Kind.MILITARY, Kind.MEDIA, Kind.COMPANY)
NONE = "None"


def polecat_lines(readings: Iterable[Reading], book: ActorBook) -> Iterator[str]:
    """The table, header first."""
    yield "\t".join(COLUMNS)
    for one in told(readings):
        yield "\t".join(_row(one, book))


def _row(one: Told, book: ActorBook) -> list[str]:
    event, report = one.event, one.reading.report
    locations = dict.fromkeys(e.where.name for e in one.reading.events if e.where is not None)
    values: list[object] = [
        event.id, one.day, one.folded.type, one.folded.mode, one.folded.codes.plover, QUADS[one.folded.codes.quad],
        joined(event.contexts), *_parties(event.actors, book), *_parties(event.recipients, book), *_place(event.where),
        report.publisher or report.source, one.published.date() if one.published else None,
        joined(named(one.reading, Kind.PERSON)), joined(named(one.reading, *_ORGANISATIONS)), joined(locations),
        report.language, f"DRAGOMAN-{__version__}",
    ]  # fmt: skip
    return [cell(v) or NONE if isinstance(v, str) else NONE if v is None else str(v) for v in values]


def _parties(refs: Sequence[Ref], book: ActorBook) -> list[str]:
    """Name, country, COW, first sector, sectors, title, raw name and Wikipedia id of one side."""
    codes = [codes_of_ref(ref, book) for ref in refs]
    return [
        joined(ref.name for ref in refs),
        joined(ref.country or NONE for ref in refs),
        joined(str(c.cow or NONE) for c in codes),
        joined(ref.sectors[0] if ref.sectors else NONE for ref in refs),
        joined(dict.fromkeys(s for ref in refs for s in ref.sectors)),
        joined(ref.title or NONE for ref in refs) if any(ref.title for ref in refs) else "",
        joined(ref.text for ref in refs),
        "",
    ]


def _place(place: Place | None) -> list[object]:
    lat, lon = point(place)
    if place is None:
        return [None] * 10
    return [
        place.name, city(place), None, province(place), place.country, lat, lon, place.geonames_id, place.text,
        place.precision,
    ]  # fmt: skip


def joined(values: Iterable[str]) -> str:
    """Several values in one cell; a semicolon inside one would end it."""
    return "; ".join(cell(value).replace(";", ",") for value in values)
