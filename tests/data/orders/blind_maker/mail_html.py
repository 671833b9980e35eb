"""Orders in HTML mails."""

# ruff: noqa: E501 (markup is written as it is sent)

from __future__ import annotations

from datetime import date

from blind_maker.answers import Made, document, line, order, tax_of, total
from blind_maker.letters import Mail, at, multi, text_part
from blind_maker.words import num, yen

TD = "border:solid windowtext 1.0pt;padding:0mm 5.4pt 0mm 5.4pt"


@document(
    "mail-html-01.eml",
    "mail-html",
    "Outlook HTML without a text part: nested tables, &nbsp; in empty cells, merged total cell.",
)
def outlook() -> Made:
    lines = [
        line("P3001", "見本段ボール 60サイズ", 25, "束", 1560),
        line("P3002", "見本段ボール 100サイズ", 10, "束", 2980),
        line(None, "養生テープ 緑 50mm", 30, "巻", 260),
    ]
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td style="{TD}"><p class=MsoNormal><span lang=EN-US>{value or "&nbsp;"}</span></p></td>'
            for value in (e.code, e.name, num(e.qty), e.unit, yen(e.price), yen(e.amount))
        )
        + "</tr>"
        for e in lines
    )
    head = "".join(
        f'<td style="background:#D9D9D9;{TD}"><p class=MsoNormal>{word}</p></td>'
        for word in ("品番", "品名", "数量", "単位", "単価", "金額")
    )
    html = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {{margin:0mm; font-family:"游ゴシック"}} --></style></head>
<body lang=JA><div class=WordSection1>
<p class=MsoNormal>伝票商事株式会社 田村様<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>お世話になっております。例題包装の石井です。以下の通り発注いたします。</p>
<table border=0 cellpadding=0><tr><td>
 <table border=0><tr><td>発注番号</td><td>RH26-5601</td></tr><tr><td>発注日</td><td>2026年11月26日</td></tr>
 <tr><td>納　期</td><td>2026年12月3日（木）必着</td></tr><tr><td>納品先</td><td>資材倉庫</td></tr></table>
</td></tr><tr><td>
 <table class=MsoTableGrid border=1 style="border-collapse:collapse"><tr>{head}</tr>{rows}
 <tr><td colspan=5 style="{TD}"><p class=MsoNormal align=right>合計（税抜）</p></td><td style="{TD}">{yen(total(lines))}</td></tr></table>
</td></tr></table>
<p class=MsoNormal>株式会社例題包装 購買課 石井<br>TEL 054-000-1010</p></div></body></html>"""
    answer = order(
        lines,
        number="RH26-5601",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 3),
        customer="株式会社例題包装",
        deliver_to="資材倉庫",
        tax_mode="exclusive",
        total=total(lines),
    )
    mail = Mail(
        "発注のご連絡（RH26-5601）", "石井 <order@reidai-hosou.example>", at(11, 26, 10, 30), "h01", "iso-2022-jp"
    )
    return Made(mail.send(text_part(html, "utf-8", kind="html")), [answer])


@document("mail-html-02.eml", "mail-html", "The same order as text and as HTML in one mail: it must be counted once.")
def both_ways() -> Made:
    lines = [
        line("P2007", "例示米 コシヒカリ 10kg", 20, "袋", 5200),
        line("P2006", "サンプル濃口醤油 1.8L×6本", 5, "ケース", 3240),
    ]
    plain = "注文番号: SS-2026-7810\n注文日: 2026/11/25\n納品日: 2026/12/01\n発注元: サンプル食品株式会社\n納品先: 大阪物流センター\n\n"
    plain += (
        "\n".join(f"{e.code}\t{e.name}\t{e.qty}\t{e.unit}\t{yen(e.price)}\t{yen(e.amount)}" for e in lines)
        + f"\n合計\t{yen(total(lines))}\n"
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{value}</td>" for value in (e.code, e.name, num(e.qty), e.unit, yen(e.price), yen(e.amount)))
        + "</tr>"
        for e in lines
    )
    html = f"""<!DOCTYPE html><html><body><h2>ご注文内容</h2><table><tr><th>注文番号</th><td>SS-2026-7810</td></tr><tr><th>注文日</th><td>2026/11/25</td></tr>
