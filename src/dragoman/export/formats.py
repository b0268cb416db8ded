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
from dragoman.knowledge.actors import load_actors
from dragoman.model.records import Reading


def lines(readings: Iterable[Reading], form: Format) -> Iterator[str]:
    """Readings as lines of a text format, without their line ends.

    Raises:
        ValueError: Parquet is no text; see `flat.write_parquet`.
    """
    book = load_actors(None)
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
        case Format.CSV:
            return csv_lines(readings)
        case Format.PARQUET:
            raise ValueError("Parquet is not written line by line")
