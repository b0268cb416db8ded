"""Bytes to text, and a clear sentence where they are no text.

English news comes first: doubtful bytes are read as a Western encoding.
"""

from __future__ import annotations

import codecs
import re

from dragoman.errors import InputError

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = ((b"%PDF", "a PDF"), (b"{\\rtf", "RTF"), (b"PK\x03\x04", "a zipped file (docx, odt, epub or zip)"))
_HTML = re.compile(
    r"<(?:!doctype|html|head|body|div|p|span|script|table|a|br|img|meta|li|ul)\b[^>]{0,2000}>", re.IGNORECASE
)
_SAMPLE = 65536  # bytes that are looked at
_FOREIGN = 0.1  # share of bytes over 127 from which a text is hardly in a Western language


def decode(data: bytes, source: str) -> str:
    """Bytes to text: Unicode if it is that, else the likeliest old encoding; line ends are kept as they are.

    Raises:
        InputError: the bytes are not text.
    """
    for start, kind in _KINDS:
        if data.startswith(start):
            raise InputError(f"{source}: this is {kind}, not text; save its words as plain text and read that")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            _refuse_binary(text[:_SAMPLE].encode("utf-8", "replace"), source)
            return text
    _refuse_binary(data[:_SAMPLE], source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_old(data)


def _refuse_binary(sample: bytes, source: str) -> None:
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if b"\0" in sample or control * 20 > len(sample):
        raise InputError(f"{source}: not text but binary data; give the report as a text or JSON file")


def _decode_old(data: bytes) -> str:
    """Damaged UTF-8, or an encoding from before Unicode."""
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\N{REPLACEMENT CHARACTER}")
    if sum(char > "\x7f" for char in repaired) - broken > broken:  # most of it is UTF-8
        return repaired
    sample = data[:_SAMPLE]
    if sum(byte > 127 for byte in sample) > _FOREIGN * len(sample):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is not None and best.encoding not in ("ascii", "utf_8"):
            return data.decode(best.encoding, "replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def refuse_markup(text: str, source: str) -> None:
    """Refuse HTML and XML, whose words are not where a reader sees them.

    Raises:
        InputError: the text is markup.
    """
    start = text[:20000]
    if len(_HTML.findall(start)) >= 3:
        raise InputError(f"{source}: this is HTML, not text; save it as a .html file and it is read as a web page")
    if start.lstrip().startswith("<?xml"):
        raise InputError(f"{source}: this is XML, not text; give its reports as plain text or JSON")
