"""Common nouns: peoples, crowds, armed men and the rest ("two Turkish soldiers", "forces loyal to Assad")."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actors import slug
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence
from dragoman.model.records import Kind, Ref
from dragoman.resolve.scene import LOOSE, PRONOUN, RECALLED, Scene, adjective_countries, standing_for, words_of

_SIDES = frozenset(
    "country nation side delegation party state neighbour neighbor rival team government army military capital ally foe".split()
)
_PAIRED = frozenset("delegation ally neighbour neighbor foe".split())  # "the former allies" are two
_FOES = frozenset("side party faction rival group camp government".split())
_SENT = frozenset(
    "representative delegate negotiator envoy official diplomat officer commander expert technician".split()
)
_WARRING = frozenset({"warring", "rival", "opposing", "feuding"})
_SIDE_KINDS = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP})
_ARMED = frozenset({"REB", "UAF", "SEP", "MIL"})
_REACH = 6  # sentences that "both sides" looks back
_GROUP_WORDS = frozenset(
    "group movement militia organisation organization faction party alliance outfit insurgency".split()
)
_LED = frozenset({"lead", "head", "chair"})
_LOYAL = frozenset({"loyal", "ally", "allied", "align", "aligned"})
_DROPPED = frozenset(
    "the a an some any all both several many two three four five six seven eight nine ten this that these those his her its their".split()
)


def owners_of(scene: Scene, mention: Mention) -> list[Ref]:
    """Whom a noun belongs to: its possessor, the name that modifies it, or whom it is loyal to."""
    if mention.owner is not None and mention.owner != mention.head:
        owners = [mention.owner, *(mention.sentence.dependents(mention.owner, "conj") if mention.plural else ())]
        return [ref for owner in owners for ref in scene.refs(scene.at(mention, owner))]
    # "a delegation led by Deputy Foreign Minister Onal"
    for c in mention.sentence.dependents(mention.head, "acl"):
        if mention.sentence.words[c].lemma.lower() in _LED and mention.country is None:
            for leader in mention.sentence.dependents(c, "obl:agent", "obl"):
                return scene.refs(scene.at(mention, leader))[:1]
    # "forces loyal to Assad", "fighters allied with the LNA"
    for c in mention.sentence.dependents(mention.head, "amod", "acl"):
        if mention.sentence.words[c].lemma.lower() in _LOYAL:
            for lord in mention.sentence.dependents(c, "obl", "nmod"):
                return scene.refs(scene.at(mention, lord))
    return []


def maker(scene: Scene, mention: Mention) -> list[Ref]:
    """Who made a statement: its possessor or the name before it, else who spoke last."""
    sentence = mention.sentence
    owners = owners_of(scene, mention)
    for c in sentence.dependents(mention.head, "compound", "acl", "nmod"):
        if not owners and (name := sentence.name_at(c)) is not None and name.kind != "LOC":
            owners = scene.refs(scene.at(mention, c))
        for agent in sentence.dependents(c, "obl:agent", "obl") if not owners else []:
            owners = scene.refs(scene.at(mention, agent))
    governor = sentence.words[mention.head].head
    if not owners and sentence.words[mention.head].deprel == "obj" and governor >= 0:
        for c in sentence.dependents(governor, "nsubj"):  # "Amnesty put out a report accusing the army"
            owners = scene.refs(scene.at(mention, c))
    if owners:
        return [standing_for(owner, mention, RECALLED) for owner in owners]
    if mention.country:
        return [scene.state(mention.country, mention)]
    before = [ref for index, ref in scene.speakers if index < sentence.index]
    return [standing_for(before[-1], mention, PRONOUN)] if before else []


def sides(scene: Scene, mention: Mention, owners: list[Ref]) -> list[Ref]:
    """ "warring sides", "both countries", "the delegations": the parties named before, if the words say so."""
    if mention.plural and mention.word in _FOES and words_of(mention) & _WARRING:
        country = mention.country or next((o.country for o in owners if o.country), None)
        foes = _foes(scene, mention, country)
        if len(foes) > 1:
            return [standing_for(ref, mention, LOOSE) for ref in foes]
    if _is_sides(mention):
        if mention.word in _FOES | {"both"} and len(foes := _fighting(scene, mention)) == 2:
            return [standing_for(ref, mention, LOOSE) for ref in foes]
        if mention.word in _FOES | {"both"} and len(foes := _at_home(scene, mention)) == 2:
            return [standing_for(ref, mention, LOOSE) for ref in foes]
        both = scene.history.countries(mention.sentence.index, mention.head, without=_urging(mention))
        if len(both) == 2:
            return [_side(scene, mention, country, ref) for country, ref in both]
    return []


def _fighting(scene: Scene, mention: Mention) -> list[Ref]:
    """The two that were last named together, one of them armed: "between the army and the rebels"."""
    pairs: dict[tuple[int, int], dict[str, Ref]] = {}
    for e in scene.history.all_before(mention.sentence.index, mention.head, _REACH):
        if e.ref.kind in _SIDE_KINDS and e.ref.id:
            pairs.setdefault((e.sentence, _first_of(e.mention)), {})[e.ref.id] = e.ref
    for _, refs in sorted(pairs.items(), reverse=True):
        if len(refs) == 2 and any(ref.kind in (Kind.GROUP, Kind.MILITARY) for ref in refs.values()):
            return list(refs.values())
    return []


def _at_home(scene: Scene, mention: Mention) -> list[Ref]:
    """The two sides of a war inside a state: an armed group named lately, and its state's army or government named before."""
    seen = [e.ref for e in scene.history.all_before(mention.sentence.index, mention.head, _REACH) if e.ref.id]
    group = next((r for r in reversed(seen) if r.kind is Kind.GROUP and _ARMED & set(r.sectors) and _is_known(r)), None)
    if group is None or group.country is None:
        return []
    foe = next(
        (
            r
            for r in reversed(seen)
            if r.country == group.country
            and r.id != group.id
            and (
                r.kind in (Kind.MILITARY, Kind.GOVERNMENT)
                or (r.kind is Kind.GROUP and _ARMED & set(r.sectors) and _is_known(r))
            )
        ),
        None,
    )
    return [foe, group] if foe is not None else []


