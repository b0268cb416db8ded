"""Records go to JSONL and come back the same."""

from __future__ import annotations

from pathlib import Path

from dragoman.contract.decode import is_records, load_readings
from dragoman.contract.encode import to_line
from dragoman.errors import InputError
from dragoman.export.formats import lines
from dragoman.export.names import Format
from dragoman.model.records import Reading
from tests.export import factories as f
from tests.render.sample import sample


def loaded(tmp_path: Path, *readings: Reading) -> list[Reading | InputError]:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(to_line(r) + "\n" for r in readings), encoding="utf-8")
    return list(load_readings(path))


def test_events_and_relations_come_back_whole(tmp_path: Path) -> None:
    for original in (f.reading(), sample()):
        (reading,) = loaded(tmp_path, original)
        assert isinstance(reading, Reading)
        assert reading.report == original.report
        assert reading.events == original.events
        assert reading.relations == original.relations


def test_an_export_of_records_is_that_of_the_readings(tmp_path: Path) -> None:
    (reading,) = loaded(tmp_path, f.reading())
    assert isinstance(reading, Reading)
    for form in Format:
        if form is not Format.PARQUET:
            assert list(lines([reading], form)) == list(lines([f.reading()], form))


def test_a_bad_line_is_told_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(to_line(f.reading()) + "\n\n{\n" + '{"schema": "other"}\n', encoding="utf-8")
    good, broken, other = load_readings(path)
    assert isinstance(good, Reading)
    assert str(broken).startswith(f"{path}, line 3: no record of Dragoman")
    assert "schema 'other'" in str(other)


def test_what_records_are() -> None:
    assert is_records(to_line(f.reading()))
    assert not is_records('{"text": "Iran and Iraq met."}')
    assert not is_records("not JSON")
