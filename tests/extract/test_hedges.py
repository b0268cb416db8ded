"""Certainty of own sentences through the shipped model, and its way into the records."""

from __future__ import annotations

from pathlib import Path

from dragoman.contract.encode import event_to_json
from dragoman.extract.hedges import hedge_of
from dragoman.intake.plain import read_plain
from dragoman.model.records import Certainty
from dragoman.pipeline import Reader
from dragoman.text.analyse import analyse
from tests.extract.reading import DAY, events_of, rows_of

TABLE = Path(__file__).parent / "hedges.txt"
FLOOR = 0.95  # measured, less room for a retrained model


def misread() -> list[str]:
    """The rows of the table that are read otherwise."""
    rows = rows_of(TABLE, 3)
    reader = Reader.load()
    reports = [read_plain(s.replace("*", "") + "\n", f"row {i}", published=DAY) for i, (_, s, _) in enumerate(rows)]
    wrong = []
    for (certainty, marked, reason), document in zip(rows, analyse(reports, reader.model), strict=True):
        at = document.report.text.index(marked.replace("*", "")) + marked.rindex("*") - 1
        sentence = document.sentences[0]
        trigger = next(i for i, w in enumerate(sentence.words) if w.span.end == at)
        found = hedge_of(sentence, trigger, reader.tools.cues)
        if ("hedged" if found else "asserted") != certainty:
            wrong.append(f"{certainty}, not by “{found}”: {marked} — {reason}")
    return wrong


def test_hedges_are_heard_and_not_invented() -> None:
    wrong = misread()
    assert 1 - len(wrong) / len(rows_of(TABLE, 3)) >= FLOOR, "\n".join(wrong)


def test_certainty_stands_beside_the_status_in_the_record() -> None:
    plain, hedged = "Rebels attacked a base in Mali.", "Rebels reportedly attacked a base in Mali."
    found = {s: events[0] for s, events in events_of([plain, hedged]).items()}
    assert found[plain].certainty is Certainty.ASSERTED
    assert found[hedged].certainty is Certainty.HEDGED
    assert found[plain].status == found[hedged].status == "happened"
    assert event_to_json(found[hedged])["certainty"] == "hedged"
    assert "hedged by “reportedly”" in found[hedged].why
