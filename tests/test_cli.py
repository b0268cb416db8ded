"""The command line as people use it: forms, problems at the end, exit status, and help at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import dragoman
from dragoman.cli import app
from dragoman.pipeline import Reader

ROOT = Path(__file__).parent.parent
EXAMPLE = str(ROOT / "examples" / "karabakh-truce.txt")
SENTENCE = "Turkey accused Greece of violating its airspace on Monday.\n"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(autouse=True)
def _one_reader(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load model and knowledge once for all tests of this module."""
    monkeypatch.setattr(Reader, "load", classmethod(lambda cls, model=None: reader))


def run(*args: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=data)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_table_of_the_example() -> None:
    result = run("read", EXAMPLE)
    assert result.exit_code == 0, result.stderr
    assert "Agenda" in result.stdout
    assert "Zohrab Mnatsakanyan" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 110
    assert result.stderr == ""


def test_jsonl_is_one_object_a_report() -> None:
    result = run("read", EXAMPLE, ROOT / "examples" / "wires.jsonl", "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    assert [line["schema"] for line in lines(result)] == ["dragoman.records/1"] * 4


def test_json_is_one_array() -> None:
    (record,) = json.loads(run("read", EXAMPLE, "-f", "json").stdout)
    assert record["report"]["published"] == "2020-10-11T16:40:00"
    assert record["report"]["text"] == Path(EXAMPLE).read_text(encoding="utf-8")


def test_html_is_one_page() -> None:
    result = run("read", EXAMPLE, "-f", "html")
    assert result.stdout.startswith("<!doctype html>")
    assert result.stdout.rstrip().endswith("</html>")


def test_reading_twice_gives_the_same() -> None:
    assert run("read", EXAMPLE, "-f", "jsonl").stdout == run("read", EXAMPLE, "-f", "jsonl").stdout


def test_a_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("Published: 2020-06-14\n\n" + SENTENCE)
    result = run("read", tmp_path, "-f", "jsonl")
    assert [line["report"]["source"] for line in lines(result)] == [  # type: ignore[index]
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.txt"),
    ]


def test_standard_input_and_published() -> None:
    (record,) = lines(run("read", "-", "--published", "2020-06-16T11:08", "-f", "jsonl", data=SENTENCE))
    report = record["report"]
    assert isinstance(report, dict)
    assert (report["published"], report["published_precision"]) == ("2020-06-16T11:08:00", "minute")


def test_no_date_anywhere_is_a_warning_and_no_date() -> None:
    result = run("read", "-", "-f", "jsonl", data=SENTENCE)
    assert result.exit_code == 0
    assert "warning: -: no date of publication" in result.stderr
    (record,) = lines(result)
    assert record["report"]["published"] is None  # type: ignore[index]
    events = record["events"]
    assert isinstance(events, list)
    assert events
    assert all((e["when"] or {}).get("start") is None for e in events)


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(500))
    (tmp_path / "bad.jsonl").write_text('{"text": "Iran and Iraq signed a deal.", "date": "2020-06-14"}\nnonsense\n')
    paths = [tmp_path / name for name in ("empty.txt", "binary.txt", "nowhere.txt", "bad.jsonl")]
    result = run("read", *paths, EXAMPLE, "-f", "jsonl")
    assert result.exit_code == 1
    assert len(lines(result)) == 2
    assert result.stderr.splitlines() == [
        f"{paths[0]}: empty; nothing to read",
        f"{paths[1]}: not text but binary data; give the report as a text or JSON file",
        f"{paths[2]}: no such file; check the path",
        f"{paths[3]}, line 2: not valid JSON (Expecting value: line 1 column 1 (char 0)); this line is left out",
    ]


def test_out_writes_a_whole_file_or_none(tmp_path: Path) -> None:
    assert run("read", EXAMPLE, "-f", "html", "-o", tmp_path / "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["read", EXAMPLE, "--published", "soon"], "--published 'soon' is not a date; write it as 2020-06-14"),
        (["read", EXAMPLE, "--as-of", "soon"], "--as-of 'soon' is not a date; write it as 2020-06-14"),
        (["explain", EXAMPLE, "-s", "99"], "--sentence 99: the report has sentences 1 to"),
    ],
)
def test_bad_options_are_told(args: Sequence[str], message: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_explain_shows_tree_and_frames() -> None:
    result = run("explain", "-", "--sentence", "1", "--published", "2020-06-16", data=SENTENCE)
    assert result.exit_code == 0, result.stderr
    assert "nsubj" in result.stdout
    assert "ACCUSE" in result.stdout


def test_explain_never_reads_text_as_markup() -> None:
    result = run(
        "explain", "-", "--published", "2020-06-16", data="Turkey [bold]accused[/bold] Greece\x1b[2J :warning: today."
    )
    assert result.stdout.splitlines()[1].startswith("1 Turkey [bold]")
    assert "[2J" in result.stdout
    assert "\x1b" not in result.stdout


def test_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"dragoman {dragoman.__version__}\n")


def test_help_imports_nothing_heavy() -> None:
    code = """
import sys
import dragoman
from dragoman.cli import app
try:
    app(["read", "--help"])
except SystemExit as stop:
    assert stop.code == 0
print("HEAVY", *(m for m in ("numpy", "onnxruntime", "tokenizers", "jinja2") if m in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert "--published" in done.stdout
    assert done.stdout.splitlines()[-1].split() == ["HEAVY"]


def test_main_tells_errors_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "read", EXAMPLE, "--out", str(tmp_path / "no" / "page.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"dragoman: {tmp_path / 'no' / 'page.html'}: can't be written")
    assert "Traceback" not in done.stderr
