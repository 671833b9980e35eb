"""PDF pages with Japanese text, measured in millimetres from the top left corner."""

from __future__ import annotations

import importlib.util
import io
from functools import cache
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import table__g_l_y_f
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont as PdfFont
from reportlab.pdfgen.canvas import Canvas

NOTO = Path("/usr/share/fonts/opentype/noto")
GOTHIC, MINCHO, SANS = "IPAexGothic", "NotoSerif", "NotoSans"
UNEMBEDDED_MINCHO, UNEMBEDDED_GOTHIC = "HeiseiMin-W3", "HeiseiKakuGo-W5"


def gothic_file() -> Path:
    """Find IPAexGothic (without starting the package that brings it)."""
    spec = importlib.util.find_spec("japanize_matplotlib")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "fonts" / "ipaexg.ttf"


def letters() -> str:
    """Return every letter the makers use."""
    here = Path(__file__).parent
    return "".join(sorted(set("".join(path.read_text(encoding="utf-8") for path in here.glob("*.py")))))


def with_curves(font: TTFont) -> None:
    """Turn the font's cubic outlines into quadratic ones, which PDF writers can embed."""
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table: table__g_l_y_f = newTable("glyf")
    font["glyf"] = table
    table.glyphOrder = font.getGlyphOrder()
    table.glyphs = glyphs
    del font["CFF "]
    table.compile(font)
    largest = font["maxp"]
    largest.tableVersion = 0x00010000
    for name in (
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(largest, name, 1 if name in ("maxZones", "maxComponentElements") else 0)
    font.sfntVersion = "\000\001\000\000"


@cache
def quadratic(file: str) -> bytes:
    """Return a small TrueType font out of a Noto collection (the Japanese face)."""
    font = TTCollection(str(NOTO / file)).fonts[0]
    options = Options()
    options.drop_tables += ["GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=letters())
    subsetter.subset(font)
    with_curves(font)
    font.recalcTimestamp = False
    file_out = io.BytesIO()
    font.save(file_out)
    return file_out.getvalue()


@cache
def register(name: str) -> str:
    """Make a font known to reportlab."""
    if name == GOTHIC:
        pdfmetrics.registerFont(PdfFont(name, str(gothic_file())))
    elif name in (MINCHO, SANS):
        file = "NotoSerifCJK-Regular.ttc" if name == MINCHO else "NotoSansCJK-Regular.ttc"
        pdfmetrics.registerFont(PdfFont(name, io.BytesIO(quadratic(file))))
    else:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


class Pages:
    """A PDF being drawn."""

    def __init__(self, font: str, size: tuple[float, float] = A4) -> None:
        """Open a PDF with its first page."""
        self.file = io.BytesIO()
        self.font = register(font)
        self.canvas = Canvas(self.file, pagesize=size, invariant=1)
        self.height = size[1] / mm

    def text(
        self, x: float, y: float, text: str, size: float = 10, align: str = "left", font: str | None = None
    ) -> None:
        """Write one line with its baseline at y."""
        self.canvas.setFont(register(font) if font else self.font, size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "center": self.canvas.drawCentredString,
        }
        draw[align](x * mm, (self.height - y) * mm, text)

    def spaced(self, x: float, y: float, text: str, size: float = 10, step: float | None = None) -> None:
        """Write letter by letter, each placed by itself as some printer drivers do."""
        self.canvas.setFont(self.font, size)
        for letter in text:
            self.canvas.drawString(x * mm, (self.height - y) * mm, letter)
            x += step or pdfmetrics.stringWidth(letter, self.font, size) / mm

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5) -> None:
        """Draw a line."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x1 * mm, (self.height - y1) * mm, x2 * mm, (self.height - y2) * mm)

    def box(self, x: float, y: float, width: float, height: float, fill: float | None = None) -> None:
        """Draw a rectangle whose top left corner is at x, y."""
        self.canvas.setLineWidth(0.5)
        if fill is not None:
            self.canvas.setFillGray(fill)
        self.canvas.rect(
            x * mm, (self.height - y - height) * mm, width * mm, height * mm, fill=0 if fill is None else 1
        )
        self.canvas.setFillGray(0)

    def cells(
        self,
        y: float,
        height: float,
        columns: list[tuple[float, str]],
        values: list[str],
        *,
        size: float = 9,
        ruled: bool = True,
        x: float = 15,
    ) -> None:
        """Draw one row of cells; a column is (width, l, r or c)."""
        for (width, side), value in zip(columns, values, strict=True):
            if ruled:
                self.box(x, y, width, height)
            at = {"l": x + 1.2, "r": x + width - 1.2, "c": x + width / 2}[side]
            self.text(at, y + height / 2 + size * 0.13, value, size, {"l": "left", "r": "right", "c": "center"}[side])
            x += width

    def next(self) -> None:
        """Start the next page."""
        self.canvas.showPage()

    def done(self) -> bytes:
        """Close the PDF and return its bytes."""
        self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()
