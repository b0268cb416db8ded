"""What a request asks: days, filters and ids, named as in the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from starlette.requests import Request

from dragoman.answers.periods import STEPS, By
from dragoman.errors import DragomanError, InputError, StoreError
from dragoman.model.records import Status
from dragoman.store.values import EventFilter
from dragoman.web.cache import Remembering
from dragoman.web.settings import Settings

LIMIT, MOST = 25, 500  # rows of a page
LONGEST = 500  # characters of a value
Found = TypeVar("Found")


class MissingError(DragomanError):
    """Nothing is at this address."""


class RefusedError(DragomanError):
    """This may not be done by who asks, or not so; `status` is HTTP's."""

    def __init__(self, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.status = status


class Ask:
    """One request, with the store that answers it."""

    def __init__(self, request: Request, store: Remembering, settings: Settings) -> None:
        self.request = request
        self.store = store
        self.settings = settings

    def text(self, name: str) -> str | None:
        """The value of a parameter; None where it is not given or blank."""
        value = self.request.query_params.get(name, "").strip()
        if len(value) > LONGEST:
            raise InputError(f"{name} is {len(value)} characters long; {LONGEST} are allowed")
        return value or None

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a parameter that may be given several times."""
        return tuple(dict.fromkeys(v.strip() for v in self.request.query_params.getlist(name)[:20] if v.strip()))

    def flag(self, name: str) -> bool:
        return self.request.query_params.get(name, "").lower() in ("1", "true", "yes", "on")

    def day(self, name: str) -> date | None:
        """A day, given like 2020-06-14."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InputError(f"{name} {value!r} is not a day; write it as 2020-06-14") from None

    def month(self, name: str, default: date) -> date:
        """The first day of a month, given like 2020-06."""
        value = self.text(name)
        try:
            return date.fromisoformat(f"{value}-01") if value else default.replace(day=1)
        except ValueError:
            raise InputError(f"{name} {value!r} is not a month; write it as 2020-06") from None

    def number(self, name: str, default: int, most: int = MOST) -> int:
        """A whole number from 1 to the most that is allowed."""
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"\d{1,6}", value) or not 1 <= int(value) <= most:
            raise InputError(f"{name} {value!r} is not a number from 1 to {most}")
        return int(value)

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """One of some words; the first if none is given."""
        value = self.text(name) or allowed[0]
        if value not in allowed:
            raise InputError(f"{name} {value!r} is none of {', '.join(allowed)}")
        return value

    @property
    def by(self) -> By:
        """The step of a series; weeks, if none is given."""
        given = self.choice("by", ("week", "month", "day"))
        return next(step for step in STEPS if step == given)

    @property
    def as_of(self) -> date:
        """The day as of which it is asked: that which is given, or that of the newest report."""
        return self.day("as_of") or self.store.day(None)

    def events(self, *, limit: int) -> EventFilter:
        """The filter that the parameters name, newest first."""
        statuses = self.many("status")
        wrong = [s for s in statuses if s not in set(Status)]
        if wrong:
            raise InputError(f"status {wrong[0]!r} is none; take one of {', '.join(Status)}")
        return EventFilter(
            text=self.text("q"), actors=self.many("actor"), types=tuple(t.upper() for t in self.many("type")),
            countries=tuple(p.upper() for p in self.many("place")), statuses=tuple(Status(s) for s in statuses),
            speakers=self.many("speaker"), since=self.day("since"), until=self.day("until"), told_until=self.day("as_of"),
            limit=limit, after=self.text("after"), newest_first=True,
        )  # fmt: skip


def found(look: Callable[[], Found]) -> Found:
    """What is looked up by an id; what the store does not have is missing, no fault of its own."""
    try:
        return look()
    except StoreError as error:
        if "no " in str(error) or "several" in str(error):
            raise MissingError(str(error).partition(" has ")[2].capitalize() or str(error)) from error
        raise


def country(code: str) -> str:
    """An ISO 3166-1 code as given in an address."""
    if not re.fullmatch(r"[A-Za-z]{3}", code):
        raise MissingError(f"{code!r} is no ISO 3166-1 code of three letters, such as LBY")
    return code.upper()
