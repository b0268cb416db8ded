"""The deeds of a document: frames called up by its words, with status, speaker, place and time, each deed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dragoman.extract.ceasing import begun_apart, ended_by, to_begin
from dragoman.extract.demands import DEMAND, find_demands
from dragoman.extract.details import with_details
from dragoman.extract.findings import Deed
from dragoman.extract.frames import Call, Caller
from dragoman.extract.hedges import hedge_of
from dragoman.extract.hunches import find_hunches
from dragoman.extract.slots import Slots
from dragoman.extract.speech import SpeechReader
from dragoman.extract.status import EXPECTED, StatusReader
from dragoman.extract.surroundings import Surroundings
from dragoman.extract.visits import find_visits
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.cues import Cues
from dragoman.knowledge.lexicon import Lexicon
from dragoman.lm.pairs import PairModel
from dragoman.mentions.phrases import Mention, Phrases
from dragoman.mentions.times import TimeMention
from dragoman.model.document import Document, Sentence
from dragoman.model.records import Status

# A demand, promise, threat or refusal is coded as itself, not also as the deed that it speaks of.
_SPEAKS_OF = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT"})
_HARM = frozenset({"wound", "injure", "hurt", "maim", "displace"})
_TO_COME = frozenset({Status.PLANNED, Status.POSTPONED, Status.CANCELLED})
_PRAISES = frozenset("praise laud hail welcome commend thank applaud salute congratulate".split())
# Words alone need somebody who says them; violence and arrests by unknown hands are told all the same.
_NEEDS_ACTOR = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
_NEEDS_PARTY = frozenset({"ACCUSE", "COOPERATE", "AID", "SANCTION", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs to know."""

    lexicon: Lexicon
    cues: Cues
    book: ActorBook
    pairs: PairModel


@dataclass(frozen=True, slots=True)
class View:
    """A document with all that is derived from it sentence by sentence."""

    document: Document
    phrases: list[Phrases]
    slots: list[Slots]
    times: list[Sequence[TimeMention]]
    speech: SpeechReader


def find_deeds(view: View, tools: Tools) -> list[Deed]:
    """All deeds of a document, in the order of the text."""
    found = [(s, _deeds(s, view, tools)) for s in view.document.sentences]
    return [deed for s, deeds in found for deed in with_details(s, deeds, view.slots[s.index])]


def _deeds(sentence: Sentence, view: View, tools: Tools) -> list[Deed]:
    index = sentence.index
    slots = view.slots[index]
    caller = Caller(sentence, slots, tools.lexicon, tools.book, view.times[index])
    demands = {call.trigger: call for call in find_demands(sentence, slots, tools.book)}
    calls = [demands.get(call.trigger, call) for call in caller.calls()]
    calls = [_joint_drill(sentence, call) for call in calls]
    calls += [call for i, call in demands.items() if all(c.trigger != i for c in calls)]
    calls += find_visits(sentence, slots, tools.book)
    taken = frozenset(i for c in calls for i in (c.trigger, *c.words))
    calls += find_hunches(sentence, slots, tools.lexicon, tools.cues, tools.book, tools.pairs, taken)
    calls = _without_ended(sentence, slots, _without_brokering(sentence, calls))
    begun = begun_apart(sentence, calls, view.times[index])
    calls = _spoken_of(sentence, _once(sentence, [c for c in calls if _has_parties(c, sentence)])) + begun
    calls.sort(key=lambda call: call.trigger)
    speech_verbs = view.speech.verbs(index)
    status = StatusReader(sentence, slots, tools.cues, speech_verbs)
    around = Surroundings(sentence, slots, view.times[index], set(speech_verbs.values()))
    deeds = []
    for call in calls:
        told, why = status.read(call.trigger, call.frame.type, call.words)
        coming = to_begin(sentence, call.trigger) if call in begun else None
        if coming is not None and told is not Status.DENIED:
            told, why = Status.PLANNED, coming
        if call.frame.mode == "ceasefire" and (over := ended_by(sentence, call.trigger)):
            told, why = (Status.CANCELLED if told not in (Status.PLANNED, Status.HYPOTHETICAL) else told), over
        saying = view.speech.governing(index, call.trigger)
        if saying is not None and (saying.cue == call.trigger or call.frame is DEMAND):
            saying = None  # the saying is the deed itself
        if call.frame is DEMAND:
            told, why = Status.HAPPENED, "a demand made"
        if saying is not None and saying.stance == "denies" and told is not Status.DENIED:
            told, why = Status.DENIED, sentence.words[saying.cue].text
        carried = saying or (None if call.frame is DEMAND else view.speech.carried(index, call.trigger))
        published = view.document.report.published
        ahead = published.date() if published is not None and told in _TO_COME else None
        time = _settled(around.time(call.trigger, ahead), told, published)
        deeds.append(
            Deed(
                sentence=index,
                trigger=call.trigger,
                words=call.words,
                frame=call.frame,
                actors=call.actors,
                recipients=call.recipients,
                status=told,
                status_why=why,
                hedge=hedge_of(sentence, call.trigger, tools.cues),
                saying=carried,
                quoted=view.speech.quoted(index, call.trigger),
                place=_apart(around.place(call.trigger, call.frame.type, call.frame.mode), call),
                time=time,
                duration=None if call.frame.type in _AGREED else _duration(sentence, view.times[index], call.trigger),
            )
        )
    return _blamed(sentence, [_reported(sentence, _suffered(sentence, d, slots, tools), slots, tools) for d in deeds])


