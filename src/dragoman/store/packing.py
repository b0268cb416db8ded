"""Events and relations as rows, and back, exactly.

A row has three parts: columns to search by; `parts`, which says by keys who takes part and what it is about, on which words it
rests and why, and is all that the picture needs; `record`, which has the rest: where in the text each is named. Nulls at the
end of a list are left off, and words that are those of the report's text at their span are not written again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from dragoman.model.records import Event, Evidence, Place, Ref, Relation, Speaker, When
from dragoman.model.span import Span
from dragoman.store.plain_text import storable, to_json

Row = tuple[Any, ...]
Keyed = Callable[[Ref], int]
Placed = Callable[[Place], int]


def event_columns(event: Event, told: str, place: int | None, parts: str, record: str) -> Row:
    """What is in the columns of an event from `type` on; the order is that of the table."""
    when, codes, hurt = event.when, event.codes, event.casualties
    killed, wounded = hurt.killed or (None, None), hurt.wounded or (None, None)
    starts, ends, precision, basis = when_columns(when)
    return (
        storable(event.type), _storable(event.mode), storable(" ".join(event.contexts)),
        event.status.value, event.certainty.value, event.historical,
        starts, ends, precision, basis, (starts or ends or told)[:10] or None, told,
        _storable(event.where.country) if event.where else None, place,
        killed[0], killed[1], wounded[0], wounded[1],
        codes.cameo, codes.goldstein, codes.plover, codes.quad,
        event.confidence, None, parts, record,
    )  # fmt: skip


def when_columns(when: When | None) -> tuple[str | None, str | None, str | None, str | None]:
    """Start, end, precision and basis of a time."""
    if when is None:
        return None, None, None, None
    return moment_text(when.start), moment_text(when.end), when.precision.value, when.basis


def moment_text(moment: date | None) -> str | None:
    """A day or moment as ISO text."""
    return None if moment is None else moment.isoformat()


def told_text(published: datetime | None) -> str:
    """When a report was published by its own clock, as text that sorts; empty for reports without a date."""
    return "" if published is None else published.replace(tzinfo=None).isoformat()


def event_parts(event: Event, key: Keyed, place: Placed) -> str:
    """What the picture needs: actors, recipients, others, topics, speakers, contradictions by keys, the evidence, and why."""
    topics = [key(topic) if isinstance(topic, Ref) else [place(topic)] for topic in event.topics]
    parts: list[Any] = [
        [key(ref) for ref in event.actors],
        [key(ref) for ref in event.recipients],
        [[other.role, key(other.who)] for other in event.others],
        topics,
        [_speaker_parts(speaker, key) for speaker in event.speakers],
        list(event.contradicts),
        _evidence_parts(event.evidence),
        event.why,
    ]
    return to_json(parts)


def relation_parts(relation: Relation, key: Keyed) -> str:
    """What the picture needs: who says so, by keys, the evidence, and why."""
    speakers = [_speaker_parts(speaker, key) for speaker in relation.speakers]
    return to_json([speakers, _evidence_parts(relation.evidence), relation.why])


def _evidence_parts(evidence: Evidence) -> list[int]:
    sentence, trigger = evidence.sentence, evidence.trigger
    return [sentence.start, sentence.end, trigger.start, trigger.end]


def event_record(event: Event, text: str) -> str:
    """The rest of an event: where each of those in `parts` is named, contexts that columns can't hold."""
    named = [*event.actors, *event.recipients, *(other.who for other in event.others)]
    named += [topic for topic in event.topics if isinstance(topic, Ref)]
    named += [speaker.who for speaker in event.speakers]
    places = [] if event.where is None else [event.where]
    places += [topic for topic in event.topics if isinstance(topic, Place)]
    odd = [event.type, event.mode, list(event.contexts)] if _needs_exact(event) else None
    return to_json(
        trimmed(
            [
                [mention(ref, text) for ref in named],
                span_list(event.when.span) if event.when else None,
                [_place_mention(place, text) for place in places],
                [_speaker_record(speaker) for speaker in event.speakers],
                odd,
            ]
        )
    )


def relation_record(relation: Relation, text: str) -> str:
    """The rest of a relation, as that of an event."""
    named = [relation.holder, relation.toward, *(speaker.who for speaker in relation.speakers)]
    return to_json(
        trimmed(
            [
                [mention(ref, text) for ref in named],
                span_list(relation.when.span) if relation.when else None,
                [_speaker_record(speaker) for speaker in relation.speakers],
            ]
        )
    )


def mention(ref: Ref, text: str) -> list[Any]:
    """Where and how an actor is named."""
    words = None if ref.span.of(text) == ref.text else ref.text
    span = ref.span
    return trimmed([span.start, span.end, ref.why, ref.confidence, words, span_list(ref.via), ref.title])


def trimmed(values: list[Any]) -> list[Any]:
    """The list without nulls and empty lists at its end."""
    while values and (values[-1] is None or values[-1] == []):
        values.pop()
    return values


def span_list(span: Span | None) -> list[int] | None:
    """A span as JSON has it."""
    return None if span is None else [span.start, span.end]


def roles_of(event: Event, key: Keyed) -> set[tuple[int, str]]:
    """Who takes part in an event in which role, speakers and topics too."""
    found = {(key(ref), "actor") for ref in event.actors} | {(key(ref), "recipient") for ref in event.recipients}
    found |= {(key(other.who), f"other:{storable(other.role)}") for other in event.others}
    found |= {(key(topic), "topic") for topic in event.topics if isinstance(topic, Ref)}
    return found | {(key(speaker.who), "speaker") for speaker in event.speakers}


def _needs_exact(event: Event) -> bool:
    """Whether the columns can't hold the names of type, mode and contexts as they are; no name of an ontology is such."""
    joined = " ".join(event.contexts)
    back = tuple(joined.split(" ")) if joined else ()
    return back != event.contexts or any(storable(name) != name for name in (event.type, event.mode or "", joined))


def _speaker_parts(speaker: Speaker, key: Keyed) -> int | list[Any]:
    """The key alone for who plainly asserts it; else with stance, whether quoted, and when it was said."""
    said = list(when_columns(speaker.when)) if speaker.when is not None else None
    rest = trimmed([None if speaker.stance == "asserts" else speaker.stance, 1 if speaker.quoted else None, said])
    return [key(speaker.who), *rest] if rest else key(speaker.who)


def _speaker_record(speaker: Speaker) -> list[Any]:
    when = span_list(speaker.when.span) if speaker.when else None
    return trimmed([speaker.cue.start, speaker.cue.end, span_list(speaker.quote), when])


def _place_mention(place: Place, text: str) -> list[Any]:
    """Where and how a place is named; without a span, its name is taken to be the words."""
    words = place.name if place.span is None else place.span.of(text)
    span: Sequence[int | None] = span_list(place.span) or (None, None)
    return trimmed([*span, None if place.text == words else place.text])


def _storable(value: str | None) -> str | None:
    return None if value is None else storable(value)
