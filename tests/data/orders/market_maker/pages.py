"""Mails in HTML that systems send."""

from .base import (
    INCLUSIVE,
    SHOP,
    Drawn,
    Row,
    Sums,
    day,
    document,
    extra,
    good,
    inside,
    mail,
    of_rate,
    taxed,
    told,
    yen,
)


@document(
    "mh-shopify.eml",
    "mail-html",
    "Shopify's new-order mail to the shop: name x pieces and SKU in a cell, amount beside",
)
def shopify() -> Drawn:
    rows = [taxed("P2007", 3), Row("SHIO-YUZU", "ゆず塩だれ 1L", 4, None, 1296, "0.08")]
    goods, postage = Sums(rows).total, 990
    items = "".join(
        f"<tr><td><img width=60 alt=''></td><td><span>{r.name} × {r.quantity}</span><br>"
        f"<span style='color:#777'>SKU: {r.code}</span></td><td align=right><p>¥{yen(r.amount)}</p></td></tr>"
        for r in rows
    )
    sums = (("小計", goods), ("配送", postage), ("合計", goods + postage))
    foot = "".join(
        f"<tr><td><p>{word}</p></td><td align=right><strong>¥{yen(sum_)}</strong></td></tr>" for word, sum_ in sums
    )
    html = f"""<!DOCTYPE html><html lang="ja"><body><table width="100%"><tr><td>
<table class="header row"><tr><td><h1>伝票商事オンライン</h1></td><td align=right>注文 #1284</td></tr></table>
<h2>三枝 弘樹様が新しい注文をしました</h2>
<p>2026年3月26日 18:22に三枝 弘樹様から注文#1284を受け付けました。</p>
<a href="https://denpyo-shoji.example/admin/orders/1284">注文を表示する</a>
<h3>注文概要</h3><table>{items}</table><table>{foot}</table>
<p style="color:#777">表示価格はすべて税込です。</p>
<h3>お客様情報</h3><table><tr><td><h4>配送先住所</h4>
<p>洋食さえぐさ<br>三枝 弘樹<br>000-0733<br>岡山県例示市表町7-33<br>日本</p></td>
<td><h4>配送方法</h4><p>標準</p><h4>支払い処理</h4><p>銀行振込</p></td></tr></table>
</td></tr></table></body></html>"""
    content = mail(SHOP, "[伝票商事オンライン] 注文 #1284 (三枝 弘樹様)", (2026, 3, 26, 18, 22, 30), None, html=html)
    order = told(
        rows,
        "code name quantity amount",
        number="#1284",
        ordered_on=day(3, 26),
        customer_name="洋食さえぐさ",
        deliver_to="岡山県例示市表町7-33",
        gross=goods + postage,
        **INCLUSIVE,
    )
    order["lines"].append(extra("配送", postage))
    judgement = {
        "orders.0.number": "with or without the sign before it",
        "orders.0.customer_name": "the person ordered, the firm stands in the address",
        "orders.0.deliver_to": "firm, person and address stand in one block",
    }
    return Drawn(content, [order], judgement)


@document("mh-eccube4.eml", "mail-html", "EC-CUBE 4 order mail as HTML, with its plain twin: one article a block")
def eccube4_html() -> Drawn:
    rows = [taxed("P3006", 4), taxed("P4004", 2)]
    goods = Sums(rows).total
    tax = inside(goods, "0.1")
    blocks = "<hr>".join(
        f"商品コード：{r.code}<br>商品名：{r.name}<br>単価：￥{yen(r.price)}<br>数量：{r.quantity}<br>" for r in rows
    )
    bare = "\n\n".join(
        f"商品コード：{r.code}\n商品名：{r.name}\n単価：￥{yen(r.price)}\n数量：{r.quantity}" for r in rows
    )
    head = (
        "ご注文日時：2026/10/05 13:02:40",
        "ご注文番号：10977",
        f"お支払い合計：￥{yen(goods)}",
        "お支払い方法：請求書払い",
    )
    foot = (f"小　計：￥{yen(goods)}", "手数料：￥0", "送　料：￥0", f"合　計：￥{yen(goods)}")
    rate = f"10 ％対象：￥{yen(goods)}（内消費税：￥{yen(tax)}）"
    who = (
        "お名前：相沢 進 様",
        "会社名：株式会社ダミーマート",
        "郵便番号：〒0000007",
        "住所：埼玉県見本市西口7-4 配送センター",
    )
    when = ("配送方法：自社配送", "お届け日：2026/10/08", "お届け時間：指定なし")
    html = f"""<html><body style="background:#f8f8f8"><table align="center" width="600"><tr><td style="background:#fff">
<p>相沢 進 様</p><p>この度はご注文いただき誠にありがとうございます。下記ご注文内容にお間違えがないかご確認下さい。</p>
<h3>ご請求金額</h3><p>{"<br>".join(head)}</p>
<h3>ご注文商品明細</h3><p>{blocks}</p><hr><p>{"<br>".join(foot)}<br>{rate}</p>
<h3>ご注文者情報</h3><p>{"<br>".join(who)}</p>
<h3>配送情報</h3><p>◎お届け先<br>{"<br>".join(who)}<br><br>{"<br>".join(when)}</p></td></tr></table></body></html>"""
    text = "\n".join(("相沢 進 様", "", *head, "", bare, "", *foot, rate, "", *who, "", "◎お届け先", *who, *when, ""))
    content = mail(
        SHOP,
        "[伝票商事オンラインショップ] ご注文ありがとうございます",
        (2026, 10, 5, 13, 2, 42),
        text,
        html=html,
        to="hacchu@dummy-mart.example",
    )
    order = told(
        rows,
        "code name quantity price",
        number="10977",
        ordered_on=day(10, 5),
        deliver_on=day(10, 8),
        customer_name="株式会社ダミーマート",
        deliver_to="埼玉県見本市西口7-4 配送センター",
        gross=goods,
        tax=tax,
        **INCLUSIVE,
    )
    return Drawn(content, [order], {"orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines"})


