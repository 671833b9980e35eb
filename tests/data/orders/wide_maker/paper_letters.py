"""Papers that a browser prints: letters, a change, a hospital's slip, and one file with the orders of two shops."""

from typing import Any

from trades_maker.base import CODED, NAMED, Drawn, Html, Row, day, document, era, kanji, rows, slash, table, told

from .paper_tools import TWO_LINES, pairs


@document("pdf-text-haikei.pdf", "pdf-text", "a letter with 拝啓 and 記; the goods are numbered points, not a table")
def haikei() -> Drawn:
    """A temple's letter."""
    lines = rows(
        NAMED,
        """線香 徳用 500g|30|箱
        ローソク 3号 450g|24|箱
        供物用 和三盆干菓子 12個入|15|折""",
    )
    points = "".join(
        f"<tr><td>（{place}）</td><td>{row.name}</td><td align=right>　　{row.quantity}{row.unit}</td></tr>"
        for place, row in enumerate(lines, 1)
    )
    body = f"""<div style="font-family:'Noto Serif CJK JP';font-size:11.5pt;line-height:1.8">
    <p align=right>{era(day(3, 2))}</p><p>伝票商事株式会社<br>　営業部　御中</p>
    <p align=right>宗教法人 架空山 見本寺<br>寺務所　加藤 良雄<br>電話 075-000-3310</p>
    <h2 align=center>春彼岸用品の注文について</h2>
    <p>拝啓　早春の候、ますますご清栄のこととお慶び申し上げます。平素は格別のご高配を賜り、厚く御礼申し上げます。</p>
    <p>　さて、本年の春彼岸法要に用います品につきまして、下記のとおり注文いたしますので、よろしくお取り計らい
    くださいますようお願い申し上げます。</p><p align=right>敬具</p><p align=center>記</p>
    <p>１．品名及び数量</p><table style='margin-left:40px;font-size:11.5pt'>{points}</table>
    <p>２．納入期限　　{era(day(3, 13))}（金）まで</p><p>３．納入場所　　見本寺 庫裏（京都府例示市寺町通上ル）</p>
    <p>４．お支払い　　納品後、請求書により振込</p><p align=right>以上</p></div>"""
    answer = told(
        lines,
        NAMED,
        ordered_on=day(3, 2),
        deliver_on=day(3, 13),
        customer_name="宗教法人 架空山 見本寺",
        deliver_to="見本寺 庫裏(京都府例示市寺町通上ル)",
    )
    return Drawn(Html(body), [answer])


TAMAKI = "商品コード,商品名,規格,発注数,単位"


def _tamaki(shop: str, address: str, number: str, lines: list[Row]) -> tuple[str, dict[str, Any]]:
    goods = [(row.code, row.name, row.note, row.quantity, row.unit) for row in lines]
    body = f"""<div style='page-break-after:always'><table width=100%><tr><td><h1>店舗発注伝票</h1></td>
    <td align=right>伝票No. {number}<br>発注日 {slash(day(11, 16))}<br>納品日 {slash(day(11, 19))}</td></tr></table>
    <table class=r width=100%><tr><th width=15%>取引先</th><td>伝票商事株式会社 殿</td></tr>
    <tr><th>発注者</th><td>株式会社タマキストア　商品部</td></tr><tr><th>納品店舗</th><td>{shop}</td></tr>
    <tr><th>店舗住所</th><td>{address}</td></tr></table><br>{table(TAMAKI, goods, "class=r width=100%")}
    <p>合計点数　{sum(int(row.quantity) for row in lines)}</p>
    <p style='font-size:8pt'>伝票は店舗ごとに分けて納品してください。</p></div>"""
    head = {"number": number, "ordered_on": day(11, 16), "deliver_on": day(11, 19), "deliver_to": f"{shop} {address}"}
    return body, told(lines, CODED, customer_name="株式会社タマキストア", **head)


@document("pdf-text-tamaki.pdf", "pdf-text", "one file with the slips of two shops, a page each")
def tamaki() -> Drawn:
    """A supermarket's two shops."""
    fields = "code name note quantity unit"
    one = rows(
        fields,
        """10023|国産はちみつ|500g|24|個
        10140|味付のり 卓上|80枚|36|個
        10166|黒ごまドレッシング|300ml|12|本""",
    )
    two = rows(
        fields,
        """10023|国産はちみつ|500g|12|個
        10151|だしパック|8g×30|48|袋
        20017|アルミホイル|30cm×8m|60|本
        20035|食品保存袋 M|50枚|40|箱""",
    )
    pages = [
        _tamaki("105 見本台店", "埼玉県見本市見本台1-3-3", "T105-20881", one),
        _tamaki("112 例示が丘店", "埼玉県例示市例示が丘5-40", "T112-20882", two),
    ]
    why = dict.fromkeys(("orders.0.deliver_to", "orders.1.deliver_to"), TWO_LINES)
    return Drawn(Html("".join(body for body, _ in pages)), [answer for _, answer in pages], why)


