"""PDFs that a browser prints: a city's order, a hospital's, canteens, books, make-up, a delivery note, a school."""

from .base import (
    CODED,
    NAMED,
    PRICED,
    Drawn,
    Html,
    Row,
    Sums,
    day,
    document,
    era,
    extra,
    kanji,
    rows,
    slash,
    table,
    told,
    yen,
)

R = "class=r width=100%"


@document("pdf-text-shiyakusho.pdf", "pdf-text", "a city's order by contract: era days, sums with tax, stamps above")
def city() -> Drawn:
    cells = (
        ("防じんマスク DS2", "20枚入", 60, "箱", 1980),
        ("作業用手袋 背抜き", "L", 200, "双", 185),
        ("誘導棒 LED 赤", "540mm", 25, "本", 1460),
    )
    goods = [Row(None, name, count, unit, price) for name, _, count, unit, price in cells]
    sums = Sums(goods)
    lines = [(n, *cell, row.amount) for n, (cell, row) in enumerate(zip(cells, goods, strict=True), 1)]
    body = f"""<table class=r style='float:right'><tr><td>課長<td>係長<td>担当<tr height=40><td><td><td></table>
<p>見財契第1187号<br>{era(day(5, 20))}</p><h1 style='text-align:center;clear:both'>物品購入発注書</h1>
<p>受注者　伝票商事株式会社　様</p>
<p style='text-align:right'>発注者　見本市<br>見本市長　倉本 健二<br>（財務部契約課）</p>
<p>次のとおり発注します。</p><table class=r><tr><td>件名<td>防災用消耗品の購入
<tr><td>納入期限<td>{era(day(6, 12))}<tr><td>納入場所<td>見本市役所 西庁舎1階 防災課
<tr><td>契約金額<td>￥{yen(sums.gross)}－（うち消費税及び地方消費税の額 ￥{yen(sums.tax)}）</table><br>
{table("番号,品名,規格,数量,単位,単価,金額", lines, R)}
<p style='text-align:right'>小計　{yen(sums.total)}　　消費税　{yen(sums.tax)}　　合計　{yen(sums.gross)}</p>
<p>備考　支払は検査合格後、適法な請求書を受理した日から30日以内とする。</p>"""
    head = {"number": "見財契第1187号", "ordered_on": day(5, 20), "deliver_on": day(6, 12), **sums.head}
    head |= {"customer_name": "見本市", "deliver_to": "見本市役所 西庁舎1階 防災課"}
    reasons = {"orders.0.number": "it stands without a label"}
    return Drawn(Html(body), [told(goods, "name quantity unit price amount", **head)], reasons)


@document("pdf-text-spd.pdf", "pdf-text", "a hospital's supply store: goods' numbers, makers, lots wanted, prices")
def store() -> Drawn:
    cells = (
        ("20011873", "採血針 22G", "見本メディカル", 20, "箱", 1650),
        ("20030042", "真空採血管 紫 2mL", "例示テルム", 15, "箱", 4200),
        ("20045519", "酒精綿 4×4 2枚入", "架空製薬", 40, "箱", 780),
        ("20051126", "翼状針 23G", "見本メディカル", 8, "箱", 3900),
    )
    goods = [Row(code, name, count, unit, price) for code, name, _, count, unit, price in cells]
    sums = Sums(goods)
    lines = [(*cell, row.amount) for cell, row in zip(cells, goods, strict=True)]
    body = f"""<div style='display:flex;justify-content:space-between'><b>発注書（SPD）</b>
<span>頁 1/1</span></div><hr><div style='display:flex;justify-content:space-between'><div>
<p>伝票商事株式会社　御中<br>（仕入先コード 03127）</p><p>納品日：{slash(day(7, 15))}<br>
納品場所：例示市立病院 SPD倉庫</p></div><div>
発注番号：0715-03127-02<br>発注日：{slash(day(7, 13))}<br>
例示市立病院<br>愛知県例示市病院前1<br>物流管理室　TEL 0533-00-6100</div></div>
{table("物品番号,品名,メーカー,数量,単位,単価,金額", lines, R)}
<p style='text-align:right'>合計金額（税抜）　{yen(sums.total)} 円</p>
<p>ロット・使用期限を納品書に明記のこと。</p>"""
    head = {"number": "0715-03127-02", "ordered_on": day(7, 13), "deliver_on": day(7, 15), "total": sums.total}
    head |= {"customer_name": "例示市立病院", "deliver_to": "例示市立病院 SPD倉庫", "tax_mode": "exclusive"}
    return Drawn(Html(body), [told(goods, PRICED, **head)])


