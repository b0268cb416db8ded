"""What the watcher says and counts: one line an event on standard error, and a file of metrics for Prometheus."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from dragoman.errors import OutputError


class LogFormat(StrEnum):
    """How log lines look."""

    JSON = "json"
    TEXT = "text"


@dataclass(slots=True)
class Journal:
    """Writes log lines, each with time, level and event before what belongs to the event."""

    form: LogFormat = LogFormat.JSON
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    clock: Callable[[], float] = time.time

    def say(self, level: str, event: str, **fields: object) -> None:
        """Write one line; what is None is left out."""
        stamp = datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = {key: value for key, value in fields.items() if value is not None}
        if self.form is LogFormat.JSON:
            line = json.dumps({"time": stamp, "level": level, "event": event, **told}, ensure_ascii=False, default=str)
        else:
            line = " ".join([stamp, level.ljust(7), event, *(f"{key}={_quoted(value)}" for key, value in told.items())])
        self.stream.write(line + "\n")
        self.stream.flush()


def _quoted(value: object) -> str:
    text = str(value)
    plain = text.isprintable() and text and not any(char in text for char in ' "=')
    return text if plain else json.dumps(text, ensure_ascii=False)


# name: (kind, what it is)
METRICS = {
    "dragoman_watch_polls_total": ("counter", "Polls of a feed by outcome."),
    "dragoman_watch_entries_total": ("counter", "Entries of feeds by what became of them."),
    "dragoman_watch_reports_total": ("counter", "Reports handed to the store by what it made of them."),
    "dragoman_watch_received_bytes_total": ("counter", "Bytes of feeds and pages, unpacked."),
    "dragoman_watch_failures": ("gauge", "Polls of a feed that failed since the last that did not."),
    "dragoman_watch_last_success_timestamp_seconds": ("gauge", "When a feed was last polled without a fault."),
    "dragoman_watch_last_round_timestamp_seconds": ("gauge", "When all feeds were last gone through."),
}


@dataclass(slots=True)
class Metrics:
    """Counts since the watcher began, in Prometheus' text format."""

    values: dict[tuple[str, tuple[tuple[str, str], ...]], float] = field(default_factory=dict)

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Count up."""
        key = (name, tuple(sorted(labels.items())))
        self.values[key] = self.values.get(key, 0) + amount

    def set(self, name: str, value: float, **labels: str) -> None:
        """Set a gauge."""
        self.values[name, tuple(sorted(labels.items()))] = value

    def render(self) -> str:
        """The text of the file."""
        lines: list[str] = []
        for name, (kind, told) in METRICS.items():
            mine = sorted((labels, value) for (held, labels), value in self.values.items() if held == name)
            if mine:
                lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
                lines += [f"{name}{_labels(labels)} {value:.15g}" for labels, value in mine]
        return "".join(line + "\n" for line in lines)

    def write(self, path: Path) -> None:
        """Write the file so that who reads it sees the old one or the new one, never a half.

        Raises:
            OutputError: it can't be written.
        """
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            draft.write_text(self.render(), encoding="utf-8")
            draft.replace(path)
        except OSError as error:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise OutputError(f"{path}: can't be written ({error.strerror or error}); check the folder") from error


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    def escaped(value: str) -> str:
        return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

    return "{" + ",".join(f'{name}="{escaped(value)}"' for name, value in labels) + "}" if labels else ""


def counts_of(values: Mapping[str, int]) -> dict[str, int]:
    """Counts that are not nought."""
    return {name: count for name, count in values.items() if count}
