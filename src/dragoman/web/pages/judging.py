"""Corrections by people: kept as judgements beside what the machine claims, never over it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, RedirectResponse, Response

from dragoman.answers.table import Row, Table
from dragoman.errors import InputError, StoreError
from dragoman.keeping import judging
from dragoman.keeping.gold import gold_of
from dragoman.web.asking import Ask, MissingError
from dragoman.web.pages.signing import checked
from dragoman.web.view import Page
from dragoman.web.words import Links

LONGEST_WHY = 500


def judge(ask: Ask, fields: Mapping[str, str]) -> Response:
    """Keep what somebody decided, and show the record again."""
    checked(ask, fields)
    act, subject = fields.get("act", ""), fields.get("subject", "").strip()
    why = fields.get("why", "").strip()[:LONGEST_WHY] or None
    who = ask.request.state.access.name
    try:
        back = _decide(ask, act, subject, fields, who=who, why=why)
    except StoreError as error:
        raise InputError(str(error)) from error
    ask.store.forget()
    return RedirectResponse(back, 303)


def _decide(ask: Ask, act: str, subject: str, fields: Mapping[str, str], *, who: str, why: str | None) -> str:
    """Do it; where to go on."""
    store, link = ask.store, Links(None)
    match act:
        case "confirm" | "reject":
            made = (
                judging.confirm(store, subject, who=who, why=why)
                if act == "confirm"
                else judging.reject(store, subject, who=who, why=why)
            )
            return _page_of(store, made.subject)
        case "edit":
            given = {name.removeprefix("edit_"): value for name, value in fields.items() if name.startswith("edit_")}
            return _page_of(store, judging.edit(store, subject, given, who=who, why=why).subject)
        case "merge" | "split":
            other = fields.get("object", "").strip()
            if not other:
                raise InputError("give the id of the other event; it stands on its page")
            (judging.merge if act == "merge" else judging.split)(store, subject, other, who=who, why=why)
            return link("story", subject)
        case "undo":
            return _page_of(store, judging.undo(store, subject).subject)
    raise InputError(f"{act!r} is nothing that can be decided; take one of confirm, reject, edit, merge, split, undo")


def _page_of(store: object, record: str) -> str:
    link = Links(None)
    ties = store.snapshot.ties_by_id  # type: ignore[attr-defined]
    return (link("relation", record) if record in ties else link("event", record)) + "#judgements"


def judgements(ask: Ask) -> Page:
    """All that people decided, newest first."""
    found = sorted(ask.store.database.judgements(withdrawn=True), key=lambda j: j.at, reverse=True)
    rows: list[Row] = [
        {"id": j.id, "kind": j.kind, "subject": j.subject, "object": j.object, "who": j.who, "at": j.at.isoformat(), "why": j.why,
         "withdrawn_at": j.withdrawn_at.isoformat() if j.withdrawn_at else None}
        for j in found
    ]  # fmt: skip
    columns = ("id", "kind", "subject", "object", "who", "at", "why", "withdrawn_at")
    context = {"judgements": found[:200], "count": len(found)}
    return Page(
        template="judgements.html.j2",
        title="Judgements",
        context=context,
        data=lambda: rows,
        table=lambda: Table(columns, rows),
        dated=False,
    )


def gold(ask: Ask) -> Response:
    """What people judged, report by report, in the format of gold annotation."""
    found = list(gold_of(ask.store))
    if not found:
        raise MissingError("Nobody has confirmed, rejected or edited a record yet; that is done on the pages of events")
    return JSONResponse(found)


judge.needs_form = True  # type: ignore[attr-defined]
