"""First names that tell whether "he" or "she" may stand for a person; the names are in first_names.csv."""

from __future__ import annotations

from functools import cache

from dragoman.knowledge.files import ROOT, read_rows

GENDERS = frozenset({"man", "woman"})


@cache
def load_first_names() -> dict[str, str]:
    """Gender of each first name, folded; a name under both genders tells none and is left out.

    Raises:
        KnowledgeError: a row has another gender than "man" or "woman".
    """
    found: dict[str, str] = {}
    both: set[str] = set()
    for row in read_rows(ROOT / "first_names.csv", ("gender", "names")):
        if row["gender"] not in GENDERS:
            raise row.error(f"gender {row['gender']!r}; allowed are man, woman")
        for name in row.list("names"):
            if found.setdefault(name, row["gender"]) != row["gender"]:
                both.add(name)
    return {name: gender for name, gender in found.items() if name not in both}
