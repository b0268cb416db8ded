"""The model of pairs: what did the marked source do to the marked target of a sentence?

    python -m dragoman_training.pairs --out OUT.pt [--epochs N] [--seed N] [--all]

MiniLM with two marked spans and two heads, type (16 PLOVER types or none) and status. Trained only on sentences written for this
project: `own/pairs*.txt`, `own/deeds-*.txt` and the lexicon's examples. A tenth of the predicates is kept aside, whole, unless --all.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dragoman.knowledge.lexicon import read_lexicon
from dragoman.knowledge.ontology import MODES, TYPES
from dragoman.lm.features import Batch, PairFeatures, batch, pair_features
from dragoman.model.span import Span
from dragoman.text.words import tokenize
from dragoman_training.corpora import lines
from dragoman_training.model import Encoder, Shape, load_encoder
from dragoman_training.train import load_tokenizer, minilm_folder

LABELS = ("NONE", *TYPES)
# A mode with its type before it; the first is for deeds of no mode.
MODE = ("-", *(f"{t}.{m}" for t in TYPES for m in MODES.get(t, ())))
STATUS = ("happened", "ongoing", "planned", "hypothetical", "denied")
_PARTS = re.compile(r"\[\[|\]\]|\[|\]|\*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence's words with the word ranges of source and target; `status` and `mode` are -1 where they aren't known."""

    words: tuple[str, ...]
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    type: int
    mode: int
    status: int
    held_out: bool


