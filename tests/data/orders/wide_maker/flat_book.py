"""Workbooks of tables, the first half: a template handed on, a list, sheets for shops, a form to fill in, a site."""

from datetime import date
from typing import Any

from fresh_maker.base import ONE_RATE
from trades_maker.base import CODED, NAMED, PRICED, Drawn, Row, Sums, day, document, era, extra, told
from trades_maker.sheet import Book

from wide_maker.flat_kit import goods, titles

PRICES = "code name quantity unit price"
BARE = "name quantity unit price"


def sums_of(book: Book, first: int, last: int, column: str, label: str, sums: Sums) -> None:
    """Three sums below a table, as formulas with what Excel has worked out."""
    look = book.look("by")
    values = (("小計", sums.total), ("消費税(10%)", sums.tax), ("合計", sums.gross))
    works = (f"=SUM({column}{first}:{column}{last})", f"=INT({column}{last + 1}*0.1)")
    for place, (title, value) in enumerate(values, last + 1):
        book.put(f"{label}{place}", title, "bc")
        work = works[place - last - 1] if place < last + 3 else f"={column}{last + 1}+{column}{last + 2}"
        book.page.write_formula(f"{column}{place}", work, look, value)


@document("xlsx-table-hinagata.xlsx", "xlsx-table", "a template handed on for years: formulas, empty rows, one rate")
def template() -> Drawn:
    """The order that somebody once downloaded."""
    items = goods(
        BARE + " note",
        """
        見本段ボール 60サイズ|40|束|1560|20枚入
        見本段ボール 100サイズ|25|束|2980|20枚入
        例示OPPテープ 48mm|6|箱|5400|50巻入
        気泡緩衝材 1200mm×42m|10|本|2150|
        """,
        "0.1",
    )
    sums = Sums(items)
    book = Book("注文書")
    book.widths(10, 34, 9, 7, 11, 13, 16)
    book.put("A1:G1", "注　文　書", "t")
    book.put("F2", "注文日")
    book.put("G2", day(10, 6), "j")
    book.put("F3", "注文番号")
    book.put("G3", "MF-2610-014")
    book.put("A4:C4", "伝票商事株式会社　御中", "u")
    for place, text in enumerate(
        ("株式会社見本フーズ", "〒100-0000 東京都見本区一番町1-1", "TEL 03-0000-2210", "担当：総務部 古谷"), 4
    ):
        book.put(f"E{place}", text)
    book.put("A6", "下記の通り注文いたします。")
    heads = (("納期", "2026年10月13日"), ("納品場所", "本社倉庫"), ("支払条件", "月末締め翌月末払い"))
    for place, (title, text) in enumerate(heads, 8):
        book.put(f"A{place}", title)
        book.put(f"B{place}", text, "u")
    book.put("A11", "合計金額")
    book.page.write_formula("B11", "=F26", book.look("mu"), sums.gross)
    book.put("C11", "(税込)")
    book.row(13, "A B C D E F G", titles("No,品名,数量,単位,単価,金額,備考"), "h")
    for place in range(10):
        row = 14 + place
        book.row(row, "A B C D E F G", [place + 1, *[""] * 6], "b")
        item = items[place] if place < len(items) else None
        if item:
            cells = [item.name, item.quantity, item.unit, item.price]
            book.row(row, "B C D E", cells, "b by bc by")
            book.put(f"G{row}", item.note, "b")
        amount = item.amount if item else ""
        book.page.write_formula(f"F{row}", f'=IF(C{row}="","",C{row}*E{row})', book.look("by"), amount)
    sums_of(book, 14, 23, "F", "E", sums)
    book.put("A28", "備考")
    book.put("B28", "納品時は裏の通用口へお回りください。")
    order = told(
        items,
        "name quantity unit price amount",
        number="MF-2610-014",
        ordered_on=day(10, 6),
        deliver_on=day(10, 13),
        customer_name="株式会社見本フーズ",
        deliver_to="本社倉庫",
        **sums.head,
    )
    return Drawn(book.done(), [order], {"orders.0.lines.0.tax_rate": ONE_RATE})


