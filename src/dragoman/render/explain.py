"""Shows how a sentence was read, for those who write rules: tree, names, times, frames, and the records made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.extract.frames import Caller
from dragoman.model.document import Document
from dragoman.model.records import Event, Relation
from dragoman.render.wording import clean

if TYPE_CHECKING:
    from dragoman.pipeline import Reader


def explain_document(document: Document, reader: Reader, number: int | None) -> None:
    """Print the reading of one sentence of a document (counted from 1), or of all."""
    console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
    view = reader.view(document)
    reading = reader.read_document(document)
    for sentence in view.document.sentences:
        if number is not None and sentence.index != number - 1:
            continue
        text = document.report.text
        console.print(
            Text(f"\n{sentence.index + 1} ", style="bold").append(clean(sentence.span.of(text)), style="not bold")
        )
        table = Table("#", "word", "lemma", "tag", "relation", "of", "name", box=None, pad_edge=False)
        for i, word in enumerate(sentence.words):
            name = sentence.name_at(i)
            head = sentence.words[word.head].text if word.head >= 0 else "—"
            cells = (
                str(i),
                word.text,
                word.lemma,
                f"{word.upos} {word.xpos}",
                word.deprel,
                head,
                name.kind if name else "",
            )
            table.add_row(*(Text(clean(cell)) for cell in cells))
        console.print(table)
        for t in view.times[sentence.index]:
            span = sentence.span_of(t.start, t.end).of(text)
            console.print(f"time    {clean(span)!r}: {t.type} {t.value} {t.when or ''}")
        caller = Caller(sentence, view.slots[sentence.index], reader.tools.lexicon, reader.tools.book)
        for call in caller.calls():
            trigger, frame = sentence.words[call.trigger].text, call.frame
            console.print(f"frame   {clean(trigger)!r}: {frame.type} {frame.mode or ''} “{frame.name}”")
        records: list[Event | Relation] = [*reading.events, *reading.relations]
        for record in records:
            if record.evidence.sentence == sentence.span:
                console.print(clean(_line(record)))


def _line(record: Event | Relation) -> str:
    if isinstance(record, Relation):
        return f"tie     {record.holder.name} {record.kind} {record.toward.name}   ({record.why})"
    names = [", ".join(ref.name for ref in refs) or "—" for refs in (record.actors, record.recipients)]
    said = ", ".join(s.who.name for s in record.speakers)
    where = record.where.name if record.where else "—"
    when = f"{record.when.start} to {record.when.end}" if record.when else "—"
    return (
        f"event   {record.type} {record.mode or ''} {names[0]} -> {names[1]}, {record.status}, "
        f"where {where}, when {when}, said by {said or 'the report'}   ({record.why})"
    )
