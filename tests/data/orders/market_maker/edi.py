"""Chain stores' order data as CSV and in records of 128 bytes, and an office package's export."""

from .base import Drawn, Row, day, document, good, told
from .flat import fixed, flat

BMS = (
    "メッセージ識別ID,発注者コード,発注者名称,発注者名称カナ,取引番号（発注・返品）,直接納品先コード,"
    "直接納品先名称,最終納品先コード,最終納品先名称,取引先コード,取引先名称,便No,商品分類（大）,"
    "発注日,直接納品先納品日,最終納品先納品日,処理種別,税区分,税率,取引明細番号（発注・返品）,"
    "商品コード（GTIN）,商品コード（発注用）,商品名,規格,発注単位,発注荷姿コード,発注数量（バラ）,"
    "発注数量（発注単位数）,原価金額,原単価,売価金額,売単価"
)


@document("csv-bms.csv", "csv", "Ryutsu BMS order message as CSV: two shops' orders, cost and retail side by side")
def bms() -> Drawn:
    slips = (
        (
            "0041220",
            "0118",
            "ダミーマート 西口店",
            [
                ("4900020010014", "例示オレンジジュース", "1L", 12, 24, 240, 328),
                ("4900020010021", "例示ミネラルウォーター", "2L", 6, 36, 130, 178),
            ],
        ),
        (
            "0041221",
            "0124",
            "ダミーマート 北町店",
            [
                ("4900020010014", "例示オレンジジュース", "1L", 12, 12, 240, 328),
                ("4900020010038", "架空はちみつ", "250g", 10, 10, 640, 898),
            ],
        ),
    )
    table: list[list[object]] = []
    orders = []
    for number, code, shop, goods in slips:
        head = ["ORD20260406", "4912345", "株式会社ダミーマート", "ﾀﾞﾐｰﾏｰﾄ", number, "9001", "ダミーマート配送センター"]
        head += [
            code,
            shop,
            "118820",
            "伝票商事株式会社",
            "1",
            "31",
            "20260406",
            "20260408",
            "20260409",
            "01",
            "01",
            "8.0",
        ]
        rows = []
        for line, (jan, name, spec, pack, count, cost, retail) in enumerate(goods, 1):
            rows.append(Row(jan, name, count, None, cost, "0.08"))
            item = [line, "0" + jan, jan, name, spec, pack, "01", count, count // pack]
            table.append([*head, *item, cost * count, f"{cost}.00", retail * count, retail])
        orders.append(
            told(
                rows,
                "code name quantity price amount rate",
                number=number,
                ordered_on=day(4, 6),
                deliver_on=day(4, 9),
                customer_name="株式会社ダミーマート",
                deliver_to=shop,
            )
        )
    judgement = {}
    for place in range(2):
        judgement[f"orders.{place}.deliver_on"] = "the centre's day and the shop's"
        judgement[f"orders.{place}.deliver_to"] = "the centre and the shop behind it"
        judgement[f"orders.{place}.lines.0.product_code"] = "the orderer's code and the same as GTIN"
        judgement[f"orders.{place}.tax_mode"] = "a code that only the standard explains"
    return Drawn(flat(BMS, table).encode("cp932"), orders, judgement)


@document("csv-jca.txt", "csv", "JCA records of 128 bytes without titles: half-width kana, figures that run together")
def jca() -> Drawn:
    slips = (
        (
            "007718801",
            "002101",
            "ﾎﾝﾃﾝ",
            [
                ("4900030010011", "ｻﾝﾌﾟﾙﾘｮｸﾁﾔ TB 100P", 12, 1480, 1980),
                ("4900030010028", "ｻﾝﾌﾟﾙｺｳﾁﾔ ﾘｰﾌ 500G", 6, 1950, 2580),
            ],
        ),
        ("007718802", "002104", "ｷﾀﾏﾁﾃﾝ", [("4900030010011", "ｻﾝﾌﾟﾙﾘｮｸﾁﾔ TB 100P", 24, 1480, 1980)]),
    )
    records = [fixed(("A", 1), ("01", 2), ("261104", 6), ("183000", 6), ("118820", 6), ("ｻﾝﾌﾟﾙｽﾄｱ", 20), ("", 87))]
    orders = []
    for number, shop, name, goods in slips:
        records.append(
            fixed(
                ("B", 1),
                ("01", 2),
                (number, 9),
                (shop, 6),
                ("0031", 4),
                ("01", 2),
                ("261104", 6),
                ("261107", 6),
                ("01", 2),
                ("118820", 6),
                ("ｻﾝﾌﾟﾙｽﾄｱ", 15),
                (name, 15),
                ("ﾃﾞﾝﾋﾟﾖｳｼﾖｳｼﾞ", 20),
                ("", 34),
            )
        )
        rows = []
        for line, (jan, kana, count, cost, retail) in enumerate(goods, 1):
            rows.append(Row(jan, kana, count, None, cost))
            records.append(
                fixed(
                    ("D", 1),
                    ("01", 2),
                    (line, 2),
                    (jan, 13),
                    (kana, 25),
                    (1, 4),
                    (count, 6),
                    (cost * 100, 9),
                    (cost * count, 10),
                    (retail, 7),
                    (retail * count, 10),
                    ("", 39),
                )
            )
        head = {"number": number, "ordered_on": day(11, 4), "deliver_on": day(11, 7), "customer_name": "ｻﾝﾌﾟﾙｽﾄｱ"}
        orders.append(told(rows, "code name quantity price amount", deliver_to=name, **head))
    count = len(records) + 1
    records.append(fixed(("E", 1), ("01", 2), (count, 6), ("", 119)))
    why = "only who knows the records of the standard can part the figures"
    judgement = {}
    head = ("number", "ordered_on", "deliver_on", "customer_name", "deliver_to")
    line = ("product_code", "product_name", "quantity", "unit_price", "amount")
    for place in range(2):
        judgement |= {f"orders.{place}.{field}": why for field in (*head, *(f"lines.0.{field}" for field in line))}
    return Drawn(b"".join(record + b"\r\n" for record in records), orders, judgement)


SMILE = (
    "発注日,発注№,行,仕入先CD,仕入先名,納期,納入先CD,納入先名,納入先住所,商品CD,商品名,入数,ケース,数量,単位,単価,金額,"
    "消費税率,摘要,担当者名,発注元"
)


@document(
    "csv-office.csv", "csv", "an office package's order export (as SMILE): packs and cases before the count, two orders"
)
def office() -> Drawn:
    slips = (
        (
            "00018824",
            "20260511",
            "本社倉庫",
            "東京都見本区一番町1-1",
            [
                (good("P2004", 40), 0, 0),
                (good("P1005", 24), 0, 0),
                (Row("T-3001", "架空中濃ソース 1.8L", 36, "本", 720, "0.08"), 6, 6),
            ],
        ),
        (
            "00018825",
            "20260513",
            "第二倉庫",
            "東京都見本区七番町4-4",
            [(good("P2003", 6), 0, 0), (Row("T-3002", "架空穀物酢 1.8L", 24, "本", 560, "0.08"), 6, 4)],
        ),
    )
    table: list[list[object]] = []
    orders = []
    for number, due, place, address, goods in slips:
        for line, (r, pack, cases) in enumerate(goods, 1):
            head = ["20260507", number, line, "000412", "伝票商事㈱", due, "0001", place, address]
            item = [r.code, r.name, pack or "", cases or "", r.quantity, r.unit, f"{r.price}.00", r.amount, 8, ""]
            table.append([*head, *item, "川添", "株式会社見本フーズ"])
        orders.append(
            told(
                [r for r, _, _ in goods],
                "code name quantity unit price amount rate",
                number=number,
                ordered_on=day(5, 7),
                deliver_on=day(5, int(due[6:])),
                customer_name="株式会社見本フーズ",
                deliver_to=f"{place} {address}",
            )
        )
    judgement = {f"orders.{place}.deliver_to": "name and address of the place in two columns" for place in range(2)}
    return Drawn(flat(SMILE, table).encode("cp932"), orders, judgement)


OBC = "発注日付,発注No.,仕入先コード,仕入先名,納期,倉庫名,明細行,商品コード,商品名,規格・型番,数量,単位,単価,金額,備考"


def obc() -> tuple[bytes, list[Row]]:
    """The file that hangs on a mail: an order as an office package writes it."""
    rows = [good("P3001", 20), good("P3003", 2), Row("B-0419", "クラフト封筒 角2", 4, "箱", 3200, "0.1")]
    table = [
        [
            "2026/06/22",
            "000311",
            "000077",
            "伝票商事株式会社",
            "2026/06/26",
            "大阪物流センター",
            line,
            r.code,
            r.name,
            "",
            r.quantity,
            r.unit,
            r.price,
            r.amount,
            "",
        ]
        for line, r in enumerate(rows, 1)
    ]
    return flat(OBC, table, quoted=True).encode("cp932"), rows
