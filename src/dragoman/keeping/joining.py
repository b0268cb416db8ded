"""Stories in the store: new events are compared with what they meet, and what hangs together is grouped anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.model.living import Told
from dragoman.store.neighbours import links_around, neighbours, sentences_of
from dragoman.store.values import Judgement, Link
from dragoman.store.writing import Writer
from dragoman.stories.cluster import LINKED, cluster
from dragoman.stories.cluster import link as link_of
from dragoman.stories.linking import Entry, index, relink, story_id


def join(writer: Writer, new: Iterable[str], judged: Sequence[Judgement]) -> int:
    """Put new events into stories; how many links were found.

    Args:
        writer: the transaction that added their reports.
        new: ids of the events.
        judged: what people decided, which goes before scores.
    """
    fresh = list(writer.told(set(new), light=False))
    if not fresh:
        return 0
    entries = index(fresh, sentences_of(writer, [t.event.id for t in fresh]))
    writer.put_blocks(
        {id_: e.keys for id_, e in entries.items()}, {id_: (e.first, e.last) for id_, e in entries.items()}
    )
    met = _met(writer, entries, {t.event.id for t in fresh})
    new_ids = {t.event.id for t in fresh}
    known = links_around(writer, [t.event.id for t in met], LINKED)
    around = {id_ for k in known for id_ in (k.a, k.b)} | {t.event.id for t in met}
    mates = [t for t in writer.told(around, light=False) if t.event.id not in new_ids]
    sentences = sentences_of(writer, {*new_ids, *(t.event.id for t in mates)})
    found = relink(fresh, mates, [link_of(k.a, k.b, k.score) for k in known], sentences)
    writer.put_links(Link(a=c.link.one, b=c.link.other, score=c.link.score, reasons=c.reasons) for c in found)
    regroup(writer, {*new_ids, *(x for c in found for x in (c.link.one, c.link.other))}, judged)
    return len(found)


def regroup(writer: Writer, ids: Iterable[str], judged: Sequence[Judgement]) -> None:
    """Group anew the events that hang together with these, by links and judgements."""
    pairs = {
        kind: [(j.subject, j.object) for j in judged if j.kind == kind and j.object] for kind in ("merge", "split")
    }
    bound = {x for pair in pairs["merge"] for x in pair}
    around = set(ids)
    if around & bound:
        around |= bound
    links = links_around(writer, around, LINKED)
    reached = around | {x for k in links for x in (k.a, k.b)}
    must = [pair for pair in pairs["merge"] if set(pair) <= reached]
    cannot = [pair for pair in pairs["split"] if set(pair) <= reached]
    groups = cluster([link_of(k.a, k.b, k.score) for k in links], must, cannot)
    alone = reached - {x for group in groups for x in group}
    told = {t.event.id: t for t in writer.told(reached)}
    stories: dict[str, str] = {}
    for group in [*groups, *((x,) for x in sorted(alone))]:
        members = [told[x] for x in group if x in told]
        story = story_id(members) if len(members) > 1 else None
        stories |= {t.event.id: story or t.event.id for t in members}
    writer.set_stories(stories)


def _met(writer: Writer, entries: Mapping[str, Entry], new: set[str]) -> list[Told]:
    """Events told before that share a key and days with a new one, with those of their reports and stories."""
    met: dict[str, Told] = {}
    for window, ids in _by_window(entries).items():
        keys = {key for id_ in ids for key in entries[id_].keys}
        found = writer.candidates(keys, *window, light=True)
        met |= {t.event.id: t for t in found if t.event.id not in new}
    return neighbours(writer, list(met.values())) if met else []


def _by_window(entries: Mapping[str, Entry]) -> dict[tuple[int, int], list[str]]:
    """Events with the same days ask together."""
    found: dict[tuple[int, int], list[str]] = {}
    for id_, entry in entries.items():
        if entry.keys:
            found.setdefault((entry.first, entry.last), []).append(id_)
    return found
