"""XLSX whose lines stand under titles."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import xlsxwriter

from tests.data.orders.dev_maker.goods import ARTICLES, US
from tests.data.orders.dev_maker.orders import ALL, answer, drawn, era, same_day, with_tax, yen
from tests.data.orders.dev_maker.paper import Layout, Paper

FULL = "number ordered_on deliver_on customer_name"


class Book:
    """A workbook that carries no clock."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._buffer, {"in_memory": True})
        self.book.set_properties({"created": datetime(2026, 1, 1)})
        self.box = self.book.add_format({"border": 1})
        self.day = self.book.add_format({"border": 1, "num_format": "yyyy/m/d"})
        self.money = self.book.add_format({"border": 1, "num_format": "#,##0"})
        self.big = self.book.add_format({"bold": True, "font_size": 18})

    def sheet(self, name: str) -> Any:
        return self.book.add_worksheet(name)

    def content(self) -> bytes:
        self.book.close()
        return self._buffer.getvalue()


def put_rows(sheet: Any, top: int, rows: list[list[Any]], formats: Any = None, left: int = 0) -> int:
    """Write rows and return the row after them."""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(top + number, left + column, value, formats)
    return top + len(rows)


def export_list(draw: Random, number: int) -> Paper:
    """One row per line, the order's own fields on every row, two or three orders."""
    orders = same_day([drawn(draw, f"W{draw.randrange(10**7):07d}") for _ in range(draw.randint(1, 3))])
    book = Book()
    sheet = book.sheet("受注一覧")
    titles = [
        "受注番号",
        "受注日",
        "納品希望日",
        "得意先CD",
        "得意先名称",
        "商品CD",
        "商品名称",
        "受注数",
        "単位",
        "単価",
        "金額",
    ]
    put_rows(sheet, 0, [titles], book.box)
    at = 1
    for order in orders:
        for line in order.lines:
            article = line.article
            put_rows(sheet, at, [[order.number]], book.box)
            sheet.write_datetime(at, 1, datetime(*order.ordered_on.timetuple()[:3]), book.day)
            sheet.write_datetime(at, 2, datetime(*order.deliver_on.timetuple()[:3]), book.day)
            rest = [order.firm.code, order.firm.name, article.code, article.name, int(line.quantity), article.unit]
            put_rows(sheet, at, [[*rest, int(line.price), int(line.amount)]], book.money, left=3)
            at += 1
    told = [answer(order, f"{FULL} customer_code") for order in orders]
    return Paper(book.content(), told)


def titled(draw: Random, number: int) -> Paper:
    """A title, the addressee, labels at the left, the sender at the right, sums below."""
    order, book = drawn(draw, f"2026-{draw.randrange(9999):04d}", strangers=number == 3), Book()
    sheet = book.sheet("注文書")
    sheet.write(0, 3, "注　文　書", book.big)
    put_rows(sheet, 2, [[f"{US}　御中"], [], ["注文番号", order.number], ["注文日", era(order.ordered_on)]])
    put_rows(sheet, 6, [["希望納期", era(order.deliver_on)], ["納入場所", order.firm.place]])
    put_rows(sheet, 2, [[order.firm.name], [order.firm.place], [f"TEL {order.firm.tel}"]], left=5)
    put_rows(sheet, 9, [["No.", "品番", "品名", "数量", "単位", "単価", "金額", "備考"]], book.box)
    rows = [[at, *one.row] for at, one in enumerate(order.lines, 1)]
    end = put_rows(sheet, 10, rows, book.money)
    for at, blank in enumerate(range(end, end + 3), len(rows) + 1):
        sheet.write(blank, 0, at, book.box)
    sums = [["小計（税抜）", int(order.net)], ["消費税", int(order.tax)], ["合計（税込）", int(order.gross)]]
    put_rows(sheet, end + 3, sums, book.money, left=5)
    told = answer(order, f"{FULL} deliver_to total tax gross", mode="exclusive")
    return Paper(book.content(), [told])


def two_title_rows(draw: Random, number: int) -> Paper:
    """Titles in two rows, the upper ones merged over groups."""
    order, book = drawn(draw, f"T{draw.randrange(99999):05d}"), Book()
    sheet = book.sheet("Sheet1")
    put_rows(sheet, 0, [["発注書", None, None, "発注No", order.number], ["発注元", order.firm.name]])
    put_rows(sheet, 2, [["発注日", str(order.ordered_on), None, "納期", f"{order.deliver_on:%Y.%m.%d}"]])
    sheet.merge_range(4, 0, 4, 1, "商品", book.box)
    sheet.merge_range(4, 2, 4, 3, "発注", book.box)
    sheet.merge_range(4, 4, 4, 5, "仕入", book.box)
    put_rows(sheet, 5, [["コード", "名称", "数量", "単位", "単価", "金額"]], book.box)
    rows = [one.row for one in order.lines]
    end = put_rows(sheet, 6, rows, book.box)
    put_rows(sheet, end, [[None, None, None, None, "合計", int(order.net)]], book.box)
    return Paper(book.content(), [answer(order, f"{FULL} total")])


