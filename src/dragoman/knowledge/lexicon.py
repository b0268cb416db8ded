"""The frames by which English tells of deeds, one file a PLOVER type; format in docs/knowledge.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.files import ROOT, Row, read_rows
from dragoman.knowledge.ontology import CONTEXTS, MODES, TYPES

COLUMNS = ("predicate", "pos", "mode", "actor", "recipient", "needs", "contexts", "cameo", "example")
CLASSES = frozenset({"actor", "person", "armed", "state", "org", "people", "place", "thing"})
_DEFAULTS = {"v": ("subj", "obj"), "n": ("by/poss/mod/light/from", "on/against/of/to"), "a": ("", "")}
_TAGS = {"v": "VERB", "n": "NOUN", "a": "ADJ"}

Slots = tuple[tuple[str, ...], ...]  # alternatives, each a tuple of slots that are joined


@dataclass(frozen=True, slots=True)
class Need:
    """What a slot must (or, negated, must not) hold: any of some classes of fillers and some lemmas."""

    slot: str
    negated: bool
    kinds: frozenset[str]
    lemmas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell of a deed of one type: its words, and where in the tree its parties stand."""

    type: str
    mode: str | None
    pos: str
    head: str
    others: tuple[frozenset[str], ...]
    actor: Slots
    recipient: Slots
    needs: tuple[Need, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    name: str
    sure: float | None = None  # the model's probability, where it made the frame for one word

    @property
    def mutual(self) -> bool:
        """Whether all parties are actors: joined actor slots and no recipient slot."""
        return not self.recipient and any(len(joined) > 1 for joined in self.actor)


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence that a frame must code, or (wrong) must not; see docs/knowledge.md."""

    type: str
    predicate: str
    text: str
    wrong: bool
    path: str
    line: int


def read_lexicon(folder: Path | None = None) -> tuple[tuple[Frame, ...], tuple[Example, ...]]:
    """Read all lexicon files of a folder (the shipped ones, if none is given).

    Raises:
        KnowledgeError: a row can't be understood; the message names file and line.
    """
    frames: list[Frame] = []
    examples: list[Example] = []
    for path in sorted((folder or ROOT / "lexicon").glob("*.csv")):
        type_ = path.stem.upper()
        for row in read_rows(path, COLUMNS):
            if type_ not in TYPES:
                raise row.error(f"{type_} is no PLOVER type; name the file after one of {', '.join(TYPES)}")
            if row["pos"]:
                frames += _frames(row, type_)
            if row["example"]:
                wrong = row["example"].startswith("NOT:")
                text = row["example"].removeprefix("NOT:").strip()
                examples.append(Example(type_, row["predicate"], text, wrong, str(path), row.line))
    return tuple(frames), tuple(examples)


def _frames(row: Row, type_: str) -> list[Frame]:
    """The frame of a row, one for each alternative of its head word."""
    pos = row["pos"]
    if pos not in _TAGS:
        raise row.error(f"pos {pos!r}; allowed are v, n and a")
    mode = row["mode"] or None
    if mode and mode not in MODES.get(type_, {}):
        raise row.error(f"mode {mode!r}; {type_} has {', '.join(MODES.get(type_, {})) or 'no modes'}")
    if unknown := [c for c in row.list("contexts") if c not in CONTEXTS]:
        raise row.error(f"contexts {', '.join(unknown)} are not PLOVER's")
    parts = [part for word in row["predicate"].split() for part in _unhyphened(word)]
    head_at = next((i for i, part in enumerate(parts) if part.startswith("^")), None)
    if head_at is None:
        head_at = len(parts) - 1 if pos in ("n", "a") else 0
    alternatives = [frozenset(part.lstrip("^").lower().split("|")) for part in parts]
    others = tuple(a for i, a in enumerate(alternatives) if i != head_at and not (a & {"the", "a", "an"}))
    default_actor, default_recipient = _DEFAULTS[pos]
    return [
        Frame(
            type=type_,
            mode=mode,
            pos=_TAGS[pos],
            head=head,
            others=others,
            actor=_slots(row["actor"] or default_actor),
            recipient=_slots(row["recipient"] or default_recipient),
            needs=tuple(_need(row, need) for need in row.list("needs")),
            contexts=row.list("contexts"),
            cameo=row["cameo"] or None,
            name=row["predicate"].replace("^", ""),
        )
        for head in sorted(alternatives[head_at])
    ]


def _unhyphened(word: str) -> list[str]:
    """The tokenizer sets hyphens apart: "US-backed" is two words; among alternatives a hyphened one is left out.

    "cease-fire" alone stays one word, as its lemma is "ceasefire".
    """
    word = word.replace("cease-fire", "ceasefire")
    if "|" in word:
        return ["|".join(dict.fromkeys(part for part in word.split("|") if "-" not in part)) or word.replace("-", "")]
    return word.split("-")


def _slots(text: str) -> Slots:
    if text in ("", "-"):
        return ()
    return tuple(tuple(slot.strip() for slot in joined.split("+")) for joined in text.split("/"))


def _need(row: Row, text: str) -> Need:
    slot, colon, value = text.partition(":")
    if not colon or not value.strip("!~"):
        raise row.error(f"need {text!r}; write slot:lemma|lemma, slot:~class, or with ! before what is excluded")
    parts = [part.strip().lower() for part in value.removeprefix("!").split("|")]
    kinds = frozenset(part[1:] for part in parts if part.startswith("~"))
    if kinds - CLASSES:
        raise row.error(f"classes {', '.join(kinds - CLASSES)}; allowed are {', '.join(sorted(CLASSES))}")
    return Need(slot.strip(), value.startswith("!"), kinds, frozenset(p for p in parts if not p.startswith("~")))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by the lemma of their head word, the most specific first."""

    frames: dict[str, tuple[Frame, ...]]

    def at(self, lemma: str) -> tuple[Frame, ...]:
        """Frames whose head is this lemma."""
        return self.frames.get(lemma, ())


@cache
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The lexicon ready for use."""
    by_head: dict[str, list[Frame]] = {}
    for frame in read_lexicon(folder)[0]:
        by_head.setdefault(frame.head, []).append(frame)
    return Lexicon(
        {
            head: tuple(sorted(frames, key=lambda f: (-len(f.others), -len([n for n in f.needs if not n.negated]))))
            for head, frames in by_head.items()
        }
    )
