"""Reading of knowledge files: CSV with comment lines; errors name the file and the line. Format: docs/knowledge.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dragoman.errors import KnowledgeError

ROOT = Path(str(files("dragoman.knowledge")))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a knowledge file with the place that it stands in."""

    path: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def list(self, column: str) -> tuple[str, ...]:
        """The parts of a value that is a list separated by semicolons."""
        value = self.values[column]
        if ";" not in value:
            return (value,) if value else ()
        return tuple([part.strip() for part in value.split(";") if part.strip()])

    def error(self, message: str) -> KnowledgeError:
        return KnowledgeError(f"{self.path}, line {self.line}: {message}")


def header_of(path: Path) -> tuple[str, ...]:
    """The columns that a file's header names."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    return tuple(next(csv.reader([line])))
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8; save it as CSV UTF-8") from error
    return ()


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a knowledge file.

    Args:
        path: the file.
        columns: the columns that its header must name, in order.

    Raises:
        KnowledgeError: the header or a row has other columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = file.readlines()
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8; save it as CSV UTF-8") from error
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.reader(line for _, line in kept)
    header = tuple(next(reader, []))
    if header != columns:
        raise KnowledgeError(f"{path}: the header is {','.join(header)}; it must be {','.join(columns)}")
    for values in reader:
        number = kept[min(reader.line_num, len(kept)) - 1][0]
        if len(values) != len(columns):
            raise KnowledgeError(
                f"{path}, line {number}: {len(values)} values for {len(columns)} columns; quote values that hold a comma"
            )
        yield Row(path, number, dict(zip(columns, [v.strip() for v in values], strict=True)))
