"""What `import dragoman` offers, and that it offers it quickly."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import InputError
from dragoman.model.records import Reading

ROOT = Path(__file__).parent.parent
PUBLIC = ["Event", "Reader", "Reading", "Relation", "Store", "__version__", "read"]
EXAMPLE = ROOT / "examples" / "karabakh-truce.txt"


def test_the_public_names_are_the_documented_ones() -> None:
    assert sorted(dragoman.__all__) == PUBLIC
    assert dir(dragoman) == PUBLIC
    for name in PUBLIC:
        assert getattr(dragoman, name) is not None
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in PUBLIC:
        assert re.search(rf"^\| `{name}` ", readme, re.MULTILINE), f"README's table of public names lacks {name}"


def test_other_names_are_refused_with_the_list() -> None:
    with pytest.raises(AttributeError, match="its public names are Event, Reader"):
        _ = dragoman.nothing


def test_version_is_that_of_the_project() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{dragoman.__version__}"' in project


def test_import_loads_nothing_heavy() -> None:
    code = "import sys, dragoman; print(*(m for m in sys.modules if m.split('.')[0] in {heavy}))"
    heavy = ("numpy", "onnxruntime", "tokenizers", "rich", "typer", "jinja2")
    done = subprocess.run(
        [sys.executable, "-c", code.format(heavy=heavy)], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.split() == []


def test_read_takes_a_path_or_a_record_or_several() -> None:
    (reading,) = dragoman.read(EXAMPLE)
    assert isinstance(reading, Reading)
    assert reading.report.published == datetime(2020, 10, 11, 16, 40)
    record = {"text": "Turkey accused Greece of violating its airspace.", "id": "7"}
    first, second = dragoman.read([str(EXAMPLE), record], published=date(2021, 3, 4))
    assert first.report == reading.report
    assert (second.report.source, second.report.published) == ("7", datetime(2021, 3, 4))


def test_read_of_one_bad_source_raises() -> None:
    with pytest.raises(InputError, match="no such file"):
        dragoman.read("nowhere.txt")
    with pytest.raises(InputError, match="no text"):
        dragoman.read({"title": "x"})
    with pytest.raises(InputError, match="published='yesterday' is not a date"):
        dragoman.read(EXAMPLE, published="yesterday")


def test_read_of_several_goes_on_after_a_bad_one() -> None:
    assert len(dragoman.read(["nowhere.txt", EXAMPLE])) == 1
    with pytest.raises(InputError, match="no such file"):
        dragoman.read(["nowhere.txt", "nor-here.txt"])
