"""The blocks of the Python page run one after the other, as a reader would type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, blocks


def test_every_block_of_the_python_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    found = [b for b in blocks(DOCS / "python.md") if b.language == "python"]
    assert len(found) > 8
    for block in found:
        code = compile("\n" * block.line + block.text, block.page, "exec")  # a failure names the page and its line
        exec(code, names)
    printed = capsys.readouterr().out
    assert "put off with no new day" in printed and "# Brief of 14 June 2020" in printed and "nowhere.db" in printed
