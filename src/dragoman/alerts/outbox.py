"""What was fired and what of it has arrived, in a file of JSON lines that is only ever added to.

A line is `{"fired": alert, "to": [targets]}` or `{"delivered": key of the alert, "to": target}`. A line is on the disk before its
write returns. A last line that was cut off by a crash is left out, and counted; the next line begins on its own.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from dragoman.alerts.alert import Alert, from_json, to_json
from dragoman.errors import InputError, OutputError


def append_line(path: Path, value: object) -> None:
    """Add one line of JSON to a file, and make sure that it is on the disk.

    Raises:
        OutputError: the file can't be written.
    """
    line = json.dumps(value, ensure_ascii=True).encode("ascii") + b"\n"
    try:
        with path.open("a+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if stream.seek(0, os.SEEK_END) and stream.seek(-1, os.SEEK_END) >= 0 and stream.read(1) != b"\n":
                line = b"\n" + line
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise OutputError(
            f"{path}: can't be written ({error.strerror or error}); check the path and its rights"
        ) from error


@dataclass(slots=True)
class Outbox:
    """The file in memory: the keys of all alerts that were fired, and those that still wait, with their targets by name."""

    path: Path
    fired: set[str] = field(default_factory=set)
    waiting: dict[str, tuple[Alert, set[str]]] = field(default_factory=dict)
    broken: int = 0

    def keep(self, alert: Alert, targets: Sequence[str]) -> None:
        """Note an alert as fired, before it is sent."""
        if alert.key not in self.fired:
            append_line(self.path, {"fired": to_json(alert), "to": list(targets)})
            self._fired(alert, targets)

    def mark(self, key: str, target: str) -> None:
        """Note that an alert arrived at a target."""
        append_line(self.path, {"delivered": key, "to": target})
        self._delivered(key, target)

    def take(self, line: bytes) -> None:
        """Take in one line of the file."""
        try:
            value: Any = json.loads(line)
            if "fired" in value:
                self._fired(from_json(value["fired"]), value["to"])
            else:
                self._delivered(value["delivered"], value["to"])
        except (ValueError, TypeError, KeyError, InputError):
            self.broken += 1

    def _fired(self, alert: Alert, targets: Sequence[str]) -> None:
        self.fired.add(alert.key)
        self.waiting[alert.key] = alert, set(targets)

    def _delivered(self, key: str, target: str) -> None:
        _, targets = self.waiting.get(key, (None, set()))
        targets.discard(target)
        if not targets:
            self.waiting.pop(key, None)


@contextmanager
def open_outbox(path: Path) -> Iterator[Outbox]:
    """The outbox of a file, for one process at a time; another waits until it is free.

    Raises:
        OutputError: the file can't be read or locked.
    """
    outbox = Outbox(path)
    lock = _locked(path.with_name(path.name + ".lock"))
    try:
        for line in _lines(path):
            outbox.take(line)
        yield outbox
    finally:
        lock.close()


def _locked(path: Path) -> IO[bytes]:
    """A file that this process holds alone until it is closed."""
    try:
        stream = path.open("wb")
        fcntl.flock(stream, fcntl.LOCK_EX)
    except OSError as error:
        raise OutputError(
            f"{path}: can't be opened ({error.strerror or error}); check the path and its rights"
        ) from error
    return stream


def _lines(path: Path) -> list[bytes]:
    try:
        return [line for line in path.read_bytes().split(b"\n") if line.strip()] if path.exists() else []
    except OSError as error:
        raise OutputError(
            f"{path}: can't be read ({error.strerror or error}); check the path and its rights"
        ) from error