_DRILLS = frozenset("drill exercise manoeuvre maneuver wargame game".split())
_JOINT = "062"  # CAMEO: cooperate militarily


def _joint_drill(sentence: Sentence, call: Call) -> Call:
    """Drills of one are a show of force, drills of several are cooperation: "war games staged by US marines and Jordan"."""
    drilled = sentence.words[call.trigger].lemma.lower() in _DRILLS
    if call.frame.type != "MOBILIZE" or not drilled or len(call.actors) < 2:
        return call
    return replace(call, frame=replace(call.frame, type="COOPERATE", mode=None, cameo=_JOINT), recipients=())


_BROKERED = "045"  # CAMEO: mediate


def _without_brokering(sentence: Sentence, calls: list[Call]) -> list[Call]:
    """ "A truce brokered by Qatar" is one deed with a mediator, not two."""
    nouns = {c.trigger for c in calls if sentence.words[c.trigger].upos == "NOUN"}
    kept = []
    for call in calls:
        word = sentence.words[call.trigger]
        participle = word.xpos == "VBN" and word.deprel in ("acl", "amod", "advcl")
        told = {word.head, *sentence.dependents(call.trigger, "nsubj:pass")}
        if not (participle and (call.frame.cameo or "").startswith(_BROKERED) and nouns & told):
            kept.append(call)
    return kept


def _apart(place: int | None, call: Call) -> int | None:
    """A place unless it is whom something is said to: "called on France and the United States"."""
    said_to = (
        call.frame.mode != "visit" and place is not None and any(m.start <= place < m.end for m in call.recipients)
    )
    return None if call.frame.type in _SPOKEN_TO and said_to else place


_SPOKEN_TO = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"})


def _without_ended(sentence: Sentence, slots: Slots, calls: list[Call]) -> list[Call]:
    """Who declares a ceasefire over declares none: the deed is the ceasefire's end, and he who ends it is in it."""
    over = {c.trigger for c in calls if c.frame.mode == "ceasefire" and ended_by(sentence, c.trigger)}
    kept = []
    for call in calls:
        if call.trigger in over:
            verb = next((a for a in sentence.ancestors(call.trigger) if sentence.words[a].upos == "VERB"), None)
            ends = verb is not None and not set(sentence.dependents(verb, "nsubj")) & {call.trigger}
            if verb is not None and ends:
                enders = {m.key: m for m in (*_enders(slots, verb, calls), *call.actors)}
                call = replace(call, actors=tuple(enders.values()))
        if call.trigger in over or not over & call.words:
            kept.append(call)
    return kept


def _enders(slots: Slots, verb: int, calls: list[Call]) -> list[Mention]:
    """Who ends a ceasefire: the subject, or those who do what is the subject: "Israeli strikes shattered the truce"."""
    doing = {c.trigger: c.actors for c in calls}
    return [m for subject in slots.fill(verb, "subj") for m in doing.get(subject.head, (subject,))]


def _settled(time: TimeMention | None, status: Status, published: datetime | None) -> TimeMention | None:
    """A time that is some days; what is put off until a day is then due on it, what is to come began at no earlier day."""
    if time is None or time.when is None:
        return None
    start, end = time.when.start, time.when.end
    if status is Status.POSTPONED and start is None and end is not None:
        return replace(time, when=replace(time.when, start=end))
    past = end is None and start is not None and published is not None and start.year < published.year
    return None if past and status is Status.PLANNED else time  # "will be the first talks since 2013"


