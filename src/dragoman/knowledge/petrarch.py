"""PETRARCH actor and agent dictionaries (CAMEO codes), read into the actor book.

    NAME_ [CODE]             an actor; underscores are spaces
    +ALIAS_                  another name of the actor above
    <tab>[CODE <010120]      a code up to a day; `>` since a day, `from-to` between two; YYMMDD or YYYYMMDD, inclusive
    NOUN {PLURAL} [~CODE]    an agent; `!PERSON!` and its like stand for the words of a `!PERSON! = …` line
    ; or #                   a comment

Source: the format as PETRARCH's own files use it (eventdata/phoenix dictionaries). Rows that can't be read are kept as
sentences in `ActorBook.problems`; the rest of the file is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dragoman.knowledge.actor_types import Actor, ActorBook, Noun, Period, Tenure
from dragoman.knowledge.codes import kind_of_roles, split_cameo
from dragoman.knowledge.name_forms import fold, slug
from dragoman.model.records import Kind

_CODE = re.compile(r"\[\s*(?P<code>~?[A-Za-z]{2,}|---)?\s*(?P<dates>[<>]?\s*[\d\s<>-]*)\s*\]")
_SET = re.compile(r"(![A-Z_]+!)\s*=\s*(.+)")
_BOTH = re.compile(r"(\d{6,8})\s*-\s*(\d{6,8})")
_CENTURY = 30  # two-digit years from here are of the last century: the files begin in 1930


@dataclass(frozen=True, slots=True)
class Coded:
    """One code with the days that it holds for."""

    code: str
    period: Period


@dataclass(slots=True)
class Entry:
    """One actor or agent of a dictionary."""

    line: int
    names: list[str]
    codes: list[Coded] = field(default_factory=list)
    agent: bool = False


def read_petrarch(path: Path) -> tuple[list[Entry], list[str]]:
    """The entries of a dictionary, and a sentence for each row that can't be read."""
    entries: list[Entry] = []
    problems: list[str] = []
    sets: dict[str, list[str]] = {}
    for number, raw in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        line = re.sub(r"[#;].*", "", raw).rstrip()
        if not line.strip():
            continue
        if match := _SET.match(line.strip()):
            sets[match[1]] = [_words(part) for part in match[2].split(",") if part.strip()]
            continue
        try:
            _read_line(number, line, entries)
        except ValueError as error:
            problems.append(f"{path}, line {number}: {error}")
    for entry in entries:
        entry.names = [full for name in entry.names for full in _expanded(name, sets)]
        if not entry.codes:
            problems.append(f"{path}, line {entry.line}: {entry.names[:1]} has no code")
    return [e for e in entries if e.codes and e.names], problems


def _read_line(number: int, line: str, entries: list[Entry]) -> None:
    text = line.strip()
    codes = [c for match in _CODE.finditer(text) if (c := _coded(match)) is not None]
    rest = _CODE.sub("", text)
    if "[" in rest or "]" in rest:
        raise ValueError(f"{text!r}: a code is written [CODE], [CODE <date], [CODE >date] or [CODE date-date]")
    plurals = [_words(p) for braces in re.findall(r"\{([^}]*)\}", rest) for p in braces.split(",") if p.strip()]
    name = re.sub(r"\{[^}]*\}", "", rest).strip()
    if name.startswith("+") or (not name and codes):
        if not entries:
            raise ValueError(f"{text!r} belongs to no entry above it")
        entries[-1].names += [_words(name[1:])] if name else []
    elif name:
        entries.append(Entry(number, [_words(name), *plurals], agent=any(c.code.startswith("~") for c in codes)))
    entries[-1].codes += codes


