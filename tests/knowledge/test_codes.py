"""Actors in other systems' codes."""

from __future__ import annotations

import pytest

from dragoman.knowledge.actors import load_actors
from dragoman.knowledge.codes import codes_of_ref, split_cameo
from dragoman.model.records import Kind, Ref
from dragoman.model.span import Span


def ref(kind: Kind, country: str | None, *sectors: str) -> Ref:
    return Ref(id=None, name="", country=country, sectors=sectors, kind=kind, text="", span=Span(0, 0))


@pytest.mark.parametrize(
    ("who", "cameo", "cow", "gw"),
    [
        (ref(Kind.STATE, "RUS", "GOV"), "RUS", 365, 365),
        (ref(Kind.PERSON, "TUR", "GOV"), "TURGOV", 640, 640),
        (ref(Kind.GROUP, "LBY", "REB", "MIL"), "LBYMIL", 620, 620),  # CAMEO puts the army before the rebels
        (ref(Kind.ORGANISATION, None, "IGO"), "IGO", None, None),
        (ref(Kind.ORGANISATION, None, "IGO", "MIL"), "IGOMIL", None, None),
        (ref(Kind.MEDIA, "QAT", "JRN"), "QATMED", 694, 694),  # the press is MED there
        (ref(Kind.PERSON, "QAT", "MED"), "QATHLH", 694, 694),  # and medicine HLH
        (ref(Kind.STATE, "ROU", "GOV"), "ROM", 360, 360),  # where CAMEO's code of the state is its own
        (ref(Kind.OTHER, None), None, None, None),
    ],
)
def test_codes(who: Ref, cameo: str | None, cow: int | None, gw: int | None) -> None:
    found = codes_of_ref(who, load_actors())
    assert (found.cameo, found.cow, found.gw) == (cameo, cow, gw)
    assert found.iso3 == who.country


def test_cameo_codes_come_apart() -> None:
    assert split_cameo("AFGREB") == ("AFG", ("REB",))
    assert split_cameo("IGOUNO") == (None, ("IGO",))
    assert split_cameo("USAMED") == ("USA", ("JRN",))
    assert split_cameo("COP", alone=True) == (None, ("COP",))
