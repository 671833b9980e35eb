"""Workbooks with tables: purchase sheets, monthly lists, shared sheets of several orders."""

from dataclasses import replace

from trades_maker.base import PRICED, Drawn, Sums, day, document, rows, told
from trades_maker.sheet import Book

from later_maker.leaf_rows import fill

US = "伝票商事株式会社"
PRICES = "code name quantity unit price"


@document(
    "xlsx-table-leaf-enoki.xlsx",
    "xlsx-table",
    "a purchase sheet with a rate in each row, sums of each rate and of all below",
)
def enoki() -> Drawn:
    """Rates in a column."""
    lines = rows(
        PRICES,
        "P1001|見本コーヒー豆 深煎り 1kg|8|袋|2400\n"
        "P1002|見本コーヒー豆 浅煎り 1kg|4|袋|2600\n"
        "|ガムシロップ ポーション 50個|10|袋|360",
        "0.08",
    )
    lines += rows(
        PRICES, "P3003|サンプル紙コップ 8オンス 1000個|2|箱|6900\n|ペーパーストロー 6×210 500本|6|箱|980", "0.1"
    )
    lines = [replace(row, code=row.code or None) for row in lines]
    sums, book = Sums(lines), Book("発注書")
    book.widths(6, 12, 40, 8, 8, 11, 8, 12)
    book.put("A1:H1", "発注書", "t")
    book.put("A3", f"{US}　御中")
    for row, label, value in (
        (3, "発注番号", "T-260812"),
        (4, "発注日", day(8, 12)),
        (5, "納品希望日", day(8, 18)),
        (6, "納品先", "喫茶トロイメライ 本店 (熊本県見本市花畑2-2)"),
    ):
        book.put(f"F{row}", label, "b")
        book.put(f"G{row}:H{row}", value, "bd" if row in (4, 5) else "bw")
    book.page.set_row(5, 28)
    book.put("A5", "有限会社トロイメライ")
    book.put("A6", "TEL 096-000-5524　仕入担当 阿蘇")
    columns = "A B C D E F G H"
    at = fill(book, 8, columns, [("No.", "商品コード", "商品名", "数量", "単位", "単価", "税率", "金額")], "h")
    at = fill(
        book,
        at,
        columns,
        [(n, r.code, r.name, r.quantity, r.unit, r.price, r.percent, r.amount) for n, r in enumerate(lines, 1)],
        "bc b b by bc by bc by",
    )
    fill(
        book,
        at,
        "F:G H",
        [
            ("8%対象計", sums.base8),
            ("10%対象計", sums.base10),
            ("税抜合計", sums.total),
            ("消費税計", sums.tax),
            ("総額(税込)", sums.gross),
        ],
        "b by",
    )
    head = {
        "number": "T-260812",
        "ordered_on": day(8, 12),
        "deliver_on": day(8, 18),
        "customer_name": "有限会社トロイメライ",
        "deliver_to": "喫茶トロイメライ 本店 (熊本県見本市花畑2-2)",
    }
    return Drawn(book.done(), [told(lines, f"{PRICED} rate", **head, **sums.head)])


@document(
    "xlsx-table-leaf-hinoki.xlsx",
    "xlsx-table",
    "a month's list, a day of delivery in every row, one number and one sum for the month",
)
def hinoki() -> Drawn:
    """A month of deliveries."""
    days = [day(6, number) for number in (1, 1, 8, 8, 15, 22, 22, 29)]
    lines = [
        replace(row, day=when)
        for row, when in zip(
            rows(
                PRICES,
                """
        P2007|例示米 コシヒカリ 10kg|12|袋|5200
        P2004|サンプル食塩 5kg|2|袋|640
        P2007|例示米 コシヒカリ 10kg|12|袋|5200
        P2005|サンプルサラダ油 16.5kg缶|4|缶|6350
        P2007|例示米 コシヒカリ 10kg|14|袋|5200
        P2007|例示米 コシヒカリ 10kg|12|袋|5200
        P2006|サンプル濃口醤油 1.8L×6本|3|ケース|3240
        P2007|例示米 コシヒカリ 10kg|12|袋|5200""",
            ),
            days,
            strict=True,
        )
    ]
    total, book = Sums(lines).total, Book("6月")
    book.widths(13, 12, 34, 9, 9, 10, 13, 20)
    book.put("A1", "2026年6月度　納品予定表（月間注文）")
    book.put("A2", f"仕入先：{US}")
    book.put("A3", "注文元：株式会社テスト給食サービス　仕入課")
    book.put("F2", "注文番号", "b")
    book.put("G2", "MO-2606", "b")
    book.put("F3", "作成日", "b")
    book.put("G3", day(5, 22), "bd")
    book.put("A4", "納品場所：神奈川県見本市中央4-2 セントラルキッチン")
    columns = "A B C D E F G H"
    at = fill(book, 6, columns, [("納品日", "品番", "品名", "数量", "単位", "単価", "金額", "備考")], "h")
    at = fill(
        book,
        at,
        columns,
        [(r.day, r.code, r.name, r.quantity, r.unit, r.price, r.amount, "") for r in lines],
        "bd b b by b by by b",
    )
    book.row(at, "A:F G H", ("月間合計（税抜）", total, ""), "bc by b")
    head = {
        "number": "MO-2606",
        "ordered_on": day(5, 22),
        "customer_name": "株式会社テスト給食サービス",
        "deliver_to": "神奈川県見本市中央4-2 セントラルキッチン",
    }
    judgement = {"orders.0.ordered_on": "作成日 is the only day beside those of delivery"}
    return Drawn(book.done(), [told(lines, f"{PRICED} day", **head, tax_mode="exclusive", total=total)], judgement)


