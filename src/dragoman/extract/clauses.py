"""The clause that a verb of speech or thought governs, wherever the tree has hung it."""

from __future__ import annotations

from dragoman.extract.shapes import Shapes

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_THIRD = frozenset({"he", "she", "they", "it"})
_PLAIN = frozenset(
    "say tell claim insist argue believe think hope warn find state contend declare report show reveal".split()
)
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question"})
_BREAKS = frozenset({",", "—", "–", "-"})
_SEEMING = frozenset({"seem", "appear"})
_BESIDE = ("obl", "advmod", "obj", "iobj", "nsubj", "xcomp")
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today january february march april may june "
    "july august september october november december statement interview earlier late early "
    "morning afternoon evening night".split()
)


class Clauses(Shapes):
    """Finds clauses that are said; each method gives the words, none where there is no such clause."""

    def _clause(self, verb: int) -> set[int]:
        """The clause that a verb governs: "said that the talks failed", "said: the talks failed"."""
        out: set[int] = set()
        for c in [c for g in self.governors(verb) for c in self.sentence.children[g]]:
            deprel = self.words[c].deprel.split(":")[0]
            if deprel == "ccomp":
                out |= self._content_clause(verb, c)
            elif deprel == "obj" and (c in self.quoted or self.is_clause(c)) and verb not in self.quoted:
                out |= set(self.sentence.subtree(c))
            elif (
                deprel == "advmod" and c > verb and self.words[c].xpos == "WRB" and self.words[c].text.lower() != "when"
            ):
                out.add(c)
        if not out and self._speaks(verb):
            for c in self.sentence.dependents(verb, "parataxis"):
                if self.is_clause(c) or c in self.quoted:
                    out |= set(self.sentence.subtree(c))
        if not out and (self.slots.is_passive(verb) or self.words[verb].lemma.lower() in _SEEMING):
            out = self._said_of(verb)
        return out or self._before_subject(verb) or self._hidden_clause(verb)

    def _speaks(self, verb: int) -> bool:
        use = self.uses(verb).get("that")
        return use is not None and use.sort == "speech" and not self.slots.is_passive(verb)

    def _before_subject(self, verb: int) -> set[int]:
        """As in "Troops to stay, says minister": of two subjects the one with a verb in it is what is said."""
        subjects = self.sentence.dependents(verb, "nsubj")
        if len(subjects) < 2 or not self._speaks(verb):
            return set()
        words = set(self.sentence.subtree(subjects[0]))
        return words if any(self.words[k].upos in ("VERB", "AUX") for k in words) and max(words) < verb else set()

    def _hidden_clause(self, verb: int) -> set[int]:
        """A clause that the tree has hung on a word beside the verb: "said in a statement that", "did not say when"."""
        for c in self.sentence.subtree(verb):
            marks = [
                k for k in self.sentence.dependents(c, "mark") if self.words[k].text.lower() in ("that", "whether")
            ]
            word = self.words[c]
            beside = word.head in self.sentence.children[verb] and self.words[word.head].deprel.split(":")[0] in _BESIDE
            if word.head >= 0 and self.words[word.head].deprel == "obj" and "np" in self.uses(verb):
                continue  # "confirmed the report that": the noun has the clause
            if marks and marks[0] > verb and beside:
                return {k for k in self.sentence.subtree(c) if k >= marks[0]}
        for c in self.sentence.dependents(verb, "advcl"):
            asked = any(
                self.words[k].text.lower() in ("when", "whether", "if", "where", "how")
                for k in self.sentence.children[c]
            )
            if not asked or c < verb:
                continue
            if min(self.sentence.subtree(c)) == verb + 1 and "not" in self._denial(verb):
                return set(self.sentence.subtree(c))
            if self.words[verb].lemma.lower() in _ASKING and self._whether(c):
                return set(self.sentence.subtree(c))
        if (
            self.words[verb].lemma.lower() in _PLAIN
            and self.sentence.dependents(verb, "nsubj")
            and not self.slots.is_passive(verb)
        ):
            return self._right_of(verb)
        return set()

    def _whether(self, clause: int) -> bool:
        marks = {self.words[k].text.lower() for k in self.sentence.dependents(clause, "mark")}
        return bool(marks & {"if", "whether"})

    def _denial(self, verb: int) -> set[str]:
        return {
            "not"
            for c in self.sentence.dependents(verb, "advmod")
            if self.words[c].text.lower() in ("not", "n't", "n’t", "never")
        }

    def _right_of(self, verb: int) -> set[int]:
        """All that follows a plain verb of speech, if it tells something: the tree has not seen its clause."""
        that = [c for c in self.sentence.dependents(verb, "mark") if c > verb and self.words[c].text.lower() == "that"]
        first = that[0] if that else verb + 1
        told = [
            c
            for c in self.sentence.children[verb]
            if c >= first and self.words[c].deprel.split(":")[0] not in ("punct", "advcl", "conj")
        ]
        words = {k for c in told for k in self.sentence.subtree(c) if k >= first}
        finite = any(self.words[k].upos in ("VERB", "AUX") for k in words)
        clauses = {
            k for c in self.sentence.dependents(verb, "advcl", "conj") if c > first for k in self.sentence.subtree(c)
        }
        if that:
            return words | clauses
        return words if finite and first not in self.quoted else set()

    def _content_clause(self, verb: int, clause: int) -> set[int]:
        """A governed clause without what belongs to the cue: its time, and what is added by another cue after it."""
        out = set(self.sentence.subtree(clause))
        if clause < verb:
            before = set(range(verb))
            comma = verb + 1 < len(self.words) and self.words[verb + 1].text == ","
            if not self.sentence.dependents(clause, "nsubj"):
                # "X and Y will meet, the ministries said": of two subjects the one before the clause is its own.
                subjects = self.sentence.dependents(verb, "nsubj")
                first = [s for s in subjects if s < clause and any(clause < other for other in subjects)]
                out |= {k for s in first for k in self.sentence.subtree(s)}
            out -= self._told_after(verb, clause)
            return out if comma or verb in out else {k for k in out if k in before or k in self.quoted}
        out |= self._named_claim(verb, min(out))
        if not self.sentence.dependents(clause, "nsubj", "mark", "expl"):
            # "showed Trump leading": the object is the clause's subject.
            for c in self.sentence.dependents(verb, "obj"):
                if c < clause and not {"inf", "npinf"} & self.verbs.uses(self.words[verb].lemma.lower()).keys():
                    out |= set(self.sentence.subtree(c))
        if "npinf" in self.uses(verb):
            # "told AFP the king would go": the hearer, though the tree may have it in the clause.
            hearers = [c for c in self.sentence.dependents(clause, "iobj") if min(self.sentence.subtree(c)) == verb + 1]
            out -= {k for c in hearers for k in self.sentence.subtree(c)}
        out -= self._leading_time(verb, clause)
        return out - self._added(verb, clause)

    def _told_after(self, verb: int, clause: int) -> set[int]:
        """As in "The truce held, the agency said, citing monitors": the participle is the teller's."""
        added = [c for c in self.sentence.dependents(clause, "advcl") if c > verb and self.words[c].xpos == "VBG"]
        return {k for c in added if self.uses(c) and c not in self.quoted for k in self.sentence.subtree(c)}

    def _named_claim(self, verb: int, start: int) -> set[int]:
        """As in "denied the claim that": the noun before the clause belongs to it, though the tree has it apart."""
        use = self.uses(verb).get("that")
        named = [c for c in self.sentence.dependents(verb, "obj") if c == start - 1 and self.words[c].upos == "NOUN"]
        if not named or use is None or use.stance not in ("denies", "confirms"):
            return set()
        return set(self.sentence.subtree(named[0]))

    def _leading_time(self, verb: int, clause: int) -> set[int]:
        """As in "said on Friday he met": a time right after the cue is the cue's, though the tree may have it below."""
        for c in self.sentence.children[clause]:
            words = self.sentence.subtree(c)
            if min(words) == verb + 1 and max(words) < clause and self.words[c].deprel.startswith("obl"):
                if self.words[max(words) + 1].text == ",":
                    return set()
                return set(words) if any(self.words[k].text.lower() in TIMES for k in words) else set()
        return set()

    def _added(self, verb: int, clause: int) -> set[int]:
        """As in "said the deal stood, adding that", "said it fell, but he did not say": told by another cue."""
        out: set[int] = set()
        for c in self.sentence.subtree(clause):
            word = self.words[c]
            if c <= clause or word.upos != "VERB" or c in self.quoted or not self.uses(c):
                continue
            if word.xpos == "VBG" and word.deprel in ("advcl", "acl") and not self.sentence.dependents(c, "nsubj"):
                start = min(self.sentence.subtree(c))
                if self.words[start].text in _BREAKS or self.words[start - 1].text in (*_BREAKS, "and", "but"):
                    out |= set(self.sentence.subtree(c))
            elif (
                word.deprel == "conj"
                and word.head == clause
                and (self._same_subject(verb, c) or self._same_form(verb, c))
            ):
                out |= set(self.sentence.subtree(c))
        return out

    def _same_form(self, verb: int, other: int) -> bool:
        """Whether a joined verb goes on where the cue left off: "said that talks failed and called it a loss"."""
        governor = self.words[self.words[other].head]
        alike = self.words[other].xpos == self.words[verb].xpos and not self.sentence.dependents(other, "nsubj", "aux")
        uses = self.uses(other).get("that") or self.uses(other).get("as")
        joined = alike and uses is not None and uses.sort == "speech"
        return joined and (governor.xpos != self.words[other].xpos or bool(self.sentence.dependents(other, "ccomp")))

    def _same_subject(self, verb: int, other: int) -> bool:
        """Whether a joined verb of speech names the source again, by its name or a pronoun."""
        subjects = self.sentence.dependents(other, "nsubj")
        own = {self.words[k].text.lower() for k in self.slots.subjects(verb)}
        uses = self.uses(other).get("that")
        speech = uses is not None and uses.sort == "speech"
        return speech and bool(subjects) and self.words[subjects[0]].text.lower() in own | _THIRD

    def _said_of(self, verb: int) -> set[int]:
        """As in "X is said to have left": subject and infinitive are the content."""
        out: set[int] = set()
        infinitives = [c for c in self.sentence.dependents(verb, "xcomp") if self.has_to(c)]
        if infinitives:
            for c in [*self.sentence.dependents(verb, "nsubj"), *infinitives]:
                out |= set(self.sentence.subtree(c))
        return out

    def _inverted(self, verb: int) -> set[int]:
        """As in "The talks failed, X said", "as X said": the clause that the verb was put beside is its content."""
        word = self.words[verb]
        relation = word.deprel.split(":")[0]
        if word.head < 0 or not self.sentence.dependents(verb, "nsubj"):
            return set()
        beside = relation in ("parataxis", "conj") and not self.sentence.dependents(verb, "cc", "obj")
        as_said = relation == "advcl" and any(
            self.words[c].text.lower() == "as" for c in self.sentence.dependents(verb, "mark")
        )
        put_in = word.deprel == "acl:relcl" and self._speaks(verb) and self._between_commas(verb)
        if not beside and not as_said and not put_in:
            return set()
        head = word.head
        while (
            put_in
            and self.words[head].deprel.split(":")[0] in ("nsubj", "obl", "obj", "nmod", "conj")
            and self.words[head].head >= 0
        ):
            head = self.words[head].head
        return set(self.sentence.subtree(head)) - set(self.sentence.subtree(verb))

    def _between_commas(self, verb: int) -> bool:
        """As in "Two bases, the army said, had been overrun": a short clause between commas."""
        mine = [k for k in self.sentence.subtree(verb) if self.words[k].upos != "PUNCT"]
        start, end = mine[0], mine[-1] + 1
        subject = self.words[self.sentence.dependents(verb, "nsubj")[0]].text.lower()
        commas = (
            start > 0 and self.words[start - 1].text == "," and end < len(self.words) and self.words[end].text == ","
        )
        return commas and subject not in _RELATIVES
