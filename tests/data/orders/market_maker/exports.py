"""CSV exports of shop systems and of what gathers their orders."""

from datetime import date

from .base import INCLUSIVE, Drawn, Row, Sums, day, document, extra, inside, of_rate, taxed, told
from .flat import flat

SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,"
    "Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Cancelled at,"
    "Payment Method,Vendor,Id,Tags,Source,Tax 1 Name,Tax 1 Value"
)


@document("csv-shopify.csv", "csv", "Shopify orders export: three orders, an order's fields on its first row only")
def shopify() -> Drawn:
    tea = Row("TEA-050", "架空ほうじ茶ラテベース 500g", 2, None, 1620, "0.08")
    slips = (
        (
            "#2051",
            "2026-06-02 09:14:03 +0900",
            "見本デリカ株式会社",
            "松永 薫",
            "緑町11-3",
            "見本市",
            "JP-34",
            0,
            [taxed("P2005", 4), taxed("P2006", 2)],
        ),
        ("#2052", "2026-06-02 11:40:55 +0900", "", "長谷 美和", "桜坂1-8-402", "例示市", "JP-28", 770, [tea]),
        (
            "#2053",
            "2026-06-02 15:27:36 +0900",
            "合同会社こもれび食堂",
            "木下 渉",
            "木立町5-2",
            "架空市",
            "JP-20",
            0,
            [taxed("P2007", 2), Row("TEA-050", tea.name, 1, None, 1620, "0.08"), taxed("P4001", 3)],
        ),
    )
    table: list[list[object]] = []
    orders = []
    for place, (number, when, firm, person, street, city, region, postage, rows) in enumerate(slips):
        goods = Sums(rows).total
        tax = inside(of_rate(rows, "0.08"), "0.08") + inside(of_rate(rows, "0.1") + postage, "0.1")
        for line, r in enumerate(rows):
            first = line == 0
            mail = f"buyer{place + 1}@mail.example"
            start = ["paid", when, "unfulfilled", "", "no", "JPY", goods, postage, tax, goods + postage, "", 0, "標準"]
            item = [r.quantity, r.name, r.price, "", r.code, "true", "true", "pending"]
            who = [person, street, street, "", firm, city, f"'000-00{place}1", region, "JP", "'050-0000-0000"]
            tail = ["", "", "銀行振込", "伝票商事", 5120000000000 + place, "", "web", "消費税", tax]
            table.append(
                [number, mail, *(start if first else [""] * 13), when, *item]
                + (who * 2 + tail if first else [""] * 27 + ["", ""])
            )
        order = told(
            rows,
            "code name quantity price",
            number=number,
            ordered_on=day(6, 2),
            customer_name=firm or person,
            deliver_to=f"{city}{street}",
            tax=tax,
            gross=goods + postage,
            **INCLUSIVE,
        )
        if postage:
            order["lines"].append(extra("Shipping", postage))
        orders.append(order)
    judgement = {}
    for place in range(3):
        judgement[f"orders.{place}.deliver_to"] = "the address is spread over columns"
        judgement[f"orders.{place}.customer_name"] = "person and firm in columns of their own"
        judgement[f"orders.{place}.tax_mode"] = "only the sums tell that prices are with tax"
        judgement[f"orders.{place}.total"] = "the column Subtotal is with tax"
    judgement["orders.1.lines.1.product_name"] = "postage is named by its column only"
    return Drawn(flat(SHOPIFY, table, end="\n").encode(), orders, judgement)


ECCUBE = (
    "注文ID,注文番号,会員ID,お名前(姓),お名前(名),会社名,郵便番号,都道府県(名称),住所1,住所2,メールアドレス,TEL,"
    "小計,値引き,送料,手数料,税金,合計,支払合計,対応状況(名称),支払方法(名称),受注日,入金日,"
    "注文詳細ID,商品ID,商品規格ID,商品名,商品コード,規格名1,規格名2,価格,個数,税率,明細区分(名称),配送ID,"
    "配送先_お名前(姓),配送先_お名前(名),配送先_会社名,配送先_都道府県(名称),配送先_住所1,配送先_住所2,お届け希望日"
)


