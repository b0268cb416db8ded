"""Records that `dragoman read --format jsonl` wrote, back as readings.

Events and relations come back whole; the picture, which is drawn from them, does not: no format here holds it. The
blocks of the report are found again in its text, as records do not keep them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.intake.plain import read_plain
from dragoman.model.records import (
    SCHEMA,
    Casualties,
    Certainty,
    Codes,
    Event,
    Evidence,
    Kind,
    Picture,
    Place,
    Reading,
    Ref,
    Relation,
    Role,
    Speaker,
    Status,
    When,
)
from dragoman.model.report import Precision, Report
from dragoman.model.span import Span

Json = dict[str, Any]


def is_records(first_line: str) -> bool:
    """Whether a line of JSONL is a record of ours."""
    try:
        value = json.loads(first_line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.get("schema") == SCHEMA


def load_readings(path: Path) -> Iterator[Reading | InputError]:
    """Yield the readings of a file of records, and an `InputError` for each line that can't be read."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield reading_from(json.loads(line))
            except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
                reason = f"{type(error).__name__}: {error}"
                yield InputError(f"{path}, line {number}: no record of Dragoman ({reason}); this line is left out")


def reading_from(value: Json) -> Reading:
    """One record as a reading.

    Raises:
        ValueError, KeyError, TypeError: the value is no record of the contract.
    """
    if value["schema"] != SCHEMA:
        raise ValueError(f"schema {value['schema']!r}, which is not {SCHEMA}")
    return Reading(
        report=_report(value["report"]),
        dateline=_place(value["report"].get("dateline")),
        events=tuple(_event(e) for e in value["events"]),
        relations=tuple(_relation(r) for r in value["relations"]),
        picture=Picture(),
        warnings=tuple(value.get("warnings", ())),
    )


def _report(value: Json) -> Report:
    title, text = value.get("title"), value["text"]
    known = len(title) if title and text.startswith(title) else 0
    found = read_plain(text, value["source"], title=known)
    precision = value.get("published_precision")
    return replace(
        found, title=title, published=datetime.fromisoformat(value["published"]) if value.get("published") else None,
        published_precision=Precision(precision) if precision else None, publisher=value.get("publisher"),
        language=value.get("language") or "en",
    )  # fmt: skip


def _event(value: Json) -> Event:
    hurt = value.get("casualties") or {}
    return Event(
        id=value["id"],
        type=value["type"],
        mode=value.get("mode"),
        contexts=tuple(value.get("contexts", ())),
        actors=tuple(_ref(r) for r in value["actors"]),
        recipients=tuple(_ref(r) for r in value["recipients"]),
        others=tuple(Role(role=o["role"], who=_ref(o["who"])) for o in value.get("others", ())),
        topics=tuple(_topic(t) for t in value.get("topics", ())),
        where=_place(value.get("where")),
        when=_when(value.get("when")),
        status=Status(value["status"]),
        certainty=Certainty(value.get("certainty", "asserted")),
        historical=bool(value.get("historical")),
        speakers=tuple(_speaker(s) for s in value.get("speakers", ())),
        contradicts=tuple(value.get("contradicts", ())),
        casualties=Casualties(killed=_range(hurt.get("killed")), wounded=_range(hurt.get("wounded"))),
        evidence=_evidence(value["evidence"]),
        codes=_codes(value["codes"]),
        confidence=float(value["confidence"]),
        why=value["why"],
    )


def _relation(value: Json) -> Relation:
    return Relation(
        id=value["id"], kind=value["kind"], holder=_ref(value["holder"]), toward=_ref(value["toward"]),
        conflict=value.get("conflict"), when=_when(value.get("when")), status=Status(value["status"]),
        speakers=tuple(_speaker(s) for s in value.get("speakers", ())), evidence=_evidence(value["evidence"]),
        confidence=float(value["confidence"]), why=value["why"],
    )  # fmt: skip


def _ref(value: Json) -> Ref:
    return Ref(
        id=value.get("id"), name=value["name"], country=value.get("country"), sectors=tuple(value.get("sectors", ())),
        kind=Kind(value["kind"]), text=value["text"], span=_span(value["span"]),
        via=_span(value["via"]) if value.get("via") else None, title=value.get("title"), why=value.get("why"),
        confidence=value.get("confidence"),
    )  # fmt: skip


def _topic(value: Json) -> Ref | Place:
    place = None if "kind" in value else _place(value)
    return place if place is not None else _ref(value)


def _place(value: Json | None) -> Place | None:
    if value is None:
        return None
    return Place(
        text=value["text"], span=_span(value["span"]) if value.get("span") else None, name=value["name"],
        country=value.get("country"), admin1=value.get("admin1"), lat=value.get("lat"), lon=value.get("lon"),
        geonames_id=value.get("geonames_id"), precision=value.get("precision"),
    )  # fmt: skip


def _when(value: Json | None) -> When | None:
    if value is None:
        return None
    return When(
        start=_moment(value.get("start")), end=_moment(value.get("end")), precision=Precision(value["precision"]),
        span=_span(value["span"]) if value.get("span") else None, basis=value.get("basis", "text"),
    )  # fmt: skip


def _moment(value: str | None) -> date | None:
    if value is None:
        return None
    return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)


def _speaker(value: Json) -> Speaker:
    return Speaker(
        who=_ref(value["who"]), cue=_span(value["cue"]), quoted=bool(value.get("quoted")),
        when=_when(value.get("when")),
        stance=value.get("stance", "asserts"), quote=_span(value["quote"]) if value.get("quote") else None,
    )  # fmt: skip


def _evidence(value: Json) -> Evidence:
    return Evidence(sentence=_span(value["sentence"]), trigger=_span(value["trigger"]))


def _codes(value: Json) -> Codes:
    return Codes(cameo=value["cameo"], goldstein=value["goldstein"], plover=value.get("plover"), quad=value["quad"])


def _span(value: list[int]) -> Span:
    start, end = value
    return Span(start, end)


def _range(value: list[int] | None) -> tuple[int, int] | None:
    return None if value is None else (value[0], value[1])