@document("pdf-text-kyushoku.pdf", "pdf-text", "a canteen's order, no prices, counts with decimals, allergy notes")
def canteen() -> Drawn:
    goods = rows(
        CODED,
        """11020|鶏むね肉 皮なし 角切|24.5|kg
        12177|冷凍ほうれん草 1kg|18|袋
        13006|絹ごし豆腐 冷凍 1kg|20|袋
        P2004|サンプル食塩 5kg|2|袋""",
    )
    lines = ((r.code, r.name, str(r.quantity), r.unit, "") for r in goods)
    body = f"""<h1>食材発注書</h1><p>伝票商事株式会社 様</p>
<table class=r><tr><th>発注日<td>{kanji(day(10, 19))}<th>納品日<td>{kanji(day(10, 22), week=True)}
<tr><th>発注元<td>学校法人ひばり学園<th>納品先<td>ひばり幼稚園 給食室
<tr><th>発注番号<td>HB-1022<th>担当<td>栄養士 飯森</table><br>
{table("食品番号,食品名,数量,単位,備考", lines, R)}
<p>※アレルゲン情報に変更があれば事前に連絡のこと。</p><p>※午前7時30分までに納品してください。</p>"""
    head = {"number": "HB-1022", "ordered_on": day(10, 19), "deliver_on": day(10, 22)}
    head |= {"customer_name": "学校法人ひばり学園", "deliver_to": "ひばり幼稚園 給食室"}
    return Drawn(Html(body), [told(goods, CODED, **head)])


@document("pdf-text-shuppan.pdf", "pdf-text", "a library's order of books: title, author, publisher, copies, price")
def library() -> Drawn:
    cells = (
        ("9784000000610", "星図の読み方", "篠田 航", "図鑑舎", 2, 2400),
        ("9784000000726", "郷土の味 百選", "例示町史編さん室", "みほん社", 3, 1800),
        ("9784000000832", "子どもの体と心", "森内 かほる", "例示出版", 2, 2100),
    )
    goods = [Row(code, name, count, None, price) for code, name, _, _, count, price in cells]
    sums = Sums(goods)
    lines = [(*cell, row.amount) for cell, row in zip(cells, goods, strict=True)]
    body = f"""<h1>図書注文書</h1><p style='text-align:right'>注文番号 図-26-041<br>注文日 {kanji(day(5, 8))}</p>
<p>伝票商事株式会社 外商部 御中</p><p>例示町立図書館<br>例示町大字中央22</p><p>納期：{kanji(day(5, 27))}</p>
{table("ISBN,書名,著者,出版社,冊数,単価,金額", lines, R)}
<p style='text-align:right'>計 7冊　合計（税抜） {yen(sums.total)}円</p>
<p>装備（ブックコート）をお願いします。</p>"""
    head = {"number": "図-26-041", "ordered_on": day(5, 8), "deliver_on": day(5, 27), "total": sums.total}
    head |= {"customer_name": "例示町立図書館", "tax_mode": "exclusive"}
    reasons = {"orders.0.lines.0.unit": "冊 stands in the column's title only"}
    return Drawn(Html(body), [told(goods, "code name quantity price amount", **head)], reasons)


