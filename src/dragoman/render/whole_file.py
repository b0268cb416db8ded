"""Files that are written whole or not at all: what stood there stays until all is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from dragoman.errors import OutputError


@contextmanager
def whole_file(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A stream to a file that takes its place when the block ends well.

    Args:
        path: the file, replaced if it is there.
        binary: whether bytes are written, not text in UTF-8.

    Raises:
        OutputError: the file can't be written.
    """
    if not path.name or path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file in it")
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") if binary else unfinished.open("w", encoding="utf-8", errors="replace") as stream:
            yield stream
        unfinished.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: can't be written ({error.strerror or error}); check the path and its rights"
        ) from error
    finally:
        if unfinished.parent.is_dir():
            unfinished.unlink(missing_ok=True)
