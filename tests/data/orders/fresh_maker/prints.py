"""Papers that programs in the cloud and portals print."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from more_maker.base import Html, era, kanji, slash

from .base import ONE_RATE, Drawn, Row, Sums, document, good, told, yen


def row(cells: Iterable[Any], tag: str = "td", kinds: str = "") -> str:
    """A table's row; a letter of kinds sets a cell to the right (r), the centre (c) or leaves it (-)."""
    aligned = {"r": " style='text-align:right'", "c": " style='text-align:center'"}
    looks = [aligned.get(letter, "") for letter in kinds] or [""] * 30
    return f"<tr>{''.join(f'<{tag}{look}>{cell}</{tag}>' for cell, look in zip(cells, looks, strict=False))}</tr>"


@document(
    "pdf-cloud.pdf",
    "pdf-text",
    "a billing site's clean order: quantity and unit in one cell, day and place in the remarks",
)
def cloud() -> Drawn:
    rows = [good("P4001", 12), good("P4002", 6), good("P4003", 5), good("P4004", 2)]
    rows += [good("P3006", 3), Row(None, "スポンジたわし 10個入", 8, "袋", 320)]
    sums = Sums(rows)
    lines = "".join(row((r.name, f"{r.quantity} {r.unit}", yen(r.price), yen(r.amount)), kinds="-rrr") for r in rows)
    blank = row(("&nbsp;", "", "", "")) * 4
    body = f"""<style>body{{color:#333}}.m{{width:100%;margin-top:8px}}.m td{{border-bottom:1px solid #ccc;padding:5px}}
.m th{{background:#4a5a6a;color:#fff;padding:5px}}.t td{{padding:4px 10px;border-bottom:1px solid #ccc}}</style>
<h1 style="text-align:center;letter-spacing:1em">発注書</h1>
<div style="text-align:right">発注日 2026年11月16日<br>発注番号 2026-1116-003</div>
<div style="float:left;width:55%"><p style="font-size:13pt;border-bottom:1px solid #333">伝票商事株式会社 御中</p>
<p>下記のとおり発注いたします。</p>
<p style="font-size:15pt;border-bottom:2px solid #333">合計金額　¥{yen(sums.gross)} -</p></div>
<div style="float:right;width:38%"><b>見本デリカ株式会社</b><br>〒000-0011<br>広島県見本市緑町11-3<br>
TEL: 082-000-1103<br>担当: 久松</div>
<table class=m style="clear:both">{row(("品番・品名", "数量", "単価", "金額"), "th")}{lines}{blank}</table>
<table class=t style="margin-left:auto;margin-top:8px">{row(("小計", f"{yen(sums.total)}円"), kinds="-r")}
{row(("消費税 (10%)", f"{yen(sums.tax)}円"), kinds="-r")}{row(("合計", f"{yen(sums.gross)}円"), kinds="-r")}</table>
<div style="border:1px solid #999;padding:6px;margin-top:20px;min-height:60px"><b>備考</b><br>
納品日:2026年11月20日(金)<br>
納品先:第二工場 衛生管理室<br>お支払い:月末締め翌月末</div>"""
    head = {"number": "2026-1116-003", "ordered_on": date(2026, 11, 16), "deliver_on": date(2026, 11, 20)}
    head.update(customer_name="見本デリカ株式会社", deliver_to="第二工場 衛生管理室", **sums.head)
    order = told(rows, "name quantity unit price amount", **head)
    return Drawn(Html(body), [order], {"orders.0.lines.0.tax_rate": ONE_RATE})


