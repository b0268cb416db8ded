"""How a speaker stands to what is told, in which quotation it stands, and when it was said.

The stance is that of the verb of speech, corrected by what stands around it: who says that a deed did not happen denies
it, who does not confirm it leaves it open. A time belongs to the saying where it hangs on the verb of speech or on the
occasion that hangs there ("said in an interview on June 10"), never where it is part of what is told or of the source.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.deeds import View
from dragoman.extract.findings import Deed
from dragoman.extract.sayings import Saying
from dragoman.extract.surroundings import follows
from dragoman.model.document import Sentence
from dragoman.model.records import Status, When
from dragoman.model.span import Span

_NOT = frozenset("not n't n’t never neither nor no hardly".split())
_REFUSE = frozenset("refuse decline fail unable unwilling".split())
_WARN = frozenset({"warn", "caution"})
_OWN = frozenset("he she they we it i".split())
_OCCASIONS = frozenset(
    "statement interview conference speech letter report briefing address remark tweet post message broadcast "
    "communique communiqué testimony call email comment announcement press news session hearing".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Stance of a speaker toward an event, the quotation that tells it and the time of the saying."""

    stance: str
    quote: Span | None
    when: When | None


def voice_of(view: View, saying: Saying, deed: Deed | None) -> Voice:
    """How a saying tells a deed.

    Args:
        view: the document with what is derived of it.
        saying: who says so.
        deed: what is told; None for a tie, which has no status of its own.
    """
    when = said_when(view, saying.sentence, saying.cue, saying.content)
    quote = _quote(view, deed) if deed is not None else None
    felt = _felt(view, saying, deed) if deed is not None else None
    return Voice(felt or _stance(view.document.sentences[saying.sentence], saying, deed), quote, when)


def said_when(view: View, sentence: int, cue: int, content: frozenset[int]) -> When | None:
    """The time that hangs on a verb of speech; None where the sentence gives none."""
    here = view.document.sentences[sentence]
    for t in view.times[sentence]:
        if t.when is None or t.type not in ("DATE", "TIME"):
            continue
        if follows(here, t, cue):
            return t.when
        if set(range(t.start, t.end)) & content:
            continue
        if _of_saying(here, t.start, t.end, cue):
            return t.when
    return None


def _of_saying(sentence: Sentence, start: int, end: int, cue: int) -> bool:
    """Whether an expression hangs on the cue, or on an occasion that hangs on it."""
    words = sentence.words
    above = next((words[i].head for i in range(start, end) if not start <= words[i].head < end), -1)
    if above == cue:
        return True
    if end < len(words) and words[end].text in ("'s", "’s", "'", "’"):
        return False  # "said after Friday's raid"
    for _ in range(3):
        if above < 0 or words[above].lemma.lower() not in _OCCASIONS:
            return False
        above = words[above].head
        if above == cue:
            return True
    return False


def _quote(view: View, deed: Deed) -> Span | None:
    """The innermost quotation that holds the trigger."""
    trigger = view.document.sentences[deed.sentence].words[deed.trigger].span
    holding = [q.span for q in view.document.quotations if q.span.covers(trigger)]
    return min(holding, key=lambda s: s.end - s.start) if holding else None


def _felt(view: View, saying: Saying, deed: Deed) -> str | None:
    """The stance of a thought that the speaker tells of himself: "said he feared that rebels would attack"."""
    if saying.sentence != deed.sentence:
        return None
    words = view.document.sentences[deed.sentence].words
    for other in view.speech.attributions[deed.sentence]:
        own = other.source_head is None or words[other.source_head].text.lower() in _OWN
        if other.sort == "thought" and own and deed.trigger in other.content and other.cue in saying.content:
            return other.stance if other.stance != "asserts" else None
    return None


def _stance(sentence: Sentence, saying: Saying, deed: Deed | None) -> str:
    if _withheld(sentence, saying.cue):
        return "doubts"  # "could not confirm that", "did not deny that"
    lemma = sentence.words[saying.cue].lemma.lower()
    if lemma in _WARN and deed is not None and deed.status in (Status.PLANNED, Status.HYPOTHETICAL):
        return "fears"
    if deed is not None and deed.status is Status.DENIED and saying.stance in ("asserts", "confirms", "quotes"):
        return "denies"
    return saying.stance


def _withheld(sentence: Sentence, cue: int) -> bool:
    """Whether the verb of speech is itself negated or refused."""
    words = sentence.words
    if any(words[c].text.lower() in _NOT for c in sentence.dependents(cue, "advmod", "cc", "cc:preconj")):
        return True
    head = words[cue].head
    return words[cue].deprel == "xcomp" and head >= 0 and words[head].lemma.lower() in _REFUSE
