"""Signing in with a token, and out again."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from dragoman.web.asking import Ask, RefusedError
from dragoman.web.security import COOKIE, same_secret
from dragoman.web.tokens import Tokens
from dragoman.web.view import Page, render

A_MONTH = 30 * 24 * 3600


def form(ask: Ask) -> Response:
    """Where a token is given."""
    page = Page(
        template="sign-in.html.j2", title="Sign in", data=None, context={"next": _inside(ask.text("next"))}, dated=False
    )
    return Response(render(ask, page), media_type="text/html; charset=utf-8")


def sign_in(ask: Ask, fields: Mapping[str, str]) -> Response:
    """Keep a token in a cookie that no script sees and no other site sends."""
    given = fields.get("token", "").strip()
    if ask.settings.tokens is None or Tokens(ask.settings.tokens).find(given) is None:
        raise RefusedError("This is no token of this server; `dragoman token add NAME` makes one", 401)
    answer = RedirectResponse(_inside(fields.get("next")), 303)
    by_tls = ask.request.headers.get("origin", "").startswith("https:")  # as the browser sees it, through any proxy
    answer.set_cookie(COOKIE, given, max_age=A_MONTH, httponly=True, samesite="lax", secure=by_tls, path="/")
    return answer


def sign_out(ask: Ask, fields: Mapping[str, str]) -> Response:
    """Forget the token."""
    checked(ask, fields)
    answer = RedirectResponse("/today", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def checked(ask: Ask, fields: Mapping[str, str]) -> None:
    """Refuse a form that this server did not make for who sends it.

    Raises:
        RefusedError: it is older than the server, or not its own.
    """
    if not same_secret(fields.get("csrf", ""), getattr(ask.request.state, "csrf", "")):
        raise RefusedError("This form is too old or not of this server; load the page again, and send it once more")


def _inside(next_: str | None) -> str:
    """Where to go on: a page of this server, never of another."""
    ok = next_ is not None and next_.startswith("/") and not next_.startswith(("//", "/\\")) and next_.isprintable()
    return next_ if ok and next_ is not None else "/today"


_sent = (sign_in, sign_out)
for _act in _sent:
    _act.needs_form = True  # type: ignore[attr-defined]