@document(
    "xlsx-table-kounyuu.xlsx",
    "xlsx-table",
    "a buyer's list of several orders, a row for each line, with a filter and the day of asking",
)
def bought() -> Drawn:
    """What a purchasing department has to order today."""
    wanted = goods(
        PRICES + " note",
        """
        M-2201|クリアファイル A4 100枚|5|箱|1180|AP26-0771/総務部
        M-2218|コピー用紙 A4 5000枚|12|箱|2980|AP26-0771/総務部
        M-3304|作業用軍手 12双|20|束|420|AP26-0774/設備課
        M-3310|防塵マスク DS2 20枚|6|箱|2640|AP26-0774/設備課
        M-3355|絶縁テープ 19mm 黒 10巻|8|袋|760|AP26-0774/設備課
        M-5007|ハンドソープ 詰替 4L|4|本|1890|AP26-0780/健康管理室
        """,
    )
    book = Book("発注分")
    book.widths(12, 11, 14, 11, 30, 8, 7, 10, 12, 12, 14)
    heads = titles("申請No,申請日,依頼部署,資材コード,資材名称,必要数,単位,購入単価,購入金額,必要日,受入場所")
    book.put("A1", "購買発注リスト（伝票商事㈱様分）")
    book.put("A2", "株式会社あかね化学　購買部")
    book.put("I2", "発注日")
    book.put("J2", day(7, 3), "d")
    book.row(4, "A B C D E F G H I J K", heads, "h")
    due = {"AP26-0771": day(7, 9), "AP26-0774": day(7, 10), "AP26-0780": day(7, 9)}
    places = {"総務部": "本館1F受付", "設備課": "工務棟", "健康管理室": "本館2F"}
    orders: dict[str, list[Row]] = {}
    for place, item in enumerate(wanted, 5):
        number, who = item.note.split("/")
        cells: list[Any] = [number, day(7, 2), who, item.code, item.name, item.quantity, item.unit, item.price]
        cells += [item.amount, due[number], places[who]]
        book.row(place, "A B C D E F G H I J K", cells, "b bd b b b by bc by by bd b")
        orders.setdefault(item.note, []).append(item)
    book.page.autofilter("A4:K10")
    book.page.freeze_panes(4, 0)
    answers = [
        told(
            items,
            PRICED,
            number=key.split("/")[0],
            ordered_on=day(7, 3),
            customer_name="株式会社あかね化学",
            deliver_on=due[key.split("/")[0]],
            deliver_to=places[key.split("/")[1]],
        )
        for key, items in orders.items()
    ]
    return Drawn(book.done(), answers)


@document("xlsx-table-tenpo.xlsx", "xlsx-table", "a sheet for each shop, and a sheet of articles that asks for nothing")
def sheets() -> Drawn:
    """One workbook for three cafes."""
    shelf = {
        "A01": ("架空 ストロー 紙 6mm 500本", "箱", 1450),
        "A02": ("架空 マドラー 木 1000本", "箱", 1280),
        "A03": ("架空 シロップポーション 50個", "袋", 520),
        "A04": ("架空 クリームポーション 50個", "袋", 560),
        "A05": ("架空 おしぼり 不織布 100枚", "袋", 390),
    }
    shops = (
        ("本店", "26-1101", {"A01": 2, "A03": 6, "A04": 6}),
        ("駅ビル店", "26-1102", {"A02": 1, "A05": 10}),
        ("空港店", "26-1103", {"A01": 4, "A02": 2, "A03": 8, "A05": 20}),
    )
    book, orders = Book("本店"), []
    for place, (shop, number, picks) in enumerate(shops):
        if place:
            book.sheet(shop)
        book.widths(10, 34, 9, 8)
        book.put("A1:D1", "カフェ・ド・アマネ株式会社　消耗品オーダー", "t")
        book.put("A3", "店舗")
        book.put("B3", shop, "u")
        book.put("A4", "発注NO")
        book.put("B4", number, "u")
        book.put("A5", "オーダー日")
        book.put("B5", day(11, 24), "ud")
        book.put("A6", "着希望")
        book.put("B6", day(11, 27), "ud")
        book.row(8, "A B C D", titles("コード,アイテム,オーダー数,荷姿"), "h")
        items = [Row(code, shelf[code][0], count, shelf[code][1]) for code, count in picks.items()]
        for row, item in enumerate(items, 9):
            book.row(row, "A B C D", [item.code, item.name, item.quantity, item.unit], "b b by bc")
        head = {"ordered_on": day(11, 24), "deliver_on": day(11, 27), "deliver_to": shop}
        orders.append(told(items, CODED, number=number, customer_name="カフェ・ド・アマネ株式会社", **head))
    book.sheet("アイテム一覧")
    book.row(1, "A B C D", titles("コード,アイテム,荷姿,税別単価"), "h")
    for row, (code, (name, unit, price)) in enumerate(shelf.items(), 2):
        book.row(row, "A B C D", [code, name, unit, price], "b b bc by")
    return Drawn(book.done(), orders)


