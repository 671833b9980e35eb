"""Papers that a browser prints: cloud services, portals and sheets made as a page."""

from typing import Any

from trades_maker.base import CODED, PRICED, Drawn, Html, Row, Sums, day, document, era, kanji, rows, slash, table, told
from trades_maker.base import yen as comma

from .paper_tools import ONE_RATE, OWN_CODE, TWO_LINES, pairs, priced

WEEKDAYS = ("9(月)", "10(火)", "11(水)", "12(木)", "13(金)")


@document("pdf-text-natsume.pdf", "pdf-text", "a cloud service's order without upright rules, ※ marks and a tax box")
def natsume() -> Drawn:
    """A restaurant firm's order of a cloud service."""
    food = rows(
        "name quantity unit price",
        """冷凍むきえび 26/30 1.8kg|4|袋|3280
        サンプルサラダ油 16.5kg缶|2|缶|6350
        カットトマト缶 2550g|12|缶|690""",
        "0.08",
    )
    lines = [
        *food,
        *rows("name quantity unit price", "おしぼり 丸型 1200本|3|箱|4680\n持ち帰り容器 黒 大 50枚|10|袋|1180", "0.1"),
    ]
    sums = Sums(lines)
    goods = [(row.name + (" ※" if row.rate == "0.08" else ""), *priced(row)) for row in lines]
    body = f"""<style>.l td{{border-bottom:1px solid #bbb;padding:5px 6px}}.l th{{background:#2d6a8f;color:#fff;
    padding:5px 6px}}.l{{width:100%}}.k th{{padding-right:24px;color:#2d6a8f}}</style>
    <h1 style='color:#2d6a8f;border-bottom:3px solid #2d6a8f'>発注書</h1>
    <div style='float:right;font-size:9pt'>発行日：{kanji(day(11, 18))}<br>発注書番号：HC-00000418<br><br>
    株式会社ナツメダイニング<br>〒150-0000 東京都架空区例示町2-8-1<br>架空ビル4F<br>TEL：03-0000-4181<br>
    登録番号：T0000000000418<br>担当：江口 さやか</div>
    <p style='font-size:13pt'><u>伝票商事株式会社 御中</u></p><p>下記のとおり発注いたします。</p>
    <table class=k>{
        pairs('''件名|11月下旬分 食材・消耗品
    納品期日|2026年11月25日
    納品場所|ナツメダイニング例示町店
    お支払条件|月末締め翌月末払い''')
    }</table>
    <p style='font-size:14pt;clear:both'>合計金額　<b>{comma(sums.gross)}円</b>（税込）</p>
    {table("摘要,数量,単位,単価,金額", goods, "class=l")}
    <p style='font-size:8pt'>※は軽減税率（8%）対象、印のないものは10%対象です。</p>
    <table class=r align=right><tr><td>小計</td><td class=n>{comma(sums.total)}円</td></tr>
    <tr><td>消費税</td><td class=n>{comma(sums.tax)}円</td></tr><tr><td>合計</td><td class=n>{
        comma(sums.gross)
    }円</td></tr>
    <tr><td>内訳　10%対象（税抜）</td><td class=n>{comma(sums.base10)}円</td></tr>
    <tr><td>　　　10%消費税</td><td class=n>{comma(sums.tax10)}円</td></tr>
    <tr><td>　　　8%対象（税抜）</td><td class=n>{comma(sums.base8)}円</td></tr>
    <tr><td>　　　8%消費税</td><td class=n>{comma(sums.tax8)}円</td></tr></table>
    <div style='clear:both;padding-top:8px'>備考<div style='border:1px solid #bbb;height:44px;padding:4px'>
    えびは解凍せずに冷凍便でお願いします。午前中指定。</div></div>"""
    head: dict[str, Any] = {"number": "HC-00000418", "ordered_on": day(11, 18), "deliver_on": day(11, 25), **sums.head}
    place, firm = "ナツメダイニング例示町店", "株式会社ナツメダイニング"
    answer = told(lines, "name quantity unit price amount rate", customer_name=firm, deliver_to=place, **head)
    return Drawn(Html(body), [answer])


