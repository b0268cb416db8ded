"""The way of a report, from text to records; reads as a table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from dragoman.extract.deeds import Tools, View, find_deeds
from dragoman.extract.slots import Slots
from dragoman.extract.speech import SpeechReader
from dragoman.extract.ties import find_ties
from dragoman.knowledge.actors import load_actors
from dragoman.knowledge.cues import load_cues
from dragoman.knowledge.lexicon import load_lexicon
from dragoman.lm.pairs import LazyPairs, PairModel
from dragoman.lm.reader import LanguageModel, shipped_model
from dragoman.mentions.names import Lexis, lexis_of, with_known_names
from dragoman.mentions.phrases import Phrases
from dragoman.mentions.times import find_all_times
from dragoman.model.document import Document
from dragoman.model.records import Event, Picture, Reading, Relation
from dragoman.model.report import Report
from dragoman.picture.agenda import agenda
from dragoman.picture.ceasefires import ceasefires
from dragoman.picture.conflicts import conflicts
from dragoman.picture.frictions import frictions
from dragoman.resolve.actors import Resolver
from dragoman.resolve.contradictions import with_contradictions
from dragoman.resolve.places import PlaceResolver
from dragoman.resolve.records import Recorder
from dragoman.resolve.relevance import political
from dragoman.text.analyse import analyse

REPORTS_A_BATCH = 16


@dataclass(frozen=True, slots=True)
class Reader:
    """All that reading needs, loaded once: the language model, the lexicon and what is known of the world."""

    model: LanguageModel
    tools: Tools
    lexis: Lexis

    @classmethod
    def load(
        cls, model: LanguageModel | None = None, *, pairs: PairModel | None = None, actors: Path | None = None
    ) -> Reader:
        """Load the shipped models and knowledge.

        Args:
            model: another model than the shipped one.
            pairs: another model of pairs than the shipped one.
            actors: a file or folder of actors beside the shipped ones.
        """
        book = load_actors(actors)
        return cls(
            model or shipped_model(), Tools(load_lexicon(), load_cues(), book, pairs or LazyPairs()), lexis_of(book)
        )

    def read(self, reports: Iterable[Report], *, as_of: date | None = None) -> Iterator[Reading]:
        """Read reports one after another, some at a time through the model.

        Args:
            reports: any number of reports.
            as_of: the day that the picture is drawn for; the report's own day if none.
        """
        source = iter(reports)
        while chunk := list(islice(source, REPORTS_A_BATCH)):
            for document in analyse(chunk, self.model):
                yield self.read_document(document, as_of=as_of)

    def read_document(self, document: Document, *, as_of: date | None = None) -> Reading:
        """Take the records from an analysed report."""
        view = self.view(document)
        recorder = self.recorder(view)
        told = [e for deed in find_deeds(view, self.tools) if (e := recorder.event(deed)) is not None]
        events = with_contradictions(political(told, view.document, self.tools.book))
        relations = list(_first_of_each(r for tie in find_ties(view, self.tools) for r in recorder.relation(tie)))
        warnings: tuple[str, ...] = ()
        if document.report.published is None:
            warnings = (
                f"{document.report.source}: no date of publication; relative dates stay open (give --published)",
            )
        return Reading(
            report=document.report,
            dateline=recorder.places.dateline(),
            events=tuple(events),
            relations=tuple(relations),
            picture=draw(events, relations, self, as_of=as_of),
            warnings=warnings,
        )

    def recorder(self, view: View) -> Recorder:
        """What makes the records of a document."""
        resolver = Resolver(view.document, view.phrases, self.tools.book)
        return Recorder(view, resolver, PlaceResolver(view.document, self.tools.book))

    def view(self, document: Document) -> View:
        """What is derived of a document before its deeds are found."""
        document = with_known_names(document, self.tools.book, self.lexis)
        phrases = [Phrases(s, self.tools.book) for s in document.sentences]
        slots = [Slots(s, p, self.tools.cues) for s, p in zip(document.sentences, phrases, strict=True)]
        day = document.report.published.date() if document.report.published else None
        times = find_all_times(document, day)
        return View(document, phrases, slots, [list(t) for t in times], SpeechReader(document, slots))


def draw(
    events: Sequence[Event], relations: Sequence[Relation], reader: Reader, *, as_of: date | None = None
) -> Picture:
    """The picture that records draw, from the records alone."""
    sides = conflicts(events, relations, reader.tools.book)
    return Picture(
        agenda=agenda(events, as_of, reader.tools.book.state_name),
        conflicts=sides,
        ceasefires=ceasefires(events),
        frictions=frictions(events, sides),
    )


def _first_of_each(relations: Iterable[Relation]) -> Iterator[Relation]:
    """A tie is recorded where the report states it first, and again where it is stated anew in another sentence."""
    seen: set[tuple[object, ...]] = set()
    for r in relations:
        key = (r.kind, r.holder.id, r.toward.id, r.evidence.sentence)
        if key not in seen:
            seen.add(key)
            yield r
