"""XML and JSON as programs of customers write them, each by names of its own."""

import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from more_maker.base import jan
from trades_maker.base import CODED, PRICED, Drawn, Sums, day, document, told

from later_maker.note_base import goods

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _leaf(name: str, value: Any) -> str:
    return f"<{name}>{escape(str(value))}</{name}>"


@document("xml-quay.xml", "xml", "a head, parties and items of a ship chandler's program, names in English")
def quay() -> Drawn:
    """A supplier of ships sends its program's order."""
    items = goods(
        "code name quantity unit price",
        """PR-2201|無洗米 30kg|10|袋|14800
        PR-3310|冷凍鶏もも 2kg×6|5|箱|7900
        CB-0091|ラバーグローブ L|48|双|410""",
    )
    sums = Sums(items)
    body = "".join(
        f"    <Item>{_leaf('LineNo', n)}{_leaf('ItemNo', r.code)}{_leaf('Description', r.name)}"
        f"{_leaf('Qty', r.quantity)}{_leaf('UOM', r.unit)}{_leaf('Price', r.price)}{_leaf('Amount', r.amount)}</Item>\n"
        for n, r in enumerate(items, 1)
    )
    text = f"""{HEAD}<PurchaseOrder version="2.1">
  <Header>
    <PONumber>SC-260428-3</PONumber>
    <PODate>2026-04-28</PODate>
    <RequiredDate>2026-05-07</RequiredDate>
    <Currency>JPY</Currency>
  </Header>
  <Parties>
    <Buyer><Name>港湾シップサプライ株式会社</Name><Contact>糸川</Contact><Phone>045-000-2290</Phone></Buyer>
    <Vendor><Name>伝票商事株式会社</Name></Vendor>
    <Delivery><Name>大黒第三倉庫</Name><Address>神奈川県架空市大黒町3-12</Address></Delivery>
  </Parties>
  <Items>
{body}  </Items>
  <Summary><NetAmount>{sums.total}</NetAmount><TaxAmount>{sums.total // 10}</TaxAmount></Summary>
</PurchaseOrder>
"""
    order = told(
        items,
        PRICED,
        number="SC-260428-3",
        ordered_on=day(4, 28),
        deliver_on=day(5, 7),
        customer_name="港湾シップサプライ株式会社",
        deliver_to="大黒第三倉庫 神奈川県架空市大黒町3-12",
        tax_mode="exclusive",
        total=sums.total,
        tax=sums.total // 10,
    )
    why = {"orders.0.deliver_to": "name and address of the place stand in two elements"}
    return Drawn(text.encode(), [order], why)


@document("xml-access.xml", "xml", "what Access exports of a query: a flat element for each line, two orders")
def access() -> Drawn:
    """A database of an office is exported as XML."""
    first = goods(
        "code name quantity unit price",
        "P3001|見本段ボール 60サイズ 20枚|12|束|1560\nP3005|例示OPPテープ 48mm 50巻|2|箱|5400",
    )
    second = goods("code name quantity unit price", "P4003|サンプルペーパータオル 200枚×40|5|ケース|3960")
    slips = (("2608-014", "2026-08-24", "資材倉庫", first), ("2608-015", "2026-08-26", "検査棟", second))
    body = "".join(
        "<Q_発注明細>\n"
        + "".join(
            _leaf(name, value) + "\n"
            for name, value in (
                ("発注番号", number),
                ("発注日", "2026-08-19T00:00:00"),
                ("発注元", "株式会社例題包装"),
                ("納入先", place),
                ("納期", f"{due}T00:00:00"),
                ("仕入先品番", r.code),
                ("品名", r.name),
                ("数量", r.quantity),
                ("単位", r.unit),
                ("単価", r.price),
                ("金額", r.amount),
            )
        )
        + "</Q_発注明細>\n"
        for number, due, place, rows in slips
        for r in rows
    )
    root = '<dataroot xmlns:od="urn:schemas-microsoft-com:officedata" generated="2026-08-19T17:40:11">'
    text = f"{HEAD}{root}\n{body}</dataroot>\n"
    orders = [
        told(
            rows,
            PRICED,
            number=number,
            ordered_on=day(8, 19),
            deliver_on=day(8, int(due[-2:])),
            customer_name="株式会社例題包装",
            deliver_to=place,
        )
        for number, due, place, rows in slips
    ]
    return Drawn(text.encode(), orders)


@document("xml-kitchen.xml", "xml", "attributes of a kitchen's menu program, a day of delivery on each article")
def kitchen() -> Drawn:
    """A menu program of homes for the aged writes attributes."""
    items = [
        *goods(CODED, "1106|絹豆腐 300g|40|丁\n1120|油揚げ 10枚|12|袋"),
        *goods(CODED, "2204|冷凍ほうれん草 1kg|9|袋\n3301|塩さば切身 60g|80|切"),
    ]
    days = ("2026-10-20", "2026-10-20", "2026-10-21", "2026-10-22")
    body = "".join(
        f"    <food no={quoteattr(str(n))} code={quoteattr(r.code or '')} name={quoteattr(r.name)} "
        f"amount={quoteattr(str(r.quantity))} unit={quoteattr(r.unit or '')} date={quoteattr(when)}/>\n"
        for n, (r, when) in enumerate(zip(items, days, strict=True), 1)
    )
    text = f"""{HEAD}<order id="K-10440" created="2026-10-15" supplier="伝票商事株式会社">
  <facility code="07" name="特別養護老人ホーム ききょう苑" corporation="社会福祉法人桔梗会"/>
  <place>厨房搬入口</place>
  <foods>
{body}  </foods>
</order>
"""
    order = told(
        items,
        CODED,
        number="K-10440",
        ordered_on=day(10, 15),
        customer_name="社会福祉法人桔梗会",
        deliver_to="厨房搬入口",
    )
    for line, when in zip(order["lines"], days, strict=True):
        line["deliver_on"] = when
    why = {
        "orders.0.customer_name": "the corporation or its home",
        "orders.0.ordered_on": "created is the only day beside those of delivery",
        "orders.0.deliver_to": "厨房搬入口 or the home before it",
    }
    return Drawn(text.encode(), [order], why)


