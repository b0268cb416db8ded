"""`dragoman alerts`: what is new by one's rules, sent where they say, each once; and what `watch` needs to do the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_input import moment
from dragoman.cli_store import StoreAt, open_store

if TYPE_CHECKING:
    from dragoman.alerts.deliver import Round
    from dragoman.keeping.store import Kept, Store
    from dragoman.watch.poll import Keep
    from dragoman.watch.state import FeedState

RulesFile = Annotated[Path, typer.Argument(metavar="RULES.TOML", help="The rules; docs/alerts.md has an example.")]
OutboxAt = Annotated[
    Path | None,
    typer.Option(
        "--outbox", metavar="FILE", help="What was fired and what waits; alerts.outbox.jsonl beside the rules."
    ),
]


def alerts(
    rules: RulesFile,
    since: Annotated[
        str | None, typer.Option(help="What was told after this day is new; the day before the newest.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="As of this day; that of the newest report, if none.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be sent, and send nothing.")] = False,
    outbox: OutboxAt = None,
    store: StoreAt = None,
) -> None:
    """Send alerts by rules: each once, with the sentences that fired it."""
    from dragoman.alerts.load import load_rules
    from dragoman.keeping.alerting import alert

    wanted = load_rules(rules)
    first, last = moment(since, "--since"), moment(as_of, "--as-of")
    with open_store(store, read_only=True) as opened:
        day = opened.day(last.date() if last else None)
        start = first.date() if first else day - timedelta(days=1)
        before = opened.picture(start, everything=True)
        found, done, broken = alert(
            opened, wanted, _outbox(rules, outbox), before, day, dry=sys.stdout if dry_run else None
        )
    if not dry_run:
        typer.echo(f"{len(found)} alerts fired")
    if not _report(done, broken):
        raise typer.Exit(1)


def _outbox(rules: Path, given: Path | None) -> Path:
    return given or rules.with_name("alerts.outbox.jsonl")


def _report(done: Round | None, broken: int) -> bool:
    """Say what could not be delivered; whether all is well."""
    if broken:
        typer.echo(f"{broken} lines of the outbox are broken and were passed over", err=True)
    if done is None:
        return True
    for failed in done.failed:
        typer.echo(f"not delivered, to be tried again: {failed.problem}", err=True)
    if done.put_off:
        typer.echo(f"{done.put_off} deliveries put off to the next run", err=True)
    if done.orphans:
        typer.echo(f"{done.orphans} deliveries wait for a rule or target that is no longer in the rules", err=True)
    return not (done.failed or done.put_off)


@contextmanager
def watched(where: str | None, rules: Path | None = None) -> Iterator[tuple[FeedState, Keep]]:
    """A store for `watch`, with alerts after each batch that brought something new if there are rules."""
    from dragoman.keeping.feeds import StoredFeeds, keeper

    with open_store(where, create=True) as opened:
        yield StoredFeeds(opened), keeper(opened, _alerting(opened, rules) if rules else None)


def _alerting(store: Store, rules: Path) -> Callable[[Store, Kept], None]:
    from dragoman.alerts.load import load_rules
    from dragoman.keeping.alerting import alert

    wanted = load_rules(rules)
    before = [store.picture(everything=True)]

    def after(kept_in: Store, kept: Kept) -> None:
        _found, done, broken = alert(kept_in, wanted, _outbox(rules, None), before[0])
        _report(done, broken)
        before[0] = kept_in.picture(everything=True)

    return after
