"""Which of the places of one name is meant: all names of a report are settled together.

Every candidate has a prior (countries and big cities are named oftener), counts for what the words beside the name say
of it, and gains from the candidates of the other names that lie near it, in the same division or country, each by how
likely that one is in turn. A few rounds bring the names of one area to agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.knowledge.places import Site, Sort

Numbers = NDArray[np.float64]

# How sharply each round prefers the better candidate: first hardly, so that a cluster of small places can gather.
SHARPNESS = (0.35, 0.5, 0.7, 1.0, 1.3, 1.3)
SUPPORT = (2.2, 3.0)  # most that neighbours give, roughly, and how fast
CAPITAL = 1.5  # what a state's capital has before other towns of its size
STATE = 0.6  # how much a state's name says for its towns, against another town of the state
NEAR_KM, WIDE_KM = 60, 300
MOST_CANDIDATES = 1500  # of one report; more names than that keep their most likely ones


@dataclass(slots=True)
class Question:
    """One name with its candidates: their scores by the name and the words beside it, and how much it counts."""

    key: str
    sites: tuple[Site, ...]
    base: list[float]
    reasons: list[list[str]]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The chosen candidate, its probability, and what it had from the name alone."""

    site: Site
    share: float
    base: float
    nearest: int | None  # the question that supports it most


def prior(site: Site) -> float:
    """How often a place of this sort and size is the one that news names."""
    people = float(np.log10(site.population + 100))
    value = {
        Sort.COUNTRY: 8.0,
        Sort.ADMIN1: 2.6 + 0.4 * people,
        Sort.ADMIN2: 1.2 + 0.35 * people,
        Sort.CITY: 0.9 * people,
        Sort.REGION: 6.5,
        Sort.POINT: 4.0,
    }[site.sort]
    if site.capital:
        value += CAPITAL
    if not site.main:
        value -= 0.8 + 0.5 * max(0.0, 5.5 - people)
    return value


def choose(questions: Sequence[Question]) -> list[Answer | None]:
    """Settle all names of a report together; None where a name has no candidate."""
    asked = [i for i, q in enumerate(questions) if q.sites]
    if not asked:
        return [None] * len(questions)
    owner, sites, base, weight = _flat(questions, asked)
    kernel = _kernel(sites, _codes([questions[i].key for i in asked])[owner])
    weights = weight[owner]
    share = _softmax(base, owner, SHARPNESS[0])
    support = np.zeros(len(sites))
    total = base
    for sharpness in SHARPNESS:
        support = SUPPORT[0] * np.log1p(SUPPORT[1] * (kernel @ (share * weights)))
        total = base + support
        share = 0.3 * share + 0.7 * _softmax(total, owner, sharpness)
    return _answers(questions, asked, owner, base, total, kernel * (share * weights)[None, :])


def _flat(questions: Sequence[Question], asked: list[int]) -> tuple[NDArray[np.int64], list[Site], Numbers, Numbers]:
    owner = np.array([n for n, i in enumerate(asked) for _ in questions[i].sites], np.int64)
    sites = [s for i in asked for s in questions[i].sites]
    base = np.array([b for i in asked for b in questions[i].base], np.float64)
    return owner, sites, base, np.array([questions[i].weight for i in asked], np.float64)


def _kernel(sites: list[Site], name: NDArray[np.int64]) -> Numbers:
    """How much candidate j speaks for candidate i; nothing where both are of one name."""
    lat, lon = np.radians([s.lat for s in sites]), np.radians([s.lon for s in sites])
    a = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 12742 * np.arcsin(np.sqrt(np.clip(a, 0, 1)))
    country = _codes([s.country for s in sites])
    # England is no neighbourhood: its counties are.
    home = [s.admin2 if s.country == "GBR" else s.admin1 for s in sites]
    first = _codes([f"{s.country} {near}" if near else None for s, near in zip(sites, home, strict=True)])
    second = _codes([f"{s.country} {s.admin1} {s.admin2}" if s.admin2 else None for s in sites])
    wide = np.array([s.sort in (Sort.COUNTRY, Sort.REGION) for s in sites])
    division = np.array([s.sort is Sort.ADMIN1 for s in sites])
    same_country = (country[:, None] == country) & (country >= 0)
    same_first = (first[:, None] == first) & (first >= 0)
    same_second = (second[:, None] == second) & (second >= 0)
    near = np.exp(-km / NEAR_KM) + 0.5 * np.exp(-km / WIDE_KM)
    near[:, wide] = 0.3 * np.exp(-km[:, wide] / 800)
    near[wide, :] = 0.3 * np.exp(-km[wide, :] / 800)
    near[:, division] *= 0.5
    kernel: Numbers = near + 0.25 * same_country * np.where(wide, STATE, 1.0) + 0.5 * same_first + 0.3 * same_second
    kernel += 0.4 * (division[:, None] & division & same_country)  # "Georgia, Alabama and Florida"
    kernel[name[:, None] == name] = 0.0
    return kernel


def _codes(names: list[str | None]) -> NDArray[np.int64]:
    seen: dict[str, int] = {}
    return np.array([-1 if n is None else seen.setdefault(n, len(seen)) for n in names], np.int64)


def _softmax(score: Numbers, owner: NDArray[np.int64], sharpness: float = SHARPNESS[-1]) -> Numbers:
    top = np.full(int(owner[-1]) + 1, -np.inf)
    np.maximum.at(top, owner, score)
    value = np.exp(sharpness * (score - top[owner]))
    total = np.zeros(len(top))
    np.add.at(total, owner, value)
    return np.asarray(value / total[owner])


def _answers(
    questions: Sequence[Question],
    asked: list[int],
    owner: NDArray[np.int64],
    base: Numbers,
    total: Numbers,
    gains: Numbers,
) -> list[Answer | None]:
    out: list[Answer | None] = [None] * len(questions)
    share = _softmax(total, owner)
    for n, i in enumerate(asked):
        where = np.flatnonzero(owner == n)
        best = int(where[np.argmax(total[where])])
        j = int(np.argmax(gains[best]))
        nearest = asked[int(owner[j])] if gains[best, j] > 0.05 else None
        site = questions[i].sites[best - int(where[0])]
        out[i] = Answer(site, float(share[best]), float(base[best]), nearest)
    return out
