"""`dragoman plot`: which rows a picture is made of, and what is said where it can't be."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman import cli_plot
from dragoman.cli_plot import Kind, Wanted, spec_of
from dragoman.errors import InputError, OutputError
from dragoman.model.living import LivingPicture, Told, ToldTie
from dragoman.pictures import write
from tests.pictures import sample
from tests.pictures.drawing import full
from tests.pictures.seeing import words


class Fake:
    """A store that holds the sample."""

    def told(self) -> list[Told]:
        return sample.told()

    def ties(self) -> list[ToldTie]:
        return sample.ties()

    def picture(self, as_of: date | str | None = None) -> LivingPicture:
        return sample.picture()

    def day(self, given: date | str | None) -> date:
        return given if isinstance(given, date) else sample.DAY


WANTED = [
    (Wanted(kind=Kind.TIMELINE, who=("rus", "TUR")), "Events of Russia and Turkey"),
    (Wanted(kind=Kind.DYAD, who=("RUS", "TUR"), by="month"), "Russia and Turkey"),
    (Wanted(kind=Kind.NETWORK, level="actors"), "Who is with whom"),
    (Wanted(kind=Kind.MAP), "Where it happened"),
    (Wanted(kind=Kind.MAP, who=("RUS",)), "Where it happened: events of Russia"),
    (Wanted(kind=Kind.MAP, since=date(2020, 6, 1)), "Where it happened"),
    (Wanted(kind=Kind.AGENDA), "Meetings to come"),
    (Wanted(kind=Kind.AGENDA, who=("TUR",)), "Meetings to come"),
    (Wanted(kind=Kind.CEASEFIRES, who=("LBY",)), "Ceasefires"),
    (Wanted(kind=Kind.SIDES), "Who backs whom in Libya"),
    (Wanted(kind=Kind.SIDES, who=("SYR",)), "Who backs whom"),
]


@pytest.mark.parametrize(("wanted", "title"), WANTED)
def test_pictures_of_a_store(wanted: Wanted, title: str) -> None:
    spec = spec_of(wanted, Fake())
    assert " ".join(spec["title"]["text"]) == title
    assert any(word.startswith("Source: Dragoman, ") for word in words(spec))


def test_what_was_told_later_is_not_drawn() -> None:
    spec = spec_of(Wanted(kind=Kind.TIMELINE, who=("RUS", "TUR"), as_of=date(2020, 2, 1)), Fake())
    assert any("newest of 3" in word or "newest of 2" in word for word in words(spec))
    assert "denied" not in words(spec)


def test_a_name_that_names_nobody() -> None:
    with pytest.raises(InputError, match="names no actor"):
        spec_of(Wanted(kind=Kind.TIMELINE, who=("lavrov",)), Fake())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setattr(cli_plot, "open_store", lambda *args, **options: nullcontext(Fake()))
    app = typer.Typer()
    app.command()(cli_plot.plot)
    return app


def test_the_file_s_ending_names_the_form(run: typer.Typer, tmp_path: Path) -> None:
    for ending, begins in (("svg", b"<svg"), ("png", b"\x89PNG"), ("json", b"{"), ("html", b"<!doctype html>")):
        out = tmp_path / f"agenda.{ending}"
        result = CliRunner().invoke(run, ["agenda", "-o", str(out), "--theme", "dark"])
        assert result.exit_code == 0, result.output
        assert out.read_bytes().startswith(begins)


BAD = [
    (["agenda", "-o", "x.gif"], "the ending is none of svg, png, html, pdf, json"),
    (["dyad", "RUS", "-o", "x.svg"], "plot dyad: takes 2 names, 1 were given"),
    (["timeline", "-o", "x.svg"], "plot timeline: takes 1 to 2 names, 0 were given"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD)
def test_bad_arguments(run: typer.Typer, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(run, arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_missing_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(OutputError, match=r"pip install 'dragoman\[pictures\]'"):
        write.drawn(full("agenda"), "svg")
    assert write.drawn(full("agenda"), "json").startswith(b"{")  # needs no library
