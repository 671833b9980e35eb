"""HTML mails: notices of portals and shops, with labels in tables and cards."""

from html import escape

from more_maker.base import jan
from trades_maker.base import PRICED, Drawn, Row, Sums, day, document, extra, kanji, mail, slash, table, told, yen

from later_maker.note_base import goods

GRID = 'border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse;font-size:12px"'


@document(
    "mail-html-market.eml", "mail-html", "a portal's notice: layout tables, labels left of values, lines in a grid"
)
def market() -> Drawn:
    """A portal of the food trade tells of an order."""
    items = goods(
        "code name quantity unit price rate",
        """P2007|例示米 コシヒカリ 10kg|8|袋|5200|0.08
        P2006|サンプル濃口醤油 1.8L×6本|3|ケース|3240|0.08
        P4001|見本食器用洗剤 4L|4|本|1380|0.1""",
    )
    sums = Sums(items)
    facts = (
        ("伝票No.", "8850-261012-07"),
        ("発注日", "2026/10/12 08:55"),
        ("納品希望日", "2026/10/14"),
        ("発注企業", "架空ホテル株式会社"),
        ("発注店舗", "レストラン ノースゲート"),
        ("納品先住所", "北海道架空市駅前9-1 搬入口"),
        ("発注担当", "厨房 早坂"),
    )
    left = "".join(f'<tr><td width="110" bgcolor="#f0f0f0">{name}</td><td>{value}</td></tr>' for name, value in facts)
    lines = table(
        "No,商品コード,商品名,数量,単位,単価,金額,税率",
        ((str(n), r.code, r.name, r.quantity, r.unit, r.price, r.amount, r.percent) for n, r in enumerate(items, 1)),
        GRID,
    )
    foot = "".join(
        f'<tr><td align="right" width="560">{name}</td><td align="right">{yen(value)}円</td></tr>'
        for name, value in (("税抜合計", sums.total), ("消費税額", sums.tax), ("税込合計", sums.gross))
    )
    page = f"""<html><body bgcolor="#ffffff"><table width="680" align="center" cellpadding="0" cellspacing="0"><tr>
<td bgcolor="#2d6a4f" style="color:#fff;padding:10px">食材受発注サービス <b>ダイドコロ</b></td></tr><tr><td>
<p>伝票商事株式会社　ご担当者様</p><p>下記のとおり発注がありました。内容をご確認ください。</p>
<table {GRID} width="100%">{left}</table><br>{lines}<table width="680">{foot}</table>
<p align="center"><a href="https://daidokoro.example/o/8850"
style="background:#2d6a4f;color:#fff">発注内容を確認する</a></p>
<hr><p style="font-size:10px;color:#888">このメールは自動送信です。ダイドコロ運営事務局　東京都架空区大手町0-0-0</p>
</td></tr></table></body></html>"""
    order = told(
        items,
        f"{PRICED} rate",
        number="8850-261012-07",
        ordered_on=day(10, 12),
        deliver_on=day(10, 14),
        customer_name="架空ホテル株式会社",
        deliver_to="北海道架空市駅前9-1 搬入口",
        **sums.head,
    )
    sender = "ダイドコロ <no-reply@daidokoro.example>"
    content = mail(sender, "【ダイドコロ】発注のお知らせ(架空ホテル株式会社)", (2026, 10, 12, 8, 56), None, html=page)
    return Drawn(content, [order], {"orders.0.deliver_to": "発注店舗 may be read as part of the place"})


