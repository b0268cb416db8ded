"""Networks opened for the CPU, and a clear sentence where a file of theirs is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.errors import ModelError


def open_network(folder: Path, network: str, labels: str, threads: int) -> tuple[Any, Any]:
    """An ONNX Runtime session and the tokenizer beside it.

    Args:
        folder: where network, labels and tokenizer.json lie.
        network: name of the network's file.
        labels: name of the file of its labels, which has to be there too.
        threads: threads of one forward pass; 0 means all cores.

    Raises:
        ModelError: a file is missing.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    missing = [name for name in (network, labels, "tokenizer.json") if not (folder / name).exists()]
    if missing:
        raise ModelError(f"{folder}: {', '.join(missing)} missing; reinstall dragoman or export the model again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / network), options, providers=["CPUExecutionProvider"])
    return session, Tokenizer.from_file(str(folder / "tokenizer.json"))
