"""Purchase orders that services in the cloud print."""

from collections.abc import Iterable
from typing import Any

from .base import Drawn, Html, Row, Sums, day, document, good, kanji, told, yen

ONE_RATE = {"orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines"}
LOOK = "<style>td,th{padding:4px 6px}.n{text-align:right}table.w{width:100%}"
LOOK += "table.l td,table.l th{border-bottom:1px solid #bbb}</style>"


def row(cells: Iterable[Any], tag: str = "td", right: str = "") -> str:
    """A table's row; the places named in right stand to the right."""
    return (
        "<tr>"
        + "".join(f"<{tag}{' class=n' if str(n) in right else ''}>{cell}</{tag}>" for n, cell in enumerate(cells))
        + "</tr>"
    )


@document("pdf-misoca.pdf", "pdf-text", "Misoca's purchase order: count and unit in one cell, marks of the lower rate")
def misoca() -> Drawn:
    rows = [
        good("P1001", 5, code=None),
        good("P1004", 3, code=None),
        Row(None, "ギフト用化粧箱 M", 20, "個", 280, "0.1"),
        good("P3004", 1, code=None),
    ]
    sums = Sums(rows)
    body = "".join(
        row(
            (f"{r.name}{' ※' if r.rate == '0.08' else ''}", f"{r.quantity} {r.unit}", yen(r.price), yen(r.amount)),
            right="123",
        )
        for r in rows
    )
    low = (("小計", sums.total), ("消費税 (10%)", sums.tax10), ("消費税 (軽減8%)", sums.tax8), ("合計", sums.gross))
    html = f"""{LOOK}<h1 style="text-align:center">発注書</h1>
<div class=n>発注日 2026年5月7日<br>発注番号 20260507-001</div>
<div style="float:left;width:55%"><p style="font-size:13pt">伝票商事株式会社 御中</p><p>件名: ギフト用資材一式</p>
<p>下記の通り発注いたします。</p><p style="font-size:14pt;border-bottom:2px solid #333">合計金額 {yen(sums.gross)}円</p>
<p>納期 2026年5月15日<br>納入場所 当社 大通工房</p></div><div style="float:right;width:38%">
<b>株式会社ことり焙煎所</b><br>
〒000-0061<br>石川県例示市大通3-1<br>TEL: 076-000-0061<br>担当: 本田 千秋</div>
<table class="w l" style="clear:both">{row(("品番・品名", "数量", "単価", "金額"), "th")}{body}
{row(("&nbsp;", "", "", "")) * 5}</table>
<table style="margin-left:auto">{"".join(row((word, f"{yen(value)}円"), right="1") for word, value in low)}</table>
<p>※は軽減税率対象</p><div style="border:1px solid #999;padding:6px;height:60px">備考</div>"""
    order = told(
        rows,
        "name quantity unit price amount rate",
        number="20260507-001",
        ordered_on=day(5, 7),
        deliver_on=day(5, 15),
        customer_name="株式会社ことり焙煎所",
        deliver_to="当社 大通工房",
        **{**sums.head, "tax": None},
    )
    judgement = {
        "orders.0.tax": "the tax of each rate stands, their sum does not",
        "orders.0.lines.2.tax_rate": "unmarked; ten per cent stands in the sums only",
        "orders.0.lines.3.tax_rate": "unmarked; ten per cent stands in the sums only",
    }
    return Drawn(Html(html), [order], judgement)


