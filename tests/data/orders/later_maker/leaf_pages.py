"""PDFs that a browser prints: workbooks saved as PDF, portals, a pre-printed list, a page for each shop."""

from dataclasses import replace

from fresh_maker.base import ONE_RATE
from trades_maker.base import CODED, PRICED, Drawn, Html, Sums, day, document, kanji, rows, slash, table, told, yen

US = "伝票商事株式会社"
LOOK = "class=r width=100%"
WHOLE = "<style>td:nth-child(2){white-space:nowrap}</style>"


@document(
    "pdf-text-leaf-ume.pdf",
    "pdf-text",
    "a workbook's template printed: subject, total on top, empty numbered rows below the goods",
)
def ume() -> Drawn:
    """The template with ten numbered rows."""
    lines = rows(
        "name quantity unit price",
        """
        屋外用折りたたみテント 3×6m|2|張|68000
        テントウエイト 10kg|12|個|2450
        パイプ椅子 SC-30|60|脚|2980
        会議テーブル 1800×450|20|台|8900""",
    )
    sums = Sums(lines)
    cells = [(n, r.name, r.quantity, r.unit, r.price, r.amount) for n, r in enumerate(lines, 1)]
    cells += [(n, "", "", "", "", "") for n in range(5, 11)]
    body = f"""<h1 style='text-align:center;letter-spacing:12px'>注文書</h1>
<p class=n>注文番号：2026-0031<br>注文日：{kanji(day(7, 13))}</p>
<table width=100%><tr valign=top><td><u style='font-size:13pt'>{US}　御中</u><br><br>件名：秋季例大祭 備品一式<br>
納期：{kanji(day(9, 4))}<br>
納入場所：見本神社 社務所<br>支払条件：納品月の翌月末日<br></td>
<td class=n>見本町連合自治会<br>〒999-0001 山形県見本市宮前1-1<br>TEL：023-000-7788<br>会計　本庄</td></tr></table>
<p>下記のとおり注文いたします。</p>
<p style='font-size:14pt;border-bottom:2px solid #000;width:60%'>合計金額　¥{yen(sums.gross)}（税込）</p>
{table("No.,品名,数量,単位,単価,金額", cells, LOOK)}
<table class=r style='margin-left:auto'>{_sum("小計", sums.total)}{_sum("消費税（10%）", sums.tax10)}
{_sum("合計", sums.gross)}</table>
<table class=r width=100% style='margin-top:10px'><tr>
<td height=50 valign=top>備考：納品時に組立説明をお願いします。</td></tr></table>"""
    head = {
        "number": "2026-0031",
        "ordered_on": day(7, 13),
        "deliver_on": day(9, 4),
        "customer_name": "見本町連合自治会",
        "deliver_to": "見本神社 社務所",
    }
    answer = told(lines, "name quantity unit price amount", **head, **sums.head)
    return Drawn(Html(body), [answer], {"orders.0.lines.0.tax_rate": ONE_RATE})


def _sum(label: str, value: int) -> str:
    return f"<tr><td>{label}</td><td class=n>{yen(value)}</td></tr>"


