"""Pictures drawn of a store, and kept until its content or the program changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

import dragoman
from dragoman.contract.rebuild import flatten, rebuild
from dragoman.model.living import LivingPicture
from dragoman.store import drawn
from dragoman.store.database import Database


def picture_of(
    database: Database, day: date, draw: Callable[[], LivingPicture], of: str, *, everything: bool
) -> LivingPicture:
    """The picture of a day: the one that was kept, if nothing has changed since, else drawn anew, and kept if the store may be written.

    Args:
        database: the store.
        day: the day.
        draw: draws the picture.
        of: what else it is drawn by: the user's own actors.
        everything: whether it has also what is over.
    """
    stamp = f"{database.content()} {program()} {of}"
    body = database.kept_picture(day.isoformat(), stamp, everything=everything)
    if body is not None:
        return cast(LivingPicture, rebuild(LivingPicture, json.loads(body)))
    picture = draw()
    if not database.read_only:
        text = json.dumps(flatten(picture))
        database.transact(
            lambda writer: drawn.keep(writer.connection, day.isoformat(), stamp, text, everything=everything)
        )
    return picture


@cache
def program() -> str:
    """Which program it is: its version, and when its newest file was changed, for those who change rules."""
    root = Path(dragoman.__file__).parent
    newest = max(path.stat().st_mtime for path in root.rglob("*") if path.suffix in (".py", ".csv", ".toml"))
    return f"{dragoman.__version__}.{newest:.0f}"
