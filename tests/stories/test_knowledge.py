"""The files that stories are decided by: whole, and with errors that name their line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.ontology import MODES, TYPES
from dragoman.stories import score, signs
from dragoman.stories.kinds import FOLDER, load_kinds


def test_every_type_and_mode_has_a_sort() -> None:
    kinds = load_kinds()
    for type_ in TYPES:
        for mode in (None, *MODES.get(type_, {})):
            assert kinds.sorts_of(type_, mode, "999"), (type_, mode)


def test_every_weight_is_used_and_every_sign_has_one() -> None:
    source = "".join(Path(str(m.__file__)).read_text(encoding="utf-8") for m in (signs, sys.modules[score.__module__]))
    for name in load_kinds().weights:
        assert f'"{name}"' in source, name
    for name in re.findall(r'\("([a-z\' ]+)", (?:\d|known|max|min|common|float)', source):
        assert name in load_kinds().weights, name


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("kinds.csv", "ATTACK,,,violence", "type 'ATTACK'"),
        ("kinds.csv", "ASSAULT,flying,,violence", "mode 'flying'"),
        ("kinds.csv", "ASSAULT,,,brawl", "sorts 'brawl'"),
        ("sorts.csv", "brawl,one,1,1,no,claim,yes,no,no,", "back 'one'"),
        ("sorts.csv", "brawl,1,1,1,maybe,claim,yes,no,no,", "symmetric 'maybe'"),
        ("sorts.csv", "brawl,1,1,1,no,both,yes,no,no,", "doer 'both'"),
        ("weights.csv", "luck,much,", "weight 'much'"),
    ],
)
def test_errors_name_the_value_and_what_is_allowed(tmp_path: Path, file: str, row: str, message: str) -> None:
    for path in FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text + row + "\n" if path.name == file else text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(message)) as error:
        load_kinds(tmp_path)
    assert file in str(error.value)
