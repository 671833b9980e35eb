"""Forms on squared paper: a town hall, a lathe shop, a printer, a ward, a dress shop."""

from collections.abc import Iterable
from typing import Any

from .base import CODED, NAMED, PRICED, Drawn, Row, Sums, day, document, era, kanji, rows, told
from .sheet import Book, squared


def _grid(book: Book, first: int, columns: str, titles: str, lines: Iterable[Iterable[Any]], look: str) -> None:
    book.row(first, columns, titles.split(), "h")
    for place, line in enumerate(lines, first + 1):
        book.row(place, columns, line, look)


@document(
    "xlsx-grid-yakuba.xlsx", "xlsx-grid", "a town hall's order for goods: era days, sums with tax, contract words"
)
def town() -> Drawn:
    goods = rows(
        NAMED + " price",
        """避難所用毛布 難燃|100|枚|2450
        簡易トイレ 100回分|8|箱|9800
        LEDランタン 単一|20|個|3150""",
    )
    sums = Sums(goods)
    cells: dict[str, tuple[Any, str]] = {
        "A1:AD2": ("物 品 発 注 書", "t"),
        "W3:AD3": ("例示町発第 8-0231 号", ""),
        "W4:AD4": (era(day(6, 10)), ""),
        "A5:M5": ("伝票商事株式会社　様", "u"),
        "R6:AD6": ("発注者　例示町", ""),
        "R7:AD7": ("例示町長　相良 克己", ""),
        "A9:AD9": ("下記のとおり物品を発注します。", ""),
        "A11:F11": ("納入期限", "b"),
        "G11:O11": (era(day(6, 30)), "b"),
        "A12:F12": ("納入場所", "b"),
        "G12:AD12": ("例示町役場 防災倉庫（例示町大字中央100）", "b"),
        "A13:F13": ("契約金額", "b"),
        "G13:O13": (f"金{sums.gross:,}円（税込）", "b"),
    }
    book = squared("発注書", cells)
    lines = [(n, r.name, r.quantity, r.unit, r.price, r.amount) for n, r in enumerate(goods, 1)]
    columns = "A:B C:N O:Q R:S T:X Y:AD"
    _grid(book, 15, columns, "番号 品名 数量 単位 単価 金額", lines, "bc b by bc by by")
    for place, (name, amount) in enumerate((("小計", sums.total), ("消費税及び地方消費税", sums.tax)), 19):
        book.row(place, "A:X Y:AD", (name, amount), "bc by")
    book.row(21, "A:X Y:AD", ("合計", sums.gross), "bc by")
    book.row(23, "U:W X:Z AA:AC", ("課長", "係長", "係"), "h")
    book.put("A25:AD25", "納入の際は納品書に本発注書の番号を記載すること。")
    head = {"number": "例示町発第 8-0231 号", "ordered_on": day(6, 10), "deliver_on": day(6, 30), **sums.head}
    head |= {"customer_name": "例示町", "deliver_to": "例示町役場 防災倉庫(例示町大字中央100)"}
    reasons = {"orders.0.number": "the number may be taken without the words around it"}
    return Drawn(book.done(), [told(goods, "name quantity unit price amount", **head)], reasons)


@document("xlsx-grid-senban.xlsx", "xlsx-grid", "a lathe shop: drawing number, type, price, day of each line")
def lathe() -> Drawn:
    cells = (
        ("F-20018", "フランジ軸受", "UCF205", 6, 2150, day(4, 24)),
        ("F-20044", "止め輪", "STW-25", 200, 18, day(4, 24)),
        ("F-20109", "エアシリンダ", "CDA-40-100", 2, 8740, day(5, 8)),
    )
    goods = [Row(code, name, count, "個", price, day=when) for code, name, _, count, price, when in cells]
    sums = Sums(goods)
    book = squared(
        "注文書",
        {
            "L1:W2": ("注　文　書", "t"),
            "A4:L4": ("伝票商事株式会社 御中", "u"),
            "W4:Z4": ("注文No.", ""),
            "AA4:AH4": ("TK-7756", "u"),
            "W5:Z5": ("発行日", ""),
            "AA5:AH5": (kanji(day(4, 14)), "u"),
            "W7:AH7": ("有限会社土岐旋盤製作所", ""),
            "W8:AH8": ("岐阜県例示市窯元2-16", ""),
            "W9:AH9": ("TEL 0572-00-0350", ""),
            "A8:D8": ("納入場所", ""),
            "E8:P8": ("当社 第2工場", "u"),
        },
    )
    lines = [
        (r.code, r.name, cell[2], r.quantity, r.unit, r.price, r.amount, f"{cell[5].month}/{cell[5].day}")
        for r, cell in zip(goods, cells, strict=True)
    ]
    columns = "A:D E:K L:P Q:S T:U V:Y Z:AD AE:AH"
    _grid(book, 11, columns, "図番 品名 型式 数量 単位 単価 金額 納期", lines, "b b b by bc by by bc")
    book.row(15, "V:Y Z:AD", ("合計", sums.total), "bc by")
    book.put("A17:AH17", "・消費税は別途加算します。")
    book.put("A18:AH18", "・検査成績書を添付してください。")
    head = {"number": "TK-7756", "ordered_on": day(4, 14), "total": sums.total, "tax_mode": "exclusive"}
    head |= {"customer_name": "有限会社土岐旋盤製作所", "deliver_to": "当社 第2工場"}
    reasons = {"orders.0.lines.0.product_code": "the drawing's number, or the maker's type"}
    return Drawn(book.done(), [told(goods, PRICED + " day", **head)], reasons)


