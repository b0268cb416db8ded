"""One alert, with the sentences that fired it, and its JSON."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.errors import InputError

SCHEMA = "dragoman.alert/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One telling behind an alert; `source` is where its report is from: an address, a file, a publisher."""

    id: str
    sentence: str | None
    said_by: tuple[str, ...]
    published: str
    report: str
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that a rule watches for. `key` is a hash of the rule's name and of what fired it, the same on every run."""

    key: str
    rule: str
    when: str
    day: date
    title: str
    text: str
    ids: tuple[str, ...]
    proofs: tuple[Proof, ...]


def key_of(*parts: str) -> str:
    """A short hash of what makes an alert the one that it is."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain_text(text: str) -> str:
    """Text of a report in one line, without what steers a terminal or a mail's header."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def to_json(alert: Alert) -> dict[str, Any]:
    """An alert as it is posted and written."""
    return {
        "schema": SCHEMA,
        "key": alert.key,
        "rule": alert.rule,
        "when": alert.when,
        "day": alert.day.isoformat(),
        "title": alert.title,
        "text": alert.text,
        "ids": list(alert.ids),
        "evidence": [
            {
                "id": p.id, "sentence": p.sentence, "said_by": list(p.said_by), "published": p.published, "report": p.report,
                "source": p.source,
            }
            for p in alert.proofs
        ],
    }  # fmt: skip


def from_json(value: Mapping[str, Any]) -> Alert:
    """An alert from what `to_json` made.

    Raises:
        InputError: it is none.
    """
    try:
        proofs = tuple(
            Proof(
                id=p["id"], sentence=p["sentence"], said_by=tuple(p["said_by"]), published=p["published"], report=p["report"],
                source=p["source"],
            )
            for p in value["evidence"]
        )  # fmt: skip
        return Alert(
            key=value["key"], rule=value["rule"], when=value["when"], day=date.fromisoformat(value["day"]),
            title=value["title"], text=value["text"], ids=tuple(value["ids"]), proofs=proofs,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"no alert of the schema {SCHEMA}: {error!r}") from error


def as_message(alert: Alert) -> str:
    """An alert for people: what happened, the sentences with who said them and where, and what the ids are for."""
    lines = [alert.text, ""]
    for proof in alert.proofs:
        said = f" (said by {', '.join(map(plain_text, proof.said_by))})" if proof.said_by else ""
        lines.append(
            f"“{plain_text(proof.sentence)}”{said}" if proof.sentence else f"(the sentence is not at hand){said}"
        )
        lines += [f"    {proof.published[:10]}, {plain_text(proof.source or proof.report)}", ""]
    lines.append(
        f"rule {plain_text(alert.rule)} ({alert.when}); `dragoman why {alert.ids[0] if alert.ids else 'ID'}` tells more"
    )
    return "\n".join(lines)
