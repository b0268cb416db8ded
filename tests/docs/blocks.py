"""The code blocks of the documentation."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One code block of a page."""

    page: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}, line {self.line}"


def blocks(path: Path) -> list[Block]:
    """The code blocks of a page, in order."""
    text = path.read_text(encoding="utf-8")
    page = str(path.relative_to(ROOT))
    return [Block(page, text.count("\n", 0, m.start()) + 1, m[1], m[2]) for m in _FENCE.finditer(text)]


def pages() -> Iterator[Path]:
    """All pages of people's writing."""
    yield ROOT / "README.md"
    yield from sorted(p for p in DOCS.rglob("*.md") if "decisions" not in p.parts)


def site_pages() -> Any:
    """The module that makes pages from code; it is a script, not a part of any package."""
    spec = importlib.util.spec_from_file_location("docs_pages", ROOT / "scripts" / "docs_pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
