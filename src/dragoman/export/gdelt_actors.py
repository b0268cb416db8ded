"""Actors and places in GDELT's columns: CAMEO actor codes with their parts, FIPS geography."""

from __future__ import annotations

from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.codes import codes_of_ref
from dragoman.knowledge.country_codes import load_country_codes
from dragoman.model.records import Kind, Place, Ref

# CAMEO's known groups, by the ids of knowledge/actors.
KNOWN_GROUPS = {
    "united nations": "UNO", "european union": "EEC", "north atlantic treaty organization": "NAT", "nato": "NAT",
    "arab league": "ARL", "league of arab states": "ARL", "association of southeast asian nations": "ASN",
    "asean": "ASN",
    "international monetary fund": "IMF", "world bank": "WBK", "world health organization": "WHO",
    "world trade organization": "WTO", "world food programme": "WFP", "international atomic energy agency": "IAE",
    "international criminal court": "ICC", "international court of justice": "ICJ", "amnesty international": "AMN",
    "human rights watch": "HRW", "organization of american states": "OAS", "council of europe": "COE",
    "organization for security and co-operation in europe": "SCE", "gulf cooperation council": "GCC",
    "organisation of islamic cooperation": "OIC", "organization of islamic cooperation": "OIC", "opec": "OPC",
    "international labour organization": "ILO", "international organization for migration": "IOM",
    "united nations high commissioner for refugees": "HCR", "international committee of the red cross": "IRC",
    "al-qaeda": "ALQ", "al qaeda": "ALQ", "taliban": "TAL", "hamas": "HMS", "hezbollah": "HEZ",
    "palestine liberation organization": "PLO", "commonwealth of nations": "CWN",
    "commonwealth of independent states": "CIS",
}  # fmt: skip
_TYPES = {
    "GOV": "GOV", "MIL": "MIL", "COP": "COP", "JUD": "JUD", "LEG": "LEG", "PTY": "PTY", "ELI": "ELI", "SPY": "SPY",
    "REB": "REB",
    "PRM": "UAF", "UAF": "UAF", "CRM": "CRM", "CVL": "CVL", "REF": "REF", "EDU": "EDU", "LAB": "LAB", "AGR": "AGR",
    "BUS": "BUS",
    "MED": "HLH", "JRN": "MED", "NGO": "NGO", "SOC": "CVL", "IGO": "IGO", "OPP": "OPP", "SEP": "SEP", "SET": "SET",
}  # fmt: skip


def actor_fields(ref: Ref | None, book: ActorBook) -> list[str | None]:
    """Code, name, country, known group, ethnic code, two religions and three types: GDELT's ten columns of an actor.

    Ethnic and religious codes are left empty: the text is not read for them. A state has no types, as in GDELT.
    """
    if ref is None:
        return [None] * 10
    state = book.states.get(ref.country or "")
    country = state.cameo if state else ref.country
    types = [] if ref.kind is Kind.STATE else list(dict.fromkeys(_TYPES[s] for s in ref.sectors if s in _TYPES))[:3]
    group = KNOWN_GROUPS.get(ref.name.lower())
    code = codes_of_ref(ref, book).cameo
    if group is not None and country is None:
        code = (types[0] if types else "IGO") + group
    padded = [*types, None, None, None][:3]
    return [code, ref.name.upper(), country, group, None, None, None, *padded]


def fips_of(iso3: str | None) -> str | None:
    codes = load_country_codes().get(iso3 or "")
    return codes.fips if codes else None


def place_fields(place: Place | None, book: ActorBook) -> list[object]:
    """Type, full name, country, ADM1, ADM2, latitude, longitude and feature id: GDELT's eight columns of a place.

    Dragoman knows divisions by name and places by GeoNames id; GDELT has FIPS codes and GNS ids. Only those of
    countries are given; no GeoNames id is written where a GNS id is expected.
    """
    if place is None:
        return [0, None, None, None, None, None, None, None]
    fips = fips_of(place.country)
    american = place.country == "USA"
    match place.precision:
        case "city" | "point":
            kind = 3 if american else 4
        case "region":
            kind = 2 if american else 5
        case _:
            kind = 1 if place.country else 0
    state = book.state_name(place.country) if place.country else None
    parts = [place.name, place.admin1 if place.admin1 != place.name else None, state if state != place.name else None]
    name = ", ".join(part for part in parts if part)
    whole = fips if kind == 1 else None
    return [kind, name, fips, whole, None, place.lat, place.lon, whole]


NOWHERE: list[object] = place_fields(None, ActorBook())
