"""The shipped model: what it answers holds together, does not depend on what is read beside it, and fails in words."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import ModelError
from dragoman.lm.reader import OnnxReader, _best_path, _transitions, shipped_model

SENTENCES = [
    "Sudanese rebels shelled the airport of Khartoum on Friday .".split(),
    "Kenya and Somalia agreed to reopen their border , the minister said .".split(),
    "Talks".split(),
    "“ We will not negotiate , ” the general told Radio Okapi in Goma .".split(),
]


def test_a_sentence_reads_the_same_alone_and_among_others() -> None:
    model = shipped_model()
    together = model.analyse(SENTENCES)
    backwards = model.analyse(SENTENCES[::-1])[::-1]
    alone = [model.analyse([words])[0] for words in SENTENCES]
    assert together == alone == backwards == model.analyse(SENTENCES)


def test_an_analysis_has_one_entry_a_word_and_one_root() -> None:
    for words, found in zip(SENTENCES, shipped_model().analyse(SENTENCES), strict=True):
        layers = (found.upos, found.xpos, found.heads, found.deprels, found.names)
        assert {len(layer) for layer in layers} == {len(words)}
        assert found.heads.count(-1) == found.deprels.count("root") == 1
        assert all(-1 <= head < len(words) for head in found.heads)
        for before, tag in zip(("O", *found.names), found.names, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:], found.names


def test_names_and_verbs_of_a_plain_sentence() -> None:
    found = shipped_model().analyse(SENTENCES[:1])[0]
    assert found.names[6] == "B-LOC"
    assert found.upos[2] == "VERB"
    assert found.heads[1] == 2
    assert found.deprels[1] == "nsubj"


def test_nothing_to_read_is_no_error() -> None:
    assert shipped_model().analyse([]) == []


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json", "model.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    for other in {"reader.onnx", "tokenizer.json", "model.json"} - {name}:
        (tmp_path / other).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=rf"{name} missing; reinstall dragoman"):
        OnnxReader(tmp_path)


def test_labels_that_do_not_fit_the_network_are_told(tmp_path: Path) -> None:
    with as_file(files("dragoman.lm").joinpath("model")) as folder:
        for name in ("reader.onnx", "tokenizer.json"):
            shutil.copy(folder / name, tmp_path / name)
    (tmp_path / "model.json").write_text('{"labels": {"names": ["O", "B-PER"]}}', encoding="utf-8")
    with pytest.raises(ModelError, match=r"name labels, model\.json 2; export both again"):
        OnnxReader(tmp_path)


def test_a_name_never_goes_on_that_has_not_begun() -> None:
    tags = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    scores = np.zeros((3, 5), np.float32)
    scores[0, 4] = scores[1, 2] = 5.0  # I-LOC first, then I-PER
    scores[1, 1] = 1.0
    path = [tags[k] for k in _best_path(scores, _transitions(tags))]
    assert path[0] != "I-LOC"
    assert all(not b.startswith("I-") or a[2:] == b[2:] for a, b in zip(["O", *path], path, strict=False))