@document("pdf-marks.pdf", "pdf-text", "goods of both rates, the lower marked, sums of each rate in a box")
def marks() -> Drawn:
    rows = [
        good("P1003", 5),
        good("P3003", 2),
        good("P1005", 10),
        good("P3004", 1),
        Row(None, "スティックシュガー 3g×500", 6, "袋", 690, "0.08"),
        good("P4001", 3),
        good("P1006", 2),
    ]
    sums = Sums(rows)
    lines = "".join(
        row(
            ((("※ " if r.rate == "0.08" else "") + r.name), r.quantity, r.unit, yen(r.price), yen(r.amount)),
            kinds="-rcrr",
        )
        for r in rows
    )
    body = f"""<style>td,th{{padding:4px 6px}}
.d{{width:100%}}.d th{{border-top:2px solid #2864f0;border-bottom:1px solid #2864f0}}
.d td{{border-bottom:1px dotted #aaa}}</style><table style="width:100%"><tr><td style="vertical-align:top;width:55%">
<span style="font-size:20pt;color:#2864f0">発注書</span><br><br><span style="font-size:13pt">伝票商事株式会社<br>
営業二課 宮内 様</span></td>
<td style="font-size:9pt">発注日　2026/11/24<br>発注書番号　PO-0000231<br>納品期日　2026/11/30<br><br>例示物産㈱<br>
愛知県例示市港町3-5<br>
TEL 052-000-0303<br>登録番号 T0000000000000</td></tr></table><p>下記の内容で発注いたします。</p>
<table style="border:1px solid #2864f0;margin-bottom:10px">{row(("小計", "消費税", "合計金額"), "th")}
{row((f"{yen(sums.total)}円", f"{yen(sums.tax)}円", f"<b>{yen(sums.gross)}円</b>"), kinds="rrr")}</table>
<table class=d>{row(("摘要", "数量", "単位", "単価", "明細金額"), "th")}{lines}</table>
<table style="margin:10px 0 0 auto;font-size:9pt">
{row(("内訳", "10%対象(税抜)", yen(sums.base10) + "円", "消費税", yen(sums.tax10) + "円"))}
{row(("", "8%対象(税抜)", yen(sums.base8) + "円", "消費税", yen(sums.tax8) + "円"))}</table>
<p style="font-size:9pt">※は軽減税率(8%)対象品目です。印のないものは10%です。</p><p>備考<br>
納品場所は事務所棟1階(9時以降)でお願いします。</p>"""
    head = {"number": "PO-0000231", "ordered_on": date(2026, 11, 24), "deliver_on": date(2026, 11, 30)}
    head.update(customer_name="例示物産(株)", deliver_to="事務所棟1階", **sums.head)
    order = told(rows, "name quantity unit price amount rate", **head)
    return Drawn(Html(body), [order], {"orders.0.deliver_to": "a sentence of the remarks"})


@document(
    "pdf-subject.pdf",
    "pdf-text",
    "a subject line, the code above the name in one cell, sums to the left of the remarks",
)
def subject() -> Drawn:
    rows = [good("P5002", 1), good("P5001", 2), good("P3003", 4)]
    sums = Sums(rows)
    lines = "".join(
        row(
            (n, f"<small>{r.code}</small><br>{r.name}", r.quantity, r.unit, yen(r.price), yen(r.amount)), kinds="c-rcrr"
        )
        for n, r in enumerate(rows, 1)
    )
    body = f"""<style>.g td,.g th{{border:1px solid #888;padding:3px 6px}}.g th{{background:#eee}}</style>
<div style="text-align:right;font-size:9pt">No. MFK-5520　{kanji(date(2026, 9, 15))}</div>
<h1 style="border-bottom:3px double #000">注文書</h1>
<table style="width:100%"><tr><td><span style="font-size:13pt"><u>伝票商事 株式会社　御中</u></span>
<table style="margin-top:10px">{row(("件名：", "新店舗 開業備品一式"))}{row(("納期：", "2026年9月28日"))}
{row(("納品場所：", "北海道架空市駅前9-1 2階カフェ区画"))}{row(("支払条件：", "納品月末締め 翌月末日銀行振込"))}
{row(("有効期限：", "2026年9月30日"))}</table></td>
<td style="text-align:left;width:36%">架空ホテル株式会社<br>〒000-0009 北海道架空市駅前9-1<br>TEL：011-000-0901<br>
FAX：011-000-0902<br>購買部　湯浅</td></tr></table>
<p>下記のとおり、ご注文申し上げます。</p>
<table class=g style="width:100%">{row(("No.", "内容", "数量", "単位", "単価", "金額(税抜)"), "th")}{lines}</table>
<table style="width:100%;margin-top:10px"><tr><td style="width:40%">
<table class=g>{row(("小計", f"¥{yen(sums.total)}"), kinds="-r")}
{row(("消費税額(10%)", f"¥{yen(sums.tax)}"), kinds="-r")}
{row(("税込合計", f"<b>¥{yen(sums.gross)}</b>"), kinds="-r")}</table></td>
<td style="border:1px solid #888;vertical-align:top;padding:5px">特記事項<br>
搬入時間は前日までに購買部へご連絡ください。設置・試運転を含みます。</td></tr></table>"""
    head = {"number": "MFK-5520", "ordered_on": date(2026, 9, 15), "deliver_on": date(2026, 9, 28)}
    head.update(customer_name="架空ホテル株式会社", deliver_to="北海道架空市駅前9-1 2階カフェ区画", **sums.head)
    order = told(rows, "code name quantity unit price amount", **head)
    return Drawn(Html(body), [order], {"orders.0.lines.0.tax_rate": ONE_RATE})