@document("pdf-text-genba.pdf", "pdf-text", "a builder's order: sum with tax on top, specification in a column, seals")
def genba() -> Drawn:
    """A builder's order for a site."""
    lines = rows(
        "name note quantity unit price",
        """養生テープ 緑|50mm×25m|60|巻|238
        ブルーシート|#3000 5.4m×5.4m|10|枚|1980
        土のう袋|48×62cm 200枚|2|束|4300
        カラーコーン 赤|H700|20|本|560
        コーンバー|34φ×2m|15|本|640""",
    )
    sums = Sums(lines)
    goods = [(place, row.name, row.note, *priced(row)) for place, row in enumerate(lines, 1)]
    goods += [("", "", "", "", "", "", "")] * 4
    small = "style='border:1px solid #000;width:52px;height:48px;text-align:center;color:#888;font-size:8pt'"
    body = f"""<div align=right>注文番号　建注-8-0217<br>{era(day(10, 6))}</div>
    <h1 align=center style='letter-spacing:14pt'>注文書</h1><p style='font-size:12pt'>伝票商事株式会社　御中</p>
    <table align=right><tr><td>東京都架空区鉄砲坂3-1-5<br><b style='font-size:12pt'>株式会社 大槌建設</b><br>
    代表取締役　大槌 孝一<br>TEL 03-0000-2170　FAX 03-0000-2171</td><td {small}>印</td></tr></table>
    <p style='clear:both'>下記の通り注文いたしますので、御承諾の上は注文請書を提出願います。</p>
    <table class=r width=100%>{
        pairs(f'''工事名|（仮称）架空坂マンション新築工事
    納入場所|東京都架空区架空坂1-22 現場詰所前
    納入期日|{era(day(10, 14))}
    注文金額|<b style="font-size:13pt">¥{comma(sums.gross)}-</b>（うち消費税額 ¥{comma(sums.tax)}-）
    支払条件|毎月20日締切 翌月末日 現金振込''')
    }</table><br>
    {
        table("No,名称,仕様・寸法,数量,単位,単価,金額", goods, "class=r width=100%").replace(
            "<td></td>", "<td>&nbsp;</td>"
        )
    }
    <table class=r align=right><tr><td>工事価格計</td><td class=n>{comma(sums.total)}</td></tr>
    <tr><td>消費税（10%）</td><td class=n>{comma(sums.tax)}</td></tr>
    <tr><td>合計</td><td class=n>{comma(sums.gross)}</td></tr></table>
    <table align=left><tr><td {small}>所長</td><td {small}>主任</td><td {small}>係</td></tr></table>"""
    answer = told(
        lines,
        "name quantity unit price amount",
        number="建注-8-0217",
        ordered_on=day(10, 6),
        deliver_on=day(10, 14),
        customer_name="株式会社 大槌建設",
        deliver_to="東京都架空区架空坂1-22 現場詰所前",
        **sums.head,
    )
    return Drawn(Html(body), [answer], {"orders.0.lines.0.tax_rate": ONE_RATE})


IRORI = """P1005|例示ミネラルウォーター 2L×6本|ケース|2
P1006|例示オレンジジュース 1L×12本|ケース|
P2004|サンプル食塩 5kg|袋|1
P2005|サンプルサラダ油 16.5kg缶|缶|1
P2006|サンプル濃口醤油 1.8L×6本|ケース|1
P2007|例示米 コシヒカリ 10kg|袋|5
P2003|見本上白糖 20kg|袋|
P1003|サンプル緑茶 ティーバッグ 100包|箱|
P3003|サンプル紙コップ 8オンス 1000個|箱|
P3004|サンプル紙ナプキン 10000枚|箱|1
P3006|例示レジ袋 Mサイズ 2000枚|箱|
P4001|見本食器用洗剤 4L|本|3
P4002|見本アルコール除菌液 5L|本|2
P4003|サンプルペーパータオル 200枚×40|ケース|
P4004|サンプルニトリル手袋 M 100枚×10|ケース|1
P3005|例示OPPテープ 48mm 50巻|箱|"""


