"""Lines with their sentences, and reports numbered in the order in which they are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote, urlsplit

from dragoman.brief.naming import sentence
from dragoman.brief.values import Draft, Line, Quote, Reference, Source
from dragoman.pictures.words import plain

CITED = 2  # sentences under a line
CANDIDATES = 6  # records of a line that are looked up
_IN_ADDRESSES = "%:/?#[]@!$&'*+,;=~-._"
_LONGEST_ADDRESS = 2000


def cited(
    parts: Mapping[str, Sequence[Draft]], sources: Callable[[Sequence[str]], Mapping[str, Source]]
) -> tuple[dict[int, Line], tuple[Reference, ...], int]:
    """The line of each draft by the draft's identity, the references, and how many drafts have no record that is found."""
    drafts = [draft for some in parts.values() for draft in some]
    wanted = dict.fromkeys(i for d in drafts for i in (*d.records[:CANDIDATES], *(record for _, record in d.claims)))
    found = sources(tuple(wanted))
    numbers: dict[str, int] = {}
    lines: dict[int, Line] = {}
    for draft in drafts:
        quotes = tuple(_quotes(draft, found, numbers))
        if quotes:
            lines[id(draft)] = Line(text=sentence(draft.text), quotes=quotes, fresh=draft.fresh)
    references = {source.report: source for source in found.values() if source.report in numbers}
    ordered = sorted(references.values(), key=lambda source: numbers[source.report])
    return lines, tuple(_reference(numbers[s.report], s) for s in ordered), len(drafts) - len(lines)


def _quotes(draft: Draft, found: Mapping[str, Source], numbers: dict[str, int]) -> Iterable[Quote]:
    """The sentences behind a draft, each once; of several reports rather than of one."""
    if draft.claims:
        chosen = [(who, record) for who, record in draft.claims if record in found]
        if len(chosen) < 2:
            return
    else:
        chosen = [("", record) for record in _choose(draft.records[:CANDIDATES], found)]
    for who, record in chosen:
        source = found[record]
        number = numbers.setdefault(source.report, len(numbers) + 1)
        yield Quote(
            record=record, sentence=plain(source.sentence), reference=number, who=who[:1].upper() + who[1:] or None
        )


def _choose(records: Sequence[str], found: Mapping[str, Source]) -> list[str]:
    """One record of each report, with a sentence of the body rather than the headline where there is one."""
    by_report: dict[str, list[str]] = {}
    for record in records:
        if record in found:
            by_report.setdefault(found[record].report, []).append(record)
    return [min(some, key=lambda record: _is_headline(found[record])) for some in by_report.values()][:CITED]


def _is_headline(source: Source) -> bool:
    return source.title is not None and plain(source.sentence) == plain(source.title)


def _reference(number: int, source: Source) -> Reference:
    return Reference(
        number=number,
        report=source.report,
        title=plain(source.title or "") or "Untitled report",
        publisher=plain(source.publisher or "") or None,
        published=source.published.date() if source.published else None,
        source=_source(source.address),
        link=link_of(source.address),
    )


def _source(address: str | None) -> str | None:
    """An address, or the name of a file without its folders: they are nobody else's business."""
    text = plain(address or "")
    return (text if link_of(address) else text.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]) or None


def link_of(address: str | None) -> str | None:
    """An address that is safe to write as a link; None for file names, other schemes and what is none."""
    try:
        parts = urlsplit((address or "").strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or not parts.hostname.isascii():
            return None
    except ValueError:  # "http://[bad"
        return None
    link = quote(parts.geturl(), safe=_IN_ADDRESSES, errors="replace")
    return link if len(link) <= _LONGEST_ADDRESS else None