@document(
    "mh-woocommerce.eml", "mail-html", "WooCommerce's new-order mail: three columns, sums as rows below, two addresses"
)
def woocommerce() -> Drawn:
    rows = [good("P1006", 3), Row(None, "瓶入りジンジャーエール 200ml×24本", 2, None, 4320, "0.08"), good("P3004", 1)]
    sums, postage = Sums(rows), 1200
    tax = of_rate(rows, "0.08") * 8 // 100 + (of_rate(rows, "0.1") + postage) * 10 // 100
    gross = sums.total + postage + tax
    items = "".join(
        f"<tr><td>{r.name}{f' (#{r.code})' if r.code else ''}</td><td>{r.quantity}</td><td>¥{yen(r.amount)}</td></tr>"
        for r in rows
    )
    foot = (
        ("小計:", f"¥{yen(sums.total)}"),
        ("配送:", f"¥{yen(postage)} 冷蔵便"),
        ("税:", f"¥{yen(tax)}"),
        ("支払い方法:", "銀行振込"),
        ("合計:", f"¥{yen(gross)}"),
    )
    under = "".join(f"<tr><th colspan=2 scope=row>{word}</th><td>{value}</td></tr>" for word, value in foot)
    address = "株式会社レストラン青葉<br>倉田 浩<br>000-0655<br>宮城県<br>例示市<br>青葉台6-55"
    html = f"""<html lang="ja"><body><div id="wrapper"><table id="template_container" width="600"><tr><td>
<h1>新規注文: #3391</h1></td></tr><tr><td><p>倉田 浩 さんから以下の注文を受け取りました:</p>
<h2><a href="https://denpyo-shoji.example/3391">[注文 #3391]</a> (<time>2026年12月4日</time>)</h2>
<table border="1" cellpadding="6"><thead><tr><th>商品</th><th>数量</th><th>価格</th></tr></thead>
<tbody>{items}</tbody><tfoot>{under}</tfoot></table>
<table><tr><td><h2>請求先住所</h2><address>{address}<br>022-000-0655</address></td>
<td><h2>お届け先住所</h2><address>{address}</address></td></tr></table>
<p>おめでとうございます。</p></td></tr></table></div></body></html>"""
    content = mail(SHOP, "[伝票商事]: 新規注文 #3391", (2026, 12, 4, 7, 50, 12), None, html=html)
    order = told(
        rows,
        "code name quantity amount",
        number="3391",
        ordered_on=day(12, 4),
        customer_name="株式会社レストラン青葉",
        deliver_to="宮城県 例示市 青葉台6-55",
        tax_mode="exclusive",
        total=sums.total,
        tax=tax,
        gross=gross,
    )
    order["lines"].append(extra("配送", postage))
    judgement = {
        "orders.0.total": "the sum named is of the goods without postage",
        "orders.0.customer_name": "the person ordered, the firm stands in the addresses",
        "orders.0.deliver_to": "the address is broken over lines",
        "orders.0.number": "with or without the sign before it",
        "orders.0.lines.3.product_name": "the word of the sum, or the way of sending beside it",
    }
    return Drawn(content, [order], judgement)
