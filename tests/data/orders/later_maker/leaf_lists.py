"""More workbooks: templates, a list of a system, a sheet used again, a request for an estimate."""

from trades_maker.base import PRICED, Drawn, Sums, day, document, extra, kanji, rows, slash, told
from trades_maker.sheet import Book

from later_maker.leaf_rows import fill

US = "伝票商事株式会社"
PRICES = "code name quantity unit price"


@document(
    "xlsx-table-leaf-buna.xlsx",
    "xlsx-table",
    "a template with a filled example on a sheet of its own before the order's sheet",
)
def buna() -> Drawn:
    """記入例 first, then the order."""
    sample = rows("name quantity unit", "○○シャンプー 詰替 1L|12|袋")
    lines = rows(
        "name quantity unit",
        """
        業務用シャンプー 詰替 4L|8|袋
        トリートメント 詰替 4L|6|袋
        フェイスタオル 白 240匁|120|枚
        ネックペーパー 100枚|10|ロール""",
    )
    book = Book("記入例")
    _salon(
        book,
        "※これは記入例です。「注文書」シートにご記入ください。",
        ("2026/○/○", "2026/○/○", "○○サロン", "○○店"),
        sample,
    )
    book.sheet("注文書")
    _salon(
        book,
        "太枠内をご記入のうえ、メールに添付してお送りください。",
        (day(5, 18), day(5, 22), "株式会社ヘアワークス凪", "凪 見本本店（2階）"),
        lines,
    )
    head = {
        "ordered_on": day(5, 18),
        "deliver_on": day(5, 22),
        "customer_name": "株式会社ヘアワークス凪",
        "deliver_to": "凪 見本本店(2階)",
    }
    return Drawn(book.done(), [told(lines, "name quantity unit", **head)])


def _salon(book: Book, hint: str, values: tuple, lines: list) -> None:
    book.widths(14, 38, 10, 10, 24)
    book.put("A1:E1", "業務用品 注文書", "t")
    book.put("A2", hint)
    for row, label, value in zip(
        range(3, 7), ("ご注文日", "お届け希望日", "会社名", "店舗名・お届け先"), values, strict=True
    ):
        book.put(f"A{row}", label, "h")
        book.put(f"B{row}", value, "bd")
    book.row(8, "A B C D E", ("No", "商品名・サイズ", "ご注文数", "単位", "備考"), "h")
    at = fill(
        book, 9, "A B C D E", [(n, r.name, r.quantity, r.unit, "") for n, r in enumerate(lines, 1)], "bc b by bc b"
    )
    fill(book, at, "A B C D E", [(n, "", "", "", "") for n in range(len(lines) + 1, 11)], "bc b b b b")


@document(
    "xlsx-table-leaf-kashi.xlsx",
    "xlsx-table",
    "a purchasing system's list, the head repeated on every row, two orders, the firm in a column",
)
def kashi() -> Drawn:
    """A flat list of two orders."""
    book, orders, at = Book("発注データ"), [], 2
    titles = (
        "発注番号",
        "明細行",
        "発注日",
        "発注元会社名",
        "納入先名",
        "納入先住所",
        "商品CD",
        "商品名",
        "発注数",
        "単位",
        "単価",
        "金額",
        "納入予定日",
        "摘要",
    )
    columns = "A B C D E F G H I J K L M N"
    book.widths(12, 7, 11, 24, 12, 24, 10, 32, 7, 6, 8, 9, 11, 8)
    book.row(1, columns, titles, "")
    for number, place, text in (
        (
            "2026090055",
            ("本館厨房", "長崎県架空市出島9-1"),
            (
                "P2001|見本小麦粉 薄力 25kg|3|袋|4950\n"
                "P2003|見本上白糖 20kg|2|袋|4320\n"
                "P1006|例示オレンジジュース 1L×12本|5|ケース|2880"
            ),
        ),
        (
            "2026090056",
            ("別館カフェ", "長崎県架空市出島9-4"),
            "P1004|サンプル紅茶 リーフ 500g|6|袋|1950\nP3004|サンプル紙ナプキン 10000枚|1|箱|5750",
        ),
    ):
        lines = rows(PRICES, text)
        fill(
            book,
            at,
            columns,
            [
                (
                    number,
                    n,
                    slash(day(9, 14)),
                    "株式会社オランダ坂観光",
                    *place,
                    r.code,
                    r.name,
                    r.quantity,
                    r.unit,
                    r.price,
                    r.amount,
                    slash(day(9, 18)),
                    "",
                )
                for n, r in enumerate(lines, 1)
            ],
            "",
        )
        at += len(lines)
        head = {
            "number": number,
            "ordered_on": day(9, 14),
            "deliver_on": day(9, 18),
            "customer_name": "株式会社オランダ坂観光",
        }
        orders.append(told(lines, PRICED, **head, deliver_to=" ".join(place)))
    judgement = {f"orders.{n}.deliver_to": "name and address of the place stand in two columns" for n in range(2)}
    return Drawn(book.done(), orders, judgement)


