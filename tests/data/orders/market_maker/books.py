"""Workbooks after the templates that offices download, and sheets of squared paper."""

from .base import Drawn, Row, Sums, day, document, good, told
from .sheet import Book


@document(
    "xlsx-bizocean.xlsx", "xlsx-table", "the download sites' common order template (as bizocean): sums below the table"
)
def bizocean() -> Drawn:
    rows = [
        good("P1003", 6),
        good("P1004", 4),
        Row("G-118", "架空ほうじ茶 ティーバッグ 100包", 3, "箱", 1380, "0.08"),
        good("P1005", 20),
    ]
    sums, book = Sums(rows), Book("発注書")
    book.widths(5, 12, 34, 9, 7, 12, 14)
    book.put("A1:G1", "発 注 書", "t")
    book.row(3, "F G", ("発注No.", "20260318-02"), "")
    book.row(4, "F G", ("発注日", day(3, 18)), "c d")
    book.put("A3:C3", "伝票商事株式会社 御中", "u")
    book.put("A5", "下記の通り発注致しますので、よろしくお願い致します。")
    for line, words in enumerate(
        ("見本青果株式会社", "〒000-0005 千葉県見本市市場前5-1", "TEL:043-000-0505 FAX:043-000-0506", "担当:馬場"), 5
    ):
        book.put(f"E{line}", words)
    book.row(7, "A:B C", ("納 期", day(3, 24)), "h bj")
    book.row(8, "A:B C", ("納品場所", "青果棟 事務所"), "h b")
    book.row(9, "A:B C", ("支払方法", "月末締め翌月末銀行振込"), "h b")
    book.row(10, "A:B C", ("合計金額", sums.gross), "h bm")
    book.row(12, "A B C D E F G", ("No", "商品コード", "品名", "数量", "単位", "単価", "金額"), "h")
    for n in range(1, 13):
        r = rows[n - 1] if n <= len(rows) else None
        cells = (n, r.code, r.name, r.quantity, r.unit, r.price, r.amount) if r else (n, "", "", "", "", "", "")
        book.row(12 + n, "A B C D E F G", cells, "b b b b b by by")
    for line, (word, value) in enumerate((("小計", sums.total), ("消費税(8%)", sums.tax), ("合計", sums.gross)), 25):
        book.row(line, "F G", (word, value), "h by")
    book.put("A25:D25", "備考:", "b")
    order = told(
        rows,
        "code name quantity unit price amount",
        number="20260318-02",
        ordered_on=day(3, 18),
        deliver_on=day(3, 24),
        customer_name="見本青果株式会社",
        deliver_to="青果棟 事務所",
        **sums.head,
    )
    return Drawn(book.done(), [order], {"orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines"})


@document(
    "xlsx-office.xlsx",
    "xlsx-table",
    "Microsoft's purchase order template in Japanese: ship-to block, terms row, rate in the sums",
)
def office() -> Drawn:
    rows = [
        Row("SP-1001", "卓上カードリーダー", 3, None, 9800),
        Row("SP-1044", "感熱ロール紙 80mm 20巻", 4, None, 4600),
        Row("SP-2100", "バーコードスキャナー", 2, None, 15400),
    ]
    total, postage = Sums(rows).total, 1500
    tax, book = total * 10 // 100, Book("注文書")
    book.widths(14, 40, 10, 12, 14)
    book.put("A1:C1", "架空ホテル株式会社", "")
    book.put("D1:E1", "注文書", "t")
    book.row(2, "A D E", ("〒000-0009 北海道架空市駅前9-1", "日付:", day(8, 3)), "w c j")
    book.row(3, "A D E", ("電話 011-000-0909", "注文番号:", "KH-PO-0817"), "")
    book.put("A5:B5", "仕入先", "h")
    book.put("D5:E5", "送付先", "h")
    for line, pair in enumerate(
        (
            ("伝票商事株式会社", "架空ホテル株式会社"),
            ("営業部", "搬入口 フロント課"),
            ("東京都見本区本町1-1", "北海道架空市駅前9-1"),
        ),
        6,
    ):
        book.row(line, "A D", pair, "")
    book.row(10, "A B C:D E", ("配送方法", "配送条件", "支払条件", "納品日"), "h")
    book.row(11, "A B C:D E", ("宅配便", "元払い", "月末締め翌月末", day(8, 7)), "b b b bj")
    book.row(13, "A B C D E", ("品目番号", "説明", "数量", "単価", "合計"), "h")
    for n in range(8):
        r = rows[n] if n < len(rows) else None
        book.row(
            14 + n, "A B C D E", (r.code, r.name, r.quantity, r.price, r.amount) if r else ("",) * 5, "b b b bm bm"
        )
    low = (
        ("小計", total),
        ("税率", "10.00%"),
        ("税", tax),
        ("送料", postage),
        ("その他", ""),
        ("合計", total + tax + postage),
    )
    for line, (word, value) in enumerate(low, 22):
        book.row(line, "D E", (word, value), "b bm")
    order = told(
        rows,
        "code name quantity price amount",
        number="KH-PO-0817",
        ordered_on=day(8, 3),
        deliver_on=day(8, 7),
        customer_name="架空ホテル株式会社",
        deliver_to="架空ホテル株式会社 搬入口 フロント課 北海道架空市駅前9-1",
        tax_mode="exclusive",
        total=total,
        tax=tax,
        gross=total + tax + postage,
    )
    line = told([Row(None, "送料", "1")], "name", number=None)["lines"][0]
    order["lines"].append({**line, "amount": str(postage)})
    judgement = {
        "orders.0.deliver_to": "firm, place and address on three rows",
        "orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines",
        "orders.0.total": "the subtotal is without the postage, which stands below the tax",
    }
    return Drawn(book.done(), [order], judgement)