@document(
    "json-mart.json", "json", "a supply cloud: buyer, place, details and sums of each rate in objects of their own"
)
def mart() -> Drawn:
    """A cloud of retailers sends objects in objects."""
    items = goods(
        "code name quantity unit price rate",
        """P1005|例示ミネラルウォーター 2L×6本|40|ケース|780|0.08
        P1002|見本コーヒー豆 浅煎り 1kg|6|袋|2600|0.08
        P3003|サンプル紙コップ 8オンス 1000個|2|箱|6900|0.1""",
    )
    sums = Sums(items)
    details = [
        {
            "lineNumber": n,
            "item": {"supplierItemCode": r.code, "itemName": r.name, "janCode": jan(f"4909876001{n:02d}")},
            "orderQuantity": r.quantity,
            "quantityUnit": r.unit,
            "unitPrice": r.price,
            "lineAmount": r.amount,
            "taxRate": 8 if r.rate == "0.08" else 10,
        }
        for n, r in enumerate(items, 1)
    ]
    value = {
        "orderNumber": "HC-0026-55108",
        "orderDate": "2026-07-22",
        "requestedDeliveryDate": "2026-07-27",
        "buyer": {"companyName": "ひながた珈琲株式会社", "departmentName": "店舗運営部", "customerCode": "C008"},
        "shipTo": {
            "name": "ひながた珈琲 天神地下店",
            "postalCode": "810-0000",
            "address": "福岡県例示市天神地下街 東7番",
        },
        "details": details,
        "totals": {
            "taxExcludedAmount": sums.total,
            "taxes": [
                {"rate": 8, "base": sums.base8, "tax": sums.tax8},
                {"rate": 10, "base": sums.base10, "tax": sums.tax10},
            ],
            "taxAmount": sums.tax,
            "taxIncludedAmount": sums.gross,
        },
        "remarks": "",
    }
    order = told(
        items,
        f"{PRICED} rate",
        number="HC-0026-55108",
        ordered_on=day(7, 22),
        deliver_on=day(7, 27),
        customer_code="C008",
        customer_name="ひながた珈琲株式会社",
        deliver_to="ひながた珈琲 天神地下店 810-0000 福岡県例示市天神地下街 東7番",
        **sums.head,
    )
    why = {"orders.0.deliver_to": "name, postal code and address stand in three fields"}
    return Drawn(_json(value), [order], why)


@document("json-slip.json", "json", "flat rows of a small office's program, Japanese in Roman letters, one order")
def slip() -> Drawn:
    """A small office's program writes a row for each line."""
    items = goods(
        "code name quantity unit price",
        """T-6204|玉軸受 6204ZZ|30|個|260
        T-V38|Vベルト A-38|12|本|540
        T-GR400|グリースカートリッジ 400g|20|本|690""",
    )
    rows = [
        {
            "hacchu_no": "10932",
            "gyo_no": n,
            "hacchu_bi": "20260903",
            "nouki": "20260910",
            "kaisya_mei": "株式会社中浦製作所",
            "nounyu_basho": "本社工場 保全課",
            "hinban": r.code,
            "hinmei": r.name,
            "suryo": r.quantity,
            "tani": r.unit,
            "tanka": r.price,
            "kingaku": r.amount,
            "bikou": None,
        }
        for n, r in enumerate(items, 1)
    ]
    order = told(
        items,
        PRICED,
        number="10932",
        ordered_on=day(9, 3),
        deliver_on=day(9, 10),
        customer_name="株式会社中浦製作所",
        deliver_to="本社工場 保全課",
    )
    return Drawn(_json(rows), [order])


@document("json-hook.json", "json", "a message of an event: orders of two branches in its data, days with hours")
def hook() -> Drawn:
    """A restaurant app sends the orders of two branches."""
    first = goods("code name quantity unit", "wine-01|ハウスワイン 赤 3L|4|本\noil-ev5|オリーブオイル EV 5L|2|缶")
    second = goods(
        "code name quantity unit",
        "oil-ev5|オリーブオイル EV 5L|1|缶\nflour-00|ピザ用粉 00 25kg|3|袋\ntom-2550|ホールトマト 2550g|12|缶",
    )
    slips = (
        ("PZ-7715", "トラットリア・ルーチェ 栄店", "2026-11-13", first),
        ("PZ-7716", "トラットリア・ルーチェ 金山店", "2026-11-14", second),
    )
    value = {
        "event": "order.submitted",
        "sentAt": "2026-11-11T23:18:40+09:00",
        "data": {
            "company": {"id": 4417, "name": "ルーチェダイニング株式会社"},
            "orders": [
                {
                    "orderId": number,
                    "orderedAt": "2026-11-11T23:18:02+09:00",
                    "deliveryDate": due,
                    "branch": {"name": branch},
                    "lines": [
                        {"sku": r.code, "title": r.name, "count": r.quantity, "unit": r.unit, "memo": ""} for r in rows
                    ],
                }
                for number, branch, due, rows in slips
            ],
        },
    }
    orders = [
        told(
            rows,
            CODED,
            number=number,
            ordered_on=day(11, 11),
            deliver_on=day(11, int(due[-2:])),
            customer_name="ルーチェダイニング株式会社",
            deliver_to=branch,
        )
        for number, branch, due, rows in slips
    ]
    return Drawn(_json(value), orders)
