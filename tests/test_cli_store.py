"""The store on the command line: filled with real reports through the model, and asked in every way."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app, main

CHRONICLE = Path(__file__).parent.parent / "examples" / "chronicle" / "libya-syria-2020"
REPORTS = sorted(str(path) for path in CHRONICLE.glob("2020-06-1*.txt"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the reports of the days around the visit that was put off."""
    path = str(tmp_path_factory.mktemp("store") / "store.db")
    done = run("add", *REPORTS, "--store", path)
    assert done.exit_code == 0, done.output
    return path


def rows(store: str, *arguments: str) -> list[dict[str, object]]:
    done = run(*arguments, "--store", store, "--format", "json")
    assert done.exit_code == 0, done.output
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_adding_again_reads_nothing(store: str) -> None:
    done = run("add", *REPORTS, "--store", store)
    assert (done.exit_code, f"0 new, {len(REPORTS)} known" in done.output) == (0, True)


def test_the_visit_stands_the_day_before_and_is_put_off_on_the_day(store: str) -> None:
    for day, state in (("2020-06-13", {"announced", "confirmed"}), ("2020-06-14", {"postponed"})):
        meetings = rows(store, "agenda", "--as-of", day)
        states = {m["state"] for m in meetings if m["visitor_ids"] == ["person:sergei-lavrov", "person:sergei-shoigu"]}
        assert states and states <= state, (day, meetings)


def test_the_picture_names_backers_and_frictions(store: str) -> None:
    whole = json.loads(run("picture", "--as-of", "2020-06-14", "--store", store, "--format", "json").stdout)
    assert whole["as_of"] == "2020-06-14"
    assert {b["conflict"] for b in whole["backings"]} >= {"LBY"}
    pairs = [{f["pair"][0]["country"], f["pair"][1]["country"]} for f in whole["frictions"]]
    assert {"RUS", "TUR"} in pairs
    assert {r["conflict"] for r in rows(store, "who-backs", "LBY")} == {"LBY"}


def test_what_changed_on_the_day(store: str) -> None:
    done = run("changes", "--since", "2020-06-13", "--as-of", "2020-06-14", "--store", store)
    assert done.exit_code == 0, done.output
    assert "postponed" in done.output


def test_events_are_filtered_and_paged(store: str) -> None:
    visits = rows(store, "events", "--type", "consult", "--actor", "person:sergei-lavrov")
    assert visits and {v["type"] for v in visits} == {"CONSULT"}
    first = rows(store, "events", "--limit", "3")
    second = rows(store, "events", "--limit", "3", "--after", str(first[-1]["id"]))
    assert len(first) == 3 and not {e["id"] for e in first} & {e["id"] for e in second}
    assert all("istanbul" in str(e["sentence"]).lower() for e in rows(store, "events", "Istanbul"))
    assert run("events", "--status", "maybe", "--store", store).exit_code == 2


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize(
    "command",
    [
        ["agenda", "--all"], ["who-backs"], ["ceasefires"], ["frictions"], ["events"], ["timeline", "RUS", "TUR"],
        ["dyad", "RUS", "TUR"], ["balance"], ["actor", "person:sergei-lavrov"], ["changes", "--since", "2020-06-12"],
        ["picture"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_answer_comes_in_every_form(store: str, command: list[str], form: str) -> None:
    done = run(*command, "--store", store, "--format", form)
    assert done.exit_code == 0, done.output
    match form:
        case "json":
            json.loads(done.stdout)
        case "jsonl":
            [json.loads(line) for line in done.stdout.splitlines()]
        case "csv":
            table = list(csv.reader(io.StringIO(done.stdout)))
            assert len({len(row) for row in table if row}) <= 1


def test_why_goes_down_to_the_sentence(store: str) -> None:
    (postponed,) = [m for m in rows(store, "agenda", "--as-of", "2020-06-14") if m["state"] == "postponed"]
    tree = run("why", str(postponed["id"]), "--as-of", "2020-06-14", "--store", store).output
    assert "put off" in tree or "postpone" in tree
    assert "report:" in tree


def test_a_series_goes_to_parquet(store: str, tmp_path: Path) -> None:
    out = tmp_path / "dyad.parquet"
    assert run("dyad", "RUS", "TUR", "--by", "day", "--out", str(out), "--store", store).exit_code == 0
    assert pl.read_parquet(out).height > 0


def test_a_split_is_kept_and_undone(store: str) -> None:
    told = rows(store, "events", "--type", "CONSULT", "--limit", "500")
    stories: dict[object, list[object]] = {}
    for event in told:
        stories.setdefault(event["story"], []).append(event["id"])
    one, other = next(ids for ids in stories.values() if len(ids) > 1)[:2]
    done = run("split", str(one), str(other), "--who", "ana", "--store", store)
    judgement = done.output.split()[1].rstrip(";")
    after = {e["id"]: e["story"] for e in rows(store, "events", "--limit", "500")}
    assert after[one] != after[other]
    assert run("undo", judgement, "--store", store).exit_code == 0
    again = {e["id"]: e["story"] for e in rows(store, "events", "--limit", "500")}
    assert again[one] == again[other]


def test_the_calendar_of_a_store(store: str) -> None:
    done = run("export", "--to", "ics", "--store", store)
    assert done.exit_code == 0, done.output
    assert "Sergei Lavrov" in done.stdout.replace("\r\n ", "").replace("\n ", "")


def test_a_store_is_checked_backed_up_and_pruned(store: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    assert run("backup", copy, "--store", store).exit_code == 0
    assert "sound" in run("check", "--store", copy).output
    report = str(rows(copy, "events", "--limit", "1")[0]["report"])
    assert run("remove", report[:12], "--store", copy).exit_code == 0
    assert run("remove", report[:12], "--store", copy).exit_code == 1
    assert f"{len(REPORTS) - 1} reports" in run("check", "--store", copy).output
    assert "nothing to do" in run("migrate", "--store", copy).output


@pytest.mark.parametrize("command", ["picture", "agenda", "check", "events"])
def test_without_a_store_one_line_says_what_to_do(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["dragoman", command, "--store", str(tmp_path / "none.db")])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr().err.splitlines()
    assert (left.value.code, len(told), "dragoman init" in told[0]) == (1, 1, True)


def test_what_can_not_be_read_costs_nothing_that_was_kept(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"text": "half a', encoding="utf-8")
    path = str(tmp_path / "store.db")
    done = run("add", str(broken), REPORTS[0], str(tmp_path / "missing.txt"), "--store", path)
    assert (done.exit_code, "1 new" in done.output, "2 could not be read" in done.output) == (1, True, True)
    assert "1 reports" in run("check", "--store", path).output