@document("xlsx-table-youshi.xlsx", "xlsx-table", "our own printed order form, filled in for six of twelve articles")
def form() -> Drawn:
    """A form with all articles printed on it."""
    listed = """
        P1001|見本コーヒー豆 深煎り 1kg||袋|2400
        P1002|見本コーヒー豆 浅煎り 1kg|8|袋|2600
        P1003|サンプル緑茶 ティーバッグ 100包|3|箱|1480
        P1004|サンプル紅茶 リーフ 500g||袋|1950
        P1005|例示ミネラルウォーター 2L×6本|30|ケース|780
        P1006|例示オレンジジュース 1L×12本|10|ケース|2880
        P3003|サンプル紙コップ 8オンス 1000個||箱|6900
        P3004|サンプル紙ナプキン 10000枚|2|箱|5750
        P4001|見本食器用洗剤 4L|0|本|1380
        P4002|見本アルコール除菌液 5L||本|3180
        P4003|サンプルペーパータオル 200枚×40|4|ケース|3960
        P4004|サンプルニトリル手袋 M 100枚×10||ケース|8800
        """
    items = goods(PRICES, listed)
    book = Book("ご注文用紙")
    book.widths(10, 38, 9, 11, 10, 18)
    book.put("A1:F1", "伝票商事株式会社　ご注文用紙", "t")
    book.put("A2", "FAX 03-0000-0000　／　毎週火・木 14時締切")
    for place, (title, value) in enumerate(
        (
            ("得意先コード", "C009"),
            ("貴社名", "架空ホテル株式会社"),
            ("ご記入者", "購買課　小早川"),
            ("ご注文日", "2026年8月25日"),
            ("納品希望日", "2026年8月28日"),
            ("納品先", "駅前本館 搬入口"),
        ),
        4,
    ):
        book.put(f"A{place}", title, "b")
        book.put(f"B{place}:C{place}", value, "b")
    book.row(11, "A B C D E F", titles("商品コード,商品名,単位,単価(税抜),ご注文数,備考"), "h")
    for row, item in enumerate(items, 12):
        cells = [item.code, item.name, item.unit, item.price, item.quantity, ""]
        book.row(row, "A B C D E F", cells, "b b bc by by b")
    book.put("A25", "※上記以外の商品は余白にご記入ください。")
    asked = [item for item in items if item.quantity]
    order = told(
        asked,
        PRICES,
        ordered_on=day(8, 25),
        deliver_on=day(8, 28),
        customer_code="C009",
        customer_name="架空ホテル株式会社",
        deliver_to="駅前本館 搬入口",
    )
    return Drawn(book.done(), [order], {"orders.0.tax_mode": "only the title of the prices says that they are without"})


@document("xlsx-table-genba.xlsx", "xlsx-table", "a builder's order with a discount, and its copy on a second sheet")
def site() -> Drawn:
    """An order for a building site."""
    items = goods(
        BARE + " note",
        """
        養生シート|30|枚|1850|3.6m×5.4m #3000
        トラロープ|5|巻|1340|9mm×100m
        カラーコーン 赤|40|本|690|H700
        コーンベッド|40|個|310|2.0kg
        土のう袋|400|枚|18|48×62cm
        """,
        "0.1",
    )
    cut = -2120
    sums = Sums(items, cut)
    book = Book("注文書")
    _site(book, items, sums, cut, "注　文　書", "")
    book.sheet("注文書控")
    _site(book, items, sums, cut, "注　文　書（控）", "当社控")
    lines = "name quantity unit price amount"
    order = told(
        items,
        lines,
        number="K26-0338-05",
        ordered_on=day(4, 14),
        deliver_on=day(4, 20),
        customer_name="株式会社高嶺建設",
        deliver_to="例示市 市立南図書館改修工事",
        **sums.head,
    )
    order["lines"].append(extra("出精値引", str(cut), quantity="1", unit="式"))
    judged = {
        "orders.0.lines.0.tax_rate": ONE_RATE,
        "orders.0.deliver_to": "the name of the site is all that says where to",
    }
    return Drawn(book.done(), [order], judged)


