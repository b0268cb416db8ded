"""The commands that show a store in a browser: `serve`, and `token` for who may read and correct."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_actors import Actors
from dragoman.cli_store import StoreAt

if TYPE_CHECKING:
    from dragoman.web.tokens import Tokens

TokensAt = Annotated[
    Path | None,
    typer.Option(
        "--tokens", envvar="DRAGOMAN_TOKENS", metavar="FILE", help="The file of tokens; beside the store, if none is given."
    ),
]  # fmt: skip
MOST_A_MINUTE = 1200  # requests of one client, where others than oneself can ask

tokens = typer.Typer(
    name="token", help="Tokens by which people and programs may read and correct.", no_args_is_help=True
)


def serve(
    store: StoreAt = None,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all, which asks for tokens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option(help="A name that the server is reached by, beside localhost; may be given several times.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write/--read-only", help="Let those with a token that may write correct and add.")
    ] = False,
    rate: Annotated[
        int | None, typer.Option(min=1, help=f"Requests a minute of one client; {MOST_A_MINUTE} where others can ask, else any number.")
    ] = None,
    tokens_at: TokensAt = None,
    actors: Actors = None,
) -> None:  # fmt: skip
    """Show the living picture in a browser, with the API under /api/v1; on one's own machine unless told otherwise."""
    from dragoman.errors import InputError, OutputError
    from dragoman.keeping.store import place_of
    from dragoman.web.settings import Settings, is_local
    from dragoman.web.tokens import Tokens, tokens_beside

    place = place_of(store)
    kept = Tokens(tokens_at or tokens_beside(place))
    local = is_local(host) and not name  # under another name, others come through a proxy on this machine
    known = kept.all()
    if not local and not known:
        raise InputError(
            f"--host {host}{' --name ' + name[0] if name else ''} lets others in, who need tokens, and there are none in {kept.path}; "
            "make one with `dragoman token add NAME`"
        )
    if write and not any(token.writes for token in known):
        raise InputError(
            f"--write needs a token that may write, and there is none in {kept.path}; make one with "
            "`dragoman token add NAME --scope write`"
        )
    names = list(name or ()) if host in ("0.0.0.0", "::") else [host, *(name or ())]
    settings = Settings(
        read_only=not write, sealed=not local, hosts=tuple(names), tokens=kept.path, actors=actors,
        rate=rate or (None if local else MOST_A_MINUTE),
    )  # fmt: skip
    try:
        import uvicorn

        from dragoman.web.app import make_app
    except ImportError as error:
        raise OutputError(
            f"serving needs {error.name}, which is not installed; run pip install 'dragoman[serve]'"
        ) from error
    app = make_app(place, settings)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"the picture is at http://{shown}:{port}/ ; Ctrl+C ends it", err=True)
    uvicorn.run(
        app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False, timeout_keep_alive=75
    )


@tokens.command()
def add(
    name: Annotated[str, typer.Argument(help="Whose it is; judgements are kept under this name.")],
    scope: Annotated[str, typer.Option(help="read, or write, which may read too.")] = "read",
    store: StoreAt = None,
    tokens_at: TokensAt = None,
) -> None:
    """Make a token; it is shown this once."""
    made, text = _tokens(store, tokens_at).add(name, scope)
    typer.echo(text)
    typer.echo(f"the token of {made.name} may {made.scope}; it is kept as a hash only, so note it now", err=True)


@tokens.command(name="list")
def list_(store: StoreAt = None, tokens_at: TokensAt = None) -> None:
    """Show whose tokens there are, and what they allow."""
    kept = _tokens(store, tokens_at)
    for token in kept.all():
        typer.echo(f"{token.id}  {token.scope:5}  {token.made[:10]}  {token.name}")
    if not kept.all():
        typer.echo(f"there are no tokens in {kept.path}", err=True)


@tokens.command()
def revoke(
    name: Annotated[str, typer.Argument(metavar="NAME|ID", help="Whose, or its id.")],
    store: StoreAt = None,
    tokens_at: TokensAt = None,
) -> None:
    """End a token; it opens nothing from now on."""
    gone = _tokens(store, tokens_at).revoke(name)
    typer.echo(f"revoked the token of {gone.name}")


def _tokens(store: str | None, at: Path | None) -> Tokens:
    from dragoman.keeping.store import place_of
    from dragoman.web.tokens import Tokens, tokens_beside

    return Tokens(at or tokens_beside(place_of(store)))


COMMANDS = (serve,)
