"""Masters and orders for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from agent.core.order import Customer, Finding, Order, OrderLine, Provenance, Severity
from agent.quality.match import load_masters

CUSTOMERS = """code,name,kana,aliases,email,ship_to
C001,株式会社見本フーズ,ミホンフーズ,見本フーズ;ミホン,Order@Mihon.example,倉庫
C002,見本フーズ株式会社,,,,
C003,髙島商店,,見本屋,,
C004,高崎商店,,見本屋,,
"""
PRODUCTS = """code,name,aliases,unit,unit_price,tax_rate
P-1,コーヒー豆 1kg,豆1kg;KOHI,袋,2400,0.08
P-2,段ボール,,束,1560,0.1
P-3,工事一式,,,,0.1
"""
MASTERS = load_masters(CUSTOMERS, PRODUCTS)
LINE = OrderLine(1, "P-1", "コーヒー豆 1kg", Decimal(2), "袋", Decimal(2400), Decimal(4800))
ORDER = Order(
    document="s/k/0",
    source="s",
    number="A1",
    customer=Customer("C001", None, False, "株式会社見本フーズ"),
    ordered_on=date(2026, 4, 1),
    deliver_on=date(2026, 4, 10),
    total=Decimal(4800),
    lines=(LINE,),
)


def an_order(**changes: object) -> Order:
    return replace(ORDER, **changes)


def a_line(**changes: object) -> OrderLine:
    return replace(LINE, **changes)


FULL_CUSTOMERS = """code,name,kana,aliases,email,ship_to,corporate_number,number_pattern,credit_limit
C001,株式会社見本フーズ,ミホンフーズ,見本フーズ,,神奈川県横浜市西区中央1-2-3 倉庫,7000012050002,MF-[0-9]{4},100000
C002,例示物産株式会社,レイジブッサン,,,,,,
"""
FULL_PRODUCTS = """code,name,aliases,unit,unit_price,tax_rate,jan,pack
P-11,コーヒー豆 深煎り,,袋,2400,0.08,4901234567894,
P-12,コーヒー豆 浅煎り,,袋,2400,0.08,,
P-21,水 2L,,ケース,780,0.08,,24本
P-22,紙コップ,,個,12,0.1,,100個
P-31,段ボール,,束,1560,0.1,,
"""
OWN_CODES = """customer,written,product
C001,K-1,P-11
C001,K-2,P-12
C002,K-1,P-31
C002,P-31,P-21
C001,当社特選コーヒー,P-11
"""
PRICES = """product,customer,unit_price,since,until
P-31,,1500,2026-04-01,2026-09-30
P-31,,1600,2026-07-01,
P-31,C002,1400,,
"""
FULL = load_masters(FULL_CUSTOMERS, FULL_PRODUCTS, OWN_CODES, PRICES)


def read(path: str, text: object) -> tuple[str, Provenance]:
    """Make the provenance of one surely read value."""
    return path, Provenance("page 1", str(text), 0.95)


def an_unseen_order() -> Order:
    """Make a right order that was read without a form, every value with its provenance."""
    lines = (
        OrderLine(1, "P-11", "コーヒー豆 深煎り", Decimal(12), "袋", Decimal(2400), Decimal(28800), Decimal("0.08")),
        OrderLine(2, "P-12", "コーヒー豆 浅煎り", Decimal(5), "袋", Decimal(2400), Decimal(12000), Decimal("0.08")),
        OrderLine(3, "P-31", "段ボール", Decimal(10), "束", Decimal(1500), Decimal(15000), Decimal("0.1")),
    )
    written = [("number", "MF-1001"), ("total", 55800), ("customer_name", "(株)見本フーズ")]
    for line in lines:
        values = {"quantity": line.quantity, "unit_price": line.unit_price, "amount": line.amount}
        written += [(f"lines.{line.number}.{name}", value) for name, value in values.items()]
    return Order(
        document="s/k/0",
        source="s",
        number="MF-1001",
        customer=Customer("C001", None, False, "(株)見本フーズ"),
        ordered_on=date(2026, 4, 1),
        deliver_on=date(2026, 4, 10),
        total=Decimal(55800),
        tax=Decimal(4764),
        lines=lines,
        provenance=tuple(read(path, value) for path, value in written),
        findings=(Finding("layout-unseen", Severity.STOP),),
    )