@document("pdf-text-irori.pdf", "pdf-text", "our pre-printed FAX sheet: two lists side by side, few filled in")
def irori() -> Drawn:
    """A tavern's FAX on the wholesaler's own sheet."""
    goods = [line.split("|") for line in IRORI.splitlines()]
    sides = [(*left, "", *right) for left, right in zip(goods[:8], goods[8:], strict=True)]
    titles = "コード,商品名,単位,ご注文数,,コード,商品名,単位,ご注文数"
    body = f"""<table width=100%><tr><td style='font-size:18pt'><b>ＦＡＸ注文書</b></td>
    <td align=right>伝票商事株式会社　受注センター 行<br>
    <b style='font-size:13pt'>FAX 03-0000-9911</b></td></tr></table>
    <p style='font-size:8pt'>前日15時までのご注文は翌日配達いたします。太枠内をご記入ください。</p>
    <table class=r width=100% style='border:3px solid #000'><tr><th>貴店名</th><td>居酒屋 いろり庵</td>
    <th>お得意様コード</th><td>48213</td></tr><tr><th>ご注文日</th><td>2026年 12月 2日</td>
    <th>配達希望日</th><td>12月 4日（金）</td></tr>
    <tr><th>ご担当者</th><td>須永 様</td><th>お電話</th><td>0422-00-0813</td></tr></table><br>
    <div style='font-size:8.5pt'>{table(titles, sides, "class=r width=100%")}</div>
    <p>【通信欄】</p><div style='border:1px solid #000;height:70px;padding:5px'>
    裏口のカギは隣の酒屋さんにあります。</div>
    <p style='font-size:8pt' align=center>ご注文ありがとうございます。ご不明な点は 03-0000-9910 まで。</p>"""
    lines = [Row(code, name, int(count), unit) for code, name, unit, count in goods if count]
    head = {"ordered_on": day(12, 2), "deliver_on": day(12, 4), "customer_code": "48213"}
    return Drawn(Html(body), [told(lines, CODED, customer_name="居酒屋 いろり庵", **head)])


@document("pdf-text-nursery.pdf", "pdf-text", "a nursery's week: a column for each day, quantities with fractions")
def nursery() -> Drawn:
    """A nursery's food by days."""
    wanted = """にんじん|kg|1.5||2||1
    玉ねぎ|kg|3|2||2.5|
    じゃがいも|kg||4||3|
    鶏もも肉（小間）|kg|2||||1.8
    牛乳 1L|本|6|6|6|6|6
    食パン 8枚切|斤||||5|
    絹豆腐 300g|丁|||8||
    バナナ|本|||42||"""
    goods = [[cell.strip() for cell in line.split("|")] for line in wanted.splitlines()]
    lines = []
    for name, unit, *counts in goods:
        lines += [Row(None, name, count, unit, day=day(11, 9 + place)) for place, count in enumerate(counts) if count]
    body = f"""<h1 align=center>給食材料発注書（11月 第2週）</h1><table width=100%><tr><td>伝票商事株式会社　様</td>
    <td align=right>発注日　令和8年11月4日<br>社会福祉法人こだま会<br>こだま第二保育園<br>給食室　栄養士 三好<br>
    見本市児玉町4-11　☎ 042-000-1187</td></tr></table><p>下記の通り、各日 8:30 までに納品をお願いします。</p>
    {table("食品名,単位," + ",".join(f"11/{each}" for each in WEEKDAYS), goods, "class=r width=100%")}
    <p>※ 果物は完熟のものをお願いします。<br>※ 園児数 42名</p>"""
    answer = told(lines, "name quantity unit day", ordered_on=day(11, 4), customer_name="社会福祉法人こだま会")
    why = {"orders.0.customer_name": "the nursery's name stands below its owner's"}
    return Drawn(Html(body), [answer], why)


@document("pdf-text-portal.pdf", "pdf-text", "a page of a buyer's purchasing portal, printed by a clerk")
def portal() -> Drawn:
    """The page of an order in a buyer's system."""
    lines = rows(
        "code name note quantity unit price",
        """4100-00871|保護メガネ 曇り止め|YG-5080|20|個|890
        4100-00902|耐切創手袋 M|CG-310M|50|双|420
        4100-01133|防塵マスク DS2 20枚|DM-20V|15|箱|2150
        4100-01140|耳栓 コード付 100組|EP-100C|2|箱|3600""",
    )
    total = Sums(lines).total
    goods = [
        (place * 10, row.code, row.name, row.note, row.quantity, row.unit, row.price, row.amount)
        for place, row in enumerate(lines, 1)
    ]
    body = f"""<div style='background:#eee;padding:6px'>購買ポータル　ホーム ＞ 発注管理 ＞ 発注詳細</div>
    <h1>発注詳細　<span style='font-size:9pt;border:1px solid #080;color:#080;padding:2px 8px'>承認済</span></h1>
    <table width=100%><tr><td valign=top><table>{
        pairs('''発注番号|4500093127
    発注区分|標準購買
    発注日|2026/11/24
    通貨|JPY''')
    }</table></td><td valign=top><table>{
        pairs('''バイヤー企業|ひかり精密工業株式会社
    部門|資材調達部 調達二課
    バイヤー担当|佐久間 理
    電話番号|0266-00-5571''')
    }</table></td></tr><tr><td valign=top><table>{
        pairs('''サプライヤ|伝票商事株式会社
    サプライヤコード|V0020418''')
    }</table></td><td valign=top><table>{
        pairs('''納入先|諏訪第一工場 資材受入口
    納入先住所|長野県例示市湖東町120
    納入期日|2026/12/01''')
    }</table></td></tr></table><h3>明細（4件）</h3>
    {table("明細,品目番号,品目テキスト,メーカー型番,数量,単位,単価,金額", goods, "class=r width=100%")}
    <p align=right>発注金額合計（税抜）　<b>{comma(total)}</b> 円</p><hr>
    <span style='font-size:8pt'>
    本画面は発注書を兼ねています。回答納期は「納期回答」ボタンから登録してください。</span>"""
    answer = told(
        lines,
        PRICED,
        number="4500093127",
        ordered_on=day(11, 24),
        deliver_on=day(12, 1),
        customer_name="ひかり精密工業株式会社",
        deliver_to="諏訪第一工場 資材受入口 長野県例示市湖東町120",
        tax_mode="exclusive",
        total=total,
    )
    return Drawn(Html(body), [answer], {"orders.0.deliver_to": TWO_LINES, "orders.0.lines.0.product_code": OWN_CODE})


