"""The language model as the rest of Dragoman sees it: words in, tags, trees and names out.

`LanguageModel` is the seam; `OnnxReader` is the shipped model, tests may put a fake in its place. One pass of a small
encoder gives all layers of a sentence (see training/).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.lm.features import Features, batch, features
from dragoman.lm.session import open_network
from dragoman.lm.tree import decode

_LAYERS = ["upos", "xpos", "names", "arcs", "labels"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Layers of one sentence, one entry a word; heads are indices of words, -1 for the root; names are IOB2 tags."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...]


class LanguageModel(Protocol):
    """Anything that analyses sentences."""

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Analyse sentences, each a non-empty list of words; one answer each, in order."""
        ...


class OnnxReader:
    """The shipped model, run by ONNX Runtime on the CPU."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Load the model from a folder with reader.onnx, tokenizer.json and model.json.

        Args:
            folder: where the three files lie.
            threads: threads of one forward pass; 0 means all cores.

        Raises:
            ModelError: a file is missing, or the labels do not fit the network.
        """
        self._session, self._tokenizer = open_network(folder, "reader.onnx", "model.json", threads)
        self.labels: dict[str, list[str]] = json.loads((folder / "model.json").read_text(encoding="utf-8"))["labels"]
        width = self._session.get_outputs()[2].shape[-1]
        if width != len(self.labels["names"]):
            raise ModelError(
                f"{folder}: the network has {width} name labels, model.json {len(self.labels['names'])}; export both again"
            )
        self._allowed = _transitions(self.labels["names"])
        self.seconds = 0.0  # spent in the network itself, for bench.speed

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """See `LanguageModel.analyse`."""
        # One sentence a pass: the int8 products are scaled by all that is in a pass, and what is read in a sentence must not depend
        # on its neighbours. On a CPU a full batch gains nothing over it.
        return [self._forward(features(words, self._tokenizer)) for words in sentences]

    def _forward(self, shown: Features) -> Analysis:
        from time import perf_counter

        b = batch([shown])
        began = perf_counter()
        upos, xpos, names, arcs, labels = self._session.run(
            _LAYERS, {"ids": b.ids, "cases": b.cases, "mask": b.mask, "first": b.first}
        )
        self.seconds += perf_counter() - began
        return self._answer(len(shown.first), upos[0], xpos[0], names[0], arcs[0], labels[0])

    def _answer(
        self,
        n: int,
        upos: NDArray[np.uint8],
        xpos: NDArray[np.uint8],
        names: NDArray[np.float32],
        arcs: NDArray[np.float32],
        labels: NDArray[np.uint8],
    ) -> Analysis:
        heads = decode(arcs[:n, : n + 1])
        return Analysis(
            tuple(self.labels["upos"][k] for k in upos[:n]),
            tuple(self.labels["xpos"][k] for k in xpos[:n]),
            tuple(heads),
            tuple("root" if head < 0 else self.labels["deprels"][labels[i, head + 1]] for i, head in enumerate(heads)),
            tuple(self.labels["names"][k] for k in _best_path(names[:n], self._allowed)),
        )


def _transitions(tags: list[str]) -> NDArray[np.float32]:
    """Cost of tag b after tag a: I-X only after B-X or I-X; the last row is the sentence's beginning."""
    cost = np.zeros((len(tags) + 1, len(tags)), np.float32)
    for b, tag in enumerate(tags):
        if tag.startswith("I-"):
            cost[:, b] = -1e4
            for a, before in enumerate(tags):
                if before[2:] == tag[2:] and before != "O":
                    cost[a, b] = 0.0
    return cost


def _best_path(scores: NDArray[np.float32], allowed: NDArray[np.float32]) -> list[int]:
    """Viterbi over tag scores [words, tags]."""
    best = scores[0] + allowed[-1]
    back = []
    for row in scores[1:]:
        through = best[:, None] + allowed[:-1]
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


@cache
def shipped_model(threads: int = 1) -> OnnxReader:
    """The model inside the package, loaded once."""
    with as_file(files("dragoman.lm").joinpath("model")) as folder:
        return OnnxReader(folder, threads=threads)