@document("pdf-text-henkou.pdf", "pdf-text", "a change: quantities and the day before and after in columns")
def henkou() -> Drawn:
    """A maker of noodles changes its order."""
    lines = rows(
        CODED, "P2001|見本小麦粉 薄力 25kg|30|袋\nP2002|見本小麦粉 強力 25kg|12|袋\nP2004|サンプル食塩 5kg|10|袋"
    )
    before = (20, 12, 15)
    goods = [
        (row.code, row.name, old, row.quantity, row.unit, "変更なし" if old == row.quantity else "")
        for row, old in zip(lines, before, strict=True)
    ]
    body = f"""<p align=right>{kanji(day(9, 15))}</p><h1 align=center><u>注文内容変更依頼書</u></h1>
    <p>伝票商事株式会社 御中</p><p align=right>有限会社 とよだ製麺所<br>製造部 豊田<br>TEL 0877-00-2525</p>
    <p>いつもお世話になっております。先にお送りした注文につきまして、下記の通り変更をお願いいたします。</p>
    <table class=r>{
        pairs('''対象の注文番号|TY-0911-2
    当初注文日|2026年9月11日''')
    }</table><br>
    <table class=r><tr><th></th><th>変更前</th><th>変更後</th></tr><tr><th>納品日</th><td>9月24日（木）</td>
    <td><b>9月28日（月）</b></td></tr></table><br>
    {table("コード,品名,変更前 数量,変更後 数量,単位,備考", goods, "class=r width=100%")}
    <p>変更理由：製造計画の見直しのため</p><p>お手数をお掛けしますが、ご確認のうえ折り返しご連絡ください。</p>"""
    answer = told(
        lines,
        CODED,
        kind="change",
        number="TY-0911-2",
        ordered_on=day(9, 11),
        deliver_on=day(9, 28),
        customer_name="有限会社 とよだ製麺所",
    )
    why = {"orders.0.ordered_on": "the day of the first order and the day of the change's letter both stand there"}
    return Drawn(Html(body), [answer], why)


@document(
    "pdf-text-wards.pdf", "pdf-text", "a hospital's slip: level rules only, the order's data in a box at the side"
)
def wards() -> Drawn:
    """A hospital's stores."""
    lines = rows(
        "code name note quantity unit",
        """N-30418|ディスポエプロン 袖付 ブルー|1箱 15枚×10|12|箱
        N-30552|ペーパータオル 中判|200枚×35|20|ケース
        N-31007|環境清拭クロス 詰替|250枚×8|6|ケース
        N-31219|針捨容器 2L 黄|20個|2|箱""",
    )
    goods = [(row.code, f"{row.name}<br><small>{row.note}</small>", row.quantity, row.unit, "") for row in lines]
    side = pairs(f"""発注No|26-11-0387
    発注年月日|{slash(day(11, 13))}
    納入指定日|{slash(day(11, 20))}
    納入場所|SPD中央倉庫（B1F）
    予算科目|医療消耗器具""")
    listed = table("物品コード,品名／規格,発注数,単位,摘要", goods, "class=q width=100%")
    listed = listed.replace("&lt;", "<").replace("&gt;", ">")
    body = f"""<style>.q th{{border-top:2px solid #000;border-bottom:1px solid #000;text-align:left}}
    .q td{{border-bottom:1px dotted #000;padding:4px}}</style>
    <h1>物品発注票</h1><div style='float:right;border:1px solid #000;padding:4px;background:#f4f4f4'>
    <table style='font-size:9pt'>{side}</table></div><p style='font-size:13pt'>伝票商事（株）　御中</p>
    <p>医療法人社団 白樺会 白樺記念病院<br>用度課　　直通 011-000-7740<br>札幌郡架空町本通8</p>
    <div style='clear:both;height:14px'></div>{listed}
    <p style='font-size:8.5pt'>納品書に発注Noを必ず記載してください。土日祝の納品はお受けできません。</p>"""
    answer = told(
        lines,
        CODED,
        number="26-11-0387",
        ordered_on=day(11, 13),
        deliver_on=day(11, 20),
        customer_name="医療法人社団 白樺会 白樺記念病院",
        deliver_to="SPD中央倉庫(B1F)",
    )
    why = {"orders.0.lines.0.product_name": "the specification stands below the name in the same column"}
    return Drawn(Html(body), [answer], why)
