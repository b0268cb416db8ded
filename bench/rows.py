"""Benchmarks of one sentence a row: their options, and their sentences as reports."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeVar

Row = TypeVar("Row")


def row_options(doc: str | None) -> argparse.Namespace:
    """The options of such a benchmark, as given on the command line."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=0, help="only the first N rows (0: all)")
    parser.add_argument("--skip", type=int, default=0, help="leave out the first N rows")
    parser.add_argument(
        "--half", choices=("even", "odd"), help="every second row: to work on one half and report the other"
    )
    parser.add_argument("--show", type=int, default=0, help="print the first N mistakes")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def chosen(rows: list[Row], options: argparse.Namespace) -> list[Row]:
    """The rows that the options leave."""
    if options.half:
        rows = rows[options.half == "odd" :: 2]
    rows = rows[options.skip :]
    return rows[: options.limit] if options.limit else rows
