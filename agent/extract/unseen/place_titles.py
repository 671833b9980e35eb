"""Shops in a row of their own above or below the titles of goods stand among those titles then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.table import Cell, meet
from agent.extract.unseen.across import LEAST, is_total
from agent.extract.unseen.header import PRODUCT, titles_in
from agent.extract.unseen.shops import names_shop
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import title_words
from agent.extract.values import squeezed

_PLACE = re.compile(
    r".{1,20}(店|店舗|支店|支社|営業所|事業所|出張所|センター|倉庫|工場|校|園|部|課|室|館|棟|院|号|本社|本部|食堂|売場|ホーム|キッチン)"
)


def is_place(text: str) -> bool:
    """Whether a title is the name of a shop or a place of a firm: 本町店, 第二工場."""
    return _PLACE.fullmatch(squeezed(text)) is not None and not names_shop(text)


def with_place_titles(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Put the names of shops that have a row of their own into the row of titles right below or above it."""
    found: list[Strip] = []
    for strip in strips:
        joined = None
        if found and found[-1].page == strip.page:
            joined = _joined(strip, found[-1]) or _joined(found[-1], strip)
        if joined is None:
            found.append(strip)
        else:
            found[-1] = joined
    return tuple(found)


def _joined(titles: Strip, places: Strip) -> Strip | None:
    """Return the titles with the places among them; None where the other row is not one of places alone."""
    written = [cell for cell in places.cells if cell.text and not names_shop(cell.text)]
    named = [cell for cell in written if is_place(cell.text)]
    totals = [cell for cell in written if is_total(cell.text)]
    if len(named) < LEAST or len(named) + len(totals) < len(written):
        return None
    goods = [title.cell for title in titles_in(titles, 0).titles if PRODUCT & {word.field for word in title.words}]
    if not goods or any(cell.left <= one.right for cell in named for one in goods):
        return None
    under = [cell for cell in titles.cells if cell.text and any(meet(cell, one) for one in (*named, *totals))]
    if not all(_is_of_places(cell) for cell in under):
        return None
    kept = [cell for cell in titles.cells if cell.text and cell not in under]
    return titles._replace(cells=tuple(sorted([*kept, *named, *totals], key=lambda cell: cell.left)))


def _is_of_places(cell: Cell) -> bool:
    """Whether a title stands over or under the places and says no more than they: 店舗, 数量."""
    return names_shop(cell.text) or any(word.field == "quantity" for word in title_words(cell.text))
