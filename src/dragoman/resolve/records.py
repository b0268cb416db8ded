"""Findings to records: deeds and ties with their parties, speakers, places and days resolved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.contexts import contexts_of
from dragoman.extract.deeds import View, is_definite
from dragoman.extract.findings import Deed, Tie
from dragoman.extract.speech import Saying
from dragoman.extract.status import NAMED
from dragoman.extract.voices import said_when, voice_of
from dragoman.knowledge.actors import fold
from dragoman.knowledge.ontology import codes_of
from dragoman.mentions.phrases import Mention
from dragoman.mentions.times import ago
from dragoman.model.document import Sentence
from dragoman.model.records import Certainty, Event, Evidence, Kind, Place, Ref, Relation, Role, Speaker, Status, When
from dragoman.resolve.actors import Resolver
from dragoman.resolve.places import PlaceResolver

VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
_SAID = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE", "SUPPORT", "CONCEDE"})
_LAND = frozenset(
    "region area city town village province district capital country territory border zone countryside suburb".split()
)
_ARMS = "072"  # CAMEO: provide military aid
_AT_PLACES = frozenset({"ASSAULT", "RETREAT", "MOBILIZE", "COERCE", "PROTEST", "AID"})


def _is_bare_weapon(mention: Mention) -> bool:
    """A weapon stands for its owner only where the words name one."""
    return mention.noun is not None and mention.noun.instrument and mention.country is None and mention.owner is None


def _retold(event: Event, other: Event) -> bool:
    """The same deed of the same parties in the same sentence."""
    return (
        event.evidence.sentence == other.evidence.sentence
        and (event.type, event.mode) == (other.type, other.mode)
        and [a.id for a in event.actors] == [a.id for a in other.actors]
    )


def told_by(sentence: Sentence, deed: Deed) -> str:
    """The words of a sentence that called up a deed's frame, in their base forms: "agree on ceasefire"."""
    at = sorted({deed.trigger, *deed.words})
    return " ".join(sentence.words[i].lemma.lower() for i in at)


