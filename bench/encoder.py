"""What the shipped encoder makes of words, layer by layer: the network opened with its inner layers as outputs too.

An ONNX file is a protocol buffer, and two of these one after the other are read as one with the fields of both. So more outputs
are asked for by adding a few bytes at the end; the file itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.lm.features import batch, features

LAYERS = tuple(f"/reader/encoder/blocks.{k}/norm2/LayerNormalization_output_0" for k in range(6))
_GRAPH, _OUTPUT, _NAME = 7, 12, 1  # field numbers of ModelProto.graph, GraphProto.output and ValueInfoProto.name

Vectors = NDArray[np.float32]


class Encoder:
    """The encoder of the shipped model."""

    def __init__(self, layers: Sequence[int] = (2, 5)) -> None:
        """Open the network.

        Args:
            layers: which of the six layers to give, 0 the lowest.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        folder = files("dragoman.lm").joinpath("model")
        self._outputs = [LAYERS[k] for k in layers]
        more = b"".join(_field(_OUTPUT, _field(_NAME, name.encode())) for name in self._outputs)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        network = folder.joinpath("reader.onnx").read_bytes() + _field(_GRAPH, more)
        self._session: Any = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))

    def vectors(self, words: Sequence[str]) -> Vectors:
        """[layers, words, width]: the mean of each word's subwords in each layer.

        Args:
            words: the words of one sentence.
        """
        shown = features(words, self._tokenizer)
        b = batch([shown])
        layers = self._session.run(self._outputs, {"ids": b.ids, "cases": b.cases, "mask": b.mask, "first": b.first})
        ends = [*shown.first[1:], len(shown.ids) - 1]
        spans = [(start, max(start + 1, end)) for start, end in zip(shown.first, ends, strict=True)]
        return np.stack([[layer[0, start:end].mean(0) for start, end in spans] for layer in layers]).astype(np.float32)


def _field(number: int, content: bytes) -> bytes:
    """A field of a protocol buffer that holds bytes: its number and kind, its length, its content."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