@document(
    "xlsx-squared.xlsx",
    "xlsx-grid",
    "squared paper: every column narrow, fields over merged squares, two rates by mark",
)
def squared() -> Drawn:
    rows = [
        good("P2001", 10),
        good("P2005", 6),
        Row("K-31", "ベーキングシート 30cm×30m", 8, "本", 890, "0.1"),
        good("P4001", 4),
    ]
    sums, book = Sums(rows), Book("発注")
    book.page.set_column(0, 35, 2.4)
    book.put("L1:Y2", "発　注　書", "t")
    book.put("A4:M4", "伝票商事株式会社　御中", "u")
    for line, (word, value) in enumerate(
        (("発注番号", "SD-260910"), ("発注日", day(9, 10)), ("納入期日", day(9, 15))), 4
    ):
        book.row(line, "X:AB AC:AJ", (word, value), "h bj")
    for line, words in enumerate(
        ("見本デリカ株式会社", "製造部 第二工場", "広島県見本市緑町11-3", "TEL 082-000-1103"), 8
    ):
        book.put(f"X{line}:AJ{line}", words)
    book.put("A6:D6", "納入場所", "h")
    book.put("E6:S6", "第二工場 原料倉庫", "b")
    columns = "A:B C:F G:R S:U V:W X:AB AC:AG AH:AJ"
    book.row(14, columns, ("No", "品番", "品名", "数量", "単位", "単価", "金額", "税"), "h")
    for n in range(10):
        r = rows[n] if n < len(rows) else None
        cells = (
            (n + 1, r.code, r.name, r.quantity, r.unit, r.price, r.amount, "※" if r.rate == "0.08" else "")
            if r
            else (n + 1, *[""] * 7)
        )
        book.row(15 + n, columns, cells, "b b b by b by by b")
    low = (
        ("税抜合計", sums.total),
        ("8%対象消費税", sums.tax8),
        ("10%対象消費税", sums.tax10),
        ("税込合計", sums.gross),
    )
    for line, (word, value) in enumerate(low, 26):
        book.row(line, "X:AB AC:AJ", (word, value), "h by")
    book.put("A26", "※は軽減税率(8%)対象、その他は10%対象")
    order = told(
        rows,
        "code name quantity unit price amount rate",
        number="SD-260910",
        ordered_on=day(9, 10),
        deliver_on=day(9, 15),
        customer_name="見本デリカ株式会社",
        deliver_to="第二工場 原料倉庫",
        **{**sums.head, "tax": None},
    )
    return Drawn(book.done(), [order], {"orders.0.tax": "the tax of each rate stands, their sum does not"})


@document(
    "xlsx-faxform.xlsx",
    "xlsx-table",
    "the wholesaler's own fax form for one customer: articles printed, counts filled in",
)
def fax_form() -> Drawn:
    listed = [good(key, 0) for key in "P2001 P2002 P2003 P2004 P2005 P2006 P1003 P1004".split()]  # noqa: SIM905
    listed += [Row("P9001", "架空パン粉 10kg", 0, "袋", 3180), Row("P9002", "架空片栗粉 20kg", 0, "袋", 6240)]
    counts = (10, "", 3, "", 4, 2, "", "", 5, "")
    book = Book("注文票")
    book.widths(10, 36, 8, 10, 10, 14)
    book.put("A1:F1", "ご 注 文 票(FAX 03-0000-0002)", "t")
    book.put("A2", "伝票商事株式会社 受注センター 行")
    book.row(4, "A B D E", ("お得意先コード", "C004", "ご注文日", day(10, 19)), "h b h bd")
    book.row(5, "A B D E", ("お得意先名", "株式会社テスト給食サービス 様", "お届け希望日", day(10, 22)), "h b h bd")
    book.row(6, "A B", ("お届け先", "神奈川県見本市中央4-2 セントラルキッチン"), "h b")
    book.row(8, "A B C D E F", ("商品コード", "商品名", "単位", "単価", "ご注文数", "備考"), "h")
    for line, (r, count) in enumerate(zip(listed, counts, strict=True), 9):
        book.row(line, "A B C D E F", (r.code, r.name, r.unit, r.price, count, ""), "b b b by by b")
    book.put("A20", "※ご注文は前々日15時までにお願いいたします。")
    rows = [Row(r.code, r.name, count, r.unit, r.price) for r, count in zip(listed, counts, strict=True) if count]
    order = told(
        rows,
        "code name quantity unit price",
        ordered_on=day(10, 19),
        deliver_on=day(10, 22),
        customer_code="C004",
        customer_name="株式会社テスト給食サービス",
        deliver_to="神奈川県見本市中央4-2 セントラルキッチン",
    )
    return Drawn(book.done(), [order])
