"""The stand-in for Japanese fonts that a PDF names and does not bring: its letters have a place on every machine.

PDFium leaves out a text of one letter whose font it can neither find in the PDF nor on the machine: the letter would
have no width. A confined child may open no font, and many servers have none. Where letters stand is said by the PDF;
so one small glyph, all but blank, does for all of them. People see nothing drawn with it.
"""

from __future__ import annotations

import base64
import ctypes
import zlib
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

_FONT = zlib.decompress(
    base64.b85decode(
        "c-n<gF-yZh7=7Pe8dMYu4qY6AI&>3-R*-^%=+H%JaB_&DRx>m<V28LlI!Y%8e}aRHAn4#E`4vtM{sHIsE{PB=((m{#?|paQyLT4|fEipt!`XLN*LP)"
        "a8IU@w$KBA6P{jfH4SD^ne|g$o+Gvx%l5Yn+|HOOWxg)-3HUk!{O?yQA!CVQ#VXQxiAlIDi{-Eo_p(5nT@X(JVR4_%(gmdnPJ=`88fHF<3XmBy4FNS"
        "KFbr`SA$A?4Dn{RzV=jvmTs29#Um&to{l+uIQuN@?rQaL26DA+}h8q?%ie1!@uOpagbTMXkqO$!eZ;y?SH+*zsHX3k<R<BO%b1C^!)uA08WskyPDJF"
        "GQo3yqq*iHLd@nY<3(s989cpBK(_4bu>7nqS3{V}mTW0~ekA-~1on1|B__"
    )
)
"""TrueType, 604 bytes: dots at two corners of a box that no letter is narrower than (`tests.support.stand_in_font`)."""
_CHARSETS = frozenset({pdfium.FXFONT_SHIFTJIS_CHARSET})
_HANDLE = 1


@cache
def stand_in() -> Any:
    """Have PDFium take the stand-in from now on, in this process; it looks at no font of the machine any more."""
    told = pdfium.FPDF_SYSFONTINFO(version=1)
    for name, answer in (
        ("Release", lambda _told: None),
        ("EnumFonts", lambda _told, _mapper: None),
        ("MapFont", _mapped),
        ("GetFont", lambda _told, _face: None),
        ("GetFontData", _data),
        ("GetFaceName", lambda _told, _font, _buffer, _size: 0),
        ("GetFontCharset", lambda _told, _font: pdfium.FXFONT_SHIFTJIS_CHARSET),
        ("DeleteFont", lambda _told, _font: None),
    ):
        setattr(told, name, dict(told._fields_)[name](answer))
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(told))
    return told  # kept by the cache: PDFium goes on asking it


def _mapped(*asked: Any) -> int | None:
    """Return the stand-in for a font of Japanese letters; others have PDFium's own."""
    charset = asked[3]
    return _HANDLE if charset in _CHARSETS else None


def _data(*asked: Any) -> int:
    """Hand over the font, whole; it has no table that is asked for by itself."""
    table, buffer, size = asked[2:]
    if table:
        return 0
    if buffer and size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)
