"""Readings of any shape that the contract allows, odd characters and all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from dragoman.model.records import (
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
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span
from dragoman.store.values import digest

_CHARACTERS = st.one_of(
    st.sampled_from("abc XYZ 019.,'\"“”-éßİ"), st.sampled_from("\0\n\u2028\ud83d\udc00\U0001f54a%:?"), st.characters()
)
words = st.text(_CHARACTERS, min_size=1, max_size=12)
maybe_words = st.none() | words
spans = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 60), st.integers(0, 30))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
_zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.builds(
    lambda moment, zone: moment.replace(tzinfo=zone),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.none() | _zones,
)
countries = st.none() | st.sampled_from(("TUR", "RUS", "LBY"))
ranges = st.none() | st.tuples(st.integers(0, 500), st.integers(500, 10**9))
shares = st.floats(0, 1, allow_nan=False)
_ids = st.sampled_from(("state:TUR", "state:RUS", "actor:xxx:side")) | words
whens = st.builds(
    When, start=st.none() | days | moments, end=st.none() | days | moments, precision=st.sampled_from(Precision), span=st.none() | spans,
    basis=st.sampled_from(("text", "report")),
)  # fmt: skip
refs = st.builds(
    Ref, id=st.none() | _ids, name=st.sampled_from(("Turkey", "Russia")) | words, country=countries,
    sectors=st.lists(st.sampled_from(("GOV", "MIL", "REB", "odd one", "")), max_size=3).map(tuple), kind=st.sampled_from(Kind),
    text=words, span=spans, via=st.none() | spans, title=maybe_words, why=maybe_words, confidence=st.none() | shares,
)  # fmt: skip
places = st.builds(
    Place, text=words, span=st.none() | spans, name=words, country=countries, admin1=maybe_words,
    lat=st.none() | st.floats(-90, 90), lon=st.none() | st.floats(-180, 180), geonames_id=st.none() | st.integers(1, 10**7),
    precision=st.sampled_from((None, "city", "country")),
)  # fmt: skip
speakers = st.builds(
    Speaker, who=refs, cue=spans, quoted=st.booleans(), when=st.none() | whens,
    stance=st.sampled_from(("asserts", "denies")), quote=st.none() | spans,
)  # fmt: skip
evidences = st.builds(Evidence, sentence=spans, trigger=spans)


def several(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=2).map(tuple)


unique = st.uuids().map(lambda number: number.hex[:16])
events = st.builds(
    Event, id=unique, type=st.sampled_from(("CONSULT", "ASSAULT")), mode=st.sampled_from((None, "visit")),
    contexts=several(st.sampled_from(("diplomatic", "military"))), actors=several(refs), recipients=several(refs),
    others=several(st.builds(Role, role=st.sampled_from(("host", "mediator")), who=refs)), topics=several(refs | places),
    where=st.none() | places, when=st.none() | whens, status=st.sampled_from(Status), certainty=st.sampled_from(Certainty),
    historical=st.booleans(), speakers=several(speakers), contradicts=several(unique),
    casualties=st.builds(Casualties, killed=ranges, wounded=ranges), evidence=evidences,
    codes=st.builds(
        Codes, cameo=st.just("042"), goldstein=st.floats(-10, 10), plover=st.none() | st.floats(-10, 10), quad=st.integers(1, 4)
    ),
    confidence=shares, why=words,
)  # fmt: skip
relations = st.builds(
    Relation, id=unique, kind=st.sampled_from(("supports", "part_of")), holder=refs, toward=refs, conflict=countries,
    when=st.none() | whens, status=st.sampled_from(Status), speakers=several(speakers), evidence=evidences, confidence=shares, why=words,
)  # fmt: skip
_texts = st.text(_CHARACTERS, max_size=120).map(lambda text: text.ljust(100, "."))  # every sentence is within it
reports = st.builds(
    Report,
    text=_texts,
    source=words,
    title=maybe_words,
    publisher=maybe_words,
    published=st.none() | moments,
    published_precision=st.none() | st.sampled_from(Precision),
    language=st.just("en"),
    blocks=several(st.builds(Block, kind=st.sampled_from(BlockKind), span=spans)),
)
_readings = st.builds(
    Reading, report=reports, dateline=st.none() | places, events=st.lists(events, max_size=3).map(tuple),
    relations=st.lists(relations, max_size=2).map(tuple), picture=st.just(Picture()), warnings=several(words),
)  # fmt: skip


def _with_ids(reading: Reading) -> Reading:
    """Ids as they are made in earnest: of the report and the place in it."""
    report = reading.report.id
    events = tuple(replace(event, id=digest(report, at)) for at, event in enumerate(reading.events))
    ties = tuple(replace(tie, id=digest(report, "tie", at)) for at, tie in enumerate(reading.relations))
    return replace(reading, events=events, relations=ties)


readings = _readings.map(_with_ids)
