"""How much two did to each other, a day, week or month: stories counted once, scores summed, each way and both.

Of a period t and a way w, over the deeds D(t, w), each story once:

    stories         |D|
    goldstein_sum   the sum of g(d) over D;   goldstein_mean = goldstein_sum / |D|, None where D is empty
    plover_sum      the sum of p(d) over those of D that have a PLOVER score; plover_mean = that sum / their number
    quads           how many of D are of quad class 1 (verbal cooperation), 2 (material cooperation), 3 (verbal conflict),
                    4 (material conflict)

g and p are the scores of the telling that stands (accounts.py). Planned, hypothetical, denied and called-off stories have
columns of their own and are in no sum. A mutual deed counts each way, and once in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from dragoman.answers.accounts import Account, Standing, accounts
from dragoman.answers.parties import Party, between
from dragoman.answers.periods import STEPS, By, fits, periods, start_of
from dragoman.errors import InputError, OutputError
from dragoman.knowledge.ontology import TYPES
from dragoman.model.living import Told

if TYPE_CHECKING:
    import polars

Way = Literal["forth", "back", "both"]
WAYS: tuple[Way, ...] = ("forth", "back", "both")
_Found = list[tuple[Account, bool, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadRow:
    """One period and way. `source` and `target` are the two as asked for; `way` is both where they are taken together.

    `counts` are the stories by PLOVER type and standing, those that occur; the five totals after it are by standing, and
    `disputed` counts the stories of any standing that are also denied or contradicted.
    """

    start: date
    end: date
    source: str
    target: str
    way: Way
    counts: tuple[tuple[str, Standing, int], ...]
    stories: int
    planned: int
    hypothetical: int
    called_off: int
    denied: int
    disputed: int
    goldstein_sum: float
    goldstein_mean: float | None
    plover_sum: float
    plover_mean: float | None
    quads: tuple[int, int, int, int]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadSeries:
    """The rows by period, then way; `left_out` counts stories of the two whose day is not known as finely as a period."""

    rows: tuple[DyadRow, ...]
    left_out: int


def dyad_series(
    told: Iterable[Told],
    a: str,
    b: str,
    by: By = "week",
    *,
    since: date | None = None,
    until: date | None = None,
    ways: Sequence[Way] = WAYS,
) -> DyadSeries:
    """The series of two; periods in which nothing was told are rows of zeros.

    Args:
        told: tellings; only what they hold is known.
        a: an actor's id, or an ISO code for a state with all that act for it.
        b: the other.
        by: day, week (from Monday) or month.
        since: a day in the first period; that of the first story where it is None.
        until: a day in the last period; that of the last story where it is None.
        ways: forth is from a to b, back from b to a.

    Raises:
        InputError: a and b are the same or name nobody, or the periods make no series.
    """
    if a == b:
        raise InputError(f"a dyad is of two, {a} was given twice")
    if by not in STEPS:
        raise InputError(f"{by!r} is no step of a series; take one of {', '.join(STEPS)}")
    placed, left_out = _placed(told, Party(a), Party(b), by)
    if since is None or until is None:
        days = sorted(placed)
        if not days:
            return DyadSeries(rows=(), left_out=left_out)
        since, until = since or days[0], until or days[-1]
    rows = [
        _row(placed.get(start, []), (start, end), (a, b), way)
        for start, end in periods(since, until, by)
        for way in ways
    ]
    return DyadSeries(rows=tuple(rows), left_out=left_out)


def _placed(told: Iterable[Told], one: Party, other: Party, by: By) -> tuple[dict[date, _Found], int]:
    """The stories of two by the first day of their period, and how many have no period."""
    placed: dict[date, _Found] = {}
    left_out = 0
    for account in accounts(told):
        forth, back = between(account.event, one, other)
        if not (forth or back):
            continue
        day = account.day
        if day is None or not fits(account.precision, by):
            left_out += 1
            continue
        placed.setdefault(start_of(day, by), []).append((account, forth, back))
    return placed, left_out


def _row(found: _Found, period: tuple[date, date], names: tuple[str, str], way: Way) -> DyadRow:
    picked = [a for a, forth, back in found if (forth and way != "back") or (back and way != "forth")]
    deeds = [a.event.codes for a in picked if a.standing is Standing.DEED]
    plover = [codes.plover for codes in deeds if codes.plover is not None]
    goldstein = sum(codes.goldstein for codes in deeds)
    standings = Counter(a.standing for a in picked)
    counts = Counter((a.event.type, a.standing) for a in picked)
    quads = Counter(codes.quad for codes in deeds)
    source, target = names[::-1] if way == "back" else names
    return DyadRow(
        start=period[0],
        end=period[1],
        source=source,
        target=target,
        way=way,
        counts=tuple((type_, standing, n) for (type_, standing), n in sorted(counts.items())),
        stories=len(deeds),
        planned=standings[Standing.PLANNED],
        hypothetical=standings[Standing.HYPOTHETICAL],
        called_off=standings[Standing.CALLED_OFF],
        denied=standings[Standing.DENIED],
        disputed=sum(a.disputed for a in picked),
        goldstein_sum=goldstein,
        goldstein_mean=goldstein / len(deeds) if deeds else None,
        plover_sum=sum(plover),
        plover_mean=sum(plover) / len(plover) if plover else None,
        quads=(quads[1], quads[2], quads[3], quads[4]),
        rests_on=tuple(a.story for a in picked),
    )


SCALARS = (
    "start", "end", "source", "target", "way", "stories", "planned", "hypothetical", "called_off", "denied", "disputed",
    "goldstein_sum", "goldstein_mean", "plover_sum", "plover_mean",
)  # fmt: skip
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


def to_polars(rows: Iterable[DyadRow]) -> polars.DataFrame:
    """The rows as a frame: the columns of a row, the four quad classes, and a column for each standing and PLOVER type.

    `deed_ASSAULT` counts the deeds of that type, `planned_CONSULT` the planned talks, and so on, the same columns always.
    `to_polars(rows).write_parquet(path)` makes a Parquet file.

    Raises:
        OutputError: polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise OutputError("a frame needs polars, which is not installed; run pip install 'dragoman[tables]'") from error
    texts, days = ("source", "target", "way"), ("start", "end")
    floats = tuple(name for name in SCALARS if name.startswith(("goldstein", "plover")))
    schema: dict[str, pl.DataType] = {
        name: pl.String()
        if name in texts
        else pl.Date()
        if name in days
        else pl.Float64()
        if name in floats
        else pl.Int64()
        for name in SCALARS
    }
    schema |= {name: pl.Int64() for name in (*QUADS, *(_column(s, t) for s in Standing for t in TYPES))}
    return pl.DataFrame([_wide(row) for row in rows], schema=schema, orient="row")


def _wide(row: DyadRow) -> dict[str, object]:
    wide: dict[str, object] = {_column(s, t): 0 for s in Standing for t in TYPES}
    wide |= {name: getattr(row, name) for name in SCALARS}
    wide |= dict(zip(QUADS, row.quads, strict=True))
    return wide | {_column(standing, type_): n for type_, standing, n in row.counts}


def _column(standing: Standing, type_: str) -> str:
    return f"{standing.value.replace(' ', '_')}_{type_}"
