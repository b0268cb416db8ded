"""Status folded into type, mode and code: a case for each way."""

from __future__ import annotations

import pytest

from dragoman.knowledge.country_codes import load_cameo_names, load_country_codes
from dragoman.knowledge.folding import as_coded, folded, folded_deed
from dragoman.knowledge.lexicon import read_lexicon
from dragoman.knowledge.ontology import MODES, TYPES, codes_of
from dragoman.model.records import Status

CASES = [
    # type, mode, CAMEO, status -> type, mode, CAMEO; reason
    ("CONSULT", "visit", None, "planned", "AGREE", None, "036"),  # a coming visit
    ("CONSULT", "third-party", "045", "planned", "AGREE", None, "039"),  # will mediate
    ("CONSULT", "visit", None, "postponed", "AGREE", None, "036"),  # still to come
    ("CONSULT", "visit", None, "cancelled", "REJECT", "meet", "125"),
    ("CONSULT", None, None, "denied", "REJECT", "meet", "125"),
    ("CONSULT", "visit", None, "ongoing", "CONSULT", "visit", "042"),
    ("AID", None, "073", "planned", "AGREE", None, "0333"),
    ("AID", None, "072", "denied", "REJECT", "assist", "1222"),
    ("COOPERATE", None, "062", "hypothetical", "AGREE", None, "0312"),
    ("SUPPORT", None, None, "planned", "AGREE", None, "032"),
    ("RETREAT", "withdraw", None, "planned", "CONCEDE", None, "0356"),  # an announced withdrawal
    ("RETREAT", "release", None, "denied", "REJECT", "yield", "1243"),
    ("CONCEDE", None, None, "planned", "CONCEDE", None, "035"),
    ("ASSAULT", None, None, "planned", "THREATEN", "violence", "1383"),
    ("ASSAULT", "aerial", None, "hypothetical", "THREATEN", "violence", "138"),
    ("COERCE", "arrest", None, "planned", "THREATEN", "arrest", "137"),
    ("SANCTION", "expel", None, "planned", "THREATEN", "expel", "1313"),
    ("SANCTION", None, "163", "planned", "THREATEN", None, "1312"),
    ("MOBILIZE", "troops", None, "planned", "THREATEN", "violence", "138"),
    ("PROTEST", "demo", None, "planned", "THREATEN", None, "133"),
    ("AGREE", None, None, "planned", "AGREE", None, "030"),  # words are said when they are said
    ("REQUEST", "change", None, "hypothetical", "REQUEST", "change", "104"),
    ("AGREE", None, None, "denied", "REJECT", None, "120"),
    ("ACCUSE", None, None, "happened", "ACCUSE", None, "110"),
]


@pytest.mark.parametrize(("type_", "mode", "cameo", "status", "folded_type", "folded_mode", "code"), CASES)
def test_status_folds(
    type_: str, mode: str | None, cameo: str | None, status: str, folded_type: str, folded_mode: str | None, code: str
) -> None:
    found = folded_deed(type_, mode, codes_of(type_, mode, cameo), Status(status))
    assert found is not None
    assert (found.type, found.mode, found.codes.cameo) == (folded_type, folded_mode, code)
    assert found.type == folded(type_, Status(status))
    assert found.codes.quad == TYPES[found.type][0]


@pytest.mark.parametrize(
    "type_", ["ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE", "ACCUSE", "THREATEN", "REQUEST", "REJECT"]
)
@pytest.mark.parametrize("status", [Status.DENIED, Status.CANCELLED])
def test_what_did_not_happen_has_no_row(type_: str, status: Status) -> None:
    assert folded_deed(type_, None, codes_of(type_, None), status) is None


def test_folded_modes_are_plovers_and_codes_have_names() -> None:
    names = load_cameo_names()
    for type_ in TYPES:
        for mode in (None, *MODES.get(type_, {})):
            for status in Status:
                found = folded_deed(type_, mode, codes_of(type_, mode), status)
                if found is not None:
                    assert found.mode is None or found.mode in MODES[found.type]
                    assert found.codes.cameo in names
    assert {f.cameo for f in read_lexicon()[0] if f.cameo} <= set(names)


def test_country_codes_are_single() -> None:
    codes = [
        c.fips for iso3, c in load_country_codes().items() if c.fips and iso3 != "ALA"
    ]  # Åland is Finland's in FIPS
    assert len(codes) == len(set(codes)) > 230


@pytest.mark.parametrize(
    ("type_", "status", "why", "coded"),
    [
        ("ASSAULT", "planned", "ASSAULT by the noun “strike”; planned by “order”", "happened"),
        ("RETREAT", "planned", "RETREAT by the verb “lift sanction”; planned by “decide”", "happened"),
        ("RETREAT", "planned", "RETREAT by the verb “withdraw”; planned by “will”", "planned"),
        ("AID", "planned", "AID by the verb “send”; planned by “decide”", "planned"),
        ("ASSAULT", "hypothetical", "ASSAULT by the noun “strike”; hypothetical by “order”", "hypothetical"),
        ("ASSAULT", "planned", "ASSAULT by the verb “order strike”; planned by “will”", "planned"),
    ],
)
def test_what_was_ordered_or_decided_is_coded_as_done(type_: str, status: str, why: str, coded: str) -> None:
    assert as_coded(type_, Status(status), why) is Status(coded)
