"""The entry screen's fields as typed, and the slip they make or what is wrong with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from robots.demo_ledger.ledger.masters import LedgerProduct, Masters
from robots.demo_ledger.ledger.slip import LedgerLine, LedgerSlip, amount_of

MEMO_LENGTH = 40
ORDER_NUMBER_LENGTH = 30
FIRST_ROWS = 3
MAX_AMOUNT = Decimal(10) ** 11
HEAD = ("customer_code", "customer_name", "slip_date", "order_number", "memo")
TAX_RATES = {"10%": Decimal("0.1"), "8%軽減": Decimal("0.08"), "0%": Decimal(0)}


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of the lines as typed."""

    product_code: str = ""
    product_name: str = ""
    quantity: str = ""
    unit_price: str = ""
    tax_class: str = ""
    amount: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the clerk left the row alone."""
        return not (self.product_code or self.quantity or self.unit_price)


@dataclass(frozen=True, slots=True)
class Typed:
    """The whole screen as typed, to be shown again beside its errors."""

    customer_code: str = ""
    customer_name: str = ""
    slip_date: str = ""
    order_number: str = ""
    memo: str = ""
    rows: tuple[TypedRow, ...] = (TypedRow(),) * FIRST_ROWS


def read_typed(form: Mapping[str, list[str]]) -> Typed:
    """Take the posted fields; each row's fields repeat their names."""
    columns = [form.get(name, []) for name in TypedRow.__dataclass_fields__]
    n_rows = max((len(column) for column in columns), default=0)
    rows = tuple(TypedRow(*(column[n].strip() if n < len(column) else "" for column in columns)) for n in range(n_rows))
    return Typed(**{name: form.get(name, [""])[0].strip() for name in HEAD}, rows=rows or Typed().rows)


def check(typed: Typed, masters: Masters, closed_until: str) -> tuple[LedgerSlip | None, list[str]]:
    """Make the slip, or say in the screen's language what is wrong; never both."""
    errors = list(_head_errors(typed, masters, closed_until))
    rows = [(n, row) for n, row in enumerate(typed.rows, 1) if not row.is_empty]
    if not rows:
        errors.append("明細を1行以上入力してください。")
    for n, row in rows:
        errors += [f"明細{n}行目: {text}" for text in _row_errors(row, masters.products)]
    if errors:
        return None, errors
    lines = tuple(_line(row, masters.products[row.product_code]) for _, row in rows)
    customer = masters.customers[typed.customer_code]
    day = read_date(typed.slip_date)
    assert day is not None
    return LedgerSlip(customer.code, customer.name, day, typed.order_number, typed.memo, lines), []


def read_date(text: str) -> date | None:
    """Read 2026/04/01, 2026-4-1 or 20260401, in either width; None when it is no day."""
    plain = unicodedata.normalize("NFKC", text).replace("-", "/").replace(".", "/")
    parts = plain.split("/") if "/" in plain else [plain[:4], plain[4:6], plain[6:]]
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def read_number(text: str) -> Decimal | None:
    """Read a number with or without commas, in either width; None when it is none."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("¥", "").strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < MAX_AMOUNT else None


def _head_errors(typed: Typed, masters: Masters, closed_until: str) -> Iterator[str]:
    if not typed.customer_code:
        yield "得意先コードを入力してください。"
    elif typed.customer_code not in masters.customers:
        yield f"得意先コード「{typed.customer_code}」は登録されていません。"
    day = read_date(typed.slip_date)
    if day is None:
        yield "伝票日付が正しくありません。(例 2026/04/01)"
    elif closed_until and day.isoformat() <= closed_until:
        yield f"伝票日付 {day:%Y/%m/%d} は締め処理済みの期間です。登録できません。"
    if len(typed.order_number) > ORDER_NUMBER_LENGTH:
        yield f"注文番号は{ORDER_NUMBER_LENGTH}文字以内で入力してください。"
    if len(typed.memo) > MEMO_LENGTH:
        yield f"摘要は{MEMO_LENGTH}文字以内で入力してください。"


def _row_errors(row: TypedRow, products: dict[str, LedgerProduct]) -> Iterator[str]:
    quantity, price = read_number(row.quantity), read_number(row.unit_price)
    if row.product_code not in products:
        yield f"商品コード「{row.product_code}」は登録されていません。"
    if quantity is None or quantity <= 0:
        yield "数量は0より大きい数値を入力してください。"
    if price is None or price < 0:
        yield "単価を正しく入力してください。"
    if row.tax_class and row.tax_class not in TAX_RATES:
        yield f"税区分「{row.tax_class}」は使用できません。"
    shown = read_number(row.amount) if row.amount else None
    if shown is not None and quantity is not None and price is not None and shown != amount_of(quantity, price):
        yield "金額が数量×単価と一致しません。"


def _line(row: TypedRow, product: LedgerProduct) -> LedgerLine:
    quantity, price = read_number(row.quantity), read_number(row.unit_price)
    assert quantity is not None
    assert price is not None
    rate = TAX_RATES.get(row.tax_class, product.tax_rate)
    return LedgerLine(product.code, product.name, quantity, product.unit, price, rate)
