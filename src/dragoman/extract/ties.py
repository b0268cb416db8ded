"""Standing ties that sentences state: who supports, opposes, recognises or leads whom, who is part of what."""

from __future__ import annotations

from dragoman.extract.backing import find_backing
from dragoman.extract.deeds import Tools, View
from dragoman.extract.findings import Tie
from dragoman.extract.slots import Slots
from dragoman.extract.status import StatusReader
from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Name, Sentence
from dragoman.model.records import Kind, Status

_ACCUSE = frozenset({"accuse", "suspect"})
_SUPPORT_VERBS = frozenset("back support sponsor fund finance arm bankroll prop".split())
_HELP_VERBS = frozenset("help bolster aid assist strengthen reinforce".split())
_HAVING = frozenset("have receive enjoy win get draw secure".split())
_SENDING = frozenset("send deploy dispatch supply provide deliver ship fly intervene commit".split())
_BESIDE = frozenset({"alongside", "beside"})
_OPPOSE_VERBS = frozenset("oppose fight battle".split())
_OVERTHROW = frozenset("overthrow oust topple removal ouster downfall".split())
_LOYAL = frozenset({"loyal", "allied", "aligned", "allegiant", "sympathetic"})
_LEADING = frozenset(
    "leader president premier chief head commander chairman chairwoman boss king emir sultan ruler founder chair chancellor".split()
)
_LEADING_OFFICES = frozenset(
    {"president", "prime minister", "king", "emir", "sultan", "leader", "chancellor", "head of state"}
)


def find_ties(view: View, tools: Tools) -> list[Tie]:
    """All ties of a document, in the order of the text."""
    return [tie for sentence in view.document.sentences for tie in _ties(sentence, view, tools)]


def _ties(sentence: Sentence, view: View, tools: Tools) -> list[Tie]:
    slots = view.slots[sentence.index]
    found: list[tuple[int, str, list[Mention], list[Mention], str]] = []
    for i, word in enumerate(sentence.words):
        lemma = word.lemma.lower()
        if word.upos == "VERB":
            found += _verbs(sentence, slots, i, lemma)
        if lemma in _LOYAL or (lemma == "ally" and word.upos == "NOUN"):
            found += _loyal(sentence, slots, i)
        if word.upos in ("NOUN", "PROPN"):
            found += _possessed(sentence, slots, i)
            found += _rivals(sentence, slots, i, lemma)
        found += [
            (trigger, "supports", _parties(holders), _parties(towards), why)
            for trigger, holders, towards, why in find_backing(sentence, slots, i)
            if holders and towards and not {h.key for h in holders} & {t.key for t in towards}
        ]
    found += _titles(sentence, slots, tools)
    ties = []
    status = StatusReader(sentence, slots, tools.cues, view.speech.verbs(sentence.index))

    def denied(trigger: int) -> bool:
        """ "The emirate denies that it backs the rebels": no tie is told."""
        saying = view.speech.governing(sentence.index, trigger)
        stance = saying.stance if saying is not None else ""
        return stance == "denies" or status.read(trigger, "SUPPORT")[0] is Status.DENIED

    for trigger, kind, holders, towards, why in found:
        pairs = (
            tuple(h for h in holders if is_of(h, "actor", tools.book)),
            tuple(t for t in towards if is_of(t, "actor", tools.book)),
        )
        if pairs[0] and pairs[1] and not denied(trigger):
            ties.append(
                Tie(
                    sentence=sentence.index,
                    trigger=trigger,
                    kind=kind,
                    holders=pairs[0],
                    towards=pairs[1],
                    saying=view.speech.governing(sentence.index, trigger),
                    by_blame=_accusers(sentence, slots, trigger),
                    why=why,
                )
            )
    return ties


def _accusers(sentence: Sentence, slots: Slots, trigger: int) -> tuple[Mention, ...]:
    """Who accuses somebody of the tie: "Islamabad accuses India of supporting the rebels"."""
    verb = next((a for a in sentence.ancestors(trigger) if sentence.words[a].lemma.lower() in _ACCUSE), None)
    return () if verb is None or slots.is_passive(verb) else tuple(slots.fill(verb, "subj"))


