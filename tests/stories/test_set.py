"""The benchmark's reports and its key fit each other."""

from __future__ import annotations

import csv
from collections import defaultdict

from bench.stories import HALVES, SET
from dragoman.intake.files import find_files, read_file
from dragoman.model.report import Report


def test_every_phrase_of_the_key_stands_in_its_report_and_every_report_is_dated() -> None:
    texts = {}
    for path in find_files(SET / "reports"):
        (report,) = read_file(path)
        assert isinstance(report, Report)
        assert report.published is not None, path.name
        texts[path.stem] = report.text
    deeds: dict[str, set[str]] = defaultdict(set)
    with (SET / "key.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            assert row["half"] in HALVES
            assert texts[row["report"]].count(row["phrase"]) >= int(row["nth"]), row
            deeds[row["deed"]].add(row["report"])
    assert len(texts) >= 60
    assert sum(len(reports) > 1 for reports in deeds.values()) >= 20