class Recorder:
    """Makes the records of one document."""

    def __init__(self, view: View, resolver: Resolver, places: PlaceResolver) -> None:
        self.view = view
        self.document = view.document
        self.text = view.document.report.text
        self.resolver = resolver
        self.places = places
        self.told: list[Event] = []

    def event(self, deed: Deed) -> Event | None:
        """The record of a deed; None where nobody is in it though its type needs somebody."""
        event = self._event(deed)
        sentence = self.document.sentences[deed.sentence]
        noun = sentence.words[deed.trigger].upos == "NOUN"
        if noun and not event.actors and not event.recipients and is_definite(sentence, deed.trigger):
            event = self._as_told_before(event, deed)
            if any(_retold(event, other) for other in self.told):
                return None
        if not event.actors and event.type in VERBAL:
            return None
        nobody = not event.actors and not event.recipients
        if nobody and event.type not in ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE") and event.mode != "ceasefire":
            return None
        self.told.append(event)
        return event

    def _as_told_before(self, event: Event, deed: Deed) -> Event:
        """ "the visit", "the attack": the parties, and if the words leave it open the status, of the last such deed."""
        for other in reversed(self.told):
            if other.type == event.type and (other.actors or other.recipients) and event.mode in (other.mode, None):
                open_ = deed.status_why == NAMED
                return replace(
                    event,
                    actors=other.actors,
                    recipients=other.recipients,
                    status=other.status if open_ else event.status,
                    where=event.where or other.where,
                    why=f"{event.why}; parties as told before",
                )
        return event

    def _event(self, deed: Deed) -> Event:
        sentence = self.document.sentences[deed.sentence]
        trigger = sentence.words[deed.trigger].span
        frame = deed.frame
        where = self._place(deed)
        speakers = self._speakers(deed.saying, deed)
        speaker = speakers[0].who if speakers else None
        actors = self._refs([m for m in deed.actors if not _is_bare_weapon(m)], speaker)
        if frame.type in _SAID and {s.who.id for s in speakers} & {a.id for a in actors}:
            speakers = []  # who demands, threatens or refuses is the actor of it
        recipients = [
            r
            for r in self._refs([m for m in deed.recipients if not _is_bare_weapon(m)], speaker)
            if r.id is None or r.id not in {a.id for a in actors}
        ]
        if deed.frame.mode == "visit":
            recipients = [self._host(r, where) for r in recipients] or self._visited(deed, actors, where)
        if deed.frame.type in _AT_PLACES:
            arms = (frame.cameo or "").startswith(
                _ARMS
            )  # "sent drones to Baku": cities are given food, governments are given arms
            recipients = [r for r in recipients if not self._is_place(r) or (arms and r.kind is Kind.STATE)]
        when = self._when(deed)
        return Event(
            id=self._id("event", frame.type, sentence.span, trigger),
            type=frame.type,
            mode=frame.mode,
            contexts=contexts_of(
                frame.contexts, deed.signs, (s for ref in (*actors, *recipients) for s in ref.sectors)
            ),
            actors=tuple(actors),
            recipients=tuple(recipients),
            others=self._others(deed, (*actors, *recipients)),
            topics=self._topics(deed, (*actors, *recipients)),
            casualties=deed.casualties,
            where=where,
            when=when,
            status=deed.status,
            certainty=Certainty.HEDGED if deed.hedge else Certainty.ASSERTED,
            historical=self._historical(when, deed.status),
            speakers=tuple(speakers),
            evidence=Evidence(sentence=sentence.span, trigger=trigger),
            codes=codes_of(frame.type, frame.mode, frame.cameo),
            confidence=self._confidence(deed, actors),
            why=f"{frame.type} by {'the ' if frame.pos != 'ADJ' else ''}{frame.pos.lower()} “{told_by(sentence, deed)}”"
            + (f", says the model, {frame.sure:.2f}" if frame.sure is not None else "")
            + f"; {deed.status} by “{deed.status_why}”"
            + (f"; hedged by “{deed.hedge}”" if deed.hedge else ""),
        )

    def relation(self, tie: Tie) -> list[Relation]:
        """The records of a tie, one for each pair of holder and counterpart."""
        sentence = self.document.sentences[tie.sentence]
        speakers = self._speakers(tie.saying, None) or [
            Speaker(who=ref, cue=sentence.words[tie.trigger].span, stance="asserts")
            for ref in self._refs(tie.by_blame, None)
        ]
        trigger = sentence.words[tie.trigger].span
        out = []
        for holder in self._refs(tie.holders, None):
            for toward in self._refs(tie.towards, None):
                if holder.id == toward.id or (
                    tie.kind in ("supports", "opposes") and toward.kind in (Kind.OTHER, Kind.PLACE)
                ):
                    continue
                ids = f"{tie.kind} {holder.id} {toward.id}"
                out.append(
                    Relation(
                        id=self._id("relation", ids, sentence.span, trigger),
                        kind=tie.kind,
                        holder=holder,
                        toward=toward,
                        conflict=toward.country if tie.kind in ("supports", "opposes") else None,
                        speakers=tuple(speakers),
                        evidence=Evidence(sentence=sentence.span, trigger=trigger),
                        confidence=0.8,
                        why=f"{tie.kind}: {tie.why}",
                    )
                )
        return out

    def _others(self, deed: Deed, parties: tuple[Ref, ...]) -> tuple[Role, ...]:
        """Hosts, mediators and their like, as far as they are no parties."""
        taken = {ref.id or ref.name for ref in parties}
        found: dict[tuple[str, str], Role] = {}
        for role, mention in deed.parts:
            for ref in self.resolver.refs(mention):
                if (ref.id or ref.name) not in taken:
                    found.setdefault((role, ref.id or ref.name), Role(role=role, who=ref))
        return tuple(found.values())

    def _topics(self, deed: Deed, parties: tuple[Ref, ...]) -> tuple[Ref | Place, ...]:
        """What talks are about: actors and states as such, other places as places."""
        taken = {ref.id or ref.name for ref in parties}
        found: dict[str, Ref | Place] = {}
        for mention in deed.matters:
            for ref in self.resolver.refs(mention):
                if (ref.id or ref.name) not in taken:
                    topic = self.places.place(mention) if ref.kind is Kind.PLACE else ref
                    found.setdefault(topic.name, topic)
        return tuple(found.values())

    def _host(self, ref: Ref, where: Place | None) -> Ref:
        """Who comes to a city visits its state."""
        country = (
            where.country
            if where is not None and ref.kind is Kind.PLACE and fold(where.text) == fold(ref.text)
            else None
        )
        if country is None:
            return ref
        return replace(
            ref, id=f"state:{country}", kind=Kind.STATE, country=country, name=self.resolver.book.state_name(country)
        )

    def _visited(self, deed: Deed, visitors: list[Ref], where: Place | None) -> list[Ref]:
        """Whose state a visit leads to, where only its place tells: "arrived in Egypt on his first trip"."""
        countries = {v.country for v in visitors}
        if where is None or where.country is None or not visitors or countries & {None, where.country}:
            return []
        mention = self.view.phrases[deed.sentence].at(deed.place) if deed.place is not None else None
        return [self.resolver.scene.state(where.country, mention)] if mention is not None else []

    def _is_place(self, ref: Ref) -> bool:
        """What is done in a place is not done to it; a capital is the city then, not the government."""
        if ref.kind is Kind.PLACE or (ref.kind is Kind.OTHER and ref.name.split()[-1].lower() in _LAND):
            return True
        return ref.kind is Kind.STATE and fold(ref.text) in self.resolver.book.capitals and ref.via is None

    def _id(self, *parts: object) -> str:
        """Hash of what is told and where: the same report gives the same ids; status has no part in it."""
        joined = "\0".join(str(part) for part in (self.document.report.id, *parts))
        return hashlib.sha256(joined.encode()).hexdigest()[:16]

    def _refs(self, mentions: Iterable[Mention], speaker: Ref | None) -> list[Ref]:
        found: dict[str, Ref] = {}
        for mention in mentions:
            for ref in self.resolver.refs(mention, speaker):
                found.setdefault(ref.id or ref.name, ref)
        return list(found.values())

    def _speakers(self, saying: Saying | None, deed: Deed | None) -> list[Speaker]:
        if saying is None:
            return self._blaming(deed) if deed is not None else []
        words = self.document.sentences[saying.sentence].words
        refs = self._refs(saying.speakers, None)
        if refs:
            self.resolver.speakers.append((saying.sentence, refs[-1]))
        voice = voice_of(self.view, saying, deed)
        return [
            Speaker(
                who=ref, cue=words[saying.cue].span, quoted=deed is not None and deed.quoted,
                when=voice.when, stance=voice.stance, quote=voice.quote,
            )
            for ref in refs
        ]  # fmt: skip

    def _blaming(self, deed: Deed) -> list[Speaker]:
        """Who confirms, denies, praises or blames a deed that is named by a noun."""
        cue, stance = deed.blame or (deed.trigger, "asserts")
        words = self.document.sentences[deed.sentence].words
        when = said_when(self.view, deed.sentence, cue, frozenset({deed.trigger})) if deed.blame else None
        return [
            Speaker(who=ref, cue=words[cue].span, stance=stance, when=when) for ref in self._refs(deed.by_blame, None)
        ]

    def _place(self, deed: Deed) -> Place | None:
        if deed.place is None:
            return None
        phrases = self.view.phrases[deed.sentence]
        mention = phrases.at(deed.place)
        if mention.sort == "noun" and mention.name is None:
            proper = mention.sentence.words[mention.head].upos == "PROPN"
            return self.places.place(mention) if proper else self._earlier_place(deed)
        return self.places.place(mention)

    def _earlier_place(self, deed: Deed) -> Place | None:
        """ "the region", "the town": the last place named, if one was."""
        for index in range(deed.sentence, max(-1, deed.sentence - 4), -1):
            sentence = self.document.sentences[index]
            for name in reversed(sentence.names):
                before = index < deed.sentence or (deed.place is not None and name.end <= deed.place)
                if name.kind == "LOC" and before:
                    return self.places.place(self.view.phrases[index].at(name.end - 1))
        return None

    def _when(self, deed: Deed) -> When | None:
        if deed.time is not None:
            return deed.time.when
        if deed.duration is not None and self.resolver.day is not None:
            found = ago(deed.duration.value, self.resolver.day)
            span = self.document.sentences[deed.sentence].span_of(deed.duration.start, deed.duration.end)
            return replace(found, span=span) if found else None
        return None

    def _historical(self, when: When | None, status: Status) -> bool:
        """Told as history: its time ended over two years before the report."""
        if when is None or when.end is None or self.resolver.day is None or status is not Status.HAPPENED:
            return False
        return (self.resolver.day.toordinal() - when.end.toordinal()) > 730

    def _confidence(self, deed: Deed, actors: list[Ref]) -> float:
        value = 0.75 + 0.1 * bool(deed.frame.others) + 0.1 * bool(actors) - 0.1 * any(a.id is None for a in actors)
        return round(min(value, 0.95), 2)