@document("mail-html-cards.eml", "mail-html", "a shop's notice: each article a card of its own, postage in the sums")
def cards() -> Drawn:
    """A shop's notice shows cards."""
    items = goods(
        "code name quantity price",
        """SB-0310|トートバッグ 厚手 生成 M|60|420
        SB-0412|巾着 コットン S ネイビー|120|180
        RB-12-RD|サテンリボン 12mm×90m 赤|5|1250""",
    )
    total = Sums(items).total
    tax = (total + 770) // 10
    shown = "".join(map(_card, items))
    page = f"""<div style="max-width:560px;margin:auto;font-family:sans-serif">
<h2 style="color:#b5651d">ご注文が確定しました</h2>
<p>注文番号 <b>#D-20577</b><br>注文日 {kanji(day(4, 21))}</p>
{shown}
<div style="text-align:right;margin-top:12px">小計（税抜） ¥{yen(total)}<br>配送料（税抜） ¥770<br>
消費税 ¥{yen(tax)}<br><b style="font-size:18px">合計 ¥{yen(total + 770 + tax)}</b></div>
<h3>お客様情報</h3>
<table><tr><td valign="top" width="270"><b>請求先</b><br>株式会社こもれび文具<br>店舗運営部 鳥居 様<br>
〒604-0000<br>京都府架空市中京町71</td><td valign="top"><b>配送先</b><br>こもれび文具 北大路店<br>
〒603-0000<br>京都府架空市北大路町12-5 1F</td></tr></table>
<p>配送方法：宅配便<br>お届け希望日：指定なし</p></div>"""
    order = told(
        items,
        "code name quantity price amount",
        number="#D-20577",
        ordered_on=day(4, 21),
        customer_name="株式会社こもれび文具",
        deliver_to="こもれび文具 北大路店 〒603-0000 京都府架空市北大路町12-5 1F",
        tax_mode="exclusive",
        total=total,
        tax=tax,
        gross=total + 770 + tax,
    )
    order["lines"].append(extra("配送料", 770))
    content = mail(
        "DENPYO STORE <store@denpyo-shoji.example>", "注文 #D-20577 が確定", (2026, 4, 21, 20, 31), None, html=page
    )
    why = {
        "orders.0.number": "with or without #",
        "orders.0.deliver_to": "name, postal code and address stand below each other",
        "orders.0.total": "小計 is that of the goods; their sum with the postage stands nowhere",
    }
    return Drawn(content, [order], why)


def _card(row: Row) -> str:
    return f"""<table width="100%" style="border-bottom:1px solid #ddd"><tr>
<td width="80"><img src="https://img.denpyo-store.example/{row.code}.jpg" width="64" height="64" alt=""></td>
<td><b>{escape(row.name)}</b><br>
<span style="color:#888">型番: {row.code}</span><br>¥{yen(row.price)} × {row.quantity}</td>
<td align="right">¥{yen(row.amount)}</td></tr></table>"""


@document(
    "mail-html-flow.eml",
    "mail-html",
    "a form's answers in two columns, question and answer; numbers within the question",
)
def flow() -> Drawn:
    """A workflow sends a form's answers."""
    items = goods(
        "name quantity unit",
        "検診用手袋 Sサイズ 200枚|6|箱\nアルコール綿 包装タイプ 100包|10|箱\n紙シーツ 60cm×100m|12|本",
    )
    asked = [
        ("受付番号", "0231"),
        ("回答日時", "2026/02/03 13:07"),
        ("施設名", "医療法人社団青葉坂会"),
        ("部署", "健診センター"),
    ]
    for place, row in enumerate(items, 1):
        asked += [(f"品目{place}", row.name), (f"品目{place} 数量", f"{row.quantity}{row.unit}")]
    asked += [("品目4", ""), ("品目4 数量", ""), ("納品希望日", "2026/02/09"), ("納品場所", "健診センター2階 物品庫")]
    asked += [("ご連絡事項", "納品時は内線 2210 へお電話ください。")]
    body = "".join(
        f'<tr><td style="border:1px solid #c8c6c4;padding:6px"><b>{name}</b></td>'
        f'<td style="border:1px solid #c8c6c4;padding:6px">{escape(value)}</td></tr>'
        for name, value in asked
    )
    page = f"""<html><body style="font-family:'Segoe UI',Meiryo"><p>新しい回答が送信されました：
<b>物品注文フォーム</b></p>
<table style="border-collapse:collapse">{body}</table>
<p><a href="https://forms.example/r/0231">回答を表示</a></p></body></html>"""
    order = told(
        items,
        "name quantity unit",
        number="0231",
        ordered_on=day(2, 3),
        deliver_on=day(2, 9),
        customer_name="医療法人社団青葉坂会",
        deliver_to="健診センター2階 物品庫",
    )
    content = mail(
        "自動通知 <flow@aobazaka.example>", "物品注文フォーム 新しい回答", (2026, 2, 3, 13, 7), None, html=page
    )
    why = {
        "orders.0.number": "受付番号 is the form's number of the answer",
        "orders.0.ordered_on": "回答日時 is the only day",
    }
    return Drawn(content, [order], why)