def _verbs(
    sentence: Sentence, slots: Slots, verb: int, lemma: str
) -> list[tuple[int, str, list[Mention], list[Mention], str]]:
    """ "Russia backs the army", "rebels seeking his overthrow", "troops backed by Egypt", "X fights Y"."""
    out = []
    subject, obj = slots.fill(verb, "subj"), slots.fill(verb, "obj")
    participle = sentence.words[verb].deprel in ("acl", "amod")
    lasting = sentence.words[verb].xpos in ("VBZ", "VBP", "VBG") or participle
    if lemma in _SUPPORT_VERBS and (lasting or sentence.dependents(verb, "aux")):
        holders = subject or _hyphenated(sentence, slots, verb)
        out.append((verb, "supports", holders, _parties(obj), f"verb {lemma}"))
    out += _at_the_side(sentence, slots, verb, lemma, subject, obj)
    lasting = lasting or any(sentence.words[c].lemma == "have" for c in sentence.dependents(verb, "aux"))
    beside = any(sentence.words[c].text.lower() in _BESIDE for c in sentence.subtree(verb))
    if lemma in _OPPOSE_VERBS and lasting and not beside and not any(m.sort == "noun" and m.noun is None for m in obj):
        out.append((verb, "opposes", subject, obj, f"verb {lemma}"))
    if lemma in ("recognise", "recognize") and lasting:
        out.append((verb, "recognises", subject, obj, f"verb {lemma}"))
    if lemma in ("seek", "want", "try", "demand", "attempt") or lemma in _OVERTHROW:
        out += _overthrow(sentence, slots, verb, lemma, subject, obj)
    if lemma in ("lead", "head", "command") and (lasting or sentence.words[verb].deprel == "acl"):
        out.append(
            (
                verb,
                "leads",
                [m for m in subject if m.sort == "person"],
                [m for m in obj if m.sort in ("name", "place")],
                f"verb {lemma}",
            )
        )
    return out


def _at_the_side(
    sentence: Sentence, slots: Slots, verb: int, lemma: str, subject: list[Mention], obj: list[Mention]
) -> list[tuple[int, str, list[Mention], list[Mention], str]]:
    """ "sent drones to support the government", "fought alongside the rebels"."""
    word = sentence.words[verb]
    if lemma in _SUPPORT_VERBS | _HELP_VERBS and word.xpos == "VB" and word.deprel in ("advcl", "acl", "xcomp"):
        sender = next((a for a in sentence.ancestors(verb) if sentence.words[a].lemma.lower() in _SENDING), None)
        if sender is None and (owner := _who_has_forces(sentence, verb)) is not None:
            sender = owner
        if sender is not None and sentence.words[sender].xpos in ("VBD", "VBN", "VBZ", "VBP", "VBG"):
            holders = [m for m in slots.fill(sender, "subj") if m.key not in {o.key for o in obj}]
            return [(verb, "supports", holders, _parties(obj), f"{sentence.words[sender].lemma} to {lemma}")]
    if lemma in ("fight", "battle") and (word.xpos != "VB" or sentence.dependents(verb, "aux")):
        sides = slots.fill(verb, "alongside") + slots.fill(verb, "beside")
        return [(verb, "supports", subject, sides, f"{lemma} alongside")] if sides else []
    return []


def _who_has_forces(sentence: Sentence, verb: int) -> int | None:
    """ "have" over a purpose, with forces as its object: "Burundi has troops there to help the army"."""
    for a in sentence.ancestors(verb):
        if sentence.words[a].lemma == "have" and sentence.words[a].upos == "VERB":
            held = {sentence.words[c].lemma for c in sentence.dependents(a, "obj")}
            return a if held & {"troop", "soldier", "force", "fighter", "adviser"} else None
    return None


def _parties(mentions: list[Mention]) -> list[Mention]:
    return [m for m in mentions if not (m.sort == "noun" and m.noun is None and m.country is None)]


