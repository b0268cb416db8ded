"""Actors and places, each stored once and held once: a row's key stands for it everywhere else."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, select, text

from dragoman.model.living import NOWHERE
from dragoman.model.records import Kind, Place, Ref
from dragoman.store import schema
from dragoman.store.plain_text import storable, to_json
from dragoman.store.values import digest

What = TypeVar("What", bound=Ref | Place)
Identity = tuple[Any, ...]
CHUNK = 500  # keys a query


def actor_identity(ref: Ref) -> Identity:
    """What makes two mentions the same row."""
    return ref.id, ref.name, ref.country, ref.kind.value, ref.sectors


def place_identity(place: Place) -> Identity:
    return place.name, place.country, place.admin1, place.lat, place.lon, place.geonames_id, place.precision


def actor_row(identity: Identity) -> Identity:
    """The columns of an actor, from `digest` on."""
    id_, name, country, kind, sectors = identity
    joined = " ".join(sectors)
    columns = (_storable(id_), storable(name), _storable(country), storable(kind), storable(joined))
    exact = columns == (id_, name, country, kind, joined) and _split(joined) == sectors
    return (digest(to_json(identity)), *columns, None if exact else to_json(identity))


def place_row(identity: Identity) -> Identity:
    """The columns of a place, from `digest` on."""
    columns = tuple(storable(value) if isinstance(value, str) else value for value in identity)
    return (digest(to_json(identity)), *columns, None if columns == identity else to_json(identity))


def actor_of(row: Identity) -> Ref:
    """An actor as itself, from its columns from `id` on."""
    *identity, odd = row
    id_, name, country, kind, sectors = json.loads(odd) if odd else identity
    split = tuple(sectors) if odd else _split(sectors)
    return Ref(
        id=id_, name=name, country=country, sectors=split, kind=Kind(kind), text=name, span=NOWHERE
    )  # fmt: skip


def place_of(row: Identity) -> Place:
    """A place as itself, from its columns from `name` on."""
    *identity, odd = row
    name, country, admin1, lat, lon, geonames_id, precision = json.loads(odd) if odd else identity
    return Place(
        text=name, span=None, name=name, country=country, admin1=admin1, lat=lat, lon=lon, geonames_id=geonames_id,
        precision=precision,
    )  # fmt: skip


class Interned(Generic[What]):
    """The rows of a table that this process has met, by key; rows never change, so that they are kept."""

    def __init__(self, table: Table, make: Callable[[Identity], What], identity: Callable[[What], Identity]) -> None:
        self.table = table
        self.by_key: dict[int, What] = {}
        self.keys: dict[Identity, int] = {}
        self.identity: Callable[[What], Identity] = identity
        self._make: Callable[[Identity], What] = make
        self._columns = [column for column in table.columns if column.name != "digest"]

    def load(self, connection: Connection, keys: Collection[int]) -> None:
        """Have all of these at hand."""
        missing = sorted({key for key in keys if key not in self.by_key})
        for some in chunks(missing):
            # keys are integers of our own, and many: written out, they need no parameters
            chosen = select(*self._columns).where(text(f"key IN ({','.join(map(str, some))})"))
            for key, *row in connection.execute(chosen):
                self.by_key[key] = self._make(tuple(row))

    def find(self, connection: Connection, rows: dict[str, Identity]) -> None:
        """Look up the keys of rows, given by digest, that other processes may have stored."""
        for some in chunks(list(rows)):
            columns = self.table.c
            for key, known in connection.execute(select(columns.key, columns.digest).where(columns.digest.in_(some))):
                self.keys[rows[known]] = key

    def forget(self, keys: Collection[Identity]) -> None:
        """Drop what was given a key by a transaction that came to nothing."""
        for identity in keys:
            self.keys.pop(identity, None)


def actors() -> Interned[Ref]:
    return Interned(schema.actors, actor_of, actor_identity)


def places() -> Interned[Place]:
    return Interned(schema.places, place_of, place_identity)


def chunks(values: Collection[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The values in lists of at most `size`."""
    it = iter(values)
    while some := list(islice(it, size)):
        yield some


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(" ")) if joined else ()


def _storable(value: str | None) -> str | None:
    return None if value is None else storable(value)
