"""Files as they come: encodings, folders, standard input; and for what can't be read one clear sentence each."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.intake.files import find_files, read_file, read_stdin
from dragoman.model.report import Report

STORY = "Envoys meet in Geneva\n\nPublished: 2021-03-04\n\nMinister José Müller said “we will sign” – in Zürich.\n"


def read_one(path: Path) -> Report:
    (item,) = read_file(path)
    assert isinstance(item, Report), item
    return item


def error_of(path: Path) -> str:
    (item,) = read_file(path)
    assert isinstance(item, InputError)
    return str(item)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.encode(encoding))
    assert read_one(path).text == STORY


def test_latin_1(tmp_path: Path) -> None:
    story = STORY.replace("“", '"').replace("”", '"').replace("–", "-")
    path = tmp_path / "a.txt"
    path.write_bytes(story.encode("latin-1"))
    assert read_one(path).text == story


def test_cyrillic_of_old(tmp_path: Path) -> None:
    story = "Министр иностранных дел прибыл в Анкару с рабочим визитом, сообщили в министерстве.\n" * 3
    path = tmp_path / "a.txt"
    path.write_bytes(story.encode("cp1251"))
    assert "Министр иностранных дел" in read_one(path).text


def test_broken_utf_8_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.encode().replace("ü".encode(), "ü".encode()[:1], 1))
    assert read_one(path).text == STORY.replace("ü", "\N{REPLACEMENT CHARACTER}", 1)


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.replace("\n", "\r\n").encode())
    assert read_one(path).text == STORY.replace("\n", "\r\n")


def zipped(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(100))


def endless(path: Path) -> None:
    path.write_text("the army advanced " * 60_000)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


BAD: list[tuple[str, Callable[[Path], object], str]] = [
    ("empty", lambda p: p.write_bytes(b""), "empty; nothing to read"),
    ("blank", lambda p: p.write_bytes(b" \n\n\t\n"), "empty; nothing to read"),
    ("mark only", lambda p: p.write_bytes(b"\xef\xbb\xbf"), "empty; nothing to read"),
    ("binary", lambda p: p.write_bytes(bytes(range(256)) * 20), "not text but binary data"),
    ("binary with a mark", lambda p: p.write_bytes(b"\xff\xfe" + bytes(400)), "not text but binary data"),
    ("pdf", lambda p: p.write_bytes(b"%PDF-1.4 stuff"), "this is a PDF, not text"),
    ("zipped", zipped, "this is a zipped file"),
    ("rtf", lambda p: p.write_bytes(b"{\\rtf1\\ansi words}"), "this is RTF, not text"),
    ("50 MB", sparse, "50 MB is too large for one report (limit 8 MB)"),
    ("3 million characters", lambda p: p.write_text("The army advanced.\n" * 160_000), "too many for one report"),
    ("one endless line", endless, "a line of 1,080,000 characters is no paragraph"),
    (
        "html",
        lambda p: p.write_text("<html><head><title>x</title></head><body><div><p>War</div>" * 50),
        "this is HTML, not text",
    ),
    ("xml", lambda p: p.write_text("<?xml version='1.0'?><rss><item>War</item></rss>"), "this is XML, not text"),
]


@pytest.mark.parametrize(("name", "make", "sentence"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_told_in_one_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], object], sentence: str
) -> None:
    path = tmp_path / "bad.txt"
    make(path)
    message = error_of(path)
    assert sentence in message, name
    assert message.startswith(f"{path}: ")
    assert "\n" not in message


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file; check the path"):
        find_files(tmp_path / "none.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_forbidden_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch(mode=0)
    assert "can't be read (Permission denied)" in error_of(path)


def test_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    with pytest.raises(InputError, match=r"no report in this folder; it is searched for \.txt"):
        find_files(tmp_path)


def test_folder_by_name_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".cache").mkdir()
    names = ["b.txt", "a.TXT", "deep/c.md", "d.jsonl", ".hidden.txt", ".cache/e.txt", "picture.png"]
    for name in names:
        (tmp_path / name).touch()
    assert [str(p.relative_to(tmp_path)) for p in find_files(tmp_path)] == ["a.TXT", "b.txt", "d.jsonl", "deep/c.md"]


def on_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Report | InputError]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(read_stdin(published=datetime(2020, 6, 14)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    (report,) = on_stdin(monkeypatch, STORY.encode())
    assert isinstance(report, Report)
    assert (report.source, report.text) == ("-", STORY)


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b'{"text": "War began."}\n{"text": "War ended."}\n', 2),
        (b'{\n "text": "War began."\n}\n', 1),
        (b'[{"text": "War began."}, {"text": "War ended."}]', 2),
        (b'{"text": "War began."}\nnonsense\n{"text": "War ended."}\n', 3),
    ],
    ids=["lines", "one object", "a list", "a bad line among good ones"],
)
def test_json_on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, count: int) -> None:
    items = on_stdin(monkeypatch, data)
    assert len(items) == count
    assert sum(isinstance(item, InputError) for item in items) == (b"nonsense" in data)


def test_a_named_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'{"text": "War began."}\n{"text": "War ended."}\n')
    os.close(writing)
    try:
        items = list(read_file(Path(f"/dev/fd/{reading}")))
    finally:
        os.close(reading)
    assert [isinstance(item, Report) for item in items] == [True, True]
