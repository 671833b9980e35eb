"""PDF with text, drawn: ruled, borderless, two-line items, carried-over sums, English, turned, two orders."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.data.orders.dev_maker.goods import US, Article
from tests.data.orders.dev_maker.orders import ALL, Line, Ordered, answer, drawn, era, same_day, with_tax, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL

GOTHIC, MINCHO = "HeiseiKakuGo-W5", "HeiseiMin-W3"


class Sheet:
    """One PDF page after another, in points from the top."""

    def __init__(self, width: float = 595, height: float = 842, font: str = GOTHIC, size: float = 9) -> None:
        for name in (GOTHIC, MINCHO):
            pdfmetrics.registerFont(UnicodeCIDFont(name))
        self._buffer, self._height, self.font, self.size = io.BytesIO(), height, font, size
        self.canvas = Canvas(self._buffer, pagesize=(width, height), invariant=True)

    def text(self, x: float, y: float, text: Any, *, size: float = 0, right: bool = False, font: str = "") -> None:
        self.canvas.setFont(font or self.font, size or self.size)
        (self.canvas.drawRightString if right else self.canvas.drawString)(x, self._height - y, str(text))

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.canvas.line(x1, self._height - y1, x2, self._height - y2)

    def row(self, y: float, cuts: Sequence[float], texts: Sequence[Any], rights: str = "") -> None:
        """Write texts between cuts; those whose letter in `rights` is r stand at the right of their box."""
        for at, text in enumerate(texts):
            if at < len(rights) and rights[at] == "r":
                self.text(cuts[at + 1] - 4, y, text, right=True)
            else:
                self.text(cuts[at] + 4, y, text)

    def grid(self, cuts: Sequence[float], top: float, step: float, n_rows: int) -> None:
        for at in range(n_rows + 1):
            self.line(cuts[0], top + at * step, cuts[-1], top + at * step)
        for cut in cuts:
            self.line(cut, top, cut, top + n_rows * step)

    def next_page(self) -> None:
        self.canvas.showPage()

    def content(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


def _texts(one: Line) -> list[str]:
    article = one.article
    return [article.code, article.name, yen(one.quantity), article.unit, yen(one.price), yen(one.amount)]


def ruled(draw: Random, number: int) -> Paper:
    """A ruled table, head at the left and right, sums in boxes."""
    order, page = drawn(draw, f"R{draw.randrange(99999):05d}", strangers=number == 3), Sheet()
    page.text(240, 60, "注　文　書", size=18)
    page.text(50, 100, f"{US}　御中", size=12)
    page.text(50, 130, f"注文番号：{order.number}")
    page.text(50, 146, f"注文日：{order.ordered_on:%Y年%m月%d日}")
    page.text(50, 162, f"希望納期：{order.deliver_on:%Y年%m月%d日}")
    page.text(50, 178, f"納入場所：{order.firm.place}")
    for at, text in enumerate([order.firm.name, order.firm.place, f"TEL {order.firm.tel}", "担当　見本"]):
        page.text(360, 100 + at * 14, text)
    cuts = [50, 110, 320, 365, 400, 460, 545]
    page.grid(cuts, 200, 20, len(order.lines) + 4)
    page.row(214, cuts, ["商品コード", "商品名", "数量", "単位", "単価", "金額"])
    for at, one in enumerate(order.lines, 1):
        page.row(214 + at * 20, cuts, _texts(one), "llrlrr")
    end = 214 + (len(order.lines) + 1) * 20
    for at, (label, amount) in enumerate([("小計", order.net), ("消費税", order.tax), ("合計（税込）", order.gross)]):
        page.row(end + at * 20, [400, 460, 545], [label, yen(amount)], "lr")
    told = answer(order, f"{FULL} deliver_to total tax gross", mode="exclusive")
    return Paper(page.content(), [told])


def borderless(draw: Random, number: int) -> Paper:
    """No rules, quantity glued to its unit, right-aligned figures with ¥, 明朝."""
    order, page = drawn(draw, f"BL-{draw.randrange(999):03d}"), Sheet(font=MINCHO, size=10)
    page.text(60, 60, order.firm.name, size=13)
    page.text(60, 80, f"{order.firm.place}　TEL：{order.firm.tel}", size=8)
    page.text(60, 120, f"{US} 御中")
    page.text(60, 140, "下記の通り発注いたします。")
    page.text(60, 170, "発注番号")
    page.text(140, 170, order.number)
    page.text(300, 170, "発注日")
    page.text(360, 170, era(order.ordered_on))
    page.text(60, 188, "納品日")
    page.text(140, 188, era(order.deliver_on))
    cuts = [60, 115, 330, 400, 460, 540]
    page.row(220, cuts, ["品番", "品名", "数量", "単価", "金額"], "llrrr")
    for at, one in enumerate(order.lines, 1):
        quantity = f"{yen(one.quantity)} {one.article.unit}"
        page.row(
            220 + at * 18,
            cuts,
            [one.article.code, one.article.name, quantity, f"¥{yen(one.price)}", f"¥{yen(one.amount)}"],
            "llrrr",
        )
    page.text(460, 240 + (len(order.lines) + 1) * 18, "合計（税抜）", right=True)
    page.text(536, 240 + (len(order.lines) + 1) * 18, f"¥{yen(order.net)}", right=True)
    return Paper(page.content(), [answer(order, f"{FULL} total", mode="exclusive")])


def two_line_items(draw: Random, number: int) -> Paper:
    """Each item in two lines: code and figures above, the name below; horizontal rules only."""
    order, page = drawn(draw, f"{draw.randrange(10**8):08d}", n_lines=(2, 5)), Sheet()
    page.text(250, 50, "発　注　書", size=16)
    page.text(50, 80, f"発注No. {order.number}")
    page.text(250, 80, f"発注日 {order.ordered_on:%Y/%m/%d}")
    page.text(420, 80, f"納入日 {order.deliver_on:%Y/%m/%d}")
    page.text(50, 100, "発注元")
    page.text(100, 100, order.firm.name)
    cuts = [50, 250, 320, 370, 450, 545]
    page.line(50, 118, 545, 118)
    page.row(130, cuts, ["品目コード", "数量", "単位", "単価", "金額"], "lrlrr")
    page.text(54, 142, "品名")
    page.line(50, 148, 545, 148)
    for at, one in enumerate(order.lines):
        top = 162 + at * 32
        page.row(
            top, cuts, [one.article.code, yen(one.quantity), one.article.unit, yen(one.price), yen(one.amount)], "lrlrr"
        )
        page.text(54, top + 13, one.article.name)
        page.line(50, top + 18, 545, top + 18)
    page.row(170 + len(order.lines) * 32, cuts, ["合計", "", "", "", yen(order.net)], "lrlrr")
    return Paper(page.content(), [answer(order, f"{FULL} total")])


def carried_over(draw: Random, number: int) -> Paper:
    """Two pages: the sum carried over at the foot and head, the titles again."""
    order, page = drawn(draw, f"CO{draw.randrange(9999):04d}", n_lines=(13, 17)), Sheet(font=MINCHO)
    cuts = [50, 75, 130, 330, 375, 410, 465, 545]
    parts = [order.lines[:9], order.lines[9:]]
    carried = sum((one.amount for one in parts[0]), Decimal(0))
    for at, lines in enumerate(parts):
        page.text(250, 50, f"注文書（{at + 1}/2）", size=14)
        page.text(50, 80, f"注文番号：{order.number}")
        page.text(220, 80, f"注文日：{order.ordered_on:%Y.%m.%d}")
        page.text(380, 80, f"納期：{order.deliver_on:%Y.%m.%d}")
        page.text(50, 96, f"注文者：{order.firm.name}")
        rows: list[list[str]] = [["No", "商品コード", "商品名", "数量", "単位", "単価", "金額"]]
        rows += [["", "", "前頁より繰越", "", "", "", yen(carried)]] if at else []
        rows += [[str(order.lines.index(one) + 1), *_texts(one)] for one in lines]
        rows.append(["", "", "税抜合計" if at else "次頁へ繰越", "", "", "", yen(order.net if at else carried)])
        page.grid(cuts, 110, 18, len(rows))
        for down, row in enumerate(rows):
            page.row(123 + down * 18, cuts, row, "rllrlrr")
        page.text(280, 800, f"- {at + 1} -")
        page.next_page()
    return Paper(page.content(), [answer(order, f"{FULL} total", mode="exclusive")])


def landscape_english(draw: Random, number: int) -> Paper:
    """A landscape purchase order in English."""
    order, page = drawn(draw, f"450{draw.randrange(10**7):07d}", n_lines=(2, 5)), Sheet(842, 595)
    page.text(60, 50, "PURCHASE ORDER", size=18, font="Helvetica-Bold")
    page.text(560, 50, f"PO Number: {order.number}")
    page.text(560, 66, f"Order Date: {order.ordered_on:%Y-%m-%d}")
    page.text(560, 82, f"Delivery Date: {order.deliver_on:%Y-%m-%d}")
    page.text(60, 90, f"Vendor: {US}")
    page.text(60, 106, f"Buyer: {order.firm.name}")
    page.text(60, 122, f"Ship To: {order.firm.place}")
    cuts = [60, 100, 180, 480, 540, 600, 690, 780]
    page.row(160, cuts, ["Line", "Item Code", "Description", "Qty", "UOM", "Unit Price", "Amount"], "lllrlrr")
    page.line(60, 166, 780, 166)
    for at, one in enumerate(order.lines, 1):
        page.row(164 + at * 18, cuts, [str(at * 10), *_texts(one)], "lllrlrr")
    page.row(190 + len(order.lines) * 18, cuts, ["", "", "", "", "", "Total JPY", yen(order.net)], "lllrlrr")
    return Paper(page.content(), [answer(order, f"{FULL} deliver_to total")])


def by_rate(draw: Random, number: int) -> Paper:
    """※ marks the reduced rate; sums and tax for each rate below."""
    order, page = drawn(draw, f"RT{draw.randrange(999):03d}", n_lines=(4, 7)), Sheet()
    page.text(50, 50, "御発注書", size=16)
    page.text(50, 84, "管理番号")
    page.text(120, 84, order.number)
    page.text(50, 100, "作成日")
    page.text(120, 100, f"{order.ordered_on:%Y/%m/%d}")
    page.text(50, 116, "納品希望日")
    page.text(120, 116, f"{order.deliver_on:%Y/%m/%d}")
    page.text(340, 84, f"発注者　{order.firm.name}")
    page.text(340, 100, f"〒000-0000　{order.firm.place}", size=7)
    cuts = [50, 110, 330, 380, 415, 470, 545]
    page.row(150, cuts, ["商品番号", "品目", "数量", "単位", "単価", "金額（税抜）"], "llrlrr")
    page.line(50, 156, 545, 156)
    for at, one in enumerate(order.lines, 1):
        texts = _texts(one)
        texts[1] += " ※" if one.article.rate == Decimal("0.08") else ""
        page.row(154 + at * 18, cuts, texts, "llrlrr")
    end = 175 + len(order.lines) * 18
    page.text(50, end, "※は軽減税率（8%）対象、無印は10%対象です。")
    sums = [
        ("8%対象", order.net_at("0.08")),
        ("消費税（8%）", order.tax_at("0.08")),
        ("10%対象", order.net_at("0.1")),
        ("消費税（10%）", order.tax_at("0.1")),
        ("小計", order.net),
        ("消費税計", order.tax),
        ("総合計", order.gross),
    ]
    for at, (label, amount) in enumerate(sums, 1):
        page.text(460, end + at * 15, label, right=True)
        page.text(541, end + at * 15, yen(amount), right=True)
    told = answer(order, f"{FULL} total tax gross", f"{ALL} tax_rate", "exclusive")
    return Paper(page.content(), [told])


def turned(draw: Random, number: int) -> Paper:
    """A page that was turned by 90 degrees after it was drawn."""
    order, page = drawn(draw, f"TN{draw.randrange(999):03d}", n_lines=(2, 5)), Sheet()
    if number > 1:
        page.canvas.setPageRotation(90)
        page.canvas.translate(595, 0)
        page.canvas.rotate(90)
        page._height = 595
    page.text(60, 60, f"注文番号 {order.number}")
    page.text(300, 60, f"注文日 {order.ordered_on}")
    page.text(60, 80, f"会社名 {order.firm.name}")
    page.text(300, 80, f"納期 {order.deliver_on}")
    cuts = [60, 120, 330, 380, 420, 480, 560]
    page.row(120, cuts, ["品番", "品名", "数量", "単位", "単価", "金額"], "llrlrr")
    for at, one in enumerate(order.lines, 1):
        page.row(120 + at * 18, cuts, _texts(one), "llrlrr")
    page.row(150 + len(order.lines) * 18, cuts, ["", "", "", "", "合計", yen(order.net)], "llrlrr")
    return Paper(page.content(), [answer(order, f"{FULL} total")])


def two_orders(draw: Random, number: int) -> Paper:
    """One order on each page; labels above their values."""
    page = Sheet()
    orders = same_day([drawn(draw, f"TW{number}{at}{draw.randrange(99):02d}", n_lines=(1, 4)) for at in range(2)])
    for order in orders:
        cuts = [50, 170, 270, 370, 545]
        page.grid(cuts, 60, 18, 2)
        page.row(73, cuts, ["注文番号", "注文日", "納期", "得意先名"])
        page.row(
            91, cuts, [order.number, f"{order.ordered_on:%Y/%m/%d}", f"{order.deliver_on:%Y/%m/%d}", order.firm.name]
        )
        table = [50, 110, 320, 365, 400, 460, 545]
        page.grid(table, 110, 18, len(order.lines) + 2)
        page.row(123, table, ["商品コード", "商品名", "数量", "単位", "単価", "金額"])
        for down, one in enumerate(order.lines, 1):
            page.row(123 + down * 18, table, _texts(one), "llrlrr")
        page.row(123 + (len(order.lines) + 1) * 18, table, ["合計", "", "", "", "", yen(order.net)], "llrlrr")
        page.next_page()
    return Paper(page.content(), [answer(order, f"{FULL} total") for order in orders])


def inclusive(draw: Random, number: int) -> Paper:
    """Prices with tax, a discount and postage as lines, the sum 税込."""
    order = with_tax(drawn(draw, f"SHOP{draw.randrange(9999):04d}", n_lines=(4, 6)))
    extra = Decimal("0.1")
    lines = (
        *order.lines,
        Line(Article("", "送料", "", 660, extra, "", ""), Decimal(1), Decimal(660)),
        Line(Article("", "値引き", "", -330, extra, "", ""), Decimal(1), Decimal(-330)),
    )
    order, page = replace(order, lines=lines), Sheet()
    page.text(50, 60, "ご注文内容のご確認（金額は税込です）", size=13)
    page.text(50, 90, f"ご注文番号：{order.number}")
    page.text(50, 106, f"ご注文日：{order.ordered_on:%Y年%m月%d日}")
    page.text(50, 122, f"お客様名：{order.firm.name} 様")
    page.text(50, 138, f"お届け予定日：{order.deliver_on:%Y年%m月%d日}")
    cuts = [50, 110, 320, 360, 410, 470, 545]
    page.grid(cuts, 150, 18, len(lines) + 2)
    page.row(163, cuts, ["商品コード", "商品名", "税率", "数量", "単価", "金額"])
    for at, one in enumerate(lines, 1):
        page.row(
            163 + at * 18,
            cuts,
            [
                one.article.code,
                one.article.name,
                f"{one.article.rate:.0%}",
                yen(one.quantity),
                yen(one.price),
                yen(one.amount),
            ],
            "lllrrr",
        )
    page.row(163 + (len(lines) + 1) * 18, cuts, ["お支払い合計（税込）", "", "", "", "", yen(order.net)], "lllrrr")
    told = answer(
        order, FULL, "product_code product_name quantity unit_price amount tax_rate", "inclusive", gross=order.net
    )
    return Paper(page.content(), [told])


def invoice(draw: Random, number: int) -> Paper:
    """An invoice we were sent: it looks like an order, and orders nothing."""
    order, page = drawn(draw, f"INV-{draw.randrange(9999):04d}"), Sheet()
    page.text(240, 60, "請　求　書", size=18)
    page.text(50, 100, f"{US} 御中")
    page.text(50, 130, f"請求番号：{order.number}　　請求日：{order.ordered_on:%Y年%m月%d日}")
    page.text(50, 146, f"お支払期限：{order.deliver_on:%Y年%m月%d日}")
    page.text(360, 100, order.firm.name)
    cuts = [50, 110, 320, 365, 400, 460, 545]
    page.grid(cuts, 170, 20, len(order.lines) + 2)
    page.row(184, cuts, ["商品コード", "品名", "数量", "単位", "単価", "金額"])
    for at, one in enumerate(order.lines, 1):
        page.row(184 + at * 20, cuts, _texts(one), "llrlrr")
    page.row(184 + (len(order.lines) + 1) * 20, cuts, ["ご請求金額", "", "", "", "", yen(order.gross)], "llrlrr")
    return Paper(page.content(), [], what="invoice")


def order_lines(order: Ordered) -> list[list[str]]:
    """Write an order's lines as texts, for other modules."""
    return [_texts(one) for one in order.lines]


LAYOUTS = (
    Layout("pdf-text", "ruled", ".pdf", "a ruled table, sums in boxes", ruled),
    Layout("pdf-text", "borderless", ".pdf", "no rules, quantity and unit together, ¥", borderless),
    Layout("pdf-text", "twoline", ".pdf", "items in two lines, horizontal rules", two_line_items),
    Layout("pdf-text", "carried", ".pdf", "two pages, sums carried over", carried_over, 2),
    Layout("pdf-text", "english", ".pdf", "landscape, English", landscape_english),
    Layout("pdf-text", "byrate", ".pdf", "※ marks the reduced rate, sums by rate", by_rate),
    Layout("pdf-text", "turned", ".pdf", "the page is turned (not in the first)", turned),
    Layout("pdf-text", "twoorders", ".pdf", "an order on each page, labels above values", two_orders, 2),
    Layout("pdf-text", "inclusive", ".pdf", "prices with tax, postage and a discount as lines", inclusive, 2),
    Layout("pdf-text", "monthly", ".pdf", "an invoice", invoice, 2),
)
