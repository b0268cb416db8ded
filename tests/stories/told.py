"""Small makers of tellings: an event of `record_factories` with its report and day, and a sentence where words matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from dragoman.model.living import Told
from dragoman.model.records import Casualties, Event, Kind, Place, Ref
from dragoman.model.span import Span
from tests.record_factories import army, event, person, place, rebels, ref, state

_numbers = count(1)

RUSSIA, TURKEY, UKRAINE, SYRIA, SUDAN = (
    state(n, c)
    for n, c in (("Russia", "RUS"), ("Turkey", "TUR"), ("Ukraine", "UKR"), ("Syria", "SYR"), ("Sudan", "SDN"))
)
USA, IRAN, EU = state("United States", "USA"), state("Iran", "IRN"), ref("European Union", None, Kind.ORGANISATION)
LAVROV, FIDAN, PUTIN = person("Sergei Lavrov", "RUS"), person("Hakan Fidan", "TUR"), person("Vladimir Putin", "RUS")
ARMY, RSF, M23 = army("Sudanese army", "SDN"), rebels("Rapid Support Forces", "SDN"), rebels("M23", "COD")
ARIHA, SARAQIB, IDLIB = place("Ariha", "SYR"), place("Saraqib", "SYR"), place("Idlib", "SYR", "region")
KUPIANSK, ANKARA, ANTALYA = place("Kupiansk", "UKR"), place("Ankara", "TUR"), place("Antalya", "TUR")


def told(of: Event, published: str, report: str | None = None) -> Told:
    """An event as a report of its own tells it, or one that is named."""
    return Told(
        event=of, report=report or f"report-{next(_numbers)}", published=datetime.fromisoformat(published), story=""
    )


def killing(of: Event, killed: int | tuple[int, int]) -> Event:
    """The event with a toll."""
    return replace(of, casualties=Casualties(killed=killed if isinstance(killed, tuple) else (killed, killed)))


def strike(
    where: Place | None, day: str | None, *, by: Sequence[Ref] = (), mode: str | None = "aerial", **more: object
) -> Event:
    """A strike somewhere on a day."""
    from tests.record_factories import days

    made = event("ASSAULT", mode, actors=by, where=where, when=days(day) if day else None)
    return replace(made, **more)  # type: ignore[arg-type]


def told_in(sentence: str, of: Event, published: str, trigger: str) -> tuple[Told, dict[str, str]]:
    """An event whose sentence matters, with the sentence by its id; `trigger` is the word that tells of it."""
    at = sentence.index(trigger)
    evidence = replace(of.evidence, sentence=Span(0, len(sentence)), trigger=Span(at, at + len(trigger)))
    made = replace(of, evidence=evidence)
    return told(made, published), {made.id: sentence}
