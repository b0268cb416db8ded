"""What a test sees of a picture: its rows, whatever layer they are in, and its words."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.pictures.marks import Row
from dragoman.pictures.theme import Spec


def layers(spec: Spec) -> Iterator[Spec]:
    """All layers that draw something, from the back."""
    for layer in spec.get("layer", ()):
        if "layer" in layer:
            yield from layers(layer)
        else:
            yield layer


def rows(spec: Spec, mark: str) -> list[Row]:
    """Rows of all layers with this mark."""
    return [row for layer in layers(spec) if _mark(layer) == mark for row in layer["data"]["values"]]


def tipped(spec: Spec, mark: str) -> list[Row]:
    """Rows of the layers with this mark that tell something where the mouse is: what is drawn, without the key."""
    found = [
        layer for layer in layers(spec) if _mark(layer) == mark and isinstance(layer["encoding"].get("tooltip"), list)
    ]
    return [row for layer in found for row in layer["data"]["values"]]


def words(spec: Spec) -> list[str]:
    """All that is written on a picture, its title first."""
    title = spec["title"]
    return [*title["text"], *title["subtitle"], *(str(row["text"]) for row in rows(spec, "text"))]


def _mark(layer: Spec) -> str:
    mark = layer["mark"]
    return str(mark["type"])
