"""What the rows of goods as cards say: values behind labels (`単価: 500円`), or price and quantity with × between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.form_fields import Label, alone_in, asked_in_grid, label_of, opened
from agent.extract.unseen.item_code import code_alone
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.named import without_count
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.times import multiplied
from agent.extract.unseen.type_titles import TYPE, is_type
from agent.extract.unseen.words import head_word, is_label, title_words
from agent.extract.values import number_in, quantity_in, squeezed

_FIELDS = frozenset({"product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate", "spec"})
_DOUBLE = re.compile(r"^([^\s:/×=、,()\d]{2,8})/[^\s:/×=、,()\d]{1,8}(?= ?:)")
"""A label of two words, 商品名/規格, whose value is the first's."""
_LABEL = re.compile(r"(?:^|[\s×x*=/、,(])(?P<name>[^\s:×=/、,()]{1,14}(?: [A-Za-z]{2,12})?) ?: ?")
_MONEY = re.compile(r"[¥\\]?\s?\d[\d,]{0,11}\s?円?")
MAX_CELLS, MAX_ROW = 12, 200
_OF_LINE = re.compile("(?:ご?(?:発注|注文|購入)|税抜|税込)?(?:金額|額|代金)")
_EDGES = " ×xX*=/、,("


class Valued(NamedTuple):
    """The values of one row, the number their labels carry, and the row below where the value stands there."""

    at: int
    values: list[Written]
    number: str
    below: int | None = None


def values_in_rows(strips: Sequence[Strip]) -> list[Valued]:
    """Return what each row that says something of goods says, from top to bottom."""
    found: list[Valued] = []
    alone: list[Valued] = []
    below = -1
    for at, strip in enumerate(strips):
        if at == below:
            continue
        asked = asked_in_grid(strips, at)
        if asked is not None:
            below = at + 1
            found.append(Valued(at, [asked, Written("quantity", strips[below].text, strips[below].place)], "", below))
            continue
        name = alone_in(strips, at)
        field_ = _field(label_of(name).name) if name else None
        if field_ is not None and name and not _is_over_names(strips, at, field_, label_of(name).number):
            below = at + 1
            value = Written(field_, strips[below].text, strips[below].place)
            found.append(Valued(at, [value], label_of(name).number, below))
        elif values := _values(strip) or _amount_of(strip, found, at):
            found.append(Valued(at, values, _number_of(strip)))
        elif code := code_alone(strip.text):
            alone.append(Valued(at, [Written("product_code", code, strip.place)], ""))
    found = _with_amounts(found, strips)
    is_coded = any(one.field == "product_code" for each in found for one in each.values)
    return found if is_coded else sorted([*found, *alone], key=lambda one: one.at)


def _amount_of(strip: Strip, above: Sequence[Valued], at: int) -> list[Written]:
    """Read a sum that stands alone below price and quantity, and is what they multiply to."""
    own = {one.field: one.text for one in above[-1].values} if above and above[-1].at == at - 1 else {}
    money, asked = number_in(strip.text), quantity_in(own.get("quantity", ""))
    price = number_in(own.get("unit_price", ""))
    if money is None or price is None or asked is None or asked[0] * price != money:
        return []
    return [Written("amount", strip.text, strip.place)]


def _with_amounts(found: list[Valued], strips: Sequence[Strip]) -> list[Valued]:
    """Add sums whose label may be an order's, 発注金額, where several are what price and quantity above them make."""
    sums: list[Valued] = []
    for at, one in enumerate(found):
        row = one.at + 1
        label = label_in(strips[row].text) if row < len(strips) else None
        if label is None or label.word.field not in MONEY or not _OF_LINE.fullmatch(squeezed(label.text)):
            continue
        own = {value.field: value.text for above in found[max(at - 2, 0) : at + 1] for value in above.values}
        price, asked = number_in(own.get("unit_price", "")), quantity_in(own.get("quantity", ""))
        if price is not None and asked is not None and asked[0] * price == number_in(label.rest):
            sums.append(Valued(row, [Written("amount", label.rest, strips[row].place)], ""))
    return sorted([*found, *sums], key=lambda one: one.at) if len(sums) > 1 else found


def _is_over_names(strips: Sequence[Strip], at: int, field_: str, number: str) -> bool:
    """Whether `[商品]` stands over cards that begin with their name: the row below it is counted in the next one."""
    if field_ != "product_name" or number or at + 2 >= len(strips):
        return False
    return any(one.field in ("quantity", "unit_price", "amount") for one in _values(strips[at + 2]))


def _number_of(strip: Strip) -> str:
    match = _LABEL.search(opened(strip.text))
    if match is not None:
        return label_of(match["name"]).number
    return _numbered(strip.cells[0].text).number if len(strip.cells) > 1 else ""


def _numbered(text: str) -> Label:
    """Part a label in a cell of its own from its number; what counts the values of a list, `qty[0]`, is none."""
    return Label(text, "") if text.endswith("]") else label_of(text)


def is_sum(one: Valued, strip: Strip) -> bool:
    """Whether a row is nothing but a sum behind its label, which may be that of an order."""
    return [value.field for value in one.values] == ["amount"] and _MONEY.fullmatch(strip.text) is None


def _values(strip: Strip) -> list[Written]:
    """Return a row's values of goods: those behind labels, or price and quantity with × between."""
    if len(strip.cells) > MAX_CELLS or sum(len(cell.text) for cell in strip.cells) > MAX_ROW:
        return []
    text = _DOUBLE.sub(r"\1", opened(strip.text))
    found = [(match, label_of(match["name"]).name) for match in _LABEL.finditer(text)]
    if not found:
        return multiplied(strip, strip.text) or _labelled_cells(strip)
    if len(found) == 1 and _field(found[0][1]) == "unit_price":
        priced = multiplied(strip, text[found[0][0].end() :].strip())
        if priced:
            return priced
    values: list[Written] = []
    for number, (match, name) in enumerate(found):
        stop = found[number + 1][0].start() if number + 1 < len(found) else len(text)
        field_ = _field(name)
        if field_ is None:
            return []
        value, _, amount = text[match.end() : stop].strip(_EDGES).partition("=")
        values += [Written(field_, value.strip(_EDGES), strip.place)] if value.strip(_EDGES) else []
        if number_in(amount) is not None:
            values.append(Written("amount", amount.strip(), strip.place))
    return _with_one_spec(values)


def _with_one_spec(values: list[Written]) -> list[Written]:
    """Join what one row says of size and colour: `サイズ: L / 色: 緑`."""
    specs = [one for one in values if one.field == "spec"]
    others = [one for one in values if one.field != "spec"]
    return [*others, specs[0]._replace(text=" ".join(one.text for one in specs))] if specs else values


def _field(name: str) -> str | None:
    """Return the field of a line that a label names; a sum is the order's, unless it can only be the line's."""
    head = head_word(name)
    if is_type(name):
        return TYPE
    if head is not None and head.field in MONEY and head.field != "subtotal":
        return None
    return next((word.field for word in title_words(name) if word.field in _FIELDS), None)


def _labelled_cells(strip: Strip) -> list[Written]:
    """Read `商品コード | P1001 | 数量 | 10`: every other cell is a label."""
    cells = [cell for cell in strip.cells if cell.text]
    fields = [_field(_numbered(without_count(cell.text)).name) for cell in cells[::2]]
    values = [cell for cell in cells[1::2] if not is_label(cell.text)]
    if not fields or None in fields or len(values) != len(fields):
        return []
    return [Written(name, cell.text, cell.place) for name, cell in zip(fields, values, strict=True) if name]
