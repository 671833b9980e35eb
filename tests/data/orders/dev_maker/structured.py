"""JSON, and XML of one's own."""

from __future__ import annotations

import json
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import answer, drawn, same_day
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


def flat(draw: Random, number: int) -> Paper:
    """A shop's hook: English keys, numbers as numbers, a list of items."""
    order = drawn(draw, f"J-{draw.randrange(10**6):06d}", strangers=number == 3)
    items = [
        {
            "sku": one.article.code,
            "name": one.article.name,
            "quantity": int(one.quantity),
            "unit": one.article.unit,
            "unit_price": int(one.price),
            "amount": int(one.amount),
        }
        for one in order.lines
    ]
    content = {
        "order_number": order.number,
        "order_date": order.ordered_on.isoformat(),
        "delivery_date": order.deliver_on.isoformat(),
        "customer": {"code": order.firm.code or None, "name": order.firm.name},
        "items": items,
        "subtotal": int(order.net),
        "tax": int(order.tax),
        "total": int(order.gross),
    }
    told = answer(order, f"{FULL} customer_code total tax gross", mode="exclusive")
    return Paper(_json(content, 2), [told], judgement={"orders.0.tax_mode": "only the sums tell it"})


def japanese_keys(draw: Random, number: int) -> Paper:
    """Several orders in a list, Japanese keys, numbers as texts, escaped."""
    orders = same_day([drawn(draw, f"K{at}{draw.randrange(999):03d}", n_lines=(1, 4)) for at in range(2)])
    content = {
        "発信日時": "2026-04-01T09:00:00+09:00",
        "注文": [
            {
                "注文番号": one.number,
                "注文日": f"{one.ordered_on:%Y/%m/%d}",
                "納期": f"{one.deliver_on:%Y/%m/%d}",
                "得意先": {"コード": one.firm.code, "名称": one.firm.name},
                "明細": [
                    {
                        "商品コード": line.article.code,
                        "商品名": line.article.name,
                        "数量": str(line.quantity),
                        "単位": line.article.unit,
                        "単価": f"{line.price:,}",
                        "金額": f"{line.amount:,}",
                    }
                    for line in one.lines
                ],
            }
            for one in orders
        ],
    }
    return Paper(json.dumps(content).encode(), [answer(one, f"{FULL} customer_code") for one in orders])


def wrapped(draw: Random, number: int) -> Paper:
    """An envelope of other things around the order; big numbers, JAN as a number, nulls."""
    order = drawn(draw, str(draw.randrange(10**17, 10**18)), n_lines=(2, 4))
    rows = [
        {
            "lineNo": at,
            "gtin": int(one.article.jan),
            "itemName": one.article.name,
            "qty": float(one.quantity),
            "price": {"value": int(one.price), "currency": "JPY"},
            "memo": None,
        }
        for at, one in enumerate(order.lines, 1)
    ]
    content = {
        "meta": {"version": 3, "test": False},
        "data": {
            "purchaseOrder": {
                "id": int(order.number),
                "issueDate": order.ordered_on.isoformat(),
                "requestedDeliveryDate": f"{order.deliver_on}T00:00:00+09:00",
                "buyer": {"companyName": order.firm.name},
                "seller": {"companyName": US},
                "lines": rows,
            }
        },
    }
    told = answer(order, FULL, "jan product_name quantity unit_price")
    return Paper(_json(content), [told])


def plain_xml(draw: Random, number: int) -> Paper:
    """XML of a system of one's own, in Shift_JIS, values in attributes and elements."""
    order = drawn(draw, f"X{draw.randrange(9999):04d}")
    lines = "".join(
        (
            f'<明細 行="{at}"><商品コード>{one.article.code}</商品コード><商品名>'
            f'{escape(one.article.name)}</商品名><数量 単位="{one.article.unit}">{one.quantity}</数量>'
            f"<単価>{one.price}</単価><金額>{one.amount}</金額></明細>"
        )
        for at, one in enumerate(order.lines, 1)
    )
    text = (
        f'<?xml version="1.0" encoding="Shift_JIS"?>\r\n<発注><発注番号>{order.number}</発注番号>'
        f"<発注日>{order.ordered_on}</発注日><納期>{order.deliver_on}</納期><発注者 "
        f'コード="{order.firm.code}">{order.firm.name}</発注者>{lines}<合計金額 税="抜">'
        f"{order.net}</合計金額></発注>\r\n"
    )
    told = answer(order, f"{FULL} customer_code total", mode="exclusive")
    return Paper(text.encode("cp932"), [told])


LAYOUTS = (
    Layout("json", "flat", ".json", "a shop's hook, English keys", flat),
    Layout("json", "japanese", ".json", "a list of orders, Japanese keys, numbers as texts", japanese_keys, 2),
    Layout("json", "wrapped", ".json", "an envelope, numbers of 18 digits, JAN as a number", wrapped, 2),
    Layout("xml", "plain", ".xml", "XML of one's own in Shift_JIS", plain_xml),
)
