"""Mails in HTML of form services, databases and people who paste a table."""

from .base import Drawn, Row, Sums, day, document, good, mail, told, yen


@document(
    "mh-gforms.eml", "mail-html", "Google Forms: every question a heading, articles are questions answered by a number"
)
def google_forms() -> Drawn:
    rows = [
        Row(None, "食パン用粉 25kg", 4, "袋"),
        good("P2002", 6, name="強力粉 25kg", code=None),
        Row(None, "無塩バター 450g", 30, "個"),
        good("P2003", 2, name="上白糖 20kg", code=None),
    ]
    asked = (
        ("店舗名", "ベーカリー麦の丘 駅前店"),
        ("ご担当者名", "高瀬"),
        ("納品希望日", "2026/05/14"),
        ("お届け先住所", "山梨県例示市丘の上2-2"),
    )
    goods = ((f"{r.name}({r.unit})", r.quantity) for r in rows)
    left = (("ドライイースト 500g(個)", ""), ("連絡事項", "小麦粉は2階倉庫までお願いします"))
    blocks = "".join(
        f"<div style='padding:12px;border:1px solid #dadce0'><div style='font-weight:bold'>{ask}</div>"
        f"<div>{told_}</div></div>"
        for ask, told_ in (*asked, *goods, *left)
    )
    html = f"""<html><body><div style="background:#673ab7;height:10px"></div>
<h1>原材料 注文フォーム</h1>
<p>「原材料 注文フォーム」に新しい回答がありました。</p>
<p>送信日時: 2026/05/11 19:40:25</p>{blocks}
<p>このフォームは 伝票商事株式会社 内部で作成されました。</p></body></html>"""
    content = mail(
        "フォーム通知 <forms-noreply@forms.example>", "原材料 注文フォーム", (2026, 5, 11, 19, 40, 28), None, html=html
    )
    order = told(
        rows,
        "name quantity unit",
        ordered_on=day(5, 11),
        deliver_on=day(5, 14),
        customer_name="ベーカリー麦の丘 駅前店",
        deliver_to="山梨県例示市丘の上2-2",
    )
    judgement = {
        "orders.0.ordered_on": "the time of sending is the only day of the order",
        "orders.0.lines.0.unit": "the unit stands in brackets in the question",
        "orders.0.customer_name": "the field is called the shop's name",
    }
    return Drawn(content, [order], judgement)


@document(
    "mh-kintone.eml", "mail-html", "kintone's mail of a new record: fields in two columns, the table's rows below"
)
def kintone() -> Drawn:
    rows = [good("P4004", 4), good("P4002", 10), Row("X-7710", "不織布マスク ふつう 2000枚", 2, "箱", 9800)]
    total = Sums(rows).total
    fields = (
        ("レコード番号", "1842"),
        ("発注番号", "TKS-1842"),
        ("発注日", "2026-09-14"),
        ("発注元", "株式会社テスト給食サービス"),
        ("納品先", "セントラルキッチン"),
        ("希望納期", "2026-09-18"),
        ("ステータス", "承認済み"),
    )
    top = "".join(f"<tr><td style='background:#f5f5f5'>{name}</td><td>{value}</td></tr>" for name, value in fields)
    heads = "".join(f"<th>{word}</th>" for word in ("商品コード", "商品名", "数量", "単位", "単価", "金額"))
    body = "".join(
        f"<tr><td>{r.code}</td><td>{r.name}</td><td align=right>{r.quantity}</td><td>{r.unit}</td>"
        f"<td align=right>{yen(r.price)}</td><td align=right>{yen(r.amount)}</td></tr>"
        for r in rows
    )
    html = f"""<html><body><p>後藤 美咲さんがレコードを追加しました。</p><p><a href="https://cyb.example/k/41/show#record=1842">
発注管理(仕入先共有): TKS-1842</a></p><table border=1>{top}</table><p>明細</p>
<table border=1><tr>{heads}</tr>{body}</table><p>合計金額(税抜) {yen(total)} 円</p>
<p style="color:#888">このメールは配信専用です。</p></body></html>"""
    content = mail(
        "発注管理 <no-reply@cyb.example>",
        "発注管理(仕入先共有): レコードが追加されました",
        (2026, 9, 14, 15, 33, 1),
        None,
        html=html,
    )
    order = told(
        rows,
        "code name quantity unit price amount",
        number="TKS-1842",
        ordered_on=day(9, 14),
        deliver_on=day(9, 18),
        customer_name="株式会社テスト給食サービス",
        deliver_to="セントラルキッチン",
        tax_mode="exclusive",
        total=total,
    )
    return Drawn(content, [order])


