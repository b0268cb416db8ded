"""A brief as Markdown, in which nothing of a report can be markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.brief.naming import the_day
from dragoman.brief.values import MARKED, Brief, Line, Reference

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)]))")


def markdown(brief: Brief) -> str:
    """The whole brief."""
    return "\n".join(_lines(brief)) + "\n"


def escape(text: str) -> str:
    """Text that shows as it is: no marks, no links, no entities, no list or rule at its beginning."""
    text = _MARKUP.sub(r"\\\1", text.replace("&", "&amp;"))
    text = text.replace("://", r"\://").replace("www.", r"www\.")
    return _FIRST.sub(lambda m: "\\" + m[1] if not m[1][0].isdigit() else m[1] + "\u200b", text)


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escape(brief.title)}"
    yield ""
    yield span(brief)
    for section in brief.sections:
        yield ""
        yield f"## {section.title}"
        if not section.groups:
            yield from ("", section.nothing)
        for group in section.groups:
            yield from ("", f"### {escape(group.title)}", "")
            for line in group.lines:
                yield from _line(line, marked=section.key in MARKED and line.fresh)
    if brief.references:
        yield from ("", "## Reports", "")
        for reference in brief.references:
            yield f"{reference.number}. {_reference(reference)}"
    if brief.left_out:
        yield from ("", left_out(brief))


def span(brief: Brief) -> str:
    """The time that it is about."""
    if (brief.as_of - brief.since).days == 1:
        return f"What was told on {the_day(brief.as_of)}."
    return f"What was told after {the_day(brief.since)}, up to {the_day(brief.as_of)}."


def left_out(brief: Brief) -> str:
    """What is not listed, and how to see it."""
    stories = "1 story is" if brief.left_out == 1 else f"{brief.left_out} stories are"
    return (
        f"{stories} not listed: old, unclear as to who did it, or small. "
        f"All of them: dragoman changes --since {brief.since} --as-of {brief.as_of}"
    )


def _line(line: Line, *, marked: bool) -> Iterator[str]:
    new = "**New.** " if marked else ""
    numbers = "".join(f"[{number}]" for number in line.references)
    if not any(quote.who for quote in line.quotes):
        yield f"- {new}{escape(line.text)} {numbers}"
        yield from (f"  > “{escape(quote.sentence)}” [{quote.reference}]" for quote in line.quotes[:1])
        return
    yield f"- {new}{escape(line.text)}"
    for quote in line.quotes:
        yield f"    - {escape(quote.who or '')}: “{escape(quote.sentence)}” [{quote.reference}]"


def _reference(reference: Reference) -> str:
    title = f"[{escape(reference.title)}](<{reference.link}>)" if reference.link else escape(reference.title)
    parts = [title, *(escape(part) for part in (reference.publisher, _date(reference)) if part)]
    if reference.source and not reference.link:
        parts.append(escape(reference.source))
    return ", ".join(parts)


def _date(reference: Reference) -> str:
    return the_day(reference.published) if reference.published else "undated"
