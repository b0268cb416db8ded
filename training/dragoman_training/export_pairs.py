"""Write the model of pairs as Dragoman ships it: ONNX with int8 weights, and its labels.

python -m dragoman_training.export_pairs --checkpoint OUT.pt --out ../src/dragoman/lm/model
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.lm.features import batch, pair_features
from dragoman_training.model import Shape
from dragoman_training.pairs import PairModel, own_pairs
from dragoman_training.train import load_tokenizer, minilm_folder

INPUTS = ["ids", "cases", "mask", "marks"]
OUTPUTS = ["types", "modes", "statuses"]


class Exported(nn.Module):
    """The model of pairs with probabilities instead of scores."""

    def __init__(self, model: PairModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        types, modes, statuses = self.model(ids, cases, mask, first)
        return torch.softmax(types, -1), torch.softmax(modes, -1), torch.softmax(statuses, -1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path(__file__).parents[1] / "own")
    args = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.checkpoint, weights_only=True, map_location="cpu")
    pair_model = PairModel(Shape(upos=1, xpos=1, deprels=1, names=1))
    pair_model.load_state_dict(saved["model"])
    model = Exported(pair_model.eval())
    tokenizer = load_tokenizer(minilm_folder() / "tokenizer.json")
    probes = own_pairs(args.own)[::400]
    shown = batch([pair_features(p.words, p.source, p.target, tokenizer) for p in probes])
    inputs = tuple(torch.from_numpy(a) for a in (shown.ids, shown.cases, shown.mask, shown.first))
    axes: dict[str, dict[int, str]] = {name: {0: "batch", 1: "subwords"} for name in INPUTS[:3]}
    axes |= {name: {0: "batch"} for name in ("marks", *OUTPUTS)}
    target = args.out / "pairs.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model, inputs, str(plain), input_names=INPUTS, output_names=OUTPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True)
    with torch.no_grad():
        expected = [t.numpy() for t in model(*inputs)]
    session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    got = session.run(None, dict(zip(INPUTS, (shown.ids, shown.cases, shown.mask, shown.first), strict=True)))
    agreement = [float(np.mean(e.argmax(1) == g.argmax(1))) for e, g in zip(expected, got, strict=True)]
    report = {
        "model": "dragoman pairs 1",
        "labels": saved["labels"],
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    (args.out / "pairs.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(f"{target.stat().st_size / 1e6:.1f} MB; agreement with the checkpoint on {len(probes)} probes: {agreement}")


if __name__ == "__main__":
    main()
