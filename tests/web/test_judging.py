"""Corrections from the page: beside the machine's claim, by whom and why, taken back at will, and given out as gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import InputError, StoreError
from dragoman.keeping import judging
from dragoman.keeping.gold import gold_of
from dragoman.keeping.store import Store
from tests.web.conftest import HERE, Site
from tests.web.pages import Parsed
from tests.web.sample import fill


def send(desk: Site, page: str, **fields: str) -> str:
    """Send a form as the page does; the page that comes then."""
    found = Parsed(desk.get(page))
    csrf = next(str(e.attrs["value"]) for e in found.all("input") if e.attrs.get("name") == "csrf")
    answer = desk.client.post("/judge", data={"csrf": csrf, **fields}, headers={"Origin": HERE})
    assert answer.status_code == 200, answer.text[-600:]
    return Parsed(answer.text).text


def test_a_confirmation_shows_who_and_why_and_can_be_undone(desk: Site) -> None:
    desk.sign_in()
    page, event = f"/event/{desk.event(2)}", desk.event(2)
    text = send(desk, page, act="confirm", subject=event, why="I was there <b>myself</b>")
    assert "confirm by Ada" in text and "I was there <b>myself</b>" in text
    (made,) = desk.store.database.judgements()
    assert "withdrawn on" in send(desk, page, act="undo", subject=made.id)
    assert not desk.store.database.judgements()
    assert len(desk.store.database.judgements(withdrawn=True)) == 1, "it stays on record"


def test_a_correction_stands_beside_what_was_read_and_changes_no_record(desk: Site) -> None:
    desk.sign_in()
    event, before = desk.event(2), desk.store.database.event(desk.event(2)).event
    fields = {
        "type": "CONSULT", "mode": "visit", "status": "cancelled", "actors": "Sergei Lavrov; Sergei Shoigu", "recipients": "Turkey",
        "where": "", "start": "2020-06-14", "end": "2020-06-14", "speakers": "Turkey",
    }  # fmt: skip
    sent = {f"edit_{name}": value for name, value in fields.items()}
    text = send(desk, f"/event/{event}", act="edit", subject=event, why="as Moscow said", **sent)
    assert "As read" in text and "As corrected" in text
    assert "planned cancelled" in text and "Sergei Lavrov Sergei Lavrov; Sergei Shoigu" in text
    assert desk.store.database.event(event).event == before
    (made,) = desk.store.database.judgements()
    assert json.loads(made.object or "") == {"actors": "Sergei Lavrov; Sergei Shoigu", "status": "cancelled"}


def test_the_last_word_of_one_person_counts_and_others_keep_theirs(tmp_path: Path) -> None:
    (first, *_) = fill(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db") as store:
        record = first.events[0].id
        judging.confirm(store, record, who="Ada")
        judging.reject(store, record, who="Bob")
        judging.reject(store, record[:8], who="Ada")
        assert [(j.kind, j.who) for j in store.database.judgements()] == [("reject", "Bob"), ("reject", "Ada")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "VISIT"}, "no type"),
        ({"status": "maybe"}, "no status"),
        ({"start": "June"}, "not a day"),
        ({"colour": "red"}, "no field"),
        ({"mode": "artillery"}, "no mode"),
        ({"type": "CONSULT"}, "nothing is otherwise"),
        ({"actors": "x" * 400}, "300"),
    ],
)
def test_a_correction_that_is_none_is_refused(tmp_path: Path, fields: dict[str, str], words: str) -> None:
    made = fill(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db") as store, pytest.raises(InputError, match=words):
        judging.edit(store, made[2].events[0].id, fields, who="Ada")


def test_nothing_is_judged_that_is_not_there(tmp_path: Path) -> None:
    fill(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db") as store, pytest.raises(StoreError, match="no event"):
        judging.confirm(store, "ffffffff", who="Ada")


def test_tellings_are_merged_and_split_from_the_page(desk: Site) -> None:
    desk.sign_in()
    one, other = desk.event(1, 0), desk.event(1, 1)
    text = send(desk, f"/story/{one}", act="merge", subject=one, object=other, why="one call")
    assert "2 tellings" in text and "merge by Ada" in text
    text = send(desk, f"/story/{one}", act="split", subject=other, object=one)
    assert "It was told once." in text
    assert desk.store.database.story(one).id != desk.store.database.story(other).id


def test_a_judgement_that_can_not_be_is_told_as_any_error(desk: Site) -> None:
    desk.sign_in()
    page = Parsed(desk.get(f"/event/{desk.event(0)}"))
    csrf = next(str(e.attrs["value"]) for e in page.all("input") if e.attrs.get("name") == "csrf")
    for fields in (
        {"act": "praise", "subject": desk.event(0)},
        {"act": "confirm", "subject": "ffff"},
        {"act": "merge", "subject": desk.event(0), "object": ""},
    ):
        answer = desk.client.post("/judge", data={"csrf": csrf, **fields}, headers={"Origin": HERE})
        assert answer.status_code == 422, answer.text


def test_gold_has_what_was_confirmed_and_corrected_and_not_what_was_rejected(tmp_path: Path) -> None:
    made = fill(tmp_path / "s.db")
    visit, breach = (e.id for e in made[2].events)
    with Store.open(tmp_path / "s.db") as store:
        judging.edit(store, visit, {"status": "cancelled", "actors": "Sergei Lavrov; Sergei Shoigu"}, who="Ada")
        judging.reject(store, breach, who="Ada")
        judging.confirm(store, made[0].relations[0].id, who="Bob")
        first, second = sorted(gold_of(store), key=lambda g: str(g["published"]))
    assert second["report"] == f"{made[2].report.id}.txt" and second["published"] == "2020-06-13" and second["complete"]
    (event,) = second["events"]
    assert made[2].report.text.startswith(event.pop("sentence"))
    assert event == {
        "id": "e1", "trigger": "Lav", "type": "CONSULT", "mode": "visit", "actors": ["Sergei Lavrov", "Sergei Shoigu"],
        "recipients": ["Turkey"], "where": None, "when": ["2020-06-14", "2020-06-14"], "status": ["cancelled"], "speakers": ["Turkey"],
        "optional": False, "judged_by": "Ada",
    }  # fmt: skip
    assert second["names"]["Turkey"] == {"is": ["Turkey"], "country": "TUR", "kind": "state"}
    assert set(second["names"]) >= {"Sergei Lavrov", "Sergei Shoigu"}
    assert [r["judged_by"] for r in first["relations"]] == ["Bob"] and not first["complete"]
    assert [e["optional"] for e in first["events"]] == [True], "nobody has judged it: it counts neither way"


def test_gold_is_given_out_over_http(desk: Site) -> None:
    assert desk.client.get("/gold.json").status_code == 404
    desk.sign_in()
    send(desk, f"/event/{desk.event(2)}", act="reject", subject=desk.event(2))
    (gold,) = desk.client.get("/gold.json").json()
    assert [e["type"] for e in gold["events"]] == ["ASSAULT"]


def test_judgements_are_listed_with_who_and_when(desk: Site) -> None:
    desk.sign_in()
    send(desk, f"/event/{desk.event(0)}", act="confirm", subject=desk.event(0), why="clear")
    assert "Ada" in Parsed(desk.get("/judgements")).text
    (row,) = desk.client.get("/judgements.json").json()
    assert (row["kind"], row["who"], row["why"]) == ("confirm", "Ada", "clear")
    assert "confirmed" in Parsed(desk.get(f"/report/{desk.readings[0].report.id}")).text
