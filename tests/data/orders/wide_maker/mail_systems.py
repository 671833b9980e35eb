"""HTML mails of ordering tools, forms and packages."""

from html import escape

from fresh_maker.base import good
from trades_maker.base import CODED, NAMED, PRICED, Drawn, Row, Sums, day, document, extra, mail, rows, told, yen

FRAME = 'border="0" cellpadding="0" cellspacing="0" role="presentation"'
ROOF = '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{}</title></head>'


@document(
    "mail-html-cards.eml",
    "mail-html",
    "nested tables of a newsletter's look, a card for each article, ※ for 8 %, postage",
)
def cards() -> Drawn:
    """A bistro orders by an app."""
    items = [
        Row("T-0118", "ホールトマト缶 2550g", 12, "缶", 690, "0.08"),
        Row("B-2204", "無塩バター 450g", 10, "個", 890, "0.08"),
        Row("Z-0530", "ラップフィルム 45cm×50m", 4, "本", 610, "0.1"),
    ]
    post = Row(None, "送料", 1, None, 800, "0.1")
    sums = Sums([*items, post])
    body = "".join(
        f'<tr><td style="padding:12px 24px;border-bottom:1px solid #eeeeee"><table {FRAME} width="100%"><tr>'
        f'<td width="72"><img src="https://img.ordernote.example/{row.code}.jpg" width="64" height="64" alt=""></td>'
        f'<td><div style="font-weight:bold">{row.name}{" ※" if row.rate == "0.08" else ""}</div>'
        f'<div style="color:#888888;font-size:12px">商品番号 {row.code}</div>'
        f'<div style="font-size:13px">{yen(row.price)}円 × {row.quantity}{row.unit}</div></td>'
        f'<td align="right" valign="bottom"><b>{yen(row.amount)}円</b></td></tr></table></td></tr>\n'
        for row in items
    )
    foot = "".join(
        f'<tr><td>{word}</td><td align="right">{yen(value)}円</td></tr>'
        for word, value in (
            ("商品小計", sums.total - 800),
            ("送料", 800),
            ("税抜合計", sums.total),
            ("消費税(8%)", sums.tax8),
            ("消費税(10%)", sums.tax10),
            ("ご請求予定額", sums.gross),
        )
    )
    facts = "".join(
        f'<tr><td width="110" style="color:#888888">{word}</td><td>{value}</td></tr>'
        for word, value in (
            ("オーダーNo.", "ON-4418-2093"),
            ("発注日時", "2026年9月28日 0:46"),
            ("お店", "ビストロ・ランタン"),
            ("お届け希望", "2026年9月30日(水) 午前"),
            ("お届け先", "架空市灯台通り3-14 ビストロ・ランタン"),
        )
    )
    html = (
        ROOF.format("発注のお知らせ")
        + f'<body style="margin:0;background:#f5f5f5"><table {FRAME} width="100%" bgcolor="#f5f5f5"><tr>'
        + f'<td align="center"><table {FRAME} width="600" bgcolor="#ffffff"><tr><td bgcolor="#2e7d6b" align="center">'
        + '<img src="https://img.ordernote.example/logo.png" width="160" alt="オーダーノート"></td></tr>'
        + '<tr><td style="padding:24px"><h2>新しい発注が届きました</h2>'
        + "伝票商事株式会社 さま<br>お客さまから発注が入りました。</td></tr>"
        + f'<tr><td style="padding:0 24px"><table {FRAME}>{facts}</table></td></tr>{body}'
        + f'<tr><td align="right" style="padding:12px 24px"><table {FRAME} width="260">{foot}</table>'
        + '<div style="font-size:11px;color:#888888">※は軽減税率(8%)対象、印のない商品と送料は10%対象です。'
        + "商品価格は税抜です。</div></td></tr>"
        + '<tr><td align="center" style="padding:20px"><a href="https://ordernote.example/o/44182093" style="'
        + 'background:#2e7d6b;color:#ffffff;padding:12px 40px">発注内容を確認する</a></td></tr>'
        + '<tr><td align="center" style="font-size:11px;color:#aaaaaa">&copy; 2026 OrderNote Inc.　'
        + '<a href="https://ordernote.example/stop">配信設定</a></td></tr></table></td></tr></table></body></html>\n'
    )
    letter = mail(
        "オーダーノート <noreply@ordernote.example>", "新しい発注が届きました", (2026, 9, 28, 0, 46), None, html=html
    )
    head = {"number": "ON-4418-2093", "ordered_on": day(9, 28), "deliver_on": day(9, 30), **sums.head, "tax": None}
    head |= {"customer_name": "ビストロ・ランタン", "deliver_to": "架空市灯台通り3-14 ビストロ・ランタン"}
    answer = told(items, f"{PRICED} rate", **head)
    answer["lines"].append(extra("送料", 800, tax_rate="0.1"))
    return Drawn(letter, [answer], {"orders.0.tax": "the taxes of both rates stand, their sum does not"})