@document(
    "mail-html-agent.eml",
    "mail-html",
    "a purchasing agent's notice: each article on two rows of a table, JAN and maker's type",
)
def agent() -> Drawn:
    """A purchasing agent's notice has two rows for each article."""
    items = goods(
        "code name quantity unit price",
        f"""{jan("490123400011")}|養生テープ 50mm×25m 緑|90|巻|268
        {jan("490123400028")}|ブルーシート #3000 3.6×5.4m|12|枚|1740
        {jan("490123400035")}|軍手 12双組 7G|25|束|395
        {jan("490123400042")}|ガラ袋 60×90cm 200枚|2|袋|5200""",
    )
    makers = ("KM-50G", "BS3000-3654", "GT-712", "GB-6090")
    total = Sums(items).total
    body = "".join(
        f"""<tr><td rowspan="2" align="center">{n}</td><td colspan="2">{escape(row.name)}</td>
<td rowspan="2" align="right">{row.quantity}</td><td rowspan="2">{row.unit}</td>
<td rowspan="2" align="right">{yen(row.price)}</td><td rowspan="2" align="right">{yen(row.amount)}</td></tr>
<tr><td>JAN {row.code}</td><td>{maker}</td></tr>"""
        for n, (row, maker) in enumerate(zip(items, makers, strict=True), 1)
    )
    page = f"""<html><body><p>サプライヤー各位</p><p>購買サービス「ツナグ調達」より発注をお送りいたします。</p>
<table {GRID}><tr><th>発注番号</th><th>発注年月日</th><th>納期</th><th>ご請求先</th></tr>
<tr><td>TG2605-11834</td><td>{slash(day(5, 11))}</td><td>{slash(day(5, 18))}</td>
<td>大牧建設株式会社 資材センター</td></tr></table>
<p>納入先：大牧建設株式会社 湾岸作業所（千葉県見本市浜3-3-1）</p>
<table {GRID}><tr><th rowspan="2">行</th><th colspan="2">品名・規格</th><th rowspan="2">数量</th>
<th rowspan="2">単位</th>
<th rowspan="2">単価</th><th rowspan="2">金額</th></tr><tr><th>JANコード</th><th>メーカー型番</th></tr>{body}
<tr><td colspan="6" align="right">合計（消費税別）</td><td align="right">{yen(total)}</td></tr></table>
<p>納期回答は<a href="https://tsunagu.example/reply">こちら</a>からお願いいたします。</p></body></html>"""
    order = told(
        items,
        PRICED,
        number="TG2605-11834",
        ordered_on=day(5, 11),
        deliver_on=day(5, 18),
        customer_name="大牧建設株式会社",
        deliver_to="大牧建設株式会社 湾岸作業所(千葉県見本市浜3-3-1)",
        tax_mode="exclusive",
        total=total,
    )
    sender = "ツナグ調達 <order@tsunagu.example>"
    content = mail(sender, "発注書送付のご連絡【TG2605-11834】", (2026, 5, 11, 12, 0), None, html=page)
    why = {
        "orders.0.customer_name": "ご請求先 names the firm, the agent sends the order",
        "orders.0.lines.0.product_code": "JAN or the maker's type",
    }
    return Drawn(content, [order], why)
