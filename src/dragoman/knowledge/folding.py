"""Status folded into the type, as the peers' conventions have it: a coming visit is AGREE in a POLECAT table.

Source: the PLOVER manual on future and negated deeds, and the modality table of Zero-Shot PLOVER. Dragoman's own records keep
type and status apart; only exporters and comparisons with such data fold.
"""

from __future__ import annotations

from dragoman.model.records import Status

_UNSETTLED = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.POSTPONED})
_FUTURE = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
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


def folded(type_: str, status: Status) -> str:
    """The type under which a convention without a status has an event."""
    if status in (Status.DENIED, Status.CANCELLED):
        return _NEGATED.get(type_, type_)
    if status in _UNSETTLED:
        return _FUTURE.get(type_, type_)
    return type_