def _hyphenated(sentence: Sentence, slots: Slots, participle: int) -> list[Mention]:
    """The backer in "US-backed", "Iranian-backed", "Turkey-backed"."""
    if participle < 2 or sentence.words[participle - 1].text != "-":
        return []
    before = participle - 2
    iso3 = slots.phrases.book.adjectives.get(sentence.words[before].text.lower())
    if sentence.name_at(before) is not None:
        return [slots.phrases.at(before)]
    return [Mention(sentence, before, before, before + 1, "adjective", country=iso3)] if iso3 else []


def _overthrow(
    sentence: Sentence, slots: Slots, verb: int, lemma: str, subject: list[Mention], obj: list[Mention]
) -> list[tuple[int, str, list[Mention], list[Mention], str]]:
    """ "rebels seeking his overthrow", "fighters who want to topple Assad"."""
    if lemma in _OVERTHROW:
        word = sentence.words[verb]
        governed = word.head >= 0 and sentence.words[word.head].lemma in (
            "seek",
            "want",
            "try",
            "fight",
            "attempt",
            "aim",
            "vow",
        )
        return [(verb, "opposes", subject, obj, f"would {lemma}")] if governed else []
    for o in sentence.dependents(verb, "obj"):
        if sentence.words[o].lemma.lower() in _OVERTHROW:
            targets = slots.fill(o, "poss") + slots.fill(o, "of")
            return [(o, "opposes", subject, targets, f"seeks the {sentence.words[o].lemma}")]
    return []


def _loyal(sentence: Sentence, slots: Slots, word: int) -> list[tuple[int, str, list[Mention], list[Mention], str]]:
    """ "forces loyal to Assad", "allied with Russia"."""
    towards = slots.fill(word, "to") + slots.fill(word, "with") + slots.fill(word, "of")
    at = sentence.words[word].head
    if not towards and at >= 0:
        towards = [
            m
            for c in sentence.dependents(at, "nmod", "obl")
            if c > word and slots.case(c) in ("to", "with")
            for m in slots.phrases.mentions(c)
        ]
    holders = (
        slots.phrases.mentions(at)
        if at >= 0 and sentence.words[word].deprel in ("amod", "acl", "acl:relcl")
        else slots.fill(word, "subj")
    )
    return [(word, "supports", holders, towards, sentence.words[word].text)] if towards else []


def _possessed(sentence: Sentence, slots: Slots, noun: int) -> list[tuple[int, str, list[Mention], list[Mention], str]]:
    """ "Sarraj's Government of National Accord", "the LNA of Khalifa Haftar": a person who has a body leads it."""
    name = sentence.name_at(noun)
    if (
        name is None
        or name.kind == "PER"
        or noun
        != next(
            (k for k in range(name.start, name.end) if not name.start <= sentence.words[k].head < name.end), name.start
        )
    ):
        return []
    if slots.phrases.state_of(name):
        return []
    leaders = [m for m in slots.fill(noun, "poss") + slots.fill(noun, "of") if m.sort == "person"]
    return [(noun, "leads", leaders, [slots.phrases.at(noun)], "possessive")] if leaders and name.kind == "ORG" else []


def _rivals(
    sentence: Sentence, slots: Slots, noun: int, lemma: str
) -> list[tuple[int, str, list[Mention], list[Mention], str]]:
    """ "Iran's war on the Kurds", "the fight against al-Shabab", "strong backing from Washington", "its ally Russia"."""
    if lemma in ("fight", "war", "battle", "campaign", "insurgency", "rebellion", "struggle"):
        towards = slots.fill(noun, "against") or (slots.fill(noun, "on") if lemma == "war" else [])
        holders = (
            slots.fill(noun, "poss") or slots.fill(noun, "by") or slots.fill(noun, "light") or slots.fill(noun, "mod")
        )
        return [(noun, "opposes", holders, towards, f"noun {lemma}")]
    if lemma in ("backing", "support"):
        governor = sentence.words[noun].head
        givers = slots.fill(noun, "from") or slots.fill(noun, "of")
        if givers and governor >= 0 and sentence.words[governor].lemma in _HAVING:
            return [(noun, "supports", givers, slots.fill(governor, "subj"), f"noun {lemma}")]
    if lemma in ("ally", "backer", "patron", "sponsor") and slots.fill(noun, "poss"):
        beside = [m for c in sentence.dependents(noun, "appos", "flat", "nmod:desc") for m in slots.phrases.mentions(c)]
        head = sentence.words[noun].head
        if not beside and sentence.words[noun].deprel == "appos" and head >= 0:
            beside = [slots.phrases.at(head)]  # "Washington, Kyiv's main ally"
        return [(noun, "supports", beside or slots.fill(noun, "subj"), slots.fill(noun, "poss"), f"noun {lemma}")]
    return []


