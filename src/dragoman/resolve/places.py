"""Place mentions to places: which country, which division, which point, and why.

A name has one sense in a report, except where the words beside it say otherwise ("Paris, Texas" in one from Paris).
What no list knows keeps its text as its name, with the country that the words give, or none; it never gets a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.place_names import place_key
from dragoman.knowledge.places import Gazetteer, Site, Sort, load_gazetteer
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Document
from dragoman.model.records import Place
from dragoman.model.span import Span
from dragoman.resolve.place_candidates import Candidates, inside
from dragoman.resolve.place_choice import MOST_CANDIDATES, Answer, Question, choose, prior
from dragoman.resolve.place_hints import country_hints
from dragoman.resolve.toponyms import Toponym, ToponymReader, compass_of

_PRECISION = {
    Sort.COUNTRY: "country", Sort.ADMIN1: "region", Sort.ADMIN2: "region", Sort.CITY: "city", Sort.REGION: "region",
    Sort.POINT: "point",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolution:
    """A place with the reason for it and how sure it is; `site` is None where no list knows the name."""

    place: Place
    why: str
    share: float
    site: Site | None


class PlaceResolver:
    """Resolves the places of one document."""

    def __init__(
        self,
        document: Document,
        book: ActorBook,
        gazetteer: Gazetteer | None = None,
        spans: Sequence[Span] | None = None,
    ) -> None:
        """Prepare a document; nothing is resolved before the first question.

        Args:
            document: with its names corrected.
            book: what is known of actors, for the names and adjectives of states.
            gazetteer: the places that are known; the shipped ones if none.
            spans: where the place names are, if the caller knows; else those that the document has.
        """
        self.document = document
        self.text = document.report.text
        self.book = book
        self.spans = spans
        self._given = gazetteer

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return self._given or load_gazetteer()

    @cached_property
    def reader(self) -> ToponymReader:
        return ToponymReader(self.document, self.book, self.gazetteer)

    @cached_property
    def candidates(self) -> Candidates:
        return Candidates(self.book, self.gazetteer, self.reader.state_of)

    @cached_property
    def hints(self) -> dict[str, float]:
        return country_hints(self.document, self.book)

    def place(self, mention: Mention) -> Place:
        """The place of a mention."""
        name = mention.name
        span = mention.sentence.span_of(name.start, name.end) if name is not None else mention.span
        place = self.resolve(span).place
        return replace(place, country=mention.country) if place.precision is None and place.country is None else place

    def found(self) -> list[Span]:
        """Where the document names places, as far as it does by itself."""
        return sorted({*(t.span for t in self.reader.all()), *self.reader.inside_bodies()})

    def dateline(self) -> Place | None:
        """The place of the dateline, if the report has one that is known."""
        found = [self.resolve(span) for span in self.reader.dateline_spans()]
        return next((r.place for r in found if r.site is not None), None)

    def resolve(self, span: Span) -> Resolution:
        """The place of a stretch of the text."""
        if span not in self._resolved:
            self._resolved[span] = self._alone(span)
        return self._resolved[span]

    @cached_property
    def _resolved(self) -> dict[Span, Resolution]:
        toponyms = [self.reader.at(s) for s in self.spans] if self.spans is not None else self.reader.all()
        return self._settle(toponyms)

    @cached_property
    def _evidence(self) -> list[Toponym]:
        return self.reader.evidence()

    def _alone(self, span: Span) -> Resolution:
        """A span that is not among the document's names, settled with those that are."""
        others = [self.reader.at(s) for s in self._resolved]
        return self._settle([*others, self.reader.at(span)])[span]

    def _settle(self, toponyms: list[Toponym]) -> dict[Span, Resolution]:
        groups: dict[tuple[str, tuple[str, ...], str | None], list[Toponym]] = {}
        best: dict[str, Toponym] = {}
        for t in toponyms:  # the best described mention of a name speaks for all of it
            if t.key not in best or _told(t) > _told(best[t.key]):
                best[t.key] = t
        for t in [*toponyms, *self._evidence]:
            within = t.within or best.get(t.key, t).within
            groups.setdefault((t.key, within, t.compound if t.feature != "city" else None), []).append(t)
        leads = [self._lead(group, best) for group in groups.values()]
        holders = self._holders(leads)
        questions = [self._question(lead, group, holders) for lead, group in zip(leads, groups.values(), strict=True)]
        answers = choose(_trimmed(questions))
        out: dict[Span, Resolution] = {}
        for lead, question, answer, group in zip(leads, questions, answers, groups.values(), strict=True):
            why = self._why(question, answer, leads)
            for t in group:
                out[t.span] = self._resolution(t, lead, answer, why)
        return out

    def _lead(self, group: list[Toponym], best: dict[str, Toponym]) -> Toponym:
        """The best described mention of a group; one that says nothing borrows what another says of the same name."""
        lead = max(group, key=_told)
        other = best.get(lead.key, lead)
        if not lead.within and other.within:
            lead = replace(lead, within=other.within)
        return lead

    def _question(self, lead: Toponym, group: list[Toponym], holders: set[str]) -> Question:
        sites, note = self.candidates.of(lead)
        base, reasons = [], []
        for site in sites:
            told = self.candidates.weigh(site, lead, sites, self.hints, holds=lead.key in holders)
            base.append(sum((points for points, _ in told), prior(site)))
            reasons.append([why for why in (note, *(w for _, w in told)) if why])
        weight = max(t.weight for t in group) * (0.7 + 0.3 * min(len(group), 5))
        return Question(lead.key, tuple(sites), base, reasons, weight)

    def _holders(self, leads: list[Toponym]) -> set[str]:
        """Keys of names that another name is said to lie in, and may lie in."""
        return {
            place_key(name)
            for lead in leads
            for name in lead.within
            if any(inside(s, c) for s in self.candidates.of(lead)[0] for c in self.candidates.named(name))
        }

    def _resolution(self, t: Toponym, lead: Toponym, answer: Answer | None, why: str) -> Resolution:
        if answer is None:
            return self._unknown(t, lead)
        site = answer.site
        place = Place(
            text=t.text, span=t.span, name=self._name(t, site), country=site.country,
            admin1=site.admin1 if site.sort is not Sort.COUNTRY else None, lat=site.lat, lon=site.lon,
            geonames_id=site.geonames_id, precision=_PRECISION[site.sort],
        )  # fmt: skip
        if site.sort is Sort.COUNTRY and (
            side := compass_of(
                "" if self.candidates.named(t.text) else t.text, self.text[max(0, t.span.start - 24) : t.span.start]
            )
        ):
            place, why = self._side(place, side), f"{why}; its {side}"
        return Resolution(place, why, answer.share, site)

    def _unknown(self, t: Toponym, lead: Toponym) -> Resolution:
        """A name that no list knows: its text, and the country and division that the words beside it name."""
        holders = self.candidates.containers(lead)
        country = t.country or lead.country or next((c.country for c in holders), None)
        first = next((c.admin1 for c in holders if c.sort is Sort.ADMIN1 and c.country == country), None)
        place = Place(text=t.text, span=t.span, name=t.text, country=country, admin1=first)
        why = "no list knows the name" + (f"; {first or country} by the words beside it" if country else "")
        return Resolution(place, why, 0, None)

    def _side(self, place: Place, side: str) -> Place:
        """A part of a country, "northwest Syria": half-way from its middle to that side."""
        extent = self.gazetteer.extent(place.country or "")
        name = place.name if place.text.lower().startswith(place.name.lower()) else place.text
        if extent is None or place.lat is None or place.lon is None:
            return replace(place, name=name, precision="region")
        up, right = ("north" in side) - ("south" in side), ("east" in side) - ("west" in side)
        lat, lon = round(place.lat + 0.6 * up * extent[0], 2), round(place.lon + 0.6 * right * extent[1], 2)
        return replace(place, name=name, lat=lat, lon=lon, geonames_id=None, precision="region")

    def _name(self, t: Toponym, site: Site) -> str:
        """The usual name: as the report has it, but for shortened, historic and adjectival names and capitals."""
        if usual := self.gazetteer.usual(t.text, site.country):
            return usual
        if site.sort is Sort.COUNTRY:
            return self.book.state_name(site.country) if site.country else site.name
        if t.text in self.gazetteer.short:
            return site.name
        if t.text.isupper() and len(t.text) > 3:
            return site.name if place_key(site.name) == t.key else t.text.title()
        return re.sub(r"^the\s+", "", t.text)

    def _why(self, question: Question, answer: Answer | None, leads: list[Toponym]) -> str:
        if answer is None:
            return ""
        why = list(question.reasons[question.sites.index(answer.site)])
        if answer.nearest is not None and len(question.sites) > 1:
            why.append(f"near or with {leads[answer.nearest].text}")
        if not why:
            why.append(
                "the only place of this name" if len(question.sites) == 1 else "the best known place of this name"
            )
        return f"{answer.site.name} ({answer.site.admin1 or answer.site.country}): {'; '.join(why)}"


def _told(t: Toponym) -> int:
    """How much the words beside a toponym say of it."""
    return 4 * bool(t.within) + 2 * bool(t.compound) + bool(t.country) + bool(t.feature)


def _trimmed(questions: list[Question]) -> list[Question]:
    """Fewer candidates for each name where a report has very many, the likeliest kept."""
    if sum(len(q.sites) for q in questions) <= MOST_CANDIDATES:
        return questions
    keep = max(3, MOST_CANDIDATES // len(questions))
    for q in questions:
        order = sorted(range(len(q.sites)), key=lambda i: -q.base[i])[:keep]
        q.sites, q.base = tuple(q.sites[i] for i in order), [q.base[i] for i in order]
        q.reasons = [q.reasons[i] for i in order]
    return questions
