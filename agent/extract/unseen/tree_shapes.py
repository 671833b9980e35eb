"""Goods and orders that a tree says in other shapes than a list of objects, laid out as the tables they mean.

Lines under their codes (`items.P1.qty`), columns of lists (`lines.qty[0]`), rows of lists (`rows[0][2]`), orders under
their numbers (`orders.A-1.items`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from agent.extract.table import Cell, Page, Row
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import bare, head_word

_AT = re.compile(r"([^\[\]]{1,200})\[(\d{1,6})\]")
_AT_BOTH = re.compile(r"([^\[\]]{1,200})\[(\d{1,6})\]\[(\d{1,6})\]")
_MOST = 8
_NUMBERED = re.compile(r"(?=.*\d)(?!(?:orders?|no|item|注文|発注)?[_-]?\d{1,3}$).{2,40}", re.IGNORECASE)
_END = re.compile(r"\d{1,15}$")
_ORDERS = frozenset(
    {"orders", "order", "purchaseorders", "注文", "発注", "受注", "注文一覧", "発注一覧", "注文書", "発注書"}
)

_Table = Mapping[str, Mapping[str, Cell]]
"""Rows by their key, each its values by title."""


def lists_of(head: Page) -> tuple[Page, tuple[Page, ...]]:
    """Return the page of single values without those that are goods in another shape, and these as tables."""
    values = {row.cells[0].text: row.cells[1] for row in head.rows}
    for found in (_keyed(values), _columns(values), _rows(values)):
        pages = [page for name, table in found if (page := _page(name, table)) is not None]
        if pages:
            taken = {cell.place for page in pages for row in page.rows for cell in row.cells}
            return replace(head, rows=tuple(row for row in head.rows if row.place not in taken)), tuple(pages)
    return head, ()


def _page(name: str, table: _Table) -> Page | None:
    """Lay a table out where its titles are those of lines."""
    columns = {title: at for at, title in enumerate(dict.fromkeys(title for row in table.values() for title in row))}
    titles = tuple(Cell(title, at, at, name) for title, at in columns.items())
    if not titles_in(Strip(titles, name, 0, 1), 0).is_lines:
        return None
    rows = (
        Row(tuple(cell._replace(left=columns[title], right=columns[title]) for title, cell in row.items()), name)
        for row in table.values()
    )
    return Page(name, (Row(titles, name), *rows), reach=1, is_whole=True)


def _keyed(values: Mapping[str, Cell]) -> Iterator[tuple[str, _Table]]:
    """Yield lines that stand under a key each: their code, where it is no count."""
    found: dict[str, dict[str, dict[str, Cell]]] = {}
    for path, cell in values.items():
        keys = path.split(".")
        for at in range(1, min(len(keys) - 1, 6)):
            name, title = ".".join(keys[:at]), ".".join(keys[at + 1 :])
            row = found.setdefault(name, {}).setdefault(keys[at], {})
            if not row:
                row["商品コード"] = cell._replace(text=keys[at])
            row[title] = cell
    for name, table in found.items():
        if all(_is_line(row) for row in table.values()):
            has_code = any(_has_code(title) for row in table.values() for title in row if title != "商品コード")
            is_plain = has_code or not _are_codes(list(table))
            yield name, {key: _without_key(row) for key, row in table.items()} if is_plain else table


def _are_codes(keys: Sequence[str]) -> bool:
    """Whether the keys of lines are the codes of articles: none without a figure, and no mere count, `line1`."""
    ends = [_END.search(key) for key in keys]
    counts = sorted(int(end[0]) for end in ends if end is not None)
    return (
        bool(counts)
        and len(counts) == len(keys)
        and counts not in (list(range(len(keys))), list(range(1, len(keys) + 1)))
    )


def _is_line(row: Mapping[str, Cell]) -> bool:
    cells = tuple(Cell(title, at, at, "") for at, title in enumerate(row) if title != "商品コード")
    header = titles_in(Strip(cells, "", 0, 1), 0)
    return "quantity" in header.fields and len(header.fields) > 1


def _has_code(title: str) -> bool:
    return "product_code" in titles_in(Strip((Cell(title, 0, 0, ""),), "", 0, 1), 0).fields


def _without_key(row: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {title: cell for title, cell in row.items() if title != "商品コード"}


def _columns(values: Mapping[str, Cell]) -> Iterator[tuple[str, _Table]]:
    """Yield tables whose columns are lists of one length."""
    found: dict[str, dict[str, list[Cell]]] = {}
    for path, cell in values.items():
        match = _AT.fullmatch(path)
        if match is not None:
            name, _, title = match[1].rpartition(".")
            found.setdefault(name, {}).setdefault(title, []).append(cell)
    for name, lists in found.items():
        if len({len(cells) for cells in lists.values()}) == 1 and all(map(_has_no_gap, lists.values())):
            count = len(next(iter(lists.values())))
            yield name or "list", {str(at): {title: cells[at] for title, cells in lists.items()} for at in range(count)}


def _has_no_gap(cells: Sequence[Cell]) -> bool:
    """Whether every value stands where it is counted: behind one that is missing, rows would be mixed up."""
    return all(cell.place.endswith(f"[{at}]") for at, cell in enumerate(cells))


def _rows(values: Mapping[str, Cell]) -> Iterator[tuple[str, _Table]]:
    """Yield tables whose rows are lists, under the list of titles that names as many."""
    found: dict[str, dict[str, dict[int, Cell]]] = {}
    titles: dict[str, list[str]] = {}
    for path, cell in values.items():
        if (both := _AT_BOTH.fullmatch(path)) is not None:
            found.setdefault(both[1], {}).setdefault(both[2], {})[int(both[3])] = cell
        elif (one := _AT.fullmatch(path)) is not None:
            titles.setdefault(one[1], []).append(cell.text)
    for name, rows in found.items():
        first = next(iter(rows.values()))
        if not all(_has_no_gap(tuple(row.values())) for row in rows.values()):
            continue
        for names in (*islice(titles.values(), _MOST), [cell.text for cell in first.values()]):
            if len(set(names)) == len(names) and all(max(row) < len(names) for row in rows.values()):
                goods = {key: row for key, row in rows.items() if [one.text for one in row.values()] != names}
                yield name, {key: {names[at]: cell for at, cell in row.items()} for key, row in goods.items()}
                break


def by_number(head: Sequence[Page], tables: Sequence[Page]) -> tuple[Page, ...]:
    """Put the single values of each order that stands under its number right before its lines."""
    keys: dict[str, dict[str, None]] = {}
    for page in tables:
        parts = page.name.split(".")
        for at in range(1, len(parts) - 1):
            if bare(parts[at - 1]) in _ORDERS:
                keys.setdefault(".".join(parts[:at]), {})[parts[at]] = None
    orders = {f"{name}.{key}" for name, several in keys.items() if len(several) > 1 for key in several}
    rows: dict[str, list[Row]] = {order: [] for order in orders}
    rest: list[Page] = []
    for page in head:
        whose = [(row, _order_of(row.cells[0].text, orders)) for row in page.rows]
        rest.append(replace(page, rows=tuple(row for row, order in whose if not order)))
        for row, order in whose:
            if order:
                rows[order].append(row)
    return (*rest, *(_of_order(page, _order_of(page.name, orders), rows) for page in tables))


def _order_of(path: str, orders: set[str]) -> str:
    """Return the order a path stands in; empty when it stands in none."""
    parts = path.split(".")
    return next((one for at in range(2, len(parts)) if (one := ".".join(parts[:at])) in orders), "")


def _of_order(page: Page, order: str, rows: dict[str, list[Row]]) -> Page:
    """Put what the order says of itself over the first of its tables: with its key as its number, where none stands."""
    if order not in rows:
        return page
    short = [
        replace(row, cells=(row.cells[0]._replace(text=row.cells[0].text.removeprefix(f"{order}.")), row.cells[1]))
        for row in rows.pop(order)
    ]
    words = [head_word(row.cells[0].text) for row in short]
    key = order.rpartition(".")[2]
    if _NUMBERED.fullmatch(key) and not any(word is not None and word.field == "number" for word in words):
        short.insert(0, Row((Cell("注文番号", 0, 0, order), Cell(key, 1, 1, order)), order))
    return replace(page, rows=(*short, *page.rows))