def subtotals(draw: Random, number: int) -> Paper:
    """Subtotals by tax rate, a hidden row of an article taken back, and a hidden sheet of articles."""
    order, book = drawn(draw, f"KS-{draw.randrange(9999):04d}", n_lines=(4, 8)), Book()
    order = replace(order, lines=tuple(sorted(order.lines, key=lambda one: one.article.rate)))
    sheet = book.sheet("発注明細")
    head = [["伝票番号", order.number], ["発注日付", f"{order.ordered_on:%Y/%m/%d}"], ["得意先名", order.firm.name]]
    put_rows(sheet, 0, [*head, ["納入日", f"{order.deliver_on:%Y/%m/%d}"]])
    put_rows(sheet, 5, [["商品コード", "商品名", "発注数", "単位", "税率", "単価", "金額"]], book.box)
    at = 6
    for rate in ("0.08", "0.1"):
        those = [one for one in order.lines if f"{one.article.rate}" == rate]
        for one in those:
            article = one.article
            row = [article.code, article.name, int(one.quantity), article.unit, f"{float(rate):.0%}"]
            at = put_rows(sheet, at, [[*row, int(one.price), int(one.amount)]], book.money)
        if those:
            label = f"小計（{float(rate):.0%}対象）"
            at = put_rows(sheet, at, [[None, label, None, None, None, None, int(order.net_at(rate))]], book.money)
    gone = next(one for one in ARTICLES if one not in {line.article for line in order.lines})
    put_rows(sheet, at, [[gone.code, gone.name, 5, gone.unit, "8%", gone.price, gone.price * 5]], book.money)
    sheet.set_row(at, None, None, {"hidden": True})
    put_rows(sheet, at + 1, [[None, "税抜合計", None, None, None, None, int(order.net)]], book.money)
    hidden = book.sheet("マスタ")
    put_rows(hidden, 0, [["商品コード", "商品名", "発注数"], *([one.code, one.name, 1] for one in ARTICLES[:9])])
    hidden.hide()
    return Paper(book.content(), [answer(order, f"{FULL} total", f"{ALL} tax_rate", mode="exclusive")])


def price_list(draw: Random, number: int) -> Paper:
    """A list of everything there is; a quantity stands beside what is wanted, else nothing or 0."""
    order, book = drawn(draw, f"L{draw.randrange(9999):04d}", n_lines=(2, 5)), Book()
    wanted = {one.article.code: one for one in order.lines}
    order = replace(order, lines=tuple(wanted[one.code] for one in ARTICLES if one.code in wanted))
    sheet = book.sheet("ご注文用紙")
    put_rows(sheet, 0, [["ご注文用紙"], ["店名", order.firm.name], ["ご注文番号", order.number]])
    put_rows(sheet, 3, [["ご注文日", order.ordered_on.isoformat()], ["お届け日", order.deliver_on.isoformat()]])
    put_rows(sheet, 6, [["商品コード", "商品名", "単位", "単価", "ご注文数", "金額"]], book.box)
    rows: list[list[Any]] = []
    for one in ARTICLES:
        line = wanted.get(one.code)
        asked = [int(line.quantity), int(line.amount)] if line else draw.choice([[None, None], [0, 0]])
        rows.append([one.code, one.name, one.unit, one.price, *asked])
    end = put_rows(sheet, 7, rows, book.money)
    put_rows(sheet, end, [["ご注文金額合計（税別）", None, None, None, None, int(order.net)]], book.money)
    return Paper(book.content(), [answer(order, f"{FULL} total", mode="exclusive")])


def sheet_each(draw: Random, number: int) -> Paper:
    """One order on each sheet."""
    book = Book()
    orders = [drawn(draw, f"S{number}{at}-{draw.randrange(999):03d}", n_lines=(1, 4)) for at in range(1, 4)]
    firm = orders[0].firm
    orders = [replace(order, firm=firm) for order in same_day(orders)]
    for at, order in enumerate(orders, 1):
        sheet = book.sheet(f"店舗{at}")
        put_rows(sheet, 0, [["発注書"], ["発注番号", order.number, None, "発注日", str(order.ordered_on)]])
        put_rows(sheet, 2, [["会社名", firm.name, None, "納品日", str(order.deliver_on)]])
        put_rows(sheet, 4, [["商品CD", "商品名", "数量", "単位", "単価", "金額"]], book.box)
        rows = [one.row for one in order.lines]
        end = put_rows(sheet, 5, rows, book.box)
        put_rows(sheet, end, [["合計", None, None, None, None, int(order.net)]], book.box)
    return Paper(book.content(), [answer(order, f"{FULL} total") for order in orders])


