"""Pieces of HTML to plain paragraphs, nothing judged and nothing left out but what no reader sees.

For feed entries and letters, which are no whole pages: there is no menu around the words to be told from them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    "address article aside blockquote br caption center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section summary table tbody td th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*\b[^<>]{0,2000}|!--.{0,2000}?--)>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def looks_like_markup(text: str) -> bool:
    """Whether a text has tags or entities in it, which feeds put in without saying so."""
    return _TAG.search(text) is not None or _ENTITY.search(text) is not None


def fragment_text(markup: str) -> str:
    """The words of a piece of HTML, a blank line between paragraphs; unclosed and unknown tags do no harm."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    paragraphs = (" ".join("".join(words).split()) for words in reader.paragraphs)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Words(HTMLParser):
    """Gathers words by paragraph; `hidden` is the stack of open elements inside one that no reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[list[str]] = [[]]
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID and (self.hidden or tag in _UNSEEN or _hides(attrs)):
            self.hidden.append(tag)
        elif tag in _BLOCKS:
            self.paragraphs.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and not self.hidden:
            self.paragraphs.append([])

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag in self.hidden:  # what was left open inside is closed with it
                del self.hidden[len(self.hidden) - 1 - self.hidden[::-1].index(tag) :]
        elif tag in _BLOCKS:
            self.paragraphs.append([])

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.paragraphs[-1].append(data)


def _hides(attrs: list[tuple[str, str | None]]) -> bool:
    return any(name == "hidden" or (name == "style" and value and _HIDDEN.search(value)) for name, value in attrs)
