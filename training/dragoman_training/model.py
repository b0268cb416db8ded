"""The network: a MiniLM encoder read at the first subword of each word, with a head for each layer of analysis.

The encoder is BERT's as published (post-layer-norm), written out here so that training needs no model library and
the ONNX export holds nothing else. Trees are scored as by Dozat and Manning (2017): biaffine arcs and labels.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

CASES = 7  # none, lower, Title, UPPER, mIxed, digits, no letter: see dragoman.lm.features.case_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of the network; the encoder's are MiniLM-L6's."""

    vocab: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    arc_width: int = 256
    label_width: int = 96
    upos: int
    xpos: int
    deprels: int
    names: int
    deeds: int = 0  # 0: a checkpoint before the head of deeds was trained

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Block(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.attention_heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: [batch, subwords, width]; bias: [batch, 1, 1, subwords], 0 where a subword is, very negative elsewhere."""
        b, s, w = x.shape
        q, k, v = self.qkv(x).view(b, s, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (w // self.heads) ** -0.5 + bias, dim=-1)
        mixed = (self.dropout(weights) @ v).transpose(1, 2).reshape(b, s, w)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's embeddings and layers, without token types (all sentences are of type 0, folded into the positions).

    The vocabulary is of lower-case letters, so a word's letter case comes in as an embedding of its own, zero at first.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocab, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(CASES, shape.width)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """ids, cases, mask: [batch, subwords]; returns [batch, subwords, width]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.cases(cases)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        return x


class Biaffine(nn.Module):
    """Scores of every (dependent, head) pair for `labels` labels; a constant 1 joins both sides as the bias."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(labels, width + 1, width + 1))

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """dependents [batch, words, width], heads [batch, words + 1, width] -> [batch, labels, words, words + 1]."""
        d = torch.cat([dependents, torch.ones_like(dependents[..., :1])], -1)
        h = torch.cat([heads, torch.ones_like(heads[..., :1])], -1)
        return d[:, None] @ self.weight @ h[:, None].transpose(-1, -2)


class Reader(nn.Module):
    """The whole model: subword ids in, scores of every layer out."""

    def __init__(self, shape: Shape, dropout: float = 0.33) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.encoder = Encoder(shape)
        self.dropout = nn.Dropout(dropout)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.upos = nn.Linear(width, shape.upos)
        self.xpos = nn.Linear(width, shape.xpos)
        self.deeds = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(width, 256),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(256, max(1, shape.deeds)),
        )
        self.near = nn.Conv1d(width, 256, 3, padding=1)
        self.names = nn.Sequential(nn.GELU(), nn.Dropout(0.2), nn.Linear(256, shape.names))
        self.arc_dependent = self._side(width, shape.arc_width, dropout)
        self.arc_head = self._side(width, shape.arc_width, dropout)
        self.label_dependent = self._side(width, shape.label_width, dropout)
        self.label_head = self._side(width, shape.label_width, dropout)
        self.arcs = Biaffine(shape.arc_width, 1)
        self.labels = Biaffine(shape.label_width, shape.deprels)

    @staticmethod
    def _side(width: int, out: int, dropout: float) -> nn.Sequential:
        return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))

    def word_vectors(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Encoder output at each word's first subword: [batch, words, width]."""
        hidden = self.encoder(ids, cases, mask)
        return self.dropout(hidden.gather(1, first[..., None].expand(-1, -1, hidden.shape[-1])))

    def forward(
        self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Returns upos, xpos, names [batch, words, n], arcs [batch, words, words+1], labels [batch, n, words, words+1], deeds.

        Args:
            ids: subword ids [batch, subwords].
            cases: letter case of each subword's word [batch, subwords]; 0 for padding and marks.
            mask: 1 where a subword is, 0 where padding is [batch, subwords].
            first: index of each word's first subword [batch, words]; 0 for padding.
        """
        words = self.word_vectors(ids, cases, mask, first)
        real = (first > 0)[..., None].to(words.dtype)
        near = self.near((words * real).transpose(1, 2)).transpose(1, 2)
        root = self.root.expand(words.shape[0], 1, -1)
        heads = torch.cat([root, words], 1)
        arcs = self.arcs(self.arc_dependent(words), self.arc_head(heads)).squeeze(1)
        # A padding word is nobody's head.
        padding = torch.cat([torch.ones_like(first[:, :1]), first], 1) == 0
        arcs = arcs.masked_fill(padding[:, None, :], -1e4)
        labels = self.labels(self.label_dependent(words), self.label_head(heads))
        return self.upos(words), self.xpos(words), self.names(near), arcs, labels, self.deeds(words)


def load_minilm(reader: Reader, path: Path) -> None:
    """Fill a reader's encoder from a published BERT-layout `model.safetensors`."""
    load_encoder(reader.encoder, path)


def load_encoder(encoder: Encoder, path: Path) -> None:
    """Fill an encoder from a published BERT-layout `model.safetensors`."""
    source = load_file(path)
    types = source["embeddings.token_type_embeddings.weight"]
    ours = {
        "words.weight": source["embeddings.word_embeddings.weight"],
        "places.weight": source["embeddings.position_embeddings.weight"] + types[0],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
        "cases.weight": torch.zeros_like(encoder.cases.weight),
    }
    parts = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(len(encoder.blocks)):
        theirs = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            ours[f"blocks.{i}.qkv.{kind}"] = torch.cat(
                [source[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            )
            for mine, name in parts.items():
                ours[f"blocks.{i}.{mine}.{kind}"] = source[f"{theirs}{name}.{kind}"]
    encoder.load_state_dict(ours)
