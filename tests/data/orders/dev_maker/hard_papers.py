"""PDF that misleads: several firms, wrapped names, glued columns, a request for a quotation."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.data.orders.dev_maker.goods import FIRMS, US
from tests.data.orders.dev_maker.orders import ALL, answer, drawn, era, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.pdfs import MINCHO, Sheet, order_lines
from tests.data.orders.dev_maker.prints import printed, rows_of
from tests.data.orders.dev_maker.sheets import FULL


def three_firms(draw: Random, number: int) -> Paper:
    """The addressee, the buyer and another firm where the goods go."""
    order, page = drawn(draw, f"TF{draw.randrange(999):03d}", n_lines=(2, 5)), Sheet()
    other = next(firm for firm in draw.sample(FIRMS, 2) if firm != order.firm)
    page.text(250, 50, "発注書", size=16)
    page.text(50, 84, f"{US} 御中")
    page.text(50, 110, f"発注番号：{order.number}")
    page.text(50, 126, f"発注日：{order.ordered_on:%Y/%m/%d}")
    page.text(50, 142, f"納期：{order.deliver_on:%Y/%m/%d}")
    page.text(50, 158, f"納品先：{other.name}　{other.place}")
    page.text(380, 84, "【発注者】")
    for at, text in enumerate([order.firm.name, order.firm.place, f"TEL {order.firm.tel}"], 1):
        page.text(380, 84 + at * 14, text)
    cuts = [50, 110, 320, 370, 405, 465, 545]
    page.grid(cuts, 180, 20, len(order.lines) + 2)
    page.row(194, cuts, ["商品コード", "商品名", "数量", "単位", "単価", "金額"])
    for at, row in enumerate(order_lines(order), 1):
        page.row(194 + at * 20, cuts, row, "llrlrr")
    page.row(194 + (len(order.lines) + 1) * 20, cuts, ["", "", "", "", "合計", yen(order.net)], "llrllr")
    place = f"{other.name} {other.place}"
    unsure = {"orders.0.deliver_to": "the place with the firm there, or the firm alone"}
    return Paper(page.content(), [answer(order, f"{FULL} total", deliver_to=place)], judgement=unsure)


def wrapped(draw: Random, number: int) -> Paper:
    """Names that go on in a second line of their cell, notes in a third."""
    order = drawn(draw, f"WR-{draw.randrange(999):03d}", n_lines=(2, 5))
    order = replace(order, lines=tuple(replace(one, name=f"{one.article.name} 業務用特選") for one in order.lines))
    page, cuts = Sheet(font=MINCHO), [50, 110, 250, 300, 340, 420, 545]
    page.text(50, 60, f"注文番号 {order.number}")
    page.text(220, 60, f"注文日 {era(order.ordered_on)}")
    page.text(400, 60, f"納期 {era(order.deliver_on)}")
    page.text(50, 80, f"注文者 {order.firm.name}")
    page.grid(cuts, 100, 34, len(order.lines) + 1)
    page.row(118, cuts, ["品番", "品名", "数量", "単位", "単価", "金額"])
    for at, (row, one) in enumerate(zip(order_lines(order), order.lines, strict=True), 1):
        top = 112 + at * 34
        page.row(top, cuts, [row[0], one.article.name, *row[2:]], "llrlrr")
        page.text(114, top + 12, "業務用特選")
    end = 130 + (len(order.lines) + 1) * 34
    page.text(540, end, f"合計 {yen(order.net)} 円（税抜）", right=True)
    return Paper(page.content(), [answer(order, f"{FULL} total", ALL, "exclusive")])


def summary_above(draw: Random, number: int) -> Paper:
    """A web page printed with its sums above the lines, tax and gross there, and a table of past orders below."""
    order, past = drawn(draw, f"SA{draw.randrange(9999):04d}"), drawn(draw, "SA-OLD", n_lines=(1, 1))
    html = f"""<h2>発注書 {order.number}</h2><p>発注番号：{order.number}　発注日：{order.ordered_on:%Y年%m月%d日}</p>
<p>発注会社：{order.firm.name}</p><p>希望納品日：{order.deliver_on:%Y年%m月%d日}</p>
<table border=1><tr><th>小計（税抜）<th>消費税<th>合計（税込）</tr>
<tr><td>{yen(order.net)}円<td>{yen(order.tax)}円<td>{yen(order.gross)}円</tr></table><h3>明細</h3>
<table border=1 style="border-collapse:collapse">
<tr><th>商品コード<th>商品名<th>数量<th>単位<th>単価<th>金額</tr>
{rows_of(order)}</table>
<h3>（参考）前回のご注文</h3><table border=1><tr><th>前回注文日<th>商品名<th>数量</tr>
<tr><td>{past.ordered_on:%Y/%m/%d}<td>{past.lines[0].article.name}<td>{yen(past.lines[0].quantity)}</tr></table>"""
    told = answer(order, f"{FULL} total tax gross", mode="exclusive")
    return Paper(printed(html), [told])


def quotation(draw: Random, number: int) -> Paper:
    """A request for a quotation with a table of articles."""
    paper, page = drawn(draw, f"NO-{draw.randrange(9999):04d}"), Sheet()
    page.text(240, 60, "見積依頼書", size=18)
    page.text(50, 100, f"{US} 御中")
    page.text(360, 100, paper.firm.name)
    page.text(50, 130, f"依頼番号：{paper.number}　　発行日：{paper.ordered_on:%Y年%m月%d日}")
    cuts = [50, 110, 320, 365, 400, 460, 545]
    page.grid(cuts, 170, 20, len(paper.lines) + 2)
    page.row(184, cuts, ["商品コード", "品名", "数量", "単位", "単価", "金額"])
    for at, row in enumerate(order_lines(paper), 1):
        page.row(184 + at * 20, cuts, row, "llrlrr")
    page.row(184 + (len(paper.lines) + 1) * 20, cuts, ["", "", "", "", "合計", yen(paper.net)], "llrllr")
    return Paper(page.content(), [], what="inquiry")


LAYOUTS = (
    Layout("pdf-text", "threefirms", ".pdf", "addressee, buyer and another firm to deliver to", three_firms),
    Layout("pdf-text", "wrapped", ".pdf", "names in two lines of their cell", wrapped),
    Layout("pdf-text", "summary", ".pdf", "sums above the lines, a past order below", summary_above, 2),
    Layout("pdf-text", "asked", ".pdf", "a request for a quotation", quotation, 1),
)
