"""The formats by name, apart from what writes them: the command line's help needs no more."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What `export` can write."""

    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    PHOENIX = "phoenix"
    PLOVER = "plover"
    CSV = "csv"
    PARQUET = "parquet"
    ICS = "ics"
    NEWSML = "newsml"
    GEOJSON = "geojson"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSONLD = "jsonld"
    TURTLE = "turtle"
    FTM = "ftm"
