"""Dyad series: what is summed, what is not, and that the sums are those of the stories."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.answers.accounts import Standing, accounts
from dragoman.answers.dyads import dyad_series, to_polars
from dragoman.answers.periods import By, end_of, periods, start_of
from dragoman.errors import InputError, OutputError
from dragoman.model.living import Told
from dragoman.model.records import Status
from dragoman.model.report import Precision
from tests.answers.tellings import RUSSIA, SYRIA, TURKEY, strike, talks, told
from tests.record_factories import army, days, event

S = Status


def test_a_week_of_two() -> None:
    tellings = [
        told(strike(RUSSIA, TURKEY), "2020-06-01", "strike"),
        told(strike(army("Russian forces", "RUS"), TURKEY), "2020-06-02", "strike"),
        told(talks(TURKEY, RUSSIA), "2020-06-03", "talks"),
        told(talks(TURKEY, RUSSIA, status=S.PLANNED), "2020-06-04", "plan"),
        told(strike(TURKEY, RUSSIA, S.DENIED), "2020-06-05", "denied"),
        told(strike(TURKEY, RUSSIA, S.HYPOTHETICAL), "2020-06-05", "threat"),
        told(talks(TURKEY, RUSSIA, status=S.CANCELLED), "2020-06-06", "off"),
        told(strike(RUSSIA, SYRIA), "2020-06-06", "other dyad"),
    ]
    forth, back, both = dyad_series(tellings, "RUS", "TUR").rows
    assert (forth.source, forth.target, forth.stories, forth.goldstein_sum) == ("RUS", "TUR", 2, -9.0)
    assert (back.source, back.target, back.stories, back.goldstein_sum) == ("TUR", "RUS", 1, 1.0)
    assert (both.stories, both.goldstein_sum, both.goldstein_mean) == (2, -9.0, -4.5), "the mutual talks once"
    assert (both.plover_sum, both.plover_mean) == (-6.5, -3.25)
    assert both.quads == (1, 0, 0, 1)
    assert (both.planned, both.hypothetical, both.denied, both.called_off) == (1, 1, 1, 1)
    assert ("ASSAULT", Standing.DEED, 1) in both.counts and ("ASSAULT", Standing.DENIED, 1) in both.counts


def test_periods_without_events_are_rows_of_zeros() -> None:
    series = dyad_series(
        [told(strike(RUSSIA, TURKEY), "2020-06-03")], "RUS", "TUR", "day",
        since=date(2020, 6, 1), until=date(2020, 6, 4), ways=("both",),
    )  # fmt: skip
    assert [(r.start.day, r.stories, r.goldstein_sum, r.goldstein_mean) for r in series.rows] == [
        (1, 0, 0, None), (2, 0, 0, None), (3, 1, -10.0, -10.0), (4, 0, 0, None),
    ]  # fmt: skip


def test_a_day_that_is_known_too_coarsely_is_left_out_and_counted() -> None:
    loose = replace(days("2020-01-01", "2020-12-31"), precision=Precision.YEAR)
    tellings = [
        told(replace(strike(RUSSIA, TURKEY), when=loose), "2021-06-03"),
        told(strike(RUSSIA, TURKEY), "2021-06-03"),
    ]
    series = dyad_series(tellings, "RUS", "TUR", "month", ways=("both",))
    assert (len(series.rows), series.rows[0].stories, series.left_out) == (1, 1, 1)


def test_no_story_and_no_bounds_is_no_row() -> None:
    assert dyad_series([], "RUS", "TUR").rows == ()


REFUSED = [
    ({"a": "RUS", "b": "RUS"}, "a dyad is of two"),
    ({"a": "RUS", "b": "TUR", "by": "year"}, "'year' is no step of a series; take one of day, week, month"),
    ({"a": "RUS", "b": "TUR", "since": date(2020, 2, 1), "until": date(2020, 1, 1)}, "before it begins"),
    ({"a": "RUS", "b": "TUR", "by": "day", "since": date(1, 1, 1), "until": date(2020, 1, 1)}, "take a shorter time"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_makes_no_series_is_refused(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        dyad_series([], **arguments)  # type: ignore[arg-type]


PERIODS: list[tuple[date, By, date, date]] = [
    (date(2020, 6, 14), "day", date(2020, 6, 14), date(2020, 6, 14)),
    (date(2020, 6, 14), "week", date(2020, 6, 8), date(2020, 6, 14)),
    (date(2021, 1, 1), "week", date(2020, 12, 28), date(2021, 1, 3)),
    (date(2020, 2, 14), "month", date(2020, 2, 1), date(2020, 2, 29)),
    (date(2020, 12, 31), "month", date(2020, 12, 1), date(2020, 12, 31)),
]


@pytest.mark.parametrize(("day", "by", "first", "last"), PERIODS)
def test_a_day_is_in_its_period(day: date, by: By, first: date, last: date) -> None:
    assert (start_of(day, by), end_of(start_of(day, by), by)) == (first, last)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.sampled_from(["day", "week", "month"]))
def test_periods_follow_each_other_without_gap(since: date, length: int, by: By) -> None:
    found = list(periods(since, since + timedelta(days=length), by))
    assert found[0][0] <= since <= found[0][1] and found[-1][0] <= since + timedelta(days=length) <= found[-1][1]
    assert all(a[1] + timedelta(days=1) == b[0] for a, b in pairwise(found))


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    """Tellings of a few stories between a few actors, in any status."""
    actors = st.sampled_from([RUSSIA, TURKEY, SYRIA, army("Russian army", "RUS")])
    made = []
    for number in range(draw(st.integers(0, 12))):
        type_ = draw(st.sampled_from(["ASSAULT", "CONSULT", "AID", "ACCUSE"]))
        status = draw(st.sampled_from(list(Status)))
        by, on = draw(st.lists(actors, min_size=1, max_size=2)), draw(st.lists(actors, max_size=2))
        day = date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 90)))
        story = f"s{draw(st.integers(0, 6))}"
        made.append(told(event(type_, actors=by, recipients=on, status=status), day.isoformat(), story, f"r{number}"))
    return made


@given(tellings(), st.sampled_from(["day", "week", "month"]))
def test_the_sums_of_both_ways_are_those_of_the_stories(made: list[Told], by: By) -> None:
    rows = dyad_series(made, "RUS", "TUR", by, ways=("both",)).rows
    counted = {story for row in rows for story in row.rests_on}
    stories = [a for a in accounts(made) if a.story in counted]
    deeds = [a.event.codes for a in stories if a.standing is Standing.DEED]
    assert sum(row.stories for row in rows) == len(deeds)
    assert sum(row.goldstein_sum for row in rows) == pytest.approx(sum(c.goldstein for c in deeds))
    assert sum(row.plover_sum for row in rows) == pytest.approx(sum(c.plover or 0 for c in deeds))
    assert sum(sum(row.quads) for row in rows) == len(deeds)
    assert sum(n for row in rows for _, _, n in row.counts) == len(stories)


@given(tellings())
def test_both_is_the_union_of_the_ways_and_turns_with_the_names(made: list[Told]) -> None:
    rows = dyad_series(made, "RUS", "TUR").rows
    turned = dyad_series(made, "TUR", "RUS").rows
    for n in range(0, len(rows), 3):
        forth, back, both = rows[n : n + 3]
        assert set(forth.rests_on) | set(back.rests_on) == set(both.rests_on)
        assert max(forth.stories, back.stories) <= both.stories <= forth.stories + back.stories
        assert (turned[n].rests_on, turned[n + 1].rests_on) == (back.rests_on, forth.rests_on)


def test_a_frame_has_the_same_columns_always_and_goes_to_parquet() -> None:
    rows = dyad_series([told(strike(RUSSIA, TURKEY), "2020-06-03")], "RUS", "TUR").rows
    frame = to_polars(rows)
    assert to_polars([]).schema == frame.schema
    assert frame["deed_ASSAULT"].to_list() == [1, 0, 1] and frame["goldstein_mean"].to_list() == [-10.0, None, -10.0]
    assert frame["start"].dtype == pl.Date
    stream = BytesIO()
    frame.write_parquet(stream)
    assert pl.read_parquet(BytesIO(stream.getvalue())).equals(frame)


def test_without_polars_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(OutputError, match=r"pip install 'dragoman\[tables\]'"):
        to_polars([])
