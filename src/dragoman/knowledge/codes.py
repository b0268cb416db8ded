"""Actors in the codes of other systems: CAMEO actor codes, Correlates of War and Gleditsch-Ward numbers.

Sources: the CAMEO codebook (actor codes: state or type of international actor, then roles), PLOVER's table of
sectors. PLOVER and CAMEO differ where the one says JRN and MED and the other MED and HLH, for the press and for
medicine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge.actor_types import ActorBook
from dragoman.model.records import Kind, Ref

_TO_CAMEO = {"JRN": "MED", "MED": "HLH", "PRM": "UAF", "SOC": "CVL", "UNK": ""}
_FROM_CAMEO = {
    "MED": "JRN", "HLH": "MED", "INS": "REB", "MOD": "", "RAD": "", "SEP": "REB", "AMN": "NGO", "IRC": "NGO",
    "GRP": "NGO", "UNO": "IGO", "DEV": "", "HRI": "SOC", "ENV": "SOC", "NGM": "NGO", "MNC": "BUS", "SET": "CVL",
    "TOP": "", "MID": "", "HAR": "", "ESP": "", "PTY": "PTY",
}  # fmt: skip
_ROLES = frozenset(
    "GOV MIL COP JUD LEG PTY SPY REB OPP UAF CRM IGO NGO BUS EDU MED JRN CVL REL LAB AGR ELI REF SOC PRM UNK".split()
)
_SUPRANATIONAL = frozenset({"IGO", "NGO", "NGM", "MNC", "INT", "IMG", "UIS"})
# Where a ref has several sectors, the one that CAMEO puts first.
_ORDER = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "REB", "OPP", "PTY", "UAF", "CRM")


@dataclass(frozen=True, slots=True)
class ActorCodes:
    """One actor in several systems of codes; None where a system has none for it."""

    cameo: str | None
    iso3: str | None
    cow: int | None
    gw: int | None
    sectors: tuple[str, ...]


def codes_of_ref(ref: Ref, book: ActorBook) -> ActorCodes:
    """The codes of an actor as mentioned.

    Args:
        ref: the actor.
        book: where the states' numbers stand.
    """
    state = book.states.get(ref.country or "")
    cow = int(state.cow) if state and state.cow.isdigit() else None
    gw = int(state.gw) if state and state.gw.isdigit() else None
    return ActorCodes(_cameo(ref, state.cameo if state else None), ref.country, cow, gw, ref.sectors)


def _cameo(ref: Ref, country: str | None) -> str | None:
    """Country and first role: RUSGOV; a state itself is RUS; an international body IGO; None where nothing is known."""
    if ref.kind is Kind.STATE:
        return country or ref.country
    ordered = sorted(ref.sectors, key=lambda s: _ORDER.index(s) if s in _ORDER else len(_ORDER))
    roles = [code for sector in ordered if (code := _TO_CAMEO.get(sector, sector))]
    if country is None:
        supra = next((r for r in roles if r in _SUPRANATIONAL), None)
        if supra is not None:
            return supra + next((r for r in roles if r != supra), "")
        return roles[0] if roles else None
    return country + (roles[0] if roles else "")


def split_cameo(code: str, *, alone: bool = False) -> tuple[str | None, tuple[str, ...]]:
    """A CAMEO actor code as state and PLOVER sectors: AFGREB is ("AFG", ("REB",)).

    Args:
        code: the code, in parts of three letters.
        alone: the code has no state, as those of agents.
    """
    parts = [code[i : i + 3].upper() for i in range(0, len(code), 3)]
    country = None
    if not alone and parts and parts[0] not in _ROLES | _SUPRANATIONAL | _FROM_CAMEO.keys():
        country = parts.pop(0)
    sectors = (_FROM_CAMEO.get(part, part) for part in parts)
    return country, tuple(dict.fromkeys(s for s in sectors if s in _ROLES))


def kind_of_roles(sectors: Iterable[str], *, agent: bool) -> Kind:
    """The kind of actor that has these sectors, where nothing else tells it; an agent's noun is of persons."""
    known = set(sectors)
    for sector, kind in (
        ("REB", Kind.GROUP), ("UAF", Kind.GROUP), ("CRM", Kind.GROUP), ("PTY", Kind.GROUP), ("OPP", Kind.GROUP),
        ("IGO", Kind.ORGANISATION), ("NGO", Kind.ORGANISATION),
    ):  # fmt: skip
        if sector in known:
            return kind
    if agent:
        return Kind.MILITARY if "MIL" in known else Kind.PEOPLE
    for sector, kind in (
        ("MIL", Kind.MILITARY), ("JRN", Kind.MEDIA), ("BUS", Kind.COMPANY), ("GOV", Kind.GOVERNMENT),
        ("COP", Kind.GOVERNMENT), ("LEG", Kind.GOVERNMENT), ("JUD", Kind.GOVERNMENT), ("SPY", Kind.GOVERNMENT),
    ):  # fmt: skip
        if sector in known:
            return kind
    return Kind.ORGANISATION
