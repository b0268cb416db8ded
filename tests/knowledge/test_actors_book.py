"""The book of actors: rows of one actor united, files known by their header, users' own files beside ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actor_files import GROUPS, PERSONS, load_actors
from dragoman.knowledge.actor_lint import complaints
from dragoman.knowledge.actors import fold, sound

DAY = date(2020, 6, 14)


def written(folder: Path, name: str, header: tuple[str, ...], *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join([",".join(header), *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fayez al-Sarraj", "Fayez Sarraj"),
        ("Jørgen Ødegård", "Jorgen Odegard"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("the U.N.", "UN"),
        ("Syria’s", "Syria"),
    ],
)
def test_spellings_meet_when_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("shoigu", "shoygu"), ("gaddafi", "qadhafi"), ("zelensky", "zelenskyy")])
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize("name", ["Pentagon", "State Department", "IDF", "Peshmerga", "Syrian Arab Army", "Reuters"])
def test_a_body_of_several_files_is_one_actor(name: str) -> None:
    assert len(load_actors().find(name, DAY)) == 1


def test_ids_of_united_rows_lead_to_the_one_kept() -> None:
    book = load_actors()
    assert book.merged
    assert all(book.by_id(id_) is not None for id_ in book.merged)


def test_foes_of_like_names_stay_two(tmp_path: Path) -> None:
    written(
        tmp_path, "mine.csv", GROUPS,
        "River Front,RF;River People's Front,MLI,group,REB,2000,,,,,River People's Front,",
        "River People's Front,RPF;River Front,MLI,group,REB,2000,,,,,River Front,",
    )  # fmt: skip
    assert len({a.id for a in load_actors(tmp_path).find("River Front")}) == 2


def test_a_user_adds_people_and_bodies_under_any_file_name(tmp_path: Path) -> None:
    written(tmp_path, "desk.csv", PERSONS, "Ana Brandvik,,NOR,GOV,envoy,Norway,2020-01,,")
    written(tmp_path, "more.csv", GROUPS, "Council of the Delta,CD,NGA,group,OPP,2015,,,Ana Brandvik 2015..2016,,,")
    book = load_actors(tmp_path)
    assert book.find("Ana Brandvik", DAY)[0].id == "person:ana-brandvik"
    (council,) = (a for a in book.find("CD") if a.name == "Council of the Delta")
    assert council.leaders[0].period.end == date(2016, 12, 31)


def test_a_users_row_of_a_known_person_adds_to_it(tmp_path: Path) -> None:
    written(tmp_path, "desk.csv", PERSONS, "Sergei Lavrov,Lavrushka,RUS,GOV,guest of honour,Norway,2019,,")
    (lavrov,) = load_actors(tmp_path).find("Lavrushka")
    assert {"foreign minister", "guest of honour"} <= {t.office for t in lavrov.tenures}


def test_an_unknown_header_is_named_with_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, "odd.csv", ("who", "what"), "a,b")
    with pytest.raises(KnowledgeError, match=r"odd\.csv: the header is who,what"):
        load_actors(path)


def test_a_bad_date_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.csv", PERSONS, "Ana Brandvik,,NOR,GOV,envoy,Norway,June 2020,,")
    with pytest.raises(KnowledgeError, match=r"mine\.csv, line 2: from is 'June 2020'"):
        load_actors(path)


@pytest.mark.parametrize(
    ("office", "of", "day", "person"),
    [
        ("leader", "DEU", "2012-05-01", "Angela Merkel"),  # not the president
        ("leader", "PRK", "2012-05-01", "Kim Jong-un"),
        ("premier", "CHN", "2010-05-01", "Wen Jiabao"),
        ("head of state", "GBR", "2010-05-01", "Elizabeth II"),
        ("president", "SOM", "2014-05-01", "Hassan Sheikh Mohamud"),  # not those of Puntland and Somaliland
        ("secretary-general", "NATO", "2020-05-01", "Jens Stoltenberg"),  # by any name of the body
    ],
)
def test_offices_alike(office: str, of: str, day: str, person: str) -> None:
    holder = load_actors().holder(office, of, date.fromisoformat(day))
    assert holder is not None
    assert person in (holder.name, *holder.aliases)


def test_two_holders_of_one_day_are_nobody() -> None:
    book = load_actors()
    change = date(2008, 5, 7)  # Putin's last day and Medvedev's first
    assert len(book.holders_on("president", "RUS", change)) == 2
    assert book.holder("president", "RUS", change) is None


def test_lint_names_two_holders_and_unknown_ties(tmp_path: Path) -> None:
    written(
        tmp_path, "mine.csv", PERSONS,
        "Ana Brandvik,,NRU,GOV,finance minister,Nauru,2001-01-01,2003-01-01,",
        "Ole Brandvik,,NRU,GOV,finance minister,Nauru,2002-01-01,2004-01-01,",
    )  # fmt: skip
    written(tmp_path, "bodies.csv", GROUPS, "Council of the Delta,,NGA,group,OPP,,,Nobody Knows This Parent,,,,")
    found = "\n".join(complaints(load_actors(tmp_path)))
    assert (
        "Ana Brandvik (until 2003-01-01) and Ole Brandvik (from 2002-01-01) are both finance minister of Nauru" in found
    )
    assert "parent names 'Nobody Knows This Parent'" in found
