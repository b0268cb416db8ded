"""Names as keys: one form for the spellings of a name, and a rougher one for its transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that have no plain form by Unicode's decomposition.
_PLAIN = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ß": "ss",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-",
    }
)  # fmt: skip
_MARKS = str.maketrans(
    {c: " " for c in map(chr, range(128)) if not c.isalnum() and c != "&"} | {".": "", "'": ""}
)  # fmt: skip
_ARTICLES = frozenset({"the", "al", "el", "a", "an"})
# Spellings of the same sound, longest first: Shoygu and Shoigu, Gaddafi and Qadhafi, Zelenskyy and Zelensky.
_SOUNDS = (
    ("shch", "sh"), ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yi", "i"),
    ("yy", "i"), ("ij", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("oy", "oi"), ("ye", "e"), ("ie", "i"),
    ("q", "k"), ("c", "k"), ("w", "v"), ("y", "i"), ("o", "u"), ("e", "a"), ("z", "s"), ("j", "i"),
)  # fmt: skip


def plain(name: str) -> str:
    """A name in ASCII: "Erdoğan" as "Erdogan", "Jørgen" as "Jorgen"."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode()


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without accents, case, articles and marks, so that its spellings meet: "al-Sarraj" and "Sarraj"."""
    words = re.sub(r"'s\b", "", plain(name).lower().replace("`", "'")).translate(_MARKS).split()
    if _ARTICLES.isdisjoint(words):
        return " ".join(words)
    return " ".join([w for w in words if w not in _ARTICLES] or words)


def slug(name: str) -> str:
    """A name as part of an id: letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower()).strip("-") or "unnamed"


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word by its sound, roughly: what transliterations of one name share."""
    word = re.sub(r"^(kh|gh|q|g)(?=[aeiou])", "k", word)  # Gaddafi, Khaddafi, Qadhafi
    for spelling, key in _SOUNDS:
        word = word.replace(spelling, key)
    return re.sub(r"(.)\1+", r"\1", word.removesuffix("h"))
