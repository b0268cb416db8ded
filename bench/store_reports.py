"""Made-up reports with their records, as many as one likes, to measure the store with; the same on every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

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
    Relation,
    Role,
    Speaker,
    Status,
    When,
)
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span
from dragoman.store.values import digest

YEAR = date(2020, 1, 1)
RECORDS = 20  # a report
STATES = (
    "TUR RUS LBY SYR EGY ARE FRA ITA DEU USA GBR CHN IRN IRQ ISR PSE LBN JOR SAU QAT YEM SDN SSD ETH ERI SOM KEN UGA "
    "RWA COD CAF TCD NER MLI BFA NGA CMR AZE ARM GEO UKR BLR POL MDA KAZ UZB AFG PAK IND MMR THA PHL JPN KOR PRK VEN COL"
).split()
_TOWNS = "Sarin Velka Tombal Aroun Misra Keldin Ostova Barqa Temir Jalun Nabor Hadet Qasim Lorna Dessau Imbaba".split()
_NAMES = (
    "Amin Basri Cerny Dogan Esposito Farah Garang Haddad Ivanov Jallow Kaya Laszlo Moreau Ndiaye Orlov Petrov".split()
)
_FIRST = "Ali Boris Carla Dina Emil Fatma Goran Hanna Igor Joana Karim Leila Marek Nadia Omar Petra".split()
_WHY = (
    "the state's name, adjective, capital or seat of government",
    "known by full name (0.93)",
    "made from the words of the phrase",
)
_DEEDS = (
    ("CONSULT", "visit", "is to travel to {there} for talks with the foreign minister", Status.PLANNED),
    ("CONSULT", "meet", "held talks in {town} on the ceasefire with {other}", Status.HAPPENED),
    ("ASSAULT", "artillery", "said shelling near {town} by forces of {other} killed civilians", Status.HAPPENED),
    ("ACCUSE", "disapprove", "accused {other} of breaking the truce near Nagorno-Karabakh", Status.HAPPENED),
    ("AGREE", None, "agreed with {other} to exchange prisoners after weeks of bargaining", Status.HAPPENED),
    ("SANCTION", None, "may impose sanctions on banks of {other} if the advance goes on", Status.HYPOTHETICAL),
    ("CONSULT", "visit", "put off a visit to {there} that had been set for this week", Status.POSTPONED),
    ("AID", None, "sent medicine and tents to {town} through the crossing with {other}", Status.HAPPENED),
)
_FILLER = (
    "Diplomats in the capital said little about what comes next, and officials would not be drawn on dates.",
    "Residents spoke of a quiet night after days of fire along the road that leads to the harbour.",
    "The two sides have blamed each other for months, with monitors counting incidents every week.",
)


def readings(records: int, seed: int = 1) -> Iterator[Reading]:
    """Reports one after the other until they have that many records."""
    chance = random.Random(seed)
    for number in range(-(-records // RECORDS)):
        yield _reading(number, chance, min(RECORDS, records - number * RECORDS))


def _reading(number: int, chance: random.Random, count: int) -> Reading:
    published = datetime.combine(
        YEAR + timedelta(days=chance.randrange(366)), time(chance.randrange(24), chance.randrange(60))
    )
    said, told = list[str](), list[tuple[int, tuple[str, str | None, str, Status], str, str, Span]]()
    length = 0
    for at in range(count):
        one, other = chance.sample(STATES, 2)
        deed = chance.choice(_DEEDS)
        town = chance.choice(_TOWNS)
        words = deed[2].format(there=other, other=other, town=town)
        sentence = f"The government of {one} {words}, {chance.choice(_FIRST)} {chance.choice(_NAMES)} said."
        if at % 4 != 3 or not told:
            span = Span(length, length + len(sentence))
            said.append(sentence)
            length += len(sentence) + 1
        told.append((at, deed, one, other, span))
        if at % 3 == 0:
            said.append(chance.choice(_FILLER))
            length += len(said[-1]) + 1
    while length < 2900:
        said.append(chance.choice(_FILLER))
        length += len(said[-1]) + 1
    text = " ".join(said)
    report = Report(
        text=text, source=f"https://news.example/{published:%Y/%m/%d}/{number}", title=text[:60], published=published,
        blocks=(Block(BlockKind.HEADLINE, Span(0, 60)), Block(BlockKind.BODY, Span(60, len(text)))),
        published_precision=Precision.MINUTE, publisher=f"Paper {number % 40}",
    )  # fmt: skip
    events = tuple(_event(report, chance, *one) for one in told)
    return Reading(
        report=report, dateline=_place(chance), events=events, relations=_ties(report, chance, told), picture=Picture()
    )


def _event(
    report: Report,
    chance: random.Random,
    at: int,
    deed: tuple[str, str | None, str, Status],
    one: str,
    other: str,
    sentence: Span,
) -> Event:
    type_, mode, _, status = deed
    who, whom = _state(one, sentence.start + 18), _state(other, sentence.start + 40)
    speaker = Speaker(who=_person(chance, one, sentence.end - 18), cue=Span(sentence.end - 5, sentence.end - 1))
    killed = chance.randrange(1, 40)
    return Event(
        id=digest(report.id, at), type=type_, mode=mode, contexts=("diplomatic", "military")[: at % 3], actors=(who,),
        recipients=(whom,) if at % 5 else (), others=(Role(role="mediator", who=_state(chance.choice(STATES), 9)),) if at % 6 == 0 else (),
        topics=(_place(chance),) if at % 7 == 0 else (), where=_place(chance) if at % 2 else None,
        when=_when(report, chance, sentence) if at % 5 < 3 else None, status=status, historical=at % 19 == 18,
        speakers=(speaker,) if at % 2 else (),
        casualties=Casualties(killed=(killed, killed) if type_ == "ASSAULT" else None),
        evidence=Evidence(sentence=sentence, trigger=Span(sentence.start + 23, sentence.start + 30)),
        codes=codes_of(type_, mode), confidence=0.85,
        why=f"{type_} by the verb “{deed[2].split()[0]}”; {status.value} by “told as done”",
    )  # fmt: skip


def _ties(
    report: Report, chance: random.Random, told: list[tuple[int, tuple[str, str | None, str, Status], str, str, Span]]
) -> tuple[Relation, ...]:
    return tuple(
        Relation(
            id=digest("tie", report.id, at), kind="supports", holder=_state(one, 3), toward=_state(other, 30), conflict=other,
            evidence=Evidence(sentence=span, trigger=Span(span.start, span.start + 3)), confidence=0.8, why="supports: by the verb “back”",
        )
        for at, _, one, other, span in told[:2]
    )  # fmt: skip


def _state(iso: str, at: int) -> Ref:
    return Ref(
        id=f"state:{iso}", name=iso, country=iso, sectors=("GOV",), kind=Kind.STATE, text=iso, span=Span(at, at + 3),
        why=_WHY[0], confidence=0.95,
    )  # fmt: skip


def _person(chance: random.Random, iso: str, at: int) -> Ref:
    name = f"{chance.choice(_FIRST)} {chance.choice(_NAMES)}"
    return Ref(
        id=f"person:{iso.lower()}-{name.lower().replace(' ', '-')}", name=name, country=iso, sectors=("GOV",), kind=Kind.PERSON,
        text=name, span=Span(at, at + len(name)), title="foreign minister", why=_WHY[1], confidence=0.85,
    )  # fmt: skip


def _place(chance: random.Random) -> Place:
    town, number = chance.choice(_TOWNS), chance.randrange(60)
    return Place(
        text=town, span=Span(5, 5 + len(town)), name=f"{town} {number}", country=STATES[number % len(STATES)], admin1="North",
        lat=30 + number / 7, lon=10 + number / 3, geonames_id=100_000 + number, precision="city",
    )  # fmt: skip


def _when(report: Report, chance: random.Random, sentence: Span) -> When:
    published = report.published or datetime.combine(YEAR, time())
    day = published.date() + timedelta(days=chance.randrange(-5, 6))
    return When(start=day, end=day, precision=Precision.DAY, span=Span(sentence.start + 8, sentence.start + 15))
