"""Which title stands for which field of the lines, where several could: arithmetic tells numbers apart, not place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod

from agent.core.order import Finding, Severity
from agent.extract.unseen.cases import Cases, cases_in, total_of
from agent.extract.unseen.fitting import apart
from agent.extract.unseen.goods import Goods
from agent.extract.unseen.stated_sums import meaning_of
from agent.extract.unseen.type_titles import CODE, is_type
from agent.extract.unseen.vocabulary import FAIR, WEAK
from agent.extract.values import folded, number_in, quantity_in, rate_in

_NUMBERS = ("quantity", "unit_price", "amount")
_NAMES = ("product_code", "product_name", "unit", "tax_rate")
_ROUNDING = Decimal(1)
MOST_WAYS = 200
"""How many choices of titles for quantity, price and amount are tried; of more, none is."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where one field of the lines stands; `tax` is what its title says of tax.

    A quantity that has no column of its own is worked out from `cases`.
    """

    index: int
    confidence: float
    tax: str
    title: str
    cases: Cases | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, and what could not be told apart."""

    by_field: dict[str, Column]
    findings: tuple[Finding, ...]


def columns_of(goods: Goods) -> Columns:
    """Choose a title for every field of the lines."""
    found: dict[str, Column] = {}
    findings: list[Finding] = []
    for name in _NAMES:
        candidates = [one for one in _candidates(goods, name) if not _counts_only(goods, name, one)]
        best = [one for one in candidates if one.confidence == max(each.confidence for each in candidates)]
        if len(best) == 1 or (best and _are_same(goods, best)):
            found[name] = best[0]
        elif best and name == "tax_rate" and len(rates := [one for one in candidates if _are_rates(goods, one)]) == 1:
            found[name] = rates[0]
        elif best:
            findings.append(ambiguous(f"lines.{name}", best[0].title, best[1].title))
    found |= _codes_among_names(goods, found)
    found |= _codes_among_types(goods, found)
    numbers, unsure = _numbers(goods)
    return Columns(found | numbers, (*findings, *unsure))


def _counts_only(goods: Goods, name: str, column: Column) -> bool:
    """Whether a column of units holds packs, or one of names the numbers of rows: Item 10, 20."""
    is_row = name == "product_name" and goods.header.titles[column.index].word("row") is not None
    return (name == "unit" or is_row) and _are_numbers(goods, column)


def _are_numbers(goods: Goods, column: Column) -> bool:
    """Whether nothing but numbers stand in a column, as packs do under 発注単位."""
    texts = [text for entry in goods.entries if (text := entry.text(column.index).strip())]
    return bool(texts) and all(number_in(text) is not None for text in texts)


def _are_rates(goods: Goods, column: Column) -> bool:
    return all(rate_in(entry.text(column.index)) is not None for entry in goods.entries)


def _codes_among_names(goods: Goods, found: dict[str, Column]) -> dict[str, Column]:
    """Take a column for the codes that has a name's title, holds nothing but codes, and stands beside a surer name."""
    if "product_code" in found or "product_name" not in found:
        return {}
    others = [one for one in _candidates(goods, "product_name") if one.index != found["product_name"].index]
    coded = [one for one in others if _are_codes(goods, one)]
    return {"product_code": replace(coded[0], confidence=WEAK)} if len(coded) == 1 else {}


def _codes_among_types(goods: Goods, found: dict[str, Column]) -> dict[str, Column]:
    """Take the one column of types, 型式, for the codes where there is no other and it holds nothing but codes."""
    types = [one for one in _candidates(goods, "spec") if is_type(one.title)]
    is_free = "product_code" not in found and not _candidates(goods, "product_code") and len(types) == 1
    return {"product_code": replace(types[0], confidence=WEAK)} if is_free and _are_codes(goods, types[0]) else {}


def _are_codes(goods: Goods, column: Column) -> bool:
    texts = [folded(entry.text(column.index)) for entry in goods.entries]
    is_row = goods.header.titles[column.index].word("row") is not None
    are_codes = bool(texts) and all(map(CODE.fullmatch, texts)) and len(set(texts)) == len(texts)
    return are_codes and not (is_row and any(text.isdigit() for text in texts))


def ambiguous(field: str, one: str, other: str) -> Finding:
    """Say that two texts may be the value of a field, and differ."""
    return Finding("value-ambiguous", Severity.DOUBT, field, (("text", one), ("other", other)))


def _candidates(goods: Goods, name: str) -> list[Column]:
    found = []
    for index, title in enumerate(goods.header.titles):
        word = title.word(name)
        if word is not None:
            found.append(Column(index, word.confidence, word.tax, title.cell.text))
    return found


def _are_same(goods: Goods, columns: Sequence[Column]) -> bool:
    return all(len({entry.text(column.index) for column in columns}) == 1 for entry in goods.entries)


