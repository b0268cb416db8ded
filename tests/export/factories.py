"""A reading made by hand whose rows in every format can be told by eye; its report holds what tables fear."""

from __future__ import annotations

from datetime import date

from dragoman.intake.plain import read_plain
from dragoman.knowledge.ontology import codes_of
from dragoman.model.records import (
    Casualties,
    Event,
    Evidence,
    Kind,
    Picture,
    Place,
    Reading,
    Ref,
    Role,
    Speaker,
    Status,
    When,
)
from dragoman.model.report import Precision, Report
from dragoman.model.span import Span

TEXT = """Lavrov to visit Turkey for talks on Libya

Published: 2020-06-14 11:08 UTC

ISTANBUL (Wire) — Sergei Lavrov will visit Turkey on June 16, the ministry said.

Russia and Turkey held talks hosted by Qatar in Doha on June 10.

=HYPERLINK("x") rebels and +Army	gunmen attacked
soldiers and police, killing 3 people.

The army denied shelling Sirte. Ankara refused to meet Haftar.
"""


def span(words: str, within: str = TEXT) -> Span:
    start = within.index(words)
    return Span(start, start + len(words))


def ref(
    words: str, kind: Kind, country: str | None, *sectors: str, name: str | None = None, title: str | None = None
) -> Ref:
    return Ref(
        id=f"{kind.value}:{(name or words).lower()}", name=name or words, country=country, sectors=sectors, kind=kind,
        text=words, span=span(words), title=title,
    )  # fmt: skip


LAVROV = ref("Sergei Lavrov", Kind.PERSON, "RUS", "GOV", title="Foreign Minister")
TURKEY = ref("Turkey", Kind.STATE, "TUR", "GOV")
RUSSIA = ref("Russia", Kind.STATE, "RUS", "GOV")
QATAR = ref("Qatar", Kind.STATE, "QAT", "GOV")
MINISTRY = ref("ministry", Kind.GOVERNMENT, "TUR", "GOV", name="Turkish foreign ministry")
REBELS = ref('=HYPERLINK("x") rebels', Kind.GROUP, "LBY", "REB")
GUNMEN = ref("+Army\tgunmen", Kind.GROUP, None, "UAF")
SOLDIERS = ref("soldiers", Kind.MILITARY, "LBY", "MIL")
POLICE = ref("police", Kind.GOVERNMENT, "LBY", "COP")
ARMY = ref("army", Kind.MILITARY, "LBY", "MIL", name="Libyan army")
HAFTAR = ref("Haftar", Kind.PERSON, "LBY", "MIL", "REB")
UN = Ref(
    id="org:united-nations",
    name="United Nations",
    country=None,
    sectors=("IGO",),
    kind=Kind.ORGANISATION,
    text="UN",
    span=Span(0, 2),
)
DOHA = Place(
    text="Doha", span=span("Doha"), name="Doha", country="QAT", admin1="Baladiyat ad Dawhah", lat=25.3, lon=51.5,
    geonames_id=290030,
    precision="city",
)  # fmt: skip
COUNTRY = Place(
    text="Turkey", span=span("Turkey"), name="Turkey", country="TUR", lat=39.0, lon=35.0, precision="country"
)


def days(first: date, last: date | None = None) -> When:
    return When(start=first, end=last or first, precision=Precision.DAY, span=None)


def event(id_: str, type_: str, mode: str | None, sentence: str, trigger: str, **more: object) -> Event:
    inside = span(sentence)
    at = TEXT.index(trigger, inside.start)
    held: dict[str, object] = {
        "id": id_, "type": type_, "mode": mode, "contexts": (), "actors": (), "recipients": (),
        "status": Status.HAPPENED,
        "evidence": Evidence(sentence=inside, trigger=Span(at, at + len(trigger))), "codes": codes_of(type_, mode),
        "confidence": 0.93, "why": "by hand",
    }  # fmt: skip
    return Event(**(held | more))  # type: ignore[arg-type]


HEADLINE = "Lavrov to visit Turkey for talks on Libya"
WILL_VISIT = "Sergei Lavrov will visit Turkey on June 16, the ministry said."
HELD = "Russia and Turkey held talks hosted by Qatar in Doha on June 10."
ATTACK = TEXT[TEXT.index("=HYPERLINK") : TEXT.index(" people.") + len(" people.")]

VISIT = event(
    "00000000000000a1", "CONSULT", "visit", WILL_VISIT, "visit", status=Status.PLANNED, actors=(LAVROV,),
    recipients=(TURKEY,),
    when=days(date(2020, 6, 16)), where=COUNTRY, contexts=("diplomatic",), speakers=(Speaker(who=MINISTRY,
    cue=span("said")),),
)  # fmt: skip
TALKS = event(
    "00000000000000a2", "CONSULT", None, HELD, "talks", actors=(RUSSIA, TURKEY), when=days(date(2020, 6, 10)),
    where=DOHA,
    contexts=("diplomatic", "military"), others=(Role(role="host", who=QATAR),), topics=(ARMY,),
)  # fmt: skip
RAID = event(
    "00000000000000a3", "ASSAULT", None, ATTACK, "attacked", actors=(REBELS, GUNMEN), recipients=(SOLDIERS, POLICE),
    casualties=Casualties(killed=(3, 3)), contexts=("insurgency",),
)  # fmt: skip
DENIED = event(
    "00000000000000a4",
    "ASSAULT",
    None,
    "The army denied shelling Sirte.",
    "shelling",
    status=Status.DENIED,
    actors=(ARMY,),
)
REFUSED = event(
    "00000000000000a5",
    "CONSULT",
    None,
    "Ankara refused to meet Haftar.",
    "meet",
    status=Status.DENIED,
    actors=(TURKEY, HAFTAR),
)
NOBODY = event("00000000000000a6", "PROTEST", "demo", HEADLINE, "talks")


def report() -> Report:
    return read_plain(TEXT, "https://news.example.org/a?b=1\t2")


def reading(*events: Event) -> Reading:
    return Reading(
        report=report(),
        dateline=None,
        events=events or (VISIT, TALKS, RAID, DENIED, REFUSED, NOBODY),
        relations=(),
        picture=Picture(),
    )