def _suffered(sentence: Sentence, deed: Deed, slots: Slots, tools: Tools) -> Deed:
    """Who repels, faces or suffers a deed is its recipient: "the army repelled an assault by rebels"."""
    word = sentence.words[deed.trigger]
    if any(m.sort != "place" for m in deed.recipients) or word.upos != "NOUN" or word.deprel != "obj" or word.head < 0:
        return deed
    if tools.cues.effect("patient", sentence.words[word.head].lemma.lower()) != "recipient":
        return deed
    acting = {m.key for m in deed.actors}
    return replace(deed, recipients=tuple(m for m in slots.fill(word.head, "subj") if m.key not in acting))


def _reported(sentence: Sentence, deed: Deed, slots: Slots, tools: Tools) -> Deed:
    """Who confirms, announces or denies a deed speaks of it: "the ministry confirmed the visit"."""
    word = sentence.words[deed.trigger]
    if deed.saying is not None or word.upos != "NOUN" or word.deprel not in ("obj", "nsubj:pass") or word.head < 0:
        return deed
    stance = tools.cues.effect("speech", sentence.words[word.head].lemma.lower())
    if stance not in ("confirms", "asserts", "denies"):
        return deed
    status = (Status.DENIED, sentence.words[word.head].text) if stance == "denies" else (deed.status, deed.status_why)
    acting = {m.key for m in deed.actors}
    speakers = tuple(m for m in slots.fill(word.head, "subj") if m.key not in acting)
    return replace(deed, by_blame=speakers, blame=(word.head, stance), status=status[0], status_why=status[1])


# A "two-month truce" is to last so long from its beginning; a "14-month assault" has lasted so long.
_AGREED = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "RETREAT", "SANCTION", "THREATEN", "REQUEST"})


def _duration(sentence: Sentence, times: Sequence[TimeMention], trigger: int) -> TimeMention | None:
    """A duration that modifies an event noun: "a 14-month assault"."""
    for t in times:
        apart = t.end < len(sentence.words) and sentence.words[t.end].lemma.lower() in ("after", "before")
        if t.type == "DURATION" and t.when is None and t.end <= trigger <= t.end + 2 and not apart:
            head = sentence.words[t.end - 1].head
            if head == trigger or (head >= 0 and sentence.words[head].head == trigger):
                return t
    return None


def _has_parties(call: Call, sentence: Sentence) -> bool:
    """Whether a call names the parties without which its type is no deed; a definite noun may name them by an earlier one."""
    verb = sentence.words[call.trigger].upos == "VERB"
    expected = call.frame.mode == "visit" and verb and sentence.words[call.trigger].lemma in EXPECTED
    if expected and sentence.dependents(call.trigger, "xcomp"):
        return False  # "were expected to meet in Doha" tells the meeting
    if (
        call.frame.type == "CONSULT"
        and call.frame.mode is None
        and verb
        and len(call.actors) == 1
        and not call.recipients
    ):
        return call.actors[0].plural or call.actors[0].sort == "noun"  # nobody meets alone
    if call.actors:
        return True
    if sentence.words[call.trigger].upos == "NOUN" and is_definite(sentence, call.trigger):
        return True
    if call.frame.type in _NEEDS_ACTOR or call.frame.type == "CONSULT":
        return False
    return call.frame.type not in _NEEDS_PARTY or bool(call.recipients) or call.frame.mode == "ceasefire"


