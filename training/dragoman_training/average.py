"""Last stage of the recipe: the mean of two readers, with a head of deeds trained on it.

    python -m dragoman_training.average runs/third/epoch4.pt runs/fifth/epoch4.pt --out runs/mean.pt

The second reader was trained on from the first, so their weights lie close enough to be averaged; the mean keeps the trees of one
and the names of the other. The head of deeds has no twin in the first and is trained anew, with the encoder left as it is.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.lm.features import batch, features
from dragoman_training.corpora import Sentence, read_conllu
from dragoman_training.deed_sentences import DEEDS, deed_sentences, scores, with_quiet_words
from dragoman_training.model import Reader, Shape
from dragoman_training.train import load_tokenizer, minilm_folder


def mean(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    """The mean of two checkpoints; what only the second has is kept from it."""
    old, new = a["model"], b["model"]
    both = {k: (old[k] + v) / 2 if k in old and v.is_floating_point() else v for k, v in new.items()}
    return b | {"model": both}


@torch.no_grad()
def states(model: Reader, sentences: list[Sentence], tokenizer: Tokenizer) -> tuple[Tensor, Tensor]:
    """Inputs of the head of deeds at the marked words, [n, width], and the numbers of their deeds, [n]."""
    seen: list[Tensor] = []
    hook = model.deeds.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    shown, gold = [], []
    for k in range(0, len(sentences), 32):
        part = sentences[k : k + 32]
        b = batch([features(s.words, tokenizer) for s in part])
        model(*(torch.from_numpy(x) for x in (b.ids, b.cases, b.mask, b.first)))
        words = seen.pop()
        for row, s in enumerate(part):
            for at, deed in enumerate(s.deeds or ()):
                if deed:
                    shown.append(words[row, at])
                    gold.append(DEEDS.index(deed))
    hook.remove()
    return torch.stack(shown), torch.tensor(gold)


def fit(head: nn.Module, x: Tensor, y: Tensor, epochs: int) -> None:
    """Train a head on fixed inputs, all types weighing alike within a batch drawn at random."""
    optimizer = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.05)
    steps = epochs * (len(x) // 64)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-3, total_steps=steps)
    head.train()
    for _ in range(steps):
        rows = torch.randint(len(x), (64,))
        optimizer.zero_grad()
        nn.functional.cross_entropy(head(x[rows]), y[rows], label_smoothing=0.05).backward()
        optimizer.step()
        schedule.step()
    head.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--own", type=Path, default=Path("own"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)

    both = mean(*(torch.load(p, map_location="cpu", weights_only=True) for p in (args.first, args.second)))
    model = Reader(Shape(**both["shape"]))
    model.load_state_dict(both["model"])
    model.eval()
    tokenizer = load_tokenizer(minilm_folder() / "tokenizer.json")
    marked = deed_sentences(args.own)
    quiet = with_quiet_words(read_conllu(args.data / "treebank/ewt-train.conllu.gz"), 0.3, random.Random(1))
    x, y = states(model, [m.sentence() for m in marked if not m.held_out] + [s for s in quiet if s.deeds], tokenizer)
    held_x, held_y = states(model, [m.sentence() for m in marked if m.held_out], tokenizer)
    fit(model.deeds, x, y, args.epochs)
    with torch.no_grad():
        print(
            f"{len(x)} words, {len(held_x)} of predicates kept aside",
            scores(torch.softmax(model.deeds(held_x), -1), held_y),
        )
    torch.save(both | {"model": model.state_dict()}, args.out)


if __name__ == "__main__":
    main()