@document(
    "mail-html-clinic.eml", "mail-html", "a form's labels in a table without borders, goods as lines within one cell"
)
def clinic() -> Drawn:
    """A dentist fills in a form of the web."""
    items = rows(
        NAMED,
        "サンプル紙コップ 8オンス 1000個|2|箱\nサンプルペーパータオル 200枚×40|3|ケース\n見本アルコール除菌液 5L|4|本",
    )
    goods = "<br>".join(f"{row.name}　{row.quantity}{row.unit}" for row in items)
    facts = (
        ("受付日時", "2026/12/01 13:05"),
        ("受付番号", "F-00731"),
        ("医院・会社名", "木下ファミリー歯科"),
        ("お名前", "木下 真理子"),
        ("電話番号", "050-0000-8241"),
        ("ご注文品", goods),
        ("ご希望日", "2026/12/04"),
        ("お届け先住所", "見本市欅通り7-2 欅メディカルビル3階"),
        ("お支払い", "請求書払い"),
        ("ご要望", "13時〜14時半は休診のため、それ以外の時間にお願いします。"),
    )
    body = "".join(
        f'<tr><th align="left" valign="top" nowrap style="padding:4px 16px 4px 0">{word}</th><td>{value}</td></tr>'
        for word, value in facts
    )
    html = (
        '<html><body><p>ホームページの注文フォームより、以下の内容で送信されました。</p><table border="0">'
        f"{body}</table><hr><p style='font-size:11px'>このメールはフォームから自動で送信されています。</p>"
        "</body></html>\n"
    )
    letter = mail(
        "注文フォーム <form@denpyo-shoji.example>",
        "注文フォーム:木下ファミリー歯科",
        (2026, 12, 1, 13, 5),
        None,
        html=html,
    )
    head = {
        "number": "F-00731",
        "ordered_on": day(12, 1),
        "deliver_on": day(12, 4),
        "customer_name": "木下ファミリー歯科",
    }
    answer = told(items, NAMED, deliver_to="見本市欅通り7-2 欅メディカルビル3階", **head)
    return Drawn(letter, [answer], {"orders.0.number": "the form's own number of receipt is the only one"})