def _titles(sentence: Sentence, slots: Slots, tools: Tools) -> list[tuple[int, str, list[Mention], list[Mention], str]]:
    """ "Somali President Hassan Sheikh Mohamud" leads Somalia; "NDP leader Singh" leads the NDP; others are part of theirs."""
    out = []
    for name in sentence.names:
        if name.kind != "PER":
            continue
        mention = slots.phrases.at(name.start)
        beside = [
            slots.phrases.at(c) for c in sentence.dependents(mention.head, "appos") if sentence.words[c].upos == "NOUN"
        ]
        for title in [mention, *beside]:
            if title.noun is None or title.noun.kind is not Kind.PERSON:
                continue
            body = _body_of(sentence, slots, title, name.start)
            if body is None and title.noun.name.lower() in _LEADING_OFFICES and title is mention:
                body = _own_state(sentence, mention, name, tools)
            if body is not None:
                lead = bool(set(title.noun.name.lower().split()) & _LEADING) and title.noun.name.lower().split()[
                    0
                ] not in ("deputy", "vice")
                if title.noun.name.lower() in _LEADING_OFFICES or (lead and body.sort == "name"):
                    out.append((mention.head, "leads", [mention], [body], f"title {title.noun.name}"))
                elif body.sort == "name":
                    out.append((mention.head, "part_of", [mention], [body], f"title {title.noun.name}"))
                break
    return out


def _own_state(sentence: Sentence, mention: Mention, name: Name, tools: Tools) -> Mention | None:
    """The state of a president or premier who is named without it, if he is known: "President Lula"."""
    if mention.start == name.start or sentence.words[name.start - 1].lemma.lower() in ("former", "ex", "late"):
        return None
    before = {w.text.lower() for w in sentence.words[max(0, mention.start - 2) : name.start]}
    text = " ".join(w.text for w in sentence.words[name.start : name.end])
    known = tools.book.find(text) or tools.book.find_surname(text)
    countries = {a.country for a in known if a.country and any(t.office in _LEADING_OFFICES for t in a.tenures)}
    if len(countries) != 1 or before & {"former", "ex", "late", "ousted", "deposed", "acting"}:
        return None
    return Mention(sentence, mention.start, mention.start, name.start, "adjective", country=countries.pop())


def _is_office_word(sentence: Sentence, name: Name) -> bool:
    """ "Foreign Affairs" in "Minister of Foreign Affairs" is no body."""
    return sentence.words[name.end - 1].lemma.lower() in (
        "affairs",
        "defense",
        "defence",
        "interior",
        "foreign",
        "state",
        "justice",
    )


def _body_of(sentence: Sentence, slots: Slots, title: Mention, name_start: int) -> Mention | None:
    """The body or state of a title: a name inside it, after "of" or "with", or its nationality adjective."""
    for other in sentence.names:
        if (
            other.kind != "PER"
            and not _is_office_word(sentence, other)
            and title.start <= other.start
            and other.end <= max(title.end, name_start)
        ):
            return slots.phrases.at(other.end - 1)
    if title.sort == "noun":
        for c in sentence.dependents(title.head, "nmod", "obl"):
            inner = sentence.name_at(c)
            if slots.case(c) in ("of", "with", "for", "at") and inner is not None and inner.kind != "PER":
                return slots.phrases.at(c)
    if title.country:
        at = next(
            (
                i
                for i in range(title.start, title.end)
                if slots.phrases.book.adjectives.get(sentence.words[i].text.lower())
            ),
            None,
        )
        if at is not None:
            return Mention(sentence, at, at, at + 1, "adjective", country=title.country)
        if title.owner is not None:
            return slots.phrases.at(title.owner)
    return None
