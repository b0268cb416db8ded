"""Words of English text as the Universal Dependencies English treebanks cut them.

Contractions and possessives are cut off ("do|n't", "Russia|'s"), hyphens stand alone ("US|-|backed"), abbreviations keep
their dot. Own code, not spaCy's tokenizer: measured on EWT it agrees better, and it brings no dependency (bench.language
prints the figures; docs/decisions/0002-tokeniser.md has the comparison). It never changes a character of the text.
"""

from __future__ import annotations

import re

from dragoman.model.span import Span

# Abbreviations that keep their dot; a sentence may end with the second group, never with the first.
TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl adm brig cmdr gov sen rep hon rev fr st ste pres supt insp amb "
    "messrs mme mlle sr jr vs no nos fig vol pp dept univ ave blvd ft mt approx est".split()
)
ABBREVIATIONS = TITLES | frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun inc corp ltd co bros "
    "etc al e.g i.e eg ie cf ca a.m p.m am pm ph.d b.a m.a u.s u.k u.n u.s.a e.u d.c l.a n.y st".split()
)

_PIECE = re.compile(
    r"""
    (?P<url>(?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]'’])
  | (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<acronym>(?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z]))             # U.S.  U.S.A  a.m.
  | (?P<time>\d{1,2}:\d{2}(?::\d{2})?)
  | (?P<number>\d+(?:[/.]\d+){2,} | \d+/\d+ | \d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|s|m|bn|k)?(?!\w) | \.\d+)
  | (?P<smiley>[:;]-?[()DPp](?!\w))
  | (?P<joined>[eE]-mails?(?!\w) | [Cc]ease-fires?(?!\w) | [bw]/[co]\b)
  | (?P<dots>\.{2,}|…)
  | (?P<dashes>-{2,}|—+|–+|_{2,}|={2,}|\*{2,}|<{2,}|>{2,}|\${2,}|-?=[-=]+)
  | (?P<marks>[!?]{2,})
  | (?P<clitic>['’](?:s|S|d|ll|re|ve|m|D|LL|RE|VE|M)(?![\w]))
  | (?P<word>[^\W_]+(?:[.&+][^\W_]+)*(?:['’](?!(?:s|S|d|ll|re|ve|m|D|LL|RE|VE|M)(?!\w))[^\W\d_]+)*)
  | (?P<symbol>\S)
    """,
    re.VERBOSE,
)
_NEGATED = re.compile(r"(?i)^(.+)(n['’]t)$")
_FUSED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dunno": 2, "gimme": 3, "lemme": 3}


def tokenize(text: str, start: int, end: int) -> list[Span]:
    """Cut characters [start, end) of a text into words; white space and control characters belong to no word."""
    spans: list[Span] = []
    for chunk in re.compile(r"\S+").finditer(text, start, end):
        for match in _PIECE.finditer(text, chunk.start(), chunk.end()):
            at, stop = match.span()
            if spans and at < spans[-1].end:
                continue
            if match.lastgroup in ("word", "acronym"):
                stop = _with_dot(text, at, stop, chunk.end())
                spans += _split(text, at, stop)
            elif text[at:stop].isprintable():
                spans.append(Span(at, stop))
    return spans


def _with_dot(text: str, start: int, stop: int, limit: int) -> int:
    """Take the dot after an abbreviation or initial into the word."""
    if stop >= limit or text[stop] != ".":
        return stop
    word = text[start:stop]
    single = len(word) == 1 and word.isupper() and word != "I"
    return stop + 1 if single or word.lower() in ABBREVIATIONS else stop


def _split(text: str, start: int, stop: int) -> list[Span]:
    """Cut what English writes as one word and the treebanks read as two."""
    word = text[start:stop]
    if match := _NEGATED.match(word):
        cut = start + match.end(1)
        return [Span(start, cut), Span(cut, stop)]
    if cut := _FUSED.get(word.lower(), 0):
        return [Span(start, start + cut), Span(start + cut, stop)]
    return [Span(start, stop)]
