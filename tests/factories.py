"""Small makers of what tests need: sentences whose tags and tree are guessed by the simplest rules, with no model."""

from __future__ import annotations

from dragoman.model.document import Sentence, Word
from dragoman.model.report import BlockKind
from dragoman.model.span import Span
from dragoman.text.words import tokenize


def _listed(words: str) -> list[str]:
    return words.split()


_DET = frozenset({"the", "a", "an", "this", "that", "these", "every", "each", "all"})
_ADP = frozenset(
    _listed("in on at by of for from since until till to with after before during through over within between as")
)
_ADV = frozenset(_listed("ago now recently currently later earlier early late overnight not also"))
_PRON = frozenset({"he", "she", "it", "they", "we", "his", "her", "their", "its", "who"})
_AUX = {
    "will": "MD", "would": "MD", "could": "MD", "may": "MD", "should": "MD", "must": "MD", "might": "MD",
    "has": "VBZ", "have": "VBP", "had": "VBD", "was": "VBD", "were": "VBD", "is": "VBZ", "are": "VBP", "be": "VB",
    "been": "VBN", "did": "VBD", "does": "VBZ", "do": "VBP",
}  # fmt: skip
_LEMMAS = {"has": "have", "had": "have", "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "did": "do"}


def make_sentence(text: str, *, verb: int | None = None, xpos: str = "VBD", lemma: str | None = None) -> Sentence:
    """A sentence of one clause: every word hangs on the verb, auxiliaries and "to" just before it are its own.

    Args:
        text: one sentence.
        verb: the character at which the main verb begins; None makes the first noun the root.
        xpos: the verb's Penn tag.
        lemma: the verb's base form, where a test turns on it.
    """
    spans = tokenize(text, 0, len(text))
    forms = [span.of(text) for span in spans]
    root = next((i for i, span in enumerate(spans) if span.start == verb), None)
    tags = [_tags(form) for form in forms]
    if root is None:
        root = next((i for i, (upos, _) in enumerate(tags) if upos == "NOUN"), 0)
    else:
        tags[root] = ("VERB", xpos)
    helpers = _helpers(forms, root) if verb is not None else {}
    words = tuple(
        Word(
            text=form,
            span=span,
            lemma=lemma if lemma and i == root else _LEMMAS.get(form.lower(), form.lower()),
            upos="AUX" if helpers.get(i) == "aux" else "PART" if helpers.get(i) == "mark" else tags[i][0],
            xpos=_AUX.get(form.lower(), "TO") if i in helpers else tags[i][1],
            head=-1 if i == root else root,
            deprel="root" if i == root else helpers.get(i) or ("punct" if tags[i][0] == "PUNCT" else "obl"),
        )
        for i, (form, span) in enumerate(zip(forms, spans, strict=True))
    )
    return Sentence(0, Span(spans[0].start, spans[-1].end), BlockKind.BODY, words, ())


def _helpers(forms: list[str], root: int) -> dict[int, str]:
    out: dict[int, str] = {}
    for i in range(root - 1, -1, -1):
        word = forms[i].lower()
        if word in _AUX:
            out[i] = "aux"
        elif word == "to":
            out[i] = "mark"
        else:
            break
    return out


def _tags(form: str) -> tuple[str, str]:
    lower = form.lower()
    if not any(c.isalnum() for c in form):
        return "PUNCT", "."
    for words, tags in ((_DET, ("DET", "DT")), (_ADP, ("ADP", "IN")), (_ADV, ("ADV", "RB")), (_PRON, ("PRON", "PRP"))):
        if lower in words:
            return tags
    if lower in ("and", "or", "but"):
        return "CCONJ", "CC"
    if form[0].isdigit():
        return "NUM", "CD"
    if form[0].isupper():
        return "PROPN", "NNP"
    return "NOUN", "NNS" if lower.endswith("s") else "NN"
