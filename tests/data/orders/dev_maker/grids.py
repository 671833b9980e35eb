"""XLSX drawn on narrow columns with merged cells (方眼紙)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import ALL, answer, drawn, era, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL, Book


def merged(sheet: Any, box: Any, row: int, spans: list[tuple[int, int, Any]]) -> None:
    """Write texts over ranges of narrow columns in one row."""
    for left, right, text in spans:
        if left == right:
            sheet.write(row, left, text, box)
        else:
            sheet.merge_range(row, left, row, right, text, box)


def _grid(name: str) -> tuple[Book, Any]:
    book = Book()
    sheet = book.sheet(name)
    sheet.set_column(0, 60, 2.2)
    return book, sheet


def squares(draw: Random, number: int) -> Paper:
    """Labels and values in merged boxes side by side, the lines in merged boxes under titles."""
    order = drawn(draw, f"H-{draw.randrange(99999):05d}", strangers=number == 3)
    book, sheet = _grid("注文書")
    merged(sheet, book.big, 0, [(14, 26, "注　文　書")])
    merged(sheet, book.box, 2, [(0, 14, f"{US} 御中"), (24, 28, "注文番号"), (29, 38, order.number)])
    merged(sheet, book.box, 3, [(24, 28, "発注日"), (29, 38, f"{order.ordered_on:%Y年%m月%d日}")])
    merged(
        sheet,
        book.box,
        4,
        [(0, 4, "発注者"), (5, 18, order.firm.name), (24, 28, "納期"), (29, 38, f"{order.deliver_on:%Y年%m月%d日}")],
    )
    merged(sheet, book.box, 5, [(0, 4, "納入先"), (5, 22, order.firm.place)])
    cuts = [(0, 1), (2, 6), (7, 20), (21, 24), (25, 27), (28, 32), (33, 38)]
    titles = ["№", "商品コード", "商　品　名", "数　量", "単位", "単　価", "金　額"]
    merged(sheet, book.box, 7, [(*cut, text) for cut, text in zip(cuts, titles, strict=True)])
    for at, one in enumerate(order.lines, 1):
        values = [at, *one.row]
        merged(sheet, book.money, 7 + at, [(*cut, value) for cut, value in zip(cuts, values, strict=True)])
    for at in range(len(order.lines) + 1, 9):
        merged(sheet, book.money, 7 + at, [(*cut, at if cut[0] == 0 else "") for cut in cuts])
    merged(sheet, book.money, 17, [(28, 32, "合計(税抜)"), (33, 38, int(order.net))])
    return Paper(book.content(), [answer(order, f"{FULL} deliver_to total", mode="exclusive")])


def fax_sheet(draw: Random, number: int) -> Paper:
    """Our own fax order sheet, filled in: two lines tall boxes, a code of ours for the customer."""
    order = drawn(draw, f"FX{draw.randrange(9999):04d}", n_lines=(1, 5))
    book, sheet = _grid("FAX注文書")
    merged(sheet, book.big, 0, [(0, 30, f"FAX注文書　{US}行　FAX 000-0000-0000")])
    merged(
        sheet,
        book.box,
        2,
        [(0, 5, "お客様コード"), (6, 12, order.firm.code), (14, 18, "貴社名"), (19, 36, order.firm.name)],
    )
    merged(sheet, book.box, 3, [(0, 5, "ご注文番号"), (6, 12, order.number), (14, 18, "ご担当"), (19, 36, "見本 太郎")])
    merged(
        sheet,
        book.box,
        4,
        [(0, 5, "ご注文日"), (6, 12, str(order.ordered_on)), (14, 18, "お届け日"), (19, 36, str(order.deliver_on))],
    )
    merged(
        sheet,
        book.box,
        6,
        [(0, 5, "商品CD"), (6, 20, "商品名"), (21, 25, "ご注文数"), (26, 29, "単位"), (30, 36, "備考")],
    )
    for at, one in enumerate(order.lines):
        merged(
            sheet,
            book.box,
            7 + at,
            [
                (0, 5, one.article.code),
                (6, 20, one.article.name),
                (21, 25, int(one.quantity)),
                (26, 29, one.article.unit),
                (30, 36, ""),
            ],
        )
    merged(sheet, book.box, 20, [(0, 36, "※15時までのご注文は翌日発送いたします。")])
    told = answer(order, f"{FULL} customer_code", "product_code product_name quantity unit")
    return Paper(book.content(), [told])


def labels_above(draw: Random, number: int) -> Paper:
    """Labels above their values; the line's code and name one above the other in one cell."""
    order = drawn(draw, f"{draw.randrange(10**6):06d}-A")
    book, sheet = _grid("発注伝票")
    merged(sheet, book.box, 1, [(0, 8, "発注番号"), (9, 16, "発注日"), (17, 24, "納入期日"), (25, 40, "発注元")])
    merged(
        sheet,
        book.box,
        2,
        [
            (0, 8, order.number),
            (9, 16, era(order.ordered_on)),
            (17, 24, era(order.deliver_on)),
            (25, 40, order.firm.short),
        ],
    )
    merged(
        sheet,
        book.box,
        4,
        [(0, 20, "品番・品名"), (21, 24, "数量"), (25, 27, "単位"), (28, 33, "単価"), (34, 40, "金額")],
    )
    for at, one in enumerate(order.lines):
        texts = [
            f"{one.article.code}\n{one.article.name}",
            int(one.quantity),
            one.article.unit,
            int(one.price),
            int(one.amount),
        ]
        cuts = [(0, 20), (21, 24), (25, 27), (28, 33), (34, 40)]
        merged(sheet, book.money, 5 + at, [(*cut, text) for cut, text in zip(cuts, texts, strict=True)])
    end = 5 + len(order.lines)
    merged(sheet, book.money, end, [(28, 33, "合計"), (34, 40, int(order.net))])
    return Paper(book.content(), [answer(order, f"{FULL} total", customer_name=order.firm.short)])


