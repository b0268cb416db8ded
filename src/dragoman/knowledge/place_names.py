"""Names of places as keys, so that spellings of one name meet: "Saint Louis" and "St. Louis", "Łódź" and "Lodz"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H", "ŋ": "n",
        "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
# The article of Arabic names, also where it takes the sound of the next letter.
_ARTICLES = frozenset(
    ("al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ed", "er", "es", "esh", "et", "ez", "en")
)


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """A name without accents, case, marks and a leading "the", with the shortened words written out."""
    plain = (
        name
        if name.isascii()
        else unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    )
    plain = re.sub(r"'s?(?=\s|$)", "", plain.lower()).replace(".", "" if re.search(r"\b\w\.\w", plain) else " ")
    words = re.sub(r"[^a-z0-9&]+", " ", plain.replace("'", "")).split()
    if len(words) > 1:
        if words[0] == "the":
            words = words[1:]
        words = [_SHORT.get(w, w) for w in words[:-1]] + words[-1:]
    return " ".join(words)


def bare_key(key: str) -> str:
    """A key without the article of Arabic names ("al bab" gives "bab"); itself where there is none."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in _ARTICLES and len(rest) > 2 else key
