"""Text that SQL can hold. NUL and half a surrogate pair, from broken files, are kept exactly as well, but beside the text."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def storable(text: str) -> str:
    """The text with a stand-in for each character that SQL can't hold, so that every span still fits."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNSTORABLE.sub(_STAND_IN, text)


def is_storable(text: str) -> bool:
    """Whether SQL can hold the text as it is."""
    return storable(text) is text or _UNSTORABLE.search(text) is None


def to_json(value: Any) -> str:
    """Compact JSON that SQL can hold, whatever is in it."""
    found = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return found if is_storable(found) else json.dumps(value, separators=(",", ":"))


def odd_values(values: dict[str, str | None]) -> str | None:
    """JSON of those values that SQL can't hold, or None where it can hold all."""
    odd = {name: value for name, value in values.items() if value is not None and not is_storable(value)}
    return to_json(odd) if odd else None