def digits_apart(draw: Random, number: int) -> Paper:
    """Day parts in boxes of their own, the total a figure with ¥ above the lines."""
    order = drawn(draw, f"D{draw.randrange(999):03d}")
    book, sheet = _grid("注文")
    day = order.ordered_on
    merged(
        sheet,
        book.box,
        1,
        [
            (0, 4, "注文日"),
            (5, 7, "令和"),
            (8, 9, day.year - 2018),
            (10, 10, "年"),
            (11, 12, day.month),
            (13, 13, "月"),
            (14, 15, day.day),
            (16, 16, "日"),
        ],
    )
    merged(sheet, book.box, 2, [(0, 4, "注文番号"), (5, 12, order.number)])
    merged(sheet, book.box, 3, [(0, 4, "注文者"), (5, 20, f"{order.firm.name}　購買課")])
    merged(sheet, book.box, 4, [(0, 8, "御注文金額（税抜）"), (9, 16, f"¥{yen(order.net)}-")])
    cuts = [(0, 6), (7, 22), (23, 26), (27, 29), (30, 34), (35, 40)]
    merged(
        sheet,
        book.box,
        6,
        [
            (*cut, text)
            for cut, text in zip(
                cuts, ["品目コード", "品目名称", "数", "単位", "単価（円）", "金額（円）"], strict=True
            )
        ],
    )
    for at, one in enumerate(order.lines):
        values = [
            one.article.code,
            one.article.name,
            yen(one.quantity),
            one.article.unit,
            yen(one.price),
            yen(one.amount),
        ]
        merged(sheet, book.box, 7 + at, [(*cut, value) for cut, value in zip(cuts, values, strict=True)])
    return Paper(book.content(), [answer(order, "number ordered_on customer_name total", ALL, "exclusive")])


def _layout(name: str, about: str, make: Callable[[Random, int], Paper]) -> Layout:
    return Layout("xlsx-grid", name, ".xlsx", about, make)


LAYOUTS = (
    _layout("squares", "everything in merged boxes; blanks inside titles; empty boxes below", squares),
    _layout("fax", "our own fax sheet filled in; no prices", fax_sheet),
    _layout("above", "labels above values; code and name in one cell", labels_above),
    _layout("digits", "the day's parts in boxes of their own; the total above the lines", digits_apart),
)
