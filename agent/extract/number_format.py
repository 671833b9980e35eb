"""What a cell shows of its number: zeros before it, a unit behind, or another number altogether."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = r"""((?:"[^"]*"|\\.)*)"""
_PADDED = re.compile(rf"{_LITERAL}(0{{2,}}){_LITERAL}(?:;.*)?")
_COUNTED = re.compile(rf"(?:\[[^\]]*\])?(?:#,##0|0|#|General|G/標準){_LITERAL}(?:;.*)?")
_PIECE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*,*)?")
_NO_NUMBER = re.compile("[ymdhsgebaYMDHSGEBA%@/]|標準")
"""A day, a share, a fraction or a text: read by other rules than a plain number, or shown as it is (General)."""
BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    **dict.fromkeys(("5", "6", "37", "38", "41", "42"), "#,##0"),
    **dict.fromkeys(("7", "8", "39", "40", "43", "44"), "#,##0.00"),
}
"""The formats a workbook need not spell out."""


def as_shown(number: int, code: str) -> str:
    """Write a whole number as a format shows it: with zeros before it (`00000`), with a unit behind (`0"袋"`).

    Returns:
        The text; empty where the format shows nothing that the number does not say.
    """
    if padded := _PADDED.fullmatch(code):
        return f"{_literal(padded[1])}{number:0{len(padded[2])}d}{_literal(padded[3])}"
    counted = _COUNTED.fullmatch(code)
    unit = _literal(counted[1]).strip() if counted else ""
    return f"{number}{unit}" if unit and not re.search(r"[円¥\d/%]", unit) else ""


def _literal(code: str) -> str:
    return re.sub(r"\\(.)", r"\1", code.replace('"', ""))


def shown_otherwise(number: Decimal, code: str) -> str | None:
    """Return what a format shows in place of a number that its cell holds: 3 for 2.5, nothing for 5 (`;;;`).

    Returns:
        The text; None where it shows the number itself, or nothing for a zero.
    """
    pieces = _section(_PIECE.findall(code), number)
    plain = "".join(piece for piece in pieces if len(piece) == 1)
    places = _PLACES.search(plain)
    if number == 0 or _NO_NUMBER.search(plain):
        return None
    shown = _rounded(abs(number), places[0]) if places else None
    written = "".join(_literal(piece) for piece in pieces if piece[0] in '"\\')
    if shown == abs(number) and not re.search(r"\d", written):
        return None
    return _with_literals(pieces, "" if shown is None else f"{shown:f}")


def _section(pieces: list[str], number: Decimal) -> list[str]:
    """Return the part of a format for numbers of this sign."""
    sections: list[list[str]] = [[]]
    for piece in pieces:
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return sections[1] if number < 0 and len(sections) > 1 else sections[0]


def _rounded(number: Decimal, places: str) -> Decimal:
    bare = places.rstrip(",")
    thousands = len(places) - len(bare)
    step = Decimal(1).scaleb(-len(bare.partition(".")[2]))
    return (number / Decimal(1000**thousands)).quantize(step, ROUND_HALF_UP)


def _with_literals(pieces: list[str], number: str) -> str:
    text = "".join(_literal(piece) if piece[0] in '"\\' else "\0" * (piece in "#0?") for piece in pieces)
    return re.sub("\0+", lambda _: number, text, count=1).replace("\0", "")
