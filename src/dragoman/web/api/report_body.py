"""A report as it is sent: plain text, or a JSON object; never more of it in memory than may be."""

from __future__ import annotations

from email.message import Message
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, ValidationError
from starlette.requests import Request

from dragoman.errors import InputError
from dragoman.intake.json_reports import from_record
from dragoman.model.report import Report
from dragoman.web.api.asked import ReportAsked, Words, sound
from dragoman.web.api.problems import ProblemError
from dragoman.web.api.record_models import example_of

LARGEST = 1_000_000  # bytes of a report's text
_LARGEST_BODY = 2 * LARGEST  # JSON writes some characters as escapes
_TEXT, _JSON = "text/plain", "application/json"
_EXAMPLE = {
    "text": "ANKARA, June 14 (Agency) - Russian Foreign Minister Sergei Lavrov postponed a visit to Istanbul.",
    "published": "2020-06-14T11:08",
    "source": "https://news.example/2020/06/14/visit",
    "publisher": "The Example",
}


class ReportIn(BaseModel):
    """A report to read."""

    model_config = example_of(**_EXAMPLE)
    text: Annotated[str, Field(min_length=1, max_length=LARGEST), AfterValidator(sound)] = Field(
        description="The report, as it came."
    )
    title: Words | None = Field(None, description="Its headline, put before the text unless that begins with it.")
    published: Annotated[str, Field(max_length=60), AfterValidator(sound)] | None = Field(
        None, description="When it was published: 2020-06-14 or 2020-06-14T11:08."
    )
    source: Words | None = Field(None, description="Its address or name; with the text it makes the report's id.")
    publisher: Words | None = Field(None, description="Who published it.")
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")] = Field("en", description="Code of the language.")


BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": f"A report of at most {LARGEST:,} bytes, as plain text in UTF-8 or as a JSON object.",
        "content": {
            _TEXT: {"schema": {"type": "string", "minLength": 1, "maxLength": LARGEST}, "example": _EXAMPLE["text"]},
            _JSON: {"schema": ReportIn.model_json_schema()},
        },
    }
}


async def report_of(request: Request, asked: ReportAsked) -> Report:
    """The report that a request brings.

    Raises:
        ProblemError: it is too large (413), in another format (415), or none that can be read (422).
    """
    media = Message()
    media["content-type"] = request.headers.get("content-type", "")
    kind = media.get_content_type() if media["content-type"] else ""
    if kind not in (_TEXT, _JSON) or str(media.get_param("charset", "utf-8")).lower() not in ("utf-8", "us-ascii"):
        raise ProblemError(415, f"{media['content-type'] or 'no Content-Type'}: send {_TEXT} or {_JSON}, in UTF-8")
    body = await _body(request, LARGEST if kind == _TEXT else _LARGEST_BODY)
    given = _from_json(body) if kind == _JSON else ReportIn.model_construct(text=_decoded(body))
    if len(given.text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise _too_large(LARGEST)
    known = {
        "text": given.text, "title": given.title or asked.title, "published": given.published or asked.published,
        "url": given.source or asked.source, "publisher": given.publisher or asked.publisher,
        "language": given.language,
    }  # fmt: skip
    found = from_record({name: value for name, value in known.items() if value}, "the report")
    if isinstance(found, InputError):
        raise ProblemError(422, str(found), errors=[("body", str(found))])
    return found


async def _body(request: Request, most: int) -> bytes:
    """The body, refused as soon as it is known to be too large."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told[:20]) > most:
        raise _too_large(most)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise _too_large(most)
    return bytes(body)


def _too_large(most: int) -> ProblemError:
    return ProblemError(413, f"more than {most:,} bytes are no news report; send one report at a time")


def _decoded(body: bytes) -> str:
    try:
        return sound(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        said = f"not UTF-8 (byte {error.start}); send the text in UTF-8"
    except ValueError as error:
        said = str(error)
    raise ProblemError(
        422, f"the text is {said}" if said.startswith("not") else f"the text {said}", errors=[("body", said)]
    )


def _from_json(body: bytes) -> ReportIn:
    try:
        return ReportIn.model_validate_json(body)
    except ValidationError as error:
        errors = [(".".join(("body", *map(str, e["loc"]))), _said(e["type"], e["msg"])) for e in error.errors()]
        detail = "; ".join(f"{field}: {what}" for field, what in errors[:3])
        raise ProblemError(422, detail, errors=errors) from None


def _said(kind: str, message: str) -> str:
    """What is wrong, in words; a key that is not known is told with those that are."""
    if kind == "extra_forbidden":
        return f"is not known here; known are {', '.join(ReportIn.model_fields)}"
    plain = message.removeprefix("Value error, ")
    return f"{plain[:1].lower()}{plain[1:]}"
