"""Mails in HTML: of shops, portals, approvals and people who paste tables."""

from datetime import date

from .base import Drawn, Row, Sums, document, good, told, yen
from .post import mail
from .prints import row


@document(
    "html-store.eml",
    "mail-html",
    "a web shop's notice to its owner: article, code and price times pieces inside one cell, sums with tax",
)
def store() -> Drawn:
    rows = [
        Row("P1005", "例示ミネラルウォーター 2L×6本", 6, None, 842),
        Row("P1006", "例示オレンジジュース 1L×12本", 2, None, 3110),
    ]
    gross = Sums(rows).total
    items = "".join(
        f"<tr><td style='padding:15px 0'><span style='font-size:16px'>{r.name}&nbsp;×&nbsp;{r.quantity}</span><br>"
        f"<span style='color:#999'>SKU: {r.code}</span></td><td style='text-align:right'>¥{yen(r.amount)}</td></tr>"
        for r in rows
    )
    html = f"""<!DOCTYPE html><html><body style="margin:0;background:#f6f6f7"><table width="100%"><tr><td><center>
<table style="width:560px;text-align:left"><tr><td><h1 style="font-size:30px">伝票商事オンライン</h1></td>
<td style="text-align:right">注文 #1077</td></tr></table>
<table style="width:560px"><tr><td><h2>見本デリカ(株)さんが注文しました</h2><p>11月21日 09:32に注文が入りました。</p>
<a href="https://denpyo.example/admin/1077" style="background:#1990c6;color:#fff;padding:12px">注文を表示する</a></td>
</tr></table>
<h3>注文概要</h3><table style="width:560px">{items}</table>
<table style="width:280px">{row(("小計", f"¥{yen(gross)}"))}{row(("配送料", "¥0"))}
{row(("合計(税込)", f"<b>¥{yen(gross)} JPY</b>"))}</table>
<h3>お客様情報</h3><table style="width:560px"><tr><td><h4>配送先住所</h4><p>見本デリカ(株)<br>広島県見本市緑町11-3<br>
第二工場<br>日本</p></td>
<td><h4>配送方法</h4><p>自社便</p><h4>支払い</h4><p>請求書払い</p></td></tr></table></center></td></tr></table>
</body></html>"""
    content = mail(
        "伝票商事オンライン <store@denpyo-shoji.example>",
        "[伝票商事オンライン] 注文 #1077 見本デリカ(株)",
        (2026, 11, 21, 9, 32, 40),
        None,
        html=html,
    )
    head = {"number": "#1077", "ordered_on": date(2026, 11, 21), "customer_name": "見本デリカ(株)", "gross": gross}
    order = told(
        rows, "code name quantity amount", deliver_to="広島県見本市緑町11-3 第二工場", tax_mode="inclusive", **head
    )
    return Drawn(content, [order], {"orders.0.number": "with or without the sign before it"})


@document(
    "html-paste.eml",
    "mail-html",
    "a table pasted from a workbook into a letter, headings in its first row, sum in its last",
)
def paste() -> Drawn:
    rows = [
        good("P2001", 12, name="薄力小麦粉25kg"),
        good("P2002", 8, name="強力小麦粉25kg"),
        good("P2003", 5, name="上白糖20kg"),
        Row("SF-77", "ベーキングパウダー 1kg", 6, "袋", 1240),
        good("P2004", 10, name="食塩5kg"),
        good("P2005", 2, name="サラダ油16.5kg"),
        Row("SF-81", "ショートニング 15kg", 3, "缶", 7400),
    ]
    cell = "<td style='border:solid windowtext 1.0pt;padding:0 5pt'><p class=MsoNormal>{}<o:p></o:p></p></td>"
    table = "".join(
        f"<tr style='height:18pt'>{''.join(cell.format(c) for c in line)}</tr>"
        for line in (
            ("商品CD", "商品名", "発注数", "単位", "仕切価", "金額"),
            *((r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount)) for r in rows),
            ("", "合計(税抜)", "", "", "", yen(Sums(rows).total)),
        )
    )
    html = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-2022-jp">
