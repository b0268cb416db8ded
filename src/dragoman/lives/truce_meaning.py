"""What a telling means for a ceasefire that is known: who says so, and who has said so before, count."""

from __future__ import annotations

from datetime import timedelta

from dragoman.lives.course import DAY
from dragoman.lives.order import is_fine
from dragoman.lives.parties import Sides
from dragoman.lives.truce_signs import TruceSign, start_of
from dragoman.lives.truces import Standing, side_label

ANEW = timedelta(days=2)  # an agreement so much later than the first day is another one


def meaning(s: TruceSign, t: Standing, sides: Sides) -> str:
    """The sign in the table of states that a telling is for this ceasefire."""
    report, state = s.told.report, t.course.state
    if s.sign == "ended":
        return _end(s, t, sides)
    if s.event.type == "ACCUSE" and not any(
        side_label(ref, t.countries, sides, s.day) in t.parties for ref in s.event.recipients
    ):
        return "mentioned"  # who is blamed is no party to it
    if s.sign == "mentioned":
        return "mentioned-twice" if t.mentions - {report} else "mentioned"
    if s.sign == "holding" and state == "strained":
        return "holding-again" if t.holders - {report} else "holding"
    if s.sign == "agreed" and state in ("in force", "strained", "renewed") and is_another(s, t):
        return "agreed-anew"
    return s.sign


def is_another(s: TruceSign, t: Standing) -> bool:
    """Whether an agreement is told with a day that is later than this one's first day."""
    when = s.event.when
    return (
        t.starts is not None
        and is_fine(when)
        and when is not None
        and when.start is not None
        and start_of(s) > t.starts + ANEW
    )


def _end(s: TruceSign, t: Standing, sides: Sides) -> str:
    if t.agreed_in == s.told.report and t.starts is not None and t.starts >= s.day - DAY:
        return "mentioned"  # one report tells the end of the last one and the beginning of this
    if _enders(s, t, sides):
        return "ended-by-party"
    others = (t.enders | t.breach_reports) - {s.told.report}
    return "ended-twice" if s.beside_war or others else "ended-by-other"


def _enders(s: TruceSign, t: Standing, sides: Sides) -> set[str]:
    """The parties that end it themselves: who says so, or who alone does so; a truce "between A and B" that is over tells of none."""
    if "parties as told before" in s.event.why:
        return set()
    doers = {side_label(ref, t.countries, sides, s.day) for ref in (*s.event.actors, *s.event.recipients)}
    speakers = {side_label(speaker.who, t.countries, sides, s.day) for speaker in s.event.speakers}
    return (speakers | (doers if len(doers) == 1 else set())) & t.parties.keys()