@document(
    "pdf-text-leaf-sakura.pdf",
    "pdf-text",
    "a hospital's supply system: packing and JAN beside its own code, ward as place, our code for the customer",
)
def sakura() -> Drawn:
    """A purchasing slip of a hospital."""
    lines = rows(
        "code name note quantity unit price",
        """
        HP-20881|サンプルニトリル手袋 M 100枚×10|1ケース=10箱|6|ケース|8800
        HP-20885|サージカルマスク ふつう 50枚|1箱=50枚|40|箱|390
        HP-21140|見本アルコール除菌液 5L|1本=5L|8|本|3180
        HP-23007|ディスポエプロン 袖なし 青 100枚|1箱=100枚|10|箱|1250""",
    )
    jans = ("4900000208810", "4900000208858", "4900000211407", "4900000230071")
    cells = [
        (n, r.code, jan, r.name, r.note, r.quantity, r.unit, r.price, r.amount)
        for n, (r, jan) in enumerate(zip(lines, jans, strict=True), 1)
    ]
    body = f"""{WHOLE}<div style='font-size:8pt'>物流管理システム　発注伝票（SPD）
<span style='float:right'>出力日時：2026/06/09 08:42　1 / 1 頁</span></div>
<h2 style='text-align:center'>発 注 伝 票</h2>
<table class=r style='font-size:9pt'><tr><td>発注先</td><td>{US} 御中</td><td>発注伝票番号</td><td>26060900174</td>
</tr>
<tr><td>貴社得意先コード</td><td>0031500</td><td>発注年月日</td><td>2026/06/09</td></tr>
<tr><td>発注元</td><td>医療法人例示会 例示中央病院</td><td>納品予定日</td><td>2026/06/12</td></tr>
<tr><td>納品場所</td><td>本館B1F 中央材料室</td><td>発注担当</td><td>用度課 真壁（内線2207）</td></tr></table><br>
<div style='font-size:8pt'>{table("No,院内コード,JANコード,品名,入数,数量,単位,単価,金額", cells, LOOK)}</div>
<p class=n>合計金額（税抜）　{yen(Sums(lines).total)}</p>
<p style='font-size:8pt'>・納品書には発注伝票番号を必ず記載してください。<br>
・使用期限が1年未満の物品は事前にご連絡ください。</p>"""
    head = {
        "number": "26060900174",
        "ordered_on": day(6, 9),
        "deliver_on": day(6, 12),
        "customer_name": "医療法人例示会 例示中央病院",
        "customer_code": "0031500",
    }
    answer = told(lines, PRICED, **head, deliver_to="本館B1F 中央材料室", tax_mode="exclusive", total=Sums(lines).total)
    return Drawn(Html(body), [answer], {"orders.0.lines.0.product_code": "the hospital's code or the JAN"})


FUJI = """
    なま樽 例示ビール 10L|2|見本コーラ 1.5L×8本|1
    例示ビール 中瓶 20本|6|例示オレンジジュース 1L×12本|3
    黒ラガー 小瓶 24本||ウーロン茶 2L×6本|4
    例示ハイボール缶 24本||見本ジンジャーエール 24本|
    麦焼酎 いこい 1.8L|8|例示ミネラルウォーター 2L×6本|5
    芋焼酎 さつき 1.8L|6|炭酸水 500ml×24本|10
    清酒 見本桜 上撰 1.8L|12|レモン果汁 720ml|
    梅酒 うぐいす 1.8L||ガムシロップ 1L|2"""


@document(
    "pdf-text-leaf-fuji.pdf",
    "pdf-text",
    "a chain's fax sheet: a pre-printed list, two abreast, only some with a number of cases",
)
def fuji() -> Drawn:
    """Two lists abreast; read down the left one, then the right."""
    cells = [[cell.strip() for cell in line.split("|")] for line in FUJI.strip().splitlines()]
    pairs = [(line[at], line[at + 1]) for at in (0, 2) for line in cells]
    lines = rows("name quantity", "\n".join(f"{name}|{count}" for name, count in pairs if count))
    goods = "".join(
        f"<tr><td>{a}</td><td class=n width=40>{n}</td><td>{b}</td><td class=n width=40>{m}</td></tr>"
        for a, n, b, m in cells
    )
    body = f"""<p style='font-size:16pt;text-align:center'><b>ドリンク発注シート（FAX専用）</b></p>
<p>{US} 行　FAX 03-0000-4412</p>
<table class=r width=100%><tr><td>店名</td><td>酒場まるよし 見本駅前店</td><td>発注者</td><td>店長 江川</td></tr>
<tr><td>発注日</td><td>2026年 5月 14日（木）</td><td>納品希望</td><td>5月 16日（土） 15時まで</td></tr></table>
<p style='font-size:9pt'>※前日13時締切。数字はケース・本数でご記入ください。空欄は発注なし。</p>
<table class=r width=100%><tr><th>アルコール</th><th>数</th><th>ソフトドリンク・他</th><th>数</th></tr>{goods}</table>
<p>連絡事項：空き瓶回収 3ケースあり</p>"""
    head = {"ordered_on": day(5, 14), "deliver_on": day(5, 16), "customer_name": "酒場まるよし 見本駅前店"}
    judgement = {"orders.0.customer_name": "the shop's name, no firm stands beside"}
    return Drawn(Html(body), [told(lines, "name quantity", **head)], judgement)


