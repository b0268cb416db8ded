"""GDELT 2.0 mentions: 16 columns, tab-separated, no header; one row for each row of `gdelt`, joined by GLOBALEVENTID.

This is where GDELT keeps its provenance: sentence, offsets of both actors and of the deed in the report as it was read.
Confidence is Dragoman's own, in steps of ten per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.export.gdelt import stamp
from dragoman.export.rows import Pair, line, paired, told
from dragoman.model.address import host_of
from dragoman.model.records import Reading, Ref

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
_WEB, _CITATION = 1, 2  # MentionType: a URL, or a source that is only named


def gdelt_mention_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The table, without a header as GDELT has none."""
    for pair in paired(told(readings)):
        yield line(_row(pair))


def _row(pair: Pair) -> list[object]:
    one, report = pair.told, pair.told.reading.report
    web = report.source.startswith(("http://", "https://"))
    confidence = max(10, min(100, round(one.event.confidence * 10) * 10))
    return [
        pair.number, f"{one.day:%Y%m%d}000000" if one.day else None, stamp(one.published), _WEB if web else _CITATION,
        (host_of(report.source) if web else "") or report.publisher or report.source, report.source, one.sentence,
        _offset(pair.actor),
        _offset(pair.recipient), one.event.evidence.trigger.start, 1, confidence, len(report.text), None, None, None,
    ]  # fmt: skip


def _offset(ref: Ref | None) -> int:
    """Where an actor is named or stood for; -1 as in GDELT where there is none."""
    return -1 if ref is None else (ref.via or ref.span).start
