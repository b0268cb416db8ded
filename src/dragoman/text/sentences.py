"""Where sentences end: a linear model over the words around each possible end.

Rules for edited text find about two thirds of the ends of unedited text, the best kept library 73 % on EWT, a linear model
over a window of words more than either (bench.language prints the figure). The weights are trained by
`dragoman_training.sentence_ends` and lie beside this module as JSON, feature by feature, readable. Blocks (paragraphs,
headlines) always end sentences; see intake.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dragoman.model.span import Span
from dragoman.text.words import ABBREVIATIONS, TITLES

MARKS = frozenset({".", "!", "?", "...", "…"})
CLOSERS = frozenset({'"', "'", "”", "’", ")", "]", "''", "»"})
_OPENERS = frozenset({"''", "``", "“", '"'})
_HALVES = frozenset({"a.m.", "p.m."})
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday est edt cst cdt mst mdt pst pdt gmt utc eastern local "
    "et bst cet".split()
)
_WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_STARTERS = frozenset("The A An In On At He She It They But And His Her Their Its This That After".split())
LONGEST = 250  # words; a longer stretch without an end is cut, so that one endless line stays readable


def split_sentences(text: str, words: Sequence[Span]) -> list[tuple[int, int]]:
    """Ranges [start, end) of word indices, one a sentence."""
    weights = _weights()
    forms = [word.of(text) for word in words]
    ranges: list[tuple[int, int]] = []
    start = 0
    for i in range(len(words)):
        last = i + 1 == len(words)
        if last or i + 1 - start >= LONGEST or _ends(text, words, forms, i, start, weights):
            ranges.append((start, i + 1))
            start = i + 1
    return ranges


def _ends(text: str, words: Sequence[Span], forms: list[str], i: int, start: int, weights: dict[str, float]) -> bool:
    if forms[i][-1:].isalpha() and forms[i + 1][:1].islower():
        return False  # inside a clause
    if words[i].end == words[i + 1].start and not is_mark(forms[i]) and forms[i] not in CLOSERS:
        return False  # inside a written word
    if forms[i].lower() in _HALVES and forms[i + 1].lower().rstrip(".") in _DAYS:
        return False  # "9 a.m. Tuesday"
    if forms[i].isalpha() and forms[i].islower() and forms[i + 1] in _WEEKDAYS:
        return False  # "attacked a train Tuesday near Sibi"
    if forms[i][-1:].isdigit() and forms[i + 1][:1].isalpha() and "\n" not in text[words[i].end : words[i + 1].start]:
        return False  # "deported 14,000 Haitians"
    if forms[i][-1:] == "." and forms[i][:-1].lower() in TITLES and forms[i + 1] in _STARTERS:
        return True  # "met Hun Sen. The party left"
    if _in_brackets(forms, i, start):
        return False  # "Rep. Doe (D-Mass.) said"
    if _opens_quote(words, forms, i):
        return True
    return sum(weights.get(name, 0.0) for name in end_features(text, words, forms, i, start)) > 0.0


def _opens_quote(words: Sequence[Span], forms: list[str], i: int) -> bool:
    """Whether a full stop is followed by a quotation that begins with a capital: "It failed. ''We tried,'' he said"."""
    first = i + 1
    opens = forms[first] in _OPENERS
    last = first + 1 if forms[first : first + 2] in (["'", "'"], ["`", "`"]) else first
    if forms[i] != "." or last + 1 >= len(words) or not (opens or last > first):
        return False
    apart = words[i].end < words[first].start and words[last].end == words[last + 1].start
    return apart and forms[last + 1][:1].isupper()


def _in_brackets(forms: list[str], i: int, start: int) -> bool:
    """Whether a short bracket is still open after a word, or has just closed before a word in lower case."""
    closes = next((k for k in range(i, min(i + 3, len(forms))) if forms[k] == ")"), None)
    if closes is None or "(" not in forms[max(start, i - 8) : i]:
        return False
    opens = max(k for k in range(max(start, i - 8), i) if forms[k] == "(")
    if ")" in forms[opens:i] or opens == start or is_mark(forms[opens - 1]):
        return False
    return closes > i or forms[i + 1][:1].islower()


def is_mark(form: str) -> bool:
    """Whether a word is punctuation that may end a sentence."""
    return form in MARKS or set(form) <= {"!", "?"}


def end_features(text: str, words: Sequence[Span], forms: list[str], i: int, start: int) -> list[str]:
    """Names of the features of an end after word i, of a sentence that began at word `start`; training uses them too."""
    this, after = forms[i], forms[i + 1] if i + 1 < len(forms) else ""
    before = forms[i - 1] if i > start else "^"
    second = forms[i + 2] if i + 2 < len(forms) else ""
    touching = i + 1 < len(words) and words[i].end == words[i + 1].start
    gap = "t" if touching else "s"
    s0, s1, sb, s2 = shape(this), shape(after), shape(before), shape(second)
    length = min((i - start) // 4, 8)
    return [
        "bias",
        f"0={this.lower()}",
        f"1={after.lower()}",
        f"0={this.lower()}|s1={s1}{gap}",
        f"s0={s0}|1={after.lower()}",
        f"s0={s0}|s1={s1}{gap}",
        f"sb={sb}|s0={s0}|s1={s1}{gap}",
        f"s0={s0}|s1={s1}|s2={s2}",
        f"b={before.lower()}|s0={s0}",
        f"s0={s0}|len={length}",
        f"s0={s0}|s1={s1}|len={length}",
    ]


def shape(form: str) -> str:
    """A word's kind in a few letters: X title case, XX capitals, x lower case, 9 digits, or the mark itself."""
    if not form or form == "^":
        return form or "$"
    if is_mark(form):
        return "." if form == "." else "!" if form not in ("...", "…") else "…"
    if form[-1] == "." and len(form) > 1:
        lower = form[:-1].lower()
        return "Mr." if lower in TITLES else "J." if len(form) == 2 else "etc." if lower in ABBREVIATIONS else "U.S."
    if form[0].isdigit():
        return "9"
    if form[0].isalpha():
        return "x" if form[0].islower() else "XX" if len(form) > 1 and form.isupper() else "X"
    return form[:1]


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(files("dragoman.text").joinpath("ends.json").read_text(encoding="utf-8"))
    return loaded