<style>p.MsoNormal{{margin:0mm;font-size:10.5pt;font-family:"游ゴシック"}}</style>
</head><body lang=JA><div class=WordSection1>
<p class=MsoNormal>伝票商事 宮内様<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>サンプル食品の神田です。<o:p></o:p></p>
<p class=MsoNormal>下表のとおり発注しますので、10月19日(月)に大阪物流センターへ納入願います。<o:p></o:p></p>
<p class=MsoNormal>当社発注番号は <b>SSK-4480</b> です。<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>{table}</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>以上、よろしくお願いします。<o:p></o:p></p>
<p class=MsoNormal>-------------------------------<o:p></o:p></p>
<p class=MsoNormal>サンプル食品株式会社 購買部 神田<o:p></o:p></p><p class=MsoNormal>TEL 06-0000-2323<o:p></o:p></p>
</div></body></html>"""
    content = mail(
        "神田 <buy@sample-shokuhin.example>",
        "発注の件(SSK-4480)",
        (2026, 10, 13, 10, 5),
        None,
        html=html,
        charset="iso-2022-jp",
        cte="7bit",
    )
    head = {"number": "SSK-4480", "deliver_on": date(2026, 10, 19), "customer_name": "サンプル食品株式会社"}
    head.update(deliver_to="大阪物流センター", tax_mode="exclusive", total=Sums(rows).total)
    return Drawn(content, [told(rows, "code name quantity unit price amount", **head)])


@document(
    "html-phone.eml",
    "mail-html",
    "lines typed on a telephone, each a div; no number, one quantity put right behind an arrow",
)
def phone() -> Drawn:
    plain = """おつかれさまです。テスト給食の中原です。
来週分です。１１/３０(月)にお願いします。

・米10kg 5袋
・一斗缶サラダ油 2缶
・濃口醤油 1ケース
・だし昆布 1kg 2袋
・紙ナプキン 1箱→やっぱり2箱で

いつもの時間でOKです。
iPhoneから送信
"""
    html = "".join(f"<div>{line or '<br>'}</div>" for line in plain.rstrip().split("\n"))
    content = mail(
        "中原 <kitchen@test-kyushoku.example>",
        "発注",
        (2026, 11, 26, 21, 17),
        plain,
        html=f'<html><body dir="auto">{html}</body></html>',
        cte="quoted-printable",
    )
    rows = [
        Row(None, "米10kg", 5, "袋"),
        Row(None, "一斗缶サラダ油", 2, "缶"),
        Row(None, "濃口醤油", 1, "ケース"),
        Row(None, "だし昆布 1kg", 2, "袋"),
        Row(None, "紙ナプキン", 2, "箱"),
    ]
    order = told(rows, "name quantity unit", deliver_on=date(2026, 11, 30), customer_name="テスト給食")
    return Drawn(content, [order], {"orders.0.lines.4.quantity": "put right behind an arrow"})


@document(
    "html-edi.eml",
    "mail-html",
    "a portal's notice with the order inside: pairs of labels, then lines with the maker's code and ours",
)
def edi_notice() -> Drawn:
    rows = [good("P3001", 60), good("P3002", 40), Row("YB-15", "宅配ビニール袋 A4 100枚", 20, "束", 1150, "0.1")]
    sums = Sums(rows)
    lines = "".join(
        row(
            (
                n,
                r.code,
                f"KB-{n:04d}",
                r.name,
                f"{r.quantity} {r.unit}",
                f"¥{yen(r.price)}",
                f"¥{yen(r.amount)}",
                "10%",
            ),
            kinds="c---rrrc",
        )
        for n, r in enumerate(rows, 1)
    )
    titles = ("#", "御社商品コード", "当社管理番号", "商品名", "数量", "単価(税抜)", "金額(税抜)", "税率")
    html = f"""<html><body><p>伝票商事株式会社 様</p>
<p>次の注文が発行されました。内容をご確認のうえ、納期回答をお願いします。</p>
<table border="1" cellspacing="0" cellpadding="4">{row(("発注番号", "PO26-11-0391", "発注日", "2026/11/18"))}
{row(("発注会社", "例示物産株式会社", "発注担当", "物流資材課 服部"))}
{row(("納入場所", "第一倉庫", "納入日", "2026/11/25"))}</table><br>
<table border="1" cellspacing="0" cellpadding="4">{row(titles, "th")}{lines}
<tr><td colspan="6" align="right">税抜合計</td><td colspan="2">¥{yen(sums.total)}</td></tr>
<tr><td colspan="6" align="right">消費税</td><td colspan="2">¥{yen(sums.tax)}</td></tr><tr>
<td colspan="6" align="right">税込合計</td><td colspan="2">¥{yen(sums.gross)}</td></tr></table>
<p>▼納期回答はこちら<br><a href="https://edi.reiji.example/r/0391">https://edi.reiji.example/r/0391</a></p>
<p style="color:#888">このメールはシステムより自動送信されています。</p></body></html>"""
    content = mail(
        "かんたん調達 <noreply@edi-reiji.example>",
        "【注文発行】PO26-11-0391 例示物産株式会社",
        (2026, 11, 18, 16, 0),
        "HTMLメールを表示できる環境でご覧ください。",
        html=html,
    )
    head = {"number": "PO26-11-0391", "ordered_on": date(2026, 11, 18), "deliver_on": date(2026, 11, 25)}
    head.update(customer_name="例示物産株式会社", deliver_to="第一倉庫", **sums.head)
    return Drawn(content, [told(rows, "code name quantity unit price amount rate", **head)])


@document("html-news.eml", "mail-html", "an advertisement with goods, prices and cases", "notice")
def news() -> Drawn:
    html = f"""<html><body><table width="600"><tr>
