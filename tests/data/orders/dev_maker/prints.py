"""PDF as browsers print web pages: embedded fonts, many small texts, tables of a style sheet."""

from __future__ import annotations

import atexit
import re
from collections.abc import Callable
from functools import cache
from html import escape
from random import Random
from typing import Any

from playwright.sync_api import sync_playwright

from agent.browser.find import find_browser, launch_arguments
from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import ALL, Ordered, answer, drawn, era, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL

_CLOCK = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
_STYLE = "body{font-family:'Noto Sans CJK JP';font-size:10pt} td,th{padding:3px 6px} td.n{text-align:right}"


@cache
def _browser() -> Any:
    driver = sync_playwright().start()
    atexit.register(driver.stop)
    return driver.chromium.launch(executable_path=find_browser("", driver), args=launch_arguments())


def printed(html: str, style: str = "") -> bytes:
    """Print a page as a browser does, without its clock."""
    page = _browser().new_page()
    page.set_content(f"<!doctype html><html lang=ja><style>{_STYLE}{style}</style><body>{html}</body></html>")
    content: bytes = page.pdf(format="A4", print_background=True)
    page.close()
    return _CLOCK.sub(
        lambda match: b"/" + match[1] + b" (D:" + b"0" * (len(match[0]) - len(match[1]) - 6) + b")", content
    )


def rows_of(order: Ordered) -> str:
    """Write the lines as rows of an HTML table."""
    return "".join(
        f"<tr><td>{one.article.code}<td>{escape(one.shown_name)}<td class=n>{yen(one.quantity)}<td>{one.article.unit}"
        f"<td class=n>{yen(one.price)}<td class=n>{yen(one.amount)}</tr>"
        for one in order.lines
    )


def portal(draw: Random, number: int) -> Paper:
    """A portal's order page, printed: a table of labels, a striped table of lines."""
    order = drawn(draw, f"WEB{draw.randrange(10**6):06d}", strangers=number == 3)
    html = f"""<h2>受注詳細</h2><table border=1 style="border-collapse:collapse">
<tr><th>注文番号<td>{order.number}<th>注文日時<td>{order.ordered_on:%Y/%m/%d} 14:32</tr>
<tr><th>発注企業<td>{order.firm.name}<th>納品希望日<td>{order.deliver_on:%Y/%m/%d}</tr>
<tr><th>納品先<td colspan=3>{order.firm.place}</tr></table><br>
<table class=l><tr><th>商品コード<th>商品名<th>数量<th>単位<th>単価(円)<th>金額(円)</tr>{rows_of(order)}
<tr><td colspan=5 class=n>商品合計（税抜）<td class=n>{yen(order.net)}</tr></table>
<p style="font-size:7pt">https://edi.example/orders/{order.number} 1/1</p>"""
    told = answer(order, f"{FULL} deliver_to total", mode="exclusive")
    return Paper(printed(html, ".l tr:nth-child(odd){background:#eee}"), [told])


def letter(draw: Random, number: int) -> Paper:
    """A letter in 明朝 with wide letter spacing and a stamp's box over the sender."""
    order = drawn(draw, f"第{draw.randrange(999):03d}号")
    html = f"""<p style="text-align:right">{era(order.ordered_on)}<br>発注番号　{order.number}</p>
<p style="font-size:13pt">{US}<br>　営業部　御中</p>
<div style="float:right;position:relative;text-align:left">{order.firm.name}<br>{order.firm.place}<br>
電話 {order.firm.tel}
<span style="position:absolute;right:-4px;top:0;border:2px solid red;color:red;padding:4px">印</span></div>
<h1 style="clear:both;text-align:center;letter-spacing:1em">注文書</h1><p>下記のとおり注文いたします。</p>
<p>納　期：{era(order.deliver_on)}</p>
<table style="border-collapse:collapse;width:100%" border=1>
<tr style="letter-spacing:.3em"><th>品番<th>品名<th>数量<th>単位<th>単価<th>金額</tr>{rows_of(order)}
<tr><td colspan=4 style="border:0"><td>合計<td class=n>{yen(order.net)}</tr></table>
<p>（上記金額に消費税は含まれておりません）</p>"""
    told = answer(order, f"{FULL} total", mode="exclusive")
    return Paper(printed(html, "body{font-family:'Noto Serif CJK JP'}"), [told])


def cards(draw: Random, number: int) -> Paper:
    """No table: each item is a card with 'label: value' lines, as shop systems print."""
    order = drawn(draw, f"{draw.randrange(10**9):09d}", n_lines=(2, 4))
    items = "".join(
        f"<div class=c><b>{escape(one.article.name)}</b><br>商品コード: {one.article.code}<br>"
        f"単価: {yen(one.price)}円 × 数量: {yen(one.quantity)}{one.article.unit} = {yen(one.amount)}円</div>"
        for one in order.lines
    )
    html = f"""<h3>ご注文ありがとうございます</h3><p>受注番号: {order.number}<br>ご注文日: {order.ordered_on}<br>
ご注文者: {order.firm.name}<br>配送希望日: {order.deliver_on}</p>{items}<p>商品合計: {yen(order.net)}円（税抜）</p>"""
    told = answer(order, f"{FULL} total", ALL, "exclusive")
    return Paper(printed(html, ".c{border:1px solid #999;margin:6px;padding:6px}"), [told])


def _layout(name: str, about: str, make: Callable[[Random, int], Paper], n: int = 3) -> Layout:
    return Layout("pdf-text", name, ".pdf", about, make, n)


LAYOUTS = (
    _layout("portal", "a portal's page, printed", portal),
    _layout("letter", "a letter in 明朝, spaced letters, a stamp", letter, 2),
    _layout("cards", "cards instead of a table", cards, 2),
)