def is_definite(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is spoken of as known: "the visit", "this attack", "the latest talks"."""
    return any(
        sentence.words[c].text.lower() in ("the", "this", "that", "these", "those")
        for c in sentence.dependents(noun, "det")
    )


def _once(sentence: Sentence, calls: list[Call]) -> list[Call]:
    """Leave out what tells a deed a second time: the noun under a verb of the same type, parts of one phrase."""
    # A word that is part of another deed's phrase tells none: "agreement" in "reached an agreement".
    used = {i for call in calls for i in call.words if call.trigger not in {k for c in calls for k in c.words}}
    kept = {call.trigger: call for call in calls if call.trigger not in used}
    for call in calls:  # what only the word inside the phrase names: "the fifth round of talks between X and Y"
        phrase = next((o for o in kept.values() if call.trigger in o.words and o.frame.type == call.frame.type), None)
        if phrase is not None and call.trigger in used and not phrase.actors:
            kept[phrase.trigger] = _joined(phrase, call)
    for call in calls:
        told = next((o for o in kept.values() if o.trigger != call.trigger and _retells(sentence, call, o)), None)
        if told is not None and call.trigger in kept:
            kept[told.trigger] = _joined(kept[told.trigger], kept.pop(call.trigger))
    visits = [c.trigger for c in kept.values() if c.frame.mode == "visit"]
    for at in visits:  # "will fly to Oman, his third trip there this year"
        by_verb = any(k < at and sentence.words[k].upos == "VERB" for k in visits)
        if by_verb and sentence.words[at].upos == "NOUN" and _is_own(sentence, at):
            del kept[at]
    talks: dict[tuple[object, ...], Call] = {}
    for call in list(kept.values()):
        # Several words for one round of talks: "have consultations and discuss", "engage in ceasefire talks".
        if call.frame.type == "CONSULT" and call.actors:
            key = (call.frame.mode if call.frame.mode == "visit" else None, tuple(m.key for m in call.actors))
            if key in talks and not (set(call.recipients) - set(talks[key].recipients)):
                del kept[call.trigger]
            talks.setdefault(key, call)
    return list(kept.values())


def _is_own(sentence: Sentence, noun: int) -> bool:
    """Whether a noun stands aside with "his", "her", "its" or "their": a second word for what the verb tells."""
    aside = sentence.words[noun].deprel in ("appos", "parataxis", "obl", "obl:unmarked", "obj", "nmod", "dep", "conj")
    return aside and any(sentence.words[c].xpos == "PRP$" for c in sentence.dependents(noun, "nmod:poss"))


def _joined(call: Call, retold: Call) -> Call:
    """A call with what only its retelling says: mode and parties."""
    frame = call.frame if call.frame.mode or not retold.frame.mode else replace(call.frame, mode=retold.frame.mode)
    taken = {m.key for m in (*call.actors, *call.recipients)}
    actors = call.actors or tuple(m for m in retold.actors if m.key not in taken)
    recipients = call.recipients or tuple(m for m in retold.recipients if m.key not in {a.key for a in actors})
    return replace(call, frame=frame, actors=actors, recipients=recipients)


_RETELLING = frozenset("obj obl obl:agent nmod compound xcomp amod nsubj nsubj:pass".split())


def _retells(sentence: Sentence, call: Call, other: Call) -> bool:
    """Whether `call` only repeats `other`: same type, directly under it, and with no parties of its own."""
    if call.frame.type != other.frame.type or call.trigger == other.trigger:
        return False
    word = sentence.words[call.trigger]
    if (
        word.head == other.trigger
        and word.deprel == "conj"
        and word.lemma in _HARM
        and not sentence.dependents(call.trigger, "nsubj")
    ):
        return True  # "killed three and wounded ten"
    if word.head != other.trigger or word.deprel not in _RETELLING:
        return False
    if word.deprel == "xcomp":
        return True
    parties = {m.key for m in (*other.actors, *other.recipients)}
    own = {m.key for m in (*call.actors, *call.recipients)} - parties
    return not own or word.deprel == "compound" or call.frame.type == "CONSULT"


def _spoken_of(sentence: Sentence, calls: list[Call]) -> list[Call]:
    """Leave out the deeds that a demand, promise, threat or refusal speaks of."""
    speakers_of = [c for c in calls if c.frame.type in _SPEAKS_OF]
    kept = []
    for call in calls:
        if not any(other is not call and _is_content(sentence, call.trigger, other.trigger) for other in speakers_of):
            kept.append(call)
    return kept


def _is_content(sentence: Sentence, inner: int, outer: int) -> bool:
    """Whether the inner trigger is the complement or object of the outer one, or hangs below such a one."""
    at = inner
    for _ in range(6):
        word = sentence.words[at]
        if word.head < 0:
            return False
        if word.head == outer:
            relation = word.deprel.split(":")[0]
            if relation in ("xcomp", "ccomp", "obj", "nsubj") and word.deprel != "nsubj":
                return True
            if relation == "obl" or relation == "nmod":
                case = next((sentence.words[c].lemma for c in sentence.dependents(at, "case")), "")
                return case in ("for", "to", "of", "on", "with", "from", "against")
            return relation == "acl" or (relation == "advcl" and word.xpos == "VB")
        if word.deprel.split(":")[0] not in ("xcomp", "obj", "conj", "nmod", "compound", "amod", "obl", "ccomp"):
            return False
        at = word.head
    return False


def _blamed(sentence: Sentence, deeds: list[Deed]) -> list[Deed]:
    """Who praises, blames or demands speaks of the deeds below: "raised concerns over attacks by X"."""
    out = []
    for deed in deeds:
        if deed.saying is None and not deed.by_blame:
            for other in deeds:
                blames = other.frame.type == "ACCUSE" or (
                    other.frame.type == "SUPPORT" and other.frame.head in _PRAISES
                )
                if other is not deed and blames and other.actors and _below(sentence, deed.trigger, other.trigger):
                    deed = replace(deed, by_blame=other.actors)
                    break
        out.append(deed)
    return out


def _below(sentence: Sentence, inner: int, outer: int) -> bool:
    return outer in list(sentence.ancestors(inner))