@document("pdf-tworows.pdf", "pdf-text", "a heading of two rows, each line on two rows with its day below")
def tworows() -> Drawn:
    rows = [
        good("P3002", 30, name="見本段ボール 100サイズ", day=date(2026, 10, 16), note="20枚/束 無地"),
        good("P3001", 50, name="見本段ボール 60サイズ", day=date(2026, 10, 16), note="20枚/束 無地"),
        Row("K-2200", "クラフトテープ", 10, "箱", 7800, "0.1", date(2026, 10, 23), "50mm×50m 50巻"),
        good("P3006", 5, name="例示レジ袋 Mサイズ", day=date(2026, 10, 23), note="2000枚 乳白"),
        good("P3005", 4, name="例示OPPテープ 48mm", day=date(2026, 10, 16), note="50巻入 透明"),
        Row("K-2310", "気泡緩衝材 ロール", 6, "巻", 3450, "0.1", date(2026, 10, 23), "1200mm×42m"),
    ]
    sums = Sums(rows)
    lines = "".join(
        f"<tr><td rowspan=2>{n}</td><td>{r.code}</td><td>{r.name}</td>"
        f"<td class=n>{r.quantity}</td><td class=n>{yen(r.price)}</td></tr>"
        f"<tr><td>{slash(r.day or date.min)}</td><td>{r.note}</td><td>{r.unit}</td>"
        f"<td class=n>{yen(r.amount)}</td></tr>"
        for n, r in enumerate(rows, 1)
    )
    body = f"""<style>.e td,.e th{{border:1px solid #000;padding:2px 6px}}
.e th{{background:#dff0e0;font-weight:normal}}</style>
<div style="font-size:8pt;text-align:right">[発注書] 出力日 2026/10/08 09:15</div>
<h1 style="text-align:center">発 注 書</h1>
<table style="width:100%"><tr><td>〒000-1111<br>東京都見本区伝票町1-1<br><b>伝票商事株式会社</b>　御中<br>
<small>取引先コード：S00210</small></td>
<td style="width:40%"><table class=e>{row(("<b>発注No.</b>", "HN-261008-01"))}{row(("<b>発注日</b>", "2026/10/08"))}
{row(("<b>納入先</b>", "配送センター 2番ホーム"))}
{row(("<b>発注元</b>", "(株)ダミーマート"))}{row(("<b>担当</b>", "物流管理課 柏木"))}</table></td></tr></table>
<table class=e style="width:100%;margin-top:14px">
<tr><th rowspan=2>行</th><th>商品コード</th><th>商品名</th><th>数量</th><th>単価</th></tr>
<tr><th>納期</th><th>規格</th><th>単位</th><th>金額</th></tr>{lines}</table>
<p style="text-align:right">税抜金額計　{yen(sums.total)}　　消費税額　{yen(sums.tax)}
　　税込金額計　{yen(sums.gross)}</p>
<p style="font-size:8pt">※納品書に発注No.を必ずご記入ください。ご記入のない場合、検収が遅れることがあります。</p>"""
    head = {"number": "HN-261008-01", "ordered_on": date(2026, 10, 8), "customer_name": "(株)ダミーマート"}
    order = told(
        rows, "code name quantity unit price amount day", deliver_to="配送センター 2番ホーム", **head, **sums.head
    )
    return Drawn(Html(body), [order])


