"""Brings alerts to their targets: each to each once, and again next time where one did not arrive.

A delivery is marked only after its target took it, so that a crash between the two sends it once more rather than never; the
alert's key goes with it (in the line, as `Idempotency-Key`, in the Message-ID), by which the other end can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from dragoman.alerts.alert import Alert, as_message, plain_text, to_json
from dragoman.alerts.mail import send
from dragoman.alerts.outbox import Outbox, append_line
from dragoman.alerts.rules import Rule
from dragoman.alerts.targets import FileTarget, MailTarget, Target, WebhookTarget
from dragoman.alerts.webhook import post
from dragoman.errors import OutputError

Send = Callable[[Alert, Target], str | None]
ENOUGH = 3  # failures of one target in a round; a dead one shall not hold up the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One alert at one target; `problem` is None where it arrived."""

    alert: str
    rule: str
    target: str
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of one round: the deliveries tried, how many were put off, and how many have no target any more.

    After `ENOUGH` failures of one target in a round the rest waits for the next; a delivery whose rule or target is no longer
    in the rules is an orphan: it waits until the rules have it again.
    """

    deliveries: tuple[Delivery, ...]
    put_off: int
    orphans: int

    @property
    def failed(self) -> tuple[Delivery, ...]:
        return tuple(d for d in self.deliveries if d.problem is not None)


def deliver(rules: Sequence[Rule], alerts: Iterable[Alert], outbox: Outbox, *, send_to: Send | None = None) -> Round:
    """Keep new alerts, then bring them and all that did not arrive before to their targets.

    Args:
        rules: where each alert goes, by the name of its rule. An alert goes to the targets that its rule had when it was fired.
        alerts: new ones, as `fire` gave them.
        outbox: what was fired and what arrived.
        send_to: brings one alert to one target and says what went wrong; `send_alert` if None.

    Raises:
        OutputError: the outbox can't be written; nothing more is sent then, as it could not be marked.
    """
    targets = {rule.name: {target.name: target for target in rule.to} for rule in rules}
    for alert in alerts:
        outbox.keep(alert, list(targets.get(alert.rule, ())))
    done: list[Delivery] = []
    failures: Counter[str] = Counter()
    put_off = orphans = 0
    for alert, names in [(alert, sorted(names)) for alert, names in outbox.waiting.values()]:
        for name in names:
            target = targets.get(alert.rule, {}).get(name)
            if target is None:
                orphans += 1
            elif failures[name] >= ENOUGH:
                put_off += 1
            else:
                problem = (send_to or send_alert)(alert, target)
                if problem is None:
                    outbox.mark(alert.key, name)
                else:
                    failures[name] += 1
                done.append(Delivery(alert=alert.key, rule=alert.rule, target=name, problem=problem))
    return Round(deliveries=tuple(done), put_off=put_off, orphans=orphans)


def send_alert(alert: Alert, target: Target) -> str | None:
    """Bring one alert to one target; returns what went wrong, None where it arrived."""
    match target:
        case FileTarget():
            try:
                append_line(target.path, to_json(alert))
            except OutputError as error:
                return str(error)
            return None
        case WebhookTarget():
            return post(alert, target)
        case MailTarget():
            return send(alert, target)


def print_dry(rules: Sequence[Rule], alerts: Iterable[Alert], stream: TextIO) -> None:
    """Print what would be sent, and where to; nothing is sent, kept or marked."""
    by_name = {rule.name: rule for rule in rules}
    for alert in alerts:
        stream.write(f"{plain_text(alert.title)}\n")
        stream.writelines(f"  {line}\n" if line else "\n" for line in as_message(alert).splitlines())
        for target in by_name[alert.rule].to:
            stream.write(f"  would go to {plain_text(target.name)}\n")
        stream.write("\n")