def _is_known(ref: Ref) -> bool:
    """Whether an actor of the book, not one made from the words."""
    return ref.id is not None and not ref.id.startswith("actor:")


def _first_of(mention: Mention) -> int:
    """The head of the first of those that a mention is joined to by "and"."""
    at = mention.head
    while mention.sentence.words[at].deprel == "conj" and mention.sentence.words[at].head >= 0:
        at = mention.sentence.words[at].head
    return at


def _urging(mention: Mention) -> frozenset[int]:
    """Heads of the subject that does something to the sides, and so is none of them: "Michel urged both sides"."""
    word = mention.sentence.words[mention.head]
    if word.deprel.split(":")[0] not in ("obj", "iobj", "obl") or word.head < 0:
        return frozenset()
    return frozenset(mention.sentence.dependents(word.head, "nsubj"))


def _side(scene: Scene, mention: Mention, country: str, ref: Ref) -> Ref:
    text = ref.text if ref.kind is Kind.STATE else scene.book.state_name(country)
    return replace(standing_for(scene.state(country, mention), mention, LOOSE), text=text, span=ref.span)


def _is_sides(mention: Mention) -> bool:
    words = {w.text.lower() for w in mention.sentence.words[max(0, mention.head - 3) : mention.end]}
    if mention.word == "both":
        return True
    definite = "both" in words or ("two" in words and "the" in words)
    return mention.plural and mention.word in _SIDES and (definite or (mention.word in _PAIRED and "the" in words))


