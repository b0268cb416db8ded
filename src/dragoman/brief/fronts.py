"""Which conflict a line is about, what its country is called, and who says what is told: shared by all parts of a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from dragoman.model.living import LivingPicture, Told, ToldTie
from dragoman.model.records import Event, Ref, Relation, Speaker

ELSEWHERE = "Elsewhere"


class Fronts:
    """The conflicts of two pictures, and the records by id."""

    def __init__(
        self,
        pictures: Iterable[LivingPicture],
        told: Iterable[Told],
        ties: Iterable[ToldTie],
        name_of: Callable[[str], str],
    ) -> None:
        """Take what is known.

        Args:
            pictures: those whose conflicts count.
            told: all tellings.
            ties: all relations.
            name_of: gives the name of a state by its ISO code.
        """
        self.name_of = name_of
        self.told: Mapping[str, Told] = {t.event.id: t for t in told}
        self.ties: Mapping[str, ToldTie] = {t.relation.id: t for t in ties}
        self._main: dict[str, tuple[str, ...]] = {}
        self._sides: dict[str, list[str]] = {}
        self._codes: dict[str, None] = {}
        for picture in pictures:
            for life in picture.conflicts:
                self._codes[life.what.place] = None
                for side in life.what.sides:
                    for ref in side.of:
                        if ref.id is not None:
                            self._sides.setdefault(ref.id, []).append(life.what.place)

    def of(self, countries: Iterable[str | None], refs: Iterable[Ref] = ()) -> tuple[str, ...]:
        """The conflicts that these countries and actors stand for: places first, then who fights there, then whose state it is."""
        found: dict[str, None] = {}
        listed = tuple(refs)
        for code in (
            *countries,
            *(c for r in listed if r.id for c in self._sides.get(r.id, ())),
            *(r.country for r in listed),
        ):
            if code in self._codes:
                found[str(code)] = None
        return tuple(found)

    def of_report(self, report: str) -> tuple[str, ...]:
        """The conflict that a report tells of most: for what it tells of no place."""
        if not self._main:
            counts: dict[str, Counter[str]] = {}
            for told in self.told.values():
                event = told.event
                codes = self.of((event.where.country,) if event.where else (), (*event.recipients, *event.actors))
                counts.setdefault(told.report, Counter()).update(codes[:1])
            self._main = {r: tuple(code for code, _ in found.most_common(1)) for r, found in counts.items()}
        return self._main.get(report, ())

    def record(self, id_: str) -> Event | Relation | None:
        """A record by its id."""
        if id_ in self.told:
            return self.told[id_].event
        return self.ties[id_].relation if id_ in self.ties else None

    def speakers(self, id_: str) -> tuple[Speaker, ...]:
        """Who tells a record; empty where the report itself does."""
        record = self.record(id_)
        return record.speakers if record is not None else ()
