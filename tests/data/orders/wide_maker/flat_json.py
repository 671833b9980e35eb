"""Orders as JSON: a shop's webhook, a sales force's export, a form's app, a list, a cancellation."""

from typing import Any

from trades_maker.base import PRICED, Drawn, Sums, day, document, extra, told

from wide_maker.flat_kit import goods, jp

PRICES = "code name quantity unit price"
TAXED = "code name quantity unit price rate"


@document("json-webhook.json", "json", "a shop's webhook in camelCase: postage, both rates, an address in parts")
def webhook() -> Drawn:
    """An event of a shop for firms."""
    items = goods(
        TAXED,
        """
        P1005|例示ミネラルウォーター 2L×6本|12|ケース|780|0.08
        P3004|サンプル紙ナプキン 10000枚|1|箱|5750|0.1
        """,
    )
    sums = Sums(items, 1200)
    lines = [
        {
            "lineId": place,
            "sku": item.code,
            "productName": item.name,
            "quantity": item.quantity,
            "unit": item.unit,
            "unitPrice": item.price,
            "lineTotal": item.amount,
            "taxRate": float(item.rate or 0),
        }
        for place, item in enumerate(items, 1)
    ]
    event = {
        "eventId": "evt_01J9ZK4W3T",
        "eventType": "order.created",
        "occurredAt": "2026-09-03T11:26:41+09:00",
        "data": {
            "orderNumber": "B-100482",
            "orderedAt": "2026-09-03T11:26:38+09:00",
            "status": "confirmed",
            "buyer": {
                "companyName": "株式会社はるにれ不動産",
                "department": "営業推進部",
                "contactName": "江原 美咲",
                "email": "ehara@harunire.example",
            },
            "shippingAddress": {
                "postalCode": "063-0000",
                "prefecture": "北海道",
                "city": "架空市西野",
                "street": "3条9-14",
                "building": "はるにれビル1F",
                "phone": "011-000-0148",
            },
            "requestedDeliveryDate": "2026-09-08",
            "lineItems": lines,
            "subtotal": sums.total - 1200,
            "shippingFee": 1200,
            "taxTotal": sums.tax,
            "grandTotal": sums.gross,
            "currency": "JPY",
            "paymentMethod": "invoice",
            "note": "受付にお声がけください",
        },
    }
    order = told(
        items,
        PRICED + " rate",
        number="B-100482",
        ordered_on=day(9, 3),
        deliver_on=day(9, 8),
        customer_name="株式会社はるにれ不動産",
        deliver_to="北海道架空市西野3条9-14はるにれビル1F",
        **{**sums.head, "total": None},
    )
    order["lines"].append(extra("shippingFee", "1200"))
    judged = {
        "orders.0.deliver_to": "the address stands in parts",
        "orders.0.total": "the subtotal is without postage, no sum before tax with it stands there",
        "orders.0.lines.2.product_name": "postage has no name but the field's",
    }
    return Drawn(jp(event).encode(), [order], judged)


@document(
    "json-uriage.json", "json", "a sales force's export: records in records, a price of its own beside the list's"
)
def sales_force() -> Drawn:
    """Orders of a cloud for sales people, as its interface answers."""
    items = goods(
        PRICES,
        """
        P2001|見本小麦粉 薄力 25kg|20|袋|4850
        P2003|見本上白糖 20kg|10|袋|4200
        """,
    )
    kind = "/services/data/v59.0/sobjects"
    lines = [
        {
            "attributes": {"type": "OrderItem", "url": f"{kind}/OrderItem/8025h00000AbC{place}"},
            "ProductCode__c": item.code,
            "Product2": {"Name": item.name, "QuantityUnitOfMeasure": item.unit},
            "Quantity": float(item.quantity),
            "ListPrice": 4950.0 if place == 1 else 4320.0,
            "UnitPrice": float(item.price or 0),
            "TotalPrice": float(item.amount or 0),
        }
        for place, item in enumerate(items, 1)
    ]
    found = {
        "totalSize": 1,
        "done": True,
        "records": [
            {
                "attributes": {"type": "Order", "url": f"{kind}/Order/8015h00000XyZ01"},
                "OrderNumber": "00003907",
                "PoNumber": "SS-0427-1",
                "EffectiveDate": "2026-04-27",
                "Status": "Activated",
                "Account": {"Name": "有限会社サンプル製菓", "AccountNumber": "C006"},
                "ShippingAddress": {
                    "country": "日本",
                    "postalCode": "600-0000",
                    "state": "京都府",
                    "city": "例示市",
                    "street": "南通6-8 製菓工場",
                },
                "RequestedDeliveryDate__c": "2026-05-01",
                "TotalAmount": float(Sums(items).total),
                "OrderItems": {"totalSize": len(items), "done": True, "records": lines},
            }
        ],
    }
    order = told(
        items,
        PRICED,
        number="SS-0427-1",
        ordered_on=day(4, 27),
        deliver_on=day(5, 1),
        customer_code="C006",
        customer_name="有限会社サンプル製菓",
        deliver_to="京都府例示市南通6-8 製菓工場",
        total=Sums(items).total,
    )
    judged = {
        "orders.0.number": "the customer's number stands beside the sales cloud's own (00003907)",
        "orders.0.deliver_to": "the address stands in parts",
    }
    return Drawn(jp(found).encode(), [order], judged)