def _foes(scene: Scene, mention: Mention, country: str | None) -> list[Ref]:
    """The named groups and governments of a country that came before: its warring sides."""
    found: dict[str, Ref] = {}
    for e in scene.history.before(mention.sentence.index, mention.head):
        if e.ref.kind in (Kind.GROUP, Kind.GOVERNMENT, Kind.MILITARY) and (country is None or e.ref.country == country):
            id_ = e.ref.id
            if id_ and not id_.startswith(("actor:", "body:")):
                found.setdefault(id_, e.ref)
    return list(found.values())[:3]


def group_named(mention: Mention, owners: list[Ref]) -> Ref | None:
    """The group whose name stands before the word for it: "the M23 rebel group"."""
    if mention.plural or mention.word not in _GROUP_WORDS or len(owners) != 1 or owners[0].kind is not Kind.GROUP:
        return None
    owner = mention.sentence.words[mention.owner] if mention.owner is not None else None
    if owner is None or owner.deprel == "nmod:poss":
        return None
    return standing_for(owners[0], mention, RECALLED)


def of_several(scene: Scene, mention: Mention) -> list[Ref]:
    """Forces or officials of several states: "Thai and Cambodian troops" are two."""
    countries = adjective_countries(scene, mention)
    joined = any(w.text.lower() == "and" or w.text == "," for w in mention.sentence.words[mention.start : mention.head])
    if not mention.plural or len(countries) < 2 or not joined or mention.noun is None or mention.noun.sort != "agent":
        return []
    word = mention.sentence.words[mention.head].text
    return [
        scene.ref(
            mention, id=f"actor:{iso3.lower()}:{slug(scene.book.adjective(iso3) + ' ' + word)}",
            name=f"{scene.book.adjective(iso3)} {word}", country=iso3, sectors=mention.noun.sectors,
            kind=Kind.GROUP if mention.noun.armed and mention.noun.kind is Kind.PERSON else mention.noun.kind,
            why="one of the states that the adjectives name",
        )
        for iso3 in countries
    ]  # fmt: skip


def _preposition(sentence: Sentence, i: int) -> str:
    return next((sentence.words[k].lemma.lower() for k in sentence.dependents(i, "case")), "")


def of_each(scene: Scene, mention: Mention, owners: list[Ref]) -> list[Ref]:
    """Those whom several send, one of each: "representatives of Iran and Iraq"; who speaks for a group is the group."""
    noun, sentence = mention.noun, mention.sentence
    if not mention.plural or noun is None or noun.sort in ("office", "body") or mention.word not in _SENT:
        return []
    if not owners:  # "of Sudan's army and the RSF"
        first = [c for c in sentence.dependents(mention.head, "nmod") if _preposition(sentence, c) in ("of", "from")]
        heads = [k for c in first[:1] for k in (c, *sentence.dependents(c, "conj"))]
        owners = [ref for k in heads for ref in scene.refs(scene.at(mention, k)) if ref.kind is not Kind.PERSON]
    if len({owner.id for owner in owners}) < 2:
        return []
    word = mention.sentence.words[mention.head].text.lower()
    return [
        scene.ref(
            mention, id=f"actor:{owner.country.lower()}:{slug(word)}", name=f"{owner.name} {word}", country=owner.country,
            sectors=noun.sectors, kind=noun.kind, why="of one of those who are named",
        )
        if owner.kind is Kind.STATE and owner.country else standing_for(owner, mention, LOOSE)
        for owner in owners
    ]  # fmt: skip


