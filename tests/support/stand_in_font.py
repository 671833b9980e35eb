"""Make the stand-in font of `agent.extract.pdf_fonts`: `python -m tests.support.stand_in_font` (needs fonttools).

Prints it packed. Its map of letters is of format 13, many letters to one glyph, so that the font stays small.
"""

from __future__ import annotations

import base64
import io
import zlib
from typing import Any

LETTER = "letter"
LETTERS = range(0x20, 0x30000)
ASCENT, DESCENT = 880, -120
WIDE, HIGH = 200, 700


def main() -> None:
    """Print the font as `_FONT` holds it."""
    print(base64.b85encode(zlib.compress(font(), 9)).decode())


def font() -> bytes:
    """Build it: a dot at the lower left and one at the upper right corner of a box narrower than any letter."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-not-found,unused-ignore]

    glyphs = {".notdef": _dots(), LETTER: _dots()}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20: LETTER})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "S", "styleName": "R"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost(keepGlyphNames=False)
    builder.font["cmap"] = _letters()
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    written = io.BytesIO()
    builder.font.save(written)
    return written.getvalue()


def _dots() -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-not-found,unused-ignore]

    pen = TTGlyphPen(None)
    for x, y in ((0, 0), (WIDE - 1, HIGH - 1)):
        pen.moveTo((x, y))
        pen.lineTo((x, y + 1))
        pen.lineTo((x + 1, y))
        pen.closePath()
    return pen.glyph()


def _letters() -> Any:
    from fontTools.ttLib import newTable  # type: ignore[import-not-found,unused-ignore]
    from fontTools.ttLib.tables._c_m_a_p import cmap_classes  # type: ignore[import-not-found,unused-ignore]

    letters = cmap_classes[13](13)
    letters.platformID, letters.platEncID, letters.language = 0, 6, 0
    letters.cmap = dict.fromkeys(LETTERS, LETTER)
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, [letters]
    return table


if __name__ == "__main__":
    main()