@document(
    "mail-html-cloud.eml",
    "mail-html",
    "a cloud service's order: facts beside each other, a rate for each line, sums by rate",
)
def cloud() -> Drawn:
    """A caterer's cloud of purchasing."""
    items = [
        good("P2007", 30),
        good("P2005", 4),
        Row("G-0092", "冷凍ミックスベジタブル 1kg", 50, "袋", 380, "0.08"),
        Row("G-0410", "弁当容器 BF-57 黒 50枚", 60, "袋", 1250, "0.1"),
    ]
    sums = Sums(items)
    body = "".join(
        f"<tr><td>{row.name}<br><span class='s'>{row.code}</span></td><td class='r'>{row.quantity} {row.unit}</td>"
        f"<td class='r'>{yen(row.price)}</td><td class='r'>{row.percent}</td><td class='r'>{yen(row.amount)}</td></tr>"
        for row in items
    )
    foot = "".join(
        f"<tr><td colspan='4' class='r'>{word}</td><td class='r'>{yen(value)}</td></tr>"
        for word, value in (
            ("8%対象", sums.base8),
            ("10%対象", sums.base10),
            ("小計(税抜)", sums.total),
            ("消費税", sums.tax),
            ("合計(税込)", sums.gross),
        )
    )
    html = (
        ROOF.format("発注書")
        + "<style>.r{text-align:right}.s{color:#777;font-size:11px}td,th{padding:6px}"
        + "table{border-collapse:collapse}</style>"
        + "<body><p>伝票商事株式会社 ご担当者様</p><p>株式会社青嵐フードサービス様から発注書が届いています。</p>"
        + "<table width='640'><tr><td><b>発注書番号</b><br>SF-202611-0057</td><td><b>発行日</b><br>2026/11/19</td>"
        + "<td><b>納期</b><br>2026/11/26</td></tr>"
        + "<tr><td colspan='2'><b>納入場所</b><br>青嵐フードサービス 東部キッチン</td>"
        + "<td><b>発注担当</b><br>五十嵐</td></tr></table><br>"
        + "<table width='640' border='1' bordercolor='#dddddd'><tr bgcolor='#fafafa'><th>品目</th><th>数量</th>"
        + f"<th>単価(円)</th><th>税率</th><th>金額(円)</th></tr>{body}{foot}</table>"
        + "<p>内容をご確認のうえ、<a href='https://hacchu-cloud.example/a/57'>こちら</a>から承諾してください。</p>"
        + "<p class='s'>発注クラウド運営事務局</p></body></html>\n"
    )
    plain = "株式会社青嵐フードサービス様から発注書が届いています。\nHTMLメールを表示できる環境でご確認ください。\n"
    letter = mail(
        "発注クラウド <no-reply@hacchu-cloud.example>",
        "【発注書】株式会社青嵐フードサービス様より",
        (2026, 11, 19, 15, 0),
        plain,
        html=html,
    )
    head = {"number": "SF-202611-0057", "ordered_on": day(11, 19), "deliver_on": day(11, 26), **sums.head}
    head |= {"customer_name": "株式会社青嵐フードサービス", "deliver_to": "青嵐フードサービス 東部キッチン"}
    return Drawn(letter, [told(items, f"{PRICED} rate", **head)])


@document("mail-html-leaving.eml", "mail-html", "a mill tells what it has sent", what="notice")
def leaving() -> Drawn:
    """A supplier's notice of shipment."""
    cells = "".join(
        f"<tr><td>{name}</td><td align=right>{count}</td><td>袋</td></tr>"
        for name, count in (("見本小麦粉 薄力 25kg", 80), ("見本小麦粉 強力 25kg", 120))
    )
    html = (
        "<html><body><p>伝票商事株式会社 仕入ご担当者様</p><p>平素は格別のお引き立てを賜り、厚く御礼申し上げます。<br>"
        "ご注文いただきました商品を本日出荷いたしましたので、お知らせいたします。</p>"
        "<table cellpadding=3><tr><td>ご注文番号</td><td>DS-10882</td></tr>"
        "<tr><td>出荷日</td><td>2026年11月6日</td></tr>"
        "<tr><td>到着予定日</td><td>2026年11月9日</td></tr>"
        "<tr><td>お問い合わせ送り状No.</td><td>4410-2298-7716</td></tr></table>"
        f"<table border=1 cellspacing=0><tr><th>商品名</th><th>数量</th><th>単位</th></tr>{cells}</table>"
        "<p>架空製粉株式会社 業務課<br>TEL 050-0000-7300</p></body></html>\n"
    )
    sender = "架空製粉 業務課 <shukka@kakuu-seifun.example>"
    return Drawn(mail(sender, "【出荷のお知らせ】DS-10882", (2026, 11, 6, 18, 2), None, html=html), [])


