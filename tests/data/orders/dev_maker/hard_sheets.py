"""Sheets and CSV that mislead: two codes, cases and pieces, notes between lines, errors, numbers shown as codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from tests.data.orders.dev_maker.csvs import written
from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import ALL, answer, drawn, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL, Book, put_rows

_WIDE = str.maketrans("0123456789,-", "０１２３４５６７８９，－")


def two_codes(draw: Random, number: int) -> Paper:
    """Our code and theirs in two columns; a column with the price they sell at."""
    order, book = drawn(draw, f"TC{draw.randrange(9999):04d}"), Book()
    sheet = book.sheet("発注書")
    put_rows(sheet, 0, [["発注書"], ["発注番号", order.number], ["発注日", str(order.ordered_on)]])
    put_rows(sheet, 3, [["納期", str(order.deliver_on)], ["発注元", order.firm.name], ["仕入先", US]])
    titles = ["自社コード", "御社品番", "商品名", "売価", "数量", "単位", "原単価", "原価金額"]
    put_rows(sheet, 7, [titles], book.box)
    rows = [[one.article.their, *one.row[:2], int(one.price) * 2, *one.row[2:]] for one in order.lines]
    end = put_rows(sheet, 8, rows, book.money)
    put_rows(sheet, end, [[*[None] * 6, "合計", int(order.net)]], book.money)
    return Paper(book.content(), [answer(order, f"{FULL} total")])


def cases(draw: Random, number: int) -> Paper:
    """Cases, content of a case and loose pieces in three columns; the sum of pieces in a fourth."""
    order, book = drawn(draw, f"CS{draw.randrange(9999):04d}", n_lines=(2, 5)), Book()
    content = [draw.choice([6, 12, 24]) for _ in order.lines]
    counts = [(draw.randint(0, 4), draw.randint(0, 5)) for _ in order.lines]
    pieces = [max(1, n * of + loose) for (n, loose), of in zip(counts, content, strict=True)]
    lines = [replace(one, quantity=Decimal(all_)) for one, all_ in zip(order.lines, pieces, strict=True)]
    order = replace(order, lines=tuple(lines))
    sheet = book.sheet("注文")
    put_rows(sheet, 0, [["注文番号", order.number, None, "注文日", str(order.ordered_on)], ["注文者", order.firm.name]])
    put_rows(sheet, 2, [["お届け日", str(order.deliver_on)]])
    put_rows(sheet, 4, [["商品コード", "商品名", "入数", "ケース", "バラ", "総数量", "単価", "金額"]], book.box)
    rows = [
        [*one.row[:2], of, all_ // of, all_ % of, all_, *one.row[4:]]
        for one, of, all_ in zip(lines, content, pieces, strict=True)
    ]
    end = put_rows(sheet, 5, rows, book.box)
    put_rows(sheet, end, [[None, "合計", None, None, None, sum(pieces), None, int(order.net)]], book.box)
    return Paper(
        book.content(), [answer(order, f"{FULL} total", "product_code product_name quantity unit_price amount")]
    )


def notes_between(draw: Random, number: int) -> Paper:
    """Notes and headings between the lines, full-width figures, blanks inside names."""
    order, book = drawn(draw, f"NB-{draw.randrange(999):03d}", n_lines=(3, 6)), Book()
    sheet = book.sheet("Sheet1")
    put_rows(sheet, 0, [[f"{order.firm.name}　→　{US}"], ["注文書", "№", order.number.translate(_WIDE)]])
    put_rows(sheet, 2, [["注文日", f"{order.ordered_on:%Y/%m/%d}".translate(_WIDE), "納品", str(order.deliver_on)]])
    put_rows(sheet, 3, [["ご注文者", order.firm.name]])
    put_rows(sheet, 5, [["品　番", "品　　　名", "数　量", "単　位", "単　価", "金　額"]], book.box)
    at = put_rows(sheet, 6, [["【定番】"]])
    for down, one in enumerate(order.lines):
        row: list[Any] = [
            *one.row[:2],
            yen(one.quantity).translate(_WIDE),
            one.article.unit,
            yen(one.price),
            yen(one.amount),
        ]
        at = put_rows(sheet, at, [row], book.box)
        if down % 2:
            at = put_rows(
                sheet, at, [[None, draw.choice(["※午前中着でお願いします", "（前回と同じもの）", "【追加分】"])]]
            )
    put_rows(sheet, at + 1, [[None, None, None, None, "合 計", yen(order.net).translate(_WIDE)]], book.box)
    return Paper(book.content(), [answer(order, f"{FULL} total")])


def number_codes(draw: Random, number: int) -> Paper:
    """JAN codes and the order number as numbers, one shown with leading zeros by its format; formulas for sums."""
    order, book = drawn(draw, f"{draw.randrange(1, 99999):08d}", n_lines=(2, 5)), Book()
    sheet = book.sheet("発注")
    zeros = book.book.add_format({"num_format": "00000000"})
    sheet.write(0, 0, "発注番号")
    sheet.write_number(0, 1, int(order.number), zeros)
    put_rows(sheet, 1, [["発注者", order.firm.name], ["発注日"], ["納期"]])
    for row, day in ((2, order.ordered_on), (3, order.deliver_on)):
        sheet.write_datetime(row, 1, datetime(day.year, day.month, day.day), book.day)
    put_rows(sheet, 5, [["JANコード", "品名", "数量", "単位", "単価", "金額"]], book.box)
    for down, one in enumerate(order.lines, 6):
        sheet.write_number(down, 0, int(one.article.jan))
        put_rows(sheet, down, [one.row[1:5]], left=1)
        sheet.write_formula(down, 5, f"=C{down + 1}*E{down + 1}", None, int(one.amount))
    end = 6 + len(order.lines)
    sheet.write(end, 4, "合計")
    sheet.write_formula(end, 5, f"=SUM(F7:F{end})", None, int(order.net))
    told = answer(order, f"{FULL} total", "jan product_name quantity unit unit_price amount")
    return Paper(book.content(), [told])


def error_cell(draw: Random, number: int) -> Paper:
    """A price that is an error (#N/A) in one line, hidden columns with old prices."""
    order, book = drawn(draw, f"ER{draw.randrange(9999):04d}", n_lines=(2, 4)), Book()
    sheet = book.sheet("注文書")
    put_rows(sheet, 0, [["注文番号", order.number], ["注文日", str(order.ordered_on)], ["会社名", order.firm.name]])
    put_rows(sheet, 3, [["納品日", str(order.deliver_on)]])
    put_rows(sheet, 5, [["商品コード", "商品名", "旧単価", "数量", "単位", "単価", "金額"]], book.box)
    put_rows(sheet, 6, [[*one.row[:2], one.article.price - 100, *one.row[2:]] for one in order.lines], book.box)
    sheet.set_column(2, 2, None, None, {"hidden": True})
    sheet.write_formula(6, 5, "=VLOOKUP(A7,単価表!A:B,2,FALSE)", book.box, "#N/A")
    sheet.write_formula(6, 6, "=D7*F7", book.box, "#N/A")
    told = answer(order, FULL)
    told["lines"][0] |= {"unit_price": None, "amount": None}
    return Paper(book.content(), [told])


def changed_rows(draw: Random, number: int) -> Paper:
    """A CSV whose rows say what they are: new, changed or taken back (区分), with one order each."""
    kinds = ["order", "change", "cancel"]
    orders = [
        replace(drawn(draw, f"KB{number}{at}{draw.randrange(99):02d}", n_lines=(1, 3)), kind=kinds[at])
        for at in range(3)
    ]
    day = orders[0].ordered_on
    orders = [replace(one, ordered_on=day, deliver_on=day + (one.deliver_on - one.ordered_on)) for one in orders]
    words = {"order": "新規", "change": "変更", "cancel": "取消"}
    rows: list[list[Any]] = [
        [
            "区分",
            "注文番号",
            "注文日",
            "納期",
            "得意先コード",
            "得意先名",
            "商品コード",
            "商品名",
            "数量",
            "単位",
            "単価",
            "金額",
        ]
    ]
    for order in orders:
        head = [
            words[order.kind],
            order.number,
            f"{order.ordered_on:%Y/%m/%d}",
            f"{order.deliver_on:%Y/%m/%d}",
            order.firm.code,
            order.firm.name,
        ]
        rows += [[*head, *one.row] for one in order.lines]
    return Paper(written(rows).encode("cp932"), [answer(order, f"{FULL} customer_code", ALL) for order in orders])


LAYOUTS = (
    Layout("xlsx-table", "twocodes", ".xlsx", "our code and theirs, the price they sell at", two_codes),
    Layout("xlsx-table", "cases", ".xlsx", "cases, content, loose pieces, and all pieces", cases),
    Layout("xlsx-table", "notes", ".xlsx", "notes between lines, full-width figures", notes_between),
    Layout("xlsx-table", "numbers", ".xlsx", "codes as numbers, leading zeros by format, formulas", number_codes, 2),
    Layout("xlsx-table", "errors", ".xlsx", "an error for a price, a hidden column of old prices", error_cell, 2),
    Layout("csv", "kinds", ".csv", "new, changed and cancelled orders in one file", changed_rows, 2),
)
