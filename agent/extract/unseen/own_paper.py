"""Whose paper it is, where no firm has a legal form: by its title, by an arrow, or by the address below a name.

`見本市学校給食会 物資発注書(9月第2週)`, `水槽の家みほん → 伝票商事 様`, `例示町立図書館` over `例示町大字中央22`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.table import Cell
from agent.extract.unseen.company import untitled
from agent.extract.unseen.label_words import asks, label_in
from agent.extract.unseen.signature import has_trade, is_of_person, names_above
from agent.extract.unseen.strips import Strip
from agent.extract.values import folded

_TOP = 12
_RIGHT = 16
"""Columns a sender of a letter is set in at least."""
_LONGEST = 60
_TO_WHOM = re.compile(r"(?P<name>[^→⇒➡\d:]{2,30}?)\s*(?:→|⇒|➡|=>|->)\s*[^→⇒➡]{2,30}(?:様|御中|殿|宛て?)")
_NO_NAME = re.compile("[。、!?「」]|です|ます|ください|御中|様$|殿$|^(?:お|ご|御)|の(?:件|お知らせ|ご案内)|各位")
_WHEN = re.compile(r"\s*\([^()]{1,15}\)$")
_ADDRESS = re.compile(
    r"〒?\s*(?:\d{3}-\d{4}\s*)?[一-龠ヶ]{1,6}[都道府県市区町村郡][^\s、。]{1,24}[\d一二三四五六七八九十]\S{0,12}"
)


def papers_owner(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[tuple[str, Cell]]:
    """Yield the name of whom the top of a document shows to be the sender.

    Args:
        strips: All rows.
        where: The rows outside the lines.
    """
    rows = frozenset(where)
    for at in where[:_TOP]:
        for index, cell in enumerate(strips[at].cells):
            text = folded(cell.text[:_LONGEST])
            is_value = index > 0 and asks(strips[at].cells[index - 1].text)
            if len(cell.text) > _LONGEST or is_value or label_in(cell.text) is not None:
                continue
            arrow, name = _TO_WHOM.fullmatch(text), _beside_title(text)
            if arrow is not None and re.search(r"[^\W\d_]", untitled(arrow["name"])):
                yield untitled(arrow["name"]), cell
            elif name:
                yield name, cell
            elif _ADDRESS.fullmatch(text):
                yield from names_above(strips, rows, at, cell)
            elif is_of_person(text):
                yield from (one for one in names_above(strips, rows, at, cell) if has_trade(one[0]))
            elif _is_at_the_right(strips[at]) and has_trade(text) and not _NO_NAME.search(text):
                yield text, cell


def _is_at_the_right(strip: Strip) -> bool:
    """Whether a row of a text stands alone at the right, where a letter has its sender."""
    return len(strip.cells) == 1 and strip.place.startswith("line ") and strip.cells[0].left >= _RIGHT


def _beside_title(text: str) -> str:
    """Return the name of a trade that stands beside the title of an order in one cell."""
    plain = _WHEN.sub("", text)
    name = untitled(plain)
    return name if name != plain and has_trade(name) else ""