def _site(book: Book, items: list[Row], sums: Sums, cut: int, title: str, note: str) -> None:
    book.widths(24, 22, 9, 7, 11, 13)
    book.put("A1:F1", title, "t")
    book.put("F2", note)
    book.put("A3", "伝票商事株式会社 殿")
    book.put("E3", "発行日")
    book.put("F3", era(day(4, 14)))
    book.put("E4", "注文番号")
    book.put("F4", "K26-0338-05")
    for place, (label, value) in enumerate(
        (("工事名称", "例示市 市立南図書館改修工事"), ("工事番号", "26-0338"), ("納入期限", era(day(4, 20)))), 5
    ):
        book.put(f"A{place}", label, "b")
        book.put(f"B{place}:C{place}", value, "b")
    for place, text in enumerate(("株式会社高嶺建設", "代表取締役 高嶺 壮一", "群馬県架空市東町6-6"), 6):
        book.put(f"E{place}", text)
    book.row(10, "A B C D E F", titles("名称,規格・寸法,数量,単位,単価,金額"), "h")
    for row, item in enumerate(items, 11):
        cells = [item.name, item.note, item.quantity, item.unit, item.price, item.amount]
        book.row(row, "A B C D E F", cells, "b b by bc by by")
    book.row(16, "A B C D E F", ["出精値引", "", 1, "式", "", cut], "b b by bc by by")
    for row, (label, value) in enumerate(
        (("工事価格(税抜)", sums.total), ("消費税 10%", sums.tax), ("注文金額(税込)", sums.gross)), 17
    ):
        book.row(row, "A B C D E F", [label, "", "", "", "", value], "b b b b b by")


def dates(first: date, count: int) -> list[date]:
    """Days one after another."""
    return [date.fromordinal(first.toordinal() + place) for place in range(count)]


@document("xlsx-table-hibetsu.xlsx", "xlsx-table", "a week of deliveries, a column for each day; blanks are no lines")
def week() -> Drawn:
    """A plant of lunch boxes orders a week."""
    wanted = (
        ("弁当容器 本体 黒 BR-20", "枚", (600, 600, None, 800, 800)),
        ("弁当容器 蓋 BR-20", "枚", (600, 600, None, 800, 800)),
        ("箸袋入割箸 21cm", "膳", (1000, None, 1000, None, 1000)),
        ("バラン 中 緑", "枚", (None, 2000, None, None, None)),
        ("醤油タレ瓶 3g", "個", (600, 600, 600, 800, 800)),
    )
    days = dates(day(9, 28), 5)
    book = Book("9月5週")
    book.widths(28, 6, *[10] * 6)
    book.put("A1:H1", "容器・備品 週間発注表", "t")
    book.put("A2", "伝票商事㈱ 御中")
    book.put("E2", "株式会社テスト給食サービス　第2センター")
    book.put("A3", "発注日")
    book.put("B3:C3", day(9, 24), "d")
    book.put("E3", "発注No.　W39-07")
    book.row(5, "A B C D E F G H", ["品　名", "単位", *days, "計"], "h h bs bs bs bs bs h")
    items = []
    for row, (name, unit, counts) in enumerate(wanted, 6):
        book.row(row, "A B C D E F G", [name, unit, *counts], "b bc by by by by by")
        total = sum(count or 0 for count in counts)
        book.page.write_formula(f"H{row}", f"=SUM(C{row}:G{row})", book.look("by"), total)
        items += [Row(None, name, count, unit, day=due) for count, due in zip(counts, days, strict=True) if count]
    order = told(
        items,
        NAMED + " day",
        number="W39-07",
        ordered_on=day(9, 24),
        customer_name="株式会社テスト給食サービス",
    )
    reason = {
        "orders.0.deliver_to": "the second centre stands beside the firm's name",
        "orders.0.customer_name": "the centre may belong to the name",
    }
    return Drawn(book.done(), [order], reason)
