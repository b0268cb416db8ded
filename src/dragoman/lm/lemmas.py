"""Base forms of English words, by a table of irregular forms and rules checked against a list of known bases.

Written out rather than taken from a library: the tag is known here, and a table of 5,000 rows and thirty lines of rules
agree with EWT as well as the libraries that ship a dictionary of every form. `lemmas.json` is made by
`dragoman_training.lemmas` from EWT, the free GUM documents and lists written for this project.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

_PLURALS = frozenset({"NNS", "NNPS"})
_CLASSES = {"VBD": "V", "VBN": "V", "VBG": "V", "VBZ": "V", "VBP": "V", "VB": "V", "MD": "V", "NNS": "N", "NN": "N"}
_CLASSES |= {"JJR": "J", "JJS": "J", "RBR": "R", "RBS": "R"}
_VOWELS = frozenset("aeiou")
# Ends of stems that have lost an e.
_MUTE = ("at", "iz", "is", "rs", "ns", "dg", "rg", "ng", "bl", "pl", "tl", "dl", "gl", "ced")


def lemma_of(form: str, xpos: str) -> str:
    """The base form of a word with this Penn tag; names keep their case, everything else is in lower case."""
    table, bases = _tables()
    if xpos in ("NNP", "NNPS"):
        return table.get(f"{form.lower()}\tNNPS", form) if xpos == "NNPS" else form
    lower = form.lower().replace("’", "'").replace("cease-fire", "ceasefire")
    kind = _CLASSES.get(xpos, xpos)
    known = table.get(f"{lower}\t{xpos}") or table.get(f"{lower}\t{kind}")
    if known:
        return known
    if (
        xpos in ("VB", "VBP")
        and lower not in bases
        and (past := table.get(f"{lower}\tVBD") or table.get(f"{lower}\tV"))
    ):
        return past  # "retook", taken for a present
    if xpos in ("VBD", "VBN"):
        return _strip(lower, ("ed",), bases)
    if xpos == "VBG":
        return _strip(lower, ("ing",), bases)
    if xpos in _PLURALS and lower.endswith("men") and len(lower) > 3:
        return lower[:-2] + "an"  # gunmen, spokeswomen
    if xpos == "VBZ" or xpos in _PLURALS:
        return _singular(lower, bases)
    if xpos in ("JJR", "RBR"):
        return _strip(lower, ("er",), bases)
    if xpos in ("JJS", "RBS"):
        return _strip(lower, ("est",), bases)
    return lower


def is_base(form: str) -> bool:
    """Whether a word in lower case is known as a base form."""
    return form in _tables()[1]


def _strip(form: str, suffixes: tuple[str, ...], bases: frozenset[str]) -> str:
    """Take off -ed, -ing, -er or -est: of the possible stems the known one, else the likeliest by spelling."""
    suffix = next((s for s in suffixes if form.endswith(s) and len(form) > len(s) + 1), None)
    if suffix is None:
        return form
    stem = form[: -len(suffix)]
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiouslfz"
    # A short stem that had ended in its consonant would have doubled it: "rapped" is of rap, "raped" of rape.
    candidates = [stem + "e", stem] if _short(stem) and suffix in ("ed", "ing") else [stem, stem + "e"]
    if stem.endswith("i") and suffix != "ing":
        candidates.insert(0, stem[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        candidates.insert(0 if doubled else 2, stem[:-1])
    if stem.endswith("ick"):
        candidates.append(stem[:-1])  # panicked
    return next((c for c in candidates if c in bases), _likeliest(stem, doubled, suffix))


def _likeliest(stem: str, doubled: bool, suffix: str) -> str:
    if doubled or (stem.endswith("ll") and sum(c in _VOWELS for c in stem) > 1):
        return stem[:-1]
    if stem.endswith("i") and suffix != "ing":
        return stem[:-1] + "y"
    if stem.endswith(("eat", "oat")):
        return stem  # mistreated
    if stem[-1] in "cvuz" or stem.endswith(_MUTE) or len(stem) == 2:
        return stem if stem.endswith("ng") and len(stem) < 6 else stem + "e"
    return stem + "e" if _short(stem) and stem[-1] in "rktmpdn" else stem


def _short(stem: str) -> bool:
    """Whether a stem is one syllable that ends in one vowel and one consonant that English would double."""
    one = sum(c in _VOWELS for c in stem) == 1
    return one and len(stem) > 2 and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS


def _singular(form: str, bases: frozenset[str]) -> str:
    """Take off a plural or third-person -s."""
    if form.endswith("ies") and len(form) > 4:
        return form[:-1] if form[:-1] in bases else form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return form[:-1] if form[:-1] in bases else form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 2:
        return form[:-1]
    return form


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    loaded = json.loads(files("dragoman.lm").joinpath("lemmas.json").read_text(encoding="utf-8"))
    return dict(loaded["forms"]), frozenset(loaded["bases"])
