"""A conflict with its sides in the middle, and who from outside backs each of them, with what, since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.living import Backing
from dragoman.model.records import Conflict, Ref, Side
from dragoman.pictures.frame import Body, Frame, Key, as_of_text, empty, picture
from dragoman.pictures.marks import CIRCLE, DASHED, LINE, PIXEL_X, SOLID, Row, bars, rules, symbols, texts
from dragoman.pictures.theme import Spec, Theme
from dragoman.pictures.words import day_text, fitting, listed, many, short

WIDTH = 900
BOX, BOX_AT = 214, (212, 474)  # the boxes of the sides: their width, and where they begin
BACKER_AT = (148, 752)  # where the lines end at the backers
STEP, MOST_BACKERS, MOST_MEMBERS = 44, 12, 6
TALK = frozenset({"political", "other"})


@dataclass(frozen=True, slots=True)
class _Backer:
    """Somebody outside with what it gives; None where only the conflict itself names it."""

    ref: Ref
    backing: Backing | None

    @property
    def in_deed(self) -> bool:
        """Whether it gives more than words."""
        return self.backing is not None and not set(self.backing.kinds) <= TALK


def sides(conflict: Conflict, backings: Sequence[Backing], frame: Frame) -> Spec:
    """The picture of a conflict.

    Args:
        conflict: with its sides.
        backings: those of the `LivingPicture`; only those of this conflict are taken.
        frame: where they are from and how to draw them.
    """
    title = f"Who backs whom in {short(conflict.name, 40)}"
    if not conflict.sides:
        return empty(
            frame, title=title, missing="No sides of this conflict are told of.",
            advice="Ask for another day (--as-of), or add reports.",
        )  # fmt: skip
    own = [b for b in backings if b.conflict == conflict.place]
    backers = [_backers(side, own) for side in conflict.sides]
    layers: list[Spec] = []
    top = 6.0
    for at in range(0, len(conflict.sides), 2):
        pair = list(zip(conflict.sides[at : at + 2], backers[at : at + 2], strict=True))
        high = max(_height(side, outside) for side, outside in pair)
        layers += _block(pair, top, high, frame)
        top += high + 30
    number = sum(len(found) for found in backers)
    subtitle = f"{as_of_text(frame)}: {many(len(conflict.sides), 'side')}, {many(number, 'backer')}"
    left_out = sum(max(0, len(found) - MOST_BACKERS) for found in backers)
    notes = [f"Not drawn: {many(left_out, 'backer')} heard of least lately."] if left_out else []
    body = Body(layers=layers, width=WIDTH, height=top - 30, below=14)
    return picture(
        body, frame, title=title, subtitle=subtitle, alt=_alt(title, subtitle, conflict, backers), key=_key(frame.theme, backers),
        notes=notes,
    )  # fmt: skip


def _backers(side: Side, own: Sequence[Backing]) -> list[_Backer]:
    """Who backs a side: those who give most kinds, and are heard of most lately, first."""
    members = {_key_of(ref) for ref in side.of}
    found = {_key_of(b.backer): _Backer(b.backer, b) for b in own if _key_of(b.backed) in members}
    for ref in side.backed_by:
        found.setdefault(_key_of(ref), _Backer(ref, _any_backing(ref, own)))
    return sorted(
        found.values(), key=lambda b: (not b.in_deed, -(b.backing.last.toordinal() if b.backing else 0), b.ref.name)
    )


def _any_backing(ref: Ref, own: Sequence[Backing]) -> Backing | None:
    """What a backer gives somebody of the side whom the conflict does not name."""
    mine = [b for b in own if _key_of(b.backer) == _key_of(ref)]
    return mine[0] if len(mine) == 1 else None


def _key_of(ref: Ref) -> str:
    return ref.id or ref.name


def _height(side: Side, backers: Sequence[_Backer]) -> float:
    return max(_box_height(side), min(len(backers), MOST_BACKERS) * STEP, 60.0)


def _box_height(side: Side) -> float:
    return 30.0 + 17 * min(len(side.of), MOST_MEMBERS + 1)


def _block(pair: Sequence[tuple[Side, list[_Backer]]], top: float, high: float, frame: Frame) -> list[Spec]:
    """One or two sides beside each other, backers to the left of the first and to the right of the second."""
    theme, middle = frame.theme, top + high / 2
    boxes: list[Row] = []
    lines: list[Row] = []
    dots: list[Row] = []
    members: list[Row] = []
    outside: tuple[list[Row], list[Row]] = ([], [])
    for at, (side, backers) in enumerate(pair):
        half = _box_height(side) / 2
        left = BOX_AT[at]
        boxes.append({
            "x": left, "end": left + BOX, "y": middle - half, "y2": middle + half, "fill": theme.land, "stroke": theme.ink,
            "dash": list(SOLID), "width": 1.5,
        })  # fmt: skip
        members += _members(side, left + BOX / 2, middle, theme)
        shown = backers[:MOST_BACKERS]
        for number, backer in enumerate(shown):
            y = middle + (number - (len(shown) - 1) / 2) * STEP
            edge = middle + (number - (len(shown) - 1) / 2) / len(shown) * half * 1.6
            lines.append(_line(backer, at, (BACKER_AT[at], y), (left if at == 0 else left + BOX, edge), theme))
            dots.append(frame.linked(_dot(backer, BACKER_AT[at], y, theme), _key_of(backer.ref)))
            outside[at].extend(_words(backer, BACKER_AT[at] + (14 if at else -14), y, theme))
    if len(pair) == 2:
        lines.append({
            "x": BOX_AT[0] + BOX, "x2": BOX_AT[1], "y": middle, "y2": middle, "stroke": theme.conflict, "dash": list(DASHED),
            "width": 3, "backer": "against each other", "gives": "", "heard": "",
        })  # fmt: skip
    tips = ("backer", "gives", "heard")
    return [
        rules(lines, x2="x2", tips=tips), bars(boxes, PIXEL_X, "end"), symbols(dots, tips=tips),
        texts(members, align="center", size=12, weight=600), texts(outside[0], align="right"), texts(outside[1]),
    ]  # fmt: skip


def _members(side: Side, x: float, middle: float, theme: Theme) -> list[Row]:
    """Names of those who are a side, one under the other."""
    lines = [fitting(ref.name, BOX - 14, 12.5) for ref in side.of[:MOST_MEMBERS]]
    if len(side.of) > MOST_MEMBERS:
        lines.append(f"and {len(side.of) - MOST_MEMBERS} more")
    return [
        {"x": x, "y": middle + (n - (len(lines) - 1) / 2) * 17, "text": line, "fill": theme.ink} for n, line in enumerate(lines)
    ]  # fmt: skip


def _line(backer: _Backer, at: int, start: tuple[float, float], end: tuple[float, float], theme: Theme) -> Row:
    return _tips(backer) | {
        "x": start[0], "y": start[1], "x2": end[0], "y2": end[1], "stroke": theme.cooperation,
        "dash": list(SOLID) if backer.in_deed else list(DASHED), "width": 2.2 if backer.in_deed else 1.4,
    }  # fmt: skip


def _dot(backer: _Backer, x: float, y: float, theme: Theme) -> Row:
    return _tips(backer) | {
        "x": x, "y": y, "shape": CIRCLE, "size": 90, "fill": theme.cooperation if backer.in_deed else theme.paper,
        "stroke": theme.cooperation, "dash": list(SOLID), "width": 1.8,
    }  # fmt: skip


def _words(backer: _Backer, x: float, y: float, theme: Theme) -> list[Row]:
    """The name of a backer, and under it what it gives since when."""
    rows: list[Row] = [{"x": x, "y": y - 7, "text": short(backer.ref.name, 22), "fill": theme.ink}]
    if backer.backing is not None:
        kinds = short(", ".join(backer.backing.kinds), 26)
        rows.append({"x": x, "y": y + 8, "text": kinds, "fill": theme.faded})
    else:
        rows[0]["y"] = y
    return rows


def _tips(backer: _Backer) -> Row:
    backing = backer.backing
    return {
        "backer": short(backer.ref.name),
        "gives": ", ".join(backing.kinds) if backing else "kind of support not told",
        "heard": f"since {day_text(backing.since)}, last sign {day_text(backing.last)}" if backing else "",
    }


def _key(theme: Theme, backers: Sequence[Sequence[_Backer]]) -> list[Key]:
    found = [b.in_deed for group in backers for b in group]
    key = []
    if any(found):
        key.append(
            Key(
                label="backs with deeds (troops, weapons, money ...)",
                stroke=theme.cooperation,
                fill=theme.cooperation,
                shape=LINE,
            )
        )
    if not all(found):
        key.append(
            Key(
                label="backs in words, or not told how",
                stroke=theme.cooperation,
                fill=theme.paper,
                shape=LINE,
                dash=[4, 3],
            )
        )
    return [*key, Key(label="against each other", stroke=theme.conflict, fill=theme.conflict, shape=LINE, dash=[4, 3])]


def _alt(title: str, subtitle: str, conflict: Conflict, backers: Sequence[Sequence[_Backer]]) -> str:
    told = []
    for side, outside in zip(conflict.sides, backers, strict=True):
        who = listed([short(ref.name) for ref in side.of[:3]])
        by = listed([short(b.ref.name) for b in outside[:6]]) or "nobody told of"
        told.append(f"{who}, backed by {by}")
    return f"{title}, {subtitle}. {'; '.join(told)}."
