"""CSV, TSV, records and fixed length, in every encoding that arrives."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import ALL, Ordered, answer, drawn, same_day, with_tax, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL


def written(
    rows: Sequence[Sequence[Any]], between: str = ",", quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n"
) -> str:
    """Write rows as delimited text."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=between, quoting=quoting, lineterminator=end).writerows(rows)
    return buffer.getvalue()


def _several(draw: Random, begin: str, most: int = 3, **how: Any) -> list[Ordered]:
    numbers = range(1, draw.randint(1, most) + 1)
    return same_day([drawn(draw, f"{begin}{at}{draw.randrange(9999):04d}", **how) for at in numbers])


def web_edi(draw: Random, number: int) -> Paper:
    """UTF-8 with a mark, the order's fields on every row."""
    orders = _several(draw, "E", strangers=number == 3)
    rows: list[list[Any]] = [
        [
            "発注番号",
            "発注日",
            "納品希望日",
            "得意先コード",
            "得意先名",
            "商品コード",
            "商品名",
            "数量",
            "単位",
            "単価",
            "金額",
            "備考",
        ]
    ]
    for order in orders:
        head = [
            order.number,
            f"{order.ordered_on:%Y/%m/%d}",
            f"{order.deliver_on:%Y/%m/%d}",
            order.firm.code,
            order.firm.name,
        ]
        rows += [[*head, *one.row, ""] for one in order.lines]
    told = [answer(order, f"{FULL} customer_code") for order in orders]
    return Paper(written(rows).encode("utf-8-sig"), told)


def preamble(draw: Random, number: int) -> Paper:
    """CP932 with words above the titles and a count below; commas in numbers."""
    order = drawn(draw, f"P{draw.randrange(99999):05d}")
    rows: list[list[Any]] = [
        ["発注データ出力", "", "出力日時", f"{order.ordered_on:%Y/%m/%d} 09:15"],
        ["発注番号", order.number, "発注日", f"{order.ordered_on:%Y/%m/%d}"],
        ["発注元", order.firm.short, "納入日", f"{order.deliver_on:%Y/%m/%d}"],
        [],
        ["行", "品番", "品名", "発注数", "単位", "単価", "金額"],
    ]
    rows += [
        [at, one.article.code, one.article.name, yen(one.quantity), one.article.unit, yen(one.price), yen(one.amount)]
        for at, one in enumerate(order.lines, 1)
    ]
    rows += [["", "", "", "", "", "合計", yen(order.net)], [f"{len(order.lines)}件出力しました"]]
    told = answer(order, f"{FULL} total", customer_name=order.firm.short)
    return Paper(written(rows).encode("cp932"), [told])


def tabbed(draw: Random, number: int) -> Paper:
    """UTF-16 with tabs, as a spreadsheet program saves "Unicode text"."""
    orders = _several(draw, "U", 2)
    rows: list[list[Any]] = [["注文No", "注文日", "納期", "顧客名", "品番", "品名", "数量", "単位", "単価"]]
    for order in orders:
        head = [order.number, f"{order.ordered_on:%Y/%m/%d}", f"{order.deliver_on:%Y/%m/%d}", order.firm.name]
        rows += [
            [*head, one.article.code, one.article.name, one.quantity, one.article.unit, one.price]
            for one in order.lines
        ]
    content = b"\xff\xfe" + written(rows, "\t").encode("utf-16-le")
    return Paper(
        content, [answer(order, FULL, "product_code product_name quantity unit unit_price") for order in orders]
    )


def records(draw: Random, number: int) -> Paper:
    """Head, detail and trailer records (H, D, T) without titles, CP932."""
    orders, rows = _several(draw, "R"), []
    for order in orders:
        rows.append(
            [
                "H",
                order.number,
                f"{order.ordered_on:%Y%m%d}",
                f"{order.deliver_on:%Y%m%d}",
                order.firm.code,
                order.firm.name,
            ]
        )
        rows += [["D", at, *one.row] for at, one in enumerate(order.lines, 1)]
        rows.append(["T", len(order.lines), order.net])
    told = [answer(order, f"{FULL} customer_code total") for order in orders]
    unsure = {f"orders.{at}.total": "T の合計は見出しがない" for at in range(len(orders))}
    return Paper(written(rows).encode("cp932"), told, judgement=unsure)


def fixed(draw: Random, number: int) -> Paper:
    """Fixed length, CP932 bytes: number 10, day 8, day 8, customer 6, product 8, name 40, quantity 7, price 9."""
    order = drawn(draw, f"F{draw.randrange(10**9):09d}")
    rows = []
    for one in order.lines:
        head = (
            f"{order.number:<10}{order.ordered_on:%Y%m%d}{order.deliver_on:%Y%m%d}{order.firm.code:<6}"
            f"{one.article.code:<8}"
        )
        name = one.article.name.encode("cp932")
        rows.append(
            head.encode() + name + b" " * (40 - len(name)) + f"{int(one.quantity):07d}{int(one.price):09d}".encode()
        )
    told = answer(order, "number ordered_on deliver_on customer_code", "product_code product_name quantity unit_price")
    return Paper(b"\r\n".join(rows) + b"\r\n", [told])


