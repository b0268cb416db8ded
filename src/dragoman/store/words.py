"""The words of a sentence as full-text search knows them, the same on SQLite and PostgreSQL.

A word is a run of letters and digits; case and accents make no difference. SQLite's own tokenizer ("unicode61
remove_diacritics 2") does this; for PostgreSQL it is done here, as its parser takes hyphens, addresses and numbers apart in ways
that depend on the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_LONGEST = 250  # letters of a word that count; PostgreSQL has a limit, no word of a language comes near


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word[:_LONGEST] for word in _WORD.findall(_folded(text))]


def phrases(asked: str) -> list[list[str]]:
    """What a person asks for: each word, or phrase in quotes, as a list of words; "Nagorno-Karabakh" is a phrase of two."""
    found = (words_of(quoted or plain) for quoted, plain in _ASKED.findall(asked.replace("“", '"').replace("”", '"')))
    return [phrase for phrase in found if phrase]


def sqlite_query(asked: list[list[str]]) -> str:
    """The phrases in the language of FTS5."""
    return " ".join(f'"{" ".join(phrase)}"' for phrase in asked)


def postgres_query(asked: list[list[str]]) -> str:
    """The phrases as a `tsquery`; words are letters and digits alone, so that none needs an escape."""
    return " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in asked)


def postgres_vector(text: str) -> str:
    """A sentence as a `tsvector`, each word with its positions."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(words_of(text), 1):
        places[word].append(position)
    return " ".join(f"'{word}':{','.join(map(str, where))}" for word, where in places.items())


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    lower = "".join(map(str.lower, text)).replace("ς", "σ")  # letter by letter: a word's last sigma is a sigma
    return "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