<tr><th>納品日</th><td>2026/12/01</td></tr><tr><th>発注元</th><td>サンプル食品株式会社</td></tr><tr><th>納品先</th><td>大阪物流センター</td></tr></table>
<table border="1"><thead><tr><th>商品コード</th><th>商品名</th><th>数量</th><th>単位</th><th>単価</th><th>金額</th></tr></thead><tbody>{rows}</tbody>
<tfoot><tr><td colspan="5">合計</td><td>{yen(total(lines))}</td></tr></tfoot></table></body></html>"""
    answer = order(
        lines,
        number="SS-2026-7810",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 12, 1),
        customer="サンプル食品株式会社",
        deliver_to="大阪物流センター",
        total=total(lines),
    )
    mail = Mail(
        "ご注文 SS-2026-7810", "サンプル食品 発注システム <buy@sample-shokuhin.example>", at(11, 25, 18, 0), "h02"
    )
    return Made(
        mail.send(
            multi("alternative", [text_part(plain, how="quoted-printable"), text_part(html, kind="html")], "=_seam_h02")
        ),
        [answer],
    )


@document(
    "mail-html-03.eml",
    "mail-html",
    "Web shop notice built of div and dl, prices with tax, postage and points as lines.",
)
def shop() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 2, "点", 2592),
        line("P1004", "サンプル紅茶 リーフ 500g", 3, "点", 2106),
        line(None, "送料", None, None, None, 770),
        line(None, "ポイント利用", None, None, None, -300),
    ]
    gross = total(lines)
    items = "".join(
        f'<div class="item"><div class="name">{e.name}</div><div class="sku">商品番号：{e.code}</div><div>¥{yen(e.price)}（税込） × {e.qty}点</div><div class="sum">小計 ¥{yen(e.amount)}</div></div>'
        for e in lines[:2]
    )
    html = f"""<html><body style="font-family:sans-serif"><div style="max-width:600px"><h1>ご注文を受け付けました</h1>
<p>まぼろしカフェ 様</p><dl><dt>ご注文番号</dt><dd>250-1126-00931</dd><dt>ご注文日時</dt><dd>2026年11月26日 07時12分</dd>
<dt>お届け予定日</dt><dd>2026年11月29日</dd><dt>お届け先</dt><dd>〒240-0000<br>神奈川県見本市海岸通2-5<br>まぼろしカフェ 様</dd></dl>
{items}
<div>送料 ¥{yen(lines[2].amount)}</div><div>ポイント利用 -¥{yen(-lines[3].amount)}</div>
<div><b>合計（税込） ¥{yen(gross)}</b></div><div>（内消費税 8%対象 ¥{yen(int(total(lines[:2]) * 8 / 108))}）</div>
<p>伝票商事オンライン</p></div></body></html>"""
    answer = order(
        lines,
        number="250-1126-00931",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 29),
        customer="まぼろしカフェ",
        deliver_to="神奈川県見本市海岸通2-5 まぼろしカフェ",
        tax_mode="inclusive",
        tax=int(total(lines[:2]) * 8 / 108),
        gross=gross,
    )
    notes = {
        "orders.0.deliver_to": "postal code left out; address and name joined",
        "orders.0.tax": "内消費税 names the 8 % part only, postage has no tax line",
        "orders.0.lines.2.quantity": "postage and points are lines without quantity",
    }
    mail = Mail(
        "【伝票商事オンライン】ご注文受付のお知らせ",
        "伝票商事オンライン <no-reply@shop.denpyo-shoji.example>",
        at(11, 26, 7, 12),
        "h03",
    )
    return Made(mail.send(text_part(html, kind="html", how="quoted-printable")), [answer], notes)


@document(
    "mail-html-04.eml", "mail-html", "Table turned by 90 degrees: one column an article, field names down the side."
)
def turned() -> Made:
    lines = [
        line("P4001", "見本食器用洗剤 4L", 12, "本", 1380),
        line("P4003", "サンプルペーパータオル 200枚×40", 5, "ケース", 3960),
        line("MD-9001", "不織布マスク 50枚×20", 2, "箱", 4400),
    ]
    net = total(lines)
    fields = [
        ("商品コード", [e.code for e in lines]),
        ("商品名", [e.name for e in lines]),
        ("数量", [num(e.qty) for e in lines]),
        ("単位", [e.unit for e in lines]),
        ("単価", [yen(e.price) for e in lines]),
        ("金額", [yen(e.amount) for e in lines]),
    ]
    rows = "".join(
        f"<tr><th>{word}</th>" + "".join(f"<td>{value}</td>" for value in values) + "</tr>" for word, values in fields
    )
    html = f"""<html><body><p>伝票商事株式会社 御中</p><p>見本デリカ株式会社<br>注文番号：MD-26-3077<br>注文日：2026.11.26<br>納入日：2026.12.03</p>
<table border=1>{rows}</table><p>税抜合計 {yen(net)}円 / 消費税 {yen(tax_of(net, "0.1"))}円 / 税込合計 {yen(net + tax_of(net, "0.1"))}円</p></body></html>"""
    answer = order(
        lines,
        number="MD-26-3077",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 3),
        customer="見本デリカ株式会社",
        tax_mode="exclusive",
        total=net,
        tax=tax_of(net, "0.1"),
        gross=net + tax_of(net, "0.1"),
    )
    mail = Mail("注文書送付", "見本デリカ <order@mihon-delica.example>", at(11, 26, 12, 0), "h04")
    return Made(mail.send(text_part(html, "iso-2022-jp", "7bit", kind="html")), [answer])
