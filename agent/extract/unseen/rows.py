"""The goods of one order as written fields, ready to be built; one table may hold several orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.unseen.charge_columns import charges_beside, is_charge
from agent.extract.unseen.code_in_name import with_codes
from agent.extract.unseen.columns import Column, ambiguous, columns_of, says_once
from agent.extract.unseen.company import LEGAL
from agent.extract.unseen.fitting import DAYS
from agent.extract.unseen.goods import Goods
from agent.extract.unseen.line_values import OF_HEAD, line_of, written_in
from agent.extract.unseen.other_days import other_days_among
from agent.extract.unseen.shops import names_shop
from agent.extract.unseen.stated_sums import holds_tax
from agent.extract.unseen.unlabelled import unnamed
from agent.extract.unseen.vocabulary import FAIR, WEAK
from agent.extract.values import folded, number_in, quantity_in

_PARTING = (*OF_HEAD, "answer")
_KIND = re.compile(
    "新規|追加|新規注文|追加注文|注文|発注|変更|訂正|修正|取消し?|取り消し|キャンセル|new|order|change|cancel",
    re.IGNORECASE,
)
_PLACE_CODE = re.compile(r"[A-Za-z0-9\-_]{1,12}")
_NOT_BY_SHOP = ("number", "customer_code", "answer")
GROUPED_BY = ("number", "customer_code", "customer_name", "answer")
_SUMS = frozenset({"total", "tax"})
_BOUGHT, _PARTNER = re.compile("発注|仕入"), re.compile("取引先")
"""Beside the words of a buyer a 取引先 is who sells, where another title says who buys."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One order's lines, how surely each field's column means it, and fields of the order that stood in columns."""

    rows: tuple[tuple[Written, ...], ...]
    confidence: dict[str, float]
    head: dict[str, tuple[Written, float]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    is_inclusive: bool = False

    @property
    def sum(self) -> Decimal | None:
        """What the lines add up to as written, or as quantity times price; None when a line gives neither."""
        amounts = [_amount(row) for row in self.rows]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _amount(row: Sequence[Written]) -> Decimal | None:
    texts = {written.field: written.text for written in row}
    if "amount" in texts:
        return number_in(texts["amount"])
    asked, price = quantity_in(texts.get("quantity", "")), number_in(texts.get("unit_price", ""))
    return None if asked is None or price is None else asked[0] * price


@dataclass(slots=True)
class _Part:
    """The rows of one order while they are gathered."""

    rows: list[tuple[Written, ...]] = field(default_factory=list)
    heads: list[dict[str, tuple[Written, float]]] = field(default_factory=list)
    charges: dict[str, Written] = field(default_factory=dict)
    totals: dict[int, Written] = field(default_factory=dict)

    def lines(self) -> tuple[tuple[Written, ...], ...]:
        """Its goods, and its charges where none of its rows names one."""
        names = [written.text for row in self.rows for written in row if written.field == "product_name"]
        if any(map(is_charge, names)):
            return with_codes(self.rows)
        charges = ((Written("product_name", name, at.place), at) for name, at in self.charges.items())
        return (*with_codes(self.rows), *charges)


def rows_of(goods: Sequence[Goods], *, is_numbered: bool = False, is_of_firm: bool = False) -> Iterator[Rows]:
    """Write out the lines of an order's tables; rows with different order numbers are different orders.

    Rows of different shops are so, too, where no number tells: none above the rows, `is_numbered`, and none in them.

    Args:
        goods: The tables.
        is_numbered: Whether an order number is given above them.
        is_of_firm: Whether a firm is named above them: shops are where its goods go.
    """
    parts: dict[tuple[str, ...], _Part] = {}
    confidence: dict[str, float] = {}
    findings: list[Finding] = []
    inclusive = is_shop = False
    for one in goods:
        columns = columns_of(one)
        chosen = _of_one_tax_mode(columns.by_field)
        findings += [finding for finding in columns.findings if finding not in findings] if one.entries else []
        findings += [*_worked_out(one, chosen), *_sizes_apart(one, chosen)]
        heads = _head_columns(one, {column.index for column in chosen.values()})
        is_by_shop = not is_numbered and "number" not in heads
        of_shop = "customer_name" in heads and names_shop(heads["customer_name"].title)
        if of_shop and is_of_firm and not is_by_shop and "deliver_to" not in heads:
            heads["deliver_to"] = heads.pop("customer_name")
        is_shop = is_shop or of_shop
        findings += other_days_among(one, heads["deliver_on"].index) if "deliver_on" in heads else []
        findings += _coded_places(one, heads["deliver_to"]) if "deliver_to" in heads else []
        inclusive = (
            inclusive or any(column.tax == "inclusive" for column in chosen.values()) or _holds_tax(one, chosen, heads)
        )
        for name, column in chosen.items():
            confidence[name] = min(column.confidence, confidence.get(name, 1.0))
        _gather(one, chosen, heads, parts, GROUPED_BY if is_by_shop or not of_shop else _NOT_BY_SHOP)
    for part in parts.values():
        head, unclear = _common(part.heads)
        shop = head.pop("customer_name", None) if is_shop and is_of_firm else None
        head = {"deliver_to": shop} | head if shop is not None else head
        rows = Rows(part.lines(), {"product_code": FAIR} | confidence, head, (*findings, *unclear), inclusive)
        fitting = next((at for at in part.totals.values() if number_in(at.text) == rows.sum), None)
        if "total" in head and fitting is not None:
            head["total"] = (fitting, head["total"][1])
        yield rows


def _holds_tax(goods: Goods, chosen: dict[str, Column], heads: dict[str, Column]) -> bool:
    taxes = [heads["tax"].index] if "tax" in heads else goods.under("line_tax")[:1]
    if not taxes or not chosen.keys() >= {"quantity", "unit_price"}:
        return False
    return holds_tax(goods, chosen["quantity"].index, chosen["unit_price"].index, taxes[0])


def _coded_places(goods: Goods, column: Column) -> list[Finding]:
    """Doubt a place under a title of many meanings that is said by a code: Plant 1010."""
    texts = [text for entry in goods.entries if (text := folded(entry.text(column.index)).strip())]
    coded = next(filter(_PLACE_CODE.fullmatch, texts), "") if column.confidence <= WEAK else ""
    return [unnamed("deliver_to", coded)] if coded else []


def _worked_out(goods: Goods, chosen: dict[str, Column]) -> Iterator[Finding]:
    """Say how quantities were worked out, by the first row in which there was something to work out."""
    cases = chosen["quantity"].cases if "quantity" in chosen else None
    entry = next((one for one in goods.entries if cases is not None and cases.is_summed(one)), None)
    if cases is not None and entry is not None:
        values = (("text", cases.said(entry)), ("value", cases.pieces(entry)))
        yield Finding("quantity-worked-out", Severity.NOTE, "lines", values)


def _sizes_apart(goods: Goods, chosen: dict[str, Column]) -> Iterator[Finding]:
    """Doubt goods that only name and size together name: the name alone may be another's."""
    sizes = [(entry, entry.text(index)) for entry in goods.entries for index in goods.under("spec")]
    stated = [(entry, size) for entry, size in sizes if size.strip()]
    if stated and "product_name" in chosen and "product_code" not in chosen:
        entry, size = stated[0]
        values = (("text", entry.text(chosen["product_name"].index)), ("size", size), ("n", str(len(stated))))
        yield Finding("size-apart", Severity.DOUBT, "lines", values)


def _of_one_tax_mode(columns: dict[str, Column]) -> dict[str, Column]:
    """Leave out an amount with tax beside a price before tax, and a price with tax beside an amount before it."""
    modes = {columns[name].tax for name in ("unit_price", "amount") if name in columns and columns[name].tax}
    if len(modes) < 2:
        return columns
    return {name: column for name, column in columns.items() if column.tax != "inclusive"}


def _head_columns(goods: Goods, taken: set[int]) -> dict[str, Column]:
    """Choose titles for fields of the order; a total stands beside the lines only where the order number does."""
    found: dict[str, Column] = {}
    shops: list[Column] = []
    names = [name for name in _PARTING if name not in _SUMS or goods.under("number")]
    is_bought = any(_BOUGHT.search(title.cell.text) for title in goods.header.titles)
    others = [
        title for title in goods.header.titles if title.word("customer_name") and not _PARTNER.match(title.cell.text)
    ]
    for index, title in enumerate(goods.header.titles):
        for name in names if index not in taken else ():
            word = title.word(name)
            if word is None or (is_bought and others and _PARTNER.match(title.cell.text)):
                continue
            column = Column(index, word.confidence, word.tax, title.cell.text)
            if name == "customer_name" and names_shop(column.title):
                shops.append(column)
            if name not in found or _rank(goods, name, column) > _rank(goods, name, found[name]):
                found[name] = column
    shop = next((one for one in shops if one.index not in {other.index for other in found.values()}), None)
    if shop is not None and "deliver_to" not in found and "customer_name" in found:
        found["deliver_to"] = shop
    if "kind" in found and not all(_KIND.fullmatch(folded(one.text(found["kind"].index))) for one in goods.entries):
        found.pop("kind")
    return found


def _rank(goods: Goods, name: str, column: Column) -> tuple[bool, bool, float]:
    """Rank titles of one field: a customer is a firm, not who orders for it; a total stands alike on all rows."""
    is_firm = name == "customer_name" and any(LEGAL.search(folded(one.text(column.index))) for one in goods.entries)
    return is_firm, name not in _SUMS or says_once(goods, column), column.confidence


def _gather(
    goods: Goods,
    columns: dict[str, Column],
    heads: dict[str, Column],
    parts: dict[tuple[str, ...], _Part],
    by: Sequence[str],
) -> None:
    above: dict[int, str] = {}
    key: tuple[str, ...] = ("",) * len(by)
    for entry in goods.entries:
        head = {name: (written_in(entry, name, column, above), column.confidence) for name, column in heads.items()}
        stated = {name: (written, sure) for name, (written, sure) in head.items() if written is not None}
        is_more = any(key) and not ("number" in stated if "number" in heads else stated)
        if not is_more:
            own = tuple(folded(stated[name][0].text) if name in stated else "" for name in by)
            key = key if own[0] == key[0] and not any(own[1:]) else own
        part = parts.setdefault(key, _Part())
        if stated or not is_more:
            part.heads.append(stated)
        part.rows.append(tuple(line_of(entry, columns, above)))
        part.charges |= dict(charges_beside(goods, entry))
        part.totals |= {
            index: Written("total", entry.text(index), entry.cells[index][0].place)
            for index in goods.under("total")
            if entry.text(index)
        }


def _common(
    heads: Sequence[dict[str, tuple[Written, float]]],
) -> tuple[dict[str, tuple[Written, float]], list[Finding]]:
    """Return what all rows of an order say alike of it, and a finding for what they do not."""
    common: dict[str, tuple[Written, float]] = {}
    findings = []
    for name in OF_HEAD:
        stated = [head[name] for head in heads if name in head]
        if not stated:
            continue
        texts = list(dict.fromkeys(folded(written.text) for written, _ in stated))
        if len(texts) > 1 or (len(stated) < len(heads) and name in DAYS):
            findings.append(ambiguous(name, texts[0], texts[1] if len(texts) > 1 else "–"))
        else:
            common[name] = stated[0]
    return common, findings
