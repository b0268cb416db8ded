"""Place names of a report with what the words around each say of it: what it lies in, what sort of place it is.

Read by the letters around the name, not by the tree: "Springfield, Ill.", "the Libyan capital Tripoli", "the town of
Douma", "Syria's Idlib", "Anderson County" are fixed turns that a tree tears apart in as many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.actors import ActorBook, fold
from dragoman.knowledge.place_names import place_key
from dragoman.knowledge.places import Gazetteer, Sort
from dragoman.model.document import Document
from dragoman.model.report import BlockKind
from dragoman.model.span import Span

_NEAR = 48  # characters looked at on each side
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’&-]*"
_AFTER = re.compile(rf"\s*,\s+((?:{_WORD}\s+){{0,3}}{_WORD})|\s*\(((?:{_WORD}\s*){{1,3}})\)|\s*/\s*({_WORD})")
_INSIDE = re.compile(
    rf"\s*,?\s+(?:(?:city|town|village|province|district|region)\s+)?(?:in|of)\s+(?:the\s+)?"
    rf"(?:(?:north|south|east|west|central|upper|lower)\w*(?:[ -]\w*(?:east|west)\w*)?\s+)?"
    rf"((?:{_WORD}\s+){{0,2}}{_WORD})"
)
_BEFORE_OF = re.compile(
    r"\b(capital|cit(?:y|ies)|towns?|villages?|suburbs?|county|province|governorate|state|district|region|port|"
    r"island|river|hamlet|borough|municipality|township|department)\s+(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_OWNER = re.compile(rf"((?:{_WORD}\s+){{0,2}}{_WORD})['’]s?\s+(?:[a-z-]+\s+){{0,3}}$")
_MODIFIER = re.compile(
    rf"({_WORD}(?:\s{_WORD})?)\s+(?:[a-z-]+\s+){{0,2}}"
    r"(?:capital|city|town|village|port|province|region|state|island|district)(?:\s+of)?,?\s+$"
)
_FEATURE = re.compile(
    r"[\s-]+(county|counties|parish|province|provinces|governorate|state|oblast|region|district|prefecture|department|"
    r"city|town|township|village|river|creek|lake|island|islands|strait|sea|gulf|desert|mountains?|valley|canal|"
    r"peninsula|border|airport|air\s?base|refugee\s+camp|camp|dam|strip)\b",
    re.IGNORECASE,
)
_WORDS_OF = {
    "admin1": "province provinces governorate state oblast region prefecture department",
    "admin2": "county counties parish district",
    "city": "city cities town towns village villages suburb suburbs port hamlet borough municipality township airport",
    "capital": "capital",
    "nature": "river creek lake island islands strait sea gulf desert mountain mountains valley canal peninsula",
    "point": "airbase camp dam",
}
SORT_OF = {word: sort for sort, words in _WORDS_OF.items() for word in words.split()}
SORT_OF |= {"air base": "point", "refugee camp": "point"}
COMPASS = re.compile(
    r"^(?:(?:down|up|mid)town|greater|central|inner|outer|metro|metropolitan|rural|mainland|"
    r"(?:north|south)(?:[- ]?(?:east|west|central))?(?:ern)?|(?:east|west)(?:ern)?|(?:far|deep)\s+\w+)\s+",
    re.IGNORECASE,
)
# A building is named after its place, and is none that a gazetteer of towns has. (A street named so lies anywhere.)
_BUILT = re.compile(
    r"\s(?:center|centre|school|hospital|club|hall|academy|high|library|jail|court|courthouse|zoo|bank|elementary|"
    r"college|university|theater|theatre|church|fairgrounds|mall|museum|house|office|offices)$",
    re.IGNORECASE,
)
_SIDE = r"(north|south|east|west|north[- ]?east|north[- ]?west|south[- ]?east|south[- ]?west)(?:ern)?"


def compass_of(name: str, before: str) -> str | None:
    """The side that a name or the word before it tells of: "north", "southeast"; None where there is none."""
    if match := re.match(_SIDE + r"\s", name, re.IGNORECASE) or re.search(_SIDE + r"\s+$", before, re.IGNORECASE):
        return match.group(1).lower()
    return None


@dataclass(frozen=True, slots=True)
class Toponym:
    """One mention of a place name with the hints beside it; `within` holds texts of what it may lie in, best first."""

    span: Span
    text: str
    within: tuple[str, ...] = ()
    feature: str | None = None  # "city", "capital", "admin1", "admin2", "nature", "point" by the words around
    compound: str | None = None  # the name with the word after it: "Anderson County"
    country: str | None = None  # by an adjective or owner: "Libyan capital", "Syria's"
    weight: float = 1.0

    @property
    def key(self) -> str:
        return place_key(self.text)


class ToponymReader:
    """Reads the toponyms of one document."""

    def __init__(self, document: Document, book: ActorBook, gazetteer: Gazetteer) -> None:
        self.text = document.report.text
        self.document = document
        self.book = book
        self.gazetteer = gazetteer

    def all(self) -> list[Toponym]:
        """Places that the language model or a list names, and those of the dateline."""
        names = [s.span_of(n.start, n.end) for s in self.document.sentences for n in s.names if n.kind == "LOC"]
        spans = [part for span in names for part in self._parts(span)]
        return sorted((self.at(s) for s in {*spans, *self.dateline_spans()}), key=lambda t: t.span)

    def _parts(self, span: Span) -> Iterator[Span]:
        """A name with the dot of its abbreviation, or the town in the name of a building; else itself."""
        text = self.text
        if text[span.end : span.end + 1] == "." and text[span.start : span.end + 1] in self.gazetteer.short:
            yield Span(span.start, span.end + 1)
        elif _BUILT.search(span.of(text)) and not self.gazetteer.known(span.of(text)):
            yield from known_spans(text, Span(span.start, span.start + span.of(text).rindex(" ")), self.gazetteer)
        else:
            yield span

    def inside_bodies(self) -> Iterator[Span]:
        """Places in the names of bodies: the town of "Oxford City Council"."""
        for sentence in self.document.sentences:
            for name in sentence.names:
                if name.kind == "ORG" and name.end - name.start > 1:
                    yield from known_spans(self.text, sentence.span_of(name.start, name.end), self.gazetteer)

    def at(self, span: Span, weight: float = 1.0) -> Toponym:
        """The toponym of a span with the hints around it."""
        text = self.text
        raw = re.sub(r"\s+", " ", span.of(text))
        raw = re.sub(r"['’]s?$", "", raw)
        before = text[max(0, span.start - _NEAR) : span.start].rsplit("\n\n", 1)[-1]
        after = text[span.end : span.end + _NEAR].split("\n\n", 1)[0]
        feature, compound = self._feature(raw, before, after)
        return Toponym(span, raw, tuple(self._within(before, after)), feature, compound, self._country(before), weight)

    def evidence(self) -> list[Toponym]:
        """Divisions named inside the names of bodies ("Ohio State Highway Patrol"): no places told of, but hints."""
        return [self.at(span, weight=0.4) for span in self.inside_bodies() if self.holds(span.of(self.text))]

    def dateline_spans(self) -> Iterator[Span]:
        """Names of the dateline, which the language model does not read."""
        for block in self.document.report.blocks:
            if block.kind is BlockKind.DATELINE:
                yield from known_spans(self.text, block.span, self.gazetteer)

    def _feature(self, raw: str, before: str, after: str) -> tuple[str | None, str | None]:
        if match := _FEATURE.match(after):
            word = re.sub(r"\s+", " ", match.group(1).lower())
            single = {"counties": "County", "provinces": "Province"}.get(word, match.group(1))
            return SORT_OF.get(word), f"{raw} {single}"
        last = raw.rsplit(" ", 1)[-1].lower()
        if last in SORT_OF and " " in raw:
            return SORT_OF[last], None
        if re.match(r"(?:Lake|Mount|Mt\.|River|Isle|Strait|Gulf|Sea|Cape)\s", raw):
            return "nature", None
        if re.match(r"\s+and\s+" + _WORD + r"\s+counties", after):
            return "admin2", f"{raw} County"
        if match := _BEFORE_OF.search(before):
            return SORT_OF.get(match.group(1).lower()), None
        if re.search(r"\bcapital,?\s+$", before):
            return "capital", None
        return None, None

    def _within(self, before: str, after: str) -> Iterator[str]:
        at = 0
        while (match := _AFTER.match(after, at)) and at < 30:
            group = next(i for i in (1, 2, 3) if match.group(i))
            found = self._container(match.group(group))
            if found is None or self._is_list(found, after[match.start(group) + len(found) :]):
                break
            yield found
            at = match.start(group) + len(found)
        if (match := _INSIDE.match(after)) and (found := self._container(match.group(1))):
            yield found
        if (match := _OWNER.search(before)) and (found := self._container(match.group(1), last=True)):
            yield found
        if (match := _MODIFIER.search(before)) and (found := self._container(match.group(1), last=True)):
            yield found

    def _is_list(self, name: str, after: str) -> bool:
        """Whether a name that is a big city's too goes on in a list: "Washington, New York and Boston"."""
        if not re.match(r"\s+and\s+[A-Z]|,\s+[A-Z]", after):
            return False
        return any(s.sort is Sort.CITY and s.population > 500_000 for s in self.gazetteer.lookup(name))

    def _container(self, words: str, *, last: bool = False) -> str | None:
        """The longest run from the start (or end) of some words that names a country or division."""
        parts = words.split(" ")
        for n in range(len(parts), 0, -1):
            name = " ".join(parts[-n:] if last else parts[:n])
            for form in (name, name.rstrip(",.;:")):
                if form and self.holds(form):
                    return form
        return None

    def holds(self, name: str) -> bool:
        """Whether a name is that of something that places lie in."""
        if name in self.gazetteer.short or self.state_of(name):
            return True
        return any(s.sort is not Sort.CITY for s in self.gazetteer.lookup(name) if s.main)

    def _country(self, before: str) -> str | None:
        if match := _MODIFIER.search(before) or re.search(rf"({_WORD})\s+$", before):
            for words in (match.group(1), match.group(1).rsplit(" ", 1)[-1]):
                if found := self.book.adjectives.get(words.lower()):
                    return found
        if match := _OWNER.search(before):
            return self.state_of(match.group(1)) or self.state_of(match.group(1).rsplit(" ", 1)[-1])
        return None

    def state_of(self, name: str) -> str | None:
        """The state of a name, or None."""
        for actor in self.book.by_name.get(fold(name), []):
            if actor.id.startswith("state:"):
                return actor.country
        return None


def known_spans(text: str, span: Span, gazetteer: Gazetteer) -> Iterator[Span]:
    """Names of the gazetteer among the capitalised words of a stretch, the longest first from the left."""
    words = [
        (m.start(), m.end())
        for m in re.finditer(r"[A-ZÀ-ÖØ-Þ][\w'’-]*(?:\.\w+)*\.?", text[: span.end])
        if m.start() >= span.start
    ]
    i = 0
    while i < len(words):
        for j in range(min(len(words), i + 4), i, -1):
            start, end = words[i][0], words[j - 1][1]
            if any(text[words[k][1] : words[k + 1][0]] != " " for k in range(i, j - 1)):
                continue
            form = text[start:end]
            if form in gazetteer.short or gazetteer.known(form.rstrip(".")):
                yield Span(start, end if form in gazetteer.short else start + len(form.rstrip(".")))
                i = j - 1
                break
        i += 1
