"""Files that programs export, and workbooks of the old format."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import xlwt

from .base import US, Deck, Drawn, extra_line, kanji, layout, slash, told, wide


def sheet_text(rows: Iterable[Iterable[Any]], *, quote: bool = False, mark: str = ",") -> str:
    """Rows as CSV."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
    csv.writer(out, quoting=quoting, delimiter=mark, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


@layout("csv-system", "csv", "csv", "a purchase system's export in cp932; several orders, their fields on every row")
def system(deck: Deck) -> Drawn:
    """One row for each line, orders one after another."""
    firm, rows, answers = deck.firm(), [], []
    heads = "発注番号,行番号,発注日,仕入先コード,仕入先名,当社品番,JAN,"
    heads += "品名,発注数,単位CD,単位名,単価,金額,納期,納入先名,備考"
    for _ in range(2 + deck.variant):
        order = deck.order(deck.rng.randrange(1, 4), "0000######")
        for at, line in enumerate(order.lines, 1):
            numbers = (line.quantity, "01", line.unit, f"{line.unit_price}.00", line.amount)
            where = (f"{order.deliver_on:%Y%m%d}", f"{firm.name} {order.number[-2:]}倉庫", "")
            start = (order.number, at, f"{order.ordered_on:%Y%m%d}", "000712", US, line.own, line.jan)
            rows.append((*start, line.product_name, *numbers, *where))
        over = {"customer_name": firm.name, "deliver_to": f"{firm.name} {order.number[-2:]}倉庫"}
        shown = "product_name quantity unit unit_price amount"
        answers.append(told(order, "number ordered_on deliver_on", shown, each=by_jan, **over))
    note = {f"orders.{at}.customer_name": "the firm stands only in the place of delivery" for at in range(len(answers))}
    for at in range(len(answers)):
        note[f"orders.{at}.lines.0.product_code"] = "two codes, JAN and the sender's own, neither is ours"
    return Drawn(sheet_text([heads.split(","), *rows]).encode("cp932"), answers, note)


def by_jan(line: Any) -> dict[str, Any]:
    """The line's code is its JAN."""
    return {"product_code": line.jan}


@layout("csv-records", "csv", "csv", "WEB-EDI: a head record and its detail records, told apart by their first field")
def records(deck: Deck) -> Drawn:
    """H and D records with a heading for each kind."""
    rows: list[Iterable[Any]] = [
        ("#H", "注文番号", "発注日", "納品日", "発注者名", "納品先名", "納品先住所", "明細数"),
        ("#D", "注文番号", "行", "商品コード", "商品名", "数量", "単位", "単価"),
    ]
    answers = []
    for _ in range(deck.variant + 1):
        order = deck.order(deck.rng.randrange(2, 5), "WE########")
        place = f"{order.customer_name} 第{deck.rng.randrange(1, 5)}センター"
        days = (order.ordered_on.isoformat(), order.deliver_on.isoformat())
        rows.append(("H", order.number, *days, order.customer_name, place, order.deliver_to, len(order.lines)))
        for at, line in enumerate(order.lines, 1):
            goods = (line.product_code, line.product_name, line.quantity, line.unit, line.unit_price)
            rows.append(("D", order.number, at, *goods))
        shown = "product_code product_name quantity unit unit_price"
        answers.append(told(order, "number ordered_on deliver_on customer_name", shown, deliver_to=place))
    note = {f"orders.{at}.deliver_to": "a name and an address in two fields" for at in range(len(answers))}
    return Drawn(b"\xef\xbb\xbf" + sheet_text(rows).encode(), answers, note)


@layout("csv-quoted", "csv", "csv", "every field quoted, yen marks and commas in amounts, times on dates, a sum row")
def quoted(deck: Deck) -> Drawn:
    """Export of a cloud service."""
    order = deck.order(4 + deck.variant, "発注-2026-#####")
    heads = "伝票No.,ステータス,申請者,発注会社,発注日,納品希望日,商品コード,商品名,数量,単価(税抜),税率,小計(税抜)"
    rows = [heads.split(",")]
    for line in order.lines:
        rate = f"{int(float(line.tax_rate) * 100)}%"
        who = (order.number, "承認済", f"{order.firm.person} 一郎", order.customer_name)
        days = (f"{slash(order.ordered_on)} 9:0{deck.variant}:00", f"{slash(order.deliver_on)} 0:00:00")
        goods = (line.product_code, line.product_name, f"{line.quantity} {line.unit}", f"¥{line.unit_price:,}", rate)
        rows.append((*who, *days, *goods, f"¥{line.amount:,}"))
    rows.append((*("",) * 10, "合計", f"¥{order.total:,}"))
    shown = "number ordered_on deliver_on customer_name tax_mode total"
    row_shown = "product_code product_name quantity unit unit_price amount tax_rate"
    return Drawn(sheet_text(rows, quote=True).encode(), [told(order, shown, row_shown)])


@layout("csv-cart", "csv", "csv", "a cart's export with tabs; prices with tax, postage on a row of its own")
def cart(deck: Deck) -> Drawn:
    """Tab-separated export of a BtoB cart."""
    order = deck.order(3 + deck.variant, "#####-########")
    heads = "order_id,注文日時,会社名,お届け先,お届け希望日,SKU,商品名,販売単価(税込),個数,商品計(税込),ご請求額(税込)"
    rows = [heads.split(",")]
    for line in order.lines:
        line.unit_price = round(line.unit_price * (1 + float(line.tax_rate)))
    gross, when = order.total + 880, f"{slash(order.ordered_on)} 23:5{deck.variant}"
    head = (order.number, when, order.customer_name, order.deliver_to, slash(order.deliver_on))
    for line in order.lines:
        rows.append((*head, line.own, line.product_name, line.unit_price, line.quantity, line.amount, gross))
    rows.append((*head, "", "送料", 880, 1, 880, gross))
    answer = told(
        order,
        "number ordered_on deliver_on customer_name deliver_to",
        "product_name quantity unit_price amount",
        each=lambda line: {"product_code": line.own},
        tax_mode="inclusive",
        gross=gross,
    )
    answer["lines"].append(extra_line("送料", 880, quantity=1, unit_price=880))
    return Drawn(sheet_text(rows, mark="\t").encode("cp932"), [answer])


@layout("csv-form", "csv", "csv", "an Excel form saved as CSV: titles, labels among empty fields, numbered empty rows")
def form(deck: Deck) -> Drawn:
    """A form with its blanks."""
    order = deck.order(4 + deck.variant, "No####")
    rows: list[Iterable[Any]] = [
        ("", "", "発　注　書", "", "", "", ""),
        ("伝票商事株式会社　御中", "", "", "", "発注No.", order.number, ""),
        ("", "", "", "", "発注日", kanji(order.ordered_on), ""),
        ("", "", "", "", order.customer_name, "", ""),
        ("", "", "", "", f"TEL:{order.firm.tel}", "", ""),
        ("毎度お世話になっております。下記の通り発注致します。", "", "", "", "", "", ""),
        ("納品場所", order.deliver_to, "", "", "", "", ""),
        ("納期", f"{order.deliver_on.month}月{order.deliver_on.day}日", "", "", "", "", ""),
        ("", "", "", "", "", "", ""),
        ("NO", "品　　　名", "規　格", "数　量", "単位", "単　価", "金　額"),
    ]
    for at in range(12):
        line = order.lines[at] if at < len(order.lines) else None
        price = (f" {line.unit_price:,} ", f" {line.amount:,} ") if line else ("", " -   ")
        goods = (line.stem, line.spec, line.quantity, line.unit) if line else ("", "", "", "")
        rows.append((at + 1, *goods, *price))
    rows.append(("", "", "", "", "", "合計", f" {order.total:,} "))
    answer = told(
        order,
        "number ordered_on deliver_on customer_name deliver_to total",
        "quantity unit unit_price amount",
        each=lambda line: {"product_name": line.stem},
    )
    return Drawn(sheet_text(rows).encode("cp932"), [answer])


@layout("csv-cases", "csv", "csv", "cases and loose pieces with the pieces of a case: the quantity is worked from them")
def cases(deck: Deck) -> Drawn:
    """A chain's order with cases and pieces."""
    order = deck.order(5 + deck.variant, "#########")
    heads = "店舗CD,店舗名,伝票番号,発注日,店着日,JANコード,商品名,入数,ケース数,バラ数,原単価,売単価"
    rows, totals = [heads.split(",")], {}
    shop = deck.rng.choice(("ダミーマート中央店", "ダミーマート北口店", "スーパーかしわぎ東店"))
    for line in order.lines:
        size, number, loose = deck.rng.choice((6, 12, 24)), deck.rng.randrange(0, 4), deck.rng.choice((0, 0, 3, 5))
        totals[line.jan] = size * number + (loose or (not number))
        head = ("0102", shop, order.number, f"{order.ordered_on:%y/%m/%d}", f"{order.deliver_on:%y/%m/%d}")
        cost, price = line.unit_price, line.unit_price * 13 // 10
        goods = (line.jan, line.product_name, size, number, loose or int(not number), cost, price)
        rows.append((*head, *goods))
    answer = told(
        order,
        "number ordered_on deliver_on",
        "product_name unit_price",
        each=lambda line: {"product_code": line.jan, "quantity": int(totals[line.jan])},
        customer_name=shop,
    )
    note = {"orders.0.customer_name": "only the shop is named", "orders.0.deliver_to": "the shop may be the place"}
    return Drawn(sheet_text(rows).encode("cp932"), [answer], note)


class OldBook:
    """A workbook of the old format."""

    def __init__(self, name: str) -> None:
        self._book = xlwt.Workbook(encoding="utf-8")
        self.page = self._book.add_sheet(name)

    def rows(self, at: int, rows: Iterable[Iterable[Any]], column: int = 0) -> None:
        """Writes rows, leaving blanks unwritten."""
        for row, values in enumerate(rows, at):
            for place, value in enumerate(values, column):
                if value not in ("", None):
                    self.page.write(row, place, value)

    def done(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self._book.save(out)
        return out.getvalue()


@layout("xls-fax", "xls", "xls", "an old fax form; a case's contents beside the quantity; labels spread by blanks")
def fax(deck: Deck) -> Drawn:
    """FAX 発注書 of the old format."""
    order = deck.order(4 + deck.variant, "F-####")
    book = OldBook("ＦＡＸ発注書")
    head = [
        ("", "ＦＡＸ　発　注　書"),
        ("宛　先", US + "　御中", "", "発　注　Ｎｏ", order.number),
        ("発注元", order.customer_name, "", "発　注　日", slash(order.ordered_on)),
        ("届け先", order.deliver_to, "", "着　　　日", slash(order.deliver_on)),
        (),
        ("品　番", "品　　名", "入数", "数　量", "単位", "単　価", "摘　要"),
    ]
    book.rows(0, head)
    goods = [
        (line.product_code, line.product_name, deck.rng.choice((1, 6, 12)), line.quantity, line.unit, line.unit_price)
        for line in order.lines
    ]
    book.rows(6, goods)
    book.rows(7 + len(goods), [("", "備考：納品時に必ずご一報ください。　検収時間　８：３０～１１：００")])
    shown = "number ordered_on deliver_on customer_name deliver_to"
    return Drawn(book.done(), [told(order, shown, "product_code product_name quantity unit unit_price")])


@layout("xls-shops", "xls", "xls", "a list of several orders, each shop's name only on the first of its rows")
def shops(deck: Deck) -> Drawn:
    """Orders of shops in one list, names not repeated."""
    book, firm, answers = OldBook("店舗発注一覧"), deck.firm(), []
    book.rows(0, [(f"{firm.name}　店舗発注一覧",), (), ("発注番号", "納品先店舗", "納品日", "品名", "数量", "単位")])
    at = 3
    for shop in ("本町店", "駅ビル店", "みなみ店")[: deck.variant + 1]:
        order = deck.order(2 + deck.variant, "##-####")
        for step, line in enumerate(order.lines):
            head = (order.number, shop, kanji(order.deliver_on)) if not step else ("", "", "")
            book.rows(at, [(*head, line.product_name, wide(line.quantity), line.unit)])
            at += 1
        over = {"customer_name": firm.name, "deliver_to": shop}
        answers.append(told(order, "number deliver_on", "product_name quantity unit", **over))
    return Drawn(book.done(), answers)