@document("json-apuri.json", "json", "a form's app in Japanese: every field a type and a value, the lines a sub-table")
def app() -> Drawn:
    """A record of an app that people fill in."""
    items = goods(
        "name quantity unit note",
        """
        サンプル濃口醤油 1.8L×6本|5|ケース|なるべく新しいもの
        例示米 コシヒカリ 10kg|12|袋|
        サンプル食塩 5kg|2|袋|
        """,
    )

    def text(value: Any, kind: str = "SINGLE_LINE_TEXT") -> dict[str, Any]:
        return {"type": kind, "value": value}

    rows = [
        {
            "id": str(4400 + place),
            "value": {
                "商品": text(item.name),
                "個数": text(str(item.quantity), "NUMBER"),
                "単位": text(item.unit, "DROP_DOWN"),
                "メモ": text(item.note),
            },
        }
        for place, item in enumerate(items)
    ]
    record = {
        "$id": text("318", "__ID__"),
        "$revision": text("1", "__REVISION__"),
        "レコード番号": text("318", "RECORD_NUMBER"),
        "作成者": text({"code": "yanagi", "name": "柳 沙織"}, "CREATOR"),
        "作成日時": text("2026-10-19T01:12:00Z", "CREATED_TIME"),
        "発注番号": text("YD-318"),
        "発注日": text("2026-10-19", "DATE"),
        "会社名": text("見本デリカ株式会社"),
        "届け先": text("広島県見本市緑町11-3 第二工場"),
        "希望納期": text("2026-10-22", "DATE"),
        "明細": text(rows, "SUBTABLE"),
        "連絡事項": text("", "MULTI_LINE_TEXT"),
    }
    event = {"id": "0f1c-77", "type": "ADD_RECORD", "app": {"id": "42", "name": "食材発注"}, "record": record}
    order = told(
        items,
        "name quantity unit",
        number="YD-318",
        ordered_on=day(10, 19),
        deliver_on=day(10, 22),
        customer_name="見本デリカ株式会社",
        deliver_to="広島県見本市緑町11-3 第二工場",
    )
    return Drawn(jp(event).encode(), [order])


@document("json-ikkatsu.json", "json", "a list of two orders with Japanese names; days as eight digits, tax inside")
def bulk() -> Drawn:
    """What an old program's exporter writes."""
    slips = (
        (
            "T-55081",
            "本部倉庫",
            goods(TAXED, "4411|のし紙 祝 A4 100枚|8|冊|660|0.1\n4425|紙袋 手提 M 50枚|12|束|1430|0.1"),
        ),
        ("T-55082", "城下店", goods(TAXED, "7702|抹茶 粉末 500g|3|袋|2916|0.08")),
    )
    out = []
    for number, where, items in slips:
        lines = [
            {
                "行番": place,
                "商品CD": item.code,
                "商品名": item.name,
                "数量": item.quantity,
                "単位": item.unit,
                "税込単価": item.price,
                "税込金額": item.amount,
                "税率": int(item.percent[:-1]),
            }
            for place, item in enumerate(items, 1)
        ]
        head = {"伝票番号": number, "注文日": 20260713, "納品日": 20260716, "納品先": where}
        out.append({**head, "税込合計": Sums(items).total, "明細": lines})
    export = {"発注元": {"コード": "900", "名称": "株式会社ことぶき堂"}, "件数": len(out), "発注データ": out}
    orders = [
        told(
            items,
            PRICED + " rate",
            number=number,
            ordered_on=day(7, 13),
            deliver_on=day(7, 16),
            customer_name="株式会社ことぶき堂",
            deliver_to=where,
            tax_mode="inclusive",
            gross=Sums(items).total,
        )
        for number, where, items in slips
    ]
    return Drawn(jp(export).encode(), orders)


@document("json-torikeshi.json", "json", "a cancellation in snake_case, with the order as it was and the reason")
def cancelled() -> Drawn:
    """An event that takes back an order."""
    items = goods(
        PRICES,
        """
        GX-301|架空 除菌ウェットシート 詰替 100枚|24|個|310
        GX-315|架空 ハンドクリーム 業務用 1kg|3|個|1980
        """,
    )
    lines = [
        {
            "item_code": item.code,
            "item_name": item.name,
            "qty": item.quantity,
            "unit": item.unit,
            "unit_price": item.price,
            "amount": item.amount,
        }
        for item in items
    ]
    event = {
        "event": "order_cancelled",
        "sent_at": "2026-06-24 09:31:07",
        "cancel_reason": "重複発注のため",
        "cancelled_by": "購買課 曽根",
        "order": {
            "order_no": "NK-2606-0417",
            "order_date": "2026-06-23",
            "status": "cancelled",
            "customer_name": "西湖化工株式会社",
            "delivery_date": "2026-06-30",
            "delivery_place": "滋賀工場 資材受入口",
            "total_amount": Sums(items).total,
            "details": lines,
        },
    }
    order = told(
        items,
        PRICED,
        kind="cancel",
        number="NK-2606-0417",
        ordered_on=day(6, 23),
        deliver_on=day(6, 30),
        customer_name="西湖化工株式会社",
        deliver_to="滋賀工場 資材受入口",
        total=Sums(items).total,
    )
    return Drawn(jp(event).encode(), [order])
