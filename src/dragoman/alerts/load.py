"""Reads rules of alerts from a TOML file; what is wrong in it is said with the file, the rule and what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.alerts.rules import CONDITIONS, MEASURES, PARTS, Condition, Rule
from dragoman.alerts.targets import SECURITY, FileTarget, MailTarget, Target, WebhookTarget
from dragoman.answers.parties import Party
from dragoman.answers.periods import STEPS
from dragoman.errors import InputError
from dragoman.knowledge.ontology import TYPES
from dragoman.model.records import Status

_ALWAYS = frozenset({"name", "when", "to"})
_ISO3 = re.compile(r"[A-Z]{3}")
_ADDRESS = re.compile(r"[^@\s,<>]+@[^@\s,<>]+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MAIL_KEYS = frozenset({"smtp", "port", "sender", "recipients", "user", "password_env", "security", "timeout"})
_PORTS = {"starttls": 587, "tls": 465, "none": 25}

Json = Mapping[str, Any]


def load_rules(path: Path) -> list[Rule]:
    """The rules of a file; paths of files in it are from the folder that it is in.

    Raises:
        InputError: the file can't be read, or a rule in it can't be understood.
    """
    try:
        return rules_of(path.read_text(encoding="utf-8"), str(path), path.parent.absolute())
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error}); name a TOML file of rules") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def rules_of(text: str, name: str, folder: Path = Path()) -> list[Rule]:
    """The rules in a text.

    Args:
        text: TOML with tables [[alert]].
        name: what errors call it.
        folder: where paths in it are from.

    Raises:
        InputError: a rule can't be understood.
    """
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: is no TOML: {error}") from error
    _only(whole.keys(), {"alert"}, name)
    tables = whole.get("alert", [])
    if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
        raise InputError(f"{name}: has no rules; each begins with a line [[alert]] (docs/alerts.md)")
    rules = [_rule(table, number, name, folder) for number, table in enumerate(tables, start=1)]
    twice = {r.name for r in rules if sum(other.name == r.name for other in rules) > 1}
    if twice:
        raise InputError(
            f"{name}: two rules are called {min(twice)!r}; alerts are told apart by the names of their rules"
        )
    return rules


def _rule(table: Json, number: int, file: str, folder: Path) -> Rule:
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f'{file}: rule {number} has no name; add name = "…"')
    at = f"{file}, rule {name!r}"
    condition = CONDITIONS.get(table.get("when")) if isinstance(table.get("when"), str) else None  # type: ignore[arg-type]
    if condition is None:
        raise InputError(f"{at}: when = {table.get('when')!r}; it must be one of {', '.join(CONDITIONS)}")
    _only(table.keys(), _ALWAYS | condition.needs | condition.allows, at)
    for key in sorted(condition.needs - table.keys()):
        raise InputError(f"{at}: {table['when']!r} needs {key} = […]")
    read = {key: _READERS[key](table[key], f"{at}, {key}") for key in table if key in _READERS}
    _check_states(read.get("states", ()), condition, at)
    _check_range(read, at)
    targets = table.get("to")
    if not isinstance(targets, list) or not targets:
        raise InputError(f'{at}: says not where to send; add to = [{{file = "alerts.jsonl"}}]')
    return Rule(name=name, when=table["when"], to=tuple(_target(t, f"{at}, to", folder) for t in targets), **read)


def _check_states(states: tuple[str, ...], condition: Condition, at: str) -> None:
    unknown = set(states) - condition.states
    if unknown and condition.states:
        allowed = ", ".join(sorted(condition.states))
        raise InputError(f"{at}: states has {min(unknown)!r}; this condition turns on {allowed}")
    if unknown:
        raise InputError(f"{at}: this condition is of what is new and takes no states")


def _check_range(read: Mapping[str, Any], at: str) -> None:
    low, high = read.get("low"), read.get("high")
    fixed = low is not None or high is not None
    if fixed and read.keys() & {"sd", "past"}:
        raise InputError(f"{at}: has low or high, and sd or past; a range is either fixed or of the past")
    if low is not None and high is not None and low > high:
        raise InputError(f"{at}: low = {low} is above high = {high}")


def _target(value: object, at: str, folder: Path) -> Target:
    if isinstance(value, dict):
        if "file" in value:
            _only(value.keys(), {"file"}, at)
            return FileTarget(path=folder / _text(value["file"], f"{at}, file"))
        if "webhook" in value:
            return _webhook(value, at)
        if "smtp" in value:
            return _mail(value, at)
    raise InputError(f"{at}: {value!r} is no target; take {{file = …}}, {{webhook = …}} or {{smtp = …}}")


def _webhook(value: Json, at: str) -> WebhookTarget:
    _only(value.keys(), {"webhook", "allow_private", "token_env", "timeout"}, at)
    url = _text(value["webhook"], f"{at}, webhook")
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username is not None:
        raise InputError(f"{at}: webhook = {url!r}; it must be http://… or https://… with no user or password in it")
    return WebhookTarget(
        url=url,
        allow_private=_yes_no(value.get("allow_private", False), f"{at}, allow_private"),
        token_env=_variable(value["token_env"], f"{at}, token_env") if "token_env" in value else None,
        timeout=_number(value.get("timeout", 10.0), f"{at}, timeout", least=0.1),
    )


def _mail(value: Json, at: str) -> MailTarget:
    if "password" in value:
        raise InputError(
            f"{at}: a password stands in the file; put it into an environment variable, named by password_env"
        )
    _only(value.keys(), _MAIL_KEYS, at)
    for key in ("sender", "recipients"):
        if key not in value:
            raise InputError(f"{at}: e-mail needs {key}")
    security = _one_of(SECURITY)(value.get("security", "starttls"), f"{at}, security")
    user, password = value.get("user"), value.get("password_env")
    if (user is None) != (password is None):
        raise InputError(f"{at}: user and password_env go together; give both or neither")
    if password is not None and security == "none":
        raise InputError(f"{at}: security = 'none' would send the password in the clear; take starttls or tls")
    addresses = (_text(value["sender"], f"{at}, sender"), *_texts(value["recipients"], f"{at}, recipients"))
    for address in addresses:
        if _ADDRESS.fullmatch(address) is None:
            raise InputError(f"{at}: {address!r} is no e-mail address; write name@example.org")
    return MailTarget(
        host=_text(value["smtp"], f"{at}, smtp"),
        port=_whole(value.get("port", _PORTS[security]), f"{at}, port"),
        sender=addresses[0],
        recipients=addresses[1:],
        user=_text(user, f"{at}, user") if user is not None else None,
        password_env=_variable(password, f"{at}, password_env") if password is not None else None,
        security=security,
        timeout=_number(value.get("timeout", 30.0), f"{at}, timeout", least=0.1),
    )


def _only(keys: Iterable[str], allowed: Iterable[str], at: str) -> None:
    unknown = sorted(set(keys) - set(allowed))
    if unknown:
        raise InputError(f"{at}: {unknown[0]!r} has no meaning here; allowed are {', '.join(sorted(allowed))}")


def _text(value: object, at: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{at}: {value!r} is no text; write it in quotes")
    return value


def _texts(value: object, at: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise InputError(f'{at}: {value!r} is no list; write ["…", "…"]')
    return tuple(_text(v, at) for v in value)


def _variable(value: object, at: str) -> str:
    name = _text(value, at)
    if _VARIABLE.fullmatch(name) is None:
        raise InputError(f"{at}: this is the name of an environment variable, as DRAGOMAN_SMTP_PASSWORD, not its value")
    return name


def _parties(value: object, at: str) -> tuple[str, ...]:
    found = _texts(value, at)
    for name in found:
        try:
            Party(name)
        except InputError as error:
            raise InputError(f"{at}: {error}") from error
    return found


def _two(value: object, at: str) -> tuple[str, ...]:
    found = _parties(value, at)
    if len(set(found)) != 2 or len(found) != 2:
        raise InputError(f'{at}: names {len(set(found))}; it takes two, as ["RUS", "TUR"]')
    return found


def _countries(value: object, at: str) -> tuple[str, ...]:
    found = _texts(value, at)
    wrong = next((v for v in found if _ISO3.fullmatch(v) is None), None)
    if wrong is not None:
        raise InputError(f"{at}: {wrong!r} is no ISO code of a country; write LBY")
    return found


def _some_of(allowed: Iterable[str]) -> Callable[[object, str], tuple[Any, ...]]:
    known = tuple(allowed)

    def read(value: object, at: str) -> tuple[Any, ...]:
        return tuple(_one_of(known)(v, at) for v in _texts(value, at))

    return read


def _one_of(allowed: Iterable[str]) -> Callable[[object, str], Any]:
    known = tuple(allowed)

    def read(value: object, at: str) -> Any:
        if value not in known:
            raise InputError(f"{at}: {value!r} is not among {', '.join(known)}")
        return value

    return read


def _statuses(value: object, at: str) -> tuple[Status, ...]:
    return tuple(Status(v) for v in _some_of(s.value for s in Status)(value, at))


def _number(value: object, at: str, *, least: float | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value or abs(value) == float("inf"):
        raise InputError(f"{at}: {value!r} is no number")
    if least is not None and value < least:
        raise InputError(f"{at}: {value} is too small; the least is {least}")
    return float(value)


def _whole(value: object, at: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 65535:
        raise InputError(f"{at}: {value!r} is no whole number from 1 to 65535")
    return value


def _yes_no(value: object, at: str) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{at}: {value!r} is neither true nor false")
    return value


_READERS: dict[str, Callable[[object, str], Any]] = {
    "actors": _parties,
    "between": _two,
    "places": _countries,
    "states": _texts,
    "types": _some_of(TYPES),
    "statuses": _statuses,
    "parts": _some_of(PARTS),
    "days": _whole,
    "by": _one_of(STEPS),
    "measure": _one_of(MEASURES),
    "low": _number,
    "high": _number,
    "sd": lambda value, at: _number(value, at, least=0.1),
    "past": lambda value, at: int(_number(_whole(value, at), at, least=4)),
}
