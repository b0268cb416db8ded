"""Text to a report, with a clear sentence for what is too long, empty, or no report."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from dragoman.errors import InputError
from dragoman.intake.decoding import refuse_markup
from dragoman.intake.plain import read_plain
from dragoman.model.report import Precision, Report

LARGEST_REPORT = 2_000_000  # characters
LONGEST_LINE = 100_000  # characters; no writer has such a paragraph


def from_text(
    text: str,
    source: str,
    *,
    published: datetime | None = None,
    stamp: tuple[datetime, Precision] | None = None,
    title: int = 0,
    publisher: str | None = None,
    language: str = "en",
) -> Report:
    """A report from its text.

    Args:
        text: the text, kept as it is.
        source: file path, URL or feed entry id.
        published: when it was published, if it does not say so itself.
        stamp: when it was published, from whoever delivered it; wins over the text's own header.
        title: how many characters at the beginning are known to be the headline.
        publisher: who published it.
        language: code of the language.

    Raises:
        InputError: the text is empty, too long, or markup.
    """
    _refuse_size(text, source)
    refuse_markup(text, source)
    report = read_plain(text, source, published=published, title=title)
    if stamp is not None:
        report = replace(report, published=stamp[0], published_precision=stamp[1])
    return replace(report, publisher=publisher, language=language)


def _refuse_size(text: str, source: str) -> None:
    if not text.strip("\ufeff \t\r\n\v\f\u00a0"):
        raise InputError(f"{source}: empty; nothing to read")
    if len(text) > LARGEST_REPORT:
        raise InputError(
            f"{source}: {len(text):,} characters are too many for one report (limit {LARGEST_REPORT:,}); "
            "split it into one file a report"
        )
    longest = max(len(line) for line in re.split(r"[\n\r\u2028\u2029]", text))
    if longest > LONGEST_LINE:
        raise InputError(
            f"{source}: a line of {longest:,} characters is no paragraph (limit {LONGEST_LINE:,}); "
            "put each paragraph on its own line"
        )