def _words(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def _coded(match: re.Match[str]) -> Coded | None:
    """A code with its days; None for `---`, which says that no code holds."""
    code, dates = match["code"], match["dates"].strip()
    if code in (None, "---"):
        return None
    if not dates:
        return Coded(code, Period(None, None))
    if both := _BOTH.fullmatch(dates):
        return Coded(code, Period(_day(both[1]), _day(both[2])))
    if dates[0] in "<>":
        day = _day(dates[1:].strip())
        return Coded(code, Period(None, day) if dates[0] == "<" else Period(day, None))
    raise ValueError(f"dates {dates!r} in {match[0]!r}; write <date, >date or date-date")


def _day(digits: str) -> date:
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= _CENTURY else "20") + digits
    if not re.fullmatch(r"\d{8}", digits):
        raise ValueError(f"date {digits!r}; write YYMMDD or YYYYMMDD")
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"date {digits!r} is no day of the calendar") from None


def _expanded(name: str, sets: dict[str, list[str]]) -> Iterator[str]:
    """A name with each `!SET!` written out."""
    match = re.search(r"![A-Z_]+!", name)
    if match is None:
        yield name
        return
    for word in sets.get(match[0], ["man", "men", "woman", "women", "person"] if match[0] == "!PERSON!" else []):
        yield from _expanded(name[: match.start()] + word + name[match.end() :], sets)


def add_petrarch(book: ActorBook, path: Path) -> None:
    """Add a dictionary's actors and agents to a book."""
    entries, problems = read_petrarch(path)
    book.problems += problems
    for entry in entries:
        if entry.agent:
            _add_agent(book, entry)
        else:
            _add_actor(book, entry)


def _add_agent(book: ActorBook, entry: Entry) -> None:
    _, sectors = split_cameo(entry.codes[0].code.removeprefix("~"), alone=True)
    kind = kind_of_roles(sectors, agent=True)
    noun = Noun(entry.names[0].lower(), "agent", kind, sectors, armed=bool({"MIL", "REB", "COP", "UAF"} & set(sectors)))
    for name in entry.names:
        book.nouns.setdefault(name.lower(), noun)


def _add_actor(book: ActorBook, entry: Entry) -> None:
    country, sectors = split_cameo(entry.codes[0].code)
    names = [_cased(name) for name in entry.names]
    if country and not sectors and not _dated(entry.codes):
        state = next((s for s in book.states.values() if country in (s.iso3, s.cameo)), None)
        id_ = f"state:{state.iso3 if state else country}"
        known = book.actors.get(id_) or Actor(id_, names[0], Kind.STATE, country, ("GOV",))
        book.actors[id_] = replace(known, aliases=tuple(dict.fromkeys((*known.aliases, *names))))
        for name in names:
            book.by_name.setdefault(fold(name), [book.actors[id_]])
        return
    kind = Kind.PERSON if _dated(entry.codes) else kind_of_roles(sectors, agent=False)
    prefix = {Kind.PERSON: "person", Kind.GROUP: "group", Kind.MEDIA: "media"}.get(kind, "org")
    id_ = f"{prefix}:{slug(names[0])}"
    tenures = tuple(_tenures(entry.codes)) if kind is Kind.PERSON else ()
    earlier = book.actors.get(id_)
    if earlier is not None:
        book.actors[id_] = replace(
            earlier, aliases=tuple(dict.fromkeys((*earlier.aliases, *names))), tenures=(*earlier.tenures, *tenures)
        )
        return
    book.actors[id_] = Actor(id_, names[0], kind, country, sectors, tuple(names[1:]), tenures=tenures)


def _dated(codes: Iterable[Coded]) -> bool:
    return any(c.period.start or c.period.end for c in codes)


def _tenures(codes: Iterable[Coded]) -> Iterator[Tenure]:
    for coded in codes:
        country, sectors = split_cameo(coded.code)
        yield Tenure("", country or "", country, sectors, coded.period, "from a PETRARCH dictionary")


def _cased(name: str) -> str:
    """Capital letters as a text would have them; short words of capitals are taken for acronyms."""
    return name if len(name) <= 4 else re.sub(r"[A-Za-z]+", lambda m: m[0].capitalize(), name)
