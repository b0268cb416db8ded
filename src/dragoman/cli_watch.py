"""`dragoman watch`: feeds to the store, day after day."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_alerts import watched
from dragoman.cli_store import StoreAt
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.watch.feeds import Feeds
    from dragoman.watch.journal import Journal
    from dragoman.watch.poll import Keep
    from dragoman.watch.state import FeedState

FORMATS = ("json", "text")


def run_watch(
    feeds: Feeds,
    state: FeedState,
    keep: Keep,
    *,
    once: bool = False,
    journal: Journal | None = None,
    metrics_file: Path | None = None,
) -> bool:
    """Watch feeds until SIGTERM or SIGINT; the second signal stops at once.

    Args:
        feeds: what to watch.
        state: where records of feeds are kept.
        keep: takes reports of a feed in, and says how many were new, known and so on.
        once: go round once.
        journal: where it says what it does; JSON lines on standard error if none.
        metrics_file: where metrics are written after each round.

    Returns:
        False if feeds were polled in the last round, and every one of them failed.

    Raises:
        InputError: the libraries for it are not installed.
    """
    need_libraries(pages=any(feed.pages for feed in feeds.feeds))
    from dragoman import __version__
    from dragoman.watch.journal import Journal
    from dragoman.watch.watcher import make_watcher

    stop = Event()
    watcher, client = make_watcher(
        feeds,
        state,
        keep,
        journal=journal or Journal(),
        stopping=stop.is_set,
        pause=stop.wait,
        version=__version__,
        metrics_file=metrics_file,
    )
    restore = _on_signals(stop)
    try:
        return watcher.run(once=once)
    finally:
        restore()
        client.close()


def _on_signals(stop: Event) -> Callable[[], None]:
    """Let signals ask for a clean stop, the second one as it always did; the function returned undoes that."""
    kinds = (signal.SIGTERM, signal.SIGINT)
    before = {kind: signal.getsignal(kind) for kind in kinds}

    def restore() -> None:
        for kind, handler in before.items():
            signal.signal(kind, handler)

    def ask(*_: object) -> None:
        stop.set()
        restore()

    for kind in kinds:
        signal.signal(kind, ask)
    return restore


def need_libraries(*, pages: bool) -> None:
    """Say at once, and not at the first feed, that a library is missing.

    Raises:
        InputError: the libraries for it are not installed.
    """
    try:
        import feedparser  # type: ignore[import-untyped]  # noqa: F401
        import httpx  # noqa: F401

        if pages:
            import trafilatura  # noqa: F401
    except ImportError as error:
        told = str(error).split("\n")[0]
        raise InputError(f"watching feeds needs more libraries ({told}); run: pip install dragoman[watch]") from error


def journal_of(form: str) -> Journal:
    """The log that `--log-format` asks for; a sentence and status 2 if there is no such form."""
    from dragoman.watch.journal import Journal, LogFormat

    if form not in FORMATS:
        typer.echo(f"--log-format {form!r}; allowed are {', '.join(FORMATS)}", err=True)
        raise typer.Exit(2)
    return Journal(LogFormat(form))


FeedsFile = Annotated[
    Path, typer.Argument(help="The file of feeds; docs/feeds.md has an example.", metavar="FEEDS.TOML")
]
Once = Annotated[bool, typer.Option("--once", help="Poll what is due, once, and end.")]
LogForm = Annotated[str, typer.Option("--log-format", help="Lines on standard error: json or text.")]
MetricsFile = Annotated[Path | None, typer.Option("--metrics", help="Write metrics for Prometheus to this file.")]
Rules = Annotated[
    Path | None,
    typer.Option("--alerts", help="Rules for alerts on what comes in; docs/alerts.md.", metavar="RULES.TOML"),
]


def watch(
    feeds: FeedsFile,
    store: StoreAt = None,
    once: Once = False,
    alerts: Rules = None,
    log_format: LogForm = "json",
    metrics: MetricsFile = None,
) -> None:
    """Poll feeds and read what is new into the store, until Ctrl-C or SIGTERM."""
    from dragoman.watch.feeds import load_feeds

    journal = journal_of(log_format)
    wanted = load_feeds(feeds)
    need_libraries(pages=any(feed.pages for feed in wanted.feeds))
    with watched(store, alerts) as (state, keep):
        good = run_watch(wanted, state, keep, once=once, journal=journal, metrics_file=metrics)
    if once and not good:
        raise typer.Exit(1)
