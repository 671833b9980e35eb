"""Goods from the end of a table on: the row that ends it may be one itself, as 合計計算機 is no 合計."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agent.extract.csv_header import Header, as_wide
from agent.extract.side_by_side import Columns
from agent.extract.sums_between import has_sum_word, is_sum_row
from agent.extract.title_rows import is_line
from agent.extract.titles import shape_of
from agent.extract.values import number_in


def is_of_goods(texts: Sequence[str], columns: Columns, lines: Iterable[Sequence[str]]) -> bool:
    """Whether a row has a product, a quantity and what no sum has: a price for one, or a code written like the lines'.

    Args:
        texts: What stands under the titles.
        columns: The titles the form asks for.
        lines: The texts of the lines above.
    """
    said = {name: texts[index] for name, index in columns}
    if not is_line(texts, columns):
        return False
    index = dict(columns).get("product_code")
    shapes = set() if index is None else {shape_of(line[index]) for line in lines}
    code = shape_of(said.get("product_code", ""))
    return number_in(said.get("unit_price", "")) is not None or (bool(code) and code in shapes)


def lines_below(rows: Sequence[Sequence[str]], header: Header, lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows from the end on that have a product and a quantity as lines have, or are the titles again."""
    width = max((index + 1 for _, index in header.columns), default=0)
    for number, row in enumerate(rows):
        wide = as_wide(list(row), width)
        texts = [text for text in row if text.strip()]
        is_titles = len(texts) > 1 and texts == [name for name in header.names if name.strip()]
        if number == 0:
            is_line_too = is_of_goods(wide, header.columns, lines)
        else:
            is_sum = is_sum_row(row) and has_sum_word(texts)
            is_line_too = is_titles or (is_line(wide, header.columns) and not is_sum)
        if is_line_too:
            yield " ".join(texts)
