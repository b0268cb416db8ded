"""The site is built from docs/ and the code, holds together, and fetches nothing from elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.blocks import ROOT, site_pages

pytest.importorskip("mkdocs")


class _Page(HTMLParser):
    """The anchors of a page, its links, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        elif tag == "link" and found.get("rel") != "canonical":
            self.loads.append(found.get("href", ""))
        elif tag in ("script", "img", "iframe", "source") and "src" in found:
            self.loads.append(found["src"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "built"
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)], cwd=ROOT, capture_output=True,
        text=True, timeout=120, check=False, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(scope="module")
def read(site: Path) -> dict[Path, _Page]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        found[path] = page
    return found


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(site: Path, read: dict[Path, _Page]) -> None:
    broken = []
    for path, page in read.items():
        if path.name == "404.html":
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            anchors = read[target].anchors if target in read else set()
            if not target.is_file() or (parts.fragment and target in read and unquote(parts.fragment) not in anchors):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert not broken
    assert len(read) > 15


def test_the_site_loads_nothing_from_elsewhere(site: Path, read: dict[Path, _Page]) -> None:
    outside = {load for page in read.values() for load in page.loads if urlsplit(load).netloc}
    assert not outside
    styles = [
        p
        for p in site.rglob("*.css")
        if "@import" in p.read_text(encoding="utf-8") or "url(http" in p.read_text(encoding="utf-8")
    ]
    assert not styles


def test_every_command_and_benchmark_has_its_place_in_the_reference() -> None:
    made = site_pages().pages()
    for name in site_pages().command_tree():
        assert f"## dragoman {name}\n" in made["reference/cli.md"]
    names = [name for name, _ in site_pages().benchmarks()]
    assert {"gold", "chronicle", "store", "speed"} <= set(names)
    assert all(f"python -m bench.{name}" in made["reference/figures.md"] for name in names)


def test_the_reference_of_python_has_signatures_and_words() -> None:
    page = site_pages().pages()["reference/python.md"]
    assert "### Store.picture" in page and "picture(as_of: date | str | None = None" in page
    assert "## dragoman.read" in page and "`dragoman.errors.StoreError`" in page


def test_the_types_have_their_fields() -> None:
    page = site_pages().pages()["reference/records.md"]
    assert (
        "### Event\n" in page and "| `speakers` | <code>tuple[Speaker, ...]</code> |" in page and "### Status\n" in page
    )
