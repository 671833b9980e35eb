"""Mails in HTML: a shop's confirmation, a table pasted from Excel, a platform's notice."""

from datetime import timedelta

from .base import US, Deck, Drawn, Firm, era, extra_line, kanji, layout, short, slash, told
from .mails import letter, sign
from .papers import cells


@layout("html-shop", "eml", "mail-html", "tables in tables, postage and a coupon after the articles, sums with tax")
def shop(deck: Deck) -> Drawn:
    """A shop's own mail."""
    order = deck.order(3 + deck.variant, "S-########")
    for line in order.lines:
        line.unit_price = round(line.unit_price * (1 + float(line.tax_rate)))
    post, coupon = 660, 500
    gross = order.total + post - coupon
    rows = "".join(
        "<tr><td><table><tr><td width=60><img src='cid:x' alt=''></td><td>"
        f"<b>{line.product_name}</b><br>品番：{line.own}</td></tr></table></td>"
        f"<td>{line.unit_price:,}円</td><td>{line.quantity}</td><td>{line.amount:,}円</td></tr>"
        for line in order.lines
    )
    sums = (
        f"<tr><td colspan=3>送料</td><td>{post}円</td></tr><tr><td colspan=3>クーポン割引</td><td>-{coupon}円</td></tr>"
    )
    sums += f"<tr><td colspan=3><b>合計（税込）</b></td><td><b>{gross:,}円</b></td></tr>"
    html = (
        "<html><body><table width=600 align=center><tr><td bgcolor=#336><font color=#fff>"
        "オンラインショップ 受注通知</font>"
        f"</td></tr><tr><td><p>新しい注文が入りました。</p><table><tr><td>注文番号</td><td>{order.number}</td></tr>"
        f"<tr><td>注文日</td><td>{kanji(order.ordered_on)}</td></tr><tr><td>お届け希望日</td><td>{slash(order.deliver_on)}</td>"
        f"</tr></table></td></tr><tr><td><table border=1 cellspacing=0>"
        "<tr><th>商品</th><th>単価</th><th>数</th><th>小計</th>"
        f"</tr>{rows}{sums}</table></td></tr><tr><td><table><tr><td valign=top>ご注文者</td>"
        f"<td>{order.customer_name}<br>"
        f"{order.firm.person} 様</td></tr><tr><td>お届け先</td><td>{order.deliver_to}</td></tr></table></td></tr>"
        "<tr><td><small>本メールは配信専用です。</small></td></tr></table></body></html>"
    )
    site = Firm(US, "", "", "noreply@shop.example", "", "ショップ")
    answer = told(
        order,
        "number ordered_on deliver_on customer_name deliver_to",
        "product_name quantity unit_price amount",
        each=lambda line: {"product_code": line.own},
        tax_mode="inclusive",
        gross=gross,
    )
    answer["lines"] += [extra_line("送料", post), extra_line("クーポン割引", -coupon)]
    return Drawn(letter(site, order.ordered_on, "【受注通知】", "", html=html), [answer])


@layout("html-pasted", "eml", "mail-html", "a table pasted from Excel with merged days; a signature below; no number")
def pasted(deck: Deck) -> Drawn:
    """Outlook with an Excel table."""
    order = deck.order(4 + deck.variant)
    head = "<tr style='height:18.75pt'><td class=xl65>納品日</td><td class=xl65>品名</td><td>数</td><td>単位</td></tr>"
    half, rows = 2, ""
    for at, line in enumerate(order.lines):
        line.deliver_on = order.deliver_on if at < half else order.deliver_on + timedelta(days=4)
        span = {0: half, half: len(order.lines) - half}.get(at)
        rows += f"<tr>{f'<td rowspan={span}>{short(line.deliver_on)}</td>' if span else ''}"
        rows += f"<td class=xl66>{line.product_name}</td><td align=right>{line.quantity}</td><td>{line.unit}</td></tr>"
    html = (
        "<html><head><style>.xl65{background:#ddd}</style></head><body lang=JA>"
        "<p class=MsoNormal>伝票商事　受注ご担当者様</p>"
        f"<p class=MsoNormal>お世話になっております。<br>{order.customer_name} の {order.firm.person} です。</p>"
        f"<p class=MsoNormal>下記の表の通り手配をお願いします。納品先は{order.deliver_to}です。</p>"
        f"<table border=0 cellpadding=0 style='border-collapse:collapse'>{head}{rows}</table>"
        f"<p class=MsoNormal>{sign(order.firm).strip().replace(chr(10), '<br>')}</p></body></html>"
    )
    answer = told(order, "customer_name deliver_to", "product_name quantity unit deliver_on")
    return Drawn(letter(order.firm, order.ordered_on, "手配のお願い", "", html=html), [answer])


@layout(
    "html-notice", "eml", "mail-html", "a platform's notice with lists of terms; a plain part that holds only a hint"
)
def notice(deck: Deck) -> Drawn:
    """受発注サービスの通知."""
    order = deck.order(3 + deck.variant, "26##-####-####")
    terms = (
        ("発注企業", order.customer_name),
        ("発注No.", order.number),
        ("発注日", era(order.ordered_on)),
        ("納品希望日", era(order.deliver_on)),
        ("納品先", order.deliver_to),
    )
    html = "<div style='font-family:Meiryo'><h2>新着の発注があります</h2><dl>"
    html += "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in terms) + "</dl><table>"
    html += cells(("商品コード", "商品名", "税率", "単価(税抜)", "数量", "金額(税抜)"), "th")
    for line in order.lines:
        rate = "軽減8%" if line.tax_rate == "0.08" else "10%"
        goods = (line.product_code, line.product_name, rate, line.unit_price, f"{line.quantity} {line.unit}")
        html += cells((*goods, line.amount))
    html += f"</table><p>税抜合計：{order.total:,} 円<br>消費税：{order.tax:,} 円<br>税込合計：{order.gross:,} 円</p>"
    html += "<p><a href='https://edi.example/orders'>受注処理画面へ</a></p><hr>受発注クラウド 事務局</div>"
    site = Firm(US, "", "", "notice@edi.example", "", "受発注クラウド")
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total tax gross"
    row_shown = "product_code product_name quantity unit unit_price amount tax_rate"
    body = "発注の詳細はHTML表示でご確認ください。\n"
    return Drawn(letter(site, order.ordered_on, "発注のお知らせ", body, html=html), [told(order, shown, row_shown)])