@document(
    "pdf-freee.pdf", "pdf-text", "freee's purchase order: number and day at the right, summary of rates below the sums"
)
def freee() -> Drawn:
    rows = [
        good("P4001", 10, code=None),
        good("P4002", 6, code=None),
        Row(None, "業務用ハンドソープ 5L", 4, "本", 2480, "0.1"),
    ]
    sums = Sums(rows)
    body = "".join(
        row((r.name, f"{r.quantity} {r.unit}", yen(r.price), r.percent, yen(r.amount)), right="1234") for r in rows
    )
    top = (("発注日", "2026-08-24"), ("発注書番号", "PO-000118"), ("登録番号", "T0000000000000"))
    html = f"""{LOOK}<h1>発注書</h1><table style="float:right">{"".join(row(pair) for pair in top)}</table>
<p style="font-size:13pt;border-bottom:1px solid #000;width:50%">伝票商事株式会社 御中</p>
<div style="float:right;clear:right">架空リネン株式会社<br>〒000-0137<br>兵庫県例示市東浜1-3-7<br>078-000-0137</div>
<p>件名 洗浄資材</p><p>以下の通り発注いたします。</p>
<table>{row(("小計", "消費税", "発注金額"), "th")}
{row((f"{yen(sums.total)}円", f"{yen(sums.tax)}円", f"<b>{yen(sums.gross)}円</b>"))}</table>
<table>{row(("納期", "2026-08-31"))}{row(("納品場所", "東浜工場"))}{row(("支払条件", "月末締め翌月末払い"))}</table>
<table class="w l" style="clear:both">{row(("摘要", "数量", "単価", "税率", "明細金額"), "th")}{body}</table>
<table style="margin-left:auto">{row(("内訳", "10%対象(税抜)", f"{yen(sums.total)}円"), right="2")}
{row(("", "10%消費税", f"{yen(sums.tax)}円"), right="2")}</table>
<p>備考</p><p>納品書を同梱してください。</p>"""
    order = told(
        rows,
        "name quantity unit price amount rate",
        number="PO-000118",
        ordered_on=day(8, 24),
        deliver_on=day(8, 31),
        customer_name="架空リネン株式会社",
        deliver_to="東浜工場",
        **sums.head,
    )
    return Drawn(Html(html), [order])


@document(
    "pdf-moneyforward.pdf",
    "pdf-text",
    "Money Forward's order: code before the name, the sum large at the top, 8 % goods only",
)
def money_forward() -> Drawn:
    rows = [
        good("P2001", 20),
        good("P2002", 15),
        good("P2003", 4),
        Row("R-0310", "架空ライ麦粉 10kg", 3, "袋", 3640, "0.08"),
    ]
    sums = Sums(rows)
    body = "".join(row((r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount)), right="245") for r in rows)
    low = (("小計", sums.total), ("消費税(8%)", sums.tax), ("合計", sums.gross))
    html = f"""{LOOK}<h1 style="text-align:center;border-bottom:3px solid #444">注文書</h1>
<table style="float:right">{row(("注文日", kanji(day(11, 24))))}{row(("注文番号", "211"))}</table>
<p style="font-size:13pt">伝票商事株式会社 御中</p><p>下記の通り、注文いたします。</p>
<div style="float:right;clear:right"><b>有限会社サンプル製菓</b><br>京都府例示市南通6-8<br>TEL 075-000-0606</div>
<p>件名 12月分 原材料</p><p style="font-size:15pt">注文金額 ¥{yen(sums.gross)}-(税込)</p>
<p>納期:{kanji(day(12, 1))}<br>納品先:製菓工場</p>
<table class="w r" style="clear:both">{row(("品目コード", "品目", "数量", "単位", "単価", "金額"), "th")}{body}
{row(("&nbsp;", "", "", "", "", "")) * 4}</table>
<table class=r style="margin-left:auto">{"".join(row((word, yen(value)), right="1") for word, value in low)}</table>"""
    order = told(
        rows,
        "code name quantity unit price amount",
        number="211",
        ordered_on=day(11, 24),
        deliver_on=day(12, 1),
        customer_name="有限会社サンプル製菓",
        deliver_to="製菓工場",
        **sums.head,
    )
    return Drawn(Html(html), [order], ONE_RATE)