@document("csv-eccube.csv", "csv", "EC-CUBE 4 order CSV: two orders, postage a row of its own kind, prices before tax")
def eccube() -> Drawn:
    slips = (
        (
            3301,
            "10511",
            "井手",
            "航",
            "ひながた珈琲株式会社",
            "福岡県",
            "例示市浜町",
            "8-2",
            day(4, 30),
            0,
            [
                Row("P1001", "見本コーヒー豆 深煎り 1kg", 8, None, 2400, "0.08"),
                Row("P1003", "サンプル緑茶 ティーバッグ 100包", 2, None, 1480, "0.08"),
            ],
        ),
        (
            3302,
            "10512",
            "古賀",
            "玲",
            "喫茶ランプ",
            "熊本県",
            "架空市灯町",
            "2-11",
            day(5, 1),
            800,
            [
                Row("P3003", "サンプル紙コップ 8オンス 1000個", 1, None, 6900, "0.1"),
                Row("F-102", "円錐ペーパーフィルター 100枚", 6, None, 450, "0.1"),
            ],
        ),
    )
    table: list[list[object]] = []
    orders, detail = [], 9120
    for order_id, number, last, first, firm, region, place, street, due, postage, rows in slips:
        amounts = [(int(r.amount or 0), 8 if r.rate == "0.08" else 10) for r in rows]
        goods = sum(amount + amount * percent // 100 for amount, percent in amounts)
        fee = postage * 110 // 100
        tax = goods + fee - Sums(rows).total - postage
        sums = [goods, 0, fee, 0, tax, goods + fee, goods + fee, "新規受付", "請求書払い", "2026-04-27 10:30:11", ""]
        who = [order_id, number, order_id - 3000, last, first, firm, "0000000", region, place, street]
        who += ["info@mail.example", "0900000000", *sums]
        to = [order_id - 100, last, first, firm, region, place, street, f"{due} 00:00:00"]
        kinds = [(r.name, r.code, r.price, r.quantity, 8 if r.rate == "0.08" else 10, "商品") for r in rows]
        for name, code, price, count, rate, kind in [
            *kinds,
            *([("送料", "", postage, 1, 10, "送料")] if postage else []),
        ]:
            detail += 1
            item = [detail, "", "", name, code, "", "", f"{price}.00", count, rate, kind]
            table.append([*who, *item, *to])
        fees = [Row(None, "送料", 1, None, postage, "0.1")] if postage else []
        order = told(
            [*rows, *fees],
            "code name quantity price rate",
            number=number,
            ordered_on=day(4, 27),
            deliver_on=due,
            customer_name=firm,
            deliver_to=f"{region}{place}{street}",
            tax_mode="exclusive",
            tax=tax,
            gross=goods + fee,
        )
        orders.append(order)
    judgement = {}
    for place in range(2):
        judgement[f"orders.{place}.number"] = "an ID and a number stand side by side"
        judgement[f"orders.{place}.deliver_to"] = "the address is spread over columns"
        judgement[f"orders.{place}.total"] = "the subtotal is with tax while the prices are without"
        judgement[f"orders.{place}.tax_mode"] = "prices without tax, sums with it"
    return Drawn(flat(ECCUBE, table, quoted=True).encode("cp932"), orders, judgement)


NEXT_ENGINE = (
    "店舗伝票番号,受注日,受注郵便番号,受注住所１,受注住所２,受注名,受注名カナ,受注電話番号,"
    "受注メールアドレス,発送郵便番号,発送先住所１,発送先住所２,発送先名,発送先カナ,発送電話番号,"
    "支払方法,発送方法,商品計,税金,発送料,手数料,ポイント,その他費用,合計金額,ギフトフラグ,"
    "時間帯指定,日付指定,作業者欄,備考,商品名,商品コード,商品価格,受注数量,商品オプション,"
    "出荷済フラグ,顧客区分,顧客コード,消費税率（%）,のし,ラッピング,メッセージ"
)


def _engine(
    number: str, when: str, buyer: str, address: tuple[str, str], due: date | None, fee: int, rows: list[Row]
) -> tuple[list[list[object]], dict[str, object]]:
    goods = Sums(rows).total
    to = ["0000000", *address, buyer, "", "0000000000"]
    head = [number, when, *to, "order@mail.example", *to, "銀行振込", "宅配便", goods, 0, fee, 0, 0, 0, goods + fee]
    head += [0, "", f"{due:%Y/%m/%d}" if due else "", "", ""]
    table: list[list[object]] = [
        [*head, r.name, r.code, r.price, r.quantity, "", 0, 0, "", 8 if r.rate == "0.08" else 10, "", "", ""]
        for r in rows
    ]
    answer = told(
        rows,
        "code name quantity price rate",
        number=number,
        ordered_on=when[:10].replace("/", "-"),
        deliver_on=due,
        customer_name=buyer,
        deliver_to="".join(address),
        total=goods + fee,
    )
    if fee:
        answer["lines"].append(extra("発送料", fee))
    return table, answer


@document("csv-nextengine.csv", "csv", "Next Engine's general order CSV: two shops' orders, all fields on every row")
def next_engine() -> Drawn:
    knife = Row("KN-180", "架空包丁 三徳 180mm", 2, None, 5280, "0.1")
    made = (
        _engine(
            "NE-118802",
            "2026/10/14 08:31:20",
            "架空ホテル株式会社",
            ("北海道架空市", "駅前9-1"),
            day(10, 19),
            0,
            [taxed("P3004", 2), taxed("P4003", 4), knife],
        ),
        _engine(
            "NE-118803",
            "2026/10/14 09:02:47",
            "星川 律子",
            ("愛媛県例示市", "三番町4-6-1"),
            None,
            660,
            [taxed("P1002", 1), taxed("P1004", 1)],
        ),
    )
    table = [row for rows, _ in made for row in rows]
    judgement = {}
    for place in range(2):
        judgement[f"orders.{place}.total"] = "no title says whether the sum is with tax"
        judgement[f"orders.{place}.tax"] = "a column of tax with nought"
        judgement[f"orders.{place}.deliver_to"] = "the address is spread over columns"
    judgement["orders.1.lines.2.product_name"] = "postage is named by its column only"
    return Drawn(flat(NEXT_ENGINE, table).encode("cp932"), [answer for _, answer in made], judgement)
