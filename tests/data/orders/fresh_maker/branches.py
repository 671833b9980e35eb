"""Workbooks of several shops, of changes, and one that asks for nothing."""

from datetime import date

from more_maker.book import Book

from .base import Drawn, Row, Sums, document, good, told, yen


def _shop(book: Book, number: str, shop: str, place: str, rows: list[Row]) -> None:
    book.widths(16, 38, 10, 10, 8, 12)
    book.put("A1", "店舗別発注書", "t")
    book.put("A2", "伝票商事株式会社 御中")
    book.put("D2", "株式会社ダミーマート 商品部")
    pairs = (("発注No", number), ("店舗", shop), ("納品先", place), ("発注日", "2026-11-02"), ("店着日", "2026-11-06"))
    for line, (label, value) in enumerate(pairs, 3):
        book.row(line, "A B", (label, value))
    book.row(9, "A B C D E F", ("商品CD", "商品名", "前回数", "発注数", "単位", "納価"), "h")
    for line, row in enumerate(rows, 10):
        values = (row.code, row.name, int(row.quantity) + 3 - line % 5, row.quantity, row.unit, row.price)
        book.row(line, "A B C D E F", values, "b b b b b by")


@document(
    "xlsx-stores.xlsx",
    "xlsx-table",
    "a sheet for each shop, the numbers of last time beside those of now, the last sheet a table of codes",
)
def stores() -> Drawn:
    shops = (
        (
            "DM-2611-031",
            "西口本店",
            "埼玉県見本市西口7-4 1F荷受",
            [good("P1005", 20), good("P3006", 4), good("P1003", 3)],
        ),
        ("DM-2611-032", "北見本店", "埼玉県見本市北3-11", [good("P1006", 8), good("P2007", 15)]),
        (
            "DM-2611-033",
            "空町店",
            "埼玉県架空市空町1-2",
            [good("P1005", 12), Row("D8801", "国産はちみつ 1kg", 6, "本", 1680)],
        ),
    )
    book = Book("西口本店")
    orders = []
    for place, (number, shop, address, rows) in enumerate(shops):
        if place:
            book.sheet(shop)
        _shop(book, number, shop, address, rows)
        head = {"number": number, "ordered_on": date(2026, 11, 2), "deliver_on": date(2026, 11, 6)}
        head.update(customer_name="株式会社ダミーマート", deliver_to=address)
        orders.append(told(rows, "code name quantity unit price", **head))
    book.sheet("店舗マスタ")
    book.row(1, "A B C", ("店CD", "店名", "電話"), "h")
    for line, (code, shop) in enumerate(
        (("001", "西口本店"), ("002", "北見本店"), ("003", "空町店"), ("004", "東台店")), 2
    ):
        book.row(line, "A B C", (code, shop, f"048-000-10{line:02d}"))
    judgement = {
        f"orders.{n}.{f}": "shop and firm stand apart" for n in range(3) for f in ("customer_name", "deliver_to")
    }
    return Drawn(book.done(), orders, judgement)


@document("xlsx-revised.xlsx", "xlsx-table", "a change: quantities before and after in two columns each, one line new")
def revised() -> Drawn:
    rows = [
        (good("P2001", 8, name="見本小麦粉 薄力 25kg"), 5),
        (good("P2003", 2), 4),
        (good("P2005", 3), 3),
        (good("P1004", 6), 0),
    ]
    book = Book("変更依頼")
    book.widths(6, 12, 34, 12, 12, 10, 12, 20)
    book.put("A1:H1", "注文内容変更依頼書", "t")
    book.put("A2", "伝票商事㈱ 受注センター 御中")
    book.put("G2", "依頼日:")
    book.put("H2", date(2026, 11, 11), "d")
    book.put("G3", "有限会社サンプル製菓")
    book.put("G4", "京都府例示市南通6-8　担当 堀")
    book.put("A4", "元注文番号")
    book.put("C4", "SS-00954", "u")
    book.put("A5", "元注文日")
    book.put("C5", "2026/11/06", "u")
    book.put("A6", "納品日")
    book.put("C6", "2026/11/17(変更なし)", "u")
    titles = ("行", "品番", "品名", "変更前数量", "変更後数量", "単位", "単価", "変更理由")
    book.row(8, "A B C D E F G H", titles, "h")
    reasons = ("催事追加", "誤入力", "", "追加")
    for line, ((row, before), reason) in enumerate(zip(rows, reasons, strict=True), 9):
        values = (line - 8, row.code, row.name, before, row.quantity, row.unit, row.price, reason)
        book.row(line, "A B C D E F G H", values, "b b b b b b by b")
    book.put("A14", "※2行目は11/9にお電話でお伝えした分です。ほかの納品予定(11/24分 3件)は変更ありません。")
    head = {"number": "SS-00954", "deliver_on": date(2026, 11, 17), "customer_name": "有限会社サンプル製菓"}
    order = told(
        [row for row, _ in rows], "code name quantity unit price", kind="change", **head, ordered_on=date(2026, 11, 6)
    )
    return Drawn(book.done(), [order], {"orders.0.ordered_on": "the day of the first order and the day of the request"})


@document(
    "xlsx-goods-note.xlsx", "xlsx-table", "a supplier's delivery note to us, laid out as an order would be", "notice"
)
def goods_note() -> Drawn:
    rows = [Row("TK-01", "ホールトマト缶 2550g", 24, "缶", 640), Row("TK-07", "パスタ 1.7mm 5kg", 10, "袋", 1850)]
    book = Book("納品書")
    book.widths(12, 34, 8, 8, 12, 14)
    book.put("A1:F1", "納　品　書", "t")
    book.put("A2", "伝票商事株式会社 御中")
    book.put("E2", "伝票No. 77120")
    book.put("E3", "納品日 2026年11月13日")
    book.put("E4", "株式会社トマト架空商会")
    book.put("A5", "毎度ありがとうございます。下記の通り納品いたしました。")
    book.row(7, "A B C D E F", ("品番", "品名", "数量", "単位", "単価", "金額"), "h")
    for line, row in enumerate(rows, 8):
        values = (row.code, row.name, row.quantity, row.unit, row.price, row.amount)
        book.row(line, "A B C D E F", values, "b b b b by by")
    book.put("E11", "合計(税抜)")
    book.put("F11", yen(Sums(rows).total))
    book.put("A13", "受領印")
    return Drawn(book.done(), [])
