"""Colours and type of the pictures, on light and on dark paper.

All hues are those of Okabe and Ito (2008), which people with any kind of colour blindness can tell apart; what a hue says is
also said by a place, a shape or a pattern of the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]  # a Vega-Lite specification or a part of one
FONT = "Arial, Liberation Sans, Helvetica, DejaVu Sans, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours. `soft` ones fill what is said only (verbal deeds), the others what is done, and all outlines."""

    name: str
    paper: str
    ink: str
    faded: str  # text that is less needed
    grid: str
    land: str
    border: str
    cooperation: str
    cooperation_soft: str
    conflict: str
    conflict_soft: str
    neutral: str

    def stroke(self, quad: int) -> str:
        """The outline of a deed of a quad class."""
        return self.cooperation if quad <= 2 else self.conflict

    def fill(self, quad: int) -> str:
        """The filling of a deed of a quad class: what is said is paler than what is done."""
        return (self.cooperation_soft, self.cooperation, self.conflict_soft, self.conflict)[quad - 1]


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on a colour."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#14181d" if (light + 0.05) / 0.058 > 1.05 / (light + 0.05) else "#ffffff"


LIGHT = Theme(
    name="light", paper="#ffffff", ink="#1b1f24", faded="#57606a", grid="#e4e7eb", land="#eef0f2", border="#b4bcc6",
    cooperation="#0072B2", cooperation_soft="#56B4E9", conflict="#D55E00", conflict_soft="#E69F00", neutral="#57606a",
)  # fmt: skip
DARK = Theme(
    name="dark", paper="#14181d", ink="#e9ecef", faded="#a7b0ba", grid="#2b3138", land="#242a31", border="#4b5560",
    cooperation="#56B4E9", cooperation_soft="#0072B2", conflict="#E69F00", conflict_soft="#D55E00", neutral="#a7b0ba",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def config(theme: Theme) -> Spec:
    """What Vega-Lite is told of fonts and colours for a whole picture."""
    axis = {"labelColor": theme.faded, "gridColor": theme.grid, "domainColor": theme.border, "tickColor": theme.border}
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**axis, "labelFontSize": 11},
        "text": {"color": theme.ink, "fontSize": 11},
        "title": {
            "anchor": "start", "frame": "bounds", "color": theme.ink, "fontSize": 17, "fontWeight": 600, "offset": 14,
            "subtitleColor": theme.faded, "subtitleFontSize": 12, "subtitlePadding": 5, "subtitleLineHeight": 16,
        },
    }  # fmt: skip
