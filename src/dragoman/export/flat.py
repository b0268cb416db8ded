"""Our own table, as CSV or Parquet: one row an event, nothing folded, the sentence and its offsets beside the codes.

CSV is UTF-8 with a header; lists are joined by "; "; what a spreadsheet would take for a formula has an apostrophe
before it. Parquet keeps lists, numbers and dates as such and the text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, TYPE_CHECKING

from dragoman.errors import OutputError
from dragoman.export.rows import cell
from dragoman.model.records import Event, Reading, Ref, When
from dragoman.text.analyse import sentence_spans

if TYPE_CHECKING:
    import polars

Value = str | int | float | bool | date | list[str] | None
# Column -> what it holds; "list" is a list of texts.
COLUMNS: dict[str, str] = {
    "event_id": "text", "report_id": "text", "source": "text", "publisher": "text", "title": "text",
    "published": "text",
    "language": "text", "type": "text", "mode": "text", "contexts": "list", "status": "text", "historical": "bool",
    "actor_ids": "list", "actors": "list", "actor_countries": "list", "actor_sectors": "list", "recipient_ids": "list",
    "recipients": "list", "recipient_countries": "list", "recipient_sectors": "list", "others": "list",
    "topics": "list",
    "speakers": "list", "start": "date", "end": "date", "when_precision": "text", "when_basis": "text", "place": "text",
    "place_country": "text", "place_admin1": "text", "lat": "float", "lon": "float", "geonames_id": "int",
    "place_precision": "text", "killed_low": "int", "killed_high": "int", "wounded_low": "int", "wounded_high": "int",
    "cameo": "text", "goldstein": "float", "plover": "float", "quad": "int", "confidence": "float",
    "sentence_number": "int",
    "sentence": "text", "sentence_start": "int", "sentence_end": "int", "trigger": "text", "trigger_start": "int",
    "trigger_end": "int", "why": "text",
}  # fmt: skip


def flat_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Value]]:
    """One row an event, in the columns above."""
    for reading in readings:
        starts = [span.start for span in sentence_spans(reading.report)]
        for event in reading.events:
            number = sum(start <= event.evidence.sentence.start for start in starts) or None
            yield {
                **_report(reading), **_deed(event), **_side("actor", event.actors), **_side("recipient",
                event.recipients),
                **_when(event.when), **_where(event), **_numbers(event), **_words(reading, event),
                "sentence_number": number,
            }  # fmt: skip


def _report(reading: Reading) -> dict[str, Value]:
    report = reading.report
    return {
        "report_id": report.id, "source": report.source, "publisher": report.publisher, "title": report.title,
        "published": report.published.isoformat() if report.published else None, "language": report.language,
    }  # fmt: skip


def _deed(event: Event) -> dict[str, Value]:
    return {
        "event_id": event.id, "type": event.type, "mode": event.mode, "contexts": list(event.contexts),
        "status": event.status.value, "historical": event.historical,
        "others": [f"{o.role}: {o.who.name}" for o in event.others], "topics": [t.name for t in event.topics],
        "speakers": [s.who.name for s in event.speakers], "confidence": event.confidence, "why": event.why,
    }  # fmt: skip


def _side(name: str, refs: Sequence[Ref]) -> dict[str, Value]:
    """One side of a deed; the lists of a side run together, an unknown value in them is an empty text."""
    return {
        f"{name}_ids": [ref.id or "" for ref in refs], f"{name}s": [ref.name for ref in refs],
        f"{name}_countries": [ref.country or "" for ref in refs],
        f"{name}_sectors": ["+".join(ref.sectors) for ref in refs],
    }  # fmt: skip


def _when(when: When | None) -> dict[str, Value]:
    return {
        "start": _day(when.start) if when else None, "end": _day(when.end) if when else None,
        "when_precision": when.precision.value if when else None, "when_basis": when.basis if when else None,
    }  # fmt: skip


def _day(value: date | None) -> date | None:
    return None if value is None else date(value.year, value.month, value.day)


def _where(event: Event) -> dict[str, Value]:
    where = event.where
    names = ("name", "country", "admin1", "lat", "lon", "geonames_id", "precision")
    columns = ("place", "place_country", "place_admin1", "lat", "lon", "geonames_id", "place_precision")
    return {c: getattr(where, n, None) for c, n in zip(columns, names, strict=True)}


def _numbers(event: Event) -> dict[str, Value]:
    killed, wounded = event.casualties.killed or (None, None), event.casualties.wounded or (None, None)
    return {
        "killed_low": killed[0], "killed_high": killed[1], "wounded_low": wounded[0], "wounded_high": wounded[1],
        "cameo": event.codes.cameo, "goldstein": event.codes.goldstein, "plover": event.codes.plover,
        "quad": event.codes.quad,
    }  # fmt: skip


def _words(reading: Reading, event: Event) -> dict[str, Value]:
    text, sentence, trigger = reading.report.text, event.evidence.sentence, event.evidence.trigger
    return {
        "sentence": _text(sentence.of(text)), "sentence_start": sentence.start, "sentence_end": sentence.end,
        "trigger": _text(trigger.of(text)), "trigger_start": trigger.start, "trigger_end": trigger.end,
    }  # fmt: skip


def _text(text: str) -> str:
    """Text that UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def csv_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The table as CSV, header first."""
    yield _csv(list(COLUMNS))
    for row in flat_rows(readings):
        yield _csv([_csv_value(row[column]) for column in COLUMNS])


def _csv(values: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(values)
    return buffer.getvalue()


def _csv_value(value: Value) -> object:
    if isinstance(value, list):
        return "; ".join(cell(part).replace(";", ",") for part in value)
    if isinstance(value, str):
        return cell(value)
    return str(value).lower() if isinstance(value, bool) else value


def frame(readings: Iterable[Reading]) -> polars.DataFrame:
    """The table as a polars data frame.

    Raises:
        OutputError: polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise OutputError("Parquet needs polars, which is not installed; run pip install 'dragoman[tables]'") from error
    types = {
        "text": pl.String(), "list": pl.List(pl.String()), "bool": pl.Boolean(), "date": pl.Date(),
        "float": pl.Float64(),
        "int": pl.Int64(),
    }  # fmt: skip
    return pl.DataFrame(list(flat_rows(readings)), schema={c: types[t] for c, t in COLUMNS.items()}, orient="row")


def write_parquet(readings: Iterable[Reading], stream: IO[bytes]) -> None:
    """Write the table as Parquet.

    Raises:
        OutputError: polars is not installed.
    """
    frame(readings).write_parquet(stream)