@document(
    "pdf-portal.pdf",
    "pdf-text",
    "a portal's page printed from the browser: pairs of labels in four columns, links and a footer",
)
def portal() -> Drawn:
    rows = [
        good("P2001", 16, name="見本小麦粉 薄力 25kg"),
        good("P2002", 12, name="見本小麦粉 強力 25kg"),
        good("P2004", 8, name="サンプル食塩 5kg"),
        good("P2003", 10, name="見本上白糖 20kg"),
        good("P2005", 4, name="サンプルサラダ油 16.5kg缶"),
        Row("Z-0455", "ココアパウダー 1kg", 12, "袋", 2380),
    ]
    pairs = (
        ("注文番号", "4011-26-008823", "注文日", "2026/12/04"),
        ("バイヤー企業", "サンプル食品株式会社", "担当部署", "購買部 原料購買課"),
        ("納入指示日", "2026/12/10", "納入時間", "10:00〜12:00"),
        ("納入場所", "大阪物流センター", "検収区分", "数量検収"),
        ("ステータス", "未確認", "通貨", "JPY"),
    )
    facts = "".join(f"<tr><th>{a}</th><td>{b}</td><th>{c}</th><td>{d}</td></tr>" for a, b, c, d in pairs)
    lines = "".join(
        row((n, r.code, r.name, r.unit, r.quantity, f"{r.price}.00", yen(r.amount), "詳細"), kinds="c---rrrc")
        for n, r in enumerate(rows, 1)
    )
    body = f"""<style>.p th,.p td{{border:1px solid #bbb;padding:4px;font-size:9pt}}
.p th{{background:#eef3fa;text-align:left}}</style>
<div style="font-size:8pt;color:#555">2026/12/04 13:22　　注文情報照会｜かくう調達ポータル</div>
<div style="background:#1b4f8f;color:#fff;padding:6px">かくう調達ポータル
<span style="font-size:8pt">ようこそ 伝票商事株式会社 さん　ログアウト</span></div>
<div style="font-size:8pt">ホーム ＞ 受注 ＞ 注文一覧 ＞ 注文情報照会</div><h2>注文情報照会</h2>
<table class=p style="width:100%">{facts}</table>
<h3>明細情報({len(rows)}件)</h3>
<table class=p style="width:100%">
{row(("行", "貴社品番", "品名", "単位", "注文数量", "単価", "金額", ""), "th")}{lines}</table>
<p style="text-align:right">注文金額合計(税抜)：{yen(Sums(rows).total)} 円</p>
<p>[注文請書を登録] [CSVダウンロード] [一覧へ戻る]</p>
<div style="font-size:8pt;color:#555">
https://portal.kakuu-chotatsu.example/order/view?id=4011-26-008823　　　　1/1</div>"""
    head = {"number": "4011-26-008823", "ordered_on": date(2026, 12, 4), "deliver_on": date(2026, 12, 10)}
    head.update(
        customer_name="サンプル食品株式会社",
        deliver_to="大阪物流センター",
        tax_mode="exclusive",
        total=Sums(rows).total,
    )
    return Drawn(Html(body), [told(rows, "code name quantity unit price amount", **head)])


@document(
    "pdf-standard.pdf", "pdf-text", "an English standard purchase order with Japanese names, days with English months"
)
def standard() -> Drawn:
    rows = [
        Row("P3005", "例示OPPテープ 48mm 50巻", 4, "CASE", 5400, None, date(2026, 11, 16)),
        Row("P4004", "サンプルニトリル手袋 M 100枚×10", 2, "CASE", 8800, None, date(2026, 11, 16)),
        Row("NP-778-01", "静電気防止マット 600×900", 3, "EA", 12400, None, date(2026, 11, 30)),
    ]
    months = {11: "NOV"}
    lines = "".join(
        row(
            (
                n,
                f"{r.code}<br>{r.name}",
                f"{r.day.day}-{months[r.day.month]}-2026" if r.day else "",
                r.quantity,
                r.unit,
                f"{yen(r.price)}.00",
                "Y",
                f"{yen(r.amount)}.00",
            ),
            kinds="c-crcrcr",
        )
        for n, r in enumerate(rows, 1)
    )
    titles = ("Line", "Part Number / Description", "Delivery Date", "Quantity", "UOM", "Unit Price", "Tax", "Amount")
    body = f"""<style>.o td,.o th{{border:1px solid #000;padding:3px;font-size:8.5pt}}.o th{{background:#ddd}}</style>
<table style="width:100%"><tr><td><h1>Dummy Semicon Japan K.K.</h1></td>
<td style="text-align:right"><b>Standard Purchase Order</b><br>20014488, 0</td></tr></table>
<table class=o style="width:100%">{row(("Order", "Revision", "Order Date", "Created By", "Currency"), "th")}
{row(("20014488", "0", "05-NOV-2026", "Sugaya, Ken", "JPY"))}</table>
<table style="width:100%;font-size:9pt;margin-top:8px"><tr>
<td style="vertical-align:top;width:33%"><b>Supplier:</b><br>DENPYO SHOJI KK 伝票商事株式会社<br>
1-1 Denpyo-cho, Mihon-ku, Tokyo</td>
<td style="vertical-align:top;width:33%"><b>Ship To:</b><br>4-18 Kakuu Science Park<br>Reidai-shi, Kumamoto<br>
Dock 3</td>
<td style="vertical-align:top"><b>Bill To:</b><br>Dummy Semicon Japan K.K.<br>Accounts Payable<br>
Reidai-shi, Kumamoto</td></tr></table>
<table class=o style="width:100%;margin-top:8px">
{row(("Customer Account No.", "Payment Terms", "Freight Terms", "FOB", "Ship Via"), "th")}
{row(("", "NET 60", "Prepaid", "Destination", ""))}</table>
<p style="font-size:8.5pt">All prices and amounts on this order are expressed in JPY</p>
<table class=o style="width:100%">{row(titles, "th")}{lines}</table>
<p style="text-align:right">Total: {yen(Sums(rows).total)}.00 (JPY)</p>
<p style="font-size:8pt">Proprietary and Confidential　　Page 1 of 1</p>"""
    head = {"number": "20014488", "ordered_on": date(2026, 11, 5), "customer_name": "Dummy Semicon Japan K.K."}
    place = "4-18 Kakuu Science Park Reidai-shi, Kumamoto Dock 3"
    order = told(rows, "code name quantity unit price amount day", deliver_to=place, total=Sums(rows).total, **head)
    return Drawn(Html(body), [order], {"orders.0.tax_mode": "a column Tax says Y and no more"})