def of_both(scene: Scene, mention: Mention) -> list[Ref]:
    """ "delegations of both countries": one of each of the two states that were named before."""
    noun = mention.noun
    if not mention.plural or noun is None:
        return []
    for c in mention.sentence.dependents(mention.head, "nmod"):
        pair = scene.at(mention, c)
        if _preposition(mention.sentence, c) not in ("of", "from") or pair.sort != "noun" or not _is_sides(pair):
            continue
        word = mention.sentence.words[mention.head].text.lower()
        return [
            scene.ref(
                mention, id=f"actor:{(ref.country or 'xxx').lower()}:{slug(word)}", name=f"{ref.name} {word}",
                country=ref.country, sectors=noun.sectors, kind=noun.kind, why="of one of the two that were named before",
            )
            for ref in sides(scene, pair, [])
            if ref.country
        ]  # fmt: skip
    return []


def people_of(scene: Scene, mention: Mention) -> str | None:
    """The state whose people a noun names: "Turks", "Palestinians"."""
    lower = mention.sentence.words[mention.head].text.lower()
    return scene.book.people.get(lower) or scene.book.people.get(mention.word)


def people(scene: Scene, mention: Mention, iso3: str) -> Ref:
    """People of a state."""
    name = short_text(scene, mention)
    return scene.ref(
        mention, id=f"people:{iso3.lower()}:{slug(name)}", name=name, country=iso3, sectors=("CVL",), kind=Kind.PEOPLE,
        why="people of the state that the word names",
    )  # fmt: skip


def short_text(scene: Scene, mention: Mention) -> str:
    """The phrase without articles, numbers and what follows it."""
    sentence = mention.sentence
    numbers = [c for c in sentence.dependents(mention.head, "nummod", "advmod") if c < mention.head]
    counts = {k for c in numbers for k in sentence.subtree(c)}
    words = [
        w.text
        for i, w in enumerate(sentence.words[mention.start : mention.end], mention.start)
        if i not in counts
        and w.text.lower() not in _DROPPED
        and w.upos not in ("NUM", "PUNCT", "ADV")
        and w.deprel != "det"
    ]
    return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s") or scene.text(mention)


def generic(scene: Scene, mention: Mention, owners: list[Ref]) -> Ref:
    """Anybody else: "opposition fighters", "two Turkish soldiers", "forces loyal to Assad"."""
    noun = mention.noun
    country = next(iter(adjective_countries(scene, mention)), None) or mention.country
    country = country or next((o.country for o in owners if o.country), None)
    if country is None and noun is not None and noun.armed and noun.kind in (Kind.GROUP, Kind.PERSON, Kind.PEOPLE):
        country = _country_in_play(scene, mention)
    name = short_text(scene, mention)
    owner = owners[0] if len(owners) == 1 else None
    possessor = mention.sentence.words[mention.owner] if mention.owner is not None else None
    of_person = owner is not None and owner.kind is Kind.PERSON and mention.end == mention.head + 1
    if owner is not None and (possessor is None or possessor.upos == "PRON" or of_person):
        name = f"{owner.name}'s {mention.sentence.words[mention.head].text}"
    kind = noun.kind if noun else Kind.OTHER
    if noun and kind is Kind.PERSON and mention.plural and noun.sort == "agent":
        kind = Kind.GROUP if noun.armed else Kind.PEOPLE
    sectors = noun.sectors if noun else ()
    if noun and owner is not None and owner.kind is Kind.GROUP and set(sectors) <= {"UNK"}:
        sectors, kind = owner.sectors, Kind.GROUP if mention.plural else kind  # "Islamic State members"
    return scene.ref(
        mention, id=f"actor:{(country or 'xxx').lower()}:{slug(name)}", name=name, country=country,
        sectors=sectors, kind=kind, why="made from the words of the phrase",
    )  # fmt: skip


def _country_in_play(scene: Scene, mention: Mention) -> str | None:
    """Where rebels without a country fight: the country of the force, government or leader named last before them."""
    near = scene.history.last(
        mention.sentence.index, mention.head,
        lambda e: e.ref.country is not None and e.ref.kind in (Kind.GROUP, Kind.MILITARY, Kind.GOVERNMENT, Kind.PERSON)
        and not e.subject, reach=2,
    )  # fmt: skip
    return near.ref.country if near is not None else None
