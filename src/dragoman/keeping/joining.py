"""Stories in the store: new events are compared with what they meet, and what hangs together is grouped anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.model.living import Told
from dragoman.store.neighbours import links_around, neighbours, sentences_of
from dragoman.store.values import Judgement, Link
from dragoman.store.writing import Writer
from dragoman.stories.cluster import LINKED, cluster
from dragoman.stories.cluster import link as link_of
from dragoman.stories.linking import relink, story_id
from dragoman.stories.score import blocks, window


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
    keys = {t.event.id: blocks(t) for t in fresh}
    writer.put_blocks({id_: found for id_, found in keys.items() if found})
    met = _met(writer, fresh, keys)
    known = links_around(writer, [t.event.id for t in met], LINKED)
    around = {id_ for k in known for id_ in (k.a, k.b)} | {t.event.id for t in met}
    mates = [t for t in writer.told(around, light=False) if t.event.id not in keys]
    sentences = sentences_of(writer, {*keys, *(t.event.id for t in mates)})
    found = relink(fresh, mates, [link_of(k.a, k.b, k.score) for k in known], sentences)
    writer.put_links(Link(a=c.link.one, b=c.link.other, score=c.link.score, reasons=c.reasons) for c in found)
    regroup(writer, {*keys, *(x for c in found for x in (c.link.one, c.link.other))}, judged)
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


def _met(writer: Writer, fresh: Sequence[Told], keys: dict[str, frozenset[str]]) -> list[Told]:
    """Events of other reports that share a key and days with a new one, with those of their reports and stories."""
    met: dict[str, Told] = {}
    by_report: dict[str, list[Told]] = {}
    for t in fresh:
        by_report.setdefault(t.report, []).append(t)
    for events in by_report.values():
        windows = [(t, *window(t)) for t in events if keys[t.event.id]]
        if not windows:
            continue
        first, last = min(w[1] for w in windows), max(w[2] for w in windows)
        wanted = {key for t, *_ in windows for key in keys[t.event.id]}
        found = writer.candidates(wanted, _day(first), _day(last), light=True)
        met |= {t.event.id: t for t in found if t.event.id not in keys}
    return neighbours(writer, list(met.values())) if met else []


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
