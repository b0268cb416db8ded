"""The attributing verbs of a sentence with their cue words, sources and the contents that the tree gives them."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.clauses import TIMES, Clauses
from dragoman.extract.sayings import Saying
from dragoman.extract.slots import Slots
from dragoman.extract.sources import NOBODY, Source, phrase_words, source_of, subject_source
from dragoman.knowledge.attribution import Use

_LINKS = frozenset({"then", "when", "as", "where", "how", "why", "while", "however", "so"})
_LEADING = frozenset("go tend appear seem continue start begin try attempt proceed".split())
_CLAUSAL = ("xcomp", "ccomp", "advcl", "nsubj", "obj", "obl")
_STATES = frozenset("focus assure convince concern worry split divide".split())
_INQUIRIES = frozenset({"request", "query", "question", "inquiry", "enquiry"})
_SEEMING = frozenset({"seem", "appear"})


class VerbReader(Clauses):
    """Reads the attributing verbs of one sentence."""

    def find(self) -> list[Saying]:
        """The attributions of the sentence's verbs; speech whose words are not in the tree has no content."""
        out = []
        for i in range(len(self.words)):
            if self._may_attribute(i) and (uses := self.uses(i)) and (saying := self._saying(i, uses)) is not None:
                out.append(saying)
        return out

    def _may_attribute(self, i: int) -> bool:
        """A verb, or an adjective that is said of somebody: "was critical of"."""
        word = self.words[i]
        return word.upos == "VERB" or (word.upos == "ADJ" and bool(self.sentence.dependents(i, "nsubj")))

    def _saying(self, verb: int, uses: dict[str, Use]) -> Saying | None:
        if self.words[verb].deprel in ("amod", "compound", "case", "fixed", "flat") or self._only_seems(verb):
            return None
        for frame in ("that", "npinf", "inf", "as", "prep", "np"):
            if frame == "prep":
                if "np" in uses and self.sentence.dependents(verb, "obj"):
                    continue  # "blamed the rebels for the fire": both are the content
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
        source = (
            self._patient(verb)
            if stative
            else NOBODY
            if self._unsaid(verb)
            else subject_source(self.slots, verb, content)
        )
        cue = self._cue(verb, prepositions)
        content -= set(cue) | set(source.words if verb not in content else ())
        return Saying(
            self.sentence.index, verb, source.speakers, frozenset(content), use.stance, use.sort, use.frame,
            cue, source.words, source.head, verb in self.quoted,
        )  # fmt: skip

    def _patient(self, verb: int) -> Source:
        """As in "is focused on", "was assured that": the state is the subject's."""
        heads = self.sentence.dependents(verb, "nsubj:pass")
        return source_of(self.slots, heads, frozenset({verb}))

    def _only_seems(self, verb: int) -> bool:
        """As in "seemed to blame the agency": the infinitive attributes."""
        joined = self.sentence.dependents(verb, "xcomp")
        return self.words[verb].lemma.lower() in _SEEMING and any(
            self.words[c].upos == "VERB" and self.has_to(c) and bool(self.uses(c)) for c in joined
        )

    def _unsaid(self, verb: int) -> bool:
        """As in "Asked about the raid, he": who asks stays unnamed; "it seems": who thinks so too."""
        word = self.words[verb]
        asked = word.lemma.lower() == "ask" and word.deprel == "advcl" and word.xpos in ("VBN", "VBD")
        return word.lemma.lower() in _SEEMING or (asked and not self.sentence.dependents(verb, "nsubj", "aux"))

    def _cue(self, verb: int, prepositions: Iterable[int]) -> tuple[int, ...]:
        """The verb with its auxiliaries, negation and adverbs before it, its particle and preposition."""
        joined = [k for g in self.governors(verb)[1:] for k in range(g, g + 1)]
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
        return (
            word.head == verb
            and word.deprel.split(":")[0] in ("aux", "advmod", "cop")
            and word.text.lower() not in _LINKS
        )

    def _first_verb(self, verb: int) -> int:
        """As in "went on to say", "appeared to back": the verb that leads to the cue."""
        head = self.words[verb].head
        near = 0 <= head < verb <= head + 3
        if near and self.words[head].lemma.lower() == "quote" and self.begins_with(verb, "as"):
            return head
        if near and self.words[verb].deprel == "xcomp" and self.words[head].lemma.lower() in _LEADING:
            return head
        return verb

    def _prepositional(self, verb: int, uses: dict[str, Use]) -> Saying | None:
        """As in "called for talks", "spoke of a deal": the preposition belongs to the cue."""
        for c in self.sentence.dependents(verb, "obl", "advcl"):
            for case in self.sentence.dependents(c, "case", "mark"):
                use = uses.get(self.words[case].text.lower())
                asked = self.words[c].lemma.lower() in _INQUIRIES  # "did not respond to a request" tells nothing
                if use is not None and c > verb and not asked and self.words[c].text.lower() not in TIMES:
                    content = (set(self.sentence.subtree(c)) | self._after(verb, c)) - {case}
                    return self._made(verb, use, content, [case] if case == verb + 1 else [])
        nxt = verb + 1
        if nxt < len(self.words) and (use := uses.get(self.words[nxt].text.lower())) is not None:
            # "called for Iran to leave": the preposition introduces a clause.
            content = {
                k
                for c in self.sentence.children[verb]
                if c > nxt and self.words[c].deprel in _CLAUSAL
                for k in self.sentence.subtree(c)
            }
            return self._made(verb, use, content - {nxt}, [nxt]) if content else None
        return None

    def _infinitive(self, verb: int) -> set[int]:
        out: set[int] = set()
        for c in self.sentence.dependents(verb, "xcomp"):
            if self.has_to(c):
                out |= set(self.sentence.subtree(c))
        if out and self.slots.is_passive(verb):
            out |= {k for s in self.sentence.dependents(verb, "nsubj:pass") for k in self.sentence.subtree(s)}
        return out

    def _told_to(self, verb: int) -> set[int]:
        """As in "urged Iran to leave": who is told to do what."""
        objects = self.sentence.dependents(verb, "obj", "iobj")
        found = [c for c in self.sentence.dependents(verb, "xcomp", "ccomp", "advcl") if self.has_to(c)]
        if not found or not (objects or self.slots.is_passive(verb)):
            return set()
        held = [o for o in objects if o + 1 == min(self.sentence.subtree(found[0])) or o > verb]
        return {k for c in (*found, *held) for k in self.sentence.subtree(c)}

    def _called(self, verb: int) -> set[int]:
        """As in "called X a liar", "was described as fair": who is called and what."""
        named = [c for c in self.sentence.dependents(verb, "xcomp") if not self.has_to(c)]
        named += [c for c in self.sentence.dependents(verb, "obl", "advcl") if self.begins_with(c, "as")]
        who = self.sentence.dependents(verb, "nsubj:pass" if self.slots.is_passive(verb) else "obj", "iobj")
        if self.words[verb].deprel == "acl" and named:
            head = self.words[verb].head
            own = set(self.sentence.subtree(head)) - set(self.sentence.subtree(verb))
            return {k for c in named for k in self.sentence.subtree(c)} | {k for k in own if k <= head}
        if (
            named
            and not who
            and self.words[named[0]].deprel == "xcomp"
            and self.sentence.dependents(named[0], "compound")
        ):
            return set(self.sentence.subtree(named[0]))  # "branded the strikers traitors", read as one phrase
        if not named or not who:
            return self._named_in_quotes(verb, who) or self._what_is_called(verb)
        return {k for c in (*named, *who) for k in self.sentence.subtree(c)}

    def _named_in_quotes(self, verb: int, who: list[int]) -> set[int]:
        """As in "called the deal “a historic step”": the tree has not seen that the quotation is what it is called."""
        after = [c for c in self.sentence.children[verb] if c > verb and self.words[c].deprel != "punct"]
        told = {k for c in after for k in self.sentence.subtree(c)}
        starts = who and who[0] > verb and not self.slots.is_passive(verb)
        return told if starts and verb not in self.quoted and told & self.quoted - {min(told)} else set()

    def _what_is_called(self, verb: int) -> set[int]:
        """As in "what aides call a mistake": the pronoun and what follows the verb."""
        head = self.words[verb].head
        asked = [c for c in self.sentence.children[verb] if c < verb and self.words[c].text.lower() == "what"]
        if head >= 0 and self.words[head].text.lower() == "what" and self.words[verb].deprel.startswith("acl"):
            asked = [head]
        after = [c for c in self.sentence.dependents(verb, "obj", "xcomp", "ccomp", "iobj") if c > verb]
        if not asked or not after or self.slots.is_passive(verb):
            return set()
        return {asked[0], *(k for c in after for k in self.sentence.subtree(c))}

    def _object(self, verb: int) -> set[int]:
        if self.slots.is_passive(verb):
            if any(self.begins_with(c, "as") for c in self.sentence.dependents(verb, "advcl")):
                return set()  # "was quoted as saying": the participle tells
            heads = self.sentence.dependents(verb, "nsubj:pass", "csubj:pass")
            if not heads and self.words[verb].deprel == "acl":
                return set()
        else:
            heads = self.sentence.dependents(verb, "obj")
            heads = heads or [
                c
                for c in self.sentence.dependents(verb, "xcomp", "advcl")
                if c == verb + 1 and self.words[c].xpos == "VBG"
            ]
        return {k for h in heads for k in (*self.sentence.subtree(h), *self._after(verb, h))}

    def _after(self, verb: int, thing: int) -> set[int]:
        """What goes on about a thing though the tree has it on the verb: "praised X for Y", "dismissed plans to Z"."""
        out: set[int] = set()
        for c in self.sentence.dependents(verb, "obl", "xcomp", "advcl"):
            if c > thing and (any(self.begins_with(c, w) for w in ("for", "as", "of")) or self.has_to(c)):
                out |= set(self.sentence.subtree(c))
        return out


def prepositional_source(slots: Slots, head: int) -> Source:
    """The source that stands after a preposition: "according to X"."""
    words = phrase_words(slots.sentence, head)
    return Source(tuple(words), head, tuple(slots.phrases.mentions(head)))
