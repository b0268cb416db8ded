"""The order of the parts: each imports only from those before it, and reading needs nothing of training."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dragoman"
ORDER = (
    "errors",
    "model",
    "knowledge",
    "intake",
    "contract",
    "lm",
    "text",
    "mentions",
    "extract",
    "resolve",
    "picture",
    "pipeline",
    "pairs",
    "reading",
    "store",
    "stories",
    "lives",
    "answers",
    "watch",
    "alerts",
    "keeping",
    "pictures",
    "brief",
    "render",
    "export",
    "web",
    "cli_input",
    "cli_actors",
    "cli_store",
    "cli_export",
    "cli_answers",
    "cli_alerts",
    "cli_watch",
    "cli_pairs",
    "cli_plot",
    "cli_brief",
    "cli_serve",
    "cli",
)
OUTSIDE = {"__init__", "__main__"}  # the front doors may name anything
ONLY_STANDARD = ("model", "errors")  # what all the rest is built on
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a module imports at run time, with its line; those for type checkers only are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: imports are absolute"
            inside = [f"dragoman.{a.name}" for a in node.names if node.module == "dragoman" and a.name in ORDER]
            yield from ((node.lineno, name) for name in inside or [node.module or ""])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_part_imports_only_those_before_it(path: Path) -> None:
    part = part_of(path)
    if part in OUTSIDE:
        return
    assert part in ORDER, f"{part} is new: give it its place in ORDER"
    for line, name in imports(path):
        if name.startswith("dragoman."):
            other = name.split(".")[1]
            assert ORDER.index(other) <= ORDER.index(part), f"{path}, line {line}: {part} may not import {other}"


@pytest.mark.parametrize("part", ONLY_STANDARD)
def test_the_model_needs_the_standard_library_only(part: str) -> None:
    for path in MODULES:
        if part_of(path) == part:
            foreign = {name.split(".")[0] for _, name in imports(path)} - sys.stdlib_module_names - {"dragoman"}
            assert not foreign, f"{path} imports {foreign}"


def test_no_module_of_the_runtime_names_torch() -> None:
    for path in MODULES:
        names = {name.split(".")[0] for _, name in imports(path)}
        assert not names & {"torch", "transformers", "spacy"}, path


def test_reading_never_imports_torch() -> None:
    code = """
import sys
from dragoman import read
from dragoman.render.page import page
(reading,) = read(sys.argv[1])
page([reading])
print(len(reading.events), *(m for m in ("torch", "transformers", "tensorflow", "spacy") if m in sys.modules))
"""
    example = ROOT / "examples" / "karabakh-truce.txt"
    done = subprocess.run([sys.executable, "-c", code, example], capture_output=True, text=True, check=True, timeout=60)
    count, *heavy = done.stdout.split()
    assert int(count) > 0
    assert not heavy