@document("pdf-text-biyou.pdf", "pdf-text", "a hair salon's order: sums of both rates, postage as a line")
def salon() -> Drawn:
    goods = rows(
        "code name quantity unit price rate",
        """HC-204|カラー剤 7NB 80g|36|本|520|0.1
        HC-811|パーマ液 1剤 400mL|12|本|1480|0.1
        TR-030|業務用トリートメント 1kg|6|個|3200|0.1
        P4003|サンプルペーパータオル 200枚×40|2|ケース|3960|0.1
        DR-002|来客用ハーブティー 50包|4|箱|1250|0.08
        P1003|サンプル緑茶 ティーバッグ 100包|2|箱|1480|0.08""",
    )
    postage = 800
    sums = Sums(goods, postage)
    lines: list[tuple[object, ...]] = [
        (r.code, r.name, r.quantity, r.unit, r.price, r.percent, r.amount) for r in goods
    ]
    lines.append(("", "送料", "", "", "", "10%", postage))
    body = f"""<h1>発注書</h1><div style='display:flex;justify-content:space-between'><div><p>伝票商事株式会社 御中</p>
<p>下記の通り発注いたします。</p></div>
<div>No. SLN-0226<br>{slash(day(2, 26))}<br>株式会社ヘアメイク雫<br>京都府例示市南通2-1</div></div>
<table class=r><tr><th>納品希望日<td>{slash(day(3, 3))}<tr><th>納品先<td>京都府例示市南通2-1 2階 雫 本店</table><br>
{table("商品番号,商品名,数量,単位,単価,税率,金額", lines, R)}<br><table class=r style='margin-left:auto'>
<tr><th>税抜合計<td class=n>{yen(sums.total)}<tr><th>10%対象 {yen(sums.base10)}　税額<td class=n>{yen(sums.tax10)}
<tr><th>8%対象 {yen(sums.base8)}　税額<td class=n>{yen(sums.tax8)}<tr><th>消費税計<td class=n>{yen(sums.tax)}
<tr><th>税込合計<td class=n>{yen(sums.gross)}</table>"""
    head = {"number": "SLN-0226", "ordered_on": day(2, 26), "deliver_on": day(3, 3), **sums.head}
    head |= {"customer_name": "株式会社ヘアメイク雫", "deliver_to": "京都府例示市南通2-1 2階 雫 本店"}
    answer = told(goods, PRICED + " rate", **head)
    answer["lines"].append(extra("送料", postage, tax_rate="0.1"))
    return Drawn(Html(body), [answer])


@document("pdf-text-kanagu.pdf", "pdf-text", "a maker's note that goods were sent, for a hardware shelf", "notice")
def sent() -> Drawn:
    goods = rows(
        PRICED.replace(" amount", ""),
        """TB-31|戸車 ステンレス 36mm|100|個|210
        TB-45|取手 丸型 アンティーク|50|個|380""",
    )
    sums = Sums(goods)
    lines = [(r.code, r.name, r.quantity, r.unit, r.price, r.amount) for r in goods]
    body = f"""<h1>納品書</h1><div style='display:flex;justify-content:space-between'><div>伝票商事株式会社 御中</div>
<div>納品日 {slash(day(4, 3))}<br>納品No. N-20931<br>浪速金具工業株式会社<br>大阪府見本市東町4-4</div></div>
<p>毎度ありがとうございます。下記の通り納品いたしました。</p>
{table("品番,品名,数量,単位,単価,金額", lines, R)}
<p style='text-align:right'>合計 {yen(sums.total)}　消費税 {yen(sums.tax)}　税込 {yen(sums.gross)}</p>
<p>受領印　＿＿＿＿＿＿</p>"""
    return Drawn(Html(body), [])


@document(
    "pdf-text-kouritsu.pdf", "pdf-text", "a school's inner request that goes out as the order, decided and sealed"
)
def school() -> Drawn:
    goods = rows(
        NAMED + " price",
        """画用紙 八つ切 100枚|30|包|620
        水彩絵具 12色|40|組|890
        工作用接着剤 180mL|24|本|260""",
    )
    total = Sums(goods).total
    lines = [(r.name, r.quantity, r.unit, r.price, r.amount) for r in goods]
    body = f"""<h1 style='text-align:center'>物品発注伺い 兼 発注書</h1><table class=r style='float:right'>
<tr><td>校長<td>教頭<td>事務<tr height=36><td>済<td>済<td>川瀬</table>
<p>起案番号　南小-54<br>起案日　{era(day(4, 7))}<br>発注日　{era(day(4, 9))}</p>
<p style='clear:both'>発注先　伝票商事株式会社　御中</p>
<p>学校名　架空市立南小学校<br>納入先　架空市立南小学校 図工室<br>納入期日　{era(day(4, 21))}</p>
{table("品名,数量,単位,予定単価,予定金額", lines, R)}
<p style='text-align:right'>合計（税込）　{yen(total)}円</p><p>使途　図画工作（第1学期）</p>"""
    head = {"number": "南小-54", "ordered_on": day(4, 9), "deliver_on": day(4, 21), "gross": total}
    head |= {"customer_name": "架空市立南小学校", "deliver_to": "架空市立南小学校 図工室", "tax_mode": "inclusive"}
    reasons = {"orders.0.number": "it is the number of the inner request"}
    return Drawn(Html(body), [told(goods, "name quantity unit price amount", **head)], reasons)
