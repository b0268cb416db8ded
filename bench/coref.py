"""Who is the same as whom: CoNLL F1 over mentions of persons, organisations and places, on GUM.

    python -m bench.coref --data FILE.conllu[.gz] --documents FILE.tsv [--genres A,B] [--first N] [--json] [--show N]

Gold are the mentions of entity type person, organization and place, pronouns for them among these; events, objects
and the like are left out. Found are the mentions that Phrases finds in the text alone (names, nouns that may be
actors, personal and possessive pronouns), put together where Resolver gives them the same id, or the same name where
it gives no id. "I", "we" and "you" without a known speaker get no ref; those of one person and number are put together
by the quotation they stand in, or outside of any by the document (its writer, its reader); `--strict` leaves them
alone, as records do. A mention is known by its head word, the word of its span that hangs on a word outside: GUM's
spans hold relative clauses, ours don't. Where two gold mentions share a head ("Ann and Bob", "Ann"), the shorter one
stays.

The baseline puts the same found mentions together where their head words are the same letters, case and marks aside.
Both are given with and without singletons, entities of one mention, which are taken out of both sides. The text is
read without gold sentences, tags or trees; `--show` lists the links missed and made up, by sort of words.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.conllu import RunningText, Tree, read_trees, running_texts
from bench.coref_scores import CorefScores, Entity, without_singletons
from dragoman.errors import DragomanError
from dragoman.extract.deeds import View
from dragoman.knowledge.actors import fold
from dragoman.mentions.classes import is_of
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Ref
from dragoman.model.report import Block, BlockKind, Precision, Report
from dragoman.model.span import Span
from dragoman.pipeline import Reader
from dragoman.resolve.actors import Resolver
from dragoman.text.analyse import analyse

TYPES = frozenset({"person", "organization", "place"})
_ENTITY = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\)?)|(?<![-\w])(\d+)\)")
_PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself they them their theirs themselves".split()
)

_PERSONS = {
    word: person
    for person, words in {
        "I": "i me my mine myself", "we": "us we our ours ourselves", "you": "you your yours yourself yourselves",
    }.items()
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A document of the treebank: its text, and its gold mentions, each the first character of its head word."""

    doc: str
    genre: str
    text: str
    day: datetime | None
    gold: dict[int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of ours with whom it stands for."""

    head: int
    text: str
    key: str
    sort: str
    why: str


def read_cases(data: Path, documents: Path, genres: frozenset[str]) -> list[Case]:
    """The documents of some genres (of all, if none is named)."""
    with documents.open(encoding="utf-8", newline="") as file:
        facts = {row["doc"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    docs: dict[str, list[Tree]] = {}
    for tree in read_trees(data):
        docs.setdefault(tree.doc, []).append(tree)
    cases = []
    for doc, trees in docs.items():
        genre = facts[doc]["genre"]
        if not genres or genre in genres:
            running = running_texts(trees)[0]
            cases.append(Case(doc, genre, running.text, _day(facts[doc]["dateCreated"]), gold_mentions(trees, running)))
    return cases


def _day(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def gold_mentions(trees: Sequence[Tree], running: RunningText) -> dict[int, str]:
    """First character of each head word, with the entity's number."""
    shortest: dict[int, tuple[int, str]] = {}
    offset = 0
    for tree in trees:
        for start, end, group in _spans(tree):
            head = _head(tree, start, end)
            at = running.words[offset + head].start
            if at not in shortest or end - start < shortest[at][0]:
                shortest[at] = end - start, group
        offset += len(tree.tokens)
    return {at: group for at, (_, group) in shortest.items()}


def _spans(tree: Tree) -> list[tuple[int, int, str]]:
    """Mentions of one sentence as words [start, end) with the entity's number."""
    begun: dict[str, list[tuple[int, str]]] = {}
    out = []
    for i, token in enumerate(tree.tokens):
        field = next((f[7:] for f in token.misc.split("|") if f.startswith("Entity=")), "")
        for match in _ENTITY.finditer(field):
            opened, kind, single, closed = match.groups()
            if opened and single:
                out.append((i, i + 1, opened, kind))
            elif opened:
                begun.setdefault(opened, []).append((i, kind))
            elif begun.get(closed):
                start, kind = begun[closed].pop()
                out.append((start, i + 1, closed, kind))
    return [(start, end, group) for start, end, group, kind in out if kind in TYPES]


def _head(tree: Tree, start: int, end: int) -> int:
    return next((i for i in range(start, end) if not start < tree.tokens[i].head <= end), start)


def report_of(case: Case) -> Report:
    return Report(
        text=case.text, source=case.doc, blocks=(Block(BlockKind.BODY, Span(0, len(case.text))),),
        published=case.day, published_precision=Precision.DAY if case.day else None,
    )  # fmt: skip


def found_mentions(view: View, reader: Reader, *, strict: bool) -> list[Found]:
    """Our mentions of one document with whom they stand for."""
    resolver = Resolver(view.document, view.phrases, reader.tools.book)
    out: dict[int, Found] = {}
    for phrases in view.phrases:
        for i, word in enumerate(phrases.sentence.words):
            mention = phrases.at(i)
            if not _counts(mention, i, reader):
                continue
            at = mention.sentence.words[_top(mention)].span.start
            refs = resolver.refs(mention, speaker_of(view, resolver, mention))
            key = "+".join(sorted(r.id or fold(r.name) for r in refs)) or ("" if strict else _voice(view, mention))
            key = key or f"nobody at {at}"
            why = (refs[0].why or "") if refs else "nobody"
            out.setdefault(at, Found(at, word.text, key, mention.sort, why))
    return list(out.values())


def _counts(mention: Mention, i: int, reader: Reader) -> bool:
    word = mention.sentence.words[i]
    if mention.sort == "pronoun":
        return word.text.lower() in _PRONOUNS
    if word.upos not in ("NOUN", "PROPN", "X") or mention.sort == "adjective":
        return False
    own = mention.head == i or mention.sort in ("person", "name", "place")
    return own and is_of(mention, "actor", reader.tools.book)


def _top(mention: Mention) -> int:
    """The word of a mention that hangs on a word outside it."""
    start, end, words = mention.start, mention.end, mention.sentence.words
    return next((i for i in range(start, end) if not start <= words[i].head < end), mention.head)


def speaker_of(view: View, resolver: Resolver, mention: Mention) -> Ref | None:
    """Who speaks where a pronoun stands in what somebody says."""
    if mention.sort != "pronoun":
        return None
    index, head = mention.sentence.index, mention.head
    saying = view.speech.governing(index, head) or view.speech.carried(index, head)
    refs = resolver.refs(saying.speakers[0]) if saying and saying.speakers else []
    return refs[0] if refs else None


def _voice(view: View, mention: Mention) -> str:
    """What keeps pronouns of the first and second person together where no speaker is known."""
    person = _PERSONS.get(mention.sentence.words[mention.head].text.lower())
    if person is None:
        return ""
    inside = next((q.span.start for q in view.document.quotations if q.span.covers(mention.span)), None)
    return f"{person} of the document" if inside is None else f"{person} of the quotation at {inside}"


def entities(keys: dict[int, str]) -> list[Entity]:
    """Mentions of one key as one entity."""
    groups: dict[str, set[Hashable]] = {}
    for at, key in keys.items():
        groups.setdefault(key, set()).add(at)
    return [frozenset(group) for group in groups.values()]


@dataclass(slots=True)
class Run:
    """Scores of the system and the baseline, with all entities and without singletons, and the links that differ."""

    scores: dict[str, CorefScores]
    missed: list[str]
    invented: list[str]


def run(cases: Sequence[Case], reader: Reader, *, strict: bool = False) -> Run:
    """Score some documents."""
    names = ("system", "baseline", "system without singletons", "baseline without singletons")
    out = Run({name: CorefScores() for name in names}, [], [])
    for case, document in zip(cases, analyse([report_of(c) for c in cases], reader.model), strict=True):
        found = found_mentions(reader.view(document), reader, strict=strict)
        gold = entities(case.gold)
        ways = {"system": entities({f.head: f.key for f in found})}
        ways["baseline"] = entities({f.head: fold(f.text) for f in found})
        for name, theirs in ways.items():
            out.scores[name].add(gold, theirs)
            out.scores[f"{name} without singletons"].add(without_singletons(gold), without_singletons(theirs))
        compare(case, found, out)
    return out


def compare(case: Case, found: Sequence[Found], out: Run) -> None:
    """Note where a mention's nearest earlier mate of the gold has another key, and the other way about."""
    ours = {f.head: f for f in found}
    last_gold: dict[str, int] = {}
    last_ours: dict[str, int] = {}
    for f in sorted(found, key=lambda f: f.head):
        group = case.gold.get(f.head)
        before = last_ours.get(f.key)
        mate = last_gold.get(group) if group else None
        if mate is not None and ours[mate].key != f.key:
            out.missed.append(_line(case, f, mate, ours[mate]))
        if before is not None and (group is None or case.gold.get(before) != group):
            out.invented.append(_line(case, f, before, ours[before]))
        last_ours[f.key] = f.head
        if group:
            last_gold[group] = f.head


def _line(case: Case, f: Found, at: int, mate: Found) -> str:
    around = case.text[max(0, f.head - 60) : f.head + 40]
    return f"{f.sort:8} {f.text!r} = {f.key} [{f.why[:40]}] / {mate.text!r} = {mate.key} | {case.doc} …{around}…"


def figures(result: Run) -> dict[str, dict[str, float]]:
    """The figures of a run, by way and measure."""
    out = {}
    for name, s in result.scores.items():
        out[name] = {
            "conll": s.conll, "muc": s.muc.f1, "b3": s.b3.f1, "ceaf_e": s.ceaf.f1, "mentions": s.mentions.f1,
            "mention_precision": s.mentions.precision, "mention_recall": s.mentions.recall,
        }  # fmt: skip
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="treebank with Entity= fields, gzipped or not")
    parser.add_argument("--documents", type=Path, required=True, help="table of documents with genre and date")
    parser.add_argument("--genres", default="", help="only documents of these genres, set apart by commas")
    parser.add_argument("--first", type=int, help="only so many documents")
    parser.add_argument("--strict", action="store_true", help="leave pronouns without a known speaker alone")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show", type=int, default=0, help="list so many missed (-) and invented (+) links")
    args = parser.parse_args()
    try:
        genres = frozenset(g for g in args.genres.split(",") if g)
        cases = read_cases(args.data, args.documents, genres)[: args.first]
        result = run(cases, Reader.load(), strict=args.strict)
    except DragomanError as error:
        parser.exit(1, f"bench.coref: {error}\n")
    if args.json:
        print(json.dumps({k: {n: round(v, 4) for n, v in d.items()} for k, d in figures(result).items()}))
        return
    for sign, links in (("-", result.missed), ("+", result.invented)):
        for line in links[: args.show]:
            print(sign, line)
        sorts = Counter(line.split()[0] for line in links)
        print(f"{sign} {len(links)} links:", ", ".join(f"{n} {sort}" for sort, n in sorts.most_common()))
    print(f"{len(cases)} documents")
    for name, row in figures(result).items():
        print(f"{name:28}", "  ".join(f"{measure} {value:.3f}" for measure, value in row.items()))


if __name__ == "__main__":
    main()