@document(
    "xlsx-table-leaf-shii.xlsx",
    "xlsx-table",
    "a sheet used again and again: last month's goods in hidden rows, a hidden column of costs, postage below",
)
def shii() -> Drawn:
    """Hidden rows are no lines."""
    lines = rows(
        PRICES,
        """
        KM-210|刈払機用チップソー 255mm|6|枚|1980
        KM-233|ナイロンコード 3mm×15m|10|個|1120
        KM-507|混合燃料 25:1 4L|5|缶|3450""",
    )
    old = rows(PRICES, "KM-118|除雪スコップ アルミ|8|本|3280\nKM-121|融雪剤 25kg|20|袋|1890")
    sums, book = Sums(lines, 1500), Book("注文")
    book.widths(11, 32, 9, 8, 11, 10, 13)
    book.put("A1:G1", "ご注文書", "t")
    book.put("A2", f"{US} 様　いつもお世話になります。")
    for row, label, value in (
        (3, "日付", day(4, 6)),
        (4, "番号", "春-04"),
        (5, "希望日", day(4, 10)),
        (6, "届け先", "農事組合法人 三ツ峰 機械庫"),
    ):
        book.put(f"A{row}", label)
        book.put(f"B{row}", value, "j")
    book.put("D3", "農事組合法人 三ツ峰")
    book.put("D4", "秋田県例題郡三ツ峰村70　石黒")
    columns = "A B C D E F G"
    book.row(8, columns, ("品番", "品名", "数量", "単位", "単価", "前回単価", "金額"), "h")
    at = fill(
        book,
        9,
        columns,
        [(r.code, r.name, r.quantity, r.unit, r.price, r.price - 50, r.amount) for r in (*old, *lines)],
        "b b by bc by by by",
    )
    book.row(at, columns, ("", "送料", "", "", "", "", 1500), "b b b b b b by")
    fill(book, at + 1, "E G", [("税抜計", sums.total), ("消費税", sums.tax), ("税込計", sums.gross)], "b by")
    book.page.set_column(5, 5, 10, None, {"hidden": True})
    for hidden in (8, 9):
        book.page.set_row(hidden, None, None, {"hidden": True})
    head = {
        "number": "春-04",
        "ordered_on": day(4, 6),
        "deliver_on": day(4, 10),
        "customer_name": "農事組合法人 三ツ峰",
        "deliver_to": "農事組合法人 三ツ峰 機械庫",
    }
    answer = told(lines, PRICED, **head, **sums.head)
    answer["lines"].append(extra("送料", 1500))
    return Drawn(book.done(), [answer])


@document(
    "xlsx-table-leaf-tsuge.xlsx",
    "xlsx-table",
    "a request for an estimate that looks like an order; nothing is ordered",
    "inquiry",
)
def tsuge() -> Drawn:
    """Asks for prices."""
    book = Book("見積依頼")
    book.widths(6, 34, 26, 9, 8, 12, 14)
    book.put("A1:G1", "見積依頼書", "t")
    book.put("A3", f"{US} 御中")
    book.put("E3", kanji(day(7, 30)))
    book.put("E4", "株式会社あけぼの設備　購買 鴨下")
    book.put("A5", "下記につきまして、8月7日(金)までにお見積りをお願いいたします。")
    fill(
        book,
        6,
        "A:B C",
        [("見積依頼番号", "EQ-455"), ("希望納期", day(9, 1)), ("納入場所", "新潟県架空市弁天3-1 資材置場")],
        "b bd",
    )
    goods = (
        ("VP管 50A 4m", "JIS K6741", 30, "本"),
        ("継手 エルボ 50A", "TS", 60, "個"),
        ("接着剤 1kg", "低粘度", 6, "缶"),
    )
    book.row(10, "A B C D E F G", ("No", "品名", "規格", "数量", "単位", "見積単価", "見積金額"), "h")
    fill(book, 11, "A B C D E F G", [(n, *good, "", "") for n, good in enumerate(goods, 1)])
    return Drawn(book.done(), [])


