"""Sentences with one marked deed, written for this project, for the head that knows deeds without a frame.

They are the lexicon's examples and `own/deeds-*.txt`. Verbs and nouns of EWT that no frame knows are examples of none. A tenth of the
predicates is kept aside, whole, and scored after each epoch: what is measured is words that the head has not seen.
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.knowledge.lexicon import load_lexicon, read_lexicon
from dragoman.knowledge.ontology import TYPES
from dragoman.lm.features import batch, features
from dragoman.lm.lemmas import lemma_of
from dragoman.text.words import tokenize
from dragoman_training.corpora import Sentence, lines
from dragoman_training.model import Reader

DEEDS = ("NONE", *TYPES)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence's words with the index of the marked one and the type of its deed."""

    words: tuple[str, ...]
    at: int
    type: str
    held_out: bool

    def sentence(self) -> Sentence:
        """As a training sentence: only the marked word's deed is known."""
        deeds = tuple(self.type if i == self.at else "" for i in range(len(self.words)))
        return Sentence(id="", doc="deeds", words=self.words, deeds=deeds)


def marked(text: str, type_: str, key: str) -> Marked | None:
    """Read `[actor]`, `[[recipient]]` and `*trigger*` marks; the trigger is the word between the stars."""
    plain, star = "", []
    for part in re.split(r"([*\[\]])", text):
        if part == "*":
            star.append(len(plain))
        elif part not in ("[", "]"):
            plain += part
    if len(star) != 2:
        return None
    spans = tokenize(plain, 0, len(plain))
    at = next((i for i, s in enumerate(spans) if s.start >= star[0] and s.end <= star[1]), None)
    if at is None:
        return None
    # Whole predicates are kept aside, so that no word of the held-out tenth was seen in training.
    held = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 == 0
    return Marked(tuple(s.of(plain) for s in spans), at, type_, held)


def deed_sentences(folder: Path) -> list[Marked]:
    """Examples of the lexicon and the sentences of deeds-*.txt."""
    found: list[Marked | None] = []
    for example in read_lexicon()[1]:
        found.append(marked(example.text, "NONE" if example.wrong else example.type, example.predicate.split()[0]))
    for path in sorted(folder.glob("deeds-*.txt")):
        for line in lines(path):
            parts = line.split("\t")
            if len(parts) == 4 and parts[0] in DEEDS:
                star = re.search(r"\*([^*]+)\*", parts[3])
                found.append(marked(parts[3], parts[0], star.group(1).lower() if star else ""))
    return [m for m in found if m is not None]


def with_quiet_words(sentences: list[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """Treebank sentences in which some verbs and nouns that no frame knows are marked as telling no deed."""
    lexicon = load_lexicon()
    out = []
    for s in sentences:
        assert s.upos and s.xpos
        deeds = tuple(
            "NONE" if u in ("VERB", "NOUN") and rng.random() < share and not lexicon.at(lemma_of(w, x)) else ""
            for w, u, x in zip(s.words, s.upos, s.xpos, strict=True)
        )
        out.append(replace(s, deeds=deeds) if any(deeds) else s)
    return out


@torch.no_grad()
def deed_figures(model: Reader, held: list[Marked], tokenizer: Tokenizer) -> dict[str, float]:
    """How well the head knows the deeds of predicates kept aside."""
    model.eval()
    shown = [features(m.words, tokenizer) for m in held]
    found = []
    for k in range(0, len(held), 64):
        b = batch(shown[k : k + 64])
        deeds = model(*(torch.from_numpy(a) for a in (b.ids, b.cases, b.mask, b.first)))[5]
        found += [deeds[row, m.at] for row, m in enumerate(held[k : k + 64])]
    model.train()
    gold = torch.tensor([DEEDS.index(m.type) for m in held])
    return scores(torch.softmax(torch.stack(found), -1), gold)


def scores(probabilities: Tensor, gold: Tensor) -> dict[str, float]:
    """Accuracy, macro F1 over the types, and precision and recall of any deed at three thresholds."""
    best, label = probabilities.max(-1)
    out = {"deeds": float((label == gold).float().mean())}
    f1 = []
    for k in range(1, len(DEEDS)):
        tp = float(((label == k) & (gold == k)).sum())
        total = float((label == k).sum() + (gold == k).sum())
        f1.append(2 * tp / total if total else 0.0)
    out["deeds_macro_f1"] = sum(f1) / len(f1)
    for threshold in (0.5, 0.7, 0.85):
        sure = (best >= threshold) & (label > 0)
        right = float((sure & (label == gold)).sum())
        out[f"precision@{threshold}"] = right / max(1.0, float(sure.sum()))
        out[f"recall@{threshold}"] = right / max(1.0, float((gold > 0).sum()))
    return {name: round(value, 3) for name, value in out.items()}