@document(
    "mail-html-guild.eml",
    "mail-html",
    "number and unit in one cell, the code below the name, our code for the customer",
)
def guild() -> Drawn:
    """A street's association orders for its feast."""
    items = [good("P1005", 25), good("P3003", 2), good("P3004", 1), Row("X-310", "ゴミ袋 45L 100枚", 8, "箱")]
    body = "".join(
        f'<tr><td style="border-bottom:1px dotted #999">{row.name}<br>'
        f'<font size="1" color="#666666">品番 {row.code}</font></td>'
        f'<td style="border-bottom:1px dotted #999">{row.quantity} {row.unit}</td></tr>'
        for row in items
    )
    html = (
        '<html><body><font face="ＭＳ Ｐゴシック" size="2">伝票商事株式会社　大月様<br><br>お世話になっております。<br>'
        "サンプル商店街協同組合の的場です。（お客様番号：C012）<br><br>歳末感謝祭で使う品を注文いたします。<br><br>"
        f'<table width="420"><tr><td><b>商品</b></td><td><b>数</b></td></tr>{body}</table><br>'
        "12月11日（金）の午後に組合会館までお届けください。<br>請求書は組合宛でお願いします。<br><br>"
        "サンプル商店街協同組合　事務局　的場<br>宮城県例示市本通12-7<br></font></body></html>\n"
    )
    letter = mail("的場 <office@sample-shotengai.example>", "感謝祭用品の注文", (2026, 12, 2, 11, 36), None, html=html)
    head = {"deliver_on": day(12, 11), "customer_code": "C012", "customer_name": "サンプル商店街協同組合"}
    return Drawn(letter, [told(items, CODED, deliver_to="組合会館", **head)])


@document("mail-html-package.eml", "mail-html", "an office package's page, prices with tax, the tax within told")
def package() -> Drawn:
    """A liquor dealer's package."""
    items = [
        Row("310025", "レジ袋 瓶2本用 500枚", 4, "束", 2750),
        Row("310104", "紙コップ 5オンス 2000個", 2, "箱", 7260),
        Row("320018", "氷袋 3kg用 1000枚", 1, "箱", 9900),
    ]
    gross = sum(row.amount for row in items)
    tax = gross * 10 // 110
    body = "".join(
        f"<TR><TD>{place}</TD><TD>{row.code}</TD><TD>{escape(row.name)}</TD><TD ALIGN=RIGHT>{row.quantity}</TD>"
        f"<TD>{row.unit}</TD><TD ALIGN=RIGHT>{yen(row.price)}</TD><TD ALIGN=RIGHT>{yen(row.amount)}</TD></TR>\n"
        for place, row in enumerate(items, 1)
    )
    html = (
        '<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-2022-jp"></HEAD>\n'
        '<BODY><FONT FACE="ＭＳ ゴシック"><CENTER><B>注　文　書</B></CENTER>\n<P>伝票商事株式会社　御中</P>\n'
        "<P>伝票番号：00041772<BR>伝票日付：26/10/20<BR>入荷予定：26/10/23<BR>入荷先　：丸正酒販 港倉庫</P>\n"
        "<TABLE BORDER=1 CELLPADDING=2><TR><TH>行</TH><TH>商品コード</TH><TH>商品名</TH><TH>数量</TH><TH>単位</TH>"
        f"<TH>税込単価</TH><TH>税込金額</TH></TR>\n{body}"
        f"<TR><TD COLSPAN=6 ALIGN=RIGHT>合計(税込)</TD><TD ALIGN=RIGHT>{yen(gross)}</TD></TR>\n"
        f"<TR><TD COLSPAN=6 ALIGN=RIGHT>(内消費税10%)</TD><TD ALIGN=RIGHT>({yen(tax)})</TD></TR></TABLE>\n"
        "<P>丸正酒販株式会社<BR>見本市港町1-22　TEL 050-0000-6671　担当：堀</P></FONT></BODY></HTML>\n"
    )
    letter = mail(
        "marusho <hanbai@marusho-shuhan.example>",
        "注文書送付 00041772",
        (2026, 10, 20, 17, 45),
        None,
        html=html,
        charset="iso-2022-jp",
        cte="7bit",
    )
    head = {"number": "00041772", "ordered_on": day(10, 20), "deliver_on": day(10, 23), "tax_mode": "inclusive"}
    head |= {"customer_name": "丸正酒販株式会社", "deliver_to": "丸正酒販 港倉庫", "tax": tax, "gross": gross}
    doubt = {"orders.0.lines.0.tax_rate": "the sum names one rate, no line does"}
    return Drawn(letter, [told(items, PRICED, **head)], doubt)
