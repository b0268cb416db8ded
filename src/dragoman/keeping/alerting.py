"""Alerts from a store: what rules say of the pictures of two moments, each alert delivered once."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import TextIO

from dragoman.alerts.alert import Alert
from dragoman.alerts.deliver import Round, deliver, print_dry
from dragoman.alerts.fire import fire
from dragoman.alerts.outbox import open_outbox
from dragoman.alerts.rules import Rule
from dragoman.keeping.store import Store
from dragoman.model.living import LivingPicture


def alert(
    store: Store,
    rules: Sequence[Rule],
    outbox: Path,
    before: LivingPicture,
    as_of: date | None = None,
    *,
    new: AbstractSet[str] = frozenset(),
    dry: TextIO | None = None,
) -> tuple[list[Alert], Round | None, int]:
    """Fire the rules and deliver what they give, and what waits from before.

    Args:
        store: what came in is in it.
        rules: what to watch for.
        outbox: the file that remembers what was fired and what waits; it is made if there is none.
        before: the picture before it came in.
        as_of: the day of the picture after.
        new: ids of events that came in, for reports that come late.
        dry: only print what would be sent, here.

    Returns:
        The alerts fired, what became of deliveries (None of a dry run), and how many lines of the outbox were broken.
    """
    after = store.picture(as_of, everything=True)
    with open_outbox(outbox) as box:
        found = fire(
            rules, store.told(), before, after, box.fired, new=new, sentence_of=store.sentence, source_of=store.source
        )
        if dry is not None:
            print_dry(rules, found, dry)
            return found, None, box.broken
        return found, deliver(rules, found, box), box.broken
