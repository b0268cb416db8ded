"""ICEWS coded event data: 20 columns, tab-separated, with a header; one source and one target a row.

Countries have the names that ICEWS writes ("Russian Federation"); sectors are ICEWS's words for PLOVER's; intensity is
the Goldstein value of the CAMEO code. Mutual deeds are two rows, one each way. The columns have no place for status:
what is planned is coded as intended (CAMEO 03) or threatened (13), what was called off as refused (12), what did not
happen is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.export.rows import Pair, city, line, number_of, paired, point, province, told
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.country_codes import load_cameo_names, load_country_codes
from dragoman.model.records import Reading, Ref

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
SECTORS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial", "LEG": "Legislative / Parliamentary",
    "PTY": "Parties", "ELI": "Elite", "SPY": "Intelligence", "REB": "Insurgents", "PRM": "Paramilitary",
    "UAF": "Unidentified Forces", "CRM": "Criminals / Gangs", "CVL": "General Population / Civilian / Social",
    "REF": "Refugees / Displaced", "REL": "Religious", "EDU": "Education", "LAB": "Labor", "AGR": "Agricultural",
    "BUS": "Business", "MED": "Medical / Health", "JRN": "News", "NGO": "Nongovernmental Organizations / Activists",
    "SOC": "Social", "IGO": "International Government Organization", "OPP": "Popular Opposition", "SEP": "Separatists",
    "SET": "Settlers", "NON": "Non-Aligned Third Party",
}  # fmt: skip


def icews_lines(readings: Iterable[Reading], book: ActorBook) -> Iterator[str]:
    """The table, header first."""
    yield "\t".join(COLUMNS)
    for pair in paired(told(readings)):
        yield line(_row(pair, book))


def _row(pair: Pair, book: ActorBook) -> list[object]:
    one = pair.told
    code, where = one.folded.codes.cameo, one.event.where
    return [
        pair.number, one.day.isoformat() if one.day else None, *_party(pair.actor, book),
        load_cameo_names().get(code), code,
        one.folded.codes.goldstein, *_party(pair.recipient, book), number_of(one.reading.report.id), one.sentence,
        one.publisher, city(where), None, province(where), country_name(where.country if where else None, book),
        *point(where),
    ]  # fmt: skip


def _party(ref: Ref | None, book: ActorBook) -> list[str | None]:
    if ref is None:
        return [None, None, None]
    sectors = ",".join(SECTORS[s] for s in ref.sectors if s in SECTORS)
    return [ref.name, sectors, country_name(ref.country, book)]


def country_name(iso3: str | None, book: ActorBook) -> str | None:
    """A country by the name that ICEWS has for it."""
    if iso3 is None:
        return None
    codes = load_country_codes().get(iso3)
    return (codes.icews if codes else None) or book.state_name(iso3)
