"""The tutorial's commands work, one after the other, and print what the page says."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, Block, blocks

TUTORIAL = blocks(DOCS / "tutorial.md")
MARK = "----8<----"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of running all blocks: what each printed, and the folder that they left."""

    printed: dict[int, str]
    folder: Path


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("tutorial")
    parts = [(b.line, b.text) for b in TUTORIAL if b.language == "bash"]
    script = "set -euo pipefail\n" + "".join(f"{text}\necho '{MARK}'\n" for _, text in parts)
    environment = {k: v for k, v in os.environ.items() if k != "DRAGOMAN_STORE"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    run = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment | {"COLUMNS": "200"}, capture_output=True, text=True, timeout=600, check=False
    )  # fmt: skip
    assert run.returncode == 0, f"{run.stdout[-2000:]}\n{run.stderr[-2000:]}"
    printed = run.stdout.split(MARK)
    return Done({line: text for (line, _), text in zip(parts, printed, strict=False)}, folder)


def test_every_command_of_the_tutorial_runs(done: Done) -> None:
    assert len(done.printed) == sum(b.language == "bash" for b in TUTORIAL) > 8
    assert (done.folder / "agenda.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("block", [b for b in TUTORIAL if b.language == "text"], ids=str)
def test_it_prints_what_the_page_says(block: Block, done: Done) -> None:
    """Each line of a `text` block stands in what the block before it printed, blanks, lines and columns of no matter."""
    before = max(line for line in done.printed if line < block.line)
    printed = " ".join(done.printed[before].split())
    for line in block.text.splitlines():
        words = line.split()
        assert all(word in printed for word in words), f"{block}: {line!r} is not in\n{done.printed[before]}"


def test_the_calendar_has_the_visit_as_postponed(done: Done) -> None:
    calendar = (done.folder / "agenda.ics").read_text(encoding="utf-8")
    assert "Sergei Lavrov" in calendar and "X-DRAGOMAN-STATE:postponed" in calendar