class PairModel(nn.Module):
    """Encoder, read at the two marks and the beginning, with heads for type and status."""

    def __init__(self, shape: Shape, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.joint = nn.Sequential(nn.Dropout(dropout), nn.Linear(3 * shape.width, 384), nn.GELU(), nn.Dropout(dropout))
        self.types = nn.Linear(384, len(LABELS))
        self.modes = nn.Linear(384, len(MODE))
        self.statuses = nn.Linear(384, len(STATUS))

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of type [batch, 17], mode [batch, modes] and status [batch, 5].

        Args:
            ids: subword ids [batch, subwords].
            cases: letter case of each subword's word [batch, subwords].
            mask: 1 where a subword is [batch, subwords].
            first: places of the two marks [batch, 2], 0 for none.
        """
        hidden = self.encoder(ids, cases, mask)
        marks = hidden.gather(1, first[..., None].expand(-1, -1, hidden.shape[-1]))
        joint = self.joint(torch.cat([hidden[:, 0], marks[:, 0], marks[:, 1]], -1))
        return self.types(joint), self.modes(joint), self.statuses(joint)


def read_marked(text: str, type_: str, mode: str, status: str, key: str) -> Pair | None:
    """Read `[source]`, `[[target]]` and `*trigger*`; of a mutual deed with two single marks the second is the target."""
    plain, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"[": [], "[[": []}
    for match in _PARTS.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        mark = match.group()
        if mark in ("[", "[["):
            opened[mark] = len(plain)
        elif mark in ("]", "]]"):
            kind = {"]": "[", "]]": "[["}[mark]
            if kind not in opened:
                return None
            spans[kind].append(Span(opened.pop(kind), len(plain)))
    plain += text[at:]
    words = tokenize(plain, 0, len(plain))
    both = spans["["][:1] + (spans["[["][:1] or spans["["][1:2])
    if not spans["["]:
        if not spans["[["]:
            return None
        source, target = None, _range(words, spans["[["][0])
    else:
        source = _range(words, both[0])
        target = _range(words, both[1]) if len(both) > 1 else None
    held = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 == 0
    return Pair(
        tuple(w.of(plain) for w in words), source, target, LABELS.index(type_), _mode(type_, mode),
        STATUS.index(status) if status in STATUS else -1, held,
    )  # fmt: skip


def _mode(type_: str, mode: str) -> int:
    if mode == "":
        return -1
    name = f"{type_}.{mode}"
    return MODE.index(name) if name in MODE else 0


def _range(words: Sequence[Span], span: Span) -> tuple[int, int] | None:
    inside = [i for i, w in enumerate(words) if w.start < span.end and w.end > span.start]
    return (inside[0], inside[-1] + 1) if inside else None


def own_pairs(folder: Path) -> list[Pair]:
    """All marked sentences written for this project."""
    found: list[Pair | None] = []
    for example in read_lexicon()[1]:
        if not example.wrong:
            found.append(read_marked(example.text, example.type, "", "", example.predicate.split()[0]))
    for path in sorted((*folder.glob("deeds-*.txt"), *folder.glob("pairs*.txt"))):
        for line in lines(path):
            type_, mode, status, text = line.split("\t")
            star = re.search(r"\*([^*]+)\*", text)
            found.append(read_marked(text, type_, mode, status, star.group(1).lower() if star else ""))
    return [p for p in found if p is not None]


def batches(
    pairs: list[Pair], tokenizer: Tokenizer, size: int, rng: random.Random, *, train: bool
) -> list[tuple[Batch, list[Pair]]]:
    """Batches of like length, in random order."""
    shown: list[tuple[PairFeatures, Pair]] = []
    for p in pairs:
        source, target = p.source, p.target
        if train and target is not None and source is not None and rng.random() < 0.1:
            target = None
        shown.append((pair_features(p.words, source, target, tokenizer), p))
    shown.sort(key=lambda x: len(x[0].ids) + rng.random() * 6)
    groups = [shown[k : k + size] for k in range(0, len(shown), size)]
    rng.shuffle(groups)
    return [(batch([f for f, _ in g]), [p for _, p in g]) for g in groups]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path(__file__).parents[1] / "own")
    parser.add_argument("--start", type=Path, help="checkpoint to begin from instead of MiniLM")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="keep nothing aside")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = load_tokenizer(minilm_folder() / "tokenizer.json")
    pairs = own_pairs(args.own)
    learned = [p for p in pairs if args.all or not p.held_out]
    held = [p for p in pairs if p.held_out]
    print(len(pairs), "sentences,", len(learned), "to learn from,", len(held), "kept aside by predicate")
    model = PairModel(Shape(upos=1, xpos=1, deprels=1, names=1))
    load_encoder(model.encoder, minilm_folder() / "model.safetensors")
    if args.start is not None:
        model.load_state_dict(torch.load(args.start, weights_only=True, map_location="cpu")["model"])
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": args.rate}, {"params": heads, "lr": 5 * args.rate}],
        weight_decay=0.01,
    )
    steps = args.epochs * (len(learned) // 32 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.1 * steps), max(0.0, 1 - s / steps))
    )
    type_loss = nn.CrossEntropyLoss(label_smoothing=0.1)
    known_loss = nn.CrossEntropyLoss(ignore_index=-1)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.998))
    for epoch in range(1, args.epochs + 1):
        began, total = time.perf_counter(), 0.0
        model.train()
        for b, rows in batches(learned, tokenizer, 32, rng, train=True):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                types, modes, statuses = model(*_tensors(b))
            known = torch.tensor([p.status for p in rows])
            told = torch.tensor([p.mode for p in rows])
            loss = type_loss(types.float(), torch.tensor([p.type for p in rows]))
            if (known >= 0).any():
                loss = loss + 0.5 * known_loss(statuses.float(), known)
            if (told >= 0).any():
                loss = loss + 0.5 * known_loss(modes.float(), told)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(model)
            total += float(loss.detach())
        print(
            epoch,
            round(total / steps * args.epochs, 3),
            round(time.perf_counter() - began),
            "s",
            figures(mean.module, held, tokenizer),
            flush=True,
        )
        out = args.out.with_stem(f"{args.out.stem}-{epoch}")
        torch.save({"model": mean.module.state_dict(), "labels": {"type": LABELS, "mode": MODE, "status": STATUS}}, out)


def _tensors(b: Batch) -> tuple[Tensor, ...]:
    return tuple(torch.from_numpy(a) for a in (b.ids, b.cases, b.mask, b.first))


@torch.no_grad()
def predict(model: PairModel, pairs: list[Pair], tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Probabilities of type, mode and status of each pair."""
    model.eval()
    types, modes, statuses = [], [], []
    for p in range(0, len(pairs), 32):
        shown = [pair_features(x.words, x.source, x.target, tokenizer) for x in pairs[p : p + 32]]
        t, m, s = model(*_tensors(batch(shown)))
        types.append(torch.softmax(t, -1))
        modes.append(torch.softmax(m, -1))
        statuses.append(torch.softmax(s, -1))
    return torch.cat(types).numpy(), torch.cat(modes).numpy(), torch.cat(statuses).numpy()


def figures(model: PairModel, held: list[Pair], tokenizer: Tokenizer) -> dict[str, float]:
    """Share of types right, macro F1 over the types, and share of statuses right, on what is kept aside."""
    types, modes, statuses = predict(model, held, tokenizer)
    gold, found = np.array([p.type for p in held]), types.argmax(1)
    f1 = []
    for k in range(1, len(LABELS)):
        tp, total = ((gold == k) & (found == k)).sum(), (gold == k).sum() + (found == k).sum()
        f1.append(2 * tp / total if total else 0.0)
    known = np.array([p.status for p in held])
    sure = known >= 0
    mode = np.array([p.mode for p in held])
    moded = mode >= 0
    return {
        "types": round(float((gold == found).mean()), 3),
        "macro_f1": round(float(np.mean(f1)), 3),
        "mode": round(float((mode[moded] == modes.argmax(1)[moded]).mean()), 3),
        "status": round(float((known[sure] == statuses.argmax(1)[sure]).mean()), 3),
    }


if __name__ == "__main__":
    main()