@document(
    "mh-outlook.eml",
    "mail-html",
    "Outlook: a table pasted from Excel with Word's markup between greeting and signature",
)
def outlook() -> Drawn:
    rows = [
        good("P3001", 30, name="段ボール60サイズ", code=None),
        good("P3002", 20, name="段ボール100サイズ", code=None),
        Row(None, "宅配ビニール袋 大 100枚", 6, "袋", 1180),
        Row(None, "送り状ポケット A6 100枚", 10, "袋", 640),
    ]
    heads = ("品名", "数量", "単位", "単価", "金額", "希望納期")
    style = "border:solid windowtext 1.0pt;padding:0mm 4.95pt 0mm 4.95pt"

    def cells(values: tuple[object, ...]) -> str:
        return "".join(f"<td style='{style}'><p class=MsoNormal>{value}<o:p></o:p></p></td>" for value in values)

    dues = ("7/10", "7/10", "7/13", "7/13")
    body = "".join(
        f"<tr>{cells((r.name, r.quantity, r.unit, yen(r.price), yen(r.amount), due))}</tr>"
        for r, due in zip(rows, dues, strict=True)
    )
    html = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{{margin:0mm;font-size:10.5pt}}
</style></head><body lang=JA><div class=WordSection1><p class=MsoNormal>伝票商事株式会社 鈴木様<o:p></o:p></p>
<p class=MsoNormal>いつもお世話になっております。例示物産の千田です。<o:p></o:p></p>
<p class=MsoNormal>下記の通り発注いたしますので、よろしくお願いいたします。<o:p></o:p></p>
<p class=MsoNormal>納品は第一倉庫(港町3-5)へお願いいたします。<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><table class=MsoNormalTable border=0 cellspacing=0>
<tr>{cells(heads)}</tr>{body}</table><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>===================================<o:p></o:p></p>
<p class=MsoNormal>例示物産株式会社 物流課 千田 亮<o:p></o:p></p>
<p class=MsoNormal>TEL:052-000-0303<o:p></o:p></p></div></body></html>"""
    content = mail(
        "千田 亮 <orders@reiji-bussan.example>", "発注書(7月分 梱包資材)", (2026, 7, 3, 9, 15, 22), None, html=html
    )
    days = (day(7, 10), day(7, 10), day(7, 13), day(7, 13))
    lines = [Row(None, r.name, r.quantity, r.unit, r.price, day=due) for r, due in zip(rows, days, strict=True)]
    order = told(
        lines,
        "name quantity unit price amount day",
        customer_name="例示物産株式会社",
        deliver_to="第一倉庫(港町3-5)",
    )
    return Drawn(content, [order])


@document("mh-gmail.eml", "mail-html", "Gmail on a phone: a new order above the quoted one of last week")
def gmail() -> Drawn:
    rows = [
        good("P1001", 10, name="深煎り豆1kg", code=None),
        good("P1002", 4, name="浅煎り豆1kg", code=None),
        Row(None, "カフェオレベース 1L", 12, "本"),
    ]
    html = """<div dir="auto">伝票商事さま<div dir="auto"><br></div>
<div dir="auto">カフェつむぎの小野です。今週分の注文です。</div>
<div dir="auto"><br></div><div dir="auto">深煎り豆1kg　10袋</div><div dir="auto">浅煎り豆1kg　4袋</div>
<div dir="auto">カフェオレベース 1L　12本</div><div dir="auto"><br></div>
<div dir="auto">11/20(金)着でお願いします。</div></div>
<br><div class="gmail_quote">
<div dir="ltr" class="gmail_attr">2026年11月9日(月) 21:04 カフェつむぎ &lt;tsumugi@mail.example&gt;:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex"><div dir="auto">
伝票商事さま<br>今週分の注文です。<br>深煎り豆1kg　8袋<br>浅煎り豆1kg　6袋<br>
紙コップ8oz　1箱<br>11/13(金)着でお願いします。
</div></blockquote></div>"""
    content = mail("カフェつむぎ <tsumugi@mail.example>", "Re: 注文です", (2026, 11, 16, 20, 55, 41), None, html=html)
    order = told(rows, "name quantity unit", deliver_on=day(11, 20), customer_name="カフェつむぎ")
    return Drawn(content, [order])