<td bgcolor="#c33"><font color="#fff" size="5">かくう包材通信 12月号</font></td></tr>
<tr><td><p>年末特価!12月20日までのご注文に限り、下記商品を特別価格でご提供します。</p>
<table border="1">{row(("商品コード", "商品名", "通常価格", "特価", "最小数量"), "th")}
{row(("KH-100", "発泡容器 丸 白 600個", "4,800円", "3,980円", "5ケース"))}
{row(("KH-220", "おせち重箱 6.5寸 50組", "12,500円", "9,900円", "2ケース"))}</table>
<p>ご注文はお電話またはFAXで。配信停止は<a href="https://news.example/stop">こちら</a></p></td></tr></table>
</body></html>"""
    content = mail(
        "かくう包材 <news@kakuu-houzai.example>",
        "年末特価のご案内(包材通信12月号)",
        (2026, 12, 2, 12, 0),
        None,
        html=html,
        headers={"List-Unsubscribe": "<https://news.example/stop>"},
    )
    return Drawn(content, [])


@document(
    "html-approved.eml",
    "mail-html",
    "a workflow's notice that a purchase was approved: nested tables, comments of the approvers",
)
def approved() -> Drawn:
    rows = [
        good("P4001", 6, name="食器用洗剤4L"),
        good("P4003", 4, name="ペーパータオル"),
        good("P4004", 2, name="ニトリル手袋M"),
        Row(None, "介護用シーツ 防水 10枚", 3, "箱", 6800),
    ]
    lines = "".join(
        row((r.name, f"{yen(r.price)}円", r.quantity, r.unit, f"{yen(r.amount)}円"), kinds="-rrcr") for r in rows
    )
    inner = f"<table border=1 cellpadding=3>{row(('品目', '単価', '数', '単位', '金額'), 'th')}{lines}</table>"
    facts = (
        ("申請番号", "REQ-26-3317"),
        ("申請書", "消耗品購入(業者直送用)"),
        ("申請日", "2026年12月7日"),
        ("事業所", "かくう苑 デイサービスセンター"),
        ("業者", "伝票商事株式会社"),
        ("明細", inner),
        ("希望納期", "2026年12月14日"),
        ("送付先", "岡山県例示市日当町7-1 デイ事務所"),
    )
    table = "".join(f"<tr><th align=left bgcolor=#eee>{label}</th><td>{value}</td></tr>" for label, value in facts)
    html = f"""<html><body><p>以下の申請が承認されましたので、発注いたします。</p><table border=0><tr><td>
<table border=1 cellspacing=0 cellpadding=5>{table}</table></td></tr></table>
<p><b>承認履歴</b></p><table>{row(("2026/12/07 10:11", "三宅", "申請"))}
{row(("2026/12/08 08:40", "施設長 難波", "承認「手袋は来月分も含む」"))}</table>
<hr>社会福祉法人かくう苑 本部事務局<br>TEL 086-000-7171</body></html>"""
    content = mail(
        "購買ワークフロー <wf@kakuuen.example>",
        "[承認済] REQ-26-3317 消耗品購入",
        (2026, 12, 8, 8, 41),
        None,
        html=html,
        cte="quoted-printable",
    )
    head = {"number": "REQ-26-3317", "ordered_on": date(2026, 12, 7), "deliver_on": date(2026, 12, 14)}
    head.update(customer_name="社会福祉法人かくう苑", deliver_to="岡山県例示市日当町7-1 デイ事務所")
    judgement = {
        "orders.0.ordered_on": "asked for on one day, approved on the next",
        "orders.0.customer_name": "the body and its house both stand",
    }
    return Drawn(content, [told(rows, "name quantity unit price amount", **head)], judgement)
