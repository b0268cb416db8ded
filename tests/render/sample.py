"""A reading made by hand that has one of everything, so that what shows it can be tested without a model."""

from __future__ import annotations

from datetime import date, datetime

from dragoman.intake.plain import read_plain
from dragoman.model.records import (
    Casualties,
    Ceasefire,
    Codes,
    Conflict,
    Event,
    Evidence,
    Friction,
    Kind,
    Meeting,
    Picture,
    Place,
    Reading,
    Ref,
    Relation,
    Role,
    Side,
    Speaker,
    Status,
    When,
)
from dragoman.model.report import Precision
from dragoman.model.span import Span

TEXT = """Norland envoy to visit Sudland as truce frays

Published: 2021-03-04 09:30 UTC

SUDPORT, March 4 (Wire) — Norland's minister Ada Berg will visit Sudland on March 9, the Sudland foreign ministry said.

Norland backs the Council while Sudland arms the Front. Front gunmen shelled Eastville, killing 3 to 5 people.

The Front denied shelling the town. Westland could mediate new talks.
"""


def span(words: str, within: str = TEXT) -> Span:
    start = within.index(words)
    return Span(start, start + len(words))


def ref(words: str, kind: Kind, country: str | None, *, name: str | None = None, via: str | None = None) -> Ref:
    name = name or words
    return Ref(
        id=f"{kind}:{name.lower().replace(' ', '-')}",
        name=name,
        country=country,
        sectors=("GOV",) if kind is not Kind.GROUP else ("REB",),
        kind=kind,
        text=words,
        span=span(words),
        via=span(via) if via else None,
    )


NORLAND = ref("Norland", Kind.STATE, "NLD")
SUDLAND = ref("Sudland", Kind.STATE, "SDN")
BERG = ref("Ada Berg", Kind.PERSON, "NLD")
MINISTRY = ref("Sudland foreign ministry", Kind.GOVERNMENT, "SDN")
COUNCIL = ref("Council", Kind.GROUP, "SDN")
FRONT = ref("Front", Kind.GROUP, "SDN", name="Eastern Front")
WESTLAND = ref("Westland", Kind.STATE, "WST")
EASTVILLE = Place(
    text="Eastville", span=span("Eastville"), name="Eastville", country="SDN", lat=12.5, lon=30.25, precision="city"
)
MARCH_9 = When(start=date(2021, 3, 9), end=date(2021, 3, 9), precision=Precision.DAY, span=span("March 9"))
FEBRUARY = When(start=date(2021, 2, 1), end=date(2021, 2, 28), precision=Precision.MONTH, span=None)
VISIT = "Norland's minister Ada Berg will visit Sudland on March 9, the Sudland foreign ministry said."
BACKS = "Norland backs the Council while Sudland arms the Front."
SHELLED = "Front gunmen shelled Eastville, killing 3 to 5 people."


def event(
    number: int, kind: str, mode: str | None, status: Status, sentence: str, trigger: str, **more: object
) -> Event:
    inside = span(sentence)
    at = TEXT.index(trigger, inside.start)
    held: dict[str, object] = {
        "id": f"event-{number}",
        "type": kind,
        "mode": mode,
        "contexts": ("diplomatic",),
        "actors": (),
        "recipients": (),
        "status": status,
        "evidence": Evidence(sentence=inside, trigger=Span(at, at + len(trigger))),
        "codes": Codes(cameo="042", goldstein=1.9, plover=4.0, quad=1),
        "confidence": 0.9,
        "why": f"{kind} by the word “{trigger}”",
    }
    return Event(**(held | more))  # type: ignore[arg-type]


def sample() -> Reading:
    violent = Codes(cameo="190", goldstein=-10.0, plover=-9.0, quad=4)
    events = (
        event(1, "CONSULT", "visit", Status.PLANNED, "Norland envoy to visit Sudland as truce frays", "visit"),
        event(
            2, "CONSULT", "visit", Status.PLANNED, VISIT, "visit",
            actors=(BERG,), recipients=(SUDLAND,), when=MARCH_9, topics=(COUNCIL,),
            speakers=(Speaker(who=MINISTRY, cue=span("said")),),
            others=(Role(role="host", who=SUDLAND),),
        ),
        event(3, "SUPPORT", None, Status.ONGOING, BACKS, "backs the", actors=(NORLAND,), recipients=(COUNCIL,)),
        event(4, "AID", None, Status.ONGOING, BACKS, "arms", actors=(SUDLAND,), recipients=(FRONT,)),
        event(
            5, "ASSAULT", "heavy-weapons", Status.HAPPENED, SHELLED, "shelled", codes=violent,
            actors=(FRONT,), where=EASTVILLE, casualties=Casualties(killed=(3, 5)),
        ),
        event(6, "ASSAULT", None, Status.DENIED, "The Front denied shelling the town.", "shelling", codes=violent),
        event(
            7, "CONSULT", "third-party", Status.HYPOTHETICAL, "Westland could mediate new talks.", "mediate",
            actors=(WESTLAND,),
        ),
    )  # fmt: skip
    tie = Relation(
        id="tie-1",
        kind="supports",
        holder=NORLAND,
        toward=COUNCIL,
        conflict="SDN",
        evidence=Evidence(sentence=span(BACKS), trigger=span("backs")),
        confidence=0.8,
        why="“backs” in the present tense",
    )
    report = read_plain(TEXT, "sample.txt")
    assert report.published == datetime.fromisoformat("2021-03-04T09:30:00+00:00")
    return Reading(report=report, dateline=None, events=events, relations=(tie,), picture=_picture())


def _picture() -> Picture:
    meeting = Meeting(
        visitors=(BERG,), host=SUDLAND, where=None, when=MARCH_9, status=Status.PLANNED, topics=(), said_by=(MINISTRY,),
        rests_on=("event-2",),
    )  # fmt: skip
    sides = (Side(of=(COUNCIL,), backed_by=(NORLAND,)), Side(of=(FRONT,), backed_by=(SUDLAND,)))
    truce = Ceasefire(
        where=EASTVILLE, parties=(COUNCIL, FRONT), brokers=(WESTLAND,), agreed=FEBRUARY, status="strained",
        violations=("event-5",), rests_on=("event-7",),
    )  # fmt: skip
    friction = Friction(pair=(NORLAND, SUDLAND), in_dialogue=True, opposed_in=("SDN",), rests_on=("tie-1", "event-2"))
    return Picture(
        agenda=(meeting,),
        conflicts=(Conflict(place="SDN", name="Sudan", sides=sides, rests_on=("tie-1",)),),
        ceasefires=(truce,),
        frictions=(friction,),
    )