NASHI = (
    ("0104 例示駅ビル店", "DM-26-11804", "愛知県例示市駅1-1 例示駅ビルB1", (6, 4, 2, 0)),
    ("0117 港町店", "DM-26-11805", "愛知県例示市港町2-8", (3, 0, 1, 10)),
    ("0122 みどりヶ丘店", "DM-26-11806", "愛知県例示市みどりヶ丘4-20-3", (8, 6, 0, 5)),
)


@document(
    "pdf-text-leaf-nashi.pdf",
    "pdf-text",
    "a chain's head office prints a page for each shop, each an order with a number of its own",
)
def nashi() -> Drawn:
    """Three pages, three orders."""
    pages, orders = [], []
    stock = rows(
        "code name unit price quantity",
        """
        P3003|サンプル紙コップ 8オンス 1000個|箱|6900|0
        P3004|サンプル紙ナプキン 10000枚|箱|5750|0
        P4003|サンプルペーパータオル 200枚×40|ケース|3960|0
        P3006|例示レジ袋 Mサイズ 2000枚|箱|4200|0""",
    )
    for shop, number, place, counts in NASHI:
        goods = [replace(row, quantity=count) for row, count in zip(stock, counts, strict=True) if count]
        sums, cells = Sums(goods), [(r.code, r.name, r.unit, r.price, r.quantity, r.amount) for r in goods]
        pages.append(f"""<div style='page-break-after:always'><p>
<b style='font-size:15pt'>店舗別発注書</b>　<span style='float:right'>発行：2026/11/16</span></p>
<p>仕入先：{US} 様</p><table class=r><tr><th>発注No</th><td>{number}</td><th>発注日</th><td>2026/11/16</td></tr><tr>
<th>店舗</th><td>{shop}</td><th>店着日</th><td>2026/11/20</td></tr>
<tr><th>納品先住所</th><td colspan=3>{place}</td></tr></table><br>
{table("商品コード,商品名,発注単位,原単価,発注数,原価金額", cells, LOOK)}
<p class=n>原価金額計（税抜）{yen(sums.total)}</p><p>株式会社ダミーマート 商品本部 資材課</p></div>""")
        head = {
            "number": number,
            "ordered_on": day(11, 16),
            "deliver_on": day(11, 20),
            "customer_name": "株式会社ダミーマート",
        }
        orders.append(told(goods, PRICED, **head, deliver_to=place, tax_mode="exclusive", total=sums.total))
    return Drawn(
        Html("".join(pages)),
        orders,
        {f"orders.{n}.deliver_to": "the shop's name may stand before its address" for n in range(3)},
    )


