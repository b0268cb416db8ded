"""What turns a clause from told to untold: negation, conditions, questions and doubt around one word of the tree."""

from __future__ import annotations

from dragoman.model.document import Sentence

_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_NOBODY = frozenset({"nobody", "none", "nothing", "noone"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "providing", "should", "assuming", "supposing"})
_PERHAPS = frozenset({"perhaps", "maybe", "possibly", "conceivably", "hypothetically", "theoretically"})
# Clauses of time tell of what is to come when what they modify is to come.
_WHEN = frozenset({"when", "until", "till", "once", "after", "before", "if", "as"})
# Heads whose clause, whatever its tense, is feared, hoped or doubted.
_DOUBTING = frozenset(
    "fear hope doubt wish possible conceivable unlikely likely imagine suppose pray doubtful "
    "risk danger possibility prospect chance threat likelihood concern".split()
)
# Heads whose clause says what ought to be, where its verb is in the base form.
_WISHING = frozenset(
    "demand suggest propose recommend urge request insist ask require advise order proposal suggestion".split()
)


class Polarity:
    """Answers for the words of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence

    def negation(self, i: int, apart: frozenset[int] = frozenset()) -> str | None:
        """The word that denies what a verb or noun tells, or None.

        Args:
            i: the word.
            apart: words that are part of the deed's own phrase.
        """
        sentence = self.sentence
        for c in sentence.children[i]:
            if c in apart:
                continue
            word = sentence.words[c]
            lower = word.text.lower()
            if lower in _NOT and word.deprel in ("advmod", "aux", "cc", "cc:preconj") and self._denies(c):
                return lower
            if word.deprel in ("nsubj", "nsubj:pass", "obj") and (lower in _NOBODY or self.has_no(c)):
                return "no"
        if sentence.words[i].upos in ("NOUN", "PROPN") and self.has_no(i):
            return "no"
        return self._left_out(i)

    def _denies(self, i: int) -> bool:
        """Whether a "not" is more than "not only", "not just", "not before"."""
        words = self.sentence.words
        lower = words[i].text.lower()
        after = words[i + 1].text.lower() if i + 1 < len(words) else ""
        if lower == "never" and after in ("before", "again"):
            return after == "again"
        return after not in ("only", "just", "before", "until", "merely", "simply") or lower == "never"

    def _left_out(self, i: int) -> str | None:
        """ "without meeting", "instead of attacking", "far from withdrawing", "stopped short of accusing"."""
        sentence = self.sentence
        for c in sentence.dependents(i, "mark", "case", "advmod"):
            lemma = sentence.words[c].lemma.lower()
            if lemma == "without" or (lemma in ("instead", "rather") and sentence.dependents(c, "fixed")):
                return lemma
            head = sentence.words[i].head
            if lemma in ("of", "from") and head >= 0 and sentence.words[head].lemma.lower() in ("short", "far"):
                return f"{sentence.words[head].lemma.lower()} {lemma}"
        return None

    def has_no(self, noun: int) -> bool:
        """Whether a noun stands under "no"."""
        sentence = self.sentence
        return any(sentence.words[c].text.lower() in ("no", "neither") for c in sentence.dependents(noun, "det"))

    def condition(self, verb: int) -> str | None:
        """The word that makes a clause a condition or a question, or None."""
        sentence = self.sentence
        for c in sentence.dependents(verb, "mark", "advmod", "case"):
            lemma = sentence.words[c].lemma.lower()
            if lemma in _CONDITIONS or sentence.words[c].text.lower() in _CONDITIONS:
                return lemma
            if lemma == "in" and any(sentence.words[k].lemma == "case" for k in sentence.dependents(c, "fixed")):
                return "in case"
        head = sentence.words[verb].head
        if head >= 0 and sentence.words[verb].deprel == "advcl" and sentence.words[head].lemma == "long":
            return "as long as"
        return self._asked(verb)

    def _asked(self, verb: int) -> str | None:
        """A helper before its subject opens a question ("Did it attack?") or a condition ("Had it attacked, ...")."""
        sentence = self.sentence
        helpers = sentence.dependents(verb, "aux", "aux:pass", "cop")
        subjects = sentence.dependents(verb, "nsubj", "expl")
        if not helpers or not subjects or helpers[0] > subjects[0]:
            return None
        if sentence.words[verb].deprel.split(":")[0] not in ("root", "ccomp", "advcl", "conj", "parataxis"):
            return None
        before = [
            c for c in sentence.subtree(verb) if c < helpers[0] and sentence.words[c].upos not in ("PUNCT", "CCONJ")
        ]
        return None if before else sentence.words[helpers[0]].text.lower() + " first"

    def doubted(self, verb: int) -> str | None:
        """The word that says that a clause is only feared, hoped, asked for or thought possible, or None."""
        sentence, word = self.sentence, self.sentence.words[verb]
        for c in sentence.dependents(verb, "advmod"):
            if sentence.words[c].lemma.lower() in _PERHAPS:
                return sentence.words[c].lemma.lower()
        if word.head < 0 or word.deprel.split(":")[0] not in ("ccomp", "csubj", "acl"):
            return None
        if word.deprel == "acl:relcl":
            return None
        head = sentence.words[word.head]
        lemma = head.lemma.lower()
        marked = any(sentence.words[c].lemma.lower() == "that" for c in sentence.dependents(verb, "mark"))
        own = bool(sentence.dependents(verb, "nsubj", "csubj")) and (head.upos != "NOUN" or marked)
        if own and lemma in _DOUBTING:
            return None if lemma in ("doubt", "doubtful") and self.negation(word.head) else lemma
        base = word.xpos in ("VB", "VBP") and not sentence.dependents(verb, "aux")
        return lemma if own and base and lemma in _WISHING else None

    def frustrated(self, governor: int) -> bool:
        """Whether what was expected is followed by a "but": "was expected to come but stayed home"."""
        sentence = self.sentence
        past = any(sentence.words[c].text.lower() in ("was", "were", "had") for c in sentence.children[governor])
        return past and any(
            sentence.words[k].lemma == "but"
            for c in sentence.dependents(governor, "conj")
            for k in sentence.dependents(c, "cc")
        )

    def has_condition(self, verb: int) -> bool:
        """Whether a clause depends on an "if" or "unless"."""
        return any(
            self.sentence.words[m].lemma.lower() in ("if", "unless")
            for c in self.sentence.dependents(verb, "advcl")
            for m in self.sentence.dependents(c, "mark")
        )

    def when_clause(self, verb: int) -> bool:
        """Whether a verb in the present or perfect stands in a clause of time: "when the rebels withdraw"."""
        sentence, word = self.sentence, self.sentence.words[verb]
        if word.deprel.split(":")[0] != "advcl" or word.head < 0:
            return False
        helpers = [sentence.words[c].xpos for c in sentence.dependents(verb, "aux", "aux:pass")]
        bare = word.xpos == "VB" and not any(
            sentence.words[c].text.lower() == "to" for c in sentence.dependents(verb, "mark")
        )
        present = (word.xpos in ("VBZ", "VBP") or bare) and not helpers
        if not present and helpers[:1] not in (["VBZ"], ["VBP"]):
            return False
        marks = [c for c in sentence.dependents(verb, "mark", "advmod") if sentence.words[c].lemma.lower() in _WHEN]
        # A bare "as" tells what goes on meanwhile: "to resume talks as shelling kills two"; "as long as" waits for it.
        return any(
            sentence.words[c].lemma.lower() != "as" or sentence.words[c - 1].text.lower() in ("long", "soon")
            for c in marks
        )
