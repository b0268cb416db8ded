"""Train the linear model of sentence ends on EWT and the free GUM documents.

python -m dragoman_training.sentence_ends --data ../shared/data --out ../src/dragoman/text/ends.json
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import torch
from torch import nn

from dragoman.model.span import Span
from dragoman.text.sentences import CLOSERS, end_features, is_mark
from dragoman_training.corpora import RawDocument, free_gum_documents, raw_documents


def examples(documents: list[RawDocument]) -> list[tuple[list[str], float]]:
    """Features and answer of each place where a sentence might end, given where its sentence began."""
    out = []
    for doc in documents:
        words = [Span(*w) for w in doc.words]
        forms = [w.of(doc.text) for w in words]
        ends = {end for _, end in doc.sentences}
        start = 0
        for i in range(len(words) - 1):
            is_end = words[i].end in ends
            if is_end or words[i].end != words[i + 1].start or is_mark(forms[i]) or forms[i] in CLOSERS:
                out.append((end_features(doc.text, words, forms, i, start), float(is_end)))
            if is_end:
                start = i + 1
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--least", type=int, default=3, help="a feature is kept when seen at least so often")
    parser.add_argument("--decay", type=float, default=1e-6)
    args = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    trees = args.data / "treebank"
    docs = raw_documents(trees / "ewt-train.conllu.gz")
    docs += raw_documents(trees / "gum-train.conllu.gz", free_gum_documents(trees / "gum-documents.tsv"))
    train = examples(docs)
    counts = Counter(name for names, _ in train for name in names)
    index = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= args.least), 1)}
    ids = torch.tensor([[index.get(name, 0) for name in names] for names, _ in train])
    gold = torch.tensor([answer for _, answer in train])
    weights = nn.EmbeddingBag(len(index) + 1, 1, mode="sum", padding_idx=0)
    nn.init.zeros_(weights.weight)
    optimizer = torch.optim.Adam(weights.parameters(), lr=0.02, weight_decay=args.decay)
    for epoch in range(1, args.epochs + 1):
        order, total = torch.randperm(len(gold)), 0.0
        for chosen in order.split(2048):
            loss = nn.functional.binary_cross_entropy_with_logits(weights(ids[chosen]).squeeze(1), gold[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        print(f"epoch {epoch} loss {total / len(gold):.4f}")
    values = weights.weight.detach().squeeze(1)
    kept = {name: round(float(values[i]), 3) for name, i in index.items() if abs(values[i]) >= 0.05}
    args.out.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":"), indent=0), encoding="utf-8")
    print(f"{len(kept)} of {len(index)} features kept")


if __name__ == "__main__":
    main()
