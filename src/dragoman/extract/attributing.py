"""The attributing verbs of a sentence with their cue words, sources and the contents that the tree gives them."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.sayings import Saying
from dragoman.extract.slots import Slots
from dragoman.extract.sources import NOBODY, Source, phrase_words, source_of, subject_source
from dragoman.knowledge.attribution import Attributing, Use

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_THIRD = frozenset({"he", "she", "they", "it"})
_LINKS = frozenset({"then", "when", "as", "where", "how", "why", "while", "however", "so"})
_LEADING = frozenset("go tend appear seem continue start begin try attempt proceed".split())
_PLAIN = frozenset("say tell claim insist argue believe think hope warn find state contend declare report show reveal".split())
_BREAKS = frozenset({",", "—", "–", "-"})
_CLAUSAL = ("xcomp", "ccomp", "advcl", "nsubj", "obj", "obl")
_STATES = frozenset("focus assure convince concern worry split divide".split())
_SEEMING = frozenset({"seem", "appear"})
_BESIDE = ("obl", "advmod", "obj", "iobj", "nsubj", "xcomp")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today january february march april may june july august "
    "september october november december statement interview earlier late early morning afternoon evening night".split()
)


class VerbReader:
    """Reads the attributing verbs of one sentence."""

    def __init__(self, slots: Slots, verbs: Attributing, quoted: frozenset[int]) -> None:
        """Prepare a sentence.

        Args:
            slots: its slots.
            verbs: the attributing verbs.
            quoted: its words that stand in quotation marks.
        """
        self.slots = slots
        self.sentence = slots.sentence
        self.words = slots.sentence.words
        self.verbs = verbs
        self.quoted = quoted

    def find(self) -> list[Saying]:
        """The attributions of the sentence's verbs; speech whose words are not in the tree has no content."""
        out = []
        for i, word in enumerate(self.words):
            if self._may_attribute(i) and (uses := self._uses(i)) and (saying := self._saying(i, uses)) is not None:
                out.append(saying)
        return out

    def _may_attribute(self, i: int) -> bool:
        """A verb, or an adjective that is said of somebody: "was critical of"."""
        word = self.words[i]
        return word.upos == "VERB" or (word.upos == "ADJ" and bool(self.sentence.dependents(i, "nsubj")))

    def _uses(self, i: int) -> dict[str, Use]:
        lemma = self.words[i].lemma.lower()
        for c in self.sentence.dependents(i, "compound:prt", "advmod", "xcomp"):
            if uses := self.verbs.uses(f"{lemma} {self.words[c].text.lower()}"):
                return uses
        return self.verbs.uses(lemma)

    def _governors(self, verb: int) -> list[int]:
        """The verb, and an adjective that it makes one word with: "made (it) clear that"."""
        lemma = self.words[verb].lemma.lower()
        joined = [c for c in self.sentence.dependents(verb, "xcomp") if self.verbs.uses(f"{lemma} {self.words[c].text.lower()}")]
        return [verb, *joined]

    def _saying(self, verb: int, uses: dict[str, Use]) -> Saying | None:
        if self.words[verb].deprel in ("amod", "compound", "case", "fixed", "flat"):
            return None
        for frame in ("that", "npinf", "inf", "as", "prep", "np"):
            if frame == "prep":
                found = self._prepositional(verb, uses)
                if found is not None:
                    return found
            elif (use := uses.get(frame)) and (content := self._content(verb, frame)):
                return self._made(verb, use, content)
        if "that" in uses and uses["that"].sort == "speech" and not self.slots.is_passive(verb):
            return self._made(verb, uses["that"], set())
        return None

    def _content(self, verb: int, frame: str) -> set[int]:
        match frame:
            case "that":
                return self._clause(verb) or self._inverted(verb)
            case "npinf":
                return self._told_to(verb)
            case "inf":
                return self._infinitive(verb)
            case "as":
                return self._called(verb)
            case _:
                return self._object(verb)

    def _made(self, verb: int, use: Use, content: set[int], prepositions: Iterable[int] = ()) -> Saying:
        stative = self.words[verb].lemma.lower() in _STATES and self.slots.is_passive(verb)
        source = self._patient(verb) if stative else NOBODY if self._unsaid(verb) else subject_source(self.slots, verb, content)
        cue = self._cue(verb, prepositions)
        content -= set(cue) | set(source.words if verb not in content else ())
        return Saying(
            self.sentence.index, verb, source.speakers, frozenset(content), use.stance, use.sort, use.frame,
            cue, source.words, source.head, verb in self.quoted,
        )  # fmt: skip

    def _patient(self, verb: int) -> Source:
        """"is focused on", "was assured that": the state is the subject's."""
        heads = self.sentence.dependents(verb, "nsubj:pass")
        return source_of(self.slots, heads, frozenset({verb}))

    def _unsaid(self, verb: int) -> bool:
        """"Asked about the raid, he": who asks stays unnamed; "it seems": who thinks so too."""
        word = self.words[verb]
        asked = word.lemma.lower() == "ask" and word.deprel == "advcl" and word.xpos in ("VBN", "VBD")
        return word.lemma.lower() in _SEEMING or (asked and not self.sentence.dependents(verb, "nsubj", "aux"))

    def _cue(self, verb: int, prepositions: Iterable[int]) -> tuple[int, ...]:
        """The verb with its auxiliaries, negation and adverbs before it, its particle and preposition."""
        joined = [k for g in self._governors(verb)[1:] for k in range(g, g + 1)]
        cue = {verb, *self.sentence.dependents(verb, "compound:prt"), *prepositions, *joined}
        if self.slots.is_passive(verb) and verb + 1 < len(self.words) and self.words[verb + 1].text.lower() == "by":
            cue.add(verb + 1)
        after = max(cue) + 1
        if after < len(self.words) and self.words[after].text == ":":
            cue.add(after)
        first = self._first_verb(verb)
        cue |= set(range(first, verb))
        at = first - 1
        while at >= 0 and self._belongs(at, first):
            cue.add(at)
            at -= 1
        return tuple(sorted(cue))

    def _belongs(self, at: int, verb: int) -> bool:
        """Whether the word before a cue is an auxiliary or adverb of it."""
        word = self.words[at]
        return word.head == verb and word.deprel.split(":")[0] in ("aux", "advmod", "cop") and word.text.lower() not in _LINKS

    def _first_verb(self, verb: int) -> int:
        """"went on to say", "appeared to back": the verb that leads to the cue."""
        head = self.words[verb].head
        near = 0 <= head < verb <= head + 3
        if near and self.words[head].lemma.lower() == "quote" and self._begins_with(verb, "as"):
            return head
        if near and self.words[verb].deprel == "xcomp" and self.words[head].lemma.lower() in _LEADING:
            return head
        return verb

    # Contents

    def _clause(self, verb: int) -> set[int]:
        """The clause that a verb governs: "said that the talks failed", "said: the talks failed"."""
        out: set[int] = set()
        for c in [c for g in self._governors(verb) for c in self.sentence.children[g]]:
            deprel = self.words[c].deprel.split(":")[0]
            if deprel == "ccomp":
                out |= self._content_clause(verb, c)
            elif deprel == "obj" and (c in self.quoted or self._is_clause(c)) and verb not in self.quoted:
                out |= set(self.sentence.subtree(c))
            elif deprel == "advmod" and c > verb and self.words[c].xpos == "WRB" and self.words[c].text.lower() != "when":
                out.add(c)
        if not out and self._speaks(verb):
            for c in self.sentence.dependents(verb, "parataxis"):
                if self._is_clause(c) or c in self.quoted:
                    out |= set(self.sentence.subtree(c))
        if not out and (self.slots.is_passive(verb) or self.words[verb].lemma.lower() in _SEEMING):
            out = self._said_of(verb)
        return out or self._before_subject(verb) or self._hidden_clause(verb)

    def _speaks(self, verb: int) -> bool:
        use = self._uses(verb).get("that")
        return use is not None and use.sort == "speech" and not self.slots.is_passive(verb)

    def _before_subject(self, verb: int) -> set[int]:
        """"Troops to stay, says minister": of two subjects the one with a verb in it is what is said."""
        subjects = self.sentence.dependents(verb, "nsubj")
        if len(subjects) < 2 or not self._speaks(verb):
            return set()
        words = set(self.sentence.subtree(subjects[0]))
        return words if any(self.words[k].upos in ("VERB", "AUX") for k in words) and max(words) < verb else set()

    def _hidden_clause(self, verb: int) -> set[int]:
        """A clause that the tree has hung on a word beside the verb: "said in a statement that", "says the man who won left"."""
        for c in self.sentence.subtree(verb):
            marks = [k for k in self.sentence.dependents(c, "mark") if self.words[k].text.lower() in ("that", "whether")]
            word = self.words[c]
            beside = word.head in self.sentence.children[verb] and self.words[word.head].deprel.split(":")[0] in _BESIDE
            if marks and marks[0] > verb and beside:
                return {k for k in self.sentence.subtree(c) if k >= marks[0]}
        for c in self.sentence.dependents(verb, "advcl"):
            asked = any(self.words[k].text.lower() in ("when", "whether", "if", "where", "how") for k in self.sentence.children[c])
            if asked and c > verb and min(self.sentence.subtree(c)) == verb + 1 and "not" in self._denial(verb):
                return set(self.sentence.subtree(c))
        if self.words[verb].lemma.lower() in _PLAIN and self.sentence.dependents(verb, "nsubj") and not self.slots.is_passive(verb):
            return self._right_of(verb)
        return set()

    def _denial(self, verb: int) -> set[str]:
        return {"not" for c in self.sentence.dependents(verb, "advmod") if self.words[c].text.lower() in ("not", "n't", "n’t", "never")}

    def _right_of(self, verb: int) -> set[int]:
        """All that follows a plain verb of speech, if it tells something: the tree has not seen its clause."""
        that = [c for c in self.sentence.dependents(verb, "mark") if c > verb and self.words[c].text.lower() == "that"]
        first = that[0] if that else verb + 1
        told = [c for c in self.sentence.children[verb] if c >= first and self.words[c].deprel.split(":")[0] not in ("punct", "advcl", "conj")]
        words = {k for c in told for k in self.sentence.subtree(c) if k >= first}
        finite = any(self.words[k].upos in ("VERB", "AUX") for k in words)
        clauses = {k for c in self.sentence.dependents(verb, "advcl", "conj") if c > first for k in self.sentence.subtree(c)}
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
            return out if comma or verb in out else {k for k in out if k in before or k in self.quoted}
        if not self.sentence.dependents(clause, "nsubj", "mark", "expl"):
            # "showed Trump leading": the object is the clause's subject.
            for c in self.sentence.dependents(verb, "obj"):
                if c < clause and not {"inf", "npinf"} & self.verbs.uses(self.words[verb].lemma.lower()).keys():
                    out |= set(self.sentence.subtree(c))
        if "npinf" in self._uses(verb):
            # "told AFP the king would go": the hearer, though the tree may have it in the clause.
            hearers = [c for c in self.sentence.dependents(clause, "iobj") if min(self.sentence.subtree(c)) == verb + 1]
            out -= {k for c in hearers for k in self.sentence.subtree(c)}
        out -= self._leading_time(verb, clause)
        return out - self._added(verb, clause)

    def _leading_time(self, verb: int, clause: int) -> set[int]:
        """"said on Friday he met": a time right after the cue is that of the cue, though the tree may have it below."""
        for c in self.sentence.children[clause]:
            words = self.sentence.subtree(c)
            if min(words) == verb + 1 and self.words[c].deprel.startswith("obl") and self.words[max(words) + 1].text != ",":
                if any(self.words[k].text.lower() in _TIMES for k in words):
                    return set(words)
        return set()

    def _added(self, verb: int, clause: int) -> set[int]:
        """"said the deal stood, adding that", "said it fell, but he did not say": what the source says by another cue."""
        out: set[int] = set()
        for c in self.sentence.subtree(clause):
            word = self.words[c]
            if c <= clause or word.upos != "VERB" or c in self.quoted or not self._uses(c):
                continue
            if word.xpos == "VBG" and word.deprel in ("advcl", "acl") and not self.sentence.dependents(c, "nsubj"):
                start = min(self.sentence.subtree(c))
                if self.words[start].text in _BREAKS or self.words[start - 1].text in (*_BREAKS, "and", "but"):
                    out |= set(self.sentence.subtree(c))
            elif word.deprel == "conj" and word.head == clause and (self._same_subject(verb, c) or self._same_form(verb, c)):
                out |= set(self.sentence.subtree(c))
        return out

    def _same_form(self, verb: int, other: int) -> bool:
        """Whether a joined verb goes on where the cue left off: "said that talks failed and called it a loss"."""
        governor = self.words[self.words[other].head]
        alike = self.words[other].xpos == self.words[verb].xpos and not self.sentence.dependents(other, "nsubj", "aux")
        uses = self._uses(other).get("that") or self._uses(other).get("as")
        joined = alike and uses is not None and uses.sort == "speech"
        return joined and (governor.xpos != self.words[other].xpos or bool(self.sentence.dependents(other, "ccomp")))

    def _same_subject(self, verb: int, other: int) -> bool:
        """Whether a joined verb of speech names the source again, by its name or a pronoun."""
        subjects = self.sentence.dependents(other, "nsubj")
        own = {self.words[k].text.lower() for k in self.slots.subjects(verb)}
        uses = self._uses(other).get("that")
        speech = uses is not None and uses.sort == "speech"
        return speech and bool(subjects) and self.words[subjects[0]].text.lower() in own | _THIRD

    def _said_of(self, verb: int) -> set[int]:
        """"X is said to have left": subject and infinitive are the content."""
        out: set[int] = set()
        infinitives = [c for c in self.sentence.dependents(verb, "xcomp") if self._has_to(c)]
        if infinitives:
            for c in [*self.sentence.dependents(verb, "nsubj"), *infinitives]:
                out |= set(self.sentence.subtree(c))
        return out

    def _inverted(self, verb: int) -> set[int]:
        """"The talks failed, X said", "as X said": the clause that the verb was put beside is its content."""
        word = self.words[verb]
        relation = word.deprel.split(":")[0]
        if word.head < 0 or not self.sentence.dependents(verb, "nsubj"):
            return set()
        beside = relation in ("parataxis", "conj") and not self.sentence.dependents(verb, "cc", "obj")
        as_said = relation == "advcl" and any(self.words[c].text.lower() == "as" for c in self.sentence.dependents(verb, "mark"))
        put_in = word.deprel == "acl:relcl" and self._speaks(verb) and self._between_commas(verb)
        if not beside and not as_said and not put_in:
            return set()
        head = word.head
        while put_in and self.words[head].deprel.split(":")[0] in ("nsubj", "obl", "obj", "nmod", "conj") and self.words[head].head >= 0:
            head = self.words[head].head
        return set(self.sentence.subtree(head)) - set(self.sentence.subtree(verb))

    def _between_commas(self, verb: int) -> bool:
        """"Two bases, the army said, had been overrun": a short clause between commas."""
        mine = [k for k in self.sentence.subtree(verb) if self.words[k].upos != "PUNCT"]
        start, end = mine[0], mine[-1] + 1
        subject = self.words[self.sentence.dependents(verb, "nsubj")[0]].text.lower()
        commas = start > 0 and self.words[start - 1].text == "," and end < len(self.words) and self.words[end].text == ","
        return commas and subject not in _RELATIVES

    def _infinitive(self, verb: int) -> set[int]:
        out: set[int] = set()
        for c in self.sentence.dependents(verb, "xcomp"):
            if self._has_to(c):
                out |= set(self.sentence.subtree(c))
        if out and self.slots.is_passive(verb):
            out |= {k for s in self.sentence.dependents(verb, "nsubj:pass") for k in self.sentence.subtree(s)}
        return out

    def _told_to(self, verb: int) -> set[int]:
        """"urged Iran to leave": who is told to do what."""
        objects = self.sentence.dependents(verb, "obj", "iobj")
        found = [c for c in self.sentence.dependents(verb, "xcomp", "ccomp", "advcl") if self._has_to(c)]
        if not found or not (objects or self.slots.is_passive(verb)):
            return set()
        held = [o for o in objects if o + 1 == min(self.sentence.subtree(found[0])) or o > verb]
        return {k for c in (*found, *held) for k in self.sentence.subtree(c)}

    def _called(self, verb: int) -> set[int]:
        """"called X a liar", "was described as fair": who is called and what."""
        named = [c for c in self.sentence.dependents(verb, "xcomp") if not self._has_to(c)]
        named += [c for c in self.sentence.dependents(verb, "obl", "advcl") if self._begins_with(c, "as")]
        who = self.sentence.dependents(verb, "nsubj:pass" if self.slots.is_passive(verb) else "obj", "iobj")
        if self.words[verb].deprel == "acl" and named:
            head = self.words[verb].head
            own = set(self.sentence.subtree(head)) - set(self.sentence.subtree(verb))
            return {k for c in named for k in self.sentence.subtree(c)} | {k for k in own if k <= head}
        if named and not who and self.words[named[0]].deprel == "xcomp" and self.sentence.dependents(named[0], "compound"):
            return set(self.sentence.subtree(named[0]))  # "branded the strikers traitors", read as one phrase
        if not named or not who:
            return set()
        return {k for c in (*named, *who) for k in self.sentence.subtree(c)}

    def _object(self, verb: int) -> set[int]:
        if self.slots.is_passive(verb):
            if any(self._begins_with(c, "as") for c in self.sentence.dependents(verb, "advcl")):
                return set()  # "was quoted as saying": the participle tells
            heads = self.sentence.dependents(verb, "nsubj:pass", "csubj:pass")
            if not heads and self.words[verb].deprel == "acl":
                return set()
        else:
            heads = self.sentence.dependents(verb, "obj")
            heads = heads or [c for c in self.sentence.dependents(verb, "xcomp", "advcl") if c == verb + 1 and self.words[c].xpos == "VBG"]
        return {k for h in heads for k in (*self.sentence.subtree(h), *self._after(verb, h))}

    def _after(self, verb: int, thing: int) -> set[int]:
        """What goes on about a thing though the tree has it on the verb: "praised X for Y", "dismissed plans to Z"."""
        out: set[int] = set()
        for c in self.sentence.dependents(verb, "obl", "xcomp", "advcl"):
            if c > thing and (self._begins_with(c, "for") or self._begins_with(c, "as") or self._has_to(c)):
                out |= set(self.sentence.subtree(c))
        return out

    def _prepositional(self, verb: int, uses: dict[str, Use]) -> Saying | None:
        """"called for talks", "spoke of a deal": the preposition belongs to the cue."""
        for c in self.sentence.dependents(verb, "obl", "advcl"):
            for case in self.sentence.dependents(c, "case", "mark"):
                use = uses.get(self.words[case].text.lower())
                if use is not None and c > verb:
                    content = (set(self.sentence.subtree(c)) | self._after(verb, c)) - {case}
                    return self._made(verb, use, content, [case] if case == verb + 1 else [])
        nxt = verb + 1
        if nxt < len(self.words) and (use := uses.get(self.words[nxt].text.lower())) is not None:
            # "called for Iran to leave": the preposition introduces a clause.
            content = {k for c in self.sentence.children[verb] if c > nxt and self.words[c].deprel in _CLAUSAL for k in self.sentence.subtree(c)}
            return self._made(verb, use, content - {nxt}, [nxt]) if content else None
        return None

    # Shapes

    def _is_clause(self, i: int) -> bool:
        return self.words[i].upos in ("VERB", "AUX") or bool(self.sentence.dependents(i, "cop", "nsubj"))

    def _has_to(self, i: int) -> bool:
        return any(self.words[c].text.lower() == "to" for c in self.sentence.dependents(i, "mark"))

    def _begins_with(self, i: int, word: str) -> bool:
        return any(self.words[c].text.lower() == word for c in self.sentence.dependents(i, "case", "mark"))


def prepositional_source(slots: Slots, head: int) -> Source:
    """The source that stands after a preposition: "according to X"."""
    words = phrase_words(slots.sentence, head)
    return Source(tuple(words), head, tuple(slots.phrases.mentions(head)))
