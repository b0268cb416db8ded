"""What the lines before a report's first paragraph are, each custom a pattern: dated headers, credits, datelines.

Wires, archives and copied pages each write them in their own way; a custom that is missing goes in as one more pattern.
"""

from __future__ import annotations

import re
from datetime import datetime

from dragoman.intake.dates import MONTH_PATTERN, find_dates
from dragoman.model.report import Precision
from dragoman.model.span import Span

_LABEL = re.compile(
    r"^\W*(?P<label>date|published|publication date|pub\.? date|posted|updated|last updated|first published|issued|"
    r"time|created|modified)\b\s*(?:on|at)?\s*:?\s*",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|Xinhua|XINHUA|TASS|Tass|Interfax|INTERFAX|RIA|UPI|DPA|dpa|PTI|ANI|IANS|AA|Anadolu|KUNA|WAM|SPA|"
    r"SANA|IRNA|Yonhap|Kyodo|EFE|ANSA|CNN|BBC|VOA|RFE/RL|Bloomberg|Al Jazeera|Agencies|Agency|Associated Press)"
)
_META = re.compile(
    rf"^\W*(?:by\s+(?:an?\s+|our\s+|the\s+)?(?:\w+\s+)?(?:writers?|reporters?|correspondents?|staff)|by\s+{_NAME}(?:(?:\s+|\s*,\s*|\s+and\s+|\s+of\s+){_NAME}){{0,8}}|(?:source|author|reporter|editor|url|link|photo|image|"
    rf"caption|credit|file photo|tags?|topics?|keywords?|section|category|location)\s*:.*|https?://\S+|share(?: this)?|"
    rf"advertisement|read more.*|\d+\s*min(?:ute)?s?\s+read|{_AGENCY}(?:\s+staff)?)\s*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(rf"^\W*(?i:by)\s+(?:{_NAME}|(?:an?|our|the)\b|(?:\w+\s+)?(?:writer|reporter|correspondent|staff))")
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+"
_PLACE = rf"{_CAPS}(?:[ ,/]+(?:{_CAPS}|[A-Z][a-zà-ÿ.]+))*"
_DAY = rf"(?:(?:{MONTH_PATTERN})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{MONTH_PATTERN})\.?)(?:,?\s+\d{{4}})?"
_DASH = r"\s*(?:—|–|--|\s-\s)\s*(?=\S)"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        # "ANKARA, June 14 (Agency) —", "WASHINGTON—", "GENEVA/BERLIN (Agency) -", "KYIV, Ukraine —", "NEW DELHI: "
        rf"^\s*{_PLACE}(?:,?\s+(?i:{_DAY}))?(?:\s*\([^)\n]{{2,40}}\))?(?:{_DASH}|:\s+(?=\S))",
        # "Ankara, June 14 (Agency) —", "Ankara, June 14 —"
        rf"^\s*{_NAME}(?:[ ,/]+{_NAME}){{0,4}},\s+(?i:{_DAY})(?:\s*\([^)\n]{{2,40}}\))?{_DASH}",
        # "Ankara (AFP) –", "(CNN) —", "June 14 (UPI) --"
        rf"^\s*(?:{_NAME}(?:[ ,/]+{_NAME}){{0,4}},?\s+)?(?:(?i:{_DAY})\s*)?\({_AGENCY}(?: [^)\n]{{1,20}})?\){_DASH}",
        # "MOSCOW. June 14 (Interfax) - ", "Moscow. June 14. INTERFAX - "
        rf"^\s*{_NAME}(?:[ /-]{_NAME}){{0,3}}\.\s+(?i:{_DAY})\.?\s+\(?[A-Z][\w-]{{2,20}}\)?{_DASH}",
    )
)
_DATELINE_ALONE = re.compile(rf"^\s*{_PLACE}(?:,?\s+(?i:{_DAY}))?(?:\s*\([^)\n]{{2,40}}\))?\s*[-—–:]?\s*$")
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|published|posted|updated|date|time|last|first)\b", re.IGNORECASE
)
_ENDS_LIKE_SENTENCE = re.compile(r"[.;,][\"'”’)]*$")
LONGEST_HEADER = 400  # characters
LONGEST_HEADLINE = 30  # words


def dated_header(text: str, *, first: bool) -> tuple[datetime, Precision, Span | None] | None:
    """Date of a header line and where in the line its headline stands, or None where the line is no header.

    Args:
        text: the line.
        first: whether no headline was found before; only then may one follow the date.
    """
    if len(text) > LONGEST_HEADER:
        return None
    label = _LABEL.match(text)
    start = label.end() if label else 0
    found = next(find_dates(text[start:]), None)
    if found is None:
        return None
    value, precision, begin, end = found
    before, after = text[start : start + begin], text[start + end :]
    if _worded(before):
        return None
    headline = _headline_after(text, start + end) if first else None
    if label is None and _worded(after):
        leads = first and begin <= 2 and headline is not None and not _ENDS_LIKE_SENTENCE.search(text)
        return (value, precision, headline) if leads else None
    if label is not None and label["label"].lower() != "date":
        headline = None
    return value, precision, headline


def follows_header(next_line: str | None) -> bool:
    """Whether a labelled date follows, so that this line (a standfirst, an odd credit) stands before the body."""
    return next_line is not None and bool(_LABEL.match(next_line)) and dated_header(next_line, first=False) is not None


def _worded(text: str) -> bool:
    """Whether there is more than weekdays, labels and time zones around a date."""
    return re.search(r"[A-Za-z]{4,}", _WEEKDAY.sub("", text)) is not None


def _headline_after(text: str, at: int) -> Span | None:
    """What follows a header's date, if it reads like a headline in this language (other scripts are passed over)."""
    rest = re.compile(r"[A-Za-z“‘\"'].*$").search(text, at)
    if rest is None or not 3 <= len(re.findall(r"[A-Za-z]+", rest.group())) <= LONGEST_HEADLINE:
        return None
    return Span(rest.start(), len(text))


def is_meta(text: str) -> bool:
    """Whether a line is a credit, a link, or a page's furniture."""
    if not any(char.isalnum() for char in text):
        return True
    if not _META.match(text):
        return False
    return not text.lower().lstrip("•*- ").startswith("by ") or _BYLINE.match(text) is not None


def is_dateline(text: str, *, headline_known: bool) -> bool:
    """Whether a line is nothing but a dateline: `ANKARA`, `NEW YORK, June 3 (Agency)`."""
    return bool(_DATELINE_ALONE.match(text)) and len(text.split()) <= (7 if headline_known else 2)


def dateline_end(text: str) -> int | None:
    """Where the dateline at the beginning of a paragraph ends, or None where there is none."""
    found = next((match for pattern in _DATELINES if (match := pattern.match(text))), None)
    return found.end() if found else None


def is_headline(text: str, next_line: str | None) -> bool:
    """Whether the first line that is no header is the headline; `next_line` is what follows it, None at the end."""
    if len(text.split()) > LONGEST_HEADLINE or next_line is None:
        return False
    sentence = _ENDS_LIKE_SENTENCE.search(text) is not None
    if sentence and dateline_end(text) is not None:
        return False
    return not sentence or dated_header(next_line, first=False) is not None