@document("xlsx-grid-hansoku.xlsx", "xlsx-grid", "a print order: copies and plates, labels left of their squares")
def printing() -> Drawn:
    goods = rows(
        NAMED + " price",
        """新春セールチラシ B4 両面4色|12000|部|6
        店頭ポスター B2|40|枚|850
        値札シール 30×50|20000|片|2""",
    )
    cells: dict[str, tuple[Any, str]] = {"H1:V2": ("印刷発注書", "t"), "A4:K4": ("伝票商事株式会社 御中", "")}
    facts = (
        ("発注番号", "HS-2612"),
        ("発注日", kanji(day(12, 1))),
        ("納品日", kanji(day(12, 18))),
        ("納品場所", "埼玉県見本市西口7-4 配送センター"),
        ("発注会社", "株式会社ダミーマート"),
        ("担当", "販促課　早乙女"),
    )
    for place, (name, value) in enumerate(facts, 6):
        cells[f"A{place}:E{place}"] = (name, "h")
        cells[f"F{place}:U{place}"] = (value, "b")
    book = squared("印刷", cells)
    notes = ("折り加工なし", "", "ミシン目")
    lines = [(r.name, note, r.quantity, r.unit, r.price, r.amount) for r, note in zip(goods, notes, strict=True)]
    _grid(book, 13, "A:L M:R S:V W:X Y:AA AB:AF", "品名 仕様 部数 単位 単価 金額", lines, "b b by bc by by")
    book.row(17, "Y:AA AB:AF", ("税抜計", Sums(goods).total), "bc by")
    book.put("A19:Z19", "校正：PDFにて1回。責了後に印刷してください。")
    head = {"number": "HS-2612", "ordered_on": day(12, 1), "deliver_on": day(12, 18)}
    head |= {"customer_name": "株式会社ダミーマート", "deliver_to": "埼玉県見本市西口7-4 配送センター"}
    head |= {"tax_mode": "exclusive", "total": Sums(goods).total}
    return Drawn(book.done(), [told(goods, NAMED + " price amount", **head)])


@document("xlsx-grid-byoto.xlsx", "xlsx-grid", "a hospital ward's slip: our number for the customer, codes, stamps")
def ward() -> Drawn:
    goods = rows(
        CODED + " price",
        """P4004|サンプルニトリル手袋 M 100枚×10|6|ケース|8800
        P4002|見本アルコール除菌液 5L|10|本|3180
        P4003|サンプルペーパータオル 200枚×40|12|ケース|3960
        ME-0931|吸引カテーテル 12Fr 50本|3|箱|7400""",
    )
    book = squared(
        "請求票",
        {
            "A1:R2": ("物品請求（発注）票", "t"),
            "A4:D4": ("得意先CD", "h"),
            "E4:I4": ("C921", "b"),
            "K4:N4": ("伝票No", "h"),
            "O4:T4": ("004471", "b"),
            "A5:D5": ("施設名", "h"),
            "E5:T5": ("医療法人社団若葉会 若葉病院", "b"),
            "A6:D6": ("納品先", "h"),
            "E6:T6": ("4階西病棟 ナースステーション", "b"),
            "A7:D7": ("発注日", "h"),
            "E7:I7": (day(8, 17), "dc"),
            "K7:N7": ("納品日", "h"),
            "O7:T7": (day(8, 19), "dc"),
            "V4:X4": ("師長", "h"),
            "Y4:AA4": ("用度", "h"),
            "V5:X7": ("", "b"),
            "Y5:AA7": ("", "b"),
        },
    )
    lines = [(r.code, r.name, r.quantity, r.unit, r.price, r.amount) for r in goods]
    _grid(book, 9, "A:D E:P Q:R S:T U:W X:AA", "商品コード 品名 数量 単位 単価 金額", lines, "b b b bc by by")
    book.put("A15:L15", "宛先　伝票商事株式会社")
    head = {"number": "004471", "ordered_on": day(8, 17), "deliver_on": day(8, 19), "customer_code": "C921"}
    head |= {"customer_name": "医療法人社団若葉会 若葉病院", "deliver_to": "4階西病棟 ナースステーション"}
    return Drawn(book.done(), [told(goods, PRICED, **head)])


@document("xlsx-grid-mise.xlsx", "xlsx-grid", "apparel: sizes stand across, colours down, each filled square a line")
def matrix() -> Drawn:
    cells = (
        ("JK-801", "デニムジャケット", "インディゴ", (2, 4, 3)),
        ("JK-801", "デニムジャケット", "ブラック", ("", 3, 2)),
        ("SK-214", "プリーツスカート", "グレー", (3, 5, "")),
    )
    book = squared(
        "発注",
        {
            "A1:X2": ("発注書", "t"),
            "A4:D4": ("発注No", "b"),
            "E4:J4": ("CL-0210", "b"),
            "A5:D5": ("発注日", "b"),
            "E5:J5": (day(2, 10), "dc"),
            "A6:D6": ("納期", "b"),
            "E6:J6": (day(3, 6), "dc"),
            "M4:X4": ("伝票商事株式会社 御中", ""),
            "M6:X6": ("株式会社クローゼット縁", ""),
        },
    )
    lines = [(*cell[:3], *cell[3], sum(n for n in cell[3] if n)) for cell in cells]
    _grid(book, 8, "A:D E:K L:P Q:R S:T U:V W:X", "品番 品名 カラー S M L 計", lines, "b b b bc bc bc bc")
    goods = [Row(code, name, count) for code, name, _, counts in cells for count in counts if count]
    head = {"number": "CL-0210", "ordered_on": day(2, 10), "deliver_on": day(3, 6)}
    answer = told(goods, "code name quantity", customer_name="株式会社クローゼット縁", **head)
    reasons = {"orders.0.lines.0.product_name": "colour and size may be told with the name"}
    return Drawn(book.done(), [answer], reasons)
