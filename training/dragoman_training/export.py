"""Write a trained checkpoint as the model that Dragoman ships: ONNX, int8 weights, labels and a report beside it.

    python -m dragoman_training.export --checkpoint runs/first/epoch10.pt --out ../src/dragoman/lm/model

Prints how far the exported model's answers agree with the checkpoint's.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.lm.features import batch, features
from dragoman_training.model import Reader, Shape
from dragoman_training.train import load_tokenizer, minilm_folder

INPUTS = ["ids", "cases", "mask", "first"]
OUTPUTS = ["upos", "xpos", "names", "arcs", "labels", "deeds"]
PROBES = (
    "The two ministers met in Geneva on Tuesday , officials said .",
    "Rebels seized the town after a week of fighting .",
    "Talks are due to resume in June",
)


class Exported(nn.Module):
    """The reader with choices made inside: best tags, name scores, arc scores, best label of every arc."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        upos, xpos, names, arcs, labels, deeds = self.reader(ids, cases, mask, first)
        return (
            upos.argmax(-1).to(torch.uint8),
            xpos.argmax(-1).to(torch.uint8),
            torch.log_softmax(names, -1),
            torch.log_softmax(arcs, -1),
            labels.argmax(1).to(torch.uint8),
            torch.softmax(deeds, -1),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the weights in float32")
    parser.add_argument("--figures", default="{}", help="development figures, as JSON, for the report")
    args = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.checkpoint, weights_only=True, map_location="cpu")
    reader = Reader(Shape(**saved["shape"]))
    reader.load_state_dict(saved["model"], strict=False)  # a checkpoint may be older than a head
    model = Exported(reader.eval())
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(minilm_folder() / "tokenizer.json")
    tokenizer.save(str(args.out / "tokenizer.json"), pretty=False)
    shown = batch([features(probe.split(), tokenizer) for probe in PROBES])
    inputs = tuple(torch.from_numpy(a) for a in (shown.ids, shown.cases, shown.mask, shown.first))
    sizes = {"ids": ("batch", "subwords"), "mask": ("batch", "subwords")}
    sizes |= {"first": ("batch", "words"), "cases": ("batch", "subwords")}
    axes = {name: dict(enumerate(dims)) for name, dims in sizes.items()}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes["arcs"][2] = axes["labels"][2] = "heads"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            inputs,
            str(plain),
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        target = args.out / "reader.onnx"
        if args.float:
            shutil.copy(plain, target)
        else:
            graph = onnx.load(str(plain)).graph
            # The biaffine products stay in float: their weights are small, and no matrix multiplication by ONNX's rules.
            kept = [node.name for node in graph.node if node.name.startswith(("/reader/arcs/", "/reader/labels/"))]
            quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept)
    with torch.no_grad():
        expected = [t.numpy() for t in model(*inputs)]
    session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    got = session.run(OUTPUTS, dict(zip(INPUTS, (shown.ids, shown.cases, shown.mask, shown.first), strict=True)))
    real = shown.first > 0
    agreement = {
        name: float(np.mean(e[real] == g[real])) for name, e, g in zip(OUTPUTS[:2], expected, got, strict=False)
    }
    agreement["heads"] = float(np.mean(expected[3].argmax(-1)[real] == got[3].argmax(-1)[real]))
    report = {
        "model": "dragoman reader 1",
        "labels": saved["labels"],
        "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (target, args.out / "tokenizer.json")},
        "figures": json.loads(args.figures),
    }
    (args.out / "model.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(f"{target.stat().st_size / 1e6:.1f} MB; agreement with the checkpoint on probes: {agreement}")


if __name__ == "__main__":
    main()