def blocks(draw: Random, number: int) -> Paper:
    """Two orders one below the other on one sheet, each with its own head and titles."""
    book, at = Book(), 0
    first = drawn(draw, f"B{number}01-{draw.randrange(99):02d}", n_lines=(1, 4))
    second = replace(drawn(draw, f"B{number}02-{draw.randrange(99):02d}", n_lines=(1, 4)), firm=first.firm)
    orders = same_day([first, second])
    sheet = book.sheet("発注")
    for order in orders:
        head = [["注文番号", order.number, None, "注文日", str(order.ordered_on)], ["発注者", order.firm.name]]
        at = put_rows(sheet, at, [*head, ["納品希望日", str(order.deliver_on)]])
        at = put_rows(sheet, at, [["品番", "品名", "数量", "単位", "単価", "金額"]], book.box)
        rows = [one.row for one in order.lines]
        at = put_rows(sheet, at, [*rows, ["合計", None, None, None, None, int(order.net)]], book.box) + 2
    return Paper(book.content(), [answer(order, f"{FULL} total") for order in orders])


def english(draw: Random, number: int) -> Paper:
    """A purchase order in English; days as 5-Apr-2026."""
    order, book = drawn(draw, f"PO-{draw.randrange(10**5):05d}", n_lines=(2, 4)), Book()
    sheet = book.sheet("PO")
    sheet.write(0, 0, "PURCHASE ORDER", book.big)
    put_rows(sheet, 2, [["P/O No.", order.number], ["Date", f"{order.ordered_on:%d-%b-%Y}"]])
    put_rows(sheet, 4, [["Delivery Date", f"{order.deliver_on:%d-%b-%Y}"], ["Buyer", order.firm.name]])
    put_rows(sheet, 6, [["Supplier", US], ["Ship To", order.firm.place]])
    put_rows(sheet, 9, [["Item No.", "Description", "Qty", "Unit", "Unit Price", "Amount"]], book.box)
    rows = [one.row for one in order.lines]
    end = put_rows(sheet, 10, rows, book.box)
    put_rows(sheet, end, [[None, None, None, None, "Total (JPY, tax excluded)", int(order.net)]], book.box)
    return Paper(book.content(), [answer(order, f"{FULL} deliver_to total", mode="exclusive")])


def tax_inclusive(draw: Random, number: int) -> Paper:
    """Prices with tax, the rate on each line, a discount below."""
    order, book = with_tax(drawn(draw, f"Z{draw.randrange(9999):04d}", n_lines=(4, 7))), Book()
    sheet = book.sheet("注文")
    put_rows(sheet, 0, [["ご注文明細（価格はすべて税込）"], ["注文No.", order.number], ["お客様名", order.firm.name]])
    put_rows(sheet, 3, [["ご注文日", era(order.ordered_on)], ["お届け希望日", era(order.deliver_on)]])
    put_rows(sheet, 6, [["コード", "品名", "税率", "数量", "単位", "税込単価", "税込金額"]], book.box)
    rows = [
        [
            one.article.code,
            one.article.name,
            f"{one.article.rate:.0%}",
            int(one.quantity),
            one.article.unit,
            int(one.price),
            int(one.amount),
        ]
        for one in order.lines
    ]
    end = put_rows(sheet, 7, rows, book.box)
    put_rows(sheet, end, [[None, "税込合計", None, None, None, None, f"¥{yen(order.net)}"]], book.box)
    told = answer(order, FULL, f"{ALL} tax_rate", mode="inclusive", gross=order.net)
    return Paper(book.content(), [told])


def _layout(name: str, about: str, make: Callable[[Random, int], Paper]) -> Layout:
    return Layout("xlsx-table", name, ".xlsx", about, make)


LAYOUTS = (
    _layout("export", "one row a line, the order's fields repeated, several orders", export_list),
    _layout("titled", "era days, addressee and sender side by side, numbered empty rows, sums below", titled),
    _layout("tworows", "titles in two rows under merged groups", two_title_rows),
    _layout("subtotals", "subtotals by rate, a hidden row, a hidden sheet", subtotals),
    _layout("pricelist", "every article printed, few with a quantity, others blank or 0", price_list),
    _layout("sheets", "one order on each sheet", sheet_each),
    _layout("blocks", "two orders one below the other on one sheet", blocks),
    _layout("english", "an English purchase order, days with month names", english),
    _layout("inclusive", "prices with tax, the rate on each line", tax_inclusive),
)
