"""Libya and Syria in the first half of 2020, as wires told of them, in rows of our own: what the pictures are looked at with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count, cycle

from dragoman.model.living import Backing, Change, Life, LivingPicture, Told, ToldTie, Truce, Violation
from dragoman.model.records import Conflict, Kind, Meeting, Place, Ref, Side, Status
from dragoman.pictures.frame import Frame
from tests.record_factories import army, days, event, person, rebels, ref, state, tie

DAY = date(2020, 6, 20)
RUSSIA, TURKEY, SYRIA, IRAN = (
    state("Russia", "RUS"),
    state("Turkey", "TUR"),
    state("Syria", "SYR"),
    state("Iran", "IRN"),
)
LIBYA, EGYPT, UAE = state("Libya", "LBY"), state("Egypt", "EGY"), state("United Arab Emirates", "ARE")
FRANCE, ITALY, GERMANY, USA = (
    state("France", "FRA"),
    state("Italy", "ITA"),
    state("Germany", "DEU"),
    state("United States", "USA"),
)
GNA = ref("Government of National Accord", "LBY", Kind.GOVERNMENT, "GOV")
LNA = rebels("Libyan National Army", "LBY")
HTS, SNA = rebels("Hayat Tahrir al-Sham", "SYR"), rebels("Syrian National Army", "SYR")
SYRIAN_ARMY = army("Syrian army", "SYR")
LAVROV, SHOIGU = person("Sergei Lavrov", "RUS"), person("Sergei Shoigu", "RUS")
CAVUSOGLU, AKAR, ERDOGAN = (
    person("Mevlut Cavusoglu", "TUR"),
    person("Hulusi Akar", "TUR"),
    person("Recep Tayyip Erdogan", "TUR"),
)
PUTIN, HAFTAR, SARRAJ = (
    person("Vladimir Putin", "RUS"),
    person("Khalifa Haftar", "LBY", "REB"),
    person("Fayez al-Sarraj", "LBY"),
)
PLACES = {
    "Idlib": ("SYR", 35.93, 36.63), "Saraqib": ("SYR", 35.86, 36.81), "Aleppo": ("SYR", 36.2, 37.16), "Afrin": ("SYR", 36.51, 36.87),
    "Damascus": ("SYR", 33.51, 36.29), "Tripoli": ("LBY", 32.88, 13.19), "Sirte": ("LBY", 31.21, 16.59), "Tarhuna": ("LBY", 32.43, 13.63),
    "Misrata": ("LBY", 32.38, 15.09), "Benghazi": ("LBY", 32.12, 20.09), "Istanbul": ("TUR", 41.01, 28.95), "Ankara": ("TUR", 39.92, 32.85),
    "Moscow": ("RUS", 55.75, 37.62), "Sochi": ("RUS", 43.6, 39.73), "Berlin": ("DEU", 52.52, 13.41), "Cairo": ("EGY", 30.06, 31.25),
    "Al Jufra": ("LBY", 29.2, 16.0),
}  # fmt: skip
_numbers = count(1)


def at(name: str) -> Place:
    country, lat, lon = PLACES[name]
    return Place(text=name, span=None, name=name, country=country, lat=lat, lon=lon, precision="city")


def known_to_be_in(name: str, iso3: str, lat: float, lon: float) -> Place:
    return Place(text=name, span=None, name=name, country=iso3, lat=lat, lon=lon, precision="country")


def tell(
    day: str, type_: str, mode: str | None, who: Sequence[Ref], whom: Sequence[Ref] = (), status: Status = Status.HAPPENED,
    where: str | None = None, story: str | None = None, on: str | None = None,
) -> Told:  # fmt: skip
    """A deed told on a day."""
    number = next(_numbers)
    made = event(
        type_, mode, actors=who, recipients=whom, status=status, where=at(where) if where else None,
        when=days(on or day) if on or status is Status.HAPPENED else None,
    )  # fmt: skip
    made = replace(made, id=f"e{number}")
    return Told(
        event=made,
        report=f"report-{number}",
        published=datetime.fromisoformat(f"{day}T12:00"),
        story=story or f"s{number}",
    )


def told() -> list[Told]:
    """Some ninety tellings."""
    return [*_diplomacy(), *_violence()]


def _diplomacy() -> Iterator[Told]:
    S = Status  # noqa: N806
    yield tell("2020-01-08", "CONSULT", "visit", [PUTIN], [ERDOGAN], where="Istanbul")
    yield tell("2020-01-08", "REQUEST", "change", [RUSSIA, TURKEY], [LIBYA])
    yield tell("2020-01-13", "CONSULT", "third-party", [HAFTAR, SARRAJ], [RUSSIA], where="Moscow")
    yield tell("2020-01-14", "REJECT", "yield", [HAFTAR], [RUSSIA, TURKEY], where="Moscow")
    yield tell(
        "2020-01-19", "CONSULT", "multilateral", [GERMANY, RUSSIA, TURKEY, FRANCE, ITALY, EGYPT, UAE], where="Berlin"
    )
    yield tell("2020-02-04", "ACCUSE", "disapprove", [TURKEY], [RUSSIA])
    yield tell("2020-02-12", "ACCUSE", "disapprove", [ERDOGAN], [RUSSIA, SYRIA], where="Ankara")
    yield tell("2020-02-17", "CONSULT", None, [TURKEY], [RUSSIA], where="Moscow")
    yield tell("2020-02-28", "CONSULT", "phone", [PUTIN], [ERDOGAN])
    yield tell("2020-02-29", "THREATEN", "violence", [TURKEY], [SYRIA])
    yield tell("2020-03-01", "CONSULT", "visit", [ERDOGAN], [PUTIN], S.PLANNED, on="2020-03-05", story="moscow-march")
    yield tell("2020-03-05", "CONSULT", "visit", [ERDOGAN], [PUTIN], where="Moscow", story="moscow-march")
    yield tell("2020-03-05", "AGREE", None, [RUSSIA, TURKEY], where="Moscow")
    yield tell("2020-03-15", "COOPERATE", "military", [RUSSIA, TURKEY], where="Saraqib")
    yield tell("2020-04-02", "CONSULT", "phone", [LAVROV], [CAVUSOGLU])
    yield tell("2020-04-21", "CONSULT", "phone", [PUTIN], [ERDOGAN])
    yield tell("2020-05-18", "CONSULT", "phone", [PUTIN], [ERDOGAN])
    yield tell("2020-06-06", "SUPPORT", None, [EGYPT], [HAFTAR], where="Cairo")
    yield tell("2020-06-11", "COOPERATE", "military", [RUSSIA], [TURKEY], S.HYPOTHETICAL)
    yield tell(
        "2020-06-12", "CONSULT", "visit", [LAVROV, SHOIGU], [TURKEY], S.PLANNED, "Istanbul", "june-visit", "2020-06-14"
    )
    yield tell(
        "2020-06-14",
        "CONSULT",
        "visit",
        [LAVROV, SHOIGU],
        [TURKEY],
        S.POSTPONED,
        "Istanbul",
        "june-visit",
        "2020-06-14",
    )
    yield tell("2020-06-14", "CONSULT", "phone", [LAVROV], [CAVUSOGLU])
    yield tell("2020-06-16", "ACCUSE", "allege", [RUSSIA], [TURKEY], S.DENIED)
    yield tell("2020-06-17", "CONSULT", None, [TURKEY], [RUSSIA], S.PLANNED, "Ankara")
    yield tell("2020-06-18", "COOPERATE", None, [RUSSIA, TURKEY], (), S.CANCELLED)
    yield tell("2020-06-19", "CONSULT", "phone", [PUTIN], [ERDOGAN], S.ONGOING)
    yield tell("2020-06-19", "SUPPORT", None, [FRANCE], [EGYPT])
    yield tell("2020-06-20", "THREATEN", "violence", [EGYPT], [TURKEY, GNA], where="Sirte")


def _violence() -> Iterator[Told]:
    yield tell("2020-02-03", "ASSAULT", "heavy-weapons", [SYRIAN_ARMY], [TURKEY], where="Saraqib")
    yield tell("2020-02-10", "ASSAULT", "heavy-weapons", [SYRIAN_ARMY], [TURKEY], where="Idlib")
    yield tell("2020-02-20", "ASSAULT", "aerial", [RUSSIA], [TURKEY], where="Idlib")
    yield tell("2020-02-27", "ASSAULT", "aerial", [RUSSIA, SYRIA], [TURKEY], where="Idlib")
    yield tell("2020-03-01", "ASSAULT", "aerial", [TURKEY], [SYRIAN_ARMY], where="Aleppo")
    yield tell("2020-04-28", "ASSAULT", "explosives", [HTS], [SNA], where="Afrin")
    towns = cycle(("Tripoli", "Tarhuna", "Sirte", "Misrata", "Tripoli", "Al Jufra", "Tripoli", "Idlib"))
    for number in range(44):
        day = (date(2020, 1, 20) + timedelta(days=number * 7 // 2)).isoformat()
        town = next(towns)
        who, whom = (LNA, GNA) if number % 3 else (GNA, LNA)
        if town == "Idlib":
            who, whom = SYRIAN_ARMY, HTS
        yield tell(day, "ASSAULT", "aerial" if number % 2 else "heavy-weapons", [who], [whom], where=town)
    yield tell("2020-05-20", "MOBILIZE", "troops", [TURKEY], [LNA], where="Misrata")
    yield tell("2020-05-26", "MOBILIZE", "weapons", [RUSSIA], [GNA], where="Al Jufra")


def ties() -> list[ToldTie]:
    pairs = [
        (TURKEY, "supports", GNA), (ITALY, "supports", GNA), (RUSSIA, "supports", LNA), (EGYPT, "supports", LNA), (UAE, "supports", LNA),
        (FRANCE, "supports", LNA), (RUSSIA, "supports", SYRIA), (IRAN, "supports", SYRIA), (TURKEY, "supports", SNA),
        (TURKEY, "opposes", SYRIA), (EGYPT, "opposes", TURKEY), (UAE, "opposes", TURKEY), (FRANCE, "opposes", TURKEY),
        (USA, "opposes", SYRIA), (USA, "opposes", IRAN), (GERMANY, "supports", GNA),
    ]  # fmt: skip
    return [
        ToldTie(relation=tie(a, kind, b), report=f"tie-report-{i}", published=datetime(2020, 6, 1 + i, 9))
        for i, (a, kind, b) in enumerate(pairs)
    ]


def change(state_: str, day: str, on: str | None = None, why: str = "told") -> Change:
    return Change(
        told=date.fromisoformat(day), on=date.fromisoformat(on) if on else None, state=state_, cause="e1", why=why
    )


def meeting(
    id_: str, who: Sequence[Ref], host: Ref | None, where: Place | None, on: str | None, *history: Change
) -> Life[Meeting]:
    what = Meeting(
        visitors=tuple(who), host=host, where=where, when=days(*on.split("/")) if on else None, status=Status.PLANNED, topics=(),
        said_by=(), rests_on=("e1",),
    )  # fmt: skip
    return Life(id=id_, what=what, state=history[-1].state, history=history)


def meetings() -> tuple[Life[Meeting], ...]:
    return (
        meeting(
            "m1",
            [LAVROV, SHOIGU],
            TURKEY,
            at("Istanbul"),
            None,
            change("announced", "2020-06-12", "2020-06-14"),
            change("postponed", "2020-06-14"),
        ),
        meeting(
            "m2",
            [CAVUSOGLU],
            LIBYA,
            at("Tripoli"),
            "2020-06-24",
            change("announced", "2020-06-18", "2020-06-24"),
            change("confirmed", "2020-06-19", "2020-06-24"),
        ),
        meeting("m3", [PUTIN, ERDOGAN], IRAN, None, "2020-07-01", change("announced", "2020-06-15", "2020-07-01")),
        meeting(
            "m4",
            [GERMANY, FRANCE, ITALY],
            None,
            at("Berlin"),
            "2020-07-06/2020-07-08",
            change("announced", "2020-06-01", "2020-06-22"),
            change("moved", "2020-06-16", "2020-07-06"),
        ),
        meeting(
            "m5",
            [HAFTAR],
            EGYPT,
            at("Cairo"),
            "2020-06-22",
            change("announced", "2020-06-15", "2020-06-22"),
            change("cancelled", "2020-06-19"),
        ),
        meeting("m6", [AKAR], RUSSIA, at("Moscow"), None, change("announced", "2020-06-19")),
        meeting(
            "m7",
            [person("Luigi Di Maio", "ITA")],
            TURKEY,
            at("Ankara"),
            "2020-06-21",
            change("announced", "2020-06-17", "2020-06-19"),
            change("moved", "2020-06-18", "2020-06-21"),
        ),
    )


def breach(day: str, kind: str) -> Violation:
    return Violation(
        event=f"b{day}{kind}", day=date.fromisoformat(day), kind=kind, by=(LNA,), against=(GNA,), accusers=(GNA,)
    )


def truce(
    id_: str, where: Place, parties: Sequence[Ref], brokers: Sequence[Ref], breaches: Sequence[Violation], *history: Change,
    ends: str | None = None,
) -> Life[Truce]:  # fmt: skip
    what = Truce(
        where=where, parties=tuple(parties), brokers=tuple(brokers), agreed=days(history[0].told.isoformat()), status="strained",
        violations=tuple(b.event for b in breaches), rests_on=("e1",), breaches=tuple(breaches),
        ends=date.fromisoformat(ends) if ends else None,
    )  # fmt: skip
    return Life(id=id_, what=what, state=history[-1].state, history=history)


def truces() -> tuple[Life[Truce], ...]:
    libya = known_to_be_in("Libya", "LBY", 27.0, 17.0)
    return (
        truce(
            "t1",
            libya,
            [GNA, LNA],
            [RUSSIA, TURKEY],
            [
                breach("2020-01-15", "accusation"),
                *(breach(f"2020-01-{d}", "violence") for d in (19, 20, 26, 28)),
                breach("2020-02-03", "violence"),
            ],
            change("proposed", "2020-01-08"),
            change("in force", "2020-01-12", "2020-01-12"),
            change("strained", "2020-01-15"),
            change("collapsed", "2020-02-18"),
        ),
        truce(
            "t2",
            at("Idlib"),
            [TURKEY, SYRIA],
            [RUSSIA],
            [
                breach(f"2020-{m}-{d:02d}", "violence" if d % 3 else "accusation")
                for m in ("04", "05", "06")
                for d in (2, 3, 9, 14, 18)
            ],
            change("agreed", "2020-03-05", "2020-03-05"),
            change("in force", "2020-03-06", "2020-03-06"),
            change("strained", "2020-04-02"),
        ),
        truce("t3", libya, [GNA, LNA], [EGYPT], [], change("proposed", "2020-06-06")),
        truce(
            "t4",
            known_to_be_in("Yemen", "YEM", 15.5, 47.5),
            [state("Saudi Arabia", "SAU"), rebels("Houthis", "YEM")],
            [],
            [breach("2020-04-11", "accusation")],
            change("in force", "2020-04-09", "2020-04-09"),
            change("renewed", "2020-04-24"),
            ends="2020-07-20",
        ),
    )


def libya_war() -> tuple[Conflict, tuple[Backing, ...]]:
    conflict = Conflict(
        place="LBY", name="Libya", rests_on=(),
        sides=(
            Side(of=(GNA, ref("Tripoli Protection Force", "LBY", Kind.GROUP, "PRM")), backed_by=(TURKEY, ITALY, state("Qatar", "QAT"))),
            Side(of=(LNA,), backed_by=(RUSSIA, EGYPT, UAE, FRANCE)),
        ),
    )  # fmt: skip
    given = [
        (TURKEY, GNA, ("training", "troops", "weapons"), "2019-05-18"), (ITALY, GNA, ("political",), "2019-04-07"),
        (RUSSIA, LNA, ("materiel", "troops", "weapons"), "2019-09-01"), (EGYPT, LNA, ("political", "weapons"), "2019-04-14"),
        (UAE, LNA, ("funding", "weapons"), "2019-04-20"), (FRANCE, LNA, ("political",), "2019-07-10"),
    ]  # fmt: skip
    backings = tuple(
        Backing(
            backer=a,
            backed=b,
            conflict="LBY",
            kinds=kinds,
            since=date.fromisoformat(since),
            last=date(2020, 6, 10),
            rests_on=(),
        )
        for a, b, kinds, since in given
    )
    return conflict, backings


def picture() -> LivingPicture:
    conflict, backings = libya_war()
    life = Life(id="c1", what=conflict, state="active", history=())
    return LivingPicture(as_of=DAY, agenda=meetings(), conflicts=(life,), backings=backings, ceasefires=truces())


def frame() -> Frame:
    return Frame(reports=214, newest=date(2020, 6, 20), as_of=DAY)
