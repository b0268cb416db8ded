"""What templates say and link to: addresses, names, and text that is safe wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.model.living import Life
from dragoman.model.records import Event, Place, Ref, Relation, When
from dragoman.render import wording
from dragoman.render.wording import QUADS, clean_piece

TEMPLATES = Path(__file__).parent / "templates"
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_UNNAMED = re.compile(r"actor:xxx:")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of pages; they keep the day as of which is asked, where one is given."""

    as_of: date | None

    def __call__(self, *parts: str, **query: object) -> str:
        """The address of a page, from the parts of its path and its parameters; those that are None are left out."""
        path = "/" + "/".join(quote(part, safe=":@,;!*~", errors="replace") for part in parts)
        asked: dict[str, object] = {"as_of": self.as_of} if self.as_of else {}
        asked |= query
        pairs = [(k, v) for k, value in asked.items() for v in (value if isinstance(value, (list, tuple)) else [value])]
        given = urlencode([(k, str(v)) for k, v in pairs if v not in (None, "")], errors="replace")
        return f"{path}?{given}" if given else path


def day(value: date | datetime | None) -> str:
    """A day as people write it: `Sun 14 Jun 2020`."""
    if value is None:
        return "day not known"
    return f"{value:%a} {value.day} {value:%b %Y}"


def short_day(value: date | None) -> str:
    """A day in little space: `14 Jun 2020`."""
    return f"{value.day} {value:%b %Y}" if value is not None else "–"


def iso(value: date | datetime | None) -> str:
    return value.isoformat()[:10] if value is not None else ""


def web_address(source: str | None) -> str | None:
    """An address that a page may link to; None for anything but http and https."""
    return source if source and len(source) <= 2000 and _WEB.fullmatch(source) else None


def has_page(ref: Ref) -> bool:
    """Whether an actor has a page: those known by a phrase of one report have none."""
    return ref.id is not None and "/" not in ref.id and not _UNNAMED.match(ref.id)


def same_name(place: Place | None, ref: Ref | None) -> bool:
    return place is not None and ref is not None and place.name == ref.name


def once(refs: Iterable[Ref]) -> list[Ref]:
    """Actors in their order, each name once, in whatever capitals it is written."""
    found: dict[str, Ref] = {}
    for ref in refs:
        found.setdefault(ref.name.casefold(), ref)
    return list(found.values())


def deed_words(event: Event) -> str:
    """Type and mode of a deed in words: `consult: visit`."""
    return f"{event.type.lower()}: {event.mode.replace('-', ' ')}" if event.mode else event.type.lower()


def speakers_of(record: Event | Relation) -> list[Ref]:
    return [speaker.who for speaker in record.speakers]


def sort_of(life: Life[Any]) -> str:
    """What a life is of, in a word: meeting, truce, conflict, sanction, deployment, office."""
    return type(life.what).__name__.lower()


def when_is_report(when: When | None) -> bool:
    return when is not None and when.basis == "report"


@cache
def environment() -> Environment:
    """The templates, which escape all that they are given and show no character that turns or hides text."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, auto_reload=False, trim_blocks=True,
        lstrip_blocks=True, finalize=_shown,
    )  # fmt: skip
    made.filters |= {
        "day": day, "short_day": short_day, "iso": iso, "when": wording.say_when, "place": wording.say_place,
        "casualties": wording.say_casualties, "names": wording.say_names, "web": web_address, "once": once,
        "deed": deed_words, "published": wording.say_published, "topics": wording.say_topics,
    }  # fmt: skip
    made.tests |= {"has_page": has_page, "report_day": when_is_report}
    made.globals |= {"QUADS": QUADS, "same_name": same_name, "speakers_of": speakers_of, "sort_of": sort_of}
    made.globals["m"] = made.get_template("macros.html.j2").module  # the words and lines that all pages share
    return made


def _shown(value: Any) -> Any:
    """Text without control characters, marks that turn the reading direction, and half pairs; line ends become blanks."""
    return clean_piece(value) if isinstance(value, str) and not isinstance(value, Markup) else value
