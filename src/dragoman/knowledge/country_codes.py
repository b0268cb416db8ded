"""Countries and events in the codes and names of other tables: FIPS, ICEWS, CAMEO; format in docs/knowledge.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, read_rows


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """What other tables call a country; None where they have nothing for it, or nothing of their own."""

    fips: str | None
    icews: str | None


@cache
def load_country_codes(path: Path | None = None) -> dict[str, CountryCodes]:
    """Codes and names by ISO 3166-1 alpha-3.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    out: dict[str, CountryCodes] = {}
    for row in read_rows(path or ROOT / "country_codes.csv", ("iso3", "fips", "icews")):
        if len(row["iso3"]) != 3 or len(row["fips"]) not in (0, 2):
            raise row.error(f"{row['iso3']!r}, {row['fips']!r}; write three letters and two letters")
        out[row["iso3"]] = CountryCodes(row["fips"] or None, row["icews"] or None)
    return out


@cache
def load_cameo_names(path: Path | None = None) -> dict[str, str]:
    """The names of CAMEO's events by code.

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    out: dict[str, str] = {}
    for row in read_rows(path or ROOT / "cameo.csv", ("code", "name")):
        if not row["code"].isdigit() or len(row["code"]) not in (3, 4):
            raise row.error(f"code {row['code']!r}; CAMEO's codes have three or four digits")
        out[row["code"]] = row["name"]
    return out