def _numbers(goods: Goods) -> tuple[dict[str, Column], list[Finding]]:
    """Choose quantity, price and amount; where a title could be two of them, the sums of every line decide."""
    given = {name: _before_tax(_candidates(goods, name)) for name in _NUMBERS}
    given["amount"] = _not_totals(goods, given["amount"])
    given["quantity"] = _in_pieces(goods, given["quantity"])
    if all(len(columns) < 2 for columns in given.values()) and not _shared(given):
        return {name: columns[0] for name, columns in given.items() if columns}, []
    n_ways = prod(len(columns) for columns in given.values())
    fitting = [
        chosen
        for chosen in (product(*given.values()) if n_ways <= MOST_WAYS else ())
        if len({column.index for column in chosen}) == len(_NUMBERS) and _agree(goods, *chosen)
    ]
    if len(fitting) != 1:
        given = _told_apart(goods, given)
    if len(fitting) == 1:
        sure = (replace(one, confidence=max(one.confidence, FAIR)) for one in fitting[0])
        return dict(zip(_NUMBERS, sure, strict=True)), []
    return _by_surest(goods, given)


def _told_apart(goods: Goods, given: dict[str, list[Column]]) -> dict[str, list[Column]]:
    """Take a title that alone may be price and amount for what the stated sums say."""
    priced, quantities = given["unit_price"], given["quantity"]
    if len(priced) != 1 or len(quantities) != 1 or [one.index for one in given["amount"]] != [priced[0].index]:
        return given
    meaning = meaning_of(goods, quantities[0].index, priced[0].index)
    other = {"unit_price": "amount", "amount": "unit_price"}.get(meaning)
    return given if other is None else given | {other: []}


def _in_pieces(goods: Goods, columns: list[Column]) -> list[Column]:
    """Take the total of cases and loose pieces for the quantity, or work it out where it has no column."""
    total = total_of(goods, [column.index for column in columns]) if len(columns) > 1 else None
    if total is not None:
        return [column for column in columns if column.index == total]
    cases = cases_in(goods)
    if cases is None or {column.index for column in columns} != {cases.cases, cases.loose}:
        return columns
    return [replace(column, confidence=FAIR, cases=cases) for column in columns if column.index == cases.cases]


def _before_tax(columns: list[Column]) -> list[Column]:
    """Leave out columns with tax where the same stands before tax beside them."""
    if any(column.tax != "inclusive" for column in columns):
        return [column for column in columns if column.tax != "inclusive"]
    return columns


def _not_totals(goods: Goods, columns: list[Column]) -> list[Column]:
    """Leave out what is rather the order's total, where the order number stands beside the lines too."""
    totals = set(goods.under("total"))
    lines = [column for column in columns if column.index not in totals]
    if not columns or not goods.under("number"):
        return columns
    kept = lines or [column for column in columns if _multiplies(goods, column)]
    return kept if kept or len(columns) > 1 or says_once(goods, columns[0]) else columns


def says_once(goods: Goods, column: Column) -> bool:
    """Whether a column says the same on every row of each order, where one has several."""
    values: dict[str, set[str]] = {}
    for entry in goods.entries:
        values.setdefault(entry.text(goods.under("number")[0]), set()).add(entry.text(column.index))
    return len(values) < len(goods.entries) and all(len(texts - {""}) == 1 for texts in values.values())


def _multiplies(goods: Goods, amount: Column) -> bool:
    """Whether a column is quantity times price on its rows, as no order's total is."""
    given = [_candidates(goods, name) for name in ("quantity", "unit_price")]
    return all(given) and any(_agree(goods, one, price, amount) for one in given[0] for price in given[1])


def _shared(given: dict[str, list[Column]]) -> bool:
    indexes = [column.index for columns in given.values() for column in columns]
    return len(set(indexes)) < len(indexes)


def _agree(goods: Goods, quantity: Column, price: Column, amount: Column) -> bool:
    """Whether quantity times price is the amount on every line that has all three, and there is one."""
    checked = 0
    for entry in goods.entries:
        asked = quantity_in(quantity.cases.pieces(entry) if quantity.cases else apart(entry.text(quantity.index)))
        each, whole = (number_in(apart(entry.text(column.index))) for column in (price, amount))
        if asked is None or each is None or whole is None:
            continue
        if abs(asked[0] * each - whole) >= _ROUNDING:
            return False
        checked += 1
    return checked > 0


def _by_surest(goods: Goods, given: dict[str, list[Column]]) -> tuple[dict[str, Column], list[Finding]]:
    """Believe the one surest title of price and of amount; two quantities are never chosen between.

    One title that may be both, 価格 left of the quantities that are filled in, is the price of a printed list; not
    where sums are stated that say otherwise.
    """
    given = given if goods.under("total") else _of_list(given)
    found: dict[str, Column] = {}
    findings = []
    for name, columns in given.items():
        best = [one for one in columns if one.confidence == max(each.confidence for each in columns)]
        is_alone = len(columns) == 1 if name == "quantity" else len(best) == 1
        if is_alone and not _is_elsewhere(best[0], name, given):
            found[name] = best[0]
        elif columns:
            other = columns[1].title if len(columns) > 1 else columns[0].title
            findings.append(ambiguous(f"lines.{name}", columns[0].title, other))
    return found, findings


def _of_list(given: dict[str, list[Column]]) -> dict[str, list[Column]]:
    prices, amounts, asked = (given[name] for name in ("unit_price", "amount", "quantity"))
    is_one = len(prices) == len(amounts) == len(asked) == 1 and prices[0].index == amounts[0].index < asked[0].index
    return {**given, "amount": []} if is_one else given


def _is_elsewhere(column: Column, name: str, given: dict[str, list[Column]]) -> bool:
    """Whether a title may as well be another field that has no title of its own."""
    return any(
        column.index == one.index and len(columns) == 1
        for other, columns in given.items()
        if other != name
        for one in columns
    )