def untitled(draw: Random, number: int) -> Paper:
    """No titles at all; what a column is shows only in its values."""
    order = drawn(draw, f"N-{draw.randrange(9999):04d}")
    rows = [
        [order.number, f"{order.ordered_on:%Y/%m/%d}", order.firm.code, order.firm.name, *one.row]
        for one in order.lines
    ]
    told = answer(order, "number ordered_on customer_code customer_name")
    return Paper(written(rows).encode("cp932"), [told])


def quoted(draw: Random, number: int) -> Paper:
    """EUC-JP, semicolons, everything quoted, line breaks and quotes inside."""
    order = drawn(draw, f"Q{draw.randrange(999):03d}")
    rows: list[list[Any]] = [
        ["伝票番号", "伝票日付", "納品日", "得意先名", "商品コード", "商品名", "数量", "単位", "単価", "金額", "摘要"]
    ]
    head = [order.number, f"{order.ordered_on:%Y-%m-%d}", f"{order.deliver_on:%Y-%m-%d}", order.firm.name]
    rows += [[*head, *one.row, draw.choice(["", '"至急"扱い', "午前中;要連絡", "2便\nにて"])] for one in order.lines]
    return Paper(written(rows, ";", csv.QUOTE_ALL, "\n").encode("euc_jp"), [answer(order, FULL)])


def seven_bit(draw: Random, number: int) -> Paper:
    """ISO-2022-JP; the day of each line; the same title twice."""
    order = drawn(draw, f"J{draw.randrange(9999):04d}", n_lines=(2, 4))
    lines = tuple(replace(one, deliver_on=order.deliver_on + timedelta(at)) for at, one in enumerate(order.lines))
    order = replace(order, lines=lines)
    rows: list[list[Any]] = [["注文番号", order.number], ["注文者", order.firm.name], ["注文日", str(order.ordered_on)]]
    rows += [["コード", "商品名", "コード", "数量", "単位", "単価", "金額", "納期"]]
    rows += [
        [
            one.article.code,
            one.article.name,
            "A01",
            one.quantity,
            one.article.unit,
            one.price,
            one.amount,
            str(one.deliver_on),
        ]
        for one in lines
    ]
    told = answer(order, "number ordered_on customer_name", f"{ALL} deliver_on")
    return Paper(written(rows).encode("iso2022_jp"), [told])


def inclusive(draw: Random, number: int) -> Paper:
    """Titles in two lines, prices with tax."""
    order = with_tax(drawn(draw, f"I{draw.randrange(9999):04d}", n_lines=(4, 7)))
    rows: list[list[Any]] = [
        ["注文番号", order.number, "", "", "", "", ""],
        ["店舗", order.firm.name, "注文日", str(order.ordered_on), "配達日", str(order.deliver_on), ""],
        ["商品", "商品", "税率", "数量", "単位", "単価", "金額"],
        ["コード", "名称", "(%)", "", "", "(税込)", "(税込)"],
    ]
    rows += [
        [
            one.article.code,
            one.article.name,
            int(one.article.rate * 100),
            one.quantity,
            one.article.unit,
            one.price,
            one.amount,
        ]
        for one in order.lines
    ]
    rows.append(["", "合計(税込)", "", "", "", "", order.net])
    told = answer(order, FULL, f"{ALL} tax_rate", "inclusive", gross=order.net)
    return Paper(written(rows).encode("cp932"), [told])


def ragged(draw: Random, number: int) -> Paper:
    """Rows of unlike length, JAN for codes, our own name in a column, an end-of-file mark behind."""
    order = drawn(draw, f"G{draw.randrange(9999):04d}")
    rows: list[list[Any]] = [
        [
            "仕入先名",
            "発注番号",
            "発注日",
            "納品日",
            "発注者名",
            "JANコード",
            "品名",
            "発注数",
            "原単価",
            "原価金額",
            "備考1",
            "備考2",
        ]
    ]
    head = [US, order.number, f"{order.ordered_on:%Y%m%d}", f"{order.deliver_on:%Y%m%d}", order.firm.name]
    for one in order.lines:
        rows.append(
            [
                *head,
                one.article.jan,
                one.article.name,
                one.quantity,
                one.price,
                one.amount,
                *draw.choice([[], [""], ["急", ""]]),
            ]
        )
    told = answer(order, FULL, "jan product_name quantity unit_price amount")
    return Paper(written(rows).encode("cp932") + b"\x1a", [told])


LAYOUTS = (
    Layout("csv", "webedi", ".csv", "UTF-8 with a mark, several orders", web_edi),
    Layout("csv", "preamble", ".csv", "CP932, words above and below, commas in numbers", preamble),
    Layout("csv", "tabbed", ".tsv", "UTF-16 with tabs, no amounts", tabbed, 2),
    Layout("csv", "records", ".csv", "H, D and T records without titles", records),
    Layout("csv", "fixed", ".txt", "fixed length in CP932 bytes", fixed),
    Layout("csv", "untitled", ".csv", "no titles", untitled, 2),
    Layout("csv", "quoted", ".csv", "EUC-JP, semicolons, quotes and line breaks inside", quoted, 2),
    Layout("csv", "sevenbit", ".csv", "ISO-2022-JP, one title twice, a day on each line", seven_bit, 2),
    Layout("csv", "inclusive", ".csv", "titles in two lines, prices with tax", inclusive, 2),
    Layout("csv", "ragged", ".csv", "JAN codes, our own name in a column, rows of unlike length", ragged, 2),
)
