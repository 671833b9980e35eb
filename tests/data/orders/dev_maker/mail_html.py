"""Mails of HTML."""

from __future__ import annotations

from html import escape
from random import Random

from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.letters import html, mail
from tests.data.orders.dev_maker.orders import answer, drawn, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.prints import rows_of
from tests.data.orders.dev_maker.sheets import FULL

BRIEF = "product_code product_name quantity unit"


def html_table(draw: Random, number: int) -> Paper:
    """Two tables with borders: labels, and lines."""
    order = drawn(draw, f"HT{draw.randrange(99999):05d}", strangers=number == 3)
    text = f"""<p>{US} 御中</p><table border=1><tr><th>注文番号</th>
<td>{order.number}</td></tr><tr><th>発注日</th><td>{order.ordered_on:%Y/%m/%d}</td></tr>
<tr><th>納品希望日</th><td>{order.deliver_on:%Y/%m/%d}</td></tr><tr><th>発注者</th><td>{order.firm.name}</td></tr></table>
<table border=1><tr><th>商品コード<th>商品名<th>数量<th>単位<th>単価<th>金額</tr>
{rows_of(order)}<tr><td colspan=5>合計（税抜）<td>{yen(order.net)}</tr></table>"""
    content = mail("table", order.firm, order.ordered_on, f"ご注文 {order.number}", [html(text)])
    return Paper(content, [answer(order, f"{FULL} total", mode="exclusive")])


def nested(draw: Random, number: int) -> Paper:
    """Tables inside a table for layout, empty cells as spaces, advertisements around."""
    order = drawn(draw, f"NT{draw.randrange(999):03d}", n_lines=(2, 4))
    rows = "".join(
        (
            f"<tr><td>&nbsp;</td><td colspan=2>{escape(one.article.name)}<br><small>{one.article.code}"
            f"</small></td><td>{yen(one.quantity)}&nbsp;{one.article.unit}</td><td>{yen(one.price)}"
            "円</td></tr>"
        )
        for one in order.lines
    )
    text = f"""<table><tr><td><table><tr><td>今月のおすすめ：見本セール開催中</td></tr></table></td></tr>
<tr><td><table><tr><td>注文番号</td><td>&nbsp;</td><td>{order.number}</td></tr>
<tr><td>注文日</td><td>&nbsp;</td><td>{order.ordered_on:%Y年%m月%d日}</td></tr>
<tr><td>店舗名</td><td>&nbsp;</td><td>{order.firm.name}</td></tr></table>
<table><tr><th></th><th colspan=2>商品</th><th>数量</th><th>単価</th></tr>{rows}</table></td></tr></table>"""
    content = mail("nested", order.firm, order.ordered_on, "【自動送信】注文確認", [html(text, "shift_jis")])
    told = answer(order, "number ordered_on customer_name", "product_code product_name quantity unit unit_price")
    return Paper(content, [told])


def html_lines(draw: Random, number: int) -> Paper:
    """No table: lines with breaks, the old order in a blockquote."""
    order = drawn(draw, f"HL{draw.randrange(999):03d}", n_lines=(1, 4))
    lines = "<br>".join(
        f"{one.article.code} {escape(one.article.name)} × {int(one.quantity)}{one.article.unit}" for one in order.lines
    )
    text = (
        f"<div>お世話になっております。<b>{order.firm.name}</b>です。</div><div><br></div><div>"
        f"注文番号: {order.number}</div><div>納期: {order.deliver_on:%Y/%m/%d}</div><p>{lines}</p>"
        "<blockquote>注文番号: HL000<br>P1001 見本コーヒー豆 深煎り 1kg × 99袋</blockquote>"
    )
    content = mail("lines", order.firm, order.ordered_on, "Re: 注文", [html(text)])
    return Paper(content, [answer(order, "number deliver_on customer_name", BRIEF)])


LAYOUTS = (
    Layout("mail-html", "table", ".eml", "tables of labels and lines", html_table, 3),
    Layout("mail-html", "nested", ".eml", "tables inside tables, Shift_JIS", nested, 2),
    Layout("mail-html", "lines", ".eml", "lines with breaks, an old order in a blockquote", html_lines, 2),
)
