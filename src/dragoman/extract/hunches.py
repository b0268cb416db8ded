"""Deeds that no frame knows, by the model's own idea of the word: the fallback where the lexicon is silent.

Only verbs and event nouns with a political actor count, never words of the stop list, and only above a threshold: on words it
has not seen the head is right nine times in ten there, and finds a fifth (training/LOG.md).
"""

from __future__ import annotations

from dragoman.extract.frames import Call
from dragoman.extract.slots import Slots
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.cues import Cues
from dragoman.knowledge.lexicon import Frame, Lexicon
from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence

THRESHOLD = 0.75
# Words that are parts of how a deed is told, or that tell of too much to tell of anything.
STOP = frozenset(
    "be have do say tell go come get make take give put keep let seem become know think see look want need use try work live stand sit "
    "include involve mean show find feel hear bring turn lead follow begin start continue end happen occur remain stay hold run move "
    "add note time year day week month people man woman country government president minister official party group state city town "
    "part way thing case point number percent area region place world life war power policy issue situation problem question "
    "news media report statement interview conference leader member force army police".split()
)


def find_hunches(
    sentence: Sentence, slots: Slots, lexicon: Lexicon, cues: Cues, book: ActorBook, taken: frozenset[int]
) -> list[Call]:
    """Calls on words that the lexicon does not know.

    Args:
        sentence: with the model's hunches.
        slots: its slots.
        lexicon: words that it knows are left to it, whether a frame fired or not.
        cues: verbs of speech, light and aspect verbs are never deeds.
        book: what is known of actors.
        taken: words that are part of another deed.
    """
    found = []
    for i, word in enumerate(sentence.words):
        hunch = word.hunch
        if hunch is None or hunch.score < THRESHOLD or i in taken or word.upos not in ("VERB", "NOUN"):
            continue
        lemma = word.lemma.lower()
        if lemma in STOP or lexicon.at(lemma) or any(cues.has(c, lemma) for c in ("speech", "light", "aspect")):
            continue
        if lemma in book.nouns or sentence.name_at(i) is not None:
            continue
        verb = word.upos == "VERB"
        actors = _parties(slots, i, ("subj",) if verb else ("by", "poss", "mod", "light"), book)
        recipients = _parties(
            slots, i, ("obj", "iobj", "against", "on", "to", "with") if verb else ("against", "on", "of", "to"), book
        )
        recipients = [m for m in recipients if m.key not in {a.key for a in actors}]
        if actors and (recipients or not verb or hunch.score > 0.85):
            found.append(Call(i, _frame(hunch.type, lemma, verb, hunch.score), tuple(actors), tuple(recipients)))
    return found


def _frame(type_: str, lemma: str, verb: bool, score: float) -> Frame:
    """A frame made for one word, whose name tells that the model made it."""
    return Frame(
        type=type_, mode=None, pos="VERB" if verb else "NOUN", head=lemma, others=(), actor=(), recipient=(), needs=(), contexts=(),
        cameo=None, name=f"{lemma} (by the model, {score:.2f})",
    )  # fmt: skip


def _parties(slots: Slots, i: int, names: tuple[str, ...], book: ActorBook) -> list[Mention]:
    for name in names:
        found = [m for m in slots.fill(i, name) if is_of(m, "actor", book)]
        if found:
            return found
    return []
