"""Pictures that were drawn, kept until the store changes; whoever asks makes sure by the stamp."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from dragoman.store import engines
from dragoman.store.schema import judgements, pictures, reports

MOST = 40  # pictures kept


def content_of(connection: Connection) -> str:
    """What the store holds, as text that changes with every report or judgement that comes or goes."""
    columns = reports.c
    count, last, copies = connection.execute(
        select(func.count(), func.max(columns.key), func.count(columns.copy_of))
    ).one()
    judged, withdrawn = connection.execute(select(func.count(), func.count(judgements.c.withdrawn_at))).one()
    return f"{count}.{last}.{copies}.{judged}.{withdrawn}"


def kept(connection: Connection, day: str, stamp: str, *, everything: bool) -> str | None:
    """The picture of a day that was drawn of this very content; None where there is none."""
    columns = pictures.c
    mine = columns.day == day, columns.everything == int(everything), columns.stamp == stamp
    body: str | None = connection.scalar(select(columns.body).where(*mine))
    return body


def keep(connection: Connection, day: str, stamp: str, body: str, *, everything: bool) -> None:
    """Keep a picture in place of the one of that day; those of another content go, and all where there are many."""
    columns = pictures.c
    connection.execute(delete(pictures).where(columns.stamp != stamp))
    connection.execute(delete(pictures).where(columns.day == day, columns.everything == int(everything)))
    if (connection.scalar(select(func.count()).select_from(pictures)) or 0) >= MOST:
        connection.execute(delete(pictures))
    names = ["day", "everything", "stamp", "body"]
    engines.insert(connection, "pictures", names, [(day, int(everything), stamp, body)])
