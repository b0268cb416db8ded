"""`dragoman pairs` as people use it, with the shipped models."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from dragoman.cli import app

GOOD = "<s>Chad</s> accused <t>Sudan</t> of arming rebels.\n"


def run(*args: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, ["pairs", *[str(arg) for arg in args]], input=data)


def test_each_sentence_gets_a_line() -> None:
    result = run("-", data=GOOD + "<s>Kenya</s> will send nurses to <t>Malawi</t>.\n")
    assert result.exit_code == 0, result.stderr
    first, second = result.stdout.splitlines()
    assert first.startswith("ACCUSE/allege happened\tChad → Sudan\t")
    assert second.startswith("AID planned\tKenya → Malawi\t")


def test_objects_have_the_folded_type_and_where_the_words_stand(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps({"text": "Kenya will send nurses to Malawi.", "source": "Kenya", "target": "Malawi"}))
    result = run(path, "--format", "jsonl")
    found = json.loads(result.stdout)
    assert (found["type"], found["status"], found["folded"], found["quad"]) == ("AID", "planned", "AGREE", 1)
    assert found["text"][slice(*found["trigger"])] == "send"
    assert found["text"][slice(*found["source"])] == "Kenya"


def test_a_bad_line_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("no marks\n" + GOOD)
    result = run(path, "--out", tmp_path / "out.txt")
    assert result.exit_code == 1
    assert f"{path}, line 1: nothing marked" in result.stderr
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("ACCUSE")


def test_nothing_between_a_pair_is_a_dash_unless_an_answer_is_wanted() -> None:
    text = "<s>Norway</s> lies west of <t>Sweden</t>.\n"
    assert run("-", data=text).stdout.startswith("-\tNorway → Sweden\t")
    assert not run("-", "--always", data=text).stdout.startswith("-\t")
