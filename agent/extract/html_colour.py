"""Colours of a mail's text and ground, by value: near enough, and a reader sees nothing."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from typing import NamedTuple

_NAMED = {"white": "#fff", "black": "#000", "snow": "#fffafa", "ivory": "#fffff0", "whitesmoke": "#f5f5f5"}
_FIGURE = re.compile(r"[\d.]+%?")
_SAME = 24
"""Two colours that differ by less, of 255, in red, green and blue are one to the eye."""


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255."""

    red: float
    green: float
    blue: float

    def is_like(self, other: Colour) -> bool:
        """Whether nobody tells the two apart."""
        return all(abs(one - another) < _SAME for one, another in zip(self, other, strict=True))


WHITE = Colour(255, 255, 255)


def is_clear(text: str) -> bool:
    """Whether a colour is none: it lets through what lies behind."""
    figures = _figures(text)
    return text == "transparent" or (text.startswith(("rgb", "hsl")) and len(figures) == 4 and figures[3] < 0.1)


def colour_in(text: str) -> Colour | None:
    """Read `white`, `#fff`, `#ffffff`, `rgb(…)` and `hsl(…)`; None for any other, as a picture."""
    text = _NAMED.get(text, text)
    if re.fullmatch("#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", text):
        digits = text[1:] if len(text) > 5 else "".join(digit * 2 for digit in text[1:])
        return Colour(*(int(digits[at : at + 2], 16) for at in (0, 2, 4)))
    figures = _figures(text)
    if text.startswith("rgb") and len(figures) >= 3:
        return Colour(*figures[:3])
    if text.startswith("hsl") and len(figures) >= 3:
        hue, saturation, light = figures[0] / 360, figures[1] / 255, figures[2] / 255
        return Colour(*(255 * part for part in hls_to_rgb(hue, light, saturation)))
    return None


def _figures(text: str) -> list[float]:
    """Return the figures of a colour; one in hundredths is of 255."""
    found = [one for one in _FIGURE.findall(text) if one.rstrip("%").replace(".", "", 1).isdigit()]
    return [float(one.rstrip("%")) * (2.55 if one.endswith("%") else 1) for one in found]
