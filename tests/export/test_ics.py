"""What a calendar program sees of the agenda: entries that stay themselves while they move."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.cited import Records, of_readings
from dragoman.export.ics import Calendar, agenda_calendar, calendar
from dragoman.export.meetings import entry
from dragoman.knowledge.actors import load_actors
from dragoman.model.living import Life
from dragoman.model.records import Meeting, When
from dragoman.model.report import Precision
from tests.export.factories import reading
from tests.export.lives import HOSTILE, ISTANBUL, RUSSIA, Told, meeting_life, month
from tests.record_factories import days, person, place

ANNOUNCED = Told("2020-06-11", "announced", days("2020-06-14"))
CONFIRMED = Told("2020-06-12", "confirmed", days("2020-06-14"))
PUT_OFF = Told("2020-06-14", "postponed")
NEW_DAY = Told("2020-06-25", "moved", days("2020-07-01"))
CALLED_OFF = Told("2020-06-13", "cancelled", days("2020-06-14"))


def made(*tellings: Told, **more: Any) -> Calendar:
    life, records = meeting_life(*tellings, **more)
    return calendar([life], cite=records.citing())


def entries_of(text: str) -> list[Any]:
    """The entries of a calendar, as a program reads them."""
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def entry_of(*tellings: Told, **more: Any) -> Any:
    """The only entry of the calendar, as a program reads it."""
    (found,) = entries_of(made(*tellings, **more).text)
    return found


def test_an_announced_visit_is_a_tentative_day() -> None:
    found = entry_of(ANNOUNCED)
    assert found["UID"] == "5fb2a7@dragoman"
    assert found["STATUS"] == "TENTATIVE"
    assert found["SUMMARY"] == "Sergei Lavrov, Sergei Shoigu → Turkey (Istanbul)"
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2020, 6, 14), date(2020, 6, 15))  # the end is exclusive
    assert found["LOCATION"] == "Istanbul, Turkey"
    assert (found["GEO"].latitude, found["GEO"].longitude) == (41.01, 28.95)
    assert found["DTSTAMP"].dt == datetime(2020, 6, 11, 8, 30, tzinfo=UTC)
    assert found["SEQUENCE"] == 0
    assert found["TRANSP"] == "TRANSPARENT"
    assert found["CATEGORIES"].cats == ["announced", "Turkey"]


def test_the_description_says_who_said_so_and_quotes_the_sentence_with_its_source() -> None:
    text = entry_of(ANNOUNCED)["DESCRIPTION"]
    assert "Said by: Turkish foreign ministry" in text
    assert "2020-06-11 announced: told as announced" in text
    assert "Lavrov will visit Turkey. (Wire, 2020-06-11, https://news.example.org/1)" in text


@pytest.mark.parametrize(
    ("tellings", "status", "mark", "day", "sequence"),
    [
        ((ANNOUNCED, CONFIRMED), "CONFIRMED", "", date(2020, 6, 14), 1),
        # Told again with nothing new: nobody's calendar need change.
        ((ANNOUNCED, replace(CONFIRMED, state=None)), "TENTATIVE", "", date(2020, 6, 14), 0),
        # Put off with no new day: it stays where people look for it, and says so.
        ((ANNOUNCED, CONFIRMED, PUT_OFF), "TENTATIVE", "[postponed] ", date(2020, 6, 14), 2),
        # A new day moves it; that it was confirmed still counts.
        ((ANNOUNCED, CONFIRMED, PUT_OFF, NEW_DAY), "CONFIRMED", "", date(2020, 7, 1), 3),
        ((ANNOUNCED, NEW_DAY), "TENTATIVE", "", date(2020, 7, 1), 1),
        ((ANNOUNCED, CALLED_OFF), "CANCELLED", "[cancelled] ", date(2020, 6, 14), 1),
        ((Told("2020-06-14", "held", days("2020-06-14")),), "CONFIRMED", "", date(2020, 6, 14), 0),
    ],
)
def test_status_day_and_sequence_follow_the_life(
    tellings: tuple[Told, ...], status: str, mark: str, day: date, sequence: int
) -> None:
    found = entry_of(*tellings)
    assert found["UID"] == "5fb2a7@dragoman"
    assert (found["STATUS"], found["DTSTART"].dt, found["SEQUENCE"]) == (status, day, sequence)
    assert found["SUMMARY"] == f"{mark}Sergei Lavrov, Sergei Shoigu → Turkey (Istanbul)"


def test_a_meeting_of_which_nothing_was_heard_is_not_said_to_be_off() -> None:
    """Nobody called it off: CANCELLED would be a claim that no report makes."""
    found = entry_of(ANNOUNCED, lapsed="2020-06-22")
    assert (found["STATUS"], found["SUMMARY"][:15]) == ("TENTATIVE", "[no word since]")
    assert found["DTSTAMP"].dt == datetime(2020, 6, 22, tzinfo=UTC)


def test_a_moved_meeting_tells_its_earlier_days() -> None:
    assert "Planned before for: 2020-06-14" in entry_of(ANNOUNCED, NEW_DAY)["DESCRIPTION"]


def test_a_day_for_a_month_is_news_and_the_month_again_is_none() -> None:
    june = month("2020-06-01", "2020-06-30")
    life, records = meeting_life(Told("2020-06-01", "announced", june), replace(ANNOUNCED, state=None))
    assert entry(life, records.citing()).sequence == 1
    life, records = meeting_life(ANNOUNCED, Told("2020-06-12", None, june))
    one = entry(life, records.citing())
    assert one.sequence == 0


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (None, 0),  # "will visit soon"
        (month("2020-07-01", "2020-07-31"), 0),  # no day of July is more true than another
        (month("2020-07-06", "2020-07-12", Precision.WEEK), 1),
        (When(start=None, end=date(2020, 7, 12), precision=Precision.DAY, span=None), 0),  # "by July 12"
        (When(start=date(2020, 7, 12), end=None, precision=Precision.DAY, span=None), 1),
    ],
)
def test_meetings_with_no_day_are_counted_not_shown(when: When | None, shown: int) -> None:
    found = made(Told("2020-06-11", "announced", when))
    assert (found.shown, found.left_out) == (shown, 1 - shown)
    read = icalendar.Calendar.from_ical(found.text)
    assert len(read.walk("VEVENT")) == shown
    assert read["X-DRAGOMAN-LEFT-OUT"] == str(1 - shown)


def test_a_week_is_marked_as_one() -> None:
    found = entry_of(Told("2020-06-30", "announced", month("2020-07-06", "2020-07-12", Precision.WEEK)))
    assert found["SUMMARY"].startswith("[some day of the week] Sergei")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2020, 7, 6), date(2020, 7, 13))


def test_several_days_are_one_entry() -> None:
    found = entry_of(Told("2020-06-11", "announced", days("2020-06-14", "2020-06-16")))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2020, 6, 14), date(2020, 6, 17))


def test_a_known_hour_is_local_time_there() -> None:
    """Reports give no time zone; a calendar shows such a time as it is written."""
    start, end = datetime(2020, 6, 14, 9), datetime(2020, 6, 14, 11)
    found = entry_of(Told("2020-06-11", "announced", When(start=start, end=end, precision=Precision.HOUR, span=None)))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (start, end)


def test_no_pin_in_the_middle_of_a_country() -> None:
    country = replace(ISTANBUL, name="Turkey", precision="country")
    found = entry_of(ANNOUNCED, where=country)
    assert "GEO" not in found and found["LOCATION"] == "Turkey"


def test_talks_with_no_host_name_their_place() -> None:
    found = entry_of(ANNOUNCED, host=None, visitors=[RUSSIA], where=place("Doha", "QAT"))
    assert (found["SUMMARY"], found["LOCATION"]) == ("Russia (Doha, QAT)", "Doha, QAT")


def test_hostile_text_makes_no_entry_of_its_own() -> None:
    """Line ends, bidi marks, escapes and words of 300 letters are text to be read, nothing else."""
    hostile = replace(ANNOUNCED, sentence=HOSTILE, source="javascript:alert(1)")
    found = made(hostile, visitors=[person(HOSTILE, "RUS")], where=place(HOSTILE, "TUR"))
    assert found.text.count("BEGIN:VEVENT\r\n") == 1
    assert not set("\x00\x1b\u202e\u2066\ufffe") & set(found.text)
    assert all(len(line.encode()) <= 75 for line in found.text.split("\r\n"))  # folded as RFC 5545 asks
    (read,) = entries_of(found.text)
    assert read["SUMMARY"].startswith("Evil, Inc; END:VEVENT BEGIN:VEVENT <script>")
    assert "javascript" not in found.text


def test_the_head_asks_programs_to_look_every_hour() -> None:
    read = icalendar.Calendar.from_ical(made(ANNOUNCED).text)
    assert (read["METHOD"], read["X-WR-CALNAME"], read["VERSION"]) == ("PUBLISH", "Agenda", "2.0")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in made(ANNOUNCED).text


def test_the_page_of_a_meeting_is_linked_where_there_are_pages() -> None:
    life, records = meeting_life(ANNOUNCED)
    text = calendar([life], cite=records.citing(), address=lambda one: f"http://127.0.0.1:8000/meeting/{one.id}").text
    assert "URL:http://127.0.0.1:8000/meeting/5fb2a7\r\n" in text


def test_without_records_the_life_itself_tells_its_days() -> None:
    life, _ = meeting_life(ANNOUNCED, PUT_OFF)
    (found,) = entries_of(calendar([life], cite=Records().citing()).text)
    assert (found["DTSTART"].dt, found["SEQUENCE"]) == (date(2020, 6, 14), 1)


def test_reports_make_a_calendar_without_a_store() -> None:
    records, book = of_readings([reading()]), load_actors(None)
    found = agenda_calendar(records, book)
    assert found == agenda_calendar(records, book)
    summaries = [e["SUMMARY"] for e in entries_of(found.text)]
    assert summaries == ["Russia, Turkey → Qatar (Doha)", "Sergei Lavrov → Turkey"]


def test_no_meetings_are_an_empty_calendar() -> None:
    found = calendar([], cite=Records().citing())
    assert (found.shown, found.left_out) == (0, 0)
    assert entries_of(found.text) == []


STATES = st.sampled_from(["announced", "confirmed", "moved", "postponed", "cancelled", None])
TELLINGS = st.lists(st.tuples(STATES, st.integers(1, 28)), min_size=1, max_size=8)


@given(TELLINGS)
def test_the_sequence_never_falls_as_more_is_told(tellings: list[tuple[str | None, int]]) -> None:
    """A program that holds version 3 ignores a version 2."""
    told = [Told("2020-05-01", "announced", days("2020-06-01"))]
    told += [Told(f"2020-05-{n + 2:02}", s, days(f"2020-06-{d:02}")) for n, (s, d) in enumerate(tellings)]
    lives: list[tuple[Life[Meeting], Records]] = [meeting_life(*told[: n + 1]) for n in range(len(told))]
    entries = [entry(life, records.citing()) for life, records in lives]
    numbers = [e.sequence for e in entries]
    assert numbers == sorted(numbers)
    for before, after in pairwise(entries):
        assert after.changed >= before.changed
        assert after.sequence > before.sequence or after.life.state == before.life.state