@document(
    "pdf-text-leaf-momo.pdf",
    "pdf-text",
    "a foreign firm's purchase order in two tongues, its words English first, Japanese small below",
)
def momo() -> Drawn:
    """Bilingual purchase order."""
    lines = rows(
        "code name quantity unit price",
        """
        1000-4471|Filter Cartridge FC-5 / フィルターカートリッジ|12|EA|4250
        1000-4480|O-Ring Kit P-48 / Oリングセット|30|SET|780
        1000-5102|Silicone Hose 12mm×10m / シリコンホース|6|ROL|5600""",
    )
    sums = Sums(lines)
    cells = [(f"{n:05d}", r.code, r.name, r.quantity, r.unit, r.price, r.amount) for n, r in enumerate(lines, 1)]
    two = "<br><small>{}</small>".format
    body = f"""{WHOLE}<table width=100%><tr valign=top><td><b style='font-size:18pt'>PURCHASE ORDER</b><br>
<small>発注書</small></td><td class=n><b>Example Dynamics Japan K.K.</b><br>
エグザンプル・ダイナミクス・ジャパン株式会社<br>兵庫県見本市海岸通5-11</td></tr></table><hr>
<table width=100% style='font-size:9pt'><tr valign=top><td width=50%><b>Supplier{two("仕入先")}</b><br>
Denpyo Shoji Co., Ltd.<br>{US}</td><td><b>Ship To{two("納入先")}</b><br>兵庫県見本市海岸通5-13 Warehouse 2</td></tr>
</table><br>
<table class=r width=100%><tr><td>PO No.{two("発注番号")}</td><td>EDJ-PO-009317</td><td>PO Date{two("発注日")}</td>
<td>2026-04-22</td><td>Delivery Date{two("納期")}</td><td>2026-05-13</td></tr>
<tr><td>Buyer{two("担当")}</td><td>M. Kirishima</td><td>Payment{two("支払条件")}</td><td>Net 60 days</td>
<td>Currency{two("通貨")}</td><td>JPY</td></tr></table><br>
{table("Line,Part No.,Description,Qty,UoM,Unit Price,Amount", cells, LOOK)}
<table style='margin-left:auto;margin-top:6px'>{_sum("Subtotal 小計", sums.total)}
{_sum("Consumption Tax (10%) 消費税", sums.tax10)}{_sum("Total 合計", sums.gross)}</table>
<p>
<small>This order is subject to our General Terms and Conditions of Purchase.
本注文は当社購買取引約款に基づきます。</small></p>"""
    head = {
        "number": "EDJ-PO-009317",
        "ordered_on": day(4, 22),
        "deliver_on": day(5, 13),
        "customer_name": "エグザンプル・ダイナミクス・ジャパン株式会社",
    }
    judgement = {
        "orders.0.customer_name": "the firm's name stands in both tongues",
        "orders.0.lines.0.tax_rate": ONE_RATE,
    }
    return Drawn(
        Html(body),
        [told(lines, PRICED, **head, deliver_to="兵庫県見本市海岸通5-13 Warehouse 2", **sums.head)],
        judgement,
    )


@document(
    "pdf-text-leaf-kaki.pdf",
    "pdf-text",
    "a notice that cancels an order, its rows listed below, the reason in a sentence",
)
def kaki() -> Drawn:
    """Cancels a whole order."""
    lines = rows(
        "code name quantity unit", "P2007|例示米 コシヒカリ 10kg|30|袋\nP1005|例示ミネラルウォーター 2L×6本|20|ケース"
    )
    body = f"""<p class=n>{kanji(day(8, 31))}</p><p>{US}<br>ご担当者 様</p><p class=n>架空ホテル株式会社<br>
購買部　羽生</p>
<h1 style='text-align:center'>発注取消のご連絡</h1>
<p>平素より大変お世話になっております。<br>
下記の発注につきまして、宴会予約の中止に伴い全数取消とさせていただきたく、ご連絡申し上げます。<br>
出荷手配済みの場合は、お手数ですが折り返しご一報くださいますようお願い申し上げます。</p>
<p style='text-align:center'>記</p>
<table class=r><tr><td>取消対象 発注番号</td><td>KH2608-112</td></tr><tr><td>発注日</td><td>{kanji(day(8, 24))}</td>
</tr><tr><td>納品予定日</td><td>{kanji(day(9, 5))}</td></tr></table><br>
{table("商品コード,商品名,取消数量,単位", [(r.code, r.name, r.quantity, r.unit) for r in lines], LOOK)}
<p class=n>以上</p>"""
    head = {
        "number": "KH2608-112",
        "ordered_on": day(8, 24),
        "deliver_on": day(9, 5),
        "customer_name": "架空ホテル株式会社",
    }
    return Drawn(Html(body), [told(lines, CODED, kind="cancel", **head)])