LONG = """見本コーヒー豆 深煎り 1kg|10|袋
見本コーヒー豆 浅煎り 1kg|6|袋
サンプル紅茶 リーフ 500g|4|袋
アッサム ティーバッグ 50包|8|箱
コーヒーフレッシュ 5ml×50個|20|袋
スティックシュガー 3g×800本|3|箱
ガムシロップ 13g×50個|12|袋
アイスコーヒー 無糖 1L×12本|5|ケース
牛乳 業務用 1L|24|本
ホイップクリーム 1L|10|本
バニラアイス 2L|6|個
冷凍ベルギーワッフル 10枚|8|袋
冷凍クロワッサン 生地 60個|4|箱
メープルシロップ 1L|3|本
チョコソース 630g|5|本
いちごジャム 1kg|4|袋
無塩バター 450g|12|個
ロースハム スライス 500g|9|袋
チェダーチーズ スライス 1kg|5|袋
レタス カット 1kg|7|袋
卵 Mサイズ 10kg|3|箱
パスタ 1.7mm 5kg|4|袋
ミートソース 2号缶|12|缶
粉チーズ 1kg|3|袋
タバスコ 60ml|6|本
紙コップ 12オンス 50個|40|袋
ホットカップ用フタ 100枚|20|袋
ストロー 紙製 6mm 500本|6|箱
紙ナプキン 6つ折 10000枚|2|箱
持ち帰り袋 2杯用 100枚|5|束
ダスター 青 100枚|3|箱
見本アルコール除菌液 5L|2|本
見本食器用洗剤 4L|3|本
ゴミ袋 70L 透明 10枚|20|袋
レジロール 80×80 5巻|4|袋
排水口ネット 50枚|6|袋"""


@document("pdf-text-cafechain.pdf", "pdf-text", "36 lines over two pages, the head of the table on both, no prices")
def cafechain() -> Drawn:
    """A café's monthly order of two pages."""
    lines = rows("name quantity unit", LONG)
    goods = [(place, row.name, row.quantity, row.unit, "") for place, row in enumerate(lines, 1)]
    listed = table("№,品　　　名,数量,単位,備　考", goods, "class=r width=100%")
    listed = listed.replace("<tr><th>", "<thead><tr><th>", 1).replace("</th></tr>", "</th></tr></thead>", 1)
    body = f"""<style>.r td{{padding:6px 5px}}</style>
    <table width=100%><tr><td><b style='font-size:17pt'>月例発注書</b></td><td align=right>管理番号　K-1207<br>
    作成日　{slash(day(12, 1))}</td></tr></table><p>発注先：伝票商事(株)　御中</p>
    <table class=r><tr><th>発注元</th><td>ひながた珈琲株式会社　営業企画部（担当：二宮）</td></tr>
    <tr><th>お届け先</th><td>福岡県例示市浜町8-2 焙煎所</td></tr>
    <tr><th>お届け日</th><td>{slash(day(12, 8))} 必着</td></tr></table><br>
    {listed}<p>以上 36 品目</p>"""
    answer = told(
        lines,
        "name quantity unit",
        number="K-1207",
        ordered_on=day(12, 1),
        deliver_on=day(12, 8),
        customer_name="ひながた珈琲株式会社",
        deliver_to="福岡県例示市浜町8-2 焙煎所",
    )
    return Drawn(Html(body), [answer])
