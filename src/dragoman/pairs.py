"""Sentences with a marked pair: what does the source do to the target?

For whoever has sentences and parties already, from a coder of their own, and wants each pair coded. All deeds of the sentence are
taken, political or not, for the parties were chosen by somebody; where the lexicon is silent or speaks of others, the model of pairs
answers (dragoman.lm.pairs). The two are weighed as evidence: the model's probability of each type, and a bonus for what a frame tells
of just these two.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.deeds import find_deeds
from dragoman.lm.pairs import Guess, PairModel, Silent, Words
from dragoman.model.document import Document, Sentence
from dragoman.model.pair import Pair
from dragoman.model.records import Event, Ref, Status
from dragoman.model.report import Block, BlockKind, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader
from dragoman.text.analyse import analyse

# What a frame adds to the log-odds of its type where it names the source as actor, or the pair. Chosen on half of
# the sentences of bench.plv; see training/LOG.md.
FRAME = 4.0
_LEAST = 1e-4  # no probability counts for less
_NAMED = 4.0  # likeness from which a deed is one of the pair: the source acts


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between a pair: `type` is None where the source does nothing to the target.

    `event` is the record that the reading gave, None where only the model answers; `probability` is the model's own of the type.
    """

    type: str | None
    mode: str | None
    status: Status
    probability: float
    event: Event | None
    why: str


class PairReader:
    """Codes marked pairs."""

    def __init__(self, reader: Reader, model: PairModel | None = None) -> None:
        """Prepare.

        Args:
            reader: the reader of reports.
            model: another model of pairs than the shipped one.
        """
        self.reader = reader
        self.model = model or reader.tools.pairs
        self._frames = replace(reader.tools, pairs=Silent())  # here the model answers for itself

    def read(self, pairs: Iterable[Pair], *, always: bool = False) -> Iterator[Between]:
        """Code pairs, one after another.

        Args:
            pairs: sentences with marked parties.
            always: give the likeliest type also where none is likelier.
        """
        batch: list[Pair] = []
        for pair in pairs:
            batch.append(pair)
            if len(batch) == _A_TIME:
                yield from self._read(batch, always)
                batch = []
        yield from self._read(batch, always)

    def _read(self, pairs: Sequence[Pair], always: bool) -> Iterator[Between]:
        reports = sentence_reports(p.text for p in pairs)
        for pair, document in zip(pairs, analyse(reports, self.reader.model), strict=True):
            yield between(pair, self.told(document), self.guess(pair, document), always=always)

    def told(self, document: Document) -> list[Event]:
        """All deeds that the frames find, whether political or not."""
        view = self.reader.view(document)
        recorder = self.reader.recorder(view)
        return [e for deed in find_deeds(view, self._frames) if (e := recorder.event(deed)) is not None]

    def guess(self, pair: Pair, document: Document) -> Guess | None:
        """The model's idea of a pair; None where no words are marked."""
        words = [w for s in document.sentences for w in s.words]
        source, target = (_words(document.sentences, span) for span in (pair.source, pair.target))
        if source is None and target is None:
            return None
        return self.model.guess([w.text for w in words], source, target)


def sentence_reports(texts: Iterable[str]) -> list[Report]:
    """Each text as a report of one paragraph and no date."""
    return [
        Report(text=text, source=str(i), blocks=(Block(BlockKind.BODY, Span(0, len(text))),))
        for i, text in enumerate(texts)
    ]


def between(pair: Pair, told: Sequence[Event], guess: Guess | None, *, always: bool = False) -> Between:
    """Weigh what the frames tell against the model's idea.

    Args:
        pair: the parties.
        told: deeds that the frames found in the sentence.
        guess: the model's idea; None if it was not asked.
        always: as for `PairReader.read`.
    """
    nearest = sorted(told, key=lambda e: -_likeness(e, pair))  # of several as near, the first told
    if guess is None:
        return _by_frame(nearest[0], 0.0) if nearest else _NOTHING
    scores = {t: math.log(max(p, _LEAST)) for t, p in guess.types.items() if t != "NONE" or not always}
    framed: dict[str, Event] = {}
    for event in nearest:
        if event.type not in framed:
            framed[event.type] = event
            scores[event.type] += _weight(_likeness(event, pair))
    best = max(scores, key=lambda t: scores[t])
    if best == "NONE":
        return _NOTHING
    if best in framed and _weight(_likeness(framed[best], pair)) > 0:
        return _by_frame(framed[best], guess.types[best])
    status = Status(guess.status())
    return Between(
        best,
        guess.mode(best),
        status,
        guess.types[best],
        None,
        f"{best} by the model, {guess.types[best]:.2f}; {status}",
    )


def _weight(likeness: float) -> float:
    """What a frame's word adds to the log-odds of its type."""
    return FRAME if likeness >= _NAMED else 0.0


def _by_frame(event: Event, probability: float) -> Between:
    return Between(event.type, event.mode, event.status, probability, event, event.why)


def _likeness(event: Event, pair: Pair) -> float:
    source_acts = _touches(event.actors, pair.source)
    target_suffers = _touches(event.recipients, pair.target)
    together = _touches(event.actors, pair.target) and source_acts
    swapped = _touches(event.actors, pair.target) + _touches(event.recipients, pair.source)
    near = event.evidence.trigger.overlaps(pair.target)
    amid = pair.source.end <= event.evidence.trigger.start <= pair.target.start
    return 4 * source_acts + 3 * target_suffers + 2 * together + swapped * (not source_acts) + 0.6 * amid - 0.5 * near


def _touches(refs: Iterable[Ref], span: Span) -> bool:
    return any(ref.span.overlaps(span) or (ref.via is not None and ref.via.overlaps(span)) for ref in refs)


def _words(sentences: Sequence[Sentence], span: Span) -> Words | None:
    """The words of a span, counted through all sentences."""
    words = [w for s in sentences for w in s.words]
    inside = [i for i, w in enumerate(words) if w.span.overlaps(span)]
    return (inside[0], inside[-1] + 1) if inside else None


_A_TIME = 64
_NOTHING = Between(None, None, Status.HAPPENED, 0.0, None, "nothing that either does to the other")