@document(
    "pdf-text-leaf-mikan.pdf",
    "pdf-text",
    "a web purchasing service's page printed: small labels above their values, rates by row, 税込",
)
def mikan() -> Drawn:
    """Cards of labels and values, then a list."""
    lines = rows(
        "code name quantity unit price",
        """
        P1003|サンプル緑茶 ティーバッグ 100包|5|箱|1480
        P1001|見本コーヒー豆 深煎り 1kg|10|袋|2400""",
        "0.08",
    ) + rows(
        "code name quantity unit price",
        "P3004|サンプル紙ナプキン 10000枚|1|箱|5750\nW-8841|マドラー 木製 500本|4|箱|620",
        "0.1",
    )
    sums = Sums(lines)
    card = "<td style='border:0;padding:4px 14px 8px 0'><small style='color:#777'>{}</small><br>{}</td>".format
    top = "".join(
        f"<tr>{''.join(card(*pair) for pair in three)}</tr>"
        for three in (
            (("発注番号", "PR-20260702-0058"), ("発注日時", "2026/07/02 16:20"), ("ステータス", "発注済")),
            (("発注会社", "株式会社シロツメ商会"), ("部門", "総務部"), ("発注者", "小金井 早苗")),
            (
                ("お届け先", "宮城県例示市青葉2-6-7 シロツメビル5F"),
                ("希望納品日", "2026/07/08"),
                ("支払方法", "請求書払い"),
            ),
        )
    )
    cells = [
        (r.code, r.name, f"{yen(r.price)}円", f"{r.quantity} {r.unit}", r.percent, f"{yen(r.amount)}円") for r in lines
    ]
    body = f"""<small>かうトク 購買管理 | 発注詳細</small><h1>発注内容</h1><p>サプライヤー：{US}</p>
<table>{top}</table><h3>明細（4件）</h3>
{table("商品コード,商品名,単価(税抜),数量,税率,小計(税抜)", cells, "width=100% cellpadding=4")}
<table style='margin-left:auto'>{_sum("商品合計(税抜)", sums.total)}{_sum("消費税(8%)", sums.tax8)}
{_sum("消費税(10%)", sums.tax10)}{_sum("お支払合計(税込)", sums.gross)}</table>
<p style='margin-top:40px'><small>https://kautoku.example/po/PR-20260702-0058　　1/1</small></p>"""
    head = {
        "number": "PR-20260702-0058",
        "ordered_on": day(7, 2),
        "deliver_on": day(7, 8),
        "customer_name": "株式会社シロツメ商会",
        "deliver_to": "宮城県例示市青葉2-6-7 シロツメビル5F",
    }
    sums_shown = {"tax_mode": "exclusive", "total": sums.total, "gross": sums.gross}
    return Drawn(Html(body), [told(lines, f"{PRICED} rate", **head, **sums_shown)])


@document(
    "pdf-text-leaf-budo.pdf",
    "pdf-text",
    "a small shop's order with prices that include tax, the tax within in brackets",
)
def budo() -> Drawn:
    """Inclusive prices."""
    shown = "name quantity price"
    lines = rows(shown, "手焼きせんべい 詰合せ 24枚入|15|1296\n例示羊羹 小倉 ハーフ|20|864", "0.08")
    lines += rows(shown, "名入れ紙袋 小 50枚|2|1650", "0.1")
    gross = Sums(lines).total
    cells = [(r.name + ("※" if r.rate == "0.08" else ""), r.quantity, r.price, r.amount) for r in lines]
    body = f"""<p style='font-family:serif;font-size:20pt'>ご注文書</p><p>{US} 様</p>
<p class=n>みやげ処 浜千鳥<br>三重県例題市二見浦18<br>電話 059-000-0312</p>
<p>注文日　{slash(day(3, 24))}　　お届け希望　{slash(day(4, 3))} 午前中<br>送り先　同上 (店舗裏口)</p>
{table("商品名,数,単価（税込）,金額（税込）", cells, LOOK)}
<p class=n style='font-size:13pt'>合計　{yen(gross)}円（うち消費税 3,020円）</p><p>
<small>※は軽減税率8%対象、その他は10%</small></p>"""
    head = {
        "ordered_on": day(3, 24),
        "deliver_on": day(4, 3),
        "customer_name": "みやげ処 浜千鳥",
        "deliver_to": "同上 (店舗裏口)",
    }
    answer = told(
        lines,
        "name quantity price amount rate",
        **head,
        tax_mode="inclusive",
        tax=3020,
        gross=gross,
    )
    return Drawn(Html(body), [answer], {"orders.0.deliver_to": "ditto: the address above, or as written"})
