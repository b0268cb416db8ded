"""GDELT 2.0 events: 61 columns, tab-separated, no header.

Actors have CAMEO codes, geography has FIPS codes. Mutual deeds are two rows, one each way, as TABARI and PETRARCH
write symmetric events. Tone is not measured and stays empty; the places of the actors are not read apart from that of
the deed and have type 0. The counts of mentions, sources and articles are 1: each record rests on one sentence of one
report. DATEADDED is the report's own time, so that a second export is the same as the first. Status is folded as in
`icews`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from dragoman.export.gdelt_actors import NOWHERE, actor_fields, place_fields
from dragoman.export.rows import Pair, line, paired, told
from dragoman.knowledge.actors import ActorBook
from dragoman.model.records import Reading

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code",
    "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources",
    "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip


def gdelt_lines(readings: Iterable[Reading], book: ActorBook) -> Iterator[str]:
    """The table, without a header as GDELT has none."""
    for pair in paired(told(readings)):
        yield line(_row(pair, book))


def _row(pair: Pair, book: ActorBook) -> list[object]:
    one = pair.told
    code = one.folded.codes.cameo
    return [
        pair.number, *_dates(one.day), *actor_fields(pair.actor, book), *actor_fields(pair.recipient, book),
        int(one.leads),
        code, code[:3], code[:2], one.folded.codes.quad, one.folded.codes.goldstein, 1, 1, 1, None, *NOWHERE, *NOWHERE,
        *place_fields(one.event.where, book), stamp(one.published), one.reading.report.source,
    ]  # fmt: skip


def _dates(day: date | None) -> list[object]:
    """Day, month, year, and the year with its fraction, where months count as thirty days as in GDELT."""
    if day is None:
        return [None] * 4
    fraction = min(((day.month - 1) * 30 + day.day) / 365, 0.9999)
    return [f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day.year + fraction:.4f}"]


def stamp(when: datetime | None) -> str | None:
    """A moment as GDELT writes it: YYYYMMDDHHMMSS."""
    return f"{when:%Y%m%d%H%M%S}" if when is not None else None
