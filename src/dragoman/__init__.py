"""Reads dated news reports: who did what to whom, when, where, said by whom, and whether it happened.

    from dragoman import read

    for reading in read("report.txt"):
        for event in reading.events:
            print(event.type, event.status, event.evidence.sentence.of(reading.report.text))

What stands in `__all__` is public, and the errors of `dragoman.errors`; the rest may change between versions.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.keeping.store import Store
    from dragoman.model.records import Event, Reading, Relation
    from dragoman.pipeline import Reader
    from dragoman.reading import read

    __version__: str

__all__ = ["Event", "Reader", "Reading", "Relation", "Store", "__version__", "read"]

_HOMES = {
    "Event": "dragoman.model.records",
    "Reader": "dragoman.pipeline",
    "Reading": "dragoman.model.records",
    "Relation": "dragoman.model.records",
    "Store": "dragoman.keeping.store",
    "read": "dragoman.reading",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: `import dragoman` alone loads no model and no knowledge."""
    if name == "__version__":
        from importlib.metadata import version

        return version("dragoman")
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}; its public names are {', '.join(__all__)}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
