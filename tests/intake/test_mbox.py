"""Letters: newsletters in mailboxes and single files, whole or broken."""

from __future__ import annotations

import mailbox
from collections import Counter
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.intake.files import find_files, read_file
from dragoman.intake.mbox import read_letter
from dragoman.model.report import Precision, Report

STORY = "The envoys met in Geneva on Sunday and agreed to meet again. " * 5


def letter(subject: str = "Morning brief: envoys meet", text: str = STORY, number: int = 1) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Example Wire <news@wire.example>"
    message["To"] = "reader@home.example"
    message["Subject"] = subject
    message["Date"] = "Sun, 14 Jun 2020 11:08:05 +0300"
    message["Message-ID"] = f"<{number}@wire.example>"
    message.set_content(text)
    return message


def read(message: EmailMessage) -> Report:
    return read_letter(message.as_bytes(), "a.eml").report


def test_a_letter() -> None:
    report = read(letter())
    assert report.text == f"Morning brief: envoys meet\n\n{STORY}\n"
    assert (report.title, report.publisher, report.source) == (
        "Morning brief: envoys meet", "Example Wire", "mid:1@wire.example",
    )  # fmt: skip
    assert report.published is not None
    assert report.published.astimezone(UTC) == datetime(2020, 6, 14, 8, 8, 5, tzinfo=UTC)
    assert report.published_precision is Precision.SECOND


def test_plain_text_comes_before_html() -> None:
    message = letter()
    message.add_alternative("<p>The same in <b>HTML</b></p>" * 50, subtype="html")
    assert "HTML" not in read(message).text


def test_html_where_the_plain_text_says_nothing() -> None:
    message = letter(text="Your reader can't show this letter.")
    message.add_alternative(
        f"<html><head><title>x</title></head><body><p>{STORY}</p><p>Two shot.</p></body></html>", subtype="html"
    )
    text = read(message).text
    assert "Two shot." in text
    assert "can't show" not in text
    only = EmailMessage()
    only["Subject"] = "Brief"
    only.set_content("<p>One.</p><p>Two.</p>", subtype="html")
    assert read(only).text == "Brief\n\nOne.\n\nTwo."


def test_several_stories_stay_one_report(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(letter(text=f"GENEVA\n\n{STORY}\n\nKHARTOUM\n\n{STORY}").as_bytes())
    assert len(list(read_file(path))) == 1


def test_attachments_are_passed_over_and_counted(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="map.pdf")
    message.add_attachment("a,b\n", subtype="csv", filename="table.csv")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    left_out: Counter[str] = Counter()
    (report,) = read_file(path, left_out=left_out)
    assert isinstance(report, Report)
    assert "a,b" not in report.text
    assert left_out == {"attachments": 2}


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_encodings(charset: str) -> None:
    message = letter(subject="Утренний обзор")
    message.set_content("Министры встретились в Анкаре в воскресенье.", charset=charset)
    report = read(message)
    assert report.text == "Утренний обзор\n\nМинистры встретились в Анкаре в воскресенье.\n"


ODD: list[tuple[str, bytes, str]] = [
    ("no such encoding", b"Subject: Brief\nContent-Type: text/plain; charset=klingon\n\nThe envoys met.\n", "The envoys met."),
    ("not in its encoding", b"Subject: Brief\nContent-Type: text/plain; charset=utf-8\n\nM\xfcller met Lavrov.\n", "Müller met"),
    ("a broken subject", b"Subject: =?utf-8?b?!!!?= x\n\nThe envoys met.\n", "The envoys met."),
    ("broken quoting", b"Subject: Brief\nContent-Transfer-Encoding: quoted-printable\n\nThe envoys=ZZ met=\n.\n", "met."),
    ("broken base64", b"Subject: Brief\nContent-Transfer-Encoding: base64\n\nVGhlIGVudm95cyBtZXQu*\n", "The envoys met"),
    ("no end of its parts", b"Subject: B\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nThe envoys met.\n", "The envoys met."),
    ("no such date", b"Subject: Brief\nDate: the day after\n\nThe envoys met.\n", "The envoys met."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), ODD, ids=[row[0] for row in ODD])
def test_odd_letters_are_read_as_far_as_can_be(name: str, data: bytes, words: str) -> None:
    report = read_letter(data, "a.eml").report
    assert words in report.text, name
    assert report.published is None


BAD = [
    (b"", "empty; nothing to read"),
    (b"Just words\nthat are no letter.\n", "no letter (no From, Date or Subject"),
    (b"Subject: Brief\n\n \n", "no text in this letter (0 attachments)"),
    (
        b"Subject: Map\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n",
        "no text in this letter (1 att",
    ),
    (b"Subject: Brief\n\n\x00\x01\x02\x00\x00\x03\n", "not text but binary data"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD)
def test_a_broken_letter_is_told_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        read_letter(data, "a.eml")
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("a.eml: ")


def test_a_mailbox_costs_a_sentence_for_each_broken_letter(tmp_path: Path) -> None:
    path = tmp_path / "news.mbox"
    box = mailbox.mbox(path)
    box.add(letter(number=1))
    box.add(b"Subject: Brief\n\n\n")
    box.add(letter(number=2, text="> From the front: quiet.\n\n" + STORY))
    box.close()
    before = path.read_bytes()
    items = list(read_file(path))
    assert [getattr(item, "source", str(item)) for item in items] == [
        "mid:1@wire.example",
        f"{path}, letter 2: no text in this letter (0 attachments); this one is left out",
        "mid:2@wire.example",
    ]
    assert path.read_bytes() == before, "a mailbox is read and never changed"


@pytest.mark.parametrize("data", [b"", b"no letters here\n" * 5])
def test_a_mailbox_without_letters(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "news.mbox"
    path.write_bytes(data)
    (error,) = read_file(path)
    assert "no letter in this file" in str(error)


def test_a_missing_mailbox_is_not_made(tmp_path: Path) -> None:
    (error,) = read_file(tmp_path / "none.mbox")
    assert isinstance(error, InputError)
    assert not (tmp_path / "none.mbox").exists()


def test_mail_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.eml", "b.mbox", "c.msg"):
        (tmp_path / name).touch()
    assert [path.name for path in find_files(tmp_path)] == ["a.eml", "b.mbox"]
