"""Addresses of all pages of the sample store, and what looks at a page as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.web.conftest import Site

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def addresses(site: Site) -> list[str]:
    """Every page with something to show."""
    return [
        "/today", "/agenda", "/agenda?all=1&month=2020-06", "/conflicts", "/conflict/LBY", "/ceasefires", "/frictions",
        f"/ceasefire/{site.picture.ceasefires[0].id}", f"/life/{site.picture.agenda[0].id}", "/actors", "/actors?q=lavrov",
        "/actor/RUS", "/actor/person:sergei-lavrov", "/actor/group:haftar's-army", "/dyad/RUS/TUR", "/dyad/EGY/TUR?by=month",
        f"/event/{site.event(2)}", f"/event/{site.event(4)}", f"/story/{site.event(2)}", f"/story/{site.event(4)}",
        f"/relation/{site.readings[0].relations[0].id}", "/reports", f"/report/{site.readings[0].report.id}",
        f"/report/{site.readings[3].report.id}", f"/report/{site.readings[4].report.id}", "/search", "/search?q=talks", "/search?q=Lavrov",
        "/map", "/network", "/network?level=actors", "/sources", "/judgements", "/about",
    ]  # fmt: skip


@dataclass
class Element:
    """An element with its attributes."""

    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)


class Parsed(HTMLParser):
    """A page's elements and its text; what is not closed, or closed and not open, is a fault."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is left open" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:] or 'nothing'}")
        if tag in ("td", "th", "li", "p", "dt", "dd", "h1", "h2", "h3"):
            self.words.append(" ")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [e for e in self.elements if e.tag in tags]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())
