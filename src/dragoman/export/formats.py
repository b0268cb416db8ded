"""The formats by name, and readings written in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.export.flat import csv_lines
from dragoman.export.gdelt import gdelt_lines
from dragoman.export.gdelt_mentions import gdelt_mention_lines
from dragoman.export.icews import icews_lines
from dragoman.export.names import Format
from dragoman.export.phoenix import phoenix_lines
from dragoman.export.plover import plover_lines
from dragoman.export.polecat import polecat_lines
from dragoman.knowledge.actors import ActorBook, load_actors
from dragoman.model.records import Reading

TABLES = frozenset(
    {Format.POLECAT, Format.ICEWS, Format.GDELT, Format.GDELT_MENTIONS, Format.PHOENIX, Format.PLOVER, Format.CSV}
)


def lines(readings: Iterable[Reading], form: Format) -> Iterator[str]:
    """Readings as lines of a text format, without their line ends.

    Raises:
        ValueError: Parquet is no text; see `flat.write_parquet`.
        OutputError: a library that the format needs is not installed.
    """
    book = load_actors(None)
    return _table(readings, form, book) if form in TABLES else _whole(readings, form, book)


def _table(readings: Iterable[Reading], form: Format, book: ActorBook) -> Iterator[str]:
    """Formats of one row an event, written as readings come."""
    match form:
        case Format.POLECAT:
            return polecat_lines(readings, book)
        case Format.ICEWS:
            return icews_lines(readings, book)
        case Format.GDELT:
            return gdelt_lines(readings, book)
        case Format.GDELT_MENTIONS:
            return gdelt_mention_lines(readings)
        case Format.PHOENIX:
            return phoenix_lines(readings, book)
        case Format.PLOVER:
            return plover_lines(readings, book)
        case _:
            return csv_lines(readings)


def _whole(readings: Iterable[Reading], form: Format, book: ActorBook) -> Iterator[str]:
    """Formats that need all readings before the first line: meetings, graphs, entities. What writes them is heavy."""
    from dragoman.export.cited import of_readings

    if form is Format.PARQUET:
        raise ValueError("Parquet is not written line by line")
    records = of_readings(readings)
    match form:
        case Format.ICS:  # its lines end in CRLF: the "\r" stays, the writer adds "\n"
            from dragoman.export.ics import agenda_calendar

            return _lines(agenda_calendar(records, book).text)
        case Format.NEWSML:
            from dragoman.export.newsml import agenda_message

            return _lines(agenda_message(records, book).text)
        case Format.GEOJSON:
            from dragoman.export.geojson import geojson_lines

            return geojson_lines(records)
        case Format.GRAPHML | Format.GEXF:
            from dragoman.export.graphs import gexf, graphml

            return _lines(graphml(records) if form is Format.GRAPHML else gexf(records))
        case Format.JSONLD | Format.TURTLE:
            from dragoman.export.meetings import meetings_told
            from dragoman.export.rdf import jsonld, turtle

            write = jsonld if form is Format.JSONLD else turtle
            return _lines(write(records, meetings_told(records, book)))
        case _:
            from dragoman.export.followthemoney import ftm_lines

            return ftm_lines(records)


def _lines(text: str) -> Iterator[str]:
    return iter(text.removesuffix("\n").split("\n"))
