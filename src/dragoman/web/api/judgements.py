"""What people decided beside the machine's claims: listed, added, withdrawn."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from dragoman.keeping import judging
from dragoman.keeping.store import Store
from dragoman.store.values import Judgement, TieFilter
from dragoman.web.api.answering import answer, fresh, served
from dragoman.web.api.asked import Id, JudgementsAsked, RecordId, Words
from dragoman.web.api.problems import ProblemError, finding
from dragoman.web.api.record_models import example_of
from dragoman.web.api.rows import judgement_row

Field_ = Literal["type", "mode", "status", "actors", "recipients", "where", "start", "end", "speakers"]


class JudgementIn(BaseModel):
    """A decision about a record, or about two events."""

    model_config = example_of(
        kind="split", subject="3f2a9c0e1b7d4856", object="91c04d77aa3e5f12", who="ada", why="two visits, a week apart"
    )
    kind: Literal["merge", "split", "confirm", "reject", "edit"] = Field(
        description="merge, split: two events tell one deed, or two. confirm, reject, edit: a record is right, wrong, otherwise."
    )
    subject: RecordId = Field(description="An event, by its id or the beginning of it; of a merge also a story.")
    object: RecordId | None = Field(None, description="The other event, of a merge or split.")
    fields: dict[Field_, Annotated[str, Field(max_length=judging.LONGEST)]] | None = Field(
        None, description='What is otherwise, of an edit; names are joined by "; ".', examples=[{"status": "cancelled"}]
    )
    who: Annotated[Words, Field(max_length=100)] | None = Field(
        None, description="Who says so; where a token tells that, it goes before this."
    )
    why: Words | None = Field(None, description="For what reason.")


def judgements(request: Request, asked: Annotated[JudgementsAsked, Query()]) -> Response:
    """Judgements, oldest first."""
    store = served(request).store
    subject = _record(store, asked.subject) if asked.subject is not None else None
    found = store.database.judgements(subject=subject, withdrawn=asked.all)
    return answer(request, lambda: {"items": [judgement_row(j) for j in found]})


def judge(request: Request, given: JudgementIn) -> Response:
    """Add a judgement; it stands beside the machine's claim, never over it."""
    asked = served(request)
    who = asked.settings.author(request) or given.who
    if who is None:
        raise _wrong("who", "is missing; say who judges")
    for name, kinds in (("object", ("merge", "split")), ("fields", ("edit",))):
        if (given.kind in kinds) is (getattr(given, name) is None):
            raise _wrong(name, "is missing" if given.kind in kinds else f"is not for {given.kind}; leave it out")
    made = _made(asked.store, given, who)
    asked.store.forget()
    return fresh(judgement_row(made), 201, {"Location": f"{request.url.path}/{made.id}"})


def judgement(request: Request, id: Id) -> Response:
    """One judgement, withdrawn or not."""
    with finding("judgement", id):
        found = served(request).store.database.judgement(id)
    return answer(request, lambda: judgement_row(found))


def withdraw(request: Request, id: Id) -> Response:
    """Take a judgement back; it stays on record with the time when."""
    store = served(request).store
    with finding("judgement", id):
        found = store.database.judgement(id)
    judging.undo(store, found.id)  # 409 if it was withdrawn before
    store.forget()
    return fresh(judgement_row(store.database.judgement(found.id)))


def _made(store: Store, given: JudgementIn, who: str) -> Judgement:
    match given.kind:
        case "confirm" | "reject":
            judge = judging.confirm if given.kind == "confirm" else judging.reject
            return judge(store, _record(store, given.subject), who=who, why=given.why)
        case "edit":
            subject = _event(store, given.subject)
            return judging.edit(
                store,
                subject,
                {str(name): value for name, value in (given.fields or {}).items()},
                who=who,
                why=given.why,
            )
        case "merge":
            one, other = (_first(store, x) for x in (given.subject, given.object or ""))
        case "split":
            one, other = (_event(store, x) for x in (given.subject, given.object or ""))
    if one == other:
        raise _wrong("object", "is the same; give another event")
    return (store.merge if given.kind == "merge" else store.split)(one, other, who=who, why=given.why)


def _event(store: Store, given: str) -> str:
    with finding("event", given):
        return store.database.event(given).event.id


def _first(store: Store, given: str) -> str:
    """An event, or the first of a story."""
    with finding("event or story", given):
        return store.database.story(given).events[0].event.id


def _record(store: Store, given: str) -> str:
    """An event, or a relation by its whole id."""
    if store.database.ties(TieFilter(ids=(given,))):
        return given
    return _event(store, given)


def _wrong(name: str, what: str) -> ProblemError:
    return ProblemError(422, f"{name} {what}", errors=[(f"body.{name}", what)])
