"""Masters and orders for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from agent.core.order import Customer, Order, OrderLine
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