@document(
    "pdf-netsuite.pdf",
    "pdf-text",
    "NetSuite's purchase order in English: vendor and ship-to boxes, item and description, yen",
)
def netsuite() -> Drawn:
    rows = [
        Row("P5001", "Commercial Coffee Maker DX-1", 2, "EA", 128000),
        Row("WT-20", "Water Filter Cartridge", 12, "EA", 3400),
        Row("P1001", "Dark Roast Coffee Beans 1kg", 30, "BAG", 2400),
    ]
    total = Sums(rows).total
    body = "".join(
        row((r.code, r.name, r.quantity, r.unit, f"{yen(r.price)}", f"{yen(r.amount)}"), right="245") for r in rows
    )
    html = f"""{LOOK}<table class=w><tr><td><b>Kakuu Resorts Japan K.K.</b>
<br>2-7 Kaigan-dori, Reiji-shi<br>Okinawa 000-0207<br>Japan</td>
<td class=n><span style="font-size:20pt">Purchase Order</span><br>#PO1482<br>4/9/2026</td></tr></table>
<table class=w>{row(("Vendor", "Ship To", "TOTAL"), "th")}<tr>
<td>Denpyo Shoji Co., Ltd.<br>1-1 Honcho, Mihon-ku<br>Tokyo<br>Japan</td>
<td>Kakuu Beach Hotel - Receiving<br>88 Owada, Reiji-shi<br>Okinawa 000-0208<br>Japan</td>
<td style="font-size:16pt">¥{yen(total)}</td></tr></table>
<table class="w l">{row(("Terms", "Receive By", "Memo"), "th")}
{row(("Net 30", "4/24/2026", "Beach cafe opening"))}</table>
<table class="w l">{row(("Item", "Description", "Quantity", "Units", "Rate", "Amount"), "th")}{body}</table>
<table style="margin-left:auto">{row(("Subtotal", yen(total)), right="1")}{row(("Tax Total", "0"), right="1")}
{row(("Total", f"¥{yen(total)}"), right="1")}</table>"""
    order = told(
        rows,
        "code name quantity unit price amount",
        number="PO1482",
        ordered_on=day(4, 9),
        deliver_on=day(4, 24),
        customer_name="Kakuu Resorts Japan K.K.",
        deliver_to="Kakuu Beach Hotel - Receiving 88 Owada, Reiji-shi Okinawa 000-0208 Japan",
        total=total,
    )
    judgement = {
        "orders.0.number": "with or without the sign before it",
        "orders.0.ordered_on": "a day that could be read in two ways",
        "orders.0.deliver_to": "place and address on four rows",
        "orders.0.gross": "no tax, so that both sums are the same",
        "orders.0.tax": "a sum of tax of nought",
        "orders.0.tax_mode": "a sum of tax of nought",
    }
    return Drawn(Html(html), [order], judgement)


@document(
    "pdf-xero.pdf",
    "pdf-text",
    "Xero's purchase order in English: amounts exclude tax, ten per cent below, days in words",
)
def xero() -> Drawn:
    rows = [
        Row(None, "Corrugated boxes size 100 (20 pcs)", 40, None, 2980),
        Row(None, "OPP tape 48mm (50 rolls)", 4, None, 5400),
        Row(None, "Bubble wrap roll 1200mm x 42m", 10, None, 3950),
    ]
    total = Sums(rows).total
    tax = total * 10 // 100
    body = "".join(
        row((r.name, f"{r.quantity}.00", f"{yen(r.price)}", "10%", f"{yen(r.amount)}"), right="1234") for r in rows
    )
    html = f"""{LOOK}<table class=w style="white-space:nowrap"><tr><td style="font-size:20pt">PURCHASE ORDER</td>
<td>Purchase Order Date<br><b>16 Sep 2026</b><br>
Delivery Date<br><b>25 Sep 2026</b><br>Purchase Order Number<br><b>PO-0097</b><br>Reference<br>
<b>Autumn packing</b></td>
<td>Reidai Packaging Trading Ltd<br>10-6 Kogyo Danchi<br>REIDAI SHIZUOKA 000-0010<br>JAPAN</td></tr></table>
<p>Denpyo Shoji Co., Ltd.</p>
<table class="w l">{row(("Description", "Quantity", "Unit Price", "Tax", "Amount JPY"), "th")}{body}</table>
<table style="margin-left:auto">{row(("Subtotal", yen(total)), right="1")}
{row(("TOTAL CONSUMPTION TAX 10%", yen(tax)), right="1")}
{row(("<b>TOTAL JPY</b>", f"<b>{yen(total + tax)}</b>"), right="1")}</table>
<h3>DELIVERY DETAILS</h3><table><tr><td>Delivery Address<br>
<b>Materials warehouse<br>10-8 Kogyo Danchi<br>REIDAI SHIZUOKA 000-0010</b></td>
<td>Attention<br><b>Jin Maeda</b></td><td>Telephone<br><b>054-000-1011</b></td></tr></table>"""
    order = told(
        [Row(None, r.name, r.quantity, None, r.price, "0.1") for r in rows],
        "name quantity price amount rate",
        number="PO-0097",
        ordered_on=day(9, 16),
        deliver_on=day(9, 25),
        customer_name="Reidai Packaging Trading Ltd",
        deliver_to="Materials warehouse 10-8 Kogyo Danchi REIDAI SHIZUOKA 000-0010",
        tax_mode="exclusive",
        total=total,
        tax=tax,
        gross=total + tax,
    )
    return Drawn(Html(html), [order], {"orders.0.deliver_to": "place and address on three rows"})
