"""How a brief names people, bodies, places and days: in English prose, with articles, and safe to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from dragoman.model.records import Kind, Place, Ref, Speaker, When
from dragoman.pictures.words import plain

MOST = 3  # names that are listed; the rest are counted
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_STATES_WITH_THE = ("United", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Comoros", "Holy")
_BODIES_WITH_THE = frozenset(
    """accord agency alliance army authorities authority bank bloc brigade cabinet coalition command commission committee
    conference congress council court directorate emirates federation fleet force forces front government group guard guards
    headquarters house jihad kremlin league mission ministry movement nations navy office organisation organization parliament
    party pentagon police presidency republic secretariat service state states taliban union vatican""".split()
)
_VAGUE = frozenset(
    """both each everyone he it its leader leaders ministers officials other others parties party people she side sides somebody
    someone source sources statement that the their they this who chairs delegates delegations ministry more at least
    one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands many several
    some few all""".split()
)
_COMMON = frozenset(
    """civilians delegates diplomats fighters gunmen leaders mediators militants ministers officials people police protesters rebels
    rescuers residents soldiers troops villagers witnesses""".split()
)
_DETERMINERS = frozenset("the a an its his her their our more most some all".split())
_PLURAL = ("people", "police", "children", "men", "militia")


def the_day(day: date) -> str:
    """A day as a brief writes it: 14 June 2020."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """A day without its year: 14 June."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def the_weekday(day: date) -> str:
    """A day with its weekday, as in a diary: Sunday 14 June 2020."""
    return f"{_DAYS[day.weekday()]} {the_day(day)}"


def the_days(first: date, last: date) -> str:
    """A stretch of days: 14–15 June 2020."""
    if first == last:
        return the_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{the_day(last)}"
    return f"{the_day(first)} – {the_day(last)}"


def days_of(when: When | None) -> tuple[date, date] | None:
    """First and last day of a time, None where neither is known."""
    if when is None:
        return None
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None:
        return None
    first, last = _day(start), _day(end)
    return (first, last) if first <= last else (first, first)


def name(ref: Ref) -> str:
    """Somebody in the middle of a sentence: Turkey, the Libyan National Army, a monitor, officials."""
    text = plain(ref.name).replace("'", "’")
    words = text.split()
    if not words:
        return "somebody not named"
    if ref.kind is Kind.PERSON and text[:1].isupper() and not words[-1].islower():
        return text
    if text.lower() in _COMMON:
        return text.lower()
    if text[:1].islower():
        return _common(text, words)
    if "’s " in text or "s’ " in text or words[0].lower() in ("the", "a", "an"):
        return text
    if _takes_the(ref, words):
        return f"the {text}"
    if words[-1].islower() and len(words) > 1 and words[-1].isalpha() and not _is_plural(words[-1]):
        return f"an {text}" if text[0] in "AEIOU" else f"a {text}"  # "a Turkish official"
    return text


def _common(text: str, words: list[str]) -> str:
    """A common noun: one of them gets an article, several do not."""
    last = words[-1]
    if _is_plural(last) or words[0] in _DETERMINERS or not words[0].isalpha():
        return text
    if words[0] in _VAGUE or last in _BODIES_WITH_THE:
        return f"the {text}"
    return f"an {text}" if text[0] in "aeiou" else f"a {text}"


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word.endswith(_PLURAL)


def _takes_the(ref: Ref, words: list[str]) -> bool:
    if ref.kind is Kind.STATE:
        return (
            words[0] in _STATES_WITH_THE
            or words[-1] in _STATES_WITH_THE
            or "Republic" in words
            or words[-1] == "Emirates"
        )
    last = words[-1].lower()
    if last in _BODIES_WITH_THE:
        return True
    return ref.kind is not Kind.PLACE and last.endswith(
        ("this", "ans")
    )  # "Houthis", "Karabakh Armenians", but not "Hamas"


def is_vague(ref: Ref) -> bool:
    """Whether a name says nothing without the sentence that it stands in: "the two", "leaders", "side"."""
    words = plain(ref.name).lower().split()
    return not words or all(word in _VAGUE for word in words)


def named(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Those whose names say who they are, each once."""
    kept = {ref.id or ref.name: ref for ref in refs if not is_vague(ref)}
    return tuple(kept.values())


def names(refs: Iterable[Ref]) -> str:
    """Several in a sentence: Iran, Russia and Turkey; a few of many, and how many more there are."""
    return listed([name(ref) for ref in refs])


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    found = list(dict.fromkeys(words))
    if len(found) > MOST + 1:
        found = [*found[:MOST], f"{len(found) - MOST} others"]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"


def people(refs: Iterable[Ref], country_of: Callable[[str], str]) -> str:
    """Persons with their countries: Russia's Sergei Lavrov and Sergei Shoigu."""
    groups: dict[str | None, list[str]] = {}
    for ref in named(refs):
        own = ref.kind is Kind.PERSON and ref.country is not None and not plain(ref.name).split()[-1].islower()
        groups.setdefault(ref.country if own else None, []).append(name(ref))
    said = [
        text
        for code, some in groups.items()
        for text in ([f"{_of(code, country_of)} {listed(some)}"] if code else some)
    ]
    return listed(said)


def _of(code: str, country_of: Callable[[str], str]) -> str:
    state = plain(country_of(code))
    article = "the " if state.split()[0] in _STATES_WITH_THE or state.split()[-1] in _STATES_WITH_THE else ""
    return f"{article}{state}’" if state.endswith("s") else f"{article}{state}’s"


def place(where: Place | None, country_of: Callable[[str], str]) -> str:
    """A place in a sentence, with the state that it lies in: Sirte, Libya."""
    if where is None:
        return ""
    text = plain(where.name)
    state = plain(country_of(where.country)) if where.country else ""
    if where.precision == "country" or not state or text == state:
        return f"the {text}" if text.split()[:1] and text.split()[0] in _STATES_WITH_THE else text
    return f"{text}, {state}"


def said_by(speakers: Iterable[Ref]) -> str:
    """Who says so: "said the Turkish foreign ministry and Abbas Mousavi"; empty where nobody is named."""
    known = list({name(ref): None for ref in speakers if not is_vague(ref)})
    return f"said {listed(known[:2])}" if known else ""


def who_of(speakers: Iterable[Speaker]) -> tuple[Ref, ...]:
    """The speakers themselves."""
    return tuple(speaker.who for speaker in speakers)


def sentence(text: str) -> str:
    """Text as a sentence: a capital first, a full stop last, no two marks in a row."""
    text = " ".join(text.split()).strip(" ,;")
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…:" else ".")


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
