"""Dataclasses to JSON values and back by their types, for what a store keeps for itself; no contract with the outside."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dragoman.model.span import Span

Json = Any


def flatten(value: Any) -> Json:
    """A value as JSON: a dataclass is a list of its fields in order, with its place in a union before it where it needs one."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(flatten(getattr(value, f.name)) for f in fields(value))]
    if isinstance(value, (tuple, list)):
        return [flatten(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def rebuild(kind: Any, value: Json) -> Any:
    """The value of a type that `flatten` made this of.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it was made of another type.
    """
    origin = get_origin(kind)
    if isinstance(kind, TypeVar):
        return rebuild(kind.__bound__ or object, value)
    if origin in (Union, UnionType):
        if value is None:
            return None
        return rebuild(_choice([k for k in get_args(kind) if k is not NoneType], value), value)
    if origin is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(rebuild(parts[0], v) for v in value)
        return tuple(rebuild(k, v) for k, v in zip(parts, value, strict=True))
    if is_dataclass(origin or kind):
        return _made(kind, value)
    return _scalar(kind, value)


def _scalar(kind: Any, value: Json) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is date or kind is datetime:
        return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
    return value


def _made(kind: Any, value: Json) -> Any:
    """A dataclass from its fields; of a generic one the parameter stands for its variable."""
    if kind is Span:
        return Span(*value)
    whole = get_origin(kind) or kind
    types = _types(whole)
    held = dict(zip(getattr(whole, "__parameters__", ()), get_args(kind), strict=False))
    _, *values = value
    named = zip(types.items(), values, strict=True)
    return whole(**{name: rebuild(held.get(type_, type_), v) for (name, type_), v in named})


def _choice(kinds: list[Any], value: Json) -> Any:
    """Which of several types a value is of: the dataclass that it names, else the only one left."""
    if isinstance(value, list) and value and isinstance(value[0], str):
        for kind in kinds:
            if getattr(get_origin(kind) or kind, "__name__", "") == value[0]:
                return kind
    if date in kinds or datetime in kinds:
        return datetime if isinstance(value, str) and len(value) > 10 else date
    return kinds[0]


@cache
def _types(whole: type) -> dict[str, Any]:
    hints = get_type_hints(whole)
    return {f.name: hints[f.name] for f in fields(whole)}