SUGI = (
    ("YS-301", day(10, 5), "北営業所", day(10, 8), "ノートPCスタンド アルミ|6|台|2980\nUSBハブ 4ポート|6|個|1450"),
    ("YS-302", day(10, 5), "南営業所", day(10, 9), "LANケーブル CAT6 10m|20|本|620"),
    (
        "YS-303",
        day(10, 6),
        "技術センター",
        day(10, 13),
        "ラベルプリンタ用テープ 12mm|30|個|870\n静電気防止マット 600×1200|2|枚|7400\nニッパー 125mm|5|丁|1980",
    ),
)


@document(
    "xlsx-table-leaf-sugi.xlsx",
    "xlsx-table",
    "a shared sheet of three orders, the number at the first row of each only",
)
def sugi() -> Drawn:
    """A ledger shared with the seller."""
    book, orders, at = Book("依頼リスト"), [], 4
    book.widths(10, 12, 14, 32, 7, 7, 10, 12, 12)
    book.put("A1", "ユニオン計装株式会社　発注依頼リスト（伝票商事様 共有用）")
    columns = "A B C D E F G H I"
    book.row(3, columns, ("発注No", "発注日", "納入先", "品名", "数量", "単位", "単価", "金額", "納期"), "h")
    for number, when, place, due, text in SUGI:
        lines = rows("name quantity unit price", text)
        for place_in, row in enumerate(lines):
            first = place_in == 0
            values = (
                number if first else "",
                when if first else "",
                place if first else "",
                row.name,
                row.quantity,
                row.unit,
                row.price,
                row.amount,
                due if first else "",
            )
            book.row(at, columns, values, "b bd b b by b by by bd")
            at += 1
        orders.append(
            told(
                lines,
                "name quantity unit price amount",
                number=number,
                ordered_on=when,
                deliver_on=due,
                deliver_to=place,
                customer_name="ユニオン計装株式会社",
            )
        )
    return Drawn(book.done(), orders)


KEYAKI = (
    ("H-1180", "本社工場", "P3001|見本段ボール 60サイズ 20枚|40|束|1560\nP3005|例示OPPテープ 48mm 50巻|3|箱|5400"),
    (
        "H-1181",
        "第二工場",
        (
            "P3002|見本段ボール 100サイズ 20枚|25|束|2980\n"
            "KR-09|クラフト紙 900mm×200m|4|本|6100\n"
            "KR-22|エアークッション 1200mm×42m|6|本|1780"
        ),
    ),
)


@document(
    "xlsx-table-leaf-keyaki.xlsx",
    "xlsx-table",
    "two orders on one sheet, one below the other, each with a head, a table and a sum of its own",
)
def keyaki() -> Drawn:
    """Two blocks on a sheet."""
    book, orders, at = Book("11月18日"), [], 1
    book.widths(14, 36, 9, 8, 11, 13)
    for number, place, text in KEYAKI:
        lines = rows(PRICES, text)
        book.put(f"A{at}:F{at}", "注 文 書", "t")
        fill(
            book,
            at + 1,
            "A B",
            [("注文先", f"{US} 様"), ("注文者", "瀬田川紙器株式会社 業務課"), ("注文No", number), ("納入先", place)],
            "b",
        )
        fill(book, at + 1, "D E:F", [("注文日", day(11, 18)), ("納期", day(11, 25))], "b bd")
        book.row(at + 6, "A B C D E F", ("コード", "品名", "数量", "単位", "単価", "金額"), "h")
        low = fill(
            book,
            at + 7,
            "A B C D E F",
            [(r.code, r.name, r.quantity, r.unit, r.price, r.amount) for r in lines],
            "b b by bc by by",
        )
        book.row(low, "A:E F", ("合計", Sums(lines).total), "bc by")
        orders.append(
            told(
                lines,
                PRICED,
                number=number,
                ordered_on=day(11, 18),
                deliver_on=day(11, 25),
                deliver_to=place,
                customer_name="瀬田川紙器株式会社",
                total=Sums(lines).total,
            )
        )
        at = low + 4
    return Drawn(book.done(), orders)