@document("pdf-askew.pdf", "pdf-text", "a university's order with era days and labels above their values")
def askew() -> Drawn:
    rows = [
        Row(None, "培養皿 90mm 500枚", 2, "箱", 9800),
        good("P4002", 8, name="アルコール除菌液 5L"),
        good("P4004", 3, name="ニトリル手袋 Mサイズ 1000枚"),
    ]
    sums = Sums(rows)
    lines = "".join(row((r.name, r.unit, r.quantity, yen(r.price), yen(r.amount)), kinds="-crrr") for r in rows)
    tops = (
        ("発注番号", "理-80-1127"),
        ("発注年月日", era(date(2026, 11, 27))),
        ("納期", era(date(2026, 12, 11))),
        ("予算科目", "研究費"),
    )
    boxes = "".join(f"<td style='border:1px solid #000;padding:4px'><small>{a}</small><br>{b}</td>" for a, b in tops)
    body = f"""<style>body{{font-family:'Noto Serif CJK JP'}}
.u td,.u th{{border:1px solid #000;padding:3px 8px}}</style>
<table style="width:100%"><tr>{boxes}</tr></table><h2 style="text-align:center">発　注　書</h2><p>(業者名)<br>
伝票商事株式会社　御中</p>
<table class=u style="width:100%">{row(("品名・規格", "単位", "数量", "単価(円)", "金額(円)"), "th")}{lines}
<tr><td colspan=4 style="text-align:right">小　計</td><td style="text-align:right">{yen(sums.total)}</td></tr>
<tr><td colspan=4 style="text-align:right">消費税額</td><td style="text-align:right">{yen(sums.total // 10)}</td></tr>
<tr><td colspan=4 style="text-align:right">合　計</td>
<td style="text-align:right">{yen(sums.total + sums.total // 10)}</td></tr></table>
<table style="width:100%;margin-top:14px"><tr><td style="width:50%"><small>納品場所</small><br>
理学部3号館 412実験室</td><td><small>発注者</small><br>
国立大学法人架空大学<br>理学部 生物学研究室　助教 塚越</td></tr></table>
<p><small>納品書・請求書には発注番号を記載してください。宛名は「架空大学」</small></p>"""
    head = {"number": "理-80-1127", "ordered_on": date(2026, 11, 27), "deliver_on": date(2026, 12, 11)}
    head.update(customer_name="国立大学法人架空大学", deliver_to="理学部3号館 412実験室", tax_mode="exclusive")
    head.update(total=sums.total, tax=sums.total // 10, gross=sums.total + sums.total // 10)
    return Drawn(Html(body), [told(rows, "name quantity unit price amount", **head)])
