"""Letters to reports: single ones (.eml) and mailboxes (.mbox) of newsletters, one report a letter.

A newsletter with several stories stays one report: where one story ends and the next begins is layout, and each
newsletter has its own.
"""

from __future__ import annotations

import mailbox
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from dragoman.errors import InputError
from dragoman.intake.decoding import decode
from dragoman.intake.fragments import fragment_text
from dragoman.intake.texts import from_text
from dragoman.model.report import Precision, Report

LARGEST_LETTER = 32_000_000  # bytes, attachments and all
SHORTEST_PART = 200  # characters; a plain part below that only says "this letter is in HTML"
_LETTER_ID = re.compile(r"<([^<>\s]{3,400})>")
_NO_LETTER = "no letter (no From, Date or Subject before its text)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter as a report, and how many attachments were passed over."""

    report: Report
    attachments: int


def read_mail(
    path: Path, *, published: datetime | None = None, left_out: Counter[str] | None = None
) -> Iterator[Report | InputError]:
    """Yield a report for each letter of a mailbox or .eml file, and an `InputError` for each that can't be read.

    Args:
        path: a mailbox, or a letter where its name ends in .eml.
        published: when letters without a date were sent.
        left_out: where attachments are counted.
    """
    count = 0
    for data, name in _letters(path):
        count += 1
        if data is None:
            limit = LARGEST_LETTER / 1e6
            yield InputError(f"{name}: over {limit:.0f} MB; save this letter without its attachments")
            continue
        try:
            letter = read_letter(data, name, published=published)
        except InputError as error:
            yield error
            continue
        if left_out is not None and letter.attachments:
            left_out["attachments"] += letter.attachments
        yield letter.report
    if count == 0:
        yield InputError(f"{path}: no letter in this file; a mailbox has each letter begin with a line 'From …'")


def _letters(path: Path) -> Iterator[tuple[bytes | None, str]]:
    """Each letter's bytes, None where it is too large, and what messages call it."""
    if path.suffix.lower() == ".eml":
        with path.open("rb") as single:
            data = single.read(LARGEST_LETTER + 1)
        yield (data if len(data) <= LARGEST_LETTER else None), str(path)
        return
    path.stat()  # says what is wrong as other files do, which `mailbox` does not
    with closing(mailbox.mbox(path, create=False)) as box:
        for number, key in enumerate(box.iterkeys(), 1):
            with closing(box.get_file(key)) as file:
                data = file.read(LARGEST_LETTER + 1)
            yield (data if len(data) <= LARGEST_LETTER else None), f"{path}, letter {number}"


def read_letter(data: bytes, name: str, *, published: datetime | None = None) -> Letter:
    """The report in a letter: its plain text, else its HTML; its subject is the headline, its sender the publisher.

    Args:
        data: the letter as it came.
        name: what messages call it, and the source where it has no id of its own.
        published: when it was sent, where it has no date.

    Raises:
        InputError: no letter, or no text in it.
    """
    if not data.strip():
        raise InputError(f"{name}: empty; nothing to read")
    message = message_from_bytes(data)
    if not any(field in message for field in ("From", "Date", "Subject")):
        raise InputError(f"{name}: {_NO_LETTER}; this one is left out")
    texts, attachments = _parts(message, name)
    body = _best(texts)
    if not body.strip():
        raise InputError(f"{name}: no text in this letter ({attachments} attachments); this one is left out")
    subject = " ".join(_header(message, "Subject").split())
    text = body if not subject or body.lstrip().startswith(subject) else f"{subject}\n\n{body}"
    sent = _sent(message)
    given = _LETTER_ID.search(_header(message, "Message-ID"))
    try:
        report = from_text(
            text,
            f"mid:{given.group(1)}" if given else name,
            published=published,
            stamp=(sent, Precision.SECOND) if sent else None,
            title=text.index(subject) + len(subject) if subject else 0,
            publisher=_sender(message),
        )
    except InputError as error:
        raise InputError(f"{name}{str(error)[str(error).index(': ') :]}") from error
    return Letter(report=report, attachments=attachments)


def _parts(message: Message, name: str) -> tuple[dict[str, str], int]:
    """The first text of each kind (text/plain, text/html), and how many other parts there are."""
    texts: dict[str, str] = {}
    others = 0
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting[:0] = [inner for inner in inside if isinstance(inner, Message)]
        elif part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
            others += 1
        elif (text := _text(part, name)).strip():
            kind = part.get_content_type()
            # A list adds its footer as one more plain part: it belongs to the text.
            texts[kind] = f"{texts[kind]}\n\n{text}" if kind in texts else text
    return texts, others


def _text(part: Message, name: str) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        return payload.decode(charset) if charset else decode(payload, name)
    except (LookupError, UnicodeDecodeError):  # an encoding that is none, or not this one
        return decode(payload, name)


def _best(texts: dict[str, str]) -> str:
    plain = texts.get("text/plain", "")
    markup = texts.get("text/html", "")
    if len(plain.strip()) >= SHORTEST_PART or not markup:
        return plain
    words = fragment_text(markup)
    return words if len(words) > len(plain.strip()) else plain


def _header(message: Message, field: str) -> str:
    raw = message.get(field)
    if raw is None:
        return ""
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, MessageError, LookupError, ValueError):  # a broken encoded word: as it stands
        return str(raw)


def _sent(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _sender(message: Message) -> str | None:
    name, address = parseaddr(_header(message, "From"))
    return " ".join(name.split()) or address.rpartition("@")[2].lower() or None
