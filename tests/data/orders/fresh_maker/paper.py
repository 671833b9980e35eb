"""A4 paper on which reportlab writes with fonts that the file does not bring."""

import io
from collections.abc import Iterable
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

GOTHIC, MINCHO = "HeiseiKakuGo-W5", "HeiseiMin-W3"
for _name in (GOTHIC, MINCHO):
    pdfmetrics.registerFont(UnicodeCIDFont(_name))


class Paper:
    """A page measured in millimetres from its upper left corner."""

    def __init__(self, font: str = GOTHIC, *, wide: bool = False) -> None:
        self._out = io.BytesIO()
        size = landscape(A4) if wide else A4
        self.canvas = Canvas(self._out, pagesize=size, invariant=1)
        self._font, self._height = font, size[1]

    def text(self, x: float, y: float, text: Any, size: float = 10, *, at: str = "left", font: str = "") -> None:
        """Writes a text whose left end, right end or middle stands at x."""
        self.canvas.setFont(font or self._font, size)
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString}
        draw.get(at, self.canvas.drawCentredString)(x * mm, self._height - y * mm, str(text))

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draws a rectangle with its upper left corner at x, y."""
        self.canvas.rect(x * mm, self._height - (y + height) * mm, width * mm, height * mm)

    def rule(self, x: float, y: float, x2: float, y2: float | None = None) -> None:
        """Draws a line, a level one without y2."""
        self.canvas.line(x * mm, self._height - y * mm, x2 * mm, self._height - (y if y2 is None else y2) * mm)

    def table(
        self, x: float, y: float, widths: tuple[float, ...], rows: Iterable[tuple[Any, ...]], **how: Any
    ) -> float:
        """Draws rows from y downward and returns where they end; how: high, size, right (columns), boxed."""
        high, size, right = how.get("high", 7), how.get("size", 9), how.get("right", ())
        for cells in rows:
            left = x
            for column, (width, cell) in enumerate(zip(widths, cells, strict=True)):
                if how.get("boxed", True):
                    self.box(left, y, width, high)
                end = column in right
                self.text(left + (width - 1 if end else 1), y + high * 0.68, cell, size, at="right" if end else "left")
                left += width
            y += high
        return y

    def turn(self) -> None:
        """Begins the next page."""
        self.canvas.showPage()

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._out.getvalue()
