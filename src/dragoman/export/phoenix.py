"""Phoenix (Open Event Data Alliance): 26 columns, tab-separated, no header.

Event ids are `<number>_<version>`; the quad class is Phoenix's own count from 0 (statements) to 4, by CAMEO root.
Issues hold PLOVER's contexts, each as `NAME,1` like Phoenix's own issue counts. Sentence ids are `<report>_<number>`.
Mutual deeds are two rows, one each way; status is folded as in `icews`; an absent side is "---", as PETRARCH writes
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman import __version__
from dragoman.export.gdelt_actors import actor_fields
from dragoman.export.rows import Pair, line, paired, point, province, told
from dragoman.knowledge.actors import ActorBook
from dragoman.model.records import Reading, Ref

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode",
    "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName", "CountryName",
    "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
_QUADS = {
    **dict.fromkeys(("01", "02"), 0), **dict.fromkeys(("03", "04", "05"), 1), **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3), **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4),
}  # fmt: skip


def phoenix_lines(readings: Iterable[Reading], book: ActorBook) -> Iterator[str]:
    """The table, without a header as Phoenix has none."""
    for pair in paired(told(readings)):
        yield line(_row(pair, book))


def _row(pair: Pair, book: ActorBook) -> list[object]:
    one, where, report = pair.told, pair.told.event.where, pair.told.reading.report
    day, code = one.day, one.folded.codes.cameo
    dates = [None] * 4 if day is None else [f"{day:%Y%m%d}", f"{day:%Y}", f"{day:%m}", f"{day:%d}"]
    country = book.state_name(where.country) if where and where.country else None
    return [
        f"{pair.number}_{__version__}", *dates, *_party(pair.actor, book), *_party(pair.recipient, book), code,
        code[:2],
        _QUADS[code[:2]], one.folded.codes.goldstein, ";".join(f"{c.upper()},1" for c in one.event.contexts),
        *point(where),
        where.name if where else None, province(where), country, f"{report.id[:16]}_{one.sentence or 0}", report.source,
        report.publisher,
    ]  # fmt: skip


def _party(ref: Ref | None, book: ActorBook) -> list[str | None]:
    """Full code, entity (state, or known group), role and attribute."""
    if ref is None:
        return ["---", None, None, None]
    code, _, country, group, _, _, _, first, second, _ = actor_fields(ref, book)
    return [code or "---", country or group, first, second]
