"""Rows that say all of an order's head at once: `■ 発注番号 N4471　桜橋店　納品 6/11(木)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.table import Cell
from agent.extract.unseen.fitting import ANY_DAY, DAYS, fitted, looks_like
from agent.extract.unseen.named import named_in
from agent.extract.unseen.said_days import DAY, WEEKDAY
from agent.extract.unseen.words import is_label
from agent.extract.values import folded

MAX_HEADING, MAX_WORDS, _FEWEST = 80, 8, 2
_BETWEEN = re.compile(
    r"\s*[|、【】\[\]「」]\s*|\s*\((?![月火水木金土日])|(?<![月火水木金土日])\)\s*|\s+(?:/\s+)?|^[■●◆◇○□▼▽▶★☆*#=・<〈《\-]+"
)
"""What parts the pieces; the brackets of a weekday do not."""
_SHOP = re.compile(
    r"(?P<name>[^\s:、。\d()]{1,16}(?:店|支店|営業所|工場|センター|倉庫|校|園|館|院|事業所|ホテル))(?:様?分|宛て?|向け|行き|様)?"
)
_DAY_SAID = re.compile(rf"{DAY}{WEEKDAY}(?:までに?)?(?:必着|着|納品|納入|お?届け)")


def parted_heading(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Part a row of a text that is nothing but an order's number, its place, its day; else return it as it is."""
    text = folded(" ".join(cell.text for cell in cells))
    pieces = _pieces(text) if len(text) <= MAX_HEADING else []
    kinds = [_kind(piece) for piece in pieces]
    is_heading = len(pieces) >= _FEWEST and "" not in kinds and kinds.count("number") == 1
    if not is_heading or len({*kinds}) < len(kinds):
        return cells
    return tuple(cells[0]._replace(text=_labelled(piece), words=()) for piece in pieces)


def shop_beside_number(cells: Sequence[Cell]) -> str:
    """Return the shop that stands beside an order's number, as `parted_heading` parts them; empty where none does."""
    kinds = [_kind(folded(cell.text)) for cell in cells if cell.text]
    named = [match["name"] for cell in cells if (match := _SHOP.fullmatch(folded(cell.text))) is not None]
    return named[0] if len(named) == 1 and "number" in kinds and "" not in kinds else ""


def _pieces(text: str) -> list[str]:
    """Part a text at blanks and brackets; a label stays with its value."""
    words = [word for word in _BETWEEN.split(text) if word]
    pieces: list[str] = []
    for word in words[: MAX_WORDS + 1]:
        if pieces and is_label(pieces[-1].rstrip(":")):
            pieces[-1] = f"{pieces[-1]} {word}"
        else:
            pieces.append(word)
    return pieces if len(words) <= MAX_WORDS else []


def _labelled(piece: str) -> str:
    """Put the label of its field before a day that none names."""
    return f"納品日: {piece}" if _DAY_SAID.fullmatch(piece) else piece


def _kind(piece: str) -> str:
    """Say what a piece of a heading is: `number`, `deliver_to`, a day; empty for anything else."""
    if _SHOP.fullmatch(piece):
        return "deliver_to"
    if _DAY_SAID.fullmatch(piece):
        return "deliver_on"
    named = named_in(piece)
    if named is None or not named.rest:
        return ""
    is_value = fitted(named.word.field, named.rest, ANY_DAY) is not None
    is_known = named.word.field in DAYS or (named.word.field == "number" and looks_like("number", named.rest))
    is_place = named.word.field == "deliver_to" and not re.search(r"\d", named.rest)
    return named.word.field if is_value and (is_known or is_place) else ""