@document(
    "xlsx-table-leaf-momi.xlsx",
    "xlsx-table",
    "a bakery's plain sheet, numbers and units in one cell, the day in words above, no prices",
)
def momi() -> Drawn:
    """A number with its unit in one cell."""
    lines = rows(
        "name quantity unit",
        """
        強力粉（25kg）|10|袋
        ライ麦粉 粗挽き（10kg）|2|袋
        有塩バター（450g）|60|個
        サフ ドライイースト 赤（500g）|12|個
        くるみ LHP（10kg）|1|箱""",
    )
    book = Book()
    book.widths(34, 12, 30)
    book.put("A1", "伝票商事 様")
    book.put("A2", "注文書　2026年1月19日（月）")
    book.put("A3", "麦の音ベーカリー　熊谷")
    book.put("A4", "1月22日（木）着でお願いします")
    book.row(6, "A B C", ("品名", "数", "メモ"), "b")
    fill(
        book,
        7,
        "A B C",
        [(r.name, f"{r.quantity}{r.unit}", "いつものメーカー" if n == 3 else "") for n, r in enumerate(lines)],
    )
    head = {"ordered_on": day(1, 19), "deliver_on": day(1, 22), "customer_name": "麦の音ベーカリー"}
    return Drawn(book.done(), [told(lines, "name quantity unit", **head)])


@document(
    "xlsx-table-leaf-kusu.xlsx",
    "xlsx-table",
    "a gift shop's order: retail price and rate of cost beside the cost, JAN beside a maker's number",
)
def kusu() -> Drawn:
    """上代, 掛率, 下代."""
    lines = rows(
        f"note {PRICES}",
        """
        4900000770013|GF-014|今治風タオルギフト 2枚組|24|箱|1080
        4900000770112|GF-021|ハンドソープセット 3本|18|箱|825
        4900000770310|GF-038|マグカップ ペア 木箱入|12|箱|1440""",
    )
    retail = ((1800, "60%"), (1500, "55%"), (2400, "60%"))
    total, book = Sums(lines).total, Book("発注シート")
    book.widths(17, 11, 32, 8, 7, 10, 8, 10, 12)
    book.put("A1:I1", "発注シート 2026秋冬", "t")
    fill(
        book,
        2,
        "A B:C",
        [
            ("発注先", f"{US} ギフト課 御中"),
            ("発注会社", "株式会社ことほぎ"),
            ("伝票No.", "AW26-0077"),
            ("発注日", day(8, 3)),
            ("納品日", day(9, 15)),
            ("納品場所", "ことほぎ流通センター(佐賀県見本市鍋島6-1)"),
        ],
        "h bd",
    )
    columns = "A B C D E F G H I"
    book.row(9, columns, ("JAN", "品番", "商品名", "数量", "単位", "上代", "掛率", "下代", "下代計"), "h")
    at = fill(
        book,
        10,
        columns,
        [
            (r.note, r.code, r.name, r.quantity, r.unit, *most, r.price, r.amount)
            for most, r in zip(retail, lines, strict=True)
        ],
        "b b b by bc by bc by by",
    )
    book.row(at, "A:C D E:H I", ("合計", sum(r.quantity for r in lines), "下代合計（税別）", total), "bc by bc by")
    head = {
        "number": "AW26-0077",
        "ordered_on": day(8, 3),
        "deliver_on": day(9, 15),
        "customer_name": "株式会社ことほぎ",
        "deliver_to": "ことほぎ流通センター(佐賀県見本市鍋島6-1)",
    }
    judgement = {"orders.0.lines.0.product_code": "the article's number or the JAN before it"}
    return Drawn(book.done(), [told(lines, PRICED, **head, tax_mode="exclusive", total=total)], judgement)
