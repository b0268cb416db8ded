"""The model of pairs: what a marked source does to a marked target of a sentence, as a type and a status with probabilities.

`PairModel` is the seam; `OnnxPairs` is the shipped model, tests may put a fake in its place. It is asked only about pairs that the
lexicon says nothing of, and by `dragoman pairs`; it is loaded on the first question.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from dragoman.lm.features import batch, pair_features
from dragoman.lm.session import open_network

Words = tuple[int, int]  # first word and end of a span


@dataclass(frozen=True, slots=True)
class Guess:
    """What the model holds of a pair: the probability of each PLOVER type (and NONE), mode ("TYPE.mode", "-") and status."""

    types: dict[str, float]
    modes: dict[str, float]
    statuses: dict[str, float]

    def best(self, *, none: bool = True) -> tuple[str, float]:
        """The likeliest type with its probability.

        Args:
            none: whether NONE may be the answer.
        """
        name = max((t for t in self.types if none or t != "NONE"), key=lambda t: self.types[t])
        return name, self.types[name]

    def mode(self, type_: str) -> str | None:
        """The likeliest mode of a type, None where that it has none is likelier."""
        best = max((m for m in self.modes if m.startswith(f"{type_}.")), key=lambda m: self.modes[m], default=None)
        others = 1 - self.types.get(type_, 0.0)  # what "-" may owe to other types
        if best is None or self.modes[best] < self.modes.get("-", 0.0) - others:
            return None
        return best.partition(".")[2]

    def status(self) -> str:
        """The likeliest status."""
        return max(self.statuses, key=lambda s: self.statuses[s])


class PairModel(Protocol):
    """Anything that has an idea of what a source does to a target."""

    def guess(self, words: Sequence[str], source: Words | None, target: Words | None) -> Guess:
        """An idea of one pair; at least one of the two spans is given."""
        ...


class OnnxPairs:
    """The shipped model, run by ONNX Runtime on the CPU."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load the model from a folder with pairs.onnx, pairs.json and tokenizer.json.

        Args:
            folder: where the three files lie.
            threads: threads of one forward pass; 0 means all cores.

        Raises:
            ModelError: a file is missing.
        """
        self._session, self._tokenizer = open_network(folder, "pairs.onnx", "pairs.json", threads)
        labels = json.loads((folder / "pairs.json").read_text(encoding="utf-8"))["labels"]
        self._types: list[str] = labels["type"]
        self._modes: list[str] = labels["mode"]
        self._statuses: list[str] = labels["status"]

    def guess(self, words: Sequence[str], source: Words | None, target: Words | None) -> Guess:
        """See `PairModel.guess`."""
        b = batch([pair_features(words, source, target, self._tokenizer)])
        types, modes, statuses = self._session.run(
            None, {"ids": b.ids, "cases": b.cases, "mask": b.mask, "marks": b.first}
        )
        return Guess(_named(self._types, types[0]), _named(self._modes, modes[0]), _named(self._statuses, statuses[0]))


class LazyPairs:
    """The shipped model, loaded on the first question."""

    def guess(self, words: Sequence[str], source: Words | None, target: Words | None) -> Guess:
        """See `PairModel.guess`."""
        return shipped_pairs().guess(words, source, target)


class Silent:
    """A model that sees nothing done between any pair."""

    def guess(self, words: Sequence[str], source: Words | None, target: Words | None) -> Guess:
        """See `PairModel.guess`."""
        return Guess({"NONE": 1.0}, {"-": 1.0}, {"happened": 1.0})


def _named(names: Sequence[str], values: np.ndarray[Any, np.dtype[np.float32]]) -> dict[str, float]:
    return {name: float(value) for name, value in zip(names, values, strict=True)}


@cache
def shipped_pairs(threads: int = 1) -> OnnxPairs:
    """The model inside the package, loaded once."""
    with as_file(files("dragoman.lm").joinpath("model")) as folder:
        return OnnxPairs(folder, threads=threads)
