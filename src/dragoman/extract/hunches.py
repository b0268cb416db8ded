"""Deeds that no frame knows, by the model of pairs: the fallback where the lexicon is silent.

Only verbs that the lexicon does not know by themselves count, between two parties, never words of the stop list, and only
where the model is sure (training/LOG.md has how often it is right).
"""

from __future__ import annotations

from dragoman.extract.frames import Call
from dragoman.extract.slots import Slots
from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.cues import Cues
from dragoman.knowledge.lexicon import Frame, Lexicon
from dragoman.lm.pairs import PairModel
from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention
from dragoman.model.document import Sentence

THRESHOLD = 0.75
# Words that are parts of how a deed is told, or that tell of too much to tell of anything.
STOP = frozenset(
    "be have do say tell go come get make take give put keep let seem become know think see look want need use try work live stand sit "
    "include involve mean show find feel hear bring turn lead follow begin start continue end happen occur remain stay hold run move "
    "add note develop enjoy concern identify operate owe own represent water light step border matter belong contain reflect relate "
    "consist depend differ rely resemble need lack face own know remember reach write read play grow rise fall".split()
)
_SUFFERS = ("obj", "iobj", "against", "on", "to", "with", "from")


def find_hunches(
    sentence: Sentence,
    slots: Slots,
    lexicon: Lexicon,
    cues: Cues,
    book: ActorBook,
    model: PairModel,
    taken: frozenset[int],
) -> list[Call]:
    """Calls on verbs that the lexicon does not know by themselves.

    Args:
        sentence: one sentence.
        slots: its slots.
        lexicon: verbs that it knows are left to it, whether a frame fired or not.
        cues: verbs of speech, light and aspect verbs are never deeds.
        book: what is known of actors.
        model: what is asked.
        taken: words that are part of another deed.
    """
    found = []
    forms = [word.text for word in sentence.words]
    for i, word in enumerate(sentence.words):
        lemma = word.lemma.lower()
        if word.upos != "VERB" or i in taken or lemma in STOP or _is_known(lexicon, lemma):
            continue
        if any(cues.has(c, lemma) for c in ("speech", "light", "aspect")):
            continue
        actors = _parties(slots, i, ("subj",), book)
        recipients = [m for m in _parties(slots, i, _SUFFERS, book) if m.key not in {a.key for a in actors}]
        if not actors or not recipients:
            continue
        guess = model.guess(forms, (actors[0].start, actors[0].end), (recipients[0].start, recipients[0].end))
        type_, probability = guess.best()
        if type_ != "NONE" and probability >= THRESHOLD:
            found.append(Call(i, _frame(type_, lemma, probability), tuple(actors), tuple(recipients)))
    return found


def _is_known(lexicon: Lexicon, lemma: str) -> bool:
    """Whether a verb has a frame by itself, not only in a phrase."""
    return any(frame.pos == "VERB" and not frame.others for frame in lexicon.at(lemma))


def _frame(type_: str, lemma: str, probability: float) -> Frame:
    """A frame made for one word, which tells how sure the model is."""
    return Frame(
        type=type_, mode=None, pos="VERB", head=lemma, others=(), actor=(), recipient=(), needs=(), contexts=(),
        cameo=None, name=lemma, sure=probability,
    )  # fmt: skip


def _parties(slots: Slots, i: int, names: tuple[str, ...], book: ActorBook) -> list[Mention]:
    for name in names:
        found = [m for m in slots.fill(i, name) if m.sort != "pronoun" and is_of(m, "actor", book)]
        if found:
            return found
    return []
