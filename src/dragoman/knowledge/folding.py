"""Status folded into the type, as the peers' conventions have it: a coming visit is AGREE in a POLECAT table.

Source: the PLOVER manual on future and negated deeds, the modality table of Zero-Shot PLOVER, and CAMEO's codes for
what is intended (03), threatened (13) and refused (12). Dragoman's own records keep type and status apart; only
exporters and comparisons with such data fold. A deed that has not happened and that no refusal stands for (a denied
attack) has no place in such a table: `folded_deed` gives None for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.knowledge.ontology import codes_of
from dragoman.model.records import Codes, Status

_UNSETTLED = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.POSTPONED})
_FUTURE = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",  # an announced withdrawal or ceasefire
    "ASSAULT": "THREATEN",
    "COERCE": "THREATEN",
    "SANCTION": "THREATEN",
    "MOBILIZE": "THREATEN",
    "PROTEST": "THREATEN",
}
_NEGATED = {
    "AGREE": "REJECT",
    "CONSULT": "REJECT",
    "SUPPORT": "REJECT",
    "COOPERATE": "REJECT",
    "AID": "REJECT",
    "CONCEDE": "REJECT",
    "RETREAT": "REJECT",
}


# What somebody with power has ordered or decided is coded as done where a table cannot say more: "ordered strikes on the camp",
# "decided to lift the sanctions". Talks, help and accord that are decided on stay intentions.
_BY_DECISION = re.compile(r"planned by “(?:order|decide|decree|instruct|approve|authori[sz]e|decision)\b")
_DECIDED = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "CONCEDE", "RETREAT"})


def as_coded(type_: str, status: Status, why: str) -> Status:
    """The status that a convention without a status takes a deed to have.

    Args:
        type_: the deed's type.
        status: its status.
        why: the record's reason, which names the word that decided the status.
    """
    decided = status is Status.PLANNED and type_ in _DECIDED and _BY_DECISION.search(why) is not None
    return Status.HAPPENED if decided else status


def folded(type_: str, status: Status) -> str:
    """The type under which a convention without a status has an event."""
    if status in (Status.DENIED, Status.CANCELLED):
        return _NEGATED.get(type_, type_)
    if status in _UNSETTLED:
        return _FUTURE.get(type_, type_)
    return type_


# What is intended, threatened or refused, as modes of PLOVER and codes of CAMEO.
_FUTURE_MODES = {"ASSAULT": "violence", "MOBILIZE": "violence"}
_THREAT_MODES = {
    "arrest": "arrest",
    "expel": "expel",
    "ban": "ban",
    "withdraw": "relations",
    "discontinue": "relations",
}
_NEGATED_MODES = {"CONSULT": "meet", "AID": "assist", "CONCEDE": "yield", "RETREAT": "yield"}
_INTENDED = {
    "CONSULT": "036", "SUPPORT": "032", "COOPERATE": "031", "AID": "033", "CONCEDE": "035", "RETREAT": "035",
    "ASSAULT": "138", "COERCE": "137", "SANCTION": "131", "MOBILIZE": "138", "PROTEST": "133",
}  # fmt: skip
_INTENDED_FINER = {
    "061": "0311", "062": "0312", "063": "0313", "064": "0314", "071": "0331", "072": "0332", "073": "0333",
    "074": "0334",
    "045": "039", "0841": "0353", "0842": "0353", "085": "0354", "0861": "0355", "0862": "0355", "0871": "0356",
    "0872": "0356",
    "0873": "0356", "0874": "0356", "081": "0351", "082": "0352", "0831": "0341", "161": "1313", "163": "1312",
    "162": "1311",
    "164": "134", "165": "135", "172": "132", "1721": "1321", "1722": "1322", "1723": "1323", "1724": "1324",
    "191": "1381",
    "192": "1382", "204": "1385", "190": "1384", "180": "1383",
}  # fmt: skip
_REFUSED = {
    "AGREE": "120", "CONSULT": "125", "SUPPORT": "120", "COOPERATE": "121", "AID": "122", "CONCEDE": "124",
    "RETREAT": "124",
}  # fmt: skip
_REFUSED_FINER = {
    "061": "1211", "062": "1212", "071": "1221", "072": "1222", "073": "1223", "074": "1224", "045": "126",
    "0841": "1243",
    "085": "1244", "0871": "1246", "0874": "1246",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """A deed as a convention without a status has it; `moved` where its status changed its type."""

    type: str
    mode: str | None
    codes: Codes
    moved: bool


def folded_deed(type_: str, mode: str | None, codes: Codes, status: Status) -> Folded | None:
    """Type, mode and codes with the status folded in; None for what did not happen and stands for no refusal.

    Use this when rows are written; `folded` alone when types are compared.

    Args:
        type_: the deed's own type.
        mode: its mode.
        codes: its own codes.
        status: whether it has happened.
    """
    if status in (Status.DENIED, Status.CANCELLED):
        if type_ not in _NEGATED:
            return None
        code = _REFUSED_FINER.get(codes.cameo, _REFUSED[type_])
        return _moved(_NEGATED[type_], _NEGATED_MODES.get(type_), code)
    if status in _UNSETTLED and type_ in _INTENDED:
        future = _FUTURE.get(type_, type_)
        code = _INTENDED_FINER.get(codes.cameo, _INTENDED[type_])
        if future != "THREATEN":
            return _moved(future, None, code)
        return _moved(
            future,
            _FUTURE_MODES.get(type_) or _THREAT_MODES.get(mode or "", "restrict" if type_ == "COERCE" else None),
            code,
        )
    return Folded(type_, mode, codes, moved=False)


def _moved(type_: str, mode: str | None, cameo: str) -> Folded:
    return Folded(type_, mode, codes_of(type_, mode, cameo), moved=True)
